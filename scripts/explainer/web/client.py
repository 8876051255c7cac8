"""One question to one host: a `GET`, and of its answer no more than is needed."""

from __future__ import annotations

import contextlib
import errno
import math
import ssl
import tempfile
from typing import TYPE_CHECKING, NamedTuple, cast

import anyio
import httpcore2
import httpx2

from explainer.web.private_addresses import (
    BUDGET,
    Budget,
    GuardedBackend,
    NoHostError,
    NotAllowedError,
)
from explainer.web.rate_limit import GivenUpError, Pace
from explainer.web.verdicts import overburdens

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Iterator
    from typing import IO

    from explainer.web.run_limits import Policy

PLAIN = {
    "User-Agent": "Mozilla/5.0 (compatible; explainer/0.1; it checks the links of a site)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
"""What every question is sent with."""

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}
"""What a browser would send: for a second try where the first was refused."""

_DECODED = {"", "identity", "gzip", "deflate"}
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
_HEADERS = 131_072
_SMALL = 16_384
_PIECES = 2_000
_SHORT = 32
_AWHILE = 2.0
_CERTIFICATES = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate is from an authority that is not known here",
    20: "its certificate is from an authority that is not known here",
    21: "its certificate is from an authority that is not known here",
    23: "its certificate has been revoked",
    62: "its certificate is for another name",
    64: "its certificate is for another name",
}
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


class Trouble(NamedTuple):
    """
    Why there was no answer.

    `gone` is true where that means that nothing is there; `again` where it may pass; `silent`
    where the host kept silent for too long; `local` where nothing was heard of the host; `other`
    where a browser may be told something else.
    """

    reason: str
    gone: bool = False
    again: bool = False
    silent: bool = False
    local: bool = False
    other: bool = False


class Reply(NamedTuple):
    """
    What came back from one address.

    `head` is the beginning of the body, `body` a file with as much of it as was wanted, and
    `whole` tells whether that is all of it.
    """

    url: httpx2.URL
    status: int = 0
    headers: httpx2.Headers | None = None
    head: bytes = b""
    body: IO[bytes] | None = None
    whole: bool = False
    trouble: Trouble | None = None

    def header(self, name: str) -> str:
        """A header, or an empty text."""
        return self.headers.get(name, "") if self.headers else ""

    @property
    def kind(self) -> str:
        """The media type, in small letters and without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF, whatever it calls itself."""
        return self.head.startswith(b"%PDF-")

    @property
    def is_page(self) -> bool:
        """Whether it is a text that can be read."""
        return self.kind in _TEXTS and not self.is_pdf

    @property
    def readable(self) -> bool:
        """Whether the body is in an encoding that is known."""
        names = self.header("content-encoding").split(",")
        return {name.strip().lower() for name in names} <= _DECODED


class Wanted(NamedTuple):
    """How much of a good answer's body is wanted: in memory, of a page, and of a PDF."""

    head: int = 0
    page: int = 0
    document: int = 0


class _Body(httpx2.AsyncByteStream):
    """A body as the library below gives it, for the library above to decode."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self._end = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self._end = (self._end + chunk)[-4:]
            yield chunk

    def holds(self, size: int) -> bool:
        """Whether that is the size of what was packed, which `gzip` writes at the end."""
        return int.from_bytes(self._end, "little") == size % 2**32


class Host:
    """One host: its connections, and its pace."""

    def __init__(self, policy: Policy, backend: GuardedBackend, tls: ssl.SSLContext) -> None:
        """Make room for as many connections as the policy allows."""
        self.pace = Pace(policy)
        self._policy = policy
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=policy.connections,
            http2=True,
            network_backend=backend,
        )

    async def ask(
        self, request: httpx2.Request, wanted: Wanted, scope: anyio.CancelScope
    ) -> tuple[Reply, httpx2.Response | None]:
        """Send a request when it is its turn; gives the answer, and the library's view of it."""
        try:
            async with self.pace.turn(scope):
                return await self._exchange(request, wanted)
        except GivenUpError as error:
            return Reply(request.url, trouble=Trouble(str(error), local=True)), None

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def _exchange(
        self, request: httpx2.Request, wanted: Wanted
    ) -> tuple[Reply, httpx2.Response | None]:
        budget = Budget(_HEADERS)
        BUDGET.set(budget)
        try:
            answer = await self._pool.handle_async_request(_inner(request, self._policy))
        except Exception as error:  # noqa: BLE001  (what others send is never our failure)
            trouble = trouble_of(error)
            if trouble.silent:
                self.pace.silent()
            return Reply(request.url, trouble=trouble), None
        except BaseException:
            self.pace.silent()
            raise
        budget.left = math.inf
        assert not isinstance(answer.stream, bytes)
        response = httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),  # type: ignore[arg-type]
            request=request,
        )
        try:
            return await self._hear(response, wanted), response
        finally:
            with anyio.CancelScope(shield=True), contextlib.suppress(Exception):
                await answer.aclose()

    async def _hear(self, response: httpx2.Response, wanted: Wanted) -> Reply:
        reply = Reply(response.request.url, response.status_code, response.headers)
        if not overburdens(reply):
            self.pace.answered()
        if not response.is_success:
            length = reply.header("content-length")
            # A short body is heard to its end, so that the connection can be used again.
            most = _SMALL if length.isdecimal() and int(length) <= _SMALL else 0
            with anyio.move_on_after(min(_AWHILE, self._policy.answer)):
                return await _receive(reply, response, Wanted(most))
        if wanted.page or wanted.document:
            return await _receive(reply, response, wanted)
        held = [reply]
        with anyio.move_on_after(min(_AWHILE, self._policy.answer)):
            held = [await _receive(reply, response, wanted)]
        return held[0]


async def _receive(reply: Reply, response: httpx2.Response, wanted: Wanted) -> Reply:
    """As much of the body as is wanted; what is broken off stays as it is."""
    head = bytearray()
    body: IO[bytes] | None = None
    whole, size, pieces = False, 0, 0
    if not wanted.head:
        return reply
    try:
        async for chunk in response.aiter_bytes():
            head += chunk[: wanted.head - len(head)]
            most = _most(head, reply, wanted)
            if most and body is None:
                body = tempfile.TemporaryFile()  # noqa: SIM115  (whoever asked closes it)
            if body is not None:
                body.write(chunk[: most - size])
            size += len(chunk)
            pieces += 1
            # Nobody needs to send a page letter by letter.
            if size > max(most, wanted.head) or (pieces > _PIECES and size < pieces * _SHORT):
                break
        else:
            packed = reply.header("content-encoding").strip().lower() == "gzip"
            whole = not packed or cast("_Body", response.stream).holds(size)
    except Exception:  # noqa: BLE001, S110  (a body that breaks off is one that is not whole)
        pass
    except BaseException:
        if body is not None:
            body.close()
        raise
    return reply._replace(head=bytes(head), body=body, whole=whole)


def _most(head: bytearray, reply: Reply, wanted: Wanted) -> int:
    if head.startswith(b"%PDF-"):
        return wanted.document
    return wanted.page if reply.is_page else 0


def _inner(request: httpx2.Request, policy: Policy) -> httpcore2.Request:
    return httpcore2.Request(
        request.method,
        httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        ),
        headers=request.headers.raw,
        extensions={
            "timeout": {
                "connect": policy.connect,
                "read": policy.answer,
                "write": policy.answer,
            }
        },
    )


def trouble_of(error: BaseException) -> Trouble:
    """What an exception says about an address."""
    for cause in _causes(error):
        if trouble := _trouble(cause):
            return trouble
    if isinstance(error, httpcore2.NetworkError):
        return Trouble("the connection was broken off", again=True)
    if isinstance(error, httpcore2.LocalProtocolError | httpx2.InvalidURL):
        return Trouble("it cannot be asked for", local=True)
    return Trouble("it does not answer as a web server does", again=True)


def _trouble(cause: BaseException) -> Trouble | None:  # noqa: PLR0911  (a table of kinds)
    match cause:
        case NotAllowedError():
            return Trouble(f"it leads to a network that is not asked ({cause})", local=True)
        case NoHostError(certain=True):
            return Trouble("there is no host of that name", gone=True, local=True)
        case NoHostError():
            return Trouble("its host's name could not be looked up", again=True, local=True)
        case ssl.SSLCertVerificationError():
            return Trouble(_CERTIFICATES.get(cause.verify_code, "its certificate is not accepted"))
        case ssl.SSLError():
            return Trouble("no secure connection could be made", again=True)
        case ConnectionRefusedError():
            return Trouble("its host accepts no connection", gone=True, again=True)
        case httpcore2.TimeoutException():
            return Trouble("it did not answer in time", again=True, silent=True)
        case OSError() if cause.errno in _UNREACHABLE:
            return Trouble("it cannot be reached from here", local=True)
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__
