"""Commands that are killed while they write; `kill_commands.py` does it to all of them, often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kill_commands

if TYPE_CHECKING:
    from pathlib import Path


def test_kills(tmp_path: Path) -> None:
    """No file is half-written, and the command can be run again."""
    assert list(kill_commands.faults("source add", 2, tmp_path)) == []


def test_harmed() -> None:
    """A file is its old or its new content, a site is one of both as a whole."""
    before = {"a": b"old", "b": b"old", "site/a": b"old", "site/b": b"old"}
    after = dict.fromkeys([*before, "c"], b"new")
    half = {**before, "a": b"new", ".b.a1b2c3d4": b"ne", ".site.new/a": b"n"}

    assert list(kill_commands.harmed(before, half, after)) == []
    assert list(kill_commands.harmed(before, {**half, "site/a": b"new"}, after)) == ["site/"]
    assert list(kill_commands.harmed(before, {**half, "a": b"ne", "c": b""}, after)) in (
        ["a", "c"],
        ["c", "a"],
    )
    del half["b"]
    assert list(kill_commands.harmed(before, half, after)) == ["b"]
