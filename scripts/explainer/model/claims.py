"""Claims, their verdicts and their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer.model.citations import CLAIM_PREFIX

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
"""Verdicts on what a claim says of the past and the present, from the strongest evidence on."""

FORECAST = "forecast"
"""The verdict on a claim about the future."""

ALL_VERDICTS = (*VERDICTS, FORECAST)
"""All values of a claim's verdict."""

DOUBTED = frozenset({"reported", "disputed", "contradicted", "unverified", FORECAST})
"""Verdicts on claims that may not be stated as fact."""

STANCES = ("supports", "contradicts", "states", "context")
"""The relation of a passage to a claim; one that `states` it repeats it without evidence."""

PARTS = ("holds", "beyond")
"""Fields of a partly supported claim: the part that is supported, and the part beyond it."""


class EvidenceItem(NamedTuple):
    """
    One passage in the evidence of a claim.

    `stance` is one of `STANCES`, `why` is its reason. `first_hand` is false where a primary source
    reports what its publisher does not know at first hand.
    """

    citation: Citation
    stance: str
    why: str
    place: Place
    first_hand: bool = True


class Change(NamedTuple):
    """A change to a claim: the date (ISO 8601), a description, and the verdict from then on."""

    date: str
    what: str
    verdict: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """
    An assertion of the article or of the public debate, with a verdict. Compared by identity.

    `verdict` is one of `ALL_VERDICTS`, or empty where the file has no valid one. `section` is the
    path of a page in the folder of pages. `article` are the fingerprints of the article's
    sentences that it covers, each with its place. `as_of` and `review_after` are ISO 8601 dates.
    `places` are those of the fields in the file. A `stub` is not written yet, and a `draft`
    was written by a program. `holds` is the part
    of the claim that the evidence supports, `beyond` the part that it does not; `shown_by` is what
    would confirm a forecast. These three are Markdown with citations, rendered on its page.
    """

    slug: str
    place: Place
    title: str
    verdict: str = ""
    section: str | None = None
    as_of: str | None = None
    review_after: str | None = None
    article: tuple[tuple[str, Place], ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    changes: tuple[Change, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    stub: bool = False
    draft: bool = False
    holds: str | None = None
    beyond: str | None = None
    shown_by: str | None = None

    @property
    def key(self) -> str:
        """The key of its citations, without a passage."""
        return CLAIM_PREFIX + self.slug

    @property
    def is_judged(self) -> bool:
        """Whether it is written and has a verdict."""
        return bool(self.verdict) and not self.stub

    @property
    def history(self) -> list[Change]:
        """Its changes, the oldest first; those of one day in the order of the file."""
        return sorted(self.changes, key=lambda change: change.date)

    def of_stance(self, stance: str) -> list[EvidenceItem]:
        """The evidence with a stance."""
        return [item for item in self.evidence if item.stance == stance]

    def covers(self, fingerprint: str) -> bool:
        """Whether it lists the article's sentence with that fingerprint."""
        return any(listed == fingerprint for listed, _ in self.article)
