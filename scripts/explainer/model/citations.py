"""Citations, and the labels that stand in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place

LABELS = ("analysis", "definition", "about")
"""Reserved keys: a sentence that carries one of them says what it is instead of citing."""

CLAIMS = "claims/"
"""What the key of a citation begins with where it cites a claim, followed by the claim's slug."""


def is_label(key: str, passage: str | None) -> bool:
    """Whether what a citation names is a label, and no source."""
    return key in LABELS and passage is None


class Citation(NamedTuple):
    """One key in a citation. `[@a; @b]` is two of them; `place` is where the `@` stands."""

    key: str
    place: Place
    passage: str | None = None
    prefix: str = ""
    locator: str = ""
    narrative: bool = False

    @property
    def label(self) -> str | None:
        """The label that it is, or `None` where it cites a source."""
        return self.key if is_label(self.key, self.passage) else None

    @property
    def claim(self) -> str | None:
        """The slug of the claim that it cites, or `None` where it cites a source."""
        return self.key.removeprefix(CLAIMS) if self.key.startswith(CLAIMS) else None
