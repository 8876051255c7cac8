"""The places of labels that do not exist, in the front matter and the headings of a page."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from explainer import opaque_text
from explainer.markdown.labels import LABEL_ATTRIBUTE
from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN_HEADING = re.compile(
    rf"""\{{[^{{}}\n]*?(?<![\w-]){LABEL_ATTRIBUTE}\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s}}"']+))"""
)
_OF_PAGE = re.compile(r"^label[ \t]*:[ \t]*([\"']?)(?P<label>.+?)\1[ \t]*(?:#.*)?$", re.MULTILINE)
_NO_HEADINGS = {"fence", "comment", "raw", "code"}


def in_headings(labels: Iterable[str], text: str, path: str) -> Iterator[tuple[str, Place]]:
    """
    The labels of headings with their places in the page's Markdown.

    A label in a file that the page includes gets the place of the page.
    """
    hidden = [span for span in opaque_text.find(text) if span.kind in _NO_HEADINGS]
    found: defaultdict[str, deque[tuple[int, int]]] = defaultdict(deque)
    for match in _IN_HEADING.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if not any(span.start <= start < span.end for span in hidden):
            found[match[match.lastindex or 0].strip()].append((start, end))
    for label in labels:
        known = found[label]
        yield label, _place(text, path, known.popleft() if known else None)


def of_page(label: str, front_matter: str, path: str) -> tuple[str, Place]:
    """The label of a page with its place in the front matter."""
    match = _OF_PAGE.search(front_matter)
    return label, _place(front_matter, path, match.span("label") if match else None)


def _place(text: str, path: str, span: tuple[int, int] | None) -> Place:
    return Place.within(path, text, *span) if span else Place(path, exact=False)
