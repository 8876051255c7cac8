"""What `explainer check` keeps from run to run: quick where nothing changed, never wrong."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
import yaml
from click.testing import CliRunner, Result

import projects
from explainer.cli import main
from explainer.pages import page_cache, reader
from explainer.rules import page_results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.structure.files import File

    from explainer.model import Page, Project
    from explainer.rules import Rule
    from explainer.settings import Settings

CHANGES = yaml.safe_load(Path(__file__).with_name("check_cache.yml").read_text(encoding="utf-8"))
NOAA = """\
type: report
title: The Sea
publisher: NOAA
issued: 2022-05
URL: https://example.org/noaa
tier: research
origin: noaa
passages:
  - slug: sea
    fact: The sea has risen.
    words: the sea has been rising
  - slug: land
    fact: The land has dried.
    words: the land has been drying
"""
CLAIM = """\
---
title: The air has warmed.
verdict: disputed
as_of: 2026-01-01
review_after: 2027-01-01
evidence:
  - cite: ipcc#warming
    stance: supports
    why: It was measured.
---

It has. [@ipcc#warming]
"""
EXTENSION = """\
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Mark(Preprocessor):
    def run(self, lines):
        return [line.replace("MARK", "marked") for line in lines]


class MarkExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Mark(md), "mark", 40)


def makeExtension(**kwargs):
    return MarkExtension(**kwargs)
"""
FILES = {
    **projects.BASE,
    "mkdocs.yml": """\
INHERIT: base.yml
site_name: Heat
theme: {name: material, language: en}
exclude_docs: "*.y*ml"
""",
    "base.yml": """\
markdown_extensions:
    tables: {}
    pymdownx.snippets: {base_path: [snippets]}
    heat_marks: {}
    explainer.markdown: {require: [!ENV [HEAT_REQUIRED, "/*"], "!/claims/"]}
""",
    "heat_marks.py": EXTENSION,
    "snippets/end.md": "It is warm. [@ipcc#warming]\n",
    "docs/index.md": (
        "# Home\n\nThe air has warmed by 1.1 °C. [@ipcc#warming]\n"
        "The air has MARK. [@ipcc#warming]\n"
    ),
    "docs/part/deep.md": (
        "# Deep\n\nThe sea has risen at the old harbour walls. [@noaa#sea]\n\n"
        '--8<-- "end.md"\n\n--8<-- "gone.md"\n'
    ),
    "docs/time.md": "# Time\n\n/// timeline\n///\n",
    "docs/timeline.yml": """\
categories:
  - {slug: heat, title: Heat}
events:
  - date: 2023-03
    category: heat
    event: The air has warmed. [@ipcc#warming]
""",
    "docs/sources/noaa.yml": NOAA,
    "docs/claims/heat.md": CLAIM,
}


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own, and the project's module on the path of modules."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("EXPLAINER_NO_CACHE", raising=False)
    monkeypatch.syspath_prepend(tmp_path / "project")


def check(folder: Path, *arguments: str) -> Result:
    """Check the project in a folder, from there."""
    # A process of its own would import the module anew, and read nothing from memory.
    sys.modules.pop("heat_marks", None)
    with contextlib.chdir(folder):
        return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that has been checked."""
    project = projects.write(tmp_path / "project", FILES)
    settle()
    assert check(project).exit_code in {0, 1}
    return project


def settle() -> None:
    """Wait until a file that was just written is not changed unseen any more."""
    time.sleep(0.06)


def apply(folder: Path, change: dict[str, Any]) -> None:
    """Change the files of a project."""
    projects.write(folder, change.get("write", {}))
    if removed := change.get("remove"):
        (folder / removed).unlink()
    for path, (old, new) in change.get("replace", {}).items():
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not contain {old!r}"
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")


@contextlib.contextmanager
def counting() -> Iterator[dict[str, list[str]]]:
    """Count the pages that are read and those that are checked meanwhile, by their paths."""
    read, checked = reader.read_or_report, page_results.check_pages
    counts: dict[str, list[str]] = {"read": [], "checked": []}

    def read_page(settings: Settings, file: File) -> Page:
        counts["read"].append(file.src_uri)
        return read(settings, file)

    def check_pages(
        project: Project, pages: Sequence[Page], rules: Sequence[Rule]
    ) -> list[tuple[str, page_results.PageResult]]:
        counts["checked"] += [page.path.removeprefix("docs/") for page in pages]
        return checked(project, pages, rules)

    with (
        patch.object(page_cache, "read_or_report", read_page),
        patch.object(page_results, "check_pages", check_pages),
    ):
        yield counts


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: str(each["name"]))
def test_change(folder: Path, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """After any change the result is the one without a cache, at once and the next time."""
    before = check(folder).output
    apply(folder, change)
    for name, value in change.get("environment", {}).items():
        monkeypatch.setenv(name, value)
    arguments = change.get("arguments", [])

    right = check(folder, "--no-cache", *arguments)

    assert right.output != before
    for _ in range(3):
        found = check(folder, *arguments)
        assert (found.exit_code, found.output) == (right.exit_code, right.output)
        settle()


def test_unchanged(folder: Path) -> None:
    """Where nothing changed, nothing is read; the same text in another folder is read again."""
    before = check(folder)
    with counting() as counts:
        again = check(folder)

    assert (again.exit_code, again.output) == (before.exit_code, before.output)
    assert counts == {"read": [], "checked": []}


def test_one_page(folder: Path) -> None:
    """Of one changed page, that page is read and checked again."""
    (folder / "docs" / "part" / "deep.md").write_text("# Deep\n\nIt is cold.\n", encoding="utf-8")
    with counting() as counts:
        assert "docs/part/deep.md:3:1: CIT101" in check(folder).output

    assert counts == {"read": ["part/deep.md"], "checked": ["part/deep.md"]}


def command(folder: Path) -> subprocess.Popen[str]:
    """Start a check in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "explainer", "check"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}:{projects.ROOT / 'scripts'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Writing more than this fails, as it does on a full disk.
        preexec_fn=_limit if (folder / "full").exists() else None,  # noqa: PLW1509  (no threads)
    )


def _limit() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))


def test_killed(folder: Path, tmp_path: Path) -> None:
    """Whenever a run is killed, the next one gives the right answer."""
    right = check(folder, "--no-cache").output
    shutil.rmtree(tmp_path / "cache")
    for delay in (0.2, 0.4, 0.5, 0.6, 0.8, 1.2):
        process = command(folder)
        time.sleep(delay)
        process.kill()
        process.communicate()

        assert check(folder).output == right


def test_at_once(folder: Path, tmp_path: Path) -> None:
    """Two runs at once give the same right answer, and so does the next one."""
    right = check(folder, "--no-cache").output
    shutil.rmtree(tmp_path / "cache")
    processes = [command(folder), command(folder)]

    assert [process.communicate() for process in processes] == [(right, "")] * 2
    assert check(folder).output == right


def test_full_disk(folder: Path, tmp_path: Path) -> None:
    """Where the disk is full, the answer is right, and nothing is kept."""
    right = check(folder, "--no-cache").output
    shutil.rmtree(tmp_path / "cache")
    (folder / "full").touch()

    assert command(folder).communicate() == (right, "")
    assert check(folder).output == right


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"SQLite format 3\0" + bytes(9000)])
def test_damaged(folder: Path, tmp_path: Path, damage: bytes) -> None:
    """A damaged cache is as good as none."""
    right = check(folder, "--no-cache").output
    for file in (tmp_path / "cache").rglob("*.sqlite"):
        file.write_bytes(damage)

    assert check(folder).output == right
    assert check(folder).output == right


def test_copied(folder: Path, tmp_path: Path) -> None:
    """A copy of a project has a cache of its own, and tells of its own files."""
    right = check(folder)
    shutil.copytree(folder, tmp_path / "copy")
    (tmp_path / "copy" / "docs" / "index.md").write_text("# Home\n\nIt is.\n", encoding="utf-8")

    assert "docs/index.md:3:1: CIT101" in check(tmp_path / "copy").output
    assert check(folder).output == right.output


def test_other_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the package reads and checks everything anew."""
    for module in ("explainer.cli.run_cache", "explainer.pages.page_cache"):
        monkeypatch.setattr(f"{module}.software_digest", lambda: "other")
    monkeypatch.setattr(page_results, "software_digest", lambda: "other")
    with counting() as counts:
        check(folder)

    assert len(counts["read"]) == len(counts["checked"]) == 4


@pytest.mark.parametrize("option", ["--baseline=base.yml", "--no-cache"])
def test_not_kept(folder: Path, option: str) -> None:
    """A run that writes a baseline, or is told to, takes nothing from the last one."""
    (folder / "base.yml").unlink()
    (folder / "mkdocs.yml").write_text(projects.MKDOCS, encoding="utf-8")
    (folder / "base.yml").write_text("problems: []\n", encoding="utf-8")
    first = check(folder, option)
    with patch("explainer.cli.run_cache.RunCache.replay", side_effect=AssertionError):
        again = check(folder, option)

    assert first.output == again.output
