"""What the pages of sources and the index of them say, on sites of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.postbuild.source_pages import add_source_pages, source_path

if TYPE_CHECKING:
    from pathlib import Path

    from selectolax.lexbor import LexborHTMLParser

INDEX = (
    '<title>Old</title><meta name="description" content="old">'
    '<article class="md-content__inner"><div class="explainer-sources">'
    '<p id="a-b">All</p></div></article>'
)
FULL = """\
title: A <b>
publisher: Agency
issued: 2023-03
URL: https://a.example/?a&b
archive: https://archive.example/a
tier: primary
origin: Agency <a>
checked: partly
seen: excerpt
seen_detail: The first half.
translated_by: Someone
relays: Another
note: A note.
passages:
  - {slug: x, fact: It is so., words: it is}
  - {slug: y, fact: It was so.}
"""
BARE = "title: Bare\ntier: research\npassages: []\n"
CLAIM = """\
---
title: The <b> claim.
verdict: supported
as_of: 2026-01-02
evidence:
  - {cite: a:b#x, stance: supports, why: First <b>.}
  - {cite: a:b#y, stance: context, why: Second.}
---
It is. [@ipcc]
"""
FILES = {
    "docs/sources/a:b.yml": FULL,
    "docs/sources/index.md": "# Sources\n\n/// sources\n///\n",
    "docs/p.md": "# P\n\nIt is. [@a:b#x]\n",
}


def completed(
    folder: Path, pages: dict[str, str], files: dict[str, str] | None = None
) -> built_sites.BuiltSite:
    """A site with a list of sources, of which each has got a page."""
    built = {"sources/index.html": INDEX, **pages}
    site = built_sites.read(folder, built, {**FILES, **(files or {})})
    add_source_pages(site)
    return site


def tree(site: built_sites.BuiltSite, key: str = "a-b") -> LexborHTMLParser:
    """The page of a source."""
    return site.pages[f"sources/{key}/index.html"].tree


def uses(site: built_sites.BuiltSite, key: str = "a-b") -> list[tuple[str | None, str]]:
    """Where the page of a source says that it is cited: addresses and sentences."""
    links = tree(site, key).css("#cited + ul li li a")
    return [(link.attributes["href"], link.text()) for link in links]


def marks(*citations: str) -> str:
    """The numbers of a page, each with the id of the use and what it cites."""
    texts = [citation.split() for citation in citations]
    return "".join(
        f'<sup id="{id_}"><a class="footnote-ref" href="#fn:{cited}">1</a></sup>'
        for id_, cited in texts
    )


USES = {
    "one": ("It is. [@a:b#x]", marks("u a-b--x"), [("../../p/#u", "It is.")]),
    "the source as a whole": ("It is. [@a:b]", marks("u a-b"), [("../../p/#u", "It is.")]),
    "two": (
        "It is. [@a:b#x] It was. [@a:b#y]",
        marks("u a-b--x", "v a-b--y"),
        [("../../p/#u", "It is."), ("../../p/#v", "It was.")],
    ),
    "a sentence that cites it twice": (
        "It is. [@a:b#x; @a:b#y] It was. [@a:b#y]",
        marks("u a-b--x", "v a-b--y", "w a-b--y"),
        [("../../p/#u", "It is."), ("../../p/#w", "It was.")],
    ),
    "a sentence that stands there twice": (
        "It is. [@a:b#x] So. [@ipcc] It is. [@a:b#x] It was. [@a:b#x]",
        marks("u a-b--x", "o ipcc", "v a-b--x", "w a-b--x"),
        [("../../p/#u", "It is."), ("../../p/#w", "It was.")],
    ),
    "a citation that is shown again": (
        "It is. [@a:b#x; @a:b#y] It was. [@a:b#y]",
        marks("u a-b--x", "v a-b--y", "w a-b--y", "x a-b--y"),
        [("../../p/#u", "It is."), ("../../p/#v", "It was.")],
    ),
    "one that is not shown": (
        "It is. [@a:b#x] It was. [@a:b#x]",
        marks("u a-b--x"),
        [("../../p/#u", "It is."), ("../../p/", "It was.")],
    ),
    "a number without a name": (
        "It is. [@a:b#x]",
        '<sup><a class="footnote-ref" href="#fn:a-b--x">1</a></sup><a class="footnote-ref">2</a>',
        [("../../p/", "It is.")],
    ),
    "none": ("It is. [@ipcc]", marks("u ipcc--warming"), []),
}


@pytest.mark.parametrize(("text", "html", "expected"), USES.values(), ids=USES)
def test_uses(tmp_path: Path, text: str, html: str, expected: list[tuple[str, str]]) -> None:
    """A sentence that cites a source leads to its first number, where that is certain."""
    pages = {"p/index.html": f"<article><h1>P</h1>{html}</article>"}
    site = completed(tmp_path, pages, {"docs/p.md": f"# P\n\n{text}\n"})

    assert uses(site) == expected
    headings = [each.text() for each in tree(site).css("h2")]
    assert ("Where it is cited" in headings) == bool(expected)


def test_whole(tmp_path: Path) -> None:
    """A page says all that is known of a source, as text."""
    pages = {"claims/c/index.html": "", "p/index.html": "<h1>P &lt;</h1>"}
    site = completed(tmp_path, pages, {"docs/claims/c.md": CLAIM})
    page = tree(site)
    article = page.css_first("article")
    assert article is not None

    assert [each.text() for each in page.css("h1, h2")] == [
        "A <b>",
        "What this site takes from it",
        "Where it is cited",
        "Claims that it is evidence on",
        "How it was read",
    ]
    assert [each.text() for each in page.css(".explainer-open a")] == [
        "Open the source",
        "archived copy",
    ]
    assert [each.attributes["href"] for each in page.css(".explainer-open a")] == [
        "https://a.example/?a&b",
        "https://archive.example/a",
    ]
    assert "A <b>" not in page.css(".explainer-source-page > p")[0].text()
    assert [each.text() for each in page.css("#taken + ul li")] == [
        "It is so. Translated: it is",
        "It was so.",
    ]
    assert [each.text() for each in page.css("#cited + ul > li > a")] == ["P <"]
    assert [each.text() for each in page.css("#evidence + ul > li")] == [
        "The <b> claim. supported Supports the claim. First <b>."
    ]
    assert [(a.text(), b.text()) for a, b in zip(page.css("dt"), page.css("dd"), strict=True)] == [
        ("How it was read:", "parts of the page itself; The first half."),
        ("How its passages were checked:", "compared in part"),
        ("Who translated the words shown:", "Someone"),
        ("Whose reporting it passes on:", "Another"),
        ("Whose reporting or data it is:", "Agency <a>"),
        ("Note:", "A note."),
    ]
    assert [each.text() for each in page.css("title")] == ["A <b> - Heat"]
    description = page.css_first("meta[name=description]")
    assert description is not None
    assert description.attributes["content"] == "It is so. It was so."


def test_bare(tmp_path: Path) -> None:
    """A source of which little is known has a short page."""
    site = completed(tmp_path, {}, {"docs/sources/bare.yml": BARE})
    page = tree(site, "bare")
    description = page.css_first("meta[name=description]")
    assert description is not None

    assert [each.text() for each in page.css("h1, h2")] == ["Bare"]
    assert page.css(".explainer-open, dl, ul, time") == []
    assert description.attributes["content"] == "Bare"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("publisher: A\nissued: 2023\n", "A, 2023"),
        ("publisher: A\n", "A"),
        ("issued: 2023\n", "2023"),
        ("seen: page\n", "Bare"),
    ],
)
def test_description(tmp_path: Path, fields: str, expected: str) -> None:
    """Without a fact, a source is described by who published it, and when, or by its title."""
    site = completed(tmp_path, {}, {"docs/sources/bare.yml": f"{fields}{BARE}"})
    description = tree(site, "bare").css_first("meta[name=description]")
    assert description is not None

    assert description.attributes["content"] == expected
    # Only the way in which it was read stands below.
    read = [each.text() for each in tree(site, "bare").css("dd")]
    assert read == (["the page itself, whole"] if "seen" in fields else [])


def test_last_checked(tmp_path: Path) -> None:
    """A page says the newest day of the pages that cite the source."""
    heading = '<h1>{}</h1><h2 data-as-of="{}">A</h2>'
    pages = {
        "p/index.html": f"<article>{heading.format('P', '2024-03-05')}</article>",
        "q/index.html": f"<article>{heading.format('Q', '2024-03-04')}</article>",
        "404.html": f"<article>{marks('u a-b--x')}</article>",
        "r/index.html": f"<article>{heading.format('R', '2025-03-04')}</article>",
    }
    files = {"docs/q.md": FILES["docs/p.md"], "docs/r.md": "# R\n\nIt is. [@ipcc]\n"}
    site = completed(tmp_path, pages, files)
    (said,) = tree(site).css("p small")

    assert said.text() == "The pages that cite it were last checked on 5 March 2024."
    assert [time.attributes["datetime"] for time in said.css("time")] == ["2024-03-05"]
    assert [each.text() for each in tree(site).css("#cited + ul > li > a")] == ["P", "Q"]


def test_links(tmp_path: Path) -> None:
    """What leads to an entry of the list leads to its page; other links stay."""
    links = ("../sources/#a-b", "../sources/#none", "../p/#a-b", "../sources/", "#a-b")
    html = "".join(f'<a href="{link}">a</a>' for link in links)
    site = completed(tmp_path, {"p/index.html": f"<article>{html}</article>"})
    found = [link.attributes["href"] for link in site.pages["p/index.html"].tree.css("a")]

    assert found == ["../sources/a-b/", *links[1:]]


def test_own_page(tmp_path: Path) -> None:
    """A page that the project has where a source's would be stays."""
    path = "sources/a-b/index.html"
    site = completed(tmp_path, {path: "<p>Own</p>"}, {"docs/sources/a-b.md": FILES["docs/p.md"]})

    assert built_sites.html(site, path) == "<p>Own</p>"


@pytest.mark.parametrize("html", ["<article></article>", ""])
def test_no_list(tmp_path: Path, html: str) -> None:
    """Without a list of sources there are no pages of them."""
    files = FILES if html else {"docs/p.md": "# P\n\nIt is. [@ipcc]\n"}
    pages = {"sources/index.html": html} if html else {"p/index.html": ""}
    site = built_sites.read(tmp_path, pages, files)
    before = set(site.pages)
    add_source_pages(site)

    assert set(site.pages) == before


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("sources/index.html", "sources/a-b/index.html"),
        ("index.html", "a-b/index.html"),
        ("sources.html", "sources/a-b.html"),
    ],
)
def test_path(index: str, expected: str) -> None:
    """The page of a source is below the one that lists all."""
    assert source_path(built_sites.page(index, ""), "a:b") == expected


# ── The index ──


def source(title: str, fields: str = "") -> str:
    """A source of a title."""
    return f"title: '{title}'\n{fields or 'tier: research'}\npassages: []\n"


def test_index(tmp_path: Path) -> None:
    """It lists sources by kind and letter, then by title and key, with how often each is cited."""
    files = {
        "docs/sources/a:b.yml": source("zebra"),
        "docs/sources/c.yml": source("“Ärger”", "tier: research\nlanguage: de\nissued: 2023"),
        "docs/sources/d.yml": source("Apple", "tier: research\npublisher: <i>"),
        "docs/sources/f.yml": source("apple"),
        "docs/sources/e.yml": source("apple"),
        "docs/sources/g.yml": source("2001"),
        "docs/sources/h.yml": source("…", "tier: primary"),
        "docs/sources/i.yml": source("Ölend", "tier: primary"),
        "docs/p.md": "# P\n\nIt is. [@c] It was. [@d] It will be. [@d]\n",
    }
    site = completed(tmp_path, {"p/index.html": ""}, files)
    block = site.pages["sources/index.html"].tree.css_first(".explainer-sources")
    assert block is not None

    assert [each.text() for each in block.css("h2")] == ["Primary sources 2", "Research 7"]
    assert [each.attributes["href"] for each in block.css(".explainer-letters a")] == [
        *("#tier-primary-other", "#tier-primary-o"),
        *("#tier-research-other", "#tier-research-a", "#tier-research-c", "#tier-research-z"),
    ]
    assert [each.id for each in block.css(".explainer-index > li")] == [
        *("tier-primary-other", "tier-primary-o"),
        *("tier-research-other", "tier-research-a", "tier-research-c", "tier-research-z"),
    ]
    assert [each.id for each in block.css(".explainer-index li li")] == [
        *("h", "i", "g", "d", "e", "f", "c", "ipcc", "a-b"),
    ]
    assert [each.text() for each in block.css("li small")] == [
        *("no date shown", "no date shown", "no date shown"),
        "<i>, no date shown · cited in 2 sentences",
        *("no date shown", "no date shown"),
        "2023 · cited in one sentence",
        "IPCC, March 2023 · cited in one sentence",
        "no date shown",
    ]
    assert [each.attributes["href"] for each in block.css("li li a")][:2] == ["h/", "i/"]
    assert [each.text() for each in block.css("a[lang=de]")] == ["“Ärger”"]
    assert "Filter by title" in block.text()
