"""The totals of a project and of its pages, for reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.model import Page, Project


def count_project(pages: Sequence[Page], project: Project) -> dict[str, int]:
    """The totals of a project: pages, sentences, citations, sources and so on, by name."""
    totals = [count_page(page) for page in pages]
    required = sum(page.required for page in pages)
    return {
        "pages": len(pages),
        **({"required": required} if required < len(pages) else {}),
        "sentences": sum(page["sentences"] for page in totals),
        "citations": sum(page["citations"] for page in totals),
        "labels": sum(page["labels"] for page in totals),
        "sources": len(project.sources),
        "passages": sum(len(source.passages) for source in project.sources.values()),
        "claims": len(project.claims),
    }


def count_page(page: Page) -> dict[str, Any]:
    """The totals of a page, by name, with its path."""
    typed = sum(citation.label is not None for citation in page.citations)
    labels = typed + sum(sentence.inherited_label is not None for sentence in page.sentences)
    return {
        "path": page.path,
        "sentences": len(page.sentences),
        "uncovered": sum(not sentence.covered for sentence in page.sentences),
        "citations": len(page.citations) - typed,
        "labels": labels,
    }
