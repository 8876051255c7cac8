"""The day on which a page was last checked, and the day that programs are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
import projects
from explainer.postbuild.page_days import last_changed, last_checked

if TYPE_CHECKING:
    from pathlib import Path

COMPARISON = "title: Heaters\nas_of: {day}\nmeasures: []\nthings: []\n"
CLAIM = """\
---
title: It is.
verdict: supported
as_of: {day}
evidence: []
changes:
  - {{date: 2024-05-01, what: First published., verdict: unverified}}
  - {{date: 2024-05-03, what: More is known., verdict: supported}}
  - {{date: 2024-05-02, what: A slip., verdict: unverified}}
---
It is. [@ipcc]
"""
OPENED = projects.IPCC.replace("passages:", "accessed: {opened}\nread: {read}\npassages:")
FILES = {
    "docs/comparisons/one.yml": COMPARISON.format(day="2024-02-01"),
    "docs/comparisons/two.yml": COMPARISON.format(day="2024-02-02"),
    "docs/claims/old.md": CLAIM.format(day="2024-04-01"),
    "docs/claims/new.md": CLAIM.format(day="2024-06-01"),
    "docs/claims/dayless.md": CLAIM.replace("as_of: {day}\n", "").format(),
    "docs/claims/bare.md": CLAIM.replace("verdict: supported\nas", "as").format(day="2024-01-09"),
    "docs/claims/stub.md": CLAIM.replace("title", "stub: yes\ntitle").format(day="2024-01-09"),
    "docs/sources/opened.yml": OPENED.format(opened="2024-01-05", read="2024-01-04"),
    "docs/sources/about.yml": OPENED.format(opened="2024-01-05", read="2024-01-04"),
    "docs/sources/read.yml": OPENED.format(opened="2024-01-05", read="2024-01-06"),
}
ONE, TWO = "/// comparison | one\n///\n\n", "/// comparison | two\n///\n\n"
CITES_CLAIM = "It is. [@claims/old; @claims/dayless] It was. [@claims/none]\n"
HEADINGS = '<h2 data-as-of="2024-03-04">A</h2><h2 data-as-of="2024-03-05">B</h2>'

DAYS = {
    "headings": (f"{TWO}{CITES_CLAIM}", HEADINGS, "2024-03-05"),
    "a later claim": ("It is. [@claims/new]\n", HEADINGS, "2024-03-05"),
    "no day": ("It is. [@about]\n", '<h2 data-as-of="March 2024">A</h2>', ""),
    "a day in the future of numbers": (CITES_CLAIM, '<h2 data-as-of="9">A</h2>', "2024-04-01"),
    "data files": (f"{ONE}{TWO}{CITES_CLAIM}", "", "2024-02-02"),
    "the newest of both": (TWO, '<h2 data-as-of="2024-02-01">A</h2>', "2024-02-02"),
    "a data file that is not there": (
        f"/// comparison | three\n///\n\n{CITES_CLAIM}",
        "",
        "2024-04-01",
    ),
    "claims before sources": (f"{CITES_CLAIM}It did. [@read]\n", "", "2024-04-01"),
    "claims": ("It is. [@claims/old; @claims/new]\n", "", "2024-06-01"),
    "a source that was opened": ("It is. [@opened] So. [@analysis]\n", "", "2024-01-05"),
    "a source that was read": ("It is. [@opened] It was. [@read]\n", "", "2024-01-06"),
    "a source that says nothing of it": ("It is. [@ipcc] It was. [@none]\n", "", ""),
}


@pytest.mark.parametrize(("text", "html", "expected"), DAYS.values(), ids=DAYS)
def test_checked(tmp_path: Path, text: str, html: str, expected: str) -> None:
    """It is what a page states itself, else what the claims that it cites do, else its sources."""
    pages = {"p/index.html": f"<article>{html}</article><p data-as-of='2030-01-01'></p>"}
    site = built_sites.read(tmp_path, pages, {**FILES, "docs/p.md": f"# P\n\n{text}"})
    page = site.pages["p/index.html"]
    checked = site.checked_page(page)
    assert checked is not None

    assert last_checked(site, page, checked) == expected
    assert last_changed(site, page) == expected


@pytest.mark.parametrize(
    ("slug", "checked", "changed"),
    [
        ("old", "2024-04-01", "2024-05-03"),
        ("new", "2024-06-01", "2024-06-01"),
        ("dayless", "", "2024-05-03"),
        ("bare", "2024-01-09", "2024-01-09"),
        ("stub", "2024-01-09", "2024-01-09"),
    ],
)
def test_claim(tmp_path: Path, slug: str, checked: str, changed: str) -> None:
    """A claim was checked on the day of its verdict, and may have been changed since."""
    path = f"claims/{slug}/index.html"
    site = built_sites.read(tmp_path, {path: f"<article>{HEADINGS}</article>"}, FILES)
    page = site.pages[path]
    found = site.checked_page(page)
    assert found is not None

    assert last_checked(site, page, found) == checked
    assert last_changed(site, page) == changed


def test_no_file(tmp_path: Path) -> None:
    """A page that was made from no file has no day."""
    site = built_sites.read(tmp_path, {"404.html": f"<article>{HEADINGS}</article>"})

    assert last_changed(site, site.pages["404.html"]) == ""
