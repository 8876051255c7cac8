"""Quotations: what a sentence puts in quotation marks, and whether a text has it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKED = re.compile(
    r"“(?P<double>[^“”]+)”|\"(?P<straight>[^\"]+)\"|«(?P<guillemets>[^«»]+)»|「(?P<corner>[^「」]+)」|„(?P<low>[^„“”]+)[“”]"
    # A single mark is an apostrophe within a word, and opens only behind a space.
    r"|(?<![\w’'])[‘'](?P<single>[^‘’'\n]+(?:[’']\w[^‘’'\n]*)*)[’'](?!\w)"
)
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:\.\s?\.\s?\.|…)\]?|\[[^\]]*\])\s*")
_QUOTES = re.compile("[\"“”‘’'«»「」『』„`]")
_SPACED = re.compile(r"\s*([-\u2010-\u2015/])\s*")
_WORKS = (
    "novel|book|memoir|biography|film|movie|documentary|song|single|album|record|play|musical|opera|"
    "ballet|symphony|series|show|programme|program|episode|season|podcast|poem|story|essay|painting|"
    "sculpture|exhibition|game|report|paper|preprint|study|article|editorial|column|chapter|thesis|"
    "dissertation|lecture|talk|review|survey|white paper|magazine|journal|newspaper|bill|act|plan|"
    "campaign|initiative|project|strategy|anthem|comedy|drama|thriller|sequel|classic|hit|pamphlet"
)
_TITLE_BEFORE = re.compile(
    rf"\b(?:(?:{_WORKS})s?(?:,? (?:called|named|titled|entitled|known as|of))?|(?:sub|en)?titled"
    r"|headlined),? \Z",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(
    rf",? (?:\(\d{{4}}\),? )?(?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,2}}(?:{_WORKS})\b"
)


class Quotation(NamedTuple):
    """What stands between quotation marks, and where."""

    text: str
    start: int
    end: int


def read(text: str) -> list[Quotation]:
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
    before = _TITLE_BEFORE.search(text, max(0, start - _TITLE_REACH), start)
    return bool(before or _TITLE_BEHIND.match(text, end))


_TITLE_REACH = 40


def held(quotation: Quotation, texts: Iterable[str]) -> bool:
    """
    Whether some text has the quotation word for word.

    Letter case, spacing, kinds of quotation marks and the last stop do not matter. What an
    ellipsis leaves out may be anything, and so may what square brackets put in its place.
    """
    pieces = [_folded(piece) for piece in _LEFT_OUT.split(quotation.text)]
    return any(_in_order(list(filter(None, pieces)), _folded(text)) for text in texts)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _SPACED.sub(r"\1", _QUOTES.sub("", text))
    return " ".join(text.split()).strip(" .,;:!?")


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
