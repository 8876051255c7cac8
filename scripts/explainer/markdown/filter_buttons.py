"""
Filter buttons for a list; the style sheet hides entries, so that no script is needed.

The style sheet does not depend on what the buttons filter by: it has a rule for each of the first
`MAX_OPTIONS` options of two groups of buttons, `a` and `b`. The value of an option is the letter of
its group and its number, such as `a-3`. The classes of an entry are `explainer-entry` and those of
the options that show it, such as `explainer-a-3`. An element that contains entries, such as the
section of a year, can be an entry itself, with the classes of all that it contains. All of it is
in an element of the class `explainer-chosen`.

A third group of buttons switches between entries of the class `explainer-key`, the default, and
all entries. An entry that is the target of the URL's fragment is shown in any case.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_OPTIONS = 12
"""The number of options, besides the one for all entries, that the style sheet supports."""

FILTERED_CLASS = "explainer-chosen"
"""The class of the element that contains the buttons and the entries."""


KEY_CLASS = "explainer-key"
"""The class of an entry that is shown by default, where the others are hidden."""


class FilterOption(NamedTuple):
    """
    A button: its text, its symbol as HTML or an empty string, and how many entries it shows.

    `key_count` is how many of these are of the class `KEY_CLASS`, where there are such entries.
    """

    word: str
    symbol: str
    total: int
    key_count: int | None = None


def filter_group(
    name: str,
    legend: str,
    options: Iterable[FilterOption | tuple[str, str, int]],
    letter: str = "a",
) -> str:
    """
    A group of radio buttons as HTML; the first is checked and shows all entries.

    `name` is the form name of the buttons, unique on the page.
    """
    buttons = (
        (option_value(letter, at), FilterOption(*option)) for at, option in enumerate(options)
    )
    return _fieldset(name, legend, buttons)


def key_filter_group(name: str, legend: str, key: FilterOption, everything: FilterOption) -> str:
    """Radio buttons for key entries, which is checked, and for all entries, as HTML."""
    return _fieldset(name, legend, [("key", key), (option_value("key", 0), everything)])


def _fieldset(name: str, legend: str, buttons: Iterable[tuple[str, FilterOption]]) -> str:
    labels = (
        f'<label><input type="radio" name="{escape(name)}" value="{chosen}"'
        f"{'' if at else ' checked'}> {option.symbol}{escape(option.word)}"
        f" {_count_html(option)}</label>"
        for at, (chosen, option) in enumerate(buttons)
    )
    inner = "".join([f"<legend>{escape(legend)}</legend>", *labels])
    return f'<fieldset class="explainer-filter">{inner}</fieldset>'


def _count_html(option: FilterOption) -> str:
    if option.key_count is None:
        return f"<small>{option.total}</small>"
    return (
        f'<small class="explainer-of-key">{option.key_count}</small>'
        f'<small class="explainer-of-all">{option.total}</small>'
    )


def option_value(letter: str, number: int) -> str:
    """The value of an option; number 0 is the option for all entries."""
    return f"{letter}-{number}"


def entry_classes(*numbers: int, letter: str = "a") -> str:
    """The classes of an entry that the options of these numbers show."""
    shown = (f"explainer-{letter}-{number}" for number in sorted(set(numbers)))
    return " ".join(["explainer-entry", *shown])
