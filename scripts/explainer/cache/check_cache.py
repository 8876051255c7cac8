"""The cache of a project's checks, as it is handed to what uses it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from explainer.cache.folder import cache_file
from explainer.cache.store import Store
from explainer.inputs import Digests

if TYPE_CHECKING:
    from pathlib import Path

NO_CACHE = "EXPLAINER_NO_CACHE"
"""The environment variable that turns the cache off."""


class CheckCache(NamedTuple):
    """The store of a project, and the digests of what this run reads of it."""

    store: Store
    digests: Digests


def open_cache(root: Path) -> CheckCache | None:
    """The cache of the project in a folder; `None` where the environment turns it off."""
    if os.environ.get(NO_CACHE):
        return None
    return CheckCache(Store(cache_file("check", root, ".sqlite")), Digests())
