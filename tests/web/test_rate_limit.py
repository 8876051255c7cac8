"""The rate limiter: after how many timeouts and rate-limited responses the circuit opens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import anyio
import pytest

from explainer.web.rate_limit import CircuitOpenError, RateLimiter
from explainer.web.request_policy import RequestPolicy

if TYPE_CHECKING:
    from collections.abc import Callable

POLICY = RequestPolicy(max_timeouts=3, max_rate_limited=3, max_delay=20)


def is_open(count: Callable[[RateLimiter], object]) -> bool:
    """Whether the circuit of a new rate limiter is open after some events."""

    async def run() -> bool:
        limiter = RateLimiter(POLICY)
        count(limiter)
        try:
            async with limiter.slot(anyio.CancelScope()):
                return False
        except CircuitOpenError:
            return True

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("events", "opened"),
    [
        ("tt", False),
        ("ttt", True),
        ("ttrt", False),
        ("ll", False),
        ("lll", True),
        ("llrl", False),
        ("ttltt", False),
    ],
)
def test_circuit(events: str, opened: bool) -> None:  # noqa: FBT001
    """Timeouts and rate-limited responses count in a row; a response resets both counts."""

    def count(limiter: RateLimiter) -> None:
        for event in events:
            if event == "t":
                limiter.on_timeout()
            elif event == "l":
                limiter.on_rate_limited(0)
            else:
                limiter.on_response()

    assert is_open(count) is opened


@pytest.mark.parametrize(("delay", "opened"), [(20.1, True), (0, False)])
def test_long_delay(delay: float, opened: bool) -> None:  # noqa: FBT001
    """A delay that is longer than the policy allows opens the circuit at once."""
    assert is_open(lambda limiter: limiter.on_rate_limited(delay)) is opened
