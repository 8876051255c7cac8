"""The places of broken links in the Markdown of a page, next to what was built from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer.site import find_source_project, read_site

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "mkdocs.yml": (
        "site_name: a\nsite_url: https://heat.example/\ntheme: mkdocs\nplugins: []\n"
        "exclude_docs: drafts/\nmarkdown_extensions: [attr_list, footnotes, md_in_html]\n"
    ),
    "docs/index.md": "# Home\n",
    "docs/other.md": "# Other\n",
    "docs/drafts/a.md": "# A\n",
    "docs/drafts/index.md": "# B\n",
    "docs/look.css": "a { b: url(gone.png) }\n",
    "site/index.html": "<main></main>",
    "site/other/index.html": "<main><h1 id=other>Other</h1></main>",
    "site/look.css": "a { b: url(gone.png) }\n",
}
STYLE = "docs/look.css:1:12 missing gone.png"


def found(folder: Path, files: dict[str, str]) -> list[str]:
    """Each broken link of a project with a built site, in one line."""
    projects.write(folder, {**FILES, **files})
    site = read_site(folder / "site", "site", find_source_project(folder / "site"))
    return [
        f"{link.place.path}:{link.place.line}:{link.place.column} {link.defect}"
        + (f" {link.address}" if link.address else "")
        + (f" written {link.written}" if link.written not in {None, link.address} else "")
        + (f" x{link.pages}" if link.pages > 1 else "")
        for link in site.links
    ]


@pytest.mark.parametrize(
    ("markdown", "html", "places"),
    [
        (
            "[a](gone.md) [b](gone.md)",
            "<a href=gone.md>a</a><a href=gone.md>b</a>",
            ["docs/page.md:3:18 missing gone.md", "docs/page.md:3:5 missing gone.md"],
        ),
        (
            "[a](gone.md)",
            "<a href=gone.md>a</a><p><a href=other.html>b</a>",
            ["docs/page.md:3:5 missing gone.md", "site/page/index.html:1:73 missing other.html"],
        ),
        (
            "[a](gone.md)",
            "<a href=other.html>a</a><p><a href=gone.md>b</a><a href=gone.md>b</a>",
            [
                "site/page/index.html:1:49 missing other.html",
                "site/page/index.html:1:76 missing gone.md",
                "site/page/index.html:1:97 missing gone.md",
            ],
        ),
        (
            "<a href='../gone/'>a</a> [b](other.md#c)",
            "<a href=../gone/>a</a><a href=../other/#c>b</a>",
            [
                "docs/page.md:3:10 missing ../gone/",
                "docs/page.md:3:30 anchor ../other/#c written other.md#c",
            ],
        ),
        (
            "[a](drafts/a.md) [b](drafts/index.md)",
            "<a href=../drafts/a/>a</a><a href=../drafts/>b</a>",
            [
                "docs/page.md:3:22 missing ../drafts/ written drafts/index.md",
                "docs/page.md:3:5 missing ../drafts/a/ written drafts/a.md",
            ],
        ),
        ("[a](drafts/a.md)", "<a href=drafts/a.md>a</a>", ["docs/page.md:3:5 missing drafts/a.md"]),
        (
            "A.\n{ #a }\n\nB.\n{ #a }",
            "<p id=a>A.</p><p id=a>B.</p>",
            ["docs/page.md:7:3 duplicate-id a"],
        ),
        (
            "<p id=a>A.</p>\n\n<p id=a>B.</p>",
            "<p id=a>A.</p><p id=a>B.</p>",
            ["docs/page.md:5:7 duplicate-id a"],
        ),
        (
            "[a]() ![b]() <a href=''>c</a> <a href>d</a>",
            "<a href=''>a</a><img src='' alt=b><a href=''>c</a><a href>d</a>",
            [
                "docs/page.md:3:11 empty",
                "docs/page.md:3:22 empty",
                "docs/page.md:3:34 empty",
                "docs/page.md:3:4 empty",
            ],
        ),
        (
            "A.[^1]\n\n[^1]: B.\n[^2]: C.",
            "<b id=fnref:1><p id=fn:1>B.<a href='#fnref:1'></a><p id=fn:2><a href='#fnref:2'></a>",
            ["docs/page.md:6:1 unused #fnref:2"],
        ),
        (
            "See [a][gone] and `[a][gone]`.",
            "See [a][gone] and <code>[a][gone]</code>.",
            ["docs/page.md:3:5 undefined [a][gone]"],
        ),
        ("See \\[a\\]\\[gone\\].", "See [a][gone].", []),
        (
            "See \\[a][gone] and ![b][gone].",
            "See [a][gone] and ![b][gone].",
            ["docs/page.md:3:20 undefined ![b][gone]"],
        ),
        (
            "See [a][gone], [b][gone].",
            "See [a][gone], [b][gone], [c][gone].",
            [
                "site/page/index.html:1:45 undefined [a][gone]",
                "site/page/index.html:1:56 undefined [b][gone]",
                "site/page/index.html:1:67 undefined [c][gone]",
            ],
        ),
        (
            "<mailto:a> www.example",
            "<a href='mailto:a'>a</a>",
            ["site/page/index.html:1:50 contact mailto:a"],
        ),
        (
            "<div markdown='1'>\n[a](gone.md)\n</div>",
            "<div><a href=gone.md>a</a></div>",
            ["docs/page.md:4:5 missing gone.md"],
        ),
        ("[a]\n\n[a]: gone.md", "<a href=gone.md>a</a>", ["docs/page.md:5:6 missing gone.md"]),
        (
            "[a](other.md#b) [c](other.md#d)",
            "<a href=../other/#b>a</a><a href=../other/#d>c</a>",
            [
                "docs/page.md:3:21 anchor ../other/#d written other.md#d",
                "docs/page.md:3:5 anchor ../other/#b written other.md#b",
            ],
        ),
        ("[a](/gone.md)", "<a href=/gone.md>a</a>", ["docs/page.md:3:5 missing /gone.md"]),
        (
            "[a](#b) [c](page.md#d)",
            "<a href=#b>a</a><a href=#d>c</a>",
            ["docs/page.md:3:13 anchor #d written page.md#d", "docs/page.md:3:5 anchor #b"],
        ),
    ],
)
def test_places(tmp_path: Path, markdown: str, html: str, places: list[str]) -> None:
    """A broken link is placed where its author wrote it, if that is certain."""
    files = {
        "docs/page.md": f"# Page\n\n{markdown}\n",
        "site/page/index.html": f"<nav><a href=../other/>x</a></nav><main>{html}</main>",
    }

    assert sorted(found(tmp_path, files)) == sorted([STYLE, *places])


# A Markdown extension that fails on whatever was not typed.
STRICT = """
import markdown
class Strict(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        assert "\\n".join(lines).isascii()
        return lines
class StrictExtension(markdown.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Strict(md), "strict", 999)
def makeExtension(**_):
    return StrictExtension()
"""
PREVIEW = "material.extensions.preview: {targets: {include: ['*']}}"


@pytest.mark.parametrize(
    ("markdown", "html", "places"),
    [
        (
            "[a](gone.md) [b](other.md) [c](gone.md#d)",
            "<a href=gone.md>a</a><a href=../other/>b</a><a href=gone.md#d>c</a>",
            ["docs/page.md:3:32 missing gone.md#d", "docs/page.md:3:5 missing gone.md"],
        ),
        (
            "[a](#b) and `[a](#b)` and [c](<other.md#d> 'e')",
            "<a href=#b>a</a> and <code>[a](#b)</code> and <a href=../other/#d>c</a>",
            [
                "docs/page.md:3:32 anchor ../other/#d written other.md#d",
                "docs/page.md:3:5 anchor #b",
            ],
        ),
        (
            "[a][b] [B] ![c][] [d][e]\n\n[b]: gone.md\n[c]: gone.png 'f'\n[e]: other.md",
            "<a href=gone.md>a</a><a href=gone.md>b</a><img src=gone.png><a href=../other/>d</a>",
            [
                "docs/page.md:5:6 missing gone.md",
                "docs/page.md:6:6 missing gone.png",
            ],
        ),
        (
            "[a](gone.md) ![b](gone.png)",
            "<a href=gone.md>a</a><a href=gone.md>generated</a>",
            [
                "site/page/index.html:1:49 missing gone.md",
                "site/page/index.html:1:70 missing gone.md",
            ],
        ),
        (
            "\\[a](gone.md) <a href='../gone/'>b</a> <https://heat.example/x>",
            "<a href=../gone/>b</a><a href=https://heat.example/x>c</a>",
            [
                "docs/page.md:3:24 missing ../gone/",
                "docs/page.md:3:41 missing https://heat.example/x",
            ],
        ),
        (
            "A.\n{ #a .b }\n\nB.\n{ .b #a }",
            "<p id=a>A.</p><p id=a>B.</p>",
            ["docs/page.md:7:6 duplicate-id a"],
        ),
        (
            "[![a][b]](gone.md)\n\n[b]: other.png\n[c]: gone.md",
            "<a href=gone.md><img src=other.png></a>",
            [
                "docs/page.md:3:11 missing gone.md",
                "docs/page.md:5:6 missing other.png",
                "docs/page.md:6:1 unused c",
            ],
        ),
    ],
)
def test_places_by_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, markdown: str, html: str, places: list[str]
) -> None:
    """Where a page cannot be converted here, a link is placed if the order of the text tells it."""
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("strict_text", "no_extension_of_this_name"):
        files = {
            "strict_text.py": STRICT,
            "mkdocs.yml": FILES["mkdocs.yml"].replace("[attr_list", f"[{name}, attr_list"),
            "docs/page.md": f"# Page\n\n{markdown}\n",
            "site/page/index.html": f"<nav><a href=../other/>x</a></nav><main>{html}</main>",
        }

        assert sorted(found(tmp_path, files)) == sorted([STYLE, *places])


def test_moved_page(tmp_path: Path) -> None:
    """A page that a plugin has moved is known by its heading, where no other page has the same."""
    posts = {
        "docs/blog/posts/a.md": "---\na: b\n---\n# The *first* `post` { #x }\n\n[a](gone.md)\n",
        "docs/blog/posts/b.md": "Twice\n=====\n\n[a](gone.md)\n",
        "docs/blog/posts/c.md": "# Twice\n\n[a](gone.md)\n",
    }
    heading = "<h1 id=x>The <em>first</em> <code>post</code><a class=headerlink>&para;</a></h1>"
    built = {
        "site/blog/2026/11/24/a/index.html": f"<main>{heading}<a href=gone.md>a</a></main>",
        "site/blog/2026/11/24/b/index.html": "<main><h1>Twice</h1><a href=gone.md>a</a></main>",
    }

    assert sorted(found(tmp_path, {**posts, **built})) == [
        "docs/blog/posts/a.md:6:5 missing gone.md",
        STYLE,
        "site/blog/2026/11/24/b/index.html:1:29 missing gone.md",
    ]


def test_places_with_previews(tmp_path: Path) -> None:
    """An extension that marks links as Material does for previews costs no place."""
    files = {
        "mkdocs.yml": FILES["mkdocs.yml"].replace("[attr_list", f"[{PREVIEW}, attr_list"),
        "docs/page.md": "# Page\n\n[a](gone.md) [b](other.md)\n",
        "site/page/index.html": (
            "<main><a href=gone.md>a</a><a href=gone.md>generated</a><a href=../other/>b</a></main>"
        ),
    }

    assert "docs/page.md:3:5 missing gone.md" in found(tmp_path, files)


def test_missing_extension(tmp_path: Path) -> None:
    """What cannot be imported here is said once, and the links are checked all the same."""
    missing = "gone_a, toc: {slugify: !!python/name:gone_b.c ''}, gone_d: {e: 1}"
    settings = FILES["mkdocs.yml"].replace("[attr_list", f"[{missing}, attr_list")
    files = {
        "mkdocs.yml": settings,
        "docs/page.md": "# Page\n\n[a](gone.md)\n",
        "site/page/index.html": "<main><a href=gone.md>a</a></main>",
    }
    projects.write(tmp_path, {**FILES, **files})

    first, second = (projects.run(tmp_path, "links", "site") for _ in range(2))

    assert first.exit_code == 1
    assert first.output == second.output
    assert "docs/page.md:3:5: LNK101" in first.output
    assert first.stderr.startswith(
        "note: the project's Markdown needs 'gone_a', 'gone_d', 'gone_b.c', which"
    )
    assert first.stderr.count("note: ") == 1


def test_no_address(tmp_path: Path) -> None:
    """A project without a site URL is at no address, whatever its start page says."""
    page = (
        '<link rel=canonical href="https://heat.example/"><a href=https://heat.example/gone>x</a>'
    )
    files = {"mkdocs.yml": "site_name: a\ntheme: mkdocs\n", "site/index.html": page}

    assert found(tmp_path, files) == [STYLE]
