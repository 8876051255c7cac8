"""`explainer source import`: sources from a bibliography."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import EXIT_PROBLEMS, fail, load_settings, plural
from explainer.cli.source_options import FORMAT_NAMES, load_sources, values_by_key
from explainer.model import TIERS, CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.bibliography.entries import Fault
    from explainer.bibliography.importer import ImportPlan
    from explainer.settings import Settings


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)
@click.option("--format", "form", type=click.Choice(FORMAT_NAMES), help="The format of the files.")
@click.option("--encoding", metavar="NAME", help="The encoding of the files, if it is not UTF-8.")
@click.option("--tier", type=click.Choice(TIERS), help="The tier of all imported sources.")
@click.option("--origin", metavar="TEXT", help="The origin of all imported sources.")
@click.option("--dry-run", "dry", is_flag=True, help="Only show what would be written.")
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

    The valid entries of each FILE become sources; each fault is reported with its line. What a
    bibliography does not have, such as passages, is left out, and `explainer check` reports it.
    """
    from explainer.bibliography import formats
    from explainer.bibliography.importer import SourceIndex, plan_import

    settings = load_settings([Path.cwd()])
    index = SourceIndex(values_by_key(load_sources(settings)))
    given = {"tier": tier, "origin": origin}
    faults = 0
    for file in files:
        try:
            found = formats.read(file, form, encoding)
        except (CannotCheckError, OSError) as error:
            fail(error)
        planned = plan_import(found, index, {name: text for name, text in given.items() if text})
        for fault in planned.faults:
            click.echo(_fault_line(file, fault))
        for note in planned.notes:
            click.echo(_fault_line(file, note, "note: "))
        if not dry:
            _write_sources(settings, planned)
        faults += len(planned.faults)
        click.echo(_summary(file, planned, found.left_out, dry=dry))
    sys.exit(EXIT_PROBLEMS if faults else 0)


def _fault_line(file: Path, fault: Fault, kind: str = "") -> str:
    return f"{file}:{fault.line}: {kind}{fault.message}\n    hint: {fault.hint}"


def _summary(file: Path, planned: ImportPlan, left_out: Mapping[str, int], *, dry: bool) -> str:
    done = "would be written" if dry else "written"
    made, faults = len(planned.new_sources), len(planned.faults)
    line = f"{file}: {plural(made, 'source')} {done}"
    if planned.unchanged:
        line += f", {planned.unchanged} there already"
    line += f", {plural(faults, 'fault')}."
    if left_out:
        names = ", ".join(
            f"{name} ({count})"
            for name, count in sorted(left_out.items(), key=lambda each: (-each[1], each[0]))
        )
        line += f"\nLeft out, since a source has no field for them: {names}."
    if made and not dry:
        line += "\n`explainer check` says what each of them still needs."
    return line


def _write_sources(settings: Settings, planned: ImportPlan) -> None:
    from explainer import atomic

    for made in planned.new_sources:
        file = settings.sources_dir / f"{made.key}.yml"
        try:
            atomic.write(file, made.text, new=True)
        except OSError as error:
            fail(f"{file}: {error.strerror or error}")
