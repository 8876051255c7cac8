"""Claims, their verdicts and their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer.model.citations import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model.citations import Citation
    from explainer.model.places import Place

VERDICTS = (
    "supported",
    "partly-supported",
    "reported",
    "disputed",
    "contradicted",
    "unverified",
)
"""What the evidence makes of a claim, as grades."""

FORECAST = "forecast"
"""What stands in the place of a grade where a claim says what will be."""

ALL_VERDICTS = (*VERDICTS, FORECAST)
"""What the verdict of a claim can be."""

DOUBTED = frozenset({"reported", "disputed", "contradicted", "unverified", FORECAST})
"""The verdicts on claims that may not be stated as fact."""

STANCES = ("supports", "contradicts", "states", "context")
"""How a passage bears on a claim; one that `states` it says so, and shows no evidence."""

PARTS = ("holds", "beyond")
"""What a claim says that is supported in part: which part holds, and which goes further."""


class Exhibit(NamedTuple):
    """
    One piece of a claim's evidence.

    `first_hand` is false where a primary source says what its publisher cannot know itself.
    """

    citation: Citation
    stance: str
    why: str
    place: Place
    first_hand: bool = True


class Change(NamedTuple):
    """What was changed in a claim, on which day (ISO 8601), and its verdict from then on."""

    date: str
    what: str
    verdict: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """
    Something that the article or the public debate asserts, with a verdict.

    `verdict` is empty where the file gives none that there is. `section` is the path of a page in
    the folder of pages. `article` are the fingerprints of
    the sentences that it covers, each with its place. Dates are ISO 8601. A `stub` is still to be
    written. `holds` and `beyond` are the part of it that the evidence bears and the part that goes
    further, `shown_by` is what would show a forecast: running text with citations, on its page.
    """

    slug: str
    place: Place
    title: str
    verdict: str = ""
    section: str | None = None
    as_of: str | None = None
    review_after: str | None = None
    article: tuple[tuple[str, Place], ...] = ()
    evidence: tuple[Exhibit, ...] = ()
    changes: tuple[Change, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    stub: bool = False
    holds: str | None = None
    beyond: str | None = None
    shown_by: str | None = None

    @property
    def key(self) -> str:
        """What a citation of it begins with."""
        return CLAIMS + self.slug

    @property
    def history(self) -> list[Change]:
        """Its changes, the oldest first; of one day, in the order in which they are listed."""
        return sorted(self.changes, key=lambda change: change.date)

    def of_stance(self, stance: str) -> list[Exhibit]:
        """The evidence of a stance."""
        return [exhibit for exhibit in self.evidence if exhibit.stance == stance]

    def lists(self, fingerprint: str) -> bool:
        """Whether it says that it covers the article's sentence of that fingerprint."""
        return any(listed == fingerprint for listed, _ in self.article)
