"""Lines that were probably meant to begin a block, and do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer import opaque_text
from explainer.model import EmptyBlock, Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_LINE = re.compile(
    r"^[ ]{0,3}(?P<line>(?P<slashes>/{2,})[ ]*(?:(?P<name>[\w-]+)"
    r"[ ]*(?P<bar>\|)?[ ]*(?P<argument>[^|\n]*?))?)[ \t]*$",
    re.MULTILINE,
)
_HIDDEN = {"fence", "comment", "raw", "code"}
_FEWEST = 3


def malformed_blocks(text: str, path: str, names: Collection[str]) -> Iterator[EmptyBlock]:
    """
    The lines of a page's Markdown that name one of these blocks, and do not begin one.

    They have two slashes, no bar before what the block shows, or no line that ends the block.
    """
    hidden = [it for it in opaque_text.find(text) if it.kind in _HIDDEN]
    lines = [
        match
        for match in _LINE.finditer(text)
        if not any(it.start <= match.start("line") < it.end for it in hidden)
    ]
    opened: list[re.Match[str]] = []
    for match in lines:
        name, argument = (match["name"] or "").lower(), match["argument"] or ""
        block = f"{name} | {argument}" if argument else name
        if not name:
            matching = [it for it in opened if it["slashes"] == match["slashes"]]
            del opened[opened.index(matching[-1]) if matching else len(opened) :]
        elif name not in names:
            if len(match["slashes"]) >= _FEWEST and (match["bar"] or not argument):
                opened.append(match)
        elif len(match["slashes"]) < _FEWEST:
            if match["bar"] or not argument:
                message = f"the block {name!r} begins with two slashes"
                yield _block(match, text, path, block, message, f"write `/// {block}`")
        elif argument and not match["bar"]:
            message = f"the block {name!r} has no bar before what it shows"
            yield _block(match, text, path, block, message, f"write `/// {block}`")
        else:
            opened.append(match)
    for match in opened:
        if (name := (match["name"] or "").lower()) in names:
            argument = match["argument"] or ""
            block = f"{name} | {argument}" if argument else name
            hint = f"add a line `{match['slashes']}` where it ends"
            yield _block(match, text, path, block, f"the block {name!r} does not end", hint)


def _block(  # noqa: PLR0913, PLR0917  (one parameter a part)
    match: re.Match[str], text: str, path: str, block: str, message: str, hint: str
) -> EmptyBlock:
    return EmptyBlock(Place.within(path, text, *match.span("line")), message, hint, block=block)
