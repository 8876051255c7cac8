"""JSON-LD: what a page says of the article on it, in the words of schema.org."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from explainer.bibliography.collected import name_of
from explainer.sources import clean, same_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.bibliography.collected import Collected

_ARTICLES = {
    "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
    "ScholarlyArticle", "OpinionNewsArticle", "Report", "WebPage", "TechArticle", "Book",
    "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Dataset", "MedicalWebPage",
    "MedicalScholarlyArticle", "AdvertiserContentArticle", "Thesis", "Legislation",
    "SocialMediaPosting", "DiscussionForumPosting",
}  # fmt: skip
_TYPES = {
    "Book": "book",
    "BlogPosting": "post-weblog",
    "Dataset": "dataset",
    "Legislation": "legislation",
    "Report": "report",
    "ScholarlyArticle": "article-journal",
    "Thesis": "thesis",
}
_ORGANISATIONS = {"Organization", "NewsMediaOrganization", "GovernmentOrganization", "Corporation",
                  "EducationalOrganization", "NGO", "CollegeOrUniversity"}  # fmt: skip
_LAST_RESORTS = {"WebPage"}
_PLACES = {"WebPage", "WebSite", "CollectionPage"}
_REMARKS = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?|<!--|-->")
_DEEPEST = 8


def linked(scripts: list[str], address: str, found: Collected) -> None:
    """
    Take in what the scripts of a page say of the article at an address.

    Where they tell of several, it is the one that says that it is there, or else the first; what
    they say of the others is left alone.
    """
    things = [thing for script in scripts for thing in _things(_loaded(script))]
    by_id = {str(each["@id"]): each for each in things if "@id" in each}
    articles = [each for each in things if _kinds(each) & _ARTICLES]
    articles.sort(key=lambda each: bool(_kinds(each) <= _LAST_RESORTS))
    here = [each for each in articles if address and _is_at(each, address)]
    known = [each for each in here if not _kinds(each) <= _LAST_RESORTS] or here
    for first in (known or articles)[:1]:
        _thing(first, by_id, found)
        for other in articles:
            if other is not first and _is_same(first, other):
                _thing(other, by_id, found)


def _loaded(script: str) -> object:
    for text in (script, _REMARKS.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _address(thing: dict[str, Any]) -> str:
    """Where a thing says that it is, or an empty text."""
    for value in (thing.get("mainEntityOfPage"), thing.get("url"), thing.get("@id")):
        address = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address
    return ""


def _is_at(thing: dict[str, Any], address: str) -> bool:
    try:
        own = _address(thing)
        return bool(own) and same_address(own) == same_address(address)
    except ValueError:
        return False


def _is_same(first: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two things are one article: at one address, or by one title where one has none."""
    own, its = _address(first), _address(other)
    if own and its:
        return _is_at(other, own)
    titles = {clean(str(each.get("headline") or each.get("name"))) for each in (first, other)}
    return len(titles) == 1 or _kinds(other) <= _LAST_RESORTS


def _thing(thing: dict[str, Any], by_id: dict[str, dict[str, Any]], found: Collected) -> None:
    where = f"JSON-LD {min(_kinds(thing) & _ARTICLES)}"
    found.add("title", thing.get("headline") or thing.get("name"), where)
    found.add("issued", thing.get("datePublished"), where)
    language = thing.get("inLanguage")
    if isinstance(language, dict):
        language = language.get("alternateName") or language.get("name")
    found.add("language", language, where)
    address = _address(thing)
    if urlsplit(address).path.strip("/"):
        found.add("URL", address.partition("#")[0], where)
    for each in _resolved(thing.get("publisher"), by_id):
        found.add("publisher", each.get("name"), where)
    for each in _resolved(thing.get("isPartOf"), by_id):
        if not _kinds(each) & _PLACES:
            found.add("container-title", each.get("name"), where)
    for kind in sorted(_kinds(thing) & set(_TYPES)):
        found.add("type", _TYPES[kind], where)
    found.add("DOI", thing.get("doi"), where)
    found.add("DOI", thing.get("sameAs"), where)
    found.add("ISBN", thing.get("isbn"), where)
    people = _resolved(thing.get("author") or thing.get("creator"), by_id)
    found.names([name for each in people for name in _names(each)], where)


def _names(thing: dict[str, Any]) -> Iterator[dict[str, str]]:
    family, given = thing.get("familyName"), thing.get("givenName")
    names = thing.get("name")
    if isinstance(family, str) and isinstance(given, str):
        yield {"family": family, "given": given}
        return
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            yield {"literal": name} if _kinds(thing) & _ORGANISATIONS else name_of(name)


def _things(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _things(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)
        yield from _things(data.get("mainEntity"), depth + 1)


def _kinds(thing: dict[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    each = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rpartition("/")[2] for kind in each if kind}


def _resolved(value: object, by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            found.append(by_id.get(each, {"name": each}))
        elif isinstance(each, dict):
            found.append(by_id.get(str(each.get("@id")), each) if "name" not in each else each)
    return found
