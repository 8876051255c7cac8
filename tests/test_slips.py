"""No slip in an explainer gets past its checks: each is found, and where it was made."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
import slips

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = [
    (subject, page.relative_to(projects.SITES / subject / "docs").as_posix())
    for subject in projects.SUBJECTS
    for page in sorted((projects.SITES / subject / "docs").rglob("*.md"))
]
ON_PAGES = (
    slips.remove_each_citation,
    slips.remove_each_key_of_several,
    slips.misspell_each_key,
)
EVENTS = "docs/timeline.yml"
# A month of 31 days, whatever the day is, and a day that every month has.
ANOTHER: dict[str, Callable[[int], int]] = {
    "year": lambda year: year + 10,
    "month": lambda month: 7 if month == 1 else 1,
    "day": lambda day: day - 2 if day > 2 else day + 2,
}


@pytest.fixture(scope="module")
def explainers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, slips.Explainer]:
    """The small sites, by subject."""
    return {
        subject: slips.Explainer(projects.site(subject, tmp_path_factory.mktemp(subject)))
        for subject in projects.SUBJECTS
    }


@pytest.mark.parametrize("subject", projects.SUBJECTS)
def test_clean(explainers: dict[str, slips.Explainer], subject: str) -> None:
    """A small site keeps to every rule, and its article is all covered or excused."""
    root = explainers[subject].root
    checked = projects.run(root, "check")
    article = projects.run(root, "article", "check", "article.txt")

    assert checked.exit_code == 0, checked.output
    assert article.exit_code == 0, article.output


@pytest.mark.parametrize("slip", ON_PAGES, ids=lambda slip: slip.__name__)
@pytest.mark.parametrize(("subject", "name"), PAGES)
def test_on_a_page(
    explainers: dict[str, slips.Explainer],
    subject: str,
    name: str,
    slip: Callable[[slips.Explainer, str], None],
) -> None:
    """A citation that is missing or misspelt is reported in its sentence."""
    slip(explainers[subject], name)


@pytest.mark.parametrize("subject", projects.SUBJECTS)
def test_elsewhere(explainers: dict[str, slips.Explainer], subject: str) -> None:
    """So is a source that is missing, and a verdict that nothing records."""
    explainer = explainers[subject]

    slips.delete_each_source(explainer, explainer.project.sources)
    slips.change_each_verdict(explainer)


@pytest.mark.parametrize("subject", projects.SUBJECTS)
def test_links(tmp_path: Path, subject: str) -> None:
    """Every internal link of every page is reported where its address stands once it is broken."""
    expected = slips.break_each_link(slips.Explainer(projects.site(subject, tmp_path)))
    projects.build(tmp_path)

    report = json.loads(projects.run(tmp_path, "links", "site", "--format=json").output)

    found = {(p["path"], p["line"], p["column"]) for p in report["problems"]}
    assert len(expected) >= 6
    assert {place for place in found if place[0].startswith("docs/")} == expected


@pytest.mark.parametrize(("subject", "name"), [("bridge", "options"), ("trial", "doses")])
def test_figures(tmp_path: Path, subject: str, name: str) -> None:
    """Each figure of a comparison is reported where it stands once it is wrong by a digit."""
    slips.misstate_each_figure(slips.Explainer(projects.site(subject, tmp_path)), name)


def test_events(explainers: dict[str, slips.Explainer]) -> None:
    """Each event of a timeline is one row of its page, placed in the file of the events."""
    explainer = explainers["bridge"]
    text = explainer.text_of("timeline.yml")
    events = yaml.safe_load(text)["events"]
    page = next(page for page in explainer.project.pages if page.path == "docs/timeline.md")
    rows = {each.place.line: each for each in page.sentences if each.place.path == EVENTS}

    assert len(events) == len(rows)
    assert not page.inexact
    for event, line in zip(events, sorted(rows), strict=True):
        assert f"date: {event['date']}" in text.split("\n")[line - 1]
        assert rows[line].place.exact
        assert {each.place.path for each in rows[line].citations} == {EVENTS}


def reported(folder: Path, timeline: str, rule: str) -> set[tuple[int, int]]:
    """Where the events are reported by a rule if the file of the timeline holds that text."""
    projects.write(projects.site("bridge", folder), {EVENTS: timeline})
    result = projects.run(folder, "check", f"--select={rule}", "--format=json")
    problems = json.loads(result.output)["problems"]
    return {(each["line"], each["column"]) for each in problems if each["path"] == EVENTS}


def timeline() -> str:
    """The text of the timeline of a small site."""
    return (projects.SITES / "bridge" / EVENTS).read_text(encoding="utf-8")


def test_removing_the_citations_of_events(tmp_path: Path) -> None:
    """Without its citations, each event is reported where it begins."""
    text = re.sub(r"\[@[^\]]*\]", "", timeline())
    rows = {n for n, line in enumerate(text.split("\n"), start=1) if "- date:" in line}

    assert len(rows) >= 8
    assert reported(tmp_path, text, "CIT101") == {(row, 11) for row in rows}


@pytest.mark.parametrize("part", ANOTHER)
def test_changing_the_dates_of_events(part: str, tmp_path: Path) -> None:
    """Each date of another year, month or day is reported where it stands."""
    place = list(ANOTHER).index(part)
    changed: set[int] = set()
    lines = timeline().split("\n")
    for number, line in enumerate(lines):
        match = re.fullmatch(r"  - date: (\d{4}(?:-\d\d){0,2})", line)
        parts = match[1].split("-") if match else []
        if place < len(parts):
            parts[place] = str(ANOTHER[part](int(parts[place]))).zfill(2)
            lines[number] = f"  - date: {'-'.join(parts)}"
            changed.add(number + 1)

    assert len(changed) >= 5
    assert reported(tmp_path, "\n".join(lines), "EVI102") == {(n, 11) for n in changed}
