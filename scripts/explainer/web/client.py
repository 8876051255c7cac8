"""An HTTP client for one host: a connection pool, a rate limiter, and bodies of limited size."""

from __future__ import annotations

import contextlib
import math
import tempfile
from typing import TYPE_CHECKING, cast

import anyio
import httpcore2
import httpx2

from explainer.web.guarded_network import HEADER_BUDGET, GuardedBackend, HeaderBudget
from explainer.web.rate_limit import CircuitOpenError, RateLimiter
from explainer.web.request_failures import failure_of
from explainer.web.response import BodyLimits, RequestFailure, Response
from explainer.web.verdicts import is_rate_limited

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterable, AsyncIterator
    from typing import IO

    from explainer.web.request_policy import RequestPolicy

DEFAULT_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; explainer/0.1; it checks the links of a site)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
"""The request headers of the first attempt."""

BROWSER_HEADERS = {
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
"""The request headers of a browser, for an attempt after the first one was refused."""

_MAX_HEADER_BYTES = 131_072
_MAX_ERROR_BODY = 16_384
_MAX_CHUNKS = 2_000
_SMALL_CHUNK = 32
_BODY_TIMEOUT = 2.0


class HostClient:
    """The client of one host: its connection pool, and its rate limiter."""

    def __init__(
        self, policy: RequestPolicy, backend: GuardedBackend, ssl_context: ssl.SSLContext
    ) -> None:
        """Create a pool with as many connections as the policy allows."""
        self.rate_limiter = RateLimiter(policy)
        self._policy = policy
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl_context,
            max_connections=policy.max_connections,
            http2=True,
            network_backend=backend,
        )

    async def send(
        self, request: httpx2.Request, limits: BodyLimits, scope: anyio.CancelScope
    ) -> tuple[Response, httpx2.Response | None]:
        """
        Send a request as soon as the rate limiter has a slot.

        Returns the response, and httpx's own for its cookies (`None` if the request failed).
        """
        try:
            async with self.rate_limiter.slot(scope):
                return await self._send(request, limits)
        except CircuitOpenError as error:
            failure = RequestFailure(str(error), no_response=True)
            return Response(request.url, failure=failure), None

    async def close(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def _send(
        self, request: httpx2.Request, limits: BodyLimits
    ) -> tuple[Response, httpx2.Response | None]:
        budget = HeaderBudget(_MAX_HEADER_BYTES)
        HEADER_BUDGET.set(budget)
        try:
            raw = await self._pool.handle_async_request(_core_request(request, self._policy))
        except Exception as error:  # noqa: BLE001  (whatever a host sends, the run continues)
            failure = failure_of(error)
            if failure.timed_out:
                self.rate_limiter.on_timeout()
            return Response(request.url, failure=failure), None
        except BaseException:
            self.rate_limiter.on_timeout()
            raise
        budget.left = math.inf
        assert not isinstance(raw.stream, bytes)
        response = httpx2.Response(
            raw.status,
            headers=raw.headers,
            stream=_RawBody(raw.stream),  # type: ignore[arg-type]
            request=request,
        )
        try:
            return await self._read(response, limits), response
        finally:
            with anyio.CancelScope(shield=True), contextlib.suppress(Exception):
                await raw.aclose()

    async def _read(self, raw: httpx2.Response, limits: BodyLimits) -> Response:
        response = Response(raw.request.url, raw.status_code, raw.headers)
        body_timeout = min(_BODY_TIMEOUT, self._policy.read_timeout)
        if not is_rate_limited(response):
            self.rate_limiter.on_response()
        if not raw.is_success:
            length = response.header("content-length")
            # A short body is read to its end, so that the connection can be reused.
            most = _MAX_ERROR_BODY if length.isdecimal() and int(length) <= _MAX_ERROR_BODY else 0
            with anyio.move_on_after(body_timeout):
                return await _read_body(response, raw, BodyLimits(most))
        if limits.page or limits.pdf:
            return await _read_body(response, raw, limits)
        with anyio.move_on_after(body_timeout):
            return await _read_body(response, raw, limits)
        return response


class _RawBody(httpx2.AsyncByteStream):
    """A body as httpcore receives it, for httpx to decompress."""

    def __init__(self, chunks: AsyncIterable[bytes]) -> None:
        self._chunks = chunks
        self._end = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self._end = (self._end + chunk)[-4:]
            yield chunk

    def has_gzip_size(self, size: int) -> bool:
        """Whether the last 4 bytes, the ISIZE field of gzip, are this size. Source: RFC 1952."""
        return int.from_bytes(self._end, "little") == size % 2**32


async def _read_body(response: Response, raw: httpx2.Response, limits: BodyLimits) -> Response:
    """The response with as much of the body as the limits allow; errors make it incomplete."""
    start = bytearray()
    body: IO[bytes] | None = None
    complete, size, chunks = False, 0, 0
    if not limits.start:
        return response
    try:
        async for chunk in raw.aiter_bytes():
            start += chunk[: limits.start - len(start)]
            most = _file_limit(start, response, limits)
            if most and body is None:
                body = tempfile.TemporaryFile()  # noqa: SIM115  (`Response.close` closes it)
            if body is not None:
                body.write(chunk[: most - size])
            size += len(chunk)
            chunks += 1
            # Stop where a host sends an endless number of very small chunks.
            slow = chunks > _MAX_CHUNKS and size < chunks * _SMALL_CHUNK
            if size > max(most, limits.start) or slow:
                break
        else:
            compressed = response.header("content-encoding").strip().lower() == "gzip"
            complete = not compressed or cast("_RawBody", raw.stream).has_gzip_size(size)
    except Exception:  # noqa: BLE001, S110  (a body that ends with an error is incomplete)
        pass
    except BaseException:
        if body is not None:
            body.close()
        raise
    return response._replace(body_start=bytes(start), body=body, complete=complete)


def _file_limit(start: bytearray, response: Response, limits: BodyLimits) -> int:
    if start.startswith(b"%PDF-"):
        return limits.pdf
    return limits.page if response.is_page else 0


def _core_request(request: httpx2.Request, policy: RequestPolicy) -> httpcore2.Request:
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
                "connect": policy.connect_timeout,
                "read": policy.read_timeout,
                "write": policy.read_timeout,
            }
        },
    )
