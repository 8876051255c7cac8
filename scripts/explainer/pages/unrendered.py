"""Citations that are shown as they were typed, and text in which no sentences are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import citations
from explainer.pages import sentence_splitter
from explainer.pages.position_map import map_text, to_position_map
from explainer.pages.text_units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.model import Place
    from explainer.pages.checked_conversion import MarkdownFile
    from explainer.pages.position_map import MappedText
    from explainer.pages.sentinels import SentinelTable

_MIN_SPACES = 2
"""The number of spaces in a text of three words."""


def unrendered_citations(
    units: Sequence[MappedText],
    attributes: Iterable[str],
    table: SentinelTable,
    file: MarkdownFile,
) -> Iterator[Place]:
    """
    The places of citations in a page's text and attributes that were not rendered as citations.

    Those in code and those behind a backslash are left out.
    """
    last = file.start
    for unit in units:
        for start, end in citations.literal(unit.text):
            if not _is_intended(unit, start, end, table, file.text):
                yield to_position_map(unit, table, last).place(start, end)
        last = unit.last_position or last
    for value in (value for value in attributes if "@" in value):
        unit = map_text(Unit("sentence", [value]), table)
        for start, end in citations.literal(unit.text):
            yield to_position_map(unit, table, last).place(start, end)


def _is_intended(
    unit: MappedText, start: int, end: int, table: SentinelTable, page_text: str
) -> bool:
    """Whether a citation is in code or behind a backslash, to be shown as it was typed."""
    if any(first <= start < last for first, last in unit.code_spans):
        return True
    for index in (start, unit.text.rfind("[", 0, start)):
        position = unit.positions[index]
        if position and table.texts[position[0]][position[1] - 1 : position[1]] == "\\":
            return True
    if unit.positions[start]:
        return False
    # Without a position, it is taken for the one that the page has behind a backslash.
    typed = re.escape(unit.text[start:end])
    return re.search(rf"\\(?:\[[^\[\]\n]*)?{typed}", page_text) is not None


def unread_sentence(texts: Iterable[str], table: SentinelTable, file: MarkdownFile) -> Place | None:
    """The place of the first text that is a sentence, among texts of elements that are not read."""
    for text in texts:
        unit = map_text(Unit("sentence", [text]), table)
        stripped = unit.text.strip()
        if (
            sentence_splitter.ends(stripped)
            and stripped.count(" ") >= _MIN_SPACES
            and sentence_splitter.states(stripped)
        ):
            return to_position_map(unit, table, file.start).place(0, len(unit.text))
    return None
