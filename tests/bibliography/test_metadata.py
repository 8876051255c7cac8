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
    found = page_metadata.read_page(case["page"], case.get("address", ""))

    assert found.values == case["values"]
    assert found.where.items() >= case.get("where", {}).items()


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
    "UTF-8 that says Latin, and could be": (
        "<meta charset=iso-8859-1><title>Café</title>".encode(),
        "Café",
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


PARTS = {
    "its own encoding": (
        b"Content-Type: text/html; charset=windows-1251\nContent-Location: https://example.org/a\n",
        "Погода".encode("cp1251"),
    ),
    "no encoding": (
        b"Content-Type: text/html\nContent-Location: https://example.org/a\n",
        "Погода".encode(),
    ),
    "an encoding that there is not": (
        b"Content-Type: text/html; charset=x-none\nContent-Location: https://example.org/a\n",
        "Погода".encode(),
    ),
    "XHTML": (
        b"Content-Type: application/xhtml+xml\nContent-Location: https://example.org/a\n",
        "Погода".encode(),
    ),
}


@pytest.mark.parametrize(("head", "title"), PARTS.values(), ids=PARTS)
def test_mhtml_part(tmp_path: Path, head: bytes, title: bytes) -> None:
    """The page's part says its encoding and its address where the archive does not."""
    file = tmp_path / "a.mht"
    image = b"--b\nContent-Type: image/png\n\n<title>No</title>\n"
    file.write_bytes(
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
        + image + b"--b\n" + head + b"Content-Transfer-Encoding: 8bit\n\n"
        + b"<title>" + title + b"</title>\n--b--\n"
    )  # fmt: skip

    assert page_metadata.read_file(file).values == {
        "title": "Погода",
        "URL": "https://example.org/a",
    }


PDF = pdf(Title="Rivers")
FILES = {
    "a PDF by another name": ("a.html", PDF, "Rivers"),
    "a PDF behind other bytes": ("a.pdf", b"\n" * 1019 + PDF, "Rivers"),
    "a page that speaks of PDFs": ("a.html", b"<title>R</title>" + b" " * 1004 + b"%PDF-", "R"),
    "a page by another name": ("a.txt", b"<title>R</title>", "R"),
    "words that are called a page": ("a.htm", b"Rain", None),
    "a zero byte far behind": (
        "a.html",
        b"<title>R</title>".ljust(4096) + b"\x00" + b" " * 100,
        "R",
    ),
}


@pytest.mark.parametrize(("name", "raw", "title"), FILES.values(), ids=FILES)
def test_file(tmp_path: Path, name: str, raw: bytes, title: str | None) -> None:
    """What a file is shows in its first bytes, or else in its name."""
    (tmp_path / name).write_bytes(raw)

    assert page_metadata.read_file(tmp_path / name).values.get("title") == title


NO_FILES = {
    "words": ("a.txt", b"Rain", r"a\.txt: is neither a page nor a PDF"),
    "pixels": ("a.html", b"<title>".ljust(4095) + b"\x00", "is neither a page nor a PDF"),
    "a page that is called a PDF": ("a.PDF", b"<title>R</title>", "is no PDF, though it is called"),
    "a PDF that begins too late": ("a.pdf", b"\n" * 1020 + PDF, "is no PDF, though it is called"),
    "an archive without a page": ("a.mhtml", b"Content-Type: text/plain\n\n<a>", "holds no page"),
    "zero bytes": ("a.html", b"<title>".ljust(4096) + b"\x00" * 99, "a.html: is no text"),
}


@pytest.mark.parametrize(("name", "raw", "message"), NO_FILES.values(), ids=NO_FILES)
def test_no_file(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    """What is neither a page nor a PDF is refused by its name."""
    (tmp_path / name).write_bytes(raw)

    with pytest.raises(metadata_collector.MetadataError, match=message):
        page_metadata.read_file(tmp_path / name)


@pytest.mark.parametrize(("end", "title"), [(4096, "Погода"), (4097, "Ïîãîäà")])
def test_charset_behind(tmp_path: Path, end: int, title: str) -> None:
    """The encoding that a page says counts where the first 4096 bytes say it."""
    said = b"<meta charset=windows-1251"
    raw = b" " * (end - len(said)) + said + ">\n<title>Погода</title>".encode("cp1251")
    (tmp_path / "a.html").write_bytes(raw)

    assert page_metadata.read_file(tmp_path / "a.html").values == {"title": title}


NESTED = {"list": "[{}]", "graph": '{{"@graph": {}}}', "entity": '{{"mainEntity": {}}}'}


@pytest.mark.parametrize("around", NESTED.values(), ids=NESTED)
def test_nested(around: str) -> None:
    """An article may be in eight lists or objects, and no more."""
    within = '{"@type": "Article", "headline": "Heat"}'
    titles = []
    for _ in range(9):
        within = around.format(within)
        page = f'<script type="application/ld+json">{within}</script>'
        titles.append(page_metadata.read_page(page).values.get("title"))

    assert titles == ["Heat"] * 8 + [None]


BYLINES = {
    "Doe, Jane": {"family": "Doe", "given": "Jane"},
    "by: Doe,  Jane": {"family": "Doe", "given": "Jane"},
    "Doe-, Jane": {"family": "Doe-", "given": "Jane"},
    "A B C D, Jane": {"family": "A B C D", "given": "Jane"},
    "A B C D E, Jane": {"literal": "A B C D E, Jane"},
    "Doe, A B C D E": {"literal": "Doe, A B C D E"},
    "van der Doe, Jane": {"family": "van der Doe", "given": "Jane"},
    "rivers of Doe, Jane": {"literal": "rivers of Doe, Jane"},
    "Doe, 3rd floor": {"literal": "Doe, 3rd floor"},
    "Doe,": {"literal": "Doe,"},
    ", Jane": {"literal": ", Jane"},
    "King, Martin, Jr.": {"family": "King", "given": "Martin", "suffix": "Jr."},
    "King, Martin, Luther": {"literal": "King, Martin, Luther"},
    "King, Martin, Jr., Luther": {"literal": "King, Martin, Jr., Luther"},
    "World Bank": {"literal": "World Bank"},
}


@pytest.mark.parametrize(("written", "parts"), BYLINES.items())
def test_byline(written: str, parts: dict[str, str]) -> None:
    """A name that is a person's is taken apart where it is known to be inverted."""
    assert metadata_collector.parse_byline_name(written, inverted=True) == parts
    literal = metadata_collector.parse_byline_name(written)
    assert literal == {"literal": " ".join(written.removeprefix("by: ").split())}


def test_collector() -> None:
    """Of each field the first value that the schema accepts counts."""
    found = metadata_collector.MetadataCollector()

    for value in (None, 7, " ", "&nbsp;", "ftp://example.org", "https://example.org/a"):
        found.add("URL", value, f"a link to {value}")
    found.add("URL", "https://example.org/b", "another link")
    found.add("title", "<b>Heat</b> &amp; rain", "the heading")
    found.add("type", "news", "a label")
    found.add("accessed", "3 May 2020", "a note")
    given: list[list[dict[str, str]]] = [
        [],
        [{"literal": "admin"}],
        [{"literal": " "}, {"literal": "A&amp;B"}],
        [{}],
    ]
    for names in given:
        found.add_names(names, str(names))
    found.add_names([{"literal": "C"}], "too late")

    assert found.metadata() == (
        {
            "title": "Heat & rain",
            "author": [{"literal": "A&B"}],
            "URL": "https://example.org/a",
            "accessed": "2020-05-03",
        },
        {
            "URL": "a link to https://example.org/a",
            "title": "the heading",
            "accessed": "a note",
            "author": "[{'literal': ' '}, {'literal': 'A&amp;B'}]",
        },
    )


def with_xmp(xmp: str) -> bytes:
    """A PDF with XMP and no information dictionary."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.xmp_metadata = xmp.encode()
    writer.metadata = None
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


MORE_XMP = (
    XMP.replace("<prism:volume>12<", "<prism:volume>1<!-- not 9 -->2<")
    .replace("<prism:endingPage>9<", "<prism:endingPage>1<")
    .replace(
        "<prism:issn>",
        "<dc:publisher><rdf:Bag><rdf:li>Town Press</rdf:li></rdf:Bag></dc:publisher>"
        "<dc:language><rdf:Bag><rdf:li>deu</rdf:li></rdf:Bag></dc:language><prism:issn>",
    )
)


def test_more_xmp() -> None:
    """What is not in the information dictionary may be in the XMP; comments in it are no text."""
    values = pdf_of.read_pdf(with_xmp(MORE_XMP), "a.pdf").values

    assert values["publisher"] == "Town Press"
    assert values["language"] == "de"
    assert values["volume"] == "12"
    assert values["page"] == "1"


def test_bare_pdf() -> None:
    """A PDF without any information says nothing, and is no error."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = None
    stream = io.BytesIO()
    writer.write(stream)

    assert pdf_of.read_pdf(stream.getvalue(), "a.pdf").values == {}
