"""This repository's site as readers meet it, and as either of the two builders makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import browsing
import projects

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

WRONG = ("faint", "pale", "small", "uneven", "unlisted", "unreturned", "astray", "hidden")
READERS = [("phone", "light", "no-script"), ("desktop", "dark", "script")]


@pytest.mark.parametrize("kind", READERS, ids="-".join)
def test_pages(kind: tuple[str, str, str], browser: Browser, built: Path) -> None:
    """Every page opens without an error, fits the screen, can be read, and has its references."""
    paths = browsing.paths(built)
    if kind[2] == "script":
        # A claim's page is like another's; one reader sees them all.
        paths = [path for path in paths if not path.startswith("claims/") or path == "claims/"]
    with browsing.serving(built) as site, browsing.reading(browser, site, *kind) as reader:
        looks = {path: reader.open_and_look(path) for path in paths}

        assert {path: it["sideways"] for path, it in looks.items() if it["sideways"] > 0} == {}
        assert {path: it["heading"] for path, it in looks.items() if len(it["heading"]) != 1} == {}
        assert {what: it for what in WRONG if (it := browsing.wrong(looks, what))} == {}
        assert reader.hosts == {browsing.HOST}
        assert reader.errors == []


def test_the_answer_is_in_view(browser: Browser, built: Path) -> None:
    """Whoever opens the site on a phone sees the answer without scrolling."""
    with (
        browsing.serving(built) as site,
        browsing.reading(browser, site, "phone", "light", "script") as reader,
    ):
        answer = reader.open("").locator("article h1 + p").bounding_box()

        assert answer is not None
        assert answer["y"] + answer["height"] <= browsing.SIZES["phone"][1]


def test_zensical(copy: Path, built: Path) -> None:
    """Zensical makes the same pages of it as MkDocs, and their links lead somewhere."""
    site = projects.build_with_zensical(copy)
    result = projects.run(copy, "links", "site", "--select=LNK101,LNK102")

    assert browsing.paths(site) == browsing.paths(built)
    assert result.exit_code == 0, result.output
