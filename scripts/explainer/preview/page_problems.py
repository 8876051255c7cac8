"""The problems that readers of one page would meet, each with the text in which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Page, Place, Problem, Sentence
    from explainer.workspace import Workspace


class ShownProblem(NamedTuple):
    """
    A problem as a page shows it.

    `place` is `path:line:column`. `sentence` is the text of the sentence that it is in, as readers
    see it, and `excerpt` is what stands at its place in the file; both are empty where it is in
    none.
    """

    code: str
    name: str
    message: str
    hint: str
    place: str
    sentence: str = ""
    excerpt: str = ""


def problems_on_page(workspace: Workspace, path: str) -> list[ShownProblem]:
    """
    The problems of a page and of what it includes, by the page's path below the project's folder.

    Of snippets and data files, those that are in a sentence of the page count.
    """
    page = workspace.page(path)
    problems = workspace.problems()
    found = [_shown(workspace, problem, page) for problem in problems.get(path, ())]
    included = sorted({each.place.path for each in page.sentences} - {path}) if page else []
    for other in included:
        shown = (_shown(workspace, problem, page) for problem in problems.get(other, ()))
        found += (each for each in shown if each.sentence)
    return found


def _shown(workspace: Workspace, problem: Problem, page: Page | None) -> ShownProblem:
    place = problem.place
    sentence = _sentence_at(place, page.sentences) if page else None
    return ShownProblem(
        problem.code,
        problem.name,
        problem.message,
        problem.hint,
        f"{place.path}:{place.line}:{place.column}",
        sentence.text if sentence else "",
        _excerpt(workspace.text(place.path) or "", place) if sentence else "",
    )


def _sentence_at(place: Place, sentences: Iterable[Sentence]) -> Sentence | None:
    """The sentence that begins last before a place, in the same file and on its lines."""
    return max(_around(place, sentences), key=_start, default=None)


def _around(place: Place, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    for each in sentences:
        at = each.place
        lines = at.line <= place.line <= at.end_line
        if at.path == place.path and lines and _start(each) <= (place.line, place.column):
            yield each


def _start(sentence: Sentence) -> tuple[int, int]:
    return sentence.place.line, sentence.place.column


def _excerpt(text: str, place: Place) -> str:
    """What stands at a place, where that is within one line."""
    lines = text.split("\n")
    if place.line != place.end_line or place.line > len(lines):
        return ""
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]
