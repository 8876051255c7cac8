"""
The block `corrections`: what was changed in the claims, from their own histories.

The first entry of a history is the claim's publication. Those are counted by day, so that what
was changed stands out.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.markdown.block_base import Generated
from explainer.markdown.source_html import badge_of, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Change, Claim


class _Correction(NamedTuple):
    claim: Claim
    before: Change
    after: Change


class CorrectionsBlock(Generated):
    """Every change of every claim, the newest first, and how many were published on which day."""

    NAME = "corrections"

    def fill(self, block: ET.Element) -> None:
        """Write the block; the entries wait for the addresses of the claims."""
        of = self.context.words.of
        claims = self.context.claims.values()
        self.heading(block, "h2", escape(of("corrections", "changes")), "changes")
        corrections = corrections_of(claims)
        if corrections:
            self._list(ET.SubElement(block, "ul"), corrections)
        else:
            ET.SubElement(block, "p").text = self.raw(escape(of("corrections", "none")))
        self.heading(block, "h2", escape(of("corrections", "first")), "first-published")
        first = Counter(claim.history[0].date for claim in claims if claim.history)
        ET.SubElement(block, "div").text = self.raw(self._counts(first))

    def _list(self, parent: ET.Element, corrections: list[_Correction]) -> None:
        for each in corrections:
            self.context.links.want(page_of(each.claim))

        def fill() -> None:
            parent.text = self.raw("".join(map(self._correction, corrections)))

        self.context.fill_later(fill)

    def _correction(self, correction: _Correction) -> str:
        claim, before, after = correction
        words = self.context.words
        href = self.context.links.to(page_of(claim))
        badges = badge_of(after.verdict, words)
        if before.verdict != after.verdict:
            badges = f"{badge_of(before.verdict, words)} → {badges}"
        return (
            f'<li><p>{self._time(after.date)} {badges}</p> <p><a href="{href}">'
            f"{escape(claim.title, quote=False)}</a></p>"
            f" <p>{escape(after.what, quote=False)}</p></li>"
        )

    def _counts(self, first: Counter[str]) -> str:
        days = "".join(
            f"<dt>{self._time(day)}</dt><dd>{first[day]}</dd>"
            for day in sorted(first, reverse=True)
        )
        return f'<dl class="explainer-counts">{days}</dl>'

    def _time(self, day: str) -> str:
        return f'<time datetime="{escape(day)}">{escape(self.context.words.date(day))}</time>'


def corrections_of(claims: Iterable[Claim]) -> list[_Correction]:
    """What was changed in some claims since they were published, the newest first."""
    found = [_Correction(claim, *pair) for claim in claims for pair in pairwise(claim.history)]
    # Of one claim and day, what its history lists last was changed last.
    found.sort(key=lambda it: it.after.date)
    found.reverse()
    return found
