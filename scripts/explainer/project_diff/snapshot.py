"""What a comparison needs of a project, at one moment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from explainer.baseline import Problems, Sentences
from explainer.sources import values_of
from explainer.text_normalization import single_spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.model import Citation, Claim, Page, Problem, Project, Sentence, Source

STUB = "stub"
"""What stands for the verdict of a claim that is still to be written."""


class SentenceState(NamedTuple):
    """
    A sentence with what it rests on.

    `cites` are the passages, sources and claims that it cites, as citations name them; `label` is
    its label where it cites nothing else.
    """

    text: str
    cites: tuple[str, ...] = ()
    label: str = ""


class ClaimState(NamedTuple):
    """
    A claim with its verdict and its evidence, each item as its citation and its stance.

    `origins` are those of the evidence that supports it. `draft` is true until it is confirmed.
    """

    title: str
    verdict: str
    evidence: tuple[tuple[str, str], ...] = ()
    origins: tuple[str, ...] = ()
    draft: bool = False


class SourceState(NamedTuple):
    """A source: its fields, and those of its passages, by their names."""

    fields: Mapping[str, str]
    passages: Mapping[str, Mapping[str, str]]


class ProblemState(NamedTuple):
    """A problem; `fingerprint` is of the words that it is about, wherever they stand."""

    path: str
    code: str
    fingerprint: str
    message: str
    line: int


class Snapshot(NamedTuple):
    """A project: the sentences of its pages, its claims and sources by name, its problems."""

    pages: Mapping[str, tuple[SentenceState, ...]]
    claims: Mapping[str, ClaimState]
    sources: Mapping[str, SourceState]
    problems: tuple[ProblemState, ...] = ()

    @property
    def totals(self) -> dict[str, int]:
        """What there is, counted, by its name."""
        sentences = [sentence for page in self.pages.values() for sentence in page]
        bare = [sentence for sentence in sentences if not sentence.cites]
        verdicts = Counter(claim.verdict for claim in self.claims.values())
        return {
            "pages": len(self.pages),
            "sentences": len(sentences),
            "sentences with evidence": sum(bool(each.cites) for each in sentences),
            "sentences with a label": sum(bool(each.label) for each in bare),
            "sentences with neither": sum(not each.label for each in bare),
            "citations": sum(len(each.cites) for each in sentences),
            "sources": len(self.sources),
            "passages": sum(len(source.passages) for source in self.sources.values()),
            "origins": len(
                {source.fields["origin"] for source in self.sources.values()
                 if "origin" in source.fields}
            ),
            "claims": len(self.claims),
            **{f"claims: {verdict or 'no verdict'}": count
               for verdict, count in sorted(verdicts.items())},
            "problems": len(self.problems),
        }  # fmt: skip


def take_snapshot(
    project: Project,
    texts: Mapping[str, str],
    problems: list[Problem],
    lines: Callable[[str], list[str]],
) -> Snapshot:
    """
    What a comparison needs of a project.

    `texts` are those of its data files by their paths, `problems` what a check of it found, and
    `lines` gives the lines of a file by its path.
    """
    keyed = Problems(problems, lines, Sentences(project.pages).around).keyed
    return Snapshot(
        {
            page.path: tuple(map(_sentence, filter(_counts(page), page.sentences)))
            for page in project.pages
        },
        {slug: _claim(project, claim) for slug, claim in project.claims.items()},
        {key: _source(source, texts) for key, source in project.sources.items()},
        tuple(
            ProblemState(
                key.path, key.code, key.fingerprint, problem.message, problem.place.line
            )
            for key, problem in keyed
        ),
    )  # fmt: skip


def _counts(page: Page) -> Callable[[Sentence], bool]:
    """What tells the sentences of a page that count: where none is required, those that cite."""
    return lambda sentence: page.required or bool(_cites(sentence.effective_citations))


def _sentence(sentence: Sentence) -> SentenceState:
    cites = _cites(sentence.effective_citations)
    label = "" if cites else "".join(sentence.labels[:1])
    return SentenceState(single_spaced(sentence.text), cites, label)


def _cites(citations: tuple[Citation, ...]) -> tuple[str, ...]:
    named = (name_of(each) for each in citations if each.label is None)
    return tuple(sorted(set(named)))


def name_of(citation: Citation) -> str:
    """What a citation names, such as `ipcc#warming`."""
    return citation.key + (f"#{citation.passage}" if citation.passage else "")


def _claim(project: Project, claim: Claim) -> ClaimState:
    supporting = (project.sources.get(it.citation.key) for it in claim.of_stance("supports"))
    origins = {source.origin for source in supporting if source and source.origin}
    evidence = sorted((name_of(item.citation), item.stance) for item in claim.evidence)
    verdict = STUB if claim.stub else claim.verdict
    return ClaimState(
        claim.title, verdict, tuple(evidence), tuple(sorted(origins)), draft=claim.draft
    )


def _source(source: Source, texts: Mapping[str, str]) -> SourceState:
    values = values_of(texts.get(source.place.path, ""), source.place.path) or {}
    fields = {name: value for name, value in values.items() if isinstance(value, str)}
    listed = values.get("passages", [])
    passages = {
        each["slug"]: {name: text for name, text in each.items() if name != "slug"}
        for each in (listed if isinstance(listed, list) else ())
        if "slug" in each
    }
    return SourceState(fields, passages)
