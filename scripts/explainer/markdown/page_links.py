"""URLs of other pages of the site, as its generator resolves them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable


class PageLinks:
    """
    URLs of other pages, as the site generator resolves them.

    Only the generator knows the URL of a `.md` file, and it resolves links in the tree only. So one
    link to each requested page is inserted into the tree, and removed when the generator's
    treeprocessor has run; stashed HTML then uses the resolved URLs.
    """

    def __init__(self, relative_url: Callable[[str], str]) -> None:
        """Take a function from a page's path in the docs directory to its relative URL."""
        self._relative_url = relative_url
        self._addresses: dict[str, str] = {}
        self._box: ET.Element | None = None

    def request(self, page: str) -> None:
        """Request the URL of a page, given by its path in the docs directory."""
        self._addresses.setdefault(page, self._relative_url(page))

    def insert_links(self, root: ET.Element) -> None:
        """Insert a link to each requested page into the tree."""
        if self._addresses:
            self._box = ET.SubElement(root, "div")
            for address in self._addresses.values():
                ET.SubElement(self._box, "a", {"href": address})

    def collect_links(self, root: ET.Element) -> None:
        """Remove the links from the tree, and keep their resolved URLs."""
        if self._box is not None:
            root.remove(self._box)
            made = (escape(link.get("href", "")) for link in self._box)
            self._addresses = dict(zip(self._addresses, made, strict=True))

    @property
    def all_resolved(self) -> bool:
        """Whether the generator has resolved all URLs: none leads to a Markdown file."""
        return not any(address.endswith(".md") for address in self._addresses.values())

    def url(self, page: str, fragment: str = "") -> str:
        """The URL of a requested page or of a fragment on it, escaped for HTML."""
        address = self._addresses[page]
        return f"{address}#{fragment}" if fragment else address
