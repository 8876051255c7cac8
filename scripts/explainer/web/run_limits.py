"""What a run over the web may do: how long, how much, how often, and to whom."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

    import httpcore2

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""From a host's name and a port to its numerical addresses; raises `socket.gaierror`."""

ARCHIVE_API = "https://archive.org/wayback/available"
"""Where the Wayback Machine says whether it has a copy."""


@dataclass(frozen=True, slots=True)
class Policy:
    """
    The limits of a run. Times are in seconds, sizes in bytes.

    `limit` is the most that one address may take, waiting for its host's turn left out. `connect`
    and `answer` limit each connection and each silence. `hops` redirects are followed, `attempts`
    made with a `pause` that doubles; who asks for more than `longest_pause` is not asked again.
    A host gets at most `connections` at once, and is given up after `timeouts` or `refusals` in a
    row. Of a page at most `page` is read, of a PDF `document`; `head` is enough to tell a good page
    from one that only says so. `allow` are hosts that may be on a private network. `resolve`,
    `network` and `tls` replace the machine's own resolver, network and certificates.
    """

    limit: float = 60.0
    connect: float = 10.0
    answer: float = 20.0
    hops: int = 10
    attempts: int = 3
    pause: float = 1.0
    longest_pause: float = 20.0
    connections: int = 10
    timeouts: int = 3
    refusals: int = 5
    head: int = 65_536
    page: int = 6_000_000
    document: int = 32_000_000
    allow: frozenset[str] = frozenset()
    archive_api: str = ARCHIVE_API
    resolve: Resolver | None = None
    network: httpcore2.AsyncNetworkBackend | None = None
    tls: ssl.SSLContext | None = None
    jitter: Callable[[], float] = field(default=random.random)

    def pauses(self) -> list[float]:
        """How long to wait before each further attempt, a little different each time."""
        return [
            self.pause * 2**number * (1 + self.jitter() / 4) for number in range(self.attempts - 1)
        ]
