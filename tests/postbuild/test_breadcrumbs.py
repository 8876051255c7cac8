"""The path to a page: the pages above it, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.postbuild.breadcrumbs import add_breadcrumbs, pages_above

if TYPE_CHECKING:
    from pathlib import Path

NAVIGATION = """\
<nav class="md-nav--primary"><a class="md-nav__link" href="{top}a/">A
 &amp; so on</a><a class="md-nav__link" href="{top}a/">Again</a><a class="md-nav__link"></a></nav>
"""
PATHS = ["a/index.html", "a/b/index.html", "a/b/c/index.html", "d.html", "d/e.html", "f/g.html"]
FILES = {f"docs/{path.removesuffix('.html')}.md": "# It\n\nIt. [@about]\n" for path in PATHS}


def article(path: str) -> str:
    """A page whose title is its path, with a navigation."""
    above = "../" * path.count("/")
    return f"{NAVIGATION.format(top=above)}<article><h1>{path} &lt;</h1></article>"


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path) -> built_sites.BuiltSite:
    """A site with pages in folders, of which one has no page of its own."""
    pages = {path: article(path) for path in ["index.html", *PATHS]}
    pages["404.html"] = article("404.html").replace("A\n", "Another")
    return built_sites.read(tmp_path, pages, FILES | {"mkdocs.yml": FLAT})


FLAT = f"use_directory_urls: false\n{built_sites.SETTINGS}"
ABOVE = {
    "index.html": [],
    "a/index.html": [],
    "a/b/index.html": ["a/index.html"],
    "a/b/c/index.html": ["a/index.html", "a/b/index.html"],
    "d.html": [],
    "d/e.html": ["d.html"],
    "f/g.html": [],
}


@pytest.mark.parametrize(("path", "expected"), ABOVE.items())
def test_above(site: built_sites.BuiltSite, path: str, expected: list[str]) -> None:
    """Above a page are those of the folders that it is in, the outermost first."""
    assert [page.path for page in pages_above(site, site.pages[path])] == expected


def test_path(site: built_sites.BuiltSite) -> None:
    """Pages are called as the navigation calls them first, or else by their titles."""
    add_breadcrumbs(site)
    page = site.pages["a/b/c/index.html"]
    (path,) = page.tree.css("nav.explainer-path")

    assert (path.html or "") + "<h1>" in built_sites.html(site, page.path)
    assert [(link.attributes["href"], link.text()) for link in path.css("a")] == [
        ("../../../", "Home"),
        ("../../", "A & so on"),
        ("../", "a/b/index.html <"),
    ]
    assert [each.text() for each in path.css("[aria-current=page]")] == ["a/b/c/index.html <"]
    for other, last in (("index.html", None), ("404.html", None), ("a/index.html", "A & so on")):
        found = site.pages[other].tree.css_first(".explainer-path [aria-current]")
        assert (found and found.text()) == last
