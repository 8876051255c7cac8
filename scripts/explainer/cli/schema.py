"""`explainer schema`: the fields of YAML files as JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from explainer.cli.common import fail, plural


@click.command("schema")
@click.argument("name", required=False)
@click.option(
    "--write",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a file for each kind into this folder.",
)
def schema_command(name: str | None, folder: Path | None) -> None:
    """
    Show the fields of YAML files as JSON Schema, for editors that know it.

    NAME is a kind of file, whose schema is printed; without one, the kinds are listed. A YAML file
    names its schema in its first line: `# yaml-language-server: $schema=PATH`.
    """
    from explainer import atomic
    from explainer.editor.json_schemas import FILES, file_name, schemas

    found = schemas()
    if name is not None and name not in found:
        fail(f"there is no schema {name!r}; there are {', '.join(found)}")
    chosen = {name: found[name]} if name else found
    if folder:
        for each, schema in chosen.items():
            try:
                atomic.write(folder / file_name(each), _json(schema))
            except OSError as error:
                fail(error)
        click.echo(f"{plural(len(chosen), 'file')} written to {folder}.")
    elif name:
        click.echo(_json(found[name]), nl=False)
    else:
        for each in found:
            click.echo(f"{each:<12}{FILES[each]}")


def _json(schema: object) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
