"""
A chart of dated markers in lanes as SVG: what happened when, by topic.

Time is to scale. Markers that would overlap are drawn in rows next to each other in their lane; a
minor event is a short stroke on the axis of its lane. There are two versions of the chart:
`draw_horizontal`, with the years from left to right and the names of the lanes, and
`draw_vertical` for a phone, with the years from top to bottom, which needs a legend next to it. The
rules for all charts are in `bar_chart`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.markdown import bar_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Place = Callable[[float], tuple[float, float, str, float]]
    """From a year's start on the axis to its label's x and y, its grid line's path and start."""

HORIZONTAL_WIDTH = 680
"""The width of the horizontal chart in pixels."""

_MIN_DISTANCE = 12.5
_NAME_WIDTH = 132.0
_MIN_LANE_HEIGHT = 30.0
_FOOTER_HEIGHT = 24.0
_YEAR_WIDTH = 44.0
_HEADER_HEIGHT = 22.0
_MAX_HEIGHT = 620.0
_PER_YEAR = 72.0
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MONTHS = 12
_DAYS = 31


class Lane(NamedTuple):
    """A lane: its name, the number of its symbol and the colour of its markers."""

    name: str
    group: int
    colour: str


class Marker(NamedTuple):
    """
    An event on the chart: its date as a decimal year, and the index of its lane.

    A `major` event is a symbol, with a link to `address` and a `title`; any other is a stroke.
    """

    at: float
    lane: int
    major: bool = True
    address: str = ""
    title: str = ""


class ImageText(NamedTuple):
    """A chart's title and description for screen readers, and the prefix of its element ids."""

    name: str
    title: str
    description: str


class _Axis(NamedTuple):
    """The first year, the number of years, and the length of a year in pixels."""

    first: int
    years: int
    year_length: float


def decimal_year(date: str) -> float:
    """
    A date (ISO 8601) as a decimal year.

    A date without a day is in the middle of its month, one without a month in that of its year.
    """
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    if not month:
        return year + 0.5
    return year + (month - 1 + ((day - 0.5) / _DAYS if day else 0.5)) / _MONTHS


def draw_horizontal(
    lanes: Sequence[Lane], markers: Sequence[Marker], text: ImageText
) -> ET.Element:
    """The chart with the years from left to right, and lanes below each other."""
    image = _image(text, "explainer-across")
    first, years = _span(markers)
    named = any(lane.name for lane in lanes)
    start = _NAME_WIDTH if named else 4.0
    year_length = (HORIZONTAL_WIDTH - start - 4) / years
    placed = [_assign_rows(_major_markers(markers, at), year_length) for at in range(len(lanes))]
    lines = [bar_chart.wrap(lane.name, _NAME_WIDTH - 30) if lane.name else [] for lane in lanes]
    heights = [
        max(
            _MIN_LANE_HEIGHT,
            17.0 * len(line) + 8,
            _MIN_DISTANCE * (2 * _rows_per_side(_rows(found)) + 1) + 10,
        )
        for line, found in zip(lines, placed, strict=True)
    ]
    bottom = sum(heights)
    _draw_years(
        image,
        _Axis(first, years, year_length),
        40,
        lambda x: (start + x, bottom + 17, f"V{_number(bottom)}", 0.0),
    )
    top = 0.0
    for lane, line, height, found in zip(lanes, lines, heights, placed, strict=True):
        middle = top + height / 2
        group = _lane_group(image, lane)
        _draw_axis(group, f"M{_number(start)},{_number(middle)} H{_number(HORIZONTAL_WIDTH - 4)}")
        if line:
            ET.SubElement(
                group, "path", _fill_attributes(bar_chart.symbol_path(lane.group, 6, middle))
            )
            _draw_lines(image, line, 20, middle)
        places = (
            start + (marker.at - first) * year_length
            for marker in _minor_markers(markers, lanes.index(lane))
        )
        _draw_minor(group, (f"M{_number(x)},{_number(middle - 4)} v8" for x in places))
        for marker, row in found:
            x = start + (marker.at - first) * year_length
            _draw_marker(group, lane, marker, x, middle + _offset(row) * _MIN_DISTANCE)
        top += height
    image.set("viewBox", f"0 0 {HORIZONTAL_WIDTH} {_number(bottom + _FOOTER_HEIGHT)}")
    return image


def draw_vertical(lanes: Sequence[Lane], markers: Sequence[Marker], text: ImageText) -> ET.Element:
    """The chart with the years from top to bottom, and lanes next to each other, without names."""
    image = _image(text, "explainer-down")
    first, years = _span(markers)
    year_length = min(_PER_YEAR, _MAX_HEIGHT / years)
    wide = (bar_chart.WIDTH - _YEAR_WIDTH) / len(lanes)
    bottom = _HEADER_HEIGHT + years * year_length
    right = f"H{bar_chart.WIDTH}"
    _draw_years(
        image,
        _Axis(first, years, year_length),
        22,
        lambda y: (0.0, _HEADER_HEIGHT + y + 15, right, _HEADER_HEIGHT + y),
    )
    for at, lane in enumerate(lanes):
        middle = _YEAR_WIDTH + wide * (at + 0.5)
        group = _lane_group(image, lane)
        _draw_axis(group, f"M{_number(middle)},{_number(_HEADER_HEIGHT)} V{_number(bottom)}")
        ET.SubElement(group, "path", _fill_attributes(bar_chart.symbol_path(lane.group, middle, 7)))
        places = (
            _HEADER_HEIGHT + (marker.at - first) * year_length
            for marker in _minor_markers(markers, at)
        )
        _draw_minor(group, (f"M{_number(middle - 4)},{_number(y)} h8" for y in places))
        found = _assign_rows(_major_markers(markers, at), year_length)
        step = min(_MIN_DISTANCE, (wide - 12) / max(2 * _rows_per_side(_rows(found)), 1))
        for marker, row in found:
            x = middle + _offset(row) * step
            _draw_marker(
                group,
                lane,
                marker._replace(address=""),
                x,
                _HEADER_HEIGHT + (marker.at - first) * year_length,
            )
    image.set("viewBox", f"0 0 {bar_chart.WIDTH} {_number(bottom + 8)}")
    return image


def _image(text: ImageText, kind: str) -> ET.Element:
    ids = f"{text.name}-title {text.name}-description"
    attributes = {"role": "img", "aria-labelledby": ids, "font-size": str(bar_chart.TEXT)}
    image = ET.Element("svg", {**attributes, "class": kind})
    ET.SubElement(image, "title", {"id": f"{text.name}-title"}).text = text.title
    ET.SubElement(image, "desc", {"id": f"{text.name}-description"}).text = text.description
    return image


def _span(markers: Sequence[Marker]) -> tuple[int, int]:
    """The first year, and the number of years."""
    first = math.floor(min(marker.at for marker in markers))
    return first, math.floor(max(marker.at for marker in markers)) + 1 - first


def _major_markers(markers: Iterable[Marker], lane: int) -> list[Marker]:
    return sorted((it for it in markers if it.lane == lane and it.major), key=lambda it: it.at)


def _minor_markers(markers: Iterable[Marker], lane: int) -> list[Marker]:
    return [it for it in markers if it.lane == lane and not it.major]


def _assign_rows(markers: Iterable[Marker], year_length: float) -> list[tuple[Marker, int]]:
    """Each marker with the number of the first row in which it overlaps no earlier marker."""
    ends: list[float] = []
    placed = []
    for marker in markers:
        at = marker.at * year_length
        row = next((row for row, end in enumerate(ends) if at - end >= _MIN_DISTANCE), len(ends))
        ends[row : row + 1] = [at]
        placed.append((marker, row))
    return placed


def _rows(placed: Iterable[tuple[Marker, int]]) -> int:
    return max((row + 1 for _, row in placed), default=0)


def _offset(row: int) -> int:
    """The offset of a row from the axis of its lane, in steps: 0, -1, 1, -2, 2 and so on."""
    return (row + 1) // 2 * (-1 if row % 2 else 1)


def _rows_per_side(rows: int) -> int:
    """The maximum number of rows on either side of the axis."""
    return rows // 2


def _draw_years(image: ET.Element, axis: _Axis, room: float, place: _Place) -> None:
    """Draw the labels of as many years as fit, each with a grid line at its start."""
    first, years, year_length = axis
    step = next((step for step in _STEPS if step * year_length >= room), _STEPS[-1])
    lines = []
    for year in range(first, first + years + 1):
        if (year - first) % step:
            continue
        x, y, stroke, begin = place((year - first) * year_length)
        lines.append(f"M{_number(x)},{_number(begin)} {stroke}")
        if year < first + years:
            label = ET.SubElement(
                image, "text", {"x": _number(x), "y": _number(y), "fill": "currentColor"}
            )
            label.text = str(year)
    _draw_axis(image, " ".join(lines))


def _lane_group(image: ET.Element, lane: Lane) -> ET.Element:
    return ET.SubElement(image, "g", {"class": f"explainer-colour-{lane.colour}"})


def _draw_axis(parent: ET.Element, path: str) -> None:
    paint = {"stroke": "currentColor", "fill": "none"}
    ET.SubElement(parent, "path", {"class": "explainer-axis", "d": path, **paint})


def _draw_minor(parent: ET.Element, strokes: Iterable[str]) -> None:
    """Draw the minor events of a lane: one element has the strokes of all of them."""
    path = " ".join(strokes)
    if not path:
        return
    attributes = {"stroke": "currentColor", "stroke-width": "1.5", "d": path, "fill": "none"}
    ET.SubElement(parent, "path", {"class": "explainer-minor", **attributes})


def _fill_attributes(path: str) -> dict[str, str]:
    return {"d": path, "fill": "currentColor"}


def _draw_marker(group: ET.Element, lane: Lane, marker: Marker, x: float, y: float) -> None:
    """Draw a marker, linked for mouse users; others use the list of events below the chart."""
    parent = group
    if marker.address:
        parent = ET.SubElement(group, "a", {"href": marker.address, "tabindex": "-1"})
        ET.SubElement(parent, "title").text = marker.title
    # Moved to its place, so that all of a lane have the same outline, which compresses to nothing.
    place = f"translate({_number(x)},{_number(y)})"
    path = {"transform": place, **_fill_attributes(bar_chart.symbol_path(lane.group, 0, 0))}
    ET.SubElement(parent, "path", {"class": "explainer-dot", **path})


def _draw_lines(image: ET.Element, lines: Sequence[str], x: float, middle: float) -> None:
    top = middle - 17.0 * (len(lines) - 1) / 2 + bar_chart.TEXT * 0.35
    for number, line in enumerate(lines):
        place = {"x": _number(x), "y": _number(top + 17.0 * number), "fill": "currentColor"}
        ET.SubElement(image, "text", place).text = line


def count_by_year(
    lanes: Sequence[Lane], markers: Iterable[Marker]
) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """The number of major markers by year and lane, as (year, [(name, count)])."""
    found: dict[int, dict[int, int]] = {}
    for marker in markers:
        if marker.major:
            of_year = found.setdefault(math.floor(marker.at), {})
            of_year[marker.lane] = of_year.get(marker.lane, 0) + 1
    for year in sorted(found):
        yield year, [(lanes[lane].name, found[year][lane]) for lane in sorted(found[year])]


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
