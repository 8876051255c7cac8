"""Links in a built site: every broken one is found where its author mends it, and no other."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
SHARED: dict[str, str] = yaml.safe_load((FOLDER / "shared.yml").read_text(encoding="utf-8"))


def files(cases: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """A project with a folder a case, in which a page or another file holds its text."""
    yield from SHARED.items()
    yield from cases.get("files", {}).items()
    for number, case in enumerate(cases["pages"]):
        name = case.get("file", "page.md")
        title = "# Page\n\n" if name == "page.md" else ""
        yield f"docs/c{number:03}/{name}", f"{title}{case['text']}\n"


@pytest.mark.parametrize("name", ["defects.yml", "valid.yml"])
def test_cases(name: str, tmp_path: Path) -> None:
    """Of each page just the defect is reported that it has, on its line of the Markdown."""
    cases = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    projects.write(tmp_path, dict(files(cases)))
    projects.build(tmp_path)
    report = json.loads(projects.run(tmp_path, "links", "site", "--format=json").output)
    found = defaultdict(list)
    for problem in report["problems"]:
        found[problem["path"]].append(f"{problem['code']} on line {problem['line']}")
    expected = cases.get("also", {}) | {
        case.get("path", f"docs/c{number:03}/{case.get('file', 'page.md')}"): [
            f"{case['finds']} on line {case.get('at', 3)}"
        ]
        * case.get("times", 1)
        for number, case in enumerate(cases["pages"])
        if "finds" in case
    }

    assert expected == dict(found)


@pytest.mark.parametrize(
    "case", yaml.safe_load((FOLDER / "folders.yml").read_text(encoding="utf-8"))
)
def test_folder(case: dict[str, Any], tmp_path: Path) -> None:
    """A folder of HTML is checked without a project, and each problem placed in its file."""
    projects.write(tmp_path / "site", case["files"])

    assert case["finds"] == folder_problems(tmp_path)
    if "strict" in case:
        assert sorted(case["strict"]) == sorted(folder_problems(tmp_path, "--select=LNK3"))


def folder_problems(folder: Path, *options: str) -> list[str]:
    """The problems in a folder of HTML, each in one line."""
    report = json.loads(projects.run(folder, "links", "site", "--format=json", *options).output)
    return [
        f"{each['path'].removeprefix('site/')}:{each['line']}:{each['column']} {each['code']}"
        for each in report["problems"]
    ]
