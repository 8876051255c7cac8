"""
What is left to do in a project, by page, and how far it is.

It is counted from what a check finds: a sentence is done where it is covered and nothing is wrong
with it, a claim where it is written and nothing is wrong on its page, a source where nothing is
wrong in its file. Sentences on what the site is, or what a word means, and those of stubs need no
evidence, and do not count; nor do those without any of which the check says nothing, because the
settings require none of them, or ignore that, or a waiver allows it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from explainer.model import Page, Place, Problem, Project


_FREE = {"about", "definition"}


class Share(NamedTuple):
    """A number of done items out of a total."""

    done: int
    total: int

    def __add__(self, other: object) -> Share:
        """The sum of two shares."""
        assert isinstance(other, Share)
        return Share(self.done + other.done, self.total + other.total)


class PageLeft(NamedTuple):
    """A page with the shares of its sentences and claims, and its number of problems."""

    path: str
    sentences: Share
    claims: Share
    problems: int
    problems_in_claims: int


class FileLeft(NamedTuple):
    """A file that is no page, such as a source's, and its number of problems."""

    path: str
    problems: int


class Progress(NamedTuple):
    """
    How far a project is.

    `pages` are all of its pages but those of claims, `files` the other ones that have problems.
    `stray` are the claims that belong to no page. `article` are the sentences of the article that a
    written claim or a reason covers.
    """

    pages: tuple[PageLeft, ...]
    files: tuple[FileLeft, ...]
    stray: PageLeft
    sentences: Share
    claims: Share
    sources: Share
    article: Share
    problems: int

    @property
    def per_cent(self) -> int:
        """How much of all sentences, claims and sources is done; 100 only where nothing is left."""
        done, total = self.sentences + self.claims + self.sources
        return 100 if not self.problems else min(99, 100 * done // max(total, 1))


def progress_of(project: Project, problems: Sequence[Problem], order: Sequence[str]) -> Progress:
    """
    How far a project is, given what a check of it found.

    `order` are the paths of its pages in the order in which readers meet them.
    """
    return _Count(project, problems).count(order)


def to_json(progress: Progress, show: Callable[[str], str] = str) -> dict[str, Any]:
    """Progress as values of JSON; `show` gives a path as it is shown."""

    def of(share: Share) -> dict[str, int]:
        return share._asdict()

    def page(each: PageLeft) -> dict[str, Any]:
        return {
            "path": show(each.path) if each.path else None,
            "sentences": of(each.sentences),
            "claims": of(each.claims),
            "problems": each.problems,
            "problems_in_claims": each.problems_in_claims,
        }

    return {
        "summary": {
            "per_cent": progress.per_cent,
            "sentences": of(progress.sentences),
            "claims": of(progress.claims),
            "sources": of(progress.sources),
            "article": of(progress.article),
            "problems": progress.problems,
        },
        "pages": [
            *map(page, progress.pages),
            *([page(progress.stray)] * bool(progress.stray.claims.total)),
        ],
        "files": [{"path": show(each.path), "problems": each.problems} for each in progress.files],
    }


class _Count:
    def __init__(self, project: Project, problems: Sequence[Problem]) -> None:
        self._project = project
        self._problems = problems
        self._by_path = Counter(problem.place.path for problem in problems)
        self._places: dict[str, list[Place]] = {}
        for problem in problems:
            self._places.setdefault(problem.place.path, []).append(problem.place)
        self._claims = {claim.place.path: claim for claim in project.claims.values()}
        self._of_page: dict[str, list[str]] = {}
        for path in self._claims:
            self._of_page.setdefault(self._section(path), []).append(path)
        stubs = {path for path, claim in self._claims.items() if claim.stub}
        self._pages = [page for page in project.pages if page.path not in stubs]

    def count(self, order: Sequence[str]) -> Progress:
        sentences = {page.path: self._sentences(page) for page in self._pages}
        pages = [
            self._page(page.path, sentences[page.path])
            for page in self._pages
            if page.path not in self._claims
        ]
        places = {path: number for number, path in enumerate(order)}
        pages.sort(key=lambda page: (places.get(page.path, len(places)), page.path))
        named = {page.path for page in pages}
        stray = [path for path in self._claims if self._section(path) not in named]
        return Progress(
            tuple(pages),
            tuple(self._files(named)),
            self._of_claims("", Share(0, 0), stray),
            sum(sentences.values(), Share(0, 0)),
            Share(sum(map(self._written, self._claims)), len(self._claims)),
            self._sources(),
            self._article(),
            len(self._problems),
        )

    def _sentences(self, page: Page) -> Share:
        wrong = sorted(place[1:3] for place in self._places.get(page.path, ()))
        done = total = 0
        for sentence in page.sentences:
            if _FREE.intersection(sentence.labels):
                continue
            first, last = sentence.place[1:3], sentence.place[3:5]
            inside = bisect_left(wrong, first) < bisect_right(wrong, last)
            done += sentence.covered and not inside
            total += sentence.covered or inside
        return Share(done, total)

    def _section(self, path: str) -> str:
        """The page that a claim belongs to, by the path of the claim's own."""
        claim = self._claims[path]
        return f"{path.removesuffix(f'{claim.key}.md')}{claim.section}"

    def _page(self, path: str, sentences: Share) -> PageLeft:
        return self._of_claims(path, sentences, self._of_page.get(path, ()))

    def _of_claims(self, path: str, sentences: Share, claims: Sequence[str]) -> PageLeft:
        return PageLeft(
            path,
            sentences,
            Share(sum(map(self._written, claims)), len(claims)),
            self._by_path[path],
            sum(self._by_path[each] for each in claims),
        )

    def _written(self, path: str) -> bool:
        return not self._claims[path].stub and not self._by_path[path]

    def _files(self, pages: Iterable[str]) -> Iterator[FileLeft]:
        left = sorted(self._by_path.keys() - {*pages, *self._claims})
        return (FileLeft(path, self._by_path[path]) for path in left)

    def _sources(self) -> Share:
        paths = [source.place.path for source in self._project.sources.values()]
        return Share(sum(not self._by_path[path] for path in paths), len(paths))

    def _article(self) -> Share:
        article = self._project.article
        if not article:
            return Share(0, 0)
        claims = self._project.claims.items()
        written = {slug for slug, claim in claims if self._written(claim.place.path)}
        wrong = set(self._places.get(article.place.path, ()))
        done = sum(
            bool(sentence.reason or sentence.claim in written) and sentence.place not in wrong
            for sentence in article.sentences
        )
        return Share(done, len(article.sentences))
