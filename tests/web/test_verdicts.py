"""Verdicts: which responses are rate-limited, and for how long a host asks to wait."""

from __future__ import annotations

import datetime as dt

import httpx2
import pytest

from explainer.web.response import RedirectChain, RequestFailure, Response
from explainer.web.verdicts import is_rate_limited, is_retryable, judge, retry_after

URL = httpx2.URL("http://a.test/")
NOW = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def response(status: int, **headers: str) -> Response:
    """A response with headers, whose names are given with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(URL, status, httpx2.Headers(named))


@pytest.mark.parametrize(
    ("status", "headers", "limited"),
    [
        (429, {}, True),
        (503, {"retry_after": "1"}, True),
        (503, {}, False),
        (500, {"retry_after": "1"}, False),
        (200, {"retry_after": "1"}, False),
    ],
)
def test_rate_limited(status: int, headers: dict[str, str], limited: bool) -> None:  # noqa: FBT001
    """A response is rate-limited with 429, or with 503 and `Retry-After`."""
    assert is_rate_limited(response(status, **headers)) is limited


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None),
        ("0", 0),
        ("120", 120),
        ("-5", None),
        ("soon", None),
        ("Tue, 01 Jan 2030 00:01:00 GMT", 60),
        ("Tue, 01 Jan 2030 00:01:00 -0000", 60),
        ("Mon, 31 Dec 2029 00:00:00 GMT", 0),
        ("9" * 30, 10**9),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    """`Retry-After` is a number of seconds or a date; a date in the past is no delay."""
    assert retry_after(response(429, retry_after=value), NOW) == seconds


def test_failure() -> None:
    """A failure decides on the verdict and on a retry, not the status."""
    failure = RequestFailure("its host refuses connections", dead=True, retryable=True)
    chain = RedirectChain(response(200), failure=failure)

    assert judge(chain) == ("dead", "its host refuses connections")
    assert is_retryable(chain)
