"""An open project answers, for texts that are not saved, as a check of saved ones does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer import workspace
from explainer.pages.reader import read_or_report
from explainer.project import read_project
from explainer.rules import check, choose
from explainer.settings import read_settings
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.structure.files import File

    from explainer.model import Page, Problem
    from explainer.settings import Settings

FILES = {
    "mkdocs.yml": projects.MKDOCS.replace(
        "[explainer.markdown]",
        "\n  - explainer.markdown: {require: ['*.md', 'claims/*']}\n  - pymdownx.snippets",
    ),
    "docs/index.md": "# Home\n\nThe air has warmed by 1.1 °C. [@ipcc#warming]\n",
    "docs/more.md": "# More\n\nIt warms. [@claims/warm] And @ipcc says so.\n\n/// timeline\n///\n",
    "docs/shown.md": '# Shown\n\nIt warms. [@ipcc#warming]\n\n--8<-- "shared.txt"\n',
    "docs/claims/warm.md": (
        "---\ntitle: The air warms.\nverdict: supported\nas_of: 2026-01-02\n"
        "review_after: 2027-01-02\nevidence:\n  - cite: ipcc#warming\n    stance: supports\n"
        "    why: It measured.\nchanges:\n  - date: 2026-01-02\n    what: First verdict.\n"
        "    verdict: supported\n---\n\n# The air warms\n\nIt warms. [@ipcc#warming]\n"
    ),
    "docs/timeline.yml": (
        "categories:\n  - slug: air\n    title: Air\nevents:\n  - date: 2023-03\n"
        "    category: air\n    key: yes\n"
        "    event: The air had warmed by 1.1 °C. [@ipcc#warming]\n"
    ),
    "docs/sources/ipcc.yml": projects.IPCC,
    "shared.txt": "The air has warmed. [@ipcc#warming]\n",
    "bare.txt": "It is bare.\n",
}
CHANGES = {
    "a bare sentence": ("docs/index.md", "Home\n", "Home\n\nIt is bare.\n"),
    "a figure": ("docs/index.md", "1.1", "1.2"),
    "an unknown key": ("docs/more.md", "[@claims/warm]", "[@claims/warn]"),
    "a waiver without use": ("docs/index.md", "warming]", "warming] <!-- allow CIT101: so -->"),
    "a fact that pages cite": ("docs/sources/ipcc.yml", "1.1", "1.3"),
    "a field of a source": ("docs/sources/ipcc.yml", "tier:", "tear:"),
    "a verdict": ("docs/claims/warm.md", "verdict: supported\nas", "verdict: contradicted\nas"),
    "the text of a claim": ("docs/claims/warm.md", "It warms.", "It warms by 9 °C."),
    "a row of data": ("docs/timeline.yml", "by 1.1", "by 1.7"),
    "data that is no YAML": ("docs/timeline.yml", "events:", "events: ["),
    "a snippet": ("shared.txt", "warmed.", "warmed by 4 °C."),
    "a line that becomes a snippet": ("docs/index.md", "Home\n", 'Home\n\n--8<-- "bare.txt"\n'),
    "an option": ("mkdocs.yml", "'claims/*'", "'claim/*'"),
    "a setting that extensions see": ("mkdocs.yml", "  - pymdownx.snippets", "  - tables"),
    "what is published": ("mkdocs.yml", 'exclude_docs: "*.y*ml"', ""),
}
"""What is changed: the file, a text in it, and another."""


def of_check(root: Path) -> list[Problem]:
    """What `explainer check` finds on disk."""
    settings = read_settings(root)
    return check(read_project(settings).project, choose([]), settings.ignored()).problems


def found(open_project: Workspace) -> list[Problem]:
    """All problems of an open project, in their order."""
    return sorted(problem for each in open_project.problems().values() for problem in each)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project that is open, of which everything has been read."""
    folder = projects.write(tmp_path_factory.mktemp("open"), FILES)
    open_project = Workspace(folder)

    assert of_check(folder) == found(open_project)

    return open_project


@pytest.mark.parametrize("name", CHANGES)
def test_an_unsaved_text_has_the_problems_of_a_saved_one(
    name: str, opened: Workspace, tmp_path: Path
) -> None:
    """Whatever changes, everything that depends on it is read again, and back again."""
    path, old, new = CHANGES[name]
    text = FILES[path].replace(old, new, 1)
    assert text != FILES[path]
    projects.write(tmp_path, {**FILES, path: text})

    before = found(opened)
    opened.update(path, text)
    unsaved = found(opened)
    opened.update(path, None)

    assert of_check(tmp_path) == unsaved
    assert before == found(opened) != unsaved


SAVED = {
    "a new page": ("docs/new.md", "# New\n\nIt is bare.\n"),
    "a new source of a key in a text": ("docs/sources/who.yml", "type: report\n"),
    "a new file of data": ("docs/vocabulary.yml", "same: [[air]]\n"),
    "a new claim": ("docs/claims/new.md", "# No fields\n"),
    "an old page": ("docs/more.md", None),
    "an old source": ("docs/sources/ipcc.yml", None),
}
"""What another program writes, or removes where there is no text."""


@pytest.mark.parametrize("name", SAVED)
def test_what_others_save_is_seen(name: str, tmp_path: Path) -> None:
    """A file that comes, goes or changes on disk is seen by the next question."""
    path, text = SAVED[name]
    more = "\nAnd @who says so. [@ipcc#warming]\n"
    projects.write(tmp_path, {**FILES, "docs/more.md": FILES["docs/more.md"] + more})
    open_project = Workspace(tmp_path)
    before = found(open_project)
    if text is None:
        (tmp_path / path).unlink()
    else:
        projects.write(tmp_path, {path: text})

    after = found(open_project)

    assert of_check(tmp_path) == after != before


def test_only_what_changed_is_read_again(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of one page reads one page, and a change of a source none."""
    read: list[str] = []

    def noted(settings: Settings, file: File) -> Page:
        read.append(file.src_uri)
        return read_or_report(settings, file)

    monkeypatch.setattr(workspace, "read_or_report", noted)
    for path in ("docs/index.md", "docs/sources/ipcc.yml", "shared.txt", "docs/timeline.yml"):
        opened.update(path, FILES[path] + "\n")
        opened.problems()
        opened.update(path, None)
        opened.problems()

    assert read == ["index.md"] * 2 + ["shown.md"] * 2 + ["more.md"] * 2


BROKEN: dict[str, tuple[str, str | bytes, str]] = {
    "a tab": ("mkdocs.yml", projects.MKDOCS + "\tx: y\n", "mkdocs.yml:4:1 is not YAML: a tab"),
    "an option": (
        "mkdocs.yml",
        projects.MKDOCS.replace("markdown]", "markdown: {requier: x}]"),
        "mkdocs.yml:2:44 explainer.markdown: there is no option 'requier'",
    ),
    "an extension": ("mkdocs.yml", projects.MKDOCS.replace("]", ", nil.ext]"), "mkdocs.yml:1:1 "),
    "a page that is not UTF-8": (
        "docs/index.md",
        b"# Caf\xe9\n\n[@ipcc]\n",
        "docs/index.md:1:6 is not UTF-8",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_one_problem_and_recovers(name: str, tmp_path: Path) -> None:
    """It is the only one while it lasts, and what else there is to ask is still answered."""
    path, content, message = BROKEN[name]
    projects.write(tmp_path, projects.BASE)
    open_project = Workspace(tmp_path)
    open_project.problems()
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / path).write_bytes(data)

    problems = found(open_project)
    shown = [f"{it.place.path}:{it.place.line}:{it.place.column} {it.message}" for it in problems]

    assert [text[: len(message)] for text in shown] == [message]
    assert problems[0].code in {workspace.UNREADABLE, "TXT115"}
    assert "ipcc" in open_project.project.sources

    projects.write(tmp_path, projects.BASE)

    assert found(open_project) == []
    assert open_project.settings_error is None
