"""
Connections to public addresses only, unless the policy allows the host.

The address of each connection is checked after the name is resolved, so that no spelling, redirect
or DNS rebinding leads to a private network (server-side request forgery).
"""

from __future__ import annotations

import asyncio
import contextvars
import select
import socket
from typing import TYPE_CHECKING, Any

import httpcore2

from explainer.web.private_addresses import special_purpose

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from explainer.web.request_policy import DnsResolver, RequestPolicy

_MAX_ADDRESSES = 4
"""How many addresses of a host are tried."""


class PrivateAddressError(httpcore2.ConnectError):
    """A host has a private address, and the policy does not allow it."""

    def __init__(self, address: str, purpose: str) -> None:
        """Take the IP address, and its special purpose."""
        super().__init__(f"{address} is {purpose}")


class HostNotFoundError(httpcore2.ConnectError):
    """The DNS has no such host, or (if `definite` is false) did not answer."""

    def __init__(self, name: str, *, definite: bool) -> None:
        """Take the host name, and whether the DNS said that it does not exist."""
        super().__init__(name)
        self.definite = definite


async def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, by the system's resolver. Raises `socket.gaierror`."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class HeaderBudget:
    """How many more bytes a response may have before its body begins."""

    def __init__(self, left: float) -> None:
        """Take the number of bytes."""
        self.left = left


HEADER_BUDGET: contextvars.ContextVar[HeaderBudget | None] = contextvars.ContextVar(
    "HEADER_BUDGET", default=None
)
"""The budget of the current task's request."""


class BoundedStream(httpcore2.AsyncNetworkStream):
    """A connection that fails when a response exceeds the header budget of its request."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        """Take the connection to wrap."""
        self._stream = stream
        self._socket: socket.socket | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Read some bytes. Raises `httpcore2.RemoteProtocolError` if the budget is exceeded."""
        data = await self._stream.read(max_bytes, timeout)
        budget = HEADER_BUDGET.get()
        if budget is not None:
            budget.left -= len(data)
            if budget.left < 0:
                raise httpcore2.RemoteProtocolError("no end of headers")  # noqa: EM101, TRY003
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send bytes."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  (the signature of the base class)
    ) -> httpcore2.AsyncNetworkStream:
        """The same connection, encrypted with TLS."""
        inner = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        # HTTP/2 limits headers itself, and its requests share one connection.
        is_http2 = inner.get_extra_info("ssl_object").selected_alpn_protocol() == "h2"
        return inner if is_http2 else BoundedStream(inner)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (the signature of the base class)
        """Information about the connection, by name."""
        if info == "is_readable" and hasattr(select, "poll"):
            return self._is_readable()
        return self._stream.get_extra_info(info)

    def _is_readable(self) -> bool:
        # The pool calls this for every connection before each request; to look up the socket each
        # time would take a tenth of a run.
        self._socket = self._socket or self._stream.get_extra_info("socket")
        number = self._socket.fileno() if self._socket else -1
        if number < 0:
            return True
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """A network backend that connects to public addresses and to allowed hosts only."""

    def __init__(self, policy: RequestPolicy) -> None:
        """Take the policy of the run."""
        self._policy = policy
        self._resolve: DnsResolver = policy.resolver or resolve
        self._network = policy.network_backend or httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (the signature of the base class)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """
        Connect to a host.

        Raises `HostNotFoundError`, `PrivateAddressError`, and the errors of the network backend.
        """
        allowed = host.rstrip(".").casefold() in self._policy.allowed_hosts
        failure: Exception = HostNotFoundError(host, definite=True)
        for address in await self._addresses(host, port, allowed=allowed):
            try:
                stream = await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            peer = stream.get_extra_info("server_addr")
            if not allowed and peer and (purpose := special_purpose(str(peer[0]))):
                await stream.aclose()
                raise PrivateAddressError(peer[0], purpose)
            return BoundedStream(stream)
        raise failure

    async def _addresses(self, host: str, port: int, *, allowed: bool) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except socket.gaierror as error:
            definite = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
            raise HostNotFoundError(host, definite=definite) from error
        except (UnicodeError, ValueError) as error:
            raise HostNotFoundError(host, definite=True) from error
        purposes = {address: None if allowed else special_purpose(address) for address in found}
        public = [address for address, purpose in purposes.items() if purpose is None]
        if found and not public:
            address, purpose = next(iter(purposes.items()))
            raise PrivateAddressError(address, purpose or "reserved")
        return public[:_MAX_ADDRESSES]

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  (the signature of the base class)
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Raise `PrivateAddressError`: a Unix socket is never public."""
        del timeout, socket_options
        raise PrivateAddressError(path, "a Unix socket")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
