"""The files of a site by the paths of URLs: index files, files without extension, folders."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.site import url_syntax

if TYPE_CHECKING:
    from collections.abc import Mapping

    import can_ada

    from explainer.site.redirects import Redirect

MARKDOWN = (".md", ".markdown")
"""The extensions of Markdown files."""

PLACEHOLDER_HOST = "site.invalid"
PLACEHOLDER_ORIGIN = f"https://{PLACEHOLDER_HOST}"
"""The origin of a site whose URL is unknown."""

# The characters that are not escaped in a URL.
_UNESCAPED = re.compile(r"[\w.~/-]*", re.ASCII)


@dataclass(slots=True)
class SiteIndex:
    """
    The files of a site, its redirects, and the URL at which it is published.

    `files` are the paths of all files. `site_url` is the site's URL, empty if it is unknown.
    `redirects` are the rules of its `_redirects` file. `redirect_pages` are the URLs to which pages
    with an immediate refresh redirect, by the pages' paths.

    `origin`, `host` and `root` are computed from `site_url`; `root` is the path of the site on its
    host, with a slash at both ends.
    """

    files: frozenset[str]
    site_url: str = ""
    redirects: tuple[Redirect, ...] = ()
    redirect_pages: Mapping[str, str] = field(default_factory=dict)
    root: str = field(init=False, default="/")
    host: str = field(init=False, default="")
    origin: str = field(init=False, default=PLACEHOLDER_ORIGIN)
    _by_folded_path: dict[str, str] = field(init=False, default_factory=dict)
    _folders: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Compute the origin, the host and the root from the site's URL."""
        parsed = url_syntax.join(PLACEHOLDER_ORIGIN, self.site_url) if self.site_url else None
        if parsed and parsed.protocol in {"http:", "https:"} and parsed.host:
            self.origin = f"{parsed.protocol}//{parsed.host}"
            self.host = str(parsed.host)
            self.root = posixpath.join(unquote(str(parsed.pathname)) or "/", "")

    @property
    def uses_https(self) -> bool:
        """Whether browsers block unencrypted subresources of the site as mixed content."""
        return not self.origin.startswith("http:")

    def is_own_host(self, url: can_ada.URL) -> bool:
        """Whether a URL is on the site's host."""
        return url.host in {self.host, PLACEHOLDER_HOST}

    def url_of(self, path: str) -> str:
        """The URL of a file of the site; that of an index file is its folder's."""
        is_index = posixpath.basename(path) == "index.html"
        return self.origin + quote(
            self.root + (path.removesuffix("index.html") if is_index else path)
        )

    def files_without_redirect(self) -> dict[str, str]:
        """
        The files that are not redirect pages, by the paths of their URLs.

        An index file also has the paths of its folder. All of these paths need no escaping.
        """
        files = self.files
        found = {
            path: path
            for path in files
            if path not in self.redirect_pages and _UNESCAPED.fullmatch(path)
        }
        for path in files:
            folder = path.removesuffix("index.html")
            if path.endswith("/index.html") and path in found:
                found[folder] = path
                if folder[:-1] not in files:
                    found[folder[:-1]] = path
        return found

    def file_at(self, path: str) -> str | None:
        """The file that a server returns for a path: the file itself, an index or an `.html`."""
        files = self.files
        if path in files:
            return path
        folder = path if path.endswith("/") or not path else f"{path}/"
        for candidate in (f"{folder}index.html", f"{path}.html", f"{folder}index.htm"):
            if candidate in files:
                return candidate
        return None

    def file_ignoring_case(self, path: str) -> str | None:
        """The file whose path differs from `path` only in upper and lower case."""
        if not self._by_folded_path:
            self._by_folded_path = {name.casefold(): name for name in self.files}
        return self._by_folded_path.get(path.casefold())

    def is_folder(self, path: str) -> bool:
        """Whether there is a file below a path."""
        if not self._folders:
            found = {""}
            for name in self.files:
                while (name := posixpath.dirname(name)) not in found:
                    found.add(name)
            self._folders = frozenset(found)
        return path.rstrip("/") in self._folders

    def page_of_markdown(self, path: str) -> str | None:
        """The page that was built from the Markdown file that a URL's path names."""
        stem = posixpath.splitext(path)[0]
        folder, name = posixpath.split(stem)
        parent = posixpath.dirname(folder)
        for base in (folder, parent) if folder else (folder,):
            page = posixpath.join(base, name)
            candidates = [f"{page}/index.html", f"{page}.html"]
            if name.lower() in {"index", "readme"}:
                candidates.append(posixpath.join(base, "index.html"))
            for candidate in candidates:
                if candidate in self.files:
                    return candidate
        return None


def quote(path: str) -> str:
    """A path with the characters escaped that would end a URL's path."""
    return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
