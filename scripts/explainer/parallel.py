"""Work on many things, on as many cores as there are."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")

_SHARE = 12
"""How many things a process gets at least; for fewer, starting it takes longer than it saves."""


def available() -> int:
    """How many processes can share some work: one where no copy of this one can be made safely."""
    # A process with threads cannot be copied safely; nor can any on some systems.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def spread(work: Callable[[T], R], things: Sequence[T]) -> list[R]:
    """
    What `work` makes of each of some things, in their order.

    It is shared out as by `share`, to as many processes as there are cores.
    """
    shares = deal(things)
    results = share(lambda part: [work(thing) for thing in part], shares)
    return [results[index % len(shares)][index // len(shares)] for index in range(len(things))]


def deal(things: Sequence[T]) -> list[Sequence[T]]:
    """Things dealt out in turn, into one share a process; into few or one where they are few."""
    cores = max(1, min(available(), len(things) // _SHARE))
    return [things[core::cores] for core in range(cores)]


def share(
    work: Callable[[Sequence[T]], R],
    shares: Sequence[Sequence[T]],
    meanwhile: Callable[[], object] = int,
) -> list[R]:
    """
    What `work` makes of each share, the first one in this process and each other in a copy of it.

    `meanwhile` is done in this process before its share. Results, not things, have to be
    picklable. An error that `work` raises is raised here, the first one in order.
    """
    others = [_Process(work, part) for part in shares[1:]]
    try:
        meanwhile()
        own = work(shares[0])
        return [own, *(other.result() for other in others)]
    finally:
        for other in others:
            other.end()


class _Process:
    """A copy of this process that works on a share and sends what it made of it."""

    def __init__(self, work: Callable[[Any], Any], part: Sequence[Any]) -> None:
        self._work, self._part = work, part
        self._answer, question = os.pipe()
        try:
            self._id = os.fork()
        except OSError:
            # There may be no more processes.
            self._id = -1
        if not self._id:
            with contextlib.suppress(BaseException), os.fdopen(question, "wb") as pipe:
                made = work(part)
                import pickle  # noqa: PLC0415  (here and below: the copies have begun by then)

                pipe.write(pickle.dumps(made))
            # Nothing that this process was about to do when it was copied is done twice.
            os._exit(0)
        os.close(question)

    def result(self) -> Any:  # noqa: ANN401  (whatever the work makes)
        """What it made; where it failed, the work is done again here, to fail here."""
        import pickle  # noqa: PLC0415

        with os.fdopen(self._answer, "rb", closefd=False) as pipe:
            sent = pipe.read()
        try:
            return pickle.loads(sent)  # noqa: S301  (it comes from a copy of this process)
        except (EOFError, pickle.UnpicklingError):
            return self._work(self._part)

    def end(self) -> None:
        """Wait for its end."""
        os.close(self._answer)
        if self._id > 0:
            os.waitpid(self._id, 0)
