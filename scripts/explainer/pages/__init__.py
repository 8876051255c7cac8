"""
Pages: `docs/**/*.md` through the site's own Markdown parser, with every position.

- `sentinels` inserts a character into each word of the Markdown that marks its position.
- `conversion` converts it to HTML with the site's parser, with sentinels or without.
- `checked_conversion` compares the two, and converts again where sentinels changed the text.
- `text_units` reads the HTML into units of text: paragraphs, items, rows, captions.
- `position_map` maps each character of a unit to its position in the Markdown.
- `sentence_splitter` splits text into sentences, behind citations as `citation_boundaries` says;
  `sentences` adds their citations and positions.
- `structure` reads headings, images and metadata.
- `unrendered`, `empty_blocks`, `malformed_blocks`, `near_citations`, `unknown_labels` and `waivers`
  find what else rules look at.
- `sentinel_html` tells the places of addresses in the HTML.
- `reader` puts a page together.
"""

from explainer.pages.page_cache import PageCache
from explainer.pages.reader import (
    PagesError,
    read_page,
    read_pages,
    read_with_sentinels,
    text_of,
)
from explainer.pages.sentinel_html import HtmlWithSentinels
from explainer.pages.waivers import read_page_waivers, read_waivers

__all__ = [
    "HtmlWithSentinels",
    "PageCache",
    "PagesError",
    "read_page",
    "read_page_waivers",
    "read_pages",
    "read_waivers",
    "read_with_sentinels",
    "text_of",
]
