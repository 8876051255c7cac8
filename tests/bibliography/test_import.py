"""Bibliographies come in: every good entry is kept, every fault is named with its line."""

from __future__ import annotations

import codecs
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import bibliographies
import projects
from explainer.bibliography import dates, entries, formats, keys, latex, person_names
from explainer.sources import identifiers

if TYPE_CHECKING:
    from collections.abc import Container

    from explainer.bibliography.entries import Fault
    from explainer.sources import Values

FILES = {
    "bib": bibliographies.bibtex,
    "json": bibliographies.csl,
    "ris": bibliographies.ris,
}
FORMATS = {"bib": "bibtex", "json": "csl-json", "ris": "ris"}


def read(text: str, form: str) -> dict[str, Values]:
    """The entries of a text by their keys."""
    found = formats.FORMATS[form].parse(text)
    entries.validate(found)
    return {entry.key: entry.values for entry in found.entries}


def said(result: str, name: str) -> list[tuple[int, str]]:
    """The faults that were told of a file: their lines and what was said."""
    lines = [line for line in result.splitlines() if line.startswith(f"{name}:")]
    parts = [line.split(":", 2) for line in lines if line.split(":", 2)[1].isdigit()]
    return [(int(line), text) for _, line, text in parts if not text.startswith(" note: ")]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("ending", FILES)
def test_seeded(tmp_path: Path, ending: str, newline: str) -> None:
    """Of 500 entries every good one becomes a source; each seeded fault is named at its line."""
    seeded = FILES[ending](500, newline=newline)
    projects.write(tmp_path, projects.BASE)
    (tmp_path / f"all.{ending}").write_bytes(seeded.text.encode())

    result = projects.run(tmp_path, "source", "import", f"all.{ending}")

    told = said(result.output, f"all.{ending}")
    missed = [
        fault
        for fault in seeded.faults
        if not any(line == fault[0] and fault[1] in text for line, text in told)
    ]
    made = {path.stem for path in (tmp_path / "docs" / "sources").glob("*.yml")} - {"ipcc"}
    assert missed == []
    # One slip may spoil two things, such as a text that is not closed, and the list around it.
    seeds = {line for line, _ in seeded.faults}
    assert [fault for fault in told if fault[0] not in seeds] == []
    assert made == set(seeded.good)
    assert result.exit_code == 1
    checked = projects.run(tmp_path, "check", "--select=SRC101,SRC103")
    assert checked.output.startswith("No problem"), checked.output


@pytest.mark.parametrize("ending", FILES)
def test_again(tmp_path: Path, ending: str) -> None:
    """What was imported is there already, and is not a fault; nothing is written over."""
    good = FILES[ending](40)
    exported = f"good.{ending}"
    projects.write(tmp_path, projects.BASE)
    (tmp_path / f"all.{ending}").write_bytes(good.text.encode())
    projects.run(tmp_path, "source", "import", f"all.{ending}", "--tier=research", "--origin=a")
    for path in (tmp_path / "docs").rglob("*.yml"):
        if "title: " not in path.read_text(encoding="utf-8"):
            path.unlink()
    before = {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.yml")}
    form = f"--format={FORMATS[ending]}"
    assert projects.run(tmp_path, "source", "export", form, f"--output={exported}").exit_code == 0

    result = projects.run(tmp_path, "source", "import", exported)

    assert result.exit_code == 0, result.output
    assert f"0 sources written, {len(before)} there already, 0 faults." in result.output
    assert {path: path.read_bytes() for path in (tmp_path / "docs").rglob("*.yml")} == before


def test_dry_run(tmp_path: Path) -> None:
    """A dry run tells the same and writes nothing."""
    projects.write(tmp_path, {**projects.BASE, "a.bib": "@misc{a, title={T}, year={20x}}\n"})

    dry = projects.run(tmp_path, "source", "import", "--dry-run", "a.bib")

    assert [path.name for path in (tmp_path / "docs" / "sources").iterdir()] == ["ipcc.yml"]
    wet = projects.run(tmp_path, "source", "import", "a.bib")
    assert dry.output.splitlines()[:2] == wet.output.splitlines()[:2]
    assert "a.bib:1: 'year' is no date: '20x'" in wet.output
    assert (tmp_path / "docs" / "sources" / "a.yml").read_text(encoding="utf-8") == (
        "type: document\ntitle: T\n"
    )


def test_left_to_fill_in(tmp_path: Path) -> None:
    """What a bibliography cannot say is given for all, or asked for by the check."""
    entry = "@online{a, title={T}, url={https://example.org/a}}\n"
    projects.write(tmp_path, {**projects.BASE, "a.bib": entry})

    projects.run(tmp_path, "source", "import", "a.bib", "--tier=primary")

    checked = projects.run(tmp_path, "check", "--select=SRC102").output
    assert "'a' has no origin" in checked
    assert "'a' has no passages" in checked
    assert "'a' has no tier" not in checked


CONFLICTS = {
    "a key with other facts": (
        "@report{ipcc, title={Another}}",
        "'ipcc' is a source already, and differs in title",
        1,
    ),
    "letters of another case": ("@report{IPCC, title={Another}}", "is a source already", 1),
    "the same address and title": (
        "@report{other, title={Climate change}, url={http://www.example.org/ipcc/}}",
        "'other' is the same source as 'ipcc'",
        1,
    ),
    "the same address, another title": (
        "@report{other, title={Part two}, url={https://example.org/ipcc}}",
        "has the address or the DOI of 'ipcc', and another title",
        2,
    ),
    "a key that cannot be cited": ("@misc{two words!, title={T}}", "note: 'two words!'", 2),
    "a label": ("@misc{analysis, title={T}}", "its key is now 'analysis-source'", 2),
    "a path": ("@misc{../../etc/passwd, title={T}}", "its key is now 'etc/passwd'", 2),
    "a claim's key": ("@misc{claims/a, title={T}}", "its key is now 'a'", 2),
}


@pytest.mark.parametrize(("entry", "message", "count"), CONFLICTS.values(), ids=CONFLICTS)
def test_conflicts(tmp_path: Path, entry: str, message: str, count: int) -> None:
    """What is there already is not written again, and a key that cannot be cited is changed."""
    projects.write(tmp_path, {**projects.BASE, "a.bib": entry})

    result = projects.run(tmp_path, "source", "import", "a.bib")

    assert message in result.output
    assert len(list((tmp_path / "docs" / "sources").rglob("*.yml"))) == count
    assert (tmp_path / "docs/sources/ipcc.yml").read_text(encoding="utf-8") == projects.IPCC
    assert not (tmp_path / "etc").exists()


def test_twice(tmp_path: Path) -> None:
    """Whatever was imported or left out, the same file brings nothing new when it comes again."""
    entry = "@misc{{{}, title={{{}}}, doi={{10.1000/{}}}}}\n"
    same = [("y", "D", "A"), ("z", "D", "a"), ("w", "E", "a"), ("W", "F", "b"), ("v w", "G", "c")]
    text = "".join(entry.format(*each) for each in same)
    projects.write(tmp_path, {**projects.BASE, "a.bib": text})

    projects.run(tmp_path, "source", "import", "a.bib")
    before = sorted(path.stem for path in (tmp_path / "docs/sources").glob("*.yml"))
    again = projects.run(tmp_path, "source", "import", "a.bib")

    assert before == ["ipcc", "v-w", "w", "y"]
    assert "a.bib: 0 sources written, 3 there already, 2 faults." in again.output


ENTRY = "@misc{a,\n  title = {Où est le pont à Århus? – “Là”},\n}\n"
ENCODINGS = {
    "utf-8": (ENTRY.encode(), [], 0),
    "with a mark": (codecs.BOM_UTF8 + ENTRY.encode(), [], 0),
    "utf-16": (ENTRY.encode("utf-16"), [], 0),
    "utf-16-le without a mark": (ENTRY.encode("utf-16-le"), [], 0),
    "utf-16-be": (codecs.BOM_UTF16_BE + ENTRY.encode("utf-16-be"), [], 0),
    "utf-32": (ENTRY.encode("utf-32"), [], 0),
    "windows-1252": (ENTRY.encode("cp1252"), ["all.bib:2: the file is not UTF-8"], 1),
    "one line of windows-1252": (
        ENTRY.encode() + "@misc{c, title={Århus é}}\n@misc{d, title={é}}\n".encode()
        + "@misc{b, title={Århus}}\n".encode("cp1252"),
        ["all.bib:6: the line is not UTF-8"],
        1,
    ),
    "with a mark and one line of windows-1252": (
        codecs.BOM_UTF8 + ENTRY.encode() + "@misc{b, title={Århus}}\n".encode("cp1252"),
        ["all.bib:4: the line is not UTF-8"],
        1,
    ),
    "said to be": ("@misc{a, title={Où?}}".encode("cp1252"), [], 2),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "told", "code"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(tmp_path: Path, raw: bytes, told: list[str], code: int) -> None:
    """A file is read in the encoding that it is in; what is not UTF-8 is a fault with its line."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "all.bib").write_bytes(raw)
    arguments = ("--encoding=utf-8",) if code == 2 else ()

    result = projects.run(tmp_path, "source", "import", "all.bib", *arguments)

    assert result.exit_code == code, result.output
    for line in told:
        assert line in result.output
    if code < 2:
        text = (tmp_path / "docs/sources/a.yml").read_text(encoding="utf-8")
        assert "title: Où est le pont à Århus? – “Là”" in text


REFUSED = {
    "pixels": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\xfd" * 20, "a.png", 2, "is no text"),
    "prose": (b"Dear reader,\n", "a.txt", 2, "neither BibTeX nor CSL-JSON nor RIS"),
    "nothing": (b"", "a.bib", 1, "there is no entry in the file"),
    "an empty list": (b"[]", "a.json", 1, "there is no entry in the file"),
    "PubMed's own format": (b"\nPMID- 1\nTI  - T\n", "a.nbib", 1, "a.nbib:2: this is MEDLINE"),
    "no encoding": (b"@misc{a, title={T}}", "a.bib", 2, "there is no encoding 'klingon'"),
}


@pytest.mark.parametrize(("raw", "name", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, raw: bytes, name: str, code: int, message: str) -> None:
    """What is no bibliography is refused in a line."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / name).write_bytes(raw)
    arguments = ("--encoding=klingon",) if "klingon" in message else ()

    result = projects.run(tmp_path, "source", "import", name, *arguments)

    assert result.exit_code == code
    assert message in result.output


CASES = yaml.load(
    (Path(__file__).parent / "bibliographies.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506  (it makes texts and nothing else)
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    """The entries are read as the case says, with its faults and no others."""
    found = formats.read_text(case["text"], case["format"])

    assert {entry.key: entry.values for entry in found.entries} == case["sources"]
    assert _lines(found.faults) == case.get("faults", [])
    hints = [fault.hint for fault in sorted(found.faults)]
    for hint, part in zip(hints, case.get("hints", hints), strict=True):
        assert part in hint
    notes = _lines(found.notes)
    assert notes == case.get("notes", notes)
    left_out = {name: str(count) for name, count in found.left_out.items()}
    assert left_out == case.get("left-out", left_out)


def _lines(faults: list[Fault]) -> list[str]:
    return [f"{fault.line}: {fault.message}" for fault in sorted(faults)]


@given(st.text() | st.text(alphabet='@misc{}"=,a# \n%\\()') | st.text(alphabet='{}[]":,aid \n1'))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    """Any text is read or refused; every fault has a line of it, and none raises."""
    for form in formats.FORMATS:
        found = formats.read_text(text, form)

        assert all(1 <= each.line <= text.count("\n") + 1 for each in found.faults)
        assert all(each.message and each.hint for each in found.faults)


MANY = 5000
ALL = range(MANY)
HOSTILE = {
    "no commas": ("bibtex", "@misc{a, title = {T}\n" + " b = {x}\n" * MANY + "}", 1),
    "a chain": (
        "bibtex",
        "".join(f"@misc{{a{at}, title={{T}}, crossref={{a{at + 1}}}}}\n" for at in range(MANY)),
        MANY,
    ),
    "strings of strings": (
        "bibtex",
        "@string{a0 = {xx}}\n"
        + "".join(f"@string{{a{at} = a{at - 1} # a{at - 1}}}\n" for at in range(1, 60))
        + "@misc{a, title = a59}",
        1,
    ),
    "no string": (
        "bibtex",
        "".join(f"@string{{b{at}={{x}}}}@misc{{a{at}, note={{n}}, title=c{at}}}" for at in ALL),
        MANY,
    ),
    "names": ("ris", "TY  - BOOK\nTI  - T\n" + "AU  - A, B\n" * MANY * 4 + "ER  - \n", 1),
    "tags": ("csl-json", f'[{{"id": "a", "title": "{"<sup>" * MANY * 4}</i>"}}]', 1),
    "escapes": ("csl-json", "[" + '{"id": "\\q", "title": "T"}, ' * MANY * 4 + "]", MANY * 4),
    "brackets": ("csl-json", "[" * MANY * 10, 0),
}  # fmt: skip


@pytest.mark.parametrize(("form", "text", "count"), HOSTILE.values(), ids=HOSTILE)
def test_hostile(form: str, text: str, count: int) -> None:
    """What is far too much of anything is read in a time that grows with its length alone."""
    begun = time.monotonic()

    found = formats.FORMATS[form].parse(text)

    assert len(found.entries) == count
    assert time.monotonic() - begun < 20


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_torn(data: st.DataObject) -> None:
    """A file of which a part is torn out is still read, and the entries before it are kept."""
    ending = data.draw(st.sampled_from(list(FILES)))
    text = FILES[ending](6).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))

    found = formats.FORMATS[FORMATS[ending]].parse(text[:start] + text[end:])

    assert len(found.entries) >= text[:start].count("work-") - 4


LATEX = {
    r"G{\"o}del": "Gödel",
    r"\'{\i}\'\i\v{s}\v sa\c{c}\c c": "ííššaçç",
    r"\AA ngstr\"om, {\O}re, \ss{}": "Ångström, Øre, ß",
    r"{\'{a}}{\`o}\~n\^{\j}": "áòñĵ",
    r"{{NASA}} and {IPCC}": "NASA and IPCC",
    r"50\% \& more \$3 \#1 a\_b": "50% & more $3 #1 a_b",
    r"a -- b --- c~d ``e'' ": "a – b — c d “e” ",
    r"\emph{it {\textbf x}}": "it x",
    r"CO$_2$, 10$^{-3}$, $\alpha$": "CO₂, 10⁻³, α",
    "it costs $5 and $10": "it costs $5 and $10",
    r"\href{https://a.org}{b} \url{https://c.org/d_e}": "b https://c.org/d_e",
    r"\unknown{x}": r"\unknownx",
    "}{ \\": " \\",
}


@pytest.mark.parametrize(("written", "meant"), LATEX.items())
def test_latex(written: str, meant: str) -> None:
    """LaTeX's spellings are read as what LaTeX would print."""
    assert latex.decode(written) == meant


@given(st.text(alphabet=st.sampled_from(list("\\{}~^&%$#_-`',\"ab é漢ع😀=@"))) | st.text())
def test_latex_back(text: str) -> None:
    """Any text comes back from LaTeX as it was, and its braces are in balance."""
    written = latex.encode(text)

    assert latex.decode(written) == text
    assert written.count("{") == written.count("}")


NAMES = {
    "Knuth, Donald E.": [{"family": "Knuth", "given": "Donald E."}],
    "Ludwig van Beethoven": [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"}
    ],
    "King, Jr., Martin Luther": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
    "{Barnes and Noble} and others": [{"literal": "Barnes and Noble"}, {"literal": "et al."}],
    "{\\'E}mile Zola AND {\\v S}tef, A": [
        {"family": "Zola", "given": "Émile"},
        {"family": "Štef", "given": "A"},
    ],
    "family=Gogh, given=Vincent, prefix=van, useprefix=true": [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    ],
    "Plato": [{"family": "Plato"}],
}


@pytest.mark.parametrize(("written", "meant"), NAMES.items())
def test_names(written: str, meant: list[dict[str, str]]) -> None:
    """Names are taken apart as BibTeX does, and come back as they were."""
    read = [dict(sorted(name.items())) for name in person_names.read_names(written)]

    assert read == [dict(sorted(name.items())) for name in meant]
    assert person_names.read_names(person_names.write_names(meant)) == read


DATES = {
    "2025": "2025", "2025-08": "2025-08", "2025-08-14": "2025-08-14", "2025/8/4": "2025-08-04",
    "20250814": "2025-08-14", "2025-08-14T10:00:00+02:00": "2025-08-14",
    "2025-08-14 10:00": "2025-08-14", "14 August 2025": "2025-08-14", "Aug. 2025": "2025-08",
    "August 14th, 2025": "2025-08-14", "2025 Aug 14": "2025-08-14", "Sept 2025": "2025-09",
    "Thu, 14 Aug 2025 10:00:00 GMT": "2025-08-14", "14 of May 2025": "2025-05-14",
    "08/14/2025": None, "14.08.2025": None, "2025-13": None, "2025-02-30": None, "in press": None,
    "25": None, "": None, "summer 2025": None, "٢٠٢٥": None,
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), DATES.items())
def test_dates(written: str, meant: str | None) -> None:
    """A date is read where it can mean one thing only."""
    assert dates.read_date(written) == meant


KEYS = {
    "smith2020": "smith2020", "smith 2020": "smith-2020", "a--b": "a-b", "-a-": "a",
    "reports/ipcc": "reports/ipcc", "../../a": "a", "about": "about-source", "a#b": "a-b",
    "Müller_2020": "Müller_2020", "100%": "100", "http://zotero.org/users/1/items/A": None,
    "!!!": None, "": None, "a" * 300: "a" * 80, "a?b": "a-b", "b\u200bc": "b-c",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), KEYS.items())
def test_keys(written: str, meant: str | None) -> None:
    """A key is changed no more than it has to be."""
    assert keys.normalize(written) == meant


@given(st.text())
def test_any_key(text: str) -> None:
    """What any text becomes can be cited, and is the same once more."""
    made = keys.normalize(text)

    if made is not None:
        assert keys.is_valid(made)
        assert keys.normalize(made) == made
    assert keys.is_valid(keys.propose({"title": text, "issued": "2020"}, ()))


PROPOSED = {
    "ipcc-2023-climate-change-synthesis-report": {
        "author": [{"literal": "IPCC"}],
        "issued": "2023-03",
        "title": "Climate Change: the Synthesis Report",
    },
    "o-neill-2020-bridge": {
        "author": [{"family": "Ó Neill", "given": "A"}],
        "issued": "2020",
        "title": "The Bridge",
    },
    "example-heat": {"URL": "https://www.example.org/a", "title": "Heat"},
    "2020-大桥": {"issued": "2020", "title": "大桥"},
    "source": {},
}


@pytest.mark.parametrize(("key", "values"), PROPOSED.items(), ids=PROPOSED)
def test_proposed(key: str, values: Values) -> None:
    """A key is proposed from the author, the year and the title, and is not taken."""
    assert keys.propose(values, ()) == key
    assert keys.propose(values, {key}) == f"{key}-2"


@pytest.mark.parametrize(
    ("text", "words", "slug"),
    [
        ("The Old Kilns of Lome", 2, "old-kilns"),
        ("The Of", 2, "the-of"),
        ("Lim's “Kilns”", 3, "lims-kilns"),
        ("__ a_b _kiln_ _", 5, "a_b-kiln"),
        ("_ __ kiln", 5, "kiln"),
        ("a" * 30 + " b", 2, "a" * 24 + "-b"),
        ("Größe", 2, "grosse"),
        ("ab大桥", 2, "ab"),
        ("ab大桥梁", 2, "ab大桥梁"),
        ("", 2, ""),
    ],
)
def test_slugs(text: str, words: int, slug: str) -> None:
    """A slug has the first words of a text that say something, in plain letters."""
    assert keys.slug(text, words) == slug


@pytest.mark.parametrize(
    ("key", "taken", "made"),
    [
        ("lim", (), "lim"),
        ("lim", {"lim"}, "lim-2"),
        ("Lim", {"lim", "lim-2"}, "Lim-3"),
        ("a--b", (), "source-2"),
        ("a--b", {"source-2"}, "source-3"),
    ],
)
def test_unique(key: str, taken: Container[str], made: str) -> None:
    """A key that is taken, or is none, gets a number."""
    assert keys.make_unique(key, taken) == made


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"author": [{"given": "Ada"}]}, "ada"),
        ({"author": [], "editor": [{"family": "Roe"}]}, "roe"),
        ({"author": [{"family": "?"}], "editor": [{"family": "Roe"}]}, "roe"),
        ({"publisher": "The Lome Works Press"}, "lome-works"),
        ({"container-title": "Lome News", "publisher": "Lim"}, "lome-news"),
        ({"author": [{"family": "von der Lim Roe"}]}, "von-der"),
        ({"URL": "https://news.example.org"}, "news"),
    ],
)
def test_proposed_of(values: Values, key: str) -> None:
    """A key begins with who wrote, edited or published a source, or with where it is."""
    assert keys.propose(values, ()) == key


@pytest.mark.parametrize(
    ("field", "faults"),
    [
        ("month = august", []),
        ("month = aug", []),
        ("month = never", ["'month' names no @string: 'never'"]),
        ("title = august", ["'title' names no @string: 'august'"]),
    ],
)
def test_month_words(field: str, faults: list[str]) -> None:
    """A month may stand in no braces, and nothing else may that is no @string."""
    found = formats.FORMATS["bibtex"].parse(f"@misc{{a,\nyear = 2020,\n{field}}}").faults

    assert [each.message for each in found if "@string" in each.message] == faults


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("doi:10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/a%3Cb%3E", "10.1000/a<b>"),
        ("10.1000", None),
        ("https://example.org/10.1000/182", None),
    ],
)
def test_doi(text: str, doi: str | None) -> None:
    """A DOI is known with and without its address."""
    assert identifiers.find_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "isbn", "issn", "wrong"),
    [
        ("0028-0836 (Print) 1476-4687 (Electronic)", "", "0028-0836, 1476-4687", ()),
        ("978-0-306-40615-7; ISBN 0-306-40615-2", "978-0-306-40615-7, 0-306-40615-2", "", ()),
        ("978 0 306 40615 7", "978 0 306 40615 7", "", ()),
        ("080442957X", "080442957X", "", ()),
        ("0028-0837", "", "", ("0028-0837",)),
        ("n/a", "", "", ("n", "a")),
    ],
)
def test_numbers(text: str, isbn: str, issn: str, wrong: tuple[str, ...]) -> None:
    """ISBNs and ISSNs are told apart, and those whose check digit is wrong are left out."""
    assert identifiers.find_isbn_issn(text) == (isbn, issn, wrong)


def test_items(tmp_path: Path) -> None:
    """CSL-JSON may be one entry, or a list within an object."""
    entry = {"id": "a", "type": "book", "title": "T"}

    for value in (entry, [entry], {"items": [entry]}):
        assert read(json.dumps(value), "csl-json") == {"a": {"type": "book", "title": "T"}}
    del tmp_path


@pytest.mark.parametrize(("length", "reached"), [(1, True), (41, True), (42, False)])
def test_crossref_chain(length: int, reached: bool) -> None:  # noqa: FBT001
    """Fields are lent from entry to entry, up to a limit that no real file comes near."""
    links = [f"@misc{{a{at}, title={{T}}, crossref={{a{at + 1}}}}}\n" for at in range(length)]

    found = read("".join(links) + f"@misc{{a{length}, publisher={{P}}}}", "bibtex")

    assert ("publisher" in found["a0"]) is reached


@pytest.mark.parametrize(("length", "faults"), [(50_000, 0), (50_001, 1)])
def test_long_value(length: int, faults: int) -> None:
    """A value that is joined from strings has at most 100 000 letters; the rest is cut."""
    text = f"@string{{a = {{{'x' * length}}}}}\n@misc{{a, note = a # a, title = {{T}}}}"

    found = formats.read_text(text, "bibtex")

    assert len(found.entries[0].values["note"]) == length * (2 - faults)
    assert [fault[:2] for fault in found.faults] == [(2, "the value of 'note' is too long")][
        :faults
    ]


@pytest.mark.parametrize(("depth", "read"), [(60, True), (61, False)])
def test_nested_json(depth: int, read: bool) -> None:  # noqa: FBT001
    """What is nested deeper than any bibliography is left out, and said to be so."""
    nested = "[" * depth + "]" * depth

    found = formats.read_text(f'[{{"id": "a", "title": "T", "x": {nested}}}]', "csl-json")

    assert bool(found.entries) is read
    assert any(fault.message == "it is nested too deeply" for fault in found.faults) is not read
