"""What an import is going to do: new sources, what is there already, and keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from explainer.bibliography import formats, importer, keys
from explainer.bibliography.entries import (
    Bibliography,
    Entry,
    extra_fields,
    fault_of,
    read_extra_fields_note,
    validate,
)

HEAT: dict[str, Any] = {
    "type": "report",
    "title": "Heat",
    "URL": "https://example.org/heat",
    "DOI": "10.1000/A",
    "note": "n",
}
RAIN: dict[str, Any] = {**HEAT, "title": "Rain"}
PLANS: dict[str, tuple[str, list[str], list[str], list[str], int]] = {
    "the same": ("@report{heat, title={Heat}, note={n}}", [], [], [], 1),
    "the same by a capital": ("@report{Heat, title={Heat}}", [], [], [], 1),
    "other facts": (
        "@report{heat,\n title={Hot}, note={m}, doi={10.1000/A}}",
        [],
        ["1: 'heat' is a source already, and differs in title, URL, note"],
        [],
        0,
    ),
    "a key twice": (
        "\n@report{a, title={A}}\n@report{A, title={A}}",
        ["a"],
        ["3: 'A' is there already, on line 2"],
        [],
        0,
    ),
    "the same by another key": (
        "@report{b, title={HEAT}, doi={10.1000/a}}",
        [],
        ["1: 'b' is the same source as 'heat'"],
        [],
        0,
    ),
    "all the same by another key": (
        "@report{b, title={Heat}, url={https://example.org/heat}}",
        [],
        [],
        [],
        1,
    ),
    "the same without a key": (
        "@report{, title={Heat}, note={m}, doi={10.1000/A}}",
        [],
        ["1: 'the entry' is the same source as 'heat'", "1: an entry has no key"],
        [],
        0,
    ),
    "the same twice in the file": (
        "".join(f"@misc{{{key}, title={{A}}, doi={{10.1000/b}}}}\n" for key in "abc"),
        ["a"],
        [f"{line}: '{' bc'[line - 1]}' is the same source as 'a' of line 1" for line in (2, 3)],
        [],
        0,
    ),
    "another title": (
        "@misc{b,\n title={B},\n url={http://www.example.org/heat/#x}}",
        ["b"],
        ["3: 'b' has the address or the DOI of 'heat', and another title"],
        [],
        0,
    ),
    "one of two with its address": (
        "@report{b, title={Rain}, url={https://example.org/heat}}",
        [],
        [],
        [],
        1,
    ),
    "no key": ("@misc{, title={A}}", ["a"], ["1: an entry has no key"], [], 0),
    "an address as its key": (
        "@misc{http://example.org/items/1, title={A}}",
        ["a"],
        [],
        ["1: 'http://example.org/items/1' cannot be cited as it is (its key is now 'a')"],
        0,
    ),
    "a key with spaces": (
        "@misc{a b, title={A}}\n@misc{a?b, title={B}}",
        ["a-b"],
        ["2: 'a?b' is there already, on line 1"],
        ["1: 'a b' cannot be cited as it is (its key is now 'a-b')"],
        0,
    ),
    "a title that a key is made of twice": (
        "@misc{, title={Heat}}\n@misc{, title={Heat}}\n@misc{, title={Heat}}",
        ["heat-2", "heat-3", "heat-4"],
        ["1: an entry has no key", "2: an entry has no key", "3: an entry has no key"],
        [],
        0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "new", "faults", "notes", "same"), PLANS.values(), ids=PLANS)
def test_plan(text: str, new: list[str], faults: list[str], notes: list[str], same: int) -> None:
    """An entry becomes a source, or is one already, or is a fault; a key may be changed."""
    index = importer.SourceIndex({"heat": HEAT, "rain": RAIN})

    plan = importer.plan_import(formats.read_text(text, "bibtex"), index, {})

    assert [each.key for each in plan.new_sources] == new
    assert [f"{each.line}: {each.message}" for each in plan.faults] == faults
    assert [f"{each.line}: {each.message} ({each.hint})" for each in plan.notes] == notes
    assert plan.unchanged == same
    assert all(index.get(key) and key in index for key in new)


def test_given() -> None:
    """Values that are given for all are written, unless an entry has its own; wrong ones told."""
    text = "\n@report{a, title={A}}\n@report{b, title={B}, note={mine}}"
    index = importer.SourceIndex({})

    plan = importer.plan_import(
        formats.read_text(text, "bibtex"), index, {"note": "all", "tier": "best"}
    )

    assert [each.line for each in plan.new_sources] == [2, 3]
    assert [each.text.count("note: all\n") for each in plan.new_sources] == [1, 0]
    assert "note: mine\n" in plan.new_sources[1].text
    assert [fault.line for fault in plan.faults] == [2, 3]
    assert "'tier' cannot be 'best'" in plan.faults[0].message


SLUGS = {
    "The Heat of the Rivers": "heat-rivers",
    "one two three four five": "one-two-three-four",
    "the of": "the-of",
    "It’s Jane's _ day_": "its-janes-day",
    "Ärger über Öl": "arger-uber-ol",
    "a" * 30: "a" * 24,
    "大桥 ab": "ab",
    "大桥楼 ab": "大桥楼-ab",
    "": "",
    "1850": "1850",
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_slug(text: str, slug: str) -> None:
    """A text is cut to its first words that say something, in letters of ASCII if it has some."""
    assert keys.slug(text) == slug


CREATORS: dict[str, dict[str, Any]] = {
    "doe": {"author": [{"family": "Doe", "literal": "X"}], "editor": [{"family": "Roe"}]},
    "world-bank": {"author": [{"literal": "World Bank Group"}], "publisher": "P"},
    "jane": {"author": [{"given": "Jane"}]},
    "roe": {"author": [{"family": "!"}], "editor": [{"family": "Roe"}]},
    "town-crier": {"author": [], "container-title": "The Town Crier Daily", "publisher": "P"},
    "press": {"publisher": "Press", "URL": "https://www.example.org"},
    "example": {"URL": "https://www.example.org/a"},
    "source": {"URL": "nowhere"},
}


@pytest.mark.parametrize(("key", "values"), CREATORS.items())
def test_creator(key: str, values: dict[str, Any]) -> None:
    """A key begins with the author, or else the editor, the periodical, the publisher, the host."""
    assert keys.propose(values, ()) == key


LONG = "w" * 24
UNIQUE = [
    ("a", {"b"}, "a"),
    ("A", {"a"}, "A-2"),
    ("a", {"a", "a-2", "a-3"}, "a-4"),
    ("two words", {"source-2"}, "source-3"),
]


@pytest.mark.parametrize(("key", "taken", "made"), UNIQUE)
def test_unique(key: str, taken: set[str], made: str) -> None:
    """A key that is taken, by whatever capitals, gets a number."""
    assert keys.make_unique(key, taken) == made


def test_key_lengths() -> None:
    """A key may have 160 bytes, but one that is changed or proposed has at most 80 letters."""
    assert keys.normalize("a" * 160) == "a" * 160
    assert keys.normalize("a" * 161) == "a" * 80
    assert keys.normalize("a b" + "c" * 100) == "a-b" + "c" * 77
    title = " ".join([LONG] * 3)
    assert len(keys.propose({"title": title, "issued": "2020-01"}, ())) == 79
    assert len(keys.propose({"title": f"{title} {LONG}", "issued": "2020-01"}, ())) == 79
    assert len(keys.propose({"title": title, "issued": "2020", "publisher": "P"}, ())) == 80


@pytest.mark.parametrize("key", ["about", "claims/a", "a%b", "a$b", "a?b", "a\\b", "a" * 161, ""])
def test_invalid_key(key: str) -> None:
    """A label, a claim's key, one of signs that files cannot have, or one too long is no key."""
    assert not keys.is_valid(key)


def test_entry() -> None:
    """An entry keeps the first text of a field, without markup, and all its names."""
    entry = Entry("a", 3)

    entry.add("title", " ", 4)
    entry.add("title", "<i>Heat</i> &amp; rain", 5)
    entry.add("title", "More", 6)
    entry.add("note", "<i>n</i>")
    entry.add("language", "German")
    entry.add_names("author", [{"family": " "}], 7)
    entry.add_names("author", [{"family": " Doe ", "given": ""}], 8)
    entry.add_names("author", [{"literal": "WHO"}], 9)
    entry.add_names("editor", [{"literal": "UN"}])

    assert entry.values == {
        "title": "Heat & rain",
        "note": "<i>n</i>",
        "language": "de",
        "author": [{"family": "Doe"}, {"literal": "WHO"}],
        "editor": [{"literal": "UN"}],
    }
    assert entry.lines == {"title": 5, "note": 3, "language": 3, "author": 8, "editor": 3}


def test_nearest() -> None:
    """Similar words are looked for 200 times in a file, since that takes its time."""
    bibliography = Bibliography()

    found = [bibliography.nearest("heet", ["heat", "rain"]) for _ in range(201)]

    assert found == ["heat"] * 200 + [None]
    assert Bibliography().nearest("xyz", ["heat"]) is None


def test_future() -> None:
    """A date may be five years ahead, and no more."""
    year = dt.datetime.now(tz=dt.UTC).year

    assert fault_of("issued", f"{year + 5}-12") is None
    assert fault_of("issued", str(year + 6)) == f"lies in the future: '{year + 6}'"
    assert fault_of("accessed", f"{year + 6}-01-01") == f"lies in the future: '{year + 6}-01-01'"
    assert fault_of("issued", "soon") == "is not a date: 'soon'"
    assert fault_of("title", "3021") is None


VALID: list[tuple[dict[str, Any], dict[str, Any], list[int]]] = [
    ({"DOI": "10.1000/1", "title": "T"}, {"title": "T", "URL": "https://doi.org/10.1000/1"}, []),
    ({"DOI": "10.1000/1", "URL": "https://a.org"}, {"URL": "https://a.org"}, []),
    ({"DOI": "none", "title": "T"}, {"title": "T"}, [7]),
    ({"issued": "soon", "author": [{"literal": "A"}]}, {"author": [{"literal": "A"}]}, [2]),
]


@pytest.mark.parametrize(("values", "kept", "lines"), VALID)
def test_validate(values: dict[str, Any], kept: dict[str, Any], lines: list[int]) -> None:
    """What the schema rejects is a fault at its line; a DOI gives an address to what has none."""
    entry = Entry("a", 2, dict(values), {"DOI": 7})
    bibliography = Bibliography(entries=[entry])

    validate(bibliography)

    assert {name: value for name, value in entry.values.items() if name != "DOI"} == kept
    assert ("DOI" in entry.values) == (values.get("DOI") == "10.1000/1")
    assert [fault.line for fault in bibliography.faults] == lines


NOTES: dict[str, tuple[bool, dict[str, Any], list[str]]] = {
    "by hand": (False, {}, []),
    "explainer": (False, {}, []),
    ' explainer: {"tier": "primary"} ': (True, {"tier": "primary"}, []),
    "explainer: [1]": (True, {}, ["the note with further fields is no JSON"]),
    'explainer: {"title": null, "x": null}': (True, {}, ["the note has a wrong field 'x'"]),
    'explainer: {"author": [{"family": "Doe"}]}': (True, {"author": [{"family": "Doe"}]}, []),
    'explainer: {"author": [{"family": 1}]}': (True, {}, ["the note has a wrong field 'author'"]),
    'explainer: {"author": ["Doe"]}': (True, {}, ["the note has a wrong field 'author'"]),
    'explainer: {"titel": "T"}': (True, {}, ["the note has a wrong field 'titel'"]),
}


@pytest.mark.parametrize(("note", "found"), NOTES.items())
def test_note(note: str, found: tuple[bool, dict[str, Any], list[str]]) -> None:
    """A note that we wrote sets the fields that a format cannot represent, or takes them away."""
    entry, bibliography = Entry("a", 1, {"title": "T"} if "null" in note else {}), Bibliography()

    ours = read_extra_fields_note(entry, note, 4, bibliography)

    assert (ours, entry.values, [each.message for each in bibliography.faults]) == found
    assert all(line == 4 for line in entry.lines.values())
    assert all(each.line == 4 for each in bibliography.faults)


def test_note_hint() -> None:
    """A wrong field of a note is likely a slip of one that there is."""
    bibliography = Bibliography()
    read_extra_fields_note(Entry("a", 1), 'explainer: {"titel": "", "q": ""}', 1, bibliography)

    assert [each.hint for each in bibliography.faults] == [
        "did you mean 'title'?",
        "export the source again",
    ]


def test_extra_fields() -> None:
    """Only what a format changes or leaves out is extra, in the order of the schema."""
    values: dict[str, Any] = {"tier": "primary", "title": "T", "note": "n"}

    assert extra_fields(values, {"title": "T", "note": "m", "genre": "g"}) == {
        "genre": None,
        "note": "n",
        "tier": "primary",
    }
