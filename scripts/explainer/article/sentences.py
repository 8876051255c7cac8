"""The sentences of an article's blocks, each with its place and the heading it stands under."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.article.text_blocks import Block, is_complete_sentence
from explainer.claims import fingerprint
from explainer.model import Place
from explainer.pages import sentence_splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ASKING_OR_ANSWERING = re.compile(
    r"(?:(?:Q|Question|问|問)\s*\d{0,3}|A|Answer|Answered|答)\s*[.:：]\s*"
)
_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^<>]*>|&#?\w{1,31};|\]\([^()\s]*\)|\[\^[^\]\s]*\]",
    re.DOTALL | re.IGNORECASE,
)


class TextSentence(NamedTuple):
    """A sentence of the text, with its place and the heading above it."""

    text: str
    place: Place
    section: str | None

    @property
    def fingerprint(self) -> str:
        """The sentence's fingerprint."""
        return fingerprint(self.text)


def sentences_of(
    blocks: Sequence[Block], text: str, path: str, language: str
) -> Iterator[tuple[Block, list[TextSentence]]]:
    """
    Each block, with the sentences in it that state something.

    `text` is the whole file's, `path` what places name, and `language` an ISO 639 code.
    Headings and questions state nothing, nor does a short paragraph in which no sentence ends.
    """
    finder = _SentenceFinder(text, path)
    section: str | None = None
    for block in blocks:
        if block.kind == "heading":
            section = block.text
            yield block, []
            continue
        written = []
        for start, end in _spans(block, language):
            body = block.text[start:end]
            if block.start is None:
                place = finder.find(body)
            else:
                place = Place.within(path, text, block.start + start, block.start + end)
            written.append(TextSentence(body, place, section))
        yield block, written


def _spans(block: Block, language: str) -> Iterator[tuple[int, int]]:
    spans = list(sentence_splitter.split(block.text, (), language))
    if block.kind == "paragraph" and not any(
        is_complete_sentence(block.text[slice(*span)]) for span in spans
    ):
        # A by-line, a caption, a link to more.
        return
    for start, end in spans:
        mark = _ASKING_OR_ANSWERING.match(block.text, start, end)
        first = mark.end() if mark else start
        body = block.text[first:end]
        if sentence_splitter.states(body) and any(map(str.isalpha, body)):
            yield first, end


class _SentenceFinder:
    """Finds sentences in a file with markup, in order, by their letters and digits."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._at = 0
        self._letters = ""
        self._offsets: list[int] = []

    def find(self, sentence: str) -> Place:
        """The place of a sentence, or an inexact one at the end of the sentence before."""
        if not self._offsets:
            self._read()
        letters = "".join(filter(str.isalnum, sentence))
        for prefix in (letters, letters[:24]):
            found = self._letters.find(prefix, self._at) if prefix else -1
            if found >= 0:
                self._at = found + len(prefix)
                start, end = self._offsets[found], self._offsets[self._at - 1] + 1
                return Place.within(self._path, self._text, start, end)
        near = self._offsets[min(self._at, len(self._offsets) - 1)] if self._offsets else 0
        place = Place.within(self._path, self._text, near)
        return Place(place.path, place.line, place.column, exact=False)

    def _read(self) -> None:
        letters: list[str] = []
        done = 0
        for match in [*_MARKUP.finditer(self._text), None]:
            end = match.start() if match else len(self._text)
            for offset in range(done, end):
                if self._text[offset].isalnum():
                    letters.append(self._text[offset])
                    self._offsets.append(offset)
            if match:
                done = match.end()
                if match[0].startswith("&"):
                    plain = [char for char in html.unescape(match[0]) if char.isalnum()]
                    letters += plain
                    self._offsets += [match.start()] * len(plain)
        self._letters = "".join(letters)
