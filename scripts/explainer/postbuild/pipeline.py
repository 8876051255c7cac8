"""The steps after a build, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.postbuild.built_site import BuiltSite, read_site
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
from explainer.postbuild.robots import add_robots

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explainer.model import Project
    from explainer.settings import Settings

STEPS: tuple[Callable[[BuiltSite], None], ...] = (
    add_robots,
    # Pages that others add stand before this line: each is described, and has its Markdown.
    move_tables,
    add_claims,
    add_bibliographies,
    add_timeline,
    add_feed,
    add_markdown,
    add_llms_txt,
    link_data_files,
    link_alternates,
    describe_pages,
    write_sitemap,
)
"""
Each changes the site in memory. Steps that add pages come first, then those that add to pages, then
those that look at all that is there: sizes, hashes, policies.
"""


def complete(folder: Path, project: Project, settings: Settings) -> BuiltSite:
    """
    Do all steps to the built site in a folder, and write it. Returns the site as it was written.

    Raises `PostbuildError` where the folder is no built site of the project, and `OSError`.
    """
    site = read_site(folder, project, settings)
    for step in STEPS:
        step(site)
    site.write()
    return site
