"""
Buttons that show a part of a list; the style sheet hides the rest, so no script is needed.

The style sheet knows neither what the buttons are about nor how many there are: it has a rule for
each of the first `MOST` options of two lists of buttons, `a` and `b`. An option's value is the
letter of its list and its number, such as `a-3`; the classes of an entry are `explainer-entry` and
those of the options that show it, such as `explainer-a-3`. What holds entries, such as the part of
a year, can be an entry itself, with the classes of all that it holds. All of it stands in an
element of the class `explainer-chosen`.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 12
"""How many options, besides the one for everything, the style sheet has rules for."""

CHOSEN = "explainer-chosen"
"""The class of what holds the buttons and the entries."""


def chooser(
    name: str, legend: str, options: Iterable[tuple[str, str, int]], letter: str = "a"
) -> str:
    """
    Radio buttons, the first of which is checked and shows everything, as HTML.

    Each option is its word, a mark before it in HTML or nothing, and how many entries it shows.
    `name` is the buttons' own on the page.
    """
    buttons = (
        f'<label><input type="radio" name="{escape(name)}" value="{value(letter, at)}"'
        f"{'' if at else ' checked'}>"
        f" {mark}{escape(word)} <small>{count}</small></label>"
        for at, (word, mark, count) in enumerate(options)
    )
    inner = "".join([f"<legend>{escape(legend)}</legend>", *buttons])
    return f'<fieldset class="explainer-filter">{inner}</fieldset>'


def value(letter: str, number: int) -> str:
    """The value of a button by its number; that of the one for everything is 0."""
    return f"{letter}-{number}"


def entry(*numbers: int, letter: str = "a") -> str:
    """The classes of an entry that these options show."""
    shown = (f"explainer-{letter}-{number}" for number in sorted(set(numbers)))
    return " ".join(["explainer-entry", *shown])
