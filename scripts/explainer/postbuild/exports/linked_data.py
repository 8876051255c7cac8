"""JSON-LD (schema.org) of every page: what it is, what it cites, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer.postbuild.breadcrumbs import pages_above
from explainer.postbuild.exports.json_text import without_empty
from explainer.postbuild.exports.page_facts import meta_of
from explainer.postbuild.page_days import last_changed
from explainer.postbuild.page_text import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.model import Source
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

Node = dict[str, Any]
"""An object of JSON-LD."""


def typed(kind: str, **values: object) -> Node:
    """An object of a type of schema.org, without what is empty."""
    return {"@type": kind, **without_empty(values)}


def url_of(site: BuiltSite, url: str) -> str:
    """A URL of the site in full; empty where the site does not know its own address."""
    return site.absolute(url) if site.settings.site_url else ""


def publisher_of(site: BuiltSite) -> Node:
    """The site itself, which is all that a page says of who publishes it."""
    return typed("Organization", name=site.settings.site_name, url=url_of(site, ""))


def article(site: BuiltSite, page: BuiltPage, headline: str, cited: Iterable[Source]) -> Node:
    """A page as an article, with the sources that it cites."""
    publisher = publisher_of(site)
    checked = site.checked_page(page)
    return typed(
        "Article" if checked and checked.required else "WebPage",
        **{"@id": url_of(site, page.url) and f"{url_of(site, page.url)}#page"},
        headline=headline,
        description=meta_of(page, "description"),
        url=url_of(site, page.url),
        inLanguage=site.project.language,
        dateModified=last_changed(site, page),
        author=publisher,
        publisher=publisher,
        # Only addresses: what else is known of a source is in `sources.json`, and pages stay light.
        citation=[source.url or source.title for source in cited],
    )


def breadcrumbs(site: BuiltSite, page: BuiltPage) -> Node | None:
    """The pages above a page, by the folders that it is in; `None` for the start page."""
    if not page.url:
        return None
    start = site.pages.get("index.html")
    trail = [*([start] if start else []), *pages_above(site, page), page]
    items = [
        typed("ListItem", position=at, name=_short_name(site, each), item=url_of(site, each.url))
        for at, each in enumerate(trail, 1)
    ]
    return typed("BreadcrumbList", itemListElement=items)


def _short_name(site: BuiltSite, page: BuiltPage) -> str:
    """What a page is called on the way to another one: the start page has the site's name."""
    return title_of(page) if page.url else site.settings.site_name or title_of(page)
