"""From an address to where it leads in the end: redirects, one by one, with cookies on the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import httpcore2
import httpx2

from explainer.web.client import Host, Reply, Trouble, Wanted
from explainer.web.private_addresses import GuardedBackend
from explainer.web.soft_404 import refresh_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator, Mapping

    import anyio

    from explainer.web.run_limits import Policy

_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_CHOICES = 300
_GOOD = range(200, 300)
_WEB = ("http", "https")
_NO_NAME = re.compile(r"[\x00-\x20\x7f%#/:<>?@\[\\\]^|]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Trail(NamedTuple):
    """
    Where an address led.

    `moved` is the address that it has been moved to for good, if it has been. `trouble` is why the
    trail ends where there is nothing to see; `fragment` is what a redirect put behind the address.
    """

    reply: Reply
    moved: httpx2.URL | None = None
    fragment: str = ""
    trouble: Trouble | None = None

    def close(self) -> None:
        """Drop the body that was kept."""
        if self.reply.body is not None:
            self.reply.body.close()


class Follower:
    """Asks hosts, each at its pace, and follows where they send to."""

    def __init__(self, policy: Policy) -> None:
        """Take the policy."""
        self._policy = policy
        self._backend = GuardedBackend(policy)
        self._tls: ssl.SSLContext = policy.tls or httpcore2.default_ssl_context()
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """The host of that name."""
        if name not in self._hosts:
            self._hosts[name] = Host(self._policy, self._backend, self._tls)
        return self._hosts[name]

    async def close(self) -> None:
        """Close all connections."""
        for host in self._hosts.values():
            await host.close()

    async def follow(
        self, url: httpx2.URL, headers: Mapping[str, str], wanted: Wanted, scope: anyio.CancelScope
    ) -> Trail:
        """Ask for an address and for all that it sends to, up to as many as the policy allows."""
        cookies = httpx2.Cookies()
        seen: set[tuple[str, str]] = set()
        moved, fragment, lasting = None, "", True
        request = _request(url, headers, cookies)
        while True:
            seen.add(_step(request))
            reply, response = await self.host(url.host).ask(request, wanted, scope)
            if response is not None:
                cookies.extract_cookies(response)
            following = self._next(reply)
            if following is None or isinstance(following, Trouble):
                return Trail(reply, moved, fragment, following or reply.trouble)
            request = _request(following[0], headers, cookies)
            endless = self._endless(seen, request)
            if endless and _lasts(reply):
                return Trail(reply, moved, fragment)
            if reply.body is not None:
                reply.body.close()
            lasting = lasting and reply.status in _PERMANENT
            url, new = following
            fragment = new or fragment
            moved = url if lasting else moved
            if endless:
                return Trail(Reply(url), trouble=endless)

    def _endless(self, seen: set[tuple[str, str]], request: httpx2.Request) -> Trouble | None:
        if _step(request) in seen:
            return Trouble("it sends round in circles", gone=True, other=True)
        if len(seen) > self._policy.hops:
            many = f"it sends on more than {self._policy.hops} times"
            return Trouble(many, gone=True, other=True)
        return None

    def _next(self, reply: Reply) -> tuple[httpx2.URL, str] | Trouble | None:
        location = ""
        if reply.status in _REDIRECTS or reply.status == _CHOICES:
            location = _location(reply)
            if not location:
                lacks = Trouble("it sends on without saying where to", gone=True, other=True)
                return lacks if reply.status in _REDIRECTS else None
        elif reply.status in _GOOD:
            location = (refresh_of(reply) or (0, ""))[1]
        return join(reply.url, location) if location else None


def _request(
    url: httpx2.URL, headers: Mapping[str, str], cookies: httpx2.Cookies
) -> httpx2.Request:
    request = httpx2.Request("GET", _bare(url), headers=dict(headers))
    if len(cookies.jar):
        cookies.set_cookie_header(request)
    return request


def _step(request: httpx2.Request) -> tuple[str, str]:
    """What tells one request on the way from another."""
    return str(request.url), request.headers.get("cookie", "")


def _lasts(reply: Reply) -> bool:
    """Whether it is a page that can be read, until it shows itself anew."""
    refresh = refresh_of(reply) if reply.status in _GOOD else None
    return refresh is not None and refresh[0] > 0


def join(base: httpx2.URL, location: str) -> tuple[httpx2.URL, str] | Trouble:
    """Where a redirect leads, and the fragment that it names; or why it leads nowhere."""
    written = location.strip().replace("\\", "/")
    kind, _, rest = written.partition(":")
    kind = kind.lower() if _SCHEME.match(written) else ""
    if kind and kind not in _WEB:
        return Trouble(f"it sends to an address that begins with {kind}:")
    try:
        if kind and (kind != base.scheme or rest.startswith("//")):
            # As browsers have it, any number of strokes is two.
            parsed = parse(f"{kind}://{rest.lstrip('/')}")
        else:
            parsed = parse(urljoin(str(base), rest if kind else written))
    except ValueError:
        parsed = None
    return (
        (_bare(parsed[0]), parsed[1])
        if parsed
        else Trouble("it sends to something that is no address", gone=True)
    )


def parse(address: str) -> tuple[httpx2.URL, str] | None:
    """An address without its fragment, and the fragment; `None` where it is none of the web's."""
    bare, fragment = urldefrag(address.strip())
    try:
        parts = urlsplit(bare)
        parts.port  # noqa: B018  (an impossible port raises only when it is asked for)
        url = httpx2.URL(bare)
        if "%" in url.host and ":" not in url.host:
            # Browsers, and what makes pages, write the letters of a name like that as well.
            url = url.copy_with(host=_decoded(url.host))
    except (httpx2.InvalidURL, ValueError, TypeError):
        return None
    return (url, fragment) if url.scheme in _WEB and url.host else None


def _decoded(host: str) -> str:
    """A name in percent signs as it is read. Raises `ValueError` where it is none."""
    name = unquote(host, errors="strict")
    if _NO_NAME.search(name):
        message = f"{host} is no name"
        raise ValueError(message)
    return name


def _bare(url: httpx2.URL) -> httpx2.URL:
    """An address without a name and a password: they are nobody's to send."""
    return url.copy_with(username="", password="") if url.userinfo else url


def _location(reply: Reply) -> str:
    raw = [value for name, value in _raw(reply) if name.lower() == b"location"]
    if not raw:
        return ""
    try:
        return raw[0].decode("utf-8")
    except UnicodeDecodeError:
        return raw[0].decode("latin-1")


def _raw(reply: Reply) -> Iterator[tuple[bytes, bytes]]:
    yield from reply.headers.raw if reply.headers else ()
