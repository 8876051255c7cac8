"""What an editor shows of a source, a passage, a claim, a label or a field, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Claim, EvidenceItem, Passage, Project, Source
    from explainer.yaml_schema import Field

LABEL_TEXTS = {
    "analysis": "Our own analysis: a judgement or a conclusion that no source states.",
    "definition": "A definition: how this text uses a word.",
    "about": "About this site: what only those who make it can know.",
}
"""What a sentence is that wears a label."""

_MOST_PASSAGES = 12


def of_source(source: Source) -> str:
    """A source, with its passages."""
    passages = [f"- `#{each.slug}`: {each.fact}" for each in source.passages[:_MOST_PASSAGES]]
    more = len(source.passages) - _MOST_PASSAGES
    if more > 0:
        passages.append(f"- … and {more} more")
    return "\n\n".join(filter(None, ["\n\n".join(_bibliography(source)), "\n".join(passages)]))


def of_passage(source: Source, passage: Passage) -> str:
    """A passage, with its source."""
    parts = [f"**{passage.fact}**"]
    if passage.words:
        parts.append(f"> {passage.words}")
    if passage.locator:
        parts.append(passage.locator)
    return "\n\n".join([*parts, *_bibliography(source)])


def of_claim(claim: Claim, project: Project) -> str:
    """A claim, with its verdict and its evidence."""
    verdict = claim.verdict or "no verdict"
    dated = f"{verdict}, as of {claim.as_of}" if claim.as_of else verdict
    evidence = "\n".join(f"- {_evidence(item, project)}" for item in claim.evidence)
    parts = [f"**{claim.title}**", f"Verdict: {dated}", evidence, f"`{claim.place.path}`"]
    return "\n\n".join(filter(None, parts))


def of_field(field: Field) -> str:
    """A field, with what to write in it."""
    required = " (required)" if field.required else ""
    parts = [f"**{field.name}**{required}: {field.guidance}"]
    if field.choices:
        parts.append("One of: " + ", ".join(f"`{choice}`" for choice in field.choices))
    if field.good:
        parts.append(f"For example: `{field.good}`")
    if field.bad:
        parts.append(f"Not: `{field.bad}`")
    return "\n\n".join(parts)


def line_of(source: Source) -> str:
    """A source in one line: its title, where it was published, and when."""
    return ", ".join(filter(None, [source.title, source.venue, source.issued]))


def _bibliography(source: Source) -> Iterator[str]:
    yield ", ".join(filter(None, [*source.authors, f"*{source.title}*", source.venue]))
    yield ", ".join(
        filter(None, [source.issued, source.tier, source.seen and f"seen: {source.seen}"])
    )
    links = {source.url: source.url, source.archive: "archived copy"}
    yield ", ".join(f"[{text}]({url})" for url, text in links.items() if url)
    yield f"`{source.place.path}`"


def _evidence(item: EvidenceItem, project: Project) -> str:
    cited, slug = item.citation.key, item.citation.passage
    source = project.sources.get(cited)
    passage = source.passage(slug) if source and slug else None
    named = f"{cited}#{slug}" if slug else cited
    return f"{item.stance}: `{named}`" + (f" {passage.fact}" if passage else "")
