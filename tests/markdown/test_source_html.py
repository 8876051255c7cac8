"""A source in one line: what is said of a title that was not seen whole."""

from __future__ import annotations

import pytest

from explainer.markdown.source_html import source_line
from explainer.markdown.translations import read_translations
from explainer.model import Place, Source

WORDS = read_translations("en")


@pytest.mark.parametrize(
    ("title_from", "title", "badge"),
    [
        (None, '<cite class="explainer-title" lang="fr">Rain</cite>', ""),
        ("excerpt", '<cite class="explainer-title" lang="fr">Rain</cite>', "title cut short"),
        (
            "address",
            '<cite class="explainer-title" lang="fr">Rain</cite>',
            "title read from its address",
        ),
        (
            "description",
            '<span class="explainer-title">Rain</span>',
            "described by us, headline not seen",
        ),
    ],
)
def test_title_from(title_from: str | None, title: str, badge: str) -> None:
    """A description is no title, and not in the source's language; a badge says what it is."""
    source = Source("rain", Place("rain.yml"), "Rain", title_from, language="fr")
    line = source_line(source, WORDS, None)

    assert line.startswith(f"{title}, ")
    assert (f'explainer-provenance--title">{badge}<' in line) == bool(badge)
