"""The steps after a build, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.postbuild.asset_names import hash_script_names
from explainer.postbuild.built_site import BuiltSite, read_site
from explainer.postbuild.content_policy import add_content_policy
from explainer.postbuild.markup import mend_markup
from explainer.postbuild.robots import add_robots
from explainer.postbuild.service_worker import add_service_worker
from explainer.postbuild.style_sheets import shrink_style_sheets
from explainer.postbuild.unused_assets import remove_unused_assets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from explainer.model import Project
    from explainer.settings import Settings

STEPS: tuple[Callable[[BuiltSite], None], ...] = (
    add_robots,
    mend_markup,
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
    site = read_site(folder, project, settings)
    for step in STEPS:
        step(site)
    site.write()
    return site
