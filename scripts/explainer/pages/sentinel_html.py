"""The HTML of a page with sentinels, from which the place of an address can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model import Place
from explainer.pages.sentinels import SENTINEL, SentinelTable

if TYPE_CHECKING:
    from explainer.pages.sentinels import FilePosition


class HtmlWithSentinels(NamedTuple):
    """
    The HTML that a page's Markdown is converted to, with sentinels in its words and addresses.

    `path` and `text` are those of the Markdown file. `table` is empty where the sentinels would
    have changed the page, and `html` has none then.
    """

    path: str
    text: str
    html: str
    table: SentinelTable

    def plain(self, value: str) -> str:
        """A value from the HTML without its sentinels."""
        return SENTINEL.sub("", value)

    def place(self, address: str) -> Place | None:
        """The place where an address in the HTML is written, or `None` where it is unknown."""
        position = self._position(address)
        if position is None:
            return None
        path, start = position
        text, plain = self.table.texts[path], self.plain(address)
        end = start + len(plain) if text.startswith(plain, start) else start + 1
        return Place.within(path, text, start, end)

    def is_html(self, address: str) -> bool:
        """Whether an address is written in an HTML attribute, not in a Markdown link."""
        position = self._position(address)
        if position is None:
            return False
        before = self.table.texts[position[0]][: position[1]].rstrip()
        return before.endswith(("=", '"', "'"))

    def _position(self, address: str) -> FilePosition | None:
        sentinel = SENTINEL.search(address)
        position = self.table.position(sentinel[0]) if sentinel else None
        if sentinel is None or position is None:
            return None
        return position[0], position[1] - sentinel.start()
