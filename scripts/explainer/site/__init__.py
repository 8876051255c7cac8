"""
A folder of built HTML to a `Site`: every address in it followed, as a browser would.

- `read_site` reads one; what comes out names what is wrong, and where it is to be mended.
- `uses` gives every place at which a site leads to an address on the web.
- `find_project` gives the project that a site was built from, which leads to the Markdown.

Within: `link_attributes` says which attributes hold links, `html_reader` takes them from a page and
`data_files` from other files, `resolver` says where they lead, `checker` checks all of a site's,
`url_positions` and `source_map` find where something stands in a built file and in Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.site.project_beside import Beside, find
from explainer.site.site_files import Files, SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from explainer.model import Place, Site

__all__ = ["Beside", "SiteError", "find_project", "read_site", "uses"]

find_project = find


def read_site(folder: Path, shown: str, project: Beside | None = None) -> Site:
    """
    Follow every address in the files below `folder`.

    `shown` is how the folder is called in the places of what is found. With the project that the
    site was built from, these are in its Markdown wherever that can be told. Raises `SiteError`
    where there is no HTML, and what reading the project raises.
    """
    from explainer.site.site_reader import Whole  # noqa: PLC0415  (not needed for what is remembered)

    return Whole(Files(str(folder), shown), shown, project).site()


def uses(
    folder: Path, shown: str, project: Beside | None, site: Site
) -> Iterator[tuple[str, Place]]:
    """
    Every use of an address on the web in a site, with its place.

    Takes what `read_site` took, and what it gave.
    """
    from explainer.site.site_reader import Whole  # noqa: PLC0415

    return Whole(Files(str(folder), shown), shown, project).uses(site)
