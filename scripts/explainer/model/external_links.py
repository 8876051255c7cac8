"""External links, and the results of their checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place
    from explainer.model.suppressions import Waiver


class ExternalLink(NamedTuple):
    """
    An external URL, the place where it is written, and the result of its check.

    `verdict` is one of those in `web.verdicts`, `reason` says why. `dead_since` is the day
    (ISO 8601) when it was first found dead, where that is certain. `moved_to` is the URL of a
    permanent redirect. `missing_passages` are the slugs of passages whose words are not on the
    page, each with its place; `missing_fragment` is the URL's fragment where the page has no such
    anchor. `archived_copy` is the URL of a copy of the page. What does not apply is empty.
    """

    address: str
    place: Place
    verdict: str
    reason: str = ""
    dead_since: str = ""
    moved_to: str = ""
    missing_passages: tuple[tuple[str, Place], ...] = ()
    missing_fragment: str = ""
    archived_copy: str = ""


class ExternalLinks(NamedTuple):
    """The external links of a site's pages and sources, checked."""

    links: tuple[ExternalLink, ...]
    waivers: tuple[Waiver, ...] = ()
