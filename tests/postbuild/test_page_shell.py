"""The shell of a new page, the text of built ones, and the page for what is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import built_sites
from explainer.postbuild.built_site import BuiltPage
from explainer.postbuild.not_found import complete_not_found
from explainer.postbuild.page_shell import PageContent, PageShell
from explainer.postbuild.page_text import article_of, readable_pages, text_of, title_of
from explainer.postbuild.robots import add_robots

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = PageContent(
    "New <title>", "What & why", '<h1 id="a">A</h1><h2 id="b">B</h2><h2>C</h2><h3 id="d">D</h3>'
)
ARTICLE = '<article class="md-content__inner"><h1>Old</h1>{}</article>'


def shell_of(html: str, path: str = "list/index.html") -> PageShell:
    """The shell of a page."""
    return PageShell(BuiltPage(path, LexborHTMLParser(html)), "Heat")


def filled(html: str, content: PageContent = CONTENT) -> LexborHTMLParser:
    """A page one folder deeper, in the shell of a page with this HTML."""
    shell = shell_of(html)
    page = shell.page("list/new/index.html")
    shell.fill(page, content)
    return page.tree


URLS = {
    '<a href="../b/"></a>': "../../b/",
    '<a href="./b/"></a>': "../b/",
    '<a href="."></a>': "../.",
    '<a href="#b"></a>': "#b",
    '<a href=""></a>': "",
    '<a href="/b/"></a>': "/b/",
    '<a href="MAILTO:b@c.example"></a>': "MAILTO:b@c.example",
    '<img src="b.png">': "../b.png",
    '<form action="b"></form>': "../b",
    '<script src="b.js"></script>': "../b.js",
    '<p data-base="."></p>': "../.",
    '<p title="b"></p>': "b",
}


@pytest.mark.parametrize(("html", "expected"), URLS.items())
def test_urls(html: str, expected: str) -> None:
    """A relative URL leads from the new page to where it led before; another stays."""
    (element,) = shell_of(html).page("list/new/index.html").tree.css("body > *, head > *")

    assert list(element.attributes.values()) == [expected]


def test_scripts() -> None:
    """The base of the theme's scripts is that of the new page; other scripts stay."""
    scripts = (
        '<script id=a>{"base": ".."}</script><script>{"base": "."}</script>'
        '<script>a = new URL("..", location)</script><script>"a" &amp;&amp; ".."</script>'
        '<script src="b.js">{"base": ".."}</script>'
    )
    tree = shell_of(scripts).page("list/new/index.html").tree

    assert [script.text() for script in tree.css("script")] == [
        '{"base": "../.."}',
        '{"base": ".."}',
        'a = new URL("../..", location)',
        '"a" &amp;&amp; ".."',
        '{"base": ".."}',
    ]


def test_left_out() -> None:
    """The neighbours and the description of the old page are none of the new one's."""
    head = (
        '<link rel="prev" href="a"><link rel="next" href="b"><link rel="icon" href="c">'
        '<script type="application/ld+json">{}</script>'
    )
    page = shell_of(head + ARTICLE.format("b")).page("list/new/index.html")

    assert [link.attributes["rel"] for link in page.tree.css("link, script")] == ["icon"]
    article = page.tree.css_first("article")
    assert article is not None
    assert article.inner_html == ""


def test_head() -> None:
    """Title, description and address are those of the new page."""
    tree = filled(
        '<title>Old</title><meta name="description" content="old"><meta name="author" content="a">'
        '<meta property="og:title" content="old"><meta property="og:description" content="old">'
        '<meta property="og:url" content="https://a.example/list/"><meta property="og:url">'
        '<link rel="canonical" href="https://a.example/list/"><link rel="canonical">'
    )

    assert [title.text() for title in tree.css("title")] == ["New <title> - Heat"]
    assert [meta.attributes["content"] for meta in tree.css("meta")] == [
        "What & why",
        "a",
        "New <title>",
        "What & why",
        "https://a.example/list/new/",
        "list/new/",
    ]
    assert [link.attributes["href"] for link in tree.css("link")] == [
        "https://a.example/list/new/",
        "list/new/",
    ]


PERMALINKS = {
    "titled": (
        '<a class="headerlink" title="Link &amp; so">¶&lt;</a>',
        '<a class="headerlink" href="#{0}" title="Link &amp; so">¶&lt;</a>',
    ),
    "untitled": ('<a class="headerlink">¶</a>', '<a class="headerlink" href="#{0}">¶</a>'),
    "none": ("", ""),
}


@pytest.mark.parametrize(("link", "expected"), PERMALINKS.values(), ids=PERMALINKS)
def test_permalinks(link: str, expected: str) -> None:
    """Headings with an id have a link to themselves where those of the old page have one."""
    article = filled(ARTICLE.format(link)).css_first("article")
    assert article is not None

    assert article.inner_html == (
        f'<h1 id="a">A{expected.format("a")}</h1><h2 id="b">B{expected.format("b")}</h2>'
        '<h2>C</h2><h3 id="d">D</h3>'
    )


@pytest.mark.parametrize(
    ("headings", "contents", "skip"),
    [
        ((("b", "B & C"), ("c", "C")), ["#b B & C", "#c C"], "#b"),
        ((), [], "#old"),
    ],
)
def test_contents(headings: tuple[tuple[str, str], ...], contents: list[str], skip: str) -> None:
    """The table of contents has the new headings, and the link to the text leads to the first."""
    tree = filled(
        '<a class="md-skip" href="#old">Skip</a><nav class="md-nav--secondary"><ul><li>Old</li>'
        '</ul></nav><nav class="md-nav--secondary"></nav>',
        CONTENT._replace(headings=headings),
    )

    assert [f"{a.attributes['href']} {a.text()}" for a in tree.css("nav li a")] == contents
    assert [each.text() for each in tree.css("nav li")] == [each[3:] for each in contents]
    assert [a.attributes["href"] for a in tree.css(".md-skip")] == [skip]


def test_bare() -> None:
    """A page without an article, a title and a table of contents is left without."""
    assert "New" not in (filled("<p>a</p>").html or "")


# ── Text ──

TITLES = {
    "a heading": ("<title>b</title><article><h1>A <i>b</i>\n c</h1></article>", "A b c"),
    "the article's": ("<main><h1>b</h1></main><article><h1>a</h1></article>", "a"),
    "that of the main part": ('<h1>b</h1><div role="main"><h1>a</h1></div>', "a"),
    "without signs": ('<h1>a<sup>1</sup><a class="headerlink">¶</a><nav>b</nav></h1>', "a"),
    "the head's": ("<title>b</title><article><h2>a</h2></article>", "b"),
    "the path": ("<article></article>", "p.html"),
    "no text": ("<h1><svg></svg></h1>", "p.html"),
    "no text but in the head": ("<title> b\n c</title><h1><svg></svg></h1>", "b c"),
}


@pytest.mark.parametrize(("html", "expected"), TITLES.values(), ids=TITLES)
def test_title(html: str, expected: str) -> None:
    """A page is called as its heading says, else its head, else its path."""
    assert title_of(BuiltPage("p.html", LexborHTMLParser(html))) == expected


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<main><article>a</article></main>", "article"),
        ("<main>a</main>", "main"),
        ('<div role="main">a</div>', "div"),
        ("<p>a</p>", "body"),
    ],
)
def test_article(html: str, tag: str) -> None:
    """The content of a page is its article, its main part, or all of it."""
    article = article_of(BuiltPage("p.html", LexborHTMLParser(html)))
    assert article is not None

    assert article.tag == tag
    assert text_of(article) == "a"


def test_readable(tmp_path: Path) -> None:
    """Readers come to all pages, in the order of their paths, but that for what is not found."""
    pages = dict.fromkeys(("b/index.html", "404.html", "a/index.html"), "")
    files = dict.fromkeys(("docs/a.md", "docs/b.md"), "# A\n\nIt is. [@about]\n")
    site = built_sites.read(tmp_path, pages, files)

    assert [page.path for page in readable_pages(site)] == [
        "a/index.html",
        "b/index.html",
        "index.html",
    ]


# ── Not found ──

FOUND = """\
<title>Old</title><meta property="og:title" content="old"><a class="md-skip" href="#old">Skip</a>
<nav class="md-nav--primary"><a class="md-nav__link" href="/a&amp;b/">A
 &lt; B</a></nav><article class="md-content__inner">Old</article>
"""


@pytest.mark.parametrize("name", ["Heat & ice", ""])
def test_not_found(tmp_path: Path, name: str) -> None:
    """It lists the pages of the navigation, and has a title, to which the first link leads."""
    settings = {"mkdocs.yml": built_sites.SETTINGS.replace("Heat", f"'{name}'")}
    site = built_sites.read(tmp_path, {"404.html": FOUND}, settings)
    complete_not_found(site)
    tree = site.pages["404.html"].tree
    article = tree.css_first("article")
    assert article is not None

    assert article.inner_html == (
        '<h1 id="not-found">Page not found</h1><p>There is no page at this address. It may have'
        " been moved, or the address may have a slip in it.</p><h2>These pages are here</h2>"
        '<ul><li><a href="/a&amp;b/">A &lt; B</a></li></ul>'
    )
    title = "Page not found - Heat & ice" if name else "Page not found"
    assert [each.text() for each in tree.css("title")] == [title]
    assert [each.attributes["content"] for each in tree.css("meta")] == ["Page not found"]
    assert [each.attributes["href"] for each in tree.css(".md-skip")] == ["#not-found"]


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ('<p data-md-component="search"></p>', ["h1", "p", "p"]),
        ("", ["h1", "p"]),
        (
            '<nav class="md-nav--primary"><a class="md-nav__link" href>A</a></nav>',
            ["h1", "p", "h2", "ul"],
        ),
    ],
)
def test_parts(tmp_path: Path, page: str, parts: list[str]) -> None:
    """It names the search where there is one, and the pages where there are some."""
    html = page + '<article class="md-content__inner">Old</article>'
    site = built_sites.read(tmp_path, {"404.html": html})
    complete_not_found(site)
    article = site.pages["404.html"].tree.css_first("article")
    assert article is not None

    assert [child.tag for child in article.iter()] == parts


@pytest.mark.parametrize("pages", [{}, {"404.html": "<article>Old</article>"}])
def test_no_not_found(tmp_path: Path, pages: dict[str, str]) -> None:
    """A site without such a page, or with another theme's, stays as it is."""
    site = built_sites.read(tmp_path, pages)
    complete_not_found(site)

    assert {path: built_sites.html(site, path) for path in pages} == pages


# ── Robots ──


@pytest.mark.parametrize(
    ("pages", "settings", "expected"),
    [
        (
            {},
            built_sites.SETTINGS,
            "User-agent: *\nAllow: /\n\nSitemap: https://heat.example/a/sitemap.xml\n",
        ),
        ({}, "site_name: Heat\n", "User-agent: *\nAllow: /\n"),
        ({"robots.txt": "own"}, built_sites.SETTINGS, None),
    ],
)
def test_robots(tmp_path: Path, pages: dict[str, str], settings: str, expected: str | None) -> None:
    """Everything may be read; the sitemap is named where the address is known."""
    site = built_sites.read(tmp_path, pages, {"mkdocs.yml": settings})
    add_robots(site)

    assert site.files == ({"robots.txt": expected.encode()} if expected else {})
