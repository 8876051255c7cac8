"""What readers get at the head and the foot of a built page, and lists that weigh less."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.bibliography.formats import FORMATS
from explainer.postbuild.claim_links import related_claims
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
type: report
title: {title}
publisher: Agency
issued: 2023-03
URL: https://example.org/{title}
tier: research
origin: {origin}
passages:
  - slug: a
    fact: It warmed.
    words: it is 1.1 °C – so – they say
  - slug: b
    fact: It will warm.
"""
CLAIM = """\
---
title: {title}
verdict: supported
section: {section}
as_of: {as_of}
evidence:
  - {{cite: {cite}, stance: supports, why: So.}}
changes:
  - {{date: 2024-01-02, what: First published., verdict: supported}}
---
It is. [@{cite}]
"""


def claim(title: str, section: str, cite: str, as_of: str = "2024-05-06") -> str:
    """The page of a claim."""
    return CLAIM.format(title=title, section=section, cite=cite, as_of=as_of)


FILES = {
    "mkdocs.yml": (
        "site_name: Heat & ice\nsite_url: https://heat.example/\nrepo_url: https://git.example/heat\n"
        "theme: {name: material, custom_dir: overrides}\n"
        "extra_javascript: [{path: assets/explainer.js, defer: true}]\n"
        "exclude_docs: '*.y*ml'\nnav: [index.md, air.md, sea.md, Claims: claims/index.md]\n"
        "markdown_extensions: [explainer.markdown: {references: template}, attr_list,"
        " toc: {permalink: true}]\n"
    ),
    "docs/sources/one.yml": SOURCE.format(title="One", origin="same"),
    "docs/sources/two.yml": SOURCE.format(title="Two", origin="Same"),
    "docs/sources/three.yml": SOURCE.format(title="Three", origin="other")
    + "accessed: 2024-02-03\n",
    "docs/index.md": "# Home\n\nIt is said. [@about]\n",
    "docs/air.md": (
        "# The air\n\nIt warmed. [@one#a] It did. [@two#a; @three#b] We think. [@analysis]\n\n"
        "## Later { data-as-of=2024-03-04 }\n\nIt will. [@one#b] It did. [@one#a]\n"
    ),
    "docs/sea.md": "# The sea\n\nIt warmed. [@three] It did. [@claims/a]\n",
    "docs/ice.md": "# The ice\n\nIt melts. [@three#a]\n",
    "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
    "docs/claims/a.md": claim("A is.", "air.md", "one#a"),
    "docs/claims/b.md": claim("B is.", "sea.md", "one#b"),
    "docs/claims/c.md": claim("C is.", "air.md", "two#a"),
    "docs/claims/d.md": claim("D is.", "sea.md", "three#a"),
}


@pytest.fixture(scope="module", name="site")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, built and completed."""
    folder = projects.write(tmp_path_factory.mktemp("heads"), FILES)
    projects.write_theme(folder)
    projects.build(folder)
    assert projects.run(folder, "postbuild").output.endswith(" files written to site.\n")
    return folder


def page(site: Path, path: str) -> LexborHTMLParser:
    """A page of the site."""
    return LexborHTMLParser((site / "site" / path / "index.html").read_text(encoding="utf-8"))


def said(site: Path, path: str, css: str) -> list[str]:
    """What the elements of a selector say."""
    return [" ".join(node.text().split()) for node in page(site, path).css(css)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "air",
            (
                "Last checked 4 March 2024 4 sentences rest on 3 sources of 2 independent origins"
                " 1 minute to read"
            ),
        ),
        (
            "sea",
            (
                "Last checked 6 May 2024 2 sentences rest on 1 source of 1 independent origin,"
                " and on 1 claim 1 minute to read"
            ),
        ),
        (
            "ice",
            (
                "Last checked 3 February 2024 1 sentence rests on 1 source of 1 independent origin"
                " 1 minute to read"
            ),
        ),
        (
            "claims/a",
            "1 sentence rests on 1 source of 1 independent origin 1 minute to read",
        ),
        ("", None),
        ("claims", None),
    ],
)
def test_head(site: Path, path: str, expected: str | None) -> None:
    """The head says the newest day that is stated, and counts what sentences cite themselves."""
    assert said(site, path, "h1 ~ .explainer-page-head") == ([expected] if expected else [])


def test_day_for_machines(site: Path) -> None:
    """The day is a `time`; that of a claim is beside its verdict."""
    for path, day in (("air", "2024-03-04"), ("claims/a", "2024-05-06")):
        css = f"h1 + p time[datetime='{day}'], h1 + .explainer-standing time[datetime='{day}']"
        assert len(page(site, path).css(css)) == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", []),
        ("air", ["Home", "The air"]),
        ("claims", ["Home", "Claims"]),
        ("claims/a", ["Home", "Claims", "A is."]),
    ],
)
def test_path(site: Path, path: str, expected: list[str]) -> None:
    """Each page but the first says where it is; the last step is the page itself."""
    assert said(site, path, "nav.explainer-path li") == expected
    assert len(page(site, path).css(".explainer-path [aria-current=page]")) == bool(expected)


def test_related(site: Path) -> None:
    """Related are claims that share sources, then those of the section; nothing else is."""
    settings = read_settings(site)
    project = read_project(settings).project
    among = set(project.claims)

    assert related_claims(project.claims["a"], project, among) == ["b", "c"]
    assert related_claims(project.claims["d"], project, among) == ["b"]
    assert said(site, "claims/a", ".explainer-related li > a") == ["B is.", "C is."]
    assert said(site, "claims/a", ".explainer-related p > a") == ["The air"]


def test_turn(site: Path) -> None:
    """Claims follow each other as in the ledger; the first and the last have one neighbour."""
    turns = {
        slug: [
            (node.attributes["rel"], node.attributes["href"])
            for node in page(site, f"claims/{slug}").css(".explainer-turn a")
        ]
        for slug in "abd"
    }

    assert turns == {
        "a": [("next", "../b/")],
        "b": [("prev", "../a/"), ("next", "../c/")],
        "d": [("prev", "../c/")],
    }


def test_cited_page(site: Path) -> None:
    """A page's own entries are read by the readers of each format, and say the same."""
    shown, texts = said(site, "air", ".explainer-cite-page dt"), page(site, "air").css("pre")

    assert shown == ["Text", "BibTeX", "RIS", "CSL-JSON"]
    assert texts[0].text() == "The air. Heat & ice. 4 March 2024. https://heat.example/air/"
    for form, text in zip(("bibtex", "ris", "csl-json"), texts[1:], strict=True):
        entry = FORMATS[form].parse(text.text()).entries[0]
        assert entry.values["title"] == "The air"
        assert entry.values["URL"] == "https://heat.example/air/"
        assert entry.values["issued"] == "2024-03-04"
    assert json.loads(texts[3].text())[0]["container-title"] == "Heat & ice"


@pytest.mark.parametrize(
    ("settings", "start", "names"),
    [
        (
            "repo_url: https://github.com/a/b/",
            "https://github.com/a/b/issues/new?",
            ("title", "body"),
        ),
        (
            "repo_url: https://gitlab.example/a/b",
            "https://gitlab.example/a/b/-/issues/new?",
            ("issue[title]", "issue[description]"),
        ),
        (
            "extra: {report_email: a+b@heat.example}",
            "mailto:a%2Bb@heat.example?",
            ("subject", "body"),
        ),
        ("", "", ()),
    ],
)
def test_report(tmp_path: Path, settings: str, start: str, names: tuple[str, ...]) -> None:
    """A mistake is reported in the repository, else by e-mail; else nothing is offered."""
    base = {**projects.BASE, "mkdocs.yml": f"site_url: https://heat.example/\n{projects.MKDOCS}"}
    base["mkdocs.yml"] += f"theme: material\n{settings}\n"
    projects.write(tmp_path, base)
    projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")
    links = page(tmp_path, "").css("a.explainer-report")

    assert len(links) == bool(start)
    for link in links:
        address = str(link.attributes["href"])
        asked = parse_qs(urlsplit(address).query)
        assert address.startswith(start)
        assert tuple(asked) == names
        assert asked[names[0]] == ["Mistake on “Home”"]
        assert asked[names[1]][0].startswith("Page: https://heat.example/\n\nSentence:\n\n")


def test_short_names(site: Path) -> None:
    """Entries and uses are named by their numbers, and every link of the site still leads there."""
    html = page(site, "air")
    names = [node.attributes["id"] for node in html.css("[id^='fn']")]

    assert {"fnref:1a", "fn:1a", "fnref:1b", "fn:1b", "fnref2:1a", "fn:2", "fn:3"} <= set(names)
    assert all(re.fullmatch(r"fn(ref\d*)?:\d+[a-z]*", str(name)) for name in names)
    assert len(names) == len(set(names))
    assert projects.run(site, "links", "site").exit_code == 0
    evidence = page(site, "claims/a").css_first(".explainer-listed")
    assert evidence is not None
    assert evidence.attributes["href"] == "#fn:1"


def test_same_bytes(site: Path, tmp_path: Path) -> None:
    """The same project becomes the same pages, byte for byte."""
    projects.write(tmp_path, FILES)
    projects.write_theme(tmp_path)
    projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")

    for path in ("air", "claims/a"):
        one, other = (root / "site" / path / "index.html" for root in (site, tmp_path))
        assert one.read_bytes() == other.read_bytes()


def test_with_zensical(tmp_path: Path, site: Path) -> None:
    """A site that Zensical has built gets the same."""
    classic = FILES["mkdocs.yml"].replace("name: material", "variant: classic")
    projects.write(tmp_path, {**FILES, "mkdocs.yml": classic})
    projects.write_theme(tmp_path)
    projects.build_with_zensical(tmp_path)
    assert projects.run(tmp_path, "postbuild").exit_code == 0

    for css in (".explainer-page-head", ".explainer-path li", ".explainer-turn a", "li[id='fn:1']"):
        assert said(tmp_path, "claims/b", css) == said(site, "claims/b", css) != []
    script = page(tmp_path, "air").css_first("script[src^='../assets/explainer.'][defer]")
    assert script is not None
    assert projects.run(tmp_path, "links", "site").exit_code == 0
