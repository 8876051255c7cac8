"""The reader of an article: a file to its blocks and metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.article.boilerplate import strip_boilerplate
from explainer.article.charset import ArticleError, decode
from explainer.article.html_blocks import html_blocks, markdown_blocks
from explainer.article.language import language_of, script_of
from explainer.article.metadata import Metadata, front_matter, page_metadata
from explainer.article.sentences import TextSentence, sentences_of
from explainer.article.text_blocks import Block, plain_blocks

if TYPE_CHECKING:
    from pathlib import Path

_HTML = {".html", ".htm", ".xhtml"}
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_LARGEST = 64 << 20
"""The maximum size of a file in bytes: a saved page may contain its images."""
_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


class ArticleText(NamedTuple):
    """
    An article: the text of its file, its blocks, and what it says of itself.

    `language` is the BCP 47 tag of the language by whose rules its sentences end; `said` is the
    same where somebody or the file says so, or the script, and not only the words.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    language: str
    said: str | None = None


def read_text(file: Path, language: str | None = None, otherwise: str = "en") -> ArticleText:
    """
    Read an article from a text, Markdown or HTML file.

    `language` is that of the text, where somebody said so. Else it is what its words tell, or what
    the file says, or `otherwise`. Raises `ArticleError` for what holds no text, and `OSError`
    where it cannot be opened.
    """
    with file.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        message = f"is larger than {_LARGEST >> 20} MB; save the article alone"
        raise ArticleError(message)
    suffix = file.suffix.casefold()
    text = decode(data, html=suffix in _HTML)
    if suffix not in _MARKDOWN and _IS_HTML.match(text[:4096]):
        suffix = ".html"
        text = decode(data, html=True)
    return read_string(text, suffix, language, otherwise)


def read_string(
    text: str, suffix: str, language: str | None = None, otherwise: str = "en"
) -> ArticleText:
    """The same from a text in memory, read like a file with that suffix."""
    metadata = Metadata()
    if suffix in _HTML:
        metadata = page_metadata(text)
        blocks = html_blocks(text)
    elif suffix in _MARKDOWN:
        metadata, start = front_matter(text)
        blocks = markdown_blocks(text[start:])
    else:
        blocks = list(plain_blocks(text, language or language_of(text) or otherwise))
    blocks = strip_boilerplate(blocks)
    whole = "\n".join(block.text for block in blocks)
    declared = metadata.language
    if not language:
        # English is often only the default of the program that made a page.
        other = declared if declared and _primary(declared) != "en" else None
        language = other or language_of(whole) or declared or otherwise
        given = {_primary(each) for each in (declared, script_of(whole)) if each}
        said = language if _primary(language) in given else None
    else:
        said = language
    return ArticleText(text, tuple(blocks), metadata, language, said)


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold()


def read_sentences(article: ArticleText, path: str) -> list[TextSentence]:
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
