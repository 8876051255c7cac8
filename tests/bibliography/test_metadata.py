"""The metadata of saved pages and PDFs, as fields of a source."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
import yaml

from explainer.bibliography import metadata_collector, page_metadata
from explainer.bibliography import pdf_metadata as pdf_of

if TYPE_CHECKING:
    from explainer.sources import Values

PAGES = yaml.load(
    (Path(__file__).parent / "saved_pages.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506  (it makes texts and nothing else)
)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case["name"])
def test_page(case: dict[str, Any]) -> None:
    """A page's own metadata says what the case says, and no more."""
    assert page_metadata.read_page(case["page"]).values == case["values"]


def pdf(**info: str) -> bytes:
    """A PDF with some information on itself."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": text for name, text in info.items()})
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


DOCUMENTS: dict[str, tuple[dict[str, str], Values]] = {
    "all": (
        {
            "Title": "The Bridge Report",
            "Author": "Ada Müller; Town Council",
            "CreationDate": "D:20230320120000Z",
        },
        {
            "title": "The Bridge Report",
            "author": [{"literal": "Ada Müller"}, {"literal": "Town Council"}],
        },
    ),
    "a body with an and": (
        {"Author": "Ministry of Works and Transport", "Subject": "J, 1 (2021). doi:10.1000/a.b."},
        {
            "author": [{"literal": "Ministry of Works and Transport"}],
            "DOI": "10.1000/a.b",
        },
    ),
    "a program's title": ({"Title": "Microsoft Word - report_final.doc", "Author": "admin"}, {}),
    "a file's name": ({"Title": "report.indd", "Author": "user1"}, {}),
    "a path": ({"Title": "C:\\work\\paper"}, {}),
    "a page": ({"Title": "PowerPoint Presentation", "Subject": "doi"}, {}),
    "a publisher's number": ({"Title": "PII: S0140-6736(12)61766-8"}, {}),
    "a scan": ({"Title": "Scan_0012", "Author": "jane@example.org"}, {}),
    "untitled": ({"Title": "Untitled", "Author": " "}, {}),
    "nothing": ({}, {}),
}


@pytest.mark.parametrize(("info", "values"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_pdf(info: dict[str, str], values: Values) -> None:
    """A PDF's own information is read, but for what programs write there."""
    assert pdf_of.read_pdf(pdf(**info), "a.pdf").values == values


XMP = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Heat &amp; rivers</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li><rdf:li>By John Roe</rdf:li></rdf:Seq></dc:creator>
<dc:identifier>doi:10.1000/182</dc:identifier>
<prism:publicationName>Climate</prism:publicationName><prism:volume>12</prism:volume>
<prism:number>4</prism:number><prism:startingPage>1</prism:startingPage>
<prism:endingPage>9</prism:endingPage><prism:issn>1758-678X</prism:issn>
<prism:coverDate>2021-03-04</prism:coverDate>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_xmp() -> None:
    """What a publisher writes of an article into its PDF comes first."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": "heat.indd", "/Author": "typesetter"})
    writer.xmp_metadata = XMP.encode()
    stream = io.BytesIO()
    writer.write(stream)

    assert pdf_of.read_pdf(stream.getvalue(), "a.pdf").values == {
        "title": "Heat & rivers",
        "author": [{"literal": "Jane Doe"}, {"literal": "John Roe"}],
        "container-title": "Climate",
        "volume": "12",
        "issue": "4",
        "page": "1–9",
        "issued": "2021-03-04",
        "DOI": "10.1000/182",
        "ISSN": "1758-678X",
    }


def locked(*, user: str) -> bytes:
    """A PDF that is encrypted; without a user's password everybody may read it."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": "The plan"})
    writer.encrypt(user, "owner", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_locked() -> None:
    """A PDF with a password is refused; one that only must not be changed is read."""
    assert pdf_of.read_pdf(locked(user=""), "a.pdf").values == {"title": "The plan"}
    with pytest.raises(metadata_collector.MetadataError, match=r"a\.pdf: is locked by a password"):
        pdf_of.read_pdf(locked(user="secret"), "a.pdf")


CHARSETS = {
    "what Windows means by Latin": (
        "<meta charset=iso-8859-1><title>“Café”</title>".encode("cp1252"),
        "“Café”",
    ),
    "UTF-8 that says Latin": ("<meta charset=iso-8859-1><title>“Café”</title>".encode(), "“Café”"),
    "Russian in the old manner": (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
        "<title>Погода</title>".encode("cp1251"),
        "Погода",
    ),
    "Chinese": ("<meta charset='gb2312'><title>天气預報</title>".encode("gb18030"), "天气預報"),
    "Japanese in seven bits": (
        "<meta charset=iso-2022-jp><title>天気</title>".encode("iso-2022-jp"),
        "天気",
    ),
    "XHTML": (
        '<?xml version="1.0" encoding="windows-1250"?><html><head><title>Łódź</title></head></html>'
        "".encode("cp1250"),
        "Łódź",
    ),
    "UTF-16": ("<title>Café</title>".encode("utf-16"), "Café"),
    "an encoding that there is not": ("<meta charset=x-none><title>Café</title>".encode(), "Café"),
    "none said": ("<title>Café</title>".encode("cp1252"), "Café"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "title"), CHARSETS.values(), ids=CHARSETS)
def test_charsets(tmp_path: Path, raw: bytes, title: str) -> None:
    """A saved page is read as a browser reads it, or better."""
    (tmp_path / "a.html").write_bytes(raw)

    assert page_metadata.read_file(tmp_path / "a.html").values == {"title": title}


def test_mhtml(tmp_path: Path) -> None:
    """A page that was saved with its parts says itself where it was."""
    file = tmp_path / "a.mhtml"
    file.write_text(
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/heat\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<title>H=C3=A9at</title>\n--b--\n",
        encoding="utf-8",
    )

    assert page_metadata.read_file(file).values == {
        "title": "Héat",
        "URL": "https://example.org/heat",
    }
