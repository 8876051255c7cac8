"""What the text of this site keeps to: how much is cited, on what, and how it reads."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explainer import rules
from explainer.markdown.terms import read_terms
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from explainer.model import Page, Project, Sentence

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
SETTINGS = read_settings(ROOT)
NAMES = sorted(file.src_uri for file in SETTINGS.pages)
SECTIONS = ("the-deal.md", "the-chips.md", "the-geopolitics.md")

GOOD_TIERS = ("primary", "wire-or-major-press", "research")
MOST_LABELS = 0.15
LEAST_GOOD = 0.6
WORDS_A_SENTENCE = {"index.md": 20, "faq.md": 20}
WORDS_A_SENTENCE_ELSEWHERE = 24
WORDS_OF_THE_ANSWER = 200


@functools.cache
def project() -> Project:
    """This repository's project."""
    return read_project(SETTINGS).project


@functools.cache
def pages() -> dict[str, Page]:
    """Its pages by their names."""
    return {page.path.removeprefix("docs/"): page for page in project().pages}


def lines(name: str) -> list[str]:
    """The lines of a page's file."""
    return (DOCS / name).read_text(encoding="utf-8").splitlines()


def sections(name: str, level: str) -> dict[str, list[Sentence]]:
    """The sentences below each heading of a level, by the heading; those above all are at ''."""
    found: dict[str, list[Sentence]] = {"": []}
    starts = [(0, "")]
    for number, text in enumerate(lines(name), 1):
        if re.match(r"#{1,6} ", text):
            here = text.removeprefix(f"{level} ") if text.startswith(f"{level} ") else ""
            deeper = len(text.split()[0]) > len(level)
            starts.append((number, starts[-1][1] if deeper else here))
            found.setdefault(starts[-1][1], [])
    for sentence in pages()[name].sentences:
        heading = [title for number, title in starts if number <= sentence.place.line][-1]
        found[heading].append(sentence)
    return found


def words(sentence: Sentence) -> int:
    """How many words a reader sees in a sentence."""
    return len(sentence.text.split())


def test_the_article_is_covered() -> None:
    """Every sentence of the article has a claim, or a reason why none covers it."""
    article = project().article

    assert article is not None
    assert len(article.sentences) >= 20
    assert rules.check(project(), rules.select(["CLM109"])) == []


def test_how_much_there_is() -> None:
    """There are 50 claims, 65 events, 16 questions and 30 terms, at the least."""
    assert len(project().claims) >= 50
    assert len([each for each in pages()["timeline.md"].sentences if each.kind == "row"]) >= 65
    assert len(sections("faq.md", "###")) - 1 >= 16
    assert len([line for line in lines("glossary.md") if line.startswith(":   ")]) >= 30


def test_labels() -> None:
    """At most 15 % of the sentences say what they are in place of a source."""
    everything = [sentence for page in project().pages for sentence in page.sentences]
    labelled = [sentence for sentence in everything if sentence.labels]

    assert len(labelled) <= MOST_LABELS * len(everything), len(labelled) / len(everything)


def test_tiers() -> None:
    """Of all citations of sources, at least 60 % rest on a first-hand, major or scholarly one."""
    cited = [citation for page in project().pages for citation in page.citations]
    keys = [citation.key for citation in cited if not citation.label and not citation.claim]
    tiers = Counter(project().sources[key].tier for key in keys)
    good = sum(tiers[tier] for tier in GOOD_TIERS)

    assert good >= LEAST_GOOD * len(keys), (good / len(keys), tiers)


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_short(name: str) -> None:
    """A page's sentences have 20 words on average where readers begin, and 24 elsewhere."""
    counts = [words(each) for each in pages()[name].sentences if each.kind != "row"]
    most = WORDS_A_SENTENCE.get(name, WORDS_A_SENTENCE_ELSEWHERE)

    assert sum(counts) <= most * len(counts), sum(counts) / len(counts)


def test_the_short_answer() -> None:
    """The answer has two sentences, and the three lists 3 or 4 lines; all of it has 200 words."""
    found = sections("index.md", "##")
    answer, *lists = [found[title] for title in list(found)[:4]]
    shown = "\n".join(lines("index.md")).split("## Where to go next")[0]

    assert len(answer) == 2
    assert all(3 <= len(each) <= 4 for each in lists), [len(each) for each in lists]
    assert len(re.sub(r"\[@[^\]]*\]|^[#-]+", "", shown, flags=re.MULTILINE).split()) <= (
        WORDS_OF_THE_ANSWER
    )
    for sentence in (each for some in (answer, *lists) for each in some):
        assert any(citation.claim for citation in sentence.citations), sentence.text
        assert any(not (it.claim or it.label) for it in sentence.citations), sentence.text


@pytest.mark.parametrize("name", SECTIONS)
def test_the_order_of_a_section(name: str) -> None:
    """A section opens with three sentences, and goes from the article to what would settle it."""
    found = sections(name, "##")

    assert len(found[""]) == 3
    assert list(found)[1:] == [
        "What the article says",
        "What the evidence says",
        "What would settle it",
        "Where to go next",
    ]


def test_answers() -> None:
    """An answer has a sentence that answers and two to five that explain, and its date."""
    for title, sentences in list(sections("faq.md", "###").items())[1:]:
        heading = re.fullmatch(r"(.+\?) \{ data-as-of=(\S+) \}", title)
        assert heading, title
        cited = {citation.claim for each in sentences for citation in each.citations}
        dates = [project().claims[slug].as_of or "" for slug in cited if slug]
        assert 3 <= len(sentences) <= 6, title
        # No answer is fresher than a claim that it rests on.
        assert dt.date.fromisoformat(heading[2]).isoformat() <= min([heading[2], *dates]), title


def test_glossary() -> None:
    """Terms are in the order of the alphabet, each with an anchor and one or two sentences."""
    text = lines("glossary.md")
    firsts = [line for before, line in zip(["", *text], text, strict=False) if not before and line]
    terms = [line for line in firsts if "{#" in line]
    names = [term.split(" {#")[0] for term in terms]
    definitions = [line for line in text if line.startswith(":   ")]
    counts = Counter(sentence.place.line for sentence in pages()["glossary.md"].sentences)

    assert len(terms) == len(definitions)
    assert names == sorted(names, key=str.casefold)
    assert set(counts.values()) <= {1, 2}
    assert all(read_terms(DOCS / "glossary.md", 0).get(name) for name in names)
