"""
Bars to an SVG image: one line a bar, with its name, its length, and its value in words.

An image is as wide as a phone's screen and scales with what is around it. It takes its ink from
`currentColor` and its makers' colours from the classes `explainer-maker-1` and so on; without any
style sheet, and in black and white, a maker is told by the shape at the end of its bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 328
"""The width of an image: a screen of 360 pixels without the margins of a page."""

TEXT = 13
"""The size of its text."""

_LINE = 25
_GAP = 7
_RADIUS = 5
_LEAST = 24
_SHAPES = (
    "M{l},{y} a5,5 0 0 1 5,-5 H{h} a5,5 0 0 1 0,10 H{a} a5,5 0 0 1 -5,-5 Z",
    "M{l},{t} H{r} V{b} H{l} Z",
    "M{l},{y} L{a},{t} H{h} L{r},{y} L{h},{b} H{a} Z",
    "M{l},{b} L{a},{t} H{h} L{r},{b} Z",
)
_EM = {"lower": 0.57, "upper": 0.73, "digit": 0.64, "other": 0.45}
_BOLD = 1.1


class Bar(NamedTuple):
    """
    One line of a chart.

    `low` and `high` are the least and the greatest value that sources give. `maker` counts from
    0. `announced` says of each end whether it is only a plan.
    """

    name: str
    label: str
    low: float
    high: float
    maker: int = 0
    announced: tuple[bool, bool] = (False, False)
    derived: bool = False


def text_width(text: str) -> float:
    """About how wide a text is at most, whatever the font."""
    kinds = {str.islower: "lower", str.isupper: "upper", str.isdigit: "digit"}
    widths = (
        next((_EM[kind] for test, kind in kinds.items() if test(char)), _EM["other"])
        for char in text
    )
    return TEXT * sum(widths)


def column(names: Iterable[str]) -> float:
    """How wide the column of names is; the charts of one page share it, to stand in line."""
    return max(map(text_width, names), default=0) + _GAP


def scale(bars: Iterable[Bar], start: float, width: float) -> float:
    """The length of one, so that every bar and the label behind it end within `width`."""
    room = (
        max(width - start - _RADIUS - _GAP - _BOLD * text_width(bar.label), _LEAST) / bar.high
        for bar in bars
        if bar.high > 0
    )
    return min(room, default=1.0)


def draw(bars: Sequence[Bar], start: float, name: str, title: str, description: str) -> ET.Element:
    """
    The image of some bars, in their order; they start behind the column of their names.

    `name` begins the ids in it; `title` and `description` are what it says to those who do not
    see it.
    """
    height = _LINE * len(bars)
    image = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {height}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "font-size": str(TEXT),
        },
    )
    ET.SubElement(image, "title", {"id": f"{name}-title"}).text = title
    ET.SubElement(image, "desc", {"id": f"{name}-description"}).text = description
    one = scale(bars, start, WIDTH)
    foot = {"d": f"M{_of(start)},0 V{height}", "class": "explainer-axis", "stroke": "currentColor"}
    ET.SubElement(image, "path", foot)
    for index, bar in enumerate(bars):
        _line(image, bar, start, one, _LINE * (index + 0.5))
    return image


def key(
    maker: int | None = None, *, announced: bool = False, derived: bool = False, wide: int = 0
) -> str:
    """A small image of a mark, of a maker or of none, for a legend with words beside it."""
    image = ET.Element(
        "svg", {"viewBox": "0 0 34 14", "width": "34", "height": "14", "aria-hidden": "true"}
    )
    ends = (announced, announced)
    bar = Bar("", "", 26 - wide, 26, maker or 0, ends, derived=derived)
    _mark(image, bar, 1, 1, 7)
    if maker is None:
        image[0].set("class", "explainer-maker-0")
    return ET.tostring(image, encoding="unicode")


def _line(image: ET.Element, bar: Bar, start: float, one: float, y: float) -> None:
    baseline = {"y": _of(y + TEXT * 0.35), "fill": "currentColor"}
    ET.SubElement(image, "text", {"x": "0", **baseline}).text = bar.name
    end = _mark(image, bar, start, one, y)
    label = {"x": _of(end + _GAP), **baseline, "class": "explainer-value"}
    ET.SubElement(image, "text", label).text = bar.label


def _mark(image: ET.Element, bar: Bar, start: float, one: float, y: float) -> float:
    """A bar with its maker's shape at its end, stretched over a range; gives where it ends."""
    group = ET.SubElement(image, "g", {"class": f"explainer-maker-{bar.maker + 1}"})
    low, high = start + bar.low * one, start + bar.high * one
    stem = {"d": f"M{_of(start)},{_of(y)} H{_of(max(low - _RADIUS, start))}"}
    if bar.derived:
        stem["stroke-dasharray"] = "2 3"
    paint = {"fill": "none", "stroke": "currentColor", "stroke-width": "2"}
    ET.SubElement(group, "path", {**stem, **paint, "stroke-width": "3"})
    if bar.low < bar.high:
        shape = {"d": _shape(bar.maker, low, high, y), "fill-opacity": "0.25"}
        ET.SubElement(group, "path", {**paint, **shape, "fill": "currentColor"})
    for at, announced in zip((low, high), bar.announced, strict=True):
        if not announced or bar.low == bar.high:
            shape = {"d": _shape(bar.maker, at, at, y)}
            filled = {} if announced else {"fill": "currentColor"}
            ET.SubElement(group, "path", {**paint, **shape, **filled})
        if bar.low == bar.high:
            break
    return high + _RADIUS


def _shape(maker: int, low: float, high: float, y: float) -> str:
    places = {
        "l": low - _RADIUS,
        "a": low,
        "h": high,
        "r": high + _RADIUS,
        "t": y - _RADIUS,
        "y": y,
        "b": y + _RADIUS,
    }
    form = _SHAPES[maker % len(_SHAPES)]
    return form.format_map({name: _of(place) for name, place in places.items()})


def _of(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
