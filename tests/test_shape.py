"""The package keeps its own shape: what may import what, and what must be documented."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import explainer
from explainer.cli import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Collection

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "explainer"
ORDER = re.findall(r"^- `(\w+)`:", explainer.__doc__ or "", re.MULTILINE)
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
# In pieces, for this file is among those in which none of it may stand.
NAMES = "deep-seek hua-wei nvi-dia as-cend".replace("-", "").split()
SUBJECT = re.compile(rf"{'|'.join(NAMES)}|\b{'ch'}ips?\b", re.IGNORECASE)
MAX_LINES = 400
CLEAN = ("overrides", "scripts", "tests")
"""The folders in which nothing speaks of what this repository's own explainer is about."""


def layer(path: Path) -> str:
    """The part of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The parts of the package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [node.module]
                if node.module != "explainer"
                else [f"explainer.{alias.name}" for alias in node.names]
            )
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("explainer.")}
    return found


def module_name(path: Path) -> str:
    """The dotted name of a module; that of a package for its `__init__`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported_modules(path: Path, names: Collection[str]) -> set[str]:
    """The modules of the package that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            full = {alias: f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in names else node.module for name in full.values()}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found.intersection(names)


def test_map() -> None:
    """The package's docstring names each of its parts, once."""
    parts = {layer(path) for path in MODULES} - {"__init__", "__main__"}

    assert sorted(ORDER) == sorted(parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layers(path: Path) -> None:
    """A module imports only from the parts above its own in the package's docstring."""
    part = layer(path)
    if part in {"__init__", "__main__"}:
        return
    above = set(ORDER[: ORDER.index(part) + 1])

    assert imports(path) <= above


def test_no_circles() -> None:
    """No module imports one that imports it, over however many others, in types included."""
    names = {module_name(path): path for path in MODULES}
    graph = {name: imported_modules(path, names) - {name} for name, path in names.items()}
    while leaves := [name for name, imported in graph.items() if not imported & graph.keys()]:
        for name in leaves:
            del graph[name]

    assert sorted(graph) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_length(path: Path) -> None:
    """A module has at most 400 lines: one idea."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_core_is_pure() -> None:
    """The nouns and the grammar read and write nothing, and know no framework."""
    for path in (*(PACKAGE / "model").glob("*.py"), PACKAGE / "citations.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        modules = {
            (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
        }

        assert not {
            m for m in modules if m.split(".")[0] in {"os", "pathlib", "markdown", "mkdocs"}
        }


@pytest.mark.parametrize("folder", CLEAN)
def test_no_subject(folder: str) -> None:
    """The engine and its tests know no subject: a fork about another one keeps them as they are."""
    found = []
    for path in sorted((ROOT / folder).rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        # An installation from here leaves the README in a folder of its own.
        left_out = ("__pycache__", ".egg-info/", "tests/this_site/")
        if path.is_dir() or any(part in name for part in left_out):
            continue
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found += [f"{name}:{n}" for n, line in enumerate(lines, 1) if SUBJECT.search(line)]
        found += [name] if SUBJECT.search(name) else []

    assert found == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands(command: str) -> None:
    """Every command is in the README."""
    assert f"explainer {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
