"""
What the rules that check each page separately found on it last, kept with what that depends on.

A page is checked again once it was read differently, or a source or a claim that was looked up for
it has changed. What concerns all pages is in the digest of the whole: the software, the rules that
run, the vocabulary. A rule that compares a page with all sources depends on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from explainer.cache import DamagedValueError, Entry, from_bytes, to_bytes
from explainer.inputs import CONTENT, TREE, Input
from explainer.model import Project
from explainer.parallel import map_parts, split_items
from explainer.rules.registry import ABOUT_ALL_SOURCES
from explainer.software import software_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from explainer.cache import CheckCache
    from explainer.model import Page, Problem
    from explainer.rules.registry import Rule

T = TypeVar("T")

_KIND = "results"
_SOURCE, _CLAIM = "source", "claim"


class Lookups(Mapping[str, T]):
    """A mapping that notes in `looked_up` the keys that are looked up in it."""

    def __init__(self, values: Mapping[str, T]) -> None:
        self._values = values
        self.looked_up: set[str] = set()

    def __getitem__(self, key: str) -> T:  # noqa: D105
        self.looked_up.add(key)
        return self._values[key]

    def __iter__(self) -> Iterator[str]:  # noqa: D105
        return iter(self._values)

    def __len__(self) -> int:  # noqa: D105
        return len(self._values)


class PageResult(NamedTuple):
    """What was found on a page by rule, and the keys of what was looked up for it."""

    problems: dict[str, list[Problem]]
    keys: tuple[tuple[str, str], ...]


class PageResults:
    """
    The results of rules by page in the cache of a project.

    `page_digests` are digests of the pages' values by their paths, `docs_dir` the folder with the
    files of sources and claims.
    """

    def __init__(self, cache: CheckCache, page_digests: Mapping[str, str], docs_dir: Path) -> None:
        self._store, self._digests = cache
        self._page_digests = page_digests
        self._docs_dir = docs_dir

    def check(
        self, project: Project, rules: Sequence[Rule], prepare: Callable[[], None]
    ) -> list[Problem]:
        """
        The problems that rules find on the pages of a project.

        `prepare` is called before any page is checked, so that processes share what it loads.
        """
        shared = self._shared(project, rules)
        stored = self._store.all_of(_KIND)
        found: dict[str, PageResult] = {}
        for page in project.pages:
            kept = self._kept(stored.get(page.path), self._base(page, shared))
            if kept:
                found[page.path] = kept
        changed = [page for page in project.pages if page.path not in found]
        if changed:
            prepare()
        found |= self._check(project, changed, rules, shared)
        self._store.put(_KIND, (), removed=stored.keys() - found.keys())
        return [
            problem
            for page in project.pages
            for problems in found[page.path].problems.values()
            for problem in problems
        ]

    def _check(
        self, project: Project, pages: Sequence[Page], rules: Sequence[Rule], shared: str
    ) -> dict[str, PageResult]:
        """Check pages, and keep what is found."""
        parts = split_items(pages)
        results = map_parts(lambda part: check_pages(project, part, rules), parts)
        found = {path: each for result in results for path, each in result}
        entries = []
        for page in pages:
            each = found[page.path]
            needed = list(self._inputs(each.keys))
            digest = self._digest(self._base(page, shared), needed)
            if self._digests.is_settled([*needed, Input(TREE, self._path("sources"))]):
                entries.append((page.path, Entry(digest, to_bytes(tuple(each)))))
        self._store.put(_KIND, entries)
        return found

    def _kept(self, entry: Entry | None, base: str) -> PageResult | None:
        if entry is None or not entry.digest.startswith(base):
            return None
        try:
            found = PageResult(*from_bytes(entry.value))
            same = entry.digest == self._digest(base, self._inputs(found.keys))
        except (DamagedValueError, TypeError, ValueError):
            return None
        return found if same else None

    def _base(self, page: Page, shared: str) -> str:
        return f"{shared} {self._page_digests[page.path]}"

    def _digest(self, base: str, needed: Iterable[Input]) -> str:
        return f"{base} {self._digests.joined(needed)}"

    def _inputs(self, keys: Iterable[tuple[str, str]]) -> Iterator[Input]:
        """The files of the sources and claims that were looked up."""
        for kind, key in keys:
            name = f"sources/{key}.yml" if kind == _SOURCE else f"claims/{key}.md"
            yield Input(CONTENT, self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._docs_dir}/{name}"

    def _shared(self, project: Project, rules: Sequence[Rule]) -> str:
        """A digest of what the result of every page depends on."""
        codes = [rule.code for rule in rules]
        needed = [Input(CONTENT, self._path("vocabulary.yml"))]
        if not ABOUT_ALL_SOURCES.isdisjoint(codes):
            needed.append(Input(TREE, self._path("sources")))
        return " ".join((software_digest(), project.language, *codes, self._digests.joined(needed)))


def check_pages(
    project: Project, pages: Sequence[Page], rules: Sequence[Rule]
) -> list[tuple[str, PageResult]]:
    """What rules find on each of some pages."""
    sources, claims = Lookups(project.sources), Lookups(project.claims)
    found = []
    for page in pages:
        sources.looked_up, claims.looked_up = set(), set()
        # No rule sees anything of the project that is not among what its result depends on.
        part = Project(
            (page,),
            sources,
            claims,
            vocabulary=project.vocabulary,
            language=project.language,
        )
        problems = {rule.code: list(rule.run(part)) for rule in rules}
        keys = (
            *((_SOURCE, key) for key in sorted(sources.looked_up)),
            *((_CLAIM, key) for key in sorted(claims.looked_up)),
        )
        found.append((page.path, PageResult({c: p for c, p in problems.items() if p}, keys)))
    return found
