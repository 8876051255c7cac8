"""Follow redirects: by status and `Location`, by a `Refresh` header, or by `<meta>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore2
import httpx2

from explainer.site import url_syntax
from explainer.web.client import HostClient
from explainer.web.guarded_network import GuardedBackend
from explainer.web.request_url import parse, without_credentials
from explainer.web.response import BodyLimits, RedirectChain, RequestFailure, Response
from explainer.web.soft_404 import refresh_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    import anyio

    from explainer.web.request_policy import RequestPolicy

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_MULTIPLE_CHOICES = 300
_SUCCESS = range(200, 300)


class RedirectFollower:
    """Sends requests to any number of hosts, one `HostClient` each, and follows redirects."""

    def __init__(self, policy: RequestPolicy) -> None:
        """Take the policy of the run."""
        self._policy = policy
        self._backend = GuardedBackend(policy)
        self._ssl_context: ssl.SSLContext = policy.ssl_context or httpcore2.default_ssl_context()
        self._clients: dict[str, HostClient] = {}

    def client(self, host: str) -> HostClient:
        """The client of a host."""
        if host not in self._clients:
            self._clients[host] = HostClient(self._policy, self._backend, self._ssl_context)
        return self._clients[host]

    async def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            await client.close()

    async def follow(
        self,
        url: httpx2.URL,
        headers: Mapping[str, str],
        limits: BodyLimits,
        scope: anyio.CancelScope,
    ) -> RedirectChain:
        """
        Request a URL, and follow its redirects with the cookies that they set.

        The chain ends at the first response that is no redirect, at a redirect loop, or at the
        maximum of the policy. The caller closes it.
        """
        cookies = httpx2.Cookies()
        seen: set[tuple[str, str]] = set()
        permanent_url, permanent = None, True
        request = _request(url, headers, cookies)
        while True:
            seen.add(_key(request))
            response, raw = await self.client(url.host).send(request, limits, scope)
            if raw is not None:
                cookies.extract_cookies(raw)
            target = _target(response)
            if target is None or isinstance(target, RequestFailure):
                return RedirectChain(response, permanent_url, target or response.failure)
            request = _request(target, headers, cookies)
            failure = self._loop_failure(seen, request)
            if failure and _has_delayed_refresh(response):
                return RedirectChain(response, permanent_url)
            response.close()
            permanent = permanent and response.status in _PERMANENT
            url = target
            permanent_url = url if permanent else permanent_url
            if failure:
                return RedirectChain(Response(url), failure=failure)

    def _loop_failure(
        self, seen: set[tuple[str, str]], request: httpx2.Request
    ) -> RequestFailure | None:
        if _key(request) in seen:
            return RequestFailure("it is a redirect loop", dead=True, client_dependent=True)
        if len(seen) > self._policy.max_redirects:
            reason = f"it redirects more than {self._policy.max_redirects} times"
            return RequestFailure(reason, dead=True, client_dependent=True)
        return None


def _request(
    url: httpx2.URL, headers: Mapping[str, str], cookies: httpx2.Cookies
) -> httpx2.Request:
    request = httpx2.Request("GET", without_credentials(url), headers=dict(headers))
    if len(cookies.jar):
        cookies.set_cookie_header(request)
    return request


def _key(request: httpx2.Request) -> tuple[str, str]:
    """Two requests with the same key get the same response: the URL and the cookies."""
    return str(request.url), request.headers.get("cookie", "")


def _target(response: Response) -> httpx2.URL | RequestFailure | None:
    """Where a response redirects to; `None` if it is no redirect."""
    location = ""
    if response.status in _REDIRECTS or response.status == _MULTIPLE_CHOICES:
        location = response.location
        if not location and response.status in _REDIRECTS:
            reason = "it redirects without a Location header"
            return RequestFailure(reason, dead=True, client_dependent=True)
    elif response.status in _SUCCESS:
        refresh = refresh_of(response)
        location = refresh[1] if refresh else ""
    return join(response.url, location) if location else None


def _has_delayed_refresh(response: Response) -> bool:
    """Whether it is a page that readers see for some seconds before it reloads."""
    refresh = refresh_of(response) if response.status in _SUCCESS else None
    return refresh is not None and refresh[0] > 0


def join(base: httpx2.URL, location: str) -> httpx2.URL | RequestFailure:
    """The URL of a redirect without its fragment, or why it cannot be followed."""
    scheme = url_syntax.scheme_of(location.strip())
    if scheme and scheme not in url_syntax.WEB:
        return RequestFailure(f"it redirects to a URL with the scheme {scheme}:")
    joined = url_syntax.join(str(base), location)
    parsed = parse(str(joined)) if joined else None
    if parsed is None:
        return RequestFailure("it redirects to an invalid URL", dead=True)
    return without_credentials(parsed[0])
