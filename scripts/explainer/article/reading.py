"""An article's file to its blocks and what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.article.blocks import Block, plain_blocks
from explainer.article.decoding import ArticleError, decode
from explainer.article.markup import html_blocks, markdown_blocks
from explainer.article.metadata import Metadata, front_matter, of_page
from explainer.article.sentences import Written, language_of, sentences_of

if TYPE_CHECKING:
    from pathlib import Path

_HTML = {".html", ".htm", ".xhtml"}
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


class ArticleText(NamedTuple):
    """
    An article: the text of its file, its blocks, and what it says of itself.

    `language` is the ISO 639 code by whose rules its sentences end.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    language: str


def read_text(file: Path, language: str) -> ArticleText:
    """
    Read an article from a text, Markdown or HTML file.

    `language` is that of the text, where its script does not tell. Raises `ArticleError` for what
    holds no text, and `OSError` where it cannot be opened.
    """
    data = file.read_bytes()
    suffix = file.suffix.casefold()
    text = decode(data, html=suffix in _HTML)
    if suffix not in _MARKDOWN and _IS_HTML.match(text[:4096]):
        suffix = ".html"
        text = decode(data, html=True)
    return read_string(text, suffix, language)


def read_string(text: str, suffix: str, language: str) -> ArticleText:
    """The same from a text in memory, read as a file of that suffix would be."""
    metadata = Metadata()
    if suffix in _HTML:
        metadata = of_page(text)
        blocks = html_blocks(text)
    elif suffix in _MARKDOWN:
        metadata, start = front_matter(text)
        blocks = markdown_blocks(text[start:])
    else:
        blocks = list(plain_blocks(text, language_of(text) or language))
    whole = "\n".join(block.text for block in blocks)
    return ArticleText(text, tuple(blocks), metadata, language_of(whole) or language)


def read_sentences(article: ArticleText, path: str) -> list[Written]:
    """
    The sentences of an article that state something, in order; `path` is what places name.

    Raises `ArticleError` where there is none.
    """
    parts = sentences_of(article.blocks, article.text, path, article.language)
    found = [written for _, each in parts for written in each]
    if not found:
        message = "no sentence was found in it"
        raise ArticleError(message)
    return found
