"""
What a saved page or a PDF says of itself, as fields of a source.

Only what it states is taken: the tags for scholars first, then Dublin Core, JSON-LD, Open Graph and
plain HTML. Nothing is guessed from how a page looks.
"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from explainer.bibliography.charset import decode
from explainer.bibliography.collected import Collected, MetadataError, Stated, name_of, tidied
from explainer.bibliography.entries import BY_NAME, Bibliography
from explainer.bibliography.json_ld import linked
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
_TAGGED = (
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
_AUTHORS = ("citation_author", "citation_authors", "bepress_citation_author", "dc.creator",
            "dcterms.creator", "dc.creator.personalname")  # fmt: skip
_SHARED = (
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
_BEGINNING = 5000
_ENCODINGS = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs",
    "iso-8859-9": "cp1254", "tis-620": "cp874", "utf8": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""What browsers take the names of encodings for."""


def read_file(file: Path) -> Stated:
    """
    What a saved page or a PDF says of itself.

    Raises `MetadataError` where it is neither, and `OSError`.
    """
    raw = file.read_bytes()
    if raw.startswith(b"%PDF-") or b"%PDF-" in raw[:1024]:
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
    return read_page(_text(raw, file), address)


def _unpack(raw: bytes, file: Path) -> tuple[bytes, str]:
    """The page in a page saved with all its parts, and its address."""
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


def _text(raw: bytes, file: Path) -> str:
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


def read_page(text: str, address: str = "") -> Stated:
    """What a page says of itself; `address` is where it was saved from, if that is known."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (it takes its time)

    tree = LexborHTMLParser(text)
    address = address or _saved_from(text)
    metas: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        content = (node.attributes.get("content") or "").strip()
        for label in ("name", "property", "itemprop"):
            name = (node.attributes.get(label) or "").strip().lower().replace(":", ".", 1)
            if name and content:
                metas.setdefault(name, []).append(content)
    found = Collected()
    _scholarly(metas, found)
    addresses = list(_addresses(tree, metas, address))
    for href, where in addresses:
        found.add("URL", href, where)
    scripts = [node.text() for node in tree.css('script[type="application/ld+json"]')]
    linked(scripts, addresses[0][0] if addresses else "", found)
    _open_graph(metas, found)
    _plain(tree, metas, found)
    return found.stated()


def _scholarly(metas: dict[str, list[str]], found: Collected) -> None:
    for name, tags in _TAGGED:
        for tag in tags:
            contents = metas.get(tag, [])
            for content in [", ".join(contents)] if name in {"ISBN", "ISSN"} else contents:
                found.add(name, content, tag)
    for tag in _AUTHORS:
        written = [name for content in metas.get(tag, ()) for name in content.split(";")]
        found.names([name_of(name, inverted=True) for name in written], tag)
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


def _open_graph(metas: dict[str, list[str]], found: Collected) -> None:
    site = next(iter(metas.get("og.site_name", ())), "")
    for title in metas.get("og.title", ())[:1]:
        if clean(title) != clean(site):
            found.add("title", _without_site(title, site), "og:title")
    for name, tags in _SHARED:
        for tag in tags:
            for content in metas.get(tag, ())[:1]:
                value = content.replace("_", "-") if name == "language" else content
                found.add(name, value, tag.replace(".", ":", 1))
    found.names([name_of(name) for name in metas.get("article.author", ())], "article:author")


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site behind it."""
    ending = _SITE.search(title) if clean(site) else None
    return title[: ending.start()] if ending and clean(ending[1]) == clean(site) else title


def _plain(tree: Any, metas: dict[str, list[str]], found: Collected) -> None:  # noqa: ANN401
    site = str(found.values.get("container-title", ""))
    for heading in tree.css("title"):
        if heading.parent is not None and heading.parent.tag in {"head", "html", "body"}:
            found.add("title", _without_site(heading.text(), site), "<title>")
    found.names([name_of(name) for name in metas.get("author", ())], "author")
    found.add("publisher", next(iter(metas.get("publisher", ())), None), "publisher")
    root = tree.css_first("html")
    found.add("language", root.attributes.get("lang") if root else None, "<html lang>")
    times = {
        date
        for node in tree.css('time[itemprop="datePublished"], time[pubdate]')
        if (date := tidied("issued", node.attributes.get("datetime") or ""))
    }
    if len(times) == 1:
        found.add("issued", times.pop(), "<time>")


def _addresses(
    tree: Any,  # noqa: ANN401
    metas: dict[str, list[str]],
    address: str,
) -> Iterator[tuple[str, str]]:
    """
    The addresses that a page has for itself, the best first, each with where it stands.

    What it calls its own is better than what it is shared by, but for the front page, which some
    name on every page.
    """
    base = tree.css_first("base[href]")
    base_href = (base.attributes.get("href") or "") if base else ""
    base_href = base_href if base_href.startswith(_WEB) else address
    links = tree.css('link[rel="canonical"]')[:1]
    found = [((node.attributes.get("href") or "").strip(), "canonical link") for node in links]
    found += [(each, "og:url") for each in metas.get("og.url", ())[:1]]
    whole = [(_joined(base_href, href), label) for href, label in found if href]
    right = [(href, label) for href, label in whole if tidied("URL", href) and _is_whole(href)]
    deep = [each for each in right if urlsplit(each[0]).path.strip("/") or urlsplit(each[0]).query]
    yield from deep or right
    if address:
        yield address, "where it was saved from"


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return ""


def _is_whole(href: str) -> bool:
    entry = BY_NAME["URL"]
    return CHECKS[entry.kind](href, entry) is None


def _saved_from(text: str) -> str:
    """Where a browser or an extension says that it saved a page from."""
    match = _SAVED.search(text[:_BEGINNING])
    return match[1] or match[2] if match else ""
