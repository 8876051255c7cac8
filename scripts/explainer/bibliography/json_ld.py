"""JSON-LD: the metadata of an article that a page states in the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from explainer.bibliography.metadata_collector import parse_byline_name
from explainer.sources import clean, url_identity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.bibliography.metadata_collector import MetadataCollector

_ARTICLE_TYPES = {
    "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
    "ScholarlyArticle", "OpinionNewsArticle", "Report", "WebPage", "TechArticle", "Book",
    "BackgroundNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "Dataset", "MedicalWebPage",
    "MedicalScholarlyArticle", "AdvertiserContentArticle", "Thesis", "Legislation",
    "SocialMediaPosting", "DiscussionForumPosting",
}  # fmt: skip
_SOURCE_TYPES = {
    "Book": "book",
    "BlogPosting": "post-weblog",
    "Dataset": "dataset",
    "Legislation": "legislation",
    "Report": "report",
    "ScholarlyArticle": "article-journal",
    "Thesis": "thesis",
}
_ORGANIZATION_TYPES = {
    "Organization", "NewsMediaOrganization", "GovernmentOrganization", "Corporation",
    "EducationalOrganization", "NGO", "CollegeOrUniversity",
}  # fmt: skip
_FALLBACK_TYPES = {"WebPage"}
_SITE_TYPES = {"WebPage", "WebSite", "CollectionPage"}
_COMMENTS = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|\]\]>)\s*(?:\*/)?|<!--|-->")
_MAX_DEPTH = 8


def read_json_ld(scripts: list[str], address: str, found: MetadataCollector) -> None:
    """
    Add to `found` what the JSON-LD scripts of a page state about the article at an address.

    Where they describe several articles, it is the one with that URL, or else the first.
    """
    objects = [node for script in scripts for node in _objects(_parse(script))]
    by_id = {str(each["@id"]): each for each in objects if "@id" in each}
    articles = [each for each in objects if _types_of(each) & _ARTICLE_TYPES]
    articles.sort(key=lambda each: bool(_types_of(each) <= _FALLBACK_TYPES))
    here = [each for each in articles if address and _has_url(each, address)]
    for first in (here or articles)[:1]:
        _add_article(first, by_id, found)
        for other in articles:
            if other is not first and _is_same_article(first, other):
                _add_article(other, by_id, found)


def _parse(script: str) -> object:
    for text in (script, _COMMENTS.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _url_of(node: dict[str, Any]) -> str:
    """The URL of a node, or an empty text."""
    for value in (node.get("mainEntityOfPage"), node.get("url"), node.get("@id")):
        address = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            return address
    return ""


def _has_url(node: dict[str, Any], address: str) -> bool:
    try:
        own = _url_of(node)
        return bool(own) and url_identity(own) == url_identity(address)
    except ValueError:
        return False


def _has_path(address: str) -> bool:
    """Whether a URL is not that of a home page."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return bool(path.strip("/"))


def _is_same_article(first: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two nodes are the same article: by URL, or by title where one has no URL."""
    own, its = _url_of(first), _url_of(other)
    if own and its:
        return _has_url(other, own)
    titles = {clean(str(each.get("headline") or each.get("name"))) for each in (first, other)}
    return len(titles) == 1 or _types_of(other) <= _FALLBACK_TYPES


def _add_article(
    node: dict[str, Any], by_id: dict[str, dict[str, Any]], found: MetadataCollector
) -> None:
    where = f"JSON-LD {min(_types_of(node) & _ARTICLE_TYPES)}"
    found.add("title", node.get("headline") or node.get("name"), where)
    found.add("issued", node.get("datePublished"), where)
    language = node.get("inLanguage")
    if isinstance(language, dict):
        language = language.get("alternateName") or language.get("name")
    found.add("language", language, where)
    address = _url_of(node)
    if _has_path(address):
        found.add("URL", address.partition("#")[0], where)
    for each in _resolve_references(node.get("publisher"), by_id):
        found.add("publisher", each.get("name"), where)
    for each in _resolve_references(node.get("isPartOf"), by_id):
        if not _types_of(each) & _SITE_TYPES:
            found.add("container-title", each.get("name"), where)
    for kind in sorted(_types_of(node) & set(_SOURCE_TYPES)):
        found.add("type", _SOURCE_TYPES[kind], where)
    found.add("DOI", node.get("doi"), where)
    found.add("DOI", node.get("sameAs"), where)
    found.add("ISBN", node.get("isbn"), where)
    people = _resolve_references(node.get("author") or node.get("creator"), by_id)
    found.add_names([name for each in people for name in _names(each)], where)


def _names(node: dict[str, Any]) -> Iterator[dict[str, str]]:
    family, given = node.get("familyName"), node.get("givenName")
    names = node.get("name")
    if isinstance(family, str) and isinstance(given, str):
        yield {"family": family, "given": given}
        return
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            yield (
                {"literal": name}
                if _types_of(node) & _ORGANIZATION_TYPES
                else parse_byline_name(name)
            )


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"), depth + 1)
        yield from _objects(data.get("mainEntity"), depth + 1)


def _types_of(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    each = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rpartition("/")[2] for kind in each if kind}


def _resolve_references(value: object, by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            found.append(by_id.get(each, {"name": each}))
        elif isinstance(each, dict):
            found.append(by_id.get(str(each.get("@id")), each) if "name" not in each else each)
    return found
