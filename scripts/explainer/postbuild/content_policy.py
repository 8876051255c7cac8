"""A Content Security Policy for each page, by the hashes of what stands on it."""

from __future__ import annotations

import base64
import hashlib
import urllib.parse
from typing import TYPE_CHECKING

from explainer.postbuild.markup import OWN_SCRIPT
from explainer.postbuild.page_edits import append_to_head, new_element

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from selectolax.lexbor import LexborHTMLParser

    from explainer.postbuild.built_site import BuiltSite

_HEADERS = "_headers"
_EXECUTED = {"", "text/javascript", "application/javascript", "module", "importmap"}
_LOADED = {
    "script-src": ("script[src]", "src"),
    "style-src": ("link[rel=stylesheet][href]", "href"),
    "img-src": ("img[src], source[src]", "src"),
    "media-src": ("video[src], audio[src], video source[src], audio source[src]", "src"),
    "frame-src": ("iframe[src]", "src"),
}
_LIMIT = 1900
"""Some hosts cut a header at 2,000 characters; a policy that is longer stays in the pages."""

_BASE: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "frame-src": (),
    "base-uri": ("'self'",),
    "form-action": ("'self'",),
}


def add_content_policy(site: BuiltSite) -> None:
    """
    Add a policy to the head of each page, and `_headers` for the hosts that read it.

    Only where the package's script is: what the theme's loads, and from where, nobody can tell.
    What pages show from other hosts stays allowed. A project's own `_headers` stays as it is.
    """
    sources: dict[str, set[str]] = {}
    pages = [page for page in site.pages.values() if page.tree.css_first(OWN_SCRIPT)]
    for page in pages:
        found = _page_sources(page.tree)
        for name, values in found.items():
            sources.setdefault(name, set()).update(values)
        attributes = {"http-equiv": "Content-Security-Policy", "content": _policy(found)}
        # It holds for what comes after it; only how the bytes are read must be said before.
        charset = page.tree.css_first("head > meta[charset]")
        if charset:
            charset.insert_after(new_element(page, "meta", attributes))
        else:
            append_to_head(page, "meta", attributes)
    if pages and not (site.folder / _HEADERS).exists():
        site.add_text(_HEADERS, _headers(sources, site.files))


def _page_sources(tree: LexborHTMLParser) -> dict[str, set[str]]:
    """What a page may load and run besides files of its own site, by the policy's directives."""
    found: dict[str, set[str]] = {name: set() for name in _LOADED}
    for node in tree.css("script:not([src])"):
        if (node.attributes.get("type") or "").lower() in _EXECUTED:
            found["script-src"].add(_hash(node.text() or ""))
    for node in tree.css("style"):
        found["style-src"].add(_hash(node.text() or ""))
    for node in tree.css("[style]"):
        found["style-src"] |= {"'unsafe-hashes'", _hash(node.attributes["style"] or "")}
    for name, (selector, attribute) in _LOADED.items():
        for node in tree.css(selector):
            parts = urllib.parse.urlsplit(node.attributes[attribute] or "")
            if parts.netloc:
                found[name].add(f"{parts.scheme or 'https'}://{parts.netloc}")
    return found


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _policy(sources: Mapping[str, Iterable[str]]) -> str:
    parts = []
    for name, values in _BASE.items():
        allowed = (*values, *sorted(sources.get(name, ())))
        if allowed:
            parts.append(f"{name} {' '.join(allowed)}")
    return "; ".join(parts)


def _headers(sources: Mapping[str, Iterable[str]], files: Iterable[str]) -> str:
    """The file that Netlify and Cloudflare Pages read: the policy, and what browsers may keep."""
    policy = f"{_policy(sources)}; frame-ancestors 'none'"
    if len(policy) > _LIMIT:
        policy = "frame-ancestors 'none'"
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
    ]
    for path in sorted(files):
        if _has_hash(path):
            lines += [f"/{path}", "  Cache-Control: public, max-age=31536000, immutable"]
    return "\n".join(lines) + "\n"


def _has_hash(path: str) -> bool:
    parts = path.rpartition("/")[2].split(".")
    return len(parts) > 2 and len(parts[-2]) == 8 and not set(parts[-2]) - set("0123456789abcdef")  # noqa: PLR2004
