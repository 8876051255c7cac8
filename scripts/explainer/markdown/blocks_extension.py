"""Registration of the extension's blocks with pymdown-extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pymdownx.blocks import BlocksExtension

from explainer.markdown.claims_block import ClaimBlock, ClaimsBlock
from explainer.markdown.comparison_block import ComparisonBlock
from explainer.markdown.corrections_block import CorrectionsBlock
from explainer.markdown.fields_block import FieldsBlock
from explainer.markdown.figures_block import FiguresBlock
from explainer.markdown.labels import LabelBlock
from explainer.markdown.positions_block import PositionsBlock
from explainer.markdown.rules_block import RulesBlock
from explainer.markdown.scale_block import ScaleBlock
from explainer.markdown.sources_block import SourcesBlock
from explainer.markdown.timeline_block import TimelineBlock
from explainer.markdown.unknown_blocks import UnknownBlockPreprocessor
from explainer.markdown.verdicts_block import VerdictsBlock

if TYPE_CHECKING:
    from markdown import Markdown
    from pymdownx.blocks import BlocksMgrExtension

    from explainer.markdown.context import PageContext


BLOCKS = (
    SourcesBlock,
    ClaimsBlock,
    ScaleBlock,
    ClaimBlock,
    RulesBlock,
    FieldsBlock,
    FiguresBlock,
    CorrectionsBlock,
    TimelineBlock,
    ComparisonBlock,
    LabelBlock,
    PositionsBlock,
    VerdictsBlock,
)
"""The blocks of this package."""


class ExplainerBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """The blocks extension of pymdown-extensions with all blocks of this package."""

    def __init__(self, context: PageContext) -> None:
        """Take the context of the page."""
        super().__init__()
        self._context = context

    def extendMarkdownBlocks(  # noqa: N802  (pymdown-extensions' name)
        self,
        md: Markdown,
        block_mgr: BlocksMgrExtension,
    ) -> None:
        """Register each block, and set the page's context on the parser, where blocks read it."""
        md.explainer_context = self._context  # type: ignore[attr-defined]
        for kind in BLOCKS:
            block_mgr.register(kind, {})
        # After fenced code (25) and HTML blocks (20), which have been stashed by then.
        md.preprocessors.register(
            UnknownBlockPreprocessor(md, block_mgr, self._context), "explainer-unknown-blocks", 15
        )
