"""`robots.txt`: everything may be read, and where the list of the pages is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltSite

_NAME = "robots.txt"


def add_robots(site: BuiltSite) -> None:
    """Add `robots.txt` (RFC 9309), unless the project has one of its own."""
    if (site.folder / _NAME).exists():
        return
    lines = ["User-agent: *", "Allow: /"]
    if site.settings.site_url:
        lines += ["", f"Sitemap: {site.absolute('sitemap.xml')}"]
    site.add_text(_NAME, "\n".join(lines) + "\n")
