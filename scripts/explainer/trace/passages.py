"""The passages, and the titles of claims, that a sentence cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.evidence import Evidence, Lexicon
    from explainer.model import Citation, Passage, Project, Sentence, Source


class CitedText(NamedTuple):
    """
    A passage, or a claim, that a sentence cites: its texts, by the names of their fields.

    `name` is what a citation of it says, such as `ipcc#warming`, and `through` the claim whose
    evidence it is, if the sentence cites only that.
    """

    name: str
    fields: dict[str, str]
    evidence: Evidence
    through: str = ""

    @property
    def fact(self) -> str:
        """The fact of the passage, or the claim."""
        return self.fields["fact"]


def cited_texts(project: Project, sentence: Sentence, lexicon: Lexicon) -> list[CitedText]:
    """All that a sentence cites, each once; what does not exist is left out."""
    cited = sentence.effective_citations
    alone = all(citation.claim is not None for citation in cited)
    found = (it for each in cited for it in _texts(project, each, lexicon, alone=alone))
    return list({it.name: it for it in found}.values())


def _texts(
    project: Project, citation: Citation, lexicon: Lexicon, *, alone: bool
) -> Iterator[CitedText]:
    if citation.claim is None:
        yield from _of_source(project, citation, lexicon)
        return
    claim = project.claims.get(citation.claim)
    if claim:
        title = {"fact": claim.title}
        yield CitedText(citation.key, title, evidence.of_text(claim.title, lexicon))
        for item in claim.evidence if alone else ():
            yield from _of_source(project, item.citation, lexicon, citation.key)


def _of_source(
    project: Project, citation: Citation, lexicon: Lexicon, through: str = ""
) -> Iterator[CitedText]:
    source = project.sources.get(citation.key)
    for passage in source.passages if source else ():
        if source and citation.passage in {None, passage.slug}:
            name = f"{source.key}#{passage.slug}"
            of_passage = evidence.of_passage(source, passage, lexicon)
            yield CitedText(name, _fields(source, passage), of_passage, through)


def _fields(source: Source, passage: Passage) -> dict[str, str]:
    """The texts that count as evidence, those of the passage first."""
    fields = {
        "fact": passage.fact,
        "words": passage.words,
        "locator": passage.locator,
        "title": source.title,
        "container-title": source.container_title,
        "publisher": source.publisher,
        "author": "; ".join(source.authors),
        "relays": source.relays,
        "issued": source.issued,
        "origin": source.origin,
    }
    return {name: text for name, text in fields.items() if text}
