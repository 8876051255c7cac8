"""Positions in pages: for every word that a reader sees, where it was written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import generating
import projects
from explainer.pages import reading, tracing
from explainer.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def found_words(settings: Settings, text: str) -> Iterator[tuple[str, str, int]]:
    """Every planted word whose place is known: the word, the path and the offset."""
    reader = reading._Reader(settings, "docs/page.md", text)  # noqa: SLF001
    rendered, distorted = reader._converted()  # noqa: SLF001
    assert not distorted
    for unit in rendered.units:
        traced = tracing.trace(unit, reader._soil)  # noqa: SLF001
        for match in generating.CORE.finditer(traced.text):
            origin = traced.origins[match.start()]
            if origin:
                yield (match[0], *origin)


@pytest.mark.parametrize("chunk", range(0, PAGES, CHUNK))
def test_words(settings: Settings, chunk: int) -> None:
    """At least 99.5 % of the words are placed exactly, and none wrongly."""
    counts: Counter[str] = Counter()
    for seed in range(chunk, chunk + CHUNK):
        raw, page = generating.make(seed)
        projects.write(settings.root / "parts", page.parts)
        text = raw.replace("\r\n", "\n")
        texts = {"docs/page.md": text} | {f"parts/{name}": t for name, t in page.parts.items()}
        at = {
            core: [(p, t.index(core)) for p, t in texts.items() if core in t] for core in page.words
        }
        found = list(found_words(settings, text))
        for core, places in at.items():
            exact = [(path, offset) for word, path, offset in found if word == core]
            counts["exact" if exact else "unknown"] += 1
            if exact and set(exact) != set(places):
                counts["wrong"] += 1

    assert counts["wrong"] == 0
    assert counts["exact"] >= LEAST * (counts["exact"] + counts["unknown"]), counts
