"""
Blocks whose names nobody knows, such as `/// timelin`.

They would stay text, slashes and all, which no check could tell from a sentence. So each such name
becomes a block of its own that says that it is unknown, around whatever stands in it.

A page that cites nothing and wears no label is none of ours: readers see it as they did, unless the
name is almost that of a block. What is a block on it may be so for a hook or a plugin only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor
from pymdownx.blocks.block import Block

from explainer import citations
from explainer.markdown.block_base import Writing, meant
from explainer.markdown.labels import begins_labelled, labels_itself
from explainer.model import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree import ElementTree as ET

    from markdown import Markdown
    from pymdownx.blocks import BlocksProcessor

    from explainer.markdown.context import Context

_FIRST_LINE = re.compile(r"[ \t>]*(?:[-*+][ ]+|\d+[.)][ ]+)?(/{3,})[ ]*([\w-]+)[ ]*(?:\|.*)?$")
_ALIKE = 0.8
_LAST_LINE = re.compile(r"[ \t>]*(/{3,})[ ]*$")


class UnknownBlock(Writing):
    """A block that is none; what stands in it is shown below the mark."""

    def lacks(self) -> tuple[str, str]:
        """That there is no such block."""
        known = sorted(
            name
            for name, kind in self._block_mgr.blocks.items()
            if not issubclass(kind, UnknownBlock)
        )
        hint = meant(self.NAME, known, "blocks")
        return f"there is no block {self.NAME!r}", hint

    def unknown(self, parent: ET.Element) -> ET.Element:
        """The mark, in a box for what stands in the block."""
        box = parent.makeelement("div", {})
        parent.append(box)
        super().unknown(box)
        return box

    def begin(self, parent: ET.Element) -> ET.Element:
        """It never begins."""
        return self.unknown(parent)

    def write(self, block: ET.Element) -> None:
        """It has nothing to write."""


class UnknownBlocks(Preprocessor):
    """Registers the unknown blocks that a page begins and ends."""

    def __init__(self, md: Markdown, blocks: BlocksProcessor, context: Context) -> None:
        """Take a parser, its blocks, and what is known of its page."""
        super().__init__(md)
        self._blocks = blocks
        self._context = context

    def run(self, lines: list[str]) -> list[str]:
        """Leave the text as it is, and forget the page before."""
        for name in self._known(UnknownBlock):
            del self._blocks.blocks[name]
        open_blocks: list[tuple[str, str]] = []
        closed: list[str] = []
        for line in lines:
            if "///" not in line:
                continue
            if first := _FIRST_LINE.match(line):
                open_blocks.append((first[1], first[2].lower()))
            elif last := _LAST_LINE.match(line):
                # One that is not closed itself may stand in one that is.
                ended = [it for it in open_blocks if it[0] == last[1]]
                if ended:
                    closed.append(ended[-1][1])
                    del open_blocks[open_blocks.index(ended[-1]) :]
        names = dict.fromkeys([*closed, *(name for _, name in open_blocks)])
        for name in (name for name in names if name not in self._blocks.blocks):
            ours = _alike(name, self._known(Writing))
            # One that never ends may be plain text, unless it is almost the name of a block.
            if ours or ((name in closed or _alike(name, self._known())) and self._is_ours(lines)):
                self._blocks.register(
                    type("Unknown", (UnknownBlock,), {"OURS": ours, "NAME": name}), {}
                )
        return lines

    def _known(self, kind: type[Block] = Block) -> list[str]:
        return [name for name, each in self._blocks.blocks.items() if issubclass(each, kind)]

    def _is_ours(self, lines: Sequence[str]) -> bool:
        # The checks look at all pages, and only then tell which of them matter.
        text = "\n".join(lines)
        return (
            self._context.checking
            or bool(citations.find(text, self._context.is_known))
            or labels_itself(text)
            or begins_labelled(self._context.meta, None)
        )


def _alike(name: str, others: Iterable[str]) -> bool:
    return any(similarity(name, other) > _ALIKE for other in others)
