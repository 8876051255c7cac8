"""The block `fields`: the fields of a kind of file, or the settings, from their schema."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from explainer.claims import ARTICLE_FIELDS, CLAIM_FIELDS
from explainer.data import DATA_FILES
from explainer.markdown import options
from explainer.markdown.block_base import GeneratedBlock
from explainer.markdown.source_html import code_spans
from explainer.reviews import REVIEW_FIELDS
from explainer.sources import FIELDS
from explainer.vocabulary import VOCABULARY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.sources import Field

DOCUMENTED_FIELDS = {
    "source": FIELDS,
    "claim": CLAIM_FIELDS,
    "article": ARTICLE_FIELDS,
    "vocabulary": VOCABULARY_FIELDS,
    "reviews": REVIEW_FIELDS,
    **{data.name: data.fields for data in DATA_FILES},
    "settings": options.fields(),
}
"""The fields of each kind of file, and the settings, by the argument of the block `fields`."""


class FieldsBlock(GeneratedBlock):
    """A table of the fields of a kind of file; without an argument, of a source."""

    NAME = "fields"
    CHOICES = tuple(DOCUMENTED_FIELDS)

    @property
    def _file_kind(self) -> str:
        return self.argument_text or "source"

    def render_html(self, block: ET.Element) -> None:
        """Render a table of the fields, and one below it for each field with fields of its own."""
        # Fields of kind `any` belong to other programs.
        fields = [field for field in DOCUMENTED_FIELDS[self._file_kind] if field.kind != "any"]
        self._tables(block, fields)

    def _tables(self, block: ET.Element, fields: Iterable[Field]) -> None:
        self._table(block, fields)
        for field in fields:
            if field.fields:
                name = f"{self._file_kind}-{field.name}"
                self.add_heading(block, "h3", field.name, f"field-{name}")
                self._tables(block, field.fields)

    def _table(self, block: ET.Element, fields: Iterable[Field]) -> None:
        translate = self.context.translations.translate
        heads = "".join(
            f"<th>{escape(translate('field', name))}</th>"
            for name in ("name", "guidance", "good", "bad")
        )
        rows = "".join(map(self._row, fields))
        # The table is wider than a phone and has no link, so it needs a tab stop to be scrolled.
        html = f'<table tabindex="0"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        ET.SubElement(block, "div").text = self.stash_html(html)

    def _row(self, field: Field) -> str:
        translate = self.context.translations.translate
        required = f" ({translate('field', 'required')})" if field.required else ""
        choices = (
            f" {translate('field', 'choices')} {', '.join(field.choices)}." if field.choices else ""
        )
        return (
            f"<tr><td><code>{escape(field.name)}</code>{escape(required)}</td>"
            f"<td>{code_spans(field.guidance + choices)}</td>"
            f"<td><code>{escape(field.good)}</code></td>"
            f"<td><code>{escape(field.bad)}</code></td></tr>"
        )
