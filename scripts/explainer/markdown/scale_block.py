"""
The block `scale`: the meaning of each verdict, as a definition list.

The definitions come from the translations. The ledger includes them, unless this block is on the
same page, so that each claim can link to the definition of its verdict.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING

from explainer import inputs
from explainer.files import text_or_nothing
from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.source_html import verdict_badge
from explainer.model import ALL_VERDICTS

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from explainer.markdown.context import PageContext
    from explainer.markdown.translations import Translations
    from explainer.model import Claim

STUB = "stub"
"""The kind of a claim that is still to be written."""

CLAIM_KINDS = (*ALL_VERDICTS, STUB)
"""The kinds of claims, in the order in which they are listed."""

_SHOWN = re.compile(r"^[ \t]*/{3,}[ \t]*(?:scale|claims)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""The first line of a block that renders the definitions."""


class ScaleBlock(GeneratedBlock):
    """The definitions of the verdicts."""

    NAME = "scale"

    def render_html(self, block: ET.Element) -> None:
        """Render the definition list."""
        block.text = self.stash_html(verdict_definitions(self.context))


def claim_kind(claim: Claim) -> str:
    """A claim's verdict, or `stub`; empty where the verdict is invalid."""
    return STUB if claim.stub else claim.verdict


def kind_name(kind: str, translations: Translations) -> str:
    """The translated name of a kind of claim."""
    return (
        translations.translate("claim", "stub")
        if kind == STUB
        else translations.translate("verdict", kind)
    )


def verdict_definitions(context: PageContext) -> str:
    """
    The definitions of the verdicts, as HTML.

    The first such list of a page has the element ids that badges link to.
    """
    translations = context.translations
    parts = []
    for verdict in ALL_VERDICTS:
        name = context.unique_id(_anchor(verdict))
        means = escape(translations.translate("verdict_means", verdict), quote=False)
        parts.append(f'<dt id="{name}">{verdict_badge(verdict, translations)}</dt><dd>{means}</dd>')
    return f'<dl class="explainer-verdicts-mean">{"".join(parts)}</dl>'


def has_definitions(context: PageContext) -> bool:
    """Whether the definitions have been rendered on the page."""
    return context.has_id(_anchor(ALL_VERDICTS[0]))


def definition_url(verdict: str, context: PageContext) -> str | None:
    """The URL of a verdict's definition on the ledger, whose URL must have been requested."""
    page = context.ledger_page
    if page is None or verdict not in ALL_VERDICTS:
        return None
    file = context.docs_dir / page
    return context.links.url(page, _anchor(verdict)) if _shows(file, _modified_ns(file)) else None


def _anchor(verdict: str) -> str:
    return f"verdict-{verdict}"


def _modified_ns(file: Path) -> int:
    inputs.note_content(file)
    return file.stat().st_mtime_ns


@functools.lru_cache(maxsize=16)
def _shows(file: Path, _modified_ns: int) -> bool:
    return bool(_SHOWN.search(text_or_nothing(file)))
