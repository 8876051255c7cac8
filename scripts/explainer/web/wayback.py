"""
Archived copies of pages, found with the API of the Wayback Machine.

Source: Internet Archive, "Wayback Machine APIs", the availability API: it returns the copy that is
closest to a date, as JSON.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import anyio
import httpx2

from explainer.web.client import DEFAULT_HEADERS
from explainer.web.redirects import RedirectFollower
from explainer.web.request_url import parse
from explainer.web.response import BodyLimits, RedirectChain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.web.request_policy import RequestPolicy

_HOST = "web.archive.org"
_OK = "200"


def find_archived(days: Mapping[str, str], policy: RequestPolicy) -> dict[str, str]:
    """
    The URLs of archived copies, by the URLs of the pages; pages without a copy are left out.

    `days` are the dates (ISO 8601, or empty) to which the copies should be close, by URL. Starts
    an event loop, so that no other one may run in this thread.
    """
    return asyncio.run(_find_archived(days, policy)) if days else {}


async def _find_archived(days: Mapping[str, str], policy: RequestPolicy) -> dict[str, str]:
    follower = RedirectFollower(policy)
    found: dict[str, str] = {}

    async def find(url: str, day: str) -> None:
        deadline = anyio.current_time() + policy.url_timeout
        with anyio.CancelScope(deadline=deadline) as scope:
            limits = BodyLimits(policy.start_bytes)
            try:
                api_url = _api_url(policy.archive_api, url, day)
                chain = await follower.follow(api_url, DEFAULT_HEADERS, limits, scope)
            except Exception:  # noqa: BLE001  (whatever the API sends, the run continues)
                return
            chain.close()
            if archived := _closest(chain):
                found[url] = archived

    try:
        async with asyncio.TaskGroup() as group:
            for url, day in days.items():
                group.create_task(find(url, day))
    finally:
        await follower.close()
    return found


def _api_url(api: str, url: str, day: str) -> httpx2.URL:
    parameters = {"url": url}
    if day:
        parameters["timestamp"] = day.replace("-", "")
    return httpx2.URL(api).copy_merge_params(parameters)


def _closest(chain: RedirectChain) -> str | None:
    """The URL of the closest copy in the response of the API; `None` if there is none."""
    try:
        closest = json.loads(chain.response.body_start)["archived_snapshots"]["closest"]
        is_ok = closest["available"] is True and str(closest.get("status", _OK)) == _OK
        url = str(closest["url"]) if is_ok else ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if url.startswith(f"http://{_HOST}/"):
        url = url.replace("http:", "https:", 1)
    return url if parse(url) else None
