"""
The block `chips`: the figures of `docs/chips.yml` as a chart, as a table and as a file.

The chart is drawn and the file is written whenever the page is; nothing generated is kept. The
file is in the page itself, as a `data:` address, so that it can be had without a server.
"""

from __future__ import annotations

import csv
import io
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from explainer import citations
from explainer.data import CHIPS, read_chips, without_citations
from explainer.markdown import chart
from explainer.markdown.data import DataBlock
from explainer.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.data import Chip, Figure
    from explainer.schema import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ChipsBlock(DataBlock):
    """The chart of each measure, the table of all figures, and a link to both as a file."""

    NAME = "chips"
    DATA = CHIPS

    def statements(self, record: Record) -> Iterator[Sequence[str]]:
        """Each figure with its chip's name, so that it is compared with what it cites alone."""
        for stated in (record, *record.records("measures")):
            yield from (
                [stated.values[name]] for name in ("note", "means") if name in stated.values
            )
        for chip in record.records("chips"):
            for values in (chip.values, *(each.values for each in chip.records("figures"))):
                said = (values[name] for name in ("year", "figure", "basis") if name in values)
                # What is wrong with a row is placed where it begins.
                yield from ([text, chip.values.get("name", "")] for text in said)

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the chart, the table and the link."""
        self._chips = read_chips(record)
        self._makers = list(dict.fromkeys(chip.maker for chip in self._chips))
        self._measures = [
            measure.values
            for measure in record.records("measures")
            if {"title", "unit"} <= measure.values.keys()
        ]
        self._legend(block)
        self._chart(block)
        self._table(block, record)
        href = escape(data_address(self._rows()))
        link = f'<a download="{self.NAME}.csv" href="{href}">{escape(self._of("download"))}</a>'
        ET.SubElement(block, "p", {"class": "explainer-download"}).text = self._raw(link)

    def _of(self, name: str, **values: object) -> str:
        return self.context.words.of("chips", name, **values)

    def _raw(self, html: str) -> str:
        return AtomicString(self.context.raw(html))

    # ── The chart ──

    def _legend(self, block: ET.Element) -> None:
        marks = [(chart.key(index), maker) for index, maker in enumerate(self._makers)]
        figures = [each for chip in self._chips for each in chip.figures]
        if any(each.announced for each in figures):
            marks.append((chart.key(announced=True), self._of("announced")))
        if any(each.derived for each in figures):
            marks.append((chart.key(derived=True), self._of("derived")))
        marks.append((chart.key(announced=True, wide=14), self._of("range")))
        items = "".join(f"<li>{mark} {escape(word)}</li>" for mark, word in marks)
        legend = ET.SubElement(block, "ul", _unsought("explainer-legend"))
        legend.text = self._raw(items)

    def _chart(self, block: ET.Element) -> None:
        panels = ET.SubElement(block, "div", _unsought("explainer-panels"))
        for index, measure in enumerate(self._measures, 1):
            panel = ET.SubElement(panels, "figure")
            caption = ET.SubElement(panel, "figcaption")
            title = ET.SubElement(caption, "strong")
            title.text = AtomicString(measure["title"])
            title.tail = " "
            ET.SubElement(caption, "span").text = measure.get("means", "")
            self._image(panel, measure, f"{self.NAME}-{index}")
            self._missing(panel, measure["unit"])

    def _image(self, panel: ET.Element, measure: dict[str, str], name: str) -> None:
        unit = measure["unit"]
        found = [(chip, figures) for chip in self._chips if (figures := chip.of_unit(unit))]
        found.sort(key=lambda it: -it[1][-1].value)
        if found:
            bars = [self._bar(chip, figures) for chip, figures in found]
            start = chart.column(chip.name for chip in self._chips)
            title = self._of("image", measure=measure["title"], unit=unit)
            image = chart.draw(bars, start, name, title, self._description(found))
            ET.SubElement(panel, "div").text = self._raw(ET.tostring(image, encoding="unicode"))

    def _missing(self, panel: ET.Element, unit: str) -> None:
        names = [chip.name for chip in self._chips if not chip.of_unit(unit)]
        if names:
            text = self._of("without", chips=", ".join(names))
            ET.SubElement(panel, "p", {"class": "explainer-details"}).text = AtomicString(text)

    def _bar(self, chip: Chip, figures: list[Figure]) -> chart.Bar:
        ends = [
            [figure for figure in figures if figure.value == end.value]
            for end in (figures[0], figures[-1])
        ]
        return chart.Bar(
            name=chip.name,
            label=_range(figures),
            low=float(figures[0].value),
            high=float(figures[-1].value),
            maker=self._makers.index(chip.maker),
            announced=(_all_announced(ends[0]), _all_announced(ends[1])),
            derived=all(figure.derived for figure in figures),
        )

    def _description(self, found: Iterable[tuple[Chip, list[Figure]]]) -> str:
        said = []
        for chip, figures in found:
            marks = [
                self._of(mark)
                for mark, wears in (
                    ("announced", all(figure.announced for figure in figures)),
                    ("derived", all(figure.derived for figure in figures)),
                )
                if wears
            ]
            kind = f" ({', '.join(marks)})" if marks else ""
            said.append(f"{chip.name} ({chip.maker}): {_range(figures)}{kind}")
        return f"{'; '.join(said)}."

    # ── The table ──

    def _table(self, block: ET.Element, record: Record) -> None:
        title = record.values.get("title", self.NAME)
        scroller = {"class": "explainer-scroll", "role": "region", "tabindex": "0"}
        region = ET.SubElement(block, "div", {**scroller, "aria-label": title})
        table = ET.SubElement(region, "table", {"class": "explainer-chips-table"})
        self._caption(table, title, record)
        heads = [self._of("chip"), self._of("status")]
        heads += [
            self._of("head", measure=measure["title"], unit=measure["unit"])
            for measure in self._measures
        ]
        row = ET.SubElement(ET.SubElement(table, "thead"), "tr")
        for head in heads:
            _cell(row, "th", scope="col").text = AtomicString(head)
        for maker in self._makers:
            body = ET.SubElement(table, "tbody")
            columns = str(len(heads))
            group = _cell(ET.SubElement(body, "tr"), "th", scope="rowgroup", colspan=columns)
            ET.SubElement(group, "span").text = AtomicString(maker)
            for chip in self._chips:
                if chip.maker == maker:
                    self._row(ET.SubElement(body, "tr"), chip)

    def _caption(self, table: ET.Element, title: str, record: Record) -> None:
        inner = ET.SubElement(ET.SubElement(table, "caption"), "div")
        strong = ET.SubElement(inner, "strong")
        strong.text = AtomicString(title)
        day = record.values.get("as_of")
        as_of = self._of("as_of", date=self.context.words.date(day)) if day else ""
        strong.tail = f" {as_of} "
        ET.SubElement(inner, "span").text = record.values.get("note", "")

    def _row(self, row: ET.Element, chip: Chip) -> None:
        _cell(row, "th", scope="row").text = AtomicString(chip.name)
        status = _cell(row, "td")
        ET.SubElement(status, "span").text = AtomicString(self._of(chip.status))
        if chip.year:
            status[-1].tail = ", "
            ET.SubElement(status, "span").text = chip.year
        for measure in self._measures:
            self._figures(_cell(row, "td"), chip, chip.of_unit(measure["unit"]))

    def _figures(self, cell: ET.Element, chip: Chip, figures: list[Figure]) -> None:
        if not figures:
            none = escape(self._of("none"))
            cell.text = self._raw(
                f'<span aria-hidden="true">–</span><span class="explainer-heard">{none}</span>'
            )
        for figure in figures:
            line = ET.SubElement(cell, "div")
            ET.SubElement(line, "b").text = AtomicString(figure.number)
            plan = figure.announced and chip.status != "announced"
            rest = ET.SubElement(line, "span")
            rest.text, rest.tail = self._rest(figure, plan=plan), " "
            if figure.basis:
                ET.SubElement(line, "div", {"class": "explainer-basis"}).text = figure.basis

    def _rest(self, figure: Figure, *, plan: bool) -> str:
        cited = citations.find(figure.rest)
        at = cited[0].start if cited else len(figure.rest)
        said = figure.rest[:at].rstrip()
        if plan:
            said = f"{said}, {self._of('announced')}"
        return f"{said} {figure.rest[at:]}"

    # ── The file ──

    def _rows(self) -> Iterator[list[str]]:
        columns = ("chip", "maker", "status", "year", "measure", "value", "unit", "kind", "remark")
        yield [*map(self._of, columns), self._of("source"), self._of("address")]
        titles = {measure["unit"]: measure["title"] for measure in self._measures}
        for chip in self._chips:
            year = without_citations(chip.year)
            start = [chip.name, chip.maker, self._of(chip.status), year]
            for figure in chip.figures:
                kinds = [kind for kind in ("announced", "derived") if getattr(figure, kind)]
                kind = ", ".join(map(self._of, kinds))
                yield [
                    *start,
                    titles.get(figure.unit, ""),
                    str(figure.value),
                    figure.unit,
                    kind,
                    figure.remark,
                    " ".join(f"{item.key}#{item.passage}" for item in figure.cites),
                    " ".join(self._addresses(figure)),
                ]

    def _addresses(self, figure: Figure) -> list[str]:
        cited = map(self.context.cited, figure.cites)
        found = (source.url for source in cited if isinstance(source, Source) and source.url)
        return list(dict.fromkeys(found))


def _cell(row: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(row, tag, attributes)


def _unsought(name: str) -> dict[str, str]:
    # The search finds the figures in the table.
    return {"class": name, "data-search-exclude": ""}


def _range(figures: Sequence[Figure]) -> str:
    low, high = figures[0], figures[-1]
    number = low.number if low.value == high.value else f"{low.number}–{high.number}"
    return f"{number} {low.unit}"


def _all_announced(figures: Iterable[Figure]) -> bool:
    return all(figure.announced for figure in figures)


def data_address(rows: Iterable[Sequence[str]]) -> str:
    """
    A table as the address of a file of comma-separated values (RFC 4180) in UTF-8.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return f"data:text/csv;charset=utf-8,{quote(text.getvalue())}"
