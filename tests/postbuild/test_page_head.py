"""The line at the head of a page, and the foot of it: what they say, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
import projects
from explainer.postbuild.page_foot import add_page_feet, citation_of
from explainer.postbuild.page_head import add_page_heads

if TYPE_CHECKING:
    from pathlib import Path

POINTER = projects.IPCC.replace("passages:", "reliance: pointer\npassages:")
CLAIM = "---\ntitle: It is.\nverdict: supported\nas_of: 2024-05-06\n---\nIt is. [@ipcc]\n"
FILES = {
    "docs/sources/pointer.yml": POINTER.replace("origin: ipcc", "origin: pointer"),
    "docs/sources/same.yml": projects.IPCC.replace("origin: ipcc", "origin: IPCC"),
    "docs/sources/own.yml": projects.IPCC.replace("origin: ipcc\n", ""),
    "docs/claims/a.md": CLAIM,
    "docs/claims/b.md": CLAIM,
}
ONE = "1 sentence rests on 1 source of 1 independent origin"

LINES = {
    "a source": ("It is. [@ipcc]", f"{ONE} 1 minute to read"),
    "one origin": (
        "It is. [@ipcc; @same]",
        "1 sentence rests on 2 sources of 1 independent origin",
    ),
    "no origin": ("It is. [@ipcc; @own]", "1 sentence rests on 2 sources of 2 independent origins"),
    "a pointer": (
        "It is. [@ipcc; @pointer]",
        "1 sentence rests on 2 sources of 1 independent origin",
    ),
    "a claim": ("It is. [@claims/a]", "1 sentence rests on 1 claim"),
    "both": ("It is. [@ipcc; @claims/a]", f"{ONE}, and on 1 claim"),
    "others": ("It is. [@ipcc] So. [@none] So. [@claims/none] So. [@about]", ONE),
    "nothing known": ("It is. [@none] It was. [@claims/none]", None),
    "labels": ("It is. [@about]", None),
    "words of a minute": (f"It is{' so' * 228}. [@ipcc]", "1 minute to read"),
    "words of two": (f"It is{' so' * 229}. [@ipcc]", "2 minutes to read"),
    "signs of a minute": (f"{'暖' * 460} [@ipcc]", "1 minute to read"),
    "signs of two": (f"{'暖' * 461} [@ipcc]", "2 minutes to read"),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_line(tmp_path: Path, text: str, expected: str | None) -> None:
    """It counts what sentences cite of sources, origins and claims, and the minutes."""
    pages = {"p/index.html": "<article><h1>P</h1></article>"}
    site = built_sites.read(tmp_path, pages, {**FILES, "docs/p.md": f"# P\n\n{text}\n"})
    add_page_heads(site)
    found = [" ".join(line.text().split()) for line in _lines(site)]

    assert len(found) == (expected is not None)
    assert (expected or "") in "".join(found)
    assert ("Last checked" in "".join(found)) == ("claims/a" in text)


def _lines(site: built_sites.BuiltSite, path: str = "p/index.html") -> list[built_sites.Node]:
    return site.pages[path].tree.css(".explainer-page-head")


PLACES = {
    "title": "<h1>A</h1>{}<p>b</p>",
    "date": '<h1>A</h1>\n<p class="explainer-as-of">a</p>{}\n<p>b</p>',
    "verdict": '<h1>A</h1>b<p class="a explainer-standing">c</p>{}',
    "both": '<h1>A</h1><p class="explainer-standing">c</p><p class="explainer-as-of">a</p>{}',
    "later": '<h1>A</h1>{}<p class="b">b</p><p class="explainer-as-of">c</p>',
    "no class": "<h1>A</h1>{}<!-- c --><p>b</p>",
}


@pytest.mark.parametrize("html", PLACES.values(), ids=PLACES)
def test_place(tmp_path: Path, html: str) -> None:
    """It stands below the title, and below the verdict and the date that follow it at once."""
    page = f"<article>{html.format('')}</article>"
    site = built_sites.read(tmp_path, {"claims/a/index.html": page}, FILES)
    add_page_heads(site)
    (line,) = _lines(site, "claims/a/index.html")

    assert built_sites.html(site, "claims/a/index.html").replace(line.html or "", "{}") == (
        f"<article>{html}</article>"
    )
    # The verdict has the day beside it.
    assert len(line.css("span")) == len(line.css("span > time")) + 2
    assert len(line.css("time")) == ("explainer-standing" not in html)


def test_no_title(tmp_path: Path) -> None:
    """A page without a title, or without a file, has no line."""
    pages = {"claims/a/index.html": "<article><p>a</p></article>", "404.html": "<h1>A</h1>"}
    pages["claims/b/index.html"] = "<h1>A</h1>"
    site = built_sites.read(tmp_path, pages, FILES)
    add_page_heads(site)

    assert [path for path in pages if _lines(site, path)] == []


# ── The foot ──

SITE = f"site_url: https://heat.example/\n{projects.MKDOCS}"
NAMELESS = projects.MKDOCS.replace("site_name: Heat", "site_name: ''")
CITED = {
    "a claim": (
        SITE,
        "claims/a/index.html",
        "Été is. Heat. 6 May 2024. https://heat.example/claims/a/",
    ),
    "no address": (projects.MKDOCS, "claims/a/index.html", "Été is. Heat. 6 May 2024"),
    "no day": (SITE, "index.html", "Été is. Heat. https://heat.example/"),
    "no name": (NAMELESS, "index.html", "Été is"),
}


@pytest.mark.parametrize(("settings", "path", "expected"), CITED.values(), ids=CITED)
def test_cited(tmp_path: Path, settings: str, path: str, expected: str) -> None:
    """A page is cited by title, site, day and address, as far as there are such."""
    pages = {path: "<article><h1>Été <i>is</i>.</h1></article>", "404.html": "<article><h1>A"}
    site = built_sites.read(tmp_path, pages, {**FILES, "mkdocs.yml": settings})
    add_page_feet(site)
    page = site.pages[path]
    names = {"title", "language", "type", "container-title", "issued", "URL"}
    missing = {
        "container-title": "Heat" not in expected,
        "issued": "2024" not in expected,
        "URL": "https" not in expected,
    }

    shown = [text.text() for text in page.tree.css(".explainer-cite-page pre")]

    assert shown[0] == expected
    assert '"title": "Été is."' in shown[3]
    assert citation_of(site, page, "A").keys() == {it for it in names if not missing.get(it)}
    assert site.pages["404.html"].tree.css(".explainer-page-foot") == []


KEYS = {
    "index.html": "start",
    "claims/a/index.html": "claims-a",
    "p/q.html": "p-q",
}


@pytest.mark.parametrize(("path", "key"), KEYS.items())
def test_key(tmp_path: Path, path: str, key: str) -> None:
    """The key of a page's own entry is its path."""
    files = {**FILES, "docs/p/q.md": "# Q\n\nIt is. [@about]\n", "mkdocs.yml": SITE}
    flat = {**files, "mkdocs.yml": f"use_directory_urls: false\n{SITE}"}
    site = built_sites.read(
        tmp_path, {path: "<article><h1>A</h1></article>"}, flat if "q" in path else files
    )
    add_page_feet(site)
    bibtex = site.pages[path].tree.css(".explainer-cite-page pre")[1].text()

    assert bibtex.startswith(f"@online{{{key},")


REPORTS = {
    "a repository": (
        "repo_url: https://github.com/a/b/",
        "https://github.com/a/b/issues/new?title=",
    ),
    "GitLab": (
        "repo_url: https://gitlab.a.example/b",
        "https://gitlab.a.example/b/-/issues/new?issue%5Btitle%5D=",
    ),
    "a repository before e-mail": (
        "repo_url: https://a.example/gitlab\nextra: {report_email: a@b.example}",
        "https://a.example/gitlab/issues/new?title=",
    ),
    "e-mail": ("extra: {report_email: a+c@b.example}", "mailto:a%2Bc@b.example?subject="),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("settings", "start"), REPORTS.values(), ids=REPORTS)
def test_report(tmp_path: Path, settings: str, start: str) -> None:
    """A mistake is reported in the repository or by e-mail, with the page's title and address."""
    site = built_sites.read(
        tmp_path,
        {"index.html": "<article><h1>It's (a) b</h1></article>"},
        {"mkdocs.yml": f"{projects.MKDOCS}{settings}\n"},
    )
    add_page_feet(site)
    links = [link.attributes["href"] or "" for link in site.pages["index.html"].tree.css("a")]

    assert len(links) == bool(start)
    for link in links:
        assert link.startswith(f"{start}Mistake%20on%20%E2%80%9CIt's%20(a)%20b%E2%80%9D&")
        assert "=Page%3A%20index.html%0A%0ASentence%3A" in link
