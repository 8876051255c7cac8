"""The questions that `explainer source add` asks on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from explainer.cli.common import fail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.bibliography.importer import SourceIndex
    from explainer.sources import Values
    from explainer.yaml_schema import Field


def refuse_duplicate(values: Values, index: SourceIndex) -> None:
    """End the process where a source with the same URL or DOI exists."""
    duplicate = index.find_duplicate(values)
    if duplicate is not None:
        fail(f"{duplicate!r} has that address already: add the passage to it, and cite that")


_PROMPTED_FIELDS = (
    *("URL", "type", "title", "author", "container-title", "publisher", "issued", "accessed"),
    *("archive", "language", "tier", "origin"),
)


def prompt_for_fields(values: Values, passage: dict[str, str], index: SourceIndex) -> None:
    """Prompt for the fields that are missing, required or not."""
    from explainer.bibliography import lookup
    from explainer.bibliography.entries import FIELDS_BY_NAME

    for name in _PROMPTED_FIELDS:
        if name in values:
            continue
        if name == "author":
            _prompt_for_authors(values)
            continue
        needed = {entry.name for entry in lookup.missing_fields(values)}
        text = _prompt_for_text(FIELDS_BY_NAME[name], needed=name in needed)
        if text:
            values[name] = text
        if name == "URL":
            refuse_duplicate(values, index)
    for name, entry in lookup.PASSAGE_FIELDS_BY_NAME.items():
        # `words_from` mostly follows from other fields.
        if name not in passage and name != "words_from":
            text = _prompt_for_text(entry, needed=entry.required, of="passage's ")
            if text:
                passage[name] = text


_NAME_FAULT = "has commas that no name has: put a body's name in braces, and each author apart"


def parse_authors(texts: Iterable[str]) -> list[dict[str, str]]:
    """The names of `--author` as parts. Ends the process where one cannot be parsed."""
    from explainer.bibliography import lookup

    names = [(text, lookup.parse_name(text)) for text in texts]
    wrong = [text for text, name in names if name is None]
    if wrong:
        fail(f"--author {wrong[0]!r} {_NAME_FAULT}")
    return [name for _, name in names if name]


def _prompt_for_authors(values: Values) -> None:
    from explainer.bibliography import lookup

    names = []
    click.echo("\nWho wrote it: 'Family, Given', or a body. One at a time.", err=True)
    while text := lookup.clean_input(
        click.prompt("author (empty for no more)", default="", show_default=False, err=True)
    ):
        name = lookup.parse_name(text)
        if name is None:
            click.echo(f"{text!r} {_NAME_FAULT}", err=True)
        else:
            names.append(name)
    if names:
        values["author"] = names


def _prompt_for_text(entry: Field, *, needed: bool, of: str = "") -> str:
    from explainer.bibliography import lookup
    from explainer.yaml_schema import advice

    click.echo(f"\n{advice(entry)}", err=True)
    label = f"{of}{entry.name}" + ("" if needed else " (may be empty)")
    while True:
        text = lookup.clean_input(click.prompt(label, default="", show_default=False, err=True))
        if not text and not needed:
            return ""
        fault = lookup.field_fault(entry, text)
        if fault is None:
            return text
        click.echo(fault, err=True)


def propose_key(values: Values, index: SourceIndex) -> str:
    """A key from the fields of a source that no other source has."""
    from explainer.bibliography import keys

    return keys.propose(values, index)


def prompt_for_key(values: Values, index: SourceIndex) -> str:
    """Ask for the key of a new source until one is valid and unused."""
    while True:
        click.echo("\nThe key, by which pages cite it; its file has the same name.", err=True)
        key = click.prompt("key", default=propose_key(values, index), err=True).strip()
        fault = key_fault(key, index)
        if fault is None:
            return key
        click.echo(fault, err=True)


def key_fault(key: str, index: SourceIndex) -> str | None:
    """What is wrong with a key for a new source, or `None`."""
    from explainer.bibliography import keys

    if not keys.is_valid(key):
        return f"{key!r} cannot be a key: use letters, digits and single - _ . : inside"
    return f"there is a source {key!r} already" if index.get(key) else None
