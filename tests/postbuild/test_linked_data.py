"""What a page says of itself as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import built_sites
import projects
from explainer.postbuild.exports.json_ld import describe_pages
from explainer.postbuild.exports.linked_data import article, breadcrumbs
from explainer.postbuild.exports.page_facts import meta_of

if TYPE_CHECKING:
    from pathlib import Path


URL = built_sites.URL
NO_ADDRESS = {"mkdocs.yml": projects.MKDOCS}


def test_meta() -> None:
    """What the head of a page says is on one line, by its name or its property."""
    page = built_sites.page("a.html", '<meta name="a" content=" b\n c"><meta property="d">')

    assert [meta_of(page, name) for name in ("a", "d", "e")] == ["b c", "", ""]


@pytest.mark.parametrize(("count", "listed"), [(0, None), (25, 25), (26, 1)])
def test_cited(tmp_path: Path, count: int, listed: int | None) -> None:
    """A page names what it cites, or where many sources are listed."""
    site = built_sites.read(tmp_path, {})
    page = site.pages["index.html"]
    node = article(site, page, "A", [site.project.sources["ipcc"]] * count)

    assert (len(node["citation"]) if listed else node.get("citation")) == listed
    assert (f"{URL}#references" in node.get("citation", ())) == (count > 25)
    assert set(node.get("citation", ())) <= {"https://example.org/ipcc", f"{URL}#references"}
    assert node["@id"] == f"{URL}#page"
    assert node["@type"] == "Article"


def test_no_addresses(tmp_path: Path) -> None:
    """Without an address of the site a page has none, and one with many sources lists none."""
    site = built_sites.read(tmp_path, {"404.html": ""}, NO_ADDRESS)
    node = article(site, site.pages["404.html"], "A", [site.project.sources["ipcc"]] * 26)

    assert node.keys() == {"@type", "headline", "inLanguage", "author", "publisher"}
    assert node["@type"] == "WebPage"


@pytest.mark.parametrize("name", ["Heat", ""])
def test_crumbs(tmp_path: Path, name: str) -> None:
    """The way to a page begins with the site's name, or the title of its start page."""
    files = {
        "mkdocs.yml": built_sites.SETTINGS.replace("Heat", f"'{name}'"),
        "docs/a.md": "# A\n\nIt is. [@about]\n",
    }
    site = built_sites.read(tmp_path, {"a/index.html": "<article><h1>A</h1></article>"}, files)
    crumbs = breadcrumbs(site, site.pages["a/index.html"])
    assert crumbs is not None

    assert [
        (each["position"], each["name"], each["item"]) for each in crumbs["itemListElement"]
    ] == [(1, name or "Home", URL), (2, "A", f"{URL}a/")]
    assert breadcrumbs(site, site.pages["index.html"]) is None


def graph(site: built_sites.BuiltSite, path: str) -> dict[str, dict[str, Any]]:
    """What a page says of itself, by the types."""
    (script,) = site.pages[path].tree.css('script[type="application/ld+json"]')
    return {each["@type"]: each for each in json.loads(script.text())["@graph"]}


QUESTIONS = "<h2>Is it?</h2><p>Yes.</p><h2>Was it?</h2><p>No.</p>"
TERMS = "<dl><dt>A</dt><dd>B</dd></dl>"


def test_described(tmp_path: Path) -> None:
    """A page is described before its text by what is on it: questions, terms, data."""
    comparison = "title: Heaters\nmeasures: []\nthings: []\n"
    files = {
        "docs/a.md": "# A\n\nIt is. [@about]\n",
        "docs/glossary.md": "# Words\n\nIt is. [@about]\n",
        "docs/when.md": "# When\n\n/// timeline\n///\n",
        "docs/h.md": "# H\n\n/// comparison | heaters\n///\n\n/// comparison | none\n///\n",
        "docs/timeline.yml": "events:\n  - {date: 2024, event: 'It is. [@about]'}\n",
        "docs/comparisons/heaters.yml": comparison,
        "docs/comparisons/none.yml": comparison,
        "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
        "docs/claims/a.md": built_sites.claim(),
    }
    shared = '<meta property="og:title" content="Shared: {}">'
    pages = {
        "index.html": f"<article>{QUESTIONS}{TERMS}</article>",
        "404.html": "",
        "a/index.html": "<p>No article</p>",
        "glossary/index.html": f"<article>{QUESTIONS}{TERMS}</article>",
        "when/index.html": "<main>a</main>",
        "h/index.html": "<article></article>",
        "claims/index.html": "<article></article>",
        "claims/a/index.html": f"{shared.format('supported it is')}<article>{QUESTIONS}</article>",
    }
    site = built_sites.read(tmp_path, pages, files)
    for name in ("claims.json", "timeline.json", "comparisons/heaters.csv"):
        site.add_text(name, "")
    describe_pages(site)
    found = {path: graph(site, path) for path in pages if path != "404.html"}
    home = {"BreadcrumbList"}

    assert {path: set(nodes) - home for path, nodes in found.items()} == {
        "index.html": {"Article", "FAQPage"},
        "a/index.html": {"Article"},
        "glossary/index.html": {"Article", "DefinedTermSet"},
        "when/index.html": {"Article", "Dataset"},
        "h/index.html": {"Article", "Dataset"},
        "claims/index.html": {"Article", "Dataset"},
        "claims/a/index.html": {"Article", "ClaimReview"},
    }
    assert not site.pages["404.html"].tree.css("script")
    assert len(found["when/index.html"]["Dataset"]["distribution"]) == 1
    table = found["h/index.html"]["Dataset"]["distribution"][0]
    assert table["contentUrl"] == f"{URL}comparisons/heaters.csv"
    assert found["claims/a/index.html"]["Article"]["headline"] == "Shared: supported it is"
    assert site.pages["a/index.html"].tree.css("head > script")
    for path in ("index.html", "when/index.html"):
        (script,) = site.pages[path].tree.css("body > script")
        assert script.next is not None
        assert script.next.tag in {"article", "main"}


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<article><h1>It is</h1></article>", "Supported: It is."),
        ('<meta property="og:title" content="It is">', "Supported: It is."),
        ('<meta property="og:title" content="SUPPORTED: so">', "SUPPORTED: so"),
    ],
)
def test_headline(tmp_path: Path, head: str, headline: str) -> None:
    """The headline of a claim never goes without its verdict."""
    path = "claims/a/index.html"
    site = built_sites.read(tmp_path, {path: head}, {"docs/claims/a.md": built_sites.claim()})
    describe_pages(site)

    assert graph(site, path)["Article"]["headline"] == headline


def test_no_data(tmp_path: Path) -> None:
    """Data of which there is no file are not described."""
    files = {
        "docs/when.md": "# When\n\n/// timeline\n///\n",
        "docs/timeline.yml": "events:\n  - {date: 2024, event: 'It is. [@about]'}\n",
        "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
        "docs/p.md": "# P\n\n/// positions | a\n///\n",
    }
    pages = dict.fromkeys(("when/index.html", "claims/index.html", "p/index.html"), "")
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("positions/a.csv", "")
    site.add_text("timeline.ics", "")
    describe_pages(site)

    assert [path for path in pages if "Dataset" in graph(site, path)] == []
