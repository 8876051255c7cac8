"""Download links of tables, embedded in the page as `data:` URLs, so that they need no server."""

from __future__ import annotations

import csv
import io
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Characters that start a formula in some spreadsheet, including the full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def download_link(rows: Iterable[Sequence[str]], name: str, text: str) -> str:
    """A link that downloads a table as `<name>.csv`, as HTML."""
    href = escape(csv_data_url(rows))
    return f'<a download="{escape(name)}.csv" href="{href}">{escape(text)}</a>'


def csv_data_url(rows: Iterable[Sequence[str]]) -> str:
    """
    The `data:` URL of a table as comma-separated values (RFC 4180) in UTF-8.

    A cell that a spreadsheet would evaluate as a formula is prefixed with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if _is_formula(cell) else cell for cell in row])
    return f"data:text/csv;charset=utf-8,{quote(text.getvalue())}"


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(cell)
