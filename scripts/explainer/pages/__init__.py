"""Pages: `docs/**/*.md` through the site's own Markdown parser, with every position."""

from explainer.pages.reader import (
    PagesError,
    Planted,
    read_page,
    read_page_waivers,
    read_pages,
    read_planted,
    read_waivers,
    text_of,
)

__all__ = [
    "PagesError",
    "Planted",
    "read_page",
    "read_page_waivers",
    "read_pages",
    "read_planted",
    "read_waivers",
    "text_of",
]
