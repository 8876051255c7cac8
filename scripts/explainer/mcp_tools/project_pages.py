"""The pages of a project by the paths that a program may send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explainer.mcp_tools.arguments import ArgumentError
from explainer.model import nearest

if TYPE_CHECKING:
    from mkdocs.structure.files import File

    from explainer.settings import Settings


def find_page(settings: Settings, path: str) -> File:
    """
    The page of a path from the project's folder, or from the folder of pages.

    Only the pages of the site have a path, so that no other file is opened. Raises `ArgumentError`
    for any other path, with the nearest page.
    """
    known = {page_path(settings, file): file for file in settings.pages}
    docs = settings.named(settings.docs_dir)
    written = path.removeprefix("./")
    found = known.get(written) or known.get(f"{docs}/{written}")
    if found is None:
        close = nearest(written, known)
        hint = f"; did you mean {close!r}?" if close else f"; a page is a file such as {docs}/a.md"
        message = f"there is no page {path!r}{hint}"
        raise ArgumentError(message)
    return found


def page_path(settings: Settings, file: File) -> str:
    """The path of a page in the form in which problems have it."""
    return settings.named(Path(file.abs_src_path or ""))
