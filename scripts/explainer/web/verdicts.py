"""From what came back to a verdict: alive, dead, or could not tell; and what speaks for it."""

from __future__ import annotations

import datetime as dt
import email.utils
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.web.client import Reply
    from explainer.web.redirects import Trail

ALIVE = "alive"
DEAD = "dead"
COULD_NOT_TELL = "could not tell"
WORDS_GONE = "words gone"

VERDICTS = (ALIVE, DEAD, WORDS_GONE, COULD_NOT_TELL)
"""All that can be said of an address."""

_GONE = (404, 410)
_GOOD = range(200, 300)
_UNCHANGED = 304
_CHOICES = 300
_AGAIN = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 527, 529, 530)
_PERSONAL = (400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 415, 416, 418, 421, 423, 428, 431)
_PERSONAL_TOO = (444, 451, 456, 460, 463, 494, 499, 999)


class Verdict(NamedTuple):
    """A verdict, and why."""

    verdict: str
    reason: str = ""


def judge(trail: Trail) -> Verdict:
    """The verdict on an address by what came back, taking every good answer for good."""
    trouble = trail.trouble
    if trouble:
        return Verdict(DEAD if trouble.gone else COULD_NOT_TELL, trouble.reason)
    status = trail.reply.status
    if status in _GOOD or status in {_UNCHANGED, _CHOICES}:
        return Verdict(ALIVE)
    return Verdict(DEAD if status in _GONE else COULD_NOT_TELL, named(status))


def passes(trail: Trail) -> bool:
    """Whether a bad answer may be another in a while."""
    if trail.trouble:
        return trail.trouble.again
    return trail.reply.status in _AGAIN


def depends_on_who_asks(trail: Trail) -> bool:
    """Whether a browser may get another answer."""
    if trail.trouble:
        return trail.trouble.other
    return trail.reply.status in {*_PERSONAL, *_PERSONAL_TOO}


def overburdens(reply: Reply) -> bool:
    """Whether a host says that it is asked too much."""
    unavailable = reply.status == HTTPStatus.SERVICE_UNAVAILABLE
    asks_to_wait = bool(reply.header("retry-after"))
    return reply.status == HTTPStatus.TOO_MANY_REQUESTS or (unavailable and asks_to_wait)


def retry_after(reply: Reply, now: dt.datetime) -> float | None:
    """How many seconds a host asks to wait, whether it gives them as such or as a date."""
    value = reply.header("retry-after").strip()
    if not value:
        return None
    if value.isascii() and value.isdecimal():
        return float(min(int(value[:12]), 10**9))
    try:
        then = email.utils.parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=dt.UTC)
    return max(0.0, (then - now).total_seconds())


def named(status: int) -> str:
    """A status with its name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
