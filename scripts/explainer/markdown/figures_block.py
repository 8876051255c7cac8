"""The block `figures`: the recorded detection rates of the last `explainer mutate --record`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import GeneratedBlock
from explainer.mutation_results import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

    from explainer.mutation_results import Tally


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
        for expected in (True, False):
            tallies = [tally for tally in record.kinds if tally.expected is expected]
            html += self._table("expected" if expected else "unseen", tallies)
        block.text = self.stash_html(html)

    def _table(self, name: str, tallies: Iterable[Tally]) -> str:
        translate = self.context.translations.translate
        columns = ("kind", "made", "noticed", "share")
        heads = "".join(f"<th>{escape(translate('figures', column))}</th>" for column in columns)
        rows = "".join(map(self._row, tallies))
        return (
            f"<table><caption>{escape(translate('figures', name))}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, tally: Tally) -> str:
        kind = escape(self.context.translations.translate("kinds", tally.kind))
        share = "" if tally.share is None else f"{tally.share:.1%}"
        cells = (kind, tally.made, tally.noticed, share)
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
