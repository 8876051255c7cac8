"""How many sentences of a page people have read, as the built page says it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import projects
from explainer.model import Place, Review
from explainer.page_reviews import ReadCount, count_read
from explainer.project import read_project
from explainer.reviews import add_review, statuses_of
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "# Home\n\nIt rose. [@ipcc#warming] It fell. [@ipcc#warming] It ended. [@ipcc#warming]\n"


def read(folder: Path, text: str, by: str, day: dt.date) -> None:
    """Add a review of the sentence with a text."""
    project = read_project(read_settings(folder)).project
    statuses = statuses_of(project.pages, project.sources, project.claims, ())
    status = next(each for each in statuses if each.sentence.text == text)
    record = Review(
        status.sentence_print, status.passages_print, by, day.isoformat(), Place("docs/index.md")
    )
    add_review(folder / "docs/reviews.yml", record)


def test_counted(tmp_path: Path) -> None:
    """The sentences that somebody has read are counted, and the last day is said."""
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": PAGE})
    docs = tmp_path / "docs"

    assert count_read(docs, "index.md") is None
    read(tmp_path, "It rose.", "Ann", dt.date(2026, 5, 2))
    assert count_read(docs, "index.md") == ReadCount(1, 3, "2026-05-02")
    read(tmp_path, "It rose.", "Bo", dt.date(2026, 5, 4))
    read(tmp_path, "It fell.", "Ann", dt.date(2026, 5, 3))
    assert count_read(docs, "index.md") == ReadCount(2, 3, "2026-05-04")
    assert count_read(docs, "gone.md") is None


def test_new_page(tmp_path: Path) -> None:
    """A page that was added after the settings were read is found, and a broken project is not."""
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": PAGE})
    docs = tmp_path / "docs"
    count_read(docs, "index.md")
    projects.write(tmp_path, {"docs/new.md": PAGE.replace("Home", "New")})
    read(tmp_path, "It rose.", "Ann", dt.date(2026, 5, 2))

    assert count_read(docs, "new.md") == ReadCount(1, 3, "2026-05-02")
    projects.write(tmp_path, {"docs/reviews.yml": "reviews: ["})
    assert count_read(docs, "new.md") is None
