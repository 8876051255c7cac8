"""
Dated marks in lanes to an SVG image: what happened when, and what it was about.

Time has one scale, so that what is close together was, too. Marks that would lie on each other
stand beside each other in their lane. What matters less is a small stroke on the line of its lane.
There are two images of the same: `across`, with the years from left to right and the lanes' names
beside them, and `down`, for a phone, with the years from top to bottom; there a legend with words
has to stand beside it. What holds for all images is in `bar_chart`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.markdown import bar_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Place = Callable[[float], tuple[float, float, str, float]]
    """From how far along a year begins to its number's x and y, its line, and where that begins."""

WIDE = 680
"""The width of the image with the years across."""

_APART = 12.5
_NAMES = 132.0
_LEAST_LANE = 30.0
_FOOT = 24.0
_YEARS = 44.0
_HEAD = 22.0
_TALLEST = 620.0
_PER_YEAR = 72.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = 12
_DAYS = 31


class Lane(NamedTuple):
    """A lane: its name, and the number of its shape and the colour of its marks."""

    name: str
    group: int
    colour: str


class Dot(NamedTuple):
    """
    What is marked: when, as a year with decimals, and in which lane.

    `major` says whether it is a mark or a stroke; a mark leads to `address` and has a `title`.
    """

    at: float
    lane: int
    major: bool = True
    address: str = ""
    title: str = ""


class Text(NamedTuple):
    """What an image says to those who do not see it, and the name with which its ids begin."""

    name: str
    title: str
    description: str


class _Axis(NamedTuple):
    """The first year, how many there are, and how long one is."""

    first: int
    years: int
    one: float


def year_of(date: str) -> float:
    """
    A date as a year with decimals.

    One without a day is in the middle of its month, one without a month in that of its year.
    """
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + ((day - 0.5) / _DAYS if day else 0.5)) / _MONTHS


def across(lanes: Sequence[Lane], dots: Sequence[Dot], text: Text) -> ET.Element:
    """The image with the years from left to right, a lane below the other."""
    image = _image(text, "explainer-across")
    first, years = _span(dots)
    named = any(lane.name for lane in lanes)
    start = _NAMES if named else 4.0
    one = (WIDE - start - 4) / years
    placed = [_apart(_of_lane(dots, at), one) for at in range(len(lanes))]
    lines = [bar_chart.wrap(lane.name, _NAMES - 30) if lane.name else [] for lane in lanes]
    heights = [
        max(_LEAST_LANE, 17.0 * len(line) + 8, _APART * (2 * _side(_rows(found)) + 1) + 10)
        for line, found in zip(lines, placed, strict=True)
    ]
    bottom = sum(heights)
    _years(
        image,
        _Axis(first, years, one),
        40,
        lambda x: (start + x, bottom + 17, f"V{_n(bottom)}", 0.0),
    )
    top = 0.0
    for lane, line, height, found in zip(lanes, lines, heights, placed, strict=True):
        middle = top + height / 2
        group = _lane(image, lane)
        _line(group, f"M{_n(start)},{_n(middle)} H{_n(WIDE - 4)}")
        if line:
            ET.SubElement(group, "path", _filled(bar_chart.shape(lane.group, 6, middle)))
            _words(image, line, 20, middle)
        for dot in _minor(dots, lanes.index(lane)):
            x = start + (dot.at - first) * one
            _stroke(group, f"M{_n(x)},{_n(middle - 4)} v8")
        for dot, row in found:
            x = start + (dot.at - first) * one
            _dot(group, lane, dot, x, middle + _offset(row) * _APART)
        top += height
    image.set("viewBox", f"0 0 {WIDE} {_n(bottom + _FOOT)}")
    return image


def down(lanes: Sequence[Lane], dots: Sequence[Dot], text: Text) -> ET.Element:
    """The image with the years from top to bottom, a lane beside the other; lanes have no names."""
    image = _image(text, "explainer-down")
    first, years = _span(dots)
    one = min(_PER_YEAR, _TALLEST / years)
    wide = (bar_chart.WIDTH - _YEARS) / len(lanes)
    bottom = _HEAD + years * one
    right = f"H{bar_chart.WIDTH}"
    _years(image, _Axis(first, years, one), 22, lambda y: (0.0, _HEAD + y + 15, right, _HEAD + y))
    for at, lane in enumerate(lanes):
        middle = _YEARS + wide * (at + 0.5)
        group = _lane(image, lane)
        _line(group, f"M{_n(middle)},{_n(_HEAD)} V{_n(bottom)}")
        ET.SubElement(group, "path", _filled(bar_chart.shape(lane.group, middle, 7)))
        for dot in _minor(dots, at):
            y = _HEAD + (dot.at - first) * one
            _stroke(group, f"M{_n(middle - 4)},{_n(y)} h8")
        found = _apart(_of_lane(dots, at), one)
        step = min(_APART, (wide - 12) / max(2 * _side(_rows(found)), 1))
        for dot, row in found:
            x = middle + _offset(row) * step
            _dot(group, lane, dot._replace(address=""), x, _HEAD + (dot.at - first) * one)
    image.set("viewBox", f"0 0 {bar_chart.WIDTH} {_n(bottom + 8)}")
    return image


def _image(text: Text, kind: str) -> ET.Element:
    ids = f"{text.name}-title {text.name}-description"
    attributes = {"role": "img", "aria-labelledby": ids, "font-size": str(bar_chart.TEXT)}
    image = ET.Element("svg", {**attributes, "class": kind})
    ET.SubElement(image, "title", {"id": f"{text.name}-title"}).text = text.title
    ET.SubElement(image, "desc", {"id": f"{text.name}-description"}).text = text.description
    return image


def _span(dots: Sequence[Dot]) -> tuple[int, int]:
    """The first year, and how many there are."""
    first = math.floor(min(dot.at for dot in dots))
    return first, math.floor(max(dot.at for dot in dots)) + 1 - first


def _of_lane(dots: Iterable[Dot], lane: int) -> list[Dot]:
    return sorted((it for it in dots if it.lane == lane and it.major), key=lambda it: it.at)


def _minor(dots: Iterable[Dot], lane: int) -> list[Dot]:
    return [it for it in dots if it.lane == lane and not it.major]


def _apart(dots: Iterable[Dot], one: float) -> list[tuple[Dot, int]]:
    """Each mark with the number of the first row in which it lies on none before it."""
    ends: list[float] = []
    placed = []
    for dot in dots:
        at = dot.at * one
        row = next((row for row, end in enumerate(ends) if at - end >= _APART), len(ends))
        ends[row : row + 1] = [at]
        placed.append((dot, row))
    return placed


def _rows(placed: Iterable[tuple[Dot, int]]) -> int:
    return max((row + 1 for _, row in placed), default=0)


def _offset(row: int) -> int:
    """How many steps a row is from the line of its lane: on it, before it, behind it, and so on."""
    return (row + 1) // 2 * (-1 if row % 2 else 1)


def _side(rows: int) -> int:
    """How many rows there are at most on either side of the line."""
    return rows // 2


def _years(image: ET.Element, axis: _Axis, room: float, place: _Place) -> None:
    """The years' numbers, as many as have room, each with a faint line where it begins."""
    first, years, one = axis
    step = next((step for step in _STEPS if step * one >= room), _STEPS[-1])
    lines = []
    for year in range(first, first + years + 1):
        if (year - first) % step:
            continue
        x, y, stroke, begin = place((year - first) * one)
        lines.append(f"M{_n(x)},{_n(begin)} {stroke}")
        if year < first + years:
            label = ET.SubElement(image, "text", {"x": _n(x), "y": _n(y), "fill": "currentColor"})
            label.text = str(year)
    _line(image, " ".join(lines))


def _lane(image: ET.Element, lane: Lane) -> ET.Element:
    return ET.SubElement(image, "g", {"class": f"explainer-colour-{lane.colour}"})


def _line(parent: ET.Element, path: str) -> None:
    paint = {"stroke": "currentColor", "fill": "none"}
    ET.SubElement(parent, "path", {"class": "explainer-axis", "d": path, **paint})


def _stroke(parent: ET.Element, path: str) -> None:
    attributes = {"stroke": "currentColor", "stroke-width": "1.5", "d": path, "fill": "none"}
    ET.SubElement(parent, "path", {"class": "explainer-minor", **attributes})


def _filled(path: str) -> dict[str, str]:
    return {"d": path, "fill": "currentColor"}


def _dot(group: ET.Element, lane: Lane, dot: Dot, x: float, y: float) -> None:
    """A mark, which leads somewhere for those with a mouse; others have the list below it."""
    parent = group
    if dot.address:
        parent = ET.SubElement(group, "a", {"href": dot.address, "tabindex": "-1"})
        ET.SubElement(parent, "title").text = dot.title
    path = _filled(bar_chart.shape(lane.group, x, y))
    ET.SubElement(parent, "path", {"class": "explainer-dot", **path})


def _words(image: ET.Element, lines: Sequence[str], x: float, middle: float) -> None:
    top = middle - 17.0 * (len(lines) - 1) / 2 + bar_chart.TEXT * 0.35
    for number, line in enumerate(lines):
        place = {"x": _n(x), "y": _n(top + 17.0 * number), "fill": "currentColor"}
        ET.SubElement(image, "text", place).text = line


def counted(
    lanes: Sequence[Lane], dots: Iterable[Dot]
) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """For each year with marks how many there are in each lane, as (year, [(name, count)])."""
    found: dict[int, dict[int, int]] = {}
    for dot in dots:
        if dot.major:
            of_year = found.setdefault(math.floor(dot.at), {})
            of_year[dot.lane] = of_year.get(dot.lane, 0) + 1
    for year in sorted(found):
        yield year, [(lanes[lane].name, found[year][lane]) for lane in sorted(found[year])]


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
