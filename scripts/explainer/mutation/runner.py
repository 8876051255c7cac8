"""The runner of mutants: each is checked in memory, and nothing is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import read_claim
from explainer.mutation import mutators
from explainer.mutation.mutants import KINDS, mutants
from explainer.mutation.page_text import Kind, Mutant, Text
from explainer.mutation_results import Tally
from explainer.pages import read_page, text_of
from explainer.rules import check, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.structure.files import File

    from explainer.model import Page, Project
    from explainer.settings import Settings

_FAMILIES = ("CIT", "EVI", "MEA", "CLM")
# It detects every changed verdict by its record; mutants test the rules on evidence.
_EXCLUDED_RULES = {"verdict-not-recorded"}


class Score(NamedTuple):
    """The tally of the mutants of a kind, and those that no rule detected."""

    tally: Tally
    missed: tuple[Mutant, ...]


class MutationRunner:
    """A project, and the problems of each of its pages before mutation."""

    def __init__(self, settings: Settings, project: Project) -> None:
        """Check every page once, unchanged."""
        self._settings = settings
        self._project = project
        self._rules = [rule for rule in select(_FAMILIES) if rule.name not in _EXCLUDED_RULES]
        self._files: dict[str, File] = {
            settings.named(Path(file.abs_src_path or "")): file for file in settings.pages
        }
        self._claims = {claim.place.path: claim for claim in project.claims.values()}
        pools = mutators.pools(project)
        self.texts = {
            page.path: Text(
                page,
                text_of(self._files[page.path]),
                self._claims.get(page.path),
                project,
                pools,
            )
            for page in project.pages
        }
        self._before = {
            path: self._problems(text.page, project) for path, text in self.texts.items()
        }

    def _problems(self, page: Page, project: Project) -> Counter[tuple[str, str]]:
        alone = project._replace(pages=(page,))
        return Counter((each.code, each.message) for each in check(alone, self._rules).problems)

    def detects(self, mutant: Mutant) -> bool:
        """Whether the rules report more problems of the mutated page than of the original."""
        text = mutant.apply(self.texts[mutant.path].text)
        page = read_page(self._settings, self._files[mutant.path], text)
        project = self._project
        claim = self._claims.get(mutant.path)
        if claim:
            changed, invalid = read_claim(text, claim.slug, mutant.path)
            claims = {slug: c for slug, c in project.claims.items() if slug != claim.slug}
            if changed:
                claims[claim.slug] = changed
            project = project._replace(claims=claims, invalid_claims=tuple(invalid))
        return bool(self._problems(page, project) - self._before[mutant.path])


def run(
    settings: Settings,
    project: Project,
    seeds: Iterable[int],
    count: int,
    watch: Callable[[], None] = lambda: None,
) -> list[Score]:
    """
    Make `count` mistakes for each seed, check each, and count by kind what was noticed.

    `watch` is called after each. No file is changed. Raises `PagesError` where a page with a
    mistake cannot be read.
    """
    runner = MutationRunner(settings, project)
    made: Counter[str] = Counter()
    missed: dict[str, list[Mutant]] = {kind.name: [] for kind in KINDS}
    for seed in seeds:
        for mutant in mutants(list(runner.texts.values()), seed, count):
            made[mutant.kind] += 1
            if not runner.detects(mutant):
                missed[mutant.kind].append(mutant)
            watch()
    return [_score(kind, made[kind.name], missed[kind.name]) for kind in KINDS]


def _score(kind: Kind, made: int, missed: list[Mutant]) -> Score:
    return Score(Tally(kind.name, kind.group, made, made - len(missed)), tuple(missed))
