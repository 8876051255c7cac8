"""From an exception of a request to a `RequestFailure`: DNS, TCP, TLS, timeouts, protocol."""

from __future__ import annotations

import errno
import ssl
from typing import TYPE_CHECKING

import httpcore2
import httpx2

from explainer.web.guarded_network import HostNotFoundError, PrivateAddressError
from explainer.web.response import RequestFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

_CERTIFICATE_ERRORS = {
    9: "its certificate is not valid yet",
    10: "its certificate has expired",
    18: "its certificate is self-signed",
    19: "its certificate is from an unknown authority",
    20: "its certificate is from an unknown authority",
    21: "its certificate is from an unknown authority",
    23: "its certificate has been revoked",
    62: "its certificate is for another host name",
    64: "its certificate is for another host name",
}
"""By OpenSSL's codes of verification errors (`X509_V_ERR_*`)."""

_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


def failure_of(error: BaseException) -> RequestFailure:
    """The failure that an exception, or the first of its causes that is known, stands for."""
    for cause in _causes(error):
        if failure := _known_failure(cause):
            return failure
    if isinstance(error, httpcore2.NetworkError):
        return RequestFailure("the connection failed", retryable=True)
    if isinstance(error, httpcore2.LocalProtocolError | httpx2.InvalidURL):
        return RequestFailure("it cannot be requested", no_response=True)
    return RequestFailure("its host does not respond in valid HTTP", retryable=True)


def _known_failure(cause: BaseException) -> RequestFailure | None:  # noqa: PLR0911  (a table)
    match cause:
        case PrivateAddressError():
            reason = f"its host has no public address ({cause})"
            return RequestFailure(reason, no_response=True)
        case HostNotFoundError(definite=True):
            reason = "its host does not exist"
            return RequestFailure(reason, dead=True, no_response=True)
        case HostNotFoundError():
            reason = "the DNS lookup of its host failed"
            return RequestFailure(reason, retryable=True, no_response=True)
        case ssl.SSLCertVerificationError():
            reason = _CERTIFICATE_ERRORS.get(cause.verify_code, "its certificate is not valid")
            return RequestFailure(reason)
        case ssl.SSLError():
            return RequestFailure("the TLS handshake failed", retryable=True)
        case ConnectionRefusedError():
            return RequestFailure("its host refuses connections", dead=True, retryable=True)
        case httpcore2.TimeoutException():
            return RequestFailure(
                "its host did not respond in time", retryable=True, timed_out=True
            )
        case OSError() if cause.errno in _UNREACHABLE:
            return RequestFailure("its network is unreachable", no_response=True)
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    while error is not None and error not in seen:
        seen.append(error)
        yield error
        error = error.__cause__ or error.__context__
