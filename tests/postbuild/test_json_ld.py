"""JSON-LD: `pyld` reads it, and it says what the pages say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.model import VERDICTS
from explainer.postbuild.exports.claim_review import RATINGS

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.model import Project

URL = "https://bridge.example/"
SCHEMA = "https://schema.org/"
HOSTILE = 'Heat is a "hoax" </script><!-- of <b>some</b> & others.'
LEDGER = """\
---
title: {title}
verdict: {verdict}
as_of: 2026-10-01
review_after: 2999-01-01
evidence:
  - {{cite: ipcc#warming, stance: {stance}, why: It warmed.}}
changes:
  - {{date: 2026-10-01, what: First published., verdict: {verdict}}}
---

The air has warmed. [@ipcc#warming]
"""


def pages_of(site: Path) -> dict[str, LexborHTMLParser]:
    """The pages of a site by their URLs, relative to it."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(
            path.read_text(encoding="utf-8")
        )
        for path in site.rglob("index.html")
    }


def graph_of(page: LexborHTMLParser) -> list[dict[str, Any]]:
    """What a page says of itself: its one script element with JSON-LD."""
    scripts = page.css('head script[type="application/ld+json"]')
    assert len(scripts) == len(page.css('script[type="application/ld+json"]')) == 1
    graph: list[dict[str, Any]] = json.loads(scripts[0].text())["@graph"]
    return graph


def of_type(page: LexborHTMLParser, kind: str) -> dict[str, Any]:
    """The object of a type, of which a page has one."""
    [found] = [each for each in graph_of(page) if each["@type"] == kind]
    return found


def shown(page: LexborHTMLParser) -> str:
    """The text of a page, without the numbers of references, on one line."""
    article = page.css_first("article")
    assert article is not None
    for unread in article.css("sup, .headerlink"):
        unread.decompose()
    return " ".join(article.text(separator="").split())


@pytest.fixture(name="site")
def fixture_site(bridge: Path) -> Path:
    """The completed site of the bridge."""
    return bridge / "site"


def test_read_by_another_program(site: Path) -> None:
    """`pyld` expands what each page says; every term is one of schema.org, every type known."""

    def load(url: str, _options: object) -> dict[str, object]:
        assert url == "https://schema.org"
        context = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
        document = {"@context": context}
        return {"contextUrl": None, "documentUrl": url, "document": document}

    kinds = set()
    for page in pages_of(site).values():
        script = page.css_first('script[type="application/ld+json"]')
        assert script is not None
        for node in jsonld.expand(json.loads(script.text()), {"documentLoader": load}):
            assert all(name.startswith((SCHEMA, "@")) for name in node)
            kinds |= {each.removeprefix(SCHEMA) for each in node["@type"]}

    assert kinds == {
        "Article",
        "BreadcrumbList",
        "ClaimReview",
        "Dataset",
        "DefinedTermSet",
        "FAQPage",
        "WebPage",
    }


def test_article(bridge: Path, bridge_project: Project) -> None:
    """A page is an article with its headline, its description, its day and what it cites."""
    page = pages_of(bridge / "site")["detour/"]
    article = of_type(page, "Article")
    description = page.css_first('meta[name="description"]')
    # In the completed site they are named by their numbers.
    plain = pages_of(bridge / "plain")["detour/"]
    cited = [a.attributes["href"] or "" for a in plain.css("a.footnote-ref")]
    keys = {href.removeprefix("#fn:").partition("--")[0] for href in cited}

    assert article["url"] == f"{URL}detour/"
    assert description is not None
    assert article["description"] == description.attributes["content"]
    assert article["dateModified"] == "2026-10-01"
    assert article["publisher"]["name"] == "Mill Bridge, sentence by sentence"
    assert len(keys) > 1
    assert set(article["citation"]) == {
        source.url or source.title
        for source in bridge_project.sources.values()
        if source.key in keys
    }


def test_claim_reviews(site: Path, bridge_project: Project) -> None:
    """A review's claim, rating and text are those of its page, and so is the headline's verdict."""
    pages = pages_of(site)
    for slug, claim in bridge_project.claims.items():
        page = pages[f"claims/{slug}/"]
        review, article = of_type(page, "ClaimReview"), of_type(page, "Article")
        heading, badge = (
            page.css_first("h1"),
            page.css_first(".explainer-standing .explainer-verdict"),
        )
        assert heading is not None
        assert badge is not None
        rating = review["reviewRating"]
        text = shown(page)

        assert review["url"] == f"{URL}claims/{slug}/"
        assert review["claimReviewed"] == review["itemReviewed"]["text"] == heading.text(strip=True)
        assert rating["alternateName"] == badge.text(strip=True)
        assert rating["ratingExplanation"] == badge.attributes["title"]
        assert rating.get("ratingValue") == RATINGS.get(claim.verdict)
        assert badge.text(strip=True) in article["headline"].casefold()
        assert review["reviewBody"] in text
        assert review["datePublished"] == claim.history[0].date


def test_scale() -> None:
    """The numbers fall with the strength of the evidence; what cannot be graded has none."""
    graded = [RATINGS[verdict] for verdict in VERDICTS if verdict in RATINGS]

    assert graded == [5, 4, 3, 2, 1]
    assert {*VERDICTS} - RATINGS.keys() == {"unverified"}


@pytest.mark.parametrize(
    ("slug", "claimants"),
    [
        # The article says it.
        ("detour-11-km", ["The Morning Ledger"]),
        # A blog says it as well.
        ("unsafe-on-foot", ["The Morning Ledger", "Bridgewatch"]),
        # The article is also among the evidence, as a source that states it.
        ("reopens-in-may", ["The Morning Ledger"]),
    ],
)
def test_claimants(site: Path, slug: str, claimants: list[str]) -> None:
    """A claim is the article's, and that of each source that states it; nobody else is named."""
    claim = of_type(pages_of(site)[f"claims/{slug}/"], "ClaimReview")["itemReviewed"]
    authors = claim["author"] if isinstance(claim["author"], list) else [claim["author"]]

    assert [each["name"] for each in authors] == claimants
    assert claim["appearance"][0]["url"] == "https://ledger.example/mill-bridge"
    assert len(claim["appearance"]) == len(claimants)


def test_questions(site: Path) -> None:
    """Questions and answers stand on their page word by word; other pages have none."""
    pages = pages_of(site)
    text = shown(pages["faq/"])
    questions = of_type(pages["faq/"], "FAQPage")["mainEntity"]

    assert [each["name"] for each in questions] == [
        "Will Mill Bridge reopen in May 2026?",
        "Is Mill Bridge safe on foot?",
        "How long is the detour?",
    ]
    for each in questions:
        answer = each["acceptedAnswer"]
        assert each["name"] in text
        assert answer["text"] in text
        assert answer["dateModified"] == "2026-10-01"
        assert pages["faq/"].css_first(f"#{answer['url'].partition('#')[2]}")
    assert [url for url, page in pages.items() if '"FAQPage"' in (page.html or "")] == ["faq/"]


def test_terms(site: Path) -> None:
    """Each term of the glossary has its definition, and leads to it."""
    page = pages_of(site)["glossary/"]
    terms = of_type(page, "DefinedTermSet")["hasDefinedTerm"]
    assert shown(page)
    meanings = [" ".join(node.text(separator="").split()) for node in page.css("article > dl > dd")]

    assert [each["name"] for each in terms][:3] == ["Abutment", "Bearing", "Deck"]
    assert [each["description"] for each in terms] == meanings
    assert terms[0]["url"] == f"{URL}glossary/#abutment"


def test_datasets(site: Path) -> None:
    """A comparison is a dataset with the address of its CSV file, as are claims and timeline."""
    pages = pages_of(site)
    options = of_type(pages["options/"], "Dataset")
    files = {
        each["contentUrl"]: each["encodingFormat"]
        for url in ("options/", "claims/", "timeline/")
        for each in of_type(pages[url], "Dataset")["distribution"]
    }

    assert options["name"] == "Three options for Mill Bridge, figure by figure"
    assert options["variableMeasured"][0] == "Load (tonnes)"
    assert options["dateModified"] == "2026-10-01"
    assert files == {
        f"{URL}comparisons/options.csv": "text/csv",
        f"{URL}claims.json": "application/json",
        f"{URL}timeline.json": "application/json",
        f"{URL}timeline.ics": "text/calendar",
    }
    assert all((site / url.removeprefix(URL)).is_file() for url in files)


def test_breadcrumbs(site: Path) -> None:
    """The way to a page leads over the pages of the folders that it is in."""
    crumbs = of_type(pages_of(site)["claims/detour-11-km/"], "BreadcrumbList")["itemListElement"]

    assert [each["item"] for each in crumbs] == [
        URL,
        f"{URL}claims/",
        f"{URL}claims/detour-11-km/",
    ]
    assert [each["position"] for each in crumbs] == [1, 2, 3]
    assert [each["name"] for each in crumbs] == [
        "Mill Bridge, sentence by sentence",
        "Claims",
        "The detour is 11 km long.",
    ]


def test_hostile(tmp_path: Path) -> None:
    """No text ends the script; without `site_url` there is no address of the site in it."""
    files = {
        **projects.BASE,
        "docs/claims/hoax.md": LEDGER.format(
            title=HOSTILE, verdict="contradicted", stance="contradicts"
        ),
        "docs/claims/bare.md": LEDGER.format(
            title="It will warm.", verdict="forecast", stance="context"
        ),
    }
    projects.write(tmp_path, files)
    projects.build(tmp_path)
    assert projects.run(tmp_path, "postbuild").exit_code == 0
    text = (tmp_path / "site/claims/hoax/index.html").read_text(encoding="utf-8")
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[0]
    review = of_type(LexborHTMLParser(text), "ClaimReview")
    forecast = of_type(pages_of(tmp_path / "site")["claims/bare/"], "ClaimReview")

    assert "<" not in script
    assert review["claimReviewed"] == HOSTILE
    assert review.keys().isdisjoint({"url", "@id"})
    assert "author" not in review["itemReviewed"]
    assert forecast["reviewRating"].keys() == {"@type", "alternateName", "ratingExplanation"}
