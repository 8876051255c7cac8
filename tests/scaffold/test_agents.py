"""`AGENTS.md` in a new project: what it says to type exists, and what it shows is right."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import click
import pytest

import projects
import scaffolding
from explainer.cli import main

if TYPE_CHECKING:
    from pathlib import Path

MOST_WORDS = 700
"""About what stands on a page."""

LETTER = """\
type: personal_communication
title: Letter to the council
publisher: Harbour Bridge Company
URL: https://example.org/letter
tier: primary
origin: bridge-company
passages:
  - slug: cause
    fact: The owner says that lorries, and not ice, caused the cracks.
"""
"""The other source that an example cites."""

EXAMPLE = re.compile(r"^```(?:md|yaml) title=\"(.+?)\"\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project."""
    folder = tmp_path_factory.mktemp("made")
    article = folder / "article.txt"
    article.write_text("The bridge has cracks.\n", encoding="utf-8")
    made = scaffolding.new(folder, str(article), "--into", "bridge", "--title", "Cracks")
    assert made.exit_code == 0, made.output
    return folder / "bridge"


def test_commands(made: Path) -> None:
    """Each command that it names is one, with the options that it has."""
    text = (made / "AGENTS.md").read_text(encoding="utf-8")
    named = re.findall(r"`explainer ([^`]+)`", text)

    assert len(named) >= 8
    for line in named:
        words = line.split()
        command: click.Command | None = main
        while isinstance(command, click.Group) and words:
            command = command.get_command(click.Context(command), words.pop(0))
        assert command, line
        assert not any(word.startswith("-") for word in words), line


def test_length(made: Path) -> None:
    """It is about a page, since a program reads all of it, each time."""
    assert len((made / "AGENTS.md").read_text(encoding="utf-8").split()) <= MOST_WORDS


def test_examples(made: Path, tmp_path: Path) -> None:
    """Its examples, written where they say, have no problem and mend none of what is left."""
    text = (made / "AGENTS.md").read_text(encoding="utf-8")
    examples = dict(EXAMPLE.findall(text))
    before = scaffolding.check(made)["problems"]
    page = (made / "docs/index.md").read_text(encoding="utf-8")
    copied = shutil.copytree(made, tmp_path / "copied")
    added = {**examples, "docs/index.md": f"{page}\n{examples['docs/index.md']}"}

    projects.write(copied, {**added, "docs/sources/owner-letter.yml": LETTER})

    after = scaffolding.check(copied)["problems"]
    assert list(examples) == ["docs/index.md", "docs/sources/harbour-inspection.yml"]
    assert [it["code"] for it in after] == [it["code"] for it in before], after
