"""A sentence with its citations, checked before it is written on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.structure.files import File

from explainer.mcp_tools.arguments import ArgumentError
from explainer.mcp_tools.plain_markdown import markdown_fault
from explainer.mcp_tools.project_pages import find_page
from explainer.pages import read_page, text_of
from explainer.pages.checked_conversion import MarkdownFile
from explainer.rules import check, default_rules
from explainer.trace import to_json, trace_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.mcp_tools.open_project import Look
    from explainer.model import Page, Place, Problem, Project, Sentence

_FAMILIES = ("CIT", "EVI", "MEA", "CLM", "SRC")
"""The families with rules on sentences, whatever else is on the page."""

_NEW_PAGE = "explainer-sentence.md"


class _Placed(NamedTuple):
    """A page that has nothing but the front matter of another one and a text, from a line on."""

    page: Page
    first_line: int


def check_sentences(look: Look, text: str, path: str = "") -> dict[str, Any]:
    """
    What the rules report of a text, and what each of its sentences was compared with.

    `path` is the page that it is meant for, whose front matter may label it. Raises `ArgumentError`
    for a text with more than plain Markdown and for an unknown page.
    """
    fault = markdown_fault(text)
    if fault:
        message = f"the text holds {fault}; send only sentences, with their citations"
        raise ArgumentError(message)
    page, first_line = _read(look, text, path)
    project = look.beside(page)
    found = [
        problem
        for problem in check(project, default_rules(_FAMILIES), look.settings.ignored()).problems
        if problem.place.path == page.path and problem.place.line >= first_line
    ]
    lines = text.split("\n")
    sentences = [
        _checked(project, sentence, found, _Excerpts(lines, first_line))
        for sentence in page.sentences
    ]
    known = {problem for sentence in page.sentences for problem in _of(sentence, found)}
    rest = [problem for problem in found if problem not in known]
    return {
        "ok": not found and bool(sentences),
        "sentences": sentences,
        "other_problems": [_Excerpts(lines, first_line).problem(each) for each in rest],
        "notes": list(_notes(page, path)),
    }


def _read(look: Look, text: str, path: str) -> _Placed:
    settings = look.settings
    file = find_page(settings, path) if path else None
    before = text_of(file) if file else ""
    head = before[: MarkdownFile.parse(path, before).body_start]
    if file is None:
        folders = str(settings.docs_dir), str(settings.site_dir)
        file = File(_NEW_PAGE, *folders, settings.use_directory_urls)
    first_line = head.count("\n") + 2
    page = read_page(settings, file, f"{head}\n{text}\n")
    return _Placed(
        page._replace(
            required=page.required or not path,
            sentences=tuple(it for it in page.sentences if _is_new(it.place, page, first_line)),
            citations=tuple(it for it in page.citations if _is_new(it.place, page, first_line)),
            waivers=(),
        ),
        first_line,
    )


def _is_new(place: Place, page: Page, first_line: int) -> bool:
    return place.path == page.path and place.line >= first_line


class _Excerpts(NamedTuple):
    """The lines of a text, and the line of the page on which it begins."""

    lines: Sequence[str]
    first_line: int

    def problem(self, each: Problem) -> dict[str, Any]:
        """A problem with its place in the text."""
        place = each.place
        line = place.line - self.first_line
        written = self.lines[line] if line < len(self.lines) else ""
        end = place.end_column - 1 if place.end_line == place.line else len(written)
        return {
            "code": each.code,
            "name": each.name,
            "at": written[place.column - 1 : end],
            "line": line + 1,
            "column": place.column,
            "message": each.message,
            "hint": each.hint,
        }


def _checked(
    project: Project, sentence: Sentence, found: Sequence[Problem], excerpts: _Excerpts
) -> dict[str, Any]:
    values = to_json(trace_of(project, sentence))
    return {
        **values,
        "labels": list(sentence.labels),
        "meaning": [each for each in values["meaning"] if each["stated"] or each["held"]],
        "problems": [excerpts.problem(each) for each in _of(sentence, found)],
    }


def _of(sentence: Sentence, problems: Sequence[Problem]) -> list[Problem]:
    """The problems of a sentence, or of one of its citations."""
    places = [sentence.at(0, len(sentence.text)), *(each.place for each in sentence.citations)]
    return [each for each in problems if any(_is_in(each.place, place) for place in places)]


def _is_in(place: Place, other: Place) -> bool:
    start = (place.line, place.column)
    return (other.line, other.column) <= start < (other.end_line, other.end_column)


def _notes(page: Page, path: str) -> Iterator[str]:
    if not page.sentences:
        yield "no sentence was found; questions, headings and code need no citation"
    if not page.required:
        yield f"the option 'require' does not name {path}: only what its sentences cite is checked"
