"""The same explainer builds with MkDocs and with Zensical into pages that say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects

if TYPE_CHECKING:
    from pathlib import Path

DATA = [
    pytest.param(css, names, id=name)
    for css, names, name in (
        ("article .explainer-comparison svg *", ("d", "x", "y", "id"), "charts"),
        (
            "article :is(.explainer-lanes, .explainer-positions, .explainer-split) *",
            ("d", "x", "y", "id", "href"),
            "pictures",
        ),
        ("article .explainer-comparison :is(th, td)", ("scope",), "comparisons"),
        ("article .explainer-comparison a[download]", ("href",), "files"),
        ("article .explainer-year > *", ("id",), "years"),
        ("article .explainer-year li", ("id", "class"), "events"),
    )
]


@pytest.fixture(scope="module", params=projects.SUBJECTS)
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    """A small site as MkDocs builds it and as Zensical does."""
    one, two = (projects.site(request.param, tmp_path_factory.mktemp(name)) for name in "ab")
    return projects.build(one), projects.build_with_zensical(two)


def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """The pages of a built site by their paths."""
    return {
        path.relative_to(site).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


def seen(tree: LexborHTMLParser, css: str, *names: str) -> list[tuple[str | None, ...]]:
    """What a page shows of some elements: the attributes of these names, and the text."""
    return [
        (*map(node.attributes.get, names), re.sub(r"\s+", " ", node.text()).strip())
        for node in tree.css(css)
    ]


def test_same_pages(sites: tuple[Path, Path]) -> None:
    """Both make the same pages."""
    assert list(pages(sites[0])) == list(pages(sites[1]))


@pytest.mark.parametrize(
    ("css", "names"),
    [
        pytest.param("article sup[id^='fnref']", ("id",), id="citations"),
        pytest.param("article a.footnote-ref", ("href",), id="citation-links"),
        pytest.param("article .explainer-label", ("class",), id="labels"),
        pytest.param("article .explainer-worn, article .explainer-labelled", (), id="labels-worn"),
        pytest.param("article .explainer-references li", ("id",), id="reference-lists"),
        pytest.param("article .explainer-references a", ("href", "title"), id="reference-links"),
        pytest.param("article .explainer-sources li", ("id",), id="bibliography"),
        pytest.param("article .explainer-sources a", ("href",), id="bibliography-links"),
        pytest.param("article .explainer-rules > *", ("id",), id="rules"),
        pytest.param("article .explainer-fields td", (), id="fields"),
        pytest.param("article h1", (), id="titles"),
        pytest.param("article .explainer-standing", (), id="verdicts"),
        pytest.param("article .explainer-parts > *", ("class",), id="parts"),
        pytest.param("article .explainer-verdicts-mean > *", ("id",), id="scale"),
        pytest.param("article .explainer-evidence > *", ("id",), id="evidence"),
        pytest.param("article .explainer-evidence a", ("href",), id="evidence-links"),
        pytest.param("article .explainer-claims tr[id]", ("id", "class"), id="ledger"),
        pytest.param("article .explainer-claims a", ("href",), id="ledger-links"),
        pytest.param("article a.explainer-claim-ref", ("href",), id="claims-cited"),
        pytest.param("article .explainer-provenance", ("class",), id="provenance"),
        pytest.param("article .explainer-as-of", (), id="dates"),
        pytest.param("article abbr", ("title", "tabindex"), id="terms"),
        *DATA,
        pytest.param("article .explainer-corrections > *", ("id",), id="corrections"),
        pytest.param("article p a:not([class])", ("href",), id="links"),
        pytest.param("meta[name=description]", ("content",), id="descriptions"),
    ],
)
def test_same_content(sites: tuple[Path, Path], css: str, names: tuple[str, ...]) -> None:
    """On every page both show the same of these, in the same order."""
    by_mkdocs, by_zensical = pages(sites[0]), pages(sites[1])

    shown = {path: seen(tree, css, *names) for path, tree in by_mkdocs.items()}

    assert any(shown.values())
    assert shown == {path: seen(tree, css, *names) for path, tree in by_zensical.items()}


def test_same_links(sites: tuple[Path, Path]) -> None:
    """The links of both sites all lead somewhere."""
    for site in sites:
        result = projects.run(site.parent, "links", str(site), "--select=LNK101,LNK102")

        assert result.exit_code == 0, result.output
