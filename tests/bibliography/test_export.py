"""Sources go out, and come back as they were, in every format."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import projects
from explainer.bibliography import entries, formats
from explainer.model import SEEN, WORDS_FROM
from explainer.sources import FIELDS, clean, to_yaml, values_of
from explainer.sources.bibliographic_fields import TYPES
from explainer.yaml_schema import CHECKS

FIELDS_BY_NAME = {field.name: field for field in FIELDS}
LETTERS = "\\{}~^&%$#_-`',\"abZ é漢字ع–—“”😀=@?!()[]<>|;:./19\n\t"
PHRASES = (
    *("and", "others", "et al.", "Doe, Jane and Bob", "{", "}", "\\", "%", "@article{x,", "~"),
    *("explainer: {", "TY  - JOUR", "ER  - ", "null", "yes", "- a", "# b", "'", "1.10"),
)
NASTY = (
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=20)
    | st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
    | st.sampled_from(PHRASES)
)
TEXT = NASTY.map(clean).filter(bool)
NAME = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("family", "given", "non-dropping-particle", "dropping-particle", "suffix", "literal"), TEXT
    ),
).filter(bool)
NAMES = st.lists(NAME, min_size=1, max_size=3)
DATE = st.dates(dt.date(1000, 1, 1), dt.date(2026, 1, 1)).map(str)
URL = st.text(st.sampled_from("ab%20{}\\_~#?&=;,()漢"), max_size=12).map(
    lambda end: f"https://example.org/{end}"
)
SPECIAL: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(TYPES),
    "issued": st.builds(lambda date, end: date[:end], DATE, st.sampled_from([4, 7, 10])),
    "accessed": DATE,
    "URL": URL,
    "archive": URL,
    "DOI": st.text(st.sampled_from("ab%{}\\_()<>;/1"), min_size=1).map("10.1234/{}".format),
    "ISBN": st.sampled_from(["978-0-306-40615-7", "0306406152, 080442957X"]),
    "ISSN": st.sampled_from(["1758-678X", "0028-0836, 1476-4687"]),
    "author": NAMES,
    "editor": NAMES,
    "translator": NAMES,
    "tier": st.just("primary"),
    "reliance": st.just("pointer"),
    "seen": st.sampled_from(SEEN),
    "read": DATE,
    "outcome": st.just("found"),
    "checked": st.just("partly"),
    "text-hash": st.just("sha256:" + "a" * 64),
    "passages": st.lists(
        st.fixed_dictionaries(
            {"slug": st.sampled_from(["a", "b-c"]), "fact": TEXT},
            optional={"words": TEXT, "locator": TEXT, "words_from": st.sampled_from(WORDS_FROM)},
        ),
        min_size=1,
        max_size=2,
        unique_by=lambda passage: passage["slug"],
    ),
}  # fmt: skip
SOURCE = st.fixed_dictionaries(
    {"title": TEXT, "URL": URL},
    optional={
        field.name: SPECIAL.get(field.name, TEXT)
        for field in FIELDS
        if field.name not in {"title", "URL"}
    },
).filter(
    lambda values: all(
        CHECKS[FIELDS_BY_NAME[name].kind](value, FIELDS_BY_NAME[name]) is None
        for name, value in values.items()
        if isinstance(value, str)
    )
)
SOURCES = st.dictionaries(
    st.sampled_from(["a", "b/c", "d:e-1", "漢"]), SOURCE, min_size=1, max_size=2
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(SOURCE)
@QUICK
def test_yaml(values: dict[str, Any]) -> None:
    """What is written as a source's file is read as it was, in the order of the schema."""
    text = to_yaml(values)

    assert values_of(text, "a.yml") == values
    assert [line.split(":")[0] for line in text.splitlines() if re.match(r"[\w-]+:", line)] == [
        field.name for field in FIELDS if field.name in values
    ]


@pytest.mark.parametrize("form", formats.FORMATS)
@given(sources=SOURCES)
@QUICK
def test_back(form: str, sources: dict[str, Any]) -> None:
    """What is exported is imported with the same fields, without a fault, and exported alike."""
    text = formats.FORMATS[form].write(sources)

    found = formats.FORMATS[form].parse(text)
    entries.validate(found)

    assert found.faults == []
    assert {entry.key: entry.values for entry in found.entries} == sources
    again = {key: dict(reversed(values.items())) for key, values in sources.items()}
    assert formats.FORMATS[form].write(again) == text
    _readable_by_others(form, text, list(sources))


def _readable_by_others(form: str, text: str, keys: list[str]) -> None:
    """Others' parsers find the same entries in what is exported."""
    if form == "bibtex":
        library = parse_string(text)
        assert not library.failed_blocks
        found = [entry.key for entry in library.entries]
        # BibTeX itself counts every brace, escaped or not.
        assert text.count("{") == text.count("}")
    elif form == "ris":
        assert text.replace("\r\n", "").count("\n") == 0
        found = [entry["id"] for entry in rispy.loads(text.replace("\r\n", "\n"))]
    else:
        found = [entry["id"] for entry in json.loads(text)]
    assert found == keys


PLAIN = {
    "type": "article-journal",
    "title": "50% of {Bridges} & more: a \\test_1 ~ #2 $3 ^",
    "title-short": "Bridges",
    "author": [
        {"family": "Müller", "given": "Ada"},
        {"family": "Gogh", "given": "V.", "non-dropping-particle": "van"},
        {"literal": "The Town and its Bridge"},
    ],
    "editor": [{"family": "Doe", "given": "Jane"}],
    "translator": [{"family": "Roe", "given": "R."}],
    "container-title": "Journal of Bridges & Rivers",
    "container-title-short": "J. Bridges",
    "collection-title": "A series",
    "event-title": "A meeting",
    "edition": "2nd",
    "volume": "3",
    "issue": "4",
    "page": "12–34",
    "number-of-pages": "184",
    "genre": "Survey",
    "version": "2.1",
    "publisher": "Town Press",
    "publisher-place": "Ås",
    "issued": "2025-08-14",
    "URL": "https://example.org/a_b?c=%20&d=~e#f",
    "DOI": "10.1234/a_b(1)",
    "ISBN": "978-0-306-40615-7",
    "ISSN": "1758-678X",
    "PMID": "123",
    "PMCID": "PMC123",
    "keyword": "bridge, river",
    "accessed": "2026-01-02",
    "language": "en",
    "note": "See ‘there’ -- 100 % sure",
}
PLACES = {
    "csl-json": {*PLAIN, "number", "collection-number"},
    "bibtex": {*PLAIN, "number", "collection-number"},
    "ris": {*PLAIN, "number"} - {"event-title", "number-of-pages", "version", "PMID", "PMCID"},
}
"""The fields of a source that each format has a place of its own for."""

RIS_NAMES = [{"family": "Müller", "given": "Ada", "suffix": "Jr."}, {"literal": "The Town"}]


@pytest.mark.parametrize("form", formats.FORMATS)
def test_native(form: str) -> None:
    """What a format has a place for stands there, and not in the note with the rest."""
    native = PLACES[form]
    values: dict[str, Any] = {
        name: value
        for name, value in PLAIN.items()
        if name in native and not (form == "ris" and name == "author")
    }
    if form == "ris":
        values["author"] = RIS_NAMES
    books = {"number": "7", "type": "report"}

    for change in ({}, books):
        source = {**values, **change}
        if change:
            source.pop("issue", None)
        text = formats.FORMATS[form].write({"a": source})
        assert "explainer" not in text, text


def test_bibtex_text(tmp_path: Path) -> None:
    """BibTeX has its own characters escaped, others as they are, dates twice, passages as JSON."""
    projects.write(tmp_path, {**projects.BASE, "docs/sources/ipcc.yml": projects.IPCC.replace(
        "Climate Change", "50% of {Climate} & Change_1"
    )})  # fmt: skip

    assert projects.run(tmp_path, "source", "export").output == (
        "@techreport{ipcc,\n"
        "  title = {{50\\% of \\textbraceleft{}Climate\\textbraceright{} \\& Change\\_1}},\n"
        "  institution = {IPCC},\n"
        "  date = {2023-03},\n"
        "  year = {2023},\n"
        "  month = mar,\n"
        "  url = {https://example.org/ipcc},\n"
        '  annote = {explainer: \\textbraceleft{}"tier": "research", "origin": "ipcc", "passages":'
        ' [\\textbraceleft{}"slug": "warming", "fact": "The air has warmed by 1.1 °C since 1850.",'
        ' "words": "global surface temperature reached 1.1 °C above"\\textbraceright{}]'
        "\\textbraceright{}},\n}\n"
    )


def test_ris_text(tmp_path: Path) -> None:
    """RIS ends its lines as it is told to, and each record by ER."""
    projects.write(tmp_path, projects.BASE)

    ris = projects.run(tmp_path, "source", "export", "--output=all.ris", "ipcc")
    assert ris.stderr == "wrote 1 source to all.ris as ris\n"

    raw = (tmp_path / "all.ris").read_bytes()
    assert raw.startswith(b"TY  - RPRT\r\nID  - ipcc\r\nTI  - Climate Change\r\n")
    assert raw.endswith(b"\r\nER  - \r\n\r\n")


def test_csl_text(tmp_path: Path) -> None:
    """CSL-JSON has numbers in its dates, and what is not CSL's in `custom`."""
    projects.write(tmp_path, projects.BASE)

    result = projects.run(tmp_path, "source", "export", "--format=csl-json")

    [entry] = json.loads(result.output)
    assert entry["issued"] == {"date-parts": [[2023, 3]]}
    assert set(entry["custom"]["explainer"]) == {"tier", "origin", "passages"}


def test_chosen(tmp_path: Path) -> None:
    """Sources are chosen by their keys, and sorted by them; an unknown one is refused."""
    more = {f"docs/sources/{key}.yml": projects.IPCC for key in ("b", "a")}
    projects.write(tmp_path, {**projects.BASE, **more})

    text = projects.run(tmp_path, "source", "export", "ipcc", "a", "--format=csl-json").output
    unknown = projects.run(tmp_path, "source", "export", "ipccc")

    assert [entry["id"] for entry in json.loads(text)] == ["a", "ipcc"]
    assert unknown.exit_code == 2
    assert unknown.output == "error: there is no source 'ipccc'; did you mean 'ipcc'?\n"


def test_broken(tmp_path: Path) -> None:
    """What a broken file holds cannot be exported, and is said to be left."""
    broken = {"docs/sources/a.yml": "title: [\n", "docs/sources/b.yml": "title: B\nissued: soon\n"}
    projects.write(tmp_path, {**projects.BASE, **broken})

    result = projects.run(tmp_path, "source", "export", "--format=csl-json", "--output=all.json")

    assert result.exit_code == 1
    keys = [entry["id"] for entry in json.loads((tmp_path / "all.json").read_text("utf-8"))]
    assert keys == ["b", "ipcc"]
    assert "docs/sources/a.yml: holds what is wrong" in result.output
    assert "docs/sources/b.yml: holds what is wrong" in result.output


def test_nothing(tmp_path: Path) -> None:
    """Where there is no source there is nothing to export, and a wrong output is an error."""
    projects.write(tmp_path, {"docs/index.md": "# Home\n"})
    assert projects.run(tmp_path, "source", "export").exit_code == 2

    projects.write(tmp_path, {**projects.BASE, "file": ""})
    result = projects.run(tmp_path, "source", "export", "--output=file/all.bib")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: file/all.bib: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_full(tmp_path: Path) -> None:
    """Where there is no room for what is exported, that is said in a line."""
    projects.write(tmp_path, projects.BASE)
    command = [sys.executable, "-m", "explainer", "source", "export"]

    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )

    assert result.returncode == 2
    assert result.stderr.decode().startswith("error: standard output: No space left")


NOTES = {
    '{"tear": "primary"}': "the note has a wrong field 'tear'",
    '{"tier": ["primary"]}': "the note has a wrong field 'tier'",
    '{"passages": "all"}': "the note has a wrong field 'passages'",
    '{"passages": [{"slug": "a", "fakt": "b"}]}': "the note has a wrong field 'passages'",
    '{"tier": "best"}': "'tier' cannot be 'best'",
    "{": "is no JSON",
    "[]": "is no JSON",
}


@pytest.mark.parametrize(("note", "message"), NOTES.items())
def test_changed_notes(tmp_path: Path, note: str, message: str) -> None:
    """A note with fields that was changed by hand is a fault where it is wrong."""
    record = f"TY  - RPRT\nID  - a\nTI  - T\nN1  - explainer: {note}\nER  - \n"
    projects.write(tmp_path, {**projects.BASE, "a.ris": record})

    result = projects.run(tmp_path, "source", "import", "a.ris")

    assert message in result.output
    text = (tmp_path / "docs/sources/a.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {"type": "report", "title": "T"}


BIBTEX: dict[str, tuple[dict[str, Any], str]] = {
    "an article": (
        {
            "type": "article-newspaper",
            "container-title": "C",
            "issue": "4",
            "page": "1–2",
            "issued": "2020-11",
        },
        (
            "@article{a,\n  journal = {C},\n  entrysubtype = {newspaper},\n"
            "  pages = {1--2},\n  number = {4},\n  date = {2020-11},\n  year = {2020},\n"
            "  month = nov,\n}\n"
        ),
    ),
    "a chapter": (
        {"type": "chapter", "container-title": "C", "issue": "4", "number": "5", "issued": "2020"},
        (
            "@incollection{a,\n  booktitle = {C},\n  issue = {4},\n  number = {5},\n"
            "  date = {2020},\n  year = {2020},\n}\n"
        ),
    ),
    "a book of a series": (
        {"type": "book", "collection-title": "S", "collection-number": "6"},
        "@book{a,\n  series = {S},\n  number = {6},\n}\n",
    ),
    "a report of a series": (
        {"type": "report", "collection-title": "S", "number": "6", "publisher": "P"},
        "@techreport{a,\n  series = {S},\n  institution = {P},\n  number = {6},\n}\n",
    ),
    "a thesis": (
        {"type": "thesis", "publisher": "P", "URL": "https://a.org/{b}\\", "title-short": "T"},
        (
            "@phdthesis{a,\n  shorttitle = {{T}},\n  school = {P},\n"
            "  url = {https://a.org/%7Bb%7D%5C},\n}\n"
        ),
    ),
    "no type": (
        {"author": [{"family": "Doe", "given": "J"}], "editor": [{"literal": "UN"}], "genre": "G"},
        "@misc{a,\n  author = {Doe, J},\n  editor = {{UN}},\n  type = {G},\n}\n",
    ),
}
RIS: dict[str, tuple[dict[str, Any], str]] = {
    "an article": (
        {
            "type": "article-newspaper",
            "author": [{"family": "Doe", "given": "J"}, {"literal": "UN"}],
            "editor": [{"family": "Gogh", "given": "V", "non-dropping-particle": "van"}],
            "page": "1–2",
            "issued": "2020-11",
            "accessed": "2021-01-02",
            "keyword": "a, b",
        },
        (
            "TY  - NEWS|ID  - a|AU  - Doe, J|AU  - UN|A2  - van Gogh, V|SP  - 1|EP  - 2|PY  - 2020|"
            "DA  - 2020/11//|Y2  - 2021/01/02/|KW  - a|KW  - b|N1  - explainer: "
        ),
    ),
    "a book": (
        {
            "type": "book",
            "author": [{"family": "King", "given": "M", "suffix": "Jr."}, {"family": "Plato"}],
            "translator": [{"given": "Ann"}],
            "page": "1-2, 5",
            "issued": "2020",
            "ISBN": "978-0-306-40615-7",
            "ISSN": "1758-678X",
        },
        (
            "TY  - BOOK|ID  - a|AU  - King, M, Jr.|AU  - Plato|A4  - , Ann|SP  - 1-2, 5|PY  - 2020|"
            "DA  - 2020///|SN  - 978-0-306-40615-7|SN  - 1758-678X|"
        ),
    ),
}


@pytest.mark.parametrize(("values", "text"), BIBTEX.values(), ids=BIBTEX)
def test_bibtex_fields(values: dict[str, Any], text: str) -> None:
    """BibTeX calls a field by the name that it has in an entry of that type."""
    written = formats.FORMATS["bibtex"].write({"a": values})

    assert re.sub(r"  annote = .*\n", "", written) == text


@pytest.mark.parametrize(("values", "text"), RIS.values(), ids=RIS)
def test_ris_tags(values: dict[str, Any], text: str) -> None:
    """RIS has a line for each name, page, date, number and keyword."""
    assert formats.FORMATS["ris"].write({"a": values}).replace("\r\n", "|").startswith(text)


@pytest.mark.parametrize("form", formats.FORMATS)
def test_odd_note(form: str) -> None:
    """A note that looks like one of ours is written among the fields, and once."""
    values: dict[str, Any] = {
        "type": "book",
        "title": "T",
        "note": 'explainer: {"tier": "primary"}',
    }

    text = formats.FORMATS[form].write({"a": values})

    assert text.count("explainer") == 2
    assert formats.FORMATS[form].parse(text).entries[0].values == values


def test_csl_fields() -> None:
    """CSL-JSON has a type always, and dates as numbers; only what CSL lacks is in `custom`."""
    values: dict[str, Any] = {
        "title": "T",
        "issued": "2020-01-02",
        "accessed": "2021-02-03",
        "page": "1–2",
    }

    [entry] = json.loads(formats.FORMATS["csl-json"].write({"a": values}))

    assert entry == {
        "id": "a",
        "type": "document",
        "title": "T",
        "page": "1–2",
        "issued": {"date-parts": [[2020, 1, 2]]},
        "accessed": {"date-parts": [[2021, 2, 3]]},
        "custom": {"explainer": {"type": None}},
    }
    plain = formats.FORMATS["csl-json"].write({"a": {"type": "book", "title": "é"}})
    assert plain == '[\n  {\n    "id": "a",\n    "type": "book",\n    "title": "é"\n  }\n]\n'
