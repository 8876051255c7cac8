"""Pages and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model.page_structure import PageStructure
from explainer.model.places import Place

if TYPE_CHECKING:
    from explainer.model.citations import Citation
    from explainer.model.places import PositionMap
    from explainer.model.problems import Invalid
    from explainer.model.suppressions import Waiver


class InheritedLabel(NamedTuple):
    """The label of a page, section or block, which sentences without citations inherit."""

    label: str
    reason: str = ""


class Sentence(NamedTuple):
    """
    One statement on a page.

    `kind` is `sentence`, `item` (in a list), `row` (of a table) or `caption`.
    `cited_by_caption` is true where the caption of its table carries the citations for it, which
    are then `caption_citations`. `positions` maps its text to files, and is `None` where only
    `place` is kept. `inherited_label` is the label of its block, section or page, where it has no
    citation. `code_spans` are the offsets (start, end) of code in its text. `unstopped_before` is
    true where only a citation, and no full stop, ends the sentence before it.
    """

    text: str
    place: Place
    citations: tuple[Citation, ...] = ()
    kind: str = "sentence"
    cited_by_caption: bool = False
    caption_citations: tuple[Citation, ...] = ()
    positions: PositionMap | None = None
    inherited_label: InheritedLabel | None = None
    code_spans: tuple[tuple[int, int], ...] = ()
    unstopped_before: bool = False

    def at(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`, or of the sentence where no positions are kept."""
        return self.positions.place(start, end) if self.positions else self.place

    @property
    def effective_citations(self) -> tuple[Citation, ...]:
        """Its own citations, or those of the caption of its table."""
        return self.citations or self.caption_citations

    @property
    def labels(self) -> tuple[str, ...]:
        """Its own labels, or the one that it inherits."""
        own = tuple(label for citation in self.citations if (label := citation.label))
        return own or ((self.inherited_label.label,) if self.inherited_label else ())

    @property
    def covered(self) -> bool:
        """Whether it has a citation or a label."""
        return self.cited_by_caption or bool(self.citations) or self.inherited_label is not None


class EmptyBlock(NamedTuple):
    """
    A block of a page that renders nothing: its first line, the reason, and a hint.

    `ours` is true for a block of this package, or one that is meant to be. `block` is what it says
    between its slashes, as in `comparison | ferries`.
    """

    place: Place
    message: str
    hint: str
    ours: bool = True
    block: str = ""


class NearCitation(NamedTuple):
    """What is nearly a citation or a label: as it is written, and as it was probably meant."""

    place: Place
    written: str
    meant: str


class Page(NamedTuple):
    """
    A Markdown page as it is rendered, with the positions of its text in the source files.

    `path` is relative to the project's folder, `url` to the site. `unrendered` are the places of
    citations that are shown as they were typed. `inexact` is true where the positions could not be
    proved exact. `data_blocks` are the blocks of data files on the page, such as `timeline` or
    `comparison | ferries`; `empty_blocks` are blocks that render nothing. `unknown_labels` are
    labels of the page and its sections that do not exist. `unread_sentence` is the place of text
    that looks like a sentence, in an element in which no sentences are read. `required` is true
    where every sentence needs a citation or a label. `structure` has the headings, images and
    metadata. `asked_reviewers` is how many people have to read each sentence beside what it cites.
    `invalid` is what is wrong where the file or its front matter could not be read.
    `near_citations` are what readers see as text, and was probably meant to be a citation.
    """

    path: str
    url: str
    title: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    unrendered: tuple[Place, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    inexact: bool = False
    data_blocks: tuple[str, ...] = ()
    empty_blocks: tuple[EmptyBlock, ...] = ()
    unknown_labels: tuple[tuple[str, Place], ...] = ()
    unread_sentence: Place | None = None
    required: bool = True
    structure: PageStructure = PageStructure()
    asked_reviewers: int = 0
    invalid: Invalid | None = None
    near_citations: tuple[NearCitation, ...] = ()

    @property
    def place(self) -> Place:
        """The page as a whole."""
        return Place(self.path)
