"""Slips in the pages of an explainer, made in memory, and whether its checks find each of them."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
from typing import TYPE_CHECKING

import projects
from explainer import citations, opaque_text, rules
from explainer.claims import read_ledger
from explainer.model import ALL_VERDICTS, Place, Project
from explainer.pages import read_page
from explainer.settings import read_settings
from explainer.sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from explainer.model import Problem

UNKNOWN = {"CIT102", "CLM102"}
APART = 12
"""How many citations further on the next one is that is removed together with one."""
_INTERNAL = re.compile(r"\]\(((?!https?:)[^)\s]+)\)")


class Explainer:
    """An explainer in a folder, as it stands, and with other texts in the place of some."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = read_settings(root)
        self.files = {file.src_uri: file for file in self.settings.pages}

    def text_of(self, name: str) -> str:
        """The text of a page or of a data file."""
        return (self.settings.docs_dir / name).read_text(encoding="utf-8")

    @functools.cached_property
    def project(self) -> Project:
        """The whole of it."""
        shelf = read_sources(self.settings.sources_dir, self.root)
        return Project(
            pages=tuple(read_page(self.settings, file) for file in self.settings.pages),
            sources=shelf.sources,
            claims=read_ledger(self.settings.claims_dir, self.root).claims,
            invalid=tuple(shelf.invalid),
        )

    def check_with(self, name: str, text: str) -> list[Problem]:
        """The problems that there are if a page holds that text."""
        changed = read_page(self.settings, self.files[name], text)
        pages = tuple(changed if page.path == changed.path else page for page in self.project.pages)
        changed_project = self.project._replace(pages=pages)
        return rules.check(changed_project, rules.select(["CIT", "SRC", "CLM102"])).problems

    def groups(self, name: str) -> list[citations.Group]:
        """The citations of a page, brackets and all."""
        return citations.find(self.text_of(name))


def replaced(text: str, changes: dict[citations.Group, str]) -> str:
    """A text with something else in the place of some of its citations."""
    done, pieces = 0, []
    for group, instead in changes.items():
        pieces += [text[done : group.start], instead]
        done = group.end
    return "".join([*pieces, text[done:]])


def remove_each_citation(explainer: Explainer, name: str) -> None:
    """Without any one of its citations or labels, a page has a problem in that very sentence."""
    text = explainer.text_of(name)
    for start in range(APART):
        # Those that are removed at once are far apart, and each is reported for itself.
        removed = explainer.groups(name)[start::APART]
        changed = replaced(text, dict.fromkeys(removed, ""))
        problems = explainer.check_with(name, changed) if removed else []
        for group in removed:
            before = Place.within(f"docs/{name}", text, group.start)

            assert any(
                problem.code == "CIT101"
                and problem.place.path == before.path
                and problem.place.line <= before.line <= problem.place.end_line
                for problem in problems
            ), text[group.start : group.end]


def remove_each_key_of_several(explainer: Explainer, name: str) -> None:
    """Without any one of several keys, a citation still covers its sentence with the others."""
    text = explainer.text_of(name)
    several = [group for group in explainer.groups(name) if len(group.items) > 1]
    for left_out in range(max((len(group.items) for group in several), default=0)):
        changes = {
            group: f"[{'; '.join(text[i.at : i.end] for i in group.items if i is not item)}]"
            for group in several
            for item in group.items[left_out : left_out + 1]
        }
        problems = explainer.check_with(name, replaced(text, changes))

        assert {problem.code for problem in problems} <= {"SRC104"}


def misspell_each_key(explainer: Explainer, name: str) -> None:
    """Each key with a letter doubled is reported where it stands, with the key that was meant."""
    text, done, pieces, expected = explainer.text_of(name), 0, [], []
    for item in (item for group in explainer.groups(name) for item in group.items):
        # Behind a letter of its own: two hyphens in a row would end the key.
        at = item.at + 1 + len(item.key.split("-")[0])
        pieces += [text[done:at], text[at - 1]]
        expected.append((item.key, sum(map(len, pieces)) - (at - item.at) - 1))
        done = at
    slips = "".join([*pieces, text[done:]])

    problems = explainer.check_with(name, slips)

    found = {problem.place: problem.hint for problem in problems if problem.code in UNKNOWN}
    assert len(found) == len(expected)
    for key, offset in expected:
        place = Place.within(f"docs/{name}", slips, offset)
        hints = [h for at, h in found.items() if (at.line, at.column) == (place.line, place.column)]
        assert len(hints) == 1, place
        assert repr(key) in hints[0]


def delete_each_source(explainer: Explainer, keys: Iterable[str]) -> None:
    """Without one of these sources, each of its citations is reported where it stands."""
    cited: dict[str, set[Place]] = {}
    for citation in explainer.project.citations():
        cited.setdefault(citation.key, set()).add(citation.place)
    sources = explainer.project.sources
    for key in keys:
        left = {name: source for name, source in sources.items() if name != key}

        problems = rules.check(
            explainer.project._replace(sources=left), rules.select(["CIT102"])
        ).problems

        assert {problem.place for problem in problems} == cited[key]


def change_each_verdict(explainer: Explainer) -> None:
    """Whatever other verdict a claim is given, it is reported where no change records it."""
    ledger = explainer.project.claims
    assert ledger
    for slug, claim in ledger.items():
        for verdict in set(ALL_VERDICTS) - {claim.verdict}:
            changed = {**ledger, slug: dataclasses.replace(claim, verdict=verdict)}

            problems = rules.check(Project(claims=changed), rules.select(["CLM110"])).problems

            assert [problem.place for problem in problems] == [claim.places["verdict"]]


def misstate_each_figure(explainer: Explainer, name: str) -> None:
    """Each figure of a comparison is reported where it stands once it is wrong, in its file."""
    path = f"{explainer.settings.docs_dir.name}/comparisons/{name}.yml"
    wrong = re.sub(
        r"((?:figure: |From )[\d.,]*)(\d)",
        lambda match: f"{match[1]}{(int(match[2]) + 1) % 10}",
        (explainer.root / path).read_text(encoding="utf-8"),
    )
    projects.write(explainer.root, {path: wrong})
    changed = {
        (line, match.end() + 1)
        for line, written in enumerate(wrong.splitlines(), 1)
        if (match := re.search(r"figure: |basis: From ", written))
    }

    report = json.loads(projects.run(explainer.root, "check", "--format=json").output)

    found = {
        (problem["line"], problem["column"])
        for problem in report["problems"]
        if problem["code"] in {"EVI101", "DAT101"} and problem["path"] == path
    }
    assert changed
    assert found == changed


def break_each_link(explainer: Explainer) -> set[tuple[str, int, int]]:
    """Break every internal link of every page, in the files; gives where their addresses stand."""
    broken: set[tuple[str, int, int]] = set()
    for name in explainer.files:
        text, done = explainer.text_of(name), 0
        offsets: list[int] = []
        pieces: list[str] = []
        code = [it for it in opaque_text.find(text) if it.kind in {"code", "fence"}]
        for match in _INTERNAL.finditer(text):
            if any(it.start <= match.start() < it.end for it in code):
                continue
            pieces.append(text[done : match.start(1)])
            offsets.append(sum(map(len, pieces)))
            page, hash_mark, anchor = match[1].partition("#")
            pieces.append(f"{page}{hash_mark}{anchor}-gone" if anchor else f"gone-{page}")
            done = match.end(1)
        changed = "".join([*pieces, text[done:]])
        (explainer.settings.docs_dir / name).write_text(changed, encoding="utf-8")
        found = [Place.within(f"docs/{name}", changed, offset) for offset in offsets]
        broken |= {(place.path, place.line, place.column) for place in found}
    return broken
