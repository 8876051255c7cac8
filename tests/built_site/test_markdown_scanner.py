"""The link definitions of a Markdown page: which no link uses, and where they stand."""

from __future__ import annotations

import pytest

from explainer.site.markdown_brackets import is_escaped, opening_bracket
from explainer.site.markdown_scanner import (
    definitions,
    may_have_unused_definitions,
    unused_definitions,
)

UNUSED = [
    ("", []),
    ("[a]: b", ["a 1:1-1:4"]),
    ("   [a]: b", ["a 1:4-1:7"]),
    ("    [a]: b", []),
    ("x\n\n[a b]:\n  c", ["a b 3:1-3:6"]),
    ("[a]\n\n[a]: b", []),
    ("[x][A  b]\n\n[a b]: c", []),
    ("[a][]\n\n[a]: b\n[c]: d", ["c 4:1-4:4"]),
    ("[a]: b\n\n[a]", []),
    ("[a]: b\n[a]: c", ["a 1:1-1:4", "a 2:1-2:4"]),
    ("`[a]`\n\n[a]: b", ["a 3:1-3:4"]),
    ("```\n[a]\n```\n\n[a]: b", ["a 5:1-5:4"]),
    ("```\n[a]: b\n```", []),
    ("<!--\n[a]: b\n-->", []),
    ("`x` [a] `y`\n\n[a]: b", []),
    ("[^a]: b", []),
    ("[//]: # (c)", []),
    ("[c]: # (d)", []),
    ("[c]: <> (d)", []),
    ("[/]: b", []),
    ("[ / ]: b", []),
    ("--8<-- 'a.md'\n\n[a]: b", []),
    ("{% a %}\n\n[a]: b", []),
    ("{{ a }}\n\n[a]: b", []),
    ("x [a]: b", []),
    ("[a]: b\n\n[a](c)", []),
]


@pytest.mark.parametrize(("text", "found"), UNUSED)
def test_unused(text: str, found: list[str]) -> None:
    """A definition is unused if no label outside of code and comments has its name."""
    assert [
        f"{label} {place.line}:{place.column}-{place.end_line}:{place.end_column}"
        for label, place in unused_definitions(text, "a.md")
    ] == found
    assert may_have_unused_definitions(text.encode()) or not found


@pytest.mark.parametrize(
    ("text", "maybe"),
    [
        ("", False),
        ("[a](b)", False),
        ("[a]: b", True),
        ("x\n   [a]: b", True),
        ("    [a]: b", False),
        ("[^a]: b", False),
        ("[a]\n\n[a]: b", False),
        ("[a]: b\n\nx [a]", False),
        ("[a]: b\n\nx [a]: y", False),
        ("[a]: b\n\n[a] y", False),
        ("[a]: b\n  [a]: c", True),
        ("[a]: b\n\n`[a]`", True),
        ("[a]: b\n\n`x` [a]", True),
        ("[a]: b\n\n[a] `x`", False),
        ("```\n[a]\n```\n[a]: b", True),
        ("[a]\n```\nx\n```\n[a]: b", False),
        ("```\nx\n```\n[a]\n```\ny\n```\n[a]: b", False),
        ("[a]\n\n[a]: b\n[c]: d", True),
    ],
)
def test_may_have_unused(text: str, maybe: bool) -> None:  # noqa: FBT001
    """A page without definitions, or with a use of each, is not read any further."""
    assert may_have_unused_definitions(text.encode()) is maybe


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("[A  b]: c", [("a b", "c")]),
        ("x\n\n[a]: <b> 'c'\n[d]:\n  e", [("a", "b"), ("d", "e")]),
        ("[a]: <b", [("a", "b")]),
        ("[^a]: b", []),
    ],
)
def test_definitions(text: str, found: list[tuple[str, str]]) -> None:
    """A definition has its label, its URL without brackets, and where the URL stands."""
    read = list(definitions(text))

    assert [(label, url) for label, url, _, _ in read] == found
    assert [text[start:end] for _, _, start, end in read] == [url for _, url in found]


@pytest.mark.parametrize(
    ("text", "at", "opening", "escaped"),
    [
        ("[a]", 2, 0, False),
        ("![a]", 3, 0, False),
        ("x[a]", 3, 1, False),
        ("x![a]", 4, 1, False),
        ("[a[b]c]", 6, 0, False),
        ("[a[b]c]", 4, 2, False),
        ("a]", 1, 1, False),
        ("[[a]", 3, 1, False),
        ("x\\[a]", 4, 2, True),
        ("\\[a]", 3, 1, True),
        ("[a\\]", 3, 0, True),
        ("\\![a]", 4, 1, False),
        ("!\\[a]", 4, 2, True),
        ("![a\\]", 4, 0, True),
        ("\\", 0, 0, False),
        ("[a", 0, 0, False),
        (f"[{'a' * 1998}]", 1999, 0, False),
        (f"[{'a' * 1999}]", 2000, 2000, False),
    ],
)
def test_brackets(text: str, at: int, opening: int, escaped: bool) -> None:  # noqa: FBT001
    """A bracket closes the one that opens it, not too far before it, and may be escaped."""
    assert opening_bracket(text, at) == opening
    assert is_escaped(text, at) is escaped
