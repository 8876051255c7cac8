"""Claims for machines: the feed of what is new, the list of all, and reviews."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

import built_sites
import projects
from explainer.postbuild.exports.atom_feed import add_feed
from explainer.postbuild.exports.claim_export import add_claims
from explainer.postbuild.exports.claim_review import claim_review
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Claim


URL = built_sites.URL
NO_ADDRESS = {"mkdocs.yml": projects.MKDOCS}


# ── The feed ──

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(site: built_sites.BuiltSite) -> ET.Element:
    """The feed of a site."""
    add_feed(site)
    return ET.fromstring(site.files["feed.xml"])  # noqa: S314  (our own)


def test_feed(tmp_path: Path) -> None:
    """The newest of all changes comes first, and of one day the last of each claim."""
    files = {
        "docs/claims/a.md": built_sites.claim(
            "2024-01-01 | New. | unverified",
            "2024-01-02 | Changed \\a. | supported",
            "2024-01-02 | Mended. | supported",
        ),
        "docs/claims/b.md": built_sites.claim("2024-01-02 | Also new. | reported", title="It was."),
        "docs/claims/c.md": built_sites.claim("2025-01-02 | Not yet. | reported").replace(
            "title", "stub: yes\ntitle"
        ),
    }
    pages = {f"claims/{slug}/index.html": "" for slug in "abc"}
    root = feed(built_sites.read(tmp_path, pages, files))
    entries = root.findall(f"{ATOM}entry")

    assert [each.findtext(f"{ATOM}summary") for each in entries] == [
        "Correction. Mended.",
        "Verdict changed from unverified to supported. Changed \\a.",
        "New claim, reported. Also new.",
        "New claim, unverified. New.",
    ]
    assert [category.get("term") for category in root.iter(f"{ATOM}category")] == [
        *("correction", "changed", "new", "new")
    ]
    assert root.findtext(f"{ATOM}updated") == "2024-01-02T00:00:00Z"
    assert root.find(f"{ATOM}subtitle") is None
    assert [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        ("alternate", URL),
        ("self", f"{URL}feed.xml"),
    ]
    ids = [each.findtext(f"{ATOM}id") for each in entries]
    assert len(set(ids)) == 4
    assert root.findtext(f"{ATOM}id") == uuid.uuid5(uuid.NAMESPACE_URL, f"{URL}feed").urn


def test_feed_ids(tmp_path: Path) -> None:
    """The id of an entry stays when another change follows."""
    changes = ["2024-01-01 | One. | reported", "2024-01-02 | Two. | reported"]
    ids = []
    for number in (1, 2):
        files = {"docs/claims/a.md": built_sites.claim(*changes[:number])}
        site = built_sites.read(tmp_path / str(number), {"claims/a/index.html": ""}, files)
        ids.append([each.findtext(f"{ATOM}id") for each in feed(site).findall(f"{ATOM}entry")])

    assert ids[0] == ids[1][1:]


@pytest.mark.parametrize(("days", "entries"), [(1, 1), (100, 100), (101, 100)])
def test_feed_length(tmp_path: Path, days: int, entries: int) -> None:
    """A feed has a hundred entries at most."""
    changes = [f"2024-01-01 | Number {number}. | reported" for number in range(days)]
    files = {"docs/claims/a.md": built_sites.claim(*changes)}
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)

    assert len(feed(site).findall(f"{ATOM}entry")) == entries


def test_feed_of_a_site_without_address(tmp_path: Path) -> None:
    """It leads to the start page, has the site's description, and no sign that XML cannot hold."""
    settings = f'site_description: "What \\x01& why"\n{projects.MKDOCS}'
    files = {
        "docs/claims/a.md": built_sites.claim("2024-01-01 | New. | reported"),
        "mkdocs.yml": settings,
    }
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)
    root = feed(site)

    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == ["./"]
    assert root.findtext(f"{ATOM}subtitle") == "What & why"
    assert root.findtext(f"{ATOM}id") == uuid.uuid5(uuid.NAMESPACE_URL, "Heatfeed").urn
    assert "\x01" not in site.files["feed.xml"].decode()
    assert site.files["feed.xml"].startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<feed')


def test_no_news(tmp_path: Path) -> None:
    """A site without a change has no feed, and one without a verdict no list of claims."""
    files = {"docs/claims/a.md": "---\ntitle: It is.\n---\nIt is. [@ipcc]\n"}
    site = built_sites.read(tmp_path, {"claims/a/index.html": ""}, files)
    add_feed(site)
    add_claims(site)

    assert site.files == {}


# ── Claims ──

JUDGED = """\
---
title: It is.
verdict: partly-supported
section: air.md
as_of: 2024-01-09
article: [0123456789abcdef]
holds: It *is*. [@ipcc]
evidence:
  - {cite: ipcc#warming, stance: supports, why: So.}
  - {cite: other#a, stance: states, why: So.}
  - {cite: other, stance: states, why: So.}
  - {cite: ipcc#none, stance: context, why: So., first_hand: no}
  - {cite: none, stance: context, why: So.}
  - {cite: claims/b, stance: context, why: So.}
changes:
  - {date: 2024-01-02, what: Second., verdict: reported}
  - {date: 2024-01-01, what: First., verdict: unverified}
---
It is. [@ipcc]
"""
OTHER = """\
title: Other
author: [{literal: Ann Other}, {literal: Bob Other}]
URL: https://a.example/story
title_from: excerpt
tier: research
language: de
passages:
  - {slug: a, fact: It is., words: es ist, words_from: translation}
"""
ARTICLE = """\
title: The story
URL: {}
publisher: The Paper
issued: 2024-01-01
sentences: []
"""
JUDGED_FILES = {
    "docs/claims/a.md": JUDGED,
    "docs/claims/b.md": built_sites.claim(title="It was.", verdict="certain"),
    "docs/sources/other.yml": OTHER,
}


def judged(folder: Path, files: dict[str, str]) -> tuple[built_sites.BuiltSite, Claim]:
    """A site with a claim whose evidence cites all that can be cited."""
    pages = {"claims/a/index.html": '<meta name="description" content="So  it is.">'}
    site = built_sites.read(folder, {**pages, "claims/b/index.html": ""}, {**JUDGED_FILES, **files})
    return site, site.project.claims["a"]


def test_claims(tmp_path: Path) -> None:
    """A claim has what is known of it, and what each of its evidence cites."""
    site, _ = judged(tmp_path, {})
    add_claims(site)
    (found,) = built_sites.read_json(site, "claims.json")["claims"]
    evidence = found.pop("evidence")

    assert found == {
        "slug": "a",
        "title": "It is.",
        "verdict": "partly-supported",
        "verdict_text": "partly supported",
        "url": f"{URL}claims/a/",
        "section": "air.md",
        "as_of": "2024-01-09",
        "in_article": True,
        "holds": "It is.",
        "history": [
            {"date": "2024-01-01", "what": "First.", "verdict": "unverified"},
            {"date": "2024-01-02", "what": "Second.", "verdict": "reported"},
        ],
    }
    for each in evidence:
        del each["stance"], each["why"]
    assert [each.pop("first_hand") for each in evidence] == [True, True, True, False, True, True]
    assert evidence[1:] == [
        {
            "source": "other",
            "passage": "a",
            "title": "Other",
            "title_from": "excerpt",
            "url": "https://a.example/story",
            "fact": "It is.",
            "words": "es ist",
            "words_from": "translation",
        },
        {
            "source": "other",
            "title": "Other",
            "title_from": "excerpt",
            "url": "https://a.example/story",
        },
        {
            "source": "ipcc",
            "title": "Climate Change",
            "publisher": "IPCC",
            "issued": "2023-03",
            "url": "https://example.org/ipcc",
        },
        {"source": "none"},
        {"claim": "b", "title": "It was."},
    ]
    assert built_sites.read_json(site, "claims.schema.json")["$id"] == f"{URL}claims.schema.json"


AUTHORS = [{"@type": "Person", "name": name} for name in ("Ann Other", "Bob Other")]
PAPER = {"@type": "Organization", "name": "The Paper"}
VOICES = {
    "no article": ({}, AUTHORS, ["Other"]),
    "an article": (
        {"docs/article.yml": ARTICLE.format("https://paper.example/a")},
        [PAPER, AUTHORS],
        ["The story", "Other"],
    ),
    "the article among the evidence": (
        {"docs/article.yml": ARTICLE.format("https://a.example/story")},
        PAPER,
        ["The story"],
    ),
    "an article without a publisher": (
        {
            "docs/article.yml": ARTICLE.format("https://a.example/b").replace(
                "publisher: The Paper\n", ""
            )
        },
        AUTHORS,
        ["The story", "Other"],
    ),
    "a publisher that speaks": (
        {
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]", "publisher: B"
            )
        },
        {"@type": "Organization", "name": "B"},
        ["Other"],
    ),
    "a publisher of both": (
        {
            "docs/article.yml": ARTICLE.format("https://paper.example/a"),
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]", "publisher: The Paper"
            ),
        },
        PAPER,
        ["The story", "Other"],
    ),
    "one author": (
        {"docs/sources/other.yml": OTHER.replace(", {literal: Bob Other}", "")},
        AUTHORS[0],
        ["Other"],
    ),
    "nobody": (
        {
            "docs/sources/other.yml": OTHER.replace(
                "author: [{literal: Ann Other}, {literal: Bob Other}]\n", ""
            )
        },
        None,
        ["Other"],
    ),
}


@pytest.mark.parametrize(("files", "author", "names"), VOICES.values(), ids=VOICES)
def test_voices(tmp_path: Path, files: dict[str, str], author: Any, names: list[str]) -> None:  # noqa: ANN401
    """A claim is of those who say it: of the article, and of sources that state it, each once."""
    site, judged_claim = judged(tmp_path, files)
    page = site.pages["claims/a/index.html"]
    review = claim_review(site, page, judged_claim, site_words(site.settings))
    said = review["itemReviewed"]

    assert said.get("author") == author
    assert [each["name"] for each in said["appearance"]] == names
    assert review["datePublished"] == "2024-01-01"
    assert review["dateModified"] == "2024-01-09"
    assert review["reviewBody"] == "So it is."
    assert review["@id"] == f"{URL}claims/a/#review"
    assert (review["reviewRating"]["worstRating"], review["reviewRating"]["bestRating"]) == (1, 5)


def test_no_history(tmp_path: Path) -> None:
    """A claim without a change was published on the day of its verdict."""
    files = {"docs/claims/a.md": JUDGED.partition("changes:")[0] + "---\nIt is. [@ipcc]\n"}
    site, judged_claim = judged(tmp_path, {**files, **NO_ADDRESS})
    page = site.pages["claims/a/index.html"]
    review = claim_review(site, page, judged_claim, site_words(site.settings))

    assert review["datePublished"] == "2024-01-09"
    assert review.keys().isdisjoint({"@id", "url"})
