"""The metadata of a PDF: its XMP and its information dictionary, as fields of a source."""

from __future__ import annotations

import functools
import io
import re
from typing import TYPE_CHECKING, Any

from explainer.bibliography.metadata_collector import (
    FileMetadata,
    MetadataCollector,
    MetadataError,
    parse_byline_name,
)
from explainer.sources import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_JOB_NAME = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\s*-|untitled\b|document\s*\d*$|title$|titel$|no title"
    r"|sans titre|slide \d+$|(?:powerpoint )?presentation\s*\d*$|print$|output$|\(anonymous\)"
    r"|about:blank|doi:|pii:|layout \d+$|page \d+$|no job name|full page (?:fax|photo)|unknown$"
    r"|scan(?:ned)?(?:[\s_-]*(?:document|image))?[\s_-]*\d*$|new document|latex document|[a-z]:\\"
    r"|file://|s\d{10,})|"
    r"\.(?:docx?|dvi|pdf|tex|indd|qxd|pptx?|xlsx?|pmd|rtf|odt|ps|eps|fm|wpd|txt|html?)$|^[\W\d_]*$",
    re.IGNORECASE,
)
_PRISM_NAMESPACES = tuple(
    f"http://prismstandard.org/namespaces/basic/{version}/"
    for version in ("2.0", "2.1", "3.0", "1.2")
)
_XMP_TAGS = (
    ("container-title", "publicationName"),
    ("volume", "volume"),
    ("issue", "number"),
    ("ISSN", "issn"),
    ("ISBN", "isbn"),
    ("issued", "publicationDate"),
    ("issued", "coverDate"),
    ("DOI", "doi"),
)
_DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/[^\s;,]+)", re.IGNORECASE)


def read_pdf(raw: bytes, name: str) -> FileMetadata:
    """The metadata of a PDF. Raises `MetadataError` where it cannot be read."""
    import logging  # noqa: PLC0415

    import pypdf  # noqa: PLC0415  (it takes its time)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    found = MetadataCollector()
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        _unlock(reader, name)
        _add_xmp(_or_none(lambda: reader.xmp_metadata), found)
        _add_info(_or_none(lambda: reader.metadata), found)
        language = _or_none(lambda: reader.root_object.get("/Lang"))
        found.add("language", str(language) if language else None, "the PDF's /Lang")
    except MetadataError:
        raise
    except Exception as error:
        # A broken PDF raises anything.
        message = f"{name}: cannot be read as a PDF: {' '.join(str(error).split())}"
        raise MetadataError(message) from error
    return found.metadata()


def _unlock(reader: Any, name: str) -> None:  # noqa: ANN401  (the library's)
    if reader.is_encrypted and not reader.decrypt(""):
        message = f"{name}: is locked by a password"
        raise MetadataError(message)


def _or_none(get: Callable[[], Any]) -> Any:  # noqa: ANN401  (what the library gives)
    try:
        return get()
    except Exception:  # noqa: BLE001  (one broken part of a PDF is not the whole)
        return None


def _add_xmp(data: Any, found: MetadataCollector) -> None:  # noqa: ANN401
    titles = _or_none(lambda: data.dc_title) or {}
    if isinstance(titles, dict):
        for title in (titles.get("x-default"), *titles.values()):
            found.add("title", _meaningful_title(title), "XMP dc:title")
    creators = _or_none(lambda: data.dc_creator) or []
    found.add_names([parse_byline_name(str(each)) for each in creators], "XMP dc:creator")
    for each in _or_none(lambda: data.dc_publisher) or []:
        found.add("publisher", str(each), "XMP dc:publisher")
    for each in _or_none(lambda: data.dc_language) or []:
        found.add("language", str(each), "XMP dc:language")
    for name, tag in _XMP_TAGS:
        for text in _prism_values(data, tag):
            found.add(name, text, f"XMP prism:{tag}")
    first = next(_prism_values(data, "startingPage"), None)
    last = next(_prism_values(data, "endingPage"), None)
    if first:
        span = first if last in {None, first} else f"{first}–{last}"
        found.add("page", span, "XMP prism:startingPage")
    found.add("DOI", _or_none(lambda: data.dc_identifier), "XMP dc:identifier")


def _prism_values(data: Any, tag: str) -> Iterator[str]:  # noqa: ANN401
    """The texts of a PRISM element, in which publishers state the journal of an article."""
    for space in _PRISM_NAMESPACES:
        for node in _or_none(functools.partial(_elements, data, space, tag)) or []:
            text = node.nodeValue or "".join(
                child.data for child in node.childNodes if child.nodeType == child.TEXT_NODE
            )
            if plain := text.strip():
                yield plain


def _elements(data: Any, space: str, tag: str) -> list[Any]:  # noqa: ANN401
    return list(data.get_element("", space, tag))


def _add_info(info: Any, found: MetadataCollector) -> None:  # noqa: ANN401
    """Add the information dictionary, without its dates: they are those of the file."""
    if info is None:
        return
    found.add("title", _meaningful_title(_or_none(lambda: info.title)), "the PDF's /Title")
    author = _or_none(lambda: info.author)
    if isinstance(author, str) and author.strip():
        found.add_names(
            [parse_byline_name(part) for part in author.split(";")], "the PDF's /Author"
        )
    for key in ("/doi", "/DOI", "/WPS-ARTICLEDOI"):
        found.add("DOI", str(_or_none(functools.partial(info.get, key))), f"the PDF's {key}")
    subject = _DOI.search(str(_or_none(lambda: info.subject)))
    found.add("DOI", subject[1].rstrip(".)") if subject else None, "the PDF's /Subject")


def _meaningful_title(title: object) -> str | None:
    """A title, or `None` where it is a file name or the placeholder of a program."""
    text = clean(title) if isinstance(title, str) else ""
    return text if text and not _JOB_NAME.search(text) else None
