"""The site of this repository: what it holds, and that no slip in it gets past the checks."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
from explainer import citations, rules
from explainer.claims import read_ledger
from explainer.model import VERDICTS, Place, Project
from explainer.pages import read_page
from explainer.settings import Settings, read_settings
from explainer.sources import read_shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.structure.files import File

    from explainer.model import Problem

ROOT = Path(__file__).parent.parent
FIVE = {f"docs/{n}.md" for n in ("index", "the-deal", "the-chips", "the-geopolitics", "faq")}
EVENTS = "docs/timeline.yml"
UNKNOWN = {"CIT102", "CLM102"}
APART = 12
"""How many citations further on the next one is that is removed together with one."""
# A month of 31 days, whatever the day is, and a day that every month has.
ANOTHER: dict[str, Callable[[int], int]] = {
    "year": lambda year: year + 1,
    "month": lambda month: 3 if month == 1 else 1,
    "day": lambda day: day - 1 or 2,
}
SETTINGS: Settings = read_settings(ROOT)
_INTERNAL = re.compile(r"\]\(((?!https?:)[^)\s]+)\)")
FILES: dict[str, File] = {file.src_uri: file for file in SETTINGS.pages}


@functools.cache
def text_of(name: str) -> str:
    """The Markdown of a page."""
    return (SETTINGS.docs_dir / name).read_text(encoding="utf-8")


@functools.cache
def project() -> Project:
    """This repository's project, as it stands."""
    shelf = read_shelf(SETTINGS.sources_dir, ROOT)
    pages = [read_page(SETTINGS, file) for file in SETTINGS.pages]
    return Project(
        pages=tuple(pages),
        sources=shelf.sources,
        claims=read_ledger(SETTINGS.claims_dir, ROOT).claims,
        invalid=tuple(shelf.invalid),
    )


def check_with(name: str, text: str) -> list[Problem]:
    """The problems of this site if a page held that text."""
    changed = read_page(SETTINGS, FILES[name], text)
    pages = tuple(changed if page.path == changed.path else page for page in project().pages)
    return rules.check(project()._replace(pages=pages), rules.select(["CIT", "SRC", "CLM102"]))


def groups(name: str) -> list[citations.Group]:
    """The citations of a page, brackets and all."""
    return citations.find(text_of(name))


def test_counts() -> None:
    """The five pages have 200 sentences, none bare, a fifth of them labelled; 60 sources."""
    result = projects.run(ROOT, "check", "--format=json")
    report = json.loads(result.output)
    pages = [page for page in report["pages"] if page["path"] in FIVE]

    assert result.exit_code == 0, projects.run(ROOT, "check").output
    assert len(pages) == len(FIVE)
    assert sum(page["sentences"] for page in pages) >= 200
    assert sum(page["uncovered"] for page in pages) == 0
    assert sum(p["labels"] for p in pages) <= 0.2 * sum(p["sentences"] for p in pages)
    assert report["summary"]["sources"] >= 60


def replaced(text: str, changes: dict[citations.Group, str]) -> str:
    """A text with something else in the place of some of its citations."""
    done, pieces = 0, []
    for group, instead in changes.items():
        pieces += [text[done : group.start], instead]
        done = group.end
    return "".join([*pieces, text[done:]])


@pytest.mark.parametrize("name", sorted(FILES))
def test_removing_a_citation(name: str) -> None:
    """Without any one of its citations or labels, a page has a problem in that very sentence."""
    text = text_of(name)
    for start in range(APART):
        # Those that are removed at once are far apart, and each is reported for itself.
        removed = groups(name)[start::APART]
        problems = check_with(name, replaced(text, dict.fromkeys(removed, ""))) if removed else []
        for group in removed:
            before = Place.within(f"docs/{name}", text, group.start)

            assert any(
                problem.code == "CIT101"
                and problem.place.path == before.path
                and problem.place.line <= before.line <= problem.place.end_line
                for problem in problems
            ), text[group.start : group.end]


@pytest.mark.parametrize("name", sorted(FILES))
def test_removing_a_key_of_several(name: str) -> None:
    """Without any one of several keys, a citation still covers its sentence with the others."""
    text = text_of(name)
    several = [group for group in groups(name) if len(group.items) > 1]
    for left_out in range(max((len(group.items) for group in several), default=0)):
        changes = {
            group: f"[{'; '.join(text[i.at : i.end] for i in group.items if i is not item)}]"
            for group in several
            for item in group.items[left_out : left_out + 1]
        }
        codes = {problem.code for problem in check_with(name, replaced(text, changes))}

        assert codes <= {"SRC104"}


@pytest.mark.parametrize("name", sorted(FILES))
def test_misspelling_keys(name: str) -> None:
    """Each key with a letter doubled is reported where it stands, with the key that was meant."""
    text, done, pieces, expected = text_of(name), 0, [], []
    for item in (item for group in groups(name) for item in group.items):
        # Behind a letter of its own: two hyphens in a row would end the key.
        at = item.at + 1 + len(item.key.split("-")[0])
        pieces += [text[done:at], text[at - 1]]
        expected.append((item.key, sum(map(len, pieces)) - (at - item.at) - 1))
        done = at
    slips = "".join([*pieces, text[done:]])

    found = {p.place: p.hint for p in check_with(name, slips) if p.code in UNKNOWN}

    assert len(found) == len(expected)
    for key, offset in expected:
        place = Place.within(f"docs/{name}", slips, offset)
        hints = [h for at, h in found.items() if (at.line, at.column) == (place.line, place.column)]
        assert len(hints) == 1, place
        assert repr(key) in hints[0]


def test_deleting_a_source() -> None:
    """Without any one source, each of its citations is reported where it stands."""
    cited: dict[str, set[Place]] = {}
    for citation in project().citations():
        cited.setdefault(citation.key, set()).add(citation.place)
    for key in project().sources:
        left = {name: source for name, source in project().sources.items() if name != key}

        problems = rules.check(project()._replace(sources=left), rules.select(["CIT102"]))

        assert {problem.place for problem in problems} == cited[key]


def test_events() -> None:
    """The timeline has at least 65 events from 2019 to 2026, each placed in its file."""
    events = yaml.safe_load(text_of("timeline.yml"))["events"]
    page = next(page for page in project().pages if page.path == "docs/timeline.md")
    rows = {each.place.line: each for each in page.sentences if each.place.path == EVENTS}

    assert len(events) == len(rows) >= 65
    assert {str(event["date"])[:4] for event in events} >= {"2019", "2026"}
    assert not page.distorted
    for event, line in zip(events, sorted(rows), strict=True):
        assert f"date: {event['date']}" in text_of("timeline.yml").split("\n")[line - 1]
        assert rows[line].place.exact
        assert {each.place.path for each in rows[line].citations} == {EVENTS}


def reported(folder: Path, timeline: str, rule: str) -> set[tuple[int, int]]:
    """Where the rows of a timeline are reported, with this site's sources and vocabulary alone."""
    shutil.copytree(SETTINGS.sources_dir, folder / "docs" / "sources")
    files = {
        EVENTS: timeline,
        "docs/timeline.md": text_of("timeline.md"),
        "docs/vocabulary.yml": text_of("vocabulary.yml"),
    }
    projects.write(folder, files)
    result = projects.run(folder, "check", f"--select={rule}", "--format=json")
    problems = json.loads(result.output)["problems"]
    return {(each["line"], each["column"]) for each in problems if each["path"] == EVENTS}


def test_removing_the_citations_of_events(tmp_path: Path) -> None:
    """Without its citations, each event is reported where it begins."""
    text = re.sub(r"\[@[^\]]*\]", "", text_of("timeline.yml"))
    rows = {n for n, line in enumerate(text.split("\n"), start=1) if "- date:" in line}

    assert reported(tmp_path, text, "CIT101") == {(row, 11) for row in rows}


@pytest.mark.parametrize("part", ANOTHER)
def test_changing_the_dates_of_events(part: str, tmp_path: Path) -> None:
    """Each date of another year, month or day is reported where it stands."""
    place = list(ANOTHER).index(part)
    changed: set[int] = set()
    lines = text_of("timeline.yml").split("\n")
    for number, line in enumerate(lines):
        match = re.fullmatch(r"  - date: (\d{4}(?:-\d\d){0,2})", line)
        parts = match[1].split("-") if match else []
        if place < len(parts):
            parts[place] = str(ANOTHER[part](int(parts[place]))).zfill(2)
            lines[number] = f"  - date: {'-'.join(parts)}"
            changed.add(number + 1)

    assert len(changed) > 40
    assert reported(tmp_path, "\n".join(lines), "EVI102") == {(n, 11) for n in changed}


def test_changing_a_verdict() -> None:
    """Whatever other verdict a claim is given, it is reported where no change records it."""
    ledger = read_ledger(SETTINGS.claims_dir, ROOT).claims
    assert len(ledger) >= 50
    for slug, claim in ledger.items():
        for verdict in set(VERDICTS) - {claim.verdict}:
            changed = {**ledger, slug: dataclasses.replace(claim, verdict=verdict)}

            problems = rules.check(Project(claims=changed), rules.select(["CLM110"]))

            assert [problem.place for problem in problems] == [claim.places["verdict"]]


def broken(name: str) -> tuple[str, set[tuple[str, int, int]]]:
    """A page with each of its internal links broken, and where their addresses then stand."""
    text, done, places = text_of(name), 0, []
    pieces: list[str] = []
    for match in _INTERNAL.finditer(text):
        pieces.append(text[done : match.start(1)])
        places.append((sum(map(len, pieces)), match[1]))
        page, hash_mark, anchor = match[1].partition("#")
        pieces.append(f"{page}{hash_mark}{anchor}-gone" if anchor else f"gone-{page}")
        done = match.end(1)
    changed = "".join([*pieces, text[done:]])
    found = [Place.within(f"docs/{name}", changed, offset) for offset, _ in places]
    return changed, {(place.path, place.line, place.column) for place in found}


def test_breaking_every_link(tmp_path: Path) -> None:
    """Every internal link of every page is reported where its address stands once it is broken."""
    expected: set[tuple[str, int, int]] = set()
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in FILES:
        changed, places = broken(name)
        (tmp_path / "docs" / name).write_text(changed, encoding="utf-8")
        expected |= places
    projects.build(tmp_path)

    report = json.loads(projects.run(tmp_path, "links", "site", "--format=json").output)

    found = {(p["path"], p["line"], p["column"]) for p in report["problems"]}
    assert len(expected) >= 20
    assert {place for place in found if place[0].startswith("docs/")} == expected
