"""The files of a built site as steps see them: by path, by URL, and whose they are."""

from __future__ import annotations

import posixpath
import urllib.parse
from typing import TYPE_CHECKING

from explainer.theme.file_status import listed_path, names

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def file_paths(site: BuiltSite) -> list[str]:
    """The paths of all files that the site will have but its pages, below its folder."""
    there = {
        path.relative_to(site.folder).as_posix()
        for path in site.folder.rglob("*")
        if path.is_file()
    }
    return sorted((there - site.removed | site.files.keys()) - site.pages.keys())


def text_of(site: BuiltSite, path: str) -> str:
    """The text of a file of the site. Raises `OSError`."""
    return site.read(path).decode("utf-8-sig", errors="replace")


def local_path(site: BuiltSite, page: BuiltPage, url: str) -> str | None:
    """The path below the site's folder that a URL on a page leads to, if there is such a file."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = urllib.parse.unquote(parts.path)
    if path.startswith("/"):
        # The page for what is not found is shown at any depth, so its links are from the top.
        base = urllib.parse.urlsplit(site.settings.site_url or "/").path
        path = "/" + path.removeprefix(base)
    found = posixpath.normpath(posixpath.join("/", posixpath.dirname(page.path), path)).lstrip("/")
    exists = found in site.files or (found not in site.removed and (site.folder / found).is_file())
    return found if exists else None


def is_of_project(site: BuiltSite, path: str) -> bool:
    """Whether a file was copied from the folder of pages, where a project has its own."""
    return (site.settings.docs_dir / path).is_file()


def is_of_package(site: BuiltSite, path: str) -> bool:
    """Whether a file came with the theme or with this package, and so is no project's own."""
    if not is_of_project(site, path):
        return True
    ours = {listed_path(name, site.settings.extra_css) for name in names()}
    return path in ours
