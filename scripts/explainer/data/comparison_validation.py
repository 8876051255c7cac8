"""Validation of a comparison: what is wrong with figures and things taken together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import citations
from explainer.data.comparison import Measure, figure_of, full_name, read_comparison
from explainer.data.comparison_schema import COMPARISON_FIELDS
from explainer.data.data_file import DataFile, repeated
from explainer.data.figure_syntax import BEGINNING, Figure, follows, read_figure, result_of
from explainer.model import LABELS, Invalid, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.yaml_schema import Record


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
        name = full_name(thing)
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
        yield Invalid(each.places["measure"], message, _suggest(title, titles, "measures"))
        return
    figure = figure_of(each, measures)
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


def _suggest(word: str, known: Iterable[str], what: str) -> str:
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
    hint = _suggest(close_to[0] if close_to else first, units, "units")
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
