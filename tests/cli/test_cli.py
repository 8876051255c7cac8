"""The commands: what they look at, what they say, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import projects

if TYPE_CHECKING:
    from pathlib import Path

BARE = "# Page\n\nIt warmed.\n"


def test_clean(tmp_path: Path) -> None:
    """A project without problems ends with 0."""
    projects.write(tmp_path, projects.BASE)

    assert projects.run(tmp_path, "check").exit_code == 0


def test_problems(tmp_path: Path) -> None:
    """A project with a problem ends with 1, in every format."""
    projects.write(tmp_path, {**projects.BASE, "docs/page.md": BARE})

    for form in ("text", "json", "github"):
        assert projects.run(tmp_path, "check", "--format", form).exit_code == 1


REQUIRED = projects.MKDOCS.replace("explainer.markdown", "explainer.markdown: {require: [a.md]}")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"docs/index.md": "# Home\n"}, 2),
        ({"docs/index.md": "# Home\n", "docs/sources/bad.yml": "- a\n"}, 1),
        ({**projects.BASE, "docs/a.md": "# A\n", "mkdocs.yml": REQUIRED}, 2),
        ({**projects.BASE, "docs/a.md": BARE, "mkdocs.yml": REQUIRED}, 1),
        (
            {
                **projects.BASE,
                "docs/a.md": "# A\n",
                "docs/sources/bad.yml": "- a\n",
                "mkdocs.yml": REQUIRED,
            },
            1,
        ),
    ],
)
def test_no_sentence(tmp_path: Path, files: dict[str, str], code: int) -> None:
    """A project without a sentence to check ends with 2, or with 1 where it has a problem."""
    projects.write(tmp_path, {"mkdocs.yml": projects.MKDOCS, **files})

    assert projects.run(tmp_path, "check").exit_code == code


def test_json(tmp_path: Path) -> None:
    """JSON holds the counts, for all and by page, and each problem with its whole place."""
    projects.write(tmp_path, {**projects.BASE, "docs/page.md": BARE})

    report = json.loads(projects.run(tmp_path, "check", "--format=json").stdout)

    assert report["summary"] == {
        "pages": 2,
        "sentences": 2,
        "citations": 1,
        "labels": 0,
        "sources": 1,
        "passages": 1,
        "claims": 0,
        "problems": 1,
    }
    assert report["pages"][1] == {
        "path": "docs/page.md",
        "sentences": 1,
        "uncovered": 1,
        "citations": 0,
        "labels": 0,
    }
    problem = report["problems"][0]
    assert problem.pop("hint")
    assert problem == {
        "path": "docs/page.md",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 11,
        "code": "CIT101",
        "name": "sentence-without-citation",
        "message": "sentence without citation or label",
    }


@pytest.mark.parametrize(
    ("where", "paths", "expected"),
    [
        pytest.param(".", ["."], ["docs/a.md", "docs/b/c.md"], id="the project"),
        pytest.param(".", ["mkdocs.yml"], ["docs/a.md", "docs/b/c.md"], id="its settings"),
        pytest.param(".", ["docs/b"], ["docs/b/c.md"], id="a folder"),
        pytest.param(".", ["docs/a.md"], ["docs/a.md"], id="a page"),
        pytest.param("docs/b", ["../a.md", "c.md"], ["a.md", "c.md"], id="from within"),
        pytest.param("docs/b", [], ["a.md", "c.md"], id="without paths"),
    ],
)
def test_paths(tmp_path: Path, where: str, paths: list[str], expected: list[str]) -> None:
    """Paths limit what is reported, and a file is named as seen from the working folder."""
    settings = "site_name: a\nmarkdown_extensions: [explainer.markdown]\n"
    files = {"mkdocs.yml": settings, "docs/a.md": BARE, "docs/b/c.md": BARE}
    projects.write(tmp_path, {**projects.BASE, **files})

    result = projects.run(tmp_path / where, "check", *paths)

    named = [line.split(":3:1:")[0] for line in result.output.splitlines() if ":3:1:" in line]
    assert [name.removeprefix(f"{tmp_path}/docs/") for name in named] == expected


CANNOT = {
    "there is no page in docs": {"docs/sources/ipcc.yml": projects.IPCC},
    "found no mkdocs.yml in": {"pages/index.md": BARE},
    "mkdocs.yml:1:12: is not YAML": {**projects.BASE, "mkdocs.yml": "site_name: [\n"},
    "is not a list of settings": {**projects.BASE, "mkdocs.yml": "- a\n"},
    "docs_dir: ": {"mkdocs.yml": "site_name: a\ndocs_dir: nowhere\n"},
    "No module named 'nowhere'": {
        **projects.BASE,
        "mkdocs.yml": "site_name: a\nmarkdown_extensions: [nowhere]\n",
    },
}


@pytest.mark.parametrize(("reason", "files"), CANNOT.items())
def test_could_not_check(tmp_path: Path, reason: str, files: dict[str, str]) -> None:
    """What cannot be checked ends with 2 and says why, in a line."""
    result = projects.run(projects.write(tmp_path, files), "check")

    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert reason in result.stderr
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1


def test_nothing_to_check(tmp_path: Path) -> None:
    """Paths that hold neither a page nor a source cannot be checked; a source can."""
    projects.write(tmp_path, {**projects.BASE, "docs/notes.txt": "It warmed."})

    assert projects.run(tmp_path, "check", "docs/notes.txt").exit_code == 2
    assert projects.run(tmp_path, "check", "docs/sources/ipcc.yml").exit_code == 0


def test_settings_of_every_kind(tmp_path: Path) -> None:
    """Settings that inherit, and that use MkDocs' own tags, are understood."""
    base = (
        "site_name: !ENV [NOWHERE, a]\n"
        "markdown_extensions:\n"
        "  - explainer.markdown\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "      emoji_generator: !!python/name:material.extensions.emoji.to_svg\n"
        "  - pymdownx.snippets: {base_path: [!relative $config_dir]}\n"
    )
    page = '# Page\n\nIt :smile: warmed.\n\n--8<-- "part.md"\n'
    files = {"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": base, "docs/page.md": page}
    projects.write(tmp_path, {**projects.BASE, **files, "part.md": "A part.\n"})

    result = projects.run(tmp_path, "check")

    assert "docs/page.md:3:1: CIT101" in result.output, result.output
    assert "part.md:1:1: CIT101" in result.output


def test_not_text(tmp_path: Path) -> None:
    """A page that is not UTF-8 is one problem; where no rule reports it, nothing was checked."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "docs" / "page.md").write_bytes(b"# Caf\xe9\n")

    result = projects.run(tmp_path, "check")
    other = projects.run(tmp_path, "check", "--select=CIT")
    todo = projects.run(tmp_path, "todo")

    assert result.exit_code == 1
    assert result.output.startswith("docs/page.md:1:6: TXT115 is not UTF-8\n")
    assert "1 problem in 2 pages" in result.output
    assert (other.exit_code, todo.exit_code) == (2, 2)
    assert other.stderr == "error: docs/page.md:1:6: is not UTF-8; save the file as UTF-8\n"


@pytest.mark.parametrize("site", ["nowhere", "docs"])
def test_no_site(tmp_path: Path, site: str) -> None:
    """A folder that is not there, or holds no HTML, cannot be checked."""
    result = projects.run(projects.write(tmp_path, projects.BASE), "links", site)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: there is no ")


def test_foreign_project(tmp_path: Path) -> None:
    """A project with a theme and plugins that are not installed is checked with its extensions."""
    projects.write(
        tmp_path,
        {
            "mkdocs.yml": (
                "site_name: Foreign\n"
                "docs_dir: text\n"
                "theme: {name: not-installed}\n"
                "plugins: [not-installed-either]\n"
                "markdown_extensions:\n"
                "  - admonition\n"
                "  - pymdownx.snippets: {base_path: [parts]}\n"
            ),
            "text/index.md": '# Page\n\n!!! note\n    Noted.\n\n--8<-- "part.md"\n',
            "parts/part.md": "From elsewhere.\n",
        },
    )

    result = projects.run(tmp_path, "check")

    assert "text/index.md:4:5: CIT101" in result.output
    assert "parts/part.md:1:1: CIT101" in result.output
    assert "2 problems in 1 page, 2 sentences" in result.output


def test_pages_elsewhere(tmp_path: Path) -> None:
    """A project whose pages are not below its own folder is checked where they are."""
    settings = (
        "site_name: a\ndocs_dir: ../pages\nexclude_docs: /sources/\n"
        "markdown_extensions: [explainer.markdown]\n"
    )
    projects.write(
        tmp_path,
        {
            "project/mkdocs.yml": settings,
            "pages/index.md": "# Page\n\nIt warmed. [@ipcc]\n\nIt did.\n",
            "pages/sources/ipcc.yml": projects.IPCC,
            "project/site/index.html": '<main><a href="nowhere/">x</a></main>',
        },
    )

    checked = projects.run(tmp_path, "check", "project")
    linked = projects.run(tmp_path, "links", "project/site")

    assert checked.output.startswith("pages/index.md:5:1: CIT101 ")
    assert "1 problem in 1 page" in checked.output
    assert linked.output.startswith("project/site/index.html:1:16: LNK101 ")


def test_excluded_pages(tmp_path: Path) -> None:
    """A page that is not published is not checked."""
    settings = (
        "site_name: a\nexclude_docs: |\n  draft.md\n  /sources/\n"
        "markdown_extensions: [explainer.markdown]\n"
    )
    projects.write(tmp_path, {**projects.BASE, "mkdocs.yml": settings, "docs/draft.md": BARE})

    assert projects.run(tmp_path, "check").exit_code == 0


@pytest.mark.parametrize("colour", [True, False])
def test_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colour: bool) -> None:  # noqa: FBT001
    """Text is coloured on a terminal, and plain elsewhere or where NO_COLOR is set."""
    projects.write(tmp_path, {**projects.BASE, "docs/page.md": BARE})
    script = (
        "import pty, sys; sys.exit(pty.spawn([sys.executable, '-m', 'explainer', 'check']) >> 8)"
    )
    monkeypatch.setenv("NO_COLOR", "" if colour else "1")

    on_terminal = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False
    )

    assert on_terminal.returncode == 1
    assert (b"\x1b[" in on_terminal.stdout) is colour
    assert "\x1b[" not in projects.run(tmp_path, "check").output


def test_usage(tmp_path: Path) -> None:
    """A slip in the command line ends with 2 and says what was probably meant."""
    result = projects.run(tmp_path, "chek")

    assert result.exit_code == 2
    assert "No such command 'chek'" in result.output
