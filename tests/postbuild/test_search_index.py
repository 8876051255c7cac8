"""The index of the search: what of a site is an entry in it, and which pages name it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.postbuild import BuiltPage
from explainer.postbuild.search_entries import page_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
CLAIM = """\
---
title: It will rain.
verdict: forecast
section: index.md
as_of: 2026-01-01
review_after: 2027-01-01
shown_by: Rain. [@ipcc#warming]
evidence:
  - {cite: ipcc#warming, stance: context, why: It is warmer.}
changes:
  - {date: 2026-01-01, what: First published., verdict: forecast}
---

Clouds are there. [@ipcc#warming]
"""
BOX = """\
{% extends "base.html" %}
{% block header %}<div data-explainer-search data-base="{{ base_url }}"></div>{% endblock %}
"""
SETTINGS = """\
site_name: Heat
theme: {name: material, custom_dir: overrides}
exclude_docs: "*.y*ml"
markdown_extensions:
  - attr_list
  - explainer.markdown: {words: {verdict: {forecast: not graded}}}
"""
FACT = "The air has warmed by 1.1 °C since 1850."
SHOWN = "What would show it"
FILES = {
    **projects.BASE,
    "mkdocs.yml": SETTINGS,
    "overrides/main.html": BOX,
    "docs/claims/rain.md": CLAIM,
    "docs/hidden.md": "---\nsearch:\n  exclude: true\n---\n# Hidden\n\nSecret. [@ipcc#warming]\n",
    "docs/kept.md": "---\nsearch: {exclude: true, title: true}\n---\n# Kept\n\nOut. [@about]\n",
    "docs/sources/index.md": "# Sources\n\n/// sources\n///\n",
    "docs/vocabulary.yml": "same:\n  - [UK, Britain]\nsearch:\n  - [rain, shower]\n",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["is"])
def test_entries(case: dict[str, Any]) -> None:
    """The entries of a page."""
    page = BuiltPage("a/index.html", LexborHTMLParser(f"<article>{case['page']}</article>"))
    found = [[it.kind, it.anchor, it.title, it.note, it.text] for it in page_entries(page)]

    assert found == case["entries"]


def entries(index: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The entries of an index: kind, page, anchor, title, note, verdict and text."""
    names = ("kinds", "places", "anchors", "titles", "notes", "verdicts", "texts")
    for kind, place, *rest in zip(*(index[name] for name in names), strict=True):
        yield kind, index["pages"][place][0], *rest


def test_index(tmp_path: Path) -> None:
    """Claims, sources and pages are entries; the index is named by its content on each page."""
    projects.write(tmp_path, FILES)
    site = projects.build(tmp_path)
    plugin = site / "search/search_index.json"
    projects.write(site, {"search/search_index.json": "{}"})
    assert projects.run(tmp_path, "postbuild").exit_code == 0
    (file,) = (site / "assets").glob("search-index.*.js")
    text = file.read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("globalThis.explainerSearchIndex=").rstrip(";\n"))

    assert list(entries(index)) == [
        (2, "claims/rain/", "", "It will rain.", "", 7, f"{SHOWN}: Rain. Clouds are there."),
        (3, "", "", "Home", "", 0, "The air has warmed."),
        (3, "kept/", "", "Kept", "", 0, ""),
        (3, "sources/", "", "Sources", "", 0, ""),
        (5, "sources/ipcc/", "", "Climate Change", "IPCC, March 2023", 0, FACT),
    ]
    assert index["words"]["verdicts"][6] == ["forecast", "not graded"]
    assert index["same"][-2:] == [["UK", "Britain"], ["rain", "shower"]]
    assert ["sources/", "Sources"] in index["onward"]
    named = {
        path: re.findall('data-index="?([^" >]*)', (site / path).read_text(encoding="utf-8"))
        for path in ("index.html", "claims/rain/index.html", "404.html")
    }
    assert named == {
        "index.html": [f"./assets/{file.name}"],
        "claims/rain/index.html": [f"../../assets/{file.name}"],
        "404.html": [f"/assets/{file.name}"],
    }
    assert not plugin.exists()


def test_same_bytes(tmp_path: Path) -> None:
    """Of the same site the same index is made."""
    names = []
    for folder in ("one", "two"):
        projects.write(tmp_path / folder, FILES)
        site = projects.build(tmp_path / folder)
        projects.run(tmp_path / folder, "postbuild")
        names += [path.name for path in (site / "assets").glob("search-index.*.js")]

    assert len(names) == 2
    assert len(set(names)) == 1


def test_no_box(tmp_path: Path) -> None:
    """A site with the theme's own search gets no index."""
    projects.write(tmp_path, projects.BASE)
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")

    assert list(site.glob("assets/search-index.*")) == []
