"""The history of dead URLs: when a record is confirmed, kept, and removed."""

from __future__ import annotations

import datetime as dt

import pytest

from explainer.web.run_history import DeadUrl, update_history
from explainer.web.url_checker import UrlResult

FIRST = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
KNOWN = DeadUrl(FIRST, FIRST, "404 Not Found")


@pytest.mark.parametrize(("hours", "confirmed"), [(23.9, False), (24, True)])
def test_confirmed(hours: float, confirmed: bool) -> None:  # noqa: FBT001
    """A dead URL is confirmed by a second run at least a day later."""
    assert DeadUrl(FIRST, FIRST + dt.timedelta(hours=hours), "").is_confirmed is confirmed


@pytest.mark.parametrize(
    ("verdict", "after"),
    [
        ("dead", [DeadUrl(FIRST, FIRST + dt.timedelta(days=1), "410 Gone")]),
        ("could not tell", [KNOWN]),
        ("alive", []),
        ("words gone", []),
    ],
)
def test_update(verdict: str, after: list[DeadUrl]) -> None:
    """A record keeps its first date, is unchanged where nothing could be told, or is removed."""
    result = UrlResult("http://a.test/", verdict, "410 Gone")
    now = FIRST + dt.timedelta(days=1)

    updated = update_history({"http://a.test/": KNOWN}, [result], now)

    assert list(updated.values()) == after
