"""
Values and ranges to an SVG image: a bar each, with its name, its length, and its value in words.

A bar begins at zero and ends in a mark; where several values are given, the mark is stretched from
the least to the greatest, so that a list of ranges, such as estimates by what each counts, is the
same image. Nothing here knows what is measured: callers say in `Bar` what belongs together (one
colour and one shape a group), what is hollow and what is dotted, and explain it in a legend of
`key`s. Another kind of image is another function beside `draw`; it can use `mark`, `wrap` and
`text_width`, and should keep to what holds for all of them:

- It is as wide as a phone's screen and scales with what is around it.
- It takes its ink from `currentColor` and its colours from the classes `explainer-colour-blue` and
  so on; without any style sheet, and in black and white, groups are told apart by their shapes.
- It has a title and a description, and a table with the same values stands beside it.
- Its ids begin with a name that no other image on the page has.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.data import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WIDTH = 328
"""The width of an image: a screen of 360 pixels without the margins of a page."""

TEXT = 13
"""The size of its text."""

_BASELINE = TEXT * 0.35
_LINE = 25
_NAME_LINE = 17
_GAP = 7
_RADIUS = 5
_LEAST = 24
_ENOUGH = 90
_MOST_LINES = 3
_SHAPES = (
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
    One line of a chart.

    `low` and `high` are the least and the greatest value that sources give. `group` counts from
    0; each has a shape and a colour, and no two of the first 24 have both alike. `hollow` says of
    each end whether it is drawn hollow, `dotted` whether the bar is.
    """

    name: str
    label: str
    low: float
    high: float
    group: int = 0
    hollow: tuple[bool, bool] = (False, False)
    dotted: bool = False


class Layout(NamedTuple):
    """Where bars begin, and whether names stand above them, for there is no room beside."""

    start: float
    above: bool = False


def text_width(text: str) -> float:
    """About how wide a text is at most, whatever the font."""
    return TEXT * sum(map(_em, text))


def _em(char: str) -> float:
    if char in _WIDE or unicodedata.east_asian_width(char) in "WF":
        return _WIDE_EM
    if unicodedata.category(char) == "Sc":
        return _EM["digit"]
    kinds = {str.islower: "lower", str.isupper: "upper", str.isdigit: "digit"}
    return next((_EM[kind] for test, kind in kinds.items() if test(char)), _EM["other"])


def layout(names: Iterable[str], labels: Iterable[str]) -> Layout:
    """How the charts of one page are laid out, which share it, so that they stand in line."""
    start = max(map(text_width, names), default=0) + _GAP
    label = _BOLD * max(map(text_width, labels), default=0)
    above = start + _ENOUGH + label > WIDTH
    return Layout(2.0 * _RADIUS if above else start, above)


def wrap(text: str, width: float = WIDTH) -> list[str]:
    """A text in lines that are no wider, three at most; what does not fit is left out."""
    lines = [""]
    for word in text.split():
        whole = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(whole) <= width:
            lines[-1] = whole
        else:
            lines += _pieces(word, width)
        if len(lines) > _MOST_LINES + 1:
            break
    lines = [line for line in lines if line]
    if len(lines) > _MOST_LINES:
        return [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return lines


def _pieces(word: str, width: float) -> Iterator[str]:
    """A word in as many pieces as it takes, since it may be longer than a line."""
    piece, room = "", width
    for char in word:
        wide = text_width(char)
        if piece and wide > room:
            yield piece
            piece, room = "", width
        piece, room = piece + char, room - wide
    yield piece


def scale(bars: Sequence[Bar], layout: Layout, width: float = WIDTH) -> float:
    """The length of one, so that every bar and the label behind it end within `width`."""
    least = _least(bars)
    taken = layout.start + (_RADIUS if least < 0 else 0) + _RADIUS + _GAP
    room = (
        max(width - taken - _BOLD * text_width(bar.label), _LEAST) / reach
        for bar in bars
        if (reach := max(bar.high, 0.0) - least) > 0
    )
    return min(room, default=1.0)


def draw(
    bars: Sequence[Bar], layout: Layout, name: str, title: str, description: str
) -> ET.Element:
    """
    The image of some bars, in their order.

    `name` begins the ids in it; `title` and `description` are what it says to those who do not
    see it.
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
    one, least = scale(bars, layout), _least(bars)
    zero = layout.start - least * one + (_RADIUS if least < 0 else 0)
    axis = ET.SubElement(image, "path", {"class": "explainer-axis", "stroke": "currentColor"})
    top, segments = 0.0, []
    for bar in bars:
        begin = _names(image, wrap(bar.name), top) if layout.above else top
        if not layout.above:
            _text(image, bar.name, 0, begin + _LINE / 2 + _BASELINE)
        _bar(image, bar, begin + _LINE / 2, zero, one)
        top = begin + _LINE
        segments.append(f"M{_of(zero)},{_of(begin)} V{_of(top)}")
    # It does not go through names.
    axis.set("d", " ".join(segments))
    image.set("viewBox", f"0 0 {WIDTH} {_of(top)}")
    return image


def key(
    group: int | None = None, *, hollow: bool = False, dotted: bool = False, wide: int = 0
) -> str:
    """A small image of a mark, of a group or of none, for a legend with words beside it."""
    image = ET.Element(
        "svg", {"viewBox": "0 0 34 14", "width": "34", "height": "14", "aria-hidden": "true"}
    )
    bar = Bar("", "", 26 - wide, 26, group or 0, (hollow, hollow), dotted=dotted)
    _mark(image, bar, 1, 1, 7)
    if group is None:
        del image[0].attrib["class"]
    return ET.tostring(image, encoding="unicode")


def mark(group: int, colour: str, *, hollow: bool = False) -> str:
    """A small image of a group's shape alone in some colour, with words beside it."""
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
    paint = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"}
    paint = paint if hollow else {"fill": "currentColor"}
    ET.SubElement(image, "path", {"d": shape(group, 6, 6), **paint})
    return ET.tostring(image, encoding="unicode")


def shape(group: int, x: float, y: float) -> str:
    """The outline of a group's shape around a point, for the `d` of a path."""
    return _shape(group, x, x, y)


def colour(group: int) -> str:
    """The colour of a group."""
    return COLOURS[group % len(COLOURS)]


def _least(bars: Iterable[Bar]) -> float:
    return min((bar.low for bar in bars if bar.low < 0), default=0.0)


def _names(image: ET.Element, lines: Sequence[str], top: float) -> float:
    """A name in lines of its own; gives where the line of its bar begins."""
    for number, text in enumerate(lines, 1):
        _text(image, text, 0, top + _NAME_LINE * number - 3)
    return top + _NAME_LINE * len(lines)


def _bar(image: ET.Element, bar: Bar, y: float, zero: float, one: float) -> None:
    """One bar with its label."""
    end = _mark(image, bar, zero, one, y)
    _text(image, bar.label, end + _GAP, y + _BASELINE).set("class", "explainer-value")


def _text(image: ET.Element, said: str, x: float, y: float) -> ET.Element:
    element = ET.SubElement(image, "text", {"x": _of(x), "y": _of(y), "fill": "currentColor"})
    element.text = said
    return element


def _mark(image: ET.Element, bar: Bar, zero: float, one: float, y: float) -> float:
    """A bar with its group's shape at its end, stretched over a range; gives where it ends."""
    group = ET.SubElement(image, "g", {"class": f"explainer-colour-{colour(bar.group)}"})
    low, high = zero + bar.low * one, zero + bar.high * one
    near = max(low - _RADIUS, zero) if bar.high > 0 else min(high + _RADIUS, zero)
    stem = {"d": f"M{_of(zero)},{_of(y)} H{_of(near)}"}
    if bar.dotted:
        stem["stroke-dasharray"] = "2 3"
    paint = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"}
    ET.SubElement(group, "path", {**stem, **paint, "stroke-width": "3"})
    if bar.low < bar.high:
        over = {"d": _shape(bar.group, low, high, y), "fill-opacity": "0.25"}
        ET.SubElement(group, "path", {**paint, **over, "fill": "currentColor"})
    for at, hollow in zip((low, high), bar.hollow, strict=True):
        if not hollow or bar.low == bar.high:
            end = {"d": shape(bar.group, at, y)}
            filled = {} if hollow else {"fill": "currentColor"}
            ET.SubElement(group, "path", {**paint, **end, **filled})
        if bar.low == bar.high:
            break
    return max(high, zero) + _RADIUS


def _shape(group: int, low: float, high: float, y: float) -> str:
    places = {
        "l": low - _RADIUS,
        "a": low,
        "h": high,
        "r": high + _RADIUS,
        "t": y - _RADIUS,
        "y": y,
        "b": y + _RADIUS,
    }
    form = _SHAPES[group % len(_SHAPES)]
    return form.format_map({name: _of(place) for name, place in places.items()})


def _of(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
