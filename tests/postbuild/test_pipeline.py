"""What is done to a built site: which folders are taken, and what is left of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.postbuild import BuiltPage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="built")
def fixture_built(tmp_path: Path) -> Path:
    """A small project with its built site."""
    projects.write(tmp_path, projects.BASE)
    projects.build(tmp_path)
    return tmp_path


def test_completed_once(built: Path) -> None:
    """A site is completed once; the second time the command says what to do."""
    first = projects.run(built, "postbuild")
    page = (built / "site/index.html").read_bytes()
    second = projects.run(built, "postbuild")

    assert (first.exit_code, second.exit_code) == (0, 2)
    assert "site was completed before: build it again first" in second.stderr
    assert (built / "site/index.html").read_bytes() == page


@pytest.mark.parametrize(
    ("folder", "message"),
    [("nowhere", "there is no "), ("docs", "build it first")],
)
def test_no_site(built: Path, folder: str, message: str) -> None:
    """A folder that is missing, or holds no page of the project, is refused."""
    result = projects.run(built, "postbuild", folder)

    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("index.html", "faq/", "faq/"),
        ("index.html", "", "./"),
        ("index.html", "#a", "#a"),
        ("faq/index.html", "", "../"),
        ("faq/index.html", "faq/", "./"),
        ("faq/index.html", "claims/one/#b", "../claims/one/#b"),
        ("claims/one/index.html", "assets/a.css", "../../assets/a.css"),
        ("claims/one.html", "faq.html", "../faq.html"),
        ("404.html", "faq/", "faq/"),
    ],
)
def test_relative(path: str, url: str, expected: str) -> None:
    """A URL of the site is written relative to a page, with its slash and its fragment."""
    assert BuiltPage(path, LexborHTMLParser("")).relative(url) == expected


@pytest.mark.parametrize(
    ("url", "noted"),
    [
        ("", False),
        ("https://heat.org/", False),
        ("https://counterexample.net/", False),
        ("https://heat.example.org/a/", True),
        ("https://heat.example", True),
    ],
)
def test_placeholder_host(tmp_path: Path, url: str, *, noted: bool) -> None:
    """A host that is only for examples is named, so that it is replaced before the site is out."""
    settings = f"site_url: {url}\n" if url else ""
    projects.write(tmp_path, {**projects.BASE, "mkdocs.yml": settings + projects.MKDOCS})
    projects.build(tmp_path)
    result = projects.run(tmp_path, "postbuild")

    assert ("replace its host before you publish" in result.stderr) == noted
