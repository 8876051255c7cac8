"""Titles of an article as they stand in a project: on pages, in YAML, as names of files."""

from __future__ import annotations

import pytest
import yaml

from explainer.scaffold.file_names import (
    MAX_LABEL_LENGTH,
    escape_markdown,
    make_unique,
    navigation_label,
    normalize_title,
    quote_yaml,
    slug_of,
    truncate,
)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one t…"),
        ("one two", 5, "one…"),
        ("one, two", 6, "one…"),
        ("onetwothree", 6, "onetw…"),
        ("a onetwothree", 8, "a onetw…"),
        ("onet wothree", 8, "onet wo…"),
        ("onetw othree", 8, "onetw…"),
        ("one two three", 9, "one two…"),
    ],
)
def test_truncate(text: str, most: int, expected: str) -> None:
    """A long text ends at a word, if that leaves more than half of what there is room for."""
    assert truncate(text, most) == expected
    assert len(expected) <= most


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (" A\u200e  b\tc\x00\n", "A b c"),
        ("e\u0301", "é"),
        ("a" * 160, "a" * 160),
        ("a" * 161, "a" * 159 + "…"),
        ("\u202eab", "ab"),
        ("", ""),
    ],
)
def test_title(title: str, expected: str) -> None:
    """A title is one line without what is not seen."""
    assert normalize_title(title) == expected


def test_label() -> None:
    """A label is short and holds no tag."""
    assert navigation_label("<b> & c") == "‹b› & c"
    assert len(navigation_label("word " * 30)) <= MAX_LABEL_LENGTH


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("*a* [b] `c` _d_ \\", "\\*a\\* \\[b\\] \\`c\\` \\_d\\_ \\\\"),
        ("a & <b> {c} @d", "a &amp; &lt;b&gt; &#123;c&#125; &#64;d"),
        ("C# and C##", "C# and C&#35;&#35;"),
        ("# a", "# a"),
    ],
)
def test_markdown(title: str, expected: str) -> None:
    """In Markdown a title stays text."""
    assert escape_markdown(title) == expected


@pytest.mark.parametrize(
    "text", ["a: b", '"a" # allow x: y', "a <!-- allow b -->", "é\\", "x" * 300]
)
def test_yaml(text: str) -> None:
    """In YAML a title is one quoted line that allows nothing."""
    quoted = quote_yaml(text)

    assert yaml.safe_load(quoted) == text
    assert quoted.startswith('"')
    assert "\n" not in quoted
    assert "# allow" not in quoted
    assert "<!--" not in quoted


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("The Deal", (), "the-deal"),
        ("The Deal", ("the-deal",), "the-deal-2"),
        ("The Deal", ("the-deal", "the-deal-2"), "the-deal-3"),
        ("Section one: the deal", (), "section-one"),
        ("One: the deal", (), "one-the-deal"),
        ("Seventh: the deal", (), "seventh"),
        ("Sevent: the deal", (), "sevent-the-deal"),
        ("?!", (), "section"),
        ("?!", ("section",), "section-2"),
        ("Café d’Été", (), "cafe-dete"),
        ("Погода", (), "погода"),
        ("й", (), "й"),
        ("a" * 60, (), "a" * 48),
        ("a" * 40 + " " + "b" * 7, (), "a" * 40 + "-" + "b" * 7),
        ("a" * 40 + " " + "b" * 8, (), "a" * 40),
        ("天" * 32, (), "天" * 32),
        ("天" * 16 + " " + "天" * 16, (), "天" * 16),
    ],
)
def test_slug(title: str, taken: tuple[str, ...], slug: str) -> None:
    """A name for a file is made of the letters before the colon, and is no other's."""
    assert slug_of(title, "section", taken) == slug


def test_unique() -> None:
    """A name that is not taken stays as it is."""
    assert make_unique("a", ["b"]) == "a"
    assert make_unique("a", ["a", "a-3"]) == "a-2"
