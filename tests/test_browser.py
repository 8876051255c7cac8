"""A site as readers meet it: on phone and desktop, light and dark, with scripts and without."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import browsing
import projects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ElementHandle, Page

    from browsing import Look, Reader

SUBJECT = "bridge"
DOCS = projects.SITES / SUBJECT / "docs"
CLAIMED = len(list((DOCS / "claims").rglob("*.md"))) - 1
VERDICTS = len(
    {
        line
        for file in (DOCS / "claims").rglob("*.md")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("verdict: ")
    }
)
SECTION = "closure/"
TABLES = "options/"
LEDGER = "claims/"
TIMELINE = "timeline/"
CLAIMS = ("claims/inspections-skipped/", "claims/reopens-in-may/")
"""Pages of claims that stand for all: one with links and a long title, one with each stance."""
CITATIONS = ".md-content .footnote-ref"
CARD = ".explainer-card"

KINDS = list(itertools.product(browsing.SIZES, ("light", "dark"), ("script", "no-script")))
READERS = [pytest.param(kind, id="-".join(kind)) for kind in KINDS]
SCRIPTED = [reader for reader, kind in zip(READERS, KINDS, strict=True) if kind[2] == "script"]
with_script = pytest.mark.parametrize("reader", SCRIPTED, indirect=True)


@pytest.fixture(scope="session")
def site(bridge: Path) -> Path:
    """A small site, built."""
    return bridge / "plain"


@pytest.fixture(scope="session", params=READERS)
def reader(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Reader]:
    """A reader, the same one for all tests."""
    with (
        browsing.serving(site) as address,
        browsing.reading(browser, address, *request.param) as it,
    ):
        yield it


@pytest.fixture(scope="session")
def looks(reader: Reader, site: Path) -> dict[str, Look]:
    """What each page looks like to a reader."""
    return {path: reader.open_and_look(path) for path in browsing.paths(site)}


def claim(path: str) -> dict[str, Any]:
    """What the front matter of a claim says, from the file of its page."""
    text = (DOCS / f"{path.rstrip('/')}.md").read_text(encoding="utf-8")
    front: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return front


def data(name: str) -> dict[str, Any]:
    """What a data file of the site holds."""
    found: dict[str, Any] = yaml.safe_load((DOCS / f"{name}.yml").read_text(encoding="utf-8"))
    return found


def passage(href: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The source and the passage that a citation links to, from the files that state them."""
    key, _, slug = href.removeprefix("#fn:").partition("--")
    text = (DOCS / "sources" / f"{key}.yml").read_text(encoding="utf-8")
    source: dict[str, Any] = yaml.safe_load(text)
    return source, next(found for found in source["passages"] if found["slug"] == slug)


def test_pages_open(reader: Reader, looks: dict[str, Look]) -> None:
    """Every page opens, with one heading of the first level that can be seen."""
    assert looks.keys() >= {"", SECTION, TABLES, LEDGER, *CLAIMS, "faq/", "sources/"}
    assert {
        path: look["heading"] for path, look in looks.items() if len(look["heading"]) != 1
    } == {}
    assert reader.errors == []


def test_nothing_sideways(looks: dict[str, Look]) -> None:
    """No page has to be scrolled sideways."""
    assert {path: look["sideways"] for path, look in looks.items() if look["sideways"] > 0} == {}


def test_scheme(reader: Reader, looks: dict[str, Look]) -> None:
    """Pages are light or dark as the reader's system asks."""
    grounds = {round(look["ground"]) for look in looks.values()}

    assert grounds == {1 if reader.scheme == "light" else 0}
    assert all(look["ground"] < 0.1 or look["ground"] > 0.9 for look in looks.values())


def test_contrast(looks: dict[str, Look]) -> None:
    """All text that is shown has the contrast of WCAG's level AA: also links, labels and tiers."""
    assert all(look["texts"] > 20 for look in looks.values())
    assert browsing.wrong(looks, "faint") == {}
    assert looks[TABLES]["drawn"] > 20
    assert browsing.wrong(looks, "pale") == {}


def test_labels(looks: dict[str, Look]) -> None:
    """Labels, the tiers of sources and verdicts are in words and can be seen."""
    assert sum(look["labels"] for look in looks.values()) > 10
    assert sum(look["tiers"] for look in looks.values()) > 10
    assert looks[LEDGER]["verdicts"] >= CLAIMED
    assert all(looks[path]["verdicts"] for path in CLAIMS)
    assert browsing.wrong(looks, "hidden") == {}


def test_room_for_fingers(looks: dict[str, Look]) -> None:
    """A citation's link is 24 pixels high and wide, and lines are as far apart as without it."""
    assert browsing.wrong(looks, "small") == {}
    assert browsing.wrong(looks, "uneven") == {}


def test_every_citation(looks: dict[str, Look]) -> None:
    """Every citation has its entry on the page, which links back to it."""
    assert sum(look["citations"] for look in looks.values()) > 80
    assert browsing.wrong(looks, "unlisted") == {}
    assert browsing.wrong(looks, "unreturned") == {}
    assert browsing.wrong(looks, "astray") == {}


def test_words(looks: dict[str, Look]) -> None:
    """A source's own words link to the source at these words."""
    words = [href for look in looks.values() for href in look["words"]]

    assert len(words) > 80
    assert [href for href in words if ":~:text=" not in href.partition("#")[2]] == []


def test_there_and_back(reader: Reader) -> None:
    """A citation's number leads to its passage, and the passage back to the number."""
    page = reader.open(SECTION)
    for which in (0, 3, -1):
        number = page.locator(CITATIONS).nth(which)
        href = str(number.get_attribute("href"))
        use = number.locator("..").get_attribute("id")
        entry = f".explainer-references li[id='{href[1:]}']"

        number.click()
        if reader.script:
            # The first click shows the card.
            number.click()
        page.wait_for_url(f"**/{href}")
        assert page.locator(f"{entry}:target").is_visible()
        assert reader.in_view(entry)

        page.locator(f"{entry} .footnote-backref[href='#{use}']").click()
        page.wait_for_url(f"**/#{use}")
        assert reader.in_view(f"[id='{use}'] a")


def test_verdict(reader: Reader) -> None:
    """A claim's page begins with the claim, its verdict in words, and the date of that."""
    page = reader.open(CLAIMS[0])
    front, standing = claim(CLAIMS[0]), page.locator("article > h1 + .explainer-standing")
    text = standing.inner_text()

    assert front["title"] in page.locator("article > h1").inner_text()
    assert text.startswith(front["verdict"].replace("-", " "))
    assert str(front["as_of"].year) in text
    assert str(front["review_after"].year) in text
    assert reader.in_view("h1 + .explainer-standing .explainer-verdict")
    standing.locator("a.explainer-means").click()
    assert page.url == f"{reader.site}/{LEDGER}#verdict-{front['verdict']}"
    assert reader.in_view(f"#verdict-{front['verdict']}")
    page.go_back()
    standing.get_by_role("link", name="all claims").click()
    assert page.url == f"{reader.site}/{LEDGER}"


def test_evidence(reader: Reader) -> None:
    """A tap on a piece of a claim's evidence leads to its entry in the list of references."""
    page = reader.open(CLAIMS[1])
    links = page.locator(".explainer-evidence li a[href^='#fn:']")

    assert links.count() == len(claim(CLAIMS[1])["evidence"])
    for link in (links.first, links.last):
        href = str(link.get_attribute("href"))
        link.click()
        if reader.script:
            link.click()
        page.wait_for_url(f"**/{href}")
        assert page.locator(f".explainer-references [id='{href[1:]}']:target").is_visible()
        assert reader.in_view(f"[id='{href[1:]}']")


def option(page: Page) -> tuple[str, int]:
    """The name of the option that is chosen and has the focus, and how many entries it shows."""
    label = page.locator(":focus:checked").locator("..")
    count = label.locator("small").inner_text()
    return str(label.text_content()).removesuffix(count).strip(), int(count)


def test_filter(reader: Reader) -> None:
    """With the keyboard alone, and by a tap, the ledger shows the claims of one verdict."""
    page = reader.open(LEDGER)
    lines = page.locator(".explainer-claims tbody tr:visible")
    everything = lines.count()
    page.locator(".explainer-claims summary").focus()
    page.keyboard.press("Tab")
    counts: dict[str, int] = {}
    for _ in range(1 + VERDICTS):
        name, count = option(page)
        assert lines.count() == count
        counts[name] = count
        badges = set(lines.locator(".explainer-verdict").all_inner_texts())
        page.keyboard.press("ArrowDown")

        assert len(badges) == (VERDICTS if len(counts) == 1 else 1)

    assert counts.pop("all claims") == everything == sum(counts.values()) == CLAIMED
    page.locator(".explainer-filter label", has_text="disputed").click()
    assert lines.count() == counts["disputed"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_sections(reader: Reader) -> None:
    """The ledger shows the claims of one section, and those of them that have one verdict."""
    page = reader.open(LEDGER)
    lines = page.locator(".explainer-claims tbody tr:visible")
    everything = lines.count()
    buttons = page.locator(".explainer-filter").nth(1).locator("label")
    total = 0
    for button in buttons.all()[1:]:
        button.click()
        count = int(button.locator("small").inner_text())
        total += count
        named = {text.strip() for text in lines.locator("td:nth-child(3)").all_inner_texts()}

        assert lines.count() == count
        assert len(named) == 1
        assert named.pop() in button.inner_text()

    assert total == everything
    page.locator(".explainer-filter label", has_text="forecast").click()
    assert set(lines.locator(".explainer-verdict").all_inner_texts()) == {"forecast, not graded"}
    assert lines.count() < count


def test_events(reader: Reader) -> None:
    """With the keyboard alone, the timeline shows the events of one topic; its years follow."""
    page = reader.open(TIMELINE)
    events, years = (
        page.locator(".explainer-year li:visible"),
        page.locator(".explainer-year:visible"),
    )
    everything, all_years = events.count(), years.count()
    page.locator("article h1 .headerlink").focus()
    page.keyboard.press("Tab")
    topics = [each["title"] for each in data("timeline")["categories"]]
    counts: dict[str, int] = {}
    for expected in (set(topics), *({topic} for topic in topics)):
        name, counts[name] = option(page)
        assert events.count() == counts[name]
        assert set(events.locator(".explainer-category").all_inner_texts()) == expected
        assert all(year.locator("li:visible").count() for year in years.all())
        page.keyboard.press("ArrowDown")

    assert counts.pop("all events") == everything == sum(counts.values())
    assert everything == len(data("timeline")["events"])
    page.locator(".explainer-filter label", has_text="The town").click()
    assert events.count() == counts["The town"]
    assert years.count() < all_years
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    printed = events.count(), page.locator(".explainer-filter").is_visible()
    page.emulate_media(media="screen")
    assert printed == (everything, False)


def test_address_of_event(reader: Reader) -> None:
    """The date of an event leads to its address, and a list tells that it is one."""
    page = reader.open(TIMELINE)
    event = page.get_by_role("listitem").filter(has=page.locator("time[datetime='2025-06-17']"))
    event.get_by_role("link", name="17 June 2025").click()
    page.wait_for_url("**/#event-2025-06-17-council")

    assert reader.in_view("#event-2025-06-17-council:target > p")
    assert page.get_by_role("list").filter(has=event).count() > 0
    assert page.get_by_role("group", name="Show by topic").get_by_role("radio").count() == 1 + len(
        data("timeline")["categories"]
    )


def test_corrections(reader: Reader) -> None:
    """The page of corrections counts every claim that was published."""
    page = reader.open("corrections/")
    counts = page.locator(".explainer-corrections dd").all_inner_texts()

    assert sum(int(count.split()[0]) for count in counts) == CLAIMED
    assert all(count.split()[1].startswith("claim") for count in counts)


@with_script
@pytest.mark.parametrize(("by", "which"), [("hover", 1), ("focus", 1), ("hover", 5)])
def test_card(reader: Reader, by: str, which: int) -> None:
    """A card at a citation's number shows the source's title, the fact, and its words."""
    page = reader.open(SECTION)
    number = page.locator(CITATIONS).nth(which)
    source, cited = passage(str(number.get_attribute("href")))

    getattr(number, by)()
    card = page.locator(CARD)
    card.wait_for()
    text = " ".join(card.inner_text().split())

    assert source["title"] in text
    assert cited["fact"] in text
    assert cited["words"] in text
    assert str(card.locator("a.explainer-words").get_attribute("href")).startswith(source["URL"])
    assert card.locator(".footnote-backref").count() == 0
    assert card.evaluate(
        """it => {
          const {left, top, right, bottom} = it.getBoundingClientRect()
          return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight
        }"""
    )


def test_term(reader: Reader) -> None:
    """A term says what it means where it is pointed at or reached with the keyboard."""
    page = reader.open(SECTION)
    term = page.locator("article abbr").nth(2)
    meaning = term.get_attribute("title") or ""
    assert len(meaning) > 10

    term.focus()

    if reader.script:
        tip = page.locator("[role=tooltip].md-tooltip2--active")
        assert " ".join(tip.inner_text().split()) == meaning
    else:
        behind = term.evaluate("it => getComputedStyle(it, '::after').content")
        assert behind != "none"


@with_script
@pytest.mark.parametrize("by", ["hover", "focus"])
def test_claim_mark(reader: Reader, by: str) -> None:
    """A claim's number is a box; its card has claim and verdict, and leads to the claim's page."""
    page = reader.open("")
    mark = page.locator("article .explainer-claim-ref").first
    slug = str(mark.get_attribute("href")).removeprefix("#fn:claims-")
    expected = claim(f"claims/{slug}/")
    box = mark.evaluate(
        """it => {
          const {content, borderTopWidth, width} = getComputedStyle(it, "::before")
          return [content, parseFloat(borderTopWidth) > 0, parseFloat(width) > 5]
        }"""
    )
    assert box == ['""', True, True]

    getattr(mark, by)()
    card = page.locator(CARD)
    card.wait_for()

    assert expected["title"] in card.inner_text()
    verdict = card.locator(".explainer-verdict").inner_text()
    assert verdict == expected["verdict"].replace("-", " ")
    card.get_by_role("link", name=expected["title"]).click()
    page.wait_for_url(f"**/claims/{slug}/")
    assert page.locator(".explainer-standing .explainer-verdict").inner_text() == verdict


def test_verdicts_stand_beside_their_claims(looks: dict[str, Look]) -> None:
    """In running text there is no verdict: only with a claim's own words, and on its page."""
    assert browsing.wrong(looks, "strange") == {}


def test_parts_of_a_claim(reader: Reader) -> None:
    """What holds of a claim, and what goes further, is text like that of the page."""
    page = reader.open("claims/shops-lost-a-third/")
    look = "it => [getComputedStyle(it).color, getComputedStyle(it).fontFamily]"
    plain = page.locator("article .explainer-parts + p").first.evaluate(look)

    heads = page.locator(".explainer-parts dt").all()

    assert [head.inner_text() for head in heads] == [
        "What holds",
        "What goes beyond the evidence",
    ]
    assert [head.evaluate(look) for head in heads] == [plain, plain]


def test_provenance(reader: Reader) -> None:
    """How a source was read is a word with a sign, beside its tier."""
    page = reader.open("detour/")
    said = page.locator(".explainer-source .explainer-provenance--copy").first

    assert said.text_content() == "in a copy"
    sign = said.evaluate("it => getComputedStyle(it, '::before').content")
    assert sign.startswith('"=')


def test_the_answer_is_in_view(reader: Reader) -> None:
    """Whoever opens the site sees the answer without scrolling, on a phone too."""
    page = reader.open("")
    answer = page.locator("article h1 + p").bounding_box()

    assert answer is not None
    assert answer["y"] + answer["height"] <= page.viewport_size["height"]  # type: ignore[index]


@with_script
def test_search(reader: Reader, looks: dict[str, Look]) -> None:
    """Search finds a page by a word of its heading, and the result leads there."""
    page = reader.open("")
    word = max(looks[TABLES]["heading"][0].split(), key=len).strip("?:.,")
    if reader.device == "phone":
        page.locator(".md-header__button[for=__search]").click()
    else:
        page.locator(".md-search__input").click()

    page.keyboard.type(word)
    result = page.locator(f".md-search-result__link[href*='/{TABLES}']").first
    result.click()
    page.wait_for_url(f"**/{TABLES}*")

    assert page.locator("h1").inner_text().startswith(looks[TABLES]["heading"][0])


@with_script
def test_toggle(reader: Reader) -> None:
    """The toggle goes from the system's scheme to light and to dark, and is remembered."""
    page = reader.open("")
    for expected in (1, 0):
        page.locator("[data-md-component=palette] label:visible").click()
        assert round(reader.look()["ground"]) == expected
    reader.open(SECTION)
    remembered = reader.look()["ground"]
    page.evaluate("localStorage.clear()")

    assert round(remembered) == 0


def test_no_dead_controls(reader: Reader) -> None:
    """Search and the toggle are there just where they work, and no key reaches them elsewhere."""
    page = reader.open("")
    shown = page.locator(".md-search__form, label[for=__search], [data-md-component=palette] *")

    found = shown.evaluate_all("all => all.filter(element => element.checkVisibility()).length")

    assert (found > 0) is reader.script


def test_navigation(reader: Reader) -> None:
    """From the start every page of the navigation can be reached; on a phone from its menu."""
    page = reader.open("")
    if reader.device == "phone":
        page.locator(".md-header__button[for=__drawer]").click()
    link = page.locator(f".md-nav--primary a[href='{TABLES}']")

    link.click()

    assert page.url.endswith(TABLES)


def test_keyboard(reader: Reader) -> None:
    """The first stop is a link to the text; from there citations are reached and followed."""
    page = reader.open(SECTION)

    page.keyboard.press("Tab")
    assert reader.in_view(".md-skip:focus")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("article :focus").count() == 1
    for _ in range(10):
        if page.locator(f"{CITATIONS}:focus").count():
            break
        page.keyboard.press("Tab")
    href = page.locator(f"{CITATIONS}:focus").get_attribute("href")
    page.keyboard.press("Enter")

    assert page.evaluate("location.hash") == href


def test_tables(reader: Reader) -> None:
    """A table that is wider than the screen scrolls by itself, also by keyboard."""
    page = reader.open(TABLES)
    wide = """table => {
      let scroller = table
      while (scroller && !(/auto|scroll/.test(getComputedStyle(scroller).overflowX)
        && scroller.scrollWidth > scroller.clientWidth)) scroller = scroller.parentElement
      return scroller
    }"""
    tables = page.locator("article table").all()
    scrollers = [found for table in tables if (found := table.evaluate_handle(wide).as_element())]

    assert tables
    assert len(scrollers) > 0 or reader.device == "desktop"
    for scroller in scrollers:
        scroller.evaluate("it => (it.tabIndex < 0 ? it.querySelector('a') : it).focus()")
        scroller.evaluate("it => { it.scrollLeft = 0 }")
        page.keyboard.press("ArrowRight")
        assert any(_moved(page, scroller) for _ in range(20))


def _moved(page: Page, scroller: ElementHandle) -> bool:
    """Whether something has been scrolled, after another moment."""
    page.wait_for_timeout(100)
    return bool(scroller.evaluate("it => it.scrollLeft > 0"))


def test_print(reader: Reader) -> None:
    """On paper the references stay, the navigation goes, and the scheme is light."""
    page = reader.open(SECTION)
    page.emulate_media(media="print")
    look = reader.look()
    references = page.locator(".explainer-references").is_visible()
    gone = [
        page.locator(css).first.is_hidden() for css in (".md-header", ".md-sidebar", ".md-footer")
    ]
    page.emulate_media(media="screen")

    assert references
    assert all(gone)
    assert look["ground"] > 0.9
    assert look["faint"] == []


def test_chart(reader: Reader) -> None:
    """The charts' text can be read: as large as on the page, dark on light, and all in view."""
    page = reader.open(TABLES)
    images = page.locator(".explainer-panels svg")
    texts = images.locator("text")
    sizes = texts.evaluate_all("all => all.map(it => it.getBoundingClientRect().height)")
    scales = images.evaluate_all("all => all.map(it => it.getScreenCTM().a * 13)")
    outside = texts.evaluate_all(
        """all => all.filter(it => {
          const {left, right} = it.getBoundingClientRect()
          const image = it.ownerSVGElement.getBoundingClientRect()
          return left < image.left - 1 || right > image.right + 1 || right > innerWidth
        }).map(it => it.textContent)"""
    )

    assert images.count() == len(data("comparisons/options")["measures"])
    assert min(scales) >= 12
    assert min(sizes) > 10
    assert outside == []


def test_chart_in_words(reader: Reader) -> None:
    """What a chart shows, it also says: each of its values, and in the table each of its things."""
    page = reader.open(TABLES)
    things = set(page.locator(".explainer-comparison-table th[scope=row]").all_inner_texts())

    for image in page.locator(".explainer-panels").get_by_role("img").all():
        said = image.locator("desc").text_content() or ""
        for text in image.locator("text").all_text_contents():
            assert text in said
        names = image.locator("text:not([class])").all_text_contents()
        assert set(names) <= things


def test_table_of_things(reader: Reader) -> None:
    """The keyboard reaches the table by its name, and its file is there for the asking."""
    page = reader.open(TABLES)
    region = page.locator(".explainer-scroll")
    name = str(region.get_attribute("aria-label"))

    region.focus()

    assert page.get_by_role("region", name=name).count() == 1
    assert region.evaluate("it => it === document.activeElement")
    assert name in region.locator("caption").inner_text()
    with page.expect_download() as started:
        page.locator("a[download='options.csv']").click()
    assert started.value.suggested_filename == "options.csv"
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + page.locator(".explainer-comparison-table td > div").count()


def test_comparison_on_paper(reader: Reader) -> None:
    """On paper the chart and the whole table are there, in dark ink, and the link is not."""
    page = reader.open(TABLES)
    page.emulate_media(media="print")
    table = page.locator(".explainer-comparison-table")
    wide = page.locator(".explainer-scroll").evaluate("it => getComputedStyle(it).overflowX")
    seen = [page.locator(".explainer-panels svg").first.is_visible(), table.is_visible()]
    gone = page.locator(".explainer-download").is_hidden()
    look = reader.look()
    page.emulate_media(media="screen")

    assert wide == "visible"
    assert seen == [True, True]
    assert gone
    assert look["pale"] == []
    assert look["faint"] == []


def test_stays_home(reader: Reader, looks: dict[str, Look]) -> None:
    """Nothing that a reader does asks another host for anything, or ends in an error."""
    page = reader.open(SECTION)
    page.locator(CITATIONS).nth(2).hover()
    page.wait_for_timeout(300)
    page.mouse.wheel(0, 5_000)
    page.wait_for_timeout(100)

    assert looks
    assert reader.hosts == {browsing.HOST}
    assert reader.errors == []
