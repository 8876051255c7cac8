"""How a Markdown file becomes a `Page`."""

from __future__ import annotations

import contextlib
import functools
import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.utils import meta

from explainer import citations
from explainer.claims import Stated, front_matter, is_claim, read_stated
from explainer.markdown.labels import of_page
from explainer.model import CannotCheckError, Citation, Page, Place, Sentence, Waiver
from explainer.pages import (
    empty_blocks,
    position_map,
    sentence_splitter,
    text_units,
    unknown_labels,
)
from explainer.pages.conversion import Converter
from explainer.pages.sentinels import REPLACEMENT, SENTINEL, Field
from explainer.parallel import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.structure.files import File

    from explainer.settings import Settings

_WAIVER = re.compile(r"<!--\s*allow\s+([\w-]+)\s*(?::\s*(.*?))?\s*-->", re.DOTALL)
_DATA_WAIVER = re.compile(r"#\s*allow\s+([\w-]+)\s*(?::[ \t]*(.*?))?[ \t]*$", re.MULTILINE)
_TYPED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_ROUNDS = 8
_FEW = 2
"""So many spaces are in text of three words."""


class Planted(NamedTuple):
    """
    A page's HTML as its Markdown makes it, with sentinels in its words and addresses.

    `path` and `text` are those of the Markdown file.
    """

    path: str
    text: str
    html: str
    soil: Field

    def plain(self, value: str) -> str:
        """A value of the HTML without its sentinels."""
        return SENTINEL.sub("", value)

    def place(self, address: str) -> Place | None:
        """Where an address in the HTML is written, or `None` where that is not known."""
        found = self._origin(address)
        if found is None:
            return None
        path, start = found
        text, plain = self.soil.texts[path], self.plain(address)
        end = start + len(plain) if text.startswith(plain, start) else start + 1
        return Place.within(path, text, start, end)

    def is_html(self, address: str) -> bool:
        """Whether an address is written in an attribute, and not in Markdown's brackets."""
        found = self._origin(address)
        if found is None:
            return False
        before = self.soil.texts[found[0]][: found[1]].rstrip()
        return before.endswith(("=", '"', "'"))

    def _origin(self, address: str) -> tuple[str, int] | None:
        sentinel = SENTINEL.search(address)
        origin = self.soil.origin(sentinel[0]) if sentinel else None
        if sentinel is None or origin is None:
            return None
        return origin[0], origin[1] - sentinel.start()


class PagesError(CannotCheckError):
    """A page could not be read, or one of the site's Markdown extensions failed on it."""


def read_pages(settings: Settings) -> list[Page]:
    """Every page of a project, in the order of their paths. Raises `PagesError`."""
    return spread(functools.partial(read_page, settings), settings.pages)


def read_page(settings: Settings, file: File, text: str | None = None) -> Page:
    """
    Read one page; `text` stands in for what its file holds.

    Raises `PagesError` where the file is not UTF-8 or an extension of the project fails on it.
    """
    with _failures(path := settings.named(Path(file.abs_src_path or ""))):
        page = _Reader(settings, path, text_of(file) if text is None else text).page(file.url)
    return page._replace(required=settings.options.requires(file.src_uri))


@contextlib.contextmanager
def _failures(path: str) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: is not UTF-8; save the file as UTF-8"
        raise PagesError(message) from error
    except OSError as error:
        message = f"{path}: cannot be read: {error}"
        raise PagesError(message) from error
    except RecursionError as error:
        message = f"{path}: is nested too deeply to be read"
        raise PagesError(message) from error
    except Exception as error:
        message = f"{path}: a Markdown extension failed on it: {type(error).__name__}: {error}"
        raise PagesError(message) from error


def read_planted(settings: Settings, file: File) -> Planted:
    """One page's HTML, for tracing what is in it back to the Markdown. Raises `PagesError`."""
    with _failures(path := settings.named(Path(file.abs_src_path or ""))):
        return _Reader(settings, path, text_of(file)).planted()


def text_of(file: File) -> str:
    """The text of a page's file, with plain line ends. Raises `OSError`, `UnicodeDecodeError`."""
    raw = Path(file.abs_src_path or "").read_text(encoding="utf-8-sig")
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def read_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a YAML file."""
    return list(_waivers(text, path, _DATA_WAIVER.finditer(text)))


def read_page_waivers(text: str, path: str) -> list[Waiver]:
    """The waivers in the comments of a page's Markdown and of its front matter."""
    comments = (span for span in citations.opaque(text) if span.kind == "comment")
    matches = (_WAIVER.fullmatch(text, span.start, span.end) for span in comments)
    fields = _DATA_WAIVER.finditer(text, *front_matter(text))
    return list(_waivers(text, path, (*fields, *filter(None, matches))))


class _Reader:
    """
    The reading of one page.

    It is converted twice, with sentinels and without. Where the two say different things, some
    sentinel stood in the way of some syntax: the lines at the first difference are planted no
    more, and it is tried again.
    """

    def __init__(self, settings: Settings, path: str, text: str) -> None:
        self._settings = settings
        self._path = path
        self._text = text
        self._body, self._meta = meta.get_data(text)
        self._body_start = len(text) - len(self._body) if text.endswith(self._body) else 0
        self._label = of_page(self._meta)
        self._worn = self._label and self._label.worn
        self.soil = Field()
        self._html = ""
        self._converter = Converter(settings)
        self._states = is_claim(settings.root / path, settings.claims_dir)

    @property
    def _start(self) -> position_map.Origin:
        return self._path, self._body_start

    def planted(self) -> Planted:
        """The page's HTML with its sentinels."""
        _, distorted = self.converted
        return Planted(self._path, self._text, self._html, Field() if distorted else self.soil)

    def page(self, url: str) -> Page:
        rendered, distorted = self.converted
        traced = [position_map.trace(unit, self.soil) for unit in rendered.units]
        found = _served(list(self._sentences(traced)))
        title = self._meta.get("title") or rendered.title
        shown, lacking = self._converter.blocks()
        return Page(
            path=self._path,
            url=url,
            title=str(title or Path(self._path).stem),
            sentences=tuple(found),
            citations=tuple(citation for sentence in found for citation in sentence.citations)
            + tuple(self._stray),
            unrendered=tuple(self._unrendered(traced, rendered.attributes)),
            waivers=tuple(read_page_waivers(self._text, self._path)),
            distorted=distorted,
            shown=shown,
            lacking=tuple(empty_blocks.placed(lacking, self._text, self._path)),
            mislabelled=tuple(self._mislabelled()),
            hidden=None if found else self._hidden(rendered.silent),
        )

    def _mislabelled(self) -> Iterator[tuple[str, Place]]:
        """The labels of the page and its sections that there are not."""
        if self._label and not self._worn:
            yield unknown_labels.of_page(
                self._label.label, self._text[: self._body_start], self._path
            )
        yield from unknown_labels.in_headings(self._converter.mislabelled(), self._text, self._path)

    def _hidden(self, texts: Iterable[str]) -> Place | None:
        """The first text that is a sentence, among some in which none are read."""
        for text in texts:
            unit = position_map.trace(text_units.Unit("sentence", [text]), self.soil)
            said = unit.text.strip()
            if (
                sentence_splitter.ends(said)
                and said.count(" ") >= _FEW
                and sentence_splitter.states(said)
            ):
                located = position_map.positions(unit, self.soil, self._start)
                return located.place(0, len(unit.text))
        return None

    @cached_property
    def converted(self) -> tuple[text_units.Rendered, bool]:
        """The page with its sentinels, or without and `True` where they distort it."""
        converter = self._converter
        stated = self._stated(self._text)
        spans = [(each.start, each.end) for each in stated.values()]
        plain_html = converter.plain(self._body, _texts(stated))
        plain_html = SENTINEL.sub(REPLACEMENT, plain_html)
        plain: text_units.Rendered | None = None
        fallow: set[tuple[str, int]] = set()
        for _ in range(_ROUNDS):
            self.soil = Field(
                fallow=fallow,
                known=self._settings.is_known,
                in_text=self._settings.options.in_text,
            )
            front, body = self.soil.plant_page(self._text, self._path, self._body_start, spans)
            html = converter.planted(body, _texts(self._stated(front)), self.soil)
            rendered = text_units.read(html, self._worn)
            self._html = html
            if SENTINEL.sub("", html) == plain_html:
                return rendered, False
            plain = plain or text_units.read(plain_html, self._worn)
            doubtful = self._difference(rendered, plain)
            if doubtful is None:
                return rendered, False
            if converter.again:
                # It may be that an extension did not forget the conversion before.
                converter.again = False
                continue
            if not doubtful:
                break
            fallow |= doubtful
        self._html = plain_html
        return plain or text_units.read(plain_html, self._worn), True

    def _stated(self, text: str) -> dict[str, Stated]:
        """What the front matter states in running text, where this is the page of a claim."""
        return read_stated(text) if self._states else {}

    def _difference(
        self, rendered: text_units.Rendered, plain: text_units.Rendered
    ) -> set[tuple[str, int]] | None:
        """The planted lines that the two differ in, or `None` if they agree."""
        found: set[tuple[str, int]] = set()
        agree = True
        before: list[tuple[str, int]] = []
        for unit, other in zip_longest(rendered.units, plain.units):
            says = [text_units.says(each) if each else () for each in (unit, other)]
            origins = _origins(unit, self.soil) if unit else []
            if says[0] != says[1]:
                # Where nothing was planted in it, what comes before has changed it.
                agree = False
                found |= self._lines(origins or before[-1:])
                if len(rendered.units) != len(plain.units):
                    break
            before = origins or before
        return None if agree else found

    def _lines(self, origins: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
        return {(path, self.soil.texts[path].count("\n", 0, offset)) for path, offset in origins}

    def _sentences(self, traced: list[position_map.Traced]) -> Iterator[Sentence]:
        self._stray: list[Citation] = []
        last = self._start
        for unit in traced:
            yield from self._unit_sentences(unit, last)
            last = next((origin for origin in reversed(unit.origins) if origin), last)

    def _unit_sentences(
        self, unit: position_map.Traced, last: position_map.Origin
    ) -> Iterator[Sentence]:
        spans = self._spans(unit)
        cited: dict[tuple[int, int], list[Citation]] = {span: [] for span in spans}
        for mark in unit.marks:
            owner = _owner(spans, mark)
            made = self._citations(mark, last)
            if owner is None:
                self._stray += made
            else:
                cited[owner] += made
        located = position_map.positions(unit, self.soil, last)
        for span in spans:
            text = unit.text[slice(*span)]
            positions = located.part(*span)
            worn = None if cited[span] or unit.served else unit.worn
            if cited[span] or (unit.kind != "free" and _is_statement(unit, span)):
                yield Sentence(
                    text=text,
                    place=positions.place(0, len(text)),
                    citations=tuple(cited[span]),
                    kind=_sentence_kind(unit, spans),
                    served=unit.served,
                    positions=positions if cited[span] or unit.served or worn else None,
                    worn=worn,
                    literal=tuple(
                        (max(start, span[0]) - span[0], min(end, span[1]) - span[0])
                        for start, end in unit.hidden
                        if start < span[1] and end > span[0]
                    ),
                )

    def _spans(self, unit: position_map.Traced) -> list[tuple[int, int]]:
        if unit.kind == "silent":
            return []
        if unit.kind == "row" and unit.text.strip(" |"):
            return [(0, len(unit.text.rstrip()))]
        spans = sentence_splitter.split(unit.text, unit.hidden, self._settings.language)
        return [span for span in spans if span[0] < span[1]]

    def _citations(self, mark: position_map.Mark, last: position_map.Origin) -> list[Citation]:
        groups = citations.find(mark.typed)
        if not groups:
            return []
        path, start = mark.origin or last
        exact = mark.origin is not None
        written = groups[0]
        if exact and not self.soil.texts[path].startswith(mark.typed, start):
            # The text between the brackets has changed on the way; its source has not.
            tail = self.soil.texts[path][start : start + 2000]
            written = citations.at(tail, 0) or written
        return [
            Citation(
                key=item.key,
                passage=item.passage,
                prefix=item.prefix,
                locator=item.locator,
                narrative=groups[0].narrative,
                place=self._citation_place(path, start, item, exact=exact),
            )
            for item in written.items
        ]

    def _citation_place(self, path: str, start: int, item: citations.Item, *, exact: bool) -> Place:
        if not exact:
            at = Place.within(path, self.soil.texts.get(path, self._text), start)
            return at._replace(exact=False)
        return Place.within(path, self.soil.texts[path], start + item.at, start + item.end)

    def _unrendered(
        self, traced: list[position_map.Traced], attributes: Iterable[str]
    ) -> Iterator[Place]:
        last = self._start
        for unit in traced:
            for start, end in citations.literal(unit.text):
                if not self._meant(unit, start, end):
                    yield position_map.positions(unit, self.soil, last).place(start, end)
            last = next((origin for origin in reversed(unit.origins) if origin), last)
        for value in (value for value in attributes if "@" in value):
            unit = position_map.trace(text_units.Unit("sentence", [value]), self.soil)
            for start, end in citations.literal(unit.text):
                yield position_map.positions(unit, self.soil, last).place(start, end)

    def _meant(self, unit: position_map.Traced, start: int, end: int) -> bool:
        # In code, and behind a backslash, a citation is meant to be shown as it was typed.
        if any(first <= start < last for first, last in unit.hidden):
            return True
        for index in (start, unit.text.rfind("[", 0, start)):
            origin = unit.origins[index]
            if origin and self.soil.texts[origin[0]][origin[1] - 1 : origin[1]] == "\\":
                return True
        if unit.origins[start]:
            return False
        # Where its place is not known, it is the one that the page has behind a backslash.
        typed = re.escape(unit.text[start:end])
        return re.search(rf"\\(?:\[[^\[\]\n]*)?{typed}", self._text) is not None


def _served(found: list[Sentence]) -> list[Sentence]:
    """Give the rows of a table the citations of its caption, which stands before or behind them."""
    captions = [index for index, sentence in enumerate(found) if sentence.kind == "caption"]
    for index, sentence in enumerate(found):
        if sentence.served and not sentence.citations:
            before = max((c for c in captions if c < index), default=None)
            behind = min((c for c in captions if c > index), default=None)
            near = [c for c in (before, behind) if c is not None and _unbroken(found, c, index)]
            if near:
                found[index] = sentence._replace(caption=found[near[0]].citations)
    return found


def _unbroken(found: list[Sentence], caption: int, row: int) -> bool:
    first, last = sorted((caption, row))
    return all(each.served for each in found[first + 1 : last])


def _origins(unit: text_units.Unit, soil: Field) -> list[position_map.Origin]:
    text = "".join(piece if isinstance(piece, str) else piece[0] for piece in unit.pieces)
    return list(filter(None, map(soil.origin, SENTINEL.findall(text))))


def _owner(spans: list[tuple[int, int]], mark: position_map.Mark) -> tuple[int, int] | None:
    # A citation belongs to the sentence that it stands in or behind; before all, to the first. A
    # key in running text is a word of its sentence.
    search = bisect_right if mark.narrative else bisect_left
    index = search(spans, mark.index, key=itemgetter(0)) - 1
    return spans[max(index, 0)] if spans else None


def _texts(stated: Mapping[str, Stated]) -> dict[str, str]:
    return {name: each.text for name, each in stated.items()}


def _is_statement(unit: position_map.Traced, span: tuple[int, int]) -> bool:
    if unit.only_links and not sentence_splitter.has_stop(unit.text[slice(*span)]):
        return False
    said = _TYPED.sub("", unit.said(*span))
    # A question in the last cell of a row makes none of its first.
    parts = said.split(" | ") if unit.kind == "row" else [said]
    return any(map(sentence_splitter.states, parts))


def _sentence_kind(unit: position_map.Traced, spans: list[tuple[int, int]]) -> str:
    if unit.kind == "item" and (len(spans) > 1 or sentence_splitter.has_stop(unit.text[-2:])):
        return "sentence"
    return "sentence" if unit.kind == "free" else unit.kind


def _waivers(text: str, path: str, matches: Iterable[re.Match[str]]) -> Iterator[Waiver]:
    for match in matches:
        place = Place.within(path, text, *match.span())
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        rest = text[start : match.start()] + (text[match.end() : end] if end > 0 else "")
        covers = place.line
        if not rest.strip():
            behind = re.compile(r"\S").search(text, match.end())
            covers = text.count("\n", 0, behind.start()) + 1 if behind else place.line
        yield Waiver(match[1], (match[2] or "").strip(), place, covers)
