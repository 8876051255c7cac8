"""
Source maps by the text alone, for pages that cannot be converted with sentinels.

The URLs in the Markdown are told apart by order: where the Markdown has a URL as often as the
built page, the first in the one is the first in the other. Where the numbers differ, or the
definition of a reference is not the only source of a URL, there is no position.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.site import written_links
from explainer.site.source_map import SourceMap, SourcePosition, url_key, without_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.site.url_positions import Occurrence
    from explainer.site.written_links import WrittenLink

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


class TextMap(SourceMap):
    """The source map of one built page, from the text of its Markdown alone."""

    def positions(
        self, built: Sequence[Occurrence], base: str | None
    ) -> dict[Occurrence, SourcePosition]:
        """As `SourceMap.positions`."""
        page = self.resolver.on_page(self.path, base)
        built_by_key: dict[object, list[Occurrence]] = {}
        for each in built:
            built_by_key.setdefault(url_key(page, each.kind, each.url), []).append(each)
        written_by_key: dict[object, list[WrittenLink]] = {}
        known = set(built_by_key)
        for link in self._written():
            key = self.key_in_page(page, link.kind, link.url, known, link.is_html)
            written_by_key.setdefault(key, []).append(link)
        found: dict[Occurrence, SourcePosition] = {}
        for key, occurrences in built_by_key.items():
            links = written_by_key.get(key, [])
            if len({link.start for link in links}) == 1 and links[0].is_definition:
                links = links[:1] * len(occurrences)
            if len(links) == len(occurrences):
                places = map(self._position, links)
                found.update(zip(occurrences, places, strict=True))
        return found

    def _written(self) -> Iterator[WrittenLink]:
        text = _FRONT_MATTER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.converted.text)
        return written_links.scan(without_code(text))

    def _position(self, link: WrittenLink) -> SourcePosition:
        return SourcePosition(self.within(link.start, link.end), link.url, link.is_html)
