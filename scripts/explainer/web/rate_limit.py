"""
The rate limit of one host: concurrency, delays, and a circuit breaker.

A host first gets a few concurrent requests. Each good response allows one more, up to the limit of
the policy; each sign of overload halves the limit and delays all requests. After several timeouts
or rate-limited responses in a row the circuit opens: the host gets no more requests in this run.
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

    from explainer.web.request_policy import RequestPolicy

_INITIAL_CONCURRENCY = 6


class CircuitOpenError(Exception):
    """A host gets no more requests in this run; the message is the reason."""


@contextlib.contextmanager
def paused_timeout(scope: anyio.CancelScope) -> Iterator[None]:
    """Stop the clock of a cancel scope's deadline, and restart it on exit."""
    loop = asyncio.get_running_loop()
    left, scope.deadline = scope.deadline - loop.time(), math.inf
    try:
        yield
    finally:
        scope.deadline = loop.time() + left


class RateLimiter:
    """Limits the concurrency and the rate of the requests to one host."""

    def __init__(self, policy: RequestPolicy) -> None:
        """Take the policy of the run."""
        self._policy = policy
        self._concurrency = float(min(_INITIAL_CONCURRENCY, policy.max_connections))
        self._active = 0
        self._not_before = 0.0
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._timeouts = 0
        self._rate_limited = 0
        self._circuit_open = ""

    @contextlib.asynccontextmanager
    async def slot(self, scope: anyio.CancelScope) -> AsyncIterator[None]:
        """
        Wait for a slot, and hold it. The timeout of `scope` is paused while waiting.

        Raises `CircuitOpenError` if the host gets no more requests.
        """
        await self._acquire(scope)
        try:
            yield
        finally:
            self._active -= 1
            self._wake_waiters()

    def on_response(self) -> None:
        """Count a response that is not rate-limited: allow one more concurrent request."""
        self._timeouts = self._rate_limited = 0
        self._concurrency = min(self._policy.max_connections, self._concurrency + 1)

    def on_rate_limited(self, delay: float) -> None:
        """Count a rate-limited response, and delay all requests by `delay` seconds."""
        self._timeouts = 0
        self._rate_limited += 1
        self._back_off(delay)
        if delay > self._policy.max_delay:
            self._open_circuit(f"its host asks to wait for {math.ceil(delay)} seconds")
        elif self._rate_limited >= self._policy.max_rate_limited:
            self._open_circuit("its host limits the rate of requests")

    def on_timeout(self) -> None:
        """Count a timeout."""
        self._timeouts += 1
        self._back_off(0)
        if self._timeouts >= self._policy.max_timeouts:
            self._open_circuit(f"its host did not respond {self._timeouts} times in a row")

    async def _acquire(self, scope: anyio.CancelScope) -> None:
        loop = asyncio.get_running_loop()
        if self._circuit_open:
            raise CircuitOpenError(self._circuit_open)
        if self._waiters or not self._has_free_slot(loop):
            waiter = loop.create_future()
            self._waiters.append(waiter)
            self._wake_waiters()
            try:
                with paused_timeout(scope):
                    await waiter
            except asyncio.CancelledError:
                self._remove_waiter(waiter)
                raise
        else:
            self._active += 1

    def _remove_waiter(self, waiter: asyncio.Future[None]) -> None:
        if waiter.done() and not waiter.cancelled() and not waiter.exception():
            self._active -= 1
            self._wake_waiters()
        else:
            with contextlib.suppress(ValueError):
                self._waiters.remove(waiter)

    def _has_free_slot(self, loop: asyncio.AbstractEventLoop) -> bool:
        return self._active < int(self._concurrency) and loop.time() >= self._not_before

    def _wake_waiters(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiters and self._has_free_slot(loop):
            waiter = self._waiters.popleft()
            if not waiter.done():
                self._active += 1
                waiter.set_result(None)
        if self._waiters and loop.time() < self._not_before:
            if self._timer:
                self._timer.cancel()
            self._timer = loop.call_at(self._not_before, self._wake_waiters)

    def _back_off(self, delay: float) -> None:
        self._concurrency = max(1.0, self._concurrency / 2)
        loop = asyncio.get_running_loop()
        wait = min(delay, self._policy.max_delay)
        self._not_before = max(self._not_before, loop.time() + wait)

    def _open_circuit(self, reason: str) -> None:
        self._circuit_open = reason
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_exception(CircuitOpenError(reason))
