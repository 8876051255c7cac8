"""
A folder of built HTML to a `Site`: its links, resolved as a browser does, and their defects.

- `read_site` reads a site; each broken link has the place where it can be fixed.
- `find_external_links` finds every occurrence of an external URL.
- `find_source_project` finds the project that a site was built from, for places in its Markdown.

The modules: `link_attributes` lists the attributes that contain URLs, `tag_scanner` and
`html_reader` read the links and anchors of a page, `data_files` the URLs of other files.
`resolver` resolves a URL to a file, `checker` checks all links of a site, and `page_memory` keeps
what it found. `link_causes` groups the broken links, and `problem_locator` finds the place of each,
in the built file or in its Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.site.site_files import SiteError, SiteFiles
from explainer.site.source_project import SourceProject, find_source_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.model import LinkSettings, Place, Site

__all__ = ["SiteError", "SourceProject", "find_external_links", "find_source_project", "read_site"]


def read_site(
    folder: Path,
    display_folder: str,
    project: SourceProject | None = None,
    settings: LinkSettings | None = None,
) -> Site:
    """
    Check every link in the files below `folder`.

    `display_folder` is the folder's path in the places of problems. With the project that the site
    was built from, the places are in its Markdown wherever that is known; `settings` are those of
    the check. Raises `SiteError` if the folder has no HTML file, and `SettingsError` if the
    project's settings are invalid.
    """
    from explainer.site.site_reader import SiteReader  # noqa: PLC0415  (a cached result needs none)

    files = SiteFiles(str(folder), display_folder)
    return SiteReader(files, display_folder, project, settings).read()


def find_external_links(
    folder: Path,
    display_folder: str,
    project: SourceProject | None,
    site: Site,
    settings: LinkSettings | None = None,
) -> Iterator[tuple[str, Place]]:
    """
    Each occurrence of an external URL in a site, as the URL and its place.

    Takes the arguments of `read_site`, and its result `site`. Raises `SettingsError`, as it does.
    """
    from explainer.site.site_reader import SiteReader  # noqa: PLC0415  (as above)

    files = SiteFiles(str(folder), display_folder)
    return SiteReader(files, display_folder, project, settings).external_links(site)
