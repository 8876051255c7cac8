"""A sentence checked before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import projects
from explainer.mcp_tools.arguments import ArgumentError
from explainer.mcp_tools.open_project import OpenProject
from explainer.mcp_tools.plain_markdown import markdown_fault
from explainer.mcp_tools.sentence_check import check_sentences

if TYPE_CHECKING:
    from pathlib import Path

NOAA = projects.IPCC.replace("ipcc", "noaa").replace("air", "sea").replace("1.1", "0.9")
CLAIM = """\
---
title: The sea has warmed.
verdict: disputed
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: noaa#warming, stance: supports, why: It measured it.}
changes:
  - {date: 2026-11-24, what: First published., verdict: disputed}
---
The sea is said to have warmed. [@noaa#warming]
"""
FILES = {
    **projects.BASE,
    "docs/notes.md": "---\ntitle: Notes\nlabel: about\n---\n# Notes\n\nThis is a note.\n",
    "docs/history/old.md": "# Old\n\nIt was so.\n",
    "docs/claims/warming.md": CLAIM,
    "docs/sources/noaa.yml": NOAA,
    "docs/long.txt": "A secret. [@ipcc#warming]\n",
    "mkdocs.yml": (
        "site_name: Heat\nexclude_docs: '*.y*ml'\nmarkdown_extensions:\n"
        "  - explainer.markdown: {require: ['/*.md']}\n  - pymdownx.snippets: {base_path: docs}\n"
        "  - pymdownx.superfences\n  - attr_list\n"
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> OpenProject:
    """A project with a page that is labelled, one that need cite nothing, and a claim."""
    return OpenProject(projects.write(tmp_path_factory.mktemp("heat"), FILES))


SENTENCES: list[tuple[str, str, list[str]]] = [
    ("The air has warmed by 1.1 °C since 1850. [@ipcc#warming]", "", []),
    ("The air has warmed by 1.7 °C since 1850. [@ipcc#warming]", "", ["1.7 °C: EVI101"]),
    ("The air has warmed.", "", ["The air has warmed.: CIT101"]),
    ("The air has warmed.", "docs/notes.md", []),
    ("The air has warmed.", "notes.md", []),
    ("The air has warmed.", "docs/history/old.md", []),
    ("The air has warmed. [@ipccc]", "", ["@ipccc: CIT102"]),
    ("The air has warmed. [@ipcc#cooling]", "", ["@ipcc#cooling: CIT103"]),
    ("We hold that it is warm. [@analysis]", "", []),
    ("The sea has warmed. [@claims/warming]", "", ["The sea has warmed.: CLM107"]),
    ("The air has not warmed. [@ipcc#warming]", "", ["not warmed: MEA101"]),
    (
        "It has warmed. [@ipcc#warming]\nSo say 9 of 10.",
        "docs/index.md",
        ["So say 9 of 10.: CIT101"],
    ),
    ("- It has warmed. [@ipcc#warming]\n- By 5 °C. [@ipcc#warming]\n", "", ["5 °C: EVI101"]),
]


@pytest.mark.parametrize(("text", "page", "problems"), SENTENCES, ids=str)
def test_problems(project: OpenProject, text: str, page: str, problems: list[str]) -> None:
    """The problems are those that the sentence would have on its page, each at its words."""
    answer = check_sentences(project.look(), text, page)

    sentences = answer["sentences"]
    found = [each for it in sentences for each in it["problems"]] + answer["other_problems"]
    assert [f"{each['at']}: {each['code']}" for each in found] == problems
    assert answer["ok"] == (not problems)
    assert all(each["hint"] for each in found)


def test_compared(project: OpenProject) -> None:
    """Each value of a sentence is shown with the passage that has it."""
    text = "The air has warmed by 1.1 °C since 1850. [@ipcc#warming]"

    sentence = check_sentences(project.look(), text)["sentences"][0]

    assert [each["cite"] for each in sentence["evidence"]] == ["ipcc#warming"]
    figure: dict[str, Any] = next(it for it in sentence["values"] if it["kind"] == "figure")
    assert (figure["written"], figure["result"]) == ("1.1 °C", "found")
    assert {it["field"] for it in figure["matches"]} == {"fact"}


def test_notes(project: OpenProject) -> None:
    """What cannot be judged is said, and is not right."""
    nothing = check_sentences(project.look(), "# Only a heading")
    free = check_sentences(project.look(), "It was so.", "docs/history/old.md")

    assert not nothing["ok"]
    assert nothing["notes"] == [
        "no sentence was found; questions, headings and code need no citation"
    ]
    assert "docs/history/old.md" in free["notes"][0]


def test_place(project: OpenProject) -> None:
    """Lines and columns count in the text that was sent, whatever is on the page."""
    answer = check_sentences(project.look(), "\n\nIt is 9 °C. [@ipcc#warming]", "docs/notes.md")

    problem = answer["sentences"][0]["problems"][0]
    assert (problem["line"], problem["column"], problem["at"]) == (3, 7, "9 °C")


def test_nothing_is_written(project: OpenProject) -> None:
    """A check leaves every file as it is, and makes none."""
    before = {path: path.stat().st_mtime_ns for path in project.root.rglob("*")}

    check_sentences(project.look(), "The air has warmed. [@ipcc#warming]", "docs/index.md")

    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*")} == before


HOSTILE = {
    '--8<-- "long.txt"': "the mark of a snippet",
    "--8<--\nlong.txt\n--8<--": "the mark of a snippet",
    "```python exec='on'\nprint(1)\n```": "a fenced block of code",
    "> ~~~ sh\n> id\n> ~~~": "a fenced block of code",
    "/// html | script\n///": "a block",
    "  ::uml:: a\n::end-uml::": "a block",
    "!!! note\n    It is so.": "a block",
    "    import os": "an indented block",
    "{! /etc/passwd !}": "braces",
    "{{ config }}": "braces",
    "{% include 'a' %}": "braces",
    "It is [so](a.md){ onclick=alert(1) }.": "braces",
    "<script>alert(1)</script>": "HTML",
    "It is so. <img src=x onerror=alert(1)>": "HTML",
    "<!-- allow CIT101: because -->": "HTML",
    "[It](JavaScript:alert(1)) is so.": "a link that is code",
    "[It](data:text/html,a) is so.": "a link that is code",
    "![it](/etc/passwd)": "an image",
    "---\nlabel: about\n---\nIt is so.": "front matter",
    "[@" * 2_000: "brackets in brackets",
    "[" * 2_000 + "]" * 2_000: "brackets in brackets",
}
PLAIN = (
    "It is so. [@ipcc#warming, p. 4]",
    "It *is* [so](a.md), at p < 0.05, and 5 > 4. [see @a; @b#c]",
    "- One. [@a#b]\n- Two. [@a#b]\n\nThree.",
    "The data: 3/4 of it. `code`",
    "It is so. [@ipcc#warming] " * 40,
)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_hostile(project: OpenProject, text: str) -> None:
    """What an extension would include, run, or pass on as it stands is refused."""
    with pytest.raises(ArgumentError) as caught:
        check_sentences(project.look(), text)

    assert HOSTILE[text] in str(caught.value)


@pytest.mark.parametrize("text", PLAIN, ids=lambda text: text[:20])
def test_plain(text: str) -> None:
    """Sentences, lists, emphasis, links and citations are taken."""
    assert markdown_fault(text) is None


@pytest.mark.parametrize(
    "path",
    ["../secret.md", "/etc/passwd", "docs/../mkdocs.yml", "docs/long.txt", "docs", "docs/gone.md"],
)
def test_unknown_page(project: OpenProject, path: str) -> None:
    """Only a page of the site can be named."""
    with pytest.raises(ArgumentError) as caught:
        check_sentences(project.look(), "It is so.", path)

    assert f"there is no page {path!r}" in str(caught.value)


def test_page_that_cannot_be_read(tmp_path: Path) -> None:
    """A page that cannot be read does not keep others from being written."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "docs" / "latin.md").write_bytes(b"caf\xe9")

    assert check_sentences(OpenProject(tmp_path).look(), "It has warmed. [@ipcc#warming]")["ok"]
