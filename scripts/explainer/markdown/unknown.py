"""
Blocks whose names nobody knows, such as `/// timelin`.

They would stay text, slashes and all, which no check could tell from a sentence. So each such name
becomes a block of its own that says that it is unknown, around whatever stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor

from explainer.markdown.generated import Writing, meant
from explainer.model import likeness

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from markdown import Markdown
    from pymdownx.blocks import BlocksProcessor

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

    def __init__(self, md: Markdown, blocks: BlocksProcessor) -> None:
        """Take a parser and its blocks."""
        super().__init__(md)
        self._blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        """Leave the text as it is."""
        open_blocks: list[tuple[str, str]] = []
        for line in lines:
            if "///" not in line:
                continue
            if first := _FIRST_LINE.match(line):
                open_blocks.append((first[1], first[2].lower()))
            elif last := _LAST_LINE.match(line):
                # One that is not closed itself may stand in one that is.
                ended = [it for it in open_blocks if it[0] == last[1]]
                if ended:
                    self._know(ended[-1][1])
                    del open_blocks[open_blocks.index(ended[-1]) :]
        for _, name in open_blocks:
            # One that never ends may be plain text, unless it is almost the name of a block.
            if any(likeness(name, known) > _ALIKE for known in list(self._blocks.blocks)):
                self._know(name)
        return lines

    def _know(self, name: str) -> None:
        if name not in self._blocks.blocks:
            self._blocks.register(type("Unknown", (UnknownBlock,), {"NAME": name}), {})
