"""The block `figures`: the recorded detection rates of the last `explainer mutate --record`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import GeneratedBlock
from explainer.mutation_results import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree import ElementTree as ET

    from explainer.mutation_results import Judged, Tally


class FiguresBlock(GeneratedBlock):
    """The recorded counts and detection rates, as a list and as tables."""

    NAME = "figures"

    def render_html(self, block: ET.Element) -> None:
        """Render the counts and the tables, or that nothing has been recorded."""
        translate = self.context.translations.translate
        record = read_record(self.context.docs_dir / "checks.yml")
        if record is None:
            block.text = self.stash_html(f"<p>{escape(translate('figures', 'none'))}</p>")
            return
        date = self.context.translations.date(record.date)
        counts = "".join(
            f"<dt>{escape(translate('counts', name))}</dt><dd>{count:,}</dd>"
            for name, count in record.counts.items()
        )
        measured = escape(translate("figures", "date", date=date))
        html = f'<p>{measured}</p><dl class="explainer-counts">{counts}</dl>'
        for group in dict.fromkeys(tally.group for tally in record.kinds):
            rows = [self._row(tally) for tally in record.kinds if tally.group == group]
            html += self._table(group, ("kind", "made", "noticed", "share"), rows)
        if record.judged:
            cited = record.judged[0].of
            columns = ("rule", "sentences", "share_of_sentences")
            html += self._table("judged", columns, map(self._judged_row, record.judged), cited)
        block.text = self.stash_html(html)

    def _table(
        self, name: str, columns: Iterable[str], rows: Iterable[Sequence[str]], count: int = 0
    ) -> str:
        translate = self.context.translations.translate
        heads = "".join(f"<th>{escape(translate('figures', column))}</th>" for column in columns)
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        caption = translate("figures", name, count=f"{count:,}")
        return (
            f"<table><caption>{escape(caption)}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _row(self, tally: Tally) -> tuple[str, ...]:
        kind = escape(self.context.translations.translate("kinds", tally.kind))
        share = "" if tally.share is None else f"{tally.share:.1%}"
        return kind, f"{tally.made:,}", f"{tally.noticed:,}", share

    @staticmethod
    def _judged_row(judged: Judged) -> tuple[str, ...]:
        share = f"{judged.sentences / judged.of:.1%}" if judged.of else ""
        rule = f"{escape(judged.rule)} {escape(judged.name)}"
        return rule, f"{judged.sentences:,}", share
