"""The ways on from the page of a claim: its section, related claims, the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
from explainer.model import Citation, Claim, EvidenceItem, Place, Project
from explainer.postbuild.claim_links import add_claim_links, related_claims

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = Place("")


def claim(slug: str, cites: str = "", section: str | None = None) -> Claim:
    """A claim whose evidence cites sources, each a letter."""
    evidence = tuple(
        EvidenceItem(Citation(key, NOWHERE), "supports", "So.", NOWHERE) for key in cites
    )
    return Claim(slug, NOWHERE, slug, section=section, evidence=evidence)


RELATED = {
    "more sources first": ([claim("b", "x"), claim("c", "xy"), claim("d", "z")], ["c", "b"]),
    "a source twice counts once": ([claim("b", "xx"), claim("c", "xy")], ["c", "b"]),
    "sources before the section": ([claim("b", "", "s.md"), claim("c", "x")], ["c", "b"]),
    "the section among equals": ([claim("b", "x"), claim("c", "x", "s.md")], ["c", "b"]),
    "equals by their slugs": ([claim("c", "x"), claim("b", "x")], ["b", "c"]),
    "other sections": ([claim("b", "", "t.md"), claim("c")], []),
    "five at most": ([claim(slug, "x") for slug in "bcdefg"], ["b", "c", "d", "e", "f"]),
}


@pytest.mark.parametrize(("others", "expected"), RELATED.values(), ids=RELATED)
def test_related(others: list[Claim], expected: list[str]) -> None:
    """Related are claims with sources in common, then those of the section, five at most."""
    own = claim("a", "xy", "s.md")
    project = Project(claims={each.slug: each for each in [own, *others]})

    assert related_claims(own, project, set(project.claims)) == expected


def test_related_without_section() -> None:
    """That two claims have no section does not relate them."""
    own, other = claim("a", "x"), claim("b", "y")

    assert related_claims(own, Project(claims={"a": own, "b": other}), {"a", "b"}) == []


TEXT = "---\ntitle: {title}\n{fields}---\nIt is. [@ipcc]\n"
CLAIMS = {
    "a": TEXT.format(title="B & C.", fields="verdict: disputed\nsection: air.md\n"),
    "b": TEXT.format(title="a is.", fields="verdict: disputed\n"),
    "c": TEXT.format(title="C is.", fields="verdict: supported\nsection: none.md\n"),
    "d": TEXT.format(title="D is.", fields="verdict: certain\n"),
    "e": TEXT.format(title="E is.", fields="verdict: supported\nstub: yes\n"),
}
FILES = {f"docs/claims/{slug}.md": text for slug, text in CLAIMS.items()}
FILES["docs/air.md"] = "# Air\n\nIt is. [@ipcc]\n"
PAGES = {f"claims/{slug}/index.html": "<article><h1>It</h1></article>" for slug in CLAIMS}
PAGES["claims/c/index.html"] = "<p>no article</p>"
PAGES["claims/d/index.html"] = '<article><h2 id="references">Sources</h2></article>'
PAGES["air/index.html"] = "<article><h1>The <b>air</b> &amp; sea</h1></article>"


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path) -> built_sites.BuiltSite:
    """A site with claims, of which one is not written yet and one has no valid verdict."""
    site = built_sites.read(tmp_path, PAGES, FILES)
    add_claim_links(site)
    return site


def test_turn(site: built_sites.BuiltSite) -> None:
    """Claims follow each other by verdict and title; those without a valid verdict come last."""
    turns = {
        slug: [
            (link.attributes["rel"], link.attributes["href"], link.text())
            for link in site.pages[f"claims/{slug}/index.html"].tree.css(".explainer-turn > a")
        ]
        for slug in CLAIMS
    }

    assert turns == {
        "a": [
            ("prev", "../b/", "Previous claim a is."),
            ("next", "../d/", "Next claim D is."),
        ],
        "b": [
            ("prev", "../c/", "Previous claim C is."),
            ("next", "../a/", "Next claim B & C."),
        ],
        "c": [],
        "d": [("prev", "../a/", "Previous claim B & C.")],
        "e": [],
    }


def test_section(site: built_sites.BuiltSite) -> None:
    """The section is named by its title, in front of the turn; a claim without one says nothing."""
    found = {
        slug: [
            (link.attributes["href"], link.text())
            for link in site.pages[f"claims/{slug}/index.html"].tree.css(".explainer-related a")
        ]
        for slug in CLAIMS
    }

    assert found == {"a": [("../../air/", "The air & sea")], "b": [], "c": [], "d": [], "e": []}
    first = built_sites.html(site, "claims/a/index.html")
    assert first.index("explainer-related") < first.index("explainer-turn")


@pytest.mark.parametrize(
    ("end", "order"),
    [
        ("", ["h1", "section", "nav"]),
        ('<h2 id="references"></h2>', ["h1", "section", "h2", "nav"]),
        ('</article><h2 id="references">', ["h1", "section"]),
    ],
)
def test_place(tmp_path: Path, end: str, order: list[str]) -> None:
    """Related claims stand before the references of the article, and the turn at its end."""
    files = {path: FILES[path] for path in ("docs/claims/a.md", "docs/air.md")}
    if "</article>" not in end:
        files["docs/claims/b.md"] = FILES["docs/claims/b.md"]
    page = f"<article><h1>A</h1>{end}"
    path = "claims/a/index.html"
    site = built_sites.read(
        tmp_path, {"claims/b/index.html": "", "air/index.html": "", path: page}, files
    )
    add_claim_links(site)
    article = site.pages[path].tree.css_first("article")
    assert article is not None

    assert [child.tag for child in article.iter()] == order


def test_alone(tmp_path: Path) -> None:
    """A claim that is alone, and in no section, gets nothing."""
    path = "claims/b/index.html"
    site = built_sites.read(tmp_path, {path: PAGES[path]}, {"docs/claims/b.md": CLAIMS["b"]})
    add_claim_links(site)

    assert built_sites.html(site, path) == PAGES[path]
