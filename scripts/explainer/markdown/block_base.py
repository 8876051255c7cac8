"""What blocks of ours have in common: they hold nothing themselves, and write what there is."""

from __future__ import annotations

from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from explainer.markdown.context import Lacking
from explainer.model import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.markdown.context import Context


class Writing(Block):  # type: ignore[misc]
    """
    A block that writes what stands in it.

    One that lacks what it needs is there all the same: readers see the line that begins it, marked
    as unknown, and the checks report it.
    """

    ARGUMENT: bool | None = None
    CHOICES: ClassVar[tuple[str, ...]] = ()
    """What may stand behind the name of the block; nothing may where there are no choices."""

    OURS: ClassVar[bool] = True
    """Whether it is one of ours, or meant to be."""

    @property
    def context(self) -> Context:
        """What is known of the page."""
        context: Context = self.md.explainer_context
        return context

    @property
    def which(self) -> str:
        """What stands behind the name of the block."""
        return (self.argument or "").strip()

    def lacks(self) -> tuple[str, str] | None:
        """What is wrong with the block and what to do, or nothing."""
        if not self.which or self.which in self.CHOICES:
            return None
        if self.CHOICES:
            message = f"there are no {self.NAME} of {self.which!r}"
            return message, meant(self.which, self.CHOICES, self.NAME)
        return f"the block {self.NAME!r} takes nothing behind its name", f"write `/// {self.NAME}`"

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Make the element that is filled, or the mark of a block that cannot be."""
        lacking = self.lacks()
        self._filled = lacking is None
        if lacking is None:
            return self.begin(parent)
        self.context.lacking.append(Lacking(self.NAME, self.which, *lacking, self.OURS))
        return self.unknown(parent)

    def unknown(self, parent: ET.Element) -> ET.Element:
        """The mark that readers see in place of the block."""
        box = ET.SubElement(parent, "div", {"class": "explainer-generated"})
        said = f"/// {self.NAME} | {self.which}" if self.which else f"/// {self.NAME}"
        title = escape(self.context.words.of("unknown_block"))
        mark = f'<mark class="explainer-unknown" title="{title}">{escape(said)}</mark>'
        ET.SubElement(box, "p").text = self.raw(mark)
        return box

    @abstractmethod
    def begin(self, parent: ET.Element) -> ET.Element:
        """Make the element that is filled."""

    def on_end(self, block: ET.Element) -> None:
        """Fill it."""
        if self._filled:
            self.write(block)

    @abstractmethod
    def write(self, block: ET.Element) -> None:
        """Write the block, for readers or for the checks."""

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

    def begin(self, parent: ET.Element) -> ET.Element:
        """Make the element that is filled."""
        return ET.SubElement(parent, "div", {"class": f"explainer-generated explainer-{self.NAME}"})

    def write(self, block: ET.Element) -> None:
        """Fill it for readers."""
        if not self.context.checking:
            self.fill(block)

    @abstractmethod
    def fill(self, block: ET.Element) -> None:
        """Write the block."""


def meant(word: str, known: Sequence[str], what: str) -> str:
    """A hint: the word that was probably meant, and what there is."""
    close, listed = nearest(word, known), f"{what} are {', '.join(known)}"
    return f"did you mean {close!r}? The {listed}" if close else f"the {listed}"
