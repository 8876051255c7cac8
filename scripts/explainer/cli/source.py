"""`explainer source`: sources in and out."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from explainer.cli.common import PROBLEMS, Group, at, could_not, counted, read, settings_of, shown
from explainer.model import SEEN, TIERS, WORDS_FROM, CannotCheckError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from explainer.bibliography.entries import Fault
    from explainer.bibliography.importer import Catalogue, Plan
    from explainer.model import Citation, Invalid, Project, Source
    from explainer.project import LoadedProject
    from explainer.settings import Settings
    from explainer.sources import Shelf, Values
    from explainer.yaml_schema import Field

_FORMATS = ("bibtex", "csl-json", "ris")
_SHOWN = ("text", "json")
_ORIGIN = 28
_TITLE = 12
_SPARED = ("ORIGIN", "ISSUED", "TIER", "TITLE", "MARKS", "CITED")
"""The columns that are left out where there is no room, the first of them first."""

show_option = click.option(
    "--format",
    "form",
    type=click.Choice(_SHOWN),
    default="text",
    show_default=True,
    help="How to write it.",
)


@click.group("source", cls=Group)
def source_group() -> None:
    """Add, import, export, list and show sources."""


def _shelf(settings: Settings) -> Shelf:
    from explainer.sources import read_shelf

    try:
        return read_shelf(settings.sources_dir, settings.root)
    except OSError as error:
        could_not(error)


def _all_values(shelf: Shelf) -> dict[str, Values]:
    """The fields of every source by their keys."""
    from explainer.sources import values_of

    found = {
        key: values_of(shelf.texts[source.place.path], source.place.path)
        for key, source in sorted(shelf.sources.items())
    }
    return {key: values for key, values in found.items() if values is not None}


_GIVEN: tuple[tuple[str, str, str], ...] = (
    ("--type", "type", "What kind of thing it is, in CSL's terms, such as report."),
    ("--title", "title", "Its title."),
    ("--container-title", "container-title", "The newspaper, journal, site or series."),
    ("--publisher", "publisher", "Who is responsible for publishing it."),
    ("--issued", "issued", "When it came out: 2025, 2025-08 or 2025-08-14."),
    ("--url", "URL", "Where it can be read."),
    ("--accessed", "accessed", "The day when it was opened."),
    ("--archive", "archive", "The address of a lasting copy."),
    ("--language", "language", "Its language as a BCP 47 tag, where it is not the site's."),
    ("--tier", "tier", f"What kind of source: {', '.join(TIERS)}."),
    ("--origin", "origin", "Whose reporting or data it ultimately is."),
    ("--reliance", "reliance", "pointer, where it may not carry a sentence alone."),
    ("--seen", "seen", f"How it was read: {', '.join(SEEN)}."),
    ("--seen-detail", "seen_detail", "More on how it was read."),
    ("--translated-by", "translated_by", "Who translated the words that are shown."),
    ("--relays", "relays", "Whose reporting it passes on."),
)
_OF_PASSAGE = (
    ("--passage", "slug", "SLUG", "A short name for its first passage."),
    ("--fact", "fact", "TEXT", "What the passage establishes, in words of yours."),
    ("--words", "words", "TEXT", "At most twelve words of the passage's own."),
    ("--locator", "locator", "TEXT", "Where in the source the passage stands."),
    ("--words-from", "words_from", "TEXT", f"Whose words they are: {', '.join(WORDS_FROM)}."),
)


def _takes_fields(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each field that a person may know."""
    for option, name, metavar, help_text in reversed(_OF_PASSAGE):
        label = f"passage_{name}"
        command = click.option(option, label, metavar=metavar, help=help_text)(command)
    for option, name, help_text in reversed(_GIVEN):
        label = f"field_{name.replace('-', '_').lower()}"
        command = click.option(option, label, metavar="TEXT", help=help_text)(command)
    return command


@source_group.command("add")
@click.argument("what", required=False)
@click.option("--key", metavar="KEY", help="The name of its file; one is proposed without it.")
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help="'Family, Given', or a body; in braces where a body's name has a comma. Once for each.",
)
@_takes_fields
def source_add_command(
    what: str | None, key: str | None, authors: tuple[str, ...], **given: str | None
) -> None:
    """
    Add a source.

    WHAT is an address, a DOI, an ISBN, or the path of a saved page or a PDF, which says itself what
    its title is, who wrote it and when it came out. What it does not say is asked for on a
    terminal; elsewhere the options say it. Nothing is guessed, and nobody on the web is asked.
    """
    from explainer.bibliography import lookup
    from explainer.bibliography.importer import Catalogue

    settings = settings_of([Path.cwd()])
    catalogue = Catalogue(_all_values(_shelf(settings)))
    try:
        stated = lookup.recognise(what) if what else None
    except (CannotCheckError, OSError) as error:
        could_not(error)
    values: Values = dict(stated.values) if stated else {}
    if _is_own(values.get("language"), settings):
        del values["language"]
    for name, value in values.items():
        where = stated.where.get(name, "") if stated else ""
        click.echo(f"{name}: {_line(value)} ({where})", err=True)
    values |= _given(given)
    if authors:
        values["author"] = _authors(authors)
    passage = {
        name: text
        for _, name, *_ in _OF_PASSAGE
        if (text := lookup.typed(given[f"passage_{name}"] or ""))
    }
    _refuse_faults(values, passage)
    _refuse_twin(values, catalogue)
    if sys.stdin.isatty():
        try:
            _ask(values, passage, catalogue)
            key = key or _ask_key(values, catalogue)
        except click.Abort:
            click.echo(err=True)
            could_not("stopped; nothing was written")
    _refuse_missing(values, passage)
    values["passages"] = [passage]
    _write(settings, catalogue, key or _propose(values, catalogue), values)


def _is_own(language: object, settings: Settings) -> bool:
    """Whether a source is in the site's language, which nobody has to be told."""
    from explainer.markdown.translations import primary_language

    return isinstance(language, str) and primary_language(language) == primary_language(
        settings.language
    )


def _line(value: str | list[dict[str, str]]) -> str:
    from explainer.sources import name_of

    return value if isinstance(value, str) else "; ".join(map(name_of, value))


def _given(given: Mapping[str, str | None]) -> Values:
    from explainer.bibliography import lookup

    found: Values = {}
    for _, name, _ in _GIVEN:
        text = given[f"field_{name.replace('-', '_').lower()}"]
        if text is not None and text.strip():
            found[name] = lookup.typed(text)
    return found


def _refuse_faults(values: Values, passage: Mapping[str, str]) -> None:
    from explainer.bibliography import lookup
    from explainer.bibliography.entries import BY_NAME

    pairs = [(BY_NAME[name], text) for name, text in values.items()]
    pairs += [(lookup.PASSAGE[name], text) for name, text in passage.items()]
    faults = [
        fault
        for entry, text in pairs
        if isinstance(text, str) and (fault := lookup.fault_of(entry, text))
    ]
    if faults:
        could_not("; ".join(faults))


def _refuse_twin(values: Values, catalogue: Catalogue) -> None:
    twin = catalogue.at(values)
    if twin is not None:
        could_not(f"{twin!r} has that address already: add the passage to it, and cite that")


def _refuse_missing(values: Values, passage: Mapping[str, str]) -> None:
    from explainer.bibliography import lookup

    options = {name: option for option, name, _ in _GIVEN}
    lack = [
        options[entry.name] + (" or --publisher" if entry.name == "container-title" else "")
        for entry in lookup.missing({**values, "passages": ""})
    ]
    lack += [option for option, name, *_ in _OF_PASSAGE[:2] if name not in passage]
    if lack:
        could_not(f"what is missing has to be given: {', '.join(lack)}")


_ASKED = (
    *("URL", "type", "title", "author", "container-title", "publisher", "issued", "accessed"),
    *("archive", "language", "tier", "origin"),
)


def _ask(values: Values, passage: dict[str, str], catalogue: Catalogue) -> None:
    """Ask a person for what is missing, and for what may be left empty."""
    from explainer.bibliography import lookup
    from explainer.bibliography.entries import BY_NAME

    for name in _ASKED:
        if name in values:
            continue
        if name == "author":
            _ask_authors(values)
            continue
        needed = {entry.name for entry in lookup.missing(values)}
        text = _ask_for(BY_NAME[name], needed=name in needed)
        if text:
            values[name] = text
        if name == "URL":
            _refuse_twin(values, catalogue)
    for name, entry in lookup.PASSAGE.items():
        # Most words are the source's own, and where not, the source's other fields mostly say so.
        if name not in passage and name != "words_from":
            text = _ask_for(entry, needed=entry.required, of="passage's ")
            if text:
                passage[name] = text


_NO_NAME = "has commas that no name has: put a body's name in braces, and each author apart"


def _authors(texts: Iterable[str]) -> list[dict[str, str]]:
    from explainer.bibliography import lookup

    names = [(text, lookup.name_of(text)) for text in texts]
    wrong = [text for text, name in names if name is None]
    if wrong:
        could_not(f"--author {wrong[0]!r} {_NO_NAME}")
    return [name for _, name in names if name]


def _ask_authors(values: Values) -> None:
    from explainer.bibliography import lookup

    names = []
    click.echo("\nWho wrote it: 'Family, Given', or a body. One at a time.", err=True)
    while text := lookup.typed(
        click.prompt("author (empty for no more)", default="", show_default=False, err=True)
    ):
        name = lookup.name_of(text)
        if name is None:
            click.echo(f"{text!r} {_NO_NAME}", err=True)
        else:
            names.append(name)
    if names:
        values["author"] = names


def _ask_for(entry: Field, *, needed: bool, of: str = "") -> str:
    from explainer.bibliography import lookup
    from explainer.yaml_schema import advice

    click.echo(f"\n{advice(entry)}", err=True)
    label = f"{of}{entry.name}" + ("" if needed else " (may be empty)")
    while True:
        text = lookup.typed(click.prompt(label, default="", show_default=False, err=True))
        if not text and not needed:
            return ""
        fault = lookup.fault_of(entry, text)
        if fault is None:
            return text
        click.echo(fault, err=True)


def _propose(values: Values, catalogue: Catalogue) -> str:
    from explainer.bibliography import keys

    return keys.proposed(values, catalogue)


def _ask_key(values: Values, catalogue: Catalogue) -> str:
    while True:
        click.echo("\nThe key, by which pages cite it; its file has the same name.", err=True)
        key = click.prompt("key", default=_propose(values, catalogue), err=True).strip()
        fault = _key_fault(key, catalogue)
        if fault is None:
            return key
        click.echo(fault, err=True)


def _key_fault(key: str, catalogue: Catalogue) -> str | None:
    from explainer.bibliography import keys

    if not keys.is_valid(key):
        return f"{key!r} cannot be a key: use letters, digits and single - _ . : inside"
    return f"there is a source {key!r} already" if catalogue.get(key) else None


def _write(settings: Settings, catalogue: Catalogue, key: str, values: Values) -> None:
    from explainer import atomic
    from explainer.sources import to_yaml

    fault = _key_fault(key, catalogue)
    if fault:
        could_not(fault)
    file = settings.sources_dir / f"{key}.yml"
    try:
        atomic.write(file, to_yaml(values), new=True)
    except OSError as error:
        could_not(f"{file}: {error.strerror or error}")
    passages = values["passages"]
    assert isinstance(passages, list)
    click.echo(f"wrote {shown(settings.root, file)}")
    click.echo(f"cite it as [@{key}#{passages[0]['slug']}]")


@source_group.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="What the files are in.")
@click.option("--encoding", metavar="NAME", help="The files' encoding, where it is not UTF-8.")
@click.option("--tier", type=click.Choice(TIERS), help="The tier of all that is imported.")
@click.option("--origin", metavar="TEXT", help="The origin of all that is imported.")
@click.option("--dry-run", "dry", is_flag=True, help="Only tell what would be written.")
def source_import_command(  # noqa: PLR0913  (one for each option)
    files: tuple[Path, ...],
    form: str | None,
    encoding: str | None,
    tier: str | None,
    origin: str | None,
    *,
    dry: bool,
) -> None:
    """
    Import sources from BibTeX, CSL-JSON or RIS.

    Each FILE's good entries become sources; each fault is named with its line. What a bibliography
    cannot say of a source, its passages first of all, is left for `explainer check` to ask for.
    """
    from explainer.bibliography import formats
    from explainer.bibliography.importer import Catalogue, plan

    settings = settings_of([Path.cwd()])
    catalogue = Catalogue(_all_values(_shelf(settings)))
    given = {"tier": tier, "origin": origin}
    faults = 0
    for file in files:
        try:
            found = formats.read(file, form, encoding)
        except (CannotCheckError, OSError) as error:
            could_not(error)
        planned = plan(found, catalogue, {name: text for name, text in given.items() if text})
        for fault in planned.faults:
            click.echo(_fault_line(file, fault))
        for note in planned.notes:
            click.echo(_fault_line(file, note, "note: "))
        if not dry:
            _write_all(settings, planned)
        faults += len(planned.faults)
        click.echo(_summary(file, planned, found.left_out, dry=dry))
    sys.exit(PROBLEMS if faults else 0)


def _fault_line(file: Path, fault: Fault, kind: str = "") -> str:
    return f"{file}:{fault.line}: {kind}{fault.message}\n    hint: {fault.hint}"


def _summary(file: Path, planned: Plan, left_out: Mapping[str, int], *, dry: bool) -> str:
    done = "would be written" if dry else "written"
    made, faults = len(planned.made), len(planned.faults)
    line = f"{file}: {counted(made, 'source')} {done}"
    if planned.same:
        line += f", {planned.same} there already"
    line += f", {counted(faults, 'fault')}."
    if left_out:
        names = ", ".join(
            f"{name} ({count})"
            for name, count in sorted(left_out.items(), key=lambda each: (-each[1], each[0]))
        )
        line += f"\nLeft out, since a source has no field for them: {names}."
    if made and not dry:
        line += "\n`explainer check` says what each of them still needs."
    return line


def _write_all(settings: Settings, planned: Plan) -> None:
    from explainer import atomic

    for made in planned.made:
        file = settings.sources_dir / f"{made.key}.yml"
        try:
            atomic.write(file, made.text, new=True)
        except OSError as error:
            could_not(f"{file}: {error.strerror or error}")


@source_group.command("export")
@click.argument("keys", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="The format; without it, the one of the output's ending, or BibTeX.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file; without it, to standard output.",
)
def source_export_command(keys: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """
    Export sources as BibTeX, CSL-JSON or RIS.

    Without KEYS, all are exported, sorted by their keys. What a format has no place for, such as
    passages, stands in a note, from which `explainer source import` reads it again.
    """
    from explainer import atomic
    from explainer.bibliography import formats

    settings = settings_of([Path.cwd()])
    shelf = _shelf(settings)
    sources = _all_values(shelf)
    for key in keys:
        if key not in sources:
            could_not(_unknown(key, sources))
    chosen = {key: sources[key] for key in sorted(set(keys) or sources)}
    if not chosen:
        could_not("there is no source to export")
    if form is None:
        suffix = output.suffix.casefold() if output else ""
        fits = [name for name, each in formats.FORMATS.items() if suffix in each.suffixes]
        form = fits[0] if fits else "bibtex"
    text = formats.FORMATS[form].write(chosen)
    if output:
        try:
            atomic.write(output, text)
        except OSError as error:
            could_not(f"{output}: {error.strerror or error}")
        click.echo(f"wrote {counted(len(chosen), 'source')} to {output} as {form}", err=True)
    else:
        # The ends of its lines are the format's, not the machine's.
        try:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            # What may be left of it is not to fail once more when the process ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            could_not(f"standard output: {error.strerror or error}")
    _say_wrong(settings, shelf.invalid, "was not exported")


def _say_wrong(settings: Settings, invalid: Iterable[Invalid], fate: str) -> None:
    """Say which files hold what could not be read, and end the process by its code for that."""
    wrong = sorted({each.place.path for each in invalid})
    for path in wrong:
        message = f"holds what is wrong, which {fate}; `explainer check` says what"
        click.echo(f"{shown(settings.root, Path(path))}: {message}", err=True)
    if wrong:
        sys.exit(PROBLEMS)


def _say_unread(reading: LoadedProject) -> None:
    """Say that files are no sources, and end the process by its code for that."""
    count = len(reading.project.unread_keys)
    if count:
        be = "is" if count == 1 else "are"
        message = f"{counted(count, 'file')} cannot be read and {be} not listed"
        click.echo(f"{message}; `explainer check` says why", err=True)
        sys.exit(PROBLEMS)


_AROUND_KEY = re.compile(r"^\[?@|^(?:\./)?docs/sources/|\]$|\]?#.*$|\.ya?ml$")


def _unknown(written: str, known: Iterable[str]) -> str:
    names = list(known)
    key = _AROUND_KEY.sub("", written)
    if key in names:
        return f"there is no source {written!r}; did you mean {key!r}?"
    within = (name for name in names if key and key.casefold() in name.casefold())
    close = nearest(key, names) or next(within, None)
    return f"there is no source {written!r}" + (f"; did you mean {close!r}?" if close else "")


@source_group.command("list")
@click.option("--unused", is_flag=True, help="Those that nothing cites.")
@click.option("--overdue", is_flag=True, help="Those that are due for another look.")
@click.option("--pointer", is_flag=True, help="Those that only lead to what they report.")
@click.option("--second-hand", is_flag=True, help="Those that were only read through others.")
@click.option("--tier", type=click.Choice(TIERS), help="Those of this tier.")
@click.option("--origin", metavar="TEXT", help="Those of this origin.")
@show_option
def source_list_command(  # noqa: PLR0913  (one for each option)
    *,
    unused: bool,
    overdue: bool,
    pointer: bool,
    second_hand: bool,
    tier: str | None,
    origin: str | None,
    form: str,
) -> None:
    """
    List the sources, and how often each is cited.

    A source is marked as unused where nothing cites it, as overdue where it is due for another
    look, as a pointer where it only leads to what it reports, and as second-hand where only what
    others make of it was read.
    """
    settings = settings_of([Path.cwd()])
    reading = read(settings)
    project = reading.project
    marks = {
        "unused": unused,
        "overdue": overdue,
        "pointer": pointer,
        "second-hand": second_hand,
    }
    wanted = {name for name, asked in marks.items() if asked}
    rows = [
        row
        for row in _rows(project)
        if wanted <= set(row["marks"])
        and tier in {None, row["tier"]}
        and origin in {None, row["origin"]}
    ]
    if form == "json":
        click.echo(json.dumps(rows, **_JSON))
        _say_unread(reading)
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    lines, left_out = _table(rows, width)
    for line in lines:
        click.echo(line)
    click.echo(f"{counted(len(rows), 'source')} of {len(project.sources):,}.")
    if left_out:
        click.echo(f"There was no room for {', '.join(sorted(left_out))}.", err=True)
    _say_unread(reading)


def _rows(project: Project) -> list[dict[str, Any]]:
    from collections import Counter

    from explainer.rules.age import overdue_since

    cited = Counter(citation.key for citation in project.citations())
    return [
        {
            "key": source.key,
            "tier": source.tier if "tier" in source.places else None,
            "origin": source.origin,
            "relays": source.relays,
            "seen": source.seen,
            "issued": source.issued,
            "title": source.title,
            "url": source.url,
            "path": source.place.path,
            "passages": len(source.passages),
            "citations": cited[source.key],
            "marks": [
                name
                for name, holds in (
                    ("unused", not cited[source.key]),
                    ("overdue", overdue_since(source, project.today)),
                    ("pointer", source.is_pointer),
                    ("second-hand", source.is_second_hand),
                )
                if holds
            ],
        }
        for source in sorted(project.sources.values(), key=lambda each: each.key)
    ]


def _table(rows: list[dict[str, Any]], width: int) -> tuple[list[str], list[str]]:
    """
    The rows as lines, and the columns that are not among them.

    Where there is a width, not 0, columns that leave no room for the others are left out, and
    lines are cut to it; keys are whole as long as they can be.
    """
    columns = {
        "KEY": [row["key"] for row in rows],
        "TIER": [row["tier"] or "-" for row in rows],
        "ORIGIN": [
            _cut(row["origin"] or "-", _ORIGIN) if width else row["origin"] or "-" for row in rows
        ],
        "ISSUED": [row["issued"] or "-" for row in rows],
        "CITED": [str(row["citations"]) for row in rows],
        "MARKS": [" ".join(row["marks"]) or "-" for row in rows],
        "TITLE": [row["title"] for row in rows],
    }
    widths = {name: max(map(_wide, (name, *cells))) for name, cells in columns.items()}
    title = min(widths["TITLE"], _TITLE)
    left_out = []
    for name in _SPARED:
        others = sum(room + 2 for each, room in widths.items() if each != "TITLE")
        if not width or others + (title if "TITLE" in widths else -2) <= width:
            break
        del widths[name]
        left_out.append(name)
    lines = [
        "  ".join(
            cell + " " * (room - _wide(cell))
            for cell, room in zip(line, widths.values(), strict=True)
        ).rstrip()
        for line in (tuple(widths), *zip(*(columns[name] for name in widths), strict=True))
    ]
    return [_cut(line, width) for line in lines] if width else lines, left_out


def _wide(text: str) -> int:
    import wcwidth

    return max(0, int(wcwidth.wcswidth(text))) or len(text)


def _cut(text: str, width: int) -> str:
    if _wide(text) <= width:
        return text
    kept = ""
    for char in text:
        if _wide(kept + char) >= width:
            break
        kept += char
    return f"{kept}…"


@source_group.command("show")
@click.argument("key")
@show_option
def source_show_command(key: str, form: str) -> None:
    """
    Show a source, and every place that cites it.

    KEY is the name of its file without the ending.
    """
    from explainer.rules.age import overdue_since

    settings = settings_of([Path.cwd()])
    reading = read(settings)
    project = reading.project
    source = project.sources.get(key)
    if source is None and key in project.unread_keys:
        could_not(f"the source {key!r} cannot be read; `explainer check` says why")
    if source is None:
        could_not(_unknown(key, project.sources))
    from explainer.sources import values_of

    values = values_of(reading.texts[source.place.path], source.place.path) or {}
    cited = [citation for citation in project.citations() if citation.key == key]
    due = overdue_since(source, project.today)
    if form == "json":
        click.echo(json.dumps(_shown(settings, source, values, cited, due), **_JSON))
    else:
        for line in _lines(settings, source, values, cited, due):
            click.echo(line)
    wrong = [each for each in project.invalid if each.place.path == source.place.path]
    _say_wrong(settings, wrong, "is not shown")


_JSON: Any = {"ensure_ascii": False, "indent": 2}


def _places(settings: Settings, cited: Iterable[Citation], passage: str | None) -> list[str]:
    found = [citation.place for citation in cited if citation.passage == passage]
    return [at(settings.root, place) for place in sorted(set(found))]


def _shown(
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
        "path": shown(settings.root, Path(source.place.path)),
        **{name: value for name, value in values.items() if name != "passages"},
        "overdue": due[1] if due else None,
        "citations": len(cited),
        "passages": [
            {**passage, "cited": _places(settings, cited, passage.get("slug"))}
            for passage in passages
        ],
        "whole": _places(settings, cited, None),
        "unknown": {
            slug: _places(settings, cited, slug)
            for slug in sorted({each.passage for each in cited if each.passage} - known)
        },
    }


def _lines(
    settings: Settings,
    source: Source,
    values: Values,
    cited: list[Citation],
    due: tuple[str, str] | None,
) -> Iterable[str]:
    facts = _shown(settings, source, values, cited, due)
    yield f"{source.key}  ({facts['path']})"
    for name, value in values.items():
        if name != "passages":
            yield f"  {name}: {_line(value)}"
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
    yield f"{counted(len(cited), 'citation')}."
