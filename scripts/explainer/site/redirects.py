"""
Redirects: those of a `_redirects` file, and pages that lead on at once.

Source: Netlify Docs, "Redirects and rewrites", and Cloudflare Pages docs, "Redirects".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "_redirects"
"""The name of the file, in the root of a site."""

PERMANENT = frozenset({301, 308})
REWRITE = 200

_STATUS = re.compile(r"([1-5]\d\d)(!?)")
_NAME = re.compile(r":([A-Za-z]\w*)")


class Redirect(NamedTuple):
    """One line: from which path to which address, with which status."""

    source: str
    to: str
    status: int
    offset: int

    def match(self, path: str) -> str | None:
        """Where it leads a path that starts with `/`, or `None` if it is about others."""
        pattern = _NAME.sub(r"(?P<\1>[^/]+)", re.escape(self.source.rstrip("/")))
        pattern = pattern.replace(r"/\*", r"(?:/(?P<splat>.*))?").replace(r"\*", r"(?P<splat>.*)")
        try:
            found = re.fullmatch(pattern, path.rstrip("/"))
        except re.error:
            # Two placeholders of one name.
            return None
        if not found:
            return None
        groups = found.groupdict()
        return _NAME.sub(lambda name: groups.get(name[1]) or "", self.to)

    @property
    def is_exact(self) -> bool:
        """Whether it leads to one address only."""
        return not _NAME.search(self.to)


def read(text: str) -> Iterator[Redirect]:
    """The lines of a `_redirects` file that can be understood."""
    offset = 0
    for line in text.splitlines(keepends=True):
        parts = [(match[0], match.start()) for match in re.finditer(r"\S+", line.split("#")[0])]
        # An address may have a `#`, which begins a comment only behind a space.
        if "#" in line and not line.lstrip().startswith("#"):
            comment = re.search(r"\s#", line)
            whole = line[: comment.start()] if comment else line
            parts = [(match[0], match.start()) for match in re.finditer(r"\S+", whole)]
        redirect = _redirect(parts, offset)
        if redirect:
            yield redirect
        offset += len(line)


def _redirect(parts: list[tuple[str, int]], offset: int) -> Redirect | None:
    if len(parts) < 2 or not parts[0][0].startswith("/"):  # noqa: PLR2004  (from, to)
        return None
    source = parts[0][0]
    # Between the two there may be parameters, as `id=:id`.
    rest = [part for part in parts[1:] if "=" not in part[0] or part[0].startswith(("/", "http"))]
    if not rest:
        return None
    to, at = rest[0]
    status = next((match for part, _ in rest[1:] if (match := _STATUS.fullmatch(part))), None)
    return Redirect(source, to, int(status[1]) if status else 301, offset + at)
