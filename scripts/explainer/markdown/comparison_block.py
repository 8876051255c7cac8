"""
The block `comparison`: a data file's figures as charts, as a table and as a CSV download.

All three are generated whenever the page is rendered. The CSV file is embedded in the page as a
`data:` URL, so that it needs no server.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from explainer import citations
from explainer.data import COMPARISON, read_comparison, value_of, without_citations
from explainer.markdown import bar_chart
from explainer.markdown.data_block import DataBlock
from explainer.markdown.source_html import anchor
from explainer.model import LABELS, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from explainer.data import Figure, Measure, Thing
    from explainer.yaml_schema import Record

_SHORT_UNIT = 8


class ComparisonBlock(DataBlock):
    """A chart for each measure, the table of all figures, and a download link."""

    NAME = "comparison"
    DATA = COMPARISON

    def checked_rows(self, record: Record) -> Iterator[Sequence[str]]:
        """Each figure with its thing's name, so that it is compared with its own citations only."""
        for stated in (record, *record.records("measures")):
            yield from (
                [stated.values[name]] for name in ("note", "means") if name in stated.values
            )
        for thing in record.records("things"):
            for values in (thing.values, *(each.values for each in thing.records("figures"))):
                said = (values[name] for name in ("date", "figure", "basis") if name in values)
                # A problem in a row is reported at the start of the row.
                yield from ([text, thing.values.get("name", "")] for text in said)

    def render_html(self, block: ET.Element, record: Record) -> None:
        """Render the charts, the table and the link."""
        self._record = record
        comparison = read_comparison(record)
        self._things, self._measures = comparison.things, comparison.measures
        self._groups = comparison.groups
        self._planned = comparison.planned or self._translate("planned")
        self._name = self.context.unique_id(f"comparison-{anchor(self.argument_text)}")
        self._draw_legend(block)
        self._draw_charts(block)
        self._draw_table(block)
        self.add_download(block, self._csv_rows(), self._translate("download"))

    def _translate(self, name: str, **values: object) -> str:
        return self.context.translations.translate("comparison", name, **values)

    def _column_title(self, name: str) -> str:
        """The data file's own column title for things or groups, or the translated one."""
        return self._record.values.get(name) or self._translate(name)

    # ── The chart ──

    def _draw_legend(self, block: ET.Element) -> None:
        marks = [
            (bar_chart.legend_symbol(at), name) for at, name in enumerate(self._groups) if name
        ]
        figures = [each for thing in self._things for each in thing.figures]
        if any(each.planned for each in figures):
            marks.append((bar_chart.legend_symbol(hollow=True), self._planned))
        if any(each.derived for each in figures):
            marks.append((bar_chart.legend_symbol(dotted=True), self._translate("derived")))
        if any(map(_is_range, self._bar_figures())):
            marks.append((bar_chart.legend_symbol(hollow=True, wide=14), self._translate("range")))
        if marks:
            items = "".join(f"<li>{mark} {escape(word)}</li>" for mark, word in marks)
            legend = ET.SubElement(block, "ul", _unindexed("explainer-legend"))
            legend.text = self.stash_html(items)

    def _bar_figures(self) -> Iterator[list[Figure]]:
        """The figures of each bar of all charts."""
        for index in range(len(self._measures)):
            yield from filter(None, (thing.of_measure(index) for thing in self._things))

    def _draw_charts(self, block: ET.Element) -> None:
        panels = ET.SubElement(block, "div", _unindexed("explainer-panels"))
        names = (thing.name for thing in self._things)
        self._layout = bar_chart.compute_layout(names, map(self._bar_label, self._bar_figures()))
        for index, measure in enumerate(self._measures):
            panel = ET.SubElement(panels, "figure")
            caption = ET.SubElement(panel, "figcaption")
            ET.SubElement(caption, "strong").text = AtomicString(measure.title)
            unit = ET.SubElement(caption, "span", {"class": "explainer-unit"})
            unit.text = AtomicString(self._unit(measure))
            unit.tail = " "
            ET.SubElement(caption, "span").text = self.escape_tags(measure.means)
            self._draw_image(panel, index)
            self._list_missing(panel, index)

    def _unit(self, measure: Measure) -> str:
        unit = self._translate("in", unit=measure.unit)
        return f"{unit}; {self._translate(measure.better)}" if measure.better else unit

    def _draw_image(self, panel: ET.Element, index: int) -> None:
        measure = self._measures[index]
        found = [(it, figures) for it in self._things if (figures := it.of_measure(index))]
        # The better value comes first; where neither is better, the greater one.
        if measure.better == "less":
            found.sort(key=lambda it: (_low(it[1]), _high(it[1])))
        else:
            found.sort(key=lambda it: (-_high(it[1]), -_low(it[1])))
        if found:
            bars = [self._make_bar(thing, figures) for thing, figures in found]
            title = f"{measure.title}, {self._unit(measure)}"
            description = self._description(found)
            name = f"{self._name}-{index + 1}"
            image = bar_chart.draw_chart(bars, self._layout, name, title, description)
            ET.SubElement(panel, "div").text = self.stash_html(
                ET.tostring(image, encoding="unicode")
            )

    def _list_missing(self, panel: ET.Element, index: int) -> None:
        names = [thing.name for thing in self._things if not thing.of_measure(index)]
        # Where most things have no figure, the measure does not apply; the table shows the gaps.
        if names and (2 * len(names) <= len(self._things) or len(names) == len(self._things)):
            text = self._translate("without", names=", ".join(names))
            ET.SubElement(panel, "p", {"class": "explainer-details"}).text = AtomicString(text)

    def _make_bar(self, thing: Thing, figures: list[Figure]) -> bar_chart.Bar:
        low, high = _low(figures), _high(figures)
        return bar_chart.Bar(
            name=thing.name,
            label=self._bar_label(figures),
            low=float(low),
            high=float(high),
            group=self._groups.index(thing.group),
            hollow=(
                all(figure.planned for figure in figures if figure.low == low),
                all(figure.planned for figure in figures if figure.high == high),
            ),
            dotted=all(figure.derived for figure in figures),
        )

    def _bar_label(self, figures: Sequence[Figure], *, whole: bool = False) -> str:
        """The numbers of a bar; with their unit where it is short, or always with `whole`."""
        low, high = _low(figures), _high(figures)
        least = next(figure for figure in figures if figure.low == low)
        most = next(figure for figure in figures if figure.high == high)
        numbers = [_end_text(least, low), _end_text(most, high)]
        said = numbers[0]
        if low < high:
            odd = any(number[0] == "−" or " " in number for number in numbers)
            said = self._translate("from_to" if odd else "between", low=numbers[0], high=numbers[1])
        unit = most.unit.removeprefix(most.money)
        if not unit or (not whole and len(most.unit) > _SHORT_UNIT):
            return said
        close = unit == "%" or (most.money and not unit[0].isalnum())
        return f"{said}{unit}" if close else f"{said} {unit}"

    def _description(self, found: Iterable[tuple[Thing, list[Figure]]]) -> str:
        said = []
        for thing, figures in found:
            marks = [
                mark
                for mark, wears in (
                    (self._planned, all(figure.planned for figure in figures)),
                    (self._translate("derived"), all(figure.derived for figure in figures)),
                )
                if wears
            ]
            kind = f" ({', '.join(marks)})" if marks else ""
            group = f" ({thing.group})" if thing.group else ""
            said.append(f"{thing.name}{group}: {self._bar_label(figures, whole=True)}{kind}")
        return f"{'; '.join(said)}."

    # ── The table ──

    @property
    def _status_heading(self) -> str:
        """The title of the column of statuses and dates; empty where things have neither."""
        if any(thing.status for thing in self._things):
            return self._translate("status")
        return self._translate("date") if any(thing.date for thing in self._things) else ""

    def _draw_table(self, block: ET.Element) -> None:
        title = self._record.values.get("title", self.argument_text)
        scroller = {"class": "explainer-scroll", "role": "region", "tabindex": "0"}
        region = ET.SubElement(block, "div", {**scroller, "aria-label": title})
        table = ET.SubElement(region, "table", {"class": "explainer-comparison-table"})
        self._draw_caption(table, title)
        row = ET.SubElement(ET.SubElement(table, "thead"), "tr")
        for word in filter(None, [self._column_title("thing"), self._status_heading]):
            _cell(row, "th", scope="col").text = AtomicString(word)
        for measure in self._measures:
            head = _cell(row, "th", scope="col")
            said = self._translate("head", measure=measure.title, unit=measure.unit)
            head.text = AtomicString(f"{said} " if measure.better else said)
            if measure.better:
                ET.SubElement(head, "small").text = AtomicString(self._translate(measure.better))
        for group in self._groups:
            body = ET.SubElement(table, "tbody")
            if group:
                columns = str(len(row))
                head = _cell(ET.SubElement(body, "tr"), "th", scope="rowgroup", colspan=columns)
                ET.SubElement(head, "span").text = AtomicString(group)
            for thing in self._things:
                if thing.group == group:
                    self._table_row(ET.SubElement(body, "tr"), thing)

    def _draw_caption(self, table: ET.Element, title: str) -> None:
        inner = ET.SubElement(ET.SubElement(table, "caption"), "div")
        strong = ET.SubElement(inner, "strong")
        strong.text = AtomicString(title)
        day = self._record.values.get("as_of")
        as_of = self._translate("as_of", date=self.context.translations.date(day)) if day else ""
        strong.tail = AtomicString(f" {as_of} ")
        note = self._record.values.get("note", "")
        ET.SubElement(inner, "span").text = self.escape_tags(note)

    def _table_row(self, row: ET.Element, thing: Thing) -> None:
        name = ET.SubElement(_cell(row, "th", scope="row"), "span")
        name.text = AtomicString(thing.name)
        if self._status_heading:
            status = _cell(row, "td")
            said = ET.SubElement(status, "span")
            said.text = AtomicString(thing.status)
            if thing.date:
                said.tail = ", " if thing.status else ""
                ET.SubElement(status, "span").text = self.escape_tags(thing.date)
        for index in range(len(self._measures)):
            self._figures_cell(_cell(row, "td"), thing, thing.of_measure(index))

    def _figures_cell(self, cell: ET.Element, thing: Thing, figures: list[Figure]) -> None:
        if not figures:
            none = escape(self._translate("none"))
            cell.text = self.stash_html(
                f'<span aria-hidden="true">–</span><span class="explainer-heard">{none}</span>'
            )
        for figure in figures:
            line = ET.SubElement(cell, "div")
            number = _minus_sign(figure.number)
            if figure.upper:
                between = "from_to" if number[0] == "−" else "between"
                number = self._translate(between, low=number, high=_minus_sign(figure.upper))
            ET.SubElement(line, "b").text = AtomicString(number)
            rest = ET.SubElement(line, "span")
            rest.text = self.escape_tags(
                self._remark_text(figure, plan=figure.planned and not thing.planned)
            )
            rest.tail = " "
            if figure.basis:
                basis = ET.SubElement(line, "div", {"class": "explainer-basis"})
                said = ET.SubElement(basis, "span")
                said.text = self.escape_tags(figure.basis)
                if not _has_reason(figure):
                    said.tail = AtomicString(f", {self._steps_text(figure)}.")

    def _steps_text(self, figure: Figure) -> str:
        return ", ".join(self._translate(name, number=number) for name, number in figure.steps)

    def _remark_text(self, figure: Figure, *, plan: bool) -> str:
        cited = citations.find(figure.rest)
        at = cited[0].start if cited else len(figure.rest)
        said = figure.rest[:at].rstrip()
        if plan:
            said = f"{said}, {self._planned}"
        return f"{said} {figure.rest[at:]}"

    # ── The file ──

    def _csv_rows(self) -> Iterator[list[str]]:
        columns = [self._column_title("thing"), self._column_title("group")]
        columns += map(
            self._translate,
            ("status", "date", "measure", "value", "upper", "unit", "better", "kind", "remark",
             "basis", "source", "address"),
        )  # fmt: skip
        yield columns
        for thing in self._things:
            start = [thing.name, thing.group, thing.status, without_citations(thing.date)]
            for figure in thing.figures:
                measure = self._measures[figure.measure]
                kinds = [self._planned] if figure.planned else []
                kinds += [self._translate("derived")] if figure.derived else []
                basis = f"{without_citations(figure.basis)}, {self._steps_text(figure)}"
                yield [
                    *start,
                    measure.title,
                    f"{figure.low:f}",
                    f"{figure.high:f}" if figure.upper else "",
                    measure.unit,
                    self._translate(measure.better) if measure.better else "",
                    ", ".join(kinds),
                    figure.remark,
                    basis if figure.basis else "",
                    " ".join(f"{item.key}#{item.passage}" for item in figure.cites),
                    " ".join(self._addresses(figure)),
                ]

    def _addresses(self, figure: Figure) -> list[str]:
        cited = map(self.context.resolve, figure.cites)
        found = (source.url for source in cited if isinstance(source, Source) and source.url)
        return list(dict.fromkeys(found))


def _cell(row: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(row, tag, attributes)


def _unindexed(name: str) -> dict[str, str]:
    # Search finds the figures in the table.
    return {"class": name, "data-search-exclude": ""}


def _low(figures: Iterable[Figure]) -> Decimal:
    return min(figure.low for figure in figures)


def _high(figures: Iterable[Figure]) -> Decimal:
    return max(figure.high for figure in figures)


def _is_range(figures: Sequence[Figure]) -> bool:
    return _low(figures) < _high(figures)


def _has_reason(figure: Figure) -> bool:
    """Whether the figure's label gives a reason that says how it is derived."""
    groups = citations.find(figure.rest)
    return any(item.locator for group in groups for item in group.items if item.key in LABELS)


def _end_text(figure: Figure, value: Decimal) -> str:
    """The low or the high number of a figure as text, with its currency sign."""
    number = figure.number if value_of(figure.number) == value else figure.upper
    shown = _minus_sign(number)
    return f"−{figure.money}{shown[1:]}" if shown[0] == "−" else f"{figure.money}{shown}"


def _minus_sign(number: str) -> str:
    return f"−{number[1:]}" if number[0] == "-" else number
