"""What single mistakes change: a digit, a unit, a date, a word, a name, a field of a claim."""

from __future__ import annotations

import calendar
import random
from typing import TYPE_CHECKING, Any

import pytest

from explainer import evidence
from explainer.claims import read_claim
from explainer.model import (
    Citation,
    Claim,
    EvidenceItem,
    Passage,
    Place,
    Project,
    Sentence,
    Source,
)
from explainer.model import Page as ParsedPage
from explainer.mutation import KINDS, Mutant, Text, mutators
from explainer.mutation.runner import Score
from explainer.mutation.table import render
from explainer.mutation_results import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = Place("a.md")


class Last(random.Random):
    """Always chooses the last."""

    AT = -1

    def choice(self, seq: Any) -> Any:  # noqa: ANN401  (as in the base class)
        """One of what there is."""
        return seq[self.AT]


class First(Last):
    """Always chooses the first."""

    AT = 0


def edited(text: str, edits: Iterable[tuple[int, int, list[str]]]) -> list[str]:
    """What a text becomes by each edit, with all that could stand there."""
    return [f"{text[:start]}<{'|'.join(instead)}>{text[end:]}" for start, end, instead in edits]


@pytest.mark.parametrize(
    ("chance", "text", "expected"),
    [
        (First(), "in 305.", ["in <1|2|4|5|6|7|8|9>05."]),
        (Last(), "in 305.", ["in 30<0|1|2|3|4|6|7|8|9>."]),
        (First(), "1", ["<2|3|4|5|6|7|8|9>"]),
        (First(), "٣ many", []),
    ],
)
def test_digits(chance: random.Random, text: str, expected: list[str]) -> None:
    """A digit becomes any other, but the first of a figure never nought."""
    assert edited(text, mutators.digits(text, 0, len(text), chance)) == expected


def test_extent() -> None:
    """Nothing is changed outside of the figure."""
    text = "4 of 5 mm and 6"

    assert edited(text, mutators.digits(text, 5, 6, First())) == ["4 of <1|2|3|4|6|7|8|9> mm and 6"]
    assert list(mutators.scale(text, 0, 4)) == []
    assert edited(text, mutators.scale(text, 5, 9)) == ["4 of 5 <cm> and 6"]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("14 August 2025", "year", ["14 August <2023|2024|2026|2027>"]),
        ("14 August 2025", "day", ["<27> August 2025"]),
        ("27 August 2025", "day", ["<26> August 2025"]),
        ("August 2025", "day", []),
        ("14", "day", []),
        ("2025", "month", []),
        ("August", "year", []),
        ("May 2025", "month", [
            "<" + "|".join(each for each in calendar.month_name[1:] if each != "May") + "> 2025",
        ]),
    ],
)  # fmt: skip
def test_date(text: str, part: str, expected: list[str]) -> None:
    """The day, the month or the year of a date becomes another one that there is."""
    assert edited(text, mutators.date(text, 0, len(text), part, Last())) == expected


def test_first_day() -> None:
    """The first of a month is one of the days that a date can get."""
    text = "14 August 2025"

    assert edited(text, mutators.date(text, 0, len(text), "day", First())) == ["<1> August 2025"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He wrote "of 12 long ships" there.', 'He wrote "of 12 <wrote> ships" there.'),
        ('He wrote "at sea" there.', 'He wrote "at <wrote>" there.'),
        ('He wrote "at 12b or 345" there.', None),
        ('A 12 "of long ships" yes.', None),
    ],
)
def test_word(text: str, expected: str | None) -> None:
    """A word of a quotation becomes another word of the sentence, where there is one."""
    start, end = text.index('"'), text.rindex('"') + 1
    edits = mutators.word(text, start, end, First())

    assert edited(text, edits) == ([expected] if expected else [])


def source(key: str, **values: Any) -> Source:  # noqa: ANN401  (whatever its fields are)
    """A source with some of its fields."""
    return Source(key, PLACE, key, **values)


def facts(*texts: str) -> tuple[Passage, ...]:
    """Passages with these facts."""
    return tuple(Passage(f"p{at}", text, PLACE) for at, text in enumerate(texts))


@pytest.mark.parametrize(
    ("page", "organisation", "model"),
    [
        ("None.", ("Acme", "Brio Works", "Globex"), ("4Ever", "K9", "Z80")),
        ("Acme and Globex paid Acme.", ("Acme", "Globex"), ("4Ever", "K9", "Z80")),
        ("A Z80, the Z80's and Z80s.", ("Acme", "Brio Works", "Globex"), ("K9", "Z80")),
        ("Courier, Couriers.", ("Acme", "Brio Works", "Courier", "Globex"), ("4Ever", "K9", "Z80")),
    ],
)
def test_pools(page: str, organisation: tuple[str, ...], model: tuple[str, ...]) -> None:
    """Organisations publish, write or speak in sources and are named; models have a figure."""
    facts_ = facts(
        "Globex says that Acme built the K9.",
        "Acme sold the K9's pump to Brio Works.",
        "The Mayor and Globex say that a K9 broke.",
        "4Ever paid Acme 2000.",
        "The Z80 rose.",
    )
    authors = ("Brio Works", "4Ever", "Unnamed", "Acme 2000")
    project = Project(
        sources={
            "a": source(
                "a", publisher="Acme", authors=authors, container_title="Courier", passages=facts_
            )
        },
        pages=(ParsedPage("a.md", "a/", "A", (Sentence(page, PLACE),)),),
    )
    pools = mutators.pools(project)

    assert (pools.organisation, pools.model) == (organisation, model)


def pools(*names: str, models: tuple[str, ...] = ()) -> mutators.Pools:
    """Pools with these names."""
    return mutators.Pools(names, models, evidence.lexicon_of())


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Acme paid Brio.", ["<Cray> paid Brio.", "Acme paid <Cray>."]),
        ("Acmes paid.", []),
        ("Acme's own.", ["<Brio|Cray>'s own."]),
        ("Nobody paid.", []),
    ],
)
def test_bodies(sentence: str, expected: list[str]) -> None:
    """Each organisation that a sentence names as a whole word becomes one that it does not."""
    assert edited(sentence, pools("Acme", "Brio", "Cray").bodies(sentence)) == expected


def test_models() -> None:
    """A model becomes another one, which the sentence does not have and which means another."""
    known = pools(models=("K9", "K9s", "Z80", "X1"))

    assert known.models("K9", "The K9 beat the X1.") == ["Z80"]
    assert known.models("Q7", "The Q7 beat the X1.") == []


def exhibit(stance: str, key: str = "a", *, first_hand: bool = True) -> EvidenceItem:
    """A piece of evidence."""
    return EvidenceItem(Citation(key, PLACE, "p0"), stance, "So.", PLACE, first_hand)


@pytest.mark.parametrize(
    ("stances", "verdict", "expected"),
    [
        ("", "", "forecast partly-supported disputed contradicted supported reported"),
        ("supports", "supported", "forecast partly-supported disputed contradicted"),
        ("contradicts", "", "forecast partly-supported disputed supported reported"),
        ("supports contradicts", "disputed", "forecast partly-supported"),
        ("context", "forecast", "partly-supported disputed contradicted supported reported"),
    ],
)
def test_unsupported_verdicts(stances: str, verdict: str, expected: str) -> None:
    """A verdict is not supported where the stance that it needs is missing."""
    claim = Claim("a", PLACE, "A.", verdict, evidence=tuple(map(exhibit, stances.split())))

    assert mutators.unsupported_verdicts(claim) == expected.split()


SOURCES = {
    "a": source("a", origin="a", tier="research"),
    "b": source("b", origin="b", tier="wire-or-major-press"),
    "same": source("same", origin="a", tier="research"),
    "own": source("own", origin="own", tier="primary"),
    "far": source("far", origin="far", tier="primary", reliance="pointer"),
}


@pytest.mark.parametrize(
    ("verdict", "items", "removed", "negated"),
    [
        ("supported", "+a", [], []),
        ("supported", "+a +b", [0, 1], [0, 1]),
        ("supported", "+a +same", [], []),
        ("supported", "+a +same +b", [2], [2]),
        ("supported", "+own", [0], [0]),
        ("supported", "+own +a", [0], [0]),
        ("supported", "+own! +a", [0, 1], [0, 1]),
        ("supported", "+own! +a +b", [], []),
        ("supported", "+gone +a", [], []),
        ("supported", "+own =a", [0], [0]),
        ("supported", "+own -a", [0], [0]),
        ("supported", "+far", [], []),
        ("reported", "+a", [0], [0]),
        ("reported", "+a +b", [], [0, 1]),
        ("reported", "+a -b", [], []),
        ("reported", "-b", [], []),
        ("disputed", "+a -b", [0, 1], [0, 1]),
        ("disputed", "+a", [], []),
        ("disputed", "-a", [], []),
        ("disputed", "+a +b -own", [2], [2]),
        ("unverified", "=a", [], []),
        ("unverified", "-a", [], [0]),
        ("unverified", "+a", [], []),
        ("contradicted", "-a", [0], [0]),
        ("contradicted", "-a +b", [0], [0]),
        ("contradicted", "+a", [], []),
        ("forecast", "+a -b", [], []),
    ],
)
def test_decisive_evidence(
    verdict: str, items: str, removed: list[int], negated: list[int]
) -> None:
    """Evidence decides a verdict that does not hold without it, or with its opposite."""
    stances = {"+": "supports", "-": "contradicts", "=": "context"}
    evidence_items = tuple(
        exhibit(stances[each[0]], each[1:].rstrip("!"), first_hand=not each.endswith("!"))
        for each in items.split()
    )
    claim, project = Claim("a", PLACE, "A.", verdict, evidence=evidence_items), Project((), SOURCES)

    assert mutators.decisive_evidence(claim, project, removed=True) == removed
    assert mutators.decisive_evidence(claim, project, removed=False) == negated


FRONT = """\
---
verdict:  supported
evidence:
  - cite: a#p0
    stance: supports
    why: So.
  - cite: b#p0
    stance:  contradicts
changes: []
---
"""


def test_front_matter() -> None:
    """A field gets another value, a piece of evidence the opposite stance, or goes."""
    assert edited(FRONT, mutators.field(FRONT, "verdict", ["a", "b"]))[0].splitlines()[1] == (
        "verdict:  <a|b>"
    )
    assert list(mutators.field(FRONT, "section", ["a"])) == []
    first, second = (edited(FRONT, mutators.stance(FRONT, at))[0] for at in (0, 1))
    assert first == FRONT.replace("supports", "<contradicts>")
    assert second == FRONT.replace("contradicts", "<supports>")
    assert list(mutators.stance(FRONT, 2)) == []
    assert edited(FRONT, mutators.item(FRONT, 1)) == [
        FRONT.replace("  - cite: b#p0\n    stance:  contradicts\n", "<>")
    ]
    assert list(mutators.item(FRONT, 2)) == []


def a_text(text: str, sentences: tuple[Sentence, ...] = (), **values: Any) -> Text:  # noqa: ANN401
    """A page to make mistakes in."""
    page = ParsedPage("a.md", "a/", "A", sentences)
    language = values.get("language", "en")
    claim = values.get("claim")
    project = Project((page,), values.get("sources", {}), language=language)
    return Text(page, text, claim, project, values.get("pools", pools()))


def changes(kind: str, text: Text) -> list[str]:
    """What a page becomes by each mistake of a kind."""
    make = next(each.make for each in KINDS if each.name == kind)
    return edited(text.text, make(text, Last()))


def cited(text: str, key: str = "a", passage: str | None = "p0", **values: Any) -> Sentence:  # noqa: ANN401
    """A sentence with one citation, which is where the line says."""
    citation = Citation(key, Place(values.pop("path", "a.md"), *values.pop("at", (1, 1))), passage)
    return Sentence(text, PLACE, (citation,), **values)


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        ("digit", "It cost 5 % and 2 m.", ["It cost 5 % and <1|3|4|5|6|7|8|9> m."]),
        ("percentage", "It rose 5 % in 2 h.", [
            "It rose <1|2|3|4|6|7|8|9> % in 2 h.", "It rose 5< percentage points> in 2 h.",
        ]),
        ("currency", "It cost $5 in 3 h.", ["It cost <€>5 in 3 h."]),
        ("scale", "It took 5 hours.", ["It took 5 <days>."]),
        ("verb reversed", "It rose. More rose than fell.", [
            "It <fell>. More rose than fell.", "It rose. More <fell> than fell.",
            "It rose. More rose than <rose>.",
        ]),
        ("negation dropped", "It did not, and it has not.", [
            "It did not, and it has<>.",
        ]),
        ("names exchanged", "Brio paid Acme.", ["<Acme paid Brio>."]),
        ("names exchanged", "The Brio paid Acme.", []),
        ("figures exchanged", "It fell from 5 to 7 m, and in 3 h.", [
            "It fell from <7 m to 5>, and in 3 h.",
        ]),
        ("attribution moved", "Acme said so of Brio.", ["<Cray> said so of Brio."]),
        ("attribution dropped", "Acme said that it rose.", []),
        ("organisation", "Acme paid.", ["<Cray> paid."]),
        ("organisation", "Acme paid Brio and Cray.", []),
    ],
)  # fmt: skip
def test_sentences(kind: str, sentence: str, expected: list[str]) -> None:
    """A kind of mistake changes what it is about wherever a sentence has it, and nothing else."""
    from explainer.model import PositionMap, PositionRun  # noqa: PLC0415  (only here)

    positions = PositionMap((PositionRun(0, len(sentence), "a.md", 1, 1),), PLACE)
    text = a_text(
        sentence,
        (cited(sentence, positions=positions),),
        pools=pools("Acme", "Brio", "Cray"),
    )

    assert changes(kind, text) == expected
    label = Sentence(sentence, PLACE, (Citation("analysis", PLACE),), positions=positions)
    assert changes(kind, a_text(sentence, (label,))) == []
    assert changes(kind, a_text("# " + sentence, (cited(sentence, positions=positions),))) == []


@pytest.mark.parametrize(
    ("kind", "sentence", "expected"),
    [
        ("attribution dropped", "Brio said that it rose. [@a]", ["<I>t rose."]),
        ("attribution dropped", "Brio said that it rose. [@own]", []),
        ("attribution dropped", "Acme said that it rose. [@a]", []),
        ("attribution dropped", "It rose, it said. [@a]", []),
        ("attribution moved", "Brio said that it rose. [@a]", ["<Delta> said that it rose."]),
        ("attribution moved", "Brio said that it rose. [@own]", ["<Cray> said that it rose."]),
        ("figures exchanged", "It rose from 5B to 7B. [@a]", []),
        ("figures exchanged", "It rose from 5 m to 7 m. [@a]", ["It rose from <7 m to 5 m>."]),
    ],
)
def test_sources(kind: str, sentence: str, expected: list[str]) -> None:
    """What a source itself says may be stated, and who publishes it is no stranger there."""
    from explainer.model import PositionMap, PositionRun  # noqa: PLC0415  (only here)

    written, key = sentence.removesuffix("]").split(" [@")
    positions = PositionMap((PositionRun(0, len(written), "a.md", 1, 1),), PLACE)
    sources = {
        "a": source("a", publisher="Acme", tier="trade-press", passages=facts("Delta is one.")),
        "own": source(
            "own", publisher="Acme", tier="primary", passages=facts("Acme is of the EU.")
        ),
    }
    known = pools("Acme", "Brio", "Delta", "EU", "Cray")
    cites = cited(written, key, positions=positions)

    assert changes(kind, a_text(written, (cites,), pools=known, sources=sources)) == expected
    other = a_text(written, (cites,), pools=known, sources=sources, language="fr")
    assert changes("attribution dropped", other) == []


@pytest.mark.parametrize(
    ("sentence", "keys", "passages"),
    [
        (cited("A.", at=(2, 4)), ["x\nA. <@b#p1>; @b#p0]"], ["x\nA. <@a#p1>; @b#p0]"]),
        (cited("A.", "b", at=(2, 11)), [], ["x\nA. @a#p0; <@b#p1>]"]),
        (cited("A.", path="b.md", at=(2, 4)), [], []),
        (cited("A.", passage=None, at=(2, 4)), ["x\nA. <@b#p1>; @b#p0]"], []),
        (cited("A.", "gone", at=(2, 4)), ["x\nA. <@b#p1>; @b#p0]"], []),
        (cited("A.", at=(2, 1)), [], []),
    ],
)
def test_citations(sentence: Sentence, keys: list[str], passages: list[str]) -> None:
    """A citation on the page gets another source, or another passage of its own source."""
    sources = {key: source(key, passages=facts("A.", "B.")) for key in ("a", "b")}
    text = a_text("x\nA. @a#p0; @b#p0]", (sentence,), sources=sources)

    assert changes("key", text) == keys
    assert changes("passage", text) == passages


def test_claim() -> None:
    """In a claim, a verdict gets wrong, and evidence is turned round or goes if that matters."""
    front = FRONT.replace("title", "title").replace("---\nverdict", "---\ntitle: A.\nverdict", 1)
    front = front.replace("  - cite: b", "  - cite: own#p0\n    stance: supports\n  - cite: b")
    claim, _ = read_claim(front, "a", "a.md")
    assert claim
    text = a_text(front, claim=claim, sources=SOURCES)
    stance = "cite: {}#p0\n    stance: {}"

    assert changes("verdict", text) == [
        front.replace("  supported", "  <forecast|partly-supported>")
    ]
    assert changes("stance", text) == [
        front.replace(stance.format("own", "supports"), stance.format("own", "<contradicts>"))
    ]
    assert changes("stance among several", text) == [
        front.replace(stance.format("a", "supports"), stance.format("a", "<contradicts>")),
        front.replace(stance.format("b", " contradicts"), stance.format("b", " <supports>")),
    ]
    assert changes("independent source", text) == [
        front.replace("  - cite: own#p0\n    stance: supports\n", "<>")
    ]
    for kind in ("verdict", "stance", "stance among several", "independent source"):
        assert changes(kind, a_text(front, sources=SOURCES)) == []


def test_offset() -> None:
    """Lines and columns count from 1."""
    text = a_text("ab\ncd\n\nef")

    assert [text.offset(*at) for at in ((1, 1), (1, 3), (2, 1), (2, 2), (4, 2))] == [0, 2, 3, 4, 8]


def test_table() -> None:
    """The table adds up what is expected, apart from the rest, and lists what was missed."""
    missed = Mutant("digit", "a.md", 3, 0, 1, "5", "6")
    scores = [
        Score(Tally("digit", "values", 1234, 1233), (missed,)),
        Score(Tally("scale", "values", 0, 0), ()),
        Score(Tally("verb", "meaning", 3, 3), ()),
        Score(Tally("place", "unseen", 2, 0), (missed, missed)),
    ]
    rows = [
        "mistake       made  noticed",
        "digit         1234     1233         99.9%",
        "scale            0        0  none to make",
        "all of these  1234     1233         99.9%",
        "",
        "verb             3        3        100.0%",
        "all of these     3        3        100.0%",
        "",
        "place            2        0          0.0%",
    ]
    last = ["", "The last rows are mistakes that no rule looks for."]

    assert render(scores).splitlines() == [
        *rows, "", "Not noticed:", "  a.md:3: digit: '5' to '6'", *last,
    ]  # fmt: skip
    assert render(scores, quiet=True).splitlines() == [*rows, *last]
    assert render(scores[1:]).splitlines()[-2:] == last
    assert "Not noticed:" not in render(scores[1:])
