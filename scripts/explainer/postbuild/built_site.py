"""A built site in memory: its pages as trees, and the files to write beside them."""

from __future__ import annotations

import dataclasses
import posixpath
import shutil
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from explainer import staging
from explainer.model import CLAIM_PREFIX, CannotCheckError
from explainer.postbuild.html_text import short_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Claim, Page, Project
    from explainer.settings import Settings

MARK = "data-completed"
"""The attribute of `<html>` that says that a page was completed."""

_INDEX = "index.html"
_NOT_FOUND = "404.html"


class PostbuildError(CannotCheckError):
    """A folder that is no built site of the project, or one that was completed before."""


@dataclasses.dataclass(slots=True)
class BuiltPage:
    """
    A page of HTML: its path below the site's folder, and its tree, which steps change in place.

    `source` is the path of its Markdown below the folder of pages, empty where it has none. `top`
    is the path of the site on its host, for a page that is shown at any address.
    """

    path: str
    tree: LexborHTMLParser
    source: str = ""
    top: str = ""

    @property
    def url(self) -> str:
        """Its URL relative to the site's, percent-encoded: `faq/`, and empty for the start page."""
        path = self.path.removesuffix(_INDEX) if _is_index(self.path) else self.path
        return urllib.parse.quote(path)

    def relative(self, url: str) -> str:
        """A URL that is relative to the site's, as one that this page may have."""
        if self.top:
            return f"{self.top}{url}"
        target, mark, fragment = url.partition("#")
        if not target and not self.url:
            return f"{mark}{fragment}" if mark else "./"
        base = posixpath.dirname(self.url) or "."
        # A page's own URL may end with a slash, which `relpath` leaves out.
        relative = posixpath.relpath(target or ".", base)
        slash = "/" if not target or target.endswith("/") else ""
        return f"{relative}{slash}{mark}{fragment}"

    @property
    def depth(self) -> int:
        """The number of folders that the page is in."""
        return self.path.count("/")


@dataclasses.dataclass(slots=True)
class BuiltSite:
    """
    A built site: its folder, the project that it was built from, its pages by their paths.

    `files` are the bytes to write, by their paths below the folder; `removed` those to remove.
    """

    folder: Path
    project: Project
    settings: Settings
    pages: dict[str, BuiltPage] = dataclasses.field(default_factory=dict)
    files: dict[str, bytes] = dataclasses.field(default_factory=dict)
    removed: set[str] = dataclasses.field(default_factory=set)
    _by_source: dict[str, BuiltPage] = dataclasses.field(default_factory=dict)
    _checked: dict[str, Page] = dataclasses.field(default_factory=dict)

    def add_text(self, path: str, text: str) -> None:
        """A text to write as UTF-8 to a path below the site's folder."""
        self.files[path] = text.encode()

    def read(self, path: str) -> bytes:
        """The bytes of a file as they will be. Raises `OSError` where there is none."""
        return self.files[path] if path in self.files else (self.folder / path).read_bytes()

    def absolute(self, url: str) -> str:
        """A URL that is relative to the site's in full; as it is, without `site_url`."""
        base = self.settings.site_url
        return urllib.parse.urljoin(base, url) if base else url

    def page_of(self, source: str) -> BuiltPage | None:
        """The page that was made from a Markdown file, given by its path below the pages."""
        found = self._by_source.get(source)
        if found is None:
            # Steps may have added pages since the last time.
            self._by_source = {page.source: page for page in self.pages.values() if page.source}
            found = self._by_source.get(source)
        return found

    def claim_pages(self) -> Iterator[tuple[Claim, BuiltPage]]:
        """Each claim with its page, in the order of their slugs."""
        docs = self.settings.named(self.settings.docs_dir)
        for slug in sorted(self.project.claims):
            claim = self.project.claims[slug]
            page = self.page_of(posixpath.relpath(claim.place.path, docs))
            if page:
                yield claim, page

    def claim_of(self, page: BuiltPage) -> Claim | None:
        """The claim whose page it is; `None` for another page."""
        slug = page.source.removeprefix(CLAIM_PREFIX).removesuffix(".md")
        return self.project.claims.get(slug) if page.source.startswith(CLAIM_PREFIX) else None

    def checked_page(self, page: BuiltPage) -> Page | None:
        """The page of the checks, with its sentences and citations, that a page was made from."""
        path = posixpath.join(self.settings.named(self.settings.docs_dir), page.source)
        if not self._checked:
            self._checked = {each.path: each for each in self.project.pages}
        return self._checked.get(path)

    @staticmethod
    def html_of(page: BuiltPage) -> bytes:
        """The bytes of a page as they will be."""
        root = page.tree.root
        assert root is not None
        root.attrs[MARK] = ""
        return short_html(page.tree.html or "").encode()

    def write(self) -> int:
        """
        Write all pages and files, and remove what is to be. Returns how many were written.

        The folder is replaced in one step: whoever reads it, or ends this process, has the site as
        it was or as it is to be. Raises `OSError`.
        """
        for page in self.pages.values():
            self.files[page.path] = self.html_of(page)
        new = staging.staged(self.folder)
        try:
            changed = self.files.keys() | self.removed
            staging.link_tree(self.folder, new, changed.__contains__)
            for path in sorted(self.files):
                file = new / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(self.files[path])
            staging.replace(new, self.folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise
        return len(self.files)


def read_site(folder: Path, project: Project, settings: Settings) -> BuiltSite:
    """
    Read the pages of a built site.

    Raises `PostbuildError` for a folder without a page of the project, and for a site that was
    completed before, and `OSError` for a file that cannot be read.
    """
    sources = {Path(file.dest_uri).as_posix(): file.src_uri for file in settings.pages}
    site = BuiltSite(folder, project, settings)
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name in sources or name == _NOT_FOUND:
            tree = LexborHTMLParser(path.read_text(encoding="utf-8", errors="replace"))
            top = _top(settings) if name == _NOT_FOUND else ""
            site.pages[name] = BuiltPage(name, tree, sources.get(name, ""), top)
    if not any(page.source for page in site.pages.values()):
        message = f"{folder} holds no page of this project: build it first"
        raise PostbuildError(message)
    if any(_is_completed(page) for page in site.pages.values()):
        message = f"{folder} was completed before: build it again first"
        raise PostbuildError(message)
    return site


def _is_completed(page: BuiltPage) -> bool:
    return page.tree.root is not None and MARK in page.tree.root.attributes


def _top(settings: Settings) -> str:
    """The path of the site on its host, with a slash at its end."""
    return urllib.parse.urlsplit(settings.site_url or "/").path


def _is_index(path: str) -> bool:
    return path.rpartition("/")[2] == _INDEX
