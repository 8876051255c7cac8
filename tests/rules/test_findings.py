"""What single rules find in small projects, with the words of their messages and hints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer import evidence
from explainer.model import (
    Article,
    ArticleSentence,
    Change,
    Citation,
    Claim,
    EmptyBlock,
    EvidenceItem,
    Link,
    Page,
    Passage,
    Place,
    Problem,
    Project,
    Sentence,
    Site,
    Source,
    Vocabulary,
)
from explainer.rules import find
from explainer.rules.cited_evidence import evidence_of
from explainer.rules.cited_meaning import compared_sentences
from explainer.rules.evidence_citations import (
    _MORE_WORDS,
    _RARER_BESIDE_OTHERS,
    _RARER_WORDS,
    _closer_passage,
)
from explainer.rules.registry import Message

PLACE = Place("docs/a.md", 1)


def found(code: str, subject: Project | Site) -> list[str]:
    """What a rule finds, each as its line and message."""
    return [f"{each.place.line}: {each.message}" for each in find(code).run(subject)]


def exhibit(key: str, stance: str = "supports", passage: str | None = None) -> EvidenceItem:
    """A piece of evidence."""
    return EvidenceItem(Citation(key, PLACE, passage), stance, "So.", Place("docs/a.md", 7))


def claim(slug: str = "a", verdict: str = "supported", **values: object) -> Claim:
    """A claim, the fields of which have places of their own."""
    fields = dict.fromkeys(("verdict", *values))
    places = {name: Place("docs/a.md", line) for line, name in enumerate(fields, start=2)}
    given: dict[str, object] = {"places": places, **values}
    return Claim(slug, PLACE, slug.upper(), verdict, **given)  # type: ignore[arg-type]


def of(*claims: Claim, **values: object) -> Project:
    """A project of claims."""
    return Project(claims={each.slug: each for each in claims}, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("review_after", "today", "line"),
    [
        (None, "2026-01-02", []),
        ("2026-01-02", "2026-01-02", []),
        ("2026-01-01", "2026-01-02", ["3"]),
        ("2026-01-03", "2026-01-02", []),
    ],
)
def test_overdue(review_after: str | None, today: str, line: list[str]) -> None:
    """A claim is overdue on the day after its date."""
    told = found("AGE101", of(claim(review_after=review_after), today=today))

    assert [each.partition(":")[0] for each in told] == line


CIRCLES = [
    ([claim("a", evidence=(exhibit("claims/a"),))], {"a": ""}),
    ([claim("a", evidence=(exhibit("claims/a"), exhibit("heat")))], {}),
    ([claim("a")], {}),
    (
        [
            claim("a", evidence=(exhibit("claims/a"), exhibit("claims/b"), exhibit("claims/b"))),
            claim("b", evidence=(exhibit("claims/a"),)),
        ],
        {"a": " through 'b'", "b": " through 'a'"},
    ),
    (
        [
            claim("a", evidence=(exhibit("claims/b"),)),
            claim("b", evidence=(exhibit("claims/c"),)),
            claim("c", evidence=(exhibit("heat", "context"),)),
        ],
        {},
    ),
]


@pytest.mark.parametrize(("claims", "through"), CIRCLES)
def test_circles(claims: list[Claim], through: dict[str, str]) -> None:
    """A claim leads to a source, by however many others, or only back to itself."""
    messages = [each.message for each in find("CLM108").run(of(*claims))]

    assert len(messages) == len(through)
    for message, (slug, others) in zip(messages, through.items(), strict=True):
        assert repr(slug) in message
        assert others in message
        assert ("through" in message) is bool(others)


FORECAST = [
    (claim(verdict="forecast"), ["2"]),
    (claim(verdict="forecast", shown_by="It."), []),
    (claim(verdict="supported", shown_by="It."), ["3"]),
    (claim(verdict="", shown_by="It."), []),
    (claim(verdict="supported"), []),
]
PARTS = [
    (claim(verdict="partly-supported"), ["2"]),
    (claim(verdict="partly-supported", holds="It. [@a]"), ["2"]),
    (claim(verdict="partly-supported", holds="It. [@a]", beyond="So. [@analysis]"), []),
    (claim(verdict="partly-supported", holds="It. [@analysis]", beyond="So."), ["3"]),
    (claim(verdict="partly-supported", holds="It. [@analysis; @a]", beyond="So."), []),
    (claim(verdict="partly-supported", holds="It.", beyond="So."), []),
    (claim(verdict="supported", holds="It. [@a]", beyond="So."), ["3", "4"]),
    (claim(verdict="", holds="It. [@a]"), []),
]
RECORDED = [
    (claim(), ["2"]),
    (claim(changes=(Change("2026-01-01", "So.", "supported"),)), []),
    (claim(changes=(Change("2026-01-01", "So.", "disputed"),)), ["2"]),
    (
        claim(
            changes=(
                Change("2026-01-02", "So.", "supported"), Change("2026-01-01", "So.", "disputed")
            )
        ),
        [],
    ),
    (claim(verdict=""), []),
    (claim(stub=True), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "one", "lines"),
    [
        *(("CLM117", *row) for row in FORECAST),
        *(("CLM113", *row) for row in PARTS),
        *(("CLM110", *row) for row in RECORDED),
    ],
)
def test_fields_of_verdicts(code: str, one: Claim, lines: list[str]) -> None:
    """A verdict has the fields that it needs, no others, and stands in the history."""
    assert [each.partition(":")[0] for each in found(code, of(one))] == lines


def test_instead_of_recorded() -> None:
    """The verdict that is recorded is said, if any is."""
    changed = claim(changes=(Change("2026-01-01", "So.", "disputed"),))
    messages = [each.message + each.hint for each in find("CLM110").run(of(changed, claim("b")))]

    assert ["the last one has 'disputed'" in message for message in messages] == [True, False]


SOURCES = {
    "one": Source("one", PLACE, "One", origin="one", passages=(Passage("p", "It rose.", PLACE),)),
    "two": Source("two", PLACE, "Two", origin="two"),
    "first": Source("first", PLACE, "First", origin="first", tier="primary"),
    "far": Source("far", PLACE, "Far", origin="far", reliance="pointer", tier="primary"),
    "told": Source("told", PLACE, "The Told Story", origin="told", tier="primary"),
}
ARTICLE = Article(PLACE, "the told story")
VERDICTS = [
    ("CLM103", claim(evidence=(exhibit("one"),)), 1),
    ("CLM103", claim(evidence=(exhibit("one"), exhibit("two"))), 0),
    ("CLM103", claim(evidence=(exhibit("one"), exhibit("one", "supports", "p"))), 1),
    ("CLM103", claim(evidence=(exhibit("first"),)), 0),
    ("CLM103", claim(evidence=(exhibit("first", "context"),)), 1),
    ("CLM103", claim(evidence=(exhibit("far"),)), 1),
    ("CLM103", claim(evidence=(exhibit("told"),)), 1),
    ("CLM103", claim(evidence=(exhibit("gone"),)), 0),
    ("CLM103", claim(), 1),
    ("CLM103", claim(verdict="disputed"), 0),
    ("CLM104", claim(verdict="disputed"), 2),
    ("CLM104", claim(verdict="disputed", evidence=(exhibit("one"),)), 1),
    ("CLM104", claim(verdict="disputed", evidence=(exhibit("one", "contradicts"),)), 1),
    ("CLM104", claim(), 0),
    ("CLM105", claim(verdict="contradicted"), 1),
    ("CLM105", claim(verdict="contradicted", evidence=(exhibit("one", "contradicts"),)), 0),
    ("CLM105", claim(), 0),
    ("CLM114", claim(verdict="reported"), 1),
    ("CLM114", claim(verdict="reported", evidence=(exhibit("one"),)), 0),
    ("CLM114", claim(verdict="reported", evidence=(exhibit("one"), exhibit("two"))), 1),
    (
        "CLM114",
        claim(verdict="reported", evidence=(exhibit("one"), exhibit("two", "contradicts"))),
        1,
    ),
    (
        "CLM114",
        claim(verdict="reported", evidence=(exhibit("one"), exhibit("far", "contradicts"))),
        0,
    ),
    ("CLM114", claim(evidence=(exhibit("one"), exhibit("two"))), 0),
    ("CLM115", claim(verdict="unverified"), 0),
    ("CLM115", claim(verdict="unverified", evidence=(exhibit("one"), exhibit("two"))), 1),
    ("CLM115", claim(verdict="unverified", evidence=(exhibit("far"),)), 0),
    ("CLM115", claim(verdict="unverified", evidence=(exhibit("one", "context"),)), 0),
    ("CLM115", claim(evidence=(exhibit("one"),)), 0),
    ("CLM116", claim(evidence=(exhibit("told"),)), 1),
    ("CLM116", claim(evidence=(exhibit("told", "states"),)), 0),
    ("CLM116", claim(evidence=(exhibit("one"), exhibit("gone"))), 0),
]


@pytest.mark.parametrize(("code", "one", "count"), VERDICTS)
def test_verdicts(code: str, one: Claim, count: int) -> None:
    """A verdict agrees with the sources of the evidence, and with its stances."""
    project = of(one, sources=SOURCES, article=ARTICLE)

    assert len(found(code, project)) == count
    assert found(code, of(replace(one, stub=True), sources=SOURCES)) == []


def sentence(text: str, *citations: Citation, line: int = 1) -> Sentence:
    """A sentence with citations."""
    return Sentence(text, Place("docs/a.md", line, 1, line, len(text) + 1), citations)


def page(*sentences: Sentence) -> Page:
    """A page of sentences and their citations."""
    cited = tuple(citation for each in sentences for citation in each.citations)
    return Page("docs/a.md", "a/", "A", sentences, citations=cited)


@pytest.mark.parametrize(
    ("verdict", "text", "citation", "count"),
    [
        ("disputed", "It rose.", Citation("claims/a", PLACE), 1),
        ("forecast", "It rose.", Citation("claims/a", PLACE), 1),
        ("disputed", "It may have risen.", Citation("claims/a", PLACE), 0),
        ("supported", "It rose.", Citation("claims/a", PLACE), 0),
        ("disputed", "It rose.", Citation("claims/gone", PLACE), 0),
        ("disputed", "It rose.", Citation("one", PLACE, "p"), 1),
        ("disputed", "It rose.", Citation("two", PLACE), 0),
    ],
)
def test_doubted(verdict: str, text: str, citation: Citation, count: int) -> None:
    """A sentence that rests on a doubted claim, or on what only supports one, hedges."""
    evidence = (exhibit("one", "supports", "p"), exhibit("two", "context"))
    project = of(claim(verdict=verdict, evidence=evidence), sources=SOURCES)
    pages = (page(sentence(text, citation, citation)),)

    assert len(found("CLM107", project._replace(pages=pages))) == count
    sound = claim("b", evidence=(exhibit("one", "supports", "p"),))
    both = {**project.claims, "b": sound}
    kept = count if citation.claim else 0
    assert len(found("CLM107", project._replace(pages=pages, claims=both))) == kept


@pytest.mark.parametrize(
    ("sentences", "lines"),
    [
        ((("0f", None, None),), ["1"]),
        ((("0f", None, "So."),), []),
        ((("0f", "a", None),), []),
        ((("0f", "a", "So."),), ["1"]),
        ((("1f", "a", None),), ["1", "9"]),
        ((("0f", "gone", None),), ["1"]),
        ((("0f", "unread", None),), []),
    ],
)
def test_article(
    sentences: tuple[tuple[str, str | None, str | None], ...], lines: list[str]
) -> None:
    """A sentence of the article has a claim that lists it, or a reason; and is in the article."""
    article = Article(
        PLACE,
        sentences=tuple(
            ArticleSentence(print_, Place("docs/article.yml", 1), claim=slug, reason=reason)
            for print_, slug, reason in sentences
        ),
    )
    listed = claim(article=(("0f", Place("docs/a.md", 9)),))
    project = of(listed, article=article, unread_claims={"unread": "docs/claims/unread.md"})
    told = [each.partition(":")[0] for each in found("CLM109", project)]

    assert told == lines
    assert found("CLM109", of(listed)) == []


def test_unwritten() -> None:
    """A stub says which sentence of the article it is for, by the number in its section."""
    article = Article(
        PLACE,
        sentences=(
            ArticleSentence("0f", PLACE, reason="So.", section="Rain"),
            ArticleSentence("1f", PLACE, claim="a", section="Rain"),
            ArticleSentence("2f", PLACE, claim="a", section="Wind"),
            ArticleSentence("3f", PLACE, claim="b"),
        ),
    )
    stubs = [claim(slug, stub=True) for slug in "abc"]
    messages = [
        each.message + each.hint for each in find("CLM112").run(of(*stubs, article=article))
    ]

    assert ["sentence 2 of 'Rain' (1f)" in messages[0], "sentence 1 (3f)" in messages[1]] == [
        True, True,
    ]  # fmt: skip
    assert ["docs/article.yml" in message for message in messages] == [True, True, False]
    assert "somebody" in messages[2]


@pytest.mark.parametrize(
    ("item", "count"),
    [
        (exhibit("one", "supports", "p"), 0),
        (exhibit("one"), 1),
        (exhibit("one", "supports", "gone"), 0),
        (exhibit("gone", "supports", "p"), 0),
        (exhibit("gone"), 1),
        (exhibit("two"), 1),
    ],
)
def test_discussed(item: EvidenceItem, count: int) -> None:
    """The evidence of a claim is cited on its page, if it exists."""
    project = of(claim(evidence=(item,)), sources=SOURCES)
    cited = page(sentence("It rose.", Citation("one", PLACE, "p")))

    assert len(found("CLM106", project._replace(pages=(cited,)))) == count
    assert found("CLM106", project) == []


@pytest.mark.parametrize(
    ("target", "files", "meant"),
    [
        ("b/index.html", {"b/index.html"}, "'../b/'"),
        ("b/index.html", set(), "'b/index.html'"),
        ("https://a.org/", set(), "'https://a.org/'"),
    ],
)
def test_redirect(target: str, files: set[str], meant: str) -> None:
    """A link to what has moved is to lead to the file of the site, or to another address."""
    broken = Link("redirect", "old", PLACE, "c/index.html", suggestion=target)
    (problem,) = find("LNK116").run(Site((broken,), frozenset(files)))

    assert meant in problem.message + problem.hint


@pytest.mark.parametrize(
    ("citations", "count"),
    [
        ((Citation("one", PLACE, "p"),), 1),
        ((Citation("gone", PLACE),), 0),
        ((Citation("one", PLACE, "p"), Citation("gone", PLACE)), 0),
        ((Citation("one", PLACE, "p"), Citation("analysis", PLACE)), 0),
        ((), 0),
    ],
)
def test_compared(citations: tuple[Citation, ...], count: int) -> None:
    """A sentence is compared with its evidence if all of that exists."""
    project = Project((page(sentence("It rose by 5 %.", *citations)),), SOURCES)

    assert len(found("EVI101", project)) == count


def test_adjacent_names() -> None:
    """Names that stand next to each other are one finding, and others are not."""
    text = "Orlin Lierbeek met Zurvan, Mektal in Ghastov."
    project = Project((page(sentence(text, Citation("one", PLACE, "p"))),), SOURCES)
    messages = [each.message for each in find("EVI103").run(project)]
    names = ("Orlin Lierbeek", "Zurvan", "Mektal", "Ghastov")

    assert [name in message for name, message in zip(names, messages, strict=True)] == [True] * 4


def test_own_names() -> None:
    """The longest of the site's own names is taken out of what a sentence states."""
    label = Citation("about", PLACE)
    project = Project(
        (page(sentence("Here Rain Atlas Weekly is kept.", label)),), site_name="Rain Atlas Weekly"
    )
    pages = (*project.pages, Page("docs/b.md", "b/", "Rain Atlas"))

    assert found("CIT108", project._replace(pages=pages)) == []


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("so {key!r} is", "so '<key>' is"),
        ("so {key}{instead}", "so <key>"),
        ("so{instead}", "so"),
        ("the `{key}`{end}", "the `<key>`"),
        ("is {count} of {total}", "is <count> of <total>"),
    ],
)
def test_readable(text: str, readable: str) -> None:
    """A message names its values, without a suggestion at the end of a word."""
    assert Message(text, text).readable == (readable, readable)


def test_examples() -> None:
    """An example is of a page, unless it names its file."""
    paths = {each.path for each in find("CIT101").examples}

    assert None in paths
    assert "" not in paths
    assert {each.path for each in find("LNK117").examples} == {"docs/_redirects"}


def test_ours() -> None:
    """A name of the site's own is no fact of somebody else's."""
    label = Citation("about", PLACE)
    project = Project((page(sentence("We keep ThermoLog here.", label)),))
    ours = Vocabulary(ours=("ThermoLog",))

    assert found("CIT108", project._replace(vocabulary=ours)) == []


@pytest.mark.parametrize(
    ("values", "broken", "messages"),
    [
        ({}, {}, ["1: sentence without citation or label"]),
        ({"required": False}, {}, []),
        ({}, {"a": "docs/a.md"}, []),
        ({}, {"b": "docs/b.md"}, ["1: sentence without citation or label"]),
    ],
)
def test_uncovered(values: dict[str, object], broken: dict[str, str], messages: list[str]) -> None:
    """A sentence needs a citation on a page that is required and can be read."""
    bare = page(sentence("It rose."))._replace(**values)  # type: ignore[arg-type]

    assert found("CIT101", Project((bare,), unread_claims=broken)) == messages


def test_behind_citation() -> None:
    """A sentence that begins behind a citation without a full stop is said to do so."""
    first, second = (
        find("CIT101").run(Project((page(each),)))
        for each in (sentence("It rose."), sentence("It rose.")._replace(unstopped_before=True))
    )

    assert next(iter(first)).message != next(iter(second)).message


@pytest.mark.parametrize(
    ("count", "citations"), [(0, None), (1, "1 citation is"), (2, "2 citations are")]
)
def test_without_extension(count: int, citations: str | None) -> None:
    """Citations that nothing renders are counted where the extension is missing."""
    cited = page(*[sentence("It rose.", Citation("one", PLACE))] * count)
    project = Project((cited, Page("docs/b.md", "b/", "B")), extension_missing=PLACE)
    messages = found("CIT104", project)

    assert len(messages) == (1 if citations else 0)
    assert all(str(citations) in message for message in messages)
    assert found("CIT104", project._replace(extension_missing=None)) == []


@pytest.mark.parametrize(
    ("label", "required", "similar"),
    [("abuot", True, "'about'"), ("abuot", False, "'about'"), ("zzzz", True, ""),
     ("zzzz", False, None)],
)  # fmt: skip
def test_unknown_label(label: str, required: bool, similar: str | None) -> None:  # noqa: FBT001
    """A label that does not exist is another one, or one of those that do."""
    labelled = page()._replace(unknown_labels=((label, PLACE),), required=required)
    problems = list(find("CIT106").run(Project((labelled,))))

    assert len(problems) == (0 if similar is None else 1)
    assert all((similar or "'zzzz'") in each.message + each.hint for each in problems)


@pytest.mark.parametrize(("passage", "end"), [("p", None), ("warn", "'one#warm'"), ("other", "")])
def test_unknown_passage(passage: str, end: str | None) -> None:
    """A passage that does not exist is a similar one of the source, if there is any."""
    passages = (Passage("warm", "It rose.", PLACE), Passage("p", "It rose.", PLACE))
    sources = {"one": Source("one", PLACE, "One", passages=passages)}
    cited = page(sentence("It rose.", Citation("one", PLACE, passage)))
    hints = [each.hint for each in find("CIT103").run(Project((cited,), sources))]

    named = [hint.partition("cite ")[2].partition(", or add")[0] for hint in hints]
    assert named == ([] if end is None else [end])


def test_titles_of_claims() -> None:
    """The title of a page is the site's own name, and that of a claim is not."""
    label = Citation("about", PLACE)
    text = "We follow Orlin Lierbeek here."
    pages = [Page(path, "b/", "Orlin Lierbeek") for path in ("docs/b.md", "docs/claims/b.md")]
    told = [found("CIT108", Project((page(sentence(text, label)), each))) for each in pages]

    assert [bool(messages) for messages in told] == [False, True]


def test_code_of_the_site() -> None:
    """What stands in code is no fact, and what stands around it is found where it is."""
    label = Citation("about", PLACE)
    text = "Set 5.5 °C and 6.5 °C."
    coded = sentence(text, label)._replace(code_spans=((4, 10),))

    assert found("CIT108", Project((page(coded),))) == [
        "1: a sentence labelled 'about' states '6.5 °C'"
    ]


CITED = of(
    claim("a", evidence=(exhibit("one", "supports", "p"), exhibit("claims/b"), exhibit("gone"))),
    claim("b"),
    sources={**SOURCES, "both": Source("both", PLACE, "Both", passages=(
        Passage("p", "It fell.", PLACE), Passage("q", "It ended.", PLACE)))},
)  # fmt: skip


@pytest.mark.parametrize(
    ("citation", "alone", "parts"),
    [
        (Citation("one", PLACE, "p"), True, [True]),
        (Citation("one", PLACE, "gone"), True, [False]),
        (Citation("one", PLACE), True, [True]),
        (Citation("both", PLACE), True, [True, True]),
        (Citation("two", PLACE), True, [False]),
        (Citation("gone", PLACE), True, [False]),
        (Citation("claims/a", PLACE), True, [True, True]),
        (Citation("claims/a", PLACE), False, [True]),
        (Citation("claims/b", PLACE), True, [True]),
        (Citation("claims/gone", PLACE), True, [False]),
    ],
)
def test_evidence(citation: Citation, alone: bool, parts: list[bool]) -> None:  # noqa: FBT001
    """A citation has the evidence of its passages, and a claim that of its title and its own."""
    held = evidence_of(CITED, evidence.lexicon_of(), citation, alone=alone)

    assert [part is not None for part in held] == parts


def test_labelled() -> None:
    """A sentence with a label is compared with nothing."""
    label = Citation("analysis", PLACE)
    cited = page(sentence("It rose by 5 %.", Citation("one", PLACE, "p"), label))
    other = page(sentence("It rose by 5 %.", label))

    assert found("EVI101", Project((cited, other), SOURCES)) == []


def test_each_project() -> None:
    """What is known of one project is not told of the next."""
    cited = [
        Project((page(sentence(text, Citation("one", PLACE, "p"))),), SOURCES)
        for text in ("It rose by 5 %.", "It did not rise.")
    ]

    assert [len(found("EVI101", each)) for each in cited] == [1, 0]
    assert [len(found("MEA101", each)) for each in cited] == [0, 1]
    assert [len(found("MEA101", each)) for each in reversed(cited)] == [1, 0]


@pytest.mark.parametrize(
    ("slug", "instead"), [("heat", None), ("haet", "'heat'"), ("zzzzzz", "another claim")]
)
def test_claim_of_article(slug: str, instead: str | None) -> None:
    """A sentence of the article names a claim that exists, or what was meant is said."""
    article = Article(PLACE, sentences=(ArticleSentence("0f", PLACE, claim=slug),))
    heat = claim("heat", article=(("0f", PLACE),) if slug == "heat" else ())
    told = [each.message + each.hint for each in find("CLM109").run(of(heat, article=article))]

    assert len(told) == (1 if instead else 0)
    assert all(str(instead) in each for each in told)


def test_forecast_is_no_fact() -> None:
    """A sentence that rests on a forecast is told so, and one on another verdict by its name."""
    cited = page(sentence("It rose.", Citation("claims/a", PLACE)))
    told = [
        found("CLM107", of(claim(verdict=verdict), pages=(cited,)))[0]
        for verdict in ("forecast", "disputed")
    ]

    assert "a forecast" in told[0]
    assert "disputed" in told[1]


FACTS = [
    (Citation("one", PLACE, "p"), ["It rose."]),
    (Citation("both", PLACE), ["It fell.", "It ended."]),
    (Citation("two", PLACE), []),
    (Citation("gone", PLACE), []),
    (Citation("claims/a", PLACE), ["A", "It rose."]),
    (Citation("claims/b", PLACE), ["B"]),
]


@pytest.mark.parametrize(("citation", "facts"), FACTS)
@pytest.mark.parametrize("beside", [False, True])
def test_facts_compared(citation: Citation, facts: list[str], beside: bool) -> None:  # noqa: FBT001
    """A sentence is compared with its facts, and those of a claim's evidence if that is alone."""
    other = (Citation("both", PLACE, "q"),) if beside else ()
    cited = page(sentence("It went.", citation, *other))
    kept = facts[:1] if citation.claim and beside else facts
    is_known = citation.key not in {"gone", "two"}
    compared = compared_sentences(CITED._replace(pages=(cited,)))

    assert [(fact.wording.text, fact.is_claim) for _, each in compared for fact in each.facts] == [
        *((text, citation.claim is not None and text == facts[0]) for text in kept),
        *(("It ended.", False) for _ in other if is_known),
    ]


@pytest.mark.parametrize(
    ("slug", "end"),
    [("heat", None), ("unread", None), ("haet", "'claims/heat'"), ("zzzzzz", "")],
)
def test_unknown_claim(slug: str, end: str | None) -> None:
    """A cited claim exists, or what was meant is said."""
    cited = page(sentence("It rose.", Citation(f"claims/{slug}", PLACE)))
    project = of(claim("heat"), pages=(cited,), unread_claims={"unread": "docs/claims/unread.md"})
    told = [each.message + each.hint for each in find("CLM102").run(project)]

    assert len(told) == (0 if end is None else 1)
    assert all(("'claims/heat'" in each) is bool(end) for each in told)


@pytest.mark.parametrize(
    ("section", "instead"),
    [
        (None, None),
        ("rain.md", None),
        ("rian.md", "'rain.md'"),
        ("claims/a.md", None),
        ("claims/b.md", "another one"),
        ("zzzzzz.md", "another one"),
    ],
)
def test_section(section: str | None, instead: str | None) -> None:
    """The section of a claim is a page, and what was meant is no claim's."""
    pages = tuple(Page(f"docs/{name}", name, name) for name in ("rain.md", "claims/a.md", "x.md"))
    one = claim("a", section=section)
    one = replace(one, place=Place("docs/claims/a.md"))
    told = [each.message + each.hint for each in find("CLM111").run(of(one, pages=pages))]

    assert len(told) == (1 if instead else 0)
    assert all(str(instead) in each for each in told)


def test_why_not_supported() -> None:
    """What a supported claim lacks is said: a second origin, more than pointers, or anything."""
    evidence = [(exhibit("one"),), (exhibit("far"),), ()]
    told = [found("CLM103", of(claim(evidence=each), sources=SOURCES))[0] for each in evidence]

    assert "'one'" in told[0]
    assert len(set(told)) == 3
    assert "pointer" in told[1]


@pytest.mark.parametrize(
    ("block", "required", "count"),
    [(False, False, 0), (False, True, 1), (True, False, 1), (True, True, 1)],
)
def test_empty_blocks(block: bool, required: bool, count: int) -> None:  # noqa: FBT001
    """A block of another package that is empty matters on pages that are required."""
    empty = EmptyBlock(PLACE, "it is empty", "fill it", block)
    project = Project((page()._replace(empty_blocks=(empty,), required=required),))

    assert len(found("DAT102", project)) == count


def test_passage_of_several() -> None:
    """A citation of a source with several passages names one, and the first is offered."""
    cited = page(*(sentence("It rose.", Citation(key, PLACE)) for key in ("one", "two", "both")))
    (problem,) = find("EVI106").run(CITED._replace(pages=(cited,)))

    assert "both" in problem.message
    assert "both#p" in problem.hint


WORDS = "rain road farm port lake tower"


@pytest.mark.parametrize(
    ("cited", "other", "rarity", "closer"),
    [
        (1, 1 + _MORE_WORDS, 0.0, True),
        (1, _MORE_WORDS, 0.0, False),
        (1, 2, _RARER_WORDS, True),
        (1, 2, _RARER_WORDS - 0.01, False),
        (2, 1, _RARER_WORDS, False),
    ],
)
@pytest.mark.parametrize("kind", ["sentence", "row"])
def test_closer_passage(cited: int, other: int, rarity: float, closer: bool, kind: str) -> None:  # noqa: FBT001
    """A passage is closer if it shares more words with a sentence, or rarer ones but in rows."""
    words = WORDS.split()
    passages = [
        Passage(slug, f"{' '.join(words[:size])}.", PLACE)
        for slug, size in (("p", cited), ("q", other))
    ]
    source = Source("one", PLACE, "One", passages=tuple(passages))
    of_words = sentence(f"{WORDS}.", Citation("one", PLACE, "p"))._replace(kind=kind)
    by_words = other - cited >= _MORE_WORDS
    expected = "q" if closer and (by_words or kind == "sentence") else None

    assert _closer_passage(of_words, source, passages[0], lambda _: rarity, None) == expected
    both = of_words._replace(citations=(*of_words.citations, Citation("one", PLACE, "q")))
    assert _closer_passage(both, source, passages[0], lambda _: rarity, None) is None
    apart = of_words._replace(citations=(*of_words.citations, Citation("two", PLACE, "q")))
    assert _closer_passage(apart, source, passages[0], lambda _: rarity, None) == expected


@pytest.mark.parametrize(
    ("others", "rarity", "closer"),
    [
        ((), 1.0, True),
        (("farm",), 1.0, True),
        (("farm", "port"), 1.0, False),
        (("farm", "port", "rain"), 1.0, False),
        (("rain",), 1.0, True),
        (("rain",), 0.99, False),
        ((), 0.0, False),
    ],
)
def test_closer_beside_others(others: tuple[str, ...], rarity: float, closer: bool) -> None:  # noqa: FBT001
    """Beside other citations, a passage is closer if it has more that these do not have."""
    passages = (Passage("p", "Rain road.", PLACE), Passage("q", "Rain road farm port.", PLACE))
    source = Source("one", PLACE, "One", passages=passages)
    of_words = sentence(f"{WORDS}.", Citation("one", PLACE, "p"))
    found = _closer_passage(
        of_words, source, passages[0], lambda word: rarity if word else 2 / _RARER_BESIDE_OTHERS,
        frozenset(others),
    )  # fmt: skip

    assert (found == "q") is closer


def passages(key: str, *facts: str) -> Source:
    """A source of passages `p`, `q` and so on."""
    slugs = zip("pqrs", facts, strict=False)
    return Source(key, PLACE, key, passages=tuple(Passage(it, fact, PLACE) for it, fact in slugs))


def citation_of(typed: str) -> Citation:
    """A citation such as `key#passage`."""
    key, _, slug = typed.partition("#")
    return Citation(key, PLACE, slug or None)


RAIN = {
    source.key: source
    for source in (
        passages("rain", "Rain fell on wide roads."),
        passages("odd", "Ships sank."),
        passages("five", "5 mm."),
        passages("day", "2 May 2020."),
        passages("two", "It cost 5 euros.", "Rain fell on wide roads near farms and ports."),
    )
}


@pytest.mark.parametrize(
    ("text", "cited", "odd"),
    [
        ("Rain fell on wide roads.", ["rain#p"], []),
        ("Rain fell on wide roads.", ["odd#p"], ["odd#p"]),
        ("Rain fell on wide roads.", ["odd"], ["odd"]),
        ("Rain of 5 mm fell on wide roads.", ["odd#p"], []),
        ("Rain fell on wide roads on 2 May 2020.", ["odd#p"], []),
        ("Rain fell on wide roads of Lierbeek.", ["odd#p"], []),
        ("Rain fell.", ["odd#p"], []),
        ("Rain fell on wide roads.", ["rain#p", "odd#p"], ["odd#p"]),
        ("Rain fell on wide roads.", ["odd#p", "rain#p"], ["odd#p"]),
        ("Rain of 5 mm fell on wide roads.", ["rain#p", "five#p"], []),
        ("Rain of 5 mm fell on wide roads.", ["five#p", "rain#p"], []),
        ("Rain of 5 mm fell on wide roads.", ["rain#p", "odd#p", "five#p"], ["odd#p"]),
        ("Rain of 5 mm fell on wide roads.", ["five#p", "odd#p", "rain#p"], ["odd#p"]),
        ("Rain fell on wide roads on 2 May 2020.", ["rain#p", "day#p"], []),
        ("Rain fell on wide roads.", ["rain#p", "five#p"], ["five#p"]),
    ],
)
def test_bearing(text: str, cited: list[str], odd: list[str]) -> None:
    """A citation shares a word with its sentence, or supports what the others do not."""
    citations = map(citation_of, cited)
    messages = found("EVI108", Project((page(sentence(text, *citations)),), RAIN))

    assert len(messages) == len(odd)
    assert all(f"'{key}'" in message for key, message in zip(odd, messages, strict=True))


@pytest.mark.parametrize(
    ("text", "cited", "closer"),
    [
        ("Rain fell on wide roads near farms and ports.", ["two#p"], True),
        ("Rain fell on wide roads near farms and ports.", ["two#q"], False),
        ("Rain fell on wide roads near farms and ports.", ["two#gone"], False),
        ("Rain on wide roads near farms and ports cost 5 euros.", ["two#p"], True),
        ("Rain on wide roads near farms and ports cost 5 euros.", ["two#p", "odd#p"], False),
        ("Rain on wide roads near farms and ports cost 5 euros.", ["odd#p", "two#p"], False),
        ("Rain fell on wide roads near farms and ports.", ["two#p", "odd#p"], True),
        ("Rain fell on wide roads near farms and ports.", ["odd#p", "two#p"], True),
        ("Rain fell on wide roads near farms and ports.", ["two#p", "two#q"], False),
    ],
)
def test_closer(text: str, cited: list[str], closer: bool) -> None:  # noqa: FBT001
    """The closest passage of a source is cited, unless the other one supports what it would not."""
    citations = map(citation_of, cited)

    assert bool(found("EVI107", Project((page(sentence(text, *citations)),), RAIN))) is closer


def test_words_offered() -> None:
    """A hint offers the words of one passage."""
    known = tuple(
        Passage(slug, "It rose.", PLACE, words)
        for slug, words in (("p", "one two"), ("q", "three"))
    )
    sources = {"one": Source("one", PLACE, "One", passages=known)}
    cited = page(sentence('It said "four five six".', Citation("one", PLACE)))
    (problem,) = find("EVI104").run(Project((cited,), sources))

    assert problem.hint.endswith("; it has 'one two'")


@pytest.mark.parametrize(("count", "often"), [(3, False), (4, True), (5, True)])
def test_cited_often(count: int, often: bool) -> None:  # noqa: FBT001
    """A passage that backs four different sentences is cited often; repeated ones count once."""
    texts = ["Rain fell on roads.", "Ships sank near ports.", "Farms lost cattle.",
             "Bridges broke at night.", "Schools shut early."]  # fmt: skip
    cited = [sentence(text, Citation("odd", PLACE, "p")) for text in texts[:count]]
    messages = found("EVI110", Project((page(*cited, *cited[:2]),), RAIN))

    assert len(messages) == int(often)
    assert all(f"{count}" in message for message in messages)


@pytest.mark.parametrize(
    ("pages", "count", "where", "ends"),
    [
        (1, 4, "1 page", "docs/a0.md:3 and 1 more"),
        (2, 4, "2 pages", "and 1 more"),
        (1, 5, "1 page", "docs/a0.md:3 and 2 more"),
    ],
)
def test_where_cited(pages: int, count: int, where: str, ends: str) -> None:
    """Three of the sentences that cite a passage often are named, and the rest are counted."""
    texts = ["Rain fell on roads.", "Ships sank near ports.", "Farms lost cattle.",
             "Bridges broke at night.", "Schools shut early."]  # fmt: skip
    sentences = [
        sentence(text, Citation("odd", PLACE, "p"))._replace(
            place=Place(f"docs/a{number % pages}.md", number + 1)
        )
        for number, text in enumerate(texts[:count])
    ]
    labelled = sentence("It is so.", Citation("odd", PLACE, "p"), Citation("analysis", PLACE))
    unknown = sentence("It is not.", Citation("gone", PLACE, "p"), Citation("odd", PLACE))
    project = Project((page(*sentences, labelled, unknown),), RAIN)
    (problem,) = find("EVI110").run(project)

    assert str(count) in problem.message
    assert f"{where}" in problem.message + problem.hint
    assert ends in problem.message + problem.hint


@pytest.mark.parametrize(
    ("text", "fact", "messages"),
    [
        ("It rose by 5 %.", "It rose by 5 %.", 0),
        ("It rose by 5 %.", "It rose by 6 %.", 1),
        ("It rose in May 2020.", "It rose in May 2020.", 0),
        ("It rose in May 2020.", "It rose in June 2021.", 1),
        ("It rose last year.", "It rose.", 0),
    ],
)
def test_values(text: str, fact: str, messages: int) -> None:
    """The figures and the dates of a sentence are in its evidence."""
    project = Project(
        (page(sentence(text, Citation("a", PLACE, "p"))),), {"a": passages("a", fact)}
    )

    assert len(found("EVI101", project)) + len(found("EVI102", project)) == messages


def names_missing(text: str, *facts: str) -> list[str]:
    """The messages and hints on names that a source of some facts does not have."""
    project = Project((page(sentence(text, Citation("a", PLACE))),), {"a": passages("a", *facts)})
    return [each.message + each.hint for each in find("EVI103").run(project)]


def test_similar_name() -> None:
    """A name that is spelled in another way is offered, if there is one."""
    (similar,) = names_missing("Then Lierbeek flooded.", "Then Lierbeeck flooded.")
    (other,) = names_missing("Then Lierbeek flooded.", "Then it flooded.")

    assert "'Lierbeeck'" in similar
    assert "it has" not in other


def test_variants_of_names() -> None:
    """A name beside one of the evidence, or of evidence in another script, has its own message."""
    (plain,) = names_missing("Then Lierbeek flooded.", "Then it flooded.")
    (beside,) = names_missing("Then Orlin Lierbeek spoke.", "Then Lierbeek spoke.")
    (foreign,) = names_missing("Then Lierbeek flooded.", "Потом затопило.")

    assert ["glosses" in each for each in (plain, beside, foreign)] == [False, True, False]
    assert ["'same'" in each for each in (plain, beside, foreign)] == [False, False, True]


def linked(code: str, **values: object) -> Problem:
    """What a rule says of one broken link in a small site."""
    given = {"address": "x", "place": PLACE, "file": "c/index.html", **values}
    anchors = {"c/index.html": frozenset({"rain"}), "b/index.html": frozenset({"weather"})}
    files = frozenset({*anchors, "c/heat.pdf"})
    (problem,) = find(code).run(Site((Link(**given),), files, anchors))  # type: ignore[arg-type]
    return problem


@pytest.mark.parametrize(
    ("code", "values", "says"),
    [
        ("LNK102", {"target": "b/index.html", "fragment": "wether"}, "weather"),
        ("LNK102", {"target": "c/index.html", "fragment": "zzzzzzzz"}, ""),
        ("LNK115", {"defect": "unused", "fragment": "heat"}, "heat"),
        ("LNK115", {"defect": "unused", "address": "heat"}, "heat"),
        ("LNK106", {"defect": "markdown", "suggestion": "b/index.html"}, "'../b/'"),
        ("LNK106", {"defect": "markdown"}, "no such page"),
        ("LNK104", {"defect": "wrong-case", "suggestion": "b/index.html"}, "'../b/'"),
        ("LNK101", {"target": "c/heat.pdg", "address": "heat.pdg"}, "'heat.pdf'"),
        ("LNK101", {"target": "c/heap", "address": "heap"}, ""),
        ("LNK101", {"target": "bb/index.html", "address": "../bb/"}, ""),
        ("LNK101", {"address": "www.example.org/a"}, "'https://www.example.org/a'"),
    ],
)
def test_links(code: str, values: dict[str, object], says: str) -> None:
    """A broken link is said to be meant for what is similar, if anything is."""
    defect = {"LNK101": "missing", "LNK102": "anchor"}.get(code, "")
    problem = linked(code, **{"defect": defect, **values})

    assert says in problem.message + problem.hint
    if not says:
        assert "heat.pdf" not in problem.hint
        assert "rain" not in problem.hint
