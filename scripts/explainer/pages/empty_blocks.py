"""The places of the blocks on a page that render nothing."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from explainer import opaque_text
from explainer.model import EmptyBlock, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.markdown.context import InvalidBlock

_FIRST_LINE = re.compile(
    r"""^[ \t>]*(?:[-*+][ ]+|\d+[.)][ ]+)?
        (?P<line>/{3,}[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>.*?))?)[ \t]*$""",
    re.MULTILINE | re.VERBOSE,
)
_NO_BLOCKS = {"fence", "comment", "raw", "code"}


def with_places(found: Iterable[InvalidBlock], text: str, path: str) -> Iterator[EmptyBlock]:
    """
    The blocks with the places of their first lines in the page's Markdown.

    A block in a file that the page includes gets the place of the page.
    """
    lines = _lines(text)
    for each in found:
        known = lines[each.name.lower(), each.argument]
        place = Place.within(path, text, *known.popleft()) if known else Place(path, exact=False)
        block = f"{each.name} | {each.argument}" if each.argument else each.name
        yield EmptyBlock(place, each.message, each.hint, each.is_own, block)


def _lines(text: str) -> defaultdict[tuple[str, str], deque[tuple[int, int]]]:
    hidden = [span for span in opaque_text.find(text) if span.kind in _NO_BLOCKS]
    lines: defaultdict[tuple[str, str], deque[tuple[int, int]]] = defaultdict(deque)
    for match in _FIRST_LINE.finditer(text):
        span = match.span("line")
        if not any(each.start <= span[0] < each.end for each in hidden):
            lines[match["name"].lower(), (match["argument"] or "").strip()].append(span)
    return lines
