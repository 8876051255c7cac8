"""Buttons that show a part of a list; the style sheet hides the rest, so no script is needed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def chooser(name: str, legend: str, options: Iterable[tuple[str, str, int]]) -> str:
    """
    Radio buttons, the first of which is checked, as HTML.

    Each option is its value, its word and how many entries it shows.
    """
    buttons = (
        f'<label><input type="radio" name="{name}" value="{value}"{"" if at else " checked"}>'
        f" {escape(word)} <small>{count}</small></label>"
        for at, (value, word, count) in enumerate(options)
    )
    inner = "".join([f"<legend>{escape(legend)}</legend>", *buttons])
    return f'<fieldset class="explainer-filter">{inner}</fieldset>'
