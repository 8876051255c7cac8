"""Tables as files to download, which are in the page itself, so that they need no server."""

from __future__ import annotations

import csv
import io
import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What begins a formula in one spreadsheet or another, the wide forms of Asian keyboards included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def download(rows: Iterable[Sequence[str]], name: str, text: str) -> str:
    """A link of that text to a table, saved as `<name>.csv`, as HTML."""
    href = escape(data_address(rows))
    return f'<a download="{escape(name)}.csv" href="{href}">{escape(text)}</a>'


def data_address(rows: Iterable[Sequence[str]]) -> str:
    """
    A table as the address of a file of comma-separated values (RFC 4180) in UTF-8.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if _is_formula(cell) else cell for cell in row])
    return f"data:text/csv;charset=utf-8,{quote(text.getvalue())}"


def _is_formula(cell: str) -> bool:
    return cell.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(cell)
