"""Small projects for tests: written to a folder from texts, and checked by the real commands."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from click.testing import CliRunner, Result
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from explainer import theme
from explainer.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
STYLE = ROOT / "docs" / "assets" / "explainer.css"
TEMPLATES = ROOT / "overrides"
SITES = Path(__file__).parent / "sites"
SUBJECTS = sorted(folder.name for folder in SITES.iterdir())
"""What the small sites of the tests are about; each of them is a whole explainer."""

IPCC = """\
type: report
title: Climate Change
publisher: IPCC
issued: 2023-03
URL: https://example.org/ipcc
tier: research
origin: ipcc
passages:
  - slug: warming
    fact: The air has warmed by 1.1 °C since 1850.
    words: global surface temperature reached 1.1 °C above
"""
"""A source that keeps to every rule."""

MKDOCS = """\
site_name: Heat
markdown_extensions: [explainer.markdown]
exclude_docs: "*.y*ml"
"""
"""Settings that list the extension, and publish no data."""

BASE = {
    "mkdocs.yml": MKDOCS,
    "docs/sources/ipcc.yml": IPCC,
    "docs/index.md": "# Home\n\nThe air has warmed. [@ipcc#warming]\n",
}
"""The files of a project that keeps to every rule."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files by their paths below a folder; gives the folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def site(subject: str, folder: Path) -> Path:
    """Copy one of the small sites to a folder, with what readers get of the theme; gives it."""
    shutil.copytree(SITES / subject, folder, dirs_exist_ok=True)
    write_theme(folder)
    return folder


def write_theme(folder: Path) -> None:
    """Write the templates and the style sheets of the package into a project that has none."""
    theme.write_theme(folder)


def review_all(folder: Path) -> None:
    """Record that somebody has read each sentence of a project beside what it cites."""
    run(folder, "review", "--as=Ann Other", keys="a" * 999)


def build(folder: Path) -> Path:
    """Build the site of a project with MkDocs; gives the folder of the site."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with contextlib.chdir(folder):
        config = load_config(str(folder / "mkdocs.yml"))
        mkdocs_build(config)
    return Path(config.site_dir)


def build_with_zensical(folder: Path) -> Path:
    """Build the site of a project with Zensical; gives the folder of the site."""
    subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--clean"],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1"},
        check=True,
        capture_output=True,
    )
    return folder / "site"


def run(folder: Path, *arguments: str, keys: str = "") -> Result:
    """Run `explainer` in a folder, with what it keeps beside that, and keys from a pipe."""
    kept = {"XDG_CACHE_HOME": f"{folder}.cache"}
    with contextlib.chdir(folder), patch.dict(os.environ, kept):
        return CliRunner().invoke(main, arguments, input=keys, catch_exceptions=False)
