"""Pages: `docs/**/*.md` through the site's own Markdown parser, with every position."""

from explainer.pages.reading import PagesError, read_page, read_pages, read_waivers, text_of

__all__ = ["PagesError", "read_page", "read_pages", "read_waivers", "text_of"]
