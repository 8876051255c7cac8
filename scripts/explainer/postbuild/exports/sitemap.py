"""
`sitemap.xml`: every page that readers come to, those that were added after the build among them.

The generator's own one gives the day of the build for each page; here a page has the day that it
gives itself, or none, so that the same input makes the same file. Without `site_url` there can be
no sitemap, and the empty one of the generator is removed.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from explainer.postbuild.exports.page_facts import meta_of
from explainer.postbuild.page_days import last_changed
from explainer.postbuild.page_text import readable_pages

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltSite

SITEMAP_FILE = "sitemap.xml"
_PACKED = f"{SITEMAP_FILE}.gz"
_OS_BYTE = 9
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(site: BuiltSite) -> None:
    """Write the sitemap anew, or remove it where the site does not know its own address."""
    if not site.settings.site_url:
        site.removed |= {SITEMAP_FILE, _PACKED}
        return
    root = ET.Element("urlset", {"xmlns": _NAMESPACE})
    for page in readable_pages(site):
        if "noindex" in meta_of(page, "robots"):
            continue
        entry = ET.SubElement(root, "url")
        ET.SubElement(entry, "loc").text = site.absolute(page.url)
        day = last_changed(site, page)
        if day:
            ET.SubElement(entry, "lastmod").text = day
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
    site.files[SITEMAP_FILE] = data
    site.files[_PACKED] = _gzip(data)


def _gzip(data: bytes) -> bytes:
    """
    Data compressed, without what says when and where.

    The OS byte of the header is that of Unix up to Python 3.12, and 255, "unknown", from 3.13 on.
    Source: RFC 1952, 2.3.1.
    """
    packed = gzip.compress(data, mtime=0)
    return packed[:_OS_BYTE] + b"\xff" + packed[_OS_BYTE + 1 :]
