"""
The block `claims`, the ledger: a table of all claims with filter buttons.

Also the block `claim`, which renders one claim.
"""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explainer import inputs
from explainer.files import text_or_nothing
from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.filter_buttons import (
    FILTERED_CLASS,
    MAX_OPTIONS,
    entry_classes,
    filter_group,
)
from explainer.markdown.page_title import read_title
from explainer.markdown.scale_block import (
    CLAIM_KINDS,
    STUB,
    claim_kind,
    has_definitions,
    kind_name,
    verdict_definitions,
)
from explainer.markdown.source_html import anchor, as_of_text, claim_badge, claim_page_path
from explainer.model import ALL_VERDICTS, CLAIM_PREFIX, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET

    from explainer.markdown.context import PageContext
    from explainer.model import Claim


class ClaimsBlock(GeneratedBlock):
    """The ledger: a table of all claims, with buttons to filter by verdict and section."""

    NAME = "claims"

    def render_html(self, block: ET.Element) -> None:
        """Render the buttons and the table."""
        # Search finds each claim on its own page.
        block.set("data-search-exclude", "")
        block.set("class", f"{block.get('class')} {FILTERED_CLASS}")
        # Claims with an invalid verdict come last, before the stubs.
        order = {verdict: index for index, verdict in enumerate([*ALL_VERDICTS, "", STUB])}
        everything = self.context.claims.values()
        claims = sorted(everything, key=lambda it: (order[claim_kind(it)], _by_name(it)))
        self._sections = _sections(self.context, claims)
        self._chosen_by_section = 1 < len(self._sections) <= MAX_OPTIONS
        kinds = set(map(claim_kind, claims))
        self._kinds = [kind for kind in CLAIM_KINDS if kind in kinds]
        for page in [*map(claim_page_path, claims), *self._sections]:
            self.context.links.request(page)

        def render() -> None:
            scale = "" if has_definitions(self.context) else self._scale()
            block.text = self.stash_html(scale + self._filters(claims) + self._table(claims))

        if claims:
            self.context.defer(render)

    def _scale(self) -> str:
        """The meaning of the verdicts, folded: readers come for the claims."""
        summary = escape(self.context.translations.translate("claim", "scale"))
        definitions = verdict_definitions(self.context)
        return (
            f'<details class="explainer-fold"><summary>{summary}</summary>{definitions}</details>'
        )

    def _filters(self, claims: list[Claim]) -> str:
        translate = self.context.translations.translate
        counts = Counter(map(claim_kind, claims))
        options = [(translate("claim", "all"), "", len(claims))]
        options += [
            (kind_name(kind, self.context.translations), "", counts[kind]) for kind in self._kinds
        ]
        filters = filter_group(self._name("verdict"), translate("claim", "filter"), options)
        # With too many sections, there is no filter by section.
        if self._chosen_by_section:
            sections = Counter(claim.section for claim in claims)
            options = [(translate("claim", "everywhere"), "", len(claims))]
            options += [(title, "", sections[page]) for page, title in self._sections.items()]
            filters += filter_group(
                self._name("section"), translate("claim", "filter_section"), options, letter="b"
            )
        return filters

    def _name(self, kind: str) -> str:
        return self.context.unique_id(f"explainer-{kind}")

    def _table(self, claims: list[Claim]) -> str:
        translate = self.context.translations.translate
        names = ["verdict", "claim", *(["section"] if self._sections else []), "until"]
        heads = "".join(
            '<th scope="col" role="columnheader">'
            f"{escape(translate('claim', f'column_{name}'))}</th>"
            for name in names
        )
        rows = "".join(map(self._claim, claims))
        # CSS displays it as blocks on a phone, so that without roles it is not a table any more.
        name = escape(translate("claim", "all"))
        return (
            f'<table class="explainer-ledger" role="table" aria-label="{name}">'
            f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
            f'<tbody role="rowgroup">{rows}</tbody></table>'
        )

    def _claim(self, claim: Claim) -> str:
        translations = self.context.translations
        href = self.context.links.url(claim_page_path(claim))
        title = f'<a href="{href}">{escape(claim.title, quote=False)}</a>'
        if claim.article:
            title += f" <small>{escape(translations.translate('claim', 'covers'))}</small>"
        kind = f"explainer-is-{claim_kind(claim)} {self._entry_classes(claim)}"
        cells = [claim_badge(claim, translations), title]
        if self._sections:
            section = claim.section if claim.section in self._sections else None
            cells.append(self._section(section) if section else "")
        cells.append(as_of_text(claim, translations))
        row = " ".join(f'<td role="cell">{cell}</td>' for cell in cells)
        return f'<tr role="row" id="{anchor(claim.key)}" class="{kind}">{row}</tr>'

    def _entry_classes(self, claim: Claim) -> str:
        """The classes of a row, by which the filter buttons show it."""
        kind = claim_kind(claim)
        classes = entry_classes(*([self._kinds.index(kind) + 1] if kind else []))
        if self._chosen_by_section and claim.section in self._sections:
            number = [*self._sections].index(claim.section) + 1
            classes = f"{classes} {entry_classes(number, letter='b')}"
        return classes

    def _section(self, page: str) -> str:
        return f'<a href="{self.context.links.url(page)}">{escape(self._sections[page])}</a>'


class ClaimBlock(GeneratedBlock):
    """One claim: its title as a link to its page, with its verdict."""

    NAME = "claim"

    def validate(self) -> tuple[str, str] | None:
        """The message and the hint for a missing or unknown slug, or `None`."""
        known = self.context.claims
        if self.argument_text in known:
            return None
        if not self.argument_text:
            example = next(iter(sorted(known)), "SLUG")
            hint = f"write the slug of a claim, as in `/// claim | {example}`"
            return "the block 'claim' does not say which", hint
        slug = self.argument_text.removeprefix(CLAIM_PREFIX)
        close = nearest(slug, known)
        hint = f"write `/// claim | {close}`" if close else f"add docs/claims/{slug}.md"
        return f"there is no claim {self.argument_text!r}", hint

    def render_html(self, block: ET.Element) -> None:
        """Render the claim's title and its verdict."""
        # Search finds the claim on its own page.
        block.set("data-search-exclude", "")
        claim = self.context.claims[self.argument_text]
        self.context.links.request(claim_page_path(claim))

        def render() -> None:
            title = escape(claim.title, quote=False)
            link = f'<a href="{self.context.links.url(claim_page_path(claim))}">{title}</a>'
            translations = self.context.translations
            # Without this label, readers would take the claim for a statement of the page.
            lead = escape(translations.translate("claim", "lead"))
            lead = f'<span class="explainer-lead">{lead}</span>'
            block.text = self.stash_html(f"<p>{lead} {link} {claim_badge(claim, translations)}</p>")

        self.context.defer(render)


def _by_name(claim: Claim) -> tuple[tuple[int, str], ...]:
    """The sort key of a claim: its title, or for a stub its slug, which contains a number."""
    if not claim.stub:
        return ((0, claim.title.casefold()),)
    parts = re.split(r"(\d+)", claim.slug)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def _sections(context: PageContext, claims: Iterable[Claim]) -> dict[str, str]:
    """The pages that claims belong to, each with its title up to the first colon."""
    pages = sorted({claim.section for claim in claims if claim.section})
    files = {page: context.docs_dir / page for page in pages}
    for file in files.values():
        inputs.note_content(file)
    return {
        page: read_title(text_or_nothing(file), page).split(":")[0]
        for page, file in files.items()
        if file.is_file()
    }
