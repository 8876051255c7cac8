"""
What pages need no longer, or say again and again, left out: a reader waits for each byte of it.

Long lists of references are where it counts, so that what costs a little goes in these alone.
"""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

from explainer.postbuild.markup import OWN_SCRIPT
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from explainer.postbuild.built_site import BuiltSite

_BUILD_ATTRIBUTES = ("data-search-exclude", "data-as-of", "data-md-scrollfix")
"""What only steps of the build read, or the theme's script, which such a page does not load."""
_LONG_LIST = 60
"""The number of links back to the text from which on a list of references is a long one."""
_DIRECTIVE = ":~:text="
_SPACE = "%20"
_FEWEST_WORDS = 3
_FEWEST_SIGNS = 18
"""How many words and signs of a source's words are enough to find the place."""
_BASES = ("explainer-tier ", "explainer-provenance ")
"""Classes that the style sheet takes from the longer ones behind them."""
_THEME_PALETTE = 'var palette=__md_get("__palette")'
_PALETTE = """\
{const p=__md_get("__palette")?.color;if(p){const s=matchMedia("(prefers-color-scheme: light)")\
.matches?"light":"dark",i=p.media=="(prefers-color-scheme)"&&document.querySelector(\
`[data-md-color-media='(prefers-color-scheme: ${s})']`);for(const k in p)\
document.body.setAttribute("data-md-color-"+k,i?i.getAttribute("data-md-color-"+k):p[k])}}"""
"""What the theme's script in the page does before it is painted: the reader's choice of colours."""


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
        if page.tree.css_first(OWN_SCRIPT):
            _shorten_scripts(page.tree)
        if len(page.tree.css(".footnote-backref")) >= _LONG_LIST:
            _shorten_list(page.tree, back)


def _drop_comments(tree: LexborHTMLParser) -> None:
    if tree.root:
        for node in [each for each in tree.root.traverse() if each.tag == "-comment"]:
            node.decompose()


def _shorten_scripts(tree: LexborHTMLParser) -> None:
    """Write the theme's scripts in the page short, and leave out what is for tabs where none is."""
    for script in tree.css("script:not([src], [type])"):
        text = script.text() or ""
        if text.startswith(_THEME_PALETTE):
            script.inner_html = _PALETTE
        elif "__tabbed_" in text and not tree.css_first("[name^=__tabbed_]"):
            script.decompose()


def _shorten_list(tree: LexborHTMLParser, back: str) -> None:
    """
    Write a long list of references short.

    Each link back is named alike, as its entry has the number; a link to a source's words opens it
    at the first of them, and the script makes that all of them, as the page of the source has them.
    """
    for link in tree.css(".explainer-references .footnote-backref"):
        link.attrs["aria-label"] = back
    for link in tree.css(".explainer-references a.explainer-words"):
        link.attrs["href"] = first_words(link.attributes.get("href") or "")
    for node in tree.css(".explainer-references :is(.explainer-tier, .explainer-provenance)"):
        name = node.attributes.get("class") or ""
        for base in _BASES:
            name = name.removeprefix(base)
        node.attrs["class"] = name


def first_words(url: str) -> str:
    """A URL that opens a page at given words, with only as many as are needed to find the place."""
    address, mark, words = url.partition(_DIRECTIVE)
    if not mark or not {",", "&", "-"}.isdisjoint(words):
        return url
    parts = words.split(_SPACE)
    for number in range(_FEWEST_WORDS, len(parts)):
        start = _SPACE.join(parts[:number])
        if len(urllib.parse.unquote(start)) >= _FEWEST_SIGNS:
            return f"{address}{mark}{start}"
    return url
