"""
How well and how fast a built site is searched, in a browser.

    python tests/benchmark_search.py [SITE] [--typed QUERY...]

Without a site, this repository's own is built, and the queries of
`tests/this_site/search_queries.yml` are ranked. For any site the time from the last key to the
results is taken, warm: each query is typed into its search box, key by key, and the last key is
timed until what it found has been drawn. The site has to be completed by `explainer postbuild`,
with `extra.explainer.script: own` in its settings.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import browsing
import projects
import searching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERIES = Path(__file__).parent / "this_site" / "search_queries.yml"
TURNS = 5
INPUT = "[role=combobox]"
TIMED = """
() => new Promise(done => {
  const input = document.querySelector("[role=combobox]")
  let since = 0
  const once = {once: true, capture: true}
  input.addEventListener("keydown", () => { since = performance.now() }, once)
  input.addEventListener("input", () => {
    // After the next frame has been drawn.
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)))
  }, {once: true})
})
"""


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(f"{line}\n")


def rank(browser: Browser) -> Path:
    """Print how well this repository's site is searched; gives the folder of the built site."""
    folder = projects.ROOT
    site = projects.build(folder)
    index = searching.index_of(folder, site)
    queries = searching.read_queries(QUERIES)
    texts = [text for query in queries for text in (query.query, query.slip)]
    found = searching.results(browser.new_page(), index, texts)
    for name, share in searching.shares(queries, found).items():
        say(f"{name:20} {share:5.1f} %")
    for query in queries:
        if (at := query.rank(found[query.query])) != 1:
            say(f"  {query.query!r}: {at or 'not found'}")
        if not 0 < (at := query.rank(found[query.slip])) <= 5:
            say(f"  {query.slip!r}: {at or 'not found'}")
    say(f"{'index':20} {len(gzip.compress(index.encode(), 6)):,} bytes, compressed")
    assert projects.run(folder, "postbuild").exit_code == 0
    return site


def typed(page: Page, query: str) -> float:
    """The milliseconds from the last key of a query to its results."""
    page.locator(INPUT).fill("")
    page.locator(INPUT).press_sequentially(query[:-1], delay=5)
    page.evaluate(f"() => {{ globalThis.timed = ({TIMED})() }}")
    page.keyboard.press(query[-1])
    found: float = page.evaluate("globalThis.timed")
    return found


def measure(browser: Browser, site: Path, queries: list[str]) -> None:
    """Print how long the results of the last key take."""
    with browsing.serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}/")
        page.keyboard.press("/")
        browsing.until(
            page, "() => document.querySelector('[data-explainer-search]').dataset.built === ''"
        )
        times = sorted(
            # Of several turns, since a busy machine takes its time now and then.
            statistics.median(typed(page, query) for _ in range(TURNS))
            for query in queries
        )
    size = sum(1 for _ in site.rglob("*.html"))
    at = times[int(len(times) * 0.95)]
    say(
        f"{size} pages: median {statistics.median(times):.0f} ms, of 95 % {at:.0f} ms,"
        f" most {times[-1]:.0f} ms"
    )


def main() -> None:
    """Rank and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--typed", nargs="*", help="queries to type, instead of the 60")
    options = parser.parse_args()
    with browsing.chromium() as browser:
        site = options.site or rank(browser)
        queries = options.typed or [query.query for query in searching.read_queries(QUERIES)]
        measure(browser, site, queries)


if __name__ == "__main__":
    main()
