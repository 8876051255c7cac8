"""Which reviews hold for the sentences of a project, and which have lapsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model import similarity
from explainer.reviews.fingerprints import passages_fingerprint, sentence_fingerprint
from explainer.reviews.writer import beginning
from explainer.text_normalization import caseless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explainer.model import Citation, Claim, Page, Review, Sentence, Source

SENTENCE_CHANGED = "changed"
"""The lapse of a review whose sentence has changed."""

EVIDENCE_CHANGED = "evidence"
"""The lapse of a review where what the sentence cites has changed."""

_LEAST_SIMILARITY = 0.5


class ReviewStatus(NamedTuple):
    """
    A sentence that cites something, and who has read it.

    `sentence_print` and `passages_print` are its fingerprints. `holding` are the reviews that
    hold, one of each person. Where there is none, `lapsed` is the last review of it that has
    lapsed, and `lapse` is why: `SENTENCE_CHANGED` or `EVIDENCE_CHANGED`.
    """

    page: Page
    sentence: Sentence
    sentence_print: str
    passages_print: str
    holding: tuple[Review, ...] = ()
    lapsed: Review | None = None
    lapse: str = ""

    @property
    def asked(self) -> int:
        """How many people have to read it: as many as the settings ask for, and at least one."""
        return max(1, self.page.asked_reviewers)

    @property
    def is_read(self) -> bool:
        """Whether as many people have read it as have to."""
        return len(self.holding) >= self.asked


def statuses_of(
    pages: Iterable[Page],
    sources: Mapping[str, Source],
    claims: Mapping[str, Claim],
    reviews: Sequence[Review],
) -> list[ReviewStatus]:
    """
    The status of each sentence that cites something, in the order of the pages.

    Left out are sentences with a label only, and those that cite what does not exist.
    """
    index = _Index(reviews)
    bare = list(_citing(pages, sources, claims))
    current = {each.sentence_print for each in bare}
    return [index.with_reviews(each, current) for each in bare]


def _citing(
    pages: Iterable[Page], sources: Mapping[str, Source], claims: Mapping[str, Claim]
) -> Iterator[ReviewStatus]:
    for page in pages:
        for sentence in page.sentences:
            cited = [each for each in sentence.effective_citations if each.label is None]
            found = [_resolved(each, sources, claims) for each in cited]
            known = [each for each in found if each is not None]
            if known and len(known) == len(found):
                prints = sentence_fingerprint(sentence.text), passages_fingerprint(known)
                yield ReviewStatus(page, sentence, *prints)


def _resolved(
    citation: Citation, sources: Mapping[str, Source], claims: Mapping[str, Claim]
) -> tuple[Source | Claim, str | None] | None:
    if citation.claim is not None:
        claim = claims.get(citation.claim)
        return (claim, None) if claim else None
    source = sources.get(citation.key)
    if source is None or (citation.passage and not source.passage(citation.passage)):
        return None
    return source, citation.passage


class _Index:
    """The reviews by their fingerprints."""

    def __init__(self, reviews: Sequence[Review]) -> None:
        self._by_pair: dict[tuple[str, str], list[Review]] = {}
        self._by_sentence: dict[str, list[Review]] = {}
        self._by_passages: dict[str, list[Review]] = {}
        for each in reviews:
            self._by_pair.setdefault((each.sentence, each.passages), []).append(each)
            self._by_sentence.setdefault(each.sentence, []).append(each)
            self._by_passages.setdefault(each.passages, []).append(each)

    def with_reviews(self, status: ReviewStatus, current: set[str]) -> ReviewStatus:
        """A status with its reviews; `current` are the fingerprints of all sentences."""
        pair = status.sentence_print, status.passages_print
        holding = {
            caseless(each.by): each for each in sorted(self._by_pair.get(pair, ()), key=_date)
        }
        if holding:
            return status._replace(holding=tuple(holding.values()))
        if before := self._by_sentence.get(status.sentence_print):
            return status._replace(lapsed=max(before, key=_date), lapse=EVIDENCE_CHANGED)
        if changed := self._changed(status, current):
            return status._replace(lapsed=changed, lapse=SENTENCE_CHANGED)
        return status

    def _changed(self, status: ReviewStatus, current: set[str]) -> Review | None:
        """The review of a sentence that is no more, was similar to this one and cited the same."""
        begins = beginning(status.sentence.text)
        gone = [
            (similarity(each.begins, begins), each.date, each)
            for each in self._by_passages.get(status.passages_print, ())
            if each.sentence not in current
        ]
        best = max(gone, default=None)
        return best[2] if best and best[0] >= _LEAST_SIMILARITY else None


def _date(review: Review) -> str:
    return review.date
