"""What broken links have in common, and what is left of a result when a site is checked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer import parallel
from explainer.site import link_causes
from explainer.site.check_result import BrokenLink, CheckResult, Layered
from explainer.site.checker import LinkChecker
from explainer.site.link_causes import Cause, by_cause
from explainer.site.page_origins import PageOrigins
from explainer.site.site_files import SiteFiles
from explainer.site.site_index import SiteIndex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def link(  # noqa: PLR0913  (most have a default)
    defect: str, url: str, target: str | None = None, fragment: str = "", *, path: str = "a.html",
    kind: str = "a href",
) -> BrokenLink:  # fmt: skip
    """A broken link of a page."""
    return BrokenLink(path, kind, url, defect, target, fragment)


def of(  # noqa: PLR0913  (most have a default)
    defect: str, subject: str, fragment: str = "", *, asset: bool = False, within: bool = False,
    page: str = "",
) -> Cause:  # fmt: skip
    """A cause."""
    return Cause(defect, asset, subject, fragment, within, page)


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        (link("missing", "b.html#c", "b.html", "c"), of("missing", "b.html")),
        (link("missing", "a.html", "a.html"), of("missing", "a.html")),
        (link("missing", "b"), of("missing", "b")),
        (link("missing", "b", "b", kind="img src"), of("missing", "b", asset=True)),
        (link("redirect", "x/b/", "c.html", "d"), of("redirect", "c.html b")),
        (link("redirect", "x/b/"), of("redirect", "x/b/")),
        (link("outside", "../../c?x#y", path="b/a.html"), of("outside", "../c")),
        (link("anchor", "b.html#c", "b.html", "c"), of("anchor", "b.html", "c")),
        (link("anchor", "#c", "a.html", "c"), of("anchor", "a.html", "c")),
        (link("private", "http://localhost/"), of("private", "http://localhost/")),
        (link("private", "http://localhost/a.html"), of("private", "http://localhost/*")),
        (link("duplicate-id", "c", "a.html", "c"),
         of("duplicate-id", "c", "c", within=True, page="a.html")),
        (link("duplicate-id", "c", "b.html", "c"), of("duplicate-id", "b.html", "c")),
        (link("empty", ""), of("empty", "a href", within=True, page="a.html")),
        (link("script", "javascript:a()"),
         of("script", "javascript:a()", within=True, page="a.html")),
        (link("scheme", ""), of("scheme", "a href", within=True, page="a.html")),
    ],
)  # fmt: skip
def test_cause(broken: BrokenLink, cause: Cause) -> None:
    """A link has the cause that one change mends."""
    assert list(by_cause([broken])) == [(cause, [broken])]


@pytest.mark.parametrize(("pages", "shared"), [(4, False), (5, True)])
def test_shared(pages: int, shared: bool) -> None:  # noqa: FBT001
    """What five pages have within themselves is of one cause, and of each page's own before."""
    links = [link("empty", "", path=f"{number}.html") for number in range(pages)]
    links += [link("empty", "", path="0.html")]
    causes = [cause for cause, _ in by_cause(links)]

    assert [cause.page for cause in causes] == (
        [""] if shared else [f"{number}.html" for number in range(pages)]
    )
    assert all(cause.within for cause in causes)
    assert all(cause.is_of_place is not shared for cause in causes)


def test_order() -> None:
    """The links of a cause begin with that of the start page, and are in order behind it."""
    paths = ["b.html", "index.html", "a.html"]
    links = [link("missing", url, "c", path=path) for url in ("y", "x") for path in paths]

    ((_, found),) = by_cause(links)
    assert [(each.path, each.url) for each in found] == [
        (path, url) for path in ("index.html", "a.html", "b.html") for url in ("x", "y")
    ]


@pytest.mark.parametrize(
    ("cause", "key"),
    [
        (of("missing", "b"), "missing False b  "),
        (of("missing", "b", "c", asset=True), "missing True b c "),
        (of("anchor", "b", "c", within=True, page="a"), "anchor False b c a"),
        (of("anchor", "b", "c", within=True), ""),
        (of("empty", "b", page="a"), ""),
        (of("empty", "b"), ""),
    ],
)
def test_key(cause: Cause, key: str) -> None:
    """A cause has a key where several places may share it."""
    assert cause.key == key


@pytest.mark.parametrize(
    ("cause", "of_place"),
    [
        (of("empty", "b", page="a"), True),
        (of("empty", "b"), False),
        (of("anchor", "b", page="a"), False),
    ],
)
def test_of_place(cause: Cause, of_place: bool) -> None:  # noqa: FBT001
    """Some defects of a page alone are mended at each place."""
    assert cause.is_of_place is of_place


@pytest.mark.parametrize(
    ("pages", "documents", "defect", "kind", "control"),
    [
        (10, 20, "empty", "a href", True),
        (10, 10, "script", "a href", True),
        (10, 21, "empty", "a href", False),
        (9, 9, "empty", "a href", False),
        (10, 20, "missing", "a href", False),
        (10, 20, "empty", "img src", False),
    ],
)
def test_control(pages: int, documents: int, defect: str, kind: str, control: bool) -> None:  # noqa: FBT001
    """A link that leads nowhere on ten pages, and on half of them, is the control of a theme."""
    links = [link(defect, "", path=f"{number}.html", kind=kind) for number in range(pages)]
    links += links[:1]

    assert link_causes.is_theme_control(of(defect, kind), links, documents) is control
    assert link_causes.is_allowed_in_theme(links[0]) is (defect != "missing" and kind == "a href")


def test_layered() -> None:
    """Of two mappings with the same path the first one counts."""
    both = Layered({"a": 1, "b": 2}, {"b": 3, "c": 4})

    assert dict(both) == {"a": 1, "b": 2, "c": 4}
    assert list(both) == ["a", "b", "c"]
    assert len(both) == 3
    assert [path in both for path in "abcd"] == [True, True, True, False]


@pytest.mark.parametrize(
    ("processes", "least", "shares"),
    [
        (4, 1000, [["a.html", "b.html", "c.html", "a.css"]]),
        (4, 40, [["a.html", "b.html", "c.html", "a.css"]]),
        (1, 1, [["a.html", "b.html", "c.html", "a.css"]]),
        (2, 1, [["a.css"], ["a.html", "b.html"], ["c.html"]]),
        (4, 1, [["a.css"], ["a.html"], ["b.html"], ["c.html"]]),
    ],
)
def test_shares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: int, least: int,
    shares: list[list[str]],
) -> None:  # fmt: skip
    """Each process has a run of the pages, unless these are too small to share."""
    projects.write(tmp_path, {f"{name}.html": "x" * 20 for name in "abc"} | {"a.css": ""})
    files = SiteFiles(str(tmp_path))
    checker = LinkChecker(files, SiteIndex(frozenset(files.paths)), PageOrigins(None))
    seen: list[Sequence[str]] = []
    monkeypatch.setattr(parallel, "process_count", lambda: processes)
    monkeypatch.setattr("explainer.site.checker._MIN_SHARE", least)

    def note(_: object, parts: Sequence[Sequence[str]], __: object) -> list[CheckResult]:
        seen.extend(parts)
        return []

    monkeypatch.setattr(parallel, "map_parts", note)
    checker.check()

    assert seen == shares
