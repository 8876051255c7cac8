"""Small folders of HTML: each broken link with what is wrong about it, and its place."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

import pytest

import projects
from explainer.site import read_site
from explainer.site.site_files import SiteError, SiteFiles, is_data_file

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Link, Site

CANONICAL = '<link rel=canonical href="https://heat.example/">'
PAGES = ("index", *"abcd")
THEME = "<a href=/gone>x</a><a href>x</a><a href='javascript:a()'>x</a><main>y</main>"


def shown(link: Link) -> str:
    """A broken link in one line."""
    parts = [f"{link.place.path}:{link.place.line}:{link.place.column} {link.defect}"]
    parts += [link.address] if link.address else []
    parts += [f"-> {link.target or ''}#{link.fragment}"] if link.target or link.fragment else []
    parts += [f"try {link.suggestion}"] if link.suggestion else []
    parts += ["asset"] if link.asset else []
    return " ".join(parts + ([f"x{link.pages}"] if link.pages > 1 else []))


def checked(folder: Path, files: dict[str, str]) -> Site:
    """The site of some files, the start page of which is empty if there is no other."""
    projects.write(folder, {"index.html": "", **files})
    return read_site(folder, "site")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {"index.html": "<p id=a><p id=b><p id=a><p id=a>"},
            ["site/index.html:1:23 duplicate-id a -> index.html#a"],
        ),
        (
            {"index.html": "<meta name=generator content='Hugo 0.1'><main>[a][b]</main>"},
            ["site/index.html:1:47 undefined [a][b]"],
        ),
        ({"index.html": "<main>[a][b]</main>"}, []),
        ({"index.html": "<a href='javascript:void(0)'>x</a><main>y</main>"}, []),
        (
            {"index.html": "<main><a href='javascript:void(0)'>x</a></main>"},
            [],
        ),
        ({"index.html": "<main><p></main><a href='javascript:a()'>"}, []),
        (
            {
                "index.html": (
                    "<map name=m></map><img src=a.png usemap=#m><img src=a.png usemap=#n>"
                ),
                "a.png": "",
            },
            ["site/index.html:1:66 anchor #n -> index.html#n"],
        ),
        (
            {
                "index.html": "<map name=m></map><img src=a.png usemap=m><img src=a.png usemap>",
                "a.png": "",
            },
            [
                "site/index.html:1:41 anchor m -> index.html#",
                "site/index.html:1:58 empty -> index.html#",
            ],
        ),
        (
            {"index.html": "<img src=''><form action=''><iframe src=''></iframe><q cite=''>a</q>"},
            ["site/index.html:1:11 empty asset", "site/index.html:1:42 empty"],
        ),
        (
            {
                "index.html": "<base href='b/'><a href=c.html>x</a><a href='#d'>x</a>",
                "b/c.html": "",
                "b/index.html": "",
            },
            ["site/index.html:1:46 anchor #d -> b/index.html#d"],
        ),
        (
            {
                "index.html": (
                    f"{CANONICAL}<embed src=http://a.org/b><a href=http://a.org/b>x</a>"
                    "<form action=HTTP://a.org/></form>"
                )
            },
            [
                "site/index.html:1:61 mixed http://a.org/b asset",
                "site/index.html:1:117 insecure-form HTTP://a.org/",
            ],
        ),
        ({"index.html": CANONICAL.replace("https", "http") + "<img src=http://a.org/b>"}, []),
        (
            {"index.html": f"{CANONICAL}<meta property=og:url content=https://heat.example/gone>"},
            ["site/index.html:1:80 missing https://heat.example/gone -> gone#"],
        ),
        ({"index.html": f"{CANONICAL}<meta property=og:url content=htps://a.org>"}, []),
        (
            {"index.html": f"{CANONICAL}<meta property=og:url content=http://localhost/>"},
            ["site/index.html:1:80 private http://localhost/"],
        ),
        (
            {"index.html": "<a href=a.md#b>x</a>", "a/index.html": "<p id=b>"},
            ["site/index.html:1:9 markdown a.md#b -> a.md#b try a/index.html"],
        ),
        (
            {"a/index.html": "<a href=b.md>x</a><a href=/b.md>x</a>", "b.html": ""},
            [
                "site/a/index.html:1:9 markdown b.md -> a/b.md# try b.html",
                "site/a/index.html:1:27 markdown /b.md -> b.md# try b.html",
            ],
        ),
        (
            {"a/index.html": "<a href=/a/b.md>x</a>", "b.html": ""},
            ["site/a/index.html:1:9 markdown /a/b.md -> a/b.md# try b.html"],
        ),
        (
            {
                "index.html": "<a href=b#c>x</a><a href=b#d>x</a>",
                "_redirects": "/b /a.html 301",
                "a.html": "<p id=c>",
            },
            [
                "site/index.html:1:9 redirect b#c -> a.html#c try a.html",
                "site/index.html:1:26 redirect b#d -> a.html#d try a.html",
                "site/index.html:1:26 anchor b#d -> a.html#d",
            ],
        ),
        (
            {
                "index.html": (
                    "<svg><use href=a.svg#b /><use href=a.svg#c /></svg><img src=a.svg#d>"
                ),
                "a.svg": "<svg><g id=b /></svg>",
            },
            ["site/index.html:1:36 anchor a.svg#c -> a.svg#c asset"],
        ),
        (
            {
                "index.html": "<a href=a.pdf#b>x</a><a href='#top'>x</a><a href='%23'>x</a>",
                "a.pdf": "",
                "#.html": "",
            },
            [],
        ),
        (
            {"index.html": "<a href='#fnref:1'>x</a><a href=a.html#fnref:1>x</a>", "a.html": ""},
            [
                "site/index.html:1:10 unused #fnref:1 -> index.html#fnref:1",
                "site/index.html:1:33 anchor a.html#fnref:1 -> a.html#fnref:1",
            ],
        ),
        (
            {
                "index.html": (
                    "<a href='a.html#b:~:text=c'>x</a><a href='a.html#:~:text=d%20e'>x</a>"
                ),
                "a.html": "<p id=b>c",
            },
            ["site/index.html:1:43 text-fragment a.html#:~:text=d%20e -> a.html#d e"],
        ),
        (
            {"index.html": "<a href='#b'>x</a><a name=c></a><a href='#c'>y</a>"},
            ["site/index.html:1:10 anchor #b -> index.html#b"],
        ),
        (
            {"index.html": THEME, "a.html": THEME},
            ["site/index.html:1:9 missing /gone -> gone# x2"],
        ),
        (
            {"index.html": THEME, **{f"{name}/a.html": THEME for name in "abcd"}},
            ["site/index.html:1:9 missing /gone -> gone# x5"],
        ),
        (
            {f"{name}.html": "<main><a href=/gone>x</a><a href>x</a></main>" for name in PAGES},
            ["site/index.html:1:15 missing /gone -> gone# x5", "site/index.html:1:29 empty x5"],
        ),
        (
            {"index.html": "<a href=gone>x</a><a href=gone>y</a>"},
            ["site/index.html:1:9 missing gone -> gone#"],
        ),
        (
            {"a.css": "a { b: url(gone) } /* c */ d { e: url( '#f' ) }"},
            ["site/a.css:1:12 missing gone -> gone# asset"],
        ),
        (
            {
                "big.html": f"{' ' * 8000}<meta http-equiv=refresh content='0; url=a.html'>",
                "index.html": "<a href=big.html>x</a>",
                "a.html": "",
            },
            [],
        ),
        (
            {
                "small.html": "<META http-equiv=REFRESH content='0; url=a.html'>",
                "index.html": "<a href=small.html>x</a>",
                "a.html": "",
            },
            ["site/index.html:1:9 redirect small.html -> a.html# try a.html"],
        ),
        (
            {
                "x/index.html": "",
                "index.html": (
                    '<link rel=canonical href="/x/"><a href="https://heat.example/gone">x</a>'
                ),
            },
            [],
        ),
        (
            {
                "index.html": (
                    '<link rel=canonical href="https://heat.example/a/index.html">'
                    '<a href="https://heat.example/a/gone">x</a>'
                )
            },
            ["site/index.html:1:71 missing https://heat.example/a/gone -> gone#"],
        ),
    ],
)
def test_found(tmp_path: Path, files: dict[str, str], found: list[str]) -> None:
    """Each broken link is found once at its place, and what a theme repeats once in all."""
    assert sorted(map(shown, checked(tmp_path, files).links)) == sorted(found)


def test_counts(tmp_path: Path) -> None:
    """The links of all files are counted, and external URLs kept by their files."""
    site = checked(
        tmp_path,
        {
            "index.html": "<a href=a.html>x</a><img src=https://a.org/b>",
            "a.html": "<a href=https://a.org/b>x</a><a href='#'>x</a>",
            "a.css": "a { b: url(https://a.org/c) }",
        },
    )

    assert site.followed == 5
    assert {url: sorted(paths) for url, paths in site.outbound.items()} == {
        "https://a.org/b": ["a.html", "index.html"],
        "https://a.org/c": ["a.css"],
    }
    assert site.anchors["a.html"] == frozenset()
    assert dict(site.anchors) == {"a.html": frozenset(), "index.html": frozenset()}
    assert "b.html" not in site.anchors
    assert len(site.anchors) == 2


@pytest.mark.parametrize(("same", "count"), [(True, 1), (False, 2)])
def test_compressed(tmp_path: Path, same: bool, count: int) -> None:  # noqa: FBT001
    """A compressed sitemap that is the same as the other one is not read again."""
    text = "<urlset><loc>https://a.org/</loc>"
    packed = text if same else text.replace("a.org", "b.org")
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(packed.encode()))

    assert checked(tmp_path, {"sitemap.xml": text}).followed == count


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("_redirects", True),
        ("a/_redirects", False),
        ("a.css", True),
        ("a.xml.gz", True),
        ("a.html", False),
        ("a/manifest.json", True),
    ],
)
def test_data_file(path: str, may: bool) -> None:  # noqa: FBT001
    """A data file is known by its name."""
    assert is_data_file(path) is may


def test_files(tmp_path: Path) -> None:
    """The files of a folder are known by their paths, without those of tools and loops."""
    texts = {"B.HTM": "a", "a/b.html": "bc", "a/c.css": "", ".git/d.html": "", ".cache/e.html": ""}
    projects.write(tmp_path, texts)
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "other").symlink_to(tmp_path / "a", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")

    files = SiteFiles(str(tmp_path))

    assert files.pages == ["B.HTM", "a/b.html", "other/b.html"]
    assert files.sizes["a/b.html"] == 2
    assert files.paths == {*files.pages, "a/c.css", "other/c.css"}
    assert files.total_size(["B.HTM", "a/b.html"]) == 3


def test_reading(tmp_path: Path) -> None:
    """A file is read in full, also if it has grown; what cannot be read is empty."""
    projects.write(tmp_path, {"a.html": "ab", "b.html": ""})
    files = SiteFiles(str(tmp_path))
    (tmp_path / "a.html").write_text("abc" * 1_000_000)
    (tmp_path / "c").mkdir()

    assert files.read("a.html") == b"abc" * 1_000_000
    assert files.digests == {}
    for path in ("gone", "\0", "c"):
        assert files.read(path) == b""
        assert files.digests[path] == b""
    files.hashing = True
    files.read("a.html")
    assert len(files.digests["a.html"]) == 16


def test_digest(tmp_path: Path) -> None:
    """The digest of files changes with their content and with the names of all."""
    texts = {name: name for name in ("a.html", "b.html", "c.html", "d.html")}
    projects.write(tmp_path, texts)
    first = SiteFiles(str(tmp_path)).digest(list(texts))
    again = SiteFiles(str(tmp_path))
    again.hashing = True
    again.read("a.html")

    assert again.digest(list(reversed(texts))) == first
    assert SiteFiles(str(tmp_path)).digest(["a.html"]) != first
    (tmp_path / "e.html").write_text("e")
    assert SiteFiles(str(tmp_path)).digest(list(texts)) != first
    (tmp_path / "e.html").unlink()
    for name in texts:
        (tmp_path / name).write_text("x.html")
        assert SiteFiles(str(tmp_path)).digest(list(texts)) != first
        (tmp_path / name).write_text(name)


@pytest.mark.parametrize(("name", "told"), [("gone", "no folder site"), ("empty", "no HTML file")])
def test_no_site(tmp_path: Path, name: str, told: str) -> None:
    """A folder that is missing, or has no HTML, is no site."""
    (tmp_path / "empty").mkdir()

    with pytest.raises(SiteError, match=told):
        read_site(tmp_path / name, "site")
    with pytest.raises(SiteError, match=str(tmp_path)):
        SiteFiles(str(tmp_path / "gone"))


@pytest.mark.parametrize(
    ("pages", "also"),
    [(1, []), (2, ["b.html"]), (3, ["b.html", "c.html"]), (9, ["b.html", "c.html"])],
)
def test_examples(tmp_path: Path, pages: int, also: list[str]) -> None:
    """A link that many pages have is shown with two more of them, in order."""
    names = "abcdefghi"[:pages]
    site = checked(tmp_path, {f"{name}.html": "<a href=/gone>x</a>" for name in reversed(names)})
    (broken,) = site.links

    assert broken.place.path == "site/a.html"
    assert [place.path for place in broken.also] == [f"site/{name}" for name in also]
    assert broken.pages == pages


@pytest.mark.parametrize(("size", "redirects"), [(7_999, True), (8_000, False)])
def test_large_redirect(tmp_path: Path, size: int, redirects: bool) -> None:  # noqa: FBT001
    """A page that redirects is small."""
    refresh = "<meta http-equiv=refresh content='0; url=a.html'>"
    files = {"b.html": refresh.rjust(size), "a.html": "", "index.html": "<a href=b.html>x</a>"}
    defects = [link.defect for link in checked(tmp_path, files).links]

    assert defects == (["redirect"] if redirects else [])


@pytest.mark.parametrize(
    ("start", "gone"),
    [
        ('<link rel=canonical href="https://heat.example/index.html">', True),
        ('<link rel=canonical href="https://heat.example/a/">', False),
        ('<link rel=canonical href="ftp://heat.example/">', False),
        ('<link rel=canonical href="/">', False),
        ("", False),
    ],
)
def test_canonical(tmp_path: Path, start: str, gone: bool) -> None:  # noqa: FBT001
    """The canonical link of the start page says which absolute URLs are the site's."""
    files = {"index.html": f"{start}<a href='https://heat.example/gone'>x</a>"}
    site = checked(tmp_path, files)

    assert bool(site.links) is gone
    assert site.root == ("/a/" if "/a/" in start else "/" if gone else "")
