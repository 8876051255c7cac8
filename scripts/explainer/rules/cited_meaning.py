"""The sentences of a project beside the facts that they cite, for the rules of meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import evidence, meaning
from explainer.rules.cited_evidence import cited_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.meaning import Comparison, Fact, Language
    from explainer.model import Citation, Passage, Project, Sentence, Source

AUTHORITIES = frozenset({"primary", "research"})
"""The tiers of sources that are an authority on what they themselves say."""

Compared = tuple["Sentence", "Comparison"]

_last_result: list[tuple[Project, tuple[Compared, ...]]] = []


def compared_sentences(project: Project) -> Sequence[Compared]:
    """
    The sentences that cite evidence and have no label, each beside its facts.

    There are none in a project in a language that `meaning` does not know, nor any whose facts are
    too long. The result for the last project is cached, since several rules need it in turn.
    """
    if not _last_result or _last_result[0][0] is not project:
        known = meaning.is_known(project.language)
        _last_result[:] = [(project, tuple(_compared_sentences(project)) if known else ())]
    return _last_result[0][1]


def _compared_sentences(project: Project) -> Iterator[Compared]:
    lexicon = evidence.lexicon_of(project.vocabulary)
    language = meaning.language_of(project.language, project.vocabulary.contraries)
    for each in cited_sentences(project):
        cited = each.sentence.effective_citations
        alone = all(citation.claim is not None for citation in cited)
        facts = [it for c in cited for it in _facts_of(project, language, c, alone=alone)]
        if facts:
            sentence = meaning.wording_of(each.sentence.text, language)
            compared = meaning.Comparison(sentence, facts, lexicon, is_row=each.loose)
            if compared.can_be_told:
                yield each.sentence, compared


def _facts_of(
    project: Project, language: Language, citation: Citation, *, alone: bool
) -> Iterator[Fact]:
    """
    The facts of a citation.

    Those of a claim are its title and, where only claims are cited, the facts of its evidence.
    """
    if citation.claim is not None:
        claim = project.claims[citation.claim]
        yield meaning.Fact(meaning.wording_of(claim.title, language), is_claim=True)
        cited = [item.citation for item in claim.evidence] if alone else []
        for each in cited:
            if each.claim is None and each.key in project.sources:
                yield from _facts_of_source(project, language, each)
    else:
        yield from _facts_of_source(project, language, citation)


def _facts_of_source(project: Project, language: Language, citation: Citation) -> Iterator[Fact]:
    source = project.sources[citation.key]
    for passage in source.passages:
        if citation.passage in {None, passage.slug}:
            yield fact_of(source, passage, language)


def fact_of(source: Source, passage: Passage, language: Language) -> Fact:
    """The fact of a passage of a source."""
    publishers = [source.publisher, source.container_title, *source.authors]
    return meaning.Fact(
        meaning.wording_of(passage.fact, language),
        meaning.wording_of(passage.words, language) if passage.words else None,
        source.title,
        tuple(filter(None, publishers)),
        is_authority=source.tier in AUTHORITIES,
    )
