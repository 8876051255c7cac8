"""A built site in memory: its pages and their URLs, what is read of it, what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import built_sites
import projects
from explainer.postbuild.built_site import MARK, BuiltPage, PostbuildError, read_site
from explainer.postbuild.local_files import file_paths, is_of_package, local_path, text_of
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "---\ntitle: It {0}.\nverdict: reported\n---\nIt is. [@ipcc]\n"
FILES = {
    "docs/a b.md": "# A\n\nIt is. [@ipcc]\n",
    "docs/claims/two.md": CLAIM.format("two"),
    "docs/claims/one.md": CLAIM.format("one"),
    "docs/claims/gone.md": CLAIM.format("gone"),
}
PAGES = {
    "a b/index.html": "<p>a</p>",
    "claims/two/index.html": "",
    "claims/one/index.html": "",
    "404.html": '<a href="/">Home</a>',
    "other.html": "<p>no page of the project</p>",
    "assets/a.js": "a",
}


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path) -> built_sites.BuiltSite:
    """A built site with claims, of which one has no page there."""
    return built_sites.read(tmp_path, PAGES, FILES)


URLS = {
    "index.html": ("", 0),
    "404.html": ("404.html", 0),
    "a b/index.html": ("a%20b/", 1),
    "a/b.html": ("a/b.html", 1),
    "a/b/index.html": ("a/b/", 2),
    "a/an-index.html": ("a/an-index.html", 1),
}


@pytest.mark.parametrize(("path", "url", "depth"), [(path, *both) for path, both in URLS.items()])
def test_url(path: str, url: str, depth: int) -> None:
    """The URL of a page ends with the folder of an index, and is percent-encoded."""
    page = BuiltPage(path, LexborHTMLParser(""))

    assert (page.url, page.depth) == (url, depth)


def test_pages(site: built_sites.BuiltSite) -> None:
    """Pages are those that the project has a file for, and the one for what is not found."""
    assert {path: (page.source, page.top) for path, page in site.pages.items()} == {
        "index.html": ("index.md", ""),
        "a b/index.html": ("a b.md", ""),
        "claims/one/index.html": ("claims/one.md", ""),
        "claims/two/index.html": ("claims/two.md", ""),
        "404.html": ("", "/a/"),
    }


@pytest.mark.parametrize(
    ("url", "top", "full"),
    [
        ("https://heat.example/a/", "/a/", "https://heat.example/a/b/"),
        ("https://heat.example/a", "/a/", "https://heat.example/a/b/"),
        ("https://heat.example", "/", "https://heat.example/b/"),
        ("", "/", "b/"),
    ],
)
def test_address(tmp_path: Path, url: str, top: str, full: str) -> None:
    """The site's address may end without a slash, or not be known."""
    settings = {"mkdocs.yml": f"site_url: '{url}'\n{projects.MKDOCS}"}
    site = built_sites.read(tmp_path, {"404.html": ""}, settings)

    assert site.pages["404.html"].relative("b/") == f"{top}b/"
    assert site.absolute("b/") == full


def test_claims(site: built_sites.BuiltSite) -> None:
    """Claims come in the order of their slugs; a page is that of one claim, or of none."""
    found = list(site.claim_pages())

    assert [(claim.slug, page.source) for claim, page in found] == [
        ("one", "claims/one.md"),
        ("two", "claims/two.md"),
    ]
    assert [site.claim_of(page) for _, page in found] == [claim for claim, _ in found]
    assert site.claim_of(site.pages["a b/index.html"]) is None
    assert site.claim_of(BuiltPage("one/index.html", LexborHTMLParser(""), "one.md")) is None


def test_page_of(site: built_sites.BuiltSite) -> None:
    """A page is found by its file, one that was added later too, and so is what the checks read."""
    page = site.page_of("a b.md")
    assert page is site.pages["a b/index.html"]
    assert site.page_of("b.md") is None
    assert site.page_of("") is None
    site.pages["b/index.html"] = BuiltPage("b/index.html", LexborHTMLParser(""), "b.md")
    assert site.page_of("b.md") is site.pages["b/index.html"]
    checked = site.checked_page(page)

    assert checked is not None
    assert [each.text for each in checked.sentences] == ["It is."]
    assert site.checked_page(site.pages["b/index.html"]) is None


def test_written(site: built_sites.BuiltSite) -> None:
    """What steps have left is on disk: pages that are marked, added files, none of the removed."""
    site.add_text("assets/b.js", "é")
    site.add_text("assets/c.js", "c")
    site.removed |= {"assets/a.js", "assets/c.js", "assets/none.js"}
    read = {path: site.read(path) for path in ("assets/a.js", "assets/b.js")}
    count = site.write()

    assert read == {"assets/a.js": b"a", "assets/b.js": "é".encode()}
    assert count == len(site.pages) + 2
    assert (site.folder / "assets/b.js").read_bytes() == "é".encode()
    assert sorted(path.name for path in (site.folder / "assets").iterdir()) == ["b.js", "c.js"]
    assert f"<html {MARK}>" in (site.folder / "404.html").read_text(encoding="utf-8")
    assert (site.folder / "other.html").read_text(encoding="utf-8") == PAGES["other.html"]
    with pytest.raises(PostbuildError, match="was completed before"):
        read_site(site.folder, site.project, site.settings)


def test_other_bytes(tmp_path: Path) -> None:
    """A page with bytes that are no UTF-8 is read with a sign for each."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_bytes(b"<p>a\xff</p>")
    settings = read_settings(tmp_path)
    site = read_site(tmp_path / "site", read_project(settings).project, settings)

    assert built_sites.html(site) == "<p>a\ufffd</p>"


# ── Files of the site ──


def test_files(site: built_sites.BuiltSite) -> None:
    """The files are those on disk and those to write, without pages and what is to go."""
    site.add_text("assets/c.js", "c")
    site.add_text("b.js", "b")
    site.removed |= {"assets/a.js", "assets/c.js"}

    assert file_paths(site) == ["assets/c.js", "b.js", "other.html"]


def test_text(site: built_sites.BuiltSite) -> None:
    """A text is read without its mark of the byte order, and with a sign for what is no text."""
    site.files["a.css"] = b"\xef\xbb\xbfa\xff"

    assert text_of(site, "a.css") == "a\ufffd"


PATHS = [
    ("index.html", "assets/a.js", "assets/a.js"),
    ("index.html", "assets/a.js?b#c", "assets/a.js"),
    ("index.html", "/assets/a.js", "assets/a.js"),
    ("404.html", "/a/assets/a.js", "assets/a.js"),
    ("a b/index.html", "../assets/a.js", "assets/a.js"),
    ("a b/index.html", "../../../assets/a.js", "assets/a.js"),
    ("a b/index.html", "assets/a.js", None),
    ("index.html", "a%20b/index.html", "a b/index.html"),
    ("index.html", "assets/made.js", "assets/made.js"),
    ("index.html", "assets/gone.js", None),
    ("index.html", "https://heat.example/a/assets/a.js", None),
    ("index.html", "//heat.example/assets/a.js", None),
    ("index.html", "data:assets/a.js", None),
    ("index.html", "#assets", None),
    ("index.html", "assets/", None),
]


@pytest.mark.parametrize(("page", "url", "expected"), PATHS)
def test_local_path(tmp_path: Path, page: str, url: str, expected: str | None) -> None:
    """A URL on a page leads to the path of a file, if the site has that."""
    site = built_sites.read(tmp_path, {**PAGES, "assets/gone.js": ""}, FILES)
    site.add_text("assets/made.js", "")
    site.removed.add("assets/gone.js")

    assert local_path(site, site.pages[page], url) == expected


def test_whose(tmp_path: Path) -> None:
    """What lies in the folder of pages is the project's, but for what the package wrote there."""
    names = ("assets/a.css", "assets/explainer.css", "assets/extra.css")
    settings = {"mkdocs.yml": f"extra_css: [assets/explainer.css]\n{projects.MKDOCS}"}
    files = {f"docs/{name}": "" for name in names[1:]}
    site = built_sites.read(tmp_path, dict.fromkeys(names, ""), files | settings)

    assert [is_of_package(site, name) for name in names] == [True, True, False]
