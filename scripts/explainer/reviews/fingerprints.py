"""
The fingerprints of a sentence and of what it cites, which change when the wording does.

Quotation marks, dashes and white space do not count, nor does the order of the citations; of a
source its title and publisher count, and of its passages all that is shown of them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from explainer.claims import fingerprint
from explainer.model import Claim, Source
from explainer.text_normalization import fingerprint_form

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = 16


def sentence_fingerprint(text: str) -> str:
    """The fingerprint of a sentence without its citations, as that of an article's sentence."""
    return fingerprint(text)


def passages_fingerprint(cited: Iterable[tuple[Source | Claim, str | None]]) -> str:
    """
    The fingerprint of what a sentence cites.

    `cited` are sources, each with the slug of a passage or `None` for all of them, and claims.
    """
    texts = sorted({_text(each, slug) for each, slug in cited})
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:_DIGITS]


def _text(cited: Source | Claim, slug: str | None) -> str:
    if isinstance(cited, Claim):
        parts = [cited.title, cited.verdict, cited.holds, cited.beyond, cited.shown_by]
    else:
        parts = [cited.title, cited.venue]
        for passage in cited.passages:
            if slug in {None, passage.slug}:
                parts += [passage.fact, passage.words, passage.words_from, passage.locator]
    return "\n".join(fingerprint_form(part or "") for part in parts)
