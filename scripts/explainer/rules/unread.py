"""What cannot be judged, since something that it depends on could not be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import citations
from explainer.model import nearest
from explainer.rules.claim_queries import written_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Citation, Claim, Project


def judgeable_claims(project: Project) -> Iterator[Claim]:
    """
    The written claims whose evidence is all there, so that their verdicts can be judged.

    Evidence that is unknown or malformed is reported itself.
    """
    lines: dict[str, list[int]] = {}
    for invalid in project.invalid_claims:
        lines.setdefault(invalid.place.path, []).append(invalid.place.line)
    for claim in written_claims(project):
        first = claim.places["evidence"].line if "evidence" in claim.places else 0
        malformed = any(line >= first for line in lines.get(claim.place.path, ()))
        if not malformed and all(_is_known(project, it.citation) for it in claim.evidence):
            yield claim


def _is_known(project: Project, citation: Citation) -> bool:
    if citation.claim is not None:
        return citation.claim in project.claims
    source = project.sources.get(citation.key)
    return source is not None and bool(citation.passage is None or source.passage(citation.passage))


def may_be_cited(project: Project, key: str) -> bool:
    """Whether a file whose citations are not all known has a key."""
    return any(key in text for text in project.unread_texts)


def is_uncitable(name: str, names: Iterable[str]) -> bool:
    """Whether one of these names is meant by another one, and cannot be cited as it is."""
    return any(normal_form(name) == normal_form(it) and not citations.is_key(it) for it in names)


def normal_form(name: str) -> str:
    """What is the same of names that differ in letter case, spaces and punctuation only."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def unknown_keys(project: Project) -> set[str]:
    """The keys of citations of sources that do not exist."""
    known = set(project.sources) | project.unread_keys
    return {it.key for it in project.citations() if it.claim is None and it.key not in known}


def meant_by_unknown(project: Project) -> set[str]:
    """The sources that are most similar to some key that is cited and does not exist."""
    found = (nearest(key, project.sources) for key in unknown_keys(project))
    return {key for key in found if key}
