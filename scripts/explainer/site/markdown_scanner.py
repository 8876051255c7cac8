"""The link definitions and the waivers in a Markdown page, found without parsing it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Waiver

# What Python-Markdown takes for a definition: an address and at most a title, which may each be on
# a line of its own. Other text after the colon makes a paragraph of it.
_DEFINITION = re.compile(
    r"""
    ^[ ]{0,3} \[ (?!\^) (?P<label> [^\[\]\n]+ ) \]:
    [ \t]*(?:\n[ \t]*)? (?P<url> \S+ ) [ \t]*
    (?: (?:\n[ \t]*)? (?: "[^\n]*" | '[^\n]*' | \([^\n]*\) ) [ \t]* )?
    $
    """,
    re.MULTILINE | re.VERBOSE,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_RAW_DEFINITION = re.compile(rb"\n {0,3}\[([^\]^\n][^\]\n]*)\]:")
# Approximately the code; definitions that then seem unused are checked again.
_CODE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*?^[ ]{0,3}\1|(`+)[^`]+\2", re.MULTILINE | re.DOTALL)
# A page with snippets or macros may use definitions in the included text.
_INCLUDES = re.compile(r"^[ \t]*;?-{1,}8<-{1,}|\{%|\{\{", re.MULTILINE)
_COMMENT_URLS = frozenset({"#", "<>"})
_NOT_TEXT = frozenset({"fence", "code", "comment"})


def may_have_unused_definitions(raw: bytes) -> bool:
    """Whether a page may have a link definition that no link uses; a `False` is certain."""
    labels = _RAW_DEFINITION.findall(b"\n" + raw)
    if not labels:
        return False
    # The text between fences is code.
    text = b"".join(raw.split(b"```")[::2])
    return any(_is_unused(text, b"[" + label + b"]") for label in labels)


def _is_unused(text: bytes, label: bytes) -> bool:
    """Whether every occurrence of a label is a definition, or on a line with code."""
    at = text.find(label)
    while at >= 0:
        line = text[text.rfind(b"\n", 0, at) + 1 : at]
        end = at + len(label)
        is_definition = text[end : end + 1] == b":" and not line.strip()
        if not is_definition and b"`" not in line:
            return False
        at = text.find(label, end)
    return True


def unused_definitions(text: str, path: str) -> Iterator[tuple[str, Place]]:
    """The link definitions of a page that no link uses, each as its label and its place."""
    if "]:" not in text or not _DEFINITION.search(text) or _INCLUDES.search(text):
        return
    definitions = list(_DEFINITION.finditer(text))
    starts = {match.start(1) for match in definitions}
    without_code = _CODE.sub(_blank, text)
    used = _used_labels(without_code, starts)
    unused = [each for each in definitions if normalize(each[1]) not in used]
    if not unused:
        return
    # Imported on demand: few pages have definitions that seem unused.
    from explainer import opaque_text  # noqa: PLC0415

    hidden = [span for span in opaque_text.find(text) if span.kind in _NOT_TEXT]
    for span in hidden:
        text = text[: span.start] + _blank(text[span.start : span.end]) + text[span.end :]
    used = _used_labels(text, starts)
    for match in unused:
        in_code = text[match.start(1)].isspace()
        if (
            not in_code
            and normalize(match[1]) not in used
            and match[2] not in _COMMENT_URLS
            and match[1].strip("/ ")
        ):
            yield match[1], Place.within(path, text, match.start(1) - 1, match.end(1) + 1)


def definitions(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The link definitions in a text: normalized label, URL, and the URL's start and end offset."""
    for match in _DEFINITION.finditer(text):
        url = match["url"]
        start = match.start("url") + (url[:1] == "<")
        url = url.lstrip("<").rstrip(">")
        yield normalize(match["label"]), url, start, start + len(url)


def _used_labels(text: str, definitions: set[int]) -> set[str]:
    labels = _LABEL.finditer(text)
    return {normalize(match[1]) for match in labels if match.start(1) not in definitions}


def _blank(text: str | re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", text if isinstance(text, str) else text[0])


def normalize(label: str) -> str:
    """A label as it is compared: in lower case, with single spaces."""
    return " ".join(label.lower().split())


def waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown."""
    from explainer.pages import read_page_waivers  # noqa: PLC0415  (it is slow to import)

    return read_page_waivers(text, path)
