"""`explainer lsp`: the language server, for editors."""

from __future__ import annotations

import click

from explainer.cli.common import fail

_MISSING = "the language server needs pygls: pip install 'mkdocs-explainer[lsp]'"


@click.command("lsp")
@click.option(
    "--stdio",
    is_flag=True,
    help="Changes nothing: standard input and output are always used; some editors ask for it.",
)
def lsp_command(*, stdio: bool) -> None:
    """
    Serve an editor over standard input and output, by the Language Server Protocol.

    It shows problems as one types, completes what is cited, shows the passage behind a citation,
    finds and renames keys, and offers what mends a problem.
    """
    del stdio
    try:
        import pygls  # noqa: F401  (an extra)
    except ModuleNotFoundError:
        fail(_MISSING)
    from explainer.editor.server import serve

    serve()
