"""Where a text has what a sentence states, what is similar there, and what a site's words add."""

from __future__ import annotations

from fractions import Fraction

import pytest

import comparing
from explainer import evidence
from explainer.evidence import locator, similarity
from explainer.model import Gloss, Passage, Place, Source, Unit, Vocabulary

SITE = Vocabulary(
    same=(("Lome Works", "LWX", "the Works"),),
    common=("Kiln",),
    units=(Unit("cord", Fraction(2), "cords"),),
    counted=("folk",),
    ordinary=("wroxling",),
    glosses=(Gloss("Ada Lim", ("Quend", "Brask Works")), Gloss("Roe", ("Quend",))),
    apart=(("ship", "boat", "ferry"),),
)


@pytest.mark.parametrize(
    ("says", "text", "expected"),
    [
        ("It has 40 kg.", "There were 30 kg, 40 kilos and 50 kg.", ["40 kilos"]),
        ("It has 40 kg.", "There were 30 kg.", []),
        ("It came in 2020.", "In 2019 and May 2020 it came.", ["May 2020"]),
        ("It came in 2020.", "In 2019 it came.", []),
        ("Volvo came.", "Bosch and Volvo's boss came.", ["Volvo's"]),
        ("Volvo came.", "Bosch came.", []),
        ("LYC came.", "The Lome Youth Council.", ["The Lome Youth Council."]),
        ('It was "a failure".', "They saw a failure.", ["a failure"]),
        ('It was "a failure".', "They saw failures.", []),
    ],
)
def test_located(says: str, text: str, expected: list[str]) -> None:
    """What a sentence states is found in a text, as that has it."""
    lexicon = comparing.GENERAL
    stated = evidence.extract(says, lexicon)
    found = [
        *(locator.figure_in(text, each, lexicon) for each in stated.figures),
        *(locator.date_in(text, each, lexicon, ()) for each in stated.dates),
        *(locator.name_in(text, each, stated.names, lexicon) for each in stated.names),
        *(locator.quotation_in(text, each) for each in stated.quotations),
    ]

    assert [each for each in found if each is not None] == expected


@pytest.mark.parametrize(("loose", "expected"), [(True, "40"), (False, None)])
def test_located_loosely(*, loose: bool, expected: str | None) -> None:
    """A bare number may have any unit, where that is asked for."""
    (figure,) = evidence.extract("It has 40 kg.", comparing.GENERAL).figures
    (bare,) = evidence.extract("It has 40 trees.", comparing.GENERAL).figures

    assert locator.figure_in("40 kg", bare, comparing.GENERAL, loose=loose) == (
        "40 kg" if expected else None
    )
    assert locator.figure_in("a 40 W lamp", figure, comparing.GENERAL, loose=loose) is None


@pytest.mark.parametrize(
    ("years", "expected"), [((), None), ((2019,), None), ((2018, 2020), "14 May")]
)
def test_located_in_years(years: tuple[int, ...], expected: str | None) -> None:
    """A date without a year may be of any of some years."""
    (date,) = evidence.extract("It was on 14 May 2020.", comparing.GENERAL).dates

    assert locator.date_in("It was on 14 May.", date, comparing.GENERAL, years) == expected


@pytest.mark.parametrize(
    ("says", "fact", "expected"),
    [
        # the nearest first
        ("It has 40 kg.", "It has 10 kg, 39 kg and 60 kg.", ["39 kg", "60 kg", "10 kg"]),
        # what is the same is no other, and another unit counts nothing alike
        ("It has 40 kg.", "It has 40 kg, 41 kg and 42 litres.", ["41 kg"]),
        # those of the same noun before others
        ("It has 40 trees.", "It has 39 ovens, 60 trees and 50 more.", ["50", "60", "39"]),
        # a bare number only where nothing has the unit
        ("It has 40 kg.", "It has 39 and 60 kg.", ["39", "60 kg"]),
        ("It has 40 kg.", "It has sand, 39.", ["39"]),
        # the number of a name
        ("It has 40 kilns.", "The Terra 39 has 60 kilns.", ["60"]),
        ("The Terra 40 has it.", "The Terra 39 has it.", ["39"]),
    ],
)
def test_similar(says: str, fact: str, expected: list[str]) -> None:
    """The other figures that count the same are found, those that are likest first."""
    (figure,) = evidence.extract(says, comparing.GENERAL).figures

    assert comparing.held({"fact": fact}).similar_figures(figure) == expected


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2025-08-14", "2025-08-14"), ("2025-08", "2025-08"), ("2025", "2025"), (None, None)],
)
def test_dates_of_issue(issued: str | None, expected: str | None) -> None:
    """The dates of evidence are as they are written, and that of issue is in ISO 8601."""
    held = comparing.held({"fact": "It was in May.", "source": {"issued": issued}})

    assert held.dates == ["May", *filter(None, [expected])]


@pytest.mark.parametrize(
    ("says", "fact", "lacks"),
    [
        ("The Lome Works grew.", "LWX grew.", []),
        ("The Works grew.", "LWX grew.", []),
        ("The Lome Mill grew.", "LWX grew.", ["Lome", "Mill"]),
        ("It is a Kiln.", "It is.", []),
        ("Wroxling it grew.", "It grew.", []),
        ("It has 3 cords.", "It has 3 cords.", []),
        ("It has 3 cords.", "It has 3 kg.", ["3 cords"]),
        ("It had 2020 folk.", "It had 2020 folk.", []),
        ("It had 2020 folk.", "It had 2021 folk.", ["2020"]),
        # what is known of a name stands beside it
        ("Ada Lim of Quend won.", "Ada Lim won.", []),
        ("Ada Lim of Brask won.", "Ada Lim won.", []),
        ("Ada Lim of Bosk won.", "Ada Lim won.", ["Bosk"]),
        ("Roe of Quend won.", "Roe won.", []),
        ("Roe of Brask won.", "Roe won.", ["Brask"]),
        ("Ada Lim won and Quend lost.", "Ada Lim won.", ["Quend"]),
        ("Roe won it all in the old bay of Quend.", "Roe won.", []),
        ("Roe won it all in the old city of Quend.", "Roe won.", ["Quend"]),
        ("Roe of Quend won.", "It won.", ["Roe", "Quend"]),
        # nouns that count different things
        ("It has 3 ships.", "It has 3 boats.", ["3"]),
        ("It has 3 ships.", "It has 3 ferries.", ["3"]),
        ("It has 3 ships.", "It has 3 ships.", []),
        ("It has 3 ships.", "It has 3 boats and 3 ships.", []),
        ("It has 3 ships.", "It has 3 trees.", []),
    ],
)
def test_site(says: str, fact: str, lacks: list[str]) -> None:
    """The names, units, words and nouns of a site count as the general ones do."""
    lacking = comparing.lacking(says, comparing.held({"fact": fact}, evidence.lexicon_of(SITE)))

    assert [text for kind in lacking for text in lacking[kind]] == lacks


@pytest.mark.parametrize(
    ("says", "fact", "expected"),
    [
        ("Quend and Roe's Lim won.", "Lim won.", "Lim"),
        ("Ada's Quend won.", "Ada won.", "Ada"),
        ("Ada and Quend won.", "Ada won.", ""),
        ("Quend won.", "Ada won.", ""),
        ("Lim of the old Quend of Ada won.", "Ada and Lim won.", "Ada"),
    ],
)
def test_beside(says: str, fact: str, expected: str) -> None:
    """A name stands beside the nearest one that the evidence has."""
    names = evidence.extract(says, comparing.GENERAL).names
    held = comparing.held({"fact": fact})
    found = [held.name_beside(name, names) for name in names if name.written == "Quend"]

    assert found == [expected]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rise", "ris"),
        ("rising", "ris"),
        ("use", "use"),
        ("used", "used"),
        ("uses", "use"),
        ("ties", "tie"),
        ("berries", "berr"),
        ("carried", "carr"),
        ("supposedly", "suppos"),
        ("seemingly", "seem"),
        ("transmission", "transm"),
        ("sky", "sky"),
    ],
)
def test_stems(word: str, expected: str) -> None:
    """A stem has no ending, three letters at least and six at most."""
    assert similarity.stem(word) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["old kilns burn", "old kilns stand"], [0]),
        (["old kilns burn hot", "old kilns stand cold"], [0, 1]),
        (["old kilns", "old kilns stand cold now"], [0]),
    ],
)
def test_different(texts: list[str], expected: list[int]) -> None:
    """Of texts that share more than half of the words of the shorter one, the first is kept."""
    assert similarity.different(texts) == [texts[index] for index in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("old kilns burn hot", True),
        ("old kilns burn", False),
        ("old kilns burn 2020", False),
        ("old kilns burn 他们说失败了", False),
        ("old kilns burn burning", False),
    ],
)
def test_enough_words(text: str, *, expected: bool) -> None:
    """Four words in letters of a script with spaces are enough."""
    assert similarity.has_enough_words(text) == expected


@pytest.mark.parametrize(
    ("words_from", "words", "expected"),
    [
        ("source", "it was a failure", (True, False)),
        ("translation", "it was a failure", (True, True)),
        ("translation", "it failed", (False, False)),
        ("translation", "“A failure”, said all", (True, True)),
    ],
)
def test_translated(words_from: str, words: str, expected: tuple[bool, bool]) -> None:
    """What is quoted may be in a translation alone."""
    source = Source(key="it", place=Place("it.yml"), title="Why it failed", tier="trade-press")
    passage = Passage("it", "It failed.", Place("it.yml"), words, words_from=words_from)
    held = evidence.of_passage(source, passage, comparing.GENERAL)
    (quoted,) = evidence.extract('He called it "a failure".', comparing.GENERAL).quotations
    (title,) = evidence.extract('It says "why it failed".', comparing.GENERAL).quotations

    assert (held.supports_quotation(quoted), held.has_only_in_secondary(quoted)) == expected
    assert (held.supports_quotation(title), held.has_only_in_secondary(title)) == (True, False)


def passages(*facts: str) -> list[Passage]:
    """Passages with these facts."""
    return [Passage(str(number), fact, Place("it.yml")) for number, fact in enumerate(facts)]


@pytest.mark.parametrize(
    ("many", "all_of_them", "expected"),
    [(10, 10, False), (11, 11, True), (12, 240, False), (13, 240, True), (13, 260, False)],
)
def test_common_words(many: int, all_of_them: int, *, expected: bool) -> None:
    """A word is common in more than ten passages, and in more than one of twenty."""
    found = similarity.common_words(
        passages(*["kilns burn"] * many, *["it was"] * (all_of_them - many))
    )

    assert ("kiln" in found) == expected
    assert similarity.has_shared_word("a kiln", ["it", "the kilns"], found) != expected


def test_rarity() -> None:
    """A word is rarer in fewer passages, and one that none has is rarest."""
    rare = similarity.rarity(passages("kilns burn", "kilns stand", "kilns fall", "trees fall"))

    assert rare("kiln") == 0
    assert round(rare("fall"), 3) == 0.288
    assert round(rare("moon"), 3) == 1.386
    assert similarity.rarity([])("moon") == 0
