"""
Things compared by figures, `docs/comparisons/<name>.yml`.

Each figure cites what it rests on. One that is derived from another wears a label; its `basis`
cites the other, and what it was divided or multiplied by is done again here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer import citations
from explainer.data.data_file import DataFile, repeated
from explainer.data.figure_syntax import BEGINNING, Figure, follows, read_figure, result_of
from explainer.model import LABELS, Invalid, nearest
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.yaml_schema import Record

STATUS_FIELDS = (
    Field(
        "slug",
        "slug",
        "A short name, by which things say that they have it.",
        "in-service",
        "In service (2025)",
        required=True,
    ),
    Field("title", "text", "What readers see.", "in service", "s1", required=True),
    Field(
        "planned",
        "yes or no",
        "`yes` where what has it is only planned: its figures are drawn hollow.",
        "yes",
        "soon",
    ),
)

MEASURE_FIELDS = (
    Field(
        "title",
        "text",
        "What is measured, in words that no other measure has.",
        "Capacity",
        "number 3",
        required=True,
    ),
    Field(
        "unit",
        "text",
        "Its unit, as figures are written with it; it may hold spaces and signs.",
        "€/MWh",
        "expensive",
        required=True,
    ),
    Field(
        "better",
        "one of",
        "Whether more of it is better for those who compare, or less; left out where neither is.",
        "less",
        "low",
        choices=("more", "less"),
    ),
    Field(
        "means",
        "text",
        "What it says about a thing, in one sentence with its citation or label.",
        "How many cars it carries at most. [@definition]",
        "see above",
    ),
)

FIGURE_FIELDS = (
    Field(
        "figure",
        "measured",
        "A number, or two of them for a range, the unit of a measure, what else has to be said of"
        " it, and its citation.",
        "1,204 people in high season [@key#passage]",
        "about 2k",
        required=True,
    ),
    Field(
        "measure",
        "text",
        "The title of its measure, where several have its unit.",
        "Capacity",
        "the second one",
    ),
    Field(
        "planned",
        "yes or no",
        "`yes` where it was a plan for a thing that is there by now.",
        "yes",
        "soon",
    ),
    Field(
        "basis",
        "text",
        "The figure that it is derived from, cited; the derived one then wears `[@analysis]`.",
        "From 5,120 kg in all [@key#passage]",
        "our estimate",
    ),
    Field(
        "divided_by",
        "number",
        "What the figure in `basis` is divided by to give it, rounded as it is written.",
        "16",
        "sixteen",
    ),
    Field(
        "multiplied_by",
        "number",
        "What the figure in `basis` is multiplied by to give it, rounded as it is written.",
        "0.45",
        "a half",
    ),
)

THING_FIELDS = (
    Field(
        "series",
        "text",
        "What is written before its name and passages may leave out.",
        "MV",
        "MV Nordlys",
    ),
    Field("name", "text", "Its name, as passages give it.", "Nordlys", "new one", required=True),
    Field(
        "group",
        "text",
        "What it belongs to, such as who makes or runs it; all things have one, or none has.",
        "Northern Lines",
        "a company",
    ),
    Field(
        "status",
        "text",
        "How far it has come: the slug of one of the file's own statuses.",
        "in-service",
        "soon",
    ),
    Field(
        "date",
        "text",
        "When it came or is to come, or by when it was there, with its citation.",
        "by 2026 [@key#passage]",
        "soon",
    ),
    Field(
        "figures",
        "list",
        "Its figures, each with its citation; of one measure as many as sources give.",
        "- figure: 128 cars [@key#passage]",
        "see the data sheet",
        required=True,
        fields=FIGURE_FIELDS,
    ),
)

COMPARISON_FIELDS = (
    Field("title", "text", "The title of the table.", "The two ferries", "Table", required=True),
    Field("as_of", "day", "The day up to which sources were read.", "2026-10-08", "now"),
    Field(
        "note",
        "text",
        "What a reader has to know of all of it, with its citation or label.",
        "A dash stands where we found no figure. [@about]",
        "n/a",
    ),
    Field("thing", "text", "The word for one of the things, as a heading.", "Ferry", "ferries!"),
    Field("group", "text", "The word for what groups them, as a heading.", "Operator", "grouping"),
    Field(
        "statuses",
        "list",
        "How far a thing can have come.",
        "- {slug: ordered, title: ordered, planned: yes}",
        "old, new",
        fields=STATUS_FIELDS,
    ),
    Field(
        "measures",
        "list",
        "What is measured; each is one part of the chart and one column of the table.",
        "- {title: Capacity, unit: cars, better: more}",
        "capacity, speed",
        required=True,
        fields=MEASURE_FIELDS,
    ),
    Field(
        "things",
        "list",
        "What is compared, in the order of the table.",
        "- {name: Nordlys, group: Northern Lines, status: ordered, figures: [...]}",
        "all of them",
        required=True,
        fields=THING_FIELDS,
    ),
)


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
    figures = (_figure(each, measures) for each in record.records("figures"))
    return Thing(
        name=_full_name(record),
        group=values.get("group", ""),
        status=status.get("title", values.get("status", "")),
        date=values.get("date", ""),
        planned=planned,
        figures=tuple(
            figure._replace(planned=planned or figure.planned) for figure in figures if figure
        ),
    )


def _full_name(thing: Record) -> str:
    return " ".join(filter(None, map(thing.values.get, ("series", "name"))))


def _figure(each: Record, measures: Sequence[Measure]) -> Figure | None:
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


def comparison_faults(record: Record) -> Iterator[Invalid]:
    """What is wrong with figures and things whose fields, each by itself, are right."""
    for name in ("measures", "things"):
        if name in record.lists and not record.lists[name] and name in record.places:
            yield Invalid(record.places[name], f"{name!r} is empty", "list at least one")
    for name, title in (("statuses", "slug"), ("statuses", "title"), ("measures", "title")):
        for each, value in repeated(record.records(name), title):
            message = f"{name!r} repeats the {title} {value!r}"
            yield Invalid(each.places[title], message, "keep one of the two, or rename one")
    things = record.records("things")
    yield from _thing_faults(things)
    statuses = [it.values["slug"] for it in record.records("statuses") if "slug" in it.values]
    slugs = list(dict.fromkeys(statuses))
    measures = read_comparison(record).measures
    for thing in things:
        yield from _status_faults(thing, slugs)
        for each in thing.records("figures"):
            # Without any measures there is nothing to compare a unit with.
            if "figure" in each.values and measures:
                yield from _figure_faults(each, measures)


def _thing_faults(things: Sequence[Record]) -> Iterator[Invalid]:
    seen: set[str] = set()
    grouped = any("group" in thing.values for thing in things)
    for thing in things:
        name = _full_name(thing)
        if name and name.casefold() in seen:
            hint = "keep one of the two, or tell them apart by their names"
            yield Invalid(thing.places["name"], f"'things' repeats {name!r}", hint)
        seen.add(name.casefold())
        if grouped and "group" not in thing.places:
            hint = "say what it belongs to, as the others do, or leave 'group' out of all"
            yield Invalid(thing.place, "'things' has an item without 'group'", hint)


def _status_faults(thing: Record, slugs: list[str]) -> Iterator[Invalid]:
    status = thing.values.get("status")
    if status is None or status in slugs:
        return
    place = thing.places["status"]
    if slugs:
        close = nearest(status, slugs)
        message = f"'status' cannot be {status!r}" + (f"; did you mean {close!r}?" if close else "")
        hint = f"choose one of the file's own statuses, or add it: {', '.join(slugs)}"
    else:
        message = f"'status' is {status!r}, and the file has no list of statuses"
        hint = f"write `statuses:` with `- {{slug: {status}, title: ...}}` above the things"
    yield Invalid(place, message, hint)


def _figure_faults(each: Record, measures: Sequence[Measure]) -> Iterator[Invalid]:
    title = each.values.get("measure")
    titles = [measure.title for measure in measures]
    if title is not None and title not in titles:
        message = f"'measure' is none of the file's own: {title!r}"
        yield Invalid(each.places["measure"], message, _one_of(title, titles, "measures"))
        return
    figure = _figure(each, measures)
    if figure is None:
        fitting = [it.unit for it in measures if title in {None, it.title}]
        yield _unit_fault(each, fitting)
        return
    same = [it.title for it in measures if it.unit == figure.unit]
    if len(same) > 1 and title is None:
        message = f"'figure' could be of several measures: {', '.join(same)}"
        hint = f"say of which: `measure: {same[0]}`"
        yield Invalid(each.places["figure"], message, hint)
    yield from _basis_faults(each, figure)


def _one_of(word: str, known: Iterable[str], what: str) -> str:
    names = list(dict.fromkeys(known))
    close = nearest(word, names)
    return f"did you mean {close!r}?" if close else f"the {what} are {', '.join(names)}"


def _unit_fault(each: Record, units: Sequence[str]) -> Invalid:
    text = each.values["figure"]
    number = BEGINNING.match(text)
    behind = text[number.end() :] if number else text
    said = behind.partition("[")[0].strip(" ,;")
    message = f"'figure' has a unit of no measure: {said!r}"
    if not said:
        message = "'figure' has no unit behind its number"
    elif number and behind[:1] != " " and (close := read_figure(f"{number[0]} {behind}", units)):
        return Invalid(each.places["figure"], message, f"write '{number[0]} {close.unit}'")
    first = said.split(",", 1)[0]
    close_to = [word for word in (first, *first.split()[:1]) if nearest(word, units)]
    hint = _one_of(close_to[0] if close_to else first, units, "units")
    return Invalid(each.places["figure"], message, hint)


def _basis_faults(each: Record, figure: Figure) -> Iterator[Invalid]:
    place, values = each.places["figure"], each.values
    groups = citations.find(values["figure"])
    ours = any(item.key in LABELS for group in groups for item in group.items)
    steps = [name for name in ("divided_by", "multiplied_by") if name in each.places]
    given = "basis" in each.places
    if ours != given or given != bool(steps):
        hint = (
            "give it [@analysis], a cited 'basis', and 'divided_by' or 'multiplied_by';"
            " or a citation and none of these"
        )
        yield Invalid(place, "'figure' does not say what it is derived from", hint)
    elif figure.basis and len(figure.steps) == len(steps) and not follows(figure):
        how = " and ".join(f"{name.replace('_', ' ')} {by}" for name, by in figure.steps)
        result = result_of(figure)
        hint = f"that is {result}; correct what is wrong" if result else "write a number in 'basis'"
        hint = "derive one figure at a time, and no range" if figure.upper else hint
        yield Invalid(place, f"'figure' is not its 'basis' {how}", hint)


COMPARISON = DataFile(
    "comparison",
    COMPARISON_FIELDS,
    stated=("note", "means", "name", "date", "figure", "basis"),
    faults=comparison_faults,
    folder="comparisons",
)
"""Things compared, as many files as a site wants."""
