"""
The block `scale`: what each verdict means, as a list of definitions.

The definitions stand in the words of the language, and nowhere else. The ledger shows them as
well, unless the block is on the same page; so each claim can lead to that of its verdict.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING

from explainer.markdown.block_base import Generated
from explainer.markdown.source_html import badge_of
from explainer.model import ALL_VERDICTS

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree import ElementTree as ET

    from explainer.markdown.context import Context
    from explainer.markdown.translations import Words
    from explainer.model import Claim

STUB = "stub"
"""What a claim is called among the verdicts that is still to be written."""

KINDS = (*ALL_VERDICTS, STUB)
"""What claims are told apart by, in the order in which they are listed."""

_SHOWN = re.compile(r"^[ \t]*/{3,}[ \t]*(?:scale|claims)[ \t]*$", re.MULTILINE | re.IGNORECASE)
"""The first line of a block that shows the definitions."""


class ScaleBlock(Generated):
    """What the verdicts mean."""

    NAME = "scale"

    def fill(self, block: ET.Element) -> None:
        """Write the list."""
        block.text = self.raw(definitions(self.context))


def kind_of(claim: Claim) -> str:
    """A claim's verdict, or that it is a stub; empty where it has no verdict that there is."""
    return STUB if claim.stub else claim.verdict


def name_of(kind: str, words: Words) -> str:
    """What readers call a kind of claim."""
    return words.of("claim", "stub") if kind == STUB else words.of("verdict", kind)


def definitions(context: Context) -> str:
    """
    The verdicts with what they mean, as HTML.

    The first such list of a page has the anchors that badges lead to.
    """
    words = context.words
    parts = []
    for verdict in ALL_VERDICTS:
        name = context.unique(_anchor(verdict))
        means = escape(words.of("verdict_means", verdict), quote=False)
        parts.append(f'<dt id="{name}">{badge_of(verdict, words)}</dt><dd>{means}</dd>')
    return f'<dl class="explainer-verdicts-mean">{"".join(parts)}</dl>'


def are_shown(context: Context) -> bool:
    """Whether the page has a list of the definitions by now."""
    return context.is_named(_anchor(ALL_VERDICTS[0]))


def definition_of(verdict: str, context: Context) -> str | None:
    """The address of what a verdict means, on the ledger, whose address was asked for."""
    page = context.ledger
    if page is None or verdict not in ALL_VERDICTS:
        return None
    file = context.docs / page
    return context.links.to(page, _anchor(verdict)) if _shows(file, _changed(file)) else None


def _anchor(verdict: str) -> str:
    return f"verdict-{verdict}"


def _changed(file: Path) -> int:
    return file.stat().st_mtime_ns


@functools.lru_cache(maxsize=16)
def _shows(file: Path, _changed: int) -> bool:
    return bool(_SHOWN.search(file.read_text(encoding="utf-8-sig", errors="replace")))
