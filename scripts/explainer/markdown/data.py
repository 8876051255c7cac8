"""
A block that shows a data file.

What the file states is running text on the page: it goes through the same Markdown as the page,
its citations are in the page's list of references, and the checks place what they find in the
file. A block of this kind names its file as `DATA` and writes its rows in `fill`: texts of stated
fields become the texts of elements, where Markdown's inline syntax is read; all else is finished.
For the checks each row is one unit; `statements` says what is in it, which is all that `fill` may
show of the file but for what comes from the words of the language.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from explainer.markdown.generated import Writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.data import DataFile
    from explainer.schema import Record


class DataBlock(Writing):
    """A block without content of its own, named like the data file that it shows."""

    DATA: ClassVar[DataFile]

    def on_validate(self, parent: ET.Element) -> bool:
        """Whether the file is there; without it, the block stays text that the checks report."""
        del parent
        return (self.context.docs / f"{self.DATA.name}.yml").is_file()

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Make the element around the rows."""
        return ET.SubElement(parent, "div", {"class": f"explainer-{self.NAME}"})

    def on_end(self, block: ET.Element) -> None:
        """Write the rows for readers or for the checks."""
        record = self.context.data(self.DATA)
        if record is None:
            return
        if self.context.checking:
            table = ET.SubElement(block, "table")
            for statement in self.statements(record):
                row = ET.SubElement(table, "tr")
                for text in statement:
                    ET.SubElement(row, "td").text = text
        else:
            self.fill(block, record)

    def statements(self, record: Record) -> Iterator[Sequence[str]]:
        """What each row states, part by part; all stated fields of each record of the file."""
        for name in record.lists:
            for row in record.records(name):
                yield [row.values[each] for each in self.DATA.stated if each in row.values]

    @abstractmethod
    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the rows for readers."""
