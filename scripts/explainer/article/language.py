"""Language detection by script and by stop words."""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u9fff]")),
)
"""What languages are written in that no other is, in the order in which to look for them."""
_ENOUGH = 0.1

# Norwegian has nearly the same as Danish, and its sentences end alike.
_COMMON = {
    "ca": "a al amb com d de del dels el els en és es han i l la les més no o pel per que s segons"
    " són un una va",
    "cs": "a aby ale by do i je jako jsou k na o od po pro s se to u už v ve z ze za že",
    "da": "af at blev den der det efter eller en er et for fra har hun ikke med og også om på som",
    "de": "als am auch auf aus bei das dem den der des die ein eine es für im in ist mit nach nicht"
    " sich sie sind über und von war werden wird wurde zu zum zur",
    "en": "a an and are as at be been but by for from had has have he in is it not of on or she"
    " that the their they this to was were which will with",
    "es": "al como con de del el en es está ha la las lo los más no para pero por que se según"
    " sin su sus también un una y",
    "fr": "à au aux avec ce cette dans de des du elle en est et il la le les leur mais ne ou par"
    " pas plus pour qu que qui sa se ses son sont sur un une",
    "it": "al alla anche che come con da dal del della delle di e è gli ha i il in la le lo ma nel"
    " nella non per più si sono sua un una",
    "nl": "aan als bij dat de deze die door een en er het hij in is maar met naar niet of om ook op"
    " over te tot uit van voor was wordt ze zijn",
    "pl": "a ale dla do i jak jest jego na nie o od po przez są się tak to w z za że",
    "pt": "a ao as com da das de do dos e em é foi mais mas na não nas no nos o os ou para pela"
    " pelo por que se são sem sua um uma",
    "ru": "а был была были в для его ее за и из к как на не но о он она от по с у что это",
    "sv": "att av den det efter eller en ett från för har hon i inte med och också om på som till"
    " var är",
    "uk": "а але був була в від для до за з і його на не про та у це що як",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""The number of characters of a text that are examined."""
_FEWEST_WORDS = 20
_MOST_COMMON = 0.2
"""The part of a text's words that the commonest are at least, in the language that it is in."""
_AHEAD = 1.25
"""How many times as many they are as those of any other."""


def script_of(text: str) -> str | None:
    """The language whose script a text is in, as an ISO 639 code, where no other has it."""
    text = text[:_SAMPLE]
    letters = sum(map(str.isalpha, text))
    return next((name for name, script in _SCRIPTS if _fills(script, text, letters)), None)


def language_of(text: str) -> str | None:
    """
    The language that a text is in, as an ISO 639 code, where its script or its words tell.

    These are the words that every text is full of. A short text, or one in a language that is not
    known here, gives `None`.
    """
    return script_of(text) or _spelled(text[:_SAMPLE])


def _fills(script: re.Pattern[str], text: str, letters: int) -> bool:
    return letters > 0 and len(script.findall(text)) > _ENOUGH * letters


def _spelled(text: str) -> str | None:
    words = Counter(_WORD.findall(text.casefold()))
    if words.total() < _FEWEST_WORDS:
        return None
    counts = {name: sum(words[word] for word in common) for name, common in _WORDS.items()}
    (best, most), (_, second) = Counter(counts).most_common(2)
    clear = most >= _MOST_COMMON * words.total() and most >= _AHEAD * second
    return best if clear else None
