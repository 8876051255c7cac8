"""
One label for many sentences: of a page, of a section, of a block.

A page's is in its front matter (`label: about`), a section's in its heading's attributes
(`## Heading { data-label=about }`), and `/// label | about` is a block around whatever wears it.
Readers see it once, at the head. For the checks the heading or the block is marked, and they see to
it that whatever in it cites nothing wears the label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from explainer.markdown.block_base import Writing, meant
from explainer.model import LABELS, InheritedLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown import Markdown

    from explainer.markdown.context import Context

LABEL = "data-explainer-label"
"""The attribute that marks the heading or the block of a label in a conversion for checking."""

REASON = "data-explainer-reason"
"""The attribute beside it, with the reason that the label gives."""

ATTRIBUTE = "data-label"
"""The attribute of a heading that says what the sentences of its section are."""

WHY = "data-reason"
"""The attribute beside it that says why they need no source."""

_HEADING = re.compile(r"h[1-6]")
_KNOWN = rf"(?:{'|'.join(LABELS)})\b"
_IN_TITLE = re.compile(rf"""\{{[^{{}}\n]*(?<![\w-]){ATTRIBUTE}=["']?{_KNOWN}[^{{}}\n]*\}}""")
_IN_TEXT = re.compile(
    rf"""^(?:label[ \t]*:[ \t]*["']?|[ \t>]*/{{3,}}[ \t]*label[ \t]*\|[ \t]*){_KNOWN}""",
    re.MULTILINE,
)


class Typed(NamedTuple):
    """A label as it was typed, which there may not be, and its reason."""

    label: str
    reason: str = ""

    @property
    def inherited_label(self) -> InheritedLabel | None:
        """The label as what it applies to inherits it; `None` where there is no such label."""
        return InheritedLabel(*self) if self.label in LABELS else None


def of_page(meta: Mapping[str, object]) -> Typed | None:
    """The label in a page's front matter, if it has any."""
    label = meta.get("label")
    if label is None or label == "":
        return None
    reason = meta.get("label_reason")
    return Typed(str(label).strip(), "" if reason is None else str(reason).strip())


class LabelTreeprocessor(Treeprocessor):
    """Shows the labels of the page and its sections, or marks their headings for the checks."""

    def __init__(self, md: Markdown, context: Context) -> None:
        """Take a parser and what is known of its page."""
        super().__init__(md)
        self._context = context

    def run(self, root: ET.Element) -> None:
        """Change the tree in place."""
        for parent, heading, typed in list(_labelled(root)):
            if not self._context.checking:
                parent.insert(list(parent).index(heading) + 1, line(self._context, typed))
            elif typed.inherited_label:
                heading.set(LABEL, typed.label)
                heading.set(REASON, typed.reason)
            else:
                self._context.mislabelled.append(typed.label)
        typed_ = of_page(self._context.meta)
        if typed_ and not self._context.checking:
            titled = len(root) > 0 and root[0].tag == "h1"
            if not (titled and root[0].get(ATTRIBUTE)):
                root.insert(int(titled), line(self._context, typed_))


def _labelled(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element, Typed]]:
    """The headings with a label, each with what it stands in."""
    for parent in root.iter():
        for element in parent:
            label = element.get(ATTRIBUTE)
            if label is not None and _HEADING.fullmatch(str(element.tag)):
                yield parent, element, Typed(label.strip(), element.get(WHY, "").strip())


def line(context: Context, typed: Typed) -> ET.Element:
    """What readers see at the head of whatever wears a label."""
    words = context.words
    # Whoever searches looks for what is said below it.
    kind = "explainer-generated explainer-worn"
    shown = ET.Element("p", {"class": kind, "data-search-exclude": ""})
    if typed.inherited_label is None:
        mark = ET.SubElement(shown, "mark", {"class": "explainer-unknown"})
        mark.text = AtomicString(typed.label)
        return shown
    name = f"explainer-label explainer-label--{typed.label}"
    label = ET.SubElement(shown, "small", {"class": name, "title": words.of("labels_mean")})
    label.text = AtomicString(words.of("labels", typed.label))
    if typed.reason:
        reason = ET.SubElement(label, "span", {"class": "explainer-reason"})
        reason.text = AtomicString(f": {typed.reason}")
    return shown


def begins_labelled(meta: Mapping[str, object], heading: ET.Element | None) -> bool:
    """
    Whether the first paragraph of a page wears the label of the page, or of its title.

    The title's attributes are still part of its text.
    """
    typed = of_page(meta)
    text = "".join(heading.itertext()) if heading is not None else ""
    return bool((typed and typed.inherited_label) or _IN_TITLE.search(text))


def labels_itself(text: str) -> bool:
    """Whether a page's Markdown, with its front matter, has a label for many of its sentences."""
    return bool(_IN_TEXT.search(text) or _IN_TITLE.search(text))


class LabelBlock(Writing):
    """What stands in it wears a label."""

    NAME = "label"
    CHOICES = LABELS

    def lacks(self) -> tuple[str, str] | None:
        """That no label is named, or none that there is."""
        if not self.which:
            hint = f"write one of {', '.join(LABELS)} behind it, as in `/// label | definition`"
            return "the block 'label' does not say which", hint
        if self.which in LABELS:
            return None
        return f"there is no label {self.which!r}", meant(self.which, LABELS, "labels")

    def unknown(self, parent: ET.Element) -> ET.Element:
        """The mark, in a box for what stands in the block."""
        box = ET.SubElement(parent, "div")
        super().unknown(box)
        return box

    def begin(self, parent: ET.Element) -> ET.Element:
        """Make the box, with the label at its head or, for the checks, as its attribute."""
        box = ET.SubElement(parent, "div", {"class": "explainer-labelled"})
        if self.context.checking:
            box.set(LABEL, self.which)
        else:
            box.append(line(self.context, Typed(self.which)))
        return box

    def write(self, block: ET.Element) -> None:
        """What stands in it is the page's own."""
