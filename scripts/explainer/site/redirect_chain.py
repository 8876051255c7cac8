"""Follow a redirect chain within a site: rules of `_redirects` and pages with a refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.site import url_syntax
from explainer.site.redirects import PERMANENT
from explainer.site.resolution import EXTERNAL, FOUND, Resolution

if TYPE_CHECKING:
    from explainer.site.redirects import Redirect
    from explainer.site.site_index import SiteIndex

_MAX_REDIRECTS = 10
_FIRST_ERROR_STATUS = 400


def resolve_page(index: SiteIndex, path: str) -> Resolution:
    """The file at `path`, or the end of the redirect chain that starts with this page."""
    if path not in index.redirect_pages or path == "index.html":
        # The start page may redirect to the latest version.
        return Resolution(FOUND, path)
    return _follow(index, path, index.redirect_pages[path], permanent=True)


def resolve_rule(index: SiteIndex, path: str) -> Resolution | None:
    """The end of the redirect chain that starts with the rule for `path`; `None` without a rule."""
    redirect = _matching_rule(index, path)
    if redirect is None or redirect.status >= _FIRST_ERROR_STATUS:
        return None
    return _follow(index, path, redirect.to, permanent=redirect.status in PERMANENT)


def _matching_rule(index: SiteIndex, path: str) -> Redirect | None:
    """The first rule that matches a path, with the location for this path."""
    for redirect in index.redirects:
        for absolute in (index.root + path, "/" + path):
            location = redirect.match(absolute)
            if location is not None:
                return redirect._replace(to=location)
    return None


def _follow(index: SiteIndex, path: str, location: str, *, permanent: bool) -> Resolution:
    """Follow the redirect from `path` to `location`, and all further ones."""
    visited = {path}
    outcome = "redirect" if permanent else None
    while len(visited) <= _MAX_REDIRECTS:
        joined = url_syntax.join(index.url_of(path), location)
        if joined is None:
            return Resolution("malformed")
        if not index.is_own_host(joined):
            return Resolution(outcome or EXTERNAL, None, None, location)
        below_root = unquote(str(joined.pathname)).removeprefix(index.root).lstrip("/")
        path = index.file_at(below_root) or below_root
        rule = None if path in index.files else _matching_rule(index, path)
        if path in visited:
            break
        visited.add(path)
        if path in index.redirect_pages:
            location = index.redirect_pages[path]
        elif path in index.files:
            return Resolution(outcome or FOUND, path, None, path)
        elif rule:
            location = rule.to
        else:
            return Resolution("missing", path)
    return Resolution("redirect-loop", path)
