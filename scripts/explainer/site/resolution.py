"""The result of resolving a URL."""

from __future__ import annotations

from typing import NamedTuple

FOUND = ""
"""The URL leads to a file of the site."""

EXTERNAL = "external"
"""The URL leads to another host."""

IGNORED = "ignored"
"""The URL has nothing to follow, such as a `data:` URL."""


class Resolution(NamedTuple):
    """
    The result of resolving a URL.

    `outcome` is `FOUND`, `EXTERNAL`, `IGNORED`, or the defect of the URL, as in `Link`. `target`
    is the file of the site that the URL leads to, by its path; `fragment` is the part after `#`,
    `None` if there is no `#`. `suggestion` is the path or the URL to use instead, if it is known.
    """

    outcome: str
    target: str | None = None
    fragment: str | None = None
    suggestion: str | None = None
