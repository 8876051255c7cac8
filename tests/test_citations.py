"""The grammar of citations."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainer import citations, opaque_text

CASES = yaml.safe_load((Path(__file__).parent / "citations.yml").read_text(encoding="utf-8"))
PLAIN = {"passage": None, "prefix": "", "locator": "", "narrative": False}
MARKUP = st.text(alphabet="[]@;#-,. \n`<>!\\:/{}()^ab1é", max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_find(case: dict[str, Any]) -> None:
    """In each text just the citations of the table are found, with all their parts."""
    known = case["known"].__contains__ if "known" in case else None
    found = [
        {
            "key": item.key,
            "passage": item.passage,
            "prefix": item.prefix,
            "locator": item.locator,
            "narrative": group.narrative,
        }
        for group in citations.find(case["text"], known)
        for item in group.items
    ]

    assert [{**PLAIN, **expected} for expected in case["found"]] == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a `b` c", [(2, 5, "code")]),
        ("\\@a <!-- b -->", [(0, 2, "escape"), (4, 14, "comment")]),
        ("[a](b) www.c.org <br>", [(0, 6, "link"), (7, 16, "url"), (17, 21, "html")]),
        ("@a [b]", []),
    ],
)
def test_opaque(text: str, kinds: list[tuple[int, int, str]]) -> None:
    """What no citation is read in is given with its extent and its syntax."""
    assert opaque_text.find(text) == kinds


@pytest.mark.parametrize(
    ("key", "expected"),
    [("a-b", True), ("", False), ("a#b", False), ("{a}", False), ("a b", False), ("-a", False)],
)
def test_is_key(key: str, *, expected: bool) -> None:
    """A key has neither braces nor a passage, and is the whole text."""
    assert citations.is_key(key) is expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("`@a` @a", 1, None),
        ("`@a` @a", 5, 7),
        ("[@a]b", 0, 4),
        ("[[x] @a] [y]", 0, 8),
        ("[x\n[y] @a]", 0, 10),
        ("[[x]\n\n@a]", 0, None),
    ],
)
def test_at(text: str, start: int, end: int | None) -> None:
    """At an offset, a citation is found unless it stands in code."""
    group = citations.at(text, start)

    assert (group and group.end) == end


def test_reference_at() -> None:
    """After a bracket, a bracket with an unknown key is no citation by itself."""
    assert citations.at("[x][@a]", 3, {"a"}.__contains__)
    assert citations.at("[x][@a]", 3, {"b"}.__contains__) is None
    assert citations.at("[x] [@a]", 4, {"b"}.__contains__)


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        (r"\@a", "a", True),
        (r"\@a", "b", False),
        (r"[\@a]", "b", True),
        (r"So `b` @b or \@a says.", "a", True),
        (r"So @b or \@a says.", "b", False),
        (r"x\@a", "a", False),
        ("so " * 400 + r"\@a", "a", True),
        ("[" + "so " * 330 + r"\@a]", "b", True),
        ("[" + "so " * 340 + r"\@a]", "b", False),
        (r"[\@a" + " so" * 300 + "]", "b", True),
    ],
)
def test_escaped(text: str, known: str, *, expected: bool) -> None:
    """A backslash counts where its key would cite without it, in the text around it."""
    assert citations.is_escaped(text, text.index("\\"), {known}.__contains__) is expected


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("[^]", [(0, 2)]),
        ("[x [y] ^z]", [(0, 9)]),
        ("[x [[y]] [^z]]", [(9, 12), (0, 13)]),
        ("[a] ^[b]", []),
        ("^a ] [", []),
        ("[x [y ^z", []),
        ("[x [y ^z]", [(3, 8)]),
        ("[" + "x" * 990 + "^]", [(0, 992)]),
        ("[" + "x" * 1000 + "^]", []),
    ],
)
def test_around(text: str, around: list[tuple[int, int]]) -> None:
    """The brackets around the mark are found from the inside to the outside."""
    assert list(citations.around(text.replace("^", ""), text.index("^"))) == around


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [@a] and [x @b; @c]", ["@a", "@b"]),
        ("[@a#b, p. 4]", ["@a#b"]),
        ("@a (@b) [c] [x](@d)", []),
        ("no key", []),
    ],
)
def test_literal(text: str, shown: list[str]) -> None:
    """Where brackets are shown as typed, the first key of each is found."""
    assert [text[start:end] for start, end in citations.literal(text)] == shown


@given(MARKUP | st.text())
def test_any_text(text: str) -> None:
    """Any text is read; citations come in order, do not overlap, and each is found on its own."""
    groups = citations.find(text)

    assert all(a.end <= b.start for a, b in itertools.pairwise(groups))
    for group in groups:
        assert citations.at(text, group.start) == group
        assert all(text[item.at] == "@" for item in group.items)
    for start, end in citations.literal(text):
        assert text[start] == "@"
        assert start < end


@given(st.from_regex(r"[a-z0-9]{1,5}([-.:/_][a-z0-9]{1,5}){0,3}", fullmatch=True))
def test_round_trip(key: str) -> None:
    """A key made of letters, digits and single marks between them can be cited as it is."""
    assert citations.is_key(key)
    assert [group.items[0].key for group in citations.find(f"It warmed [@{key}].")] == [key]


@pytest.mark.parametrize("text", ["[", "[@a; ", "`", "<", "[a](b ", "```\n[@a\n", "@a "])
def test_long_text(text: str) -> None:
    """A long and repetitive text is read in a time that does not explode."""
    citations.find(text * 2_000)
