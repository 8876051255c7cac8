"""
The block `positions`: who says what about one question, as a picture, as a table and as a file.

The picture has a row for each side, with a mark for each party; the mark's shape and colour are
those of the side, and it is hollow where the party's words are known only through others. Each
name leads to its line of the table, which has what is said, with its citations.
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
from explainer.markdown.download import download
from explainer.markdown.source_html import anchor
from explainer.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.data import Party, Side
    from explainer.yaml_schema import Record

_SHOWN = ("who", "says", "date", "how")


class PositionsBlock(DataBlock):
    """The picture of the sides, the table of all positions, and a link to both as a file."""

    NAME = "positions"
    DATA = POSITIONS

    def statements(self, record: Record) -> Iterator[Sequence[str]]:
        """The note, and each position with all that it says of its party."""
        if "note" in record.values:
            yield [record.values["note"]]
        yield from super().statements(record)

    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the picture, the table and the link."""
        self._record = record
        self._positions = read_positions(record)
        base = f"position-{anchor(self.which)}"
        self._names = {
            party: self.context.unique(f"{base}-{number}")
            for number, party in enumerate(self._positions.parties, 1)
        }
        self._columns = [
            name for name in _SHOWN if any(getattr(it, name) for it in self._positions.parties)
        ]
        self._picture(block)
        self._table(block)
        link = download(self._rows(), anchor(self.which), self._of("download"))
        ET.SubElement(block, "p", {"class": "explainer-download"}).text = self.raw(link)

    def _of(self, name: str, **values: object) -> str:
        return self.context.words.of("positions", name, **values)

    def _head(self, name: str) -> str:
        """The site's own word for a column, or the language's."""
        return self._positions.titles.get(name) or self._of(name)

    def _mark(self, side: Side, *, hollow: bool = False) -> str:
        return bar_chart.mark(side.number, side.colour, hollow=hollow)

    # ── The picture ──

    def _picture(self, block: ET.Element) -> None:
        # The search finds everything in the table.
        figure = ET.SubElement(
            block, "figure", {"class": "explainer-sides", "data-search-exclude": ""}
        )
        caption = ET.SubElement(figure, "figcaption")
        question = self._record.values.get("question", "")
        ET.SubElement(caption, "strong").text = AtomicString(question)
        if any(party.relayed for party in self._positions.parties):
            legend = ET.SubElement(caption, "span")
            legend.text = self.raw(
                f"{bar_chart.mark(0, 'grey')} {escape(self._of('direct'))} "
                f"{bar_chart.mark(0, 'grey', hollow=True)} {escape(self._of('relayed'))}"
            )
        rows = ET.SubElement(figure, "div")
        for side in self._positions.sides:
            row = ET.SubElement(rows, "div")
            ET.SubElement(row, "strong").text = AtomicString(side.title)
            entries = "".join(map(self._entry, self._positions.on(side)))
            none = f'<span class="explainer-details">{escape(self._of("none"))}</span>'
            said = f'<ul role="list">{entries}</ul>' if entries else none
            ET.SubElement(row, "div").text = self.raw(said)

    def _entry(self, party: Party) -> str:
        side = self._positions.sides[party.side]
        mark = self._mark(side, hollow=party.relayed)
        date = f" <small>{escape(self.context.words.date(party.date))}</small>" * bool(party.date)
        heard = f", {self._of('relayed')}" if party.relayed else ""
        heard = f'<span class="explainer-heard">{escape(heard)}</span>' if heard else ""
        link = f'<a href="#{self._names[party]}">{escape(party.name)}</a>'
        return f"<li>{mark}<span>{link}{heard}{date}</span></li>"

    # ── The table ──

    def _table(self, block: ET.Element) -> None:
        # Shown line by line on a phone, it would be no table any more, if it did not say so.
        table = ET.SubElement(
            block, "table", {"class": "explainer-positions-table", "role": "table"}
        )
        self._caption(table)
        head = ET.SubElement(table, "thead", {"role": "rowgroup"})
        row = ET.SubElement(head, "tr", {"role": "row"})
        for name in self._columns:
            cell = ET.SubElement(row, "th", {"scope": "col", "role": "columnheader"})
            cell.text = AtomicString(self._head(name))
        for side in self._positions.sides:
            parties = self._positions.on(side)
            if parties:
                self._group(ET.SubElement(table, "tbody", {"role": "rowgroup"}), side, parties)

    def _caption(self, table: ET.Element) -> None:
        caption = ET.SubElement(table, "caption")
        strong = ET.SubElement(caption, "strong")
        strong.text = AtomicString(self._record.values.get("title", self.which))
        day = self._record.values.get("as_of")
        as_of = self._of("as_of", date=self.context.words.date(day)) if day else ""
        strong.tail = AtomicString(f" {as_of} ")
        note = self._record.values.get("note", "")
        ET.SubElement(caption, "span").text = self.prose(note)

    def _group(self, body: ET.Element, side: Side, parties: Sequence[Party]) -> None:
        row = ET.SubElement(body, "tr", {"role": "row"})
        attributes = {"scope": "rowgroup", "role": "rowheader", "colspan": str(len(self._columns))}
        head = ET.SubElement(row, "th", attributes)
        head.text = self.raw(f"{self._mark(side)} {escape(side.title)}")
        for party in parties:
            self._line(body, party)

    def _line(self, body: ET.Element, party: Party) -> None:
        row = ET.SubElement(body, "tr", {"role": "row", "id": self._names[party]})
        who = ET.SubElement(row, "th", {"scope": "row", "role": "rowheader"})
        ET.SubElement(who, "span").text = self.prose(party.who)
        if party.interest:
            small = ET.SubElement(who, "small")
            small.text = AtomicString(f"{self._head('interest')}: ")
            ET.SubElement(small, "span").text = self.prose(party.interest)
        ET.SubElement(row, "td", {"role": "cell"}).text = self.prose(party.says)
        if "date" in self._columns:
            date = ET.SubElement(row, "td", {"role": "cell"})
            if party.date:
                shown = escape(self.context.words.date(party.date))
                date.text = self.raw(f'<time datetime="{escape(party.date)}">{shown}</time>')
        if "how" in self._columns:
            ET.SubElement(row, "td", {"role": "cell"}).text = self.prose(party.how)

    # ── The file ──

    def _rows(self) -> Iterator[list[str]]:
        names = ("who", "interest", "side", "date", "says", "how")
        yield [*map(self._head, names), *map(self._of, ("kind", "source", "address"))]
        for party in self._positions.parties:
            groups = citations.find(f"{party.who} {party.interest} {party.says} {party.how}")
            cited = [item for group in groups for item in group.items if item.passage]
            found = (self.context.cited(item) for item in cited)
            addresses = [it.url for it in found if isinstance(it, Source) and it.url]
            yield [
                party.name,
                without_citations(party.interest),
                self._positions.sides[party.side].title,
                party.date,
                without_citations(party.says),
                without_citations(party.how),
                self._of("relayed" if party.relayed else "direct"),
                " ".join(f"{item.key}#{item.passage}" for item in cited),
                " ".join(dict.fromkeys(addresses)),
            ]
