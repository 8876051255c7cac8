"""Files other than pages: what each is by its name and text, and where its URLs are."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from explainer.site import css_urls, data_files, redirects

if TYPE_CHECKING:
    from explainer.site.redirects import Redirect


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a { b: url(c) }", ["c 11"]),
        ("a { b: url( 'c' ) url(\"d\") }", ["c 13", "d 23"]),
        (
            "@import 'a.css'; @import \"b.css\"; @IMPORT URL(c.css)",
            ["a.css 9", "b.css 26", "c.css 46"],
        ),
        ("@namespace a url(b); /* url(c) */ 'url(d)' \"url(e)\"", []),
        ("/* url(a)", []),
        ("url() url('') url(' ') url(#a) url(data:a) url(b#c)", ["b#c 47"]),
        ("-url(a) myurl(b)", []),
        (r"url('a\29 b')", ["a)b 5"]),
        (r"url('a\29')", ["a) 5"]),
        (r"url('\1 a')", ["\1a 5"]),
        (r"url('\0 a')", ["\ufffda 5"]),
        (r"url('\10ffffa')", ["\U0010ffffa 5"]),
        (r"url('\110000 a')", ["\ufffda 5"]),
        (r"url('\d7ff a')", ["\ud7ffa 5"]),
        (r"url('\d800 a')", ["\ufffda 5"]),
        (r"url('\dfff a')", ["\ufffda 5"]),
        (r"url(\g)", ["g 4"]),
    ],
)
def test_css(text: str, found: list[str]) -> None:
    """The URLs of a style sheet are those of files, with escapes decoded."""
    assert [f"{each.url} {each.start}" for each in css_urls.scan(text)] == found


@pytest.mark.parametrize(
    ("path", "text", "kinds"),
    [
        ("_redirects", "/a /b", ["redirect /b 3-5"]),
        ("a/_redirects", "/a /b", None),
        ("_redirects", "/a/* /b/:splat\n/c /d", ["redirect /d 18-20"]),
        ("a.css", "url(b)", ["style b 4-5"]),
        ("a.txt", "url(b)", None),
        ("a.xml", "<urlset><loc> b&amp;c </loc></urlset>", ["sitemap b&c 14-21"]),
        ("a.xml", "<sitemapindex><a:loc>b</a:loc>", ["sitemap b 21-22"]),
        ("a.xml.gz", "<urlset><loc></loc><loc>b</loc>", ["sitemap b 24-25"]),
        (
            "a.xml",
            "<urlset><!-- <loc>b</loc> --><xhtml:link rel='a' href='c'/>",
            ["sitemap c 55-56"],
        ),
        ("a.xml", " " * 1993 + "<urlset><loc>b</loc>", ["sitemap b 2006-2007"]),
        ("a.xml", " " * 1994 + "<urlset><loc>b</loc>", None),
        ("a.xml", "<loc>b</loc>", None),
        ("a.rss", "<rss><link>b</link><url> c</url>", ["feed b 11-12", "feed c 25-26"]),
        ("a.atom", "<feed><link rel='a' href='b'/>", ["feed b 26-27"]),
        ("a.xml", "<rdf:RDF><link>b</link>", ["feed b 15-16"]),
        ("a.rss", "<rss><link><![CDATA[b]]></link>", ["feed b 20-21"]),
        (
            "a.rss",
            "<rss><guid>b</guid><guid isPermaLink='true'>c</guid>",
            ["feed b 11-12", "feed c 44-45"],
        ),
        ("a.rss", "<rss><guid isPermaLink='False'>b</guid><!-- <link>c</link> -->", []),
        (
            "a.rss",
            "<rss><enclosure url='b'/><itunes:image href='c'/>",
            ["feed b 21-22", "feed c 45-46"],
        ),
        (
            "a.webmanifest",
            '{"start_url": "b", "scope": "c"}',
            ["manifest page b 15-16", "manifest page c 29-30"],
        ),
        ("a/manifest.json", '{"src": "b", "url": 1}', ["manifest asset b 9-10"]),
        ("a/other.json", '{"src": "b"}', None),
        (
            "a.webmanifest",
            '{"icons": [{"src": "b"}, "c"], "shortcuts": {"url": "d"}, "e": {"url": "f"}}',
            ["manifest asset b 20-21", "manifest page d 53-54"],
        ),
        (
            "a.webmanifest",
            '{"share_target": {"action": "b"}, "src": null}',
            ["manifest page b 29-30"],
        ),
        ("a.webmanifest", '{"src": "b"', []),
        ("a.webmanifest", '["b"]', []),
        ("a.webmanifest", "[" * 100_000, []),
    ],
)
def test_kinds(path: str, text: str, kinds: list[str] | None) -> None:
    """A file has the URLs of its kind, each with its place; `None` stands for no such kind."""
    scan = data_files.scanner_for(path, text)
    found = (
        [f"{kind} {url} {start}-{end}" for kind, url, start, end in scan(text)] if scan else None
    )

    assert found == kinds


@pytest.mark.parametrize(
    ("path", "data", "text"),
    [
        ("a.xml", "é".encode(), "é"),
        ("a.xml", b"\xef\xbb\xbfa", "a"),
        ("a.xml", b"a\xff", "a\ufffd"),
        ("a.xml", gzip.compress(b"a", mtime=0), None),
        ("a.xml.gz", gzip.compress("é".encode(), mtime=0), "é"),
        ("a.xml.gz", gzip.compress(b"abc", mtime=0)[:-9], "abc"),
        ("a.xml.gz", zlib.compress(b"a"), ""),
        ("a.xml.gz", b"a", ""),
    ],
)
def test_decode(path: str, data: bytes, text: str | None) -> None:
    """The text of a file is decompressed where its name says so."""
    decoded = data_files.decode(path, data)

    assert decoded == text or (text is None and decoded.startswith("\x1f"))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("/a /b", ["/a /b 301 3"]),
        ("  /a\t/b  302", ["/a /b 302 5"]),
        ("/a /b 200!", ["/a /b 200 3"]),
        ("/a /b 999", ["/a /b 301 3"]),
        ("/a /b\n\n/c /d 308\r\n/e /f", ["/a /b 301 3", "/c /d 308 10", "/e /f 301 21"]),
        ("# /a /b", []),
        ("  # /a /b", []),
        ("#/a /b", []),
        ("/a /b # 302", ["/a /b 301 3"]),
        ("/a /b#c 302 # 308", ["/a /b#c 302 3"]),
        ("/a /b#c", ["/a /b#c 301 3"]),
        ("/a", []),
        ("a /b", []),
        ("/a id=:id /b 302", ["/a /b 302 10"]),
        ("/a /b?c=d", ["/a /b?c=d 301 3"]),
        ("/a https://b.org/?c=d", ["/a https://b.org/?c=d 301 3"]),
        ("/a b=c", []),
        ("/a /b Country=de 302", ["/a /b 302 3"]),
    ],
)
def test_redirects(text: str, rules: list[str]) -> None:
    """A line of `_redirects` is a rule, unless it is a comment or lacks a path or a URL."""
    found = redirects.read(text)

    assert [f"{each.source} {each.to} {each.status} {each.offset}" for each in found] == rules


def rule(text: str) -> Redirect:
    """The only rule in a text."""
    (found,) = redirects.read(text)
    return found


@pytest.mark.parametrize(
    ("text", "path", "location"),
    [
        ("/a /b", "/a", "/b"),
        ("/a /b", "/a/", "/b"),
        ("/a/ /b", "/a", "/b"),
        ("/a /b", "/a/c", None),
        ("/a.c /b", "/aac", None),
        ("/a/* /b/:splat", "/a/c/d", "/b/c/d"),
        ("/a/* /b/:splat", "/a", "/b/"),
        ("/a/* /b/:splat", "/ab", None),
        ("/a* /:splat", "/abc", "/bc"),
        ("/:year/:name /:name-:year", "/2030/a", "/a-2030"),
        ("/:year/:name /:name", "/2030", None),
        ("/:a/:a /b", "/c/c", None),
        ("/a /:b", "/a", "/"),
    ],
)
def test_rule(text: str, path: str, location: str | None) -> None:
    """A rule leads from the paths that it matches to its URL, with what placeholders stand for."""
    assert rule(text).match(path) == location


@pytest.mark.parametrize(("text", "has"), [("/a /:b", True), ("/:a /b", False)])
def test_placeholder(text: str, has: bool) -> None:  # noqa: FBT001
    """A URL with a placeholder depends on the path."""
    assert rule(text).has_placeholder is has
