"""
The block `verdicts`: the number of claims by verdict, as a stacked bar and as a table.

Each part of the bar has a pattern besides its colour, as has each row of the table; both link to
the claims of that verdict in the ledger. Screen readers and keyboard users get the table, which has
the same content.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.scale_block import CLAIM_KINDS, claim_kind, kind_name
from explainer.markdown.source_html import anchor

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from explainer.model import Claim

_LEAST = 0.055
"""The minimum share of a part that has room for its number."""

_PATTERNS = (
    ("", 0.0),
    ("M-2,10 L10,-2 M-2,2 L2,-2 M6,10 L10,6", 1.6),
    ("M0,2 H4 M4,6 H8", 2.4),
    ("M2,0 V8 M6,0 V8", 1.6),
    ("M-2,-2 L10,10 M10,-2 L-2,10", 1.4),
    ("M0,4 H8", 6.4),
    ("M0,4 H8 M4,0 V8", 5.6),
)
"""
The pattern of each verdict, by its index: the path of white lines in a square of 8 by 8, and their
stroke width.
"""


class VerdictsBlock(GeneratedBlock):
    """A stacked bar with a part for each verdict, and the same numbers as a table."""

    NAME = "verdicts"

    def render_html(self, block: ET.Element) -> None:
        """Render the bar and the table, if any claim has a verdict."""
        block.set("data-search-exclude", "")
        claims = [it for it in self.context.claims.values() if claim_kind(it)]
        claims.sort(
            key=lambda it: (CLAIM_KINDS.index(claim_kind(it)), it.title.casefold(), it.slug)
        )
        ledger = self.context.ledger_page
        if ledger:
            self.context.links.request(ledger)

        def render() -> None:
            said = escape(self._translate("caption", count=len(claims)))
            caption = f'<figcaption aria-hidden="true">{said}</figcaption>'
            html = f"{caption}{self._bar(claims)}{self._table(claims, said)}"
            block.text = self.stash_html(f"<figure>{html}</figure>")

        if claims:
            self.context.defer(render)

    def _translate(self, name: str, **values: object) -> str:
        return self.context.translations.translate("verdicts", name, **values)

    def _parts(self, claims: list[Claim]) -> list[tuple[str, int, str]]:
        """For each verdict its name, the number of claims, and the URL of the first of them."""
        counts = Counter(map(claim_kind, claims))
        first = {claim_kind(claim): claim for claim in reversed(claims)}
        return [(kind, counts[kind], self._address(first[kind])) for kind in counts]

    def _address(self, claim: Claim) -> str:
        ledger = self.context.ledger_page
        return self.context.links.url(ledger, anchor(claim.key)) if ledger else ""

    def _bar(self, claims: list[Claim]) -> str:
        parts, begin = "", 0.0
        for kind, count, address in self._parts(claims):
            share = count / len(claims)
            part = self._part(kind, f'x="{begin:.3%}" y="20" width="{share:.3%}" height="34"')
            if share >= _LEAST:
                middle = f"{begin + share / 2:.3%}"
                part += f'<text x="{middle}" y="13" text-anchor="middle">{count}</text>'
            part = (
                f"<title>{count} {escape(kind_name(kind, self.context.translations))}</title>{part}"
            )
            parts += f'<a href="{address}" tabindex="-1">{part}</a>' if address else part
            begin += share
        return (
            '<svg class="explainer-split" width="100%" height="54" font-size="13"'
            f' aria-hidden="true">{parts}</svg>'
        )

    def _part(self, kind: str, place: str) -> str:
        """A rectangle in a verdict's colour and pattern, slightly narrower than its place."""
        name = self.context.unique_id("explainer-split")
        path, wide = _PATTERNS[CLAIM_KINDS.index(kind) % len(_PATTERNS)]
        line = f'<path d="{path}" stroke-width="{wide}" fill="none"/>' if path else ""
        return (
            f'<svg {place} class="explainer-split--{escape(kind)}"><defs><pattern id="{name}"'
            f' width="8" height="8" patternUnits="userSpaceOnUse">{line}</pattern></defs>'
            '<rect width="100%" height="100%" fill="currentColor"/>'
            f'<rect width="100%" height="100%" fill="url(#{name})" stroke="currentColor"'
            ' stroke-width="3"/></svg>'
        )

    def _table(self, claims: list[Claim], caption: str) -> str:
        rows = ""
        for kind, count, address in self._parts(claims):
            word = escape(kind_name(kind, self.context.translations))
            link = f'<a href="{address}">{word}</a>' if address else word
            swatch = self._part(kind, 'width="22" height="14"')
            swatch = f'<svg width="22" height="14" aria-hidden="true">{swatch}</svg>'
            rows += f'<tr><th scope="row">{swatch} {link}</th><td>{count}</td></tr>'
        heads = "".join(
            f'<th scope="col">{escape(self._translate(it))}</th>' for it in ("verdict", "claims")
        )
        return (
            '<table class="explainer-split-table">'
            f'<caption class="explainer-heard">{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )
