"""How a text is read: its clauses and segments, its negatives, and the forms of listed words."""

from __future__ import annotations

import pytest

from explainer.meaning import Wording, language_of
from explainer.meaning.language import Language, bare_of, size_at

ENGLISH = language_of("en")


def of(text: str) -> Wording:
    """The wording of an English text."""
    return Wording(text, ENGLISH)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("The dam broke", ["The dam broke"]),
        ("The dam broke.", ["The dam broke."]),
        ("It rained, but it held.", ["It rained,", "but it held."]),
        ("It rained;, it held", ["It rained;", ",", "it held"]),
        ("It was old and was sold.", ["It was old", "and was sold."]),
        ("It was and old.", ["It was and old."]),
        ("It held and the dam had leaked.", ["It held and the dam had leaked."]),
        ("It held and", ["It held and"]),
        ("It held while it rained", ["It held", "while it rained"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    """A clause ends at a mark or a comma, before a conjunction, and before `and was`."""
    wording = of(text)

    assert [wording.written(part) for part in wording.clauses] == parts
    assert all(wording.clause(at) == part for part in wording.clauses for at in part)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("The dam broke", ["The dam broke"]),
        ("; The dam broke.", ["The dam broke"]),
        ("It leaked, so it broke. It held;. Not", ["It leaked, so it broke", "It held", "Not"]),
    ],
)  # fmt: skip
def test_segments(text: str, parts: list[str]) -> None:
    """A segment ends at a semicolon or a full stop, which belongs to the one before it."""
    wording = of(text)
    ends = [wording.segment(part.stop) for part in wording.segments]

    assert [wording.written(part) for part in wording.segments] == parts
    assert ends == wording.segments
    assert all(wording.segment(at) == part for part in wording.segments for at in part)
    assert wording.segment(len(wording.words) + 1) == range(len(wording.words))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It did not break.", [("not", "break")]),
        ("It didn't break, it held.", [("didn't", "break")]),
        ("It did not leak and break.", [("not", "leak and break")]),
        ("It did not leak badly and break", [("not", "leak badly")]),
        ("It did not and break.", [("not", "and break")]),
        ("It did not break because it held.", [("not", "break")]),
        ("It did not break (it held).", [("not", "break")]),
        ("Only No. 4 broke.", []),
        ("No 4 broke.", [("No", "4 broke")]),
        ("Neither dam nor pier broke.", [("Neither", "dam nor pier broke")]),
        ("It leaked, nor did it hold.", [("nor", "did it hold")]),
        ("It is not for this alone.", []),
        ("It is not merely old.", []),
        ("It is unreleased.", [("unreleased", "unreleased")]),
        ("It is not unreleased.", [("not", "unreleased"), ("unreleased", "unreleased")]),
        ("It is under water.", []),
    ],
)
def test_negations(text: str, found: list[tuple[str, str]]) -> None:
    """A negative negates what follows it, up to the end of what is negated."""
    wording = of(text)
    negations = [(wording.written(it), wording.written(scope)) for it, scope in wording.negations]

    assert negations == found


@pytest.mark.parametrize(
    ("text", "word", "turned"),
    [
        ("It did not break", "break", True),
        ("It broke", "broke", False),
        ("It did not hold or break", "break", False),
        ("No run succeeded", "succeeded", True),
        ("No long run succeeded", "succeeded", False),
        ("Not by or of it broke", "broke", False),
        ("Not or it broke", "broke", True),
        ("It did not say that it broke", "broke", False),
        ("The trouble was not the dam, but the pier", "dam", False),
        ("It never did not break", "break", False),
        ("It is not as fast", "fast", True),
        ("It is not, as fast", "fast", False),
        ("It is as fast", "fast", False),
    ],
)
def test_turned(text: str, word: str, turned: bool) -> None:  # noqa: FBT001
    """A negative turns round the words that are next to it."""
    wording = of(text)

    assert wording.is_turned(wording.words.index(word)) is turned


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("He took A, not B", True),
        ("He took A, never B", False),
        ("It is not B, but A", True),
        ("It is never B, but A", True),
        ("It is not B but A", True),
        ("It is not B, and so but A", False),
        ("It is not B", False),
        ("Not B", False),
        ("It took A, no B", False),
    ],
)
def test_choice(text: str, choice: bool) -> None:  # noqa: FBT001
    """A negative that leaves something out of a choice is none of the other kind."""
    wording = of(text)

    assert [wording.is_choice(it) for it, _ in wording.negations] == [choice]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(0, 3, "The"), (0, 4, "The"), (0, 5, "The dam"), (4, 7, "dam"), (5, 8, ""), (13, 20, ""),
     (3, 99, "dam broke")],
)  # fmt: skip
def test_positions(start: int, end: int, words: str) -> None:
    """The words that begin between two offsets are found."""
    wording = of("The dam broke")

    assert wording.written(wording.positions_of(start, end)) == words
    assert wording.positions_of(start, end) or wording.positions_of(start, end) == range(0)


@pytest.mark.parametrize(
    ("text", "at", "number", "stem"),
    [("40 gates", 0, True, "40"), ("five gates", 0, True, "fiv"), ("gates", 0, False, "gat"),
     ("the gates", 0, False, ""), ("gates", 1, False, ""), ("40", 1, False, "")],
)  # fmt: skip
def test_position(text: str, at: int, number: bool, stem: str) -> None:  # noqa: FBT001
    """A position behind the end has neither a number nor a stem."""
    wording = of(text)

    assert wording.is_number(at) is number
    assert wording.stem_at(at) == stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("broke", "break"),
        ("unreleased", "releas"),
        ("40", "40"),
        ("US", "us"),
        ("U.S", "us"),
        ("us", ""),
        ("the", ""),
        ("an", ""),
        ("oil", "oil"),
        (",", ""),
        ("———", ""),
        ("banned", "ban"),
        ("dam's", "dam"),
    ],
)
def test_stem(word: str, stem: str) -> None:
    """Forms of a word have one stem, and words without content have none."""
    found = language(irregular={"break": ["broke"]}).stems

    assert found[word] == stem


@pytest.mark.parametrize(
    ("word", "bare"),
    [("unreleased", "released"), ("non-stop", "stop"), ("un-named", "named"), ("under", ""),
     ("released", ""), ("unit", ""), ("unzzzz", ""), ("unfit", "")],
)  # fmt: skip
def test_bare(word: str, bare: str) -> None:
    """What a prefix negates is a word of its own, with four letters at least."""
    assert bare_of(word) == bare


def language(*contraries: tuple[str, str], **lists: object) -> Language:
    """A language with some lists, and nothing else."""
    sided: dict[str, object] = {
        name: [] for name in ("contraries", "opposites", "converses", "roles")
    }
    data = {
        "grammar": ENGLISH.grammar._asdict(),
        "irregular": {},
        "scope": [],
        "causes": [],
        **sided,
    }
    return Language({**data, **lists}, [[[one], [other]] for one, other in contraries])


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("carry", "carries carried carrying"),
        ("obey", "obeys obeyed obeying"),
        ("close", "closes closed closing"),
        ("fix", "fixes fixed fixing"),
        ("pass", "passes passed passing"),
        ("reach", "reaches reached reaching"),
        ("push", "pushes pushed pushing"),
        ("veto", "vetoes vetoed vetoing"),
        ("ban", "bans baned baning banned banning"),
        ("fail", "fails failed failing"),
        ("act", "acts acted acting"),
        ("show", "shows showed showing"),
        ("sell", "sells selled selling sold"),
        ("up", ""),
        ("co-op", ""),
        ("cut", "cuts cuted cuting cutted cutting"),
    ],
)
def test_inflected(word: str, forms: str) -> None:
    """A word stands for the forms of a verb and of a noun."""
    found = language(hedges=[word], irregular={"sell": ["sold"]})

    assert set(found.entries) == {word, *forms.split()}
    assert found.base_of("sold") == "sell"
    assert found.base_of("up") == "up"


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("early", "earlier earliest"),
        ("gray", "grayer grayest"),
        ("large", "larger largest"),
        ("big", "biger bigest bigger biggest"),
        ("slow", "slower slowest"),
        ("cheap", "cheaper cheapest"),
        ("old", "older oldest"),
    ],
)
def test_compared(word: str, forms: str) -> None:
    """One of `opposites` stands for a comparative and a superlative, too."""
    found = language(opposites=[[[word], []]])

    assert set(found.entries) == {word, *forms.split()}
    assert [entry.side for entry in found.entries[word]] == [(0, 1)]


def test_lists() -> None:
    """Each list has its role, a pair its number and sides, and longer phrases come first."""
    scope = {"words": ["all"], "allowed_by": ["every"]}
    found = language(
        ("moor", "cast off"),
        ("buy", "sell"),
        hedges=["may", "may well"],
        scope=[{"words": [], "allowed_by": []}, scope],
    )

    assert found.entries["may"] == [("hedges", ("well",), None), ("hedges", (), None)]
    assert found.entries["cast"] == [("contraries", ("off",), (0, -1))]
    assert found.entries["sell"] == [("contraries", (), (1, -1))]
    assert [entry.role for entry in found.entries["all"]] == ["scope 1", "scope 1 allowed"]
    assert [entry.role for entry in found.entries["every"]] == ["scope 1 allowed"]
    assert found.extents == 2


@pytest.mark.parametrize(
    ("text", "phrase", "sided", "size"),
    [
        ("put off the vote", "put off", True, 2),
        ("put it off", "put off", True, 3),
        ("put it off", "put off", False, 0),
        ("put the old vote off", "put off", True, 5),
        ("put the very old vote off", "put off", True, 0),
        ("put it and off", "put off", True, 0),
        ("strike it down hard", "strike down hard", True, 0),
        ("forced it to", "forced * to", False, 3),
        ("forced the old town to", "forced * to", False, 5),
        ("forced the very old town to", "forced * to", False, 0),
        ("forced to", "forced * to", False, 2),
        ("of it", "of the", True, 0),
    ],
)
def test_phrase(text: str, phrase: str, sided: bool, size: int) -> None:  # noqa: FBT001
    """A phrase may have an object of up to three words before its last one."""
    words = text.split()
    _, *rest = phrase.split()

    assert size_at(words, 0, tuple(rest), ENGLISH.grammar if sided else None) == size
