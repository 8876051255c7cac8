"""What blocks of ours have in common: they hold nothing themselves, and write what there is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

if TYPE_CHECKING:
    from explainer.markdown.context import Context


class Writing(Block):  # type: ignore[misc]
    """A block that writes what stands in it."""

    ARGUMENT: bool | None = False

    @property
    def context(self) -> Context:
        """What is known of the page."""
        context: Context = self.md.explainer_context
        return context

    def heading(self, block: ET.Element, tag: str, html: str, name: str) -> ET.Element:
        """Add a heading, in the tree, where the table of contents finds it."""
        heading = ET.SubElement(block, tag, {"id": name})
        heading.text = AtomicString(html)
        return heading

    def raw(self, html: str) -> str:
        """A placeholder for finished HTML, in which Markdown's inline syntax means nothing."""
        return AtomicString(self.context.raw(html))


class Generated(Writing):
    """A block that states nothing that the checks have to see; `fill` writes it."""

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Make the element that is filled."""
        return ET.SubElement(parent, "div", {"class": f"explainer-generated explainer-{self.NAME}"})

    def on_end(self, block: ET.Element) -> None:
        """Fill it for readers."""
        if not self.context.checking:
            self.fill(block)

    @abstractmethod
    def fill(self, block: ET.Element) -> None:
        """Write the block."""
