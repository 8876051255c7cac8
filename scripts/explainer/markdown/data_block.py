"""
A block that shows a data file.

What the file states is running text on the page: it goes through the same Markdown as the page,
its citations are in the page's list of references, and the checks place what they find in the
file. A block of this kind names its file as `DATA` and writes its rows in `fill`: texts of stated
fields become the texts of elements through `prose`, where Markdown's inline syntax is read; all
else is finished. For the checks each row is one unit; `statements` says what is in it, which is
all that `fill` may show of the file but for what comes from the words of the language.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from explainer.markdown.block_base import Writing, meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.data import DataFile
    from explainer.yaml_schema import Record

_TAG = re.compile(
    r"<(?=[A-Za-z/!?])(?![A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>)|(`+)(?!`).*?(?<!`)\1(?!`)"
)


class DataBlock(Writing):
    """A block without content of its own, named like the data file that it shows."""

    DATA: ClassVar[DataFile]

    def lacks(self) -> tuple[str, str] | None:
        """What is wrong with the block: that its file is not there, or that none is named."""
        data, docs = self.DATA, self.context.docs
        if not data.folder:
            found = super().lacks()
            if found or data.names(docs):
                return found
            path = _shown(data.file(docs))
            hint = f"write it, or take the block out; `/// fields | {data.name}` lists its fields"
            return f"the block {self.NAME!r} has no data: there is no {path}", hint
        names = data.names(docs)
        if self.which in names:
            return None
        folder = _shown(docs / data.folder)
        if not self.which:
            message = f"the block {self.NAME!r} does not say which"
            return message, f"write its name, as in `/// {self.NAME} | {(names or ['heaters'])[0]}`"
        message = f"there {'are' if self.NAME[-1] == 's' else 'is'} no {self.NAME} {self.which!r}"
        path = f"{folder}/{self.which}.yml"
        hint = f"write {path}, or take the block out"
        if names:
            hint = meant(self.which, names, data.folder)
        return message, hint

    def begin(self, parent: ET.Element) -> ET.Element:
        """Make the element around the rows."""
        return ET.SubElement(parent, "div", {"class": f"explainer-{self.NAME}"})

    def write(self, block: ET.Element) -> None:
        """Write the rows for readers or for the checks."""
        self.context.shown.append(self.DATA.block(self.which))
        record = self.context.data(self.DATA, self.which)
        if record is None:
            # The checks say what is wrong with the file itself.
            self.unknown(block)
        elif self.context.checking:
            table = ET.SubElement(block, "table")
            for statement in self.statements(record):
                row = ET.SubElement(table, "tr")
                for text in statement:
                    ET.SubElement(row, "td").text = self.prose(text)
        else:
            self.fill(block, record)

    def prose(self, text: str) -> str:
        """A stated text for an element: Markdown, but no HTML; what looks like that is shown."""
        return prose(text)

    def statements(self, record: Record) -> Iterator[Sequence[str]]:
        """What each row states, part by part; all stated fields of each record of the file."""
        for name in record.lists:
            for row in record.records(name):
                stated = [row.values[each] for each in self.DATA.stated if each in row.values]
                if stated:
                    yield stated

    @abstractmethod
    def fill(self, block: ET.Element, record: Record) -> None:
        """Write the rows for readers."""


def prose(text: str) -> str:
    """A stated text for an element: Markdown, but no HTML; what looks like that is shown."""
    return _TAG.sub(lambda match: match[0] if match[1] else f"&lt;{match[0][1:]}", text)


def _shown(path: Path) -> str:
    """A path as the checks name it: relative to the project, which is the working folder."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
