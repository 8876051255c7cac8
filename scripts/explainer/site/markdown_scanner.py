"""The Markdown of a site, as far as it has to be read to judge its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Waiver

_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\n?[ \t]*(\S+)", re.MULTILINE)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]")
_RAW_DEFINITION = re.compile(rb"\n {0,3}\[([^\]^\n][^\]\n]*)\]:")
# Nearly what is code; whatever seems to be unused without it is looked at again.
_CODE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*?^[ ]{0,3}\1|(`+)[^`]+\2", re.MULTILINE | re.DOTALL)
# A file that is put together from others, or by a program, may use what it does not show.
_ASSEMBLED = re.compile(r"^[ \t]*;?-{1,}8<-{1,}|\{%|\{\{", re.MULTILINE)
_COMMENTS = frozenset({"#", "<>"})
_HIDDEN = frozenset({"fence", "code", "comment"})


def may_have_unused(raw: bytes) -> bool:
    """Whether a page may define an address that it does not use; a no is certain, and soon said."""
    labels = _RAW_DEFINITION.findall(b"\n" + raw)
    if not labels:
        return False
    # What is between fences is code.
    text = b"".join(raw.split(b"```")[::2])
    return any(_is_unused(text, b"[" + label + b"]") for label in labels)


def _is_unused(text: bytes, label: bytes) -> bool:
    at = text.find(label)
    while at >= 0:
        line = text[text.rfind(b"\n", 0, at) + 1 : at]
        behind = at + len(label)
        defined = text[behind : behind + 1] == b":" and not line.strip()
        if not defined and b"`" not in line:
            return False
        at = text.find(label, behind)
    return True


def unused_references(text: str, path: str) -> Iterator[tuple[str, Place]]:
    """The names of the addresses that a page defines at its end and never uses."""
    if "]:" not in text or not _DEFINITION.search(text) or _ASSEMBLED.search(text):
        return
    definitions = list(_DEFINITION.finditer(text))
    starts = {match.start(1) for match in definitions}
    bare = _CODE.sub(_blank, text)
    unused = [each for each in definitions if _plain(each[1]) not in _used(bare, starts)]
    if not unused:
        return
    # Only now: the pages that have something left over are few.
    from explainer import citations  # noqa: PLC0415

    hidden = [span for span in citations.opaque(text) if span.kind in _HIDDEN]
    for span in hidden:
        text = text[: span.start] + _blank(text[span.start : span.end]) + text[span.end :]
    used = _used(text, starts)
    for match in unused:
        in_code = text[match.start(1)].isspace()
        if (
            not in_code
            and _plain(match[1]) not in used
            and match[2] not in _COMMENTS
            and match[1].strip("/ ")
        ):
            yield match[1], Place.within(path, text, match.start(1) - 1, match.end(1) + 1)


def _used(text: str, definitions: set[int]) -> set[str]:
    labels = _LABEL.finditer(text)
    return {_plain(match[1]) for match in labels if match.start(1) not in definitions}


def _blank(text: str | re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", text if isinstance(text, str) else text[0])


def _plain(label: str) -> str:
    return " ".join(label.lower().split())


def waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown."""
    from explainer.pages import read_page_waivers  # noqa: PLC0415  (it is slow to load)

    return read_page_waivers(text, path)
