"""
A bar chart of values and ranges as SVG: each bar with its name and its value as text.

A bar starts at zero and ends in a symbol. Where there are several values, the symbol is stretched
from the minimum to the maximum, so that a list of ranges (such as estimates) uses the same chart.
The module knows nothing about what is measured: callers set the group (one colour and one symbol
for each), `hollow` and `dotted` on each `Bar`, and explain them in a legend of `legend_symbol`s.
Another kind of chart is another function beside `draw_chart`. It can use `symbol`, `wrap` and
`text_width`, and should follow the rules for all charts:

- It is as wide as the screen of a phone and scales with its container.
- Its text is `currentColor`, its colours come from the classes `explainer-colour-blue` and so on.
  Without a style sheet, and in black and white, groups differ by their symbols.
- It has a title and a description, and a table with the same values is next to it.
- Its element ids start with a prefix that is unique on the page.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.data import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 328
"""The width of a chart in pixels: a screen of 360 pixels without the margins of a page."""

TEXT = 13
"""The font size in pixels."""

_BASELINE = TEXT * 0.35
_LINE = 25
_NAME_LINE = 17
_GAP = 7
_RADIUS = 5
_MIN_BAR = 24
_MIN_ROOM = 90
_MAX_LINES = 3
_SYMBOL_PATHS = (
    "M{l},{y} a5,5 0 0 1 5,-5 H{h} a5,5 0 0 1 0,10 H{a} a5,5 0 0 1 -5,-5 Z",
    "M{l},{t} H{r} V{b} H{l} Z",
    "M{l},{y} L{a},{t} H{h} L{r},{y} L{h},{b} H{a} Z",
    "M{l},{b} L{a},{t} H{h} L{r},{b} Z",
    "M{l},{t} L{a},{b} H{h} L{r},{t} Z",
    "M{l},{t} H{r} L{h},{y} L{r},{b} H{l} L{a},{y} Z",
)
_EM = {"lower": 0.57, "upper": 0.73, "digit": 0.64, "other": 0.45}
_WIDE_EM = 1.0
_WIDE = frozenset("mwMW%@—−+=<>")
_BOLD = 1.1


class Bar(NamedTuple):
    """
    One bar of a chart.

    `low` and `high` are the minimum and the maximum of the values. `group` counts from 0; each
    group has a symbol and a colour, and the first 24 combinations are distinct. `hollow` says for
    the low and the high end whether its symbol is drawn as an outline, `dotted` whether the bar is
    a dotted line.
    """

    name: str
    label: str
    low: float
    high: float
    group: int = 0
    hollow: tuple[bool, bool] = (False, False)
    dotted: bool = False


class Layout(NamedTuple):
    """The x position at which bars start, and whether names are above the bars for lack of room."""

    start: float
    above: bool = False


def text_width(text: str) -> float:
    """The estimated maximum width of a text in pixels, in any font."""
    return TEXT * sum(map(_char_width, text))


def _char_width(char: str) -> float:
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return _WIDE_EM
    if unicodedata.category(char) == "Sc":
        return _EM["digit"]
    kinds = {str.islower: "lower", str.isupper: "upper", str.isdigit: "digit"}
    return next((_EM[kind] for test, kind in kinds.items() if test(char)), _EM["other"])


def compute_layout(names: Iterable[str], labels: Iterable[str]) -> Layout:
    """The layout that all charts of a page share, so that their bars are aligned."""
    start = max(map(text_width, names), default=0) + _GAP
    label = _BOLD * max(map(text_width, labels), default=0)
    above = start + _MIN_ROOM + label > WIDTH
    return Layout(2.0 * _RADIUS if above else start, above)


def wrap(text: str, width: float = WIDTH) -> list[str]:
    """The lines of a text, each at most `width` pixels, three at most; the rest is cut off."""
    lines = [""]
    for word in text.split():
        whole = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(whole) <= width:
            lines[-1] = whole
        else:
            lines += _split_word(word, width)
        if len(lines) > _MAX_LINES + 1:
            break
    lines = [line for line in lines if line]
    if len(lines) > _MAX_LINES:
        return [*lines[: _MAX_LINES - 1], f"{lines[_MAX_LINES - 1][:-1]}…"]
    return lines


def _split_word(word: str, width: float) -> Iterator[str]:
    """The parts of a word that may be wider than a line."""
    piece, room = "", width
    for char in word:
        wide = text_width(char)
        if piece and wide > room:
            yield piece
            piece, room = "", width
        piece, room = piece + char, room - wide
    yield piece


def compute_scale(bars: Sequence[Bar], layout: Layout, width: float = WIDTH) -> float:
    """Pixels for a value of one, so that every bar with its label ends within `width`."""
    least = _minimum(bars)
    taken = layout.start + (_RADIUS if least < 0 else 0) + _RADIUS + _GAP
    room = (
        max(width - taken - _BOLD * text_width(bar.label), _MIN_BAR) / reach
        for bar in bars
        if (reach := max(bar.high, 0.0) - least) > 0
    )
    return min(room, default=1.0)


def draw_chart(
    bars: Sequence[Bar], layout: Layout, name: str, title: str, description: str
) -> ET.Element:
    """
    The SVG element of a chart, with the bars in their order.

    `name` is the prefix of its element ids; `title` and `description` are for screen readers.
    """
    image = ET.Element(
        "svg",
        {
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "font-size": str(TEXT),
        },
    )
    ET.SubElement(image, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(image, "desc", {"id": f"{name}-description"}).text = description
    unit_length, least = compute_scale(bars, layout), _minimum(bars)
    zero = layout.start - least * unit_length + (_RADIUS if least < 0 else 0)
    axis = ET.SubElement(image, "path", {"class": "explainer-axis", "stroke": "currentColor"})
    top, segments = 0.0, []
    for bar in bars:
        begin = _draw_name(image, wrap(bar.name), top) if layout.above else top
        if not layout.above:
            _draw_text(image, bar.name, 0, begin + _LINE / 2 + _BASELINE)
        _draw_bar(image, bar, begin + _LINE / 2, zero, unit_length)
        top = begin + _LINE
        segments.append(f"M{_number(zero)},{_number(begin)} V{_number(top)}")
    # The axis has a gap at each name.
    axis.set("d", " ".join(segments))
    image.set("viewBox", f"0 0 {WIDTH} {_number(top)}")
    return image


def legend_symbol(
    group: int | None = None, *, hollow: bool = False, dotted: bool = False, wide: int = 0
) -> str:
    """The SVG of a sample symbol for a legend; without a group it has no colour class."""
    image = ET.Element(
        "svg", {"viewBox": "0 0 34 14", "width": "34", "height": "14", "aria-hidden": "true"}
    )
    bar = Bar("", "", 26 - wide, 26, group or 0, (hollow, hollow), dotted=dotted)
    _draw_symbol(image, bar, 1, 1, 7)
    if group is None:
        del image[0].attrib["class"]
    return ET.tostring(image, encoding="unicode")


def symbol(group: int, colour: str, *, hollow: bool = False) -> str:
    """The SVG of a group's symbol alone, in the given colour, with text next to it."""
    image = ET.Element(
        "svg",
        {
            "viewBox": "0 0 12 12",
            "width": "12",
            "height": "12",
            "class": f"explainer-mark explainer-colour-{colour}",
            "aria-hidden": "true",
        },
    )
    stroke = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"}
    stroke = stroke if hollow else {"fill": "currentColor"}
    ET.SubElement(image, "path", {"d": symbol_path(group, 6, 6), **stroke})
    return ET.tostring(image, encoding="unicode")


def symbol_path(group: int, x: float, y: float) -> str:
    """The outline of a group's symbol centred on a point, as the `d` attribute of a path."""
    return _symbol_path(group, x, x, y)


def group_colour(group: int) -> str:
    """The name of a group's colour."""
    return COLOURS[group % len(COLOURS)]


def _minimum(bars: Iterable[Bar]) -> float:
    return min((bar.low for bar in bars if bar.low < 0), default=0.0)


def _draw_name(image: ET.Element, lines: Sequence[str], top: float) -> float:
    """Draw a name above its bar; return the y position at which the bar's line starts."""
    for number, text in enumerate(lines, 1):
        _draw_text(image, text, 0, top + _NAME_LINE * number - 3)
    return top + _NAME_LINE * len(lines)


def _draw_bar(image: ET.Element, bar: Bar, y: float, zero: float, unit_length: float) -> None:
    """Draw one bar with its label."""
    end = _draw_symbol(image, bar, zero, unit_length, y)
    _draw_text(image, bar.label, end + _GAP, y + _BASELINE).set("class", "explainer-value")


def _draw_text(image: ET.Element, text: str, x: float, y: float) -> ET.Element:
    element = ET.SubElement(
        image, "text", {"x": _number(x), "y": _number(y), "fill": "currentColor"}
    )
    element.text = text
    return element


def _draw_symbol(image: ET.Element, bar: Bar, zero: float, unit_length: float, y: float) -> float:
    """Draw a bar that ends in its group's symbol, stretched over a range; return its right end."""
    group = ET.SubElement(image, "g", {"class": f"explainer-colour-{group_colour(bar.group)}"})
    low, high = zero + bar.low * unit_length, zero + bar.high * unit_length
    near = max(low - _RADIUS, zero) if bar.high > 0 else min(high + _RADIUS, zero)
    stem = {"d": f"M{_number(zero)},{_number(y)} H{_number(near)}"}
    if bar.dotted:
        stem["stroke-dasharray"] = "2 3"
    stroke = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"}
    ET.SubElement(group, "path", {**stem, **stroke, "stroke-width": "3"})
    if bar.low < bar.high:
        over = {"d": _symbol_path(bar.group, low, high, y), "fill-opacity": "0.25"}
        ET.SubElement(group, "path", {**stroke, **over, "fill": "currentColor"})
    for at, hollow in zip((low, high), bar.hollow, strict=True):
        if not hollow or bar.low == bar.high:
            end = {"d": symbol_path(bar.group, at, y)}
            filled = {} if hollow else {"fill": "currentColor"}
            ET.SubElement(group, "path", {**stroke, **end, **filled})
        if bar.low == bar.high:
            break
    return max(high, zero) + _RADIUS


def _symbol_path(group: int, low: float, high: float, y: float) -> str:
    places = {
        "l": low - _RADIUS,
        "a": low,
        "h": high,
        "r": high + _RADIUS,
        "t": y - _RADIUS,
        "y": y,
        "b": y + _RADIUS,
    }
    form = _SYMBOL_PATHS[group % len(_SYMBOL_PATHS)]
    return form.format_map({name: _number(place) for name, place in places.items()})


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
