"""The rate limiter: after how many timeouts and rate-limited responses the circuit opens."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from explainer.web.rate_limit import CircuitOpenError, RateLimiter, paused_timeout
from explainer.web.request_policy import RequestPolicy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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


class Requests:
    """Requests to one host, each of which holds its slot until it is released."""

    def __init__(self, limiter: RateLimiter) -> None:
        """Take the limiter of the host."""
        self._limiter = limiter
        self._tasks: list[asyncio.Task[None]] = []
        self._release: list[asyncio.Event] = []
        self.active: list[int] = []
        self.refused: list[int] = []

    async def start(self, count: int = 1) -> None:
        """Start some requests."""
        for _ in range(count):
            self._release.append(asyncio.Event())
            self._tasks.append(asyncio.create_task(self._run(len(self._tasks))))
        await settled()

    async def _run(self, number: int) -> None:
        try:
            with anyio.CancelScope() as scope:
                async with self._limiter.slot(scope):
                    self.active.append(number)
                    await self._release[number].wait()
                    self.active.remove(number)
        except CircuitOpenError:
            self.refused.append(number)

    async def finish(self, *numbers: int) -> None:
        """Let some requests end."""
        for number in numbers:
            self._release[number].set()
        await settled()

    async def cancel(self, *numbers: int) -> None:
        """Cancel some requests at once."""
        for number in numbers:
            self._tasks[number].cancel()
        await settled()

    async def end(self) -> None:
        """Cancel all requests."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def settled() -> None:
    """Let the tasks run that can."""
    for _ in range(8):
        await asyncio.sleep(0)


def played(play: Callable[[RateLimiter, Requests], Awaitable[None]], **policy: Any) -> None:  # noqa: ANN401
    """Play with the requests of one host."""

    async def run() -> None:
        limiter = RateLimiter(RequestPolicy(**{"max_connections": 10, "max_delay": 20, **policy}))
        requests = Requests(limiter)
        await play(limiter, requests)
        await requests.end()

    asyncio.run(run())


def test_first_requests() -> None:
    """Six requests run at first; the others wait for their turn, in order."""

    async def play(_: RateLimiter, requests: Requests) -> None:
        await requests.start(9)
        assert requests.active == [0, 1, 2, 3, 4, 5]
        await requests.finish(2)
        assert requests.active == [0, 1, 3, 4, 5, 6]
        await requests.finish(0, 1, 3)
        assert requests.active == [4, 5, 6, 7, 8]
        await requests.start(2)
        assert requests.active == [4, 5, 6, 7, 8, 9]

    played(play)


def test_more_requests() -> None:
    """Each response allows one more request, up to the number of connections."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        await requests.start(9)
        limiter.on_response()
        await requests.finish(0)
        assert len(requests.active) == 7
        for _ in range(5):
            limiter.on_response()
        await requests.start(9)
        await requests.finish(1)
        assert len(requests.active) == 8

    played(play, max_connections=8)


def test_few_connections() -> None:
    """No more requests run than there are connections."""

    async def play(_: RateLimiter, requests: Requests) -> None:
        await requests.start(3)
        assert requests.active == [0, 1]

    played(play, max_connections=2)


def test_fewer_requests() -> None:
    """Each sign of overload halves the number of requests, down to one."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        limiter.on_timeout()
        await requests.start(5)
        assert requests.active == [0, 1, 2]
        for _ in range(5):
            limiter.on_timeout()
        await requests.finish(0, 1)
        assert requests.active == [2]
        await requests.finish(2)
        assert requests.active == [3]

    played(play, max_timeouts=9)


def test_no_delay_after_a_timeout() -> None:
    """A timeout delays no request."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        limiter.on_timeout()
        await requests.start()
        assert requests.active == [0]

    played(play)


def test_delay() -> None:
    """A host that asks to wait is not asked before; the longest delay counts."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        limiter.on_rate_limited(0.2)
        limiter.on_rate_limited(0.1)
        await requests.start(2)
        await asyncio.sleep(0.15)
        assert requests.active == []
        await asyncio.sleep(0.1)
        assert requests.active == [0]
        await requests.finish(0)
        assert requests.active == [1]

    played(play, max_delay=0.2)


def test_longer_delay() -> None:
    """A delay that grows while requests wait holds them up for longer."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        limiter.on_rate_limited(0.05)
        await requests.start()
        limiter.on_rate_limited(0.2)
        await requests.start()
        await asyncio.sleep(0.1)
        assert requests.active == []
        await asyncio.sleep(0.15)
        assert requests.active == [0]

    played(play)


def test_cancelled() -> None:
    """A request that is cancelled while it waits, or as its turn comes, takes no slot."""

    async def play(_: RateLimiter, requests: Requests) -> None:
        await requests.start(4)
        assert requests.active == [0]
        await requests.cancel(1)
        requests._release[0].set()  # noqa: SLF001
        for _step in range(8):
            if requests.active:
                await asyncio.sleep(0)
        await requests.cancel(2)
        assert requests.active == [3]
        await requests.finish(3)
        await requests.start(2)
        assert requests.active == [4]

    played(play, max_connections=1)


def test_refused() -> None:
    """Requests that wait are refused when the circuit opens, and so are new ones."""

    async def play(limiter: RateLimiter, requests: Requests) -> None:
        await requests.start(3)
        await requests.cancel(1)
        limiter.on_rate_limited(21)
        await requests.start()
        assert (requests.active, requests.refused) == ([0], [2, 3])
        await requests.finish(0)
        assert requests.active == []

    played(play, max_connections=1)


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ([20.1], "its host asks to wait for 21 seconds"),
        ([0, 0, 0], "its host limits the rate of requests"),
        ([None] * 3, "its host did not respond 3 times in a row"),
    ],
)
def test_reason(events: list[float | None], reason: str) -> None:
    """What is refused is told why."""

    async def run() -> None:
        limiter = RateLimiter(POLICY)
        for delay in events:
            if delay is None:
                limiter.on_timeout()
            else:
                limiter.on_rate_limited(delay)
        async with limiter.slot(anyio.CancelScope()):
            pass

    with pytest.raises(CircuitOpenError, match=reason):
        asyncio.run(run())


def test_paused_timeout() -> None:
    """A timeout does not run while a request waits, and goes on where it stopped."""

    async def run() -> float:
        with anyio.CancelScope(deadline=anyio.current_time() + 5) as scope:
            with paused_timeout(scope):
                assert scope.deadline > anyio.current_time() + 1000
                await asyncio.sleep(0.05)
            return scope.deadline - anyio.current_time()
        raise AssertionError

    assert asyncio.run(run()) == pytest.approx(5, abs=0.03)
