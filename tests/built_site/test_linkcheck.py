"""The link check of a site: its cache, its waivers, and its external links."""

from __future__ import annotations

import os
import pickle
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import MagicMock

import pytest

import explainer.rules
import projects
from explainer.linkcheck import LinkCheck, result_cache
from explainer.site import checker, find_external_links, find_source_project, read_site
from explainer.site.site_reader import SiteReader

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = "# Page\n\nSee [a](gone.md) and [b](https://example.org/b), <https://example.org/c>.\n"
FILES = {
    "mkdocs.yml": "site_name: a\nsite_url: https://heat.example/\ntheme: mkdocs\n",
    "docs/index.md": "# Home\n",
    "docs/page.md": PAGE,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a built site that has one problem."""
    projects.write(tmp_path, FILES)
    projects.build(tmp_path)
    return tmp_path


def stored(folder: Path) -> Path:
    """The file that keeps what was found."""
    (file,) = Path(f"{folder}.cache", "explainer").glob("*.json")
    return file


def test_nothing_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing has changed, the same is said again without following anything."""
    first = projects.run(project, "links", "site")
    monkeypatch.delattr(SiteReader, "read")
    second = projects.run(project, "links", "site")

    assert first.exit_code == second.exit_code == 1
    assert "docs/page.md:3:9: LNK101" in first.output
    assert first.output == second.output


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        pytest.param("site/page/index.html", "<a href='gone'>", "LNK101", id="a page"),
        pytest.param("site/new.html", "<a href='gone'>", "LNK101", id="a new page"),
        pytest.param("site/css/base.css", "a { background: url(gone) }", "LNK103", id="a style"),
        pytest.param("docs/page.md", f"{PAGE}\n[d]: e.md\n", "LNK115", id="the Markdown"),
        pytest.param("mkdocs.yml", FILES["mkdocs.yml"] + "#", "LNK101", id="the settings"),
    ],
)
def test_something_changed(project: Path, path: str, text: str, code: str) -> None:
    """Where a file has changed, everything is followed again."""
    projects.run(project, "links", "site")
    before = stored(project).read_bytes()
    projects.write(project, {path: text})

    assert f" {code} " in projects.run(project, "links", "site").output
    assert stored(project).read_bytes() != before


def test_other_rules(project: Path) -> None:
    """What was found by some rules is not taken for what others find."""
    assert projects.run(project, "links", "site", "--select=LNK102").exit_code == 0
    assert projects.run(project, "links", "site", "--select=LNK101").exit_code == 1


def test_library_changed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another version of a library is installed, the site is checked again."""
    library = project / "parser_of_urls.py"
    library.write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(project)
    monkeypatch.setattr(result_cache, "_LIBRARIES", ("parser_of_urls", "not_installed"))
    projects.run(project, "links", "site")
    before = stored(project).read_bytes()
    library.write_text("# 2", encoding="utf-8")
    projects.run(project, "links", "site")

    assert stored(project).read_bytes() != before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"key": "a"}', '{"key": "a", "counts": {}, "problems": [[1]]}']
)
def test_spoilt(project: Path, text: str) -> None:
    """What is kept may be spoilt by anyone; it is then written anew."""
    said = projects.run(project, "links", "site").output
    stored(project).write_text(text, encoding="utf-8")

    assert projects.run(project, "links", "site").output == said
    assert len(stored(project).read_text(encoding="utf-8")) > len(text)


def test_nowhere_to_keep(project: Path) -> None:
    """Where nothing can be kept, the site is checked all the same."""
    (project / ".cache").write_text("", encoding="utf-8")

    assert projects.run(project, "links", "site").exit_code == 1


def test_waivers(tmp_path: Path) -> None:
    """A waiver in the Markdown allows a problem of the site; one that allows none is reported."""
    page = (
        "# Page\n\n"
        "See [a](gone.md). <!-- allow link-target-missing: it comes on Monday -->\n\n"
        "See [b](index.md). <!-- allow link-target-missing: it comes on Monday -->\n"
    )
    projects.write(tmp_path, {**FILES, "docs/page.md": page})
    projects.build(tmp_path)

    said = projects.run(tmp_path, "links", "site").output

    assert said.startswith("docs/page.md:5:20: TXT101 ")
    assert "1 problem in " in said


def test_external_links(project: Path) -> None:
    """Each address on the web is known with the places that lead there, in the Markdown."""
    folder = project / "site"
    source_project = find_source_project(folder)
    site = read_site(folder, "site", source_project)

    found = {
        address: (place.path, place.line, place.column)
        for address, place in find_external_links(folder, "site", source_project, site)
        if address.startswith("https://example.org/")
    }

    assert set(found) <= set(site.outbound)
    assert found == {
        "https://example.org/b": ("docs/page.md", 3, 26),
        "https://example.org/c": ("docs/page.md", 3, 51),
    }


def test_plain_settings(tmp_path: Path) -> None:
    """What a site needs of its settings is read the same way however it is written."""
    for text in (
        "site_name: a\nsite_url: https://heat.example/ # there\ndocs_dir: 'docs'\n",
        'site_name: a\nsite_url: "https://heat.example/"\n',
        "INHERIT: base.yml\n",
        "site_name: a\nsite_url: !ENV [NOWHERE_AT_ALL, 'https://heat.example/']\n",
    ):
        base = {"base.yml": "site_name: a\nsite_url: https://heat.example/\n"}
        projects.write(tmp_path, {**FILES, **base, "mkdocs.yml": text})
        project = find_source_project(tmp_path / "site")

        assert project is not None
        assert (project.site_url, project.docs) == ("https://heat.example/", tmp_path / "docs")


@pytest.mark.parametrize("fails", ["", "pickle", "fork"])
def test_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Two processes find what one finds, and where the second fails, the first does its work."""
    pages = {f"{n}.html": f"<p id='a{n}'><a href='{n + 1}.html#a{n % 5}'>" for n in range(40)}
    projects.write(tmp_path, {**pages, "x.html": "<a href='https://example.org'>"})
    alone = read_site(tmp_path, "site")
    monkeypatch.setattr(checker, "_MIN_SHARE", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    if fails == "fork":
        monkeypatch.setattr(os, "fork", MagicMock(side_effect=OSError))
    elif fails == "pickle":
        monkeypatch.setattr(pickle, "dumps", MagicMock(side_effect=ValueError))

    together = read_site(tmp_path, "site")

    assert len(alone.links) > 30
    assert sorted(alone.links) == sorted(together.links)
    assert alone._replace(links=()) == together._replace(links=())


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is checked like any other."""
    (tmp_path / os.fsdecode(b"\xff.html")).write_text("<a href='gone'>a</a>", encoding="utf-8")

    result = projects.run(tmp_path, "links", ".")

    assert result.exit_code == 1
    assert "\ufffd.html:1:10: LNK101 " in result.output


def test_page_that_cannot_be_read(project: Path) -> None:
    """Where a page's Markdown cannot be read any more, the problem is placed in the built file."""
    (project / "docs" / "page.md").write_bytes(b"# Caf\xe9\n")

    assert "site/page/index.html:" in projects.run(project, "links", "site").output


# ── Without a project ──

GOOD, BAD = "<main><a href='#a' id='a'>a</a></main>", "<main><a href='gone'>a</a></main>"


@pytest.fixture(name="asked")
def fixture_asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What each reader of a site was asked for."""
    asked: list[dict[str, object]] = []
    create = SiteReader.__init__

    def note(self: SiteReader, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        asked.append(options)
        create(self, *arguments, **options)

    monkeypatch.setattr(SiteReader, "__init__", note)
    return asked


def found(folder: Path, monkeypatch: pytest.MonkeyPatch, *rules: Sequence[str]) -> list[str]:
    """The codes of the problems of a site in a folder, with selected and ignored rules."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "kept"))
    return [problem.code for problem in LinkCheck(folder / "site", *rules).run().problems]


@pytest.mark.parametrize(
    ("rules", "strict"),
    [
        ((), False),
        ((["LNK101"],), False),
        (([], ["LNK101"]), False),
        ((["LNK3"],), True),
        ((["LNK3"], ["LNK101"]), True),
    ],
)
def test_strict(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: list[dict[str, object]],
    rules: Sequence[Sequence[str]],
    *,
    strict: bool,
) -> None:
    """What only strict rules need is read where one of them is selected."""
    projects.write(tmp_path, {"site/index.html": GOOD})
    found(tmp_path, monkeypatch, *rules)

    assert [each["strict"] for each in asked] == [strict]


def test_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[dict[str, object]]
) -> None:
    """What is known of a site's files is there for the next run, if there is a result as well."""
    for text in (GOOD, BAD, f"{BAD} "):
        projects.write(tmp_path, {"site/index.html": text})
        found(tmp_path, monkeypatch)
    for file in (tmp_path / "kept/explainer").glob("*.json"):
        file.unlink()
    found(tmp_path, monkeypatch)

    assert [each["memory"] is None for each in asked] == [True, False, False, True]


def test_changed_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found counts for the bytes that were read, and not for those that came after."""
    projects.write(tmp_path, {"site/index.html": GOOD})
    read = SiteReader.read

    def change(self: SiteReader) -> object:
        site = read(self)
        projects.write(tmp_path, {"site/index.html": BAD})
        return site

    with monkeypatch.context() as patched:
        patched.setattr(SiteReader, "read", change)
        assert found(tmp_path, monkeypatch) == []

    assert found(tmp_path, monkeypatch) == ["LNK101"]


def test_nothing_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a site without a broken link no rule is asked, unless some were chosen."""
    projects.write(tmp_path, {"site/index.html": GOOD})
    asked: list[object] = []

    check = explainer.rules.check

    def ask(*arguments: Any, **options: Any) -> object:  # noqa: ANN401
        asked.append(1)
        return check(*arguments, **options)

    monkeypatch.setattr(explainer.rules, "check", ask)

    for rules, count in (((), 0), ((["LNK101"],), 1), (([], ["LNK101"]), 2)):
        assert found(tmp_path, monkeypatch, *rules) == []
        assert len(asked) == count
