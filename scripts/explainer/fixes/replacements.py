"""From problems to changes of a name, where only one can have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.fixes.near_misses import is_slip, only_candidate
from explainer.model import CLAIM_PREFIX, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Place, Problem, Project

_QUOTED = re.compile(r"'([^']+)'")
_MEANT = re.compile(r"did you mean '([^']+)'")
_WRITE = re.compile(r"write (\[@[^\]\s]+\])")
_WRITE_NAME = re.compile(r"write '([^']+)'")
_FIELD = ("has an unknown field", "cannot be", "there is no setting", "there is no rule")
_NEARLY = ("CIT101", "CIT104")


class Replacement(NamedTuple):
    """A text at a place, and what it becomes."""

    place: Place
    old: str
    new: str


def replacements(problems: Iterable[Problem], project: Project) -> Iterator[Replacement]:
    """The replacements that mend problems; the others are for a person to mend."""
    cited = {citation.key for citation in project.citations()}
    for problem in problems:
        found = _by_name(problem, project) or _by_hint(problem)
        if found and found[1] in project.sources and found[1] not in cited:
            # It may be the file that is misspelt, and not each of its citations.
            continue
        if found and found[0] != found[1]:
            yield Replacement(problem.place, *found)


def _by_name(problem: Problem, project: Project) -> tuple[str, str] | None:
    """The unknown name of a citation, and the one that it is a slip of."""
    names = _QUOTED.findall(problem.message)
    if not names:
        return None
    written = names[0]
    if problem.code == "CIT102":
        known = [*project.sources, *project.unread_keys, *LABELS, *_claims(project)]
        meant = only_candidate(written, known)
    elif problem.code == "CIT103" and len(names) > 1:
        source = project.sources.get(names[1])
        slugs = [passage.slug for passage in source.passages] if source else []
        meant = only_candidate(written, slugs)
    elif problem.code == "CLM102":
        meant = only_candidate(written, [*project.claims, *project.unread_claims])
    elif problem.code == "CIT106":
        meant = only_candidate(written, LABELS)
    else:
        return None
    return (written, meant) if meant else None


def _by_hint(problem: Problem) -> tuple[str, str] | None:
    """What is nearly a citation, or the name of a field, and what its hint says."""
    if problem.code in _NEARLY and (write := _WRITE.fullmatch(problem.hint)):
        written = _QUOTED.findall(problem.message)
        return (written[0], write[1]) if written else None
    meant = _MEANT.search(f"{problem.message} {problem.hint}") or _WRITE_NAME.match(problem.hint)
    if meant is None or not any(each in problem.message for each in _FIELD):
        return None
    *_, written_name = _QUOTED.findall(problem.message.partition("; did you mean")[0])
    return (written_name, meant[1]) if is_slip(written_name, meant[1]) else None


def _claims(project: Project) -> Iterator[str]:
    return (f"{CLAIM_PREFIX}{slug}" for slug in (*project.claims, *project.unread_claims))


def apply(text: str, changes: Iterable[Replacement]) -> str:
    """A text with the replacements made; one whose text is not at its place is left out."""
    lines = text.split("\n")
    # From the end to the beginning: a replacement moves what is behind it.
    for place, old, new in sorted(set(changes), reverse=True):
        if place.line > len(lines) or place.end_line != place.line:
            continue
        line = lines[place.line - 1]
        start, end = place.column - 1, place.end_column - 1
        at = line.find(old, start, end)
        if at >= 0 and line.find(old, at + 1, end) < 0:
            lines[place.line - 1] = line[:at] + new + line[at + len(old) :]
    return "\n".join(lines)
