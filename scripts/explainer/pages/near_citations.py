"""What is nearly a citation or a label, such as `(@key#passage)` or `[@ key]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import citations, opaque_text
from explainer.model import LABELS, NearCitation, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEARLY = re.compile(
    r"""(?P<open>[\[({（［【〔]?) [ ]* [\^#]? [ ]* (?P<at>[@＠]?) [ ]*
        (?P<key>\w(?:\w|[:./#-](?=\w))*)
        [ ]* (?P<close>[\])}）］】〕]?)""",
    re.VERBOSE,
)
_HIDDEN = {"fence", "comment", "raw", "html", "autolink", "definition", "link", "url"}


def near_citations(text: str, path: str, known: Callable[[str], bool]) -> Iterator[NearCitation]:
    """
    The places in a page's Markdown where a known key or a label stands, and cites nothing.

    Without an at sign, it has to be in brackets, and to be a label or to name a passage.
    """
    hidden = [(it.start, it.end) for it in opaque_text.find(text) if it.kind in _HIDDEN]
    groups = citations.find(text, known)
    taken = hidden + [(it.start, it.end) for it in groups if not it.narrative]
    for match in _NEARLY.finditer(text):
        start, end = match.span()
        key = match["key"]
        if not (match["at"] or (match["open"] and match["close"])):
            continue
        if not match["at"] and "#" not in key and key not in LABELS:
            continue
        if any(first <= start < last or start <= first < end for first, last in taken):
            continue
        bare = match["at"] and not match["open"] and not match["close"]
        if bare or not known(key.partition("#")[0]):
            continue
        if text[end - 1 : end + 1] == "](" or text[end : end + 1] == "[":
            continue
        code = start > 0 and text[start - 1] == text[end : end + 1] == "`"
        first, last = (start - 1, end + 1) if code else (start, end)
        yield NearCitation(
            Place.within(path, text, first, last), text[first:last].strip(), f"[@{key}]"
        )
