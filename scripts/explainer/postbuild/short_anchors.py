"""
Lists of references that weigh less: entries and uses are named by their numbers.

The extension names them by the keys of sources, four times a citation, which is what a long page
has most of. The built page names them as readers see them, `fn:12a`; every link of the site to one
of them follows. So this comes after all that adds pages or links.
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_ENTRY = re.compile(r"(fn|fnref\d*):")


def shorten_anchors(site: BuiltSite) -> None:
    """Rename the entries of lists of references and their uses, on all pages, with all links."""
    renamed = {page.url: dict(_new_names(page)) for page in site.pages.values()}
    for page in site.pages.values():
        own = renamed[page.url]
        for node in page.tree.css(".footnote-ref, .explainer-references [id], sup[id]"):
            name = node.attributes.get("id")
            if name in own:
                node.attrs["id"] = own[name]
        for link in page.tree.css('a[href*="#fn"]'):
            _follow(link, page, renamed)


def _new_names(page: BuiltPage) -> Iterator[tuple[str, str]]:
    """The new name of each entry that is cited, and of each use of it."""
    numbers: dict[str, str] = {}
    for link in page.tree.css("a.footnote-ref[href^='#fn:']"):
        entry = (link.attributes.get("href") or "")[1:]
        numbers.setdefault(entry.removeprefix("fn:"), link.text())
    for entry, number in numbers.items():
        yield f"fn:{entry}", f"fn:{number}"
    for use in page.tree.css("sup[id^='fnref']"):
        name = use.attributes.get("id") or ""
        match = _ENTRY.match(name)
        if match and name[match.end() :] in numbers:
            yield name, f"{match[1]}:{numbers[name[match.end() :]]}"


def _follow(link: LexborNode, page: BuiltPage, renamed: dict[str, dict[str, str]]) -> None:
    address, _, fragment = (link.attributes.get("href") or "").partition("#")
    url = urllib.parse.urljoin(f"/{page.url}", address).removeprefix("/") if address else page.url
    new = renamed.get(url, {}).get(urllib.parse.unquote(fragment))
    if new:
        link.attrs["href"] = f"{address}#{new}"
