"""What is read of an article: its language, its lines of names and dates, and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

import scaffolding
from explainer.article import language_of, outline_of, read_sentences, read_string, read_text
from explainer.article.byline import byline_of
from explainer.claims import fingerprint
from scaffolding import GERMAN, SAYS

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES: list[dict[str, Any]] = yaml.safe_load(
    (scaffolding.ARTICLES / "expected.yml").read_text(encoding="utf-8")
)
OUTLINES: list[dict[str, Any]] = yaml.safe_load(
    (scaffolding.ARTICLES / "outlines.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["what"])
def test_metadata(article: dict[str, Any]) -> None:
    """An article is known by what its file says of it, and no more."""
    text = read_text(scaffolding.ARTICLES / article["file"])
    facts = outline_of(text, "article").metadata

    assert facts.title == article["title"]
    assert facts.authors == tuple(article.get("authors", ()))
    assert facts.publisher == article.get("publisher")
    assert facts.issued == (str(article["issued"]) if "issued" in article else None)
    assert facts.url == article.get("url")


@pytest.mark.parametrize("case", OUTLINES, ids=lambda case: case["what"])
def test_outline(case: dict[str, Any]) -> None:
    """Sections and questions are told by headings, numbers and letters."""
    text = read_string(case["text"], case["suffix"])
    outline = outline_of(text, "text")
    facts = outline.metadata

    assert [part.title for part in outline.of_kind("section")] == case["sections"]
    assert [part.title for part in outline.of_kind("question")] == case["questions"]
    if "title" in case:
        told = [facts.title, list(facts.authors), facts.issued]
        issued = case.get("issued")
        assert told == [case["title"], case.get("authors", []), issued and str(issued)]
    if "sentences" in case:
        whole = [each.text for part in outline.parts for each in part.sentences]
        assert whole == case["sentences"] == [it.text for it in read_sentences(text, "text")]


@pytest.mark.parametrize(
    ("text", "authors", "issued"),
    [
        ("By Ana Smith", ["Ana Smith"], None),
        ("By Ana Smith and Bo van der Berg", ["Ana Smith", "Bo van der Berg"], None),
        ("By Ana Smith,", ["Ana Smith"], None),
        ("By Ana Smith | 3 May 2026 | 5 min read", ["Ana Smith"], "2026-05-03"),
        ("Interview: Lea Moser", ["Lea Moser"], None),
        ("By ANA SMITH, May 3rd, 2026", ["ANA SMITH"], "2026-05-03"),
        ("Posted on June 1, 2024 by Tom Ashby", ["Tom Ashby"], "2024-06-01"),
        ("By our Science Correspondent", ["Science Correspondent"], None),
        ("Par Luc Dubois, le 3 mai 2026", ["Luc Dubois"], "2026-05-03"),
        ("Por Inés Prado · 12 de marzo de 2026", ["Inés Prado"], "2026-03-12"),
        ("作者：王明", ["王明"], None),
        ("Montag, 4. Mai 2026, 12:05 Uhr", [], "2026-05-04"),
        ("Published 4 May 2026 at 10:12 am", [], "2026-05-04"),
        ("Stand: 04.05.2026", [], "2026-05-04"),
        ("2026年5月4日", [], "2026-05-04"),
        ("2026-05-03", [], "2026-05-03"),
        ("May 2026", [], "2026-05"),
    ],
)
def test_byline(text: str, authors: list[str], issued: str | None) -> None:
    """A line above the text says who wrote it and when, in several languages."""
    line = byline_of(text)

    assert line is not None
    assert (list(line.authors), line.issued) == (authors, issued)


@pytest.mark.parametrize(
    "text",
    [
        "By the numbers",
        "Von der Brücke",
        "Par hasard",
        "By the numbers, 3 May 2026",
        "By Ana eBay",
        "Di Maio, the minister",
        "By 2030, all will be well",
        "05/04/2026",
        "31 February 2026",
        "The year 2026",
        "Why 4 May 2026 matters",
        "",
    ],
)
def test_no_byline(text: str) -> None:
    """Other short lines are none, nor is a date that may mean two days."""
    assert byline_of(text) is None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "a.txt"),
        ("utf-8-sig", "a.txt"),
        ("utf-16", "a.txt"),
        ("utf-16-le", "a.txt"),
        ("utf-16-be", "a.md"),
        ("utf-32", "a.txt"),
        ("cp1252", "a.txt"),
        ("cp1252", "a.html"),
    ],
)
def test_encodings(encoding: str, name: str, tmp_path: Path) -> None:
    """A text is the same in whatever encoding its file is."""
    text = f"It rained for days. {SAYS}\n"
    if name.endswith("html"):
        text = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    file = tmp_path / name
    file.write_bytes(text.encode(encoding))
    found = read_sentences(read_text(file), name)

    assert [each.fingerprint for each in found][1] == fingerprint(SAYS)


def test_title_with_site() -> None:
    """Where a page's title names its site as well, its heading is the article's title."""
    text = (
        "<html><head><title>Rain — The Courier</title></head><body><h1>The Courier</h1>"
        "<article><h1>Rain</h1><p>It rains and rains, and nobody knows for how long.</p>"
        "<h2>Causes<a href='#causes'>¶</a></h2><p>It is wet, and has been for days.</p>"
        "</article></body></html>"
    )
    outline = outline_of(read_string(text, ".html"), "text")

    assert outline.metadata.title == "Rain"
    assert [part.title for part in outline.parts] == ["", "Causes"]


@pytest.mark.parametrize(
    ("head", "authors", "issued"),
    [
        ("By Ana Smith, 3 May 2026", ("Ana Smith",), "2026-05-03"),
        ("By Ana Smith and Jo Day | May 3, 2026", ("Ana Smith", "Jo Day"), "2026-05-03"),
        ("By Ana Smith\nOslo, 3 May 2026", ("Ana Smith",), "2026-05-03"),
        ("By Ana Smith\nOslo, in May", ("Ana Smith",), None),
        ("Oslo, 3 May 2026", (), None),
    ],
)
def test_by_lines(head: str, authors: tuple[str, ...], issued: str | None) -> None:
    """A date is read behind the author's name or below it, and heads nothing."""
    outline = outline_of(read_string(f"Rain\n\n{head}\n\nIt rains.\n", ".txt", "en"), "text")

    assert outline.metadata.authors == authors
    assert outline.metadata.issued == issued
    assert ([part.title for part in outline.parts] == [""]) is (issued is not None)


DANISH = "Den gamle bro lukker i dag, og det er ikke for alle. Den blev bygget for 90 år siden."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (f"# Die Brücke\n\n{GERMAN}", "de"),
        ("The bridge is closed on Monday, and it is not known for how long that will be so.", "en"),
        (
            "El puente se cierra el lunes y no se abre hasta que los obreros acaben con la obra.",
            "es",
        ),
        ("Le pont est fermé lundi à la circulation, et les bus ne passent plus par la rive.", "fr"),
        (
            "El pont es tanca dilluns i no és segur que el facin en un any amb els diners que són",
            "ca",
        ),
        (DANISH, "da"),
        ("老桥将于周一关闭。", "zh"),
        ("橋は月曜日に閉まる。", "ja"),
        ("다리는 월요일에 닫힌다.", "ko"),
        ("Die Brücke ist zu.", None),
        (
            "Most jest zamknięty od dziś i nie wiadomo, jak długo to potrwa, a jego naprawa trwa.",
            "pl",
        ),
        (
            "Silta suljetaan maanantaina kaikelta liikenteeltä kahden vuoden ajaksi, kertoo kunta.",
            None,
        ),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """The language of a text is told by its script or its commonest words, if it is clear."""
    assert language_of(f"{text} {text}") == language


@pytest.mark.parametrize(
    ("page", "given", "language", "said"),
    [
        ('<html lang="de-AT">', None, "de-AT", "de-AT"),
        ('<html lang="en-US">', None, "de", None),
        ("<html>", None, "de", None),
        ('<html lang="gsw">', None, "gsw", "gsw"),
        ('<html lang="de">', "nl", "nl", "nl"),
    ],
)
def test_language_of_page(page: str, given: str | None, language: str, said: str | None) -> None:
    """What is given comes first; a page's own word comes next, but not where it is English."""
    text = f"{page}<body><p>{GERMAN}</p></body></html>"
    article = read_string(text, ".html", given)

    assert (article.language, article.said) == (language, said)


def test_zeros_in_page(tmp_path: Path) -> None:
    """What a page holds of zeros is not shown by browsers, and not read."""
    (tmp_path / "a.html").write_bytes(f"<html><body><p>It\0 rains. {SAYS * 5}</p></body>".encode())

    assert next(iter(read_sentences(read_text(tmp_path / "a.html"), "a"))).text == "It rains."


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("a.txt", ["It rains."]),
        ("a", ["It rains."]),
        ("a.htm", ["It rains."]),
        ("a.md", ["Buy it.", "It rains."]),
        ("a.MKD", ["Buy it.", "It rains."]),
    ],
)
def test_page_by_its_content(name: str, texts: list[str], tmp_path: Path) -> None:
    """A file that begins as a web page is one, whatever it is called, but for Markdown."""
    page = f"<!-- a --><html><p class=ad>Buy it.</p><p>It rains. {SAYS * 5}</p></html>"
    (tmp_path / name).write_text(page, encoding="utf-8")
    found = read_text(tmp_path / name)

    assert [each.text for each in read_sentences(found, name)][: len(texts)] == texts


def test_own_encoding(tmp_path: Path) -> None:
    """A web page is read in the encoding that it declares."""
    file = tmp_path / "a.html"
    text = (
        "<html><head><meta charset=shift_jis></head><body><p>橋は月曜日に閉まる。修理は長い。</p>"
    )
    file.write_bytes(text.encode("shift_jis"))
    article = read_text(file)

    assert article.language == "ja"
    assert [it.text for it in read_sentences(article, "a")] == [
        "橋は月曜日に閉まる。",
        "修理は長い。",
    ]


def test_places() -> None:
    """A sentence's place in a file with markup is where its first word stands."""
    text = read_text(scaffolding.ARTICLES / "medical-trial.md")
    lines = text.text.splitlines()
    for sentence in read_sentences(text, "x"):
        start = lines[sentence.place.line - 1][sentence.place.column - 1 :]
        word = sentence.text.split()[0].strip(",")

        assert sentence.place.exact
        assert start.startswith(word)
