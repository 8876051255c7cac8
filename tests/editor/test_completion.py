"""What may be written at a position, and what a line is once it has been chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing
from explainer.editor.completion import completions
from explainer.editor.edits import span_of

if TYPE_CHECKING:
    from explainer.workspace import Workspace

INDEX = "docs/index.md"
SOURCE = "docs/sources/noaa.yml"
CLAIM = "docs/claims/land-faster.md"
KEYS = "analysis definition about ipcc noaa claims/land-faster"
ROWS = [
    (INDEX, "It warms. [@¦", KEYS, "ipcc", "It warms. [@ipcc"),
    (INDEX, "It warms. [@no¦]", KEYS, "noaa", "It warms. [@noaa]"),
    (INDEX, "It warms. [see @ipcc#warming; @¦]", KEYS, "noaa", "[see @ipcc#warming; @noaa]"),
    (INDEX, "It warms, as @no¦ says.", KEYS, "noaa", "It warms, as @noaa says."),
    (INDEX, "It warms. [@n¦x#sea]", KEYS, "noaa", "It warms. [@noaa#sea]"),
    (INDEX, "It warms. [@noaa#¦]", "sea land", "land", "It warms. [@noaa#land]"),
    (INDEX, "𝄞 It warms. [@noaa#s¦and]", "sea land", "sea", "𝄞 It warms. [@noaa#sea]"),
    (INDEX, "It warms. [@claims/¦]", KEYS, "claims/land-faster", "[@claims/land-faster]"),
    (INDEX, "It warms. [@{¦}]", KEYS, "noaa", "It warms. [@{noaa}]"),
    (INDEX, "It warms. [@nowhere#¦]", "", "", ""),
    (INDEX, "Write `[@¦]` there.", "", "", ""),
    (INDEX, "```\n[@¦]\n```\n", "", "", ""),
    (INDEX, "Mail ann@¦ there.", "", "", ""),
    (INDEX, "---\nlabel: ¦\n---\n", "analysis definition about", "about", "label: about"),
    (INDEX, "---\nti¦\n---\n", "title: description: label: label_reason:", "title: ", "title: "),
    (SOURCE, "ty¦\n", "type: title:", "type: ", "type: "),
    (SOURCE, "type: ¦\n", "article article-journal", "report", "type: report"),
    (SOURCE, "type: 're¦'\n", "article", "report", "type: 'report'"),
    (SOURCE, "passages:\n  - ¦\n", "slug: fact:", "fact: ", "  - fact: "),
    (SOURCE, "passages:\n  - slug: sea\n    ¦\n", "fact: words:", "words: ", "    words: "),
    (SOURCE, "author:\n  - family: Lind\n    g¦", "given:", "given: ", "    given: "),
    (
        CLAIM,
        "---\nverdict: ¦\n---\n",
        "supported partly-supported",
        "disputed",
        "verdict: disputed",
    ),
    (
        CLAIM,
        "---\nevidence:\n  - cite: noaa#¦\n---\n",
        "sea land",
        "land",
        "  - cite: noaa#land",
    ),
    (CLAIM, "---\nevidence:\n  - cite: ¦\n---\n", "ipcc noaa", "noaa", "  - cite: noaa"),
    (CLAIM, "---\nholds: It does. [@n¦]\n---\n", KEYS, "noaa", "holds: It does. [@noaa]"),
    ("docs/timeline.yml", "events:\n  - key: ¦\n", "yes no", "yes", "  - key: yes"),
    (
        "docs/timeline.yml",
        "events:\n  - event: It. [@noaa#¦]\n",
        "sea land",
        "sea",
        "It. [@noaa#sea]",
    ),
    ("docs/vocabulary.yml", "units:\n  - pre¦\n", "unit: prefixes:", "unit: ", "  - unit: "),
    ("docs/article.yml", "sentences:\n  - claim: ¦\n", "land-faster", "land-faster", "land-faster"),
    (
        "mkdocs.yml",
        "site_name: Heat\nmarkdown_extensions:\n  - explainer.markdown:\n      references: ¦\n",
        "page template",
        "template",
        "references: template",
    ),
    (
        "mkdocs.yml",
        "site_name: Heat\nmarkdown_extensions:\n  - explainer.markdown:\n      ¦\n",
        "require: ignore:",
        "in_text: ",
        "      in_text: ",
    ),
    ("mkdocs.yml", "site_name: Heat\n¦\n", "", "", ""),
    ("README.md", "[@¦", KEYS, "noaa", "[@noaa"),
]
"""A file and its text, some of what is offered, one of these, and what is there once it is taken."""


@pytest.mark.parametrize(("path", "text", "offered", "chosen", "then"), ROWS)
def test_completion(  # noqa: PLR0913, PLR0917  (a row)
    path: str, text: str, offered: str, chosen: str, then: str, shared: Workspace
) -> None:
    """What fits is offered, and replaces what is being typed."""
    at = editing.cursor(shared, path, text)
    try:
        found = completions(shared, *at)
        written = shared.text(path) or ""
    finally:
        shared.update(path, None)

    texts = [each.text.strip() for each in found]

    assert set(offered.split()) <= set(texts)
    assert bool(offered) == bool(found)
    for each in found:
        if each.text == chosen:
            start, end = span_of(written, each.place)
            assert then in written[:start] + each.text + written[end:]
            return
    assert not chosen


def test_what_a_field_has_is_not_offered_again(shared: Workspace) -> None:
    """A field that stands in the same item is not offered, one of another item is."""
    text = "passages:\n  - slug: sea\n    fact: It warms.\n  - slug: land\n    ¦\n"
    at = editing.cursor(shared, SOURCE, text)
    try:
        texts = [each.text.strip() for each in completions(shared, *at)]
    finally:
        shared.update(SOURCE, None)

    assert "fact:" in texts
    assert "slug:" not in texts


def test_a_key_is_found_by_its_title_and_says_what_it_is(shared: Workspace) -> None:
    """A completion tells the title, the publisher and the date, and lists the facts."""
    at = editing.cursor(shared, INDEX, "[@¦")
    try:
        found = {each.text: each for each in completions(shared, *at)}
    finally:
        shared.update(INDEX, None)

    assert found["noaa"].detail == "The Sea and the Land, NOAA, 2024-05"
    assert found["noaa"].matches == "noaa The Sea and the Land"
    assert "`#land`: The land has warmed by 1.8 °C since 1901." in found["noaa"].markdown
    assert found["claims/land-faster"].detail == "supported: The land warms faster than the sea."
