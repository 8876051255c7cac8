"""
The metadata of a saved page or a PDF, as fields of a source.

Sources of metadata, the first of which counts: Highwire Press tags (`citation_*`), Dublin Core,
JSON-LD, Open Graph, plain HTML. Nothing is guessed from the layout of a page.
"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from explainer.bibliography.charset import decode
from explainer.bibliography.entries import FIELDS_BY_NAME, Bibliography
from explainer.bibliography.json_ld import read_json_ld
from explainer.bibliography.metadata_collector import (
    FileMetadata,
    MetadataCollector,
    MetadataError,
    normalized_value,
    parse_byline_name,
)
from explainer.bibliography.pdf_metadata import read_pdf
from explainer.model import CannotCheckError
from explainer.sources import clean
from explainer.yaml_schema import CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGES = {".html", ".htm", ".xhtml", ".mhtml", ".mht"}
_CHARSET = re.compile(
    rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE
)
_SCHOLARLY_TAGS = (
    ("title", ("citation_title", "eprints.title", "bepress_citation_title", "dc.title",
               "dcterms.title", "prism.title")),
    ("container-title", ("citation_journal_title", "citation_conference_title",
                         "citation_inbook_title", "citation_book_title", "prism.publicationname",
                         "dc.relation.ispartof")),
    ("container-title-short", ("citation_journal_abbrev",)),
    ("publisher", ("citation_publisher", "citation_technical_report_institution",
                   "citation_dissertation_institution", "dc.publisher", "dcterms.publisher")),
    ("issued", ("citation_publication_date", "citation_date", "citation_online_date",
                "citation_year", "prism.publicationdate", "dc.date.issued", "dcterms.issued",
                "dc.date", "dcterms.date")),
    ("DOI", ("citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier.doi",
             "dc.identifier", "dcterms.identifier")),
    ("ISBN", ("citation_isbn",)),
    ("ISSN", ("citation_issn", "prism.issn")),
    ("volume", ("citation_volume", "prism.volume")),
    ("issue", ("citation_issue", "prism.number")),
    ("number", ("citation_technical_report_number",)),
    ("language", ("citation_language", "dc.language", "dcterms.language")),
    ("PMID", ("citation_pmid",)),
)  # fmt: skip
_AUTHOR_TAGS = ("citation_author", "citation_authors", "bepress_citation_author", "dc.creator",
            "dcterms.creator", "dc.creator.personalname")  # fmt: skip
_SOCIAL_TAGS = (
    ("issued", ("article.published_time", "og.article.published_time", "parsely-pub-date",
                "sailthru.date", "datepublished", "pubdate", "publishdate", "publish-date",
                "publish_date", "publication_date", "og.pubdate", "article.published", "date")),
    ("container-title", ("og.site_name",)),
    ("language", ("og.locale",)),
)  # fmt: skip
_WEB = ("http://", "https://")
_SITE = re.compile(r"\s+[|–—·•:«»-]+\s+([^|–—·•«»]+?)\s*$")
_SAVED = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE
)
_HEAD_LENGTH = 5000
_ENCODINGS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "utf8": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""The encodings that browsers use for these labels."""


def read_file(file: Path) -> FileMetadata:
    """
    The metadata of a saved page or a PDF.

    Raises `MetadataError` where it is neither, and `OSError`.
    """
    raw = file.read_bytes()
    if b"%PDF-" in raw[:1024]:
        return read_pdf(raw, str(file))
    if PurePath(file.name).suffix.casefold() == ".pdf":
        message = f"{file}: is no PDF, though it is called one"
        raise MetadataError(message)
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = f"{file}: is neither a page nor a PDF"
        raise MetadataError(message)
    address = ""
    if PurePath(file.name).suffix.casefold() in {".mhtml", ".mht"}:
        raw, address = _unpack(raw, file)
    elif PurePath(file.name).suffix.casefold() not in _PAGES and b"<" not in raw:
        message = f"{file}: is neither a page nor a PDF"
        raise MetadataError(message)
    return read_page(_decode_page(raw, file), address)


def _unpack(raw: bytes, file: Path) -> tuple[bytes, str]:
    """The HTML of an MHTML archive, and the URL of the page."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            charset = part.get_content_charset() or "utf-8"
            if isinstance(payload, bytes):
                address = str(message.get("Snapshot-Content-Location") or "")
                address = address or str(part.get("Content-Location") or "")
                try:
                    return payload.decode(charset, errors="replace").encode(), address
                except LookupError:
                    return payload, address
    reason = f"{file}: holds no page"
    raise MetadataError(reason)


def _decode_page(raw: bytes, file: Path) -> str:
    named = _CHARSET.search(raw[:4096])
    if named and (raw.isascii() or not _is_utf8(raw)):
        # Pages that are UTF-8 and say otherwise are many, others that can be read as it hardly any.
        name = named[1].decode().casefold()
        try:
            return raw.decode(_ENCODINGS.get(name, name))
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(raw, Bibliography())
    except CannotCheckError as error:
        message = f"{file}: {error}"
        raise MetadataError(message) from error


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def read_page(text: str, address: str = "") -> FileMetadata:
    """The metadata of the HTML of a page; `address` is the URL it was saved from, if known."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (it takes its time)

    tree = LexborHTMLParser(text)
    address = address or _saved_from(text)
    metas: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        content = (node.attributes.get("content") or "").strip()
        for label in ("name", "property", "itemprop"):
            name = (node.attributes.get(label) or "").strip().lower().replace(":", ".")
            if name and content:
                metas.setdefault(name, []).append(content)
    found = MetadataCollector()
    _add_scholarly_tags(metas, found)
    addresses = list(_page_urls(tree, metas, address))
    for href, where in addresses:
        found.add("URL", href, where)
    scripts = [node.text() for node in tree.css('script[type="application/ld+json"]')]
    read_json_ld(scripts, addresses[0][0] if addresses else "", found)
    _add_open_graph(metas, found)
    _add_plain_html(tree, metas, found)
    return found.metadata()


def _add_scholarly_tags(metas: dict[str, list[str]], found: MetadataCollector) -> None:
    for name, tags in _SCHOLARLY_TAGS:
        for tag in tags:
            contents = metas.get(tag, [])
            for content in [", ".join(contents)] if name in {"ISBN", "ISSN"} else contents:
                found.add(name, content, tag)
    for tag in _AUTHOR_TAGS:
        written = [name for content in metas.get(tag, ()) for name in content.split(";")]
        found.add_names([parse_byline_name(name, inverted=True) for name in written], tag)
    first, last = metas.get("citation_firstpage"), metas.get("citation_lastpage")
    if first:
        span = f"{first[0]}–{last[0]}" if last and last[0] != first[0] else first[0]
        found.add("page", span, "citation_firstpage")
    if "citation_journal_title" in metas:
        found.add("type", "article-journal", "citation_journal_title")
    elif "citation_conference_title" in metas:
        found.add("type", "paper-conference", "citation_conference_title")
    elif "citation_technical_report_institution" in metas:
        found.add("type", "report", "citation_technical_report_institution")
    elif "citation_dissertation_institution" in metas:
        found.add("type", "thesis", "citation_dissertation_institution")


def _add_open_graph(metas: dict[str, list[str]], found: MetadataCollector) -> None:
    site = next(iter(metas.get("og.site_name", ())), "")
    for title in metas.get("og.title", ())[:1]:
        if clean(title) != clean(site):
            found.add("title", _without_site(title, site), "og:title")
    for name, tags in _SOCIAL_TAGS:
        for tag in tags:
            for content in metas.get(tag, ())[:1]:
                value = content.replace("_", "-") if name == "language" else content
                found.add(name, value, tag.replace(".", ":"))
    found.add_names(
        [parse_byline_name(name) for name in metas.get("article.author", ())], "article:author"
    )


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site at its end."""
    ending = _SITE.search(title) if clean(site) else None
    return title[: ending.start()] if ending and clean(ending[1]) == clean(site) else title


def _add_plain_html(tree: Any, metas: dict[str, list[str]], found: MetadataCollector) -> None:  # noqa: ANN401
    site = str(found.values.get("container-title", ""))
    for heading in tree.css("title"):
        if heading.parent is not None and heading.parent.tag in {"head", "html", "body"}:
            found.add("title", _without_site(heading.text(), site), "<title>")
    found.add_names([parse_byline_name(name) for name in metas.get("author", ())], "author")
    found.add("publisher", next(iter(metas.get("publisher", ())), None), "publisher")
    root = tree.css_first("html")
    found.add("language", root.attributes.get("lang") if root else None, "<html lang>")
    times = {
        date
        for node in tree.css('time[itemprop="datePublished"], time[pubdate]')
        if (date := normalized_value("issued", node.attributes.get("datetime") or ""))
    }
    if len(times) == 1:
        found.add("issued", times.pop(), "<time>")


def _page_urls(
    tree: Any,  # noqa: ANN401
    metas: dict[str, list[str]],
    address: str,
) -> Iterator[tuple[str, str]]:
    """
    The URLs that a page states for itself, the best first, each with where it is stated.

    The canonical link is preferred to `og:url`, unless it is the home page, which some sites state
    on every page.
    """
    base = tree.css_first("base[href]")
    base_href = (base.attributes.get("href") or "") if base else ""
    base_href = base_href if base_href.startswith(_WEB) else address
    links = tree.css('link[rel="canonical"]')[:1]
    found = [((node.attributes.get("href") or "").strip(), "canonical link") for node in links]
    found += [(each, "og:url") for each in metas.get("og.url", ())[:1]]
    whole = [(_absolute_url(base_href, href), label) for href, label in found if href]
    right = [
        (href, label)
        for href, label in whole
        if normalized_value("URL", href) and _is_valid_url(href)
    ]
    deep = [each for each in right if urlsplit(each[0]).path.strip("/") or urlsplit(each[0]).query]
    yield from deep or right
    if address:
        yield address, "where it was saved from"


def _absolute_url(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return ""


def _is_valid_url(href: str) -> bool:
    entry = FIELDS_BY_NAME["URL"]
    return CHECKS[entry.kind](href, entry) is None


def _saved_from(text: str) -> str:
    """The URL that a browser or SingleFile wrote into a page that it saved, or an empty text."""
    match = _SAVED.search(text[:_HEAD_LENGTH])
    return match[1] or match[2] if match else ""
