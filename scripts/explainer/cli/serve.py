"""`explainer serve`: the site as the generator serves it, with its problems in the pages."""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import (
    choose_rules,
    fail,
    ignore_option,
    select_option,
    termination_as_interrupt,
)
from explainer.cli.watch import show_problems
from explainer.config import config_in, find_project
from explainer.markdown.preview_script import PREVIEW
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.model import Problem

_HOST, _PORT = "127.0.0.1", 8000
_LAST_PORT = 65_535
_SECONDS_TO_END = 5


@click.command(
    "serve", context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False}
)
@click.option("--dev-addr", "-a", "address", metavar="HOST:PORT", help="Serve the site there.")
@select_option
@ignore_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def serve_command(
    address: str | None,
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    arguments: tuple[str, ...],
) -> None:
    """
    Serve the site, and show its problems in the pages and in the terminal.

    MkDocs or Zensical serves it, whichever reads the settings file; ARGUMENTS are passed on to it.
    A page underlines each problem, and a counter in its corner leads from one to the next. What
    `mkdocs build` makes has none of this.
    """
    from explainer.preview import PreviewServer, Watcher
    from explainer.workspace import Workspace

    try:
        root = find_project(Path.cwd())
    except CannotCheckError as error:
        fail(error)
    host, port = _split(address or f"{_HOST}:{_PORT}")
    _require_free(host, port)
    workspace = Workspace(root, choose_rules(selected, ignored))
    generator = _Generator(root, ["--dev-addr", f"{host}:{port}", *arguments])
    watcher = Watcher(
        workspace,
        functools.partial(show_problems, root),
        lambda: generator.follow(workspace.settings_error),
    )
    server = PreviewServer(watcher)
    generator.environment[PREVIEW] = server.url
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with termination_as_interrupt(), contextlib.suppress(KeyboardInterrupt):
        try:
            watcher.run()
        finally:
            watcher.stop()
            generator.stop()
            server.shutdown()


class _Generator:
    """The site generator as a process of its own, which runs while the settings can be read."""

    def __init__(self, root: Path, arguments: Sequence[str]) -> None:
        self.environment = dict(os.environ)
        self._root = root
        self._arguments = list(arguments)
        self._process: subprocess.Popen[bytes] | None = None

    def follow(self, settings_error: Problem | None) -> None:
        """Start it if it does not run, and stop it as long as the settings cannot be read."""
        if settings_error:
            # On its own, MkDocs shows a traceback, and serves the last site without a word.
            if self._process:
                click.echo("The site is served again once the settings can be read.")
            self.stop()
        elif self._process is None or self._process.poll() is not None:
            file = config_in(self._root)
            name = "zensical" if file and file.name.startswith("zensical") else "mkdocs"
            command = [sys.executable, "-m", name, "serve", *self._arguments]
            self._process = subprocess.Popen(command, cwd=self._root, env=self.environment)  # noqa: S603  (the user's own arguments)

    def stop(self) -> None:
        """End it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


def _split(address: str) -> tuple[str, int]:
    """The host and the port of an address."""
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > _LAST_PORT:
        fail(f"--dev-addr {address!r} is no address; write it as {_HOST}:{_PORT}")
    return host.strip("[]"), int(port)


def _require_free(host: str, port: int) -> None:
    """End the process with a sentence where another one serves there."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as error:
        other = f"{host}:{port + 1}"
        fail(f"cannot serve on {host}:{port}: {error.strerror}; use another: --dev-addr {other}")
