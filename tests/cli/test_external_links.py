"""The commands that ask the web: what they say of what was found there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click
import pytest

import projects
from explainer import external_links
from explainer.model import Place

if TYPE_CHECKING:
    from pathlib import Path


def edit(line: int) -> SimpleNamespace:
    """One URL that another one is better than."""
    return SimpleNamespace(place=Place("docs/index.md", line, 5), old="http://a", new="https://a")


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(external_links, "check_site_links", lambda *_: "result")
    monkeypatch.setattr(external_links, "print_summary", lambda *_, **known: click.echo(str(known)))
    other = projects.IPCC.replace("IPCC", "Other").replace("/ipcc", "/other")
    site = {"site/index.html": "<title>a</title>", "docs/sources/other.yml": other}
    return projects.write(tmp_path, {**projects.BASE, **site})


@pytest.mark.parametrize(
    ("options", "applied", "skipped", "code", "last"),
    [
        ([], [3], [], 0, "1 written, 0 left."),
        ([], [], [4], 1, "0 written, 1 left."),
        ([], [3, 4], [5], 1, "2 written, 1 left."),
        (["--dry-run"], [3], [], 0, "1 would be written, 0 left."),
        (["--state", "s.json"], [], [], 0, "0 written, 0 left."),
    ],
)
def test_fix(  # noqa: PLR0913, PLR0917  (what is fixed, and what is said of it)
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    applied: list[int],
    skipped: list[int],
    code: int,
    last: str,
) -> None:
    """Each URL that was replaced is told, and each that was left; these end it with 1."""
    asked = []

    def fix(*_: object, **known: Any) -> SimpleNamespace:  # noqa: ANN401  (any options)
        asked.append(known)
        return SimpleNamespace(applied=[*map(edit, applied)], skipped=[*map(edit, skipped)])

    monkeypatch.setattr(external_links, "fix_links", fix)
    result = projects.run(folder, "fix", "site", *options)
    told = [f"docs/index.md:{line}:5: http://a -> https://a" for line in applied]

    assert result.exit_code == code
    assert result.stdout.splitlines() == [f"{{'has_history': {'--state' in options}}}", *told, last]
    assert result.stderr.splitlines() == [
        f"left: docs/index.md:{line}:5: http://a -> https://a" for line in skipped
    ]
    assert asked == [{"dry_run": "--dry-run" in options}]


@pytest.mark.parametrize(
    ("paths", "looked_at"),
    [([], ["ipcc", "other"]), (["docs/sources/ipcc.yml"], ["ipcc"])],
)
def test_snapshot(
    folder: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], looked_at: list[str]
) -> None:
    """The sources of the paths are looked at, and what was not found is told."""

    def taken(_: object, sources: list[Any], *__: object) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                source=each,
                is_found=each.key == "ipcc",
                message="" if each.key == "ipcc" else "dead",
            )
            for each in sources
        ]

    monkeypatch.setattr(external_links, "snapshot_sources", taken)
    result = projects.run(folder, "snapshot", *paths)
    told = [f"docs/sources/{key}.yml:1:1: dead" for key in looked_at if key != "ipcc"]

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        *told,
        f"1 of {len(looked_at)} sources have the words of all their passages.",
    ]
