"""The site of this repository: what it holds, and that no slip in it gets past the checks."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
import slips

if TYPE_CHECKING:
    from pathlib import Path

ROOT = projects.ROOT
FIVE = ("index.md", "the-deal.md", "the-chips.md", "the-geopolitics.md", "faq.md")
EVENTS = "docs/timeline.yml"


@functools.cache
def explainer() -> slips.Explainer:
    """This repository's explainer, as it stands."""
    return slips.Explainer(ROOT)


def test_counts() -> None:
    """The five pages have 200 sentences, none bare, a fifth of them with a label of their own."""
    result = projects.run(ROOT, "check", "--format=json")
    report = json.loads(result.output)
    pages = [page for page in report["pages"] if page["path"].removeprefix("docs/") in FIVE]

    assert result.exit_code == 0, projects.run(ROOT, "check").output
    assert len(pages) == len(FIVE)
    assert sum(page["sentences"] for page in pages) >= 200
    assert sum(page["uncovered"] for page in pages) == 0
    read = [it for it in explainer().project.pages if it.path.removeprefix("docs/") in FIVE]
    everything = [sentence for page in read for sentence in page.sentences]
    assert sum(bool(it.labels) and not it.inherited_label for it in everything) <= 0.2 * len(
        everything
    )
    assert report["summary"]["sources"] >= 60


@pytest.mark.parametrize("name", FIVE)
def test_citations(name: str) -> None:
    """Without any one of its citations, or with a slip in a key, a page has a problem there."""
    slips.remove_each_citation(explainer(), name)
    slips.misspell_each_key(explainer(), name)


def test_verdicts() -> None:
    """Each of at least 50 claims has a verdict that cannot change without an entry."""
    assert len(explainer().project.claims) >= 50
    slips.change_each_verdict(explainer())


def test_events() -> None:
    """The timeline has at least 65 events from 2019 to 2026, each placed in its file."""
    events = yaml.safe_load(explainer().text_of("timeline.yml"))["events"]
    pages = {page.path: page for page in explainer().project.pages}
    timeline = pages["docs/timeline.md"]
    rows = [each for each in timeline.sentences if each.place.path == EVENTS]

    assert len(events) == len(rows) >= 65
    assert {str(event["date"])[:4] for event in events} >= {"2019", "2026"}
    assert all(row.place.exact for row in rows)


@pytest.mark.parametrize(
    "name", sorted(file.stem for file in (ROOT / "docs" / "comparisons").glob("*.yml"))
)
def test_figures(copy: Path, name: str) -> None:
    """Each figure of each comparison is reported where it stands once it is wrong by a digit."""
    slips.misstate_each_figure(slips.Explainer(copy), name)


def test_links(copy: Path) -> None:
    """Every internal link of every page is reported where its address stands once it is broken."""
    expected = slips.break_each_link(slips.Explainer(copy))
    projects.build(copy)

    report = json.loads(projects.run(copy, "links", "site", "--format=json").output)

    found = {(p["path"], p["line"], p["column"]) for p in report["problems"]}
    assert len(expected) >= 20
    assert {place for place in found if place[0].startswith("docs/")} == expected
