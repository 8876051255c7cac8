"""Where a page's markup holds addresses: which attributes of which elements, and to what end."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from explainer.site import css_urls

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLLOWED = "followed"
"""A reader goes there: it is a page, and what stands behind `#` is an anchor on it."""

LOADED = "loaded"
"""A browser fetches it for the page: an image, a style, a script, media."""

NAMED = "named"
"""Only programs read it: an address that a page gives as its own or as one of its sources."""

_ON = {
    "action": {"form": FOLLOWED},
    "background": dict.fromkeys(("body", "table", "td", "th", "tr"), LOADED),
    "cite": dict.fromkeys(("blockquote", "del", "ins", "q"), FOLLOWED),
    "data": {"object": LOADED},
    "formaction": {"button": FOLLOWED, "input": FOLLOWED},
    "href": {
        "a": FOLLOWED,
        "area": FOLLOWED,
        "feimage": LOADED,
        "image": LOADED,
        "lineargradient": LOADED,
        "mpath": LOADED,
        "pattern": LOADED,
        "radialgradient": LOADED,
        "script": LOADED,
        "textpath": LOADED,
        "use": LOADED,
    },
    "longdesc": {"img": FOLLOWED, "iframe": FOLLOWED, "frame": FOLLOWED},
    "manifest": {"html": LOADED},
    "poster": {"video": LOADED},
    "src": {
        "audio": LOADED,
        "embed": LOADED,
        "frame": FOLLOWED,
        "iframe": FOLLOWED,
        "img": LOADED,
        "input": LOADED,
        "script": LOADED,
        "source": LOADED,
        "track": LOADED,
        "video": LOADED,
    },
}
_ON["xlink:href"] = _ON["href"]

MANNERS: dict[str, str] = {
    f"{tag} {attribute}": manner for attribute, on in _ON.items() for tag, manner in on.items()
}
"""To what end each kind of address is there; a kind is `tag attribute`."""

SVG = frozenset(
    f"{tag} {attribute}"
    for tag in ("use", "lineargradient", "radialgradient", "pattern", "textpath", "mpath")
    for attribute in ("href", "xlink:href")
)
"""The kinds whose `#` names a part of a picture, which has to be there as an anchor has."""

EMBEDDED = frozenset({"iframe src", "frame src"})
"""Pages that are shown within a page."""

LITERAL = "Markdown"
"""The kind of what Markdown left as it was typed; the address is the text."""

IDENTIFIER = "id"
"""The kind of a name that a page gives to more than one of its parts."""

CANONICAL = "link canonical"
USEMAP = "usemap"
REFRESH = "meta refresh"
LINKED_DATA = "script JSON-LD"
_STYLE = "style"

MANNERS |= {
    CANONICAL: NAMED,
    USEMAP: FOLLOWED,
    REFRESH: FOLLOWED,
    LINKED_DATA: NAMED,
    _STYLE: LOADED,
    "link asset": LOADED,
    "link page": FOLLOWED,
    "link edition": NAMED,
    "meta asset": LOADED,
    "meta page": NAMED,
    "img srcset": LOADED,
    "source srcset": LOADED,
    "link imagesrcset": LOADED,
    "a ping": NAMED,
    "area ping": NAMED,
}

# What these lead to is not fetched for the page. An unknown relation is a page.
_CONNECTIONS = {"preconnect", "dns-prefetch", "pingback"}
_ASSETS = {
    "stylesheet", "icon", "preload", "modulepreload", "manifest", "mask-icon",
    "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image",
    "image_src", "fluid-icon",
}  # fmt: skip
_EDITIONS = {"alternate", "amphtml", "shortlink", "edituri", "webmention", "micropub", "me"}
_META_PAGES = {"og:url", "twitter:url", "al:web:url"}
_META_ASSETS = {
    "og:image", "og:image:url", "og:image:secure_url", "og:video", "og:video:url",
    "og:video:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url", "twitter:image",
    "twitter:image:src", "msapplication-tileimage", "msapplication-config", "thumbnail",
    "thumbnailurl",
}  # fmt: skip

ATTRIBUTES = frozenset(
    [*_ON, "content", "imagesrcset", "ping", "srcset", "style", "usemap"],
)
"""The attributes that may hold an address."""

_WITH_MAPS = frozenset({"img", "input", "object"})
_SPACE = "\t\n\f\r "
_REFRESH = re.compile(
    r"[\t\n\f\r ]*[\d.]*[\t\n\f\r ]*(?:[;,][\t\n\f\r ]*|(?<=[\t\n\f\r ]))"
    r"(?:url[\t\n\f\r ]*=[\t\n\f\r ]*)?(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL,
)
_DELAY = re.compile(r"[\t\n\f\r ]*(\d*)")
_KEYS = {
    "contenturl", "downloadurl", "embedurl", "image", "item", "logo", "mainentityofpage",
    "thumbnail", "thumbnailurl", "url",
}  # fmt: skip
_MOST_NESTED = 50


def references(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Every address in a start tag, with its kind, in the order of the attributes."""
    for name, raw in attributes.items():
        value = (raw or "").strip(_SPACE)
        if name in _ON:
            if tag in _ON[name]:
                yield f"{tag} {name}", value
            elif tag == "link" and name == "href":
                kind = _link_kind(attributes)
                if kind:
                    yield kind, value
        elif name in ATTRIBUTES:
            yield from _special(tag, name, value, attributes)


def _special(
    tag: str, name: str, value: str, attributes: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    if name == "style":
        if "(" in value:
            yield from ((_STYLE, found.address) for found in css_urls.addresses(value))
    elif name in {"srcset", "imagesrcset"}:
        if f"{tag} {name}" in MANNERS:
            yield from ((f"{tag} {name}", address) for address in srcset(value))
    elif name == "ping":
        if tag in {"a", "area"}:
            yield from ((f"{tag} ping", address) for address in value.split())
    elif name == "usemap" and tag in _WITH_MAPS:
        yield USEMAP, value
    elif name == "content" and tag == "meta":
        kind = _meta_kind(attributes)
        address = refresh(value) if kind == REFRESH else value
        if kind and address is not None:
            yield kind, address


def _link_kind(attributes: Mapping[str, str | None]) -> str | None:
    relations = set((attributes.get("rel") or "").lower().split())
    if "stylesheet" in relations:
        # An alternate stylesheet is one all the same.
        return "link asset"
    if "canonical" in relations:
        return CANONICAL
    if relations & _CONNECTIONS:
        return None
    if relations & _ASSETS:
        return "link asset"
    return "link edition" if relations & _EDITIONS else "link page"


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


def refresh(content: str) -> str | None:
    """The address that the content of a refresh leads to, or `None` where it names none."""
    match = _REFRESH.match(content)
    if not match:
        return None
    return next(value for value in match.groups() if value is not None).strip(_SPACE) or None


def is_prompt(content: str) -> bool:
    """Whether a refresh leads on at once, as a redirect does."""
    delay = _DELAY.match(content)
    return delay is not None and delay[1] in {"", "0", "1"}


def srcset(value: str) -> list[str]:
    """The addresses of the pictures to choose from, as HTML splits them."""
    found: list[str] = []
    at, end = 0, len(value)
    while at < end:
        while at < end and value[at] in ",\t\n\f\r ":
            at += 1
        start = at
        while at < end and value[at] not in _SPACE:
            at += 1
        address = value[start:at]
        if not address:
            break
        found.append(address.rstrip(","))
        if not address.endswith(","):
            at = _descriptor(value, at)
    return found


def _descriptor(value: str, at: int) -> int:
    """The index behind a picture's descriptor, which a comma ends unless it is in brackets."""
    depth = 0
    while at < len(value) and (depth or value[at] != ","):
        depth += (value[at] == "(") - (value[at] == ")" and depth > 0)
        at += 1
    return at


def linked_data(text: str) -> list[str]:
    """The addresses in a page's JSON-LD; none where it is no JSON."""
    try:
        return list(_values(json.loads(text), "", 0))
    except (ValueError, RecursionError):
        return []


def _values(value: Any, key: str, depth: int) -> Iterator[str]:  # noqa: ANN401  (it is JSON)
    if depth > _MOST_NESTED:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _values(inner, name.lower(), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key, depth + 1)
    elif isinstance(value, str) and _is_address(key, value):
        yield value.strip()


def _is_address(key: str, value: str) -> bool:
    # Under any other key there may be words.
    whole = value.startswith(("http://", "https://"))
    return not key.startswith("@") and (whole or key in _KEYS)
