"""`explainer serve` and `check --watch`: problems in pages and a terminal, until mended."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SECONDS = 60
FILES = {
    **projects.BASE,
    "docs/page.md": "# Page\n\nHot. [@about]\n\nThe air has warmed by 2.5 °C. [@ipcc#warming]\n",
}
ZENSICAL = '[project]\nsite_name = "Heat"\nmarkdown_extensions = {"explainer.markdown" = {}}\n'


def free_port() -> int:
    """A port on which nobody serves."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in the background, with its output in a file, and interrupt it at the end."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(projects.ROOT / "scripts"),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
        "PYTHONUNBUFFERED": "1",
    }
    with (folder.parent / "output").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "explainer", *arguments],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(SECONDS)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def output(folder: Path) -> str:
    """What the command has written."""
    return (folder.parent / "output").read_text(encoding="utf-8")


def answers(url: str) -> bool:
    """Whether a server answers."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310  (it is on this machine)
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a wrong figure."""
    return projects.write(tmp_path / "project", FILES)


def test_watch(folder: Path) -> None:
    """A change is checked at once, the terminal says so, and Ctrl-C is no failure."""
    with started(folder, "check", "--watch") as process:
        wait_for(lambda: "1 problem;" in output(folder))
        (folder / "docs" / "page.md").write_text("# Page\n\nHot. [@about]\n", encoding="utf-8")
        wait_for(lambda: "no problem;" in output(folder))
        (folder / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
        wait_for(lambda: "mkdocs.yml:" in output(folder))

    assert process.returncode == 0
    assert "docs/page.md:5:23: EVI101" in output(folder)
    assert "Traceback" not in output(folder)


@pytest.mark.parametrize("generator", ["mkdocs", "zensical"])
def test_page(folder: Path, generator: str, browser: Browser) -> None:
    """A served page underlines its problem, says what it is, and says so when it is gone."""
    if generator == "zensical":
        projects.write(folder, {"zensical.toml": ZENSICAL})
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/page/"
    with started(folder, "serve", "--dev-addr", address):
        wait_for(lambda: answers(url))
        page = browser.new_page()
        page.goto(url)
        count = page.locator(".explainer-problem-count")
        count.wait_for()
        page.get_by_text("1 problem on this page").wait_for()
        mark, note = page.locator(".explainer-problem"), page.locator(".explainer-problem-note")
        assert mark.inner_text() == "2.5 °C"
        assert note.is_hidden()
        mark.hover()
        assert "EVI101" in note.inner_text()
        assert "docs/page.md:5:23" in note.inner_text()
        page.keyboard.press("Escape")
        assert note.is_hidden()
        count.press("Enter")
        assert page.evaluate("document.activeElement.textContent") == "2.5 °C"
        assert note.is_visible()
        text = FILES["docs/page.md"].replace("2.5", "1.1")
        (folder / "docs" / "page.md").write_text(text, encoding="utf-8")
        page.get_by_text("No problem").wait_for()
        assert page.locator(".explainer-problem").count() == 0
        page.close()


def test_settings(folder: Path) -> None:
    """While the settings are broken, one line says so; then the site is served again."""
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/page/"
    with started(folder, "serve", "-a", address):
        wait_for(lambda: answers(url))
        (folder / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
        wait_for(lambda: not answers(url))
        (folder / "mkdocs.yml").write_text(projects.MKDOCS, encoding="utf-8")
        wait_for(lambda: answers(url))

    assert output(folder).count("The site is served again once the settings can be read.") == 1
    assert "mkdocs.yml:1:12: unreadable" in output(folder)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("127.0.0.1:{busy}", "error: cannot serve on 127.0.0.1:{busy}: Address already in use; "),
        ("127.0.0.1", "error: --dev-addr '127.0.0.1' is no address; write it as 127.0.0.1:8000"),
        ("127.0.0.1:99999", "error: --dev-addr '127.0.0.1:99999' is no address; "),
    ],
)
def test_address(folder: Path, address: str, expected: str) -> None:
    """A port that is taken, or none at all, is said in one line."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        result = projects.run(folder, "serve", "-a", address.format(busy=busy))

    assert result.exit_code == 2
    assert result.output.startswith(expected.format(busy=busy))
    assert result.output.count("\n") == 1


@pytest.mark.parametrize("option", ["--baseline=x.yml", "--format=json"])
def test_watch_options(folder: Path, option: str) -> None:
    """Watching writes no baseline, and no format but text."""
    result = projects.run(folder, "check", "--watch", option)

    assert result.exit_code == 2
    assert "leave out --baseline and --format" in result.output


def test_build(folder: Path) -> None:
    """What is built has no trace of a preview."""
    site = projects.build(folder)

    assert not [file for file in site.rglob("*.html") if "explainer-problem" in file.read_text()]
    assert "preview.js" not in (site / "page" / "index.html").read_text(encoding="utf-8")
