"""Check one URL: request it with retries, detect soft 404s, and search the page for quotations."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, NamedTuple

import anyio
import httpx2

from explainer.web.client import DEFAULT_HEADERS
from explainer.web.page_content import SearchResult, search
from explainer.web.rate_limit import paused_timeout
from explainer.web.request_url import is_same_request, parse
from explainer.web.response import BodyLimits, RedirectChain, Response
from explainer.web.retry import RetryingClient
from explainer.web.soft_404 import Soft404, detect_soft_404, same_page
from explainer.web.soft_404_phrases import SCRIPT_FRAGMENT
from explainer.web.verdicts import (
    ALIVE,
    COULD_NOT_TELL,
    DEAD,
    WORDS_GONE,
    Verdict,
    is_client_dependent,
    judge,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.web.redirects import RedirectFollower
    from explainer.web.request_policy import RequestPolicy

_MAX_SUBPROCESSES = 2


class UrlCheck(NamedTuple):
    """
    A URL without its fragment, and what to check on its page.

    `words` are quotations that the page should contain, by names of the caller's; `fragments` are
    anchors that it should have. `text` is true if the hash of its text is needed in any case.
    """

    url: str
    words: Mapping[str, str] = {}
    fragments: frozenset[str] = frozenset()
    text: bool = False


class UrlResult(NamedTuple):
    """
    The result of a `UrlCheck`.

    - `url`: that of the check.
    - `verdict`, `reason`: see `explainer.web.verdicts`.
    - `moved`: the URL to which it redirects permanently.
    - `gone`: the names of the quotations that the page does not contain.
    - `missing`: the fragments for which the page has no anchor.
    - `digest`: the hash of the page's text, if it was read in full.
    - `responded`: whether anything was received from a host.
    - `seconds`: the duration, without the time in the queue of the host.
    """

    url: str
    verdict: str
    reason: str = ""
    moved: str | None = None
    gone: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    digest: str | None = None
    responded: bool = False
    seconds: float = 0.0


class UrlChecker:
    """Checks URLs, any number of them concurrently."""

    def __init__(self, policy: RequestPolicy, follower: RedirectFollower) -> None:
        """Take the policy of the run, and the client that follows redirects."""
        self._policy = policy
        self._follower = follower
        self._client = RetryingClient(policy, follower)
        self._subprocesses = asyncio.Semaphore(_MAX_SUBPROCESSES)

    async def check(self, check: UrlCheck) -> UrlResult:
        """The result of a check, within the timeout of the policy; never raises."""
        parsed = parse(check.url)
        if parsed is None:
            return UrlResult(check.url, COULD_NOT_TELL, "it is not an HTTP or HTTPS URL")
        # The last result counts: when the timeout cancels the check, the best that is known.
        results = [UrlResult(check.url, COULD_NOT_TELL, "it took too long")]
        timeout = self._policy.url_timeout
        with anyio.CancelScope(deadline=anyio.current_time() + timeout) as scope:
            try:
                await self._check(check, parsed[0], scope, results)
            except Exception as error:  # noqa: BLE001  (one URL must not end the run)
                reason = f"its response cannot be parsed ({type(error).__name__})"
                results.append(UrlResult(check.url, COULD_NOT_TELL, reason))
        left = scope.deadline - anyio.current_time()
        return results[-1]._replace(seconds=timeout - left)

    async def _check(
        self, check: UrlCheck, url: httpx2.URL, scope: anyio.CancelScope, results: list[UrlResult]
    ) -> None:
        limits = self._body_limits(check)
        chain = await self._client.get(url, limits, scope)
        try:
            verdict = judge(chain)
            if verdict.verdict != ALIVE and is_client_dependent(chain):
                results.append(_result(check, chain, verdict))
                chain = await self._client.get_as_browser(url, limits, scope, chain)
                verdict = judge(chain)
            results.append(_result(check, chain, verdict))
            if verdict.verdict != ALIVE:
                return
            suspect = detect_soft_404(url, chain.response)
            if suspect:
                not_moved = chain._replace(permanent_url=None)
                unverified = Verdict(COULD_NOT_TELL, suspect.reason)
                results.append(_result(check, not_moved, unverified))
                verdict = await self._verify(url, chain, suspect, scope)
                if verdict.verdict != ALIVE:
                    results.append(_result(check, not_moved, verdict))
                    return
            results.append(await self._search(check, chain, results, scope))
        finally:
            chain.close()

    def _body_limits(self, check: UrlCheck) -> BodyLimits:
        policy = self._policy
        if check.words or check.text:
            return BodyLimits(policy.start_bytes, policy.page_bytes, policy.pdf_bytes)
        page = policy.page_bytes if any(map(_is_anchor, check.fragments)) else 0
        return BodyLimits(policy.start_bytes, page)

    async def _verify(
        self, url: httpx2.URL, chain: RedirectChain, suspect: Soft404, scope: anyio.CancelScope
    ) -> Verdict:
        """Compare a suspected soft 404 with the response to a random URL of the same host."""
        if suspect.certain:
            return Verdict(DEAD, suspect.reason)
        if not suspect.verifiable:
            return Verdict(COULD_NOT_TELL, suspect.reason)
        limits = BodyLimits(self._policy.start_bytes)
        other = await self._follower.follow(_random_url(url), DEFAULT_HEADERS, limits, scope)
        verdict = judge(other).verdict
        if verdict == ALIVE and same_page(chain.response, other.response):
            return Verdict(DEAD, f"{suspect.reason}, as for every URL that does not exist")
        if verdict == DEAD and not other.failure and _same_path(url, chain.response):
            # The host responds with 404 to missing pages, so that its 200 is reliable.
            return Verdict(ALIVE)
        return Verdict(COULD_NOT_TELL, suspect.reason)

    async def _search(
        self,
        check: UrlCheck,
        chain: RedirectChain,
        results: list[UrlResult],
        scope: anyio.CancelScope,
    ) -> UrlResult:
        """The result for a page that is alive, with the quotations and anchors that it lacks."""
        result = _result(check, chain, Verdict(ALIVE))
        anchors = sorted(filter(_is_anchor, check.fragments))
        response = chain.response
        if not (check.words or check.text or (anchors and response.is_page)):
            return result
        if check.words or check.text:
            unread = Verdict(COULD_NOT_TELL, "it took too long to read its text")
            results.append(_result(check, chain, unread))
        with paused_timeout(scope):
            await self._subprocesses.acquire()
        try:
            found = await search(response, check.words, anchors)
        finally:
            self._subprocesses.release()
        return _with_search_result(check, chain, found, result)


def _with_search_result(
    check: UrlCheck, chain: RedirectChain, found: SearchResult | None, result: UrlResult
) -> UrlResult:
    complete = chain.response.complete
    if found is None:
        unread = Verdict(COULD_NOT_TELL, "its text cannot be read")
        return _result(check, chain, unread) if check.words or check.text else result
    digest = found.digest if complete else None
    gone = tuple(name for name in check.words if name not in found.found)
    missing = found.missing if complete and found.has_anchors else frozenset()
    result = result._replace(missing=missing, digest=digest)
    if not gone:
        return result
    if not complete:
        return result._replace(verdict=COULD_NOT_TELL, reason="only a part of its text was read")
    if found.has_little_text:
        return result._replace(verdict=COULD_NOT_TELL, reason="it has hardly any text")
    if found.has_paywall:
        return result._replace(verdict=COULD_NOT_TELL, reason="it seems to have a paywall")
    return result._replace(verdict=WORDS_GONE, reason="the words are not in its text", gone=gone)


def _result(check: UrlCheck, chain: RedirectChain, verdict: Verdict) -> UrlResult:
    moved = chain.permanent_url if verdict.verdict == ALIVE else None
    if moved and is_same_request(moved, httpx2.URL(check.url)):
        moved = None
    responded = chain.failure is None or not chain.failure.no_response
    return UrlResult(check.url, *verdict, moved=str(moved) if moved else None, responded=responded)


def _is_anchor(fragment: str) -> bool:
    """Whether a fragment names an anchor that should be in the source of the page."""
    name = fragment.partition(":~:")[0]
    return bool(name) and name.lower() != "top" and not SCRIPT_FRAGMENT.match(name)


def _random_url(url: httpx2.URL) -> httpx2.URL:
    """A URL in the same folder that does not exist; the same for each run."""
    folder = url.path.rstrip("/").rpartition("/")[0]
    name = hashlib.sha256(str(url).encode()).hexdigest()[:12]
    return url.copy_with(path=f"{folder}/{name}", query=None)


def _same_path(url: httpx2.URL, response: Response) -> bool:
    return (url.host, url.path.rstrip("/")) == (
        response.url.host,
        response.url.path.rstrip("/"),
    )
