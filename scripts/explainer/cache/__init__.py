"""
What checks keep from run to run, in the user's cache folder.

Nothing here decides whether a kept value still holds: whoever keeps it also keeps a digest of what
it depends on, and compares. A cache that cannot be read or written is as good as an empty one.
"""

from explainer.cache.check_cache import CheckCache, open_cache
from explainer.cache.folder import cache_file, remove_expired
from explainer.cache.store import Entry, Store
from explainer.cache.values import DamagedValueError, from_bytes, to_bytes

__all__ = [
    "CheckCache",
    "DamagedValueError",
    "Entry",
    "Store",
    "cache_file",
    "from_bytes",
    "open_cache",
    "remove_expired",
    "to_bytes",
]
