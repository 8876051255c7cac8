"""Which keys in running text are citations: labels, and the keys of files that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import unsaved
from explainer.model import CLAIM_PREFIX, LABELS

if TYPE_CHECKING:
    from pathlib import Path


def key_exists(docs_dir: Path, key: str) -> bool:
    """Whether a key is a label, or that of a source's or claim's file in the docs directory."""
    if key in LABELS:
        return True
    path = (
        f"{docs_dir}/{key}.md" if key.startswith(CLAIM_PREFIX) else f"{docs_dir}/sources/{key}.yml"
    )
    try:
        # This runs for every `@` of every page, with keys of any length.
        return unsaved.is_file(path)
    except ValueError:
        return False
