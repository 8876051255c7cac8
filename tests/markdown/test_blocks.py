"""Blocks: what is said of one that cannot be shown, and what others become as a whole."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
import pytest
import yaml
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

import markup
import projects
from explainer.markdown import ExplainerExtension
from explainer.markdown.glossary import read_terms
from explainer.markdown.options import OPTIONS, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = yaml.safe_load((Path(__file__).parent / "blocks.yml").read_text(encoding="utf-8"))
CLAIM = """\
---
title: "{title}"
verdict: {verdict}
section: {section}
as_of: 2024-05-06
{more}evidence:
  - {{cite: ipcc#p1, stance: supports, why: So.}}
changes:
  - {{date: 2024-01-02, what: First published., verdict: unverified}}
  - {{date: 2024-03-04, what: Checked., verdict: {verdict}}}
---
It is. [@ipcc#p1]
"""


def claim(title: str, verdict: str, section: str, more: str = "") -> str:
    """A claim of two changes."""
    return CLAIM.format(title=title, verdict=verdict, section=section, more=more)


PASSAGES = "".join(f"  - {{slug: p{at}, fact: It is {at}.}}\n" for at in range(1, 29))
FILES = {
    "docs/index.md": "# Home\n",
    "docs/a.md": "# A: the first\n",
    "docs/b.md": "# B\n",
    "docs/sources/ipcc.yml": "title: Heat\npassages:\n" + PASSAGES,
    "docs/sources/index.md": "# Sources\n",
    "docs/sources/far.yml": (
        "title: Far\ntier: primary\nreliance: pointer\nseen: quoted\nrelays: Acme\n"
        "checked: partly\nseen_detail: a letter\nnote: Read it.\norigin: acme\nURL: https://example.org/far\n"
        "passages:\n  - {slug: one, fact: It is far., words: so far, words_from: translation}\n"
    ),
    "docs/claims/index.md": "# Claims\n",
    "docs/claims/one.md": claim("One is.", "supported", "a.md", "article: [0123456789abcdef]\n"),
    "docs/claims/two.md": claim("two is.", "supported", "b.md"),
    "docs/claims/rain.md": claim(
        "It will rain.", "forecast", "gone.md", "shown_by: It <rains>. [@ipcc#p1]\n"
    ),
    "docs/claims/odd.md": claim("Odd.", "odd", "b.md"),
    "docs/claims/part.md": claim(
        "Part of it.", "partly-supported", "a.md", "holds: Some. [@ipcc#p1]\n"
    ).replace("unverified", "partly-supported"),
    "docs/claims/s10.md": "---\ntitle: Ten\nstub: yes\nsection: a.md\n---\n",
    "docs/claims/s9.md": "---\ntitle: Nine\nstub: yes\n---\n",
    "docs/article.yml": "title: The Article\n",
    "docs/timeline.yml": "events: []\n",
}
MANY = {
    f"docs/claims/c{at}.md": claim(f"Claim {at}.", "reported", f"s{at}.md") for at in range(14)
} | {f"docs/s{at}.md": f"# S{at}\n" for at in range(14)}
CHECKS = """\
date: '2024-05-06'
seeds: [1]
counts: {pages: 1200}
kinds:
  - {kind: digit, group: values, made: 1500, noticed: 1498}
  - {kind: cause added, group: meaning, made: 0, noticed: 0}
  - {kind: place dropped, group: unseen, made: 2, noticed: 0}
judged:
  - {rule: EVI101, name: figure-not-in-evidence, sentences: 1500, of: 3000}
  - {rule: MEA106, name: cause-added, sentences: 0, of: 3000}
"""
SETS: dict[str, dict[str, str]] = {
    "measured": {"docs/index.md": "# Home\n", "docs/checks.yml": CHECKS},
    "bare": {"docs/index.md": "# Home\n"},
    "many": {**FILES, **MANY},
    "one section": {
        **FILES,
        "docs/b.md": "# B\n",
        "docs/claims/two.md": claim("T", "reported", "a.md"),
    },
}


class Generator(Extension):
    """Leaves a page and its front matter on the parser, as site generators do."""

    def __init__(self, path: str, meta: dict[str, Any]) -> None:
        super().__init__()
        self._page = SimpleNamespace(path=path, meta=meta)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register what the page is looked for on."""
        holder = Preprocessor(md)
        vars(holder).update(page=self._page, config={})
        holder.run = lambda lines: lines  # type: ignore[method-assign]
        md.preprocessors.register(holder, "rendering_context", 0)


def rendered(case: dict[str, Any]) -> list[str]:
    """A page, tag by tag, with what its front matter gets for the template."""
    meta = dict(case.get("meta", {}))
    extension = ExplainerExtension(**case.get("options", {}))
    site = Generator(case.get("page", "index.md"), meta)
    names: list[str | Extension] = ["attr_list", "def_list", "toc", extension, site]
    md = markdown.Markdown(extensions=names)
    html = md.convert(case["text"])
    context = md.explainer_context  # type: ignore[attr-defined]
    said = [f"{each.message}; {each.hint}" for each in context.invalid_blocks]
    added = [
        line
        for name, value in sorted(meta.items())
        if value != case.get("meta", {}).get(name)
        for line in markup.lines(f"{name}: {value}")
    ]
    return [
        *markup.lines(html),
        *(f"labels: {each}" for each in context.unknown_labels),
        *said,
        *added,
    ]


@pytest.fixture(scope="module", params=["", *SETS])
def files(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a set of files, in whose project the test works."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("project")
        patch.chdir(projects.write(folder, SETS.get(request.param, FILES)))
        yield request.param


def test_pages(files: str) -> None:
    """Each page is, tag by tag, the one that is on file, and so is what is said of its blocks."""
    cases = [case for case in CASES if case.get("files", "") == files]

    assert cases
    for case in cases:
        assert rendered(case) == case["is"].splitlines(), case["text"]


def test_options() -> None:
    """Every option has its default, and a page that is not checked is rendered."""
    known = ExplainerExtension().getConfigs()

    assert known["checking"] is False
    assert all(known[option.name] == option.default for option in OPTIONS)
    assert {field.name for field in fields() if field.kind == "list"} == {
        "ignore",
        "remap",
        "review",
    }


@pytest.mark.parametrize(
    ("page", "terms"),
    [
        ("Ice sheet\n:   Ice. [@about]\n", {"Ice sheet": "Ice.", "ice sheet": "Ice."}),
        ("AMOC {#a}\nIt\n:   A *b* [c](d.md) `e`\n    f. [@about]\n", {
            "AMOC": "A b c e f.", "It": "A b c e f.", "it": "A b c e f.",
        }),
        ("X ray\n:   X. [@about]\n\nY-axis\n:   Y.\n\nZ4\n:   Z.\n\nQ\n:   Q.\n", {
            "X ray": "X.", "x ray": "X.", "Y-axis": "Y.", "y-axis": "Y.", "Z4": "Z.", "Q": "Q.",
        }),
        ("Ice\n:   One. [@about]\n\nIce\n:   Two.\n", {"Ice": "One.", "ice": "One."}),
        ("Ice\n:   Of @somebody.\n", {}),
        ("Ice {data-label=about}\n:   Ice.\n", {"Ice": "Ice.", "ice": "Ice."}),
        ("Ice\n:   Not cited.\n", {}),
    ],
)  # fmt: skip
def test_terms(tmp_path: Path, page: str, terms: dict[str, str]) -> None:
    """A term has the first definition, without marks, and in lower case unless it is a name."""
    file = projects.write(tmp_path, {"glossary.md": page}) / "glossary.md"

    assert read_terms(file, file.stat().st_mtime_ns, tmp_path) == terms


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ice and ices.", ["Ice"]),
        ("An icecap, nice ice-cream.", []),
        ("Of ice.\n\nOf ice.\n\n## Next\n\nMore ice, and more ice.", ["ice", "ice"]),
        ("*Ice* and **sheets of ice** [ice](a.md) `ice`", ["Ice"]),
        ("[ice](a.md) `ice`", []),
        ("# Ice\n\nSo. ices and X rays, x ray", ["ices", "X rays"]),
        ("Rain, ice; X ray ice.", ["ice", "X ray"]),
    ],
)
def test_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, marked: list[str]
) -> None:
    """The first use of a term in a section is marked, in its plural too, and stays as it was."""
    glossary = "Ice\n:   Frozen water. [@about]\n\nX ray\n:   Light. [@about]\n"
    monkeypatch.chdir(projects.write(tmp_path, {"docs/glossary.md": glossary}))
    plain = markdown.markdown(text)

    html = markdown.markdown(text, extensions=[ExplainerExtension()])

    assert re.findall(r"<abbr[^>]*>([^<]*)</abbr>", html) == marked
    assert re.sub(r"</?abbr[^>]*>", "", html) == plain
