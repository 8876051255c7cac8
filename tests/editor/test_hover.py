"""What is known of what stands at a position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import editing
from explainer.editor.hover import hover

if TYPE_CHECKING:
    from explainer.workspace import Workspace

PASSAGE = """\
**The sea has warmed by 0.9 °C since 1901.**

> the sea warmed by 0.9 °C

*The Sea and the Land*, NOAA

2024-05, research

[https://example.org/noaa](https://example.org/noaa)

`docs/sources/noaa.yml`"""
ROWS = [
    ("docs/sea.md", "It warms. [@noaa#s¦ea]", PASSAGE, "sea"),
    ("docs/sea.md", "It warms. [@no¦aa#sea]", "- `#land`: The land has warmed", "noaa"),
    ("docs/sea.md", "It warms, says @noaa¦ there.", "*The Sea and the Land*, NOAA", "noaa"),
    (
        "docs/sea.md",
        "It warms. [@claims/land¦-faster]",
        "supported, as of 2026-01-02",
        "land-faster",
    ),
    ("docs/sea.md", "It warms. [@ab¦out]", "About this site", "about"),
    ("docs/sea.md", "It ¦warms. [@about]", "", ""),
    ("docs/sea.md", "It warms. [@no¦where]", "", ""),
    ("docs/sources/noaa.yml", "ti¦er: research\n", "**tier** (required)", "tier"),
    ("docs/sources/noaa.yml", "passages:\n  - fa¦ct: It.\n", "For example:", "fact"),
    (
        "docs/claims/land-faster.md",
        "---\nver¦dict: reported\n---\n",
        "`partly-supported`",
        "verdict",
    ),
    ("docs/claims/land-faster.md", "---\ncite: noaa#l¦and\n---\n", "1.8 °C", "land"),
    ("docs/timeline.yml", "events:\n  - date: 2023\n    ke¦y: yes\n", "**key**", "key"),
    (
        "mkdocs.yml",
        "site_name: Heat\nmarkdown_extensions:\n  - explainer.markdown:\n      req¦uire: [a/]\n",
        "**require**",
        "require",
    ),
]
"""A file and its text, some of what is told, and what that is told of."""


@pytest.mark.parametrize(("path", "text", "told", "of"), ROWS)
def test_hover(path: str, text: str, told: str, of: str, shared: Workspace) -> None:
    """A name tells what it names, and a field what belongs in it."""
    at = editing.cursor(shared, path, text)
    try:
        found = hover(shared, *at)
        words = editing.words_at(shared, found.place) if found else ""
    finally:
        shared.update(path, None)

    assert told in (found.markdown if found else "")
    assert words.partition(" ")[2] == of
