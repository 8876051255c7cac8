"""Positions in pages: for every word that a reader sees, where it was written."""

from __future__ import annotations

import pickle
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import generating
import projects
from explainer.pages import position_map, reader
from explainer.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.model import Page, Place

PAGES = 320
CHUNK = 32
LEAST = 0.995


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project with every Markdown extension of the generated pages."""
    files = {"mkdocs.yml": generating.EXTENSIONS, "docs/index.md": "# Home\n"}
    folder = projects.write(tmp_path_factory.mktemp("project"), files)
    (folder / "parts").mkdir()
    return read_settings(folder)


@pytest.mark.parametrize("chunk", range(0, PAGES, CHUNK))
def test_positions(settings: Settings, chunk: int) -> None:
    """
    At least 99.5 % of the words, sentences and citations are placed exactly, and none wrongly.

    A citation belongs to the sentence that it stands in or behind.
    """
    words: Counter[bool] = Counter()
    others: Counter[bool] = Counter()
    for seed in range(chunk, chunk + CHUNK):
        raw, generated = generating.make(seed)
        projects.write(settings.root / "parts", generated.parts)
        texts = {f"parts/{name}": text for name, text in generated.parts.items()}
        texts["docs/index.md"] = raw.replace("\r\n", "\n")
        page_reader = reader._PageReader(settings, "docs/index.md", texts["docs/index.md"])  # noqa: SLF001
        found = dict(found_words(page_reader))
        page = page_reader.page("")
        for word in generated.words:
            words[found[word] is not None] += 1
            assert found[word] in {None, place_of(texts, word)}
        for place, wanted in wanted_places(page, generated):
            others[place.exact] += 1
            assert not place.exact or (place.path, place.line, place.column) == place_of(
                texts, wanted
            )
        owners = {each.key: sentence for sentence in page.sentences for each in sentence.citations}
        assert not page.inexact
        assert all(word in owners[key].text for key, word in generated.cited.items())

    assert words[True] >= LEAST * words.total(), words
    assert others[True] >= LEAST * others.total(), others


def test_ambiguous(settings: Settings) -> None:
    """A word that may have been written in two places is placed in neither."""
    page_reader = reader._PageReader(settings, "docs/index.md", "One <!-- so --> `so` two.")  # noqa: SLF001
    mapped = position_map.map_text(
        page_reader.conversion.rendered.units[0], page_reader.conversion.table
    )

    assert mapped.text == "One so two."
    assert [bool(known) for known in mapped.positions[4:6]] == [False, False]


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "'{}'",
        '"{}"',
        '"It is \\u00e9t\\xe9. [@analysis] {}"',
        ">-\n  {}",
        "|\n    It is so.\n\n    {}\n",
        "# it is meant\n  {}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_front_matter(tmp_path: Path, form: str, end: str) -> None:
    """What a claim states in its front matter is placed there, however YAML writes it."""
    said = "Some *air* warmed [here](x.md) by 9 km. [@ipcc#warming]"
    text = (
        f"---\ntitle: It is.\nholds: {form.format(said)}\nverdict: reported\n---\nIt is. [@ipcc]\n"
    )
    folder = projects.write(tmp_path, projects.BASE)
    path = folder / "docs/claims/heat.md"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    read = read_settings(folder)
    page = next(each for each in reader.read_pages(read) if each.path == "docs/claims/heat.md")
    sentence = next(each for each in page.sentences if each.text.startswith("Some"))
    at = text.index("Some")
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)

    assert not page.inexact
    assert sentence.text == "Some air warmed here by 9 km."
    assert (sentence.place.exact, *sentence.place[1:3]) == (True, line, column)
    for word in ("air", "here", "9 km"):
        start = sentence.text.index(word)
        place = sentence.at(start, start + len(word))
        assert (place.line, place.column) == (line, column + said.index(word))
    assert [each.place.column for each in sentence.citations] == [column + said.index("@")]


def found_words(reader: reader._PageReader) -> Iterator[tuple[str, tuple[str, int, int] | None]]:
    """Every word that occurs once, and its path, line and column where they are known."""
    for unit in reader.conversion.rendered.units:
        mapped = position_map.map_text(unit, reader.conversion.table)
        for match in generating.CORE.finditer(mapped.text):
            known = mapped.positions[match.start()]
            yield (
                match[0],
                position(reader.conversion.table.texts[known[0]], *known) if known else None,
            )


def wanted_places(page: Page, generated: generating.Page) -> Iterator[tuple[Place, str]]:
    """Where sentences and citations were found, and what stands there."""
    for sentence in page.sentences:
        first = generating.FIRST.match(sentence.text)
        if first:
            yield sentence.place, first[0]
    for citation in page.citations:
        if citation.key in generated.cited:
            yield citation.place, f"@{citation.key}"


def place_of(texts: dict[str, str], wanted: str) -> tuple[str, int, int]:
    """The path, line and column of what stands just once in these texts."""
    whole = re.compile(rf"{wanted}(?!\d)")
    [(path, offset)] = [(path, m.start()) for path, t in texts.items() for m in whole.finditer(t)]
    return position(texts[path], path, offset)


def position(text: str, path: str, offset: int) -> tuple[str, int, int]:
    """An offset of a text as path, line and column."""
    return path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def test_kept(tmp_path: Path) -> None:
    """Of a sentence that cites nothing only the place is kept, and a page is a plain value."""
    text = "# A\n\nIt warmed.\n\nHello. [@about]\n"
    settings = read_settings(projects.write(tmp_path, {"docs/a.md": text}))
    page = reader.read_page(settings, settings.pages[0])

    kept = {sentence.text: sentence.positions is not None for sentence in page.sentences}

    assert kept == {"It warmed.": False, "Hello.": True}
    assert pickle.loads(pickle.dumps(page)) == page  # noqa: S301  (made here)
