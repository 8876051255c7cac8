"""
The commands, one file a command or group.

Each loads what it needs when it runs: the fastest takes less time than the slowest needs to load.

Exit codes: 0 no problem, 1 problems, 2 it could not be checked.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

import explainer
from explainer.cli.common import Group, could_not

COMMANDS = {
    "check": "check:check_command",
    "links": "links:links_command",
    "fix": "links:fix_command",
    "snapshot": "links:snapshot_command",
    "mutate": "mutate:mutate_command",
    "new": "new:new_command",
    "todo": "todo:todo_command",
    "theme": "theme:theme_command",
    "article": "article:article_group",
    "source": "source:source_group",
    "rules": "rules:rules_command",
    "explain": "rules:explain_command",
}
"""Every command: the module here that holds it, and its name there."""


class _Commands(Group):
    """All commands, loaded when needed. One that is stopped has not looked at everything."""

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
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            could_not("stopped before the end")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(explainer.__version__, prog_name="explainer")
def main() -> None:
    """Publish explainers in which every sentence carries its evidence, and check that it does."""
