"""`explainer source add`: a source from an address, a DOI, an ISBN, a saved page or a PDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import display_path, fail, load_settings
from explainer.cli.source_options import load_sources, value_line, values_by_key
from explainer.cli.source_prompts import (
    key_fault,
    parse_authors,
    prompt_for_fields,
    prompt_for_key,
    propose_key,
    refuse_duplicate,
)
from explainer.model import SEEN, TIERS, WORDS_FROM, CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from explainer.bibliography.importer import SourceIndex
    from explainer.settings import Settings
    from explainer.sources import Values

_FIELD_OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("--type", "type", "CSL item type, such as report."),
    ("--title", "title", "Title."),
    ("--container-title", "container-title", "Newspaper, journal, site or series."),
    ("--publisher", "publisher", "Publisher."),
    ("--issued", "issued", "Publication date: 2025, 2025-08 or 2025-08-14."),
    ("--url", "URL", "URL."),
    ("--accessed", "accessed", "Date on which it was last opened."),
    ("--archive", "archive", "URL of an archived copy."),
    ("--language", "language", "Language as a BCP 47 tag, if it is not that of the site."),
    ("--tier", "tier", f"What kind of source: {', '.join(TIERS)}."),
    ("--origin", "origin", "Original publisher of the reporting or data."),
    ("--reliance", "reliance", "pointer, if it may not be the only source of a sentence."),
    ("--seen", "seen", f"How the source was read: {', '.join(SEEN)}."),
    ("--seen-detail", "seen_detail", "Details on how the source was read."),
    ("--title-from", "title_from", "Where the title is from, if it was not seen whole."),
    ("--translated-by", "translated_by", "Translator of the words that are shown."),
    ("--relays", "relays", "Publisher whose reporting it passes on."),
)
_PASSAGE_OPTIONS = (
    ("--passage", "slug", "SLUG", "Short name of its first passage."),
    ("--fact", "fact", "TEXT", "What the passage establishes, in your own words."),
    ("--words", "words", "TEXT", "At most twelve words quoted from the passage."),
    ("--locator", "locator", "TEXT", "Location of the passage in the source."),
    ("--words-from", "words_from", "TEXT", f"Whose words they are: {', '.join(WORDS_FROM)}."),
)


def _field_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each field of a source and of a passage to a command."""
    for option, name, metavar, help_text in reversed(_PASSAGE_OPTIONS):
        label = f"passage_{name}"
        command = click.option(option, label, metavar=metavar, help=help_text)(command)
    for option, name, help_text in reversed(_FIELD_OPTIONS):
        label = f"field_{name.replace('-', '_').lower()}"
        command = click.option(option, label, metavar="TEXT", help=help_text)(command)
    return command


@click.command("add")
@click.argument("what", required=False)
@click.option("--key", metavar="KEY", help="The name of its file; by default, one is proposed.")
@click.option(
    "--author",
    "authors",
    metavar="NAME",
    multiple=True,
    help="'Family, Given', or an organisation, in braces if its name has a comma. Repeat the option"
    " for each author.",
)
@_field_options
def source_add_command(
    what: str | None, key: str | None, authors: tuple[str, ...], **given: str | None
) -> None:
    """
    Add a source.

    WHAT is a URL, a DOI, an ISBN, or the path of a saved page or a PDF, whose metadata is read.
    Missing fields are prompted for on a terminal; elsewhere, options have to give them. Nothing is
    guessed, and nothing is requested from the web.
    """
    from explainer.bibliography import lookup
    from explainer.bibliography.importer import SourceIndex

    settings = load_settings([Path.cwd()])
    index = SourceIndex(values_by_key(load_sources(settings)))
    try:
        stated = lookup.look_up(what) if what else None
    except (CannotCheckError, OSError) as error:
        fail(error)
    values: Values = dict(stated.values) if stated else {}
    if _is_site_language(values.get("language"), settings):
        del values["language"]
    for name, value in values.items():
        where = stated.where.get(name, "") if stated else ""
        click.echo(f"{name}: {value_line(value)} ({where})", err=True)
    values |= _option_values(given)
    if authors:
        values["author"] = parse_authors(authors)
    passage = {
        name: text
        for _, name, *_ in _PASSAGE_OPTIONS
        if (text := lookup.clean_input(given[f"passage_{name}"] or ""))
    }
    _refuse_faults(values, passage)
    refuse_duplicate(values, index)
    if sys.stdin.isatty():
        try:
            prompt_for_fields(values, passage, index)
            key = key or prompt_for_key(values, index)
        except click.Abort:
            click.echo(err=True)
            fail("stopped; nothing was written")
    _refuse_missing(values, passage)
    values["passages"] = [passage]
    _write_source(settings, index, key or propose_key(values, index), values)


def _is_site_language(language: object, settings: Settings) -> bool:
    """Whether a language is that of the site, which a source need not state."""
    from explainer.markdown.translations import primary_language

    own = primary_language(settings.language)
    return isinstance(language, str) and primary_language(language) == own


def _option_values(given: Mapping[str, str | None]) -> Values:
    from explainer.bibliography import lookup

    found: Values = {}
    for _, name, _ in _FIELD_OPTIONS:
        text = given[f"field_{name.replace('-', '_').lower()}"]
        if text is not None and text.strip():
            found[name] = lookup.clean_input(text)
    return found


def _refuse_faults(values: Values, passage: Mapping[str, str]) -> None:
    from explainer.bibliography import lookup
    from explainer.bibliography.entries import FIELDS_BY_NAME

    pairs = [(FIELDS_BY_NAME[name], text) for name, text in values.items()]
    pairs += [(lookup.PASSAGE_FIELDS_BY_NAME[name], text) for name, text in passage.items()]
    faults = [
        fault
        for entry, text in pairs
        if isinstance(text, str) and (fault := lookup.field_fault(entry, text))
    ]
    if faults:
        fail("; ".join(faults))


def _refuse_missing(values: Values, passage: Mapping[str, str]) -> None:
    from explainer.bibliography import lookup

    options = {name: option for option, name, _ in _FIELD_OPTIONS}
    lack = [
        options[entry.name] + (" or --publisher" if entry.name == "container-title" else "")
        for entry in lookup.missing_fields({**values, "passages": ""})
    ]
    lack += [option for option, name, *_ in _PASSAGE_OPTIONS[:2] if name not in passage]
    if lack:
        fail(f"what is missing has to be given: {', '.join(lack)}")


def _write_source(settings: Settings, index: SourceIndex, key: str, values: Values) -> None:
    from explainer import atomic
    from explainer.sources import to_yaml

    fault = key_fault(key, index)
    if fault:
        fail(fault)
    file = settings.sources_dir / f"{key}.yml"
    try:
        atomic.write(file, to_yaml(values), new=True)
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")
    passages = values["passages"]
    assert isinstance(passages, list)
    click.echo(f"wrote {display_path(settings.root, file)}")
    click.echo(f"cite it as [@{key}#{passages[0]['slug']}]")
