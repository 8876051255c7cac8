"""What a built page cites, from the numbers in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.markdown.source_html import anchor
from explainer.model import Claim, Passage, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Project
    from explainer.postbuild.built_site import BuiltPage

MARK = "a.footnote-ref"
"""The number of a reference in the text of a page."""

_TARGET = "#fn:"


class Reference(NamedTuple):
    """A number in the text, as `2a`, and what it stands for."""

    number: str
    cited: Source | Claim
    passage: Passage | None = None


class ReferenceIndex:
    """What each address of an entry in a list of references stands for."""

    def __init__(self, project: Project) -> None:
        """Take the project, whose sources and claims can be cited."""
        self._cited: dict[str, tuple[Source | Claim, Passage | None]] = {}
        for claim in project.claims.values():
            self._cited[anchor(claim.key)] = claim, None
        for source in project.sources.values():
            self._cited[anchor(source.key)] = source, None
            for passage in source.passages:
                self._cited[anchor(source.key, passage.slug)] = source, passage

    def of(self, page: BuiltPage) -> list[Reference]:
        """The references of a page, each once, in the order of its text."""
        found: dict[str, Reference] = {}
        for link in page.tree.css(MARK):
            target = (link.attributes.get("href") or "").removeprefix(_TARGET)
            number = link.text(strip=True)
            if target in self._cited and number not in found:
                found[number] = Reference(number, *self._cited[target])
        return list(found.values())


def cited_sources(references: Iterable[Reference]) -> list[Source]:
    """The sources among the references, each once."""
    found = {each.cited.key: each.cited for each in references if isinstance(each.cited, Source)}
    return list(found.values())
