"""Built sites for tests that no builder has made: pages of HTML beside a small project."""

from __future__ import annotations

import atexit
import functools
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser
from selectolax.lexbor import LexborNode as Node

import projects
from explainer.postbuild.built_site import BuiltPage, BuiltSite, read_site
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.model import Project
    from explainer.settings import Settings

__all__ = [
    "SETTINGS",
    "URL",
    "BuiltPage",
    "BuiltSite",
    "Node",
    "claim",
    "html",
    "page",
    "read",
    "read_json",
]

URL = "https://heat.example/a/"
SETTINGS = f"site_url: {URL}\n{projects.MKDOCS}"
"""Settings of a site that knows its own address."""


def read(
    folder: Path, pages: Mapping[str, str], files: Mapping[str, str] | None = None
) -> BuiltSite:
    """
    Write a built site to a folder, and read it as that of a small project.

    `pages` are the files of the site by their paths in it, most of them pages of HTML; `files`
    are those of the project besides the ones that every small project has.
    """
    written = {**projects.BASE, "mkdocs.yml": SETTINGS, **(files or {})}
    project, settings = _project(tuple(sorted(written.items())))
    projects.write(folder / "site", {"index.html": "<article><h1>Home</h1></article>", **pages})
    return read_site(folder / "site", project, settings)


@functools.cache
def _project(files: tuple[tuple[str, str], ...]) -> tuple[Project, Settings]:
    """A project of such files, which tests with the same ones share."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    settings = read_settings(projects.write(Path(folder.name), dict(files)))
    return read_project(settings).project, settings


def page(path: str, html: str) -> BuiltPage:
    """A page that a step has made, with such HTML."""
    return BuiltPage(path, LexborHTMLParser(html))


def html(site: BuiltSite, path: str = "index.html") -> str:
    """What the body of a page holds."""
    body = site.pages[path].tree.body
    assert body is not None
    return body.inner_html or ""


CLAIM = """\
---
title: {title}
verdict: {verdict}
as_of: {day}
evidence: []
changes:
{changes}---
It is. [@ipcc]
"""
CHANGE = "  - {{date: {}, what: {}, verdict: {}}}\n"


def claim(
    *changes: str, title: str = "It is.", verdict: str = "supported", day: str = "2024-01-09"
) -> str:
    """The page of a claim with such changes, each a date, a text and a verdict."""
    lines = "".join(CHANGE.format(*change.split(" | ")) for change in changes)
    return CLAIM.format(title=title, verdict=verdict, day=day, changes=lines or "  []\n")


def read_json(site: BuiltSite, path: str) -> Any:  # noqa: ANN401  (whatever JSON holds)
    """A JSON file of a site."""
    return json.loads(site.files[path].decode())
