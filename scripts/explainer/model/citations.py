"""Citations, and labels, which are written like citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place

LABELS = ("analysis", "definition", "about")
"""Reserved keys, which say what kind of sentence it is instead of citing a source."""

CLAIM_PREFIX = "claims/"
"""The prefix of the key of a claim's citation; the claim's slug follows."""


def is_label(key: str, passage: str | None) -> bool:
    """Whether the key and the passage of a citation are those of a label."""
    return key in LABELS and passage is None


class Citation(NamedTuple):
    """One key of a citation; `[@a; @b]` has two. `place` is that of the `@` and the key."""

    key: str
    place: Place
    passage: str | None = None
    prefix: str = ""
    locator: str = ""
    narrative: bool = False

    @property
    def label(self) -> str | None:
        """The label, or `None` where it cites a source or a claim."""
        return self.key if is_label(self.key, self.passage) else None

    @property
    def claim(self) -> str | None:
        """The slug of the claim that it cites, or `None`."""
        return self.key.removeprefix(CLAIM_PREFIX) if self.key.startswith(CLAIM_PREFIX) else None
