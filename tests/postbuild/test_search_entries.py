"""What of a whole site can be found: claims, sources and pages, and where their texts are cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import built_sites
import projects
from explainer.markdown.translations import Translations
from explainer.postbuild.search_entries import entries
from explainer.postbuild.search_index import add_search_index, index_of
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "---\ntitle: It is.\nverdict: {}\n---\nIt is. [@ipcc]\n"
SOURCE = projects.IPCC.partition("passages:")[0] + "passages:\n  - {{slug: a, fact: '{}'}}\n"
CLAIM_PAGE, SOURCE_PAGE = "claims/a/index.html", "sources/ipcc/index.html"


def texts(folder: Path, said: str, fact: str = "It is.") -> tuple[str, str]:
    """The texts of the entries of a claim, whose page says something, and of a source's fact."""
    pages = {
        CLAIM_PAGE: f"<article><h1>It is.</h1><p>{said}</p></article>",
        "sources/index.html": "<h1>Sources</h1>",
    }
    files = {
        "docs/claims/a.md": CLAIM.format("supported"),
        "docs/sources/index.md": "# Sources\n\n/// sources\n///\n",
        "docs/sources/ipcc.yml": SOURCE.format(fact),
    }
    site = built_sites.read(folder, pages, files)
    site.pages[SOURCE_PAGE] = built_sites.page(SOURCE_PAGE, "<h1>Climate</h1>")
    found = {each.kind: each for each in entries(site, site_words(site.settings))}
    return found["claim"].text, found["source"].text


CUT = {
    "as long as it may be": ("b " + "c" * 297 + ".", "b " + "c" * 297 + "."),
    "a sentence that just fits": ("a. " + "b" * 296 + ". C.", "a. " + "b" * 296 + "."),
    "a sentence that is too long by one": ("a. " + "b" * 297 + ". C.", "a."),
    "the last sentence that fits": ("a? b! c. " + "d" * 300, "a? b! c."),
    "a full stop within a word": ("a b.c" + "d" * 300, "a"),
    "words": ("a " * 200, ("a " * 150).strip()),
    "a long word": ("b" * 301, "b" * 300),
    "without spaces": ("暖。" * 151, "暖。" * 150),
}


@pytest.mark.parametrize(("said", "expected"), CUT.values(), ids=CUT)
def test_claim(tmp_path: Path, said: str, expected: str) -> None:
    """A claim is found by the first sentences of its page, else by as many words as have room."""
    assert texts(tmp_path, said)[0] == expected


def test_source(tmp_path: Path) -> None:
    """So is a source, by its facts, with less room."""
    assert texts(tmp_path, "", f"{'a' * 179}. B.")[1] == f"{'a' * 179}."[:180]
    assert texts(tmp_path, "", f"a. {'b' * 178}. C.")[1] == "a."


NOTES = {
    "publisher and date": ("publisher: A\nissued: 2023-03\n", "A, March 2023"),
    "no date": ("publisher: A\n", "A"),
    "two names": ("container-title: B\npublisher: A\nissued: 2023\n", "B, A, 2023"),
    "one name twice": ("container-title: A\npublisher: A\nissued: 2023\n", "A, 2023"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("fields", "expected"), NOTES.values(), ids=NOTES)
def test_note(tmp_path: Path, fields: str, expected: str) -> None:
    """Of a source is said who published it, and when."""
    files = {
        "docs/sources/index.md": "# Sources\n\n/// sources\n///\n",
        "docs/sources/other.yml": f"title: Other\n{fields}tier: research\npassages: []\n",
    }
    site = built_sites.read(tmp_path, {"sources/index.html": ""}, files)
    path = "sources/other/index.html"
    site.pages[path] = built_sites.page(path, "<h1>Another</h1>")
    found = [each for each in entries(site, site_words(site.settings)) if each.kind == "source"]

    # The other source has no page.
    assert [(each.title, each.page, each.note) for each in found] == [
        ("Another", "sources/other/", expected)
    ]


# ── The index ──

BOX = (
    '<p data-explainer-search{}></p><article><h1 id="a">A</h1><h2 id="so-it">So, it!</h2>é\u2028'
    "</article>"
)
FILES = {
    "docs/faq.md": "# Questions\n\nIt is. [@about]\n",
    "docs/out.md": "---\nsearch: {exclude: true}\n---\n# Out\n\nIt is. [@about]\n",
    "docs/named.md": "---\nsearch: {exclude: true, title: true}\n---\n# Out\n\nIt is. [@about]\n",
    "docs/strange.md": "---\nsearch: no\n---\n# Out\n\nIt is. [@about]\n",
    "docs/claims/a.md": CLAIM.format("disputed"),
    "docs/claims/b.md": CLAIM.format("certain"),
    "docs/vocabulary.yml": "same:\n  - [it, that]\n",
}
PAGES = {
    "index.html": BOX.format(' data-base="."'),
    "faq/index.html": f"<h1>Questions</h1>{BOX.format(' data-base')}",
    "404.html": BOX.format(' data-base="/a/"'),
    "out/index.html": "<h1>Out</h1>",
    "named/index.html": "<article><h1>Named</h1>a</article>",
    "strange/index.html": "<article><h1>Strange</h1>a</article>",
    "claims/a/index.html": "<article><h1>A</h1>a</article>",
    "claims/b/index.html": "<article><h1>B</h1><h2 id=b>C</h2>b</article>",
}


def index(site: built_sites.BuiltSite) -> tuple[str, dict[str, Any]]:
    """The path of the index of a site, and its values."""
    ((path, data),) = site.files.items()
    value: dict[str, Any] = json.loads(data.decode().partition("=")[2].rstrip(";\n"))
    return path, value


def test_index(tmp_path: Path) -> None:
    """Values that belong together stand at the same places of several lists."""
    site = built_sites.read(tmp_path, PAGES, FILES)
    add_search_index(site)
    path, value = index(site)

    assert len(path) == len("assets/search-index.12345678.js")
    assert "é" in site.files[path].decode()
    assert value["pages"] == [
        ["claims/a/"],
        ["claims/b/"],
        ["faq/", "A"],
        ["", "A"],
        ["named/"],
        ["strange/"],
    ]
    assert value["places"] == [0, 1, 2, 2, 3, 3, 4, 5]
    assert value["titles"] == [
        "It is.",
        "It is.",
        "A",
        "So, it!",
        "A",
        "So, it!",
        "Named",
        "Strange",
    ]
    assert value["kinds"] == [2, 2, 3, 3, 3, 3, 3, 3]
    assert value["anchors"] == ["", "", "", 0, "", 0, "", ""]
    assert value["verdicts"] == [4, 0, 0, 0, 0, 0, 0, 0]
    assert value["texts"] == ["a", "b", "", "é", "", "é", "", "a"]
    assert value["notes"] == [""] * 8
    assert value["onward"] == [["faq/", "A"]]
    assert value["same"][-1] == ["it", "that"]
    assert "whether" in value["common"]
    assert value["forms"]
    assert len(value["same"]) > 2
    assert value["words"]["kinds"][3] == "page"
    assert value["words"]["meant"] == "Did you mean"


def test_language(tmp_path: Path) -> None:
    """A language of which no common words are known has only those of the site."""
    site = built_sites.read(tmp_path, PAGES, FILES)
    value = index_of(site, Translations("fr-CA", site_words(site.settings).values))

    assert value["language"] == "fr"
    assert (value["common"], value["forms"], value["same"]) == ([], [], [["it", "that"]])


def test_boxes(tmp_path: Path) -> None:
    """Each box names the index from where its page is; the theme's own indexes go."""
    site = built_sites.read(tmp_path, PAGES, FILES)
    add_search_index(site)
    path, _ = index(site)
    named = {
        name: [box.attributes["data-index"] for box in page.tree.css("[data-index]")]
        for name, page in site.pages.items()
        if name in {"index.html", "faq/index.html", "404.html", "out/index.html"}
    }

    assert named == {
        "index.html": [f"./{path}"],
        "faq/index.html": [f"./{path}"],
        "404.html": [f"/a/{path}"],
        "out/index.html": [],
    }
    assert site.removed == {"search/search_index.json", "search.json"}


def test_no_box(tmp_path: Path) -> None:
    """A site without a box gets no index and keeps the theme's."""
    site = built_sites.read(tmp_path, {"index.html": "<h1>A</h1>"})
    add_search_index(site)

    assert (site.files, site.removed) == ({}, set())
