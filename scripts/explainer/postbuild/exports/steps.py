"""
The steps that write files for machines, in their order.

They come after the steps that add whole pages, so that these are described as well, and before
those that add to pages or rename what is on them: all is made of a page's own text and references.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.postbuild.exports.atom_feed import add_feed
from explainer.postbuild.exports.claim_export import add_claims
from explainer.postbuild.exports.csv_export import move_tables
from explainer.postbuild.exports.head_links import link_alternates, link_data_files
from explainer.postbuild.exports.json_ld import describe_pages
from explainer.postbuild.exports.llms_txt import add_llms_txt
from explainer.postbuild.exports.markdown_export import add_markdown
from explainer.postbuild.exports.sitemap import write_sitemap
from explainer.postbuild.exports.source_export import add_bibliographies
from explainer.postbuild.exports.timeline_export import add_timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.postbuild.built_site import BuiltSite

EXPORTS: tuple[Callable[[BuiltSite], None], ...] = (
    move_tables,
    add_claims,
    add_bibliographies,
    add_timeline,
    add_feed,
    # What follows names the files before it.
    add_markdown,
    add_llms_txt,
    link_data_files,
    link_alternates,
    describe_pages,
    write_sitemap,
)
"""Each adds files, or says in pages where they are."""
