"""A project that is looked at again and again while its files change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer.mcp_tools.answers import check_page
from explainer.mcp_tools.open_project import OpenProject
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BARE = "# Page\n\nIt warmed.\n"


def _remove_source(folder: Path) -> None:
    (folder / "docs/sources/ipcc.yml").unlink()


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "page": (lambda it: projects.write(it, {"docs/index.md": BARE}), "CIT101"),
    "new page": (lambda it: projects.write(it, {"docs/new.md": BARE}), "CIT101"),
    "source": (lambda it: projects.write(it, {"docs/sources/ipcc.yml": "- a\n"}), "SRC101"),
    "no source": (_remove_source, "CIT102"),
    "settings": (lambda it: projects.write(it, {"mkdocs.yml": "site_name: a\n"}), "SRC106"),
    "claim": (lambda it: projects.write(it, {"docs/claims/a.md": "no claim\n"}), "CLM101"),
    "vocabulary": (lambda it: projects.write(it, {"docs/vocabulary.yml": "- a\n"}), "DAT101"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change(tmp_path: Path, change: str) -> None:
    """A look after a change of a file sees it."""
    project = OpenProject(projects.write(tmp_path, projects.BASE))
    apply, code = CHANGES[change]
    before = dict(project.look().problems)
    apply(tmp_path)

    after = project.look().problems

    codes = [each.code for found in after.values() for each in found]
    assert before == {}
    assert any(each.startswith(code) for each in codes), codes


def test_file_from_elsewhere(tmp_path: Path) -> None:
    """A change of a file that a page includes is seen wherever that file is."""
    settings = "site_name: a\nmarkdown_extensions:\n  - explainer.markdown\n"
    settings += f"  - pymdownx.snippets: {{base_path: {tmp_path}/shared}}\nexclude_docs: '*.yml'\n"
    files = {**projects.BASE, "mkdocs.yml": settings, "docs/a.md": '# A\n\n--8<-- "a.md"\n'}
    projects.write(tmp_path / "site", files)
    projects.write(tmp_path / "shared", {"a.md": "It has warmed. [@ipcc#warming]\n"})
    project = OpenProject(tmp_path / "site")
    before = dict(project.look().problems)

    projects.write(tmp_path / "shared", {"a.md": "It has warmed.\n"})

    codes = [each.code for found in project.look().problems.values() for each in found]
    assert before == {}
    assert codes == ["CIT101"]


def test_no_change(tmp_path: Path) -> None:
    """Nothing is read again while nothing has changed."""
    project = OpenProject(projects.write(tmp_path, projects.BASE))
    look = project.look()
    projects.write(tmp_path, {".git/HEAD": "a", "node_modules/a.js": "a", "env/pyvenv.cfg": ""})

    assert project.look() is look


def test_page_that_cannot_be_read(tmp_path: Path) -> None:
    """A page that cannot be read is a problem of it alone."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "docs" / "latin.md").write_bytes(b"caf\xe9")

    look = OpenProject(tmp_path).look()

    assert list(look.problems) == ["docs/latin.md"]
    assert not check_page(look, "docs/latin.md")["ok"]
    assert check_page(look, "docs/index.md")["ok"]


def test_recovers(tmp_path: Path) -> None:
    """Settings that cannot be read are an error until they are mended."""
    project = OpenProject(projects.write(tmp_path, projects.BASE))
    projects.write(tmp_path, {"mkdocs.yml": "site_name: [\n"})
    with pytest.raises(CannotCheckError):
        _ = project.look().settings
    projects.write(tmp_path, projects.BASE)

    assert project.look().problems == {}


def test_a_new_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is judged by the day is judged again on the next one."""
    project = OpenProject(projects.write(tmp_path, projects.BASE))
    look = project.look()
    monkeypatch.setattr(look, "today", "1970-01-01")

    assert project.look() is not look
