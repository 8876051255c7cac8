"""
The chips of a site and their figures, `docs/chips.yml`.

A figure is written as it is read, `2,250 TFLOPS at BF16 [@key#passage]`: a number, the unit of one
of the measures, what else has to be said of it, and its citation. A figure that is derived from
another one wears a label; its `basis` cites the other one, and the division is done again here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from explainer import citations
from explainer.model import LABELS, Invalid, nearest
from explainer.schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.schema import Record

_MEASURED = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?) (?P<unit>[^\s,;:\[]+)(?P<rest>.*)", re.DOTALL
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")

STATUSES = ("shipped", "launched", "announced")
"""How far a chip has come: sold, shown and offered for sale, or only planned in public."""

MEASURE_FIELDS = (
    Field("title", "text", "What is measured.", "Memory", "GB", required=True),
    Field(
        "unit", "text", "Its unit, as figures are written with it.", "TB/s", "fast", required=True
    ),
    Field(
        "means",
        "text",
        "What it says about a chip, in one sentence with its citation or label.",
        "How much its memory holds. [@definition]",
        "see above",
    ),
)

FIGURE_FIELDS = (
    Field(
        "figure",
        "measured",
        "A number, the unit of a measure, what else has to be said of it, and its citation.",
        "2,250 TFLOPS at BF16 [@key#passage]",
        "about 2k",
        required=True,
    ),
    Field(
        "announced",
        "yes or no",
        "`yes` where it is a plan for a chip that has come out since.",
        "yes",
        "soon",
    ),
    Field(
        "basis",
        "text",
        "The figure that it is derived from, cited; the derived one then wears `[@analysis]`.",
        "From 5,120 in total processing performance [@key#passage]",
        "our estimate",
    ),
    Field(
        "divided_by",
        "number",
        "What the figure in `basis` is divided by to give it.",
        "16",
        "sixteen",
    ),
)

CHIP_FIELDS = (
    Field(
        "series",
        "text",
        "What is written before its name and passages may leave out.",
        "Ascend",
        "Ascend 910C",
    ),
    Field("name", "text", "Its name, as passages give it.", "910C", "the new one", required=True),
    Field("maker", "text", "Who designs it.", "Huawei", "a Chinese firm", required=True),
    Field(
        "status",
        "one of",
        "How far it has come.",
        "announced",
        "soon",
        required=True,
        choices=STATUSES,
    ),
    Field(
        "year",
        "text",
        "When it came or is to come out, or by when it was out, with its citation.",
        "2026 [@key#passage]",
        "soon",
    ),
    Field(
        "figures",
        "list",
        "Its figures, each with its citation; of one measure as many as sources give.",
        "- figure: 128 GB [@key#passage]",
        "see the data sheet",
        required=True,
        fields=FIGURE_FIELDS,
    ),
)

CHIPS_FIELDS = (
    Field("title", "text", "The title of the table.", "Chips, by figures", "Table", required=True),
    Field("as_of", "day", "The day up to which sources were read.", "2026-10-08", "now"),
    Field(
        "note",
        "text",
        "What a reader has to know of all of it, with its citation or label.",
        "A dash stands where we found no figure. [@about]",
        "n/a",
    ),
    Field(
        "measures",
        "list",
        "What is measured; each is one part of the chart and one column of the table.",
        "- {title: Memory, unit: GB}",
        "memory, power",
        required=True,
        fields=MEASURE_FIELDS,
    ),
    Field(
        "chips",
        "list",
        "The chips, in the order of the table.",
        "- {name: 910C, maker: Huawei, status: shipped, figures: [...]}",
        "all of them",
        required=True,
        fields=CHIP_FIELDS,
    ),
)


class Figure(NamedTuple):
    """One figure; `number` is as it is written, and `rest` what stands behind its unit."""

    number: str
    unit: str
    rest: str
    basis: str = ""
    announced: bool = False

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.number.replace(",", ""))

    @property
    def derived(self) -> bool:
        """Whether it follows from another figure."""
        return bool(self.basis)

    @property
    def cites(self) -> tuple[citations.Item, ...]:
        """What it rests on, labels left out."""
        groups = citations.find(f"{self.rest} {self.basis}")
        return tuple(item for group in groups for item in group.items if item.passage)

    @property
    def remark(self) -> str:
        """What is said of it behind its unit, without citations."""
        return without_citations(self.rest).strip(" ,")


class Chip(NamedTuple):
    """A chip; `name` is its full one and `year` is Markdown."""

    name: str
    maker: str
    status: str
    year: str
    figures: tuple[Figure, ...]

    def of_unit(self, unit: str) -> list[Figure]:
        """Its figures in a unit, the least first."""
        found = [figure for figure in self.figures if figure.unit == unit]
        return sorted(found, key=lambda figure: figure.value)


def without_citations(text: str) -> str:
    """A text of one line without the citations and labels in it."""
    for group in reversed(citations.find(text)):
        text = text[: group.start] + text[group.end :]
    return " ".join(text.split())


def read_chips(record: Record) -> list[Chip]:
    """The chips of a file; what does not keep to the schema is left out."""
    return [
        Chip(
            " ".join(filter(None, [chip.values.get("series"), chip.values["name"]])),
            chip.values["maker"],
            chip.values["status"],
            chip.values.get("year", ""),
            tuple(_figures(chip)),
        )
        for chip in record.records("chips")
        if {"name", "maker", "status"} <= chip.values.keys()
    ]


def _figures(chip: Record) -> Iterator[Figure]:
    announced = chip.values["status"] == "announced"
    for each in chip.records("figures"):
        found = _MEASURED.fullmatch(each.values.get("figure", ""))
        if found:
            yield Figure(
                found["number"],
                found["unit"],
                found["rest"],
                each.values.get("basis", ""),
                announced or each.values.get("announced") == "yes",
            )


def chip_faults(record: Record) -> Iterator[Invalid]:
    """What is wrong with figures whose fields, each by itself, are right."""
    units = [it.values["unit"] for it in record.records("measures") if "unit" in it.values]
    for chip in record.records("chips"):
        for each in chip.records("figures"):
            if "figure" in each.values:
                yield from _unit_faults(each, units)
                yield from _basis_faults(each)


def _unit_faults(each: Record, units: Sequence[str]) -> Iterator[Invalid]:
    found = _MEASURED.fullmatch(each.values["figure"])
    if found and found["unit"] not in units:
        close = nearest(found["unit"], units)
        hint = f"did you mean {close!r}?" if close else f"the units are {', '.join(units)}"
        message = f"'figure' has a unit of no measure: {found['unit']!r}"
        yield Invalid(each.places["figure"], message, hint)


def _basis_faults(each: Record) -> Iterator[Invalid]:
    place, values = each.places["figure"], each.values
    groups = citations.find(values["figure"])
    ours = any(item.key in LABELS for group in groups for item in group.items)
    given = [name for name in ("basis", "divided_by") if name in each.places]
    if ours != bool(given) or len(given) == 1:
        hint = "give it [@analysis], a cited 'basis' and 'divided_by', or a citation and neither"
        yield Invalid(place, "'figure' does not say what it is derived from", hint)
    elif values.keys() >= {"basis", "divided_by"} and not _follows(values):
        message = f"'figure' is not its 'basis' divided by {values['divided_by']}"
        yield Invalid(place, message, "divide again, and correct what is wrong")


def _follows(values: dict[str, str]) -> bool:
    result, basis = (_NUMBER.search(values[name]) for name in ("figure", "basis"))
    if not (result and basis):
        return False
    one, two = (Decimal(found[0].replace(",", "")) for found in (result, basis))
    return one * Decimal(values["divided_by"]) == two
