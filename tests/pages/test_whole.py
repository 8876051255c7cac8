"""Pages as a whole: each sentence, citation, heading and comment with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
from explainer.pages import read_page
from explainer.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Page, PageStructure, Place, Sentence

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "whole.yml").read_text(encoding="utf-8"))
MKDOCS = """\
site_name: Whole
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - explainer.markdown
  - footnotes
  - md_in_html
  - pymdownx.blocks.caption
  - pymdownx.details
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: [parts]}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - smarty
  - tables
  - toc: {permalink: true}
"""
FILES = {
    **projects.BASE,
    "mkdocs.yml": MKDOCS,
    "parts/part.md": "A part says so. [@ipcc]\n\n## Part {data-label=nothing}\n\nIt is\nso.\n",
    "parts/odd.md": "/// timelin\n///\n",
    "docs/claims/heat.md": "",
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project with two pages, whose texts the tests replace."""
    return read_settings(projects.write(tmp_path_factory.mktemp("project"), FILES))


def shown(place: Place | None) -> str:
    """A place in short."""
    if place is None:
        return "nowhere"
    path = "" if place.path.startswith("docs/") else place.path + ":"
    end = f"{place.end_line}:{place.end_column}"
    return f"{path}{place.line}:{place.column}-{end}{'' if place.exact else '?'}"


def described(page: Page) -> Iterator[str]:
    """All that is known of a page, a line for each thing."""
    if page.title:
        yield f"title: {page.title}"
    for sentence in page.sentences:
        yield from of_sentence(sentence)
    owned = {id(cited) for sentence in page.sentences for cited in sentence.citations}
    yield from (
        f"cites {each.key} {shown(each.place)}" for each in page.citations if id(each) not in owned
    )
    yield from (f"unrendered {shown(place)}" for place in page.unrendered)
    yield from (
        f"allow {each.rule}: {each.reason!r} {shown(each.place)} for {each.covers}"
        for each in page.waivers
    )
    yield from (
        f"empty {shown(each.place)} {each.message}; {each.hint} {each.ours}"
        for each in page.empty_blocks
    )
    yield from (f"unknown label {label} {shown(place)}" for label, place in page.unknown_labels)
    if page.unread_sentence:
        yield f"unread {shown(page.unread_sentence)}"
    yield from of_structure(page.structure)
    if page.data_blocks:
        yield f"blocks {', '.join(page.data_blocks)}"
    if page.inexact or not page.required:
        yield f"inexact {page.inexact} required {page.required}"


def of_sentence(it: Sentence) -> Iterator[str]:
    """What is known of a sentence."""
    label = f" ({': '.join(filter(None, it.inherited_label))})" if it.inherited_label else ""
    keys = [each.key for each in it.caption_citations]
    caption = f" by caption {keys}" if it.cited_by_caption else ""
    code = f" code {list(it.code_spans)}" if it.code_spans else ""
    stop = " behind no stop" if it.unstopped_before else ""
    yield f"{it.kind} {shown(it.place)} {it.text!r}{label}{caption}{code}{stop}"
    for run in it.positions.runs if it.positions else ():
        end = " end" if run.ends_line else ""
        path = "" if run.path.startswith("docs/") else f" {run.path}"
        yield f"  {run.start}+{run.length} at {run.line}:{run.column}{end}{path}"
    for cited in it.citations:
        yield f"  cites {cited.key} {cited.passage or ''} {shown(cited.place)}"


def of_structure(structure: PageStructure) -> Iterator[str]:
    """What is known of headings, images and front matter."""
    for heading in structure.headings:
        yield f"h{heading.level} {heading.text!r} {shown(heading.place)}"
    yield from (f"image {shown(place)}" for place in structure.images_without_alt)
    yield f"title at {shown(structure.title)}"
    if structure.description_place or structure.description is not None:
        yield f"description {structure.description!r} {shown(structure.description_place)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_whole(settings: Settings, case: dict[str, str]) -> None:
    """A page has what the case lists, each where the case says."""
    wanted = case.get("page", "index.md")
    file = next(each for each in settings.pages if each.src_uri == wanted)

    assert list(described(read_page(settings, file, case["text"]))) == case["is"].splitlines()
