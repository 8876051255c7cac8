"""What the extension registers with Python-Markdown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension

from explainer.markdown.as_of import StandingTreeprocessor
from explainer.markdown.claim_page import ClaimTreeprocessor
from explainer.markdown.claim_parts import PartsTreeprocessor
from explainer.markdown.context import Context
from explainer.markdown.glossary import TermsTreeprocessor
from explainer.markdown.inline_citations import CitationProcessor, EscapeProcessor
from explainer.markdown.labels import LabelTreeprocessor
from explainer.markdown.list_blocks import BlocksOfOurs
from explainer.markdown.options import OPTIONS
from explainer.markdown.page_description import SummaryTreeprocessor
from explainer.markdown.references import (
    ReferencesHeadingTreeprocessor,
    ReferencesTreeprocessor,
)

if TYPE_CHECKING:
    from markdown import Markdown


class ExplainerExtension(Extension):
    """Citations and blocks; `options` has the options."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (Python-Markdown's signature)
        """Take the options."""
        self.config = {
            **{option.name: [option.default, option.guidance] for option in OPTIONS},
            "checking": [False, "Mark citations for the checks instead of rendering them."],
        }
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register everything with a parser."""
        md.registerExtension(self)
        context = self._context = Context(md, self.getConfigs())
        # After escape (180), for which two backslashes are one; before citations (175).
        md.inlinePatterns.register(EscapeProcessor(md, context), "explainer-escape", 178)
        # After backtick (190) and escape (180), so that code and escapes are gone; before
        # reference (170) and link (160), for which a bracket would be theirs.
        md.inlinePatterns.register(CitationProcessor(md, context), "explainer-citation", 175)
        # Before inline (20), which reads what is put there.
        md.treeprocessors.register(PartsTreeprocessor(md, context), "explainer-parts", 30)
        # After attr_list (8), from which headings have their attributes; before the dates (6),
        # which stand right below a heading.
        md.treeprocessors.register(LabelTreeprocessor(md, context), "explainer-label", 6.5)
        if not context.checking:
            # After inline (20), which makes the placeholders.
            md.treeprocessors.register(SummaryTreeprocessor(md, context), "explainer-summary", 14)
            # After summary (14), which takes the text's first paragraph; before the heading (12)
            # of the references, which stand last.
            md.treeprocessors.register(ClaimTreeprocessor(md, context), "explainer-claim", 13)
            # After inline (20); before toc (5), which finds its heading, and MkDocs' relpath (0),
            # which turns links to `.md` files into addresses.
            md.treeprocessors.register(
                ReferencesHeadingTreeprocessor(md, context), "explainer-heading", 12
            )
            # After attr_list (8), from which headings have their attributes, and abbr (7), whose
            # own marks stay; before toc (5), so that all of it is in the page.
            md.treeprocessors.register(StandingTreeprocessor(md, context), "explainer-as-of", 6)
            # After the dates (6), which hold no terms.
            md.treeprocessors.register(TermsTreeprocessor(md, context), "explainer-terms", 5.5)
            # After all the rest, relpath (0) included, which then need not look at what is made
            # here; toc (5) has seen placeholders without text, so that no number is in a title.
            md.treeprocessors.register(
                ReferencesTreeprocessor(md, context), "explainer-references", -5
            )
        BlocksOfOurs(context).extendMarkdown(md)

    def reset(self) -> None:
        """Get ready for another page."""
        self._context.forget()


def makeExtension(**kwargs: Any) -> ExplainerExtension:  # noqa: ANN401, N802  (Python-Markdown's)
    """Make the extension from its options."""
    return ExplainerExtension(**kwargs)
