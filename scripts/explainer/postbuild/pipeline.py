"""The steps after a build, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import staging
from explainer.postbuild.asset_names import hash_script_names
from explainer.postbuild.breadcrumbs import add_breadcrumbs
from explainer.postbuild.built_site import BuiltSite, read_site
from explainer.postbuild.claim_links import add_claim_links
from explainer.postbuild.content_policy import add_content_policy
from explainer.postbuild.exports.steps import EXPORTS
from explainer.postbuild.markup import mend_markup
from explainer.postbuild.not_found import complete_not_found
from explainer.postbuild.page_foot import add_page_feet
from explainer.postbuild.page_head import add_page_heads
from explainer.postbuild.page_weight import lighten_pages
from explainer.postbuild.robots import add_robots
from explainer.postbuild.search_index import add_search_index
from explainer.postbuild.service_worker import add_service_worker
from explainer.postbuild.shared_icons import share_icons
from explainer.postbuild.short_anchors import shorten_anchors
from explainer.postbuild.social_images import add_social_images
from explainer.postbuild.source_pages import add_source_pages
from explainer.postbuild.style_sheets import shrink_style_sheets
from explainer.postbuild.unused_assets import remove_unused_assets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explainer.model import Project
    from explainer.settings import Settings

STEPS: tuple[Callable[[BuiltSite], None], ...] = (
    add_source_pages,
    complete_not_found,
    add_social_images,
    add_robots,
    *EXPORTS,
    add_breadcrumbs,
    add_page_heads,
    add_claim_links,
    add_page_feet,
    add_search_index,
    shorten_anchors,
    mend_markup,
    lighten_pages,
    share_icons,
    remove_unused_assets,
    shrink_style_sheets,
    hash_script_names,
    add_content_policy,
    add_service_worker,
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
    staging.clear(folder)
    site = read_site(folder, project, settings)
    for step in STEPS:
        step(site)
    site.write()
    return site
