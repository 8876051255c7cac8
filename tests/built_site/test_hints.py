"""Hints: what one says to write, written just so, ends the problem."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import projects

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED: dict[str, str] = yaml.safe_load(
    (Path(__file__).parent / "shared.yml").read_text(encoding="utf-8")
)
# The places of links, and how the same file is called in the Markdown and on the web.
TARGETS = {
    "other": ("other.md", "other/"),
    "first": ("folder/first.md", "folder/first/"),
    "words": ("two%20words.md", "two%20words/"),
    "image": ("thermometer.png", "thermometer.png"),
    "icons": ("assets/icons/sun-and-rain.svg", "assets/icons/sun-and-rain.svg"),
}
SLIPS = {
    "letter": lambda url: re.sub(r"(\w)(\w)(?=(?:\.\w+|/)$)", r"\2\1", url),
    "case": lambda url: re.sub(r"(\w)(?=\w*(?:\.\w+|/)$)", lambda m: m[0].upper(), url, count=1),
}
FORMS = {
    "markdown": "[a]({up}{source})",
    "image": "![a]({up}{source})",
    "definition": "[a][b]\n\n[b]: {up}{source}",
    "html": '<a href="{up}../{url}">a</a>',
    "loaded": '<img src="{up}../{url}" alt="">',
    "root": "[a](/guide/{url})",
    "host": "<https://heat.example/guide/{url}>",
    "markdown-in-html": '<a href="{up}{source}">a</a>',
}
OTHERS = [
    "[a]({up}other.md#wether)",
    '<a href="{up}../other/#wether">a</a>',
    "[a](/guide/old)",
    '<a href="{up}../moved/">a</a>',
    "[a](www.example.org/a)",
    "[a]({up}../../other.md)",
    "[a]({up}othr.html)",
]
SUGGESTED = re.compile(
    r"(?:nearest (?:page|file) is|did you mean|it as the file is called,|link to the page,|link to)"
    r" '([^']+)'"
)
ANCHOR = re.compile(r"nearest anchor is '([^']+)'")


def pages() -> Iterator[tuple[str, str]]:
    """Pages in folders of several depths, each with one link that a slip has made wrong."""
    links = [
        form.format(up="{up}", source=slip(source), url=slip(url))
        for form, slip, (source, url) in itertools.product(
            FORMS.values(), SLIPS.values(), TARGETS.values()
        )
    ]
    for number, link in enumerate([*links, *OTHERS]):
        folder, up = ("deep/er/", "../../") if number % 2 else ("deep/", "../")
        yield f"docs/{folder}p{number}.md", f"# Page\n\n{link.replace('{up}', up)}\n"


def followed(problem: dict[str, Any], text: str) -> str | None:
    """The text of a page in which a hint was followed; `None` if it does not say what to write."""
    lines = text.split("\n")
    line = lines[problem["line"] - 1]
    start, end = problem["column"] - 1, problem["end_column"] - 1
    written = line[start:end]
    if anchor := ANCHOR.search(problem["hint"]):
        new = f"{written.partition('#')[0]}#{anchor[1]}"
    elif suggested := SUGGESTED.search(problem["hint"]):
        new = suggested[1]
    else:
        return None
    lines[problem["line"] - 1] = line[:start] + new + line[end:]
    return "\n".join(lines)


def problems(folder: Path) -> dict[str, dict[str, Any]]:
    """The one problem of each page of a project."""
    projects.build(folder)
    report = json.loads(projects.run(folder, "links", "site", "--format=json").output)
    return {each["path"]: each for each in report["problems"]}


def test_followed(tmp_path: Path) -> None:
    """Whatever is wrong with a link, what its hint says to write is right, and in its form."""
    projects.write(tmp_path, {**SHARED, **dict(pages()), "docs/assets/icons/sun-and-rain.svg": ""})
    before = problems(tmp_path)
    mended = {
        path: text
        for path, problem in before.items()
        if (text := followed(problem, (tmp_path / path).read_text(encoding="utf-8"))) is not None
    }
    projects.write(tmp_path, mended)
    after = problems(tmp_path)

    assert len(mended) > 70
    assert {path: after[path]["hint"] for path in mended if path in after} == {}
