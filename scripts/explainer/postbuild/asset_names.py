"""Names with a hash of what a file says, so that browsers may keep it as long as they like."""

from __future__ import annotations

import hashlib
import re
import urllib.parse
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from explainer.postbuild.local_files import file_paths, is_of_package, local_path, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_LENGTH = 8
_OURS = "explainer"
_SCRIPTS = (".js", ".mjs")
_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
_MARGIN = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


def content_hash(data: bytes) -> str:
    """A short hash of a file, for its name."""
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def hash_script_names(site: BuiltSite) -> None:
    """
    Give this package's own scripts a name with their hash, and leave out their comments.

    One that a script names, in a file or on a page, keeps its name: nobody could say for sure
    which of its words are paths.
    """
    named = {}
    for path in _own_scripts(site):
        data = without_comments(text_of(site, path)).encode()
        file = PurePosixPath(path)
        named[path] = f"{file.parent}/{file.stem}.{content_hash(data)}{file.suffix}"
        site.files[named[path]] = data
    for page in site.pages.values():
        _rename(site, page, named)
    for path in named:
        site.removed.add(path)
        site.files.pop(path, None)


def without_comments(script: str) -> str:
    """
    A script without the comments and the indents that have lines of their own.

    None of the package's scripts has a text of several lines, in which either could mean something.
    """
    return _MARGIN.sub("", _COMMENT.sub("", script))


def _own_scripts(site: BuiltSite) -> list[str]:
    """The paths of the package's scripts that only attributes of HTML name."""
    paths = [path for path in file_paths(site) if path.endswith(_SCRIPTS)]
    scripts = {path: without_comments(text_of(site, path)) for path in paths}
    inline = [
        node.text() or ""
        for page in site.pages.values()
        for node in page.tree.css("script:not([src])")
    ]
    found = []
    for path in scripts:
        name = PurePosixPath(path).name
        others = (text for other, text in scripts.items() if other != path)
        is_ours = name.startswith(_OURS) and is_of_package(site, path)
        if is_ours and not any(name in text for texts in (others, inline) for text in texts):
            found.append(path)
    return found


def _rename(site: BuiltSite, page: BuiltPage, named: Mapping[str, str]) -> None:
    """Write the new names into whatever attribute of a page has an old one."""
    for node in page.tree.css("*"):
        for name, value in node.attributes.items():
            if value and value.endswith(_SCRIPTS):
                path = local_path(site, page, value)
                if path and path in named:
                    node.attrs[name] = page.relative(urllib.parse.quote(named[path]))
