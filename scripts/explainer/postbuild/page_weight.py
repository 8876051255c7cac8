"""
What pages need no longer, or say again and again, left out: a reader waits for each byte of it.

Long lists of references are where it counts, so that what costs a little goes in these alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from explainer.postbuild.built_site import BuiltSite

_BUILD_ATTRIBUTES = ("data-search-exclude", "data-as-of", "data-md-scrollfix")
"""What only steps of the build read, or the theme's script, which such a page does not load."""
_LONG_LIST = 60
"""The number of links back to the text from which on a list of references is a long one."""
_FRAGMENT = re.compile(r"(#(?:[^#]*):~:text=(?:[^%,&-]|%(?!20))+(?:%20(?:[^%,&-]|%(?!20))+){3})%20.*")
"""A text directive of five words or more: all up to the fourth, and the rest."""


def lighten_pages(site: BuiltSite) -> None:
    """Leave out of all pages what nobody reads any more. Only after the index of the search."""
    back = site_words(site.settings).translate("back_to_text")
    for page in site.pages.values():
        _drop_comments(page.tree)
        for name in _BUILD_ATTRIBUTES:
            for node in page.tree.css(f"[{name}]"):
                del node.attrs[name]
        for title in page.tree.css(".explainer-lanes a > title"):
            # The script has it from the event that the mark leads to.
            title.decompose()
        if len(page.tree.css(".footnote-backref")) >= _LONG_LIST:
            _shorten_list(page.tree, back)


def _drop_comments(tree: LexborHTMLParser) -> None:
    if tree.root:
        for node in [each for each in tree.root.traverse() if each.tag == "-comment"]:
            node.decompose()


def _shorten_list(tree: LexborHTMLParser, back: str) -> None:
    """
    Write the links of a long list of references short.

    Each link back is named alike, as its entry has the number; a link to a source's words opens it
    at their first four, and the script makes that all of them, as the page of the source has them.
    """
    for link in tree.css(".explainer-references .footnote-backref"):
        link.attrs["aria-label"] = back
    for link in tree.css(".explainer-references a.explainer-words"):
        link.attrs["href"] = first_words(link.attributes.get("href") or "")


def first_words(url: str) -> str:
    """A URL that opens a page at given words, with only the first four of them."""
    return _FRAGMENT.sub(r"\1", url)
