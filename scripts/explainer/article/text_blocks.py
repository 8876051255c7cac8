"""
The blocks of an article in plain text: headings, paragraphs and items of lists.

A line that ends without a full stop heads what follows. Lines that were broken at a width are
joined again.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.pages import sentence_splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_HEADING_LENGTH = 160
"""What is longer than this many characters and ends without a full stop lacks one."""

_STOP = re.compile(r"[.!…。！।۔][\"'”’»」』)\]]*\s*$")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(r"(?:[-*•–·▪◦]|\(?[a-z0-9]{1,2}\))[ \t]+(?=\S)")
_NUMBER = re.compile(r"\d{1,3}[.)][ \t]+(?=\S)")
_CHAPTER = re.compile(r"^(\d{1,3})[.)]?[ \t]")
_PART = re.compile(r"(\d{1,3})(?:\.\d{1,3})+(?=\.?[ \t])")
_WIDTHS = range(50, 121)
"""The lengths that the longest line of a text that was broken at a width can have."""
_BROKEN = 0.5
_FEWEST = 3
_ENDS = re.compile(r"[.!?…:;。！？：；।۔؟][\"'”’»」』)\]]*$")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


class Block(NamedTuple):
    """
    A heading, a paragraph or an item of a list.

    `level` is that of a heading, from 1, and 0 for the others. `start` and `end` are offsets in
    the file's text, `None` where they are not known. `numbered` is true of an item of a numbered
    list, `asked` of a heading that the file itself names a question.
    """

    kind: str
    text: str
    level: int = 0
    start: int | None = None
    end: int | None = None
    numbered: bool = False
    asked: bool = False


def plain_blocks(text: str, language: str) -> Iterator[Block]:
    """The blocks of a plain text; `language` is an ISO 639 code."""
    # Quoted mail has a mark before each line.
    text = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    spans = list(_spans(text))
    chapters = set[str]()
    for index, (start, end) in enumerate(spans):
        body = _line(text, (start, end))
        if not any(map(str.isalnum, body)):
            continue
        hashes = _HASHES.match(body)
        if hashes:
            yield Block("heading", body.strip("# "), len(hashes[1]), start, end)
        elif mark := _BULLET.match(body):
            yield Block("item", body[mark.end() :], 0, start + mark.end(), end)
        elif _is_heading(body, language):
            follows = spans[index + 1] if index + 1 < len(spans) else None
            number = None if sentence_splitter.is_question(body) else _NUMBER.match(body)
            if number and not (follows and _can_follow_heading(_line(text, follows), language)):
                yield Block("item", body[number.end() :], 0, start + number.end(), end)
            elif body.endswith((":", "：")) and follows and _BULLET.match(_line(text, follows)):
                # It leads to a list, and what it says goes on there.
                yield Block("paragraph", body, 0, start, end)
            else:
                chapters |= {found[1] for found in _CHAPTER.finditer(body)}
                yield Block("heading", body, _depth(body, chapters), start, end)
        else:
            yield Block("paragraph", body, 0, start, end)


def _depth(body: str, chapters: set[str]) -> int:
    """The level of a heading by its number: that of 2.1 is below that of 2, if there is one."""
    parts = _PART.match(body)
    return len(parts[0].split(".")) if parts and parts[1] in chapters else 1


def _line(text: str, span: tuple[int, int]) -> str:
    """A span of text on one line, of the same length."""
    return text[slice(*span)].replace("\n", " ")


def _is_heading(body: str, language: str) -> bool:
    """Whether a line has no complete sentence: it is a heading, or a question."""
    spans = list(sentence_splitter.split(body, (), language))
    if any(is_complete_sentence(body[slice(*span)]) for span in spans):
        return False
    return len(body) <= MAX_HEADING_LENGTH


def _can_follow_heading(body: str, language: str) -> bool:
    """Whether a line can follow a heading: it is text, and not the next item of a list."""
    return not (_BULLET.match(body) or (_NUMBER.match(body) and _is_heading(body, language)))


def is_complete_sentence(sentence: str) -> bool:
    """Whether a text is a declarative sentence with its end; `2.` numbers a heading."""
    whole = _STOP.search(sentence) and any(map(str.isalpha, sentence))
    return bool(whole) and sentence_splitter.states(sentence)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of lines, without white space around them; wrapped lines are joined."""
    lines: list[tuple[int, int]] = []
    offset = 0
    for line in text.split("\n"):
        start = offset + len(line) - len(line.lstrip())
        lines.append((start, start + len(line.strip())))
        offset += len(line) + 1
    width = _width(text, lines)
    done: tuple[int, int] | None = None
    before: tuple[int, int] | None = None
    for line_span in lines:
        if done and before and width and _continues(text, before, line_span, width):
            done = done[0], line_span[1]
        else:
            if done and done[1] > done[0]:
                yield done
            done = line_span
        before = line_span
    if done and done[1] > done[0]:
        yield done


def _width(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The width at which lines are wrapped, or 0 where each is a whole paragraph."""
    width = max(end - start for start, end in lines)
    pairs = [pair for pair in itertools.pairwise(lines) if all(end > start for start, end in pair)]
    if width not in _WIDTHS:
        return 0
    full = [
        pair
        for pair in pairs
        if _continues(text, *pair, width) and not _ENDS.search(text[slice(*pair[0])])
    ]
    return width if len(full) >= max(_FEWEST, _BROKEN * len(pairs)) else 0


def _continues(text: str, line: tuple[int, int], behind: tuple[int, int], width: int) -> bool:
    """Whether the first word of the next line would not have fitted into the line."""
    following = text[slice(*behind)]
    if line[0] == line[1] or not following or _HASHES.match(following) or _BULLET.match(following):
        return False
    word = following.split(maxsplit=1)[0]
    # In scripts without spaces a line is one word.
    return len(word) < width // 2 and line[1] - line[0] + 1 + len(word) > width
