"""
The output of a command's last run, shown again where nothing has changed since.

It holds for the same options, folder, environment, terminal and day, the same software, and as long
as every file that the run opened and every folder that it listed is as it was.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from typing import IO, TYPE_CHECKING, NamedTuple, TextIO, cast

import click
import xxhash

from explainer.cache import CheckCache, DamagedValueError, Entry, from_bytes, to_bytes
from explainer.inputs import Input, recording
from explainer.software import software_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIND = "run"
_MOST_KEPT = 16
"""How many runs with different options are kept."""
_VOLATILE = frozenset({"_", "OLDPWD", "PWD", "SHLVL", "PYTEST_CURRENT_TEST"})
"""The environment variables that nothing reads, and that differ from run to run."""


class _Run(NamedTuple):
    """A run: what was read, what it wrote, and its exit code."""

    inputs: tuple[tuple[str, str], ...]
    out: str
    err: str
    code: int


class RunCache:
    """The last runs of one command in the cache of a project; `today` is an ISO 8601 date."""

    def __init__(self, cache: CheckCache, command: str, options: object, today: str) -> None:
        self._store, self._digests = cache
        values = (command, options, os.getcwd(), _terminal(), _environment())  # noqa: PTH109
        self._name = xxhash.xxh3_128_hexdigest(repr(values).encode(errors="surrogatepass"))
        self._base = f"{software_digest()} {today}"

    def replay(self) -> None:
        """Write what the last run wrote, and end the process as it did, if its result holds."""
        entry = self._store.get(_KIND, self._name)
        if entry is None or not entry.digest.startswith(self._base):
            return
        try:
            run = _Run(*from_bytes(entry.value))
        except (DamagedValueError, TypeError):
            return
        if entry.digest != self._digest(frozenset(Input(*each) for each in run.inputs)):
            return
        self._store.close()
        click.echo(run.err, nl=False, err=True, color=True)
        click.echo(run.out, nl=False, color=True)
        sys.exit(run.code)

    @contextlib.contextmanager
    def keep(self) -> Iterator[None]:
        """Keep what is written meanwhile, if the process is about to end with a result."""
        out, err = _Copying(sys.stdout), _Copying(sys.stderr)
        sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", err)
        try:
            with recording() as inputs:
                yield
        except SystemExit as end:
            # What could not be checked is tried again.
            if end.code in {0, 1, None} and not err.has_controls:
                self._put(inputs(), out.text, err.text, int(end.code or 0))
            raise
        finally:
            sys.stdout, sys.stderr = out.stream, err.stream
            self._store.close()

    def _put(self, inputs: frozenset[Input], out: str, err: str, code: int) -> None:
        digest = self._digest(inputs)
        if self._digests.is_settled(inputs):
            run = _Run(tuple(map(tuple, inputs)), out, err, code)  # type: ignore[arg-type]
            names = self._store.names_of(_KIND)
            old = names - {self._name} if len(names) >= _MOST_KEPT else ()
            self._store.put(_KIND, [(self._name, Entry(digest, to_bytes(tuple(run))))], old)

    def _digest(self, inputs: frozenset[Input]) -> str:
        return f"{self._base} {self._digests.joined(inputs)}"


class _Copying:
    """A text stream that keeps a copy of what is written to it."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._parts)

    @property
    def has_controls(self) -> bool:
        """Whether a progress bar or the like was written."""
        return not {"\r", "\x1b"}.isdisjoint(self.text)

    def write(self, text: str) -> int:
        """Write a text."""
        # The stream refuses what is no text, with which libraries try it out.
        length = self.stream.write(text)
        self._parts.append(text)
        return length

    def __getattr__(self, name: str) -> object:
        return getattr(self.stream, name)


def _terminal() -> tuple[object, ...]:
    """What the output depends on of the terminal."""
    streams: tuple[IO[str], ...] = (sys.stdout, sys.stderr)
    is_terminal = [stream.isatty() for stream in streams]
    size = tuple(shutil.get_terminal_size()) if any(is_terminal) else ()
    return *is_terminal, *size, sys.stdout.encoding


def _environment() -> list[tuple[str, str]]:
    """The environment variables: settings may contain any of them."""
    return sorted(each for each in os.environ.items() if each[0] not in _VOLATILE)
