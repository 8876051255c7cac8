"""Files and parts of pages that a completed site shares or leaves out, on sites of a few lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.postbuild.asset_names import content_hash
from explainer.postbuild.page_weight import first_words, lighten_pages
from explainer.postbuild.service_worker import add_service_worker
from explainer.postbuild.shared_icons import share_icons
from explainer.postbuild.short_anchors import shorten_anchors
from explainer.postbuild.style_sheets import shrink_style_sheets
from explainer.postbuild.unused_assets import remove_unused_assets

if TYPE_CHECKING:
    from pathlib import Path

OWN = '<script src="assets/explainer-shell.js"></script>'
FILES = {f"docs/{name}.md": f"# {name}\n\nIt is. [@about]\n" for name in ("a", "b", "c d")}


# ── The first words ──

WORDS = {
    "three words of eighteen signs": ("abcdef%20abcde%20abcde%20so", "abcdef%20abcde%20abcde"),
    "three words of seventeen": ("abcde%20abcde%20abcde%20so", "abcde%20abcde%20abcde%20so"),
    "signs that are written as several": ("%C3%A9bcde%20abcde%20abcde%20so%20b", None),
    "two long words": ("abcdefghijk%20abcdefghijk%20so%20so", "abcdefghijk%20abcdefghijk%20so"),
    "several places": ("abcdef%20abcde%20abcde%20so&text=b", None),
    "words before": ("abcdef-,abcde%20abcde%20abcde%20so", None),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("words", "first"), WORDS.values(), ids=WORDS)
def test_first_words(words: str, first: str | None) -> None:
    """Three words are enough if they have eighteen signs."""
    url = "https://a.example/b#:~:text="
    expected = "%C3%A9bcde%20abcde%20abcde%20so" if "C3" in words else words

    assert first_words(url + words) == url + (expected if first is None else first)


LIGHT = {
    "marks of lanes": (
        '<figure class="explainer-lanes"><a><title>a</title></a></figure><a><title>b</title></a>',
        '<figure class="explainer-lanes"><a></a></figure><a><title>b</title></a>',
    ),
    "comments": ("<p>a<!-- b --><b><!-- c --></b></p>", "<p>a<b></b></p>"),
    "attributes": ('<p data-as-of="b" data-md-scrollfix data-c="d">a</p>', '<p data-c="d">a</p>'),
    "the theme's scripts": (
        '<script>"__tabbed_"</script><script>var palette=__md_get("__palette")</script>',
        '<script>"__tabbed_"</script><script>var palette=__md_get("__palette")</script>',
    ),
    "scripts for tabs": (f'{OWN}<script>"__tabbed_"</script>', OWN),
    "tabs": (
        f'{OWN}<p name="__tabbed_1"></p><script>"__tabbed_"</script>',
        f'{OWN}<p name="__tabbed_1"></p><script>"__tabbed_"</script>',
    ),
    "other scripts": (f"{OWN}<script></script><script>a</script>",) * 2,
}


@pytest.mark.parametrize(("html", "expected"), LIGHT.values(), ids=LIGHT)
def test_lightened(tmp_path: Path, html: str, expected: str) -> None:
    """What only the build reads is left out, and what the theme's script needs, without it."""
    site = built_sites.read(tmp_path, {"index.html": f"<body>{html}"})
    lighten_pages(site)

    assert built_sites.html(site) == expected


@pytest.mark.parametrize("count", [59, 60])
def test_long_list(tmp_path: Path, count: int) -> None:
    """A list is a long one from sixty links back on."""
    entry = (
        '<a class="footnote-backref" aria-label="1"></a><a class="explainer-words"></a>'
        '<b class="explainer-provenance explainer-provenance--page"></b>'
        '<i class="explainer-tier"></i>'
    )
    html = f'<div class="explainer-references">{entry * count}</div>{entry}'
    site = built_sites.read(tmp_path, {"index.html": html.replace(entry + "</div>", "</div>")})
    lighten_pages(site)
    tree = site.pages["index.html"].tree
    labels = {link.attributes.get("aria-label") for link in tree.css("div .footnote-backref")}
    names = {node.attributes.get("class") for node in tree.css("div :is(b, i)")}
    full = "explainer-provenance explainer-provenance--page"

    assert labels == ({"Back to the text"} if count > 59 else {"1"})
    assert names == {full.rpartition(" ")[2] if count > 59 else full, "explainer-tier"}
    assert tree.css("body > .footnote-backref")[0].attributes["aria-label"] == "1"


# ── Anchors ──

ENTRY = '<li id="fn:{0}"><p{1}><a href="#fnref:{0}">↩</a></p></li>'
USE = '<sup id="fnref{1}:{0}"><a class="footnote-ref" href="#fn:{0}">{2}</a></sup>'


def references(entries: str) -> str:
    """A list of references."""
    return f'<div class="explainer-references"><details><ol>{entries}</ol></details></div>'


def test_anchors(tmp_path: Path) -> None:
    """Entries, their passages and their uses are named by numbers, and links lead there."""
    nested = '<li id="fn:k"><ol><li id="fn:k--a">a</li><li id="fn:k--b">b</li></ol></li>'
    own = (
        USE.format("k--a", "", "1a")
        + USE.format("k--a", 2, "1a")
        + USE.format("k--b", "", "1b")
        + USE.format("o--p", "", "2")
        + '<sup id="fnref:none">3</sup><sup id="x">4</sup>'
        + references(nested + '<li id="fn:o"><p id="fn:o--p">b</p></li>' + ENTRY.format("z", ""))
    )
    other = (
        '<a href="../a/#fn:k--b">1</a><a href="/a/#fnref2:k--a">2</a><a href="#fn:k">3</a>'
        '<a href="../a/#fn:none">4</a><a href="../c%20d/#fn:k">5</a><a href="../a/#fn%3Ao">6</a>'
    )
    pages = {
        "a/index.html": own,
        "b/index.html": other,
        "c d/index.html": references('<li id="fn:j">a</li>' + ENTRY.format("k", "")),
    }
    site = built_sites.read(tmp_path, pages, FILES)
    shorten_anchors(site)
    a, b = site.pages["a/index.html"].tree, site.pages["b/index.html"].tree

    assert [node.attributes["id"] for node in a.css("[id]")] == [
        *("fnref:1a", "fnref2:1a", "fnref:1b", "fnref:2", "fnref:none", "x"),
        *("fn:1", "fn:1a", "fn:1b", "fn:2", "fn:3"),
    ]
    assert [node.attributes["href"] for node in a.css("a")] == [
        *("#fn:1a", "#fn:1a", "#fn:1b", "#fn:2", "#fnref:z"),
    ]
    assert [node.attributes["href"] for node in b.css("a")] == [
        "../a/#fn:1b",
        "/a/#fnref2:1a",
        "#fn:k",
        "../a/#fn:none",
        "../c%20d/#fn:2",
        "../a/#fn:2",
    ]


# ── Icons ──

ICON = '<svg {}viewBox="0 0 1 1"><path d="{}" fill="currentColor"></path></svg>'


def icons(site: built_sites.BuiltSite, path: str) -> list[str | None]:
    """The classes of the drawings of a page."""
    return [node.attributes.get("class") for node in site.pages[path].tree.css("svg")]


def test_icons(tmp_path: Path) -> None:
    """Like drawings have one number on all pages, and keep their classes."""
    header = '<div class="md-{}">{}</div>'
    link = '<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="b.css">'
    one = header.format("header", ICON.format('class="a" xmlns="b" ', "M1") + ICON.format("", "M2"))
    pages = {
        "a/index.html": link + one + ICON.format("", "M1"),
        "b/index.html": link + header.format("top", ICON.format("", "M2")),
        "c d/index.html": header.format("footer", ICON.format("", "M1")),
    }
    site = built_sites.read(tmp_path, pages, FILES)
    share_icons(site)
    text = site.files["assets/explainer-icons.css"].decode()
    a = site.pages["a/index.html"].tree

    first, second = "explainer-icon explainer-icon-1", "explainer-icon explainer-icon-2"
    assert icons(site, "a/index.html") == [f"a {first}", second, None]
    assert icons(site, "b/index.html") == [second]
    # A page without a style sheet keeps its own.
    assert icons(site, "c d/index.html") == [None]
    assert "xmlns" not in a.css("svg")[0].attributes
    assert [node.attributes["href"] for node in a.css("link")] == [
        *("a.css", "b.css", "../assets/explainer-icons.css"),
    ]
    assert text.count(".explainer-icon-") == 2
    assert "viewBox='0 0 1 1'" in text
    assert "fill='%23000'" in text


PLAIN = {
    "shapes": ('<svg viewBox="0 0 1 1"><g><rect></rect><circle></circle></g>a</svg>', True),
    "a comment": ('<svg viewBox="0 0 1 1"><!-- a --><path></path></svg>', True),
    "an inner drawing": ('<svg viewBox="0 0 1 1"><svg><path></path></svg></svg>', True),
    "words": ('<svg viewBox="0 0 1 1"><text>a</text></svg>', False),
    "a name": ('<svg viewBox="0 0 1 1"><path></path><title>a</title></svg>', False),
    "no size": ("<svg><path></path></svg>", False),
}


@pytest.mark.parametrize(("drawing", "shared"), PLAIN.values(), ids=PLAIN)
def test_plain(tmp_path: Path, drawing: str, *, shared: bool) -> None:
    """A drawing becomes a mask if it has nothing but shapes and a size."""
    html = f'<link rel="stylesheet" href="a.css"><div class="md-header">{drawing}</div>'
    site = built_sites.read(tmp_path, {"index.html": html})
    share_icons(site)
    page = site.pages["index.html"]

    assert len(page.tree.css("link")) == 1 + shared
    assert bool(site.files) == bool(page.tree.css("svg.explainer-icon")) == shared


# ── Style sheets ──

SHEET = '<link rel="stylesheet" href="{}">'


def sheets(site: built_sites.BuiltSite, path: str) -> list[str]:
    """The style sheets of a page: what those say that were made, the addresses of others."""
    found = []
    for link in site.pages[path].tree.css("link[rel=stylesheet]"):
        address = link.attributes.get("href") or ""
        made = site.files.get(f"assets/{address.rpartition('/')[2]}")
        found.append(address if made is None else made.decode())
    return found


def test_sheets(tmp_path: Path) -> None:
    """Sheets beside each other become one; those for some media and of other hosts stay."""
    imports = "@import 'a.css';"
    page = "".join(
        SHEET.format(url)
        for url in (
            *("assets/a.css", "b.css", "https://a.example/c.css"),
            *("assets/imports.css", "assets/a.css", "none.css"),
        )
    )
    site = built_sites.read(
        tmp_path,
        {
            "index.html": f"{page}<link rel=stylesheet href=b.css media=print><p></p>",
            "404.html": SHEET.format("/a/assets/a.css"),
            "assets/a.css": "p{background:url(c.png)}",
            "b.css": "p{background:url(d.png)}i{top:0}b{top:0}.lead{top:0}.late{top:0}",
            "assets/imports.css": imports,
            "other.html": "<i></i>",
            "other.htm": "<b></b>",
            "own.mjs": "'late'",
            "own.txt": "'lead'",
        },
        {"docs/b.css": "", "docs/a.md": "# A\n\nIt is. [@about]\n"},
    )
    site.add_text("assets/a.css", "p{background:url(c.png)}")
    shrink_style_sheets(site)

    assert sheets(site, "index.html") == [
        'p{background:url("c.png")}p{background:url("../d.png")}i{top:0}b{top:0}.late{top:0}',
        "https://a.example/c.css",
        "assets/imports.css",
        'p{background:url("c.png")}',
        "none.css",
        "b.css",
    ]
    assert sheets(site, "404.html") == ['p{background:url("c.png")}']
    # The project's own stays for others that refer to it.
    assert site.removed == {"assets/a.css"}
    assert "assets/a.css" not in site.files


# ── Assets ──

MAP = "//# sourceMappingURL=a.js.map\n"


def left(site: built_sites.BuiltSite) -> set[str]:
    """The files that a site has lost."""
    remove_unused_assets(site)
    return site.removed


def test_unused(tmp_path: Path) -> None:
    """What no page names, nor anything that one names, goes; the project's files stay."""
    pages = {
        "index.html": '<script src="assets/a.js"></script>',
        "assets/a.js": f"load('b.css')\n{MAP}",
        "assets/b.css": "url(c.svg)",
        "assets/c.svg": "d.png",
        "assets/d.png": "e.png",
        "assets/e.png": "",
        "assets/named.js": "",
        "assets/own.js": "load('named.js')",
        "assets/unnamed.js": "load('also.js')",
        "assets/also.js": "",
        "assets/a.js.map": "",
        "assets/LICENSE.txt": "",
        "assets/license": "",
        "other/f.js": "",
        "other/names.txt": "unnamed.js",
    }
    files = {"docs/assets/own.js": ""}
    site = built_sites.read(tmp_path, pages, files)
    site.add_text("assets/step.js", "")

    assert left(site) == {
        "assets/e.png",
        "assets/unnamed.js",
        "assets/also.js",
        "assets/a.js.map",
    }


def test_source_maps(tmp_path: Path) -> None:
    """What is kept no longer names its source map; the rest of it stays."""
    names = ("a.js", "b.css", "c.js", "d.js", "e.svg")
    texts = (f"a\n{MAP}", "b\n/*# sourceMappingURL=b.css.map */", "c", MAP, f"e\n{MAP}")
    pages = {f"assets/{name}": text for name, text in zip(names, texts, strict=True)}
    site = built_sites.read(tmp_path, {"index.html": " ".join(names), **pages})
    remove_unused_assets(site)

    assert site.files == {"assets/a.js": b"a\n", "assets/b.css": b"b\n", "assets/d.js": b"\n"}


LANGUAGES = {
    "English": ('{"config": {"lang": ["en"]}}', set()),
    "two": ('{"config": {"lang": ["en", "de"]}}', {"de", "multi", "stemmer", "wordcut.js"}),
    "none": ('{"config": {"lang": []}}', set()),
    "no list": ('{"config": {}}', set()),
    "no mapping": ("[]", set()),
    "no JSON": ("", set()),
    "no index": (None, set()),
}


@pytest.mark.parametrize(("index", "kept"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages(tmp_path: Path, index: str | None, kept: set[str]) -> None:
    """Of the theme's search the languages of the site stay, and what all but English need."""
    names = {
        **{name: f"assets/js/lunr/min/lunr.{name}.min.js" for name in ("de", "fr", "multi")},
        "stemmer": "assets/js/lunr/min/lunr.stemmer.support.min.js",
        "wordcut.js": "assets/js/lunr/wordcut.js",
    }
    pages = {"index.html": "lunr.fr.min.js wordcut.js", **dict.fromkeys(names.values(), "")}
    if index is not None:
        pages["search/search_index.json"] = index
    site = built_sites.read(tmp_path, pages)

    assert {name for name in names if names[name] not in left(site)} == kept


# ── The worker ──


def kept(site: built_sites.BuiltSite) -> dict[str, str]:
    """The files that the worker of a site keeps, with their hashes."""
    add_service_worker(site)
    text = site.files["sw.js"].decode()
    value: dict[str, str] = json.loads(text.partition("const FILES = ")[2].partition(";\n")[0])
    return value


def test_worker(tmp_path: Path) -> None:
    """It keeps what pages, scripts and sheets name, then the pages, the outer ones first."""
    meta = '<meta property="og:image" content="https://a.example/assets/card.png">'
    pages = {
        "index.html": f'{meta}{OWN}<img src="assets/é.png"><meta name="a" content="b.png">',
        "a/index.html": "",
        "404.html": "",
        "b.html": "",
        "assets/é.png": "a",
        "assets/b.png": "",
        "assets/card.png": "",
        "assets/explainer-shell.js": "load('c.svg')",
        "assets/c.svg": "d.svg",
        "assets/d.svg": "",
        "assets/unnamed.png": "",
        "assets/e.txt": "",
        "assets/f.css": "g.woff2 e.txt",
        "assets/g.woff2": "",
        "search/h.json": "",
        "search/h.txt": "",
        "i.js": "",
    }
    files = {**FILES, "mkdocs.yml": f"use_directory_urls: false\n{built_sites.SETTINGS}"}
    files["docs/a/index.md"] = files.pop("docs/a.md")
    site = built_sites.read(tmp_path, pages, files)
    found = kept(site)

    assert list(found) == [
        "assets/b.png",
        "assets/c.svg",
        "assets/explainer-shell.js",
        "assets/g.woff2",
        "assets/é.png",
        "search/h.json",
        "404.html",
        "b.html",
        "",
        "a/",
    ]
    assert found["assets/é.png"] == content_hash(b"a")
    assert found["b.html"] == content_hash(site.html_of(site.pages["b.html"]))
    assert '\n"assets/é.png":"' in site.files["sw.js"].decode()


@pytest.mark.parametrize(
    ("pages", "made"),
    [({"404.html": OWN}, True), ({}, False), ({"404.html": OWN, "sw.js": ""}, False)],
)
def test_no_worker(tmp_path: Path, pages: dict[str, str], *, made: bool) -> None:
    """There is one where a page has the package's script and the project has none of its own."""
    site = built_sites.read(tmp_path, pages)
    add_service_worker(site)

    assert ("sw.js" in site.files) == made


@pytest.mark.parametrize("more", [0, 1])
def test_room(tmp_path: Path, more: int) -> None:
    """What is too much for a reader's device is left out, and all behind it."""
    site = built_sites.read(tmp_path, {"index.html": f'{OWN}<img src="assets/a.png">'})
    size = 32_000_000 - len(site.html_of(site.pages["index.html"])) + more
    site.files["assets/a.png"] = bytes(size)

    assert ("" in kept(site)) == (not more)
