"""`explainer diff`: two copies of a project, two revisions, and what is said of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer.model import Citation, Page, Place, Project, Sentence
from explainer.project_diff import Snapshot, compare, render, take_snapshot
from explainer.project_diff.markdown_text import MOST_CHARACTERS
from explainer.project_diff.snapshot import ClaimState, ProblemState, SentenceState, SourceState
from installing import commit, git

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "changes.yml").read_text(encoding="utf-8")
)
CLAIM = """\
---
title: The air has warmed.
verdict: reported
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: ipcc#warming, stance: supports, why: It measured it.}
changes:
  - {date: 2026-11-24, what: First published., verdict: reported}
---
The IPCC says that the air has warmed. [@ipcc#warming]
"""
BASE = {
    **projects.BASE,
    "docs/index.md": "# Home\n\nIt says that the air has warmed. [@ipcc#warming]\n",
    "docs/claims/warm.md": CLAIM,
    "docs/bare.md": "# Bare\n\nIt burned. So what? It is over.\n",
}


def changed(files: Mapping[str, str | None]) -> dict[str, str]:
    """The files of the project after a change; what is `None` is removed."""
    after = {**BASE, **files}
    return {path: text for path, text in after.items() if text is not None}


@pytest.mark.parametrize("name", CASES)
def test_change(tmp_path: Path, name: str) -> None:
    """The report of a change is the one of the case, whole."""
    projects.write(tmp_path / "before", BASE)
    after = projects.write(tmp_path / "after", changed(CASES[name]["files"]))

    result = projects.run(after, "diff", "../before")

    assert result.exit_code == 0, result.output
    assert result.output == CASES[name]["report"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project in a folder of it, at two revisions and with an open change."""
    folder = tmp_path / "repository"
    projects.write(folder / "website", BASE)
    projects.write(folder, {"README.md": "A."})
    commit(folder)
    page = "# Home\n\nIt says that the air has warmed. [@ipcc#warming]\nThe end.\n"
    projects.write(folder / "website", {"docs/index.md": page})
    git(folder, "commit", "--quiet", "--all", "--message=Add the end")
    projects.write(folder / "website", {"docs/index.md": page.replace("The end", "It goes on")})
    return folder


def added(folder: Path, *names: str) -> list[str]:
    """The sentences that are there after a change and not before."""
    result = projects.run(folder, "diff", *names, "--format=json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    changes = [change for file in found["files"] for change in file["sentences"]]
    return [change["after"]["text"] for change in changes if change["after"]]


def test_revisions(repository: Path) -> None:
    """Revisions are compared with each other, and with the files as they are."""
    folder = repository / "website"

    assert added(folder, "HEAD~1", "HEAD") == ["The end."]
    assert added(folder, "HEAD~1") == ["It goes on."]
    assert added(folder, "HEAD") == ["It goes on."]
    assert added(folder, "main", "HEAD") == []
    assert added(folder / "docs", "HEAD~1", "main") == ["The end."]


def test_repository_stays(repository: Path) -> None:
    """The repository, its index and its files are as they were."""
    projects.write(repository, {".git/hooks/post-index-change": "#!/bin/sh\ndate +%N >>ran\n"})
    (repository / ".git/hooks/post-index-change").chmod(0o755)
    git(repository, "add", "README.md")
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}

    added(repository / "website", "HEAD~1", "HEAD")

    after = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file()}
    assert after == before
    assert git(repository, "worktree", "list").count("\n") == 1


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["gone"], "there is no revision 'gone'"),
        (["--", "--output=ran"], "there is no revision '--output=ran'"),
        (["HEAD:website"], "there is no revision 'HEAD:website'"),
        (["HEAD; touch ran"], "there is no revision 'HEAD; touch ran'"),
        (["empty"], "there is no website/ at 'empty'"),
        (["broken"], "at broken: "),
    ],
)
def test_cannot_compare(repository: Path, names: list[str], message: str) -> None:
    """What cannot be read ends with 2, and one line says why."""
    git(repository, "checkout", "--quiet", "--force", "-b", "broken")
    projects.write(repository / "website", {"mkdocs.yml": "site_name: [\n"})
    git(repository, "commit", "--quiet", "--all", "--message=Break it")
    git(repository, "rm", "--quiet", "-r", "website")
    git(repository, "commit", "--quiet", "--message=Remove it")
    git(repository, "branch", "empty")
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    git(repository, "checkout", "--quiet", "main")

    result = projects.run(repository / "website", "diff", *names)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {message}"), result.stderr
    assert result.stderr.count("\n") == 1
    assert not list(repository.rglob("ran"))


def test_untrusted(tmp_path: Path) -> None:
    """Of a stranger's change nothing is run, where that is asked for."""
    settings = projects.MKDOCS.replace("explainer.markdown", "explainer.markdown, ran_by_mistake")
    projects.write(tmp_path / "before", BASE)
    after = projects.write(tmp_path / "after", {**BASE, "mkdocs.yml": settings})

    trusting = projects.run(after, "diff", "../before")
    careful = projects.run(after, "diff", "../before", "--untrusted")

    assert trusting.exit_code == 2
    assert "ran_by_mistake" in trusting.stderr
    assert careful.exit_code == 0, careful.output


def test_no_repository(tmp_path: Path) -> None:
    """Without a repository there is no revision."""
    result = projects.run(projects.write(tmp_path, BASE), "diff", "main")

    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_pages_that_need_not_cite() -> None:
    """On a page that the option `require` does not name, only sentences that cite count."""
    place = Place("docs/a.md")
    cited = Sentence("It is warm.", place, (Citation("ipcc", place, "warming"),))
    page = Page("docs/a.md", "a/", "A", (Sentence("It is.", place), cited), required=False)

    found = take_snapshot(Project((page,)), {}, [], lambda _: [])

    assert found.pages == {"docs/a.md": (SentenceState("It is warm.", ("ipcc#warming",)),)}


HOSTILE = "</details> <script>x</script> @everyone [a](http://example.org) `a` ``b`` #1 | \\"


def snapshot(number: int, text: str) -> Snapshot:
    """A snapshot in which a text stands wherever one can."""
    return Snapshot(
        {f"docs/{text}.md": tuple(SentenceState(f"{text} {it}", (text,)) for it in range(number))},
        {text: ClaimState(text, "reported", ((text, "supports"),), (text,))},
        {text: SourceState({"title": text, "origin": text}, {text: {"fact": text}})},
        tuple(ProblemState(f"docs/{text}.md", "CIT101", str(it), text, it) for it in range(number)),
    )


EMPTY = Snapshot({}, {}, {})


@pytest.mark.parametrize("before", [EMPTY, snapshot(1, "a")], ids=["new", "changed"])
def test_hostile(before: Snapshot) -> None:
    """No text of a project becomes markup, or names anybody."""
    text = render(compare(before, snapshot(3, HOSTILE)))

    # Without what stands in code, which begins and ends with equally many ticks.
    bare = re.sub(r"(?s)(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    summaries = re.sub(r"<summary>.*?</summary>", "", bare)
    assert "@" not in summaries
    assert "script" not in summaries
    assert "http" not in summaries
    assert "<script" not in bare
    assert bare.count("</details>") == bare.count("<details>")
    assert "@everyone" not in bare


def test_bounded() -> None:
    """A report of a large change fits into a comment, and says what is left out."""
    pages = {
        f"docs/{page}.md": tuple(SentenceState(f"{page} {it} {'a' * 200}") for it in range(60))
        for page in range(20)
    }

    text = render(compare(EMPTY, Snapshot(pages, {}, {})))

    assert len(text) <= MOST_CHARACTERS + 200
    assert "more parts are left out" in text
