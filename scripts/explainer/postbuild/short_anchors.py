"""
Lists of references that weigh less: entries and uses are named by their numbers.

The extension names them by the keys of sources, four times a citation, which is what a long page
has most of. The built page names them as readers see them, `fn:12a`; every link of the site to one
of them follows. So this comes after all that adds pages or links.
"""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite


def shorten_anchors(site: BuiltSite) -> None:
    """Rename the entries of lists of references and their uses, on all pages, with all links."""
    renamed = {page.url: dict(_new_names(page)) for page in site.pages.values()}
    for page in site.pages.values():
        own = renamed[page.url]
        for node in page.tree.css("sup[id], .explainer-references li[id]"):
            name = node.attributes.get("id") or ""
            node.attrs["id"] = own.get(name, name)
        for source in page.tree.css(".explainer-references p[id]"):
            # Its only passage is the same entry.
            del source.attrs["id"]
        for link, (url, name) in _links(page):
            new = renamed.get(url, {}).get(name)
            if new:
                address = (link.attributes.get("href") or "").partition("#")[0]
                link.attrs["href"] = f"{address}#{new}"


def _new_names(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """The new name of each entry, and of each use of one."""
    numbers: dict[str, str] = {}
    for index, entry in enumerate(page.tree.css(".explainer-references details > ol > li"), 1):
        for node in (entry, entry.css_first("p[id]") or entry):
            numbers[_entry(node.attributes.get("id"))] = str(index)
    for link in page.tree.css("a.footnote-ref[href^='#fn:']"):
        numbers[_entry(link.attributes.get("href"))] = link.text()
    for name, number in numbers.items():
        yield f"fn:{name}", f"fn:{number}"
    for use in page.tree.css("sup[id^='fnref']"):
        old = use.attributes.get("id") or ""
        if _entry(old) in numbers:
            yield old, f"{old.partition(':')[0]}:{numbers[_entry(old)]}"


def _entry(name: str | None) -> str:
    """What the id of an entry or a use says of the entry."""
    return (name or "").partition(":")[2]


def _links(page: BuiltPage) -> Iterator[tuple[LexborNode, tuple[str, str]]]:
    """The links of a page to entries and uses, each with the URL of their page and their id."""
    for link in page.tree.css('a[href*="#fn"]'):
        address, _, fragment = (link.attributes.get("href") or "").partition("#")
        url = urllib.parse.urljoin(f"/{page.url}", address)[1:] if address else page.url
        yield link, (url, urllib.parse.unquote(fragment))
