"""
The block `positions`: parties' positions on one question as a chart, a table and a CSV download.

The chart has a row for each side and an entry for each party, with the symbol and the colour of
the side; the symbol is hollow where the party's words are known only through others. Each name
links to its row of the table, which has the position with its citations.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from markdown.util import AtomicString

from explainer import citations
from explainer.data import POSITIONS, read_positions, without_citations
from explainer.markdown import bar_chart
from explainer.markdown.data_block import DataBlock
from explainer.markdown.source_html import anchor
from explainer.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.data import Party, Side
    from explainer.yaml_schema import Record

_COLUMNS = ("who", "says", "date", "how")


class PositionsBlock(DataBlock):
    """The chart of the sides, the table of all positions, and a download link."""

    NAME = "positions"
    DATA = POSITIONS

    def checked_rows(self, record: Record) -> Iterator[Sequence[str]]:
        """The note, and each position with all the running text about its party."""
        if "note" in record.values:
            yield [record.values["note"]]
        yield from super().checked_rows(record)

    def render_html(self, block: ET.Element, record: Record) -> None:
        """Render the chart, the table and the link."""
        self._record = record
        self._positions = read_positions(record)
        base = f"position-{anchor(self.argument_text)}"
        self._names = {
            party: self.context.unique_id(f"{base}-{number}")
            for number, party in enumerate(self._positions.parties, 1)
        }
        self._columns = [
            name for name in _COLUMNS if any(getattr(it, name) for it in self._positions.parties)
        ]
        self._draw_picture(block)
        self._draw_table(block)
        self.add_download(block, self._csv_rows(), self._translate("download"))

    def _translate(self, name: str, **values: object) -> str:
        return self.context.translations.translate("positions", name, **values)

    def _column_title(self, name: str) -> str:
        """The data file's own title of a column, or the translated one."""
        return self._positions.titles.get(name) or self._translate(name)

    def _side_symbol(self, side: Side, *, hollow: bool = False) -> str:
        return bar_chart.symbol(side.number, side.colour, hollow=hollow)

    # ── The picture ──

    def _draw_picture(self, block: ET.Element) -> None:
        # Search finds all of it in the table.
        figure = ET.SubElement(
            block, "figure", {"class": "explainer-sides", "data-search-exclude": ""}
        )
        caption = ET.SubElement(figure, "figcaption")
        question = self._record.values.get("question", "")
        ET.SubElement(caption, "strong").text = AtomicString(question)
        if any(party.relayed for party in self._positions.parties):
            legend = ET.SubElement(caption, "span")
            legend.text = self.stash_html(
                f"{bar_chart.symbol(0, 'grey')} {escape(self._translate('direct'))} "
                f"{bar_chart.symbol(0, 'grey', hollow=True)} {escape(self._translate('relayed'))}"
            )
        rows = ET.SubElement(figure, "div")
        for side in self._positions.sides:
            row = ET.SubElement(rows, "div")
            ET.SubElement(row, "strong").text = AtomicString(side.title)
            entries = "".join(map(self._party_entry, self._positions.on(side)))
            none = f'<span class="explainer-details">{escape(self._translate("none"))}</span>'
            said = f'<ul role="list">{entries}</ul>' if entries else none
            ET.SubElement(row, "div").text = self.stash_html(said)

    def _party_entry(self, party: Party) -> str:
        side = self._positions.sides[party.side]
        mark = self._side_symbol(side, hollow=party.relayed)
        date = f" <small>{escape(self.context.translations.date(party.date))}</small>" * bool(
            party.date
        )
        heard = f", {self._translate('relayed')}" if party.relayed else ""
        heard = f'<span class="explainer-heard">{escape(heard)}</span>' if heard else ""
        link = f'<a href="#{self._names[party]}">{escape(party.name)}</a>'
        return f"<li>{mark}<span>{link}{heard}{date}</span></li>"

    # ── The table ──

    def _draw_table(self, block: ET.Element) -> None:
        # CSS displays it as blocks on a phone, so that without roles it is not a table any more.
        table = ET.SubElement(
            block, "table", {"class": "explainer-positions-table", "role": "table"}
        )
        self._draw_caption(table)
        head = ET.SubElement(table, "thead", {"role": "rowgroup"})
        row = ET.SubElement(head, "tr", {"role": "row"})
        for name in self._columns:
            cell = ET.SubElement(row, "th", {"scope": "col", "role": "columnheader"})
            cell.text = AtomicString(self._column_title(name))
        for side in self._positions.sides:
            parties = self._positions.on(side)
            if parties:
                self._side_rows(ET.SubElement(table, "tbody", {"role": "rowgroup"}), side, parties)

    def _draw_caption(self, table: ET.Element) -> None:
        caption = ET.SubElement(table, "caption")
        strong = ET.SubElement(caption, "strong")
        strong.text = AtomicString(self._record.values.get("title", self.argument_text))
        day = self._record.values.get("as_of")
        as_of = self._translate("as_of", date=self.context.translations.date(day)) if day else ""
        strong.tail = AtomicString(f" {as_of} ")
        note = self._record.values.get("note", "")
        ET.SubElement(caption, "span").text = self.escape_tags(note)

    def _side_rows(self, body: ET.Element, side: Side, parties: Sequence[Party]) -> None:
        row = ET.SubElement(body, "tr", {"role": "row"})
        attributes = {"scope": "rowgroup", "role": "rowheader", "colspan": str(len(self._columns))}
        head = ET.SubElement(row, "th", attributes)
        head.text = self.stash_html(f"{self._side_symbol(side)} {escape(side.title)}")
        for party in parties:
            self._party_row(body, party)

    def _party_row(self, body: ET.Element, party: Party) -> None:
        row = ET.SubElement(body, "tr", {"role": "row", "id": self._names[party]})
        who = ET.SubElement(row, "th", {"scope": "row", "role": "rowheader"})
        ET.SubElement(who, "span").text = self.escape_tags(party.who)
        if party.interest:
            small = ET.SubElement(who, "small")
            small.text = AtomicString(f"{self._column_title('interest')}: ")
            ET.SubElement(small, "span").text = self.escape_tags(party.interest)
        ET.SubElement(row, "td", {"role": "cell"}).text = self.escape_tags(party.says)
        if "date" in self._columns:
            date = ET.SubElement(row, "td", {"role": "cell"})
            if party.date:
                shown = escape(self.context.translations.date(party.date))
                date.text = self.stash_html(f'<time datetime="{escape(party.date)}">{shown}</time>')
        if "how" in self._columns:
            ET.SubElement(row, "td", {"role": "cell"}).text = self.escape_tags(party.how)

    # ── The file ──

    def _csv_rows(self) -> Iterator[list[str]]:
        names = ("who", "interest", "side", "date", "says", "how")
        yield [
            *map(self._column_title, names),
            *map(self._translate, ("kind", "source", "address")),
        ]
        for party in self._positions.parties:
            groups = citations.find(f"{party.who} {party.interest} {party.says} {party.how}")
            cited = [item for group in groups for item in group.items if item.passage]
            found = (self.context.resolve(item) for item in cited)
            addresses = [it.url for it in found if isinstance(it, Source) and it.url]
            yield [
                party.name,
                without_citations(party.interest),
                self._positions.sides[party.side].title,
                party.date,
                without_citations(party.says),
                without_citations(party.how),
                self._translate("relayed" if party.relayed else "direct"),
                " ".join(f"{item.key}#{item.passage}" for item in cited),
                " ".join(dict.fromkeys(addresses)),
            ]
