"""
Every address of a site followed, and what is wrong with each.

Where there are many pages, each core follows its share of them. What is passed between processes
is little: the anchors of pages, and the addresses that are not simply right.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from explainer import parallel
from explainer.site import fragments, link_attributes, tag_scanner
from explainer.site.links_and_anchors import Facts, own_part
from explainer.site.resolver import Answer, Resolver
from explainer.site.site_files import is_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from explainer.site.resolver import Ground
    from explainer.site.site_files import Files

_ENOUGH = 2_000_000
"""How many bytes of pages a process gets at least."""
_EMPTY_IS_WRONG = frozenset(
    kind for kind, manner in link_attributes.MANNERS.items() if manner == link_attributes.LOADED
) | {"a href", "area href", "iframe src", "frame src", "link page", link_attributes.USEMAP}
_OF_NAMED = frozenset({"missing", "letters", "folder", "markdown", "redirect", "circle", "private"})
_MIXED = (
    frozenset(
        kind for kind, manner in link_attributes.MANNERS.items() if manner == link_attributes.LOADED
    )
    | link_attributes.EMBEDDED
    | {"form action"}
)
# A theme's own controls may have it: they are shown where scripts run.
_CONTROL = "javascript:void(0)"
# It is in no name: HTML has another letter read in its place.
_BETWEEN = "\0"
_FOOTNOTE = ("fnref:", "fnref-", "fnref2:")


class Suspect(NamedTuple):
    """
    An address of a file that does not lead where it says.

    `target` is the file that it is about, `fragment` what it names there, `meant` what would be
    right. `start` and `end` are known only in files that are no pages.
    """

    path: str
    kind: str
    address: str
    fate: str
    target: str | None = None
    fragment: str = ""
    meant: str | None = None
    start: int = -1
    end: int = -1


class Want(NamedTuple):
    """An address that leads to a file, on which something has yet to be found."""

    path: str
    kind: str
    address: str
    target: str
    fragment: str


_Want = tuple[str, str, str, str, str]
"""The same, as it is soon made and passed between processes."""


class Anchors(Mapping[str, frozenset[str]]):
    """The names of the places on each page, which are taken apart once they are asked for."""

    def __init__(self, joined: Mapping[str, str]) -> None:
        self._joined = joined

    def __getitem__(self, path: str) -> frozenset[str]:
        """The names on a page."""
        joined = self._joined[path]
        return frozenset(joined.split(_BETWEEN)) if joined else frozenset()

    def __contains__(self, path: object) -> bool:
        """Whether there is such a page."""
        return path in self._joined

    def __iter__(self) -> Iterator[str]:
        """The paths of the pages."""
        return iter(self._joined)

    def __len__(self) -> int:
        """The number of pages."""
        return len(self._joined)


@dataclass(slots=True)
class Harvest:
    """
    What was found in some files.

    `anchors` are the names on each page, joined, as they are soon passed between processes then.
    `outbound` are the files that hold each address on the web.
    """

    anchors: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    suspects: list[Suspect] = field(default_factory=list)
    wants: list[_Want] = field(default_factory=list)
    outbound: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0
    digests: dict[str, bytes] = field(default_factory=dict)

    def add(self, other: Harvest) -> None:
        """Take in what was found in other files."""
        self.anchors |= other.anchors
        self.bases |= other.bases
        self.suspects += other.suspects
        self.wants += other.wants
        for address, paths in other.outbound.items():
            self.outbound.setdefault(address, []).extend(paths)
        self.count += other.count


class Follower:
    """Follows the addresses of the files of one site."""

    def __init__(self, files: Files, ground: Ground) -> None:
        self._files = files
        self._ground = ground
        self._resolver = Resolver(ground)
        self._reader = tag_scanner.Reader()
        self.anchors = Anchors({})
        self._known: dict[str, frozenset[str] | set[str]] = {}

    def follow(self, meanwhile: Callable[[], object] = int) -> Harvest:
        """Follow all of them; `meanwhile` is done here while other processes are at it."""
        harvest = Harvest()
        with _without_collecting():
            for part in parallel.map_parts(self._files_of, self._shares(), meanwhile):
                harvest.add(part)
                self._files.digests |= part.digests
        self.anchors = Anchors(harvest.anchors)
        for want in self._unmet(harvest.wants):
            suspect = self._check(Want(*want))
            if suspect:
                harvest.suspects.append(suspect)
        return harvest

    def _shares(self) -> list[Sequence[str]]:
        """The files for this process, then those for each other one."""
        pages = self._files.pages
        rest = [path for path in self._files.paths if is_data(path)]
        number = min(parallel.process_count(), self._files.size_of(pages) // _ENOUGH)
        if number <= 1:
            return [pages + rest]
        # Pages that are beside each other are much alike, so that they stay together.
        size = -(-len(pages) // number)
        return [rest, *(pages[start : start + size] for start in range(0, len(pages), size))]

    def _files_of(self, paths: Sequence[str]) -> Harvest:
        harvest = Harvest()
        for path in paths:
            (self._data if is_data(path) else self._page)(path, harvest)
        harvest.wants = self._unmet(harvest.wants)
        harvest.digests = self._files.digests
        return harvest

    def _unmet(self, wants: list[_Want]) -> list[_Want]:
        """Those of which it is not known that the name that they want is there just as written."""
        return [want for want in wants if want[4] not in (self._anchors_of(want[3]) or ())]

    def _page(self, path: str, harvest: Harvest) -> None:
        raw = self._files.read(path)
        facts = self._facts(raw)
        anchors = set(facts.ids)
        if len(anchors) != len(facts.ids):
            harvest.suspects += _duplicates(path, facts.ids)
        anchors.update(facts.names)
        self._known[path] = anchors
        harvest.anchors[path] = _BETWEEN.join(anchors)
        if facts.base is not None:
            harvest.bases[path] = facts.base
        for text in facts.left_over:
            harvest.suspects.append(Suspect(path, link_attributes.LITERAL, text, "undefined"))
        harvest.count += len(facts.links) + sum(map(len, facts.references.values()))
        self._resolver.turn_to(path, facts.base)
        for suspect in self._suspects(path, facts, anchors, harvest):
            if suspect.address != _CONTROL or not _is_of_theme(raw, _CONTROL):
                harvest.suspects.append(suspect)

    def _facts(self, raw: bytes) -> Facts:
        facts = self._reader.read(raw)
        if facts is None or facts.doubtful:
            # Few pages need it, and it takes a while to load.
            from explainer.site import html_reader  # noqa: PLC0415

            return html_reader.read(raw)
        return facts

    def _suspects(
        self, path: str, facts: Facts, anchors: set[str], harvest: Harvest
    ) -> Iterator[Suspect]:
        yield from self._maps(path, facts.references.pop(link_attributes.USEMAP, ()), facts.maps)
        links = set(facts.links)
        left: Iterable[str]
        if facts.base is None:
            links.difference_update([f"#{anchor}" for anchor in anchors])
            # Nearly all are done with at once, of whatever kind they are.
            wanting, left = self._resolver.sift(links.union(*facts.references.values()))
        else:
            wanting, left = [], links.union(*facts.references.values())
        if not wanting and not left:
            return
        for kind, found in [("a href", links), *facts.references.items()]:
            if wanting and _has_anchors(kind):
                harvest.wants += [(path, kind, *each) for each in wanting if each[0] in found]
            for address in left:
                if address in found:
                    suspect = self._suspect(path, kind, address, harvest)
                    if suspect:
                        yield suspect

    def _maps(self, path: str, addresses: Iterable[str], maps: list[str]) -> Iterator[Suspect]:
        """What is wrong with the names of image maps."""
        for address in addresses:
            if address[:1] != "#" or address[1:] not in maps:
                fate = "anchor" if address else "empty"
                yield Suspect(path, link_attributes.USEMAP, address, fate, path, address[1:])

    def _data(self, path: str, harvest: Harvest) -> None:
        # Pages need none of it.
        from explainer.site import data_files  # noqa: PLC0415

        text = data_files.text_of(path, self._files.read(path))
        reader = data_files.reader_of(path, text)
        if reader is None:
            return
        if path.endswith(".gz") and path.removesuffix(".gz") in self._files.paths:
            other = data_files.text_of("", self._files.read(path.removesuffix(".gz")))
            if other == text:
                return
        self._resolver.turn_to(path)
        for found in reader(text):
            harvest.count += 1
            suspect = self._suspect(path, found.kind, found.address, harvest)
            if suspect:
                placed = suspect._replace(start=found.start, end=found.end)
                harvest.suspects.append(placed)

    def _suspect(self, path: str, kind: str, address: str, harvest: Harvest) -> Suspect | None:
        manner = link_attributes.MANNERS[kind]
        if not address:
            return Suspect(path, kind, address, "empty") if kind in _EMPTY_IS_WRONG else None
        answer = self._resolver.answer(address)
        fate = answer.fate
        if not fate:
            if answer.fragment and answer.target:
                self._want(path, kind, address, answer, harvest)
            return None
        if fate == "out":
            harvest.outbound.setdefault(address, []).append(path)
            insecure = address[:5].lower() == "http:" and self._ground.secure
            return Suspect(path, kind, address, "mixed") if insecure and kind in _MIXED else None
        if fate == "none" or (manner == link_attributes.NAMED and fate not in _OF_NAMED):
            return None
        if fate == "missing" and not address.startswith("/"):
            answer = self._resolver.from_source(address) or answer
            fate = answer.fate
        if answer.fragment and fate == "redirect" and answer.target:
            self._want(path, kind, address, answer, harvest)
        return Suspect(
            path, kind, address, fate, answer.target, answer.fragment or "", answer.meant
        )

    def _want(self, path: str, kind: str, address: str, answer: Answer, harvest: Harvest) -> None:
        if _has_anchors(kind):
            harvest.wants.append((path, kind, address, answer.target or "", answer.fragment or ""))

    def _check(self, want: Want) -> Suspect | None:
        """What is wrong with what stands behind the `#` of an address, if anything is."""
        fragment = want.fragment
        anchors = self._anchors_of(want.target)
        if anchors is None:
            return None
        if not fragments.is_there(fragment, anchors):
            name = unquote(fragments.anchor_of(fragment))
            own = want.target == want.path
            fate = "unused" if own and name.startswith(_FOOTNOTE) else "anchor"
            return Suspect(want.path, want.kind, want.address, fate, want.target, name)
        if fragments.DIRECTIVE in fragment:
            missing = fragments.missing_words(fragment, self._files.read(want.target))
            if missing is not None:
                return Suspect(want.path, want.kind, want.address, "words", want.target, missing)
        return None

    def _anchors_of(self, path: str) -> frozenset[str] | set[str] | None:
        """The anchors of a page or a picture; `None` for what has none, as a PDF."""
        if path not in self._known:
            if path in self.anchors:
                self._known[path] = self.anchors[path]
            elif path.endswith(".svg"):
                self._known[path] = set(self._facts(self._files.read(path)).ids)
            else:
                return None
        return self._known[path]


def _has_anchors(kind: str) -> bool:
    return link_attributes.MANNERS[kind] == link_attributes.FOLLOWED or kind in link_attributes.SVG


def _is_of_theme(data: bytes, address: str) -> bool:
    return address.encode() not in own_part(data)


def _duplicates(path: str, ids: list[str]) -> Iterator[Suspect]:
    seen: set[str] = set()
    twice = dict.fromkeys(each for each in ids if each in seen or seen.add(each))  # type: ignore[func-returns-value]
    for each in twice:
        yield Suspect(path, link_attributes.IDENTIFIER, each, "twice", path, each)


class _without_collecting:  # noqa: N801  (it is used as a statement)
    """Rubbish may lie meanwhile: nearly all that is made is kept to the end."""

    def __enter__(self) -> None:
        self._enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._enabled:
            gc.enable()
