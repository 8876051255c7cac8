"""Files that were meant to be the sources and claims that citations do not find."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Project
    from explainer.settings import Settings

_ENDINGS = re.compile(r"(?:\.(?:ya?ml|md|markdown|txt|json|docx?))+$", re.IGNORECASE)


def find_misplaced(project: Project, settings: Settings) -> dict[str, str]:
    """
    The files that have the name of a key which is cited and unknown, by that key.

    They are in another folder below the pages, have another ending, or another letter case. Each is
    the path as problems have it. The folder is searched only where some key is unknown.
    """
    keys = {_normal_form(key): key for key in _unknown(project)}
    found: dict[str, str] = {}
    for path in sorted(_files(settings)) if keys else ():
        name = _ENDINGS.sub("", path.rpartition("/")[2])
        # A page is no source, and what is YAML no claim.
        is_page = path.endswith((".md", ".markdown"))
        is_yaml = path.endswith((".yml", ".yaml"))
        source, claim = _normal_form(name), f"claims-{_normal_form(name)}"
        for form in (*([] if is_page else [source]), *([] if is_yaml else [claim])):
            if form in keys:
                found.setdefault(keys[form], path)
    return found


def _unknown(project: Project) -> Iterator[str]:
    for citation in project.citations():
        slug = citation.claim
        if (slug is None and citation.key not in {*project.sources, *project.unread_keys}) or (
            slug is not None and slug not in {*project.claims, *project.unread_claims}
        ):
            yield citation.key


def _files(settings: Settings) -> Iterator[str]:
    for folder, _, names in os.walk(settings.docs_dir):
        base = settings.named(settings.docs_dir.__class__(folder))
        yield from (f"{base}/{name}" for name in names if not name.startswith("."))


def _normal_form(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
