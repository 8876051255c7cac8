"""`explainer source`: the group of commands on sources."""

from __future__ import annotations

import click

from explainer.cli.common import Group
from explainer.cli.source_add import source_add_command
from explainer.cli.source_export import source_export_command
from explainer.cli.source_import import source_import_command
from explainer.cli.source_list import source_list_command
from explainer.cli.source_show import source_show_command


@click.group("source", cls=Group)
def source_group() -> None:
    """Add, import, export, list and show sources."""


for _command in (
    source_add_command,
    source_import_command,
    source_export_command,
    source_list_command,
    source_show_command,
):
    source_group.add_command(_command)
