"""
What an article's file itself says about it: title, authors, publisher, date, address, language.

Nothing is concluded from the text, from addresses or from how a page looks.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from selectolax.lexbor import LexborHTMLParser

from explainer import yaml_schema
from explainer.article.charset import ArticleError
from explainer.bibliography.dates import read_date
from explainer.bibliography.page_metadata import read_page
from explainer.model import CannotCheckError
from explainer.sources import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_CHINESE_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_BY = re.compile(r"(?:By|Words by|Written by|Author:)\s+(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")

_NAMES = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "by"),
    "publisher": ("publisher", "publication", "site_name", "container-title"),
    "issued": ("issued", "date", "published", "publish_date", "pubdate", "datepublished"),
    "url": ("url", "canonical", "canonical_url", "link", "source"),
    "language": ("language", "lang"),
}
"""The names under which Markdown's front matter has each."""


class Metadata(NamedTuple):
    """
    What is known of an article; `None` is what is not.

    `issued` is an ISO 8601 date of any precision, `language` a BCP 47 tag.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    language: str | None = None


def front_matter(text: str) -> tuple[Metadata, int]:
    """
    What the front matter of a Markdown text says, and where the text behind it begins.

    Raises `ArticleError` where it is no YAML.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return Metadata(), 0
    try:
        values = yaml_schema.load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", in line {mark.line + 2}" if mark else ""
        message = f"its front matter is not YAML{where}"
        raise ArticleError(message) from error
    if not isinstance(values, dict):
        return Metadata(), 0
    folded = {str(key).casefold(): value for key, value in values.items()}
    return _metadata({name: _first(folded, keys) for name, keys in _NAMES.items()}), match.end()


def page_metadata(text: str) -> Metadata:
    """The metadata of a web page, with its only top heading as title and its only time as date."""
    stated = read_page(text).values
    tree = LexborHTMLParser(text)
    authors, publisher = stated.get("author"), stated.get("publisher")
    return Metadata(
        title=_top_heading(tree) or plain(stated.get("title")),
        authors=tuple(map(name_of, authors)) if isinstance(authors, list) else (),
        publisher=plain(publisher or stated.get("container-title")),
        issued=plain(stated.get("issued")) or date_of(_time(tree)),
        url=plain(stated.get("URL")),
        language=language_tag_of(stated.get("language")),
    )


def _top_heading(tree: LexborHTMLParser) -> str | None:
    heads = [text for head in tree.css("h1") if (text := plain(head.text().rstrip(" \n¶§🔗")))]
    return heads[0] if len(heads) == 1 else None


def _time(tree: LexborHTMLParser) -> str | None:
    """The date of publication, if an element states it, or the only time on the page."""
    marked = tree.css("time[pubdate][datetime], time[itemprop=datePublished][datetime]")
    times = [each.attributes["datetime"] for each in marked or tree.css("time[datetime]")]
    return times[0] if marked or len(set(times)) == 1 else None


def _first(values: Mapping[str, Any], keys: tuple[str, ...]) -> Any:  # noqa: ANN401
    found = next((values[key] for key in keys if values.get(key)), None)
    if isinstance(found, list):
        return [_named(each) for each in found]
    return _named(found)


def _named(value: Any) -> Any:  # noqa: ANN401
    return value.get("name") if isinstance(value, dict) else value


def _metadata(found: Mapping[str, Any]) -> Metadata:
    authors = found.get("authors") or []
    if isinstance(authors, str):
        authors = re.split(r"\s*(?:;|\band\b|&|,(?=\s*\w+\s+\w))\s*", authors)
    authors = authors if isinstance(authors, list) else [authors]
    return Metadata(
        title=plain(found.get("title")),
        authors=tuple(name for each in authors if (name := _name(each))),
        publisher=plain(found.get("publisher")),
        issued=date_of(found.get("issued")),
        url=url_of(found.get("url")),
        language=language_tag_of(found.get("language")),
    )


def _name(value: object) -> str | None:
    name = plain(value)
    # Some pages have the URL of the author here.
    return None if name is None or "://" in name else _BY.sub("", name)


def plain(value: object) -> str | None:
    """A text on one line, or `None` where it is empty."""
    text = " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
    return text or None


def date_of(value: object) -> str | None:
    """An ISO 8601 date from a value, or `None` where it is not a date."""
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    text = plain(value) or ""
    chinese = _CHINESE_DATE.fullmatch(text)
    return read_date("-".join(chinese.groups()) if chinese else text)


def url_of(value: object) -> str | None:
    """An absolute URL, or `None` where the value is not one."""
    text = plain(value) or ""
    return text if text and not yaml_schema.CHECKS["address"](text, _ANY) else None


def language_tag_of(value: object) -> str | None:
    """A BCP 47 tag, or `None` where the value is not one."""
    text = plain(value) or ""
    return text.replace("_", "-") if _TAG.fullmatch(text) else None


_ANY = yaml_schema.Field("", "text")


def checked(metadata: Metadata) -> Metadata:
    """
    The same, if it is as it is asked for.

    Raises `CannotCheckError` for a date or an address that is none.
    """
    for name, value, right in (
        ("date", metadata.issued, date_of),
        ("address", metadata.url, url_of),
        ("language", metadata.language, language_tag_of),
    ):
        if value is not None and right(value) != value:
            good = {"date": "2026-05-03", "address": "https://example.org/article"}.get(name, "de")
            message = f"{value!r} is no {name}; write it like {good}"
            raise CannotCheckError(message)
    return metadata
