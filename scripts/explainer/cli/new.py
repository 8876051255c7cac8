"""`explainer new`: a new explainer from an article."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import fail, plural
from explainer.cli.process import termination_as_interrupt
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.scaffold import Plan

_SITE = "en"
"""The language of the pages that a new project begins with."""


@click.command("new")
@click.argument("file", metavar="ARTICLE", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--into",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="The folder of the new project; it must be empty or not exist.",
)
@click.option("--title", help="The article's title.")
@click.option("--author", "authors", multiple=True, help="An author. Repeat it for each one.")
@click.option("--publisher", help="The article's publisher.")
@click.option(
    "--date",
    "issued",
    metavar="DATE",
    help="The article's date: 2026, 2026-05 or 2026-05-14.",
)
@click.option("--url", metavar="URL", help="The article's URL.")
@click.option("--language", metavar="TAG", help="The article's language, such as de.")
def new_command(  # noqa: PLR0913, PLR0917  (what there is to know of it)
    file: Path,
    folder: Path,
    title: str | None,
    authors: tuple[str, ...],
    publisher: str | None,
    issued: str | None,
    url: str | None,
    language: str | None,
) -> None:
    """
    Make a project that explains an article.

    ARTICLE is a text, Markdown or saved HTML file. The project has a page for each section of the
    article, its questions, and the stub of a claim for each sentence that asserts something; the
    article's text is not copied. Options override the metadata in the file. Missing metadata is
    left blank, and `explainer check` reports it.
    """
    from explainer.article import Metadata, checked, outline_of, read_sentences, read_text
    from explainer.scaffold import plan_project, write_project

    given = Metadata(title, authors, publisher, issued, url, language)
    try:
        given = checked(given)
    except CannotCheckError as error:
        fail(error)
    try:
        text = read_text(file, language, _SITE)
        read_sentences(text, str(file))
    except CannotCheckError as error:
        fail(f"{file}: {error}")
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror or error}")
    outline = outline_of(text, str(file))
    known = {name: value for name, value in given._asdict().items() if value}
    outline = outline._replace(metadata=outline.metadata._replace(**known))
    spoken = text.said or _SITE
    plan = plan_project(outline, spoken if language or spoken.split("-")[0] != _SITE else None)
    try:
        with termination_as_interrupt():
            paths = write_project(plan, folder)
    except CannotCheckError as error:
        fail(error)
    except OSError as error:
        fail(f"{folder}: cannot be written: {error.strerror or error}")
    click.echo(_summary(plan, folder, len(paths)))


def _summary(plan: Plan, folder: Path, files: int) -> str:
    parts = ", ".join(
        (
            plural(len(plan.sections), "section"),
            plural(len(plan.questions), "question"),
            f"{plural(len(plan.stubs), 'claim')} to write",
        )
    )
    lines = [f"Made {folder} with {files:,} files: {parts}."]
    if plan.missing:
        *most, last = plan.missing
        facts = f"{', '.join(most)} and {last}" if most else last
        where = "docs/article.yml and docs/sources/the-article.yml"
        lines.append(f"Not known: the article's {facts}. Fill it in, in {where}.")
    lines += [
        f"Next: cd {_quoted(folder)}; README.md there says how to go on.",
        "`bash scripts/serve` shows the site, `explainer todo` what is left.",
    ]
    return "\n".join(lines)


def _quoted(folder: Path) -> str:
    """The path of a folder, quoted for a shell."""
    name = str(folder)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)
