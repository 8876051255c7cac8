"""What a command is doing, on a terminal only."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WIDTH = 60
_CLEAR = f"\r{' ' * _WIDTH}\r"


@contextlib.contextmanager
def stages(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """
    A line on standard error that says what goes on, and is gone at the end.

    Yields the function that says it. Where standard error is no terminal, nothing is written. The
    line is no output of the command: what keeps that does not see it.
    """
    stream = sys.__stderr__
    shown = not quiet and stream is not None and stream.isatty()

    def say(text: str) -> None:
        if shown and stream:
            stream.write(f"{_CLEAR}{text[: _WIDTH - 2]} …")
            stream.flush()

    try:
        yield say
    finally:
        if shown and stream:
            stream.write(_CLEAR)
            stream.flush()
