"""A completed site with the package's own script, in a browser: on screen, on paper, offline."""

from __future__ import annotations

import shutil
import sqlite3  # noqa: F401
from typing import TYPE_CHECKING

import pytest

import browsing
import projects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SUBJECT = "bridge"
SECTION = "closure/"
PAGES = ("", SECTION, "claims/", "timeline/", "claims/reopens-in-may/")
BUILDERS = {"mkdocs": projects.build, "zensical": projects.build_with_zensical}
COLOURS = "() => getComputedStyle(document.body).backgroundColor"
