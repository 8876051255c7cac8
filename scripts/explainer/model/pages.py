"""Pages and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model.places import Place

if TYPE_CHECKING:
    from explainer.model.citations import Citation
    from explainer.model.places import PositionMap
    from explainer.model.suppressions import Waiver


class Worn(NamedTuple):
    """The label of a page, a section or a block, for whatever in it cites nothing, and why."""

    label: str
    reason: str = ""


class Sentence(NamedTuple):
    """
    One unit that states something.

    `kind` is `sentence`, `item` (in a list), `row` (of a table) or `caption`.
    `served` is true where the caption of its table carries the citation for it, which is then
    among `caption`. `positions` are those of its text. `worn` is the label of what it
    stands in, where it cites nothing. `literal` are the stretches of its text that are code.
    """

    text: str
    place: Place
    citations: tuple[Citation, ...] = ()
    kind: str = "sentence"
    served: bool = False
    caption: tuple[Citation, ...] = ()
    positions: PositionMap | None = None
    worn: Worn | None = None
    literal: tuple[tuple[int, int], ...] = ()

    def at(self, start: int, end: int) -> Place:
        """Where a part of its text is written; the whole sentence where that is not known."""
        return self.positions.place(start, end) if self.positions else self.place

    @property
    def backing(self) -> tuple[Citation, ...]:
        """What it cites, itself or through the caption of its table."""
        return self.citations or self.caption

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it wears, its own or that of what it stands in."""
        own = tuple(label for citation in self.citations if (label := citation.label))
        return own or ((self.worn.label,) if self.worn else ())

    @property
    def covered(self) -> bool:
        """Whether it carries a citation or a label."""
        return self.served or bool(self.citations) or self.worn is not None


class Block(NamedTuple):
    """
    A block of a page that shows nothing, where it begins, why, and what to do.

    `ours` is whether it is a block of ours, or meant to be.
    """

    place: Place
    message: str
    hint: str
    ours: bool = True


class Page(NamedTuple):
    """
    A Markdown page as a reader sees it, with every position in its source.

    `shown` are the blocks of data files on it, as `timeline` or `comparison | ferries`, `lacking`
    those blocks that show nothing. `mislabelled` are labels of the page and its sections that there
    are not. `unrendered` are citations that a reader sees as they were
    typed, `hidden` is text that looks like sentences where none are read. `distorted` is true
    where positions could not be proved exact, `required` where every sentence has to be covered.
    """

    path: str
    url: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    unrendered: tuple[Place, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    distorted: bool = False
    shown: tuple[str, ...] = ()
    lacking: tuple[Block, ...] = ()
    mislabelled: tuple[tuple[str, Place], ...] = ()
    hidden: Place | None = None
    required: bool = True

    @property
    def place(self) -> Place:
        """The page as a whole."""
        return Place(self.path)
