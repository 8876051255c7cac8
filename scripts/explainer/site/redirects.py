"""
Redirects: the rules of a `_redirects` file.

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

_STATUS = re.compile(r"([1-5]\d\d)(!?)")
_COMMENT = re.compile(r"(?:^|\s)#")
_PLACEHOLDER = re.compile(r":([A-Za-z]\w*)")


class Redirect(NamedTuple):
    """
    A rule: the path `source` redirects to the URL `to`, with a status.

    `offset` is that of `to` in the file.
    """

    source: str
    to: str
    status: int
    offset: int

    def match(self, path: str) -> str | None:
        """The URL to which an absolute path redirects; `None` if the rule does not match it."""
        pattern = _PLACEHOLDER.sub(r"(?P<\1>[^/]+)", re.escape(self.source.rstrip("/")))
        pattern = pattern.replace(r"/\*", r"(?:/(?P<splat>.*))?").replace(r"\*", r"(?P<splat>.*)")
        try:
            found = re.fullmatch(pattern, path.rstrip("/"))
        except re.error:
            # Two placeholders have the same name.
            return None
        if not found:
            return None
        groups = found.groupdict()
        return _PLACEHOLDER.sub(lambda name: groups.get(name[1]) or "", self.to)

    @property
    def has_placeholder(self) -> bool:
        """Whether the URL has a placeholder, so that it depends on the path."""
        return _PLACEHOLDER.search(self.to) is not None


def read(text: str) -> Iterator[Redirect]:
    """The valid rules of a `_redirects` file."""
    offset = 0
    for line in text.splitlines(keepends=True):
        # A URL may contain `#`, which begins a comment only after a space.
        comment = _COMMENT.search(line)
        code = line[: comment.start()] if comment else line
        parts = [(match[0], match.start()) for match in re.finditer(r"\S+", code)]
        redirect = _redirect(parts, offset)
        if redirect:
            yield redirect
        offset += len(line)


def _redirect(parts: list[tuple[str, int]], offset: int) -> Redirect | None:
    if len(parts) < 2 or not parts[0][0].startswith("/"):  # noqa: PLR2004  (from, to)
        return None
    source = parts[0][0]
    # Query parameters such as `id=:id` may be between the two.
    rest = [part for part in parts[1:] if "=" not in part[0] or part[0].startswith(("/", "http"))]
    if not rest:
        return None
    to, at = rest[0]
    status = next((match for part, _ in rest[1:] if (match := _STATUS.fullmatch(part))), None)
    return Redirect(source, to, int(status[1]) if status else 301, offset + at)
