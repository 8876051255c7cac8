"""
The commands, one file a command or group.

Each imports what it needs when it runs, so that a fast command need not wait for slow imports.

Exit codes: 0 no problem, 1 problems, 2 it could not be checked, also where that is a bug of ours.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

import click

import explainer
from explainer.cli.common import Group, fail
from explainer.model import CannotCheckError

COMMANDS = {
    "check": "check:check_command",
    "serve": "serve:serve_command",
    "links": "links:links_command",
    "fix": "fix:fix_command",
    "snapshot": "links:snapshot_command",
    "postbuild": "postbuild:postbuild_command",
    "evidence": "evidence:evidence_command",
    "mutate": "mutate:mutate_command",
    "review": "review:review_command",
    "new": "new:new_command",
    "todo": "todo:todo_command",
    "theme": "theme:theme_command",
    "article": "article:article_group",
    "source": "source:source_group",
    "lsp": "lsp:lsp_command",
    "schema": "schema:schema_command",
    "rules": "rules:rules_command",
    "explain": "rules:explain_command",
}
"""Every command: the module here that holds it, and its name there."""

TRACEBACK = "EXPLAINER_TRACEBACK"
"""The environment variable that makes an unexpected exception show its traceback."""


class _Commands(Group):
    """
    All commands, imported when needed.

    One that is interrupted, or raises, has not checked everything: the exit code is 2.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or `None` where there is none."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(f"explainer.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (as the library has it)
        """Run a command. What it raises ends the process with exit code 2 and one sentence."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            fail("stopped before the end")
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            # The library ends the process as these say.
            raise
        except Exception as error:  # noqa: BLE001  (whatever it is, nothing was checked)
            if os.environ.get(TRACEBACK):
                # Imported on demand: it takes as long as a command that finds nothing changed.
                import traceback

                traceback.print_exc()
            fail(error if isinstance(error, CannotCheckError | OSError) else _bug(error))


def _bug(error: Exception) -> str:
    """The sentence on an exception that no command expects."""
    text = " ".join(f"{type(error).__name__}: {error}".split())
    shown = "the traceback above" if os.environ.get(TRACEBACK) else f"what {TRACEBACK}=1 shows"
    return (
        f"{text.removesuffix(':')}; this is a bug in explainer {explainer.__version__}:"
        f" report it to its maintainers, with the command and {shown}"
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(explainer.__version__, prog_name="explainer")
def main() -> None:
    """Publish explainers in which every sentence carries its evidence, and check that it does."""
