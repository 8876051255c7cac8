"""What the walk on a terminal shows of a sentence, and the keys that it reads."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click
import pytest

import projects
from explainer.cli import review_session
from explainer.project import read_project
from explainer.review_queue import queue_of
from explainer.reviews import statuses_of
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Project
    from explainer.review_queue import QueuedSentence

PUMPS = """\
type: report
title: Pumps
publisher: Pump Press
issued: 2026-06
tier: trade-press
origin: pump-press
passages:
  - slug: one
    fact: Acme sold pumps.
    words: pumps sold
    locator: p. 4
  - slug: two
    fact: Acme rested.
"""
CLAIM = """\
---
title: Acme sold pumps.
verdict: partly-supported
holds: It sold some.
beyond: Not all.
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: pumps#one, stance: supports, why: It says so.}
changes: [{date: 2026-11-24, what: First published., verdict: partly-supported}]
---
Acme sold pumps. [@pumps#one]
"""
PAGE = "# Pumps\n\nAcme sold. [@pumps#one; @ipcc] It rested. [@claims/sold] It rose. [@pumps]\n"


def read(folder: Path) -> tuple[Project, dict[str, QueuedSentence]]:
    """The project of a page of three sentences, and these as they are queued, by their text."""
    files = {"docs/sources/pumps.yml": PUMPS, "docs/claims/sold.md": CLAIM, "docs/index.md": PAGE}
    projects.write(folder, {**projects.BASE, **files})
    project = read_project(read_settings(folder)).project
    statuses = statuses_of(project.pages, project.sources, project.claims, ())
    return project, {each.status.sentence.text: each for each in queue_of(project, statuses, {})}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme sold.",
            [
                "[@pumps#one] Pumps, Pump Press, 2026-06 (trade-press)",
                "fact: Acme sold pumps.",
                "words (source): pumps sold",
                "at: p. 4",
                "[@ipcc] ",
                "https://example.org/ipcc",
            ],
        ),
        (
            "It rested.",
            [
                "[@claims/sold] Acme sold pumps. (partly-supported)",
                "holds: It sold some.",
                "beyond: Not all.",
            ],
        ),
        (
            "It rose.",
            [
                "[@pumps] Pumps, Pump Press, 2026-06 (trade-press)",
                "fact: Acme sold pumps.",
                "words (source): pumps sold",
                "at: p. 4",
                "fact: Acme rested.",
            ],
        ),
    ],
)
def test_evidence(tmp_path: Path, text: str, expected: list[str]) -> None:
    """Each passage is shown with its words and where it stands, and a claim with its parts."""
    project, queued = read(tmp_path)
    lines = [line for line in review_session.evidence_lines(project, queued[text]) if line]

    assert [line[: len(start)] for line, start in zip(lines, expected, strict=False)] == expected
    assert len(lines) == len(expected) or "[@ipcc] " in expected


def test_addresses(tmp_path: Path) -> None:
    """Only sources with an address are opened, each once."""
    project, queued = read(tmp_path)

    assert review_session.urls_of(project, queued["Acme sold."]) == ["https://example.org/ipcc"]
    assert review_session.urls_of(project, queued["It rose."]) == []


@pytest.mark.parametrize("note", ["", "On paper."])
def test_remarks(tmp_path: Path, note: str) -> None:
    """Who read a sentence before is told, with the note of the record."""
    _, queued = read(tmp_path)
    each = queued["It rose."]
    review = SimpleNamespace(by="Ann", date="2026-11-30", note=note)
    behind = f": {note}" if note else ""
    for names, said in (
        ({"lapsed": review, "holding": ()}, f"Ann read it on 2026-11-30{behind}"),
        ({"lapsed": None, "holding": (review,)}, f"Ann has read it, on 2026-11-30{behind}"),
    ):
        known: Any = SimpleNamespace(reasons=("why",), status=SimpleNamespace(**names))

        assert [*review_session.remarks_on(known)] == ["why", said]
    assert each.reasons[0] in [*review_session.remarks_on(each)]


@pytest.mark.parametrize(
    ("written", "key", "line"), [("a", "a", ""), ("\n \rA\nso it is \n", "a", ""), ("", "", "")]
)
def test_pipe(monkeypatch: pytest.MonkeyPatch, written: str, key: str, line: str) -> None:
    """From a pipe the next letter is a key, in small letters, and a line is read whole."""
    pipe = io.StringIO(written)
    monkeypatch.setattr(sys, "stdin", pipe)

    assert review_session.read_key() == key
    assert review_session.read_line("note: ") == line


def test_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal a key needs no Enter, and a note may be empty."""
    terminal = SimpleNamespace(isatty=lambda: True)
    asked = []

    def prompt(text: str, **known: object) -> str:
        asked.append((text, known))
        return " so "

    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(click, "getchar", lambda: "A")
    monkeypatch.setattr(click, "prompt", prompt)

    assert review_session.read_key() == "a"
    assert review_session.read_line("note: ") == "so"
    assert asked == [("note: ", {"default": "", "show_default": False, "prompt_suffix": ""})]
    assert capsys.readouterr().out == ""
