"""`explainer source export`: a bibliography from sources."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from explainer.cli.common import fail, load_settings, plural
from explainer.cli.source_options import (
    FORMAT_NAMES,
    load_sources,
    report_invalid,
    unknown_source,
    values_by_key,
)


@click.command("export")
@click.argument("keys", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_NAMES),
    help="The format; by default, that of the output file's extension, or else BibTeX.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of standard output.",
)
def source_export_command(keys: tuple[str, ...], form: str | None, output: Path | None) -> None:
    """
    Export sources as BibTeX, CSL-JSON or RIS.

    Without KEYS, all sources are exported, sorted by key. Fields that a format does not have, such
    as passages, are written into a note, from which `explainer source import` can read them again.
    """
    from explainer import atomic
    from explainer.bibliography import formats

    settings = load_settings([Path.cwd()])
    files = load_sources(settings)
    sources = values_by_key(files)
    for key in keys:
        if key not in sources:
            fail(unknown_source(key, sources))
    chosen = {key: sources[key] for key in sorted(set(keys) or sources)}
    if not chosen:
        fail("there is no source to export")
    if form is None:
        suffix = output.suffix.casefold() if output else ""
        fits = [name for name, each in formats.FORMATS.items() if suffix in each.suffixes]
        form = fits[0] if fits else "bibtex"
    text = formats.FORMATS[form].write(chosen)
    if output:
        try:
            atomic.write(output, text)
        except OSError as error:
            fail(f"{output}: {error.strerror or error}")
        click.echo(f"wrote {plural(len(chosen), 'source')} to {output} as {form}", err=True)
    else:
        # Line endings are those of the format, not of the operating system.
        try:
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            # Flushing the rest must not fail again when the process ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            fail(f"standard output: {error.strerror or error}")
    report_invalid(settings, files.invalid, "was not exported")
