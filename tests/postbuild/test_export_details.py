"""Tables, links, lists of pages and JSON for machines, on sites of a few lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import built_sites
import projects
from explainer.postbuild.exports.csv_export import csv_path, move_tables
from explainer.postbuild.exports.head_links import link_alternates, link_data_files
from explainer.postbuild.exports.json_text import json_file, json_script, without_empty
from explainer.postbuild.exports.llms_txt import add_llms_txt
from explainer.postbuild.exports.sitemap import write_sitemap
from explainer.postbuild.exports.source_export import add_bibliographies

if TYPE_CHECKING:
    from pathlib import Path


URL = built_sites.URL
NO_ADDRESS = {"mkdocs.yml": projects.MKDOCS}


# ── JSON ──


def test_json() -> None:
    """JSON is in the letters of its texts, and what is in a script cannot end it."""
    assert json_file({"b": "é", "a": [1]}) == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    assert json_script({"b": "é</script>", "a": 1}) == '{"b":"é\\u003c/script>","a":1}'
    assert without_empty({"a": None, "b": "", "c": [], "d": 0, "e": False, "f": "g"}) == {
        "d": 0,
        "e": False,
        "f": "g",
    }


# ── Tables ──

TABLE = '<a download="{}.csv" href="data:text/csv,{}">a</a>'
TABLES = {
    "a comparison": ('<p class="a explainer-comparison">{}</p>', "../comparisons/a%20b.csv"),
    "positions": ('<div class="explainer-positions"><p>{}</p></div>', "../positions/a%20b.csv"),
    "another block": ('<p class="comparison">{}</p>', None),
    "no block": ("{}", None),
}


@pytest.mark.parametrize(("html", "expected"), TABLES.values(), ids=TABLES)
def test_tables(tmp_path: Path, html: str, expected: str | None) -> None:
    """A table of one of our blocks becomes a file, to which its link leads."""
    link = TABLE.format("a b", "x,%C3%A9")
    files = {"docs/a.md": "# A\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path, {"a/index.html": html.format(link)}, files)
    move_tables(site)
    (found,) = site.pages["a/index.html"].tree.css("a")

    assert found.attributes["href"] == (expected or "data:text/csv,x,%C3%A9")
    assert list(site.files.values()) == (["x,é".encode()] if expected else [])
    assert csv_path("other", "a") == "other/a.csv"


# ── Links ──


def test_alternates(tmp_path: Path) -> None:
    """The head of a page names the feed, by the site's name, and its Markdown, if there are any."""
    files = {"docs/a b.md": "# A\n\nIt is. [@about]\n"}
    pages = {"a b/index.html": "", "404.html": ""}
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("feed.xml", "")
    site.add_text("a b/index.md", "")
    link_alternates(site)

    found = {
        path: [dict(link.attributes) for link in page.tree.css("head > link")]
        for path, page in site.pages.items()
    }
    feed_link = {"rel": "alternate", "type": "application/atom+xml", "title": "Heat"}
    assert found == {
        "index.html": [{**feed_link, "href": "feed.xml"}],
        "404.html": [],
        "a b/index.html": [
            {**feed_link, "href": "../feed.xml"},
            {"rel": "alternate", "type": "text/markdown", "href": "index.md"},
        ],
    }


CODE = {
    "a file": (
        "<p><code>claims.json</code></p>",
        '<p><a href="../claims.json"><code>claims.json</code></a></p>',
    ),
    "its schema": (
        "<p><code> claims.schema.json </code></p>",
        '<p><a href="../claims.schema.json"><code> claims.schema.json </code></a></p>',
    ),
    "a table": ("<code>a b.csv</code>", '<a href="../a%20b.csv"><code>a b.csv</code></a>'),
    "a file that there is not": ("<code>sources.json</code>",) * 2,
    "another file": ("<code>robots.txt</code>",) * 2,
    "a link": ('<a href="b"><code>claims.json</code></a>',) * 2,
    "a listing": ("<pre><code>claims.json</code></pre>",) * 2,
}


@pytest.mark.parametrize(("html", "expected"), CODE.values(), ids=CODE)
def test_code(tmp_path: Path, html: str, expected: str) -> None:
    """A data file that stands as code in a text is a link to it."""
    files = {"docs/a.md": "# A\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path, {"a/index.html": f"<article>{html}</article>"}, files)
    for name in ("claims.json", "claims.schema.json", "a b.csv", "robots.txt"):
        site.add_text(name, "")
    link_data_files(site)

    assert built_sites.html(site, "a/index.html") == f"<article>{expected}</article>"


# ── llms.txt, the sitemap and the bibliographies ──

META = '<meta name="description" content="{}"><article><h1>{}</h1></article>'


def test_llms(tmp_path: Path) -> None:
    """It lists the pages of the navigation, the claims, the data, and all other pages."""
    settings = f"{built_sites.SETTINGS}nav: [b.md, index.md]\n"
    files = {
        "mkdocs.yml": settings,
        "docs/b.md": "# B\n\nIt is. [@about]\n",
        "docs/c.md": "# C\n\nIt is. [@about]\n",
        "docs/claims/a.md": built_sites.claim(title="It [is]."),
        "docs/claims/d.md": built_sites.claim(verdict="certain"),
    }
    pages = {
        "index.html": META.format("What &  why", "Home"),
        "b/index.html": META.format("", "B"),
        "c/index.html": META.format("Of C", "C"),
        "404.html": "",
        "claims/a/index.html": META.format("", "A"),
        "claims/d/index.html": META.format("", "D"),
    }
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("sources.json", "")
    site.add_text("b.csv", "")
    site.add_text("b.txt", "")
    add_llms_txt(site)

    assert (
        site.files["llms.txt"].decode()
        == f"""\
# Heat

> What & why

## Pages

- [B]({URL}b/index.md)
- [Home]({URL}index.md): What & why

## Claims, each with its verdict

- [It (is).]({URL}claims/a/index.md): supported

## Data

- [sources.json]({URL}sources.json): every source, as CSL-JSON
- [b.csv]({URL}b.csv): a table of figures or positions, as CSV

## Optional

- [C]({URL}c/index.md): Of C
- [D]({URL}claims/d/index.md)
"""
    )


def test_short_llms(tmp_path: Path) -> None:
    """Without a navigation all pages are listed; what there is not has no heading."""
    files = {
        "mkdocs.yml": projects.MKDOCS.replace("Heat", "''"),
        "docs/claims/a.md": built_sites.claim(),
    }
    site = built_sites.read(tmp_path / "a", {"404.html": "", "claims/a/index.html": ""}, files)
    site.pages["made.html"] = built_sites.page("made.html", "<h1>Made</h1>")
    add_llms_txt(site)
    assert site.files["llms.txt"].decode() == (
        "# llms.txt\n\n## Pages\n\n- [Home](index.md)\n\n## Claims, each with its verdict\n\n"
        "- [It is.](claims/a/index.md): supported\n"
    )
    described = {"mkdocs.yml": f"site_description: Heat alone\n{projects.MKDOCS}"}
    site = built_sites.read(tmp_path / "b", {"index.html": META.format("a", "Home")}, described)
    add_llms_txt(site)
    assert site.files["llms.txt"].decode().startswith("# Heat\n\n> Heat alone\n\n## Pages\n")
    site = built_sites.read(tmp_path / "c", {"llms.txt": "own"})
    add_llms_txt(site)
    assert site.files == {}


def test_sitemap(tmp_path: Path) -> None:
    """It has the pages that search engines may list, with a day where there is one."""
    pages = {
        "claims/a/index.html": "",
        "b/index.html": '<meta name="robots" content="noindex, follow">',
    }
    files = {"docs/claims/a.md": built_sites.claim(), "docs/b.md": "# B\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path / "a", pages, files)
    write_sitemap(site)
    text = site.files["sitemap.xml"].decode()
    assert re.findall("<(loc|lastmod)>(.*?)<", text) == [
        ("loc", f"{URL}claims/a/"),
        ("lastmod", "2024-01-09"),
        ("loc", URL),
    ]
    assert site.files["sitemap.xml.gz"][4:8] == bytes(4)
    site = built_sites.read(tmp_path / "b", {}, NO_ADDRESS)
    write_sitemap(site)
    assert (site.files, site.removed) == ({}, {"sitemap.xml", "sitemap.xml.gz"})


def test_bibliographies(tmp_path: Path) -> None:
    """A site with sources has them in two formats."""
    site = built_sites.read(tmp_path, {})
    add_bibliographies(site)

    assert [each["id"] for each in built_sites.read_json(site, "sources.json")] == ["ipcc"]
    assert site.files["sources.bib"].startswith(b"@")
