"""`sources.json` (CSL-JSON) and `sources.bib` (BibTeX): every source on file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from explainer.bibliography.formats import FORMATS
from explainer.postbuild.exports.schema_files import add_json
from explainer.sources import read_sources, values_by_key

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltSite

SOURCES_FILE = "sources.json"
BIBTEX_FILE = "sources.bib"


def add_bibliographies(site: BuiltSite) -> None:
    """Add both files, where the project has a source. Raises `OSError` if one cannot be read."""
    sources = values_by_key(read_sources(site.settings.sources_dir, site.settings.root))
    if sources:
        add_json(site, SOURCES_FILE, json.loads(FORMATS["csl-json"].write(sources)))
        site.add_text(BIBTEX_FILE, FORMATS["bibtex"].write(sources))
