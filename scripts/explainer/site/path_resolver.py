"""The path of a URL to a file of the site, or to what is wrong with the path."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from explainer.site import redirect_chain
from explainer.site.resolution import Resolution
from explainer.site.site_index import MARKDOWN

if TYPE_CHECKING:
    from explainer.site.site_index import SiteIndex

_SLASHES = re.compile("/{2,}")


class PathResolver:
    """Resolves decoded paths below the site's root, with a cache."""

    def __init__(self, index: SiteIndex) -> None:
        self._index = index
        self._cache: dict[str, Resolution] = {}

    def resolve(self, path: str) -> Resolution:
        """The file that a browser gets for a path, or the defect of the path."""
        cached = self._cache.get(path)
        if cached is None:
            cached = self._cache[path] = self._resolve(path)
        return cached

    def _resolve(self, path: str) -> Resolution:
        file = self._index.file_at(path)
        if file is not None:
            return redirect_chain.resolve_page(self._index, file)
        if "//" in path or path.startswith("/"):
            # Servers treat consecutive slashes as one.
            return self.resolve(_SLASHES.sub("/", path).removeprefix("/"))
        return redirect_chain.resolve_rule(self._index, path) or self._not_found(path)

    def _not_found(self, path: str) -> Resolution:
        """What is wrong with a path without a file, with the file that was probably meant."""
        index = self._index
        tail = "index.html" if path.endswith("/") or not path else ""
        for candidate in (path + tail, f"{path}/index.html", f"{path}.html"):
            file = index.file_ignoring_case(candidate)
            if file is not None:
                return Resolution("wrong-case", file, None, file)
        if index.is_folder(path):
            return Resolution("folder", path)
        if path.lower().endswith(MARKDOWN):
            page = index.page_of_markdown(path)
            if page:
                return Resolution("markdown", path, None, page)
        return Resolution("missing", path + tail)

    def resolve_source_path(self, path: str) -> Resolution | None:
        """
        What is wrong with a path below the folder of Markdown files that a page has as a link.

        `None` if the site has no such page, not even in other case.
        """
        stem, suffix = posixpath.splitext(path)
        is_markdown = suffix in MARKDOWN
        candidates = [f"{stem}/index.html", f"{stem}.html"] if is_markdown else [path]
        page = next((each for each in candidates if each in self._index.files), None)
        if page:
            # MkDocs would have replaced it in a Markdown link.
            return Resolution("markdown", path, None, page) if is_markdown else None
        files = map(self._index.file_ignoring_case, candidates)
        file = next((file for file in files if file), None)
        return Resolution("wrong-case", file, None, file) if file else None
