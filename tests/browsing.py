"""A reader's browser: the built site served on this machine, and what a page looks like in it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypedDict
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

HOST = "127.0.0.1"
BROWSERS = ("chromium", "google-chrome", "chrome", "chromium-browser")
SIZES = {"phone": (360, 740), "desktop": (1280, 800)}

LOOK = """
() => {
  // What is folded is looked at as well.
  for (const folded of document.querySelectorAll("details")) folded.open = true
  const visible = {opacityProperty: true, visibilityProperty: true}
  const shown = element => element.checkVisibility(visible)
  const all = selector => [...document.querySelectorAll(selector)]
  const name = element => `${element.localName}.${element.className}: ${element.textContent.trim()}`
  const box = element => element.getBoundingClientRect()

  // Contrast, as WCAG 2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
  const once = ask => {
    const known = new Map()
    return it => (known.has(it) || known.set(it, ask(it)), known.get(it))
  }
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true})
  const colour = once(css => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = css
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
    return [r, g, b, a / 255]
  })
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]))
  const behind = once(element => {
    const parent = element.parentElement
    return over(colour(getComputedStyle(element).backgroundColor),
      parent ? behind(parent) : [255, 255, 255])
  })
  const opacity = once(element => element
    ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1)
  const luminance = rgb => {
    const [r, g, b] = rgb.map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = element => {
    const style = getComputedStyle(element)
    const ground = behind(element)
    const [r, g, b, a] = colour(style.color)
    const ink = over([r, g, b, a * opacity(element)], ground)
    const [dark, light] = [ink, ground].map(luminance).sort((x, y) => x - y)
    return (light + 0.05) / (dark + 0.05)
  }
  const faint = element => {
    const style = getComputedStyle(element)
    const size = parseFloat(style.fontSize)
    const large = size >= 24 || size >= 18.66 && style.fontWeight >= 700
    return contrast(element) < (large ? 3 : 4.5)
  }
  const texts = all("body *").filter(element => shown(element) && !element.closest("svg")
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))

  const placed = ".explainer-references, .explainer-standing, .explainer-evidence,"
    + " .explainer-claim, .explainer-claims, .explainer-corrections, .explainer-scale,"
    + " .explainer-verdicts"
  const target = link => document.getElementById(decodeURIComponent(link.hash.slice(1)))
  const citations = all("article .footnote-ref")
  const entry = ".explainer-references li"
  const backs = element => [...element?.querySelectorAll(":scope > p > .footnote-backref") ?? []]
  const lines = element => box(element).height / parseFloat(getComputedStyle(element).lineHeight)

  return {
    heading: all("h1").filter(shown).map(element => element.firstChild.textContent),
    sideways: document.documentElement.scrollWidth - innerWidth,
    ground: luminance(behind(document.body)),
    texts: texts.length,
    faint: texts.filter(faint).map(name),
    drawn: all("article svg text").length,
    pale: all("article svg :is(text, g)").filter(
      it => contrast(it) < (it.localName === "g" ? 3 : 4.5)).map(name),
    citations: citations.length,
    small: citations.filter(shown).filter(
      link => box(link).width < 24 || box(link).height < 24).map(name),
    uneven: all("article > p, article > ul > li").filter(element => Math.abs(
      lines(element) - Math.round(lines(element))) > 0.02).map(name),
    unlisted: citations.filter(link => !target(link)?.matches(entry)).map(name),
    astray: all(entry).flatMap(element => backs(element).filter(
      link => target(link)?.querySelector("a")?.hash !== `#${element.id}`).map(name)),
    unreturned: citations.filter(link => !backs(target(link)).some(
      back => target(back) === link.parentElement)).map(name),
    words: all("article a.explainer-words").map(link => link.href),
    hidden: all(".explainer-label, .explainer-tier, .explainer-verdict").filter(
      badge => !shown(badge) || !box(badge).width || !badge.textContent.trim()).map(name),
    labels: all(".explainer-label").length,
    tiers: all(".explainer-tier").filter(shown).length,
    verdicts: all(".explainer-verdict").filter(shown).length,
    strange: all("article .explainer-verdict").filter(
      verdict => !verdict.closest(placed)).map(name),
  }
}
"""
"""A script that looks at a page, and says what of it is not as it should be."""


class Look(TypedDict):
    """What the script found; lists are of elements that are wrong, except `words` and `heading`."""

    heading: list[str]
    sideways: int
    ground: float
    texts: int
    faint: list[str]
    drawn: int
    pale: list[str]
    citations: int
    small: list[str]
    uneven: list[str]
    unlisted: list[str]
    astray: list[str]
    unreturned: list[str]
    words: list[str]
    hidden: list[str]
    labels: int
    tiers: int
    verdicts: int
    strange: list[str]


@dataclass(slots=True)
class Reader:
    """Someone with one device, one colour scheme, and scripts or none."""

    device: str
    scheme: str
    script: bool
    page: Page
    site: str
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site, anew even if it is open."""
        answer = self.page.goto(f"{self.site}/{path}")
        assert answer is not None, path
        return self.page

    def look(self) -> Look:
        """What the page that is open looks like."""
        found: Look = self.page.evaluate(LOOK)
        return found

    def open_and_look(self, path: str) -> Look:
        """What a page of the site looks like."""
        self.open(path)
        return self.look()

    def in_view(self, selector: str) -> bool:
        """Whether an element is on screen, and nothing lies over its first line."""
        found: bool = self.page.locator(selector).first.evaluate(
            """element => {
              const {left, top, height} = element.getClientRects()[0]
              const at = document.elementFromPoint(left + 4, top + Math.min(height / 2, 8))
              return at !== null && (element.contains(at) || at.contains(element))
            }"""
        )
        return found


def until(page: Page, script: str, argument: object = None) -> None:
    """
    Wait until a script says yes.

    The browser's library would do that in the page, whose policy may not let it.
    """
    for _ in range(250):
        if page.evaluate(script, argument):
            return
        page.wait_for_timeout(20)
    message = f"this does not come to be: {script}"
    raise AssertionError(message)


def paths(site: Path) -> list[str]:
    """The addresses of a built site's pages, from its top."""
    found = [page.parent.relative_to(site).as_posix() for page in site.rglob("index.html")]
    return sorted("" if path == "." else f"{path}/" for path in found)


def wrong(looks: Mapping[str, Look], what: str) -> dict[str, Any]:
    """The pages on which something is wrong, and what."""
    return {path: found for path, look in looks.items() if (found := look[what])}  # type: ignore[literal-required]


def browser_path() -> str:
    """Where this machine has a browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        message = f"these tests need a browser: install one of {', '.join(BROWSERS)}"
        raise AssertionError(message)
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """This machine's browser, without the requests that it makes on its own account."""
    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--headless", "--disable-background-networking"],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def reading(browser: Browser, site: str, device: str, scheme: str, script: str) -> Iterator[Reader]:
    """A reader with a window of their own, in which everything they fetch is noted."""
    width, height = SIZES[device]
    options: dict[str, Any] = {"color_scheme": scheme, "java_script_enabled": script == "script"}
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", **options
    )
    reader = Reader(device, scheme, script == "script", context.new_page(), site)

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            reader.errors.append(message.text)

    context.on("request", lambda request: reader.hosts.add(urlsplit(request.url).hostname or ""))

    def check(answer: Response) -> None:
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            reader.errors.append(answer.url)

    context.on("response", check)
    reader.page.on("console", note)
    reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
    reader.page.set_default_timeout(5_000)
    try:
        yield reader
    finally:
        context.close()


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A folder's files, at an address on this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer((HOST, 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def visiting(browser: Browser, site: Path, device: str, scheme: str) -> Iterator[Reader]:
    """A reader without scripts, of a built site that is served meanwhile."""
    with (
        serving(site) as address,
        reading(browser, address, device, scheme, "no-script") as reader,
    ):
        yield reader
