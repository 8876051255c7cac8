"""
What a saved page or a PDF says of itself, as fields of a source.

Only what it states is taken: the tags for scholars first, then Dublin Core, JSON-LD, Open Graph and
plain HTML. Nothing is guessed from how a page looks.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.bibliography.dates import read_date
from explainer.bibliography.entries import Bibliography
from explainer.bibliography.texts import decode
from explainer.decoding import declared
from explainer.model import CannotCheckError
from explainer.schema import CHECKS
from explainer.sources import FIELDS, Values, clean
from explainer.sources.identifiers import find_doi, find_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BY_NAME = {entry.name: entry for entry in FIELDS}
_PAGES = {".html", ".htm", ".xhtml", ".mhtml", ".mht"}
_JOB = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\s*-|untitled\b|document\d*$|title$|no title|slide 1$"
    r"|presentation\d*$|print$|output$|\(anonymous\)|about:blank|doi:)|"
    r"\.(?:docx?|dvi|pdf|tex|indd|qxd|pptx?|xlsx?|pmd|rtf|odt|ps|eps|fm|wpd|txt)$|^[\W\d_]*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:admin\w*|user\d*|owner|author|unknown|anonymous|root|default|windows user|microsoft"
    r"(?: office)?(?: user)?|preferred customer|pc|scanner|creator|editor|staff|by)$",
    re.IGNORECASE,
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
                "dc.date", "dcterms.date", "dcterms.created")),
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


class MetadataError(CannotCheckError):
    """A file is neither a page nor a PDF that can be read."""


class Stated(NamedTuple):
    """What a file says of itself: the fields of a source, and where it says each."""

    values: Values
    where: dict[str, str]


def read_file(file: Path) -> Stated:
    """
    What a saved page or a PDF says of itself.

    Raises `MetadataError` where it is neither, and `OSError`.
    """
    raw = file.read_bytes()
    if raw.startswith(b"%PDF-") or b"%PDF-" in raw[:1024]:
        return read_pdf(raw, str(file))
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
    named = declared(raw)
    if named:
        try:
            return raw.decode(named)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(raw, Bibliography())
    except CannotCheckError as error:
        message = f"{file}: {error}"
        raise MetadataError(message) from error


class _Collected:
    """Fields, of which the first that is right counts."""

    def __init__(self) -> None:
        self.values: Values = {}
        self.where: dict[str, str] = {}

    def add(self, name: str, value: object, where: str) -> None:
        """Take in a text, if the field is empty and the schema accepts it."""
        if not isinstance(value, str) or name in self.values:
            return
        text = clean(html.unescape(value))
        if name in {"issued", "accessed"}:
            text = read_date(text) or ""
        elif name == "DOI":
            text = find_doi(text) or ""
        elif name in {"ISBN", "ISSN"}:
            numbers = find_numbers(text)
            text = numbers.isbn if name == "ISBN" else numbers.issn
        entry = _BY_NAME[name]
        if text and CHECKS[entry.kind](text, entry) is None:
            self.values[name] = text
            self.where[name] = where

    def names(self, names: list[dict[str, str]], where: str) -> None:
        """Take in authors, if there are none yet."""
        kept = [
            {part: tidy for part, text in name.items() if (tidy := clean(html.unescape(text)))}
            for name in names
        ]
        known = [name for name in kept if name and not _NOBODY.match(next(iter(name.values())))]
        if known and "author" not in self.values:
            self.values["author"] = known
            self.where["author"] = where


def read_page(text: str, address: str = "") -> Stated:
    """What a page says of itself; `address` is where it was saved from, if that is known."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (it takes its time)

    tree = LexborHTMLParser(text)
    metas: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        content = (node.attributes.get("content") or "").strip()
        for label in ("name", "property", "itemprop"):
            name = (node.attributes.get(label) or "").strip().lower().replace(":", ".", 1)
            if name and content:
                metas.setdefault(name, []).append(content)
    found = _Collected()
    _scholarly(metas, found)
    _linked(tree, found)
    _open_graph(metas, found)
    _plain(tree, metas, found, address)
    return Stated(_ordered(found.values), found.where)


def _scholarly(metas: dict[str, list[str]], found: _Collected) -> None:
    for name, tags in _TAGGED:
        for tag in tags:
            for content in metas.get(tag, ()):
                found.add(name, content, tag)
    for tag in _AUTHORS:
        written = [name for content in metas.get(tag, ()) for name in content.split(";")]
        found.names([_name(name, inverted=True) for name in written], tag)
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


def _linked(tree: Any, found: _Collected) -> None:  # noqa: ANN401  (the library is untyped)
    """JSON-LD: of several things, the one that is an article."""
    things: list[dict[str, Any]] = []
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(node.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        things += _things(data)
    by_id = {str(each["@id"]): each for each in things if "@id" in each}
    articles = [each for each in things if _kinds(each) & _ARTICLES]
    for thing in sorted(articles, key=lambda each: bool(_kinds(each) <= _LAST_RESORTS)):
        _thing(thing, by_id, found)


def _thing(thing: dict[str, Any], by_id: dict[str, dict[str, Any]], found: _Collected) -> None:
    where = f"JSON-LD {min(_kinds(thing) & _ARTICLES)}"
    found.add("title", thing.get("headline") or thing.get("name"), where)
    found.add("issued", thing.get("datePublished"), where)
    language = thing.get("inLanguage")
    if isinstance(language, dict):
        language = language.get("alternateName")
    found.add("language", language, where)
    address = thing.get("mainEntityOfPage") or thing.get("url")
    if isinstance(address, dict):
        address = address.get("@id")
    found.add("URL", address, where)
    publisher = _resolved(thing.get("publisher"), by_id)
    for each in publisher:
        found.add("publisher", each.get("name"), where)
    for each in _resolved(thing.get("isPartOf"), by_id):
        if not _kinds(each) & {"WebPage", "WebSite", "CollectionPage"}:
            found.add("container-title", each.get("name"), where)
    for kind in sorted(_kinds(thing) & set(_TYPES)):
        found.add("type", _TYPES[kind], where)
    found.add("DOI", thing.get("doi") or thing.get("sameAs"), where)
    found.add("ISBN", thing.get("isbn"), where)
    names = []
    for each in _resolved(thing.get("author") or thing.get("creator"), by_id):
        family, given = each.get("familyName"), each.get("givenName")
        name = each.get("name")
        if isinstance(family, str) and isinstance(given, str):
            names.append({"family": family, "given": given})
        elif isinstance(name, str):
            is_body = bool(_kinds(each) & _ORGANISATIONS)
            names.append({"literal": name} if is_body else _name(name))
    found.names(names, where)


def _things(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 8:  # noqa: PLR2004  (nobody nests deeper)
        return
    if isinstance(data, list):
        for each in data:
            yield from _things(each, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)
        main = data.get("mainEntity")
        yield from _things(main, depth + 1)


def _kinds(thing: dict[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    each = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rpartition("/")[2] for kind in each if kind}


def _resolved(value: object, by_id: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            found.append({"name": each})
        elif isinstance(each, dict):
            found.append(by_id.get(str(each.get("@id")), each) if "name" not in each else each)
    return found


def _open_graph(metas: dict[str, list[str]], found: _Collected) -> None:
    for name, tags in (
        ("title", ("og.title",)),
        ("issued", ("article.published_time", "og.article.published_time", "parsely-pub-date",
                    "sailthru.date", "datepublished", "pubdate", "date")),
        ("URL", ("og.url",)),
        ("container-title", ("og.site_name",)),
        ("language", ("og.locale",)),
    ):  # fmt: skip
        for tag in tags:
            for content in metas.get(tag, ())[:1]:
                value = content.replace("_", "-") if name == "language" else content
                found.add(name, value, tag.replace(".", ":", 1))
    authors = [name for name in metas.get("article.author", ()) if "://" not in name]
    found.names([_name(name) for name in authors], "article:author")


def _plain(tree: Any, metas: dict[str, list[str]], found: _Collected, address: str) -> None:  # noqa: ANN401
    canonical = tree.css_first('link[rel="canonical"]')
    href = canonical.attributes.get("href") if canonical else None
    if href:
        # What a page itself calls its address is better than what it is shared by.
        before = found.values.pop("URL", None)
        found.add("URL", href, "canonical link")
        if "URL" not in found.values and before:
            found.values["URL"] = before
    found.add("URL", address, "where it was saved from")
    heading = tree.css_first("head > title") or tree.css_first("title")
    if heading and "title" not in found.values:
        title = heading.text()
        site = str(found.values.get("container-title", ""))
        ending = re.search(rf"\s+[|–—·•-]\s+{re.escape(site)}\s*$", title) if site else None
        found.add("title", title[: ending.start()] if ending else title, "<title>")
    found.names([_name(name) for name in metas.get("author", ()) if "://" not in name], "author")
    found.add("publisher", next(iter(metas.get("publisher", ())), None), "publisher")
    root = tree.css_first("html")
    found.add("language", root.attributes.get("lang") if root else None, "<html lang>")


def _name(text: str, *, inverted: bool = False) -> dict[str, str]:
    """
    A name: with a comma in it, its parts; without, one piece.

    Where a person's given names end and the family name begins is not to be told from `A B C`.
    """
    text = re.sub(r"^\s*by\s+", "", text, flags=re.IGNORECASE).strip()
    family, comma, given = text.partition(",")
    if comma and given.strip() and (inverted or given.count(",") == 0):
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": text}


def read_pdf(raw: bytes, name: str) -> Stated:
    """What a PDF says of itself. Raises `MetadataError` where it cannot be read."""
    import logging  # noqa: PLC0415

    import pypdf  # noqa: PLC0415  (it takes its time)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found = _Collected()
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        _unlock(reader, name)
        _xmp(_or_none(lambda: reader.xmp_metadata), found)
        _info(_or_none(lambda: reader.metadata), found)
        language = _or_none(lambda: reader.root_object.get("/Lang"))
        found.add("language", str(language) if language else None, "the PDF's /Lang")
    except MetadataError:
        raise
    except Exception as error:
        # A broken PDF raises anything.
        message = f"{name}: cannot be read as a PDF: {' '.join(str(error).split())}"
        raise MetadataError(message) from error
    return Stated(_ordered(found.values), found.where)


def _unlock(reader: Any, name: str) -> None:  # noqa: ANN401  (the library's)
    if reader.is_encrypted and not reader.decrypt(""):
        message = f"{name}: is locked by a password"
        raise MetadataError(message)


def _or_none(get: Callable[[], Any]) -> Any:  # noqa: ANN401  (what the library gives)
    try:
        return get()
    except Exception:  # noqa: BLE001  (one broken part of a PDF is not the whole)
        return None


def _xmp(data: Any, found: _Collected) -> None:  # noqa: ANN401
    if data is None:
        return
    titles = _or_none(lambda: data.dc_title) or {}
    if isinstance(titles, dict):
        for title in (titles.get("x-default"), *titles.values()):
            found.add("title", _telling(title), "XMP dc:title")
    creators = _or_none(lambda: data.dc_creator) or []
    found.names([_name(str(each)) for each in creators], "XMP dc:creator")
    for each in _or_none(lambda: data.dc_publisher) or []:
        found.add("publisher", str(each), "XMP dc:publisher")
    for each in _or_none(lambda: data.dc_language) or []:
        found.add("language", str(each), "XMP dc:language")
    found.add("DOI", _or_none(lambda: data.dc_identifier), "XMP dc:identifier")


def _info(info: Any, found: _Collected) -> None:  # noqa: ANN401
    if info is None:
        return
    found.add("title", _telling(_or_none(lambda: info.title)), "the PDF's /Title")
    author = _or_none(lambda: info.author)
    if isinstance(author, str) and author.strip():
        parts = re.split(r"\s*;\s*|\s+and\s+", author)
        found.names([_name(part) for part in parts], "the PDF's /Author")
    made = _or_none(lambda: info.creation_date)
    if made is not None:
        found.add("issued", made.date().isoformat(), "the PDF's /CreationDate, when it was made")
    for key in ("/doi", "/DOI", "/WPS-ARTICLEDOI"):
        found.add("DOI", str(_or_none(lambda: info).get(key)), f"the PDF's {key}")


def _telling(title: object) -> str | None:
    """A title, unless it is the name of a file or what a program writes where there is none."""
    text = clean(title) if isinstance(title, str) else ""
    return text if text and not _JOB.search(text) else None


def _ordered(values: Values) -> Values:
    return {name: values[name] for name in _BY_NAME if name in values}
