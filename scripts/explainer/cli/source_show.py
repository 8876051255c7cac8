"""`explainer source show`: one source, and the places that cite it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.cache import open_cache
from explainer.cli.common import (
    display_path,
    display_place,
    fail,
    load_project,
    load_settings,
    plural,
)
from explainer.cli.source_options import (
    JSON_STYLE,
    report_invalid,
    show_option,
    unknown_source,
    value_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Citation, Source
    from explainer.settings import Settings
    from explainer.sources import Values


@click.command("show")
@click.argument("key")
@show_option
def source_show_command(key: str, form: str) -> None:
    """
    Show a source, and every place that cites it.

    KEY is the name of its file without the ending.
    """
    from explainer.rules.age import overdue_since

    settings = load_settings([Path.cwd()])
    reading = load_project(settings, cache=open_cache(settings.root))
    project = reading.project
    source = project.sources.get(key)
    if source is None and key in project.unread_keys:
        fail(f"the source {key!r} cannot be read; `explainer check` says why")
    if source is None:
        fail(unknown_source(key, project.sources))
    from explainer.sources import values_of

    values = values_of(reading.texts[source.place.path], source.place.path) or {}
    cited = [citation for citation in project.citations() if citation.key == key]
    due = overdue_since(source, project.today)
    if form == "json":
        click.echo(json.dumps(_source_values(settings, source, values, cited, due), **JSON_STYLE))
    else:
        for line in _text_lines(settings, source, values, cited, due):
            click.echo(line)
    wrong = [each for each in project.invalid if each.place.path == source.place.path]
    report_invalid(settings, wrong, "is not shown")


def _citing_places(settings: Settings, cited: Iterable[Citation], passage: str | None) -> list[str]:
    found = [citation.place for citation in cited if citation.passage == passage]
    return [display_place(settings.root, place) for place in sorted(set(found))]


def _source_values(
    settings: Settings,
    source: Source,
    values: Values,
    cited: list[Citation],
    due: tuple[str, str] | None,
) -> dict[str, Any]:
    passages = values.get("passages", [])
    assert isinstance(passages, list)
    known = {passage.get("slug") for passage in passages}
    return {
        "key": source.key,
        "path": display_path(settings.root, Path(source.place.path)),
        **{name: value for name, value in values.items() if name != "passages"},
        "overdue": due[1] if due else None,
        "citations": len(cited),
        "passages": [
            {**passage, "cited": _citing_places(settings, cited, passage.get("slug"))}
            for passage in passages
        ],
        "whole": _citing_places(settings, cited, None),
        "unknown": {
            slug: _citing_places(settings, cited, slug)
            for slug in sorted({each.passage for each in cited if each.passage} - known)
        },
    }


def _text_lines(
    settings: Settings,
    source: Source,
    values: Values,
    cited: list[Citation],
    due: tuple[str, str] | None,
) -> Iterable[str]:
    facts = _source_values(settings, source, values, cited, due)
    yield f"{source.key}  ({facts['path']})"
    for name, value in values.items():
        if name != "passages":
            yield f"  {name}: {value_line(value)}"
    if due:
        yield f"  overdue: {due[1]}"
    for passage in facts["passages"]:
        yield ""
        yield f"  #{passage.get('slug')}: {passage.get('fact')}"
        for name in ("words", "words_from", "locator"):
            if name in passage:
                yield f"    {name}: {passage[name]}"
        yield from (f"    {place}" for place in passage["cited"] or ["not cited"])
    for title, places in (
        ("the whole source", facts["whole"]),
        *((f"#{slug}, which it does not have", each) for slug, each in facts["unknown"].items()),
    ):
        if places:
            yield f"\n  {title}:"
            yield from (f"    {place}" for place in places)
    yield ""
    yield f"{plural(len(cited), 'citation')}."
