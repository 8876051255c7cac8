"""A completed site with the package's own script, in a browser: on screen, on paper, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import browsing
import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browsing import Reader

SECTION = "closure/"
TABLES = "options/"
PAGES = ("", SECTION, "claims/", "timeline/", "claims/reopens-in-may/")
GROUND = "() => getComputedStyle(document.body).backgroundColor"
HERE = "document.querySelector('.md-sidebar--secondary [aria-current=location]')"
TOGGLE = "[data-md-component=palette] label:not([hidden])"
DRAWER = ".md-header [for=__drawer]"
VIOLATIONS = """
window.violations = []
addEventListener("securitypolicyviolation", event => violations.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))
"""
CONTROLLED = "async () => { await navigator.serviceWorker.ready }"
STYLES = """
async urls => {
  const names = [...getComputedStyle(document.documentElement)].filter(it => !it.startsWith("--"))
  const elements = () => [...document.querySelectorAll("body, body :not(.explainer-icon)")]
  const look = () => elements().map(element =>
    [null, "::before", "::after"].map(part => {
      const style = getComputedStyle(element, part)
      if (part && style.content === "none") return ""
      return names.map(name => style.getPropertyValue(name)).join()
    }).join())
  const short = look()
  const last = document.querySelector("link[rel=stylesheet]")
  for (const url of urls) {
    const link = Object.assign(document.createElement("link"), {rel: "stylesheet", href: url})
    await new Promise(loaded => { link.onload = loaded; last.before(link) })
  }
  last.remove()
  const whole = look()
  return short.filter((each, place) => each !== whole[place]).length
}
"""
"""
How many elements look otherwise with the style sheets as they were before they were one.

Icons are drawn by rules that these sheets do not have.
"""


@pytest.fixture(name="site", scope="module", params=["mkdocs", "zensical"])
def fixture_site(request: pytest.FixtureRequest, own: Callable[[str], Path]) -> Path:
    """A small site with the script, of each builder, completed; `whole` has its style sheets."""
    folder = own(request.param)
    plain = folder / "plain"
    for path in (plain / "assets").rglob("*.css"):
        if "modern" not in path.parts:
            file = folder / "site" / "whole" / path.relative_to(plain)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(path.read_bytes())
    return folder / "site"


@pytest.fixture(name="address", scope="module")
def fixture_address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with browsing.serving(site) as address:
        yield address


@pytest.fixture(name="reader")
def fixture_reader(browser: Browser, address: str) -> Iterator[Reader]:
    """Someone at a desk in daylight, with scripts."""
    with browsing.reading(browser, address, "desktop", "light", "script") as reader:
        yield reader


@pytest.fixture(name="phone")
def fixture_phone(browser: Browser, address: str) -> Iterator[Reader]:
    """Someone with a phone at night, with scripts."""
    with browsing.reading(browser, address, "phone", "dark", "script") as reader:
        yield reader


def test_policy_holds(reader: Reader) -> None:
    """Pages break no rule of their policy, ask no other host, and report no error."""
    reader.page.add_init_script(VIOLATIONS)
    for path in PAGES:
        reader.open(path)
        reader.page.locator(TOGGLE).click()

        assert reader.page.evaluate("violations") == []
    assert reader.errors == []
    assert reader.hosts == {browsing.HOST}


def test_policy_binds(reader: Reader) -> None:
    """The policy refuses a script that was not on the page when it was built."""
    page = reader.open("")
    page.evaluate("""() => {
      const script = document.createElement("script")
      script.textContent = "window.strange = true"
      document.body.append(script)
    }""")

    assert page.evaluate("window.strange") is None


def test_style_is_the_same(reader: Reader, site: Path) -> None:
    """No element looks otherwise than with all rules of all style sheets."""
    names = sorted(
        (path.relative_to(site).as_posix() for path in (site / "whole").rglob("*.css")),
        key=lambda name: ("main" not in name, "palette" not in name, "look" in name),
    )
    page = reader.open(TABLES)
    page.wait_for_load_state("networkidle")

    assert page.evaluate(STYLES, [f"{reader.site}/{name}" for name in names]) == 0


def test_colours(reader: Reader) -> None:
    """The toggle goes from the system's colours to light and dark, and a visit later they hold."""
    page = reader.open("")
    light = page.evaluate(GROUND)
    page.locator(TOGGLE).click()
    assert page.evaluate(GROUND) == light
    page.locator(TOGGLE).click()
    dark = page.evaluate(GROUND)

    assert dark != light
    assert reader.open(SECTION).evaluate(GROUND) == dark


def test_colours_of_the_system(phone: Reader) -> None:
    """Who has chosen nothing gets what the system has, also when that changes."""
    page = phone.open("")
    dark = page.evaluate(GROUND)
    page.emulate_media(color_scheme="light")

    browsing.until(page, f"dark => ({GROUND})() !== dark", dark)


def test_drawer(phone: Reader) -> None:
    """The keyboard opens the drawer, Escape closes it; closed, it takes no focus."""
    page = phone.open(SECTION)
    links = page.locator(".md-nav--primary a")
    assert not links.last.is_visible()
    page.locator(DRAWER).focus()
    page.keyboard.press("Enter")
    assert links.last.is_visible()
    assert page.locator(DRAWER).get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.closest('.md-nav--primary') !== null")
    page.keyboard.press("Escape")

    browsing.until(page, "() => !document.querySelector('#__drawer').checked")
    assert page.evaluate("document.activeElement.getAttribute('for')") == "__drawer"


def test_contents_follow(reader: Reader) -> None:
    """The table of contents marks what a link in it led to, and what is read after that."""
    page = reader.open(SECTION)
    links = page.locator(".md-sidebar--secondary [data-md-component=toc] a")
    here = page.locator(".md-sidebar--secondary [aria-current=location]")
    # The list of references is folded: its heading cannot come to the top.
    for link in (links.nth(1), links.last, links.first):
        link.click()
        browsing.until(page, f"() => {HERE}?.hash === location.hash")
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    browsing.until(page, f"() => {HERE}?.hash !== location.hash")

    assert here.count() == 1


def test_headings_clear_of_the_header(reader: Reader) -> None:
    """A heading that a link leads to is not below the header."""
    reader.open(f"{SECTION}#what-the-evidence-says")

    assert reader.in_view("#what-the-evidence-says")


@pytest.mark.parametrize("path", ["", SECTION])
def test_without_a_script(browser: Browser, site: Path, path: str) -> None:
    """Without a script, all text is there, in the colours of the system."""
    with browsing.visiting(browser, site, "desktop", "dark") as reader:
        look = reader.open_and_look(path)

    assert look["ground"] < 0.1
    assert look["hidden"] == []


def test_paper(reader: Reader) -> None:
    """On paper a page says where it is found and when it was printed."""
    page = reader.open(SECTION)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    note = page.locator(".explainer-paper")

    assert note.is_visible()
    assert f"bridge.example/{SECTION}" in (note.text_content() or "")
    assert (note.text_content() or "").rstrip()[-4:].isdigit()


def test_offline(browser: Browser, site: Path) -> None:
    """Once read, the whole site is there without a network, pages not visited too."""
    with browsing.serving(site) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        page.evaluate(CONTROLLED)
    # The server is gone.
    try:
        for path in PAGES:
            page.goto(f"{address}/{path}")
            assert _is_whole(page)
        page.goto(f"{address}/nowhere/")
        assert "404" in (page.text_content("body") or "")
    finally:
        context.close()


def test_offline_after_a_change(browser: Browser, tmp_path: Path) -> None:
    """A site that has changed is shown as it is now, and kept as it is now."""
    projects.write(tmp_path, {**projects.BASE, "mkdocs.yml": _SETTINGS})
    projects.write_theme(tmp_path)
    site = _completed(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    try:
        with browsing.serving(site) as address:
            page.goto(address)
            page.evaluate(CONTROLLED)
            text = projects.BASE["docs/index.md"].replace("# Home", "# Changed")
            projects.write(tmp_path, {"docs/index.md": text})
            _completed(tmp_path)
            page.goto(address)
            assert "Changed" in (page.text_content("h1") or "")
            page.evaluate(
                """async () => {
                  const registration = await navigator.serviceWorker.ready
                  await registration.update()
                  const next = registration.installing ?? registration.waiting
                  const soon = () => new Promise(done => setTimeout(done, 20))
                  while (next && next.state !== "activated") await soon()
                }"""
            )
        page.goto(address)

        assert "Changed" in (page.text_content("h1") or "")
    finally:
        context.close()


def test_from_disk(browser: Browser, site: Path) -> None:
    """Opened from a disk, a page is styled and its links lead to files."""
    context = browser.new_context()
    page = context.new_page()
    try:
        page.goto((site / "index.html").as_uri())
        assert _is_whole(page)
        page.locator(".md-nav--primary a", has_text="Timeline").click()
        assert page.url.endswith("/timeline/index.html")
        assert _is_whole(page)
    finally:
        context.close()


_SETTINGS = """\
site_name: Heat
theme: {name: material, custom_dir: overrides, font: false}
extra: {explainer: {script: own}}
markdown_extensions: [explainer.markdown]
exclude_docs: "*.y*ml"
"""


def _completed(folder: Path) -> Path:
    site = projects.build(folder)
    assert projects.run(folder, "postbuild", "site").exit_code == 0
    return site


def _is_whole(page: Page) -> bool:
    """Whether a page has its text, its style and its script."""
    page.wait_for_selector("html.explainer-shell article h1")
    header = page.locator(".md-header")
    return bool(header.evaluate("header => getComputedStyle(header).position === 'sticky'"))
