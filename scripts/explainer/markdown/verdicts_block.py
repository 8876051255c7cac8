"""
The block `verdicts`: how the site's claims split over the verdicts, as a bar and as a table.

Each part of the bar has a pattern beside its colour, and each line of the table the same; both lead
to the claims of that verdict in the ledger. The table is what is heard and what the keyboard
reaches; the bar says nothing more.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import Generated
from explainer.markdown.scale_block import KINDS, kind_of, name_of
from explainer.markdown.source_html import anchor

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from explainer.model import Claim

_LEAST = 0.055
"""The share of a part whose number has room above it."""

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
What lies over the colour of a part, by the number of its verdict: lines in the colour of the page,
in squares of 8 by 8, and how wide they are.
"""


class VerdictsBlock(Generated):
    """A bar with a part for each verdict that claims have, and the same numbers as a table."""

    NAME = "verdicts"

    def fill(self, block: ET.Element) -> None:
        """Write the bar and the table, if there is any claim with a verdict."""
        block.set("data-search-exclude", "")
        claims = [it for it in self.context.claims.values() if kind_of(it)]
        claims.sort(key=lambda it: (KINDS.index(kind_of(it)), it.title.casefold(), it.slug))
        ledger = self.context.ledger
        if ledger:
            self.context.links.want(ledger)

        def fill() -> None:
            said = escape(self._of("caption", count=len(claims)))
            caption = f'<figcaption aria-hidden="true">{said}</figcaption>'
            html = f"{caption}{self._bar(claims)}{self._table(claims, said)}"
            block.text = self.raw(f"<figure>{html}</figure>")

        if claims:
            self.context.fill_later(fill)

    def _of(self, name: str, **values: object) -> str:
        return self.context.words.of("verdicts", name, **values)

    def _parts(self, claims: list[Claim]) -> list[tuple[str, int, str]]:
        """For each verdict its name, how many claims have it, and the address of the first."""
        counts = Counter(map(kind_of, claims))
        first = {kind_of(claim): claim for claim in reversed(claims)}
        return [(kind, counts[kind], self._address(first[kind])) for kind in counts]

    def _address(self, claim: Claim) -> str:
        ledger = self.context.ledger
        return self.context.links.to(ledger, anchor(claim.key)) if ledger else ""

    def _bar(self, claims: list[Claim]) -> str:
        parts, begin = "", 0.0
        for kind, count, address in self._parts(claims):
            share = count / len(claims)
            part = self._part(kind, f'x="{begin:.3%}" y="20" width="{share:.3%}" height="34"')
            if share >= _LEAST:
                middle = f"{begin + share / 2:.3%}"
                part += f'<text x="{middle}" y="13" text-anchor="middle">{count}</text>'
            part = f"<title>{count} {escape(name_of(kind, self.context.words))}</title>{part}"
            parts += f'<a href="{address}" tabindex="-1">{part}</a>' if address else part
            begin += share
        return (
            '<svg class="explainer-split" width="100%" height="54" font-size="13"'
            f' aria-hidden="true">{parts}</svg>'
        )

    def _part(self, kind: str, place: str) -> str:
        """A verdict's colour and pattern in some place; it is a little narrower than that."""
        name = self.context.unique("explainer-split")
        path, wide = _PATTERNS[KINDS.index(kind) % len(_PATTERNS)]
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
            word = escape(name_of(kind, self.context.words))
            link = f'<a href="{address}">{word}</a>' if address else word
            swatch = self._part(kind, 'width="22" height="14"')
            swatch = f'<svg width="22" height="14" aria-hidden="true">{swatch}</svg>'
            rows += f'<tr><th scope="row">{swatch} {link}</th><td>{count}</td></tr>'
        heads = "".join(
            f'<th scope="col">{escape(self._of(it))}</th>' for it in ("verdict", "claims")
        )
        return (
            '<table class="explainer-split-table">'
            f'<caption class="explainer-heard">{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )
