"""The policy of a page: what it allows, where it stands, and what hosts are told."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.postbuild.content_policy import add_content_policy

if TYPE_CHECKING:
    from pathlib import Path

OWN = '<script src="assets/explainer-shell.js"></script>'


def digest(text: str) -> str:
    """A text as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policy(site: built_sites.BuiltSite, path: str = "index.html") -> dict[str, list[str]]:
    """The policy of a page, by its directives."""
    (meta,) = site.pages[path].tree.css("head > meta[http-equiv]")
    parts = [part.split() for part in (meta.attributes["content"] or "").split("; ")]
    return {name: values for name, *values in parts}


ALLOWED = {
    "a script": ("<script>a</script>", "script-src", [digest("a")]),
    "a module": ("<script type='MODULE'>a</script>", "script-src", [digest("a")]),
    "no script": ("<script></script>", "script-src", [digest("")]),
    "data": ("<script type='application/json'>a</script>", "script-src", []),
    "a script of another host": (
        "<script src='//b.example/c.js'></script><script src='http://a.example/c.js'></script>",
        "script-src",
        ["http://a.example", "https://b.example"],
    ),
    "an own image": ("<img src='b.png'><img src>", "img-src", []),
    "an image": ("<img src='https://a.example/b.png'>", "img-src", ["https://a.example"]),
    "a style": ("<style>a</style><style></style>", "style-src", sorted([digest("a"), digest("")])),
    "a style attribute": (
        "<p style='a'></p><p style></p>",
        "style-src",
        sorted(["'unsafe-hashes'", digest("a"), digest("")]),
    ),
    "a frame": ("<iframe src='https://a.example/b'></iframe>", "frame-src", ["https://a.example"]),
}


@pytest.mark.parametrize(("html", "directive", "more"), ALLOWED.values(), ids=ALLOWED)
def test_allowed(tmp_path: Path, html: str, directive: str, more: list[str]) -> None:
    """What a page runs, and loads from others, is allowed besides the site's own files."""
    site = built_sites.read(tmp_path / "plain", {"index.html": OWN})
    add_content_policy(site)
    plain = page_policy(site)
    site = built_sites.read(tmp_path / "more", {"index.html": OWN + html})
    add_content_policy(site)
    expected = {**plain, directive: [*plain.get(directive, []), *more]}

    assert page_policy(site) == {name: expected[name] for name in expected if expected[name]} | {
        "default-src": ["'none'"]
    }


def test_place(tmp_path: Path) -> None:
    """It stands behind what says how bytes are read, else at the end of the head."""
    charset = "<meta name=a><meta charset=utf-8><meta name=b>"
    pages = {"index.html": charset + OWN, "404.html": f"<meta name=a>{OWN}", "b/index.html": ""}
    files = {"docs/b.md": "# B\n\nIt is. [@about]\n"}
    site = built_sites.read(tmp_path, pages, files)
    add_content_policy(site)
    metas = {
        path: ["http-equiv" in meta.attributes for meta in page.tree.css("head > meta")]
        for path, page in site.pages.items()
    }

    assert metas["index.html"] == [False, False, True, False]
    assert metas["404.html"] == [False, True]
    # A page with the theme's script gets none.
    assert metas["b/index.html"] == []


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({"index.html": OWN}, True),
        ({"index.html": ""}, False),
        ({"index.html": OWN, "_headers": "/*"}, False),
    ],
)
def test_headers(tmp_path: Path, pages: dict[str, str], *, told: bool) -> None:
    """Hosts are told where a page has the package's script, and the project says nothing else."""
    site = built_sites.read(tmp_path, pages)
    add_content_policy(site)

    assert ("_headers" in site.files) == told


def headers(folder: Path, html: str) -> str:
    """The policy that hosts are told for pages of which one has this HTML."""
    site = built_sites.read(folder, {"index.html": OWN, "404.html": OWN + html})
    add_content_policy(site)
    return site.files["_headers"].decode().splitlines()[1].partition(": ")[2]


def test_long(tmp_path: Path) -> None:
    """A policy that is too long for a header is left to the pages."""
    image = "<img src='https://{}.example/'>"
    shortest = len(headers(tmp_path / "0", image.format("a")))
    most = 1900 - shortest + 1

    assert len(headers(tmp_path / "1", image.format("a" * most))) == 1900
    assert headers(tmp_path / "2", image.format("a" * (most + 1))) == "frame-ancestors 'none'"


def test_kept_for_long(tmp_path: Path) -> None:
    """Browsers keep files whose name has a hash, and no others."""
    names = ("a.0123abcd.css", "a.b.0123abcd.js", "0123abcd.css", "a.0123abc.css", "a.0123abcg.css")
    site = built_sites.read(tmp_path, {"index.html": OWN})
    for name in names:
        site.add_text(f"assets/{name}", "")
    add_content_policy(site)

    assert site.files["_headers"].decode().splitlines()[4:] == [
        "/assets/a.0123abcd.css",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/assets/a.b.0123abcd.js",
        "  Cache-Control: public, max-age=31536000, immutable",
    ]
