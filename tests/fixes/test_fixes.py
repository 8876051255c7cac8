"""`explainer fix`: only what cannot be wrong, shown first, and written in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer.fixes.field_order import in_order
from explainer.fixes.near_misses import is_slip, only_candidate

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("type", "title", "issued", "passages")

SLIPS = {
    ("gazete-1902", "gazette-1902"): True,
    ("Gazette_1902", "gazette-1902"): True,
    ("anaylsis", "analysis"): True,
    ("gazette-1903", "gazette-1902"): False,
    ("unsupported", "supported"): False,
    ("opinion", "definition"): False,
    ("wheel", "wheels"): True,
    ("sea", "tea"): False,
}
ORDERS = {
    "title: A\ntype: b\n": "type: b\ntitle: A\n",
    "# head\ntitle: A\n# of the type\ntype: b\n": "# head\n# of the type\ntype: b\ntitle: A\n",
    "title: A  \ntype: b\n": "type: b\ntitle: A\n",
    "passages:\n  - slug: a\n\ntype: c\n": "\ntype: c\npassages:\n  - slug: a\n",
    "title: |\n  A  \ntype: b\n": "type: b\ntitle: |\n  A  \n",
    # What is in order, unknown, repeated, anchored, or about the whole stays.
    "type: b\ntitle: A\n": None,
    "title: A\nkind: c\ntype: b\n": None,
    "title: A\ntitle: B\n": None,
    "title: &a A\ntype: *a\n": None,
    "# allow words-too-long: said so\ntitle: A\ntype: b\n": None,
    "{title: A, type: b}\n": None,
}
BROKEN = {
    **projects.BASE,
    "docs/index.md": (
        "# Home\r\n\r\nThe air has warmed. [@ipccc#warmng]\r\nIt has. (@ipcc#warming)\r\n"
    ),
}


@pytest.mark.parametrize(("names", "expected"), SLIPS.items())
def test_is_slip(names: tuple[str, str], expected: bool) -> None:  # noqa: FBT001
    """A slip is one letter or letter case and punctuation, and never a digit."""
    assert is_slip(*names) is expected


def test_only_candidate() -> None:
    """Where two names are as near, none of them was plainly meant."""
    assert only_candidate("whell", ["wheel", "whey", "gate"]) == "wheel"
    assert only_candidate("wheal", ["wheel", "wheat", "gate"]) is None


@pytest.mark.parametrize(("text", "expected"), ORDERS.items())
def test_in_order(text: str, expected: str | None) -> None:
    """Fields move with what is said above them, and no value changes."""
    assert in_order(text, NAMES) == (text if expected is None else expected)


def test_fix(tmp_path: Path) -> None:
    """A diff is shown, nothing is written without --write, and line ends stay."""
    projects.write(tmp_path, BROKEN)
    page = tmp_path / "docs" / "index.md"
    page.write_bytes(BROKEN["docs/index.md"].encode())

    shown = projects.run(tmp_path, "fix")
    untouched = page.read_bytes() == BROKEN["docs/index.md"].encode()
    first = projects.run(tmp_path, "fix", "--write")
    second = projects.run(tmp_path, "fix", "--write")
    third = projects.run(tmp_path, "fix", "docs/index.md")

    assert shown.exit_code == 1
    assert "-The air has warmed. [@ipccc#warmng]" in shown.output
    assert "+It has. [@ipcc#warming]" in shown.output
    assert shown.output.endswith("1 file to change; --write does it.\n")
    assert untouched
    assert (first.exit_code, second.exit_code, third.exit_code) == (0, 0, 0)
    assert page.read_bytes() == (
        b"# Home\r\n\r\nThe air has warmed. [@ipcc#warming]\r\nIt has. [@ipcc#warming]\r\n"
    )
    assert third.output == "Nothing to fix without a person.\n"


def test_changed_meanwhile(tmp_path: Path) -> None:
    """A file that changed since it was read is left alone."""
    from explainer.fixes import FileFix  # noqa: PLC0415

    file = tmp_path / "page.md"
    file.write_text("new")

    assert not FileFix("page.md", b"old", b"mended").write(tmp_path)
    assert file.read_text() == "new"
