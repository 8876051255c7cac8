"""What follows a citation is read for itself, with a full stop or without."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import projects
from explainer.pages import read_page
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    ReadFrom = Callable[[str, int], list[tuple[str, list[str]]]]

MKDOCS = """\
site_name: Any
markdown_extensions: [md_in_html, explainer.markdown: {in_text: yes}]
"""
PARTS = yaml.safe_load(Path(__file__).with_name("forgotten-stops.yml").read_text(encoding="utf-8"))
WORDS = st.lists(st.sampled_from(PARTS["words"]), min_size=1, max_size=7).map(" ".join)
TEXTS = st.fixed_dictionaries(
    {
        "before": WORDS.filter(lambda words: words[-1] not in ",—.।。]"),
        "citation": st.sampled_from(PARTS["citations"]),
        "stop": st.sampled_from(PARTS["stops"]),
        "space": st.sampled_from(PARTS["spaces"]),
        "behind": st.tuples(st.sampled_from(PARTS["openings"]), WORDS).map(" and ".join),
    }
)


@pytest.fixture(scope="module", name="read_from")
def _read_from(tmp_path_factory: pytest.TempPathFactory) -> ReadFrom:
    """Reads the sentences of a text that begin behind an offset, each with the keys that it has."""
    files = {"mkdocs.yml": MKDOCS, "docs/index.md": ""}
    project = read_settings(projects.write(tmp_path_factory.mktemp("project"), files))

    def read(text: str, start: int) -> list[tuple[str, list[str]]]:
        first = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        return [
            (each.text, [citation.key for citation in each.citations])
            for each in read_page(project, project.pages[0], text).sentences
            if (each.place.line, each.place.column) >= first
        ]

    return read


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_forgotten_stop(read_from: ReadFrom, text: dict[str, str]) -> None:
    """Without the full stop before or behind a citation, the next sentence is read as with it."""

    def read(cited: str) -> list[tuple[str, list[str]]]:
        start = f"It {text['before']}{cited}{text['space']}"
        return read_from(start + text["behind"], len(start))

    forgotten = read(" {citation}".format(**text))

    assert read("{stop} {citation}".format(**text)) == forgotten
    assert read(" {citation}{stop}".format(**text)) == forgotten
