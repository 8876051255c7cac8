"""
What a browser does with unencrypted URLs on an encrypted page.

Source: W3C, "Mixed Content", level 2: images, audio and video are loaded over HTTPS instead,
except for those that are chosen from several; all else is blocked.
"""

from __future__ import annotations

from explainer.site import link_attributes

MIXED, UPGRADED, INSECURE_FORM = "mixed", "upgraded", "insecure-form"
"""The browser does not load the URL, loads it over HTTPS, or warns before it sends the form."""

_UPGRADED_KINDS = frozenset(
    {
        "img src", "input src", "video src", "video poster", "audio src", "source src",
        "image href", "image xlink:href",
    }
    | {f"{tag} background" for tag in ("body", "table", "td", "th", "tr")}
)  # fmt: skip
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico")
# Only programs read it.
_NOT_LOADED = frozenset({"meta asset"})


def defect(kind: str, url: str) -> str | None:
    """The defect of an external URL of a kind on an encrypted page; `None` if it has none."""
    if url[:5].lower() != "http:" or kind in _NOT_LOADED:
        return None
    if kind == "form action":
        return INSECURE_FORM
    if not (link_attributes.is_subresource(kind) or kind in link_attributes.EMBEDDED_PAGES):
        return None
    is_styled_image = kind == "style" and url.partition("?")[0].lower().endswith(_IMAGES)
    return UPGRADED if kind in _UPGRADED_KINDS or is_styled_image else MIXED
