"""
Things compared by figures, `docs/comparisons/<name>.yml`.

Each figure cites what it rests on. One that is derived from another wears a label; its `basis`
cites the other, and what it was divided or multiplied by is done again here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.data.figure_syntax import Figure, read_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.yaml_schema import Record


class Measure(NamedTuple):
    """What is measured; `better` is `more`, `less` or empty, and `means` is Markdown."""

    title: str
    unit: str
    better: str = ""
    means: str = ""


class Thing(NamedTuple):
    """
    One of the things; `name` is its full one, `status` the title of its own, `date` is Markdown.

    `group` and `status` are empty where it has none.
    """

    name: str
    group: str
    status: str
    date: str
    planned: bool
    figures: tuple[Figure, ...]

    def of_measure(self, measure: int) -> list[Figure]:
        """Its figures of a measure, by its index, the least first."""
        found = [figure for figure in self.figures if figure.measure == measure]
        return sorted(found, key=lambda figure: (figure.low, figure.high))


class Comparison(NamedTuple):
    """
    A file of things; what does not keep to the schema is left out.

    `planned` is the site's own word for what is only planned, if it has one.
    """

    measures: tuple[Measure, ...]
    things: tuple[Thing, ...]
    planned: str = ""

    @property
    def groups(self) -> list[str]:
        """The groups in the order in which they first appear."""
        return list(dict.fromkeys(thing.group for thing in self.things))


def read_comparison(record: Record) -> Comparison:
    """The things and measures of a file."""
    measures = [
        Measure(values["title"], values["unit"], values.get("better", ""), values.get("means", ""))
        for each in record.records("measures")
        if {"title", "unit"} <= (values := each.values).keys()
    ]
    statuses = {each.values.get("slug", ""): each.values for each in record.records("statuses")}
    planned = (it.get("title", "") for it in statuses.values() if it.get("planned") == "yes")
    things = [
        _thing(each, measures, statuses.get(each.values.get("status", ""), {}))
        for each in record.records("things")
        if "name" in each.values
    ]
    return Comparison(tuple(measures), tuple(things), next(planned, ""))


def _thing(record: Record, measures: Sequence[Measure], status: dict[str, str]) -> Thing:
    values = record.values
    planned = status.get("planned") == "yes"
    figures = (figure_of(each, measures) for each in record.records("figures"))
    return Thing(
        name=full_name(record),
        group=values.get("group", ""),
        status=status.get("title", values.get("status", "")),
        date=values.get("date", ""),
        planned=planned,
        figures=tuple(
            figure._replace(planned=planned or figure.planned) for figure in figures if figure
        ),
    )


def full_name(thing: Record) -> str:
    """The name of a thing with its series before it."""
    return " ".join(filter(None, map(thing.values.get, ("series", "name"))))


def figure_of(each: Record, measures: Sequence[Measure]) -> Figure | None:
    """The figure of a record, or `None` where its unit is that of no measure."""
    values = each.values
    title = values.get("measure")
    fitting = [it for it in measures if title is None or it.title == title]
    figure = read_figure(values.get("figure", ""), [it.unit for it in fitting])
    if figure is None:
        return None
    measure = next(it for it in fitting if it.unit == figure.unit)
    steps = [(name, values[name]) for name in ("multiplied_by", "divided_by") if name in values]
    return figure._replace(
        measure=measures.index(measure),
        basis=values.get("basis", ""),
        steps=tuple(steps),
        planned=values.get("planned") == "yes",
    )
