"""What sources, citations, sentences and claims say of themselves."""

from __future__ import annotations

import pytest

from explainer.model import (
    Citation,
    Claim,
    EvidenceItem,
    Ignore,
    InheritedLabel,
    Link,
    Page,
    Passage,
    Place,
    PositionMap,
    PositionRun,
    Project,
    Sentence,
    Source,
    nearest,
)

PLACE = Place("a.md")
CITED = Citation("ipcc", PLACE)
LABEL = Citation("analysis", PLACE)
INHERITED = InheritedLabel("about", "as we say")


@pytest.mark.parametrize(
    ("citation", "label", "claim"),
    [
        (Citation("ipcc", PLACE), None, None),
        (Citation("analysis", PLACE), "analysis", None),
        (Citation("analysis", PLACE, "part"), None, None),
        (Citation("ipcc", PLACE, "warming"), None, None),
        (Citation("claims/heat", PLACE), None, "heat"),
        (Citation("claims/deep/sea", PLACE), None, "deep/sea"),
    ],
)
def test_citation(citation: Citation, label: str | None, claim: str | None) -> None:
    """A citation is of a source, a claim or a label; a label has no passage."""
    assert (citation.label, citation.claim) == (label, claim)


@pytest.mark.parametrize(
    ("sentence", "labels", "covered"),
    [
        (Sentence("A.", PLACE), (), False),
        (Sentence("A.", PLACE, (CITED,)), (), True),
        (Sentence("A.", PLACE, (CITED, LABEL)), ("analysis",), True),
        (Sentence("A.", PLACE, inherited_label=INHERITED), ("about",), True),
        (Sentence("A.", PLACE, (LABEL,), inherited_label=INHERITED), ("analysis",), True),
        (Sentence("A.", PLACE, cited_by_caption=True, caption_citations=(CITED,)), (), True),
    ],
)
def test_sentence(sentence: Sentence, labels: tuple[str, ...], *, covered: bool) -> None:
    """A sentence has its own labels or that of its section, and either covers it."""
    assert (sentence.labels, sentence.covered) == (labels, covered)


def test_effective_citations() -> None:
    """A sentence's own citations go before those of the caption of its table."""
    other = Citation("heat", PLACE)

    assert Sentence("A.", PLACE, caption_citations=(other,)).effective_citations == (other,)
    assert Sentence("A.", PLACE, (CITED,), caption_citations=(other,)).effective_citations == (
        CITED,
    )


def test_part_of_sentence() -> None:
    """A part of a sentence has its own place where positions are kept, and else the sentence's."""
    positions = PositionMap((PositionRun(0, 9, "b.md", 4, 2),), PLACE)

    assert Sentence("It is so.", PLACE, positions=positions).at(3, 5) == Place("b.md", 4, 5, 4, 7)
    assert Sentence("It is so.", PLACE).at(3, 5) == PLACE


def test_passage() -> None:
    """A passage is found by its slug."""
    passages = (Passage("cold", "It was cold.", PLACE), Passage("warm", "It is warm.", PLACE))
    source = Source("heat", PLACE, "Heat", passages=passages)

    assert [source.passage(slug) for slug in ("warm", "cold", "hot")] == [
        passages[1],
        passages[0],
        None,
    ]


@pytest.mark.parametrize(
    ("seen", "words_from", "words", "from_others", "on_page"),
    [
        (None, "source", "so", False, True),
        (None, "source", None, False, True),
        (None, "digest", "so", False, False),
        (None, "digest", None, True, False),
        (None, "translation", "so", False, True),
        ("page", "translation", "so", False, True),
        ("excerpt", "translation", "so", False, True),
        ("copy", "translation", "so", False, False),
        ("quoted", "source", "so", True, True),
        ("quoted", "translation", "so", True, False),
        ("digest", "source", None, True, True),
    ],
)
def test_how_a_source_was_read(
    seen: str | None, words_from: str, words: str | None, *, from_others: bool, on_page: bool
) -> None:
    """It depends on what was read whether a passage is known from others and is on the page."""
    passage = Passage("fact", "It is so.", PLACE, words, words_from=words_from)
    source = Source("heat", PLACE, "Heat", seen=seen, passages=(passage,))

    assert source.is_second_hand is (seen in {"quoted", "digest"})
    assert source.knows_from_others(passage) is from_others
    assert source.has_on_page(passage) is on_page


@pytest.mark.parametrize(
    ("container", "publisher", "venue"),
    [("Daily", "Press", "Daily"), (None, "Press", "Press"), ("Daily", None, "Daily")],
)
def test_venue(container: str | None, publisher: str | None, venue: str) -> None:
    """A source's newspaper or series goes before its publisher."""
    source = Source("heat", PLACE, "Heat", container_title=container, publisher=publisher)

    assert source.venue == venue


def test_claim() -> None:
    """A claim knows its key, its evidence by its stance, and the article's sentences."""
    items = tuple(
        EvidenceItem(CITED, stance, "So.", PLACE) for stance in ("supports", "context", "supports")
    )
    claim = Claim("deep/sea", PLACE, "Sea.", evidence=items, article=(("0f", PLACE), ("1f", PLACE)))

    assert claim.key == "claims/deep/sea"
    assert claim.of_stance("supports") == [items[0], items[2]]
    assert claim.of_stance("context") == [items[1]]
    assert claim.of_stance("states") == []
    assert [claim.covers(each) for each in ("0f", "1f", "2f")] == [True, True, False]


def test_project() -> None:
    """A project has the citations of its pages and claims, and knows sources that only point."""
    pointer = Source("far", PLACE, "Far", reliance="pointer")
    page = Page("a.md", "a/", "A", citations=(CITED, LABEL, Citation("far", PLACE)))
    item = EvidenceItem(Citation("deep", PLACE), "supports", "So.", PLACE)
    project = Project(
        (page,),
        sources={"ipcc": Source("ipcc", PLACE, "Heat"), "far": pointer},
        claims={"sea": Claim("sea", PLACE, "Sea.", evidence=(item,))},
    )

    assert [each.key for each in project.citations()] == ["ipcc", "far", "deep"]
    assert [project.is_of_pointer(each) for each in project.citations()] == [False, True, False]


def test_address_of_link() -> None:
    """A link is shown as its page writes it, be that nothing, or as the site has it."""
    assert Link("missing", "a.html", PLACE, "b.html").shown == "a.html"
    assert Link("missing", "a.html", PLACE, "b.html", written="a.md").shown == "a.md"
    assert Link("missing", "a.html", PLACE, "b.html", written="").shown == ""


@pytest.mark.parametrize(
    ("word", "candidate"),
    [("Warmin", "warming"), ("HEAT", "Heat"), ("heap", "Heat"), ("moon", None), ("", None)],
)
def test_nearest(word: str, candidate: str | None) -> None:
    """The most similar candidate is found in any case of letters, unless none is similar."""
    assert nearest(word, ["warming", "warmth", "Heat", "heaps and heaps"]) == candidate


def test_ignored_everywhere() -> None:
    """Without paths, what is ignored is ignored on every page."""
    assert Ignore(("TXT",), "So.", PLACE).covers("docs/a.md")
