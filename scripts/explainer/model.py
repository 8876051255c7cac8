"""
The nouns: what a source, a citation, a sentence, a page and a problem are.

Every value is frozen and nothing here reads or writes. Most are named tuples, which take a tenth
of the time of data classes to define: every build of a site waits for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

LABELS = ("analysis", "definition", "about")
"""Reserved keys: a sentence that carries one of them says what it is instead of citing."""

TIERS = ("primary", "wire-or-major-press", "research", "trade-press", "syndication-or-blog")
"""What kind of source it is, from the parties' own documents to re-reports."""

VERDICTS = (
    "supported",
    "partly-supported",
    "reported",
    "disputed",
    "contradicted",
    "unverified",
)
"""What the evidence makes of a claim, as grades."""

FORECAST = "forecast"
"""What stands in the place of a grade where a claim says what will be."""

ALL_VERDICTS = (*VERDICTS, FORECAST)
"""What the verdict of a claim can be."""

DOUBTED = frozenset({"reported", "disputed", "contradicted", "unverified", FORECAST})
"""The verdicts on claims that may not be stated as fact."""

STANCES = ("supports", "contradicts", "states", "context")
"""How a passage bears on a claim; one that `states` it says so, and shows no evidence."""

PARTS = ("holds", "beyond")
"""What a claim says that is supported in part: which part holds, and which goes further."""

SEEN = ("page", "excerpt", "copy", "quoted", "digest")
"""How a source was read, from the whole page to what others make of it."""

SECOND_HAND = frozenset({"quoted", "digest"})
"""Where only what others make of a source was read."""

WORDS_FROM = ("source", "translation", "digest")
"""Whose words the words of a passage are."""

CLAIMS = "claims/"
"""What the key of a citation begins with where it cites a claim, followed by the claim's slug."""


class CannotCheckError(Exception):
    """Something that a check needs is not there, or is wrong; the message says what."""


class _Extent(NamedTuple):
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    exact: bool


class Place(_Extent):
    """
    Where something is written.

    `path` is relative to the project's folder, with forward slashes.
    Lines and columns count from 1; columns are characters, not bytes. The end is behind the last
    character; where none is given, the place is one character long.
    `exact` is false where the position could only be told to the nearest known word.
    """

    __slots__ = ()

    def __new__(  # noqa: PLR0913  (these are what a place is made of)
        cls,
        path: str,
        line: int = 1,
        column: int = 1,
        end_line: int = 0,
        end_column: int = 0,
        *,
        exact: bool = True,
    ) -> Self:
        """Make a place, with the end filled in."""
        end = end_line or line, end_column or column + 1
        return super().__new__(cls, path, line, column, *end, exact)

    def __getnewargs_ex__(self) -> tuple[tuple[object, ...], dict[str, bool]]:
        """What a copy is made with, where a place comes from another process."""
        return self[:5], {"exact": self.exact}

    @classmethod
    def within(cls, path: str, text: str, start: int, end: int | None = None) -> Self:
        """The place of `text[start:end]` in a file of that text."""
        end = min(len(text), max(start + 1, end or 0))
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        end_line = line + text.count("\n", start, end)
        return cls(path, line, column, end_line, end - text.rfind("\n", 0, end))


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """
    One place in a source: the fact it establishes in our words, and a few of its own words.

    `words_from` is `translation` or `digest` where the words are not the source's own.
    """

    slug: str
    fact: str
    place: Place
    words: str | None = None
    locator: str | None = None
    words_from: str = "source"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """
    Something that a reader can look up. Two are equal only if they are the same.

    `issued` is an ISO 8601 date at the precision that is known: year, month or day. `accessed` is
    the day when someone last opened it. `authors` are names as they are to be shown. `read`,
    `outcome` and `text_hash` are what `explainer snapshot` last made of its page. `reliance` is
    `pointer` where its page only leads to what it reports. `seen` is one of `SEEN`, and
    `seen_detail` says more of it; `relays` is whose reporting it passes on, `translated_by` who
    translated its words.
    """

    key: str
    place: Place
    title: str
    type: str = "webpage"
    authors: tuple[str, ...] = ()
    container_title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    archive: str | None = None
    language: str | None = None
    tier: str = "syndication-or-blog"
    origin: str | None = None
    checked: str | None = None
    seen: str | None = None
    seen_detail: str | None = None
    translated_by: str | None = None
    relays: str | None = None
    note: str | None = None
    accessed: str | None = None
    read: str | None = None
    outcome: str | None = None
    text_hash: str | None = None
    doi: str | None = None
    isbn: str | None = None
    reliance: str | None = None
    passages: tuple[Passage, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def passage(self, slug: str) -> Passage | None:
        """The passage of that slug, or `None`."""
        return next((passage for passage in self.passages if passage.slug == slug), None)

    @property
    def is_pointer(self) -> bool:
        """Whether its page only leads to what it reports, and carries nothing alone."""
        return self.reliance == "pointer"

    @property
    def is_second_hand(self) -> bool:
        """Whether only what others make of it was read."""
        return self.seen in SECOND_HAND

    def knows_from_others(self, passage: Passage) -> bool:
        """Whether only what others make of a passage was read, whatever was read of the rest."""
        return self.is_second_hand or (passage.words_from == "digest" and passage.words is None)

    def has_on_page(self, passage: Passage) -> bool:
        """
        Whether a passage's words are to be found at its address.

        A translation is there only where the page that was read is the translation.
        """
        if passage.words_from == "translation":
            return self.seen in {None, "page", "excerpt"}
        return passage.words_from == "source"

    @property
    def venue(self) -> str | None:
        """Who put it before the public: the newspaper, site or series, else the publisher."""
        return self.container_title or self.publisher


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


class Worn(NamedTuple):
    """The label of a page, a section or a block, for whatever in it cites nothing, and why."""

    label: str
    reason: str = ""


class Sentence(NamedTuple):
    """
    One unit that states something.

    `kind` is `sentence`, `item` (in a list), `row` (of a table) or `caption`.
    `served` is true where the caption of its table carries the citation for it, which is then
    among `caption`. `locate` gives the place of `text[start:end]`. `worn` is the label of what it
    stands in, where it cites nothing. `literal` are the stretches of its text that are code.
    """

    text: str
    place: Place
    citations: tuple[Citation, ...] = ()
    kind: str = "sentence"
    served: bool = False
    caption: tuple[Citation, ...] = ()
    locate: Callable[[int, int], Place] | None = None
    worn: Worn | None = None
    literal: tuple[tuple[int, int], ...] = ()

    def at(self, start: int, end: int) -> Place:
        """Where a part of its text is written; the whole sentence where that is not known."""
        return self.locate(start, end) if self.locate else self.place

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


class Waiver(NamedTuple):
    """
    `<!-- allow NAME: reason -->`: one problem that is meant to stay.

    `covers` is the line on which the problem is: the waiver's own, or where it stands alone on a
    line, the next one with text.
    """

    rule: str
    reason: str
    place: Place
    covers: int


class Block(NamedTuple):
    """
    A block of a page that shows nothing, where it begins, why, and what to do.

    `ours` is whether it is a block of ours, or meant to be.
    """

    place: Place
    message: str
    hint: str
    ours: bool = True


def _everywhere(_path: str) -> bool:
    return True


class Ignore(NamedTuple):
    """
    An entry of the settings: problems of some rules, on some pages, that are meant to stay.

    `rules` are codes, names and families as they were written, `covers` tells of the path of a
    problem's place whether it is meant.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    covers: Callable[[str], bool] = _everywhere


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


class Invalid(NamedTuple):
    """Something in a data file that does not keep to its schema."""

    place: Place
    message: str
    hint: str


class Outdated(NamedTuple):
    """A file that `explainer theme` wrote, older than the package's own, and who wrote it."""

    place: Place
    version: str


class Exhibit(NamedTuple):
    """
    One piece of a claim's evidence.

    `first_hand` is false where a primary source says what its publisher cannot know itself.
    """

    citation: Citation
    stance: str
    why: str
    place: Place
    first_hand: bool = True


class Change(NamedTuple):
    """What was changed in a claim, on which day (ISO 8601), and its verdict from then on."""

    date: str
    what: str
    verdict: str


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """
    Something that the article or the public debate asserts, with a verdict.

    `verdict` is empty where the file gives none that there is. `section` is the path of a page in
    the folder of pages. `article` are the fingerprints of
    the sentences that it covers, each with its place. Dates are ISO 8601. A `stub` is still to be
    written. `holds` and `beyond` are the part of it that the evidence bears and the part that goes
    further, `shown_by` is what would show a forecast: running text with citations, on its page.
    """

    slug: str
    place: Place
    title: str
    verdict: str = ""
    section: str | None = None
    as_of: str | None = None
    review_after: str | None = None
    article: tuple[tuple[str, Place], ...] = ()
    evidence: tuple[Exhibit, ...] = ()
    changes: tuple[Change, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    stub: bool = False
    holds: str | None = None
    beyond: str | None = None
    shown_by: str | None = None

    @property
    def key(self) -> str:
        """What a citation of it begins with."""
        return CLAIMS + self.slug

    @property
    def history(self) -> list[Change]:
        """Its changes, the oldest first; of one day, in the order in which they are listed."""
        return sorted(self.changes, key=lambda change: change.date)

    def of_stance(self, stance: str) -> list[Exhibit]:
        """The evidence of a stance."""
        return [exhibit for exhibit in self.evidence if exhibit.stance == stance]

    def lists(self, fingerprint: str) -> bool:
        """Whether it says that it covers the article's sentence of that fingerprint."""
        return any(listed == fingerprint for listed, _ in self.article)


class ArticleSentence(NamedTuple):
    """A sentence of the article: its fingerprint, and the claim that covers it or why none does."""

    fingerprint: str
    place: Place
    section: str | None = None
    claim: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """The text that a site explains, of which only fingerprints are kept."""

    place: Place
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    issued: str | None = None
    accessed: str | None = None
    language: str | None = None
    sentences: tuple[ArticleSentence, ...] = ()


class Unit(NamedTuple):
    """A spelling of a unit of measure: one is `factor` of `base`."""

    base: str
    factor: Fraction
    spelling: str


class Vocabulary(NamedTuple):
    """
    What a site adds to the general names, units and words that sentences are compared by.

    `same` are groups of names that mean the same, `common` words in capitals that name nothing,
    `counted` nouns that make 2048 a count and no year, `ordinary` words that may open a sentence,
    `ours` names of the site's own makers and means.
    """

    same: tuple[tuple[str, ...], ...] = ()
    common: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    counted: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()


class Project(NamedTuple):
    """
    Everything that the rules about pages, sources and claims look at.

    `invalid` are the problems of sources, `invalid_claims` those of claims and of the article,
    `invalid_data` those of data files. `outdated` are the package's files that are to be refreshed.
    `data` are the blocks that show each data file, by the file's path.
    `unread_keys` are the keys of files that could not be read, `unread_claims` the paths of such
    claims by their slugs. `today` is an ISO 8601 date.
    `unmatched` are the patterns of required pages that fit none, each with its place.
    `published` are the data files that the settings publish, by their paths below the folder of
    pages; `exclusion` is where the settings would say otherwise.
    `vocabulary` is the site's own, and `site_name` its name, where the settings give one.
    """

    pages: tuple[Page, ...] = ()
    sources: Mapping[str, Source] = MappingProxyType({})
    claims: Mapping[str, Claim] = MappingProxyType({})
    article: Article | None = None
    invalid: tuple[Invalid, ...] = ()
    invalid_claims: tuple[Invalid, ...] = ()
    invalid_data: tuple[Invalid, ...] = ()
    data: Mapping[str, str] = MappingProxyType({})
    today: str = "1970-01-01"
    waivers: tuple[Waiver, ...] = ()
    unread_keys: frozenset[str] = frozenset()
    unread_claims: Mapping[str, str] = MappingProxyType({})
    extension_missing: Place | None = None
    unmatched: tuple[tuple[str, Place], ...] = ()
    published: tuple[str, ...] = ()
    exclusion: Place | None = None
    outdated: tuple[Outdated, ...] = ()
    vocabulary: Vocabulary = Vocabulary()
    site_name: str = ""

    def is_of_pointer(self, citation: Citation) -> bool:
        """Whether a citation is of a source that only leads to what it reports."""
        source = self.sources.get(citation.key)
        return source is not None and source.is_pointer

    def citations(self) -> Iterator[Citation]:
        """Every citation of every page and of every claim's evidence, labels left out."""
        for page in self.pages:
            for citation in page.citations:
                if citation.label is None:
                    yield citation
        for claim in self.claims.values():
            for exhibit in claim.evidence:
                yield exhibit.citation


FATES = (
    "missing",
    "anchor",
    "letters",
    "folder",
    "markdown",
    "outside",
    "empty",
    "malformed",
    "script",
    "private",
    "contact",
    "twice",
    "undefined",
    "unused",
    "redirect",
    "circle",
    "mixed",
    "words",
)
"""What becomes of an address that does not lead where it says; `rules.link` explains each."""


class Link(NamedTuple):
    """
    An address in a built site that does not lead where it says.

    `address` is what a reader or a browser is given, `written` what the page's author wrote, where
    that is known. `file` is the file of the site that holds it, `target` the one that it is about,
    `fragment` what it names there, `meant` what would be right. `asset` tells what a page loads
    from what a reader follows. `pages` is the number of pages that have it from one and the same
    place, such as a theme or a snippet.
    """

    fate: str
    address: str
    place: Place
    file: str
    target: str | None = None
    fragment: str = ""
    meant: str | None = None
    asset: bool = False
    written: str | None = None
    pages: int = 1

    @property
    def shown(self) -> str:
        """The address as whoever mends it finds it."""
        return self.address if self.written is None else self.written


class Site(NamedTuple):
    """
    A folder of built HTML.

    `links` are those that do not lead where they say. `files` are all its files, `anchors` the
    names of the places on each page. `outbound` are the addresses on the web that it leads to,
    each with the files that hold it. `followed` is the number of addresses that there are.
    `sources` are the paths of the Markdown that pages were made of, where some link is wrong.
    """

    links: tuple[Link, ...] = ()
    files: frozenset[str] = frozenset()
    anchors: Mapping[str, frozenset[str]] = MappingProxyType({})
    outbound: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    waivers: tuple[Waiver, ...] = ()
    followed: int = 0
    sources: Mapping[str, str] = MappingProxyType({})


class Asked(NamedTuple):
    """
    An address of the web where it is written, and what became of asking for it.

    `since` is the day (ISO 8601) when it was first found dead, where that is certain. `moved` is
    where it is now for good. `gone` are the passages whose words its page lacks, each with its
    place; `anchor` is its own fragment where the page lacks it. `archived` is a copy of the page
    as it was. What is not so is empty.
    """

    address: str
    place: Place
    verdict: str
    reason: str = ""
    since: str = ""
    moved: str = ""
    gone: tuple[tuple[str, Place], ...] = ()
    anchor: str = ""
    archived: str = ""


class Web(NamedTuple):
    """The addresses of the web that a site's pages and sources mention."""

    asked: tuple[Asked, ...]
    waivers: tuple[Waiver, ...] = ()


class Stale(NamedTuple):
    """
    Entries of a baseline that list problems of a rule in a file more often than they happen.

    `now` is the file in which they happen, where the one that is listed is gone.
    """

    place: Place
    code: str
    path: str
    listed: int
    happens: int
    hint: str
    now: str = ""


class Outcome(NamedTuple):
    """
    What a run made of the waivers: those that allowed nothing, and those that say too little.

    It is the same of what the settings ignore, where each rule is looked at by itself, and of the
    baseline.
    """

    unused: tuple[Waiver, ...] = ()
    without_reason: tuple[Waiver, ...] = ()
    of_unknown_rule: tuple[Waiver, ...] = ()
    ignore_unused: tuple[tuple[str, Ignore], ...] = ()
    ignore_without_reason: tuple[Ignore, ...] = ()
    ignore_of_unknown_rule: tuple[tuple[str, Ignore], ...] = ()
    stale: tuple[Stale, ...] = ()


class Problem(NamedTuple):
    """One thing to fix. Problems are in the order of their places."""

    place: Place
    code: str
    name: str
    message: str
    hint: str


def likeness(one: str, other: str) -> float:
    """How much two words are alike, whatever their case: from 0 to 1."""
    import difflib  # noqa: PLC0415  (as below)

    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or `None` where none is like it."""
    import difflib  # noqa: PLC0415  (most find what they look for)

    folded = {candidate.casefold(): candidate for candidate in candidates}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
