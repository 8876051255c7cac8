"""Quotations: what a sentence puts in quotation marks, and whether a text has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.english import WORKS
from explainer.text import quotation_form

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKED = re.compile(
    r"“(?P<double>[^“”]+)”|\"(?P<straight>[^\"]+)\"|«(?P<guillemets>[^«»]+)»|「(?P<corner>[^「」]+)」|„(?P<low>[^„“”]+)[“”]"
    # A single mark is an apostrophe within a word, and opens only behind a space.
    r"|(?<![\w’'])[‘'](?P<single>[^‘’'\n]+(?:[’']\w[^‘’'\n]*){0,20})[’'](?!\w)"
)
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:\.\s?\.\s?\.|…)\]?|\[[^\]]*\])\s*")
_CALLED = {"called", "named", "of", "as", "known"}
_TITLED = {"titled", "entitled", "subtitled", "headlined"}
_WORDS = re.compile(r"[a-z]+")
_BEHIND = re.compile(r",? (?:\(\d{4}\),? )?(?:an?|the|his|her|its|their) ((?:[\w-]+ ){0,2}\w+)")
_REACH = 40


class Quotation(NamedTuple):
    """What stands between quotation marks, and where."""

    text: str
    start: int
    end: int


def extract(text: str) -> list[Quotation]:
    """The quotations in a text; the title of a work is none."""
    return [
        Quotation(match[match.lastgroup or 0], match.start(), match.end())
        for match in _MARKED.finditer(text)
        if not _is_title(match[match.lastgroup or 0], text, *match.span())
    ]


def _is_title(quoted: str, text: str, start: int, end: int) -> bool:
    """Whether what stands in quotation marks is called a film, a report or another work."""
    if not quoted[0].isupper() or quoted.rstrip().endswith((".", "!")):
        return False
    before = text[max(0, start - _REACH) : start].lower()
    words = _WORDS.findall(before) if before.endswith(" ") else []
    if words and words[-1] in _TITLED:
        return True
    while words and words[-1] in _CALLED:
        words.pop()
    if words and _is_work(words[-1]):
        return True
    behind = _BEHIND.match(text, end)
    return behind is not None and _names_work(behind[1].lower().split())


def _names_work(words: list[str]) -> bool:
    """Whether some words name a kind of work; behind a plural, as in `the minutes record`, none."""
    plural = [False, *(word.endswith("s") and not word.endswith("ss") for word in words)]
    return any(_is_work(word) and not plural[index] for index, word in enumerate(words))


def titles(text: str) -> list[str]:
    """The titles of works that a text has in quotation marks."""
    return [
        match[match.lastgroup or 0]
        for match in _MARKED.finditer(text)
        if _is_title(match[match.lastgroup or 0], text, *match.span())
    ]


def _is_work(word: str) -> bool:
    return word in WORKS or word.removesuffix("s") in WORKS


def is_quoted_from(quotation: Quotation, texts: Iterable[str]) -> bool:
    """
    Whether some text has the quotation word for word.

    Letter case, spacing, kinds of quotation marks and the last stop do not matter. What an
    ellipsis leaves out may be anything, and so may what square brackets put in its place.
    """
    pieces = [quotation_form(piece) for piece in _LEFT_OUT.split(quotation.text)]
    return any(_in_order(list(filter(None, pieces)), quotation_form(text)) for text in texts)


def _in_order(pieces: list[str], text: str) -> bool:
    at = 0
    for piece in pieces:
        # Words end at spaces, but not where none are written between them.
        edges = (r"(?<!\w)", r"(?!\w)") if piece.isascii() else ("", "")
        found = re.compile(re.escape(piece).join(edges)).search(text, at)
        if not found:
            return False
        at = found.end()
    return bool(pieces)
