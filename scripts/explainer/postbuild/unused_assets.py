"""What a theme ships and no page of this site loads: source maps, languages, other looks."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.postbuild.local_files import file_paths, is_of_package, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.postbuild.built_site import BuiltSite

_FOLDER = "assets/"
_TEXTS = (".js", ".mjs", ".css", ".json", ".svg", ".html", ".xml", ".webmanifest")
_SOURCE_MAP = re.compile(r"\n?(?://|/\*)# sourceMappingURL=\S+(?:\s*\*/)?\s*$")
_LUNR = re.compile(r"/lunr/(?:min/lunr\.(\w+))?")
_SHARED = {None, "stemmer", "multi"}
"""The parts of the theme's search that every language but English needs, or may."""


def remove_unused_assets(site: BuiltSite) -> None:
    """
    Remove the files of the theme and this package that no page names, nor any file that one names.

    The project's own files stay, and what says under which licence another is published.
    """
    paths = file_paths(site)
    theirs = {path for path in paths if _is_the_themes(site, path)}
    texts = [page.tree.html or "" for page in site.pages.values()]
    texts += [text_of(site, path) for path in paths if path not in theirs and _is_text(path)]
    kept = _named(site, theirs, texts)
    site.removed |= theirs - kept
    for path in sorted(kept):
        if path.endswith((".js", ".mjs", ".css")):
            text = text_of(site, path)
            if stripped := _SOURCE_MAP.sub("\n", text):
                site.files.update({path: stripped.encode()} if stripped != text else {})


def _is_the_themes(site: BuiltSite, path: str) -> bool:
    """Whether the theme or this package put a file there, and not the project or another step."""
    if not path.startswith(_FOLDER) or path in site.files or not is_of_package(site, path):
        return False
    return not PurePosixPath(path).name.upper().startswith("LICENSE")


def _named(site: BuiltSite, paths: set[str], texts: Iterable[str]) -> set[str]:
    """The files that a text names, and those that these name, and so on."""
    languages = _search_languages(site)
    kept: set[str] = set()
    left = list(texts)
    while left:
        text = left.pop()
        for path in sorted(paths - kept):
            language = _LUNR.search(path)
            if path.endswith(".map"):
                continue
            if language[1] in languages if language else PurePosixPath(path).name in text:
                kept.add(path)
                if _is_text(path):
                    left.append(text_of(site, path))
    return kept


def _search_languages(site: BuiltSite) -> set[str | None]:
    """What the files of the theme's search are called that a site needs; English needs none."""
    try:
        index = json.loads(text_of(site, "search/search_index.json"))
        found: set[str | None] = {str(each) for each in index["config"]["lang"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    found.discard("en")
    return found | _SHARED if found else set()


def _is_text(path: str) -> bool:
    return path.endswith(_TEXTS)
