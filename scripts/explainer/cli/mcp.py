"""`explainer mcp`: the project as tools for programs that write."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from explainer.cli.common import fail
from explainer.model import CannotCheckError


@click.command("mcp")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--write",
    is_flag=True,
    help="Add tools that write drafts of sources and claims, which a person has to confirm.",
)
def mcp_command(path: Path | None, *, write: bool) -> None:
    """
    Serve a project to programs that write, over the Model Context Protocol.

    PATH is a project's folder; the default is the project in the working folder. A client starts
    this command and speaks to it on standard input and output. Its tools find passages, show
    sources and claims, check a sentence before it is written, check a page, explain a rule and
    list what is left to do. They read the project as it is at each call, and only --write lets
    them make files: new ones with `draft: yes`, which is a problem until a person removes it.

    Reading a project runs the Markdown extensions that its settings name.
    """
    from explainer.config import find_project

    try:
        from explainer.mcp_tools.server import serve
    except ImportError:
        fail("this needs the package mcp 2.3 or later: pip install 'mkdocs-explainer[mcp]'")
    try:
        root = find_project(path or Path.cwd())
    except CannotCheckError as error:
        fail(error)
    if sys.stdin.isatty():
        message = "a client starts this command; Ctrl-C ends it"
        click.echo(f"note: {message}", err=True)
    serve(root, write=write)
