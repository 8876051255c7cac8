"""
The tables of figures and of positions as CSV files with addresses of their own.

A page that no step has completed has them in itself, as `data:` URLs; these become links to files
with the same bytes. `explainer.markdown.download` has made cells harmless that a spreadsheet would
take for formulas.
"""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

from explainer.data import COMPARISON, POSITIONS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltSite

_FOLDERS = {data.name: data.folder for data in (COMPARISON, POSITIONS)}
_EMBEDDED = 'a[download$=".csv"][href^="data:text/csv"]'


def csv_path(block: str, name: str) -> str:
    """The path of the CSV file of a block, such as `comparisons/ferries.csv`."""
    return f"{_FOLDERS.get(block, block)}/{name}.csv"


def move_tables(site: BuiltSite) -> None:
    """Write the tables that pages have in themselves to files, and link to these."""
    for path in sorted(site.pages):
        page = site.pages[path]
        for link in page.tree.css(_EMBEDDED):
            block = _block_of(link)
            if block:
                name = (link.attributes.get("download") or "").removesuffix(".csv")
                target = csv_path(block, name)
                data = (link.attributes.get("href") or "").partition(",")[2]
                site.files[target] = urllib.parse.unquote_to_bytes(data)
                link.attrs["href"] = page.relative(urllib.parse.quote(target))


def _block_of(link: LexborNode) -> str:
    """The name of the block that a link stands in; empty where it is none of ours."""
    node = link.parent
    while node is not None:
        classes = (node.attributes.get("class") or "").split()
        for name in _FOLDERS:
            if f"explainer-{name}" in classes:
                return name
        node = node.parent
    return ""
