"""How pages were made and from which project, and what browsers do with unencrypted URLs."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

import projects
from explainer.model import Link, Place
from explainer.site import find_source_project, mixed_content
from explainer.site.check_result import BrokenLink
from explainer.site.page_origins import PageOrigins
from explainer.site.source_project import SourceProject

if TYPE_CHECKING:
    from pathlib import Path

MADE = b"<meta name=generator content='Sphinx 8'>"
MARKDOWN = b"<meta name=generator content='Hugo 0.1'>"


def origins(folder: Path, *, project: bool, docs: bool = True) -> PageOrigins:
    """The origins of the pages of a site, which a project has built or not."""
    files = {"mkdocs.yml": "", **({"docs/copied.html": ""} if docs else {})}
    source = find_source_project(projects.write(folder, files)) if project else None
    return PageOrigins(source)


@pytest.mark.parametrize(
    ("path", "page", "project", "docs", "found"),
    [
        ("a.html", b"", True, True, True),
        ("copied.html", b"", True, True, False),
        ("copied.html", MARKDOWN, True, True, True),
        ("a.html", b"", True, False, False),
        ("a.html", b"", False, True, False),
        ("a.html", MADE, False, True, False),
        ("a.html", MARKDOWN, False, True, True),
    ],
)
def test_from_markdown(  # noqa: PLR0913  (a row)
    tmp_path: Path, *, path: str, page: bytes, project: bool, docs: bool, found: bool
) -> None:
    """A page is made from Markdown by the project, or by what its metadata says."""
    assert origins(tmp_path, project=project, docs=docs).is_from_markdown(path, page) is found


@pytest.mark.parametrize(
    ("defect", "path", "page", "project", "name"),
    [
        ("script", "a.html", b"", False, "script-control"),
        ("script", "copied.html", b"", True, "script"),
        ("script", "copied.html", MADE, True, "script-control"),
        ("script", "a.html", MADE, True, "script"),
        ("duplicate-id", "a.html", b"", False, "duplicate-id"),
        ("duplicate-id", "a.html", MADE, False, "generated-id"),
        ("duplicate-id", "a.html", MADE, True, "duplicate-id"),
        ("redirect", "a.html", MADE, False, "generated-redirect"),
        ("missing", "a.html", MADE, False, "missing"),
    ],
)
def test_classified(  # noqa: PLR0913  (a row)
    tmp_path: Path, *, defect: str, path: str, page: bytes, project: bool, name: str
) -> None:
    """A defect that a generator is the cause of has a name of its own."""
    broken = BrokenLink(path, "a href", "b", defect)

    assert origins(tmp_path, project=project).classify(broken, page).defect == name


@pytest.mark.parametrize(
    ("defect", "path", "written", "project", "name"),
    [
        ("script", "a.html", None, True, "script-control"),
        ("script", "a.html", "b", True, "script"),
        ("script", "copied.html", None, True, "script"),
        ("script", "a.html", None, False, "script"),
        ("missing", "a.html", None, True, "missing"),
    ],
)
def test_located(  # noqa: PLR0913  (a row)
    tmp_path: Path, *, defect: str, path: str, written: str | None, project: bool, name: str
) -> None:
    """So has one of a built page that is not in its Markdown."""
    link = Link(defect, "b", Place("a.md"), path, written=written)

    assert origins(tmp_path, project=project).classify_located(link).defect == name


@pytest.mark.parametrize(
    ("kind", "url", "defect"),
    [
        ("img src", "https://a.org/b.png", None),
        ("img src", "http://a.org/b", "upgraded"),
        ("img src", "HTTP://a.org/b", "upgraded"),
        ("img srcset", "http://a.org/b", "mixed"),
        ("td background", "http://a.org/b", "upgraded"),
        ("script src", "http://a.org/b", "mixed"),
        ("iframe src", "http://a.org/b", "mixed"),
        ("style", "http://a.org/b.woff2", "mixed"),
        ("style", "http://a.org/b.PNG?c=.woff2", "upgraded"),
        ("style", "http://a.org/b?c=.png", "mixed"),
        ("script src", "http://a.org/b.png", "mixed"),
        ("a href", "http://a.org/b", None),
        ("meta asset", "http://a.org/b", None),
        ("form action", "http://a.org/b", "insecure-form"),
        ("form action", "https://a.org/b", None),
    ],
)
def test_mixed(kind: str, url: str, defect: str | None) -> None:
    """A browser loads some unencrypted images encrypted, and blocks all else."""
    assert mixed_content.defect(kind, url) == defect


@pytest.mark.parametrize(
    ("path", "built", "published"),
    [
        ("index.md", "index.html", True),
        ("a/README.md", "a/index.html", True),
        ("a/Index.markdown", "a/index.html", True),
        ("index.md", "index/index.html", False),
        ("a/index.md", "a.html", False),
        ("a.md", "a/index.html", True),
        ("a.md", "a.html", True),
        ("a/b.md", "a/b.html", True),
        ("a/b.md", "b.html", False),
        ("a.b.md", "a.b/index.html", True),
    ],
)
def test_published(tmp_path: Path, path: str, built: str, published: bool) -> None:  # noqa: FBT001
    """A Markdown file is published if a page has its name, or its folder's."""
    project = SourceProject(tmp_path, tmp_path / "mkdocs.yml", "", tmp_path / "docs")

    assert project.is_published(path, frozenset({built, "x.html"})) is published


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("site_name: a", False),
        ("INHERIT: a.yml", True),
        ("markdown_extensions: [{explainer.markdown: {ignore: []}}]", True),
        ("markdown_extensions: [explainer.markdown]", False),
        ("ignore: []", False),
    ],
)
def test_ignored(tmp_path: Path, text: str, read: bool) -> None:  # noqa: FBT001
    """The settings are read in full for what they ignore only if they may ignore something."""
    projects.write(tmp_path, {"mkdocs.yml": text})
    project = SourceProject(tmp_path, tmp_path / "mkdocs.yml", "", tmp_path / "docs")
    missing = project.missing_extensions
    settings = SimpleNamespace(ignored=lambda folder: (f"all in {folder}",), missing=("b",))
    vars(project)["settings"] = settings
    found = cast("tuple[object, ...]", project.ignored("site"))

    assert found == (("all in site",) if read else ())
    assert missing == ()
    assert project.missing_extensions == ("b",)


@pytest.mark.parametrize(
    ("text", "url", "docs"),
    [
        ("", "", "docs"),
        ("site_url: https://a.org/", "https://a.org/", "docs"),
        ("site_url: 'https://a.org/' # b\ndocs_dir: c", "https://a.org/", "c"),
        ('site_url: "https://a.org/"\ndocs_dir: "c d"', "https://a.org/", "c d"),
        ("site_url: null", "", "docs"),
        ("site_url: ~", "", "docs"),
        ("site_url:", "", "docs"),
    ],
)
def test_plain_settings(tmp_path: Path, text: str, url: str, docs: str) -> None:
    """Plain settings are read without the rest of them."""
    projects.write(tmp_path, {"mkdocs.yml": f"{text}\ntheme: [no: theme\n"})
    project = find_source_project(tmp_path / "site")

    assert project
    assert project.site_url == url
    assert project.docs == tmp_path / docs


def test_no_project(tmp_path: Path) -> None:
    """A folder without settings beside it has no project."""
    assert find_source_project(tmp_path / "site") is None


def test_digest(tmp_path: Path) -> None:
    """What a site depends on changes with its settings, those above them, and its pages."""
    files = {"mkdocs.yml": "INHERIT: b/c.yml", "b/c.yml": "INHERIT: '../d.yml'", "d.yml": "a: b",
             "docs/a.md": "a", "docs/e.png": ""}  # fmt: skip
    config = tmp_path / "mkdocs.yml"

    def digest(changed: dict[str, str]) -> bytes:
        projects.write(tmp_path, {**files, **changed})
        return SourceProject(tmp_path, config, "", tmp_path / "docs").digest()

    first = digest({})
    assert digest({"docs/e.png": "x"}) == first
    changed = [digest({name: f"{files[name]}\nx: y"}) for name in files if name != "docs/e.png"]
    assert len({first, *changed}) == len(files)
    assert digest({"d.yml": "INHERIT: mkdocs.yml"}) != first


def test_marks(tmp_path: Path) -> None:
    """The definitions and the waivers of pages are found, except in files known to have none."""
    text = "\ufeff<!-- allow some-rule: why -->\r\n\r\n[a]: b\r\n"
    pages = {f"docs/{name}": text for name in ("a.md", "b/c.MD", "d.md", "not.txt")}
    projects.write(tmp_path, {"mkdocs.yml": "", **pages, "docs/e.md": "[a]\n\n[a]: b\n"})
    project = find_source_project(tmp_path)
    built = frozenset({"a.html", "b/c/index.html", "e.html"})
    without = frozenset({"a.md"})

    assert project
    unused = list(project.unused_definitions(built))
    assert [(path, label, place.path, place.line) for path, label, place in unused] == [
        ("a.md", "a", "docs/a.md", 3), ("b/c.MD", "a", "docs/b/c.MD", 3)
    ]  # fmt: skip
    assert [path for path, *_ in project.unused_definitions(built, without)] == ["b/c.MD"]
    waivers = [waiver.place.path for waiver in project.waivers()]
    assert waivers == ["docs/a.md", "docs/b/c.MD", "docs/d.md"]
    assert [waiver.place.path for waiver in project.waivers(without)] == waivers[1:]
