"""
The link check of a built site, with a cache of its result.

The result is reused until a byte of the site, of its Markdown or of this package changes.
"""

from explainer.linkcheck.check import LinkCheck
from explainer.linkcheck.result_cache import LinkCheckResult

__all__ = ["LinkCheck", "LinkCheckResult"]
