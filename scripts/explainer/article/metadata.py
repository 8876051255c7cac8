"""
What an article's file itself says about it: title, authors, publisher, date, address, language.

Nothing is concluded from the text, from addresses or from how a page looks.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from selectolax.lexbor import LexborHTMLParser

from explainer import schema
from explainer.article.decoding import ArticleError
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|[T ]\d{2}:)")
_SPELLED = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%Y/%m/%d", "%Y年%m月%d日")
_BY = re.compile(r"(?:By|Words by|Written by|Author:)\s+(?=[^\W\d_])", re.IGNORECASE)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|Report|WebPage)$")

_NAMES = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "by"),
    "publisher": ("publisher", "publication", "site_name", "container-title"),
    "issued": ("issued", "date", "published", "publish_date", "pubdate", "datepublished"),
    "url": ("url", "canonical", "canonical_url", "link", "source"),
    "language": ("language", "lang"),
}
"""The names under which Markdown's front matter has each."""

_META = {
    "title": ("citation_title", "dc.title", "og:title", "twitter:title"),
    "authors": ("citation_author", "author", "dc.creator"),
    "publisher": ("citation_publisher", "dc.publisher", "og:site_name"),
    "issued": (
        "article:published_time", "citation_publication_date", "datepublished", "dc.date.issued",
        "dc.date", "date", "pubdate",
    ),
    "url": ("og:url", "citation_public_url"),
}  # fmt: skip
"""The names of a web page's `meta` elements that have each, the surest first."""


_LINKED = {
    "title": "headline",
    "authors": "author",
    "publisher": "publisher",
    "issued": "datePublished",
    "url": "url",
    "language": "inLanguage",
}
"""The names under which JSON-LD has each."""


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
        values = schema.load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", in line {mark.line + 2}" if mark else ""
        message = f"its front matter is not YAML{where}"
        raise ArticleError(message) from error
    if not isinstance(values, dict):
        return Metadata(), 0
    folded = {str(key).casefold(): value for key, value in values.items()}
    return _metadata({name: _first(folded, keys) for name, keys in _NAMES.items()}), match.end()


def of_page(text: str) -> Metadata:
    """What a web page says of itself in its head, in JSON-LD and in its only top heading."""
    tree = LexborHTMLParser(text)
    named: dict[str, list[str]] = {}
    for element in tree.css("meta[content]"):
        says = element.attributes
        name = says.get("property") or says.get("name") or says.get("itemprop")
        content = plain(says.get("content"))
        if name and content:
            named.setdefault(name.casefold(), []).append(content)
    found: dict[str, Any] = dict(_linked(tree))
    for name, keys in _META.items():
        values = next((named[key] for key in keys if key in named), None)
        if values and not found.get(name):
            found[name] = values if name == "authors" else values[0]
    for link in tree.css("link[rel~=canonical i][href]"):
        found["url"] = link.attributes["href"]
    found["language"] = found.get("language") or next(
        (each.attributes.get("lang") for each in tree.css("html[lang]")), None
    )
    found["issued"] = found.get("issued") or _time(tree)
    found["title"] = _top_heading(tree) or found.get("title") or _shown_title(tree)
    return _metadata(found)


def _top_heading(tree: LexborHTMLParser) -> str | None:
    heads = [text for head in tree.css("h1") if (text := plain(head.text().rstrip(" \n¶§🔗")))]
    return heads[0] if len(heads) == 1 else None


def _shown_title(tree: LexborHTMLParser) -> str | None:
    return next((plain(title.text()) for title in tree.css("head > title")), None)


def _time(tree: LexborHTMLParser) -> str | None:
    """When it came out, if an element says so, or if the page names one time only."""
    marked = tree.css("time[pubdate][datetime], time[itemprop=datePublished][datetime]")
    times = [each.attributes["datetime"] for each in marked or tree.css("time[datetime]")]
    return times[0] if marked or len(set(times)) == 1 else None


def _linked(tree: LexborHTMLParser) -> Iterator[tuple[str, Any]]:
    """What JSON-LD says of the article."""
    for script in tree.css("script[type='application/ld+json' i]"):
        try:
            values = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        for thing in _things(values):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                for name, key in _LINKED.items():
                    if thing.get(key):
                        yield name, _first(thing, (key,))
                return


def _things(values: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  (whatever a page holds)
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, dict):
            yield value
            graph = value.get("@graph")
            yield from (each for each in graph or () if isinstance(each, dict))


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
        url=address_of(found.get("url")),
        language=tag_of(found.get("language")),
    )


def _name(value: object) -> str | None:
    name = plain(value)
    # Some pages give the author's address here.
    return None if name is None or "://" in name else _BY.sub("", name)


def plain(value: object) -> str | None:
    """A text on one line, or `None` where there is none."""
    text = " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
    return text or None


def date_of(value: object) -> str | None:
    """An ISO 8601 date from what a file has for one, or `None` where that is none."""
    if isinstance(value, dt.date):
        return value.strftime("%Y-%m-%d")
    text = plain(value) or ""
    match = _ISO.match(text)
    if match and not schema.CHECKS["date"](match[0], _ANY):
        return match[0]
    for form in _SPELLED:
        try:
            return dt.datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007  (a day)
        except ValueError:
            continue
    return None


def address_of(value: object) -> str | None:
    """A full web address, or `None` where it is none."""
    text = plain(value) or ""
    return text if text and not schema.CHECKS["address"](text, _ANY) else None


def tag_of(value: object) -> str | None:
    """A BCP 47 tag, or `None` where it is none."""
    text = plain(value) or ""
    return text.replace("_", "-") if _TAG.fullmatch(text) else None


_ANY = schema.Field("", "text", "", "", "")


def checked(metadata: Metadata) -> Metadata:
    """
    The same, if it is as it is asked for.

    Raises `CannotCheckError` for a date or an address that is none.
    """
    for name, value, right in (
        ("date", metadata.issued, date_of),
        ("address", metadata.url, address_of),
        ("language", metadata.language, tag_of),
    ):
        if value is not None and right(value) != value:
            good = {"date": "2026-05-03", "address": "https://example.org/article"}.get(name, "de")
            message = f"{value!r} is no {name}; write it like {good}"
            raise CannotCheckError(message)
    return metadata
