"""The tables of the link check are the same in whatever order its modules are imported."""

from __future__ import annotations

import subprocess
import sys

import projects

PACKAGE = projects.ROOT / "scripts" / "explainer" / "site"
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
PRINT_TABLES = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(f"explainer.site.{name}")
for name in sorted(sys.argv[1:]):
    for key, value in sorted(vars(sys.modules[f"explainer.site.{name}"]).items()):
        if key.strip("_").isupper() and isinstance(value, (dict, frozenset)):
            print(name, key, sorted(map(repr, value.items() if isinstance(value, dict) else value)))
"""


def tables(names: list[str]) -> str:
    """The constants of all modules that are dictionaries or sets, imported in this order."""
    command = [sys.executable, "-c", PRINT_TABLES, *names]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_import_order() -> None:
    """Each table is complete in its own module, and no other module adds to it on import."""
    orders = [
        sorted(MODULES, key=first.__ne__) for first in ("checker", "data_files", "site_reader")
    ]
    found = {tables(names) for names in orders}

    assert len(found) == 1
    assert "link_attributes PURPOSES" in found.pop()
