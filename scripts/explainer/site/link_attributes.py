"""
The kinds of links: which attributes of which elements contain URLs, and for what purpose.

A kind is `tag attribute`, such as `img src`, or a name of its own, such as `meta refresh`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from explainer.site import css_urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HYPERLINK = "hyperlink"
"""A reader follows it: it leads to a page, and its fragment is an anchor there."""

SUBRESOURCE = "subresource"
"""A browser loads it with the page: an image, a style sheet, a script, media."""

METADATA = "metadata"
"""Only programs read it, such as the canonical URL of a page."""

_BY_ATTRIBUTE = {
    "action": {"form": HYPERLINK},
    "background": dict.fromkeys(("body", "table", "td", "th", "tr"), SUBRESOURCE),
    "cite": dict.fromkeys(("blockquote", "del", "ins", "q"), HYPERLINK),
    "data": {"object": SUBRESOURCE},
    "formaction": {"button": HYPERLINK, "input": HYPERLINK},
    "href": {
        "a": HYPERLINK,
        "area": HYPERLINK,
        "feimage": SUBRESOURCE,
        "image": SUBRESOURCE,
        "lineargradient": SUBRESOURCE,
        "mpath": SUBRESOURCE,
        "pattern": SUBRESOURCE,
        "radialgradient": SUBRESOURCE,
        "script": SUBRESOURCE,
        "textpath": SUBRESOURCE,
        "use": SUBRESOURCE,
    },
    "longdesc": {"img": HYPERLINK, "iframe": HYPERLINK, "frame": HYPERLINK},
    "manifest": {"html": SUBRESOURCE},
    "poster": {"video": SUBRESOURCE},
    "src": {
        "audio": SUBRESOURCE,
        "embed": SUBRESOURCE,
        "frame": HYPERLINK,
        "iframe": HYPERLINK,
        "img": SUBRESOURCE,
        "input": SUBRESOURCE,
        "script": SUBRESOURCE,
        "source": SUBRESOURCE,
        "track": SUBRESOURCE,
        "video": SUBRESOURCE,
    },
}
_BY_ATTRIBUTE["xlink:href"] = _BY_ATTRIBUTE["href"]

SVG_REFERENCES = frozenset(
    f"{tag} {attribute}"
    for tag in ("use", "lineargradient", "radialgradient", "pattern", "textpath", "mpath")
    for attribute in ("href", "xlink:href")
)
"""The kinds whose fragment is the `id` of an element of an SVG image."""

EMBEDDED_PAGES = frozenset({"iframe src", "frame src"})
"""The kinds of pages that are embedded in a page."""

UNPARSED_MARKDOWN = "Markdown"
"""The kind of Markdown syntax that was not parsed as a link; the URL is its text."""

ID = "id"
"""The kind of an `id`; the URL is its value."""

CANONICAL = "link canonical"
USEMAP = "usemap"
REFRESH = "meta refresh"
JSON_LD = "script JSON-LD"
_STYLE = "style"

PURPOSES: dict[str, str] = {
    **{
        f"{tag} {attribute}": purpose
        for attribute, on in _BY_ATTRIBUTE.items()
        for tag, purpose in on.items()
    },
    # Of other elements and attributes.
    CANONICAL: METADATA,
    USEMAP: HYPERLINK,
    REFRESH: HYPERLINK,
    JSON_LD: METADATA,
    _STYLE: SUBRESOURCE,
    "link asset": SUBRESOURCE,
    "link page": HYPERLINK,
    "link alternate": METADATA,
    "meta asset": SUBRESOURCE,
    "meta page": METADATA,
    "img srcset": SUBRESOURCE,
    "source srcset": SUBRESOURCE,
    "link imagesrcset": SUBRESOURCE,
    "a ping": METADATA,
    "area ping": METADATA,
    # Of data files.
    "sitemap": METADATA,
    "feed": METADATA,
    "manifest page": HYPERLINK,
    "manifest asset": SUBRESOURCE,
    "redirect": HYPERLINK,
}
"""The purpose of each kind of link."""


# The relations of links that are not loaded. An unknown relation leads to a page.
_NOT_LOADED = {"preconnect", "dns-prefetch", "pingback"}
_ASSETS = {
    "stylesheet", "icon", "preload", "modulepreload", "manifest", "mask-icon",
    "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "image_src", "fluid-icon",
}  # fmt: skip
_WITH_URL = {"stylesheet", "icon"}
_ALTERNATES = {"alternate", "amphtml", "shortlink", "edituri", "webmention", "micropub", "me"}
_META_PAGES = {"og:url", "twitter:url", "al:web:url"}
_META_ASSETS = {
    "og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url",
    "og:video:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url", "twitter:image",
    "twitter:image:src", "msapplication-tileimage", "msapplication-config", "thumbnail",
    "thumbnailurl",
}  # fmt: skip

ATTRIBUTES = frozenset(
    [*_BY_ATTRIBUTE, "content", "imagesrcset", "ping", "srcset", "style", "usemap"],
)
"""The attributes that may contain URLs."""

_WITH_IMAGE_MAP = frozenset({"img", "input", "object"})
_WHITESPACE = "\t\n\f\r "
_REFRESH = re.compile(
    r"[\t\n\f\r ]*[\d.]*[\t\n\f\r ]*(?:[;,][\t\n\f\r ]*|(?<=[\t\n\f\r ]))"
    r"(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_DELAY = 9
_DELAY = re.compile(r"[\t\n\f\r ]*(\d*)")
_URL_KEYS = {
    "contenturl", "downloadurl", "embedurl", "image", "item", "logo", "mainentityofpage",
    "thumbnail", "thumbnailurl", "url",
}  # fmt: skip
_MAX_DEPTH = 50


def is_subresource(kind: str) -> bool:
    """Whether a browser loads the URLs of a kind with the page."""
    return PURPOSES.get(kind) == SUBRESOURCE


def urls_of_tag(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Every URL in a start tag, as its kind and the URL, in the order of the attributes."""
    for name, raw in attributes.items():
        value = (raw or "").strip(_WHITESPACE)
        if name in _BY_ATTRIBUTE:
            if tag in _BY_ATTRIBUTE[name]:
                yield f"{tag} {name}", value
            elif tag == "link" and name == "href":
                kind = _link_kind(attributes)
                if kind:
                    yield kind, value
        elif name in ATTRIBUTES:
            yield from _urls_of_attribute(tag, name, value, attributes)
    if (tag == "img" or tag == "link") and (kind := kind_without_url(tag, attributes)):  # noqa: PLR1714  (faster)
        yield kind, ""


def kind_without_url(tag: str, attributes: Mapping[str, str | None]) -> str | None:
    """
    The kind of the URL that a start tag needs and does not have; `None` if it lacks none.

    A script may take it from another attribute, such as `data-src`.
    """
    if any("src" in name or "href" in name for name in attributes):
        return None
    if tag == "img":
        return "img src"
    relations = set((attributes.get("rel") or "").lower().split())
    return "link asset" if tag == "link" and relations & _WITH_URL else None


def _urls_of_attribute(
    tag: str, name: str, value: str, attributes: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    if name == "style":
        if "(" in value:
            yield from ((_STYLE, found.url) for found in css_urls.scan(value))
    elif name in {"srcset", "imagesrcset"}:
        if f"{tag} {name}" in PURPOSES:
            yield from ((f"{tag} {name}", url) for url in srcset_urls(value))
    elif name == "ping":
        if tag in {"a", "area"}:
            yield from ((f"{tag} ping", url) for url in value.split())
    elif name == "usemap" and tag in _WITH_IMAGE_MAP:
        yield USEMAP, value
    elif name == "content" and tag == "meta":
        kind = _meta_kind(attributes)
        url = refresh_url(value) if kind == REFRESH else value
        if kind and url is not None:
            yield kind, url


def _link_kind(attributes: Mapping[str, str | None]) -> str | None:
    relations = set((attributes.get("rel") or "").lower().split())
    if "stylesheet" in relations:
        # Browsers load an alternate style sheet, too.
        return "link asset"
    if "canonical" in relations:
        return CANONICAL
    if relations & _NOT_LOADED:
        return None
    if relations & _ASSETS:
        return "link asset"
    return "link alternate" if relations & _ALTERNATES else "link page"


def _meta_kind(attributes: Mapping[str, str | None]) -> str | None:
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        return REFRESH
    for key in ("property", "name", "itemprop"):
        name = (attributes.get(key) or "").lower()
        if name in _META_PAGES:
            return "meta page"
        if name in _META_ASSETS:
            return "meta asset"
    return None


def refresh_url(content: str) -> str | None:
    """The URL in the `content` of a refresh, or `None` if it has none."""
    match = _REFRESH.match(content)
    if not match:
        return None
    return next(value for value in match.groups() if value is not None).strip(_WHITESPACE) or None


def refresh_delay(content: str) -> int:
    """The delay of a refresh in whole seconds, nought where its `content` has none."""
    digits = _DELAY.match(content)
    return int(digits[1][:_LONGEST_DELAY] or 0) if digits else 0


def is_immediate(content: str) -> bool:
    """Whether a refresh is immediate, as a redirect is: after one second at most."""
    return refresh_delay(content) <= 1


def srcset_urls(value: str) -> list[str]:
    """The URLs of the images in a `srcset`, split as the HTML standard says."""
    found: list[str] = []
    at, end = 0, len(value)
    while True:
        while at < end and value[at] in ",\t\n\f\r ":
            at += 1
        start = at
        while at < end and value[at] not in _WHITESPACE:
            at += 1
        url = value[start:at]
        if not url:
            break
        found.append(url.rstrip(","))
        if not url.endswith(","):
            at = _end_of_descriptor(value, at)
    return found


def _end_of_descriptor(value: str, at: int) -> int:
    """The index after an image's descriptor, which a comma outside parentheses ends."""
    depth = 0
    while at < len(value) and (depth or value[at] != ","):
        depth += (value[at] == "(") - (value[at] == ")" and depth > 0)
        at += 1
    return at


def json_ld_urls(text: str) -> list[str]:
    """The URLs in a page's JSON-LD; none if it is not valid JSON."""
    try:
        return list(_json_urls(json.loads(text), "", 0))
    except (ValueError, RecursionError):
        return []


def _json_urls(value: Any, key: str, depth: int) -> Iterator[str]:  # noqa: ANN401  (any JSON value)
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _json_urls(inner, name.lower(), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _json_urls(inner, key, depth + 1)
    elif isinstance(value, str) and _is_url(key, value):
        yield value.strip()


def _is_url(key: str, value: str) -> bool:
    # The value of any other key may be plain text.
    is_absolute = value.startswith(("http://", "https://"))
    return not key.startswith("@") and (is_absolute or key in _URL_KEYS)
