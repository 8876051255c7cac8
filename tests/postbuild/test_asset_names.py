"""Scripts of the package in a completed site: which get a name with a hash, and what they lose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.postbuild.asset_names import content_hash, hash_script_names

if TYPE_CHECKING:
    from pathlib import Path

A, B = "assets/explainer-a.js", "assets/explainer-b.js"
LINK = f'<script src="{A}"></script>'
PROJECT_OWN = "project.txt"
"""Stands for a script of that name in the project."""

RENAMED = {
    "a script": (LINK, {A: "a()\n"}, {A}),
    "a module": (
        '<script src="assets/explainer-a.mjs">',
        {"assets/explainer-a.mjs": ""},
        {"a.mjs"},
    ),
    "what scripts load": (f'<p hidden data-script="{A}"></p>', {A: ""}, {A}),
    "one that names itself": (LINK, {A: "load('explainer-a.js')"}, {A}),
    "one that another names": (LINK, {A: "", B: "load('explainer-a.js')"}, {B}),
    "one that another names in a comment": (LINK, {A: "", B: "// explainer-a.js\n"}, {A, B}),
    "one that a page names": (f"{LINK}<script>load('explainer-a.js')</script>", {A: ""}, set()),
    "one that a sheet names": (LINK, {A: "", "assets/a.css": "/* explainer-a.js */"}, {A}),
    "another's script": ('<script src="assets/a.js"></script>', {"assets/a.js": ""}, set()),
    "another file": (
        '<link href="assets/explainer.css">',
        {"assets/explainer.css": "", A: ""},
        {A},
    ),
    "the project's script": (LINK, {A: "", PROJECT_OWN: ""}, set()),
    "a link to no file": (f'{LINK}<script src="{B}"></script>', {A: ""}, {A}),
}


@pytest.mark.parametrize(("page", "files", "expected"), RENAMED.values(), ids=RENAMED)
def test_renamed(tmp_path: Path, page: str, files: dict[str, str], expected: set[str]) -> None:
    """A script that only attributes name has a hash in its name, there and on its page."""
    own = {f"docs/{A}": ""} if PROJECT_OWN in files else {}
    site = built_sites.read(tmp_path, {"index.html": page, **files}, own)
    before = site.pages["index.html"].tree.html or ""
    hash_script_names(site)
    names = {path.rpartition("explainer-")[2] for path in expected}
    renamed = dict.fromkeys(site.files)
    plain = {re.sub(r"\.[0-9a-f]{8}\.", ".", name): name for name in renamed}
    for old, new in plain.items():
        before = before.replace(f'"{old}"', f'"{new}"')

    assert {path.rpartition("explainer-")[2] for path in plain} == names
    assert site.removed == set(plain)
    assert site.pages["index.html"].tree.html == before


def test_content(tmp_path: Path) -> None:
    """The hash is that of the script without its comments, which is what is written."""
    page = '<script src="../assets/explainer-a.js"></script>'
    script = "// why\n/* who */\n  let a = 1; // one\n\n"
    pages = {"index.html": LINK, "404.html": page, A: script}
    site = built_sites.read(tmp_path, pages)
    site.add_text(A, script)
    hash_script_names(site)
    name = f"assets/explainer-a.{content_hash(b'let a = 1; // one' + bytes([10]))}.js"

    assert len(content_hash(b"")) == 8
    assert site.files == {name: b"let a = 1; // one\n"}
