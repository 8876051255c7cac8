"""What mistakes of meaning are made of a sentence, and how little their lists know of the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import explainer
from explainer.mutation import meaning_mutators

CASES = {
    (mutator, case["text"]): case["is"]
    for mutator, cases in yaml.safe_load(
        (Path(__file__).parent / "meaning.yml").read_text(encoding="utf-8")
    ).items()
    for case in cases
}
PACKAGE = Path(explainer.__file__).parent


@pytest.mark.parametrize("case", CASES, ids=": ".join)
def test_edits(case: tuple[str, str]) -> None:
    """A mutator yields these edits, and leaves all else alone."""
    mutator, text = case
    edits = getattr(meaning_mutators, mutator)(text)
    made = [f"{text[:start]}<{'|'.join(instead)}>{text[end:]}" for start, end, instead in edits]

    assert made == CASES[case]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Acme sold pumps to Brio.", ("Acme", "Brio"), ["Brio sold pumps to Acme"]),
        ("Acme and Brio sold pumps.", ("Acme", "Brio"), []),
        ("Acme says that Brio rose.", ("Acme", "Brio"), []),
        ("Acme rose, Brio fell.", ("Acme", "Brio"), []),
        ("Acme paid Acme.", ("Acme",), []),
        ("Acme paid for what they all had once sold to the men of Brio.", ("Acme", "Brio"), []),
        ("Acme paid Brio for Cray.", ("Acme", "Brio", "Cray"), ["Brio paid Acme", "Cray for Brio"]),
    ],
)
def test_exchanged(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    """Two names change places around a verb, and not in a list or around what somebody says."""
    spans = [match.span() for name in names for match in re.finditer(name, text)]

    assert [it for *_, found in meaning_mutators.exchanged(text, spans) for it in found] == expected


@pytest.mark.parametrize(
    ("text", "whole"),
    [("It is Acme now.", True), ("South Acme rose.", False), ("Acme Works.", False),
     ("a (Acme) b", False), ("the Acme firm", False), ("the firm Acme.", True)],
)  # fmt: skip
def test_whole_name(text: str, whole: bool) -> None:  # noqa: FBT001
    """A name that is a part of a longer one, or has an article, is not exchanged."""
    start = text.index("Acme")

    assert meaning_mutators.is_whole_name(text, start, start + 4) is whole


def test_independent() -> None:
    """The mutators read no list of the rules, and the rules none of theirs."""
    for path in (PACKAGE / "mutation").glob("*.py"):
        assert "explainer.meaning" not in path.read_text(encoding="utf-8")
    for path in (*(PACKAGE / "meaning").glob("*.py"), *(PACKAGE / "rules").glob("*.py")):
        assert "explainer.mutation" not in path.read_text(encoding="utf-8")
