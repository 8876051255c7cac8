"""The style sheets of the pages: one instead of several, with only what the site can use."""

from __future__ import annotations

import posixpath
import urllib.parse
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from explainer.postbuild.asset_names import content_hash
from explainer.postbuild.css_rules import has_imports, used_rules, write
from explainer.postbuild.css_usage import Usage
from explainer.postbuild.local_files import file_paths, is_of_package, local_path, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_FOLDER = "assets"


def shrink_style_sheets(site: BuiltSite) -> None:
    """
    Give each page one style sheet for those that stand beside each other in its head.

    It has their rules but those that no page of the site can use. Sheets of the project's own stay
    where they are besides, for what else may refer to them.
    """
    usage = _usage(site)
    made: dict[tuple[str, ...], str] = {}
    for page in site.pages.values():
        for links in _runs(site, page):
            paths = tuple(path for _, path in links)
            if paths not in made:
                made[paths] = _merge(site, paths, usage)
            first = links[0][0]
            first.attrs["href"] = page.relative(urllib.parse.quote(made[paths]))
            for link, _ in links[1:]:
                link.decompose()
    for path in {path for paths in made for path in paths}:
        if is_of_package(site, path):
            site.removed.add(path)
            site.files.pop(path, None)


def _runs(site: BuiltSite, page: BuiltPage) -> list[list[tuple[LexborNode, str]]]:
    """The sheets of a page that can become one, those of each place together."""
    found = [(link, _mergeable(site, page, link)) for link in page.tree.css("link[rel=stylesheet]")]
    return [
        [(link, path) for link, path in group if path]
        for is_mergeable, group in groupby(found, key=lambda each: bool(each[1]))
        if is_mergeable
    ]


def _mergeable(site: BuiltSite, page: BuiltPage, link: LexborNode) -> str | None:
    """The path of the sheet behind a link, if it is the site's and holds for all media."""
    if link.attributes.keys() - {"rel", "href", "type"}:
        return None
    path = local_path(site, page, link.attributes.get("href") or "")
    if path is None or has_imports(text_of(site, path)):
        return None
    return path


def _usage(site: BuiltSite) -> Usage:
    """What all HTML and all scripts of the site use, whether made by this package or not."""
    usage = Usage()
    for page in site.pages.values():
        usage.add_page(page.tree)
    for path in file_paths(site):
        suffix = PurePosixPath(path).suffix
        if suffix in {".js", ".mjs"}:
            usage.add_script(text_of(site, path))
        elif suffix in {".html", ".htm"}:
            usage.add_page(LexborHTMLParser(text_of(site, path)))
    return usage


def _merge(site: BuiltSite, paths: Iterable[str], usage: Usage) -> str:
    """Make one sheet of several. Returns its path, which has a hash of what it says."""
    rules = []
    for path in paths:
        moved = posixpath.relpath(posixpath.dirname(path) or ".", _FOLDER)
        rules += used_rules(text_of(site, path), usage, moved)
    data = write(rules, usage).encode()
    name = f"{_FOLDER}/style.{content_hash(data)}.css"
    site.files[name] = data
    return name
