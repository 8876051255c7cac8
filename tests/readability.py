"""
How hard a page is to read, and sentences of shapes that readers trip over.

The grade is that of Flesch and Kincaid: 0.39 times the words a sentence, plus 11.8 times the
syllables a word, less 15.59. It says after how many years at an American school a text is
understood.

Source: J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of New
Readability Formulas for Navy Enlisted Personnel", Research Branch Report 8-75, 1975.

What is counted are the sentences and list items that the checks read: without citations and
labels, tables, captions, headings and questions. Fragments of three words or fewer are no
sentences. A word is a run of letters; syllables are counted by the groups of vowels in it, with
what English leaves silent taken away, which is right for most words and off by one for the rest, in
both directions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Page, Sentence

LONG = 25
"""A sentence with more words than this is a long one."""

_SHORT = 3
_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_VOWELS = re.compile(r"[aeiouyàáâäãåèéêëìíîïòóôöõùúûü]+")
_SILENT = re.compile(
    r"""(?:
      [^aeiouytd]ed              # asked, but not needed
    | (?:[^aeiouylcghsxz]|[aeiouy]l|th)es   # makes and rules, but not tables, prices or washes
    | (?:[^aeiouyl]|[aeiouy]l)e  # make and rule, but not table
    )$""",
    re.VERBOSE,
)
# Two vowels that are heard one by one: create, idea, react, radio, science, actual, being, prism.
_APART = re.compile(
    r"crea(?!m|k)|[dr]ea$|^rea[cl](?!ly)|(?<![tcsglnx])i[ao]|(?<=[lmn])ial?i|[sl]cien|[^gq]ua[lrt]|ienc|ciet|quie"
    r"|[aeiouy]ing$|[^s]{2}[tsi]hm$|ism$"
)

_VERDICTS = "|".join(verdict.replace("-", " ") for verdict in VERDICTS)
_JUDGING = re.compile(
    rf"(?:^|[:;,] )[Tt]hat (?!(?:is|was|are|were)\b).+ (?:is|are|was|were|stays|remains) "
    rf"(?:\w+ )?(?:{_VERDICTS})\b"
)
_ARTICLE = r"(?:an? |one |the |its |another )?"
_KIND = r"(?:(?:stored|machine|full|later|syndicated|translated|Chinese|English) )*"
_HOW_READ = re.compile(
    r"\b(?:read|seen|saw|quoted|relayed|told|known)(?: \w+){0,4}? (?:in|through|from|via|by) "
    rf"{_ARTICLE}{_KIND}(?:cop(?:y|ies)|digests?|mirrors?|reposts?|re-reports?|translations?"
    r"|excerpts?|summar(?:y|ies)|relays?)\b|\b(?:in|by|through) (?:a|one|the) (?:repost|digest|"
    r"re-report|mirror|translation|stored copy)\b",
    re.IGNORECASE,
)


class Reading(NamedTuple):
    """A page in numbers: its words, sentences and syllables, and how many sentences are long."""

    words: int
    sentences: int
    syllables: int
    long: int

    @property
    def grade(self) -> float:
        """The grade of Flesch and Kincaid."""
        sentence, word = self.words / self.sentences, self.syllables / self.words
        return 0.39 * sentence + 11.8 * word - 15.59

    @property
    def share(self) -> float:
        """The share of long sentences."""
        return self.long / self.sentences


def syllables(word: str) -> int:
    """About how many syllables a word of English has."""
    stem = re.sub(r"['’](?:s|ll|d|m|re|ve)?", "", word.lower())
    if len(stem) <= _SHORT:
        return 1
    stem = _SILENT.sub(_kept, stem)
    return max(1, len(_VOWELS.findall(stem)) + len(_APART.findall(stem)))


def _kept(match: re.Match[str]) -> str:
    return match[0].removesuffix("d").removesuffix("s").removesuffix("e")


def prose(page: Page) -> list[Sentence]:
    """The sentences of a page that are counted."""
    return [
        sentence
        for sentence in page.sentences
        if sentence.kind in {"sentence", "item"} and length(sentence) > _SHORT
    ]


def length(sentence: Sentence) -> int:
    """How many words a sentence has, numbers among them."""
    return sum(any(map(str.isalnum, word)) for word in sentence.text.split())


def read(page: Page) -> Reading:
    """A page in numbers."""
    sentences = prose(page)
    words = [word for sentence in sentences for word in _WORD.findall(sentence.text)]
    return Reading(
        len(words),
        len(sentences),
        sum(map(syllables, words)),
        sum(length(sentence) > LONG for sentence in sentences),
    )


def judging(pages: Iterable[Page]) -> list[str]:
    """The sentences that give a verdict on a clause, such as `That it fell is contradicted`."""
    return _matching(_JUDGING, pages)


def how_read(pages: Iterable[Page]) -> list[str]:
    """The sentences that say how a source was read, which its card says."""
    return _matching(_HOW_READ, pages)


def _matching(pattern: re.Pattern[str], pages: Iterable[Page]) -> list[str]:
    return [
        f"{sentence.place.path}:{sentence.place.line}: {sentence.text}"
        for page in pages
        for sentence in page.sentences
        if pattern.search(sentence.text)
    ]
