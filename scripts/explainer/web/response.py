"""HTTP responses, failures and redirect chains: what the modules of this package exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import IO

    import httpx2

_SUPPORTED_ENCODINGS = {"", "identity", "gzip", "deflate"}
_TEXT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/xml",
    "text/xml",
    "",
)


class RequestFailure(NamedTuple):
    """
    Why a request got no usable response.

    - `dead`: the failure means that nothing exists at the URL.
    - `retryable`: another attempt may succeed.
    - `timed_out`: the host did not respond in time.
    - `no_response`: nothing was received from the host.
    - `client_dependent`: a browser may get another response.
    """

    reason: str
    dead: bool = False
    retryable: bool = False
    timed_out: bool = False
    no_response: bool = False
    client_dependent: bool = False


class BodyLimits(NamedTuple):
    """How many bytes of a body to keep: in memory, of a page, and of a PDF."""

    start: int = 0
    page: int = 0
    pdf: int = 0


class Response(NamedTuple):
    """
    The response to one request, or the failure.

    `body_start` is the beginning of the body, `body` a temporary file with as much of the body as
    the `BodyLimits` allow, and `complete` is true if that is all of it. `status` is 0 if there is
    no response.
    """

    url: httpx2.URL
    status: int = 0
    headers: httpx2.Headers | None = None
    body_start: bytes = b""
    body: IO[bytes] | None = None
    complete: bool = False
    failure: RequestFailure | None = None

    def header(self, name: str) -> str:
        """The value of a header, or an empty string."""
        return self.headers.get(name, "") if self.headers else ""

    @property
    def location(self) -> str:
        """The first `Location` header, decoded as UTF-8 or else Latin-1; or an empty string."""
        raw = self.headers.raw if self.headers else ()
        for name, value in raw:
            if name.lower() == b"location":
                try:
                    return value.decode("utf-8")
                except UnicodeDecodeError:
                    return value.decode("latin-1")
        return ""

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def is_pdf(self) -> bool:
        """Whether the body is a PDF, whatever the `Content-Type`."""
        return self.body_start.startswith(b"%PDF-")

    @property
    def is_page(self) -> bool:
        """Whether the body is HTML, XML or plain text."""
        return self.media_type in _TEXT_TYPES and not self.is_pdf

    @property
    def is_decoded(self) -> bool:
        """Whether the `Content-Encoding` is supported, so that the body could be decoded."""
        names = self.header("content-encoding").split(",")
        return {name.strip().lower() for name in names} <= _SUPPORTED_ENCODINGS

    def close(self) -> None:
        """Delete the temporary file with the body."""
        if self.body is not None:
            self.body.close()


class RedirectChain(NamedTuple):
    """
    The last response of a redirect chain.

    `permanent_url` is the URL to which permanent redirects lead, if the chain begins with any.
    `failure` is why the chain ends without a usable response.
    """

    response: Response
    permanent_url: httpx2.URL | None = None
    failure: RequestFailure | None = None

    def close(self) -> None:
        """Delete the temporary file with the body."""
        self.response.close()
