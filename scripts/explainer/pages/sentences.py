"""The sentences of a page, each with its citations and positions."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from explainer import citations
from explainer.model import Citation, Sentence
from explainer.pages import sentence_splitter
from explainer.pages.position_map import to_position_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.pages.position_map import CitationMark, MappedText
    from explainer.pages.sentinels import FilePosition, SentinelTable

_BRACKETED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_CELL = re.compile(r"(?:(?! \| ).)+", re.DOTALL)
_LONGEST_CITATION = 2000

Span = tuple[int, int]
"""The offsets of a sentence in its unit: of its first character, and behind its last one."""


class SentenceReader:
    """
    Reads the sentences of the units of one page.

    `start` is the position before the first unit. `language` is an ISO 639 code. After `read`,
    `citations` are all citations: those of the sentences, and then those of no sentence.
    """

    def __init__(self, table: SentinelTable, start: FilePosition, language: str) -> None:
        self.citations: list[Citation] = []
        self._table = table
        self._last = start
        self._language = language
        self._without_sentence: list[Citation] = []

    def read(self, units: Iterable[MappedText]) -> tuple[Sentence, ...]:
        """The sentences of the units, in their order."""
        found: list[Sentence] = []
        tables: list[int] = []
        for unit in units:
            found += self._of_unit(unit)
            tables += [unit.table] * (len(found) - len(tables))
            self._last = unit.last_position or self._last
        self.citations = [each for sentence in found for each in sentence.citations]
        self.citations += self._without_sentence
        _cite_captions(found, tables)
        return tuple(found)

    def _of_unit(self, unit: MappedText) -> Iterator[Sentence]:
        spans = self._spans(unit)
        cited = self._citations_by_span(unit, spans)
        whole = to_position_map(unit, self._table, self._last)
        for span in [*spans, *_behind_citations(unit)]:
            own = tuple(cited.get(span, ()))
            if own or (unit.kind != "free" and _is_statement(unit, span)):
                label = None if own or unit.cited_by_caption else unit.inherited_label
                positions = whole.part(*span)
                text = unit.text[slice(*span)]
                yield Sentence(
                    text=text,
                    place=positions.place(0, len(text)),
                    citations=own,
                    kind=_sentence_kind(unit, spans) if span in cited else "sentence",
                    cited_by_caption=unit.cited_by_caption,
                    # The rules look only into sentences that are covered.
                    positions=positions if own or unit.cited_by_caption or label else None,
                    inherited_label=label,
                    code_spans=tuple(_code_spans(unit, span)),
                    unstopped_before=not own and _is_unstopped(unit, span[0]),
                )

    def _spans(self, unit: MappedText) -> list[Span]:
        if unit.kind == "silent":
            return []
        if unit.kind == "row" and unit.text.strip(" |"):
            return [(0, len(unit.text.rstrip()))]
        ends = [mark.end for mark in unit.marks]
        spans = sentence_splitter.split(unit.text, unit.code_spans, self._language, ends)
        return [span for span in spans if span[0] < span[1]]

    def _citations_by_span(self, unit: MappedText, spans: list[Span]) -> dict[Span, list[Citation]]:
        cited: dict[Span, list[Citation]] = {span: [] for span in spans}
        for mark in unit.marks:
            span = _span_of(spans, mark)
            target = self._without_sentence if span is None else cited[span]
            target += self._citations(mark)
        return cited

    def _citations(self, mark: CitationMark) -> list[Citation]:
        groups = citations.find(mark.typed)
        if not groups:
            return []
        path, start = mark.position or self._last
        text = self._table.texts[path]
        exact = mark.position is not None
        written = groups[0]
        if exact and not text.startswith(mark.typed, start):
            # The conversion changed the text between the brackets; the file has the original.
            written = citations.at(text[start : start + _LONGEST_CITATION], 0) or written
        return [
            Citation(
                key=item.key,
                passage=item.passage,
                prefix=item.prefix,
                locator=item.locator,
                narrative=groups[0].narrative,
                place=(
                    self._table.place(path, start + item.at, start + item.end)
                    if exact
                    else self._table.place(path, start, start + 1)._replace(exact=False)
                ),
            )
            for item in written.items
        ]


def _is_unstopped(unit: MappedText, start: int) -> bool:
    # No stop and what closes quotations and brackets behind it is longer.
    before = unit.text[max(0, start - 20) : start]
    return bool(before) and not sentence_splitter.ends(before)


def _behind_citations(unit: MappedText) -> Iterator[Span]:
    """The sentences of a row that follow the last citation of their cell, and so have none."""
    if unit.kind != "row" or unit.cited_by_caption or unit.inherited_label:
        return
    for cell in _CELL.finditer(unit.text) if unit.marks else ():
        # A citation may stand behind the space at the end of a cell.
        last = bisect_right(unit.marks, cell.end() + 1, key=attrgetter("end"))
        if last and cell.start() < unit.marks[last - 1].end:
            text, code = cell[0], list(_code_spans(unit, cell.span()))
            end = unit.marks[last - 1].end
            start = sentence_splitter.start_behind(text, code, end - cell.start())
            if start is not None:
                yield cell.start() + start, cell.start() + len(text.rstrip())


def _code_spans(unit: MappedText, span: Span) -> Iterator[Span]:
    # They are in order and do not overlap, so that one at most begins before and ends within.
    first = max(0, bisect_left(unit.code_spans, span[0], key=itemgetter(0)) - 1)
    for start, end in itertools.islice(unit.code_spans, first, None):
        if start >= span[1]:
            break
        if end > span[0]:
            yield max(start, span[0]) - span[0], min(end, span[1]) - span[0]


def _cite_captions(sentences: list[Sentence], tables: list[int]) -> None:
    """Add to the rows of each table the citations of its caption; `tables` are their numbers."""
    cited: dict[int, tuple[Citation, ...]] = {}
    for index, sentence in enumerate(sentences):
        if sentence.kind == "caption":
            cited[tables[index]] = cited.get(tables[index], ()) + sentence.citations
    for index, sentence in enumerate(sentences):
        if sentence.cited_by_caption and not sentence.citations:
            sentences[index] = sentence._replace(caption_citations=cited.get(tables[index], ()))


def _span_of(spans: list[Span], mark: CitationMark) -> Span | None:
    # A citation belongs to the sentence in which it is or which it follows, and before all
    # sentences to the first. A key in running text is a word of its sentence.
    search = bisect_right if mark.narrative else bisect_left
    index = search(spans, mark.index, key=itemgetter(0)) - 1
    return spans[max(index, 0)] if spans else None


def _is_statement(unit: MappedText, span: Span) -> bool:
    if unit.only_links and not sentence_splitter.has_stop(unit.text[slice(*span)]):
        return False
    text = _BRACKETED.sub("", unit.text_without_code(*span))
    # Each cell of a row counts: a question in the last one does not make the row a question.
    parts = text.split(" | ") if unit.kind == "row" else [text]
    return any(map(sentence_splitter.states, parts))


def _sentence_kind(unit: MappedText, spans: list[Span]) -> str:
    if unit.kind == "item" and (len(spans) > 1 or sentence_splitter.has_stop(unit.text[-2:])):
        return "sentence"
    return "sentence" if unit.kind == "free" else unit.kind
