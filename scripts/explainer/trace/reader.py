"""The traces of the sentences of a page, or of those on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence
from explainer.model import CannotCheckError
from explainer.rules import select
from explainer.rules.cited_evidence import cited_sentences
from explainer.rules.cited_meaning import compared_sentences
from explainer.trace.aspects import Aspect, aspects_of
from explainer.trace.passages import CitedText, cited_texts
from explainer.trace.values import Value, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.model import Page, Place, Problem, Project, Sentence

FAMILIES = ("EVI", "MEA")
"""The families of the rules that compare sentences with evidence."""


class NoSentenceError(CannotCheckError):
    """There is no sentence in a file, or none on a line of it."""

    def __init__(self, path: str, line: int = 0, nearest: int = 0) -> None:
        """Name the file, or the line and the one on which the nearest sentence begins."""
        super().__init__(
            f"there is no sentence on line {line} of {path}; the nearest one begins on line"
            f" {nearest}"
            if line
            else f"there is no sentence in {path}"
        )


class Trace(NamedTuple):
    """
    A sentence with what it was compared with.

    `reason` says why nothing was compared, and is empty where it was. `problems` are what the
    rules report of the sentence, those that a waiver allows among them.
    """

    sentence: Sentence
    reason: str = ""
    texts: tuple[CitedText, ...] = ()
    values: tuple[Value, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    problems: tuple[Problem, ...] = ()


def sentences_of(project: Project, path: str) -> list[tuple[Page, Sentence]]:
    """
    The sentences that are written in a file, each once, with the page that it is on.

    Raises `NoSentenceError` where there is none.
    """
    found = {
        (sentence.place, sentence.text): (page, sentence)
        for page in project.pages
        for sentence in page.sentences
        if sentence.place.path == path
    }
    if not found:
        raise NoSentenceError(path)
    return sorted(found.values(), key=lambda each: each[1].place)


def traces_at(project: Project, path: str, line: int = 0, column: int = 0) -> list[Trace]:
    """
    The traces of the sentences of a file, or of those on a line, or at a column of it.

    Raises `NoSentenceError` where there is none, and names the nearest.
    """
    found = sentences_of(project, path)
    if line:
        places = [sentence.place for _, sentence in found]
        found = [each for each in found if _is_on(_whole(each[1]), line)]
        at = [each for each in found if _is_at(_whole(each[1]), line, column)]
        found = at if column and at else found
        if not found:
            near = min(places, key=lambda place: abs(place.line - line))
            raise NoSentenceError(path, line, near.line)
    pages = dict.fromkeys(page.path for page, _ in found)
    by_path = {page.path: page for page in project.pages}
    traces = [
        trace
        for name in pages
        for trace in _of_page(
            project, by_path[name], [it for page, it in found if page.path == name]
        )
    ]
    return sorted(traces, key=lambda trace: trace.sentence.place)


def _whole(sentence: Sentence) -> Place:
    """The place of a sentence from its first to its last character."""
    return sentence.at(0, len(sentence.text))


def _is_on(place: Place, line: int) -> bool:
    return place.line <= line <= place.end_line


def _is_at(place: Place, line: int, column: int) -> bool:
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    return start <= (line, column) < end


def _of_page(project: Project, page: Page, sentences: Sequence[Sentence]) -> list[Trace]:
    alone = project._replace(pages=(page._replace(sentences=tuple(sentences)),))
    problems = [problem for rule in select(FAMILIES) for problem in rule.run(alone)]
    return [trace_of(alone, sentence, problems) for sentence in sentences]


def trace_of(project: Project, sentence: Sentence, problems: Iterable[Problem] = ()) -> Trace:
    """The trace of a sentence of a project; `problems` are those of its page."""
    lexicon = evidence.lexicon_of(project.vocabulary)
    texts = tuple(cited_texts(project, sentence, lexicon))
    cited = next((it for it in cited_sentences(project) if it.sentence == sentence), None)
    if cited is None:
        return Trace(sentence, _reason(sentence), texts)
    compared = next((c for it, c in compared_sentences(project) if it == sentence), None)
    return Trace(
        sentence,
        "",
        texts,
        tuple(values_of(cited, texts)),
        tuple(aspects_of(compared)) if compared else (),
        tuple(each for each in problems if _is_of(each, sentence)),
    )


def _is_of(problem: Problem, sentence: Sentence) -> bool:
    """Whether a problem is of a sentence, or of one of its citations."""
    places = [_whole(sentence), *(citation.place for citation in sentence.citations)]
    at = problem.place.path, problem.place.line, problem.place.column
    return any(
        (it.path, it.line, it.column) <= at < (it.path, it.end_line, it.end_column) for it in places
    )


def _reason(sentence: Sentence) -> str:
    """Why a sentence is not compared with any evidence."""
    if sentence.labels:
        return f"it has the label '{sentence.labels[0]}', and rests on no evidence"
    if not sentence.effective_citations:
        return "it cites nothing"
    return "it cites what does not exist, or has no passage; `explainer check` says what"
