"""The text of a built page, as its readers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltPage


def heading_of(page: BuiltPage) -> str:
    """The text of a page's first heading, without the mark of its permanent link; else its path."""
    heading = page.tree.css_first("article h1")
    if heading is None:
        return page.path
    text = "".join(
        node.text(deep=True)
        for node in heading.iter(include_text=True)
        if "headerlink" not in (node.attributes.get("class") or "")
    )
    return " ".join(text.split())
