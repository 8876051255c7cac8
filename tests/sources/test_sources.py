"""Sources: their schema, and how their files are read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import projects
from explainer import sources, yaml_schema
from explainer.sources import FIELDS, PASSAGE_FIELDS, Field, writer
from explainer.sources.bibliographic_fields import AUTHOR_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

EVERY = [*FIELDS, *PASSAGE_FIELDS, *AUTHOR_FIELDS]
CHECKED = [field for field in EVERY if field.kind not in {"text", "list"}]


@pytest.mark.parametrize("field", EVERY, ids=lambda field: field.name)
def test_documented(field: Field) -> None:
    """Every field says what belongs in it, with a good and a bad example."""
    assert field.guidance.endswith(".")
    assert field.good
    assert field.bad
    assert field.good != field.bad


@pytest.mark.parametrize("field", [f for f in EVERY if f.kind != "list"], ids=lambda f: f.name)
def test_good(field: Field) -> None:
    """A field accepts its good example."""
    assert yaml_schema.CHECKS[field.kind](field.good, field) is None


@pytest.mark.parametrize("field", CHECKED, ids=lambda field: field.name)
def test_bad(field: Field) -> None:
    """A field of which the form is checked refuses its bad example."""
    assert yaml_schema.CHECKS[field.kind](field.bad, field) is not None


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2025", True),
        ("2025-02", True),
        ("2024-02-29", True),
        ("2025-02-29", False),
        ("2025-00", False),
        ("2025-13-01", False),
        ("2025-1-1", False),
        ("25", False),
        ("August 2025", False),
        ("2025-08-14T10:00:00", False),
    ],
)
def test_dates(value: str, good: bool) -> None:  # noqa: FBT001
    """A date is a day of the calendar, a month or a year."""
    _, invalid = sources.read_source(f"issued: {value}\n", "heat", "heat.yml")

    assert (not invalid) is good


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://例え.jp/道", True),
        ("https://example.org/a b", False),
        ("example.org", False),
        ("ftp://example.org", False),
        ("https://", False),
        ("https://localhost", False),
        ("https://example.org:port/", False),
        ("https://[example.org/", False),
    ],
)
def test_addresses(value: str, good: bool) -> None:  # noqa: FBT001
    """An address is a full one, for the web."""
    _, invalid = sources.read_source(f"URL: {value!r}\n", "heat", "heat.yml")

    assert (not invalid) is good


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("ipcc-2023", True),
        ("a.b_c", True),
        ("reports/ipcc", True),
        ("analysis", False),
        ("two words", False),
        ("a--b", False),
        ("a#b", False),
        ("-a", False),
    ],
)
def test_keys(key: str, good: bool) -> None:  # noqa: FBT001
    """A file's name can be cited, and is no label."""
    _, invalid = sources.read_source(projects.IPCC, key, "heat.yml")

    assert (not invalid) is good


@given(st.text() | st.from_regex(r"(title|passages|author|issued): [\[\]{}'\":a-z\n -]{0,30}"))
def test_any_text(text: str) -> None:
    """Any text is read or refused, with a place that is in it; none raises."""
    _, invalid = sources.read_source(text, "heat", "heat.yml")

    for each in invalid:
        assert 1 <= each.place.line <= len(text.splitlines()) + 1
        assert each.message
        assert each.hint


def test_changes_are_seen(tmp_path: Path) -> None:
    """A source that changed, came or went is noticed at the next reading."""
    folder = projects.write(tmp_path, projects.BASE) / "docs" / "sources"
    first = sources.read_sources(folder, tmp_path).sources["ipcc"]
    assert sources.read_sources(folder, tmp_path).sources["ipcc"] is first

    file = folder / "ipcc.yml"
    file.write_text(projects.IPCC.replace("Climate", "Weather"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    (folder / "more").mkdir()
    (folder / "more" / "heat.yml").write_text(projects.IPCC, encoding="utf-8")

    found = sources.read_sources(folder, tmp_path).sources
    assert sorted(found) == ["ipcc", "more/heat"]
    assert found["ipcc"].title == "Weather Change"


@pytest.mark.parametrize(
    ("name", "raw", "found"),
    [
        ("heat.yml", "title: Hitze, Größe".encode(), []),
        ("heat.yml", "\ufefftitle: Größe".encode(), []),
        ("heat.yml", "title: Größe \ufffd".encode(), []),
        ("heat.yml", "type: report\ntitle: Größe".encode("latin-1"), ["2:10: is not UTF-8"]),
        ("heat.yaml", b"title: Heat", ["1:1: is not read: it ends with .yaml"]),
    ],
)
def test_encodings(tmp_path: Path, name: str, raw: bytes, found: list[str]) -> None:
    """A file has to be UTF-8 and end with .yml; the first place where it is not is named."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / name).write_bytes(raw)
    invalid = sources.read_sources(folder, tmp_path).invalid
    said = [f"{each.place.line}:{each.place.column}: {each.message}" for each in invalid]

    assert [each for each in said if "UTF-8" in each or "not read" in each] == found


WRITTEN = """\
type: report
title: 'Größe: on one line, however long the title of a report may be, and it may be very long'
author:
  - family: Lim
    given: Ada
issued: 2025-02
URL: https://example.org/a
tier: primary
passages:
  - slug: one
    fact: It is so.
    locator: 2025-02-01
"""


def test_written() -> None:
    """A source is written in the order of its fields, in plain letters, without empty ones."""
    values: dict[str, Any] = {
        "passages": [{"slug": "one", "fact": "It is so.", "locator": "2025-02-01"}],
        "publisher": "",
        "title": WRITTEN.partition("'")[2].partition("'")[0],
        "type": "report",
        "URL": "https://example.org/a",
        "issued": "2025-02",
        "author": [{"family": "Lim", "given": "Ada"}],
        "tier": "primary",
        "unknown": "left out",
    }

    assert writer.to_yaml(values) == WRITTEN


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("a\n b\t c ", "a b c"), ("a\x00b\ufeff", "ab"), ("a\x85b", "a b"), ("", "")],
)
def test_cleaned(text: str, cleaned: str) -> None:
    """A text is put on one line, without what cannot be printed."""
    assert writer.clean(text) == cleaned


def test_no_folder(tmp_path: Path) -> None:
    """A project without a folder of sources has none."""
    assert sources.read_sources(tmp_path / "sources", tmp_path).sources == {}
