"""The URL that a writer puts in place of a broken one, in the form of the broken one."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from explainer.model import Link, Site

_HOST = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
_TO_ESCAPE = re.compile(r"[\s%?#()<>\"]")


def url_to_write(site: Site, link: Link, path: str) -> str:
    """
    The URL of a file of the site as a broken link should have it.

    In a Markdown link it is the path of the Markdown or other file that the built one was made
    from, elsewhere the URL of the built one: with the host or from the root, if the broken one was
    so, else relative to the page.
    """
    host = _HOST.match(link.shown)
    # Of a remapped URL, neither the host nor the root need be those of the site.
    is_remapped = any(re.search(each.url, link.shown) for each in site.remaps)
    if host and not is_remapped:
        return host[0] + _from_root(site, path)
    if link.shown.startswith("/") and not is_remapped:
        return _from_root(site, path)
    own, other = site.sources.get(link.file), site.sources.get(path)
    is_written = link.written is not None
    in_page = own is not None and f"/{link.place.path}".endswith(f"/{own}")
    if is_written and in_page and not link.in_html:
        if other is None:
            return _from_root(site, path)
        return _escaped(posixpath.relpath(other, posixpath.dirname(own or "") or "."))
    # A snippet or a theme is on pages of several folders.
    is_shared = (is_written and not in_page) or link.pages > 1
    return _from_root(site, path) if is_shared and site.root else _relative(link.file, path)


def folder_url(path: str) -> str:
    """The URL of a file of the site below its root; that of an index file is its folder's."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def _from_root(site: Site, path: str) -> str:
    return _escaped((site.root or "/") + folder_url(path))


def _relative(file: str, path: str) -> str:
    """The URL of the file at `path`, relative to that of another file."""
    url = folder_url(path)
    relative = posixpath.relpath(url or ".", posixpath.dirname(file) or ".")
    return _escaped(f"{relative}/" if url[-1:] in {"", "/"} else relative)


def _escaped(url: str) -> str:
    """A URL with the characters escaped that would end it, in Markdown or in HTML."""
    return _TO_ESCAPE.sub(lambda match: quote(match[0]), url)
