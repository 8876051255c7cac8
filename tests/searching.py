"""A site's search as its readers' browsers do it: the engine of the package with an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

import projects
from explainer.postbuild.built_site import read_site
from explainer.postbuild.search_index import index_script
from explainer.postbuild.source_pages import add_source_pages
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

ENGINE = projects.ROOT / "scripts/explainer/theme/files/assets/explainer-search-engine.js"
SEARCH = """
async queries => {
  const {Engine, address} = globalThis.explainerSearch
  globalThis.engine ||= await new Engine(globalThis.explainerSearchIndex).build()
  return queries.map(query => engine.search(query).found.slice(0, 20).map(
    ({doc}) => address(engine.index, doc)))
}
"""
"""A script that gives the addresses of the first results of each query."""


class Query(NamedTuple):
    """What a reader types, the same with a slip of the finger, and the places that answer it."""

    query: str
    slip: str
    kind: str
    pages: tuple[str, ...]

    def rank(self, found: Iterable[str]) -> int:
        """Where the first right place is among results, from 1; 0 where there is none."""
        right = {form for page in self.pages for form in _forms(page)}
        return next((at for at, url in enumerate(found, 1) if url in right), 0)


def read_queries(path: Path) -> list[Query]:
    """The queries of a file."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Query(**{**entry, "pages": tuple(entry["pages"])}) for entry in found["queries"]]


def index_of(project: Path, site: Path) -> str:
    """The index of a built site as the step after the build makes it; nothing is written."""
    settings = read_settings(project)
    built = read_site(site, read_project(settings).project, settings)
    add_source_pages(built)
    return index_script(built)


def results(page: Page, index: str, queries: list[str]) -> dict[str, list[str]]:
    """The addresses that a browser finds for each query."""
    page.goto("about:blank")
    page.add_script_tag(content=ENGINE.read_text(encoding="utf-8"))
    page.add_script_tag(content=index)
    found: list[list[str]] = page.evaluate(SEARCH, queries)
    return dict(zip(queries, found, strict=True))


def shares(queries: list[Query], found: Mapping[str, list[str]]) -> dict[str, float]:
    """In how many of 100 queries a right place is the first, in the first three, and so on."""
    ranks = [query.rank(found[query.query]) for query in queries]
    slips = [query.rank(found[query.slip]) for query in queries]

    def share(of: list[int], most: int) -> float:
        return round(100 * sum(0 < rank <= most for rank in of) / len(of), 1)

    return {
        "first": share(ranks, 1),
        "first three": share(ranks, 3),
        "slip, first five": share(slips, 5),
    }


def with_slip(word: str, kind: int) -> str:
    """A word with a slip in its middle: two letters exchanged, one left out, doubled or wrong."""
    at = len(word) // 2
    while word[at] == word[at - 1] and at < len(word) - 1:
        at += 1
    return (
        f"{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}",
        f"{word[:at]}{word[at + 1 :]}",
        f"{word[:at]}{word[at]}{word[at:]}",
        f"{word[:at]}{'e' if word[at] != 'e' else 'r'}{word[at + 1 :]}",
    )[kind % 4]


def _forms(page: str) -> tuple[str, ...]:
    """The addresses of a place; a source has a page of its own or an entry in the list."""
    key = page.removeprefix("source:")
    return (page,) if key == page else (f"sources/{key}/", f"sources/#{key}")
