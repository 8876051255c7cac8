"""The policy for HTTP requests: timeouts, redirects, retries, rate limits, sizes, and hosts."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

    import httpcore2

DnsResolver = Callable[[str, int], Awaitable[list[str]]]
"""From a host name and a port to IP addresses; raises `socket.gaierror`."""

ARCHIVE_API = "https://archive.org/wayback/available"
"""The availability API of the Wayback Machine."""


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """
    The policy of one run. Times are in seconds, sizes in bytes.

    - `url_timeout`: for one URL in all, not counting the time in the queue of its host.
    - `connect_timeout`, `read_timeout`: for one connection, and for one read or write.
    - `max_redirects`: redirects followed from one URL.
    - `max_attempts`, `backoff`: attempts for one URL, and the delay before the second one, which
      doubles for each further attempt.
    - `max_delay`: the longest `Retry-After` that is respected; a host that sends a longer one gets
      no more requests in this run.
    - `max_connections`: concurrent connections to one host.
    - `max_timeouts`, `max_rate_limited`: after so many timeouts or rate-limited responses in a
      row a host gets no more requests in this run.
    - `start_bytes`: how much of each body is kept in memory, enough to detect a soft 404.
    - `page_bytes`, `pdf_bytes`: how much of a page or of a PDF is read if its text is needed.
    - `allowed_hosts`: host names, in lower case, that may resolve to private addresses.
    - `archive_api`: the URL of the Wayback Machine's availability API.
    - `resolver`, `network_backend`, `ssl_context`: replace those of the system.
    - `jitter`: returns a random number from 0 to 1.
    """

    url_timeout: float = 60.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    max_redirects: int = 10
    max_attempts: int = 3
    backoff: float = 1.0
    max_delay: float = 20.0
    max_connections: int = 10
    max_timeouts: int = 3
    max_rate_limited: int = 5
    start_bytes: int = 65_536
    page_bytes: int = 6_000_000
    pdf_bytes: int = 32_000_000
    allowed_hosts: frozenset[str] = frozenset()
    archive_api: str = ARCHIVE_API
    resolver: DnsResolver | None = None
    network_backend: httpcore2.AsyncNetworkBackend | None = None
    ssl_context: ssl.SSLContext | None = None
    jitter: Callable[[], float] = field(default=random.random)

    def retry_delays(self) -> list[float]:
        """The delays before the second and each further attempt, in seconds, with jitter."""
        return [
            self.backoff * 2**number * (1 + self.jitter() / 4)
            for number in range(self.max_attempts - 1)
        ]
