"""What a built page says of itself in its head, and the claim that it is the page of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.model import Claim
    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def meta_of(page: BuiltPage, name: str) -> str:
    """What a `meta` element of the page says, by its name or its property."""
    node = page.tree.css_first(f'meta[name="{name}"], meta[property="{name}"]')
    return " ".join((node.attributes.get("content") or "").split()) if node else ""


def claim_of(site: BuiltSite, page: BuiltPage) -> Claim | None:
    """The claim whose page it is; `None` for another page, and for one that is not written yet."""
    claim = site.claim_of(page)
    return claim if claim and claim.is_judged else None
