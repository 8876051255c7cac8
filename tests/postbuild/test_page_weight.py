"""What completed pages leave out, and what stays for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.postbuild.built_site import BuiltPage, BuiltSite
from explainer.postbuild.page_weight import first_words, lighten_pages
from explainer.postbuild.shared_icons import share_icons
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.org/a#:~:text="
WORDS = {
    "long": ("the%20air%20has%20warmed%20by%201.1", "the%20air%20has%20warmed"),
    "short words": ("it%20is%20as%20it%20has%20been%20so", "it%20is%20as%20it%20has%20been"),
    "few words": ("temperatures%20have%20risen", "temperatures%20have%20risen"),
    "a range": ("temperatures%20rose,it%20was%20said%20here", None),
}


@pytest.mark.parametrize(("words", "first"), WORDS.values(), ids=WORDS)
def test_first_words(words: str, first: str | None) -> None:
    """A place is found by three words or more, which have some length; a range stays one."""
    assert first_words(URL + words) == URL + (first or words)
    assert first_words("https://example.org/a#b") == "https://example.org/a#b"


ENTRY = (
    '<li><p><span class="explainer-tier explainer-tier--primary">a</span> '
    f'<a class="explainer-words" href="{URL}the%20air%20has%20warmed%20by%201.1">b</a> '
    '<a class="footnote-backref" href="#c" aria-label="Back to citation 1 in the text">'
    "d</a></p></li>"
)
ICON = '<svg class="icon" viewBox="0 0 24 24"><path d="M1 1"></path></svg>'
PAGE = (
    '<link rel="stylesheet" href="../assets/a.css"><script src="../assets/explainer-shell.js">'
    '</script><script>var palette=__md_get("__palette");</script>'
    '<script>var target;"__tabbed_"</script><script type="application/ld+json">{}</script>'
    f'<header class="md-header"><!-- a --><b>{ICON}</b>'
    '<svg viewBox="0 0 1 1"><title>A</title></svg></header>'
    f'<article data-search-exclude="">{ICON}<figure class="explainer-lanes"><svg>'
    '<a href="#b"><title>c</title></a></svg></figure><div class="explainer-references">'
)


def lightened(folder: Path, entries: int) -> tuple[LexborHTMLParser, BuiltSite]:
    """A page with so many entries in its list of references, without what it does not need."""
    projects.write(folder, projects.BASE)
    settings = read_settings(folder)
    site = BuiltSite(folder / "site", read_project(settings).project, settings)
    tree = LexborHTMLParser(f"{PAGE}{ENTRY * entries}</div></article>")
    site.pages["a/index.html"] = BuiltPage("a/index.html", tree)
    lighten_pages(site)
    share_icons(site)
    return tree, site


def test_lighter_page(tmp_path: Path) -> None:
    """No comment, no attribute of the build, no script for tabs; the icons are in a style sheet."""
    tree, site = lightened(tmp_path, 1)
    html = tree.html or ""

    assert "<!--" not in html
    assert "data-search-exclude" not in html
    assert "__tabbed_" not in html
    assert len(tree.css("script")) == len(["shell", "palette", "JSON-LD"])
    assert "prefers-color-scheme" in html
    assert tree.css_first(".explainer-lanes title") is None
    icons = tree.css(".md-header svg")
    assert [icon.attributes.get("class") for icon in icons] == [
        "icon explainer-icon explainer-icon-1",
        None,
    ]
    assert [len(icon.css("*")) for icon in icons] == [1, 2]
    assert tree.css_first("article > svg > path") is not None
    sheets = [link.attributes["href"] for link in tree.css("link")]
    assert sheets == ["../assets/a.css", "../assets/explainer-icons.css"]
    assert "%3Cpath d='M1 1'%3E" in site.files["assets/explainer-icons.css"].decode()
    assert ENTRY in html


def test_long_list(tmp_path: Path) -> None:
    """Entries of a long list are written short: one name for links back, and the first words."""
    tree, _ = lightened(tmp_path, 60)

    short = ENTRY.replace("Back to citation 1 in the text", "Back to the text")
    short = short.replace("%20by%201.1", "").replace("explainer-tier ", "")
    assert (tree.html or "").count(short) == len(tree.css("li"))
