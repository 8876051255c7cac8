"""Passages found by words: which come first."""

from __future__ import annotations

import pytest

from explainer.mcp_tools.passage_search import PassageIndex, terms
from explainer.model import Passage, Place, Source

FACTS = {
    "bridge": {
        "closed": "The council closed the Mill Bridge to all traffic on 3 March 2025.",
        "cracks": "Inspectors found cracks in two of the six piers of the bridge.",
        "cost": "The repair costs 1,250,000 euros.",
    },
    "ferry": {
        "closed": "The ferry below the bridge closed in 1961, long before the bridge closed.",
        "crossing": "A crossing takes twelve minutes in Malmö.",
    },
    "japan": {"length": "橋の長さは三千九百メートルである。"},
}
SOURCES = [
    Source(
        key,
        Place(f"docs/sources/{key}.yml"),
        f"About the {key}",
        publisher="Ashford Council" if key == "bridge" else None,
        passages=tuple(Passage(slug, fact, Place(key)) for slug, fact in facts.items()),
    )
    for key, facts in FACTS.items()
]
INDEX = PassageIndex(SOURCES)

SEARCHES = {
    "closed": ["ferry#closed", "bridge#closed"],
    "closing the mill bridge": ["bridge#closed", "ferry#closed", "bridge#cracks"],
    "cracks": ["bridge#cracks"],
    "CRACKED piers": ["bridge#cracks"],
    "1250000": ["bridge#cost"],
    "1,250,000 euros": ["bridge#cost"],
    "malmo": ["ferry#crossing"],
    "Ashford": ["bridge#cost", "bridge#cracks", "bridge#closed"],
    "1961": ["ferry#closed"],
    "橋の長さ": ["japan#length"],
    "the of and": [],
    "bridge twelve": ["ferry#crossing", "bridge#cracks", "bridge#closed"],
    "volcano": [],
    "": [],
}


@pytest.mark.parametrize("words", SEARCHES, ids=str)
def test_search(words: str) -> None:
    """The passages with most of the rarest words come first; one without any is not found."""
    found = [f"{hit.source.key}#{hit.passage.slug}" for hit in INDEX.search(words, 3)]

    assert found == SEARCHES[words]


def test_limit() -> None:
    """No more passages are given than asked for, the best ones."""
    assert len(INDEX.search("bridge closed", 1)) == 1
    assert INDEX.search("bridge closed", 9)[0] == INDEX.search("bridge closed", 1)[0]


def test_of_nothing() -> None:
    """Nothing is found where there is no passage."""
    assert PassageIndex([]).search("bridge", 3) == []


def test_terms() -> None:
    """Words are cut to stems, numbers kept, and scripts without spaces cut into pairs."""
    assert list(terms("The piers' 1,250.5 m: 北京市")) == ["pier", "1250.5", "m", "北京", "京市"]
