"""
Base class of the blocks that render a data file.

The running text in the file is part of the page: the same Markdown processors handle it, its
citations are in the page's list of references, and the checks report problems at their place in
the file. A subclass sets `DATA` and implements `render_html`: running text is set as the text of
elements through `escape_tags`, so that inline processors run on it; all else is stashed HTML. For
the checks each row is one unit. `checked_rows` yields the running text of each, which must be all
text of the file that `render_html` renders, translations excepted.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from xml.etree import ElementTree as ET

from explainer.markdown.block_base import ExplainerBlock, suggest
from explainer.markdown.download import download_link
from explainer.markdown.source_html import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.data import DataFile
    from explainer.yaml_schema import Record

_TAG = re.compile(
    r"<(?=[A-Za-z/!?])(?![A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>)|(`+)(?!`).*?(?<!`)\1(?!`)"
)


class DataBlock(ExplainerBlock):
    """A block without content of its own, with the name of the data file that it renders."""

    DATA: ClassVar[DataFile]

    def validate(self) -> tuple[str, str] | None:
        """The message and the hint where its file is missing or not named, or `None`."""
        data, docs = self.DATA, self.context.docs_dir
        if not data.folder:
            found = super().validate()
            if found or data.names(docs):
                return found
            path = _shown(data.file(docs))
            hint = f"write it, or take the block out; `/// fields | {data.name}` lists its fields"
            return f"the block {self.NAME!r} has no data: there is no {path}", hint
        names = data.names(docs)
        if self.argument_text in names:
            return None
        folder = _shown(docs / data.folder)
        if not self.argument_text:
            message = f"the block {self.NAME!r} does not say which"
            return message, f"write its name, as in `/// {self.NAME} | {(names or ['heaters'])[0]}`"
        message = (
            f"there {'are' if self.NAME[-1] == 's' else 'is'} no {self.NAME} {self.argument_text!r}"
        )
        path = f"{folder}/{self.argument_text}.yml"
        hint = f"write {path}, or take the block out"
        if names:
            hint = suggest(self.argument_text, names, data.folder)
        return message, hint

    def create_element(self, parent: ET.Element) -> ET.Element:
        """Append and return the element around the rows."""
        return ET.SubElement(parent, "div", {"class": f"explainer-{self.NAME}"})

    def render(self, block: ET.Element) -> None:
        """Render the rows, for readers or for the checks."""
        self.context.data_blocks.append(self.DATA.block(self.argument_text))
        record = self.context.read_data_file(self.DATA, self.argument_text)
        if record is None:
            # The checks report what is wrong with the file itself.
            self.render_error(block)
        elif self.context.checking:
            table = ET.SubElement(block, "table")
            for statement in self.checked_rows(record):
                row = ET.SubElement(table, "tr")
                for text in statement:
                    ET.SubElement(row, "td").text = self.escape_tags(text)
        else:
            self.render_html(block, record)

    def escape_tags(self, text: str) -> str:
        """Running text as Markdown without HTML: tags are escaped."""
        return escape_tags(text)

    def checked_rows(self, record: Record) -> Iterator[Sequence[str]]:
        """The running text of each row, field by field: all stated fields of each record."""
        for name in record.lists:
            for row in record.records(name):
                stated = [row.values[each] for each in self.DATA.stated if each in row.values]
                if stated:
                    yield stated

    def add_download(self, block: ET.Element, rows: Iterable[Sequence[str]], text: str) -> None:
        """Append the link that downloads a table under the name of its data file."""
        link = download_link(rows, anchor(self.argument_text), text)
        ET.SubElement(block, "p", {"class": "explainer-download"}).text = self.stash_html(link)

    @abstractmethod
    def render_html(self, block: ET.Element, record: Record) -> None:
        """Render the rows into the block's element, for readers."""


def escape_tags(text: str) -> str:
    """Running text as Markdown without HTML: tags are escaped."""
    return _TAG.sub(lambda match: match[0] if match[1] else f"&lt;{match[0][1:]}", text)


def _shown(path: Path) -> str:
    """A path relative to the project, which is the working directory, as the checks print it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
