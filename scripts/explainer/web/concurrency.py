"""Check many URLs concurrently."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from explainer.web.redirects import RedirectFollower
from explainer.web.url_checker import UrlCheck, UrlChecker, UrlResult
from explainer.web.verdicts import COULD_NOT_TELL, DEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from explainer.web.request_policy import RequestPolicy

_DNS_THREADS = 32


def check_urls(
    checks: Iterable[UrlCheck],
    policy: RequestPolicy,
    on_done: Callable[[], object] = lambda: None,
) -> dict[str, UrlResult]:
    """
    The results of checks, by URL; if several checks have the same URL, the last one counts.

    `on_done` is called after each. If no host responds at all, no URL is dead: this machine then
    probably has no network. Starts an event loop, so that no other one may run in this thread.
    """
    distinct = {check.url: check for check in checks}
    results = asyncio.run(_check_urls(list(distinct.values()), policy, on_done))
    if any(result.responded for result in results.values()):
        return results
    return {
        url: result._replace(verdict=COULD_NOT_TELL) if result.verdict == DEAD else result
        for url, result in results.items()
    }


async def _check_urls(
    checks: list[UrlCheck], policy: RequestPolicy, on_done: Callable[[], object]
) -> dict[str, UrlResult]:
    # Many threads, so that DNS timeouts do not delay the lookups of other hosts.
    dns_threads = ThreadPoolExecutor(_DNS_THREADS, thread_name_prefix="explainer-dns")
    asyncio.get_running_loop().set_default_executor(dns_threads)
    follower = RedirectFollower(policy)
    checker = UrlChecker(policy, follower)
    results: dict[str, UrlResult] = {}

    async def run(check: UrlCheck) -> None:
        results[check.url] = await checker.check(check)
        on_done()

    try:
        async with asyncio.TaskGroup() as group:
            for check in checks:
                group.create_task(run(check))
    finally:
        await follower.close()
    return {check.url: results[check.url] for check in checks}
