"""
Which numerical addresses may be asked, and the connections that keep to it.

The guard judges the address that is connected to, after names are resolved: spellings, redirects
and names that change what they stand for make no difference to it.
"""

from __future__ import annotations

import asyncio
import contextvars
import select
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any

import httpcore2

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from explainer.web.run_limits import Policy, Resolver

# IANA's registries of special-purpose addresses, multicast, and one address of a cloud's own.
_RESERVED_4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a carrier's network"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's metadata"),
        ("169.254.0.0/16", "the local link, or a cloud's metadata"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a protocol's own"),
        ("192.0.2.0/24", "an example"),
        ("192.88.99.0/24", "a relay"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a test network"),
        ("198.51.100.0/24", "an example"),
        ("203.0.113.0/24", "an example"),
        ("224.0.0.0/4", "many machines at once"),
        ("240.0.0.0/4", "reserved"),
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
_RESERVED_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("2001::/23", "a protocol's own, or a tunnel"),
        ("2001:db8::/32", "an example"),
        ("3fff::/20", "an example"),
        ("5f00::/16", "a protocol's own"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_LOW_32 = 0xFFFF_FFFF
_MOST_TRIED = 4
_OWN = (
    (IPv6Network("::/128"), "no machine"),
    (IPv6Network("::1/128"), "this machine"),
    (IPv6Network("fc00::/7"), "a private network"),
    (IPv6Network("fe80::/10"), "the local link"),
    (IPv6Network("fec0::/10"), "a private network"),
    (IPv6Network("ff00::/8"), "many machines at once"),
)


class NotAllowedError(httpcore2.ConnectError):
    """A host is on a network that may not be asked."""

    def __init__(self, address: str, what: str) -> None:
        """Take the address, and what it is kept for."""
        super().__init__(f"{address} is {what}")


class NoHostError(httpcore2.ConnectError):
    """There is no host of that name, or (where `certain` is false) no answer whether there is."""

    def __init__(self, name: str, *, certain: bool) -> None:
        """Take the name, and whether somebody said that there is no such host."""
        super().__init__(name)
        self.certain = certain


def reserved(address: str) -> str | None:
    """
    What a numerical address is kept for, or `None` where anybody on the internet may have it.

    IPv4 inside IPv6 (mapped, 6to4, NAT64, ISATAP) is judged as what it leads to; Teredo and all
    that is not given out to anybody is kept.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "no address"
    return _reserved_4(ip) if isinstance(ip, IPv4Address) else _reserved_6(ip)


def _reserved_4(ip: IPv4Address) -> str | None:
    return next((what for network, what in _RESERVED_4 if ip in network), None)


def _reserved_6(ip: IPv6Address) -> str | None:
    inner = ip.ipv4_mapped or ip.sixtofour
    if inner is None and (ip in _NAT64 or (int(ip) >> 32) & _LOW_32 in _ISATAP):
        inner = IPv4Address(int(ip) & _LOW_32)
    if inner is not None and (what := _reserved_4(inner)):
        return what
    if ip.ipv4_mapped or ip in _NAT64:
        return None
    own = next((what for network, what in _OWN if ip in network), None)
    if own or ip not in _GLOBAL_6:
        return own or "reserved"
    return next((what for network, what in _RESERVED_6 if ip in network), None)


async def resolve(host: str, port: int) -> list[str]:
    """The numerical addresses of a host, by the machine's own resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Budget:
    """How many bytes may still come before an answer begins."""

    def __init__(self, left: float) -> None:
        """Take the number of bytes."""
        self.left = left


BUDGET: contextvars.ContextVar[Budget | None] = contextvars.ContextVar("BUDGET", default=None)
"""The budget of whoever asks."""


class BoundedStream(httpcore2.AsyncNetworkStream):
    """A connection that ends when more comes than whoever asks has a budget for."""

    def __init__(self, stream: httpcore2.AsyncNetworkStream) -> None:
        """Take the connection itself."""
        self._stream = stream
        self._socket: socket.socket | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Some bytes. Raises `httpcore2.ReadError` where they are too many."""
        data = await self._stream.read(max_bytes, timeout)
        budget = BUDGET.get()
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
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
    ) -> httpcore2.AsyncNetworkStream:
        """The same connection, in secret."""
        inner = await self._stream.start_tls(ssl_context, server_hostname, timeout)
        # HTTP/2 has limits of its own, and one who asks may read what comes for another.
        several = inner.get_extra_info("ssl_object").selected_alpn_protocol() == "h2"
        return inner if several else BoundedStream(inner)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (whatever is asked for)
        """What is known of the connection."""
        if info == "is_readable" and hasattr(select, "poll"):
            return self._is_readable()
        return self._stream.get_extra_info(info)

    def _is_readable(self) -> bool:
        # The pool asks this of every connection whenever it looks for one, and finding the socket
        # anew each time would take a tenth of a run.
        self._socket = self._socket or self._stream.get_extra_info("socket")
        number = self._socket.fileno() if self._socket else -1
        if number < 0:
            return True
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Connections to hosts that may be asked, and to no others."""

    def __init__(self, policy: Policy) -> None:
        """Take the policy."""
        self._policy = policy
        self._resolve: Resolver = policy.resolve or resolve
        self._network = policy.network or httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """
        A connection to a host.

        Raises `NoHostError`, `NotAllowedError`, and what the library raises where it fails.
        """
        allowed = host.rstrip(".").casefold() in self._policy.allow
        failure: Exception = NoHostError(host, certain=True)
        for address in await self._addresses(host, port, allowed=allowed):
            try:
                stream = await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            peer = stream.get_extra_info("server_addr")
            if not allowed and peer and (what := reserved(str(peer[0]))):
                await stream.aclose()
                raise NotAllowedError(peer[0], what)
            return BoundedStream(stream)
        raise failure

    async def _addresses(self, host: str, port: int, *, allowed: bool) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except socket.gaierror as error:
            certain = error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None)}
            raise NoHostError(host, certain=certain) from error
        except (UnicodeError, ValueError) as error:
            raise NoHostError(host, certain=True) from error
        kept = {address: None if allowed else reserved(address) for address in found}
        free = [address for address, what in kept.items() if what is None]
        if found and not free:
            address, what = next(iter(kept.items()))
            raise NotAllowedError(address, what or "reserved")
        return free[:_MOST_TRIED]

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  (as the library has it)
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Never: a socket of this machine is nothing that a page may lead to."""
        del timeout, socket_options
        raise NotAllowedError(path, "of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
