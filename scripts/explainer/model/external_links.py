"""External links, and the result of checking them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place
    from explainer.model.suppressions import Waiver


class Asked(NamedTuple):
    """
    An address of the web where it is written, and what became of asking for it.

    `since` is the day (ISO 8601) when it was first found dead, where that is certain. `moved` is
    where it is now for good. `gone` are the passages whose words its page lacks, each with its
    place; `anchor` is its own fragment where the page lacks it. `archived` is a copy of the page
    as it was. What is not so is empty.
    """

    address: str
    place: Place
    verdict: str
    reason: str = ""
    since: str = ""
    moved: str = ""
    gone: tuple[tuple[str, Place], ...] = ()
    anchor: str = ""
    archived: str = ""


class Web(NamedTuple):
    """The addresses of the web that a site's pages and sources mention."""

    asked: tuple[Asked, ...]
    waivers: tuple[Waiver, ...] = ()
