"""Base classes of the extension's blocks, which generate their content."""

from __future__ import annotations

from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from markdown.util import AtomicString
from pymdownx.blocks.block import Block

from explainer.markdown.context import InvalidBlock
from explainer.model import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explainer.markdown.context import PageContext


class ExplainerBlock(Block):  # type: ignore[misc]
    """
    A block of the extension, `/// name | argument`.

    An invalid block is still created: readers see its first line, marked as unknown, and the
    checks report it.
    """

    ARGUMENT: bool | None = None
    CHOICES: ClassVar[tuple[str, ...]] = ()
    """The valid arguments; where there are none, the block takes no argument."""

    IS_OWN: ClassVar[bool] = True
    """Whether it is a block of this extension, or a misspelling of one."""

    @property
    def context(self) -> PageContext:
        """The context of the page."""
        context: PageContext = self.md.explainer_context
        return context

    @property
    def argument_text(self) -> str:
        """The argument without surrounding white space; empty where there is none."""
        return (self.argument or "").strip()

    def validate(self) -> tuple[str, str] | None:
        """The message and the hint for an invalid block, or `None` where it is valid."""
        if not self.argument_text or self.argument_text in self.CHOICES:
            return None
        if self.CHOICES:
            message = f"there are no {self.NAME} of {self.argument_text!r}"
            return message, suggest(self.argument_text, self.CHOICES, self.NAME)
        return f"the block {self.NAME!r} takes nothing behind its name", f"write `/// {self.NAME}`"

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Create the block's element, or the error that readers see in its place."""
        error = self.validate()
        self._is_valid = error is None
        if error is None:
            return self.create_element(parent)
        self.context.invalid_blocks.append(
            InvalidBlock(self.NAME, self.argument_text, *error, self.IS_OWN)
        )
        return self.render_error(parent)

    def render_error(self, parent: ET.Element) -> ET.Element:
        """Append the error that readers see in place of the block; return its element."""
        box = ET.SubElement(parent, "div", {"class": "explainer-generated"})
        said = (
            f"/// {self.NAME} | {self.argument_text}" if self.argument_text else f"/// {self.NAME}"
        )
        title = escape(self.context.translations.translate("unknown_block"))
        mark = f'<mark class="explainer-unknown" title="{title}">{escape(said)}</mark>'
        ET.SubElement(box, "p").text = self.stash_html(mark)
        return box

    @abstractmethod
    def create_element(self, parent: ET.Element) -> ET.Element:
        """Append and return the block's element."""

    def on_end(self, block: ET.Element) -> None:
        """Render a valid block into its element."""
        if self._is_valid:
            self.render(block)

    @abstractmethod
    def render(self, block: ET.Element) -> None:
        """Render the block into its element, for readers or for the checks."""

    def add_heading(self, block: ET.Element, tag: str, html: str, name: str) -> ET.Element:
        """Append a heading to the tree, where the extension `toc` finds it."""
        heading = ET.SubElement(block, tag, {"id": name})
        heading.text = AtomicString(html)
        return heading

    def stash_html(self, html: str) -> str:
        """Stash HTML and return its placeholder; inline processors leave the placeholder alone."""
        return AtomicString(self.context.stash_html(html))


class GeneratedBlock(ExplainerBlock):
    """A block that states nothing the checks need to see; `render_html` renders it."""

    def create_element(self, parent: ET.Element) -> ET.Element:
        """Append and return the block's element."""
        return ET.SubElement(parent, "div", {"class": f"explainer-generated explainer-{self.NAME}"})

    def render(self, block: ET.Element) -> None:
        """Render the block, unless the page is converted for the checks."""
        if not self.context.checking:
            self.render_html(block)

    @abstractmethod
    def render_html(self, block: ET.Element) -> None:
        """Render the block into its element, for readers."""


def suggest(word: str, known: Sequence[str], what: str) -> str:
    """A hint: the most similar known word, if one is similar enough, and all known words."""
    close, listed = nearest(word, known), f"{what} are {', '.join(known)}"
    return f"did you mean {close!r}? The {listed}" if close else f"the {listed}"
