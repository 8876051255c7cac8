"""Where the user's caches are, and how long they stay."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import xxhash

_MAX_AGE = 30 * 24 * 60 * 60
"""After how many seconds without a write a cache is removed."""


def cache_file(kind: str, folder: Path, suffix: str) -> Path | None:
    """The cache file of one kind for a project or site; `None` if the user has no home folder."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    digest = xxhash.xxh3_128_hexdigest(os.fsencode(folder))
    return Path(base, "explainer", f"{kind}-{digest}{suffix}")


def remove_expired(file: Path, kind: str) -> None:
    """Remove the cache files of a kind that nobody has written for long. Ignores errors."""
    with contextlib.suppress(OSError):
        now = time.time()
        for other in file.parent.glob(f"{kind}-*"):
            if other != file and now - other.stat().st_mtime > _MAX_AGE:
                other.unlink()
