"""The parts of an article's reader, each by itself: blocks, dates, facts, charsets, languages."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from explainer.article import (
    checked,
    compare,
    language_of,
    outline_of,
    read_sentences,
    read_string,
    reader,
)
from explainer.article.byline import byline_of, dateline_of, day_of
from explainer.article.charset import ArticleError, decode
from explainer.article.metadata import (
    Metadata,
    date_of,
    front_matter,
    language_tag_of,
    page_metadata,
    plain,
    url_of,
)
from explainer.article.text_blocks import plain_blocks
from explainer.model import ArticleSentence, CannotCheckError, Place

BLOCKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "blocks.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", BLOCKS, ids=lambda case: case["what"])
def test_blocks(case: dict[str, Any]) -> None:
    """A text is taken apart into headings, paragraphs and items, each in its place."""
    article = read_string(case["text"], case["suffix"], "en")

    found = []
    for block in article.blocks:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        marks = "numbered " * block.numbered + "asked " * block.asked
        found.append(f"{marks}{kind}: {block.text}")
        if block.start is not None:
            written = case["text"][block.start : block.end]
            assert block.text == written if block.kind == "item" else block.text in written
    assert found == case["blocks"]


def test_signs() -> None:
    """A line without a letter or a figure is no block."""
    found = list(plain_blocks("It rains.\n---\n* * *\n# !\n", "en"))

    assert [block.text for block in found] == ["It rains."]


def wrapped(width: int, lines: int) -> str:
    """A text whose lines were broken at a width, and all but the last fill it."""
    line = "rain " * (width // 5)
    full = line[: width - 1].rstrip().ljust(width, "s")
    return "\n".join([full] * (lines - 1) + ["and so on."])


WIDTHS = [
    (49, 5, 5), (50, 5, 1), (80, 5, 1), (120, 5, 1), (121, 5, 5), (80, 4, 1), (80, 3, 3),
]  # fmt: skip


@pytest.mark.parametrize(("width", "lines", "blocks"), WIDTHS)
def test_width(width: int, lines: int, blocks: int) -> None:
    """Lines are joined where a text was broken at a width, which shows in four of them."""
    found = read_string(wrapped(width, lines), ".txt", "en").blocks

    assert len(found) == blocks
    if blocks == 1:
        assert found[0].text == wrapped(width, lines).replace("\n", " ")


def test_width_of_paragraphs() -> None:
    """Empty lines say nothing of the width, nor do lines at which sentences end."""
    apart = "\n\n".join([wrapped(80, 4), *(f"It is so {number}." for number in range(10))])
    ends = "\n".join(["rain " * 15 + "ends."] * 5)

    assert len(read_string(apart, ".txt", "en").blocks) == 11
    assert len(read_string(ends, ".txt", "en").blocks) == 5


def test_width_of_half() -> None:
    """Lines are joined where at least half of the pairs of lines show that it was broken."""
    full = wrapped(80, 4)

    for short, blocks in ((3, 4), (4, 8)):
        text = "\n".join([full, *(f"It is so {n}." for n in range(short))])
        assert len(read_string(text, ".txt", "en").blocks) == blocks


NEXT = [(76, "rain", 1), (75, "rain", 2), (80, "x" * 39, 1), (80, "x" * 40, 2)]


@pytest.mark.parametrize(("length", "word", "blocks"), NEXT)
def test_next_word(length: int, word: str, blocks: int) -> None:
    """A line goes on in the next where the word there, if it is no long one, would not fit."""
    full = wrapped(80, 4).split("\n")[0]
    text = "\n".join([full, full, full, full[:length].rstrip().ljust(length, "s"), f"{word} ends."])

    assert len(read_string(text, ".txt", "en").blocks) == blocks


BYLINES: list[tuple[str, tuple[tuple[str, ...], str | None] | None]] = [
    ("By Ana Smith | " + "x" * 60, (("Ana Smith",), None)),
    ("By Ana Smith | " + "x" * 61, None),
    ("Von Ana Smith", (("Ana Smith",), None)),
    ("Von Ana", None),
    ("By 3M | 3 May 2026", None),
    ("By Ana", (("Ana",), None)),
    ("By Ana the Great", None),
    ("By ana Smith", None),
    ("By 3M Smith", None),
    ("By the newsroom", (("newsroom",), None)),
    ("By Ana Smith, Jo Day & Bo Li", (("Ana Smith", "Jo Day", "Bo Li"), None)),
    ("Por Ana Prado y Bo Li", (("Ana Prado", "Bo Li"), None)),
    ("By Ana Smith, a writer", (("Ana Smith",), None)),
    ("By Ana Smith | Rain | 3 May 2026 | 4 May 2026", (("Ana Smith",), "2026-05-03")),
    ("3 May 2026 | Rain", ((), "2026-05-03")),
    ("Rain | 3 May 2026", None),
]


@pytest.mark.parametrize(("text", "line"), BYLINES)
def test_byline_parts(text: str, line: tuple[tuple[str, ...], str | None] | None) -> None:
    """A line of names has nothing but names, roles and a date; one without them has a date."""
    assert byline_of(text) == line


DATELINES = {
    "Oslo, 3 May 2026": "2026-05-03",
    "Oslo, Norway – 3 May 2026": "2026-05-03",
    "Oslo, in May": None,
    "Oslo | By Ana Smith | 3 May 2026": "2026-05-03",
    "Oslo, By Ana Smith": None,
    "x" * 148 + ", 3 May 2026": "2026-05-03",
    "x" * 149 + ", 3 May 2026": None,
    "3 May 2026": None,
}


@pytest.mark.parametrize(("text", "issued"), DATELINES.items())
def test_dateline(text: str, issued: str | None) -> None:
    """Below a name, a short line may have a place before its date."""
    line = dateline_of(text)

    assert (line and line.issued) == issued
    assert line is None or line.authors == ()


DAYS = {
    "Mon, 4 May 2026": "2026-05-04", "Montag, 4. Mai 2026": "2026-05-04", "3 Foo 2026": None,
    "30 February 2026": None, "mayo de 2026": "2026-05", "4.5.2026": "2026-05-04",
    "4. 13. 2026": None, "Updated on May 4, 2026 at 10:12": "2026-05-04", "Monday": None,
    "Published Updated 4 May 2026": None,
    "4 May 2026, 12:05 Uhr": "2026-05-04", "2026年5月4日": "2026-05-04", "1 May 2026": "2026-05-01",
}  # fmt: skip


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days(text: str, day: str | None) -> None:
    """A date is read in several languages, where it is all that a text has."""
    assert day_of(text) == day


FRONT = {
    "title: T\nauthor: Ana Smith and Jo Day\n": Metadata("T", ("Ana Smith", "Jo Day")),
    "by: By Ana Smith; Jo Day & Bo Li\n": Metadata(None, ("Ana Smith", "Jo Day", "Bo Li")),
    "authors: [{name: Ana}, 'https://example.org/jo', Bo, '']\n": Metadata(None, ("Ana", "Bo")),
    "author: {name: 'Ana Smith, Jo Day'}\n": Metadata(None, ("Ana Smith", "Jo Day")),
    "author: 7\n": Metadata(None, ("7",)),
    "Title: ''\nheadline: ' A  B '\n": Metadata("A B"),
    "publisher: {name: P}\ndate: 2026-05-03\n": Metadata(None, (), "P", "2026-05-03"),
    "published: 3 May 2026\nlink: https://example.org/a\n": Metadata(
        issued="2026-05-03", url="https://example.org/a"
    ),
    "date: soon\nurl: example\nlang: en_GB\n": Metadata(language="en-GB"),
    "lang: English language\ntitle: [A]\n": Metadata(),
}  # fmt: skip


@pytest.mark.parametrize(("front", "facts"), FRONT.items())
def test_front_matter(front: str, facts: Metadata) -> None:
    """Front matter says what an article is, under several names; what is wrong is left out."""
    text = f"---\n{front}---\nIt rains.\n"

    assert front_matter(text) == (facts, text.index("It rains"))


NO_FRONT = ["It rains.", "---\n- a\n---\nIt rains.", "--- x\ntitle: T\n---\n"]


@pytest.mark.parametrize("text", NO_FRONT)
def test_no_front_matter(text: str) -> None:
    """A list, or a line that opens nothing, is no front matter."""
    assert front_matter(text) == (Metadata(), 0)


def test_broken_front_matter() -> None:
    """Front matter that is no YAML is refused with its line in the file."""
    with pytest.raises(ArticleError, match=r"^its front matter is not YAML, in line 4$"):
        front_matter("---\ntitle: T\nurl: [a\n---\n")


def test_values() -> None:
    """Values of front matter are texts, dates, addresses and languages, or nothing."""
    assert [plain(value) for value in (" a\n b ", "", 7, 1.5, None, ["a"])] == [
        *("a b", None, "7", "1.5", None, None)
    ]
    dates = (
        dt.date(2026, 5, 3),
        dt.datetime(2026, 5, 3, 1, tzinfo=dt.UTC),
        "2026年5月3日",
        "",
        2026,
    )
    assert [date_of(value) for value in dates] == [*["2026-05-03"] * 3, None, "2026"]
    assert [url_of(value) for value in ("https://example.org/a", "/a", "", None)] == [
        *("https://example.org/a", None, None, None)
    ]
    assert [language_tag_of(value) for value in ("de_AT", "gsw", "German language", "d", None)] == [
        *("de-AT", "gsw", None, None, None)
    ]


WRONG = {
    "date": (Metadata(issued="3 May 2026"), "2026-05-03"),
    "address": (Metadata(url="example"), "https://example.org/article"),
    "language": (Metadata(language="de_AT"), "de"),
}


@pytest.mark.parametrize("name", WRONG)
def test_checked(name: str) -> None:
    """What somebody gives has to be as it is asked for."""
    facts, good = WRONG[name]
    right = Metadata("T", ("A",), "P", "2026-05", "https://example.org/a", "de-AT")

    assert checked(right) is right
    with pytest.raises(CannotCheckError, match=f" is no {name}; write it like {good}$"):
        checked(facts)


CHARSETS: list[tuple[bytes, bool, str | None]] = [
    (b"\x01" + b"a" * 99, False, "\x01" + "a" * 99),
    (b"\x01" + b"a" * 98, False, None),
    (b"\x00" + b"a" * 999, False, None),
    (b"\x00" + b"a" * 99, True, "a" * 99),
    (b"\x00" + b"a" * 98, True, None),
    (b"a\r\nb\rc\t\x0c", False, "a\nb\nc\t\x0c"),
    (b"\xef\xbb\xbfa\xff", False, "a\ufffd"),
    (b"<meta charset=windows-1251>\xcf", True, "<meta charset=windows-1251>П"),
    (b"<meta charset=x-none>caf\xc3\xa9", True, "<meta charset=x-none>café"),
    (b"%PDF-1.7", False, None),
    (b"MIME-Version: 1.0", True, None),
]


@pytest.mark.parametrize(("data", "html", "text"), CHARSETS)
def test_charset(data: bytes, html: bool, text: str | None) -> None:  # noqa: FBT001
    """A text has hardly any control characters; browsers do not show the zeros of a page."""
    if text is None:
        with pytest.raises(ArticleError, match=r"save the article as \.txt, \.md or \.html$"):
            decode(data, html=html)
    else:
        assert decode(data, html=html) == text


LANGUAGES = [
    ("the " * 19, None),
    ("the " * 20, "en"),
    ("the " * 4 + "xyz " * 16, "en"),
    ("the " * 3 + "xyz " * 17, None),
    ("the " * 5 + "het " * 4 + "xyz " * 11, "en"),
    ("the " * 4 + "het " * 4 + "xyz " * 12, None),
    ("abcdefgh橋", "zh"),
    ("abcdefghi橋 1234", None),
    ("橋", "zh"),
    ("・・", None),
    ("x" * 20_000 + "橋" * 20_000, None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_language_bounds(text: str, language: str | None) -> None:
    """A script shows in a tenth of the letters, a language in a fifth of the words, clearly."""
    assert language_of(text) == language


def known(fingerprint: str, **values: Any) -> ArticleSentence:  # noqa: ANN401
    """A sentence as `article.yml` has it, on its first line."""
    return ArticleSentence(fingerprint=fingerprint, place=Place("a.yml", 1), **values)


def test_hints() -> None:
    """Each difference says what to do about it, and which claim to look at again."""
    one, two, three = read_sentences(
        read_string("It rains.\nIt blows.\nOn the sea\nIt is calm.\n", ".txt", "en"), "text"
    )
    f = one.fingerprint

    def hints(*sentences: ArticleSentence, texts: Any = (one,)) -> list[str | None]:  # noqa: ANN401
        return [problem.hint for problem in compare(sentences, texts, "a.yml").problems]

    assert hints(known(f)) == [f"give {f} in a.yml a `claim`, or a `reason` why none covers it"]
    assert hints(known("x")) == [f"put {f} in the place of x there"]
    assert hints(known("x", claim="c")) == [
        f"put {f} in the place of x there, and look again at the claim 'c'"
    ]
    assert hints() == [f"add `- {{fingerprint: {f}, claim: ...}}` to its sentences"]
    assert hints(texts=(three,)) == [
        (
            f"add `- {{fingerprint: {three.fingerprint}, section: 'On the sea', claim: ...}}`"
            " to its sentences"
        )
    ]
    assert hints(known(f, claim="c"), known("x"), known("y", claim="c")) == [
        "delete it",
        "delete it, and look again at the claim 'c'",
    ]
    found = compare((known("x"), known(f, reason="r")), (two, three, one), "a.yml")
    assert found.counts == {
        "sentences": 3, "covered": 0, "excused": 1, "changed": 1, "new": 1, "removed": 0,
    }  # fmt: skip
    found = compare((known(f, claim="c"), known("x"), known("y")), (one,), "a.yml")
    assert found.counts == {
        "sentences": 1, "covered": 1, "excused": 0, "changed": 0, "new": 0, "removed": 2,
    }  # fmt: skip


def test_parts() -> None:
    """What stands above all headings is a part if there is anything; a sentence keeps its place."""
    text = "1. Causes\nIt is wet.\nQ: Is it?  It is. A: So it is.\n"
    parts = outline_of(read_string(text, ".txt", "en"), "a.txt").parts

    assert [(part.kind, part.title) for part in parts] == [
        ("section", "Causes"),
        ("question", "Is it?"),
    ]
    assert [(each.text, each.place.line, each.place.column) for each in parts[1].sentences] == [
        ("It is.", 3, 12),
        ("So it is.", 3, 22),
    ]
    opened = outline_of(read_string(f"It rains.\n{text}", ".txt", "en"), "a.txt").parts
    assert [part.kind for part in opened] == ["opening", "section", "question"]


def test_places_in_markup() -> None:
    """A sentence is found across tags and entities; one that is not is near the one before."""
    text = (
        "<html><body><p>It <b>ra</b>ins &amp; it<!-- is --> blows at 5&nbsp;m.</p>\n"
        "<p>It rains &eacute;verywhere, as all of them say who were there to see it.</p></body>"
    )
    found = read_sentences(read_string(text, ".html", "en"), "a.html")

    assert [(each.place.line, each.place.column, each.place.exact) for each in found] == [
        (1, 16, True),
        (2, 4, True),
    ]
    assert [(each.place.end_line, each.place.end_column) for each in found] == [(1, 69), (2, 75)]


def test_inexact_places() -> None:
    """A sentence that stands in no text of the file has the place of the end of the one before."""
    data = (
        '{"@type": "FAQPage", "mainEntity": {"name": "Is it?", "acceptedAnswer": {"text": "So."}}}'
    )
    text = (
        f'<html><body><script type="application/ld+json">{data}</script>\n'
        f"<p>It rains, and all say so.</p><p>{'It rains, and all say so. ' * 5}</p></body></html>"
    )
    *_, before, last = read_sentences(read_string(text, ".html", "en"), "a.html")
    first = read_sentences(read_string("Rain falls.\n", ".md", "en"), "a.md")[0]

    assert (last.text, last.place.exact, last.place.line) == ("So.", False, 2)
    assert last.place.column == text.splitlines()[1].rindex("o.") + 1
    assert before.place.exact
    assert (first.place.line, first.place.column, first.place.exact) == (1, 1, True)


PAGES = {
    "<title>T</title><h1>A</h1><h1> </h1>": Metadata("A"),
    "<title>T</title><h1>A</h1><h1>B</h1>": Metadata("T"),
    "<meta name=date content=2026-05-03>": Metadata(issued="2026-05-03"),
    "<meta name=date content=2026-05-03><time datetime=2025-01-01>": Metadata(issued="2026-05-03"),
    "<time datetime=2026-05-03></time><time datetime=2026-05-03>": Metadata(issued="2026-05-03"),
    "<time datetime=2026-05-03></time><time datetime=2026-05-04>": Metadata(),
    "<time datetime=2026-05-03></time><time pubdate datetime=2026-05-04>": Metadata(
        issued="2026-05-04"
    ),
    "<time pubdate datetime=2026-05-03></time><time pubdate datetime=2026-05-04>": Metadata(
        issued="2026-05-03"
    ),
    "<meta property=og:site_name content=S>": Metadata(publisher="S"),
    "<meta property=og:site_name content=S><meta name=publisher content=P>": Metadata(
        publisher="P"
    ),
    "<meta name=author content='Ana Smith'><html lang=de>": Metadata(
        authors=("Ana Smith",), language="de"
    ),
}


@pytest.mark.parametrize(("page", "facts"), PAGES.items())
def test_page_metadata(page: str, facts: Metadata) -> None:
    """A page's only top heading is its title, and its only time its date, if it says no other."""
    assert page_metadata(page) == facts


TITLES = {
    "# Rain\n\nIt rains.": "Rain",
    "# 1. Rain\n\nIt rains.": None,
    "# FAQ\n\n## Is it so?\n\nIt rains.": None,
    "Rain\n\nIt rains.": None,
    "---\ntitle: Rain\n---\nRain\n\nIt rains.": "Rain",
    "It rains.\n\n# Rain\n\nIt rains.": None,
    "The site\n\n# Rain\n\nIt rains.": "Rain",
    "# Rain\n\n# Wind\n\nIt rains.": "Rain",
    "## Rain\n\nIt rains.": None,
}


@pytest.mark.parametrize(("text", "title"), TITLES.items())
def test_title(text: str, title: str | None) -> None:
    """The heading above an article is its title, unless it is a number or heads questions."""
    assert outline_of(read_string(text, ".md", "en"), "text").metadata.title == title


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["Comments", "It rains."], [0, 1]),
        (["Menu", "It rains."], [0, 1]),
        (["It rains.", "Menu", "It snows."], [0, 1, 2]),
        (["It rains.", "Menu", "Print", "It snows."], [0, 3]),
        (["It rains.", "It snows.", "Menu"], [0, 1, 2]),
    ],
)
def test_lines_of_pages(lines: list[str], kept: list[int]) -> None:
    """A line that may be a page's own is one only beside another such line."""
    blocks = read_string("\n\n".join(lines), ".txt", "en").blocks

    assert [block.text for block in blocks] == [lines[index] for index in kept]


@pytest.mark.parametrize(("size", "fits"), [(20, True), (21, False), (40, False)])
def test_largest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, *, fits: bool) -> None:
    """A file is read whole up to the maximum size, and is refused above it."""
    monkeypatch.setattr(reader, "_LARGEST", 20)
    file = tmp_path / "a.txt"
    file.write_text("It rains.".ljust(size, "x"), encoding="utf-8")

    with contextlib.nullcontext() if fits else pytest.raises(ArticleError, match="is larger than"):
        assert len(reader.read_text(file).text) == size


RIGHTS = {
    "© 2026 The Courier. All of it.": False,
    "All rights reserved.": False,
    "Copyright 2026 " + "x" * 285: False,
    "Copyright 2026 " + "x" * 286: True,
    "The rights are ours since 2026.": True,
}


@pytest.mark.parametrize(("line", "kept"), RIGHTS.items())
def test_rights(line: str, kept: bool) -> None:  # noqa: FBT001
    """A short line of who holds the rights is no part of an article."""
    blocks = read_string(f"It rains.\n\n{line}\n", ".txt", "en").blocks

    assert [block.text for block in blocks] == ["It rains.", *[line] * kept]


@pytest.mark.parametrize(("length", "kind"), [(80, "faq"), (81, "section")])
def test_long_faq(length: int, kind: str) -> None:
    """What heads questions is short."""
    text = f"# Rain\n\nIt rains.\n\n## {'FAQ '.ljust(length, 'x')}\n\nIt is wet.\n"

    parts = outline_of(read_string(text, ".md", "en"), "text").parts

    assert [part.kind for part in parts] == ["opening", kind]


def test_ends_of_places() -> None:
    """A sentence of a plain text has the place of its first letter to its last."""
    found = read_sentences(read_string("It rains. It blows.\n", ".txt", "en"), "a.txt")

    places = [each.place for each in found]
    assert [(place.column, place.end_column) for place in places] == [(1, 10), (11, 20)]
