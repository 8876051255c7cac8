"""What a built page says of itself: its description, its claim, its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.data import COMPARISON, POSITIONS, read_data
from explainer.model import CLAIM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Claim
    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def meta_of(page: BuiltPage, name: str) -> str:
    """What a `meta` element of the page says, by its name or its property."""
    node = page.tree.css_first(f'meta[name="{name}"], meta[property="{name}"]')
    return " ".join((node.attributes.get("content") or "").split()) if node else ""


def checked_on(site: BuiltSite, page: BuiltPage) -> str:
    """
    The day up to which a page's evidence was read (ISO 8601), or an empty text.

    For a claim, it is the day of its verdict or of its last change; for another page, the newest
    of those that its answers, its claims and its figures give.
    """
    claim = claim_of(site, page)
    if claim:
        return max([claim.as_of or "", *(change.date for change in claim.changes)])
    return max(_days(site, page), default="")


def claim_of(site: BuiltSite, page: BuiltPage) -> Claim | None:
    """The claim whose page it is; `None` for another page, and for one that is not written yet."""
    if not page.source.startswith(CLAIM_PREFIX):
        return None
    claim = site.project.claims.get(page.source.removeprefix(CLAIM_PREFIX).removesuffix(".md"))
    return claim if claim and claim.verdict and not claim.stub else None


def _days(site: BuiltSite, page: BuiltPage) -> Iterator[str]:
    for node in page.tree.css("[data-as-of]"):
        yield node.attributes.get("data-as-of") or ""
    checked = site.checked_page(page)
    if checked is None:
        return
    for citation in checked.citations:
        claim = site.project.claims.get(citation.key.removeprefix(CLAIM_PREFIX))
        if claim and citation.key.startswith(CLAIM_PREFIX):
            yield claim.as_of or ""
    for shown in checked.data_blocks:
        name, _, which = (part.strip() for part in shown.partition("|"))
        for data in (COMPARISON, POSITIONS):
            record = read_data(site.settings.docs_dir, data, which) if data.name == name else None
            yield record.values.get("as_of", "") if record else ""
