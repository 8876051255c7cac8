"""What on a page has to be cited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer.pages import PagesError, read_page
from explainer.settings import Settings, read_settings

if TYPE_CHECKING:
    from explainer.model import Sentence

CASES = yaml.safe_load((Path(__file__).parent / "units.yml").read_text(encoding="utf-8"))
MKDOCS = """\
site_name: Units
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - explainer.markdown: {in_text: yes}
  - footnotes
  - md_in_html
  - pymdownx.betterem
  - pymdownx.blocks.caption
  - pymdownx.blocks.details
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
  - pymdownx.tilde
  - tables
  - toc: {permalink: true}
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project with one page, whose text the tests replace."""
    files = {"mkdocs.yml": MKDOCS, "docs/index.md": ""}
    return read_settings(projects.write(tmp_path_factory.mktemp("project"), files))


def worn(sentence: Sentence) -> str:
    """The label that a sentence has of what it stands in, and why."""
    return ": ".join(filter(None, sentence.inherited_label or ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_units(settings: Settings, case: dict[str, Any]) -> None:
    """A page falls into the units of the table, each with its citations or with a label."""
    page = read_page(settings, settings.pages[0], case["text"])

    assert case["units"] == [
        [
            each.kind,
            each.text,
            "served" if each.cited_by_caption else worn(each) or len(each.citations),
        ]
        for each in page.sentences
    ]
    assert not page.inexact


def test_titles(settings: Settings) -> None:
    """What a title cites is known, though a title states nothing."""
    text = """# One [@a]

Term [@b]
:   Two.

| A [@c] |
|--------|
| `code` |

??? note "Three [@d]"
    Four.
"""
    page = read_page(settings, settings.pages[0], text)
    places = [(each.key, each.place.line, each.place.column) for each in page.citations]

    assert page.title == "One"
    assert not any(sentence.citations for sentence in page.sentences)
    assert sorted(places) == [("a", 1, 8), ("b", 3, 7), ("c", 6, 6), ("d", 10, 18)]


def test_too_deep(settings: Settings) -> None:
    """A page that is nested too deeply is refused in these words."""
    with pytest.raises(PagesError, match=r"^docs/index\.md: nests HTML elements deeper than 200$"):
        read_page(settings, settings.pages[0], "<div>" * 3_000 + "One.")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: only front matter\n---\n",
        "---\ntitle: [broken\n---\n\nOne.\n",
        "\x00One.\x02 Two.\x03",
        "One \U000f0000 two \U0010fffd.",
        "One. " * 20_000,
        "[" * 3_000,
        "\ufeffOne.",
        "One.\u2028Two.\x0cThree.",
        "<div markdown>\n" * 50 + "One.",
        "> " * 60 + "One.",
        "One &#xF0000; two &#1048576; three.",
        "One. [@a] " * 500,
        "@a " * 500,
    ],
    ids=range(13),
)
def test_odd_text(settings: Settings, text: str) -> None:
    """Whatever a page holds, it is read, or refused with its name."""
    try:
        page = read_page(settings, settings.pages[0], text)
    except PagesError as error:
        assert str(error).startswith("docs/index.md: ")  # noqa: PT017  (both ends are good)
    else:
        assert all(sentence.place.line >= 1 for sentence in page.sentences)
