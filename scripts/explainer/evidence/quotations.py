"""Quotations: the text in quotation marks, and whether it is in another text word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.evidence.case_folding import TOKEN, fold
from explainer.evidence.english import (
    FUNCTION_WORDS,
    KINDS_OF_WORK,
    NAME_PARTICLES,
    SPEECH_VERBS,
)
from explainer.evidence.just_before import text_before
from explainer.evidence.names import is_ordinary_word
from explainer.text_normalization import quotation_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.evidence.lexicon import Lexicon

_MARKED = re.compile(
    r"“(?P<double>[^“”]+)”|\"(?P<straight>[^\"]+)\"|«(?P<guillemets>[^«»]+)»|「(?P<corner>[^「」]+)」|„(?P<low>[^„“”]+)[“”]"
    # A single mark within a word is an apostrophe; a quotation opens after a space.
    r"|(?<![\w’'])[‘'](?P<single>[^‘’'\n]+(?:[’']\w[^‘’'\n]*){0,20})[’'](?!\w)"
)
_LEFT_OUT = re.compile(r"(?:(?<!\s)\s++)?(?:\[?(?:\.\s?\.\s?\.|…)\]?|\[[^\]]{0,1000}\])\s*+")
_CALLED = {"called", "named", "of", "as", "known"}
_TITLED = {"titled", "entitled", "subtitled", "headlined"}
_WORDS = re.compile(r"[a-z]+")
_BEHIND = re.compile(r",? (?:\(\d{4}\),? )?(?:an?|the|his|her|its|their) ((?:[\w-]+ ){0,2}\w+)")
_TITLE_WORD = re.compile(r"[^\W_][\w'’.]*")
_SMALL_IN_TITLES = FUNCTION_WORDS | NAME_PARTICLES | {"v", "v.", "vs", "vs."}
_REACH = 40
_NEAR = 2


class Quotation(NamedTuple):
    """The text between quotation marks, and its offsets with the marks."""

    text: str
    start: int
    end: int


def extract(text: str, lexicon: Lexicon) -> list[Quotation]:
    """The quotations in a text; the title of a work is none, nor a name."""
    return [
        Quotation(quoted, match.start(), match.end())
        for match, quoted in _marked(text)
        if not _is_title(quoted, text, *match.span()) and not _is_name(quoted, lexicon)
    ]


def _marked(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each part of a text that has quotation marks, with what stands between them."""
    for match in _MARKED.finditer(text):
        yield match, match[match.lastgroup or 0]


def _is_name(quoted: str, lexicon: Lexicon) -> bool:
    """Whether no word in quotation marks is an ordinary one, as in the name of a species."""
    words = [fold(word) for word in TOKEN.findall(quoted)]
    return quoted[0].isupper() and not any(
        is_ordinary_word(word, lexicon.ordinary) or not word.isalpha() for word in words
    )


def _is_title(quoted: str, text: str, start: int, end: int) -> bool:
    """Whether a text in quotation marks is the title of a film, a report or another work."""
    if not quoted[0].isupper() or quoted.rstrip().endswith((".", "!")):
        return False
    before = text_before(text, start, _REACH).lower()
    words = _WORDS.findall(before) if before.endswith(" ") else []
    said = "," in text[end - 2 : end + 1]
    spoken = {*words[-1:], *_WORDS.findall(text[end : end + _REACH].lower())[: _NEAR * said]}
    if _in_title_case(quoted) and SPEECH_VERBS.isdisjoint(spoken):
        return True
    if words and words[-1] in _TITLED:
        return True
    while words and words[-1] in _CALLED:
        words.pop()
    if words and _is_work(words[-1]):
        return True
    behind = _BEHIND.match(text, end)
    return behind is not None and _names_work(behind[1].lower().split())


def _in_title_case(quoted: str) -> bool:
    """Whether two or more words of a text have capitals, and all but its function words."""
    words = _TITLE_WORD.findall(quoted)
    capitals = [word for word in words if not word[0].islower()]
    small = {word for word in words if word[0].islower()}
    return len(capitals) > 1 and small <= _SMALL_IN_TITLES


def _names_work(words: list[str]) -> bool:
    """Whether words name a kind of work; not after a plural, as in `the minutes record`."""
    plural = [False, *(word.endswith("s") and not word.endswith("ss") for word in words)]
    return any(_is_work(word) and not plural[index] for index, word in enumerate(words))


def titles(text: str) -> list[str]:
    """The titles of works that a text has in quotation marks."""
    return [quoted for match, quoted in _marked(text) if _is_title(quoted, text, *match.span())]


def _is_work(word: str) -> bool:
    return word in KINDS_OF_WORK or word.removesuffix("s") in KINDS_OF_WORK


def is_quoted_from(quotation: Quotation, texts: Iterable[str]) -> bool:
    """
    Whether a quotation is in one of the texts word for word.

    Letter case, spacing, kinds of quotation marks and the last full stop do not matter. An ellipsis
    and text in square brackets stand for any text.
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
