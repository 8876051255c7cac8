"""
The article that a site explains: its file, and the fingerprints of its sentences.

The text itself is never kept. A fingerprint is the first 16 hexadecimal digits of the SHA-256
(FIPS 180-4) of a sentence in UTF-8, after Unicode's compatibility composition (NFKC), with plain
quotation marks, dashes and single spaces.
"""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from explainer import unsaved, yaml_schema
from explainer.claims.schema import ARTICLE_FIELDS
from explainer.model import Article, ArticleSentence, Invalid
from explainer.text_normalization import fingerprint_form

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = 16


def fingerprint(sentence: str) -> str:
    """The fingerprint of a sentence, which a change of a word, a figure or a stop changes."""
    return hashlib.sha256(fingerprint_form(sentence).encode()).hexdigest()[:_DIGITS]


def read_article(file: Path, root: Path) -> tuple[Article | None, list[Invalid]]:
    """
    Read the article's file, or give `None` where there is none, and what is wrong with it.

    Raises `OSError` where it cannot be opened.
    """
    if not unsaved.is_file(file):
        return None, yaml_schema.misnamed(file, root)
    article, invalid = _read(file, file.relative_to(root).as_posix(), *unsaved.stamp(file))
    return article, [*invalid]


# Every claim's page names the article.
@functools.lru_cache(maxsize=8)
def _read(
    file: Path, path: str, _mtime: int, _size: int
) -> tuple[Article | None, tuple[Invalid, ...]]:
    text, not_utf8 = yaml_schema.read_file(file, path)
    if not_utf8:
        return None, (not_utf8,)
    record, invalid = yaml_schema.parse(text, path, ARTICLE_FIELDS)
    if record is None:
        return None, tuple(invalid)
    invalid += yaml_schema.incomplete(record, ARTICLE_FIELDS)
    values = record.values
    article = Article(
        place=record.place,
        title=values.get("title"),
        url=values.get("URL"),
        publisher=values.get("publisher"),
        issued=values.get("issued"),
        accessed=values.get("accessed"),
        language=values.get("language"),
        sentences=tuple(
            ArticleSentence(
                each.values["fingerprint"],
                each.places["fingerprint"],
                each.values.get("section"),
                each.values.get("claim"),
                each.values.get("reason"),
            )
            for each in record.records("sentences")
            if "fingerprint" in each.values
        ),
    )
    return article, tuple(invalid)
