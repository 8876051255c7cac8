"""Cards at citations, folded references, and the foot of a page, in a reader's browser."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

SECTION = "closure/"
CLAIM = "claims/reopens-in-may/"
SOURCE = "article .footnote-ref:not(.explainer-claim-ref)"
CARD = ".explainer-card"
LIST = ".explainer-references"

PLACED = """() => [...document.querySelectorAll("article .footnote-ref")].map((reference, at) => {
  reference.scrollIntoView({block: ["start", "center", "end"][at % 3]})
  reference.focus({focusVisible: true, preventScroll: true})
  const card = document.querySelector(".explainer-card").getBoundingClientRect()
  const {clientWidth, clientHeight} = document.documentElement
  const apart = [...reference.getClientRects()].every(it => it.bottom <= card.top
    || it.top >= card.bottom || it.right <= card.left || it.left >= card.right)
  return [reference.hash, apart, card.left >= 0, card.right <= clientWidth, card.top >= 0,
    card.bottom <= clientHeight, card.height > 40]
})"""
SHIFT = """() => new Promise(done => {
  new PerformanceObserver(list => {}).observe({type: "layout-shift", buffered: true})
  const observer = new PerformanceObserver(list => { sum += list.getEntries()
    .reduce((all, it) => all + it.value, 0) })
  let sum = 0
  observer.observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 300)
})"""


@pytest.fixture(scope="module", name="address")
def fixture_address(bridge: Path) -> Iterator[str]:
    """The address of a small site, built and completed."""
    with browsing.serving(bridge / "site") as address:
        yield address


@pytest.fixture(name="opened")
def fixture_opened(browser: Browser, address: str) -> Iterator[Any]:
    """Opens a page with one kind of device; no page may log an error."""
    errors: list[str] = []
    with contextlib.ExitStack() as stack:

        def opened(path: str, width: int = 1280, **options: Any) -> Page:  # noqa: ANN401
            options |= {"viewport": {"width": width, "height": 700}, "reduced_motion": "reduce"}
            context = browser.new_context(**options)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(5_000)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{address}/{path}")
            return page

        yield opened
    assert errors == []


def entry_of(page: Page, reference: Locator) -> Locator:
    """The entry in the list of references that a reference leads to."""
    return page.locator(f"[id='{str(reference.get_attribute('href'))[1:]}']")


def test_mouse(opened: Any) -> None:  # noqa: ANN401
    """Pointing opens a card with all of the entry; it stays under the pointer, and goes beside."""
    page = opened(SECTION)
    reference = page.locator(SOURCE).first
    entry = entry_of(page, reference)

    reference.hover()
    card = page.locator(CARD)
    card.wait_for()
    fact = str(entry.locator("> p").last.text_content()).split("\u21a9")[0]
    shown = " ".join(card.inner_text().split())

    assert " ".join(fact.split()[:6]) in shown
    assert card.locator(".explainer-title").count() == card.locator(".explainer-tier").count() == 1
    assert "\u21a9" not in shown
    assert card.get_by_role("link", name="open at these words").get_attribute("href") == (
        card.locator("a.explainer-words").get_attribute("href")
    )
    assert page.locator(f"{CARD} [id^='fn']").count() == 0
    card.hover()
    page.wait_for_timeout(450)
    assert card.is_visible()
    page.locator("h1").hover()
    card.wait_for(state="detached")


def test_click(opened: Any) -> None:  # noqa: ANN401
    """A click keeps the card open; a second one leads to the entry, and the way back is there."""
    page = opened(SECTION)
    reference = page.locator(SOURCE).nth(2)
    before = page.url

    reference.click()
    page.locator("h1").hover()
    page.wait_for_timeout(450)
    assert page.locator(CARD).is_visible()
    assert page.url == before
    reference.click()

    entry = entry_of(page, reference)
    assert page.locator(f"{LIST} li:target").get_attribute("id") == entry.get_attribute("id")
    assert entry.is_visible()
    assert page.locator(CARD).count() == 0
    page.go_back()
    assert page.url == before
    reference.hover()
    page.locator(CARD).get_by_role("link", name="all sources").click()
    assert entry.is_visible()
    assert page.locator(CARD).count() == 0


def test_keyboard(opened: Any) -> None:  # noqa: ANN401
    """The keyboard opens a card, enters it, leaves it with Escape; Enter goes to the entry."""
    page = opened(SECTION)
    reference = page.locator(SOURCE).nth(1)
    reference.evaluate("it => it.focus({focusVisible: true})")
    card = page.locator(CARD)
    card.wait_for()

    assert reference.get_attribute("aria-expanded") == "true"
    assert reference.get_attribute("aria-controls") == card.get_attribute("id")
    described = str(reference.get_attribute("aria-describedby")).split()
    assert all(page.locator(f"#{name}").inner_text() for name in described)
    assert card.get_attribute("aria-label") == f"Citation {reference.inner_text()}"
    page.keyboard.press("Tab")
    assert card.locator(":focus").count() == 1
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert reference.evaluate("it => it === document.activeElement")
    assert reference.get_attribute("aria-expanded") is None
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    card.wait_for()
    page.keyboard.press("Enter")
    assert page.locator(f"{LIST} li:target").is_visible()
    assert page.locator(CARD).count() == 0


def test_keyboard_passes(opened: Any) -> None:  # noqa: ANN401
    """Beyond a card's last link the keyboard goes on in the text, and the card is gone."""
    page = opened(SECTION)
    page.locator(SOURCE).first.evaluate("it => it.focus({focusVisible: true})")
    links = page.locator(f"{CARD} a").count()

    for _ in range(links + 1):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.explainer-card')") is None
    assert page.locator(SOURCE).first.get_attribute("aria-expanded") is None


def test_touch(opened: Any) -> None:  # noqa: ANN401
    """A tap opens a card and moves nothing; one beside it closes it; a second one goes on."""
    page = opened(SECTION, 390, has_touch=True, is_mobile=True)
    reference = page.locator(SOURCE).nth(1)
    reference.scroll_into_view_if_needed()
    height = page.evaluate("scrollY")

    reference.tap()
    page.locator(CARD).wait_for()
    assert page.evaluate("[scrollY, location.hash]") == [height, ""]
    page.locator("h1").tap()
    page.locator(CARD).wait_for(state="detached")
    reference.tap()
    reference.tap()

    assert entry_of(page, reference).is_visible()
    assert page.evaluate("location.hash") == reference.get_attribute("href")


@pytest.mark.parametrize("width", [320, 1280])
def test_on_screen(opened: Any, width: int) -> None:  # noqa: ANN401
    """Every card is on the screen as a whole, and never on its own reference."""
    page = opened(SECTION, width)

    found = page.evaluate(PLACED)

    assert len(found) > 10
    assert [each for each in found if not all(each)] == []


def test_folded(opened: Any) -> None:  # noqa: ANN401
    """The list is folded, says how much it holds, and moves nothing when the page opens."""
    page = opened(SECTION)
    fold = page.locator(f"{LIST} > details")

    assert fold.get_attribute("open") is None
    count = page.locator(f"{LIST} > details > ol > li").count()
    said = fold.locator("summary").inner_text()
    assert sum(int(word) for word in said.split() if word.isdecimal()) == count
    assert page.evaluate(SHIFT) == 0
    fold.locator("summary").click()
    assert page.locator(f"{LIST} li").last.is_visible()


def test_folded_opens_for_links(opened: Any) -> None:  # noqa: ANN401
    """An address of an entry opens the list, at once or later; so does that of its heading."""
    page = opened(f"{SECTION}#references")
    page.locator(f"{LIST} li").last.wait_for()
    page.goto("about:blank")
    page.go_back()
    page.locator(f"{LIST} li").last.wait_for()
    page = opened(SECTION)
    href = str(page.locator(SOURCE).last.get_attribute("href"))
    assert page.locator(f"{LIST} li").last.is_hidden()
    page.evaluate("hash => { location.hash = hash }", href)
    page.locator(f"{LIST} li:target").wait_for()


@pytest.mark.parametrize("how", ["no script", "print"])
def test_open_without_help(opened: Any, how: str) -> None:  # noqa: ANN401
    """Without a script and on paper the list is open, and its links lead there and back."""
    page = opened(SECTION, java_script_enabled=how == "print")
    if how == "print":
        page.emulate_media(media="print")
        for gone in (".explainer-path", ".explainer-page-foot"):
            assert page.locator(gone).is_hidden()
    box = page.locator(f"{LIST} li").last.bounding_box()

    assert page.locator(f"{LIST} li").last.is_visible()
    assert box is not None
    assert box["height"] > 10
    if how == "no script":
        reference = page.locator(SOURCE).nth(1)
        href = str(reference.get_attribute("href"))
        reference.click()
        assert page.url.endswith(href)
        page.locator(f"[id='{href[1:]}'] .footnote-backref").first.click()
        assert page.locator("sup:target").count() == 1


def test_ways_on(opened: Any) -> None:  # noqa: ANN401
    """A claim's page says where it is, which claims are near, and leads to the next and back."""
    page = opened(CLAIM)
    path = page.get_by_role("navigation", name="Breadcrumbs")

    assert path.get_by_role("link").all_inner_texts() == ["Home", "Claims"]
    related = page.get_by_role("region", name="Related claims")
    assert related.locator("li .explainer-verdict").count() == related.locator("li").count() > 0
    address = page.url
    page.locator(".explainer-turn [rel=prev]").click()
    page.locator(".explainer-turn [rel=next]").click()
    assert page.url == address
    path.get_by_role("link", name="Claims").click()
    assert page.url.endswith("/claims/")


def test_evidence_opens_cards(opened: Any) -> None:  # noqa: ANN401
    """The numbers of the evidence at a glance, which comes first, have cards as well."""
    page = opened(CLAIM)
    number = page.locator(".explainer-evidence .explainer-listed").first

    number.click()

    page.locator(CARD).wait_for()
    order = page.locator("article h2").all_inner_texts()
    assert order[0].startswith("The evidence at a glance")


def test_report(opened: Any) -> None:  # noqa: ANN401
    """The address for a report has the page, and the sentence that was selected."""
    page = opened(SECTION)
    report = page.get_by_role("link", name="Report a mistake")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('article h2'))")
    chosen = page.evaluate("String(getSelection()).replace(/\\s+/g, ' ').trim()")
    report.evaluate("it => it.addEventListener('click', event => event.preventDefault())")
    report.click()
    address = urlsplit(str(report.get_attribute("href")))
    asked = parse_qs(address.query)

    assert address.netloc + address.path == "git.example/bridge/issues/new"
    assert page.locator("h1").inner_text().rstrip("\u00b6") in asked["title"][0]
    assert f"https://bridge.example/{SECTION}" in asked["body"][0]
    assert f"Sentence: {chosen}\n" in asked["body"][0]


def test_copies(opened: Any) -> None:  # noqa: ANN401
    """A heading's sign copies its address, and a page's citation is copied in each form."""
    page = opened(SECTION, permissions=["clipboard-read", "clipboard-write"])
    link = page.locator("article h2 .headerlink").first
    link.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert unquote(copied).endswith(str(link.get_attribute("href")))
    assert page.get_by_role("status").filter(has_text="Copied").count() == 1
    page.get_by_text("Cite this page").click()
    buttons = page.locator(".explainer-cite-page").get_by_role("button", name="Copy")
    texts = page.locator(".explainer-cite-page pre")
    for button, text in zip(buttons.all(), texts.all(), strict=True):
        button.click()
        assert page.evaluate("navigator.clipboard.readText()") == text.inner_text()
    assert texts.count() == 4
