"""The sentences of a project that cite evidence, each with what it states and what it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.model import Citation, Project, Sentence

_MOST_NAMED = 3
"""How many alternatives a hint names at most."""

_last_result: list[tuple[Project, tuple[CitedSentence, ...]]] = []


class CitedSentence(NamedTuple):
    """A sentence with what it states and the evidence that it cites."""

    sentence: Sentence
    stated: evidence.Statement
    evidence: evidence.Evidence

    @property
    def loose(self) -> bool:
        """Whether its figures may have no units, because the head of its table has them."""
        return self.sentence.kind == "row"


def cited_sentences(project: Project) -> Sequence[CitedSentence]:
    """
    The sentences that cite evidence and have no label, each with all of its evidence.

    A sentence that cites what does not exist is left out; other rules report it. The result for
    the last project is cached, since several rules need it in turn.
    """
    if not _last_result or _last_result[0][0] is not project:
        _last_result[:] = [(project, tuple(_cited_sentences(project)))]
    return _last_result[0][1]


def _cited_sentences(project: Project) -> Iterator[CitedSentence]:
    lexicon = evidence.lexicon_of(project.vocabulary)
    for page in project.pages:
        for sentence in page.sentences:
            cited = sentence.effective_citations
            if not cited or sentence.labels:
                continue
            alone = all(citation.claim is not None for citation in cited)
            parts = [
                part for each in cited for part in evidence_of(project, lexicon, each, alone=alone)
            ]
            known = [part for part in parts if part]
            if known and len(known) == len(parts):
                whole = evidence.union(known)
                yield CitedSentence(sentence, evidence.extract(sentence.text, lexicon), whole)


def evidence_of(
    project: Project, lexicon: evidence.Lexicon, citation: Citation, *, alone: bool = True
) -> list[evidence.Evidence | None]:
    """
    The evidence of a citation; contains `None` if it cites what does not exist.

    The evidence of a claim is that of its passages, and its title. If it is not cited `alone`, but
    beside passages, it is only its title: the sentence is meant to rest on the passages.
    """
    if citation.claim is not None:
        claim = project.claims.get(citation.claim)
        if not claim:
            return [None]
        cited = [exhibit.citation for exhibit in claim.evidence] if alone else []
        parts = [
            p for each in cited if each.claim is None for p in evidence_of(project, lexicon, each)
        ]
        return [evidence.of_text(claim.title, lexicon), *filter(None, parts)]
    source = project.sources.get(citation.key)
    if not source:
        return [None]
    if citation.passage is None:
        return [evidence.of_passage(source, each, lexicon) for each in source.passages] or [None]
    passage = source.passage(citation.passage)
    return [evidence.of_passage(source, passage, lexicon) if passage else None]


def instead_of(candidates: Iterable[str]) -> str:
    """The end of a hint that names the first alternatives, or an empty text."""
    known = list(dict.fromkeys(filter(None, candidates)))[:_MOST_NAMED]
    return f"; it has {', '.join(map(repr, known))}" if known else ""
