"""Retry a request: after failures that may pass, and with the headers of a browser."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import anyio

from explainer.web.client import BROWSER_HEADERS, DEFAULT_HEADERS
from explainer.web.verdicts import (
    ALIVE,
    COULD_NOT_TELL,
    DEAD,
    is_rate_limited,
    is_retryable,
    judge,
    retry_after,
)

if TYPE_CHECKING:
    import httpx2

    from explainer.web.redirects import RedirectFollower
    from explainer.web.request_policy import RequestPolicy
    from explainer.web.response import BodyLimits, RedirectChain

_RANKS = (DEAD, COULD_NOT_TELL, ALIVE)


class RetryingClient:
    """Requests a URL several times, if the policy and the timeout allow it."""

    def __init__(self, policy: RequestPolicy, follower: RedirectFollower) -> None:
        """Take the policy of the run, and the client that follows redirects."""
        self._policy = policy
        self._follower = follower

    async def get(
        self, url: httpx2.URL, limits: BodyLimits, scope: anyio.CancelScope
    ) -> RedirectChain:
        """Request a URL until the response is final, with a delay before each further attempt."""
        chain = await self._follower.follow(url, DEFAULT_HEADERS, limits, scope)
        for delay in self._policy.retry_delays():
            if not is_retryable(chain) or not await self._wait(chain, delay, scope):
                return chain
            before = chain
            chain = await self._follower.follow(url, DEFAULT_HEADERS, limits, scope)
            if chain.failure and chain.failure.no_response:
                # The circuit of the host has opened meanwhile; the earlier response says why.
                return before
            before.close()
        self._count_rate_limit(chain, 0)
        return chain

    async def get_as_browser(
        self,
        url: httpx2.URL,
        limits: BodyLimits,
        scope: anyio.CancelScope,
        before: RedirectChain,
    ) -> RedirectChain:
        """Request a URL as a browser does; the result is `before` if that has a better verdict."""
        chain = await self._follower.follow(url, BROWSER_HEADERS, limits, scope)
        if _RANKS.index(judge(chain).verdict) >= _RANKS.index(judge(before).verdict):
            before.close()
            return chain
        chain.close()
        return before

    async def _wait(self, chain: RedirectChain, delay: float, scope: anyio.CancelScope) -> bool:
        """Wait before another attempt; false if there is no time left for one."""
        requested = retry_after(chain.response, dt.datetime.now(tz=dt.UTC))
        delay = delay if requested is None else max(requested, delay / 4)
        self._count_rate_limit(chain, delay)
        left = scope.deadline - anyio.current_time()
        if delay > min(self._policy.max_delay, left):
            return False
        await anyio.sleep(delay)
        return True

    def _count_rate_limit(self, chain: RedirectChain, delay: float) -> None:
        if is_rate_limited(chain.response):
            client = self._follower.client(chain.response.url.host)
            client.rate_limiter.on_rate_limited(delay)
