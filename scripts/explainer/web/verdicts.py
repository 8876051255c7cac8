"""From a redirect chain to a verdict: alive, dead, or could not tell; and when to retry."""

from __future__ import annotations

import datetime as dt
import email.utils
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.web.response import RedirectChain, Response

ALIVE = "alive"
DEAD = "dead"
COULD_NOT_TELL = "could not tell"
WORDS_GONE = "words gone"

VERDICTS = (ALIVE, DEAD, WORDS_GONE, COULD_NOT_TELL)
"""All verdicts on a URL."""

_DEAD_STATUSES = (404, 410)
_SUCCESS = range(200, 300)
_NOT_MODIFIED = 304
_MULTIPLE_CHOICES = 300
_RETRYABLE = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 529, 530)
_CLIENT_DEPENDENT = (
    *(400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 415, 416, 418, 421, 423, 428, 431),
    *(444, 451, 456, 460, 463, 494, 499, 999),
)


class Verdict(NamedTuple):
    """A verdict (one of `VERDICTS`), and the reason for it."""

    verdict: str
    reason: str = ""


def judge(chain: RedirectChain) -> Verdict:
    """The verdict on a URL by the status of the last response; soft 404s are not detected here."""
    if chain.failure:
        return Verdict(DEAD if chain.failure.dead else COULD_NOT_TELL, chain.failure.reason)
    status = chain.response.status
    if status in _SUCCESS or status in {_NOT_MODIFIED, _MULTIPLE_CHOICES}:
        return Verdict(ALIVE)
    return Verdict(DEAD if status in _DEAD_STATUSES else COULD_NOT_TELL, status_text(status))


def is_retryable(chain: RedirectChain) -> bool:
    """Whether another attempt may get another response."""
    if chain.failure:
        return chain.failure.retryable
    return chain.response.status in _RETRYABLE


def is_client_dependent(chain: RedirectChain) -> bool:
    """Whether a browser may get another response."""
    if chain.failure:
        return chain.failure.client_dependent
    return chain.response.status in _CLIENT_DEPENDENT


def is_rate_limited(response: Response) -> bool:
    """Whether the host limits the rate: 429, or 503 with `Retry-After`."""
    unavailable = response.status == HTTPStatus.SERVICE_UNAVAILABLE
    has_delay = bool(response.header("retry-after"))
    return response.status == HTTPStatus.TOO_MANY_REQUESTS or (unavailable and has_delay)


def retry_after(response: Response, now: dt.datetime) -> float | None:
    """
    The delay of the `Retry-After` header in seconds, or `None` if it is missing or malformed.

    The header is a number of seconds or an HTTP date. Source: RFC 9110, section 10.2.3.
    """
    value = response.header("retry-after").strip()
    if value.isascii() and value.isdecimal():
        return float(min(int(value[:12]), 10**9))
    try:
        then = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=dt.UTC)
    return max(0.0, (then - now).total_seconds())


def status_text(status: int) -> str:
    """An HTTP status code with its reason phrase."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
