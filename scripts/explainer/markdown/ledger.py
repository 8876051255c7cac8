"""The block `claims`: the ledger, a table of every claim with buttons that choose among them."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.describing import anchor, as_of, badge, page_of
from explainer.markdown.filtering import chooser
from explainer.markdown.generated import Generated
from explainer.markdown.titles import title_of
from explainer.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

    from explainer.markdown.context import Context
    from explainer.model import Claim


_STUB = "stub"
"""What a claim is called among the verdicts that is still to be written."""


class ClaimsBlock(Generated):
    """The ledger: a table of every claim, by verdict; buttons show those of one or of a section."""

    NAME = "claims"

    def fill(self, block: ET.Element) -> None:
        """Write the buttons and the table."""
        # The search finds each claim on its own page.
        block.set("data-search-exclude", "")
        # What has no verdict that there is comes last, and then the stubs.
        order = {verdict: index for index, verdict in enumerate([*VERDICTS, "", _STUB])}
        everything = self.context.claims.values()
        claims = sorted(everything, key=lambda it: (order[_kind(it)], _by_name(it)))
        self._sections = _sections(self.context, claims)
        for page in [*map(page_of, claims), *self._sections]:
            self.context.links.want(page)

        def fill() -> None:
            block.text = self.raw(self._filters(claims) + self._table(claims))

        if claims:
            self.context.fill_later(fill)

    def _filters(self, claims: list[Claim]) -> str:
        of = self.context.words.of
        verdicts = Counter(map(_kind, claims))
        options = [("all", of("claim", "all"), len(claims))]
        options += [
            (verdict, of("verdict", verdict), verdicts[verdict])
            for verdict in filter(verdicts.get, VERDICTS)
        ]
        if verdicts[_STUB]:
            options.append((_STUB, of("claim", "stub"), verdicts[_STUB]))
        filters = chooser("explainer-verdict", of("claim", "filter"), options)
        if len(self._sections) > 1:
            sections = Counter(claim.section for claim in claims)
            options = [("every", of("claim", "everywhere"), len(claims))]
            options += [
                (f"section-{number}", title, sections[page])
                for number, (page, title) in enumerate(self._sections.items(), 1)
            ]
            filters += chooser("explainer-section", of("claim", "filter_section"), options)
        return filters

    def _table(self, claims: list[Claim]) -> str:
        of = self.context.words.of
        names = ["verdict", "claim", *(["section"] if self._sections else []), "until"]
        heads = "".join(
            f'<th scope="col" role="columnheader">{escape(of("claim", f"column_{name}"))}</th>'
            for name in names
        )
        rows = "".join(map(self._claim, claims))
        # Shown line by line on a phone, it would be no table any more, if it did not say so.
        name = escape(of("claim", "all"))
        return (
            f'<table class="explainer-ledger" role="table" aria-label="{name}">'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _claim(self, claim: Claim) -> str:
        words = self.context.words
        href = self.context.links.to(page_of(claim))
        title = f'<a href="{href}">{escape(claim.title, quote=False)}</a>'
        if claim.article:
            title += f" <small>{escape(words.of('claim', 'covers'))}</small>"
        kind = f"explainer-is-{_kind(claim)}"
        cells = [badge(claim, words), title]
        if self._sections:
            section = claim.section if claim.section in self._sections else None
            cells.append(self._section(section) if section else "")
            if section:
                kind += f" explainer-in-section-{[*self._sections].index(section) + 1}"
        cells.append(as_of(claim, words))
        row = " ".join(f'<td role="cell">{cell}</td>' for cell in cells)
        return f'<tr role="row" id="{anchor(claim.key)}" class="{kind}">{row}</tr>'

    def _section(self, page: str) -> str:
        return f'<a href="{self.context.links.to(page)}">{escape(self._sections[page])}</a>'


def _kind(claim: Claim) -> str:
    return _STUB if claim.stub else claim.verdict


def _by_name(claim: Claim) -> tuple[tuple[int, str], ...]:
    """A key to sort claims by: their titles, but of stubs the slugs, which count sentences."""
    if not claim.stub:
        return ((0, claim.title.casefold()),)
    parts = re.split(r"(\d+)", claim.slug)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _sections(context: Context, claims: Iterable[Claim]) -> dict[str, str]:
    """The pages that claims belong to, with what their titles say in front of a colon."""
    pages = sorted({claim.section for claim in claims if claim.section})
    files = {page: context.docs / page for page in pages}
    return {
        page: title_of(file.read_text(encoding="utf-8-sig", errors="replace"), page).split(":")[0]
        for page, file in files.items()
        if file.is_file()
    }
