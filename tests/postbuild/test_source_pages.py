"""The pages of sources, the index of them, and what leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.postbuild import BuiltPage
from explainer.postbuild.page_shell import PageShell

if TYPE_CHECKING:
    from pathlib import Path

ECHO = """\
type: webpage
title: Écho du climat
publisher: Écho
URL: https://example.org/echo
tier: syndication-or-blog
origin: echo
language: fr
seen: digest
passages:
  - slug: rain
    fact: It rains more <b>often</b>.
"""
CLAIM = """\
---
title: The air has warmed.
verdict: supported
as_of: 2026-01-02
evidence:
  - {cite: ipcc#warming, stance: supports, why: It measured that.}
---
# The air has warmed.

The air has warmed by 1.1 °C. [@ipcc#warming]
"""
FILES = {
    **projects.BASE,
    "mkdocs.yml": "theme: {name: material, font: false}\n" + projects.MKDOCS,
    "docs/index.md": "# Home\n\nThe air has warmed. [@ipcc#warming] It rains. [@echo]\n\n"
    "The air has warmed again. [@ipcc#warming]\n",
    "docs/claims/warm.md": CLAIM,
    "docs/sources/echo.yml": ECHO,
    "docs/sources/index.md": "# Sources\n\n/// sources\n///\n",
}


@pytest.fixture(scope="module", name="site")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small explainer, built and completed."""
    folder = tmp_path_factory.mktemp("sources")
    projects.write(folder, FILES)
    site = projects.build(folder)
    projects.run(folder, "postbuild")
    return site


def page(site: Path, path: str) -> LexborHTMLParser:
    """A page of the site as a tree."""
    return LexborHTMLParser((site / path).read_text(encoding="utf-8"))


def links(tree: LexborHTMLParser, selector: str) -> list[str | None]:
    """The addresses of links in the order of the page."""
    return [each.attributes.get("href") for each in tree.css(f"{selector} a")]


def test_page(site: Path) -> None:
    """A source's page has its title, what is taken from it, where it is cited and its claims."""
    tree = page(site, "sources/ipcc/index.html")
    article = tree.css_first("article")
    assert article is not None

    assert [each.text() for each in article.css("h1, h2")] == [
        "Climate Change",
        "What this site takes from it",
        "Where it is cited",
        "Claims that it is evidence on",
        "How it was read",
    ]
    start = page(site, "index.html")
    for use in ("fnref:1", "fnref2:1"):
        assert f"../../#{use}" in links(tree, "article")
        assert start.css_first(f"sup[id='{use}'] a[href='#fn:1']")
    assert "../../claims/warm/" in links(tree, "article")
    assert "The pages that cite it were last checked on 2 January 2026." in article.text()
    assert "https://example.org/ipcc" in links(tree, "article")
    assert tree.css_first("title").text() == "Climate Change - Heat"  # type: ignore[union-attr]


def test_same_titles(tmp_path: Path) -> None:
    """Of two sources with one title, each page's own title says which it is."""
    projects.write(tmp_path, FILES)
    projects.write(tmp_path, {"docs/sources/other.yml": projects.IPCC.replace("ipcc", "other")})
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")
    titles = [
        page(site, f"sources/{key}/index.html").css_first("title") for key in ("ipcc", "other")
    ]

    assert [each.text() for each in titles if each] == [
        "Climate Change (ipcc) - Heat",
        "Climate Change (other) - Heat",
    ]


def test_escaping(site: Path) -> None:
    """The fields of a source are text, in the language that it says."""
    tree = page(site, "sources/echo/index.html")
    heading = tree.css_first("h1")
    assert heading is not None

    assert tree.css_first("article b") is None
    assert heading.attributes.get("lang") == "fr"


def test_index(site: Path) -> None:
    """The index has each source once, by kind and first letter, and links to its page."""
    tree = page(site, "sources/index.html")

    assert links(tree, ".explainer-index") == ["ipcc/", "echo/"]
    assert links(tree, ".explainer-letters") == [
        "#tier-research-c",
        "#tier-syndication-or-blog-e",
    ]
    assert [each.text() for each in tree.css(".explainer-index small")] == [
        "IPCC, March 2023 · cited in 3 sentences",
        "Écho, no date shown · cited in one sentence",
    ]


def test_links_lead_there(site: Path) -> None:
    """What led to the entry of a source leads to its page, from the references of other pages."""
    assert "sources/ipcc/" in links(page(site, "index.html"), ".explainer-references")
    assert "../../sources/ipcc/" in links(
        page(site, "claims/warm/index.html"), ".explainer-references"
    )


def test_loaded_by_scripts() -> None:
    """What a script of the package loads on a source's page is where it is on the index."""
    box = '<p data-base=".." data-engine="../a.js" data-script="../b.js"></p>'
    shell = PageShell(BuiltPage("sources/index.html", LexborHTMLParser(box)), "Heat")
    found = shell.page("sources/ipcc/index.html").tree.css_first("p")

    assert found is not None
    assert found.attributes == {
        "data-base": "../..",
        "data-engine": "../../a.js",
        "data-script": "../../b.js",
    }


def test_list_without_folder(tmp_path: Path) -> None:
    """The pages of sources are below the page that lists them, whatever that is called."""
    settings = FILES["mkdocs.yml"].replace(
        "explainer.markdown", "explainer.markdown: {bibliography: sources.md}"
    )
    listed = FILES["docs/sources/index.md"]
    files = {name: text for name, text in FILES.items() if name != "docs/sources/index.md"}
    projects.write(tmp_path, {**files, "docs/sources.md": listed})
    projects.write(tmp_path, {"mkdocs.yml": f"use_directory_urls: false\n{settings}"})
    site = projects.build(tmp_path)
    assert projects.run(tmp_path, "postbuild").exit_code == 0

    assert links(page(site, "sources.html"), ".explainer-index") == [
        "sources/ipcc.html",
        "sources/echo.html",
    ]
    assert "../index.html" in links(page(site, "sources/ipcc.html"), "nav.md-nav--primary")
    assert projects.run(tmp_path, "links", "site").exit_code == 0


def test_shell(site: Path) -> None:
    """The header and the navigation of a source's page lead where those of the index do."""
    index, source = page(site, "sources/index.html"), page(site, "sources/ipcc/index.html")
    above = [each for each in links(index, "nav.md-nav--primary") if each and each[0] != "#"]
    here = [each for each in links(source, "nav.md-nav--primary") if each and each[0] != "#"]

    assert here == [f"../{each.removeprefix('./')}" for each in above]
    assert '"base": "../.."' in (source.html or "")


def test_links_hold(site: Path) -> None:
    """Every link of the completed site leads somewhere."""
    result = projects.run(site.parent, "links", "site")

    assert result.exit_code == 0, result.output
