"""
The conversion of a page with sentinels, checked against the conversion without them.

Where the two differ in their visible text, a sentinel was inserted into Markdown syntax. The lines
of the first difference are then excluded, and the page is converted again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from explainer.claims import Stated, is_claim, read_stated
from explainer.markdown.labels import WrittenLabel, page_label
from explainer.model import InheritedLabel
from explainer.pages import text_units
from explainer.pages.conversion import Converter
from explainer.pages.sentinels import REPLACEMENT, SENTINEL, SentinelTable
from explainer.yaml_schema import check_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.markdown.context import InvalidBlock
    from explainer.model import Invalid
    from explainer.pages.sentinels import FilePosition
    from explainer.pages.text_units import RenderedPage, Unit
    from explainer.settings import Settings

_MAX_ATTEMPTS = 8

Line = tuple[str, int]
"""The path of a file, and the number of a line in it, counted from 0."""


@dataclass(frozen=True, slots=True)
class MarkdownFile:
    """
    A page's Markdown file: its path and text, its front matter, and the body behind it.

    `body_start` is the offset of the body in the text. `label` is the label of the whole page as
    it was typed, `invalid` what is wrong with the front matter.
    """

    path: str
    text: str
    front_matter: dict[str, Any]
    body: str
    body_start: int
    label: WrittenLabel | None
    invalid: Invalid | None = None

    @classmethod
    def parse(cls, path: str, text: str) -> MarkdownFile:
        """Split the text of a file into front matter and body."""
        body, values = meta.get_data(text)
        end, invalid = check_front_matter(text, path)
        if invalid and body == text:
            # Front matter that MkDocs cannot read is reported once, and is no text of the page.
            body = text[end:].lstrip("\n")
        start = len(text) - len(body) if text.endswith(body) else 0
        return cls(path, text, values, body, start, page_label(values), invalid)

    @property
    def inherited_label(self) -> InheritedLabel | None:
        """The label of the whole page; one that does not exist is reported itself."""
        return InheritedLabel(*self.label) if self.label else None

    @property
    def start(self) -> FilePosition:
        """The position of the body."""
        return self.path, self.body_start


@dataclass(frozen=True, slots=True)
class CheckedConversion:
    """
    A converted page, and the table of the sentinels in it.

    `inexact` is true where no conversion with sentinels had the visible text of the one without;
    `rendered` and `html` are then without sentinels. `data_blocks`, `empty_blocks` and
    `unknown_labels` are what the Markdown extension noted.
    """

    rendered: RenderedPage
    html: str
    table: SentinelTable
    inexact: bool
    data_blocks: tuple[str, ...]
    empty_blocks: tuple[InvalidBlock, ...]
    unknown_labels: tuple[str, ...]


def convert(settings: Settings, file: MarkdownFile) -> CheckedConversion:
    """Convert a page. Raises whatever a Markdown extension of the project raises."""
    return _Conversion(settings, file).run()


class _Conversion:
    def __init__(self, settings: Settings, file: MarkdownFile) -> None:
        self._settings = settings
        self._file = file
        self._converter = Converter(settings)
        self._is_claim = is_claim(settings.root / file.path, settings.claims_dir)
        self._table = SentinelTable()

    def run(self) -> CheckedConversion:
        fields = self._claim_fields(self._file.text)
        plain_html = self._converter.convert(self._file.body, _texts(fields))
        plain_html = SENTINEL.sub(REPLACEMENT, plain_html)
        plain: RenderedPage | None = None
        excluded_lines: set[Line] = set()
        for _ in range(_MAX_ATTEMPTS):
            html = self._convert_with_sentinels(fields.values(), excluded_lines)
            rendered = self._render(html)
            if SENTINEL.sub("", html) == plain_html:
                return self._result(rendered, html)
            plain = plain or self._render(plain_html)
            different = self._different_lines(rendered, plain)
            if different is None:
                return self._result(rendered, html)
            if self._converter.reuse_parser:
                # An extension may have kept state of the conversion before.
                self._converter.reuse_parser = False
                continue
            if not different:
                break
            excluded_lines |= different
        return self._result(plain or self._render(plain_html), plain_html, inexact=True)

    def _convert_with_sentinels(self, fields: Iterable[Stated], excluded_lines: set[Line]) -> str:
        self._table = SentinelTable(
            excluded_lines=excluded_lines,
            known=self._settings.is_known,
            in_text=self._settings.options.in_text,
        )
        file = self._file
        spans = [(each.start, each.end) for each in fields]
        front_matter, body = self._table.insert_in_page(
            file.text, file.path, file.body_start, spans
        )
        texts = _texts(self._claim_fields(front_matter))
        return self._converter.convert_with_sentinels(body, texts, self._table)

    def _result(
        self, rendered: RenderedPage, html: str, *, inexact: bool = False
    ) -> CheckedConversion:
        data_blocks, empty_blocks = self._converter.blocks()
        labels = self._converter.unknown_labels()
        return CheckedConversion(
            rendered, html, self._table, inexact, data_blocks, empty_blocks, labels
        )

    def _render(self, html: str) -> RenderedPage:
        return text_units.read_html(html, self._file.inherited_label)

    def _claim_fields(self, front_matter: str) -> dict[str, Stated]:
        """The fields of the front matter that are running text, where the page is a claim's."""
        return read_stated(front_matter) if self._is_claim else {}

    def _different_lines(self, rendered: RenderedPage, plain: RenderedPage) -> set[Line] | None:
        """The lines with sentinels in which the two differ, or `None` if they are the same."""
        found: set[Line] = set()
        same = True
        before: list[FilePosition] = []
        for unit, other in zip_longest(rendered.units, plain.units):
            texts = [text_units.visible_text(each) if each else () for each in (unit, other)]
            positions = self._positions(unit) if unit else []
            if texts[0] != texts[1]:
                # A unit without sentinels was changed by the one before it.
                same = False
                found |= self._lines(positions or before[-1:])
                if len(rendered.units) != len(plain.units):
                    break
            before = positions or before
        return None if same else found

    def _positions(self, unit: Unit) -> list[FilePosition]:
        text = "".join(piece if isinstance(piece, str) else piece[0] for piece in unit.pieces)
        return list(filter(None, map(self._table.position, SENTINEL.findall(text))))

    def _lines(self, positions: Iterable[FilePosition]) -> set[Line]:
        of = self._table.line_and_column
        return {(path, of(path, offset)[0] - 1) for path, offset in positions}


def _texts(fields: dict[str, Stated]) -> dict[str, str]:
    return {name: each.text for name, each in fields.items()}
