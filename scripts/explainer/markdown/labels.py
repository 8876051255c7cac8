"""
Labels that apply to many sentences: to a page, a section or a block.

A page's label is in its front matter (`label: about`), a section's in the attributes of its
heading (`## Heading { data-label=about }`), and `/// label | about` is a block around labelled
content. Readers see the label once, at the start. For the checks the heading or the block is
marked, and sentences in it that cite nothing inherit the label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.block_base import ExplainerBlock, suggest
from explainer.model import LABELS, InheritedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown import Markdown

    from explainer.markdown.context import PageContext

CHECK_LABEL_ATTRIBUTE = "data-explainer-label"
"""The attribute with the label of a heading or block, in a conversion for the checks."""

CHECK_REASON_ATTRIBUTE = "data-explainer-reason"
"""The attribute with the label's reason, in a conversion for the checks."""

LABEL_ATTRIBUTE = "data-label"
"""The attribute of a heading, as authors write it, with the label of its section."""

REASON_ATTRIBUTE = "data-reason"
"""The attribute of a heading, as authors write it, with the reason for the label."""

_HEADING = re.compile(r"h[1-6]")
_KNOWN = rf"(?:{'|'.join(LABELS)})\b"
_LABEL_IN_HEADING = re.compile(
    rf"""\{{[^{{}}\n]*(?<![\w-]){LABEL_ATTRIBUTE}=["']?{_KNOWN}[^{{}}\n]*\}}"""
)
_LABEL_IN_TEXT = re.compile(
    rf"""^(?:label[ \t]*:[ \t]*["']?|[ \t>]*/{{3,}}[ \t]*label[ \t]*\|[ \t]*){_KNOWN}""",
    re.MULTILINE,
)


class WrittenLabel(NamedTuple):
    """A label as written, which may not exist, and its reason."""

    label: str
    reason: str = ""

    @property
    def inherited_label(self) -> InheritedLabel | None:
        """The label that sentences inherit; `None` where it does not exist."""
        return InheritedLabel(*self) if self.label in LABELS else None


def page_label(meta: Mapping[str, object]) -> WrittenLabel | None:
    """The label in a page's front matter; `None` where there is none."""
    label = meta.get("label")
    if label is None or label == "":
        return None
    reason = meta.get("label_reason")
    return WrittenLabel(str(label).strip(), "" if reason is None else str(reason).strip())


class LabelTreeprocessor(Treeprocessor):
    """Renders the labels of the page and its sections, or marks headings for the checks."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        """Take the parser and the context of the page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Insert labels into the tree, or set attributes of headings."""
        for parent, heading, typed in list(_labelled_headings(root)):
            if not self._context.checking:
                parent.insert(list(parent).index(heading) + 1, label_line(self._context, typed))
            else:
                # A label that does not exist is one problem, and not one of each sentence.
                heading.set(CHECK_LABEL_ATTRIBUTE, typed.label)
                heading.set(CHECK_REASON_ATTRIBUTE, typed.reason)
                if not typed.inherited_label:
                    self._context.unknown_labels.append(typed.label)
        typed_ = page_label(self._context.meta)
        if typed_ and not self._context.checking:
            titled = len(root) > 0 and root[0].tag == "h1"
            if not (titled and root[0].get(LABEL_ATTRIBUTE)):
                root.insert(int(titled), label_line(self._context, typed_))


def _labelled_headings(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element, WrittenLabel]]:
    """The headings with a label, each with its parent element."""
    for parent in root.iter():
        for element in parent:
            label = element.get(LABEL_ATTRIBUTE)
            if label is not None and _HEADING.fullmatch(str(element.tag)):
                yield (
                    parent,
                    element,
                    WrittenLabel(label.strip(), element.get(REASON_ATTRIBUTE, "").strip()),
                )


def label_line(context: PageContext, typed: WrittenLabel) -> ET.Element:
    """The paragraph that shows readers the label of a page, section or block."""
    translations = context.translations
    # Readers search for the content below the label.
    kind = "explainer-generated explainer-worn"
    shown = ET.Element("p", {"class": kind, "data-search-exclude": ""})
    if typed.inherited_label is None:
        mark = ET.SubElement(shown, "mark", {"class": "explainer-unknown"})
        mark.text = AtomicString(typed.label)
        return shown
    name = f"explainer-label explainer-label--{typed.label}"
    label = ET.SubElement(
        shown, "small", {"class": name, "title": translations.translate("labels_mean")}
    )
    label.text = AtomicString(translations.translate("labels", typed.label))
    if typed.reason:
        reason = ET.SubElement(label, "span", {"class": "explainer-reason"})
        reason.text = AtomicString(f": {typed.reason}")
    return shown


def has_page_label(meta: Mapping[str, object], heading: ET.Element | None) -> bool:
    """
    Whether a page's first paragraph has the label of the page, or of its title.

    This runs before attribute lists are parsed: the title's attributes are part of its text.
    """
    typed = page_label(meta)
    text = "".join(heading.itertext()) if heading is not None else ""
    return bool((typed and typed.inherited_label) or _LABEL_IN_HEADING.search(text))


def contains_label(text: str) -> bool:
    """Whether a page's Markdown, front matter included, has a label of a page, section or block."""
    return bool(_LABEL_IN_TEXT.search(text) or _LABEL_IN_HEADING.search(text))


class LabelBlock(ExplainerBlock):
    """A block whose content has a label."""

    NAME = "label"
    CHOICES = LABELS

    def validate(self) -> tuple[str, str] | None:
        """The message and the hint for a missing or unknown label, or `None`."""
        if not self.argument_text:
            hint = f"write one of {', '.join(LABELS)} behind it, as in `/// label | definition`"
            return "the block 'label' does not say which", hint
        if self.argument_text in LABELS:
            return None
        return f"there is no label {self.argument_text!r}", suggest(
            self.argument_text, LABELS, "labels"
        )

    def render_error(self, parent: ET.Element) -> ET.Element:
        """Append the error and return an element for the block's content."""
        box = ET.SubElement(parent, "div")
        if self.context.checking:
            box.set(CHECK_LABEL_ATTRIBUTE, self.argument_text or LABELS[0])
        super().render_error(box)
        return box

    def create_element(self, parent: ET.Element) -> ET.Element:
        """Append and return the element; for the checks, the label is an attribute of it."""
        box = ET.SubElement(parent, "div", {"class": "explainer-labelled"})
        if self.context.checking:
            box.set(CHECK_LABEL_ATTRIBUTE, self.argument_text)
        else:
            box.append(label_line(self.context, WrittenLabel(self.argument_text)))
        return box

    def render(self, block: ET.Element) -> None:
        """Render nothing: the content is that of the page."""
