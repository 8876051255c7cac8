"""The process of a command: its garbage collector and its signals."""

from __future__ import annotations

import contextlib
import gc
import signal
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def infrequent_gc() -> Iterator[None]:
    """
    Run the garbage collector rarely.

    Nearly all objects that a check allocates live to its end, so that frequent collections cost
    time and free little.
    """
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def termination_as_interrupt() -> Iterator[None]:
    """Handle SIGTERM and SIGHUP as Ctrl-C: as `KeyboardInterrupt`, so that cleanup code runs."""

    def stop(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    names = ("SIGTERM", "SIGHUP")
    # Handlers can be set by the main thread only.
    main = threading.current_thread() is threading.main_thread()
    found = [getattr(signal, name) for name in names if hasattr(signal, name)] if main else []
    before = {number: signal.signal(number, stop) for number in found}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
