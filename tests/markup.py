"""HTML for comparison: a tag a line, so that a difference can be read."""

from __future__ import annotations

import re


def lines(html: str) -> list[str]:
    """The lines of some HTML, of which each begins with a tag."""
    broken = re.sub(r"(?=<[A-Za-z])", "\n", html)
    return [line.rstrip() for line in broken.splitlines() if line.strip()]
