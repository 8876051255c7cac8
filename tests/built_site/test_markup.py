"""The markup of a page: its tags and texts, the URLs in them, and where each stands."""

from __future__ import annotations

import sys

import pytest

from explainer.site import html_reader, html_tokenizer, link_attributes, url_positions
from explainer.site.links_and_anchors import (
    LinksAndAnchors,
    main_content,
    may_have_unparsed_markdown,
)
from explainer.site.tag_scanner import TagScanner

JSON_LD = '<script type="application/ld+json">'


def shown(token: html_tokenizer.Tag | html_tokenizer.Text) -> str:
    """A token in one line: `@` is the offset, `|` the text of an element without tags."""
    if isinstance(token, html_tokenizer.Text):
        return f"{token.text}@{token.start}"
    slash = "/" if token.closing else ""
    values = "".join(
        f" {name}={value}@{start}" if value is not None else f" {name}"
        for name, value, start, _ in token.attributes
    )
    text = f"|{token.text}" if token.text else ""
    return f"<{slash}{token.name}{values}>@{token.start}-{token.end}{text}"


@pytest.mark.parametrize(
    ("html", "tokens"),
    [
        ("", []),
        ("a<b c>d</b>", ["a@0", "<b c>@1-6", "d@6", "</b>@7-11"]),
        ("< a", ["< a@0"]),
        ("<!-->x", ["x@5"]),
        ("<!--->x", ["x@6"]),
        ("<!-- > -- > a -->x", ["x@17"]),
        ("<!-- a --!>x", ["x@11"]),
        ("<!-- a", []),
        ("<!doctype html>x", ["x@15"]),
        ("<?a>x</?b>y", ["x@4", "y@10"]),
        ("<!a", []),
        ("<script>a<b></SCRIPT >c", ["<script>@0-8|a<b>", "</script>@12-22", "c@22"]),
        ("<script>a</scripts>", ["<script>@0-8|a</scripts>"]),
        ("<textarea><a></textarea>", ["<textarea>@0-10|<a>", "</textarea>@13-24"]),
        ("<plaintext>a<b></plaintext>", ["<plaintext>@0-11|a<b></plaintext>"]),
        ("</plaintext>a<b>", ["</plaintext>@0-12", "a@12", "<b>@13-16"]),
        ("<svg><style>a<b>", ["<svg>@0-5", "<style>@5-12|a", "<b>@13-16"]),
        ("<svg><g>a<b>", ["<svg>@0-5", "<g>@5-8", "a@8", "<b>@9-12"]),
        ("<svg></style>a<b>", ["<svg>@0-5", "</style>@5-13", "a@13", "<b>@14-17"]),
        ("<svg><title><b>", ["<svg>@0-5", "<title>@5-12", "<b>@12-15"]),
        ("<svg></svg><title><b>", ["<svg>@0-5", "</svg>@5-11", "<title>@11-18|<b>"]),
        (
            "<svg><svg></svg><title><b>",
            ["<svg>@0-5", "<svg>@5-10", "</svg>@10-16", "<title>@16-23", "<b>@23-26"],
        ),
        ("</svg><title><b>", ["</svg>@0-6", "<title>@6-13|<b>"]),
        ("</svg><svg><title><b>", ["</svg>@0-6", "<svg>@6-11", "<title>@11-18", "<b>@18-21"]),
        ("</title><b>", ["</title>@0-8", "<b>@8-11"]),
        ("<template>x<a></template><b>", ["<template>@0-10", "<b>@25-28"]),
        ("<template><template></template><a></template><b>", ["<template>@0-10", "<b>@45-48"]),
        ("</template><b>", ["</template>@0-11", "<b>@11-14"]),
        ("<svg><template><a>", ["<svg>@0-5", "<template>@5-15", "<a>@15-18"]),
        ("<template><svg></template><title><b>", ["<template>@0-10", "<title>@26-33|<b>"]),
        ("<template><svg><title></template><b>", ["<template>@0-10", "<b>@33-36"]),
        ("<template><svg><template></template></template><b>", ["<template>@0-10", "<b>@47-50"]),
        ("<a b=1 B=2 c='x&amp;y' d=\"z\" e>", ["<a b=1@5 c=x&y@14 d=z@26 e>@0-31"]),
        ("<a =b>", ["<a =b>@0-6"]),
        ("<a b = c/d>", ["<a b=c/d@7>@0-11"]),
        ("<A B='c", ["<a b=c@6>@0-7"]),
        ("<a b", ["<a b>@0-4"]),
        ("</a b=c>", ["</a>@0-8"]),
        ('<a b="c"d/>e', ["<a b=c@6 d>@0-11", "e@11"]),
    ],
)
def test_tokens(html: str, tokens: list[str]) -> None:
    """A page is split into tags and texts, without comments and the content of templates."""
    assert [shown(each) for each in html_tokenizer.tokenize(html)] == tokens


@pytest.mark.parametrize(
    ("value", "decoded"),
    [
        ("a", "a"),
        ("a\r\nb\rc\0", "a\nb\nc\ufffd"),
        ("&amp;&lt;&#65;&#x42;&#67", "&<ABC"),
        ("?a&copy=1", "?a&copy=1"),
        ("?a&copya", "?a&copya"),
        ("&copy", "©"),
        ("&copy b", "© b"),
        ("&unknown; &unknown", "&unknown; &unknown"),
        ("&amp= &", "&amp= &"),
    ],
)
def test_references(value: str, decoded: str) -> None:
    """A character reference is decoded, one without a semicolon only before no letter or `=`."""
    assert html_tokenizer.decode_references(value) == decoded


@pytest.mark.parametrize(
    ("tag", "attributes", "urls"),
    [
        ("a", {"href": " b\n", "title": "c"}, ["a href b"]),
        ("a", {"href": None}, ["a href "]),
        ("p", {"href": "b"}, []),
        ("a", {"ping": "b c"}, ["a ping b", "a ping c"]),
        ("area", {"ping": "b"}, ["area ping b"]),
        ("p", {"ping": "b"}, []),
        ("p", {"style": "c: url(b)"}, ["style b"]),
        ("p", {"style": "@import 'b'"}, []),
        ("img", {"src": "a", "srcset": "b 1x, c"}, ["img src a", "img srcset b", "img srcset c"]),
        ("p", {"srcset": "b"}, []),
        ("link", {"imagesrcset": "b"}, ["link imagesrcset b"]),
        ("img", {"imagesrcset": "b"}, []),
        ("img", {"usemap": "#b"}, ["usemap #b", "img src "]),
        ("img", {"src": "a", "usemap": "#b"}, ["img src a", "usemap #b"]),
        ("img", {"data-src": "b"}, []),
        ("img", {":src": "b"}, []),
        ("img", {"alt": "b"}, ["img src "]),
        ("link", {"rel": "icon"}, ["link asset "]),
        ("link", {"rel": "icon", "data-href": "b"}, []),
        ("link", {"rel": "next"}, []),
        ("object", {"usemap": "#b"}, ["usemap #b"]),
        ("p", {"usemap": "#b"}, []),
        ("link", {"href": "b", "rel": "stylesheet"}, ["link asset b"]),
        ("link", {"href": "b", "rel": "alternate stylesheet"}, ["link asset b"]),
        ("link", {"href": "b", "rel": "preconnect stylesheet"}, ["link asset b"]),
        ("link", {"href": "b", "rel": "ICON"}, ["link asset b"]),
        ("link", {"href": "b", "rel": "canonical"}, ["link canonical b"]),
        ("link", {"href": "b", "rel": "preconnect"}, []),
        ("link", {"href": "b", "rel": "preconnect icon"}, []),
        ("link", {"href": "b", "rel": "alternate"}, ["link alternate b"]),
        ("link", {"href": "b", "rel": "next"}, ["link page b"]),
        ("link", {"href": "b", "rel": None}, ["link page b"]),
        ("link", {"href": "b"}, ["link page b"]),
        ("link", {"src": "b"}, []),
        ("meta", {"http-equiv": "Refresh", "content": "0; url=b"}, ["meta refresh b"]),
        ("meta", {"http-equiv": "refresh", "content": "0"}, []),
        ("meta", {"http-equiv": "a", "content": "0; url=b"}, []),
        ("meta", {"property": "og:url", "content": "b"}, ["meta page b"]),
        ("meta", {"name": "Twitter:Image", "content": "b"}, ["meta asset b"]),
        ("meta", {"property": "a", "itemprop": "thumbnailUrl", "content": ""}, ["meta asset "]),
        ("meta", {"property": "og:title", "content": "b"}, []),
        ("p", {"property": "og:url", "content": "b"}, []),
        ("use", {"xlink:href": "#b"}, ["use xlink:href #b"]),
    ],
)
def test_attributes(tag: str, attributes: dict[str, str | None], urls: list[str]) -> None:
    """An attribute holds URLs of a kind, which its element decides on."""
    found = link_attributes.urls_of_tag(tag, attributes)

    assert [f"{kind} {url}" for kind, url in found] == urls


@pytest.mark.parametrize(
    ("kind", "loaded"), [("img src", True), ("a href", False), ("id", False), ("feed", False)]
)
def test_subresource(kind: str, loaded: bool) -> None:  # noqa: FBT001
    """A browser loads images with a page, and no links."""
    assert link_attributes.is_subresource(kind) is loaded


@pytest.mark.parametrize(
    ("content", "url", "immediate"),
    [
        ("0; url=a", "a", True),
        ("1;URL = 'a b' c", "a b", True),
        ('0, "a"', "a", True),
        (" 1.5 a ", "a", True),
        ("2; url=a", "a", False),
        ("10; url=a", "a", False),
        ("; url=a", "a", True),
        ("0", None, True),
        ("0;", None, True),
        ("0; url= ' '", None, True),
        ("a", None, True),
    ],
)
def test_refresh(content: str, url: str | None, immediate: bool) -> None:  # noqa: FBT001
    """A refresh may have a URL; it is a redirect if its delay is one second at most."""
    assert link_attributes.refresh_url(content) == url
    assert link_attributes.is_immediate(content) is immediate


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("", []),
        (" , ", []),
        ("a", ["a"]),
        ("a 1x, b 2x", ["a", "b"]),
        ("a, b", ["a", "b"]),
        ("a,b 1x", ["a,b"]),
        ("a 1x,b 2x", ["a", "b"]),
        ("a (1,2) , b", ["a", "b"]),
        ("a ((1,),2), b", ["a", "b"]),
        ("a ) 1x, b", ["a", "b"]),
        ("a )(, b), c", ["a", "c"]),
        ("a (1x, b", ["a"]),
        ("data:,a 1x, b", ["data:,a", "b"]),
        ("\ta\t1x,\nb\n", ["a", "b"]),
    ],
)
def test_srcset(value: str, urls: list[str]) -> None:
    """A comma ends an image of a `srcset` after a space, outside of parentheses."""
    assert link_attributes.srcset_urls(value) == urls


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ('{"url": " a "}', ["a"]),
        ('{"URL": "a", "name": "b", "x": "https://c.org"}', ["a", "https://c.org"]),
        ('{"image": ["a", {"url": "b"}, 1]}', ["a", "b"]),
        ('{"@id": "https://a.org", "@context": "https://b.org"}', []),
        ('"https://a.org"', ["https://a.org"]),
        ("[" * 50 + '"https://a.org"' + "]" * 50, ["https://a.org"]),
        ("[" * 51 + '"https://a.org"' + "]" * 51, []),
        ('{"a":' * 50 + '"https://a.org"' + "}" * 50, ["https://a.org"]),
        ('{"a":' * 51 + '"https://a.org"' + "}" * 51, []),
        ('{"url": "a"', []),
        ("[" * 100_000, []),
    ],
)
def test_json_ld(text: str, urls: list[str]) -> None:
    """The URLs in JSON-LD are absolute, or the values of keys that are known to hold them."""
    assert link_attributes.json_ld_urls(text) == urls


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p id=a>b</p id=c>", ["id a 6-7"]),
        ("<p id>", ["id  3-3"]),
        ('<a href=" b " id="c">', ["a href b 10-11", "id c 18-19"]),
        ('<a href="b&amp;c">', ["a href b&c 9-16"]),
        ('<a href="">', ["a href  9-9"]),
        (
            '<img srcset="a 1x, a 2x, b">',
            ["img srcset a 13-14", "img srcset a 19-20", "img srcset b 25-26"],
        ),
        (
            "<link rel=icon href=a imagesrcset=b>",
            ["link asset a 20-21", "link imagesrcset b 34-35"],
        ),
        ('<meta content="0; url=a" http-equiv=refresh>', ["meta refresh a 22-23"]),
        ("<meta name=content content=a>", []),
        ('<a style="b: url(c)" href=d>', ["style c 17-18", "a href d 26-27"]),
        ("<use href=a xlink:href=b>", ["use href a 10-11", "use xlink:href b 23-24"]),
        ("<img usemap=#a src=b>", ["usemap #a 12-14", "img src b 19-20"]),
        ("<style>a { b: url(c) }</style>", ["style c 18-19"]),
        ("<style>url(a) url(b)</style>", ["style a 11-12", "style b 18-19"]),
        (
            f'{JSON_LD}{{"url": ["a", "a"]}}</script>',
            ["script JSON-LD a 45-46", "script JSON-LD a 50-51"],
        ),
        (f'{JSON_LD}"https://a.org"</script>', ["script JSON-LD https://a.org 36-49"]),
        ('<script type="a">{"url": "a"}</script>', []),
        ('<p type="application/ld+json">{"url": "a"}</p>', []),
    ],
)
def test_occurrences(html: str, found: list[str]) -> None:
    """Each URL and each `id` of a page stands at its place, as far as it is written there."""
    assert [
        f"{kind} {url} {start}-{end}" for kind, url, start, end in url_positions.occurrences(html)
    ] == found


@pytest.mark.parametrize(
    ("text", "url", "at", "span"),
    [
        ('{"a": "b"}', "b", 0, (7, 8)),
        ('["b", "b"]', "b", 3, (7, 8)),
        (r'["b\/c"]', "b/c", 0, (2, 6)),
        (r'["\u00e4"]', "ä", 0, (2, 8)),
        (r'["\u00e4\/b"]', "ä/b", 0, (2, 11)),
        ('["ä"]', "ä", 0, (2, 3)),
        ('"b"', "b", 0, (1, 2)),
        (r'["\u0062"]', "b", 2, (2, 2)),
    ],
)
def test_json_span(text: str, url: str, at: int, span: tuple[int, int]) -> None:
    """A URL in JSON is found in each of its usual spellings, from an offset on."""
    assert url_positions.json_span(text, url, at) == span


@pytest.mark.parametrize(
    ("html", "content"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<body>a</body>b", "a"),
        ("<body><main>a</main>b</body>", "a"),
        ("<main><article>a</article>b</main>", "a"),
        ("<div>a</div><div role=main>b<div>c</div></div>", "b<div>c</div>"),
        ("<div role=main>b</div><main>a", "b"),
        ("<main>a</main><main>b</main>", "a"),
        ("<main>a<main>b</main></main>c", "a<main>b</main>"),
        ("<main>a</main></main>b", "a"),
        ("</main><p>b</p>", "</main><p>b</p>"),
        ("<article>a</article><main>b</main>", "a"),
        ("<article></article>b", ""),
    ],
)
def test_main_content(html: str, content: str) -> None:
    """The main content is the first of the outermost elements of the innermost kind."""
    start, end = url_positions.main_content_span(html)

    assert html[start:end] == content


UNPARSED = [
    ("<main>a [b][c] d</main>", ["[b][c]@8-14"]),
    ("[b][c]<main>d</main>[e][f]", []),
    ("<main>&amp; a</main><main>[b][c]</main>", []),
    ("<main>[<b>b</b>][c]</main>", ["[b][c]@6-19"]),
    ("<main>[b<code>x</code>][c]</main>", ["[b][c]@6-26"]),
    ("<main><code>[b][c]</code>[d][e]</main>", ["[d][e]@25-31"]),
    ("<main><code><code></code>[b][c]</code>[d][e]</main>", ["[d][e]@38-44"]),
    ("<main><code></b>[b][c]</code>[d][e]</main>", ["[d][e]@29-35"]),
    ("<main><code><b></code>[d][e]</main>", ["[d][e]@22-28"]),
    ("<main><p class='x highlight'>[b][c]</p>[d][e]</main>", ["[d][e]@39-45"]),
    ("<main><br class=highlight>[d][e]</main>", ["[d][e]@26-32"]),
    ("<main></code>[d][e]</main>", ["[d][e]@13-19"]),
    (
        "<main>[^1] [a](b) [c] (d.md) x[e][f]</main>",
        ["[^1]@6-10", "[a](b)@11-17", "[c] (d.md)@18-28"],
    ),
]


@pytest.mark.parametrize(("html", "found"), UNPARSED)
def test_unparsed(html: str, found: list[str]) -> None:
    """Markdown in the text of the main content was left as typed, outside of code."""
    assert [
        f"{each.url}@{each.start}-{each.end}" for each in url_positions.unparsed_markdown(html)
    ] == found


@pytest.mark.parametrize(("html", "found"), UNPARSED)
def test_unparsed_is_read(html: str, found: list[str]) -> None:
    """The reader of a page finds the same syntax."""
    page = html_reader.read_page(html.encode())

    assert page.unparsed == [each.partition("@")[0] for each in found]
    assert may_have_unparsed_markdown(html.encode()) or not found


@pytest.mark.parametrize(
    ("html", "maybe"),
    [
        ("<main>a</main>", False),
        ("<main>[a] b</main>", False),
        ("<main>[a](b)</main>", True),
        ("<main>[a] (b)</main>", True),
        ("<main>[^1]</main>", True),
        ("<main>[a]</main>[b][c]", False),
        ("[a][b]<main></main>", False),
        ("<main><code>[a][b]</code></main>", False),
        ("<main><code>[a][b]</code>[c][d]</main>", True),
        ("<main><code>a</code>[c][d]</main>", True),
        ("<main><pre>[a][b]</pre><script>[a][b]</script></main>", False),
        ("<main>[a] [b] [c][d]</main>", True),
        ("[a][b]", True),
        ("[a][b]<article>[c][d]", True),
        ("[a][b]<article>c", False),
        ("x[a][b]<main>c</main>[^1]", False),
        ("<code>[a][b]", True),
        ("<code>[a][b]</code>", False),
        ("[^1]", True),
        ("<main>[a]](b)</main>", True),
        ("<main>[a][b] <code></code></main>", True),
    ],
)
def test_may_have_unparsed(html: str, maybe: bool) -> None:  # noqa: FBT001
    """Brackets that follow each other in the main content may be Markdown, outside of code."""
    assert may_have_unparsed_markdown(html.encode()) is maybe


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (b"a<main>b</main>c", b"<main>b"),
        (b"<main>b</main>c", b"<main>b"),
        (b"a<article>b", b"<article>b"),
        (b"a<main>b", b"<main>b"),
        (b"</main>a<main>b", b"<main>b"),
        (b"a", b"a"),
        (b"</main>a", b"</main>a"),
    ],
)
def test_approximate_content(html: bytes, content: bytes) -> None:
    """The main content of a page is approximately what is in its `main`, or all of it."""
    assert main_content(html) == content


def summary(page: LinksAndAnchors) -> list[str]:
    """What a page has, in one line each."""
    return [
        *(f"id {each}" for each in page.ids),
        *(f"name {each}" for each in page.names),
        *(f"map {each}" for each in page.maps),
        *(f"a href {each}" for each in page.hrefs),
        *(f"{kind} {each}" for kind, urls in page.urls.items() for each in urls),
        *([] if page.base is None else [f"base {page.base}"]),
    ]


READ = [
    ("<p>b</p>", []),
    ("<p id=a>b</p>", ["id a"]),
    ("<p id>b</p>", ["id "]),
    ("<p id=a class=b>c</p><p ID=a>", ["id a", "id a"]),
    ("<a href=' b '>c</a>", ["a href b"]),
    ('<a href="b">c</a><a class="x" href="d" title="e">c</a>', ["a href b", "a href d"]),
    ("<a href>c</a>", ["a href "]),
    ('<a href="">c</a>', ["a href "]),
    ("<a id=a href=b name=c>c</a>", ["id a", "name c", "a href b"]),
    ("<a name>c</a>", ["name "]),
    ("<p name=a>c</p><form name=b></form>", []),
    ("<map name=a><area href=b></map>", ["map a", "area href b"]),
    ("<map name></map>", ["map "]),
    ("<a href=b ping=c>d</a>", ["a href b", "a ping c"]),
    ("<a href=b style='c: url(d)'>d</a>", ["a href b", "style d"]),
    ("<p style='c: url(d)'>", ["style d"]),
    ("<img src=a srcset='b 2x' usemap=#c>", ["img src a", "img srcset b", "usemap #c"]),
    ("<base href=a target=b>", ["base a"]),
    ("<base target=b>", []),
    ("<base id=a href=b>", ["id a", "base b"]),
    ("<base id=a>", ["id a"]),
    ("<img name=b src=a>", ["img src a"]),
    ("<map id=a style='b: url(c)'></map>", ["id a", "style c"]),
    ('<script src=a>{"url": "b"}</script>', ["script src a"]),
    ("<style>a { b: url(c) }</style>", ["style c"]),
    ("<style id=a>a { b: url(c) }</style>", ["id a", "style c"]),
    (f'{JSON_LD}{{"url": "a"}}</script>', ["script JSON-LD a"]),
    ('<script type="a">{"url": "b"}</script>', []),
    ("<script src=a>b</script>", ["script src a"]),
    ("<script id=a>b</script>", ["id a"]),
    ("<meta property=og:url content=a>", ["meta page a"]),
    ('<link rel=next href=a><link rel="prev" href="b">', ["link page a", "link page b"]),
    ("<link rel=icon href=a>", ["link asset a"]),
    ('<h2 id="a">b</h2><li id="c"><sup id="d">', ["id a", "id c", "id d"]),
    ("<!-- <a href=b> - -- > --><p id=c>", ["id c"]),
    ("<a href='b&amp;c'>d</a><p id='&lt;'>", ["id <", "a href b&c"]),
    ("<a href=#b>d</a>", ["a href #b"]),
    ("<p title='a > b' id=c>", ["id c"]),
    ("<meta charset=utf-8><meta charset=UTF8><p id=c>", ["id c"]),
    ("<!DOCTYPE html><p id=c>", ["id c"]),
]


@pytest.mark.parametrize(("html", "found"), READ)
def test_read(html: str, found: list[str]) -> None:
    """Both readers find the links and anchors of a page, again if they have seen its tags."""
    raw = f"<body>{html}</body>".encode()
    scanner = TagScanner()

    assert sorted(summary(html_reader.read_page(raw))) == sorted(found)
    for _ in range(2):
        scanned = scanner.scan(raw)
        assert scanned is None or sorted(summary(scanned)) == sorted(found)
    assert scanned is not None or " > b" in html


@pytest.mark.parametrize(
    "html",
    [
        "<svg><image href=a></svg>",
        "<iframe src=a></iframe>",
        "<template><a href=b></template>",
        "<select></select>",
        "<!--><p>--><b>",
        "<!---><p>--><b>",
        "<!-- a --!><p>--><b>",
        "<!-- a",
        "<!a><p>",
        "<?a><p>",
        "<a href=b",
        "<p id='a\0b'><p>",
        "<a href='b\r'><p>",
        "<p><b\n\xff><p>",
        "<a href=b'c><p>",
        "<a =b><p>",
        "<meta charset=iso-8859-1><p>",
        "<base href=a><base href=b><p>",
        "<script>a",
        "<script>'<!--'</script><p>",
        "<script>'</script'</script><p>",
        "<style>a<p>",
        "<title>a<p>",
        "<title>a <a href=b></title><p>",
        "<p title='a\nb'><title><p>",
    ],
)
def test_unsupported(html: str) -> None:
    """Markup that depends on its context is left to the parser of HTML."""
    assert TagScanner().scan(html.encode("latin-1")) is None


def test_first_base() -> None:
    """The first base of a page counts."""
    assert html_reader.read_page(b"<base href=a><base href=b>").base == "a"


def test_frames() -> None:
    """A page of frames has no main content."""
    html = b"<frameset><frame src=a></frameset><noframes>[b][c]</noframes>"

    assert html_reader.read_page(html) == LinksAndAnchors(urls={"frame src": ["a"]})


def test_no_references(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value without references needs no table of them."""
    monkeypatch.setitem(sys.modules, "html.entities", None)

    assert html_tokenizer.decode_references("a") == "a"


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<meta http-equiv="refresh" content="0; url=a">', "a"),
        ('<meta http-equiv="Refresh" content="1; url=a">', "a"),
        ('<meta http-equiv="a" content="0; url=b"><meta http-equiv="refresh" content="0;c">', "c"),
        ('<meta http-equiv="refresh" content="2; url=a">', None),
        ('<meta http-equiv="refresh" content="0">', None),
        ('<meta name="refresh" content="0; url=a">', None),
        ("<meta http-equiv content>", None),
        ("<p>", None),
    ],
)
def test_immediate_refresh(html: str, url: str | None) -> None:
    """A page redirects by the first refresh of one second at most."""
    assert html_reader.immediate_refresh_url(html.encode()) == url


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<img>", ["img src  0-5"]),
        ("<img src=''>", ["img src  10-10"]),
        ("<img alt=a></img>", ["img src  0-11"]),
        ("<picture><source srcset=a><img></picture>", ["source srcset a 24-25"]),
        ("<picture></picture><img>", ["img src  19-24"]),
        ("<picture><source srcset=''><video src=''></picture>", ["video src  39-39"]),
        ("<a id=b href=''></a>", ["id b 6-7"]),
        ("<a id=b href=c></a>", ["id b 6-7", "a href c 13-14"]),
        ("<a href=''></a>", ["a href  9-9"]),
        ("<a id=b href=''>x</a>", ["id b 6-7", "a href  14-14"]),
        ("<a id=b href=''><i></i></a>", ["id b 6-7", "a href  14-14"]),
        ("<a id=b href=''>", ["id b 6-7", "a href  14-14"]),
        ("<area id=b href=''></area>", ["id b 9-10", "area href  17-17"]),
        ("<link rel=icon></link href=a>", ["link asset  0-15"]),
    ],
)
def test_needed_urls(html: str, found: list[str]) -> None:
    """A tag needs its URL, unless it is an image with other sources, or an anchor of autorefs."""
    assert [
        f"{kind} {url} {start}-{end}" for kind, url, start, end in url_positions.occurrences(html)
    ] == found
