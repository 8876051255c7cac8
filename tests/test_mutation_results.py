"""The recorded detection rates, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explainer.mutation_results import Judged, Record, Tally, read_record, write_record

if TYPE_CHECKING:
    from pathlib import Path


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read again."""
    kinds = (
        Tally("digit", "values", 4, 3),
        Tally("größer", "meaning", 0, 0),
    )
    judged = (Judged("EVI101", "figure-not-in-evidence", 3, 4),)
    record = Record("2024-05-06", (1, 2), {"pages": 3}, kinds, judged)
    write_record(tmp_path / "checks.yml", record)

    assert read_record(tmp_path / "checks.yml") == record
    assert [tally.share for tally in kinds] == [0.75, None]
    text = (tmp_path / "checks.yml").read_text(encoding="utf-8")
    assert text.startswith("# Written by `explainer mutate --record`.\ndate: ")
    assert "kind: größer\n" in text
    assert text.index("seeds:") < text.index("counts:") < text.index("kinds:")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "date: [",
        "date: 2024-05-06\nseeds: 3\n",
        "date: a\nseeds: []\ncounts: {}\nkinds: [{a: 1}]",
        "date: a\nseeds: []\ncounts: {}\nkinds: []",
    ],
)
def test_not_read(tmp_path: Path, text: str) -> None:
    """Another file is no record, nor is none."""
    (tmp_path / "checks.yml").write_text(text, encoding="utf-8")

    assert read_record(tmp_path / "checks.yml") is None
    assert read_record(tmp_path / "gone.yml") is None
