"""Where addresses are written, and what is asked about each: once, however often it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.web.redirects import parse
from explainer.web.retry import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.model import Place, Source

_BUILT = (".html", ".htm")


class Mention(NamedTuple):
    """An address where it is written; `source` is the one whose page it is."""

    address: str
    place: Place
    source: Source | None = None

    @property
    def key(self) -> str:
        """What is asked for: the address without its fragment."""
        return bare(self.address)[0]

    @property
    def fragment(self) -> str:
        """The part of it that is behind `#`."""
        return bare(self.address)[1]


def bare(address: str) -> tuple[str, str]:
    """An address as it is asked for, and its fragment."""
    whole = f"https:{address}" if address.startswith("//") else address
    parsed = parse(whole)
    return (str(parsed[0]), parsed[1]) if parsed else (whole, "")


def writable(address: str) -> str:
    """An address without the letters that would end it too soon where it is written."""
    pairs = re.sub(r"\([^()]*\)", "", address)
    unsafe = r"[|'()]" if "(" in pairs or ")" in pairs else r"[|']"
    return re.sub(unsafe, lambda found: f"%{ord(found[0]):02X}", address)


def mentions(links: Iterable[tuple[str, Place]], sources: Iterable[Source] = ()) -> list[Mention]:
    """
    The addresses of the web among links and sources, each where it is best put right.

    What is written in a source's file or in Markdown is not mentioned again where it was built.
    """
    found = [Mention(source.url, _place(source), source) for source in sources if source.url]
    found += [Mention(address, place) for address, place in links if _is_web(address)]
    written = {each.key for each in found if not _is_built(each)}
    kept: dict[tuple[str, object], Mention] = {}
    for each in found:
        if not _is_built(each):
            kept.setdefault((each.address, each.place), each)
        elif each.key not in written:
            # What only the built site has is told once, with the first page that has it.
            kept.setdefault((each.key, each.fragment), each)
    return list(kept.values())


def questions(mentioned: Iterable[Mention]) -> Iterator[Question]:
    """What is asked about each address: whether it is there, with these words and anchors."""
    grouped: dict[str, list[Mention]] = {}
    for each in mentioned:
        grouped.setdefault(each.key, []).append(each)
    for key, group in grouped.items():
        words = {
            f"{each.source.key}#{passage.slug}": passage.words
            for each in group
            if each.source
            for passage in each.source.passages
            if passage.words and each.source.has_on_page(passage)
        }
        fragments = frozenset(each.fragment for each in group if each.fragment)
        yield Question(key, words, fragments)


def _place(source: Source) -> Place:
    return source.places.get("URL", source.place)


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http:", "https:", "//"))


def _is_built(mention: Mention) -> bool:
    return mention.place.path.endswith(_BUILT)
