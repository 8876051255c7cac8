"""Texts as bibliographies write them: LaTeX, names, dates, markup, and what spoils a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from explainer.bibliography import (
    charset,
    corruption,
    dates,
    field_typos,
    formats,
    latex,
    person_names,
    plain_text,
)
from explainer.bibliography.entries import Bibliography, Entry
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from pathlib import Path

LATEX = {
    "a\\": "a\\",
    r"\emph*{a} \emph  b\em c": "a bc",
    r"\c{c}\c c\cc\c": r"çç\cc\c",
    r"\'": "'",
    r"\'{}\={}\^{}": "'^",
    r"\'{ab}\'\i": "ábí",
    r"\TeX  x\TeX": "TeXxTeX",
    r"\& \\x": "&  x",
    r"\frac{1}{2}": r"\frac12",
    r"\alpha\nosuchcommand": r"α\nosuchcommand",
    r"\href{https://a.org}{b}\textcolor{red}{c}\color{red}d": "bcd",
    r"\enquote{a}\textsuperscript{2}\textsubscript{n}": "“a”²n",
    r"\emph}a": "a",
    r"\emph": "",
    "}a{b}}c": "abc",
    "$x^{10}$ $x^{ab}$ $x_n$ $x^{}$": "x¹⁰ x^ab x_n x",
    "$x$ $ x $ $1.5$ $word$ $a<b$": "x  x  1.5 $word$ a<b",
    "a---b--c---": "a—b–c—",
    ",,a'' ``b''": "„a” “b”",
    "{" * 39 + "$x^2$" + "}" * 39: "x²",
    "{" * 40 + "$x^2$" + "}" * 40: "$x^2$",
    "{" * 38 + r"\'{e}" + "}" * 38: "é",
    "{" * 39 + r"\'{e}" + "}" * 39: "'e",
    "{" * 39 + r"\'e" + "}" * 39: "é",
    "{" * 40 + r"\'e" + "}" * 40: "'e",
    r"\emph{" * 19 + r"\'{e}" + "}" * 19: "é",
    r"\emph{" * 20 + r"\'{e}" + "}" * 20: "'e",
}


@pytest.mark.parametrize(("written", "meant"), LATEX.items())
def test_latex(written: str, meant: str) -> None:
    """Commands, accents and formulas are read as far as they are nested sensibly."""
    assert latex.decode(written) == meant


URLS = {
    " {https://a.org/b} ": "https://a.org/b",
    "{ https://a.org }": "https://a.org",
    "{{https://a.org}}": "{{https://a.org}}",
    "{https://a.org/{b}}": "{https://a.org/{b}}",
    "{https://a.org": "{https://a.org",
    "https://a.org}": "https://a.org}",
    r"https://a.org/\~b\_c{_}d{~}e": "https://a.org/~b_c_d~e",
    r"https://a.org/\textasciitilde{}b\textunderscore c": "https://a.org/~b_c",
    r"https://a.org/a%20b\%20\#c": "https://a.org/a%20b%20#c",
}


@pytest.mark.parametrize(("written", "meant"), URLS.items())
def test_decode_url(written: str, meant: str) -> None:
    """An address loses the braces and the escapes that LaTeX needs, and nothing else."""
    assert latex.decode_url(written) == meant


SPLIT = {
    "A and B": ["A", "B"],
    "{A and B} and C": ["{A and B}", "C"],
    "{{A} and B} AND C": ["{{A} and B}", "C"],
    r"\{A and B\} and  C  D": [r"\{A", r"B\}", "C D"],
    "and A": ["", "A"],
    "A and": ["A", ""],
    "Anderson and\nHand": ["Anderson", "Hand"],
    "": [""],
}


@pytest.mark.parametrize(("written", "names"), SPLIT.items())
def test_split_names(written: str, names: list[str]) -> None:
    """Names are separated by a word that stands outside of braces."""
    assert person_names.split_names(written) == names


READ: dict[str, list[dict[str, str]]] = {
    "{A} {B}": [{"family": "B", "given": "A"}],
    "{A}{B}": [{"family": "AB"}],
    "{A {B}}": [{"literal": "A B"}],
    r"{A \{ B}": [{"literal": "A { B"}],
    r"{A \} B}": [{"literal": "A } B"}],
    "{}": [],
    "{A; B & C}": [{"literal": "A; B & C"}],
    "{A; B} C": [{"family": "C", "given": "A; B"}],
    "Doe, {Jane & Co}": [{"family": "Doe", "given": "Jane & Co"}],
    r"Doe \& Co": [{"family": "Co", "given": "Doe &"}],
    "others": [{"literal": "et al."}],
    'family="Doe", given={Jane, J.}, role=x': [{"family": "Doe", "given": "Jane, J."}],
    "given=": [],
    "{family=Doe}": [{"literal": "family=Doe"}],
}


@pytest.mark.parametrize(("written", "names"), READ.items())
def test_read_names(written: str, names: list[dict[str, str]]) -> None:
    """Braces keep what is in them together; a name in one pair of them is a literal."""
    assert person_names.read_names(written) == names


WRONG = {
    "Doe; Roe": "names are separated by ';'",
    "Doe & Roe": "'&' stands in a name",
    "Doe et al.": "'et al.' stands in a name",
    "Doe, PhDs, Jane": "'PhDs' stands where only what follows a name can, such as Jr.",
    "Doe, Jr., Jane, Ann": "Too many commas",
    "family=Doe, Jane": "'Jane' has no '='",
    "Doe {; Roe": "Unterminated opening brace",
}


@pytest.mark.parametrize(("written", "message"), WRONG.items())
def test_wrong_names(written: str, message: str) -> None:
    """What cannot be taken apart is said to be so."""
    with pytest.raises(person_names.NamesError) as error:
        person_names.read_names(written)

    assert str(error.value) == message


WRITTEN: list[tuple[dict[str, str], str]] = [
    ({"literal": "et al."}, "others"),
    ({"literal": "A and B"}, "{A and B}"),
    ({"family": "Doe", "given": "Jane"}, "Doe, Jane"),
    ({"family": "Doe"}, "Doe"),
    ({"family": "Beethoven", "given": "L", "non-dropping-particle": "van"}, "van Beethoven, L"),
    ({"family": "King", "given": "Martin", "suffix": "Jr."}, "King, Jr., Martin"),
    ({"family": "Doe and Roe", "given": "Jane"}, "{Doe and Roe}, {Jane}"),
    ({"given": "Jane"}, "{Jane}"),
    ({"family": "Roe", "dropping-particle": "de", "given": "Jan"}, "{Jan de Roe}"),
]


@pytest.mark.parametrize(("name", "written"), WRITTEN)
def test_write_name(name: dict[str, str], written: str) -> None:
    """A name has braces where it would be read as another without them."""
    assert person_names.write_names([name, name]) == f"{written} and {written}"


SUFFIXES = {"Jr.": True, " jr ": True, "III": True, "2nd": True, "PhD": True, "Jane": False}


@pytest.mark.parametrize(("text", "is_one"), SUFFIXES.items())
def test_suffix(text: str, is_one: bool) -> None:  # noqa: FBT001
    """What follows a name is known by itself."""
    assert person_names.is_suffix(text) is is_one


WITHIN: dict[str, tuple[str | None, bool]] = {
    "JAN 14": ("2021-01-14", False),
    "14. January": ("2021-01-14", False),
    "Jan": ("2021-01", False),
    "Jan-Feb": ("2021-01", True),
    "4-8 March": ("2021-03-04", True),
    "4 March - 2 April": ("2021-03-04", True),
    "- Jan": ("2021-01", False),
    "spring": ("2021", True),
    "Spring-Summer": ("2021", True),
    "3": ("2021-03", False),
    "13": (None, False),
    "4-8": (None, False),
    "1 Jan 14": (None, False),
    "Jan 32": (None, False),
    "soon": (None, False),
    "": (None, False),
}


@pytest.mark.parametrize(("text", "found"), WITHIN.items())
def test_within_year(text: str, found: tuple[str | None, bool]) -> None:
    """The rest of a date is read beside its year; of a range its beginning."""
    assert dates.read_within_year("2021", text) == found


MONTHS = {
    "jan": "01", "January": "01", "Sept": "09", " sep. ": "09", "DEC": "12", "ja": None, "": None,
    "januarys": None, "juni": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), MONTHS.items())
def test_months(text: str, number: str | None) -> None:
    """A month is known by its English name, or by three letters of it or more."""
    assert dates.month_number(text) == number


PARTS: list[tuple[tuple[str | None, ...], str | None]] = [
    (("2021",), "2021"),
    (("2021", "5"), "2021-05"),
    (("2021", "5", "3"), "2021-05-03"),
    (("2021", "00", "00"), "2021"),
    (("2021", "5", "00"), "2021-05"),
    (("2021", "00", "5"), None),
    (("2021", None, None), "2021"),
    (("2021", "2", "29"), None),
    (("98", "5"), "0098-05"),
]


@pytest.mark.parametrize(("parts", "date"), PARTS)
def test_date_parts(parts: tuple[str, ...], date: str | None) -> None:
    """Zeros stand for parts that are not known, from the end on."""
    assert dates.from_parts(*parts) == date


MARKUP = {
    "<i>a</i> b": "a b",
    "<I>a</i>": "a",
    "<i>a": "<i>a",
    "</i>a<i>": "</i>a<i>",
    "<b>a</i>": "<b>a</i>",
    "H<sub>2</sub>O<SUP>+</SUP>": "H₂O⁺",
    "x<sup>ab</sup>": "xab",
    "<jats:p class='x'>a</jats:p>": "a",
    "a &amp; &lt;b&gt; &quot;&apos;&#39;&nbsp;&eacute;": "a & <b> \"'' &eacute;",
    "1 < 2": "1 < 2",
}


@pytest.mark.parametrize(("written", "plain"), MARKUP.items())
def test_markup(written: str, plain: str) -> None:
    """Tags go where one is opened and closed; a single one may belong to the text."""
    assert plain_text.strip_markup(written) == plain


TYPOS = {
    "titl": "title", "titles": "title", "titel": "title", "tatle": "title", "tiitle": "title",
    "tile": "title", "TITEL": "title", "xtitle": "title", "itle": "title", "titlees": None,
    "tit": None, "tatlo": None, "dio": "doi", "dxi": None, "do": None, "doii": None, "xdoi": None,
    "yea": "year", "years": "year", "yxar": "year", "": None,
}  # fmt: skip


@pytest.mark.parametrize(("word", "meant"), TYPOS.items())
def test_typos(word: str, meant: str | None) -> None:
    """One letter may be wrong, more or less, or two swapped; short words must have all of them."""
    assert field_typos.intended_name(word, {"title", "doi", "year"}) == meant


def spoilt(text: str, fields: dict[str, Any]) -> list[str]:
    """What is said of a text and of the fields of an entry."""
    bibliography = Bibliography()
    corruption.repair(text, bibliography)
    corruption.report_mojibake(Entry("a", 3, fields, {"title": 5}), bibliography)
    return [f"{fault.line}: {fault.message}" for fault in bibliography.faults]


SPOILT: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "a control character": ("a\n\x02b\x03", {}, ["2: a control character stands in the line"]),
    "tabs": ("a\tb\x0c", {}, []),
    "a long mark": (
        "<<<<<<< " + "x" * 50,
        {},
        ["1: a conflict of a merge was left here: '<<<<<<< " + "x" * 32 + "'"],
    ),
    "a middle alone": ("=======\n|||||||", {}, []),
    "eight signs": ("<<<<<<<<", {}, []),
    "a lost letter": ("", {"title": "M\ufffdller", "note": "a"}, [
        "5: 'title' holds a letter that was lost: 'M\ufffdller'"
    ]),
    "a long text": ("", {"note": "\ufffd" + "x" * 60}, [
        "3: 'note' holds a letter that was lost: '\ufffd" + "x" * 59 + "'"
    ]),
    "names": (
        "",
        {"author": [{"family": "MÃ¼ller", "given": "Ada"}, {"family": "MÃ¼ller"}]},
        ["3: 'author' holds UTF-8 that was read in another encoding: 'MÃ¼ller Ada'"],
    ),
    "letters that may be meant": ("", {"title": "SÃO ÂNGELO Ã¼ber", "note": "Ã—"}, [
        "5: 'title' holds UTF-8 that was read in another encoding: 'SÃO ÂNGELO Ã¼ber'"
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "faults"), SPOILT.values(), ids=SPOILT)
def test_spoilt(text: str, fields: dict[str, Any], faults: list[str]) -> None:
    """What merges, programs and encodings leave in a file is named once, at its line."""
    assert spoilt(text, fields) == faults


def test_conflict() -> None:
    """Both sides of a conflict stay, on their lines, and their common base goes."""
    text = "\ufeffa\n<<<<<<< x\nb\n||||||| y\nc\nd\n=======\ne\n>>>>>>> z\nf\n=======\x01"

    assert corruption.repair(text, Bibliography()) == "a\n\nb\n\n\n\n\ne\n\nf\n======="


def test_web_page() -> None:
    """What a server sends in place of a bibliography is told from it."""
    found = formats.read_text(" <!DOCTYPE html><p>403", "ris")

    assert [fault[:2] for fault in found.faults] == [(1, "this is a web page, and no bibliography")]
    assert not corruption.is_web_page("<p>TY  - JOUR")


FORMATS = [
    ("a.BIB", "{}", "bibtex"),
    ("a.csl", "@misc", "csl-json"),
    ("a.nbib", "[]", "ris"),
    ("a.txt", "% x\n\n%y\n @misc{a}", "bibtex"),
    ("a.txt", "\n [", "csl-json"),
    ("a.txt", "x\n" * 40 + "TY  - JOUR", "ris"),
    ("a.txt", "x\n" * 41 + "TY  - JOUR", None),
    ("a", "Dear reader @misc", None),
]


@pytest.mark.parametrize(("name", "text", "form"), FORMATS)
def test_format(tmp_path: Path, name: str, text: str, form: str | None) -> None:
    """The format of a file is that of its name, or else of what it begins with."""
    if form:
        assert formats.format_of(tmp_path / name, text) == form
    else:
        with pytest.raises(formats.FormatError, match="is neither BibTeX nor CSL-JSON nor RIS"):
            formats.format_of(tmp_path / name, text)


FILES = {
    "nothing": (b"% x", [(1, "there is no entry in the file")]),
    "something wrong": (b"@misc{a}", [(1, "'a' has no fields")]),
    "lines out of order": (
        b"@misc{a, title={A}}\n@misc{b, title={\xe9}}\n@misc{c, title={\xc3\xa9}}\n@misc{d}",
        [(2, "the line is not UTF-8; it was read as cp1252"), (4, "'d' has no fields")],
    ),
}


@pytest.mark.parametrize(("raw", "faults"), FILES.values(), ids=FILES)
def test_read(tmp_path: Path, raw: bytes, faults: list[tuple[int, str]]) -> None:
    """A file has an entry or a fault; faults come in the order of their lines."""
    (tmp_path / "a.bib").write_bytes(raw)

    found = formats.read(tmp_path / "a.bib")

    assert [fault[:2] for fault in found.faults] == faults


CHARSETS: dict[str, tuple[bytes, str | None, list[tuple[int, str]]]] = {
    "a zero byte": (b"\x00" + b"a" * 99, "\x00" + "a" * 99, []),
    "more zero bytes": (b"\x00" + b"a" * 98, None, []),
    "a zero byte and Latin": (b"\x00" + b"\xe9" + b"a" * 200, None, []),
    "line ends": (b"a\r\nb\rc\n", "a\nb\nc\n", []),
    "one line of two": (
        b"\xe9\r\nb\r\xc3\xa9",
        "é\nb\né",
        [(1, "the line is not UTF-8; it was read as cp1252")],
    ),
    "two lines of three": (
        b"a\n" + b"a" * 20 + b"\xe9\n\xe9\n\xc3\xa9",
        "a\n" + "a" * 20 + "é\né\nÃ©",
        [(2, "the file is not UTF-8; it was read as cp1252")],
    ),
    "a letter in six": (
        b"aaaaa\xe9",
        "aaaaaé",
        [(1, "the file is not UTF-8; it was read as cp1252")],
    ),
    "no letter of Windows": (
        b"\xe9\x81\n\xc3\xa9",
        "é\ufffd\né",
        [(1, "the line is not UTF-8; it was read as cp1252")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "text", "faults"), CHARSETS.values(), ids=CHARSETS)
def test_charset(raw: bytes, text: str | None, faults: list[tuple[int, str]]) -> None:
    """Lines that are no UTF-8 are read as Windows has them; where most are, the file is."""
    bibliography = Bibliography()

    try:
        found: str | None = charset.decode(raw, bibliography)
    except CannotCheckError:
        found = None

    assert found == text
    assert [fault[:2] for fault in bibliography.faults] == faults


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("klingon", "there is no encoding 'klingon'"),
        ("utf-8", "is not in utf-8: unexpected end of data at byte 1"),
    ],
)
def test_wrong_charset(encoding: str, message: str) -> None:
    """An encoding that is given is the one that is used, or an error."""
    assert charset.decode("a\r\né".encode(), Bibliography(), "latin-1") == "a\nÃ©"
    with pytest.raises(CannotCheckError, match=message):
        charset.decode(b"a\xc3", Bibliography(), encoding)
