"""The link definitions of a Markdown page: which no link uses, and where they stand."""

from __future__ import annotations

import pytest

from explainer.site.markdown_scanner import may_have_unused_definitions, unused_definitions

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
