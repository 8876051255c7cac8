"""
What a sentence on a site itself states of the world: figures, dates, and others' names.

A site may count its own pages, number its steps and name its tools; none of that needs a source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence import proportions
from explainer.evidence.case_folding import fold, singular
from explainer.evidence.names import Wording
from explainer.evidence.statement import extract
from explainer.text import plain_characters

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
"""What sites are made of, and how often something is done for them."""

_TIMES = {"second", "month"}
"""The units of a length of time."""

_FEW = 12
"""Up to here a mere number counts, numbers or lists."""

_NEXT = re.compile(
    r"\s*(?:(?:of (?:all|its|our|the|these|them)|or more|or so|more|other|such)\s+)?"
    r"([^\W\d_]+)(?:\s+([^\W\d_]+))?"
)
_PER_CENT = re.compile(r"per ?cent")
_FORMATS = ("CSV", "CSS", "DOI", "HTML", "ISBN", "ISSN", "JSON", "Markdown", "PDF", "RSS", "TOML",
            "URL", "UTF", "XML", "YAML")  # fmt: skip
"""Names of forms in which any site is written, and gives what it has."""


class Fact(NamedTuple):
    """A figure, a date or a name in a text, from `start` to `end`."""

    start: int
    end: int


def find_external_facts(text: str, lexicon: Lexicon, ours: Iterable[str]) -> list[Fact]:
    """
    What a text states of the world, in the order in which it stands there.

    `ours` are the names that are the site's own.
    """
    stated = extract(text, lexicon)
    wording = Wording(map(plain_characters, (*_FORMATS, *ours)), lexicon)
    found = [Fact(each.start, each.end) for each in stated.figures if _tells(each, text)]
    found += [Fact(each.start, each.end) for each in stated.dates]
    found += _foreign(stated.names, wording)
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


def _tells(figure: Figure, text: str) -> bool:
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
    # All readers, most of them and half a page are no figures.
    written = text[figure.start : figure.end]
    some = figure.unit in {"%", "part", proportions.UNIT}
    return not some or "%" in written or bool(_PER_CENT.search(written))


def _foreign(names: Sequence[Name], ours: Wording) -> Iterator[Fact]:
    return (Fact(name.start, name.end) for name in names if not ours.holds(name, names))
