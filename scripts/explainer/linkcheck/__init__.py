"""
The link check of a built site, with a cache of its result and of what is known of its pages.

The result is reused until a byte of the site, of its Markdown or of this package changes; then
the files that have changed are checked again, and those that depend on them.
"""

from explainer.linkcheck.check import LinkCheck
from explainer.linkcheck.result_cache import LinkCheckResult

__all__ = ["LinkCheck", "LinkCheckResult"]
