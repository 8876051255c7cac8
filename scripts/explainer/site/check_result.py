"""What a check of the links in some files found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# It is in no name: an HTML parser replaces it.
_SEPARATOR = "\0"


class BrokenLink(NamedTuple):
    """
    A link with a defect, in the file at `path`.

    `kind` is where the URL is, as in `link_attributes.PURPOSES`. `target` is the file that the
    defect is about, `fragment` the missing fragment or name in it, `suggestion` what to use
    instead. `start` and `end` are offsets in the text of a data file; -1 in pages.
    """

    path: str
    kind: str
    url: str
    defect: str
    target: str | None = None
    fragment: str = ""
    suggestion: str | None = None
    start: int = -1
    end: int = -1


class FragmentLink(NamedTuple):
    """A link to a file of the site whose fragment has yet to be looked up there."""

    path: str
    kind: str
    url: str
    target: str
    fragment: str


FragmentTuple = tuple[str, str, str, str, str]
"""The fields of a `FragmentLink` as a plain tuple, which is faster to create and to pickle."""


class AnchorIndex(Mapping[str, frozenset[str]]):
    """
    The anchors of each page, by the page's path.

    They are stored joined, as one string a page, and split on access.
    """

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._joined = joined

    def __getitem__(self, path: str) -> frozenset[str]:
        """The anchors of a page."""
        joined = self._joined[path]
        return frozenset(joined.split(_SEPARATOR)) if joined else frozenset()

    def __contains__(self, path: object) -> bool:
        """Whether there is such a page."""
        return path in self._joined

    def __iter__(self) -> Iterator[str]:
        """The paths of the pages."""
        return iter(self._joined)

    def __len__(self) -> int:
        """The number of pages."""
        return len(self._joined)


_Value = TypeVar("_Value")


class Layered(Mapping[str, _Value]):
    """Two mappings as one, in which the first one counts."""

    def __init__(self, first: Mapping[str, _Value], second: Mapping[str, _Value]) -> None:
        self._first, self._second = first, second

    def __getitem__(self, path: str) -> _Value:
        """The value of a path."""
        return self._first[path] if path in self._first else self._second[path]

    def __contains__(self, path: object) -> bool:
        """Whether there is such a path."""
        return path in self._first or path in self._second

    def __iter__(self) -> Iterator[str]:
        """The paths of both."""
        yield from self._first
        yield from (path for path in self._second if path not in self._first)

    def __len__(self) -> int:
        """The number of different paths."""
        return len(self._first) + sum(path not in self._first for path in self._second)


def join_anchors(anchors: Iterable[str]) -> str:
    """The anchors of a page as `AnchorIndex` stores them."""
    return _SEPARATOR.join(anchors)


@dataclass(slots=True)
class CheckResult:
    """
    What a check of the links in some files found.

    `anchors` are the joined anchors of each page, `bases` the URLs in `base` elements by the pages'
    paths. `fragment_links` are those that are not yet checked. `external` are the paths of the
    files that contain each external URL. `counts` are the numbers of links, `targets` the files to
    whose parts a file leads, and `texts` those to whose text it does, by the files' paths.
    `digests` are the digests of the files that were read. `remapped` has how many links each entry
    of the option `remap` was about, by the files' paths.
    """

    anchors: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    broken: list[BrokenLink] = field(default_factory=list)
    fragment_links: list[FragmentTuple] = field(default_factory=list)
    external: dict[str, list[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    targets: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    remapped: dict[str, list[int]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of links in all files."""
        return sum(self.counts.values())

    def merge(self, other: CheckResult) -> None:
        """Add what was found in other files; their digests are left out."""
        self.anchors |= other.anchors
        self.bases |= other.bases
        self.broken += other.broken
        self.fragment_links += other.fragment_links
        for url, paths in other.external.items():
            self.external.setdefault(url, []).extend(paths)
        self.counts |= other.counts
        self.targets |= other.targets
        self.texts |= other.texts
        self.remapped |= other.remapped
