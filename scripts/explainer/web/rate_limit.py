"""
One host's turn-taking: how many at once, how soon again, and when to leave it alone.

A host is first asked a few times at once. Each good answer allows one more at a time, up to the
policy's most; each sign that it is too much halves that, and makes all wait. A host that keeps
silent, or keeps refusing, is given up for the rest of the run.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    import anyio

    from explainer.web.run_limits import Policy

_AT_FIRST = 6


class GivenUpError(Exception):
    """A host is not asked any more in this run; the text says why."""


@contextlib.contextmanager
def standstill(scope: anyio.CancelScope) -> Iterator[None]:
    """Let the time of a scope stand still."""
    loop = asyncio.get_running_loop()
    left, scope.deadline = scope.deadline - loop.time(), math.inf
    try:
        yield
    finally:
        scope.deadline = loop.time() + left


class Pace:
    """The pace at which one host is asked."""

    def __init__(self, policy: Policy) -> None:
        """Start with a few at once."""
        self._policy = policy
        self._allowed = float(min(_AT_FIRST, policy.connections))
        self._active = 0
        self._not_before = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._silences = 0
        self._refusals = 0
        self._given_up = ""

    @contextlib.asynccontextmanager
    async def turn(self, scope: anyio.CancelScope) -> AsyncIterator[None]:
        """
        Wait for a turn, and have it. `scope`'s time stands still while waiting.

        Raises `GivenUpError` where the host is left alone.
        """
        await self._enter(scope)
        try:
            yield
        finally:
            self._active -= 1
            self._wake()

    def answered(self) -> None:
        """Take note that the host gave an answer, and seems to be at ease."""
        self._silences = self._refusals = 0
        self._allowed = min(self._policy.connections, self._allowed + 1)

    def refused(self, pause: float) -> None:
        """Take note that it was too much for the host, which is to have a pause."""
        self._silences = 0
        self._refusals += 1
        self._slow_down(pause)
        if pause > self._policy.longest_pause:
            self._give_up(f"its host asks to wait for {math.ceil(pause)} seconds")
        elif self._refusals >= self._policy.refusals:
            self._give_up("its host limits its rate")

    def silent(self) -> None:
        """Take note that the host did not answer in time."""
        self._silences += 1
        self._slow_down(0)
        if self._silences >= self._policy.timeouts:
            self._give_up(f"its host did not answer {self._silences} times in a row")

    async def _enter(self, scope: anyio.CancelScope) -> None:
        loop = asyncio.get_running_loop()
        if self._given_up:
            raise GivenUpError(self._given_up)
        if self._waiting or not self._free(loop):
            future = loop.create_future()
            self._waiting.append(future)
            self._wake()
            try:
                with standstill(scope):
                    await future
            except asyncio.CancelledError:
                self._leave(future)
                raise
        else:
            self._active += 1

    def _leave(self, future: asyncio.Future[None]) -> None:
        if future.done() and not future.cancelled() and not future.exception():
            self._active -= 1
            self._wake()
        else:
            with contextlib.suppress(ValueError):
                self._waiting.remove(future)

    def _free(self, loop: asyncio.AbstractEventLoop) -> bool:
        return self._active < int(self._allowed) and loop.time() >= self._not_before

    def _wake(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting and self._free(loop):
            future = self._waiting.popleft()
            if not future.done():
                self._active += 1
                future.set_result(None)
        if self._waiting and loop.time() < self._not_before:
            if self._timer:
                self._timer.cancel()
            self._timer = loop.call_at(self._not_before, self._wake)

    def _slow_down(self, pause: float) -> None:
        self._allowed = max(1.0, self._allowed / 2)
        loop = asyncio.get_running_loop()
        wait = min(pause, self._policy.longest_pause)
        self._not_before = max(self._not_before, loop.time() + wait)

    def _give_up(self, why: str) -> None:
        self._given_up = why
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                future.set_exception(GivenUpError(why))
