"""
Buttons that show a part of a list; the style sheet hides the rest, so no script is needed.

The style sheet knows neither what the buttons are about nor how many there are: it has a rule for
each of the first `MOST` options of two lists of buttons, `a` and `b`. An option's value is the
letter of its list and its number, such as `a-3`; the classes of an entry are `explainer-entry` and
those of the options that show it, such as `explainer-a-3`. What holds entries, such as the part of
a year, can be an entry itself, with the classes of all that it holds. All of it stands in an
element of the class `explainer-chosen`.

A third choice is between the entries of the class `explainer-key`, which are shown first, and all.
Where an address leads to an entry that is not one of them, it is there all the same.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 12
"""How many options, besides the one for everything, the style sheet has rules for."""

CHOSEN = "explainer-chosen"
"""The class of what holds the buttons and the entries."""


KEY = "explainer-key"
"""The class of an entry that is shown first, where the others are behind a choice."""


class Option(NamedTuple):
    """
    A button: its word, a mark before it in HTML or nothing, and how many entries it shows.

    `of_key` is how many it shows while only entries of the class `KEY` are, where that is a choice.
    """

    word: str
    mark: str
    shown: int
    of_key: int | None = None


def chooser(
    name: str, legend: str, options: Iterable[Option | tuple[str, str, int]], letter: str = "a"
) -> str:
    """
    Radio buttons, the first of which is checked and shows everything, as HTML.

    `name` is the buttons' own on the page.
    """
    buttons = ((value(letter, at), Option(*option)) for at, option in enumerate(options))
    return _fieldset(name, legend, buttons)


def key_chooser(name: str, legend: str, key: Option, everything: Option) -> str:
    """Radio buttons for key entries, which is checked, and for all, as HTML."""
    return _fieldset(name, legend, [("key", key), (value("key", 0), everything)])


def _fieldset(name: str, legend: str, buttons: Iterable[tuple[str, Option]]) -> str:
    labels = (
        f'<label><input type="radio" name="{escape(name)}" value="{chosen}"'
        f"{'' if at else ' checked'}> {option.mark}{escape(option.word)} {_counts(option)}</label>"
        for at, (chosen, option) in enumerate(buttons)
    )
    inner = "".join([f"<legend>{escape(legend)}</legend>", *labels])
    return f'<fieldset class="explainer-filter">{inner}</fieldset>'


def _counts(option: Option) -> str:
    if option.of_key is None:
        return f"<small>{option.shown}</small>"
    return (
        f'<small class="explainer-of-key">{option.of_key}</small>'
        f'<small class="explainer-of-all">{option.shown}</small>'
    )


def value(letter: str, number: int) -> str:
    """The value of a button by its number; that of the one for everything is 0."""
    return f"{letter}-{number}"


def entry(*numbers: int, letter: str = "a") -> str:
    """The classes of an entry that these options show."""
    shown = (f"explainer-{letter}-{number}" for number in sorted(set(numbers)))
    return " ".join(["explainer-entry", *shown])
