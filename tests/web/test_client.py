"""The client of one host: how much of a body it keeps, and what it counts."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio
import httpx2
import pytest

import hostile
import webbing
from explainer.web import client
from explainer.web.redirects import RedirectFollower
from explainer.web.response import BodyLimits, Response

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = {"Content-Type": "text/html"}


def chunked(text: str, count: int) -> str:
    """An answer whose body is a text in chunks, so many times."""
    chunk = f"{len(text):x}\r\n{text}\r\n"
    return f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunk * count}0\r\n\r\n"


class Counted(NamedTuple):
    """A response, the text of its file, and what the rate limiter was told."""

    response: Response
    kept: bytes | None
    told: list[str]


@pytest.fixture(scope="module")
def server() -> Iterator[hostile.Server]:
    """A server whose answers each test sets."""
    with hostile.Server({}, files={"page": gzip.compress(b"a" * 30, mtime=0)}) as running:
        yield running


def fetched(server: hostile.Server, path: str, answer: object, *limits: int) -> Counted:
    """The response to one request."""
    server.answers["a.test", path] = answer
    told: list[str] = []

    async def run() -> Response:
        policy = webbing.client(["a.test"], read_timeout=0.5)
        follower = RedirectFollower(policy)
        asked = follower.client("a.test")
        setattr(asked.rate_limiter, "on_timeout", lambda: told.append("timeout"))  # noqa: B010
        setattr(asked.rate_limiter, "on_response", lambda: told.append("response"))  # noqa: B010
        url = httpx2.URL(f"http://a.test:{server.ports['http']}{path}")
        with anyio.CancelScope() as scope:
            response, _ = await asked.send(httpx2.Request("GET", url), BodyLimits(*limits), scope)
        await follower.close()
        return response

    response = asyncio.run(run())
    kept = None
    if response.body is not None:
        response.body.seek(0)
        kept = response.body.read()
        response.close()
    return Counted(response, kept, told)


@pytest.mark.parametrize(
    ("answer", "limits", "expected"),
    [
        ({"body": "a" * 30}, (30,), (30, None, True)),
        ({"body": "a" * 31}, (30,), (30, None, False)),
        ({"body": "a" * 30}, (0,), (0, None, False)),
        ({"body": "a" * 30, "headers": TEXT}, (10, 30), (10, 30, True)),
        ({"body": "a" * 31, "headers": TEXT}, (10, 30), (10, 30, False)),
        ({"body": "a" * 30, "headers": {"Content-Type": "image/png"}}, (10, 30), (10, None, False)),
        ({"body": "%PDF-" * 6}, (10, 0, 30), (10, 30, True)),
        ({"body": "%PDF-" * 6, "headers": TEXT}, (10, 20, 0), (10, None, False)),
        ({"body": "a" * 30, "headers": TEXT}, (10, 0, 30), (10, None, False)),
        ({"body": "a" * 30, "status": 404}, (10, 30), (30, None, True)),
        ({"body": "a" * 16_384, "status": 404}, (10,), (16_384, None, True)),
        ({"body": "a" * 16_385, "status": 404}, (10,), (0, None, False)),
        ({"body": "a" * 30, "status": 404, "length": "none"}, (10,), (0, None, False)),
        (
            {"body": "a" * 30, "length": 40, "end": "close", "headers": TEXT},
            (9, 99),
            (9, 30, False),
        ),
        ({"file": "page", "headers": {"Content-Encoding": "GZIP"}}, (30,), (30, None, True)),
        ({"raw": chunked("x", 5)}, (30,), (5, None, True)),
        ({"raw": chunked("x", 6)}, (30,), (6, None, False)),
        ({"raw": chunked("x" * 32, 6)}, (200,), (192, None, True)),
        ({"raw": chunked("x" * 20, 2)}, (30,), (30, None, False)),
        ({"raw": chunked("x" * 20, 3)}, (50,), (50, None, False)),
    ],
)
def test_body(
    monkeypatch: pytest.MonkeyPatch,
    server: hostile.Server,
    answer: dict[str, Any],
    limits: tuple[int, ...],
    expected: tuple[int, int | None, bool],
) -> None:
    """As much of a body is kept as the limits allow, and it is known whether that is all."""
    monkeypatch.setattr(client, "_MAX_CHUNKS", 5)
    path = f"/{abs(hash(repr((answer, limits))))}"

    response, kept, _ = fetched(server, path, answer, *limits)

    size = None if kept is None else len(kept)
    assert (len(response.body_start), size, response.complete) == expected


def test_silence(server: hostile.Server) -> None:
    """A host that does not answer in time is counted, and one that answers is."""
    silent = fetched(server, "/silent", {"pause": 9}, 10)
    limited = fetched(server, "/limited", 429, 10)
    good = fetched(server, "/good", 200, 10)
    reset = fetched(server, "/reset", {"end": "reset", "raw": ""}, 10)

    assert (silent.told, limited.told, good.told, reset.told) == (
        ["timeout"],
        [],
        ["response"],
        [],
    )
    assert silent.response.failure is not None
    assert silent.response.failure.timed_out


@pytest.mark.parametrize("limits", [(10,), (10, 20)])
def test_slow_body(server: hostile.Server, limits: tuple[int, ...]) -> None:
    """A body that does not come is not waited for, unless it is needed."""
    answer = {"length": 50, "body": "", "end": "hang", "headers": TEXT}
    found = fetched(server, f"/slow{len(limits)}", answer, *limits)

    assert found.response.status == 200
    assert not found.response.complete
