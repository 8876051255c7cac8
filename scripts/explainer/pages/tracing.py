"""
From a unit's text with sentinels to plain text in which the place of each character is known.

A sentinel gives the offset of the character behind it. From there the offsets are carried along,
forwards and backwards, for as long as the rendered text and the Markdown are the same; a word
that no sentinel reached is known too if it stands just once in the Markdown between its
neighbours. What is left is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainer.model import Place
from explainer.pages.planting import SENTINEL, Field

if TYPE_CHECKING:
    from explainer.pages.units import Unit

_WORD = re.compile(r"\w+")

Origin = tuple[str, int]
"""The path of a file and an offset in its text."""


@dataclass(slots=True)
class Mark:
    """A citation in a unit: where it stands in the text, how it was typed, and where from."""

    index: int
    typed: str
    origin: Origin | None


@dataclass(slots=True)
class Traced:
    """
    A unit's text, with white space folded, and the origin of each of its characters.

    `hidden` are the stretches that are code, in which nothing ends a sentence.
    """

    kind: str
    served: bool
    text: str = ""
    origins: list[Origin | None] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    only_links: bool = False

    def first_origin(self, start: int, end: int) -> Origin | None:
        """The origin of the first character that has one in `text[start:end]`."""
        return next((origin for origin in self.origins[start:end] if origin), None)


def trace(unit: Unit, soil: Field) -> Traced:
    """Read the sentinels of a unit back."""
    traced = Traced(unit.kind, unit.served)
    chars: list[str] = []
    origins: list[Origin | None] = []
    pending: Origin | None = None
    outside_links = False
    for index, piece in enumerate(unit.pieces):
        if isinstance(piece, tuple):
            typed = SENTINEL.sub("", piece[0])
            traced.marks.append(Mark(len(chars), typed, pending))
            if not typed.startswith("["):
                # A key in running text stands for a name, in which nothing ends a sentence.
                name = typed.split(" ")[0]
                traced.hidden.append((len(chars), len(chars) + len(name)))
                chars += name
                origins += [pending, *[None] * (len(name) - 1)]
                outside_links = True
            pending = None
            continue
        start = len(chars)
        for char in piece:
            if SENTINEL.match(char):
                pending = soil.origin(char)
            elif not char.isspace():
                chars.append(char)
                origins.append(pending)
                pending = None
            elif chars and chars[-1] != " ":
                chars.append(" ")
                origins.append(None)
        if index in unit.literal:
            traced.hidden.append((start, len(chars)))
        if index not in unit.linked and any(char.isalnum() for char in piece):
            outside_links = True
    traced.text = "".join(chars)
    traced.only_links = not outside_links and bool(unit.linked)
    traced.origins = origins
    _carry(traced, soil, range(1, len(chars)), -1)
    _carry(traced, soil, range(len(chars) - 2, -1, -1), 1)
    _search(traced, soil)
    return traced


def _carry(traced: Traced, soil: Field, indexes: range, neighbour: int) -> None:
    text, origins = traced.text, traced.origins
    for index in indexes:
        known = origins[index + neighbour]
        if origins[index] is not None or known is None:
            continue
        path, offset = known[0], known[1] - neighbour
        source = soil.texts[path]
        if 0 <= offset < len(source) and _same(text[index], source[offset]):
            origins[index] = (path, offset)


def _same(rendered: str, written: str) -> bool:
    return rendered == written or (rendered == " " and written.isspace())


def _search(traced: Traced, soil: Field) -> None:
    for match in _WORD.finditer(traced.text):
        if all(traced.origins[match.start() : match.end()]):
            continue
        before = next((o for o in reversed(traced.origins[: match.start()]) if o), None)
        behind = next((o for o in traced.origins[match.end() :] if o), None)
        path, start, end = _window(before, behind, soil)
        word = re.compile(rf"(?<!\w){re.escape(match[0])}(?!\w)")
        found = list(word.finditer(soil.texts.get(path, ""), start, end))
        if len(found) == 1:
            for index in range(len(match[0])):
                traced.origins[match.start() + index] = (path, found[0].start() + index)


def _window(before: Origin | None, behind: Origin | None, soil: Field) -> tuple[str, int, int]:
    """Where a word between two origins was written; an open end ends at an empty line."""
    if before and behind:
        return before[0], before[1] + 1, behind[1] if before[0] == behind[0] else 0
    if before:
        end = soil.texts[before[0]].find("\n\n", before[1])
        return before[0], before[1] + 1, end if end > 0 else len(soil.texts[before[0]])
    if behind:
        return behind[0], soil.texts[behind[0]].rfind("\n\n", 0, behind[1]) + 1, behind[1]
    return "", 0, 0


def place(traced: Traced, soil: Field, start: int, end: int, fallback: Origin) -> Place:
    """
    Where `text[start:end]` of a unit was written; `fallback` serves where that is not known.

    The place is exact where the origin of the first character is known.
    """
    origin = traced.first_origin(start, end)
    if origin is None:
        at = Place.within(fallback[0], soil.texts[fallback[0]], fallback[1])
        return Place(at.path, at.line, at.column, exact=False)
    path, offset = origin
    last = next(
        (o for o in reversed(traced.origins[start:end]) if o and o[0] == path and o[1] >= offset),
        origin,
    )
    at = Place.within(path, soil.texts[path], offset, last[1] + 1)
    if traced.origins[start] is None:
        return Place(at.path, at.line, at.column, at.end_line, at.end_column, exact=False)
    return at
