"""
The block `corrections`: the changes of claims, from their histories.

The first entry of a history is the claim's publication. Publications are only counted by day, so
that changes stand out.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.source_html import claim_page_path, verdict_badge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Change, Claim


class _Correction(NamedTuple):
    claim: Claim
    before: Change
    after: Change


class CorrectionsBlock(GeneratedBlock):
    """Every change of every claim, newest first, and the number of claims published on each day."""

    NAME = "corrections"

    def render_html(self, block: ET.Element) -> None:
        """Render the block; its entries are deferred until the URLs of the claims are known."""
        translate = self.context.translations.translate
        claims = self.context.claims.values()
        self.add_heading(block, "h2", escape(translate("corrections", "changes")), "changes")
        corrections = corrections_of(claims)
        if corrections:
            self._list(ET.SubElement(block, "ul"), corrections)
        else:
            ET.SubElement(block, "p").text = self.stash_html(
                escape(translate("corrections", "none"))
            )
        self.add_heading(block, "h2", escape(translate("corrections", "first")), "first-published")
        first = Counter(claim.history[0].date for claim in claims if claim.history)
        ET.SubElement(block, "div").text = self.stash_html(self._counts(first))

    def _list(self, parent: ET.Element, corrections: list[_Correction]) -> None:
        for each in corrections:
            self.context.links.request(claim_page_path(each.claim))

        def render() -> None:
            parent.text = self.stash_html("".join(map(self._correction, corrections)))

        self.context.defer(render)

    def _correction(self, correction: _Correction) -> str:
        claim, before, after = correction
        translations = self.context.translations
        href = self.context.links.url(claim_page_path(claim))
        badges = verdict_badge(after.verdict, translations)
        if before.verdict != after.verdict:
            badges = f"{verdict_badge(before.verdict, translations)} → {badges}"
        return (
            f'<li><p>{self._time(after.date)} {badges}</p> <p><a href="{href}">'
            f"{escape(claim.title, quote=False)}</a></p>"
            f" <p>{escape(after.what, quote=False)}</p></li>"
        )

    def _counts(self, first: Counter[str]) -> str:
        count = self.context.translations.count
        days = "".join(
            f"<dt>{self._time(day)}</dt><dd>{count('claim', first[day])}</dd>"
            for day in sorted(first, reverse=True)
        )
        return f'<dl class="explainer-counts">{days}</dl>'

    def _time(self, day: str) -> str:
        return (
            f'<time datetime="{escape(day)}">{escape(self.context.translations.date(day))}</time>'
        )


def corrections_of(claims: Iterable[Claim]) -> list[_Correction]:
    """The changes of claims after their publication, newest first."""
    found = [_Correction(claim, *pair) for claim in claims for pair in pairwise(claim.history)]
    # Of two changes of one claim on one day, the later entry of its history is newer.
    found.sort(key=lambda it: it.after.date)
    found.reverse()
    return found
