"""The extension: which processors it registers with Python-Markdown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension

from explainer.markdown.as_of import AsOfTreeprocessor
from explainer.markdown.blocks_extension import ExplainerBlocksExtension
from explainer.markdown.claim_page import ClaimPageTreeprocessor
from explainer.markdown.claim_parts import ClaimTextsTreeprocessor
from explainer.markdown.context import PageContext
from explainer.markdown.glossary import GlossaryTreeprocessor
from explainer.markdown.inline_citations import AtSignEscapeInlineProcessor, CitationInlineProcessor
from explainer.markdown.labels import LabelTreeprocessor
from explainer.markdown.limits import LimitsPreprocessor, report_failures
from explainer.markdown.options import OPTIONS
from explainer.markdown.page_description import DescriptionTreeprocessor
from explainer.markdown.preview_script import PreviewTreeprocessor
from explainer.markdown.references import (
    ReferencesHeadingTreeprocessor,
    ReferencesTreeprocessor,
)
from explainer.markdown.safe_addresses import SafeAddressTreeprocessor

if TYPE_CHECKING:
    from markdown import Markdown


class ExplainerExtension(Extension):
    """The Python-Markdown extension `explainer.markdown`; `options` documents its options."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (Python-Markdown's signature)
        """Take the options as keyword arguments."""
        self.config = {
            **{option.name: [option.default, option.guidance] for option in OPTIONS},
            "checking": [False, "Mark citations for the checks instead of rendering them."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register all processors with a parser."""
        md.registerExtension(self)
        context = self._context = PageContext(md, self.getConfigs())
        # Before everything else, which would take too long for what it refuses.
        md.preprocessors.register(LimitsPreprocessor(md, context), "explainer-limits", 1000)
        if not context.checking:
            report_failures(md, context)
        # After escape (180), which turns two backslashes into one; before citations (175).
        md.inlinePatterns.register(
            AtSignEscapeInlineProcessor(md, context), "explainer-escape", 178
        )
        # After backtick (190) and escape (180), which have stashed code and escapes; before
        # reference (170) and link (160), which would match the brackets.
        md.inlinePatterns.register(CitationInlineProcessor(md, context), "explainer-citation", 175)
        # Before inline (20), which processes the inserted text.
        md.treeprocessors.register(ClaimTextsTreeprocessor(md, context), "explainer-parts", 30)
        # After attr_list (8), which sets the attributes of headings; before the as-of dates (6),
        # which are inserted directly below headings.
        md.treeprocessors.register(LabelTreeprocessor(md, context), "explainer-label", 6.5)
        # After inline (20), which makes links, and attr_list (8), which sets any attribute; before
        # what renders them, and relpath (0).
        md.treeprocessors.register(SafeAddressTreeprocessor(md), "explainer-addresses", 7.5)
        if not context.checking:
            # After inline (20), which creates the placeholders.
            md.treeprocessors.register(
                DescriptionTreeprocessor(md, context), "explainer-summary", 14
            )
            # After the description (14), which is the first paragraph; before the heading of the
            # references (12), which are at the end.
            md.treeprocessors.register(ClaimPageTreeprocessor(md, context), "explainer-claim", 13)
            # After inline (20); before toc (5), which collects the heading, and MkDocs' relpath
            # (0), which turns links to `.md` files into URLs.
            md.treeprocessors.register(
                ReferencesHeadingTreeprocessor(md, context), "explainer-heading", 12
            )
            # After attr_list (8), which sets the attributes of headings, and abbr (7), whose
            # elements are kept; before toc (5), so that they are in the page.
            md.treeprocessors.register(AsOfTreeprocessor(md, context), "explainer-as-of", 6)
            # After the as-of dates (6), which contain no terms.
            md.treeprocessors.register(GlossaryTreeprocessor(md, context), "explainer-terms", 5.5)
            # After all others, including relpath (0), so that they do not process what is inserted
            # here; toc (5) has seen placeholders without text, so that no title contains a number.
            md.treeprocessors.register(
                ReferencesTreeprocessor(md, context), "explainer-references", -5
            )
            # After all others.
            md.treeprocessors.register(PreviewTreeprocessor(md, context), "explainer-preview", -10)
        ExplainerBlocksExtension(context).extendMarkdown(md)

    def reset(self) -> None:
        """Reset the state before the next page."""
        self._context.reset()


def makeExtension(**kwargs: Any) -> ExplainerExtension:  # noqa: ANN401, N802  (Python-Markdown's)
    """Create the extension from its options; Python-Markdown's entry point."""
    return ExplainerExtension(**kwargs)
