"""`explainer todo`: what is left to do, by page, and how far a project is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import projects
import scaffolding
from explainer.article import read_sentences, read_text
from explainer.model import (
    Article,
    ArticleSentence,
    Citation,
    Claim,
    Page,
    Place,
    Problem,
    Project,
    Sentence,
    Source,
)
from explainer.todo import PageLeft, Progress, Share, progress_of

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = scaffolding.ARTICLES / "football-transfer.txt"
FACTS = ("--publisher", "The Mail", "--url", "https://example.org/rovers")
CLAIM = """\
---
title: Rovers pay 4.5 million pounds for Okoro.
verdict: unverified
section: the-article.md
as_of: 2026-05-03
review_after: 2999-05-03
article: [{fingerprint}]
evidence:
  - {{cite: the-article#article, stance: states, why: It says so.}}
changes: [{{date: 2026-05-03, what: First published., verdict: unverified}}]
---

The Mail says so. [@the-article#article]
"""


def made(folder: Path) -> Path:
    """A fresh project of six claims on one page."""
    result = scaffolding.new(folder, str(ARTICLE), "--into", "made", *FACTS)
    assert result.exit_code == 0, result.output
    return folder / "made"


def todo(folder: Path) -> dict[str, Any]:
    """What `explainer todo` says for programs."""
    found: dict[str, Any] = json.loads(projects.run(folder, "todo", "--format=json").stdout)
    return found


def write(folder: Path, path: str, text: str) -> None:
    """Write a file of a project."""
    projects.write(folder, {path: text})


def finish(folder: Path) -> None:
    """Do all that is left, one claim for the whole article, and the glossary and timeline away."""
    sentences = read_sentences(read_text(ARTICLE), "x")
    for number in range(2, 7):
        (folder / f"docs/claims/the-article-{number}.md").unlink()
    prints = ", ".join(each.fingerprint for each in sentences)
    write(folder, "docs/claims/the-article-1.md", CLAIM.format(fingerprint=prints))
    listed = folder / "docs/article.yml"
    text = listed.read_text(encoding="utf-8")
    for number in range(2, 7):
        text = text.replace(f"the-article-{number}", "the-article-1")
    listed.write_text(text, encoding="utf-8")
    source = folder / "docs/sources/the-article.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(f"tier: trade-press\norigin: the-mail\n{text}", encoding="utf-8")
    for file in (folder / "docs").glob("*.md"):
        lines = file.read_text(encoding="utf-8").splitlines()
        kept = [
            f"{it} [@analysis]" if "is still" in it or "are still" in it else it for it in lines
        ]
        file.write_text("\n".join(kept), encoding="utf-8")


def test_fresh(tmp_path: Path) -> None:
    """A fresh project has nothing done, and its pages are in the order of the navigation."""
    result = projects.run(made(tmp_path), "todo")

    assert result.exit_code == 1
    assert (
        result.output
        == """\
docs/sources/the-article.yml                    2 left
docs/index.md                 0 of 4 sentences  4 left
docs/the-article.md           0 of 3 sentences  3 left
  its claims                  0 of 6 written    6 left
docs/timeline.md              0 of 1 sentence   1 left
docs/glossary.md              0 of 1 sentence   1 left

0 % is done: 0 of 9 sentences, 0 of 6 claims, 0 of 1 source, 0 of 6 sentences of the article;\
 17 left.
"""
    )


def test_same_as_check(tmp_path: Path) -> None:
    """As many problems are left as `explainer check` finds."""
    folder = made(tmp_path)
    found = todo(folder)
    parts = [*found["pages"], *found["files"]]
    left = sum(it["problems"] + it.get("problems_in_claims", 0) for it in parts)

    assert found["summary"]["problems"] == left == len(scaffolding.check(folder)["problems"])


OPTIONS = "references: template\n"
STATES = {
    "only the short answer is required": (f"{OPTIONS}      require: [index.md]\n", 4),
    "no sentence on one page has to be cited": (
        f"{OPTIONS}      ignore: [{{rules: CIT101, pages: index.md, reason: Later.}}]\n",
        5,
    ),
    "no sentence has to be cited, and nothing is asked of claims": (
        f"{OPTIONS}      ignore: [{{rules: [CIT, CLM], pages: '*', reason: Later.}}]\n",
        0,
    ),
}


@pytest.mark.parametrize(("options", "sentences"), STATES.values(), ids=STATES)
def test_settings(options: str, sentences: int, tmp_path: Path) -> None:
    """What the settings do not require, or ignore, is not left, and no sentence to be done."""
    folder = made(tmp_path)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    write(folder, "mkdocs.yml", config.replace(OPTIONS, options))
    found = todo(folder)
    problems = Counter(it["path"] for it in scaffolding.check(folder)["problems"])

    assert found["summary"]["problems"] == problems.total()
    assert found["summary"]["sentences"] == {"done": 0, "total": sentences}
    assert {it["path"]: it["problems"] for it in found["pages"]}.items() <= {
        page["path"]: problems[page["path"]] for page in found["pages"]
    }.items()


def test_waived(tmp_path: Path) -> None:
    """A sentence that a waiver allows to stand uncited is not left, and none to be done."""
    folder = made(tmp_path)
    text = "# Words\n\n<!-- allow sentence-without-citation: It is a joke. -->\nIt rained cats.\n"
    write(folder, "docs/glossary.md", text)
    page = next(it for it in todo(folder)["pages"] if it["path"] == "docs/glossary.md")

    assert page["sentences"] == {"done": 0, "total": 0}
    assert page["problems"] == 0


def test_folder_of_pages(tmp_path: Path) -> None:
    """The order is that of the navigation wherever the pages are."""
    folder = made(tmp_path)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    write(folder, "mkdocs.yml", config.replace("docs_dir: docs", "docs_dir: text/pages"))
    (folder / "text").mkdir()
    (folder / "docs").rename(folder / "text/pages")
    paths = [page["path"].rsplit("/", 1)[1] for page in todo(folder)["pages"]]

    assert paths[:3] == ["index.md", "the-article.md", "timeline.md"]


def test_nothing_to_count(tmp_path: Path) -> None:
    """Where a check finds no sentence at all, that is no pass here either."""
    folder = projects.write(tmp_path, {"mkdocs.yml": "site_name: X\n", "docs/index.md": "# X\n"})
    checked, result = projects.run(folder, "check"), projects.run(folder, "todo")

    assert (checked.exit_code, result.exit_code) == (2, 2)
    assert checked.stderr == result.stderr


def test_under_way(tmp_path: Path) -> None:
    """What is written counts as done, and a claim that is only begun does not."""
    folder = made(tmp_path)
    first = read_sentences(read_text(ARTICLE), "x")[0].fingerprint
    write(folder, "docs/claims/the-article-1.md", CLAIM.format(fingerprint=first))
    begun = (folder / "docs/claims/the-article-2.md").read_text(encoding="utf-8")
    write(folder, "docs/claims/the-article-2.md", begun.replace("stub: yes", ""))
    found = todo(folder)
    summary, page = found["summary"], found["pages"][1]

    assert page["claims"] == {"done": 1, "total": 6}
    # Four stubs, and of the other one four fields and the title.
    assert page["problems_in_claims"] == 9
    assert summary["claims"] == {"done": 1, "total": 6}
    assert summary["article"] == {"done": 1, "total": 6}
    assert summary["sentences"] == {"done": 1, "total": 10}
    assert found["files"] == [{"path": "docs/sources/the-article.yml", "problems": 2}]


def test_wrong_is_not_done(tmp_path: Path) -> None:
    """A sentence that cites what does not say so is not done."""
    folder = made(tmp_path)
    write(folder, "docs/glossary.md", "# Words\n\nIt cost £99m. [@the-article#article]\n")
    page = next(it for it in todo(folder)["pages"] if it["path"] == "docs/glossary.md")

    assert page["sentences"] == {"done": 0, "total": 1}
    assert page["problems"] == 1


def test_nothing_left(tmp_path: Path) -> None:
    """A finished project has nothing left: its check is clean, and its own script builds it."""
    folder = made(tmp_path)
    finish(folder)
    result = projects.run(tmp_path, "todo", "made")

    environment = {**os.environ, "PYTHONPATH": str(scaffolding.ROOT / "scripts")}
    built = subprocess.run(
        ["bash", "scripts/build"],
        cwd=folder,
        env={**environment, "EXPLAINER_VENV": sys.prefix},
        capture_output=True,
        text=True,
        check=False,
    )

    assert scaffolding.check(folder)["problems"] == []
    assert built.returncode == 0, built.stdout + built.stderr
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Nothing is left: 10 of 10 sentences, 1 of 1 claim, ")


def test_no_project(tmp_path: Path) -> None:
    """Without a project there is nothing to count."""
    result = projects.run(tmp_path, "todo")

    assert result.exit_code == 2
    assert result.stderr.startswith("error: found no mkdocs.yml")


@pytest.mark.parametrize(
    ("shares", "problems", "per_cent"),
    [
        (((0, 0), (0, 0), (0, 0)), 0, 100),
        (((0, 0), (0, 0), (0, 0)), 1, 0),
        (((1, 2), (0, 1), (0, 0)), 1, 33),
        (((1, 2), (1, 1), (0, 1)), 1, 50),
        (((98, 99), (0, 0), (0, 0)), 1, 98),
        (((1, 1), (0, 0), (0, 0)), 1, 99),
        (((2, 2), (1, 1), (1, 1)), 1, 99),
        (((2, 2), (1, 1), (1, 1)), 0, 100),
        (((1, 2), (1, 1), (1, 1)), 0, 100),
    ],
)
def test_per_cent(shares: tuple[tuple[int, int], ...], problems: int, per_cent: int) -> None:
    """All is done only where there is no problem, and then always."""
    stray = PageLeft("", Share(0, 0), Share(0, 0), 0, 0)
    sentences, claims, sources = (Share(*share) for share in shares)
    progress = Progress((), (), stray, sentences, claims, sources, Share(0, 0), problems)

    assert progress.per_cent == per_cent


def sentence(line: int, *, cited: str | None = "ipcc") -> Sentence:
    """A sentence of ten characters on a line of its own."""
    place = Place("docs/a.md", line, 1, line, 11)
    return Sentence("So it was.", place, (Citation(cited, place),) if cited else ())


@pytest.mark.parametrize(
    ("places", "share"),
    [
        ((), (1, 1)),
        (((1, 1),), (0, 1)),
        (((1, 11),), (0, 1)),
        (((1, 12),), (1, 1)),
        (((2, 1),), (1, 2)),
        (((3, 1),), (1, 1)),
        (((4, 1),), (1, 1)),
        (((1, 5), (2, 5)), (0, 2)),
    ],
)
def test_sentences_done(places: tuple[tuple[int, int], ...], share: tuple[int, int]) -> None:
    """
    A sentence is done if it has a citation and no problem, and is counted if it has either.

    One of the site itself is not counted, nor one without a problem that cites nothing.
    """
    sentences = (sentence(1), sentence(2, cited=None), sentence(3, cited="about"))
    project = Project((Page("docs/a.md", "a/", "A", sentences),))
    problems = [Problem(Place("docs/a.md", *at), "CIT101", "n", "m", "h") for at in places]

    assert progress_of(project, problems, ()).sentences == share


def test_whole_progress() -> None:
    """Claims belong to pages, which are in the order of the navigation, and all is counted."""
    places = {name: Place(f"docs/{name}") for name in ("article.yml", "sources/a.yml", "x.yml")}
    claims = {
        slug: Claim(slug, Place(f"docs/claims/{slug}.md"), slug, section=section, stub=stub)
        for slug, section, stub in (
            ("one", "b.md", False), ("two", "b.md", True), ("bad", "b.md", False),
            ("lost", "gone.md", False), ("none", None, True),
        )
    }  # fmt: skip
    pages = [
        Page(f"docs/{name}.md", f"{name}/", name, (sentence(1),))
        for name in ("a", "b", "c", "claims/one", "claims/two", "claims/bad")
    ]
    article = Article(
        places["article.yml"],
        sentences=tuple(
            ArticleSentence("0f", Place("docs/article.yml", line), claim=claim, reason=reason)
            for line, claim, reason in (
                (1, "one", None), (2, "bad", None), (3, None, "So."), (4, None, "So."),
                (5, None, None),
            )
        ),
    )  # fmt: skip
    sources = {key: Source(key, Place(f"docs/sources/{key}.yml"), key) for key in ("a", "b")}
    project = Project(tuple(pages), sources, claims, article)
    found = [
        Problem(place, "TXT101", "n", "m", "h")
        for place in (
            Place("docs/claims/bad.md", 9), Place("docs/claims/two.md", 9), places["x.yml"],
            places["sources/a.yml"], Place("docs/article.yml", 4), Place("docs/b.md", 9),
        )
    ]  # fmt: skip
    progress = progress_of(project, found, ["docs/c.md", "docs/b.md"])

    assert [page.path for page in progress.pages] == ["docs/c.md", "docs/b.md", "docs/a.md"]
    assert progress.pages[1] == PageLeft("docs/b.md", Share(1, 1), Share(1, 3), 1, 2)
    assert progress.pages[2] == PageLeft("docs/a.md", Share(1, 1), Share(0, 0), 0, 0)
    assert progress.stray == PageLeft("", Share(0, 0), Share(1, 2), 0, 0)
    assert [tuple(each) for each in progress.files] == [
        ("docs/article.yml", 1), ("docs/sources/a.yml", 1), ("docs/x.yml", 1),
    ]  # fmt: skip
    assert (progress.sentences, progress.claims, progress.sources, progress.article) == (
        (5, 5), (2, 5), (1, 2), (2, 5),
    )  # fmt: skip
    assert progress.problems == 6
    assert progress_of(Project(), (), ()).article == (0, 0)
