"""What each command says of one project, word for word, and how it ends."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from click.testing import CliRunner

import projects
from explainer.cli import main, source_add, source_list

CASES = yaml.safe_load((Path(__file__).parent / "commands.yml").read_text(encoding="utf-8"))
SOURCE = """\
type: {type}
title: {title}
publisher: Acme
issued: 2024-01
URL: https://example.org/{key}
tier: {tier}
origin: {origin}
{more}passages:
  - slug: one
    fact: Acme built a bridge of 5 m.
    words: a bridge of five metres
    locator: p. 4
  - slug: two
    fact: Acme built no tunnel.
"""


def source(key: str, more: str = "", title: str = "Bridges", tier: str = "primary") -> str:
    """A source of two passages."""
    origin = "Acme and its many subsidiaries, of which each has a name"
    values = {"key": key, "more": more, "title": title, "tier": tier, "origin": origin}
    return SOURCE.format(type="report", **values)


CLAIM = """\
---
title: Acme built a bridge.
verdict: supported
section: bridge.md
article: [0123456789abcdef]
as_of: 2024-11-24
review_after: 2999-11-24
evidence:
  - {cite: acme#one, stance: supports, why: It says so.}
changes: [{date: 2024-11-24, what: First published., verdict: supported}]
---
Acme built a bridge. [@acme#one]
"""
FILES = {
    "mkdocs.yml": (
        "site_name: Bridges\nexclude_docs: '*.y*ml'\nnav: [bridge.md, index.md]\n"
        "markdown_extensions:\n  - explainer.markdown:\n      require: ['/*']\n"
        "      ignore: [{rules: CIT102, pages: other.md, reason: Later.}]\n"
    ),
    "docs/index.md": "# Home\n\nAcme built a bridge. [@acme#one; @acme]\nIt did.\n\nSo. [@about]\n",
    "docs/bridge.md": "# Bridge\n\nAcme built a bridge of 5 m. [@acme#one]\nSo. [@acme#two]\n",
    "docs/other.md": "# Other\n\nIt is so. [@gone] Acme did. [@far#one; @acme#three]\n",
    "docs/sources/acme.yml": source("acme", "accessed: 2999-01-01\nlanguage: en\n"),
    "docs/sources/old.yml": source("old", "accessed: 2001-01-01\n", title="暖かい橋について"),
    "docs/sources/far.yml": source(
        "far",
        "accessed: 2999-01-01\nreliance: pointer\nseen: digest\nrelays: Acme\n",
        tier="research",
    ),
    "docs/sources/bare.yml": "title: Bare\nURL: https://example.org/bare\n",
    "docs/sources/broken.yml": "- a\n",
    "docs/claims/built.md": CLAIM,
    "docs/article.yml": (
        "title: Bridges\nURL: https://example.org/a\npublisher: The Gazette\n"
        "sentences:\n  - {fingerprint: 0123456789abcdef, claim: built}\n"
        "  - {fingerprint: 0123456789abcdee}\n"
    ),
    "import.bib": (
        "@report{fresh, title={Fresh}, author={Doe, Jane}, year=2024, url={https://example.org/f}}\n"
        "@report{same, title={Same}, url={https://example.org/acme}}\n@report{, title={}}\n"
    ),
    "story.md": (
        "# Bridges\n\nAcme built a bridge.\n\n## How\n\nIt took years. It cost much.\n\n"
        "## Why\n\nNobody knows.\n"
    ),
    "story.html": (
        "<html lang='de'><title>Brücken</title><article><h1>Brücken</h1><p>Acme baute sie. "
        "Niemand weiß warum.</p></article></html>"
    ),
    "letters.bin": "\0\0",
    "docs/alone/mkdocs.yml": "site_name: a\ntheme: other\n",
    "docs/alone/docs/article.yml": "- a\n",
    "stale.yml": "# no baseline\n- a\n",
    "old.yml": (
        "problems:\n"
        "  - {path: docs/index.md, code: CLM101, fingerprint: 0123456789abcdef, count: 2}\n"
        "  - {path: docs/index.md, code: XYZ101, fingerprint: 0123456789abcdef, count: 1}\n"
        "  - {path: docs/index.md, code: CIT101, fingerprint: 0123456789abcdef, count: 1}\n"
    ),
    "site/index.html": '<title>a</title><main><a href="no/">x</a><img src="é.png" alt="a"></main>',
}
EMPTY = {"mkdocs.yml": "site_name: a\nmarkdown_extensions: [explainer.markdown]\n"}
CLEAN = {**EMPTY, "mkdocs.yml": projects.MKDOCS, **projects.BASE, "story.md": FILES["story.md"]}


def said(folder: Path, case: dict[str, Any]) -> dict[str, Any]:
    """What the commands of a case say and write, and their exit codes."""
    files = {"clean": CLEAN, "empty": EMPTY}.get(case.get("files", ""), FILES)
    projects.write(folder, files)
    width = case.get("columns")
    terminal = SimpleNamespace(isatty=lambda: True)
    outcome: dict[str, Any] = {}
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(folder))
        kept = {"XDG_CACHE_HOME": str(folder / ".cache"), "COLUMNS": str(width or 80)}
        stack.enter_context(patch.dict(os.environ, kept))
        if width:
            stack.enter_context(patch.object(source_list, "sys", SimpleNamespace(stdout=terminal)))
        if "answers" in case:
            stack.enter_context(patch.object(source_add, "sys", SimpleNamespace(stdin=terminal)))
        for line in case["run"].split(" && "):
            result = CliRunner().invoke(main, shlex.split(line), input=case.get("answers"))
            outcome["exit"] = result.exit_code
            outcome["out"] = outcome.get("out", "") + result.stdout
            outcome["err"] = outcome.get("err", "") + result.stderr
    here = (str(folder.resolve()), str(folder))
    for name in ("out", "err"):
        for each in here:
            outcome[name] = outcome[name].replace(each, "HERE")
        # Lines end where a prompt was answered.
        told = "\n".join(line.rstrip() for line in outcome[name].splitlines())
        outcome[name] = told.rstrip("\n")
    if "writes" in case:
        outcome["wrote"] = (folder / case["writes"]).read_text(encoding="utf-8").rstrip("\n")
    return {name: value for name, value in outcome.items() if value not in {"", 0}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["run"][:60])
def test_command(tmp_path: Path, case: dict[str, Any]) -> None:
    """A command says what the case says that it does."""
    expected = {name: case[name] for name in ("exit", "out", "err", "wrote") if name in case}

    found = said(tmp_path, case)

    assert found == {
        name: value.rstrip("\n") if isinstance(value, str) else value
        for name, value in expected.items()
    }
