"""Golden cases: a project in a YAML file, and the full text of what the checks say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import projects

CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))
COMMANDS = {
    "check": ["check"],
    "due": ["check", "--select=AGE", "--today=2030-01-01"],
    "reviews": ["check", "--select=REV"],
    "links": ["links", "site"],
    "github": ["check", "--format=github"],
    "titles": ["check", "--select=title-missing,title-duplicate"],
    "often": ["check", "--select=passage-cited-often"],
    "part": ["check", "--baseline=baseline.yml", "docs/part"],
    "baseline": ["check", "--baseline=baseline.yml"],
    "again": ["check", "--baseline=baseline.yml"],
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    """Each command says just what the case says that it says."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = {name: case.pop(name) for name in COMMANDS if name in case}
    base = projects.BASE if case.pop("base", True) else {}
    projects.write(tmp_path, {**base, **case})

    said = {name: projects.run(tmp_path, *COMMANDS[name]).output for name in expected}

    assert expected
    assert expected == said
