"""A function applied to many items in several processes."""

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

_MIN_ITEMS = 12
"""The least number of items for each process; for fewer, a fork takes longer than it saves."""


def process_count() -> int:
    """The number of processes to use: that of the cores, or 1 where a fork is not safe."""
    # A process with threads cannot be forked safely; on some systems, none can.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def map_parallel(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """
    The results of a function for each of some items, in their order.

    The items are split as by `split_items`, and the parts processed as by `map_parts`.
    """
    parts = split_items(items)
    results = map_parts(lambda part: [function(item) for item in part], parts)
    return [results[index % len(parts)][index // len(parts)] for index in range(len(items))]


def split_items(items: Sequence[T]) -> list[Sequence[T]]:
    """Items split into one part for each process, in turn; into fewer where the items are few."""
    processes = max(1, min(process_count(), len(items) // _MIN_ITEMS))
    return [items[first::processes] for first in range(processes)]


def map_parts(
    function: Callable[[Sequence[T]], R],
    parts: Sequence[Sequence[T]],
    before: Callable[[], object] | None = None,
) -> list[R]:
    """
    The results of a function for each part: the first one in this process, the others in forks.

    `before` is called in this process once the forks have started, before the first part. Results
    have to be picklable, items do not. An exception of `function` is raised here, that of the first
    part that fails.
    """
    forks = [_Fork(function, part) for part in parts[1:]]
    try:
        if before:
            before()
        first = function(parts[0])
        return [first, *(fork.result() for fork in forks)]
    finally:
        for fork in forks:
            fork.close()


class _Fork:
    """A fork of this process that applies a function to a part and sends the result."""

    def __init__(self, function: Callable[[Any], Any], part: Sequence[Any]) -> None:
        self._function, self._part = function, part
        self._read_end, write_end = os.pipe()
        try:
            self._id = os.fork()
        except OSError:
            # The limit of processes is reached: `result` calls the function in this process.
            self._id = -1
        if not self._id:
            with contextlib.suppress(BaseException), os.fdopen(write_end, "wb") as pipe:
                result = function(part)
                import pickle  # noqa: PLC0415  (here and below: loaded after the fork)

                pipe.write(pickle.dumps(result))
            # Exit without the cleanup handlers of the process that was forked.
            os._exit(0)
        os.close(write_end)

    def result(self) -> Any:  # noqa: ANN401  (the type that the function returns)
        """The result; where the fork failed, the function is called here, to raise its error."""
        import pickle  # noqa: PLC0415

        with os.fdopen(self._read_end, "rb", closefd=False) as pipe:
            sent = pipe.read()
        try:
            return pickle.loads(sent)  # noqa: S301  (it comes from a fork of this process)
        except (EOFError, pickle.UnpicklingError):
            return self._function(self._part)

    def close(self) -> None:
        """Close the pipe, and wait for the process to end."""
        os.close(self._read_end)
        if self._id > 0:
            os.waitpid(self._id, 0)
