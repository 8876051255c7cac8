"""Timelines and ledgers of any subject in a browser: buttons choose without any script."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import browsing
import explainer.theme
import projects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from browsing import Reader

STYLE = Path(explainer.theme.__file__).parent / "files" / "assets" / "explainer.css"
# What could be taken for something else: the value of a button, a class, a part of a selector.
SLUGS = ("all", "a-1", "é", "x:y", "1", "entry", "b-2", "n.n", "A-1", "year", "q%r", "last")
CATEGORIES = "".join(f"  - {{slug: '{slug}', title: 'Topic {slug} <b>'}}\n" for slug in SLUGS)
EVENTS = "".join(
    f"  - {{date: {1990 + number // 4}, category: '{slug}', event: 'Warm. [@about]'}}\n"
    for number, slug in enumerate([*SLUGS, *SLUGS[:5]])
)
CLAIM = """\
---
title: The air of town {town} has warmed ({number}).
verdict: {verdict}
section: {town}.md
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {{cite: ipcc#warming, stance: context, why: It measured it.}}
changes: [{{date: 2026-11-24, what: First published., verdict: {verdict}}}]
---
The air has warmed. [@ipcc#warming]
"""
BARE = """\
events:
  - {date: 2023-03, event: "The bridge was closed. [@about]"}
  - {date: 2023-03, event: "The bridge was opened. [@about]"}
"""
CONFIG = """\
site_name: Towns
theme: {name: material, font: false}
extra_css: [explainer.css]
exclude_docs: |
  /timeline.yml
  /sources/*.yml
markdown_extensions: [explainer.markdown]
"""


def project(folder: Path, timeline: str, towns: int) -> Path:
    """A project with a timeline, and two claims on each of some towns."""
    files = {
        **projects.BASE,
        "mkdocs.yml": CONFIG,
        "docs/explainer.css": STYLE.read_text(encoding="utf-8"),
        "docs/timeline.yml": timeline,
        "docs/timeline.md": "# Events\n\nHere they are. [@about]\n\n/// timeline\n///\n",
        "docs/claims/index.md": "# Claims\n\nHere they are. [@about]\n\n/// claims\n///\n",
    }
    for town in range(towns):
        files[f"docs/{town}.md"] = f"# Town {town}\n\nIt is one. [@about]\n"
        for number, verdict in enumerate(("supported", "unverified")):
            text = CLAIM.format(town=town, number=number, verdict=verdict)
            files[f"docs/claims/{town}-{number}.md"] = text
    return projects.write(folder, files)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with as many categories and sections as there may be."""
    timeline = f"categories:\n{CATEGORIES}events:\n{EVENTS}"
    return projects.build(project(tmp_path_factory.mktemp("most"), timeline, towns=12))


@pytest.fixture(scope="module", params=itertools.product(browsing.SIZES, ("light", "dark")))
def reader(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Reader]:
    """A reader without scripts."""
    with browsing.visiting(browser, site, *request.param) as it:
        yield it


def test_any_categories(reader: Reader) -> None:
    """Whatever the slugs of twelve categories, each button shows its own events and their years."""
    page = reader.open("timeline/")
    events, years = page.locator(".explainer-year li"), page.locator(".explainer-year")
    buttons = page.locator(".explainer-filter label")
    assert buttons.count() == 1 + len(SLUGS)

    total = 0
    for button in buttons.all()[1:]:
        button.click()
        count = button.locator("small").inner_text()
        title = button.inner_text().removesuffix(count).strip()
        shown = [event for event in events.all() if event.is_visible()]
        total += len(shown)

        assert len(shown) == int(count)
        assert {it.locator(".explainer-category").inner_text().strip() for it in shown} == {title}
        assert all(year.locator("li:visible").count() for year in years.all() if year.is_visible())

    assert total == events.count() == 17
    page.emulate_media(media="print")
    assert all(event.is_visible() for event in events.all())
    page.emulate_media(media="screen")


def test_marks(reader: Reader) -> None:
    """Each category has a mark beside its words, the same by its button and by its events."""
    page = reader.open("timeline/")
    marks = {
        (it.locator("path").get_attribute("d"), it.get_attribute("class"))
        for it in page.locator(".explainer-filter .explainer-mark").all()
    }
    of_events = {
        (it.locator("path").get_attribute("d"), it.get_attribute("class"))
        for it in page.locator(".explainer-category .explainer-mark").all()
    }

    assert marks == of_events
    assert len(marks) == len(SLUGS)
    look = reader.look()
    assert (look["faint"], look["pale"], look["sideways"]) == ([], [], 0)


def test_any_sections(reader: Reader) -> None:
    """Twelve sections and two verdicts each have a button, and both choices hold together."""
    page = reader.open("claims/")
    lines = page.locator(".explainer-ledger tbody tr:visible")
    verdicts, sections = page.locator(".explainer-filter").all()
    assert lines.count() == 24

    for button in sections.locator("label").all()[1:]:
        button.click()
        assert lines.count() == int(button.locator("small").inner_text()) == 2
    verdicts.locator("label", has_text="unverified").click()

    assert lines.count() == 1
    assert "11.md" not in lines.inner_text()
    assert "(1)" in lines.inner_text()


def test_beyond_the_most(tmp_path: Path) -> None:
    """With more sections than buttons can tell apart there is no choice among them."""
    site = projects.build(project(tmp_path, BARE, towns=13))

    page = LexborHTMLParser((site / "claims" / "index.html").read_text(encoding="utf-8"))

    assert len(page.css(".explainer-filter")) == 1
    assert len(page.css(".explainer-ledger tbody tr")) == 26


def test_without_categories(tmp_path: Path) -> None:
    """A timeline without categories has its events and no buttons."""
    site = projects.build(project(tmp_path, BARE, towns=1))

    page = LexborHTMLParser((site / "timeline" / "index.html").read_text(encoding="utf-8"))

    assert len(page.css(".explainer-year li")) == 2
    assert page.css(".explainer-filter, .explainer-category") == []
    ids = [node.attributes["id"] for node in page.css(".explainer-year li")]
    assert ids == ["event-2023-03", "event-2023-03-2"]


def test_no_style_of_its_own(site: Path) -> None:
    """What blocks write needs no inline style and no script, which a policy would forbid."""
    for name in ("timeline", "claims"):
        text = (site / name / "index.html").read_text(encoding="utf-8")
        chosen = LexborHTMLParser(text).css_first(".explainer-chosen")

        assert chosen is not None
        assert chosen.css("[style], style, script, [onclick], [onchange]") == []
