"""What rules share: the names of pages, what was meant, who stands behind a claim, waivers."""

from __future__ import annotations

from typing import Any

import pytest

from explainer import rules
from explainer.model import (
    Article,
    ArticleSentence,
    Citation,
    Claim,
    EvidenceItem,
    Ignore,
    InheritedLabel,
    Link,
    Page,
    Passage,
    Place,
    Problem,
    Project,
    Sentence,
    Site,
    Source,
    Waiver,
)
from explainer.rules import check, find, select
from explainer.rules.cited_evidence import instead_of
from explainer.rules.claim_queries import (
    is_article,
    origins_of_citation,
    origins_of_claim,
    place_of_verdict,
    shown,
    similar_claim,
    written_claims,
)
from explainer.rules.link_queries import (
    FileNames,
    broken_links,
    finding,
    page_name,
    pages_by_name,
    possible_paths,
)
from explainer.rules.link_urls_to_write import folder_url, url_to_write

PLACE = Place("docs/a.md")


@pytest.mark.parametrize(
    ("path", "name", "url"),
    [
        ("index.html", "", ""),
        ("a/index.html", "a", "a/"),
        ("a.html", "a", "a.html"),
        ("a/b.md", "a/b", "a/b.md"),
        ("README.md", "", "README.md"),
        ("a/README.md", "a", "a/README.md"),
        ("a/myindex.html", "a/myindex", "a/myindex.html"),
        ("a/.html", "a/.html", "a/.html"),
        ("a/", "a", "a/"),
        ("a.png", "a.png", "a.png"),
    ],
)
def test_names(path: str, name: str, url: str) -> None:
    """A page has one name for its file, its folder and its Markdown."""
    assert (page_name(path), folder_url(path)) == (name, url)


def test_pages() -> None:
    """The start page is called `index` as well, where there is one."""
    anchors: dict[str, frozenset[str]] = {"index.html": frozenset(), "a/index.html": frozenset()}

    assert pages_by_name(Site(anchors=anchors)) == {
        "": "index.html", "index": "index.html", "a": "a/index.html",
    }  # fmt: skip
    assert pages_by_name(Site(anchors={"a.html": frozenset()})) == {"a": "a.html"}


@pytest.mark.parametrize(
    ("names", "path"),
    [
        (["warmth"], "warmth.md"),
        (["Warmt"], "warmth.md"),
        (["zzz", "colld"], "cold.md"),
        (["warmhh", "cold"], "cold.md"),
        (["zzzz"], None),
        ([], None),
    ],
)
def test_nearest_file(names: list[str], path: str | None) -> None:
    """The file that is most similar to any of some names is found."""
    files = {"warmth": "warmth.md", "cold": "cold.md", **{f"x{at}": "" for at in range(20)}}

    assert FileNames(files).nearest(names) == path


def link(**values: Any) -> Link:  # noqa: ANN401  (whatever its fields are)
    """A broken link."""
    values = {"defect": "missing", "address": "x", "place": PLACE, "file": "a/index.html", **values}
    return Link(**values)


@pytest.mark.parametrize(
    ("broken", "paths"),
    [
        (link(target="a/b.html"), ["a/b.html", "x"]),
        (link(), ["", "x"]),
        (link(written="b%20c.md?d#e"), ["", "b c.md"]),
        (link(written="../b.md", file="a/b/index.html"), ["", "b.md"]),
        (link(written="/b.md"), [""]),
        (link(place=Place("theme.html")), [""]),
        (link(file="a.html"), [""]),
    ],
)
def test_possible_paths(broken: Link, paths: list[str]) -> None:
    """In Markdown, a link may have been meant from the folder of the page's file."""
    assert list(possible_paths(broken)) == paths


@pytest.mark.parametrize(
    ("broken", "path", "written"),
    [
        (link(written="c.md"), "d/b/index.html", "../d/b.md"),
        (link(written="C.MD#x"), "d/b/index.html", "../d/b.md"),
        (link(written="c/"), "d/b/index.html", "../d/b.md"),
        (link(written="c.md"), "e.html", "/e.html"),
        (link(written="c.md", file="e.html"), "d/b/index.html", "d/b/"),
        (link(written="c.md", place=Place("part.md")), "d/b/index.html", "../d/b/"),
        (
            link(written="c.md", file="i.html", place=Place("docs/index.md")),
            "d/b/index.html",
            "d/b.md",
        ),
    ],
)
def test_url_to_write(broken: Link, path: str, written: str) -> None:
    """A link in a page's Markdown is to be written as one to Markdown, others to what is built."""
    sources = {"a/index.html": "docs/a.md", "d/b/index.html": "d/b.md", "i.html": "index.md"}
    assert url_to_write(Site(sources=sources), broken, path) == written


@pytest.mark.parametrize(
    ("broken", "path", "written"),
    [
        (link(), "d/b/index.html", "../d/b/"),
        (link(), "index.html", "../"),
        (link(), "a/index.html", "./"),
        (link(), "d/e.html", "../d/e.html"),
        (link(file="e.html"), "d/b/index.html", "d/b/"),
        (link(address="/x"), "d/b/index.html", "/guide/d/b/"),
        (link(address="https://h.org/x"), "d/b/index.html", "https://h.org/guide/d/b/"),
        (link(address="//h.org/x"), "d/b/index.html", "//h.org/guide/d/b/"),
        (link(pages=2), "d/b/index.html", "/guide/d/b/"),
        (link(written="c.md", place=Place("part.md")), "d/b/index.html", "/guide/d/b/"),
        (link(written="c.md", in_html=True), "d/b/index.html", "../d/b/"),
        (link(), "d/b (c).html", "../d/b%20%28c%29.html"),
    ],
)
def test_built_url(broken: Link, path: str, written: str) -> None:
    """A link in HTML is to be written with its host, from the root, or relative to its page."""
    sources = {"a/index.html": "docs/a.md", "d/b/index.html": "d/b.md"}
    assert url_to_write(Site(sources=sources, root="/guide/"), broken, path) == written


def test_broken_links() -> None:
    """Links are chosen by their defect, and by whether a browser loads them."""
    links = (link(), link(asset=True, pages=3), link(defect="anchor"))
    site = Site(links)

    assert list(broken_links(site, "missing")) == list(links[:2])
    assert list(broken_links(site, "missing", asset=True)) == [links[1]]
    assert list(broken_links(site, "missing", asset=False)) == [links[0]]
    assert finding(links[1]).values["pages"] == 3


@pytest.mark.parametrize(("pages", "hint"), [(1, False), (2, True)])
def test_pages_of_link(pages: int, *, hint: bool) -> None:
    """A hint says from how many pages a link comes, if from several."""
    (found,) = find("LNK101").run(Site((link(pages=pages),)))

    assert found.hint.endswith("; 2 pages have it from one place") is hint
    assert list(find("LNK101").run(Project())) == []


@pytest.mark.parametrize(
    ("candidates", "end"),
    [
        ([], ""),
        ([""], ""),
        (["a", "b", "a"], "; it has 'a', 'b'"),
        (["a", "b", "c", "d"], "; it has 'a', 'b', 'c'"),
    ],
)
def test_instead(candidates: list[str], end: str) -> None:
    """A hint names three alternatives at most, each once."""
    assert instead_of(candidates) == end


@pytest.mark.parametrize(
    ("files", "pages", "hint"),
    [
        (["a/heat.png"], [], "the nearest file is 'heat.png'"),
        ([], ["a/heat.jpeg"], "correct the link or remove it"),
        ([], [], "correct the link or remove it"),
    ],
)
def test_similar_asset(files: list[str], pages: list[str], hint: str) -> None:
    """The file that an image was meant to be may be any but a page."""
    anchors = dict.fromkeys(pages, frozenset[str]())
    broken = link(asset=True, target="a/heat.jpg", address="heat.jpg")

    (found,) = find("LNK103").run(Site((broken,), frozenset([*files, *pages]), anchors))

    assert found.message == "no file at 'heat.jpg'"
    assert found.hint.partition("; ")[0] == hint


def test_one_sentence_to_review() -> None:
    """A page of one sentence lacks readers like any other."""
    cited = sentence(1, 1)._replace(citations=(Citation("a", PLACE),))
    page = Page("docs/a.md", "a/", "A", (cited,), asked_reviewers=1)

    (found,) = find("REV102").run(Project((page,), SOURCES))

    assert "and 1 of 1 lack that" in found.message


def exhibit(key: str, stance: str = "supports", passage: str | None = None) -> EvidenceItem:
    """A piece of evidence."""
    return EvidenceItem(Citation(key, PLACE, passage), stance, "So.", PLACE)


SOURCES = {
    "a": Source("a", PLACE, "A", origin="One"),
    "b": Source("b", PLACE, "B", origin="one", url="https://example.org/b"),
    "c": Source("c", PLACE, "C."),
    "far": Source("far", PLACE, "Far", origin="far", reliance="pointer"),
    "told": Source(
        "told", PLACE, "The Told Story.", origin="told", url="http://www.example.org/t/"
    ),
}
CLAIMS = {
    "x": Claim(
        "x", PLACE, "X", evidence=(exhibit("a"), exhibit("c", "context"), exhibit("claims/y"))
    ),
    "y": Claim("y", PLACE, "Y", evidence=(exhibit("c"), exhibit("claims/x"), exhibit("claims/no"))),
    "z": Claim(
        "z", PLACE, "Z", stub=True, article=(("0f", PLACE),), places={"verdict": Place("v")}
    ),
}
PROJECT = Project((), SOURCES, CLAIMS, Article(PLACE, "the told story", "https://example.org/t"))


@pytest.mark.parametrize(
    ("key", "origins"),
    [
        ("a", {"one"}), ("b", {"one"}), ("c", {"c"}), ("far", set()), ("told", set()),
        ("no", set()),
        ("claims/y", {"c", "one"}), ("claims/no", set()),
    ],
)  # fmt: skip
def test_origins(key: str, origins: set[str]) -> None:
    """Evidence has the origin of its source, and a claim those of what supports it."""
    assert origins_of_citation(PROJECT, Citation(key, PLACE)) == origins


def test_claims() -> None:
    """A claim's supporting evidence counts, whatever leads back to itself."""
    assert origins_of_claim(PROJECT, CLAIMS["x"]) == {"one", "c"}
    assert [claim.slug for claim in written_claims(PROJECT)] == ["x", "y"]
    assert [place_of_verdict(CLAIMS[slug]) for slug in "xz"] == [PLACE, Place("v")]
    assert [shown(each) for each in (exhibit("a"), exhibit("a", "context", "p"))] == ["a", "a#p"]


@pytest.mark.parametrize(
    ("article", "source", "same"),
    [
        (
            Article(PLACE, "T", "https://a.org/x"),
            Source("k", PLACE, "U", url="http://www.a.org/x/"),
            True,
        ),
        (
            Article(PLACE, "T", "https://a.org/x"),
            Source("k", PLACE, "U", url="https://a.org/y"),
            False,
        ),
        (Article(PLACE, "T", "https://a.org/x"), Source("k", PLACE, "t."), True),
        (Article(PLACE, None, "https://a.org/x"), Source("k", PLACE, ""), False),
        (Article(PLACE, "T"), Source("k", PLACE, "U", url="https://a.org"), False),
        (None, Source("k", PLACE, "T"), False),
    ],
)
def test_article(article: Article | None, source: Source, *, same: bool) -> None:
    """A source is the article by its address or its title."""
    assert is_article(Project(article=article), source) is same


@pytest.mark.parametrize(("slug", "claim"), [("gone", "z"), ("xx", "x"), ("other", None)])
def test_similar_claim(slug: str, claim: str | None) -> None:
    """An unknown claim is the one that covers its sentences, or has a similar name."""
    sentences = (
        ArticleSentence("0f", PLACE, claim="gone"),
        ArticleSentence("1f", PLACE, claim="xx"),
    )
    assert similar_claim(
        Project(claims=CLAIMS, article=Article(PLACE, sentences=sentences)), slug
    ) == (claim)


def sentence(line: int, column: int, end_line: int = 0) -> Sentence:
    """A sentence without a citation."""
    return Sentence("So.", Place("docs/a.md", line, column, end_line))


@pytest.mark.parametrize(
    ("waiver", "covers", "left"),
    [
        ((5, 30), 5, [(4, 1), (5, 1), (5, 40), (6, 1)]),
        ((5, 35), 5, [(4, 1), (5, 1), (5, 40), (6, 1)]),
        ((5, 5), 5, [(4, 1), (5, 20), (5, 40), (6, 1)]),
        ((3, 1), 5, [(5, 1), (5, 20), (5, 40), (6, 1)]),
        ((5, 1), 6, [(4, 1), (5, 1), (5, 20), (5, 40)]),
        ((7, 1), 7, [(4, 1), (5, 1), (5, 20), (5, 40), (6, 1)]),
    ],
)
def test_waiver(waiver: tuple[int, int], covers: int, left: list[tuple[int, int]]) -> None:
    """At the end of a line a waiver takes the nearest problem before it, above one the first."""
    sentences = (
        sentence(4, 1, 5),
        sentence(5, 1),
        sentence(5, 20),
        sentence(5, 40),
        sentence(6, 1),
    )
    waivers = tuple(
        Waiver("CIT101", reason, Place(path, *waiver), covers)
        for reason, path in (("So.", "docs/a.md"), ("", "docs/a.md"), ("So.", "docs/b.md"))
    )
    page = Page("docs/a.md", "a/", "A", sentences, waivers=waivers)

    found = check(Project((page,)), select(["CIT101"])).problems

    assert [problem.place[1:3] for problem in found] == left


def test_waivers_and_ignores() -> None:
    """What suppresses nothing, has no reason or names no rule is reported, if its rule ran."""
    names = ("CIT101", "TXT999", "EVI101")
    waivers = tuple(Waiver(name, "So.", Place("docs/a.md", 9), 9) for name in names)
    page = Page(
        "docs/a.md",
        "a/",
        "A",
        (sentence(1, 1),),
        waivers=(*waivers, waivers[0]._replace(reason="")),
    )
    ignores = [
        Ignore(("CIT101",), "So.", Place("m.yml", 1), covers=lambda path: path == "docs/b.md"),
        Ignore(("CIT101", "NO1", "AGE"), "", Place("m.yml", 2)),
        Ignore(("CIT", "AGE"), "So.", Place("m.yml", 3)),
        Ignore(("sentence-without-citation",), "So.", Place("m.yml", 4)),
    ]
    ran = select(["CIT101", "TXT101", "TXT102", "TXT103", "TXT104", "TXT105", "TXT106"])
    found = check(Project((page,)), ran, ignores)
    told = [(problem.code, problem.place.path, problem.place.line) for problem in found.problems]

    assert [problem.code for problem in found.ignored] == ["CIT101"]
    assert told == [
        ("TXT101", "docs/a.md", 9), ("TXT102", "docs/a.md", 9), ("TXT103", "docs/a.md", 9),
        ("TXT104", "m.yml", 1), ("TXT105", "m.yml", 2), ("TXT106", "m.yml", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        (Sentence("It is 5.5 °C.", PLACE, (Citation("about", PLACE),)), "'5.5 °C'"),
        (Sentence("It is 5.5 °C.", PLACE, (Citation("about", PLACE, locator="so"),)), None),
        (Sentence("It is 5.5 °C.", PLACE, (Citation("analysis", PLACE),)), None),
        (Sentence("It is 5.5 °C.", PLACE, inherited_label=InheritedLabel("about", "")), "'5.5 °C'"),
        (Sentence("It is 5.5 °C.", PLACE, inherited_label=InheritedLabel("about", "so")), None),
        (Sentence("It is 5.5 °C.", PLACE, inherited_label=InheritedLabel("analysis", "")), None),
        (
            Sentence("It is 5.5 °C and 6.5 °C.", PLACE, (Citation("about", PLACE),)),
            "'5.5 °C' and '6.5 °C'",
        ),
        (
            Sentence("At 5.5 °C, 6.5 °C, 7.5 °C, 8.5 °C.", PLACE, (Citation("about", PLACE),)),
            "'5.5 °C', '6.5 °C', '7.5 °C' and 1 more",
        ),
        (
            Sentence("At 5.5 °C, 6.5 °C, 7.5 °C.", PLACE, (Citation("about", PLACE),)),
            "'5.5 °C', '6.5 °C' and '7.5 °C'",
        ),
        (
            Sentence("It is 5.5 °C.", PLACE, (Citation("about", PLACE),), code_spans=((6, 12),)),
            None,
        ),
    ],
)  # fmt: skip
def test_facts(sentence: Sentence, facts: str | None) -> None:
    """Three facts of a sentence about the site are named, and the rest are counted."""
    found = list(find("CIT108").run(Project((Page("docs/a.md", "a/", "A", (sentence,)),))))

    assert [problem.message for problem in found] == (
        [f"a sentence labelled 'about' states {facts}"] if facts else []
    )


@pytest.mark.parametrize(
    ("citation", "end"),
    [
        (Citation("a", PLACE, "p"), r".yml, or write \@a where nothing is cited"),
        (Citation("a", PLACE, narrative=True), r".yml, or write \@a where nothing is cited"),
        (Citation("a", PLACE), r".yml, or write \@a where nothing is cited"),
        (Citation("heap", PLACE), ".yml, or cite 'heat'"),
        (
            Citation("heap", PLACE, narrative=True),
            ".yml, or cite 'heat'",
        ),
        (Citation("abuot", PLACE), "cite 'about', or add docs/sources/abuot.yml"),
    ],
)
def test_unknown_source(citation: Citation, end: str) -> None:
    """An unknown source may be another one, a label, or nothing at all."""
    heat = Source("heat", PLACE, "Heat", passages=(Passage("p", "So.", PLACE),))
    page = Page("docs/a.md", "a/", "A", citations=(citation,))

    (found,) = find("CIT102").run(Project((page,), {"heat": heat}))

    assert found.hint.endswith(end)


def test_rule() -> None:
    """Rules are in the order of their codes, found by code and name, and have one summary."""
    codes = [rule.code for rule in rules.all_rules()]

    assert codes == sorted(codes)
    assert {rule.code[:3] for rule in rules.all_rules(["LNK", "AGE"])} == {"LNK", "AGE"}
    assert find("cit101") is find("sentence-without-citation")
    (found,) = find("CIT101").run(Project((Page("a.md", "a/", "A", (sentence(1, 1),)),)))
    assert isinstance(found, Problem)
