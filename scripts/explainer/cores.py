"""Work on many things, on as many cores as there are."""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")

_SHARE = 12
"""How many things a process gets at least; for fewer, starting it takes longer than it saves."""


def spread(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """
    What `work` makes of each of some things, in their order.

    The work is shared among processes where that can be done safely; its results, not its things,
    have to be picklable. An error that `work` raises is raised here, the first one in order.
    """
    cores = _cores(len(things))
    others = [_Process(work, things[core::cores]) for core in range(1, cores)]
    results: list[list[R]] = []
    try:
        results.append([work(thing) for thing in things[::cores]])
    finally:
        results += [other.results(work) for other in others] if results else []
        for other in others:
            other.end()
    return [results[index % cores][index // cores] for index in range(len(things))]


def _cores(things: int) -> int:
    # A process with threads cannot be copied safely; nor can any on some systems.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), things // _SHARE))


class _Process:
    """A copy of this process that works on some things and sends what it made of them."""

    def __init__(self, work: Callable[[Any], object], things: Sequence[Any]) -> None:
        self._things = things
        self._answer, question = os.pipe()
        self._id = os.fork()
        if self._id:
            os.close(question)
            return
        with contextlib.suppress(BaseException), open(question, "wb") as pipe:  # noqa: PTH123
            pipe.write(pickle.dumps([work(thing) for thing in things]))
        # Nothing that this process was about to do when it was copied is done twice.
        os._exit(0)

    def results(self, work: Callable[[Any], R]) -> list[R]:
        """What it made; where it failed, the work is done again here, to fail here."""
        with open(self._answer, "rb", closefd=False) as pipe:
            sent = pipe.read()
        try:
            made: list[R] = pickle.loads(sent)  # noqa: S301  (it comes from a copy of this process)
        except (EOFError, pickle.UnpicklingError):
            made = [work(thing) for thing in self._things]
        return made

    def end(self) -> None:
        """Wait for its end."""
        os.close(self._answer)
        os.waitpid(self._id, 0)
