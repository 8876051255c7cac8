"""
What mends a problem: one change of files, which a person chooses among several.

- What was meant: the nearest name, as the problem's hint has it or as names go.
- What a sentence without a citation might cite, and the labels that it might wear.
- A name recorded in `docs/vocabulary.yml`.
- A comment that lets the problem stay. The reason in it is for a person to write.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.editor import vocabulary_edits, waiver_edits
from explainer.editor.edits import Change, TextEdit, place_of, span_of
from explainer.editor.likely_passages import likely_passages
from explainer.editor.names import CLAIM_SLUG, PASSAGE, SOURCE_KEY, names_in
from explainer.model import LABELS, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.editor.names import Name
    from explainer.model import Project
    from explainer.workspace import Workspace

_MEANT = re.compile(r"did you mean '([^']+)'")
_CITE = re.compile(r"\bcite (?:as )?\[@([^\]]+)\]")
_NOT_IN_EVIDENCE = re.compile(r"the name '(.+)' is not in the evidence", re.DOTALL)
_IT_HAS = re.compile(r"; it has ['\"](.+?)['\"]$")
_BESIDE = re.compile(r"what readers know of '(.+?)' may be listed")
_UNKNOWN = {"CIT102": SOURCE_KEY, "CIT103": PASSAGE, "CLM102": CLAIM_SLUG}
"""The rules that find a name which names nothing, and what it should name."""
_OTHER_PASSAGE = ("EVI106", "EVI107")
_WITHOUT_CITATION = "CIT101"
_NAME = "EVI103"
_MOST = 3


class Fix(NamedTuple):
    """
    A change that mends a problem, with its title.

    `preferred` is true where there is hardly another one. `cursor` is where a person goes on.
    """

    title: str
    problem: Problem
    change: Change
    preferred: bool = False
    cursor: Place | None = None


def fixes(workspace: Workspace, path: str, start: int, end: int) -> list[Fix]:
    """What mends the problems on the lines `start` to `end` of a file, counted from 1."""
    return [
        fix
        for problem in workspace.problems_of(path)
        if problem.place.line <= end and start <= problem.place.end_line
        for fix in _of_problem(workspace, problem)
    ]


def _of_problem(workspace: Workspace, problem: Problem) -> Iterator[Fix]:
    text = workspace.text(problem.place.path)
    if text is None:
        return
    yield from _what_was_meant(workspace, problem, text)
    if problem.code == _WITHOUT_CITATION:
        yield from _citations(workspace, problem, text)
    if problem.code == _NAME:
        yield from _names(workspace, problem)
    if waiver := waiver_edits.waiver(workspace, problem, text):
        title = f"Let this stay, with a reason ({problem.name})"
        yield Fix(title, problem, Change((waiver.edit,)), cursor=waiver.reason)


def _what_was_meant(workspace: Workspace, problem: Problem, text: str) -> Iterator[Fix]:
    place = problem.place
    if problem.code in _UNKNOWN:
        for name in _names_within(workspace, place, text, _UNKNOWN[problem.code]):
            for index, each in enumerate(_near(name, workspace.project)):
                change = Change((TextEdit(name.place, each),))
                yield Fix(f"Cite {each!r}", problem, change, preferred=not index)
        return
    if problem.code in _OTHER_PASSAGE and (cite := _CITE.search(problem.hint)):
        edit = TextEdit(place, f"@{cite[1]}")
        yield Fix(f"Cite [@{cite[1]}]", problem, Change((edit,)))
    meant_here = _MEANT.search(problem.hint) or _MEANT.search(problem.message)
    if meant_here:
        start, end = span_of(text, place)
        written = text[start:end]
        inside = next((each for each in _quoted(problem.message) if each in written), written)
        at = start + written.index(inside)
        here = place_of(place.path, text, at, at + len(inside))
        title = f"Change to {meant_here[1]!r}"
        yield Fix(title, problem, Change((TextEdit(here, meant_here[1]),)), preferred=True)


def _names_within(workspace: Workspace, place: Place, text: str, kind: str) -> list[Name]:
    """The names of a kind in a place."""
    settings = workspace.settings
    found = names_in(place.path, text, settings) if settings else ()
    start, end = place[1:3], place[3:5]
    return [
        name
        for name in found
        if name.kind == kind and start <= name.place[1:3] and name.place[3:5] <= end
    ]


def _quoted(message: str) -> list[str]:
    """What stands in quotation marks in a message, the last first: a field's value, its name."""
    return re.findall(r"'([^']+)'", message.partition("; did you mean")[0])[::-1]


def _near(name: Name, project: Project) -> list[str]:
    """The names that are most like an unknown one, the nearest first."""
    if name.kind == PASSAGE:
        source = project.sources.get(name.key)
        slugs = [passage.slug for passage in source.passages] if source else []
        return _nearest(name.slug, slugs) or slugs[:1]
    if name.kind == CLAIM_SLUG:
        return _nearest(name.key, project.claims)
    return _nearest(name.key, [*project.sources, *LABELS])


def _nearest(word: str, names: Iterable[str]) -> list[str]:
    folded = {name.casefold(): name for name in names}
    close = difflib.get_close_matches(word.casefold(), folded, n=_MOST)
    return [folded[each] for each in close]


def _citations(workspace: Workspace, problem: Problem, text: str) -> Iterator[Fix]:
    start, end = span_of(text, problem.place)
    place = place_of(problem.place.path, text, end, end)
    sentence = text[start:end]
    for source, passage in likely_passages(workspace.project, sentence, _MOST):
        cited = f"[@{source.key}#{passage.slug}]"
        change = Change((TextEdit(place, f" {cited}"),))
        yield Fix(f"Cite {cited}: {passage.fact}", problem, change)
    for label in LABELS:
        change = Change((TextEdit(place, f" [@{label}]"),))
        yield Fix(f"Label it [@{label}]", problem, change)


def _names(workspace: Workspace, problem: Problem) -> Iterator[Fix]:
    found, settings = _NOT_IN_EVIDENCE.match(problem.message), workspace.settings
    if not found or settings is None:
        return
    name = " ".join(found[1].split())
    other, beside = _IT_HAS.search(problem.hint), _BESIDE.search(problem.hint)
    items: dict[str, tuple[str, vocabulary_edits.Item]] = {}
    if other:
        items[f"{name!r} means the same as {other[1]!r}"] = "same", [other[1], name]
    if beside:
        gloss = {"name": beside[1], "known": [name]}
        items[f"{name!r} is what readers know of {beside[1]!r}"] = "glosses", gloss
    items[f"{name!r} names nothing in particular"] = "common", name
    for meaning, (field, item) in items.items():
        if change := vocabulary_edits.record(workspace, settings, field, item):
            yield Fix(f"Record in the vocabulary: {meaning}", problem, change)
