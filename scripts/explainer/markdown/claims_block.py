"""
The block `claims`: the ledger, a table of every claim with buttons that choose among them.

And the block `claim`, which shows one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import Generated
from explainer.markdown.filter_buttons import CHOSEN, MOST, chooser, entry
from explainer.markdown.page_title import title_of
from explainer.markdown.scale_block import KINDS, STUB, are_shown, definitions, kind_of, name_of
from explainer.markdown.source_html import anchor, as_of, badge, page_of
from explainer.model import ALL_VERDICTS, CLAIM_PREFIX, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

    from explainer.markdown.context import Context
    from explainer.model import Claim


class ClaimsBlock(Generated):
    """The ledger: a table of every claim, by verdict; buttons show those of one or of a section."""

    NAME = "claims"

    def fill(self, block: ET.Element) -> None:
        """Write the buttons and the table."""
        # The search finds each claim on its own page.
        block.set("data-search-exclude", "")
        block.set("class", f"{block.get('class')} {CHOSEN}")
        # What has no verdict that there is comes last, and then the stubs.
        order = {verdict: index for index, verdict in enumerate([*ALL_VERDICTS, "", STUB])}
        everything = self.context.claims.values()
        claims = sorted(everything, key=lambda it: (order[kind_of(it)], _by_name(it)))
        self._sections = _sections(self.context, claims)
        self._chosen_by_section = 1 < len(self._sections) <= MOST
        kinds = set(map(kind_of, claims))
        self._kinds = [kind for kind in KINDS if kind in kinds]
        for page in [*map(page_of, claims), *self._sections]:
            self.context.links.want(page)

        def fill() -> None:
            scale = "" if are_shown(self.context) else definitions(self.context)
            block.text = self.raw(scale + self._filters(claims) + self._table(claims))

        if claims:
            self.context.fill_later(fill)

    def _filters(self, claims: list[Claim]) -> str:
        of = self.context.words.of
        counts = Counter(map(kind_of, claims))
        options = [(of("claim", "all"), "", len(claims))]
        options += [(name_of(kind, self.context.words), "", counts[kind]) for kind in self._kinds]
        filters = chooser(self._name("verdict"), of("claim", "filter"), options)
        # With more sections than readers can choose from, there is no choice among them.
        if self._chosen_by_section:
            sections = Counter(claim.section for claim in claims)
            options = [(of("claim", "everywhere"), "", len(claims))]
            options += [(title, "", sections[page]) for page, title in self._sections.items()]
            filters += chooser(
                self._name("section"), of("claim", "filter_section"), options, letter="b"
            )
        return filters

    def _name(self, kind: str) -> str:
        return self.context.unique(f"explainer-{kind}")

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
        kind = f"explainer-is-{kind_of(claim)} {self._shown_by(claim)}"
        cells = [badge(claim, words), title]
        if self._sections:
            section = claim.section if claim.section in self._sections else None
            cells.append(self._section(section) if section else "")
        cells.append(as_of(claim, words))
        row = " ".join(f'<td role="cell">{cell}</td>' for cell in cells)
        return f'<tr role="row" id="{anchor(claim.key)}" class="{kind}">{row}</tr>'

    def _shown_by(self, claim: Claim) -> str:
        """The classes of the buttons that show a claim."""
        kind = kind_of(claim)
        classes = entry(*([self._kinds.index(kind) + 1] if kind else []))
        if self._chosen_by_section and claim.section in self._sections:
            number = [*self._sections].index(claim.section) + 1
            classes = f"{classes} {entry(number, letter='b')}"
        return classes

    def _section(self, page: str) -> str:
        return f'<a href="{self.context.links.to(page)}">{escape(self._sections[page])}</a>'


class ClaimBlock(Generated):
    """A claim in its own words, which lead to its page, with its verdict."""

    NAME = "claim"

    def lacks(self) -> tuple[str, str] | None:
        """What is wrong with the block and what to do, or nothing."""
        known = self.context.claims
        if self.which in known:
            return None
        if not self.which:
            example = next(iter(sorted(known)), "SLUG")
            hint = f"write the slug of a claim, as in `/// claim | {example}`"
            return "the block 'claim' does not say which", hint
        slug = self.which.removeprefix(CLAIM_PREFIX)
        close = nearest(slug, known)
        hint = f"write `/// claim | {close}`" if close else f"add docs/claims/{slug}.md"
        return f"there is no claim {self.which!r}", hint

    def fill(self, block: ET.Element) -> None:
        """Write the claim's title and its verdict."""
        # The search finds the claim on its own page.
        block.set("data-search-exclude", "")
        claim = self.context.claims[self.which]
        self.context.links.want(page_of(claim))

        def fill() -> None:
            title = escape(claim.title, quote=False)
            link = f'<a href="{self.context.links.to(page_of(claim))}">{title}</a>'
            words = self.context.words
            # Without it the claim reads as what the page says.
            lead = f'<span class="explainer-lead">{escape(words.of("claim", "lead"))}</span>'
            block.text = self.raw(f"<p>{lead} {link} {badge(claim, words)}</p>")

        self.context.fill_later(fill)


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
