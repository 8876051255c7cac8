"""
A URL on a page to the file of the site that a browser gets for it.

Most URLs on most pages are simple relative ones, and the same as on the previous page. They are
joined as text and looked up in a dictionary; all others are joined by the WHATWG's rules.
"""

from __future__ import annotations

import functools
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.site import url_schemes, url_syntax
from explainer.site.path_resolver import PathResolver
from explainer.site.relative_urls import is_same_document, join_relative, with_parents
from explainer.site.resolution import EXTERNAL, FOUND, IGNORED, Resolution
from explainer.site.site_index import quote

if TYPE_CHECKING:
    import can_ada

    from explainer.site.site_index import SiteIndex

_BROKEN_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
_AUTHORITY = re.compile(r":[\t\n\r]*[\\/][\t\n\r]*[\\/]")
_PATH_SEPARATORS = re.compile(r"[\\/]+")


class Resolver:
    """Resolves the URLs of one site; what it caches is the same on every page."""

    def __init__(self, index: SiteIndex) -> None:
        self.index = index
        self.paths = PathResolver(index)
        self.files_without_redirect = index.files_without_redirect()
        self._absolute: dict[str, Resolution] = {}
        self._siblings = ("", -1)
        self._sibling_targets: dict[str, str] = {}

    def on_page(self, path: str, base: str | None = None) -> PageResolver:
        """The resolver for a file of the site, with the URL in its `base` element."""
        folder = path.rpartition("/")[0]
        # A URL that leads up leads to the same file from every page of the same folder.
        in_own_folder = path.endswith("/index.html")
        siblings = folder.rpartition("/")[0] if in_own_folder else folder, int(in_own_folder)
        if siblings != self._siblings:
            self._siblings, self._sibling_targets = siblings, {}
        return PageResolver(self, path, base, self._sibling_targets, int(in_own_folder))

    def absolute(self, url: str) -> Resolution:
        """Resolve a URL that has a scheme."""
        cached = self._absolute.get(url)
        if cached is None:
            cached = self._absolute[url] = self._resolve_absolute(url)
        return cached

    def _resolve_absolute(self, url: str) -> Resolution:
        index = self.index
        own = index.origin + index.root
        if url.startswith(own):
            path, mark, fragment = url[len(own) :].partition("#")
            target = self.files_without_redirect.get(path)
            if target is not None:
                return Resolution(FOUND, target, fragment if mark else None)
        elif url_syntax.is_plain(url):
            host = url.split("/", 3)[2].partition("?")[0].partition("#")[0].partition(":")[0]
            if host != index.host.partition(":")[0]:
                return Resolution(url_syntax.host_defect(host) or EXTERNAL)
        return self.join(index.origin, url)

    def join(self, base_url: str, url: str) -> Resolution:
        """Resolve any URL against a base URL, by the WHATWG's rules."""
        scheme = url_syntax.scheme_of(url)
        if scheme and scheme not in url_syntax.WEB:
            return Resolution(url_schemes.defect(scheme, url) or IGNORED)
        if scheme and not _AUTHORITY.match(url, len(scheme)):
            return self._without_authority(base_url, url)
        joined = url_syntax.join(base_url, url)
        if joined is None:
            return Resolution("malformed")
        if joined.protocol not in {"http:", "https:"}:
            return Resolution(IGNORED)
        if not self.index.is_own_host(joined):
            return Resolution(url_syntax.host_defect(str(joined.hostname)) or EXTERNAL)
        is_relative = not scheme and not url.startswith(("//", "\\\\"))
        return self._on_own_host(url, joined, base_url if is_relative else None)

    def _without_authority(self, base_url: str, url: str) -> Resolution:
        """Resolve a URL such as `https:a.html`, which browsers read as a path on the same host."""
        path = url.partition(":")[2]
        is_same = base_url.startswith(f"{url_syntax.scheme_of(url)}:")
        found = self.join(base_url, path) if is_same else None
        # A path that leads nowhere was hardly meant as one.
        return found if found and found.outcome == FOUND else Resolution("malformed")

    def _on_own_host(self, url: str, joined: can_ada.URL, base_url: str | None) -> Resolution:
        """Resolve a URL that leads to the site's host; `base_url` is `None` if it is absolute."""
        root = self.index.root
        path, fragment = unquote(str(joined.pathname)), _fragment(url)
        if url_syntax.is_machine_path(url) and path[1:] not in self.index.files:
            return Resolution("private")
        if not posixpath.join(path, "").startswith(root):
            # An absolute URL may lead to another site on the same host.
            return Resolution(EXTERNAL if base_url is None else "outside", None, fragment)
        # Browsers stop at the host's root; where that is unknown, so is whether it is the site's.
        is_known_root = root == "/" and bool(self.index.host)
        if base_url is not None and not is_known_root and _leads_above_root(base_url, url):
            return Resolution("outside", None, fragment)
        below_root = path[len(root) :]
        escaped = str(joined.pathname)[len(quote(root)) :]
        resolution = self.paths.resolve(below_root)
        if resolution.outcome != FOUND and escaped != below_root and escaped in self.index.files:
            resolution = Resolution(FOUND, escaped)
        if resolution.outcome != FOUND and (_BROKEN_ESCAPE.search(url) or url.startswith("<")):
            resolution = Resolution("malformed")
        return resolution._replace(fragment=fragment)


class PageResolver:
    """
    Resolves the URLs of one page.

    `sibling_targets` are the targets of URLs that lead at least `min_up` folders up; they are the
    same for all pages of the folder, which share the dictionary.
    """

    def __init__(
        self,
        site: Resolver,
        path: str,
        base: str | None,
        sibling_targets: dict[str, str],
        min_up: int,
    ) -> None:
        self._site = site
        self._path = path
        self._base = base
        self._folders = with_parents(path.rpartition("/")[0])
        self._sibling_targets = sibling_targets
        self._min_up = min_up

    def resolve_simple(self, urls: set[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
        """
        Resolve the simple relative URLs of a page that has no `base` element.

        Returns those that lead to a file of the site and have a fragment, each as URL, target and
        fragment; and those that have to be resolved one by one. Simple URLs of files without a
        fragment, which are nearly all, are correct and left out.
        """
        targets, files = self._sibling_targets, self._site.files_without_redirect
        folders, min_up = self._folders, self._min_up
        with_fragment, others = [], []
        for url in urls.difference(targets):
            path, _, fragment = url.partition("#")
            target = targets.get(path)
            if target is None and path:
                up = 0
                while path.startswith("../", 3 * up):
                    up += 1
                rest = path[3 * up :].removeprefix("./")
                if rest == "..":
                    up, rest = up + 1, ""
                if up < len(folders):
                    target = files.get(folders[up] + rest)
                if target and up >= min_up:
                    targets[path] = target
            if target is None:
                others.append(url)
            elif fragment:
                with_fragment.append((url, target, fragment))
        return with_fragment, others

    def resolve(self, url: str) -> Resolution:
        """Resolve a URL of the page, without the spaces around it."""
        if url.startswith(("https://", "http://")):
            return self._site.absolute(url)
        if self._base is None:
            path, mark, fragment = url.partition("#")
            joined = join_relative(self._folders, path)
            if joined is not None:
                if is_same_document(path):
                    return Resolution(FOUND, self._path, fragment if mark else None)
                resolution = self._site.paths.resolve(joined)
                return resolution._replace(fragment=fragment) if mark else resolution
        if ":" in url and url_syntax.scheme_of(url):
            return self._site.absolute(url)
        return self._site.join(self._base_url, url)

    @functools.cached_property
    def _base_url(self) -> str:
        """The base URL of the page: its own, or that of its `base` element."""
        own = self._site.index.url_of(self._path)
        joined = url_syntax.join(own, self._base) if self._base is not None else None
        return joined.href if joined else own

    def resolve_as_source(self, url: str) -> Resolution | None:
        """
        What is wrong with a URL that was written for a Markdown file and left unchanged.

        MkDocs leaves a URL unchanged if it does not find the file. A page with a folder of its own
        was built from a file in this folder, or next to it. `None` if there is no such file either.
        """
        folder = posixpath.dirname(self._path)
        folders = [folder]
        if folder and self._path.endswith("/index.html"):
            folders.append(posixpath.dirname(folder))
        for each in folders:
            path = join_relative(with_parents(each), unquote(url.partition("#")[0]))
            resolution = None if path is None else self._site.paths.resolve_source_path(path)
            if resolution:
                return resolution
        return None


def _leads_above_root(base_url: str, url: str) -> bool:
    """Whether a relative URL leads up above the host's root, where browsers stop silently."""
    depth = 0
    if not url.startswith(("/", "\\")):
        folder = unquote(base_url.partition("//")[2].partition("/")[2]).rpartition("/")[0]
        depth = len([part for part in folder.split("/") if part])
    for part in _PATH_SEPARATORS.split(re.split(r"[?#]", url)[0]):
        decoded = part.lower().replace("%2e", ".")
        depth += -1 if decoded == ".." else 0 if decoded in {"", "."} else 1
        if depth < 0:
            return True
    return False


def _fragment(url: str) -> str | None:
    _, mark, fragment = url.partition("#")
    return fragment if mark else None
