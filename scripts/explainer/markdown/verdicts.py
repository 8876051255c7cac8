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

from explainer.markdown.describing import anchor
from explainer.markdown.generated import Generated
from explainer.model import VERDICTS

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from explainer.model import Claim

_STUB = "stub"
_LEAST = 0.055
"""The share of a part whose number has room above it."""

_PATTERNS = (
    "",
    "M-2,10 L10,-2 M-2,2 L2,-2 M6,10 L10,6",
    "M2,2 h2 v2 h-2 Z M6,6 h2 v2 h-2 Z",
    "M2,0 V8 M6,0 V8",
    "M-2,-2 L10,10 M10,-2 L-2,10",
    "M0,4 H8",
    "M-2,-2 L10,10 M-2,6 L2,10 M6,-2 L10,2",
)
"""What lies over the colour of a part, by the number of its verdict, in squares of 8 by 8."""


class VerdictsBlock(Generated):
    """A bar with a part for each verdict that claims have, and the same numbers as a table."""

    NAME = "verdicts"

    def fill(self, block: ET.Element) -> None:
        """Write the bar and the table, if there is any claim with a verdict."""
        block.set("data-search-exclude", "")
        claims = [it for it in self.context.claims.values() if _kind(it)]
        claims.sort(key=lambda it: (_place(_kind(it)), it.title.casefold(), it.slug))
        ledger = self.context.ledger
        if ledger:
            self.context.links.want(ledger)

        def fill() -> None:
            block.text = self.raw(self._bar(claims) + self._table(claims))

        if claims:
            self.context.fill_later(fill)

    def _of(self, name: str, **values: object) -> str:
        return self.context.words.of("verdicts", name, **values)

    def _name(self, kind: str) -> str:
        of = self.context.words.of
        return of("claim", "stub") if kind == _STUB else of("verdict", kind)

    def _parts(self, claims: list[Claim]) -> list[tuple[str, int, str]]:
        """For each verdict its name, how many claims have it, and the address of the first."""
        counts = Counter(map(_kind, claims))
        first = {_kind(claim): claim for claim in reversed(claims)}
        return [(kind, counts[kind], self._address(first[kind])) for kind in counts]

    def _address(self, claim: Claim) -> str:
        ledger = self.context.ledger
        return self.context.links.to(ledger, anchor(claim.key)) if ledger else ""

    def _bar(self, claims: list[Claim]) -> str:
        name = self.context.unique("verdicts")
        patterns, parts, begin = "", "", 0.0
        for kind, count, address in self._parts(claims):
            share = count / len(claims)
            patterns += _pattern(f"{name}-{kind}", kind)
            x, width = f"{begin:.3%}", f"{share:.3%}"
            place = f'x="{x}" y="20" width="{width}" height="34"'
            part = f'<rect {place} fill="currentColor"/>'
            part += f'<rect {place} fill="url(#{name}-{kind})" class="explainer-edge"/>'
            if share >= _LEAST:
                middle = f"{begin + share / 2:.3%}"
                part += f'<text x="{middle}" y="13" text-anchor="middle">{count}</text>'
            said = escape(f"{count} {self._name(kind)}")
            part = f"<title>{said}</title>{part}"
            if address:
                part = f'<a href="{address}" tabindex="-1">{part}</a>'
            parts += f'<g class="explainer-part--{kind}">{part}</g>'
            begin += share
        return (
            '<svg class="explainer-parts" width="100%" height="54" font-size="13"'
            f' aria-hidden="true"><defs>{patterns}</defs>{parts}</svg>'
        )

    def _table(self, claims: list[Claim]) -> str:
        rows = ""
        for kind, count, address in self._parts(claims):
            word = escape(self._name(kind))
            link = f'<a href="{address}">{word}</a>' if address else word
            name = self.context.unique("verdicts")
            swatch = (
                f'<svg class="explainer-part--{kind}" width="20" height="14" aria-hidden="true">'
                f"<defs>{_pattern(name, kind)}</defs>"
                '<rect width="20" height="14" fill="currentColor"/>'
                f'<rect width="20" height="14" fill="url(#{name})" class="explainer-edge"/></svg>'
            )
            rows += f'<tr><th scope="row">{swatch} {link}</th><td>{count}</td></tr>'
        caption = escape(self._of("caption", count=len(claims)))
        heads = "".join(
            f'<th scope="col">{escape(self._of(it))}</th>' for it in ("verdict", "claims")
        )
        return (
            f'<table class="explainer-parts-table"><caption>{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _kind(claim: Claim) -> str:
    """A claim's verdict, or that it is a stub; empty where it has no verdict that there is."""
    return _STUB if claim.stub else claim.verdict


def _place(kind: str) -> int:
    """Where a verdict stands among all; what is no grade stands behind them, and stubs last."""
    known = [*VERDICTS, _STUB]
    return known.index(kind) if kind in known else len(VERDICTS)


def _pattern(name: str, kind: str) -> str:
    """A pattern that is drawn in the colour of the page over a part's own."""
    path = _PATTERNS[_place(kind) % len(_PATTERNS)]
    line = f'<path d="{path}" class="explainer-pattern" fill="none"/>' if path else ""
    return (
        f'<pattern id="{escape(name)}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{line}</pattern>"
    )
