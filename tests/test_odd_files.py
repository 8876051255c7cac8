"""Files as they come: whatever stands under a name is one problem, and the rest is checked."""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import projects

CASES: dict[str, tuple[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "odd_files.yml").read_text(encoding="utf-8")
)
MOST_MEMORY = 500 << 20
_SECONDS = 100


def make(path: Path, how: str) -> None:
    """Put something under the name of a file, as a case says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if how.startswith("-> "):
        path.symlink_to(how.removeprefix("-> "))
    elif how.startswith("bytes:"):
        path.write_bytes(how.removeprefix("bytes:").encode("latin-1"))
    elif how == "pipe":
        os.mkfifo(path)
    elif how == "folder":
        path.mkdir()
    else:
        # The path of a socket may have few characters.
        with socket.socket(socket.AF_UNIX) as server:
            here = Path.cwd()
            os.chdir(path.parent)
            server.bind(path.name)
            os.chdir(here)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module in a folder, within the time and the memory that it may take."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))

    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_SECONDS,
        check=False,
        preexec_fn=limit,
    )


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with every case, and a page with a problem of its own."""
    folder = projects.write(
        tmp_path_factory.mktemp("odd"), {**projects.BASE, "docs/last.md": "# Z\n\nIt is.\n"}
    )
    for path, (how, _) in CASES.items():
        make(folder / path, how)
    return folder


def test_check_reports_each_once_and_checks_the_rest(odd: Path) -> None:
    """No traceback, no hang, no more than 500 MB: one problem with a hint for each file."""
    result = run(odd, "explainer", "check", "--every")

    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    found = [re.fullmatch(r"(docs/.*):\d+:\d+: ([A-Z]+\d+ .*)", line) for line in lines]
    told = {(each[1], each[2]) for each in found if each and not each[2].startswith("DAT103")}
    shown = {
        path.encode("unicode_escape").decode() if "\n" in path or "\u202e" in path else path: said
        for path, (_, said) in CASES.items()
    }
    missing = set(shown.items()) - told
    assert not missing
    assert ("docs/last.md", "CIT101 sentence without citation or label") in told
    more = {path for path, _ in told} - {*shown, "docs/last.md"}
    assert not more


def test_a_build_says_what_it_leaves_out(tmp_path: Path) -> None:
    """With data, sources and claims that are no files, the site is built; MkDocs reads pages."""
    for path, (how, _) in CASES.items():
        if path.endswith(".yml"):
            make(tmp_path / path, how)
    projects.write(
        tmp_path,
        {
            **projects.BASE,
            "docs/index.md": "# Home\n\nIt is. [@pipe] [@loop] [@zero] [@folder]\n\n"
            "/// timeline\n///\n\n/// sources\n///\n\n/// claims\n///\n",
        },
    )

    result = run(tmp_path, "mkdocs", "build", "--quiet")

    assert "Traceback" not in result.stderr
    assert result.returncode == 0
    assert 'class="explainer-unknown"' in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_links_of_a_site_with_odd_files(tmp_path: Path) -> None:
    """A link to what is no file is missing; nothing hangs."""
    site = projects.write(
        tmp_path,
        {
            "site/index.html": "<title>A</title>"
            + "".join(f'<a href="{name}.html">a</a>' for name in ("pipe", "loop", "socket", "zero"))
        },
    )
    for name, how in {"pipe": "pipe", "socket": "socket", "loop": "-> loop.html",
                      "zero": "-> /dev/zero"}.items():  # fmt: skip
        make(site / "site" / f"{name}.html", how)
    (site / "site" / "again").symlink_to(".")

    result = run(tmp_path, "explainer", "links", "site")

    assert "Traceback" not in result.stdout + result.stderr
    assert result.returncode == 1
    assert result.stdout.count("LNK1") == 4


@pytest.mark.parametrize("how", ["pipe", "socket", "-> /dev/zero", "-> mkdocs.yml", "-> nowhere"])
def test_a_settings_file_that_is_none(tmp_path: Path, how: str) -> None:
    """It is told in one line, and nothing is checked."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "mkdocs.yml").unlink()
    make(tmp_path / "mkdocs.yml", how)

    result = projects.run(tmp_path, "check")

    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
    assert "mkdocs.yml" in result.output
