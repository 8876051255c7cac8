"""
External facts: figures, dates and others' names in a sentence on the site itself.

A site may count its own pages, number its steps and name its tools; none of that needs a source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import proportions
from explainer.evidence.case_folding import fold, singular
from explainer.evidence.statement import extract
from explainer.evidence.word_index import WordIndex
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name

# fmt: off
_PARTS = frozenset({
    "address", "answer", "category", "cell", "character", "chart", "check", "citation", "claim",
    "click", "colour", "column", "copy", "day", "definition", "entry", "event", "example",
    "field", "figure", "file", "heading", "hour", "image", "item", "keyword", "label",
    "language", "letter", "level", "line", "link", "list", "message", "minute", "mistake",
    "month", "name", "note", "number", "option", "origin", "page", "paragraph", "part",
    "passage", "person", "phrase", "pixel", "place", "point", "problem", "px", "question",
    "reader", "reason", "record", "reference", "reviewer", "row", "rule", "run", "screen",
    "second", "section", "sentence", "side", "sign", "source", "step", "table", "tap", "term",
    "test", "text", "thing", "tier", "time", "title", "verdict", "visit", "week", "word", "year",
})
# fmt: on
"""The parts of a site, and units of the work on it."""

_TIMES = {"second", "month"}
"""The units of a length of time."""

_FEW = 12
"""Bare numbers up to here are not facts: they number steps or count items."""

_NEXT = re.compile(
    r"\s*(?:(?:of (?:all|its|our|the|these|them)|or more|or so|more|other|such)\s+)?"
    r"([^\W\d_]+)(?:\s+([^\W\d_]+))?"
)
_PER_CENT = re.compile(r"per ?cent")
_FORMATS = ("CSV", "CSS", "DOI", "HTML", "ISBN", "ISSN", "JSON", "Markdown", "PDF", "RSS", "TOML",
            "URL", "UTF", "XML", "YAML")  # fmt: skip
"""Names of file formats, which are not external to any site."""


class Fact(NamedTuple):
    """A figure, a date or a name in a text, from `start` to `end`."""

    start: int
    end: int


def find_external_facts(text: str, lexicon: Lexicon, own_names: Iterable[str]) -> list[Fact]:
    """
    The external facts in a text, in text order.

    `own_names` are the site's own names, which are not external.
    """
    stated = extract(text, lexicon)
    wording = WordIndex(map(plain_characters, (*_FORMATS, *own_names)), lexicon)
    found = [Fact(each.start, each.end) for each in stated.figures if _is_external(each, text)]
    found += [Fact(each.start, each.end) for each in stated.dates]
    found += _external_names(stated.names, wording)
    return list(_joined(sorted(found), text))


def _joined(found: Iterable[Fact], text: str) -> Iterator[Fact]:
    """Facts of which the next one is a part, such as first and last names, put together."""
    last: Fact | None = None
    for each in found:
        if last and not text[last.end : each.start].strip(" -"):
            last = Fact(last.start, max(last.end, each.end))
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _is_external(figure: Figure, text: str) -> bool:
    """Whether a figure says how much of something there is, outside of the site."""
    if figure.in_name:
        # It is part of a name, which is looked at as one.
        return False
    behind = _NEXT.match(text, figure.end)
    words = [figure.counted, *(behind.groups() if behind else ())]
    if any(singular(fold(word)) in _PARTS for word in words if word):
        return False
    if figure.unit in {"", "times", "ordinal", *_TIMES}:
        return bool(figure.value > _FEW and not figure.unit)
    # `All readers`, `most of them` and `half a page` are not figures.
    written = text[figure.start : figure.end]
    some = figure.unit in {"%", "part", proportions.UNIT}
    return not some or "%" in written or bool(_PER_CENT.search(written))


def _external_names(names: Sequence[Name], own_names: WordIndex) -> Iterator[Fact]:
    return (Fact(name.start, name.end) for name in names if not own_names.contains(name, names))
