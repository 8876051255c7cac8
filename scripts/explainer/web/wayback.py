"""
Copies of pages that are gone, by the Wayback Machine's API.

Source: Internet Archive, "Wayback Machine APIs", the availability API: it answers with the copy
that is closest to a time, as JSON.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import anyio
import httpx2

from explainer.web.client import PLAIN, Wanted
from explainer.web.concurrency import in_loop
from explainer.web.redirects import Follower, Trail, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.web.run_limits import Policy

_HOST = "web.archive.org"
_GOOD = "200"


def look_up(addresses: Mapping[str, str], policy: Policy) -> dict[str, str]:
    """
    For each address that has a copy the copy's address.

    The values are the days (ISO 8601, or empty) to which the copies should be close.
    """
    return in_loop(_look_up(addresses, policy)) if addresses else {}


async def _look_up(addresses: Mapping[str, str], policy: Policy) -> dict[str, str]:
    follower = Follower(policy)
    found: dict[str, str] = {}

    async def ask(address: str, day: str) -> None:
        with anyio.CancelScope(deadline=anyio.current_time() + policy.limit) as scope:
            wanted = Wanted(policy.head)
            try:
                url = _question(policy.archive_api, address, day)
                trail = await follower.follow(url, PLAIN, wanted, scope)
            except Exception:  # noqa: BLE001  (whatever it sends, it is no copy)
                return
            trail.close()
            if copy := _copy(trail):
                found[address] = copy

    try:
        async with asyncio.TaskGroup() as group:
            for address, day in addresses.items():
                group.create_task(ask(address, day))
    finally:
        await follower.close()
    return found


def _question(api: str, address: str, day: str) -> httpx2.URL:
    parameters = {"url": address}
    if day:
        parameters["timestamp"] = day.replace("-", "")
    return httpx2.URL(api).copy_merge_params(parameters)


def _copy(trail: Trail) -> str | None:
    try:
        closest = json.loads(trail.reply.head)["archived_snapshots"]["closest"]
        good = closest["available"] is True and str(closest.get("status", _GOOD)) == _GOOD
        copy = str(closest["url"]) if good else ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if copy.startswith(f"http://{_HOST}/"):
        copy = copy.replace("http:", "https:", 1)
    return copy if parse(copy) else None
