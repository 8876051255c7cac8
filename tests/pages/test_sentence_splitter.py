"""Where sentences end."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainer.pages import sentence_splitter

UNSPACED = {"ja", "zh"}
CASES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_split(case: str | dict[str, str]) -> None:
    """A text falls into the sentences of the table, and none else."""
    ((language, told),) = ({"en": case} if isinstance(case, str) else case).items()
    text = told.replace(" | ", "" if language in UNSPACED else " ")

    assert told.split(" | ") == [text[a:b] for a, b in sentence_splitter.split(text, [], language)]


@pytest.mark.parametrize(
    "text",
    ["Is it?", "Is it?!", "“Is it?”", "是吗？", "هل هو مغلق؟", "再開しますか。", "Είναι\u037e"],
)
def test_asks(text: str) -> None:
    """A sentence asks by the mark of its script, or by a particle of Japanese."""
    assert sentence_splitter.is_question(text)
    assert not sentence_splitter.states(text)


@pytest.mark.parametrize("text", ["It is.", "It is!", "是吗，他问。", "そうかもしれません。"])
def test_states(text: str) -> None:
    """Anything else states something."""
    assert sentence_splitter.states(text)


@pytest.mark.parametrize(("hidden", "count"), [([], 2), ([(3, 15)], 1)])
def test_hidden(hidden: list[tuple[int, int]], count: int) -> None:
    """Nothing within code ends a sentence."""
    assert len(list(sentence_splitter.split("Do stop.go. Then it again.", hidden, "en"))) == count


@given(st.text())
def test_any_text(text: str) -> None:
    """Whatever a text is, its sentences are in order and hold all that is not white space."""
    spans = list(sentence_splitter.split(text, [], "en"))
    outside = set(range(len(text))).difference(*(range(a, b) for a, b in spans))

    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert not "".join(text[index] for index in outside).strip()
