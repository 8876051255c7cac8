"""The search as readers meet it: typed, by keys, said aloud, misspelt, from disk, both builds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

import browsing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browsing import Reader

INPUT = "[role=combobox]"
HIT = "[role=option]"
SAID = "[data-explainer-search] [role=status]"
QUESTION = "Is Mill Bridge safe on foot?"


@pytest.fixture(name="site", scope="module")
def fixture_site(own: Callable[[str], Path]) -> Path:
    """A small site with the package's own search box, built and completed."""
    return own("mkdocs") / "site"


@pytest.fixture(name="reader")
def fixture_reader(browser: Browser, site: Path) -> Iterator[Reader]:
    """A reader at a desk."""
    with (
        browsing.serving(site) as address,
        browsing.reading(browser, address, "desktop", "light", "script") as reader,
    ):
        yield reader
        assert reader.errors == []


def search(page: Page, query: str) -> list[str]:
    """Type a query; gives the titles that are found."""
    page.keyboard.press("/")
    page.keyboard.type(query)
    browsing.until(
        page,
        f"document.querySelector('{INPUT}').value && !document.querySelector("
        "'.explainer-search__panel').hidden",
    )
    return page.locator(f"{HIT} .explainer-search__title").all_text_contents()


def test_nothing_before_touch(reader: Reader) -> None:
    """Nothing of the search but its loader is fetched before the box is touched."""
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page = reader.open("closure/")
    page.wait_for_load_state("networkidle")

    assert [path for path in asked if "search" in path and "loader" not in path] == []

    page.locator(INPUT).click()
    page.wait_for_load_state("networkidle")
    assert len([path for path in asked if "search" in path and "loader" not in path]) == 3


def test_results(reader: Reader) -> None:
    """An answer is first; a claim has its verdict, a term and a source are found by themselves."""
    page = reader.open("closure/")

    assert search(page, "safe on foot")[0] == QUESTION
    claim = page.locator(f"{HIT}:has-text('dangerous for people on foot')")
    assert claim.locator(".explainer-verdict").text_content() == "contradicted"
    page.locator(INPUT).fill("footway")
    assert "#footway" in (page.locator(HIT).first.get_attribute("href") or "")
    page.locator(INPUT).fill("eastmark university traffic")
    assert "/sources/" in (page.locator(HIT).first.get_attribute("href") or "")


def test_marks(reader: Reader) -> None:
    """What was found is marked in its snippet, whole words only, which takes two lines at most."""
    page = reader.open("closure/")
    search(page, "the is inspection")

    marked = page.locator(f"{HIT} mark").all_text_contents()
    assert {word.lower() for word in marked} <= {"inspection", "inspections", "inspected"}
    assert marked
    lines = page.locator(".explainer-search__text").first.evaluate(
        "it => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight)"
    )
    assert lines <= 2.1


def test_keyboard(reader: Reader) -> None:
    """Keys alone open the box, reach a result, open it, and close the box to where they were."""
    page = reader.open("closure/")
    page.locator(".md-content a").first.focus()
    search(page, "detour")
    box = page.locator(INPUT)

    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    reached = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert reached.get_attribute("aria-selected") == "true"
    assert page.locator(f"{HIT}[aria-selected=true]").count() == 1
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.closest('.md-content') !== null")
    page.keyboard.press("/")
    page.wait_for_selector(HIT)
    page.keyboard.press("ArrowUp")
    last = page.locator(f"{HIT}[aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(last or "")


def test_said(reader: Reader) -> None:
    """The number of results is said once typing has paused, and shown at once."""
    page = reader.open("closure/")
    found = len(search(page, "ambulances"))
    text = "1 result" if found == 1 else f"{found} results"

    assert page.locator(".explainer-search__count").text_content() == text
    browsing.until(page, f"document.querySelector('{SAID}').textContent === '{text}'")


def test_misspelt(reader: Reader) -> None:
    """A misspelt word finds what was meant, which is offered and taken by one press."""
    page = reader.open("closure/")
    meant = page.locator(".explainer-search__meant")

    assert QUESTION in search(page, "footwya")
    assert meant.text_content() == "Did you mean footway?"
    meant.locator("button").click()
    assert page.locator(INPUT).input_value() == "footway"
    assert meant.is_hidden()


def test_synonym(reader: Reader) -> None:
    """A word of the vocabulary finds the pages that have another of its group."""
    page = reader.open("closure/")

    assert "The closure" in " ".join(search(page, "lockdown"))


def test_nothing_found(reader: Reader) -> None:
    """Where nothing is found, that is said, with ways on."""
    page = reader.open("closure/")

    assert search(page, "xylophones") == []
    assert page.locator(INPUT).get_attribute("aria-expanded") == "false"
    links = page.locator(".explainer-search__onward a")
    hrefs = [links.nth(at).evaluate("it => it.pathname") for at in range(links.count())]
    assert hrefs == ["/claims/", "/faq/", "/glossary/", "/timeline/", "/sources/"]
    browsing.until(page, f"document.querySelector('{SAID}').textContent.includes('xylophones')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone(browser: Browser, site: Path, scheme: str) -> None:
    """On a phone the box has the whole screen, in legible colours, and gives it back."""
    with (
        browsing.serving(site) as address,
        browsing.reading(browser, address, "phone", scheme, "script") as reader,
    ):
        page = reader.open("closure/")
        assert not reader.in_view(INPUT)
        page.locator("label[for=__search]").click()
        page.keyboard.type("footwya")
        page.wait_for_selector(HIT)
        look = reader.look()

        assert reader.in_view(INPUT)
        assert look["sideways"] <= 0
        assert look["faint"] == []
        assert page.locator(".explainer-search__panel").evaluate("it => it.clientHeight") > 500
        page.locator(".explainer-search__close").click()
        assert page.locator(HIT).first.is_hidden()
        assert reader.in_view("h1")
        assert reader.errors == []


def test_without_script(browser: Browser, site: Path) -> None:
    """Without a script there is no box that would do nothing."""
    with browsing.visiting(browser, site, "desktop", "light") as reader:
        page = reader.open("closure/")

        assert page.locator(INPUT).is_hidden()


def test_from_disk(browser: Browser, site: Path) -> None:
    """A site that is opened from disk is searched, and its results open."""
    page = browser.new_page()
    page.goto((site / "closure" / "index.html").as_uri())

    assert search(page, "safe on foot")[0] == QUESTION
    page.keyboard.press("Enter")
    page.wait_for_url("**/faq/index.html#*")
    assert page.locator("h1").first.is_visible()
    page.close()


def test_not_completed(browser: Browser, own: Callable[[str], Path]) -> None:
    """Before a site is completed, as `mkdocs serve` shows it, the theme's index is searched."""
    with (
        browsing.serving(own("mkdocs") / "plain") as address,
        browsing.reading(browser, address, "desktop", "light", "script") as reader,
    ):
        page = reader.open("closure/")

        assert QUESTION in search(page, "safe on foot")[:3]
        browsing.until(page, f"document.querySelector('{SAID}').textContent.match(/\\d/) !== null")
        assert reader.errors == []


def test_zensical(browser: Browser, own: Callable[[str], Path]) -> None:
    """What Zensical builds is searched in the same way, completed or not."""
    for name, completed in (("plain", False), ("site", True)):
        with (
            browsing.serving(own("zensical") / name) as address,
            browsing.reading(browser, address, "desktop", "light", "script") as reader,
        ):
            page = reader.open("closure/")

            assert QUESTION in search(page, "safe on foot")[:3]
            assert page.locator(f"{HIT} .explainer-verdict--contradicted").count() == completed
