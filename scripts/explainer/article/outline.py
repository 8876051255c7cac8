"""
The parts of an article: how it opens, its sections, and the questions that it answers.

Headings of the highest level head sections; those below them are within. Questions are what asks
under a heading such as "Frequently asked questions", and whatever asks and has a number or a "Q:".
Where an article has neither, its headings that ask are questions too, besides heading what they
head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.article.byline import byline_of, dateline_of
from explainer.article.sentences import sentences_of
from explainer.pages import sentence_splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.article.metadata import Metadata
    from explainer.article.reader import ArticleText
    from explainer.article.sentences import TextSentence
    from explainer.article.text_blocks import Block

_FAQ = re.compile(
    r"""\b(?:
        FAQs? | frequently[ ]asked[ ]questions | questions?[ ](?:and|&)[ ]answers? | Q[ ]?&[ ]?A
        | common[ ]questions | (?:your|readers.?)[ ]questions
        | h.ufige[ ]Fragen | Fragen[ ]und[ ]Antworten | preguntas[ ]frecuentes
        | foire[ ]aux[ ]questions | questions[ ]fr.quentes | domande[ ]frequenti
        | perguntas[ ]frequentes | veelgestelde[ ]vragen
    )\b | 常见问题 | 常見問題 | 问答 | 問答 | よくある | 質問と回答 | 자주[ ]묻는[ ]질문""",
    re.VERBOSE | re.IGNORECASE,
)
_LETTER_PREFIX = re.compile(r"(?:Q|Question|问|問)\s*\d{0,3}\s*[.:：)]\s*(?=\S)", re.IGNORECASE)
_NUMBER_PREFIX = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.:)、．]\s*(?=[^\W\d])")
# No figure such as that of 2.1 million.
_SECTION_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})+\s+(?=[^\W\d])(?![a-zà-ÿ])")
_LONGEST_FAQ = 80


class Part(NamedTuple):
    """
    A part of an article.

    `kind` is `opening`, `section`, `faq` (what stands above the questions) or `question`. `title`
    is its heading, or the question, without a number; that of the opening is empty. `inner` are
    the headings within it. `heads` is true of a question that heads a section or stands in one,
    which then has its text.
    """

    kind: str
    title: str = ""
    inner: tuple[str, ...] = ()
    sentences: tuple[TextSentence, ...] = ()
    heads: bool = False


class Outline(NamedTuple):
    """The parts of an article in their order, and its metadata."""

    metadata: Metadata
    parts: tuple[Part, ...]

    def of_kind(self, kind: str) -> list[Part]:
        """The parts of a kind."""
        return [part for part in self.parts if part.kind == kind]


def outline_of(article: ArticleText, path: str) -> Outline:
    """The outline of an article; `path` is that of the places of its sentences."""
    blocks, metadata = _split_front_matter(article.blocks, article.metadata)
    classified = list(_Classifier(blocks, article.language).run())
    read = sentences_of([block for _, block in classified], article.text, path, article.language)
    written = [each for _, each in read]
    return Outline(metadata, tuple(_parts(classified, written)))


def _split_front_matter(
    blocks: Sequence[Block], metadata: Metadata
) -> tuple[list[Block], Metadata]:
    """The blocks without title, byline and dateline, and the metadata with what these state."""
    rest: list[Block] = []
    highest = sum(block.level == 1 for block in blocks)
    opened = titled = signed = False
    for block in blocks:
        behind, signed = signed, False
        opened = opened or (block.kind != "heading" and sentence_splitter.has_stop(block.text))
        if not (opened or titled) and _is_title(block, metadata, first=not rest, highest=highest):
            titled = True
            whole = metadata.title is None or _starts_with(metadata.title, block)
            metadata = metadata._replace(title=block.text if whole else metadata.title)
            # Above it stands the name of the site.
            rest.clear()
        elif not opened and (line := byline_of(block.text)):
            metadata = metadata._replace(
                authors=metadata.authors or line.authors, issued=metadata.issued or line.issued
            )
            signed = bool(line.authors)
        elif not opened and behind and (line := dateline_of(block.text)):
            # The words before the date may be a place or a publisher.
            metadata = metadata._replace(issued=metadata.issued or line.issued)
        else:
            rest.append(block)
    return rest, metadata


def _is_title(block: Block, metadata: Metadata, *, first: bool, highest: int) -> bool:
    if block.kind != "heading" or _is_faq(block) or _prefix_length(block):
        return False
    top = block.level == 1
    if metadata.title is None:
        return top and (first or highest == 1)
    if _letters(block.text) == _letters(metadata.title) or (first and top and highest == 1):
        return True
    return top and _starts_with(metadata.title, block)


def _starts_with(title: str, block: Block) -> bool:
    """Whether a title begins with a heading; pages append the name of the site."""
    return _letters(title).startswith(_letters(block.text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_faq(block: Block) -> bool:
    return (
        block.kind == "heading"
        and len(block.text) <= _LONGEST_FAQ
        and bool(_FAQ.search(block.text))
        and not sentence_splitter.is_question(block.text)
    )


def _prefix_length(block: Block) -> int:
    """The length of the number or the letter before a text."""
    match = _LETTER_PREFIX.match(block.text) or _NUMBER_PREFIX.match(block.text)
    if match is None and block.kind == "heading":
        match = _SECTION_NUMBER.match(block.text)
    return match.end() if match else 0


class _Classifier:
    """Classifies the blocks of an article."""

    def __init__(self, blocks: Sequence[Block], language: str) -> None:
        self._blocks = blocks
        self._language = language
        self._explicit = any(
            block.asked or _is_faq(block) or self._question_end(block) for block in blocks
        )
        self._top = min((block.level for block in blocks if block.level), default=1)
        self._faq: int | None = None
        self._headed = False
        self._unmarked = set(self._questions_without_marks())

    def _question_end(self, block: Block, *, anyway: bool = False) -> int:
        """The end offset of the question that a block begins with, if it is marked; else 0."""
        mark = _prefix_length(block)
        if not (mark or block.numbered or anyway):
            return 0
        spans = sentence_splitter.split(block.text[mark:], (), self._language)
        end = next((end for _, end in spans), 0) + mark
        return end if sentence_splitter.is_question(block.text[:end]) else 0

    def _questions_without_marks(self) -> Iterator[int]:
        """The indexes of questions without a question mark: beside ones with it, and above text."""
        faq, levels, waiting = None, set[int](), list[int]()
        for index, block in enumerate([*self._blocks, None]):
            if block and block.kind != "heading":
                continue
            ends = block is None or faq is None or block.level <= faq
            if ends:
                yield from (it for it in waiting if self._blocks[it].level in levels)
                faq, levels, waiting = None, set(), []
            if block is None:
                return
            if _is_faq(block):
                faq = block.level
            elif faq is not None and sentence_splitter.is_question(block.text):
                levels.add(block.level)
            elif faq is not None and self._is_followed_by_text(index):
                waiting.append(index)

    def _is_followed_by_text(self, index: int) -> bool:
        """Whether text follows a heading directly."""
        below = next(iter(self._blocks[index + 1 :]), None)
        return below is not None and below.kind != "heading"

    def run(self) -> Iterator[tuple[str, Block]]:
        """
        Each block with what it is.

        `section`, `faq`, `question`, `asking` (a section that is a question as well), `inner`,
        `inner asking` and `text`.
        """
        for index, block in enumerate(self._blocks):
            if index in self._unmarked:
                yield "question", _slice_block(block, _prefix_length(block))
            elif block.kind == "heading":
                yield self._heading(block)
            else:
                yield from self._text(block)

    def _heading(self, block: Block) -> tuple[str, Block]:
        asks = sentence_splitter.is_question(block.text)
        bare = _slice_block(block, _prefix_length(block))
        if _is_faq(block):
            self._faq, self._headed = block.level, False
            return "faq", bare
        inside = self._faq is not None and block.level >= self._faq
        if asks and (inside or block.asked or _prefix_length(block)):
            self._headed = self._headed or inside
            return "question", bare
        if self._faq is not None and block.level > self._faq:
            return "text", block
        self._faq = None
        kind = "section" if block.level <= self._top else "inner"
        if asks and not self._explicit:
            kind = "asking" if kind == "section" else "inner asking"
        return kind, bare

    def _text(self, block: Block) -> Iterator[tuple[str, Block]]:
        # Below questions that are headings, a question in the text is part of the answer.
        loose = self._faq is not None and not self._headed
        end = self._question_end(block, anyway=loose)
        if not end:
            yield "text", block
            return
        question = _slice_block(block, _prefix_length(block), end)
        yield "question", question._replace(kind="heading", level=self._top)
        behind = len(block.text) - len(block.text[end:].lstrip())
        if behind < len(block.text):
            yield "text", _slice_block(block, behind)


def _slice_block(block: Block, first: int, end: int | None = None) -> Block:
    """A part of a block."""
    last = len(block.text) if end is None else end
    start = None if block.start is None else block.start + first
    stop = None if block.start is None else block.start + last
    return block._replace(text=block.text[first:last], start=start, end=stop)


def _parts(
    classified: Sequence[tuple[str, Block]], written: Sequence[Sequence[TextSentence]]
) -> Iterator[Part]:
    part = Part("opening")
    filled = False
    asked: list[Part] = []
    for (kind, block), each in zip(classified, written, strict=True):
        if kind in {"section", "asking", "faq", "question"}:
            if filled or part.kind == "question":
                yield part
            yield from asked
            asked = []
            filled = False
            part = Part("section" if kind == "asking" else kind, block.text)
        elif kind.startswith("inner"):
            part = part._replace(inner=(*part.inner, block.text))
        elif block.kind != "heading":
            filled = True
            part = part._replace(sentences=(*part.sentences, *each))
        if kind.endswith("asking"):
            asked.append(Part("question", block.text, heads=True))
    if filled or part.kind == "question":
        yield part
    yield from asked
