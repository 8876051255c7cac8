"""What the text of this site keeps to: how much is cited, on what, and how it reads."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from explainer import rules
from explainer.markdown.glossary import read_terms
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Page, Project, Sentence

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
SETTINGS = read_settings(ROOT)
NAMES = sorted(file.src_uri for file in SETTINGS.pages)
SECTIONS = ("the-deal.md", "the-chips.md", "the-geopolitics.md")

GOOD_TIERS = ("primary", "wire-or-major-press", "research")
MOST_LABELS = 0.15
LEAST_GOOD = 0.55
"""What is known only through a digest or a quotation counts as a re-report since it says so."""
WORDS_A_SENTENCE = {"index.md": 18, "faq.md": 16}
WORDS_A_SENTENCE_ELSEWHERE = 24
WORDS_OF_THE_ANSWER = 55
WORDS_OF_THE_START_PAGE = 420
WORDS_OF_THE_FAQ = 2300
WORDS_BEHIND_AN_ANSWER = 80

_CITED = re.compile(r"\s*\[@[^\]]*\]|^/// .*|^///$|\s*\{[^{}]*\}$|^#+ |\*\*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_DATE = re.compile(r"\{[^{}]*\bdata-as-of=(\S+)[^{}]*\}$")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


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
        if sentence.place.path != f"docs/{name}":
            # It stands in a data file, which a block of the page shows.
            continue
        heading = [title for number, title in starts if number <= sentence.place.line][-1]
        found[heading].append(sentence)
    return found


def words(sentence: Sentence) -> int:
    """How many words a reader sees in a sentence."""
    return len(sentence.text.split())


def shown(text: str) -> list[str]:
    """The words that readers see of Markdown; citations, blocks and addresses left out."""
    return _LINK.sub(r"\1", _CITED.sub("", text)).split()


def answers() -> dict[str, str]:
    """What stands below each question, by the question's line."""
    parts = re.split(r"^### (.*)$", "\n".join(lines("faq.md")), flags=re.MULTILINE)[1:]
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    # The next group of questions has a heading of its own.
    return {title: text.split("\n## ")[0].strip() for title, text in found.items()}


def oldest(slugs: Iterable[str]) -> str:
    """The day as of which the oldest of some claims stands."""
    return min((str(project().claims[slug].as_of) for slug in slugs), default="9999")


def test_the_article_is_covered() -> None:
    """Every sentence of the article has a claim, or a reason why none covers it."""
    article = project().article

    assert article is not None
    assert len(article.sentences) >= 20
    assert rules.check(project(), rules.select(["CLM109"])).problems == []


def test_how_much_there_is() -> None:
    """There are 50 claims, 65 events, 30 questions and 100 terms, at the least."""
    assert len(project().claims) >= 50
    assert len([each for each in pages()["timeline.md"].sentences if each.kind == "row"]) >= 65
    assert len(answers()) >= 30
    assert len([line for line in lines("glossary.md") if line.startswith(":   ")]) >= 100


def test_labels() -> None:
    """
    At most 15 % of the sentences say what they are in place of a source.

    What wears the label of a page, a section or a list has it once at its head, and is not counted.
    """
    everything = [sentence for page in pages().values() for sentence in page.sentences]
    labelled = [each for each in everything if each.labels and not each.inherited_label]

    assert len(labelled) <= MOST_LABELS * len(everything), len(labelled) / len(everything)


def test_tiers() -> None:
    """
    Of all citations of sources, at least 55 % rest on a first-hand, major or scholarly one.

    Those of the article that is explained are left out: they say what it says, and prove nothing.
    """
    article = project().article
    cited = [citation for page in project().pages for citation in page.citations]
    keys = [citation.key for citation in cited if not citation.label and not citation.claim]
    keys = [key for key in keys if article and project().sources[key].url != article.url]
    tiers = Counter(project().sources[key].tier for key in keys)
    good = sum(tiers[tier] for tier in GOOD_TIERS)

    assert good >= LEAST_GOOD * len(keys), (good / len(keys), tiers)


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_short(name: str) -> None:
    """A page's sentences have 20 words on average where readers begin, and 24 elsewhere."""
    counts = [words(each) for each in pages()[name].sentences if each.kind != "row"]
    most = WORDS_A_SENTENCE.get(name, WORDS_A_SENTENCE_ELSEWHERE)

    assert sum(counts) <= most * len(counts), sum(counts) / len(counts)


def test_the_start_page() -> None:
    """The answer has two sentences, and four lists of 3 or 4 lines say how sure each thing is."""
    found = sections("index.md", "##")
    answer = found[""]
    lists = [found[title] for title in list(found) if title.startswith("What ")]
    before = "\n".join(lines("index.md")).split("## Where to read on")[0]

    assert len(answer) == 2
    assert sum(map(words, answer)) <= WORDS_OF_THE_ANSWER
    assert list(found)[1:6] == [
        "Why it matters",
        "What is established",
        "What is said, but not checked by outsiders",
        "What is disputed",
        "What nobody outside knows",
    ]
    assert 2 <= len(found["Why it matters"]) <= 4
    assert [each for each in lists if not 3 <= len(each) <= 4] == []
    assert len(shown(before)) <= WORDS_OF_THE_START_PAGE
    for sentence in (each for some in (answer, *lists) for each in some):
        assert any(citation.claim for citation in sentence.citations), sentence.text
        assert any(not (it.claim or it.label) for it in sentence.citations), sentence.text


@pytest.mark.parametrize(
    ("heading", "verdicts"),
    [
        ("What is established", {"supported"}),
        (
            "What is said, but not checked by outsiders",
            {"reported", "partly-supported", "supported"},
        ),
        ("What is disputed", {"disputed"}),
        ("What nobody outside knows", {"unverified", "forecast"}),
    ],
)
def test_headings_are_true(heading: str, verdicts: set[str]) -> None:
    """What stands below a heading of the start page rests on claims that are judged so."""
    for sentence in sections("index.md", "##")[heading]:
        found = {project().claims[it.claim].verdict for it in sentence.citations if it.claim}
        assert found <= verdicts, sentence.text


def test_the_date_of_the_start_page() -> None:
    """The start page says how far the reading goes, and how old its oldest verdict is."""
    text = " ".join(each.text for each in pages()["index.md"].sentences if each.inherited_label)
    days = [dt.datetime.strptime(day, "%d %B %Y").date() for day in _DAY.findall(text)]  # noqa: DTZ007
    cited = {it.claim for each in pages()["index.md"].sentences for it in each.citations}

    assert len(days) == 2
    assert days[1].isoformat() == oldest(slug for slug in cited if slug)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_order_of_a_section(name: str) -> None:
    """A section answers in two sentences, explains, and ends with what would settle it."""
    found = sections(name, "##")
    titles = [re.sub(r" \{.*\}$", "", title) for title in list(found)[1:]]

    assert len(found[""]) == 2
    assert titles[:-1] == [
        "Why it matters",
        "The background",
        "What the evidence shows",
        "What the article says",
        "What would settle it",
    ]
    assert titles[-1].startswith("Where to ")
    assert 2 <= len(found[list(found)[1]]) <= 4


def test_answers() -> None:
    """An answer is one bold sentence, at most 80 words that explain, and where to read on."""
    said = sections("faq.md", "###")
    for title, text in answers().items():
        first, *others = text.split("\n\n")
        behind = "\n".join(others[:-1])
        bold = [each for each in said[title] if each.text in first]

        assert title.split(" {")[0].endswith("?"), title
        assert re.fullmatch(r"\*\*[^*]+[.]\*\* \[@[^\]]+\]", first), title
        assert len(said[title]) >= 2, title
        assert len(bold) <= 1, title
        assert "**" not in behind, title
        assert len(shown(behind)) <= WORDS_BEHIND_AN_ANSWER, title
        assert re.fullmatch(r"\[[^\]]+\]\([a-z/0-9-]+\.md\)", others[-1]), title


def test_dates_of_answers() -> None:
    """No answer is fresher than a claim that it states or rests on."""
    said = sections("faq.md", "###")
    for title, text in answers().items():
        heading = _DATE.search(title)
        assert heading, title
        cited = {it.claim for each in said[title] for it in each.citations if it.claim}
        cited |= set(re.findall(r"^/// claim \| (\S+)", text, re.MULTILINE))
        assert dt.date.fromisoformat(heading[1]).isoformat() <= oldest(cited), title


def test_the_length_of_the_faq() -> None:
    """Whoever reads all the answers reads at most 2,300 words."""
    assert len(shown("\n".join(lines("faq.md")))) <= WORDS_OF_THE_FAQ


def test_the_article_is_introduced() -> None:
    """Where readers begin, the article has its site's name and its address."""
    article = project().article

    assert article is not None
    for name in ("index.md", "faq.md"):
        start = "\n".join(lines(name)).split("\n## ")[0]
        assert "TygoCover](" in start, name
        assert f"]({article.url})" in start, name


def test_the_menu() -> None:
    """Each label of the menu is its page's title or begins it, and the rules are not there."""
    menu = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    labels = {name: label for entry in menu for label, name in entry.items()}

    assert "rules.md" not in labels
    for name, label in labels.items():
        title = pages()[name].title
        assert title == label or title.startswith(f"{label}: "), (label, title)


def test_how_sources_were_read() -> None:
    """The method page has the true numbers of sources by how they were seen and checked."""
    text = " ".join(sentence.text for sentence in pages()["method.md"].sentences)
    sources = project().sources.values()
    seen = Counter(source.seen for source in sources)
    checked = Counter(source.checked for source in sources)
    blogs = sum(source.tier == "syndication-or-blog" for source in sources)
    relaying = sum(bool(source.relays) for source in sources)

    for count, what in [
        (len(sources), "sources, and"),
        (seen["page"], "as the page itself, whole"),
        (seen["excerpt"], "as parts of the page itself"),
        (seen["copy"], "as the same words in another place"),
        (seen["quoted"], "only as others quote them"),
        (seen["digest"], "only as others sum them up"),
        (blogs, "are re-reports or blogs"),
        (relaying, "pass on what somebody else reported"),
        (checked["not-audited"], "were not compared again"),
    ]:
        assert re.search(rf"\b{count} {what}", text), (count, what)
    assert f"passages of {checked['verbatim']} again" in text
    assert f"those of {checked['partly']} in part" in text


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
