"""What the rules on sources, on the hygiene of pages and on settings find in small projects."""

from __future__ import annotations

from typing import Any

import pytest

from explainer.model import (
    Citation,
    Claim,
    EvidenceItem,
    Page,
    Passage,
    Place,
    Project,
    Sentence,
    Source,
)
from explainer.model.page_structure import Heading, PageStructure
from explainer.model.suppressions import StaleBaselineEntry, SuppressionDefects
from explainer.rules import find
from explainer.rules.source import MOST_WORDS

PLACE = Place("docs/a.md", 1)


def found(code: str, subject: Any) -> list[str]:  # noqa: ANN401  (whatever the rule is on)
    """What a rule finds, each as its line and message."""
    return [f"{each.place.line}: {each.message}" for each in find(code).run(subject)]


def source(key: str, **values: Any) -> Source:  # noqa: ANN401  (whatever its fields are)
    """A source, the fields of which have places of their own."""
    names = ("URL" if name == "url" else name for name in values)
    places = {name: Place(f"{key}.yml", line) for line, name in enumerate(names, start=2)}
    return Source(key, Place(f"{key}.yml", 1), key, **{"places": places, **values})


def of(*sources: Source, **values: Any) -> Project:  # noqa: ANN401  (whatever its fields are)
    """A project of sources."""
    return Project(sources={each.key: each for each in sources}, **values)


def page(*citations: Citation, path: str = "docs/a.md", label: bool = False) -> Page:
    """A page of one sentence with citations."""
    marks = (*citations, *((Citation("analysis", PLACE),) if label else ()))
    return Page(path, "a/", "A", (Sentence("It rose.", PLACE, marks),), citations=citations)


PASSAGE = (Passage("p", "It rose.", PLACE),)


def test_unused() -> None:
    """A source that nothing cites is named with a passage to cite."""
    cited = page(Citation("a", PLACE))
    told = [
        each.message + each.hint
        for each in find("SRC104").run(
            of(source("a"), source("b"), source("c", passages=PASSAGE), pages=(cited,))
        )
    ]

    assert ["'b'" in told[0] or "b" in told[0], "c#p" in told[1]] == [True, True]
    assert "b#passage" in told[0]
    assert len(told) == 2


def test_duplicate() -> None:
    """One address is that of one source, however it is written."""
    urls = ("https://a.org/x", "http://www.a.org/x/", "https://a.org/y", None)
    sources = [source(key, url=url) for key, url in zip("abcd", urls, strict=True)]

    (message,) = found("SRC103", of(*sources))
    assert message.startswith("2: ")
    assert "'b'" in message


@pytest.mark.parametrize(("words", "long"), [(0, 0), (MOST_WORDS, 0), (MOST_WORDS + 1, 1)])
def test_long_words(words: int, long: int) -> None:
    """A passage has at most so many words of its source."""
    passage = Passage("p", "It rose.", PLACE, "one " * words or None)

    assert len(found("SRC105", of(source("a", passages=(passage,))))) == long


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        (("docs/a.yml",), "'docs/a.yml'"),
        (("docs/a.yml", "docs/b.yml"), "and 1 more data file "),
        (("docs/a.yml", "docs/b.yml", "docs/c.yml"), "and 2 more data files "),
    ],
)
def test_published(paths: tuple[str, ...], says: str) -> None:
    """Data files that would be published are counted."""
    (message,) = found("SRC106", Project(published=paths, exclusion=PLACE))

    assert says in message
    assert ("more" in message) is (len(paths) > 1)
    assert found("SRC106", Project(published=(), exclusion=PLACE)) == []


POINTERS = (source("far", reliance="pointer"), source("too", reliance="pointer"), source("near"))


@pytest.mark.parametrize(
    ("keys", "label", "count"),
    [
        (["far"], False, 1),
        (["far", "too"], False, 1),
        (["far", "near"], False, 0),
        (["near", "far"], False, 0),
        (["far", "gone"], False, 0),
        (["far", "claims/x"], False, 1),
        (["claims/x"], False, 0),
        (["far"], True, 0),
        ([], False, 0),
    ],
)
def test_pointers(keys: list[str], label: bool, count: int) -> None:  # noqa: FBT001
    """A sentence with pointers has another source, too, or a label."""
    cited = page(*(Citation(key, PLACE) for key in keys), label=label)
    project = of(*POINTERS, pages=(cited, cited))

    assert len(found("SRC107", project)) == count


@pytest.mark.parametrize(
    ("verdict", "evidence", "lines"),
    [
        ("partly-supported", [("far", "supports")], [5]),
        ("partly-supported", [("too", "supports"), ("far", "supports")], [5]),
        ("partly-supported", [("near", "supports"), ("far", "supports")], []),
        ("partly-supported", [("far", "contradicts")], []),
        ("partly-supported", [("far", "supports"), ("claims/x", "supports")], []),
        ("disputed", [("far", "supports"), ("far", "contradicts")], [5, 6]),
        ("contradicted", [("far", "supports"), ("far", "contradicts")], [6]),
        ("supported", [("far", "supports")], []),
    ],
)
def test_pointers_of_claims(
    verdict: str, evidence: list[tuple[str, str]], lines: list[int]
) -> None:
    """A verdict leans on more than pointers."""
    items = tuple(
        EvidenceItem(Citation(key, PLACE), stance, "So.", Place("docs/a.md", line))
        for line, (key, stance) in enumerate(evidence, start=5)
    )
    claim = Claim("a", PLACE, "A", verdict, evidence=items)
    stub = Claim("b", PLACE, "B", verdict, evidence=items, stub=True)
    told = found("SRC107", of(*POINTERS, claims={"a": claim, "b": stub}))

    assert [int(each.partition(":")[0]) for each in told] == lines


@pytest.mark.parametrize(
    ("values", "lacks", "has"),
    [
        ({"url": "https://a.org"}, [], ["URL", "container-title"]),
        ({}, ["URL"], []),
        ({"isbn": "978"}, [], ["URL"]),
        ({"passages": ()}, ["passage"], ["passages"]),
        ({"passages": PASSAGE}, [], ["passage"]),
        ({"type": "article-newspaper"}, ["container-title"], []),
        ({"type": "article-newspaper", "container_title": "The Mail"}, [], ["container-title"]),
        ({"type": "report"}, [], ["container-title"]),
    ],
)
def test_incomplete(values: dict[str, Any], lacks: list[str], has: list[str]) -> None:
    """A source has what one of its type needs; a book needs no address."""
    told = [each.message for each in find("SRC102").run(of(source("a", **values)))]
    words = {word.strip("'") for message in told for word in message.split()}

    assert [name for name in (*lacks, *has) if name in words] == lacks


def test_headings() -> None:
    """The first heading is of the second level at most, and none is skipped."""
    levels = [
        ([], []), ([1, 2, 3], []), ([2, 3, 2], []), ([3, 4], [1]), ([1, 3], [2]),
        ([2, 4, 6], [2, 3]),
        ([4, 2, 4], [1, 3]),
    ]  # fmt: skip
    for given, lines in levels:
        headings = tuple(
            Heading(level, "A", Place("docs/a.md", line))
            for line, level in enumerate(given, start=1)
        )
        one = page()._replace(structure=PageStructure(headings=headings))
        told = found("TXT109", Project((one,)))

        assert [int(each.partition(":")[0]) for each in told] == lines
        assert found("TXT109", Project((one._replace(required=False),))) == []
    (message,) = found("TXT109", Project((one,)))[1:]
    assert "4" in message
    assert "2" in message


TITLED = PageStructure(title=Place("docs/a.md", 7))


@pytest.mark.parametrize(
    ("code", "pages", "count"),
    [
        ("TXT111", [page()], 1),
        ("TXT111", [page()._replace(structure=TITLED)], 0),
        ("TXT111", [page()._replace(sentences=())], 0),
        ("TXT112", [page()._replace(structure=TITLED)], 0),
        ("TXT112", [page()._replace(structure=TITLED)] * 1 + [page(path="b")], 0),
        ("TXT112", [page()._replace(structure=TITLED),
                    page(path="b")._replace(structure=TITLED, title=" a")], 1),
        ("TXT112", [page()._replace(structure=TITLED),
                    page(path="b")._replace(structure=TITLED, title="B")], 0),
        ("TXT113", [page()], 0),
    ],
)  # fmt: skip
def test_titles(code: str, pages: list[Page], count: int) -> None:
    """A page has a title, which no other page has."""
    assert len(found(code, Project(tuple(pages)))) == count
    assert found(code, Project(tuple(each._replace(required=False) for each in pages))) == []


@pytest.mark.parametrize(
    ("descriptions", "empty", "duplicate"),
    [
        (["It rains."], 0, 0), ([""], 1, 0), ([None], 1, 0), (["", ""], 2, 0),
        (["It rains.", "it  RAINS."], 0, 1), (["It rains.", "It snows."], 0, 0),
    ],
)  # fmt: skip
def test_descriptions(descriptions: list[str | None], empty: int, duplicate: int) -> None:
    """A description that is written says something, and is no other page's."""
    pages = tuple(
        page(path=f"docs/{number}.md")._replace(
            structure=PageStructure(description=text, description_place=PLACE)
        )
        for number, text in enumerate(descriptions)
    )
    bare = tuple(each._replace(structure=PageStructure(description="It rains.")) for each in pages)

    assert len(found("TXT113", Project(pages))) == empty
    assert len(found("TXT114", Project(pages))) == duplicate
    assert found("TXT114", Project(bare + bare)) == []


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("docs/sea.md", "'sea.md'"),
        ("docs/claims", "'claims/'"),
        ("docs\\claims\\heat.md", "'claims/heat.md'"),
        ("sea.md, index.md", "the list [sea.md, index.md]"),
        ("sea.md, zzzzzz.md", None),
        ("see.md", "'sea.md'"),
        ("zzzzzzzzzz", None),
    ],
)
def test_unmatched(pattern: str, meant: str | None) -> None:
    """A pattern without a page is a list, a path from elsewhere, or misspelled."""
    paths = ("docs/index.md", "docs/sea.md", "docs/claims/heat.md")
    pages = tuple(page(path=path) for path in paths)
    (message,) = (
        each.message + each.hint
        for each in find("TXT108").run(Project(pages, unmatched=((pattern, PLACE),)))
    )

    assert message.partition("did you mean ")[2].rpartition("?")[0] == (meant or "")
    assert found("TXT108", Project(unmatched=((pattern, PLACE),)))


@pytest.mark.parametrize(
    ("listed", "now", "current", "says"),
    [
        (1, 0, "", set()),
        (2, 0, "", {"2"}),
        (1_002, 1_001, "", {"1,001 times", "1,002"}),
        (2, 1, "", {"once", "2"}),
        (2, 1, "docs/b.md", {"docs/b.md"}),
    ],
)
def test_stale(listed: int, now: int, current: str, says: set[str]) -> None:
    """A line of a baseline says how often it is found, or where."""
    entry = StaleBaselineEntry(PLACE, "CIT101", "docs/a.md", listed, now, "Do so.", current)
    (message,) = found("TXT107", SuppressionDefects(stale=(entry,)))

    assert {each for each in ("once", "1,001 times", "1,002", "docs/b.md") if each in message} == (
        says - {"2"}
    )
    assert ("2" in message.replace("1,002", "")) is ("2" in says)
