"""
Blocks with an unknown name, such as `/// timelin`.

pymdown-extensions would leave them as text, slashes included, which the checks would read as
sentences. So each such name is registered as a block that renders an error around its content.

A page without citations and labels is rendered as it would be without this extension, unless the
name is similar to that of a known block: another plugin or hook may handle the block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor
from pymdownx.blocks.block import Block

from explainer import citations
from explainer.markdown.block_base import ExplainerBlock, suggest
from explainer.markdown.labels import contains_label, has_page_label
from explainer.model import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree import ElementTree as ET

    from markdown import Markdown
    from pymdownx.blocks import BlocksProcessor

    from explainer.markdown.context import PageContext

_FIRST_LINE = re.compile(r"[ \t>]*(?:[-*+][ ]+|\d+[.)][ ]+)?(/{3,})[ ]*([\w-]+)[ ]*(?:\|.*)?$")
_MIN_SIMILARITY = 0.8
_LAST_LINE = re.compile(r"[ \t>]*(/{3,})[ ]*$")


class UnknownBlock(ExplainerBlock):
    """A block with an unknown name; its content is rendered below the error."""

    def validate(self) -> tuple[str, str]:
        """The message and the hint: the block does not exist."""
        known = sorted(
            name
            for name, kind in self._block_mgr.blocks.items()
            if not issubclass(kind, UnknownBlock)
        )
        hint = suggest(self.NAME, known, "blocks")
        return f"there is no block {self.NAME!r}", hint

    def render_error(self, parent: ET.Element) -> ET.Element:
        """Append the error and return an element for the block's content."""
        box = parent.makeelement("div", {})
        parent.append(box)
        super().render_error(box)
        return box

    def create_element(self, parent: ET.Element) -> ET.Element:
        """Append the error: the block is never valid."""
        return self.render_error(parent)

    def render(self, block: ET.Element) -> None:
        """Render nothing."""


class UnknownBlockPreprocessor(Preprocessor):
    """Registers a block for each unknown name on the page."""

    def __init__(self, md: Markdown, blocks: BlocksProcessor, context: PageContext) -> None:
        """Take the parser, its blocks processor, and the context of the page."""
        super().__init__(md)
        self._blocks = blocks
        self._context = context

    def run(self, lines: list[str]) -> list[str]:
        """Register the blocks of this page, unregister those of the last; the text is unchanged."""
        for name in self._registered_names(UnknownBlock):
            del self._blocks.blocks[name]
        open_blocks: list[tuple[str, str]] = []
        closed: list[str] = []
        for line in lines:
            if "///" not in line:
                continue
            if first := _FIRST_LINE.match(line):
                open_blocks.append((first[1], first[2].lower()))
            elif last := _LAST_LINE.match(line):
                # A block that is not closed may be inside one that is.
                ended = [it for it in open_blocks if it[0] == last[1]]
                if ended:
                    closed.append(ended[-1][1])
                    del open_blocks[open_blocks.index(ended[-1]) :]
        names = dict.fromkeys([*closed, *(name for _, name in open_blocks)])
        for name in (name for name in names if name not in self._blocks.blocks):
            is_own = _is_similar(name, self._registered_names(ExplainerBlock))
            # A block that is never closed may be plain text, unless its name is like a known one.
            if is_own or (
                (name in closed or _is_similar(name, self._registered_names()))
                and self._uses_extension(lines)
            ):
                self._blocks.register(
                    type("Unknown", (UnknownBlock,), {"IS_OWN": is_own, "NAME": name}), {}
                )
        return lines

    def _registered_names(self, kind: type[Block] = Block) -> list[str]:
        return [name for name, each in self._blocks.blocks.items() if issubclass(each, kind)]

    def _uses_extension(self, lines: Sequence[str]) -> bool:
        # The checks read all pages, and decide later which of them have to be covered.
        text = "\n".join(lines)
        return (
            self._context.checking
            or bool(citations.find(text, self._context.is_citation_key))
            or contains_label(text)
            or has_page_label(self._context.meta, None)
        )


def _is_similar(name: str, others: Iterable[str]) -> bool:
    return any(similarity(name, other) > _MIN_SIMILARITY for other in others)
