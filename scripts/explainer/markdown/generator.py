"""What the site generator, MkDocs or Zensical, leaves on the Markdown parser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown import Markdown


class Generator:
    """
    The page that is rendered and the docs directory, read from a parser.

    MkDocs keeps both on its treeprocessor `relpath`, Zensical on its preprocessor
    `rendering_context`. Neither is imported. Without a generator, the page is `index.md`.
    """

    def __init__(self, md: Markdown) -> None:
        """Take the parser; it is read on each access, since it is used for page after page."""
        self._md = md

    @property
    def page_path(self) -> str:
        """The page's path below the docs directory, such as `claims/heat.md`."""
        if "relpath" in self._md.treeprocessors:
            return str(self._md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return str(self._md.preprocessors["rendering_context"].page.path)  # type: ignore[attr-defined]
        return "index.md"

    @property
    def front_matter(self) -> dict[str, Any]:
        """The page's front matter, as templates will see it; empty without a generator."""
        meta = getattr(self._page, "meta", None)
        return meta if isinstance(meta, dict) else {}

    @property
    def has_page(self) -> bool:
        """Whether there is a page whose front matter reaches the template."""
        return bool(self.front_matter or self._page)

    @property
    def docs_dir(self) -> Path | None:
        """The absolute path of the docs directory; `None` without a generator."""
        config: Any = {}
        if "relpath" in self._md.treeprocessors:
            config = self._md.treeprocessors["relpath"].config  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            config = self._md.preprocessors["rendering_context"].config  # type: ignore[attr-defined]
        try:
            return Path(config["docs_dir"]).absolute()
        except (KeyError, TypeError):
            return None

    @property
    def _page(self) -> Any:  # noqa: ANN401  (each generator has its own)
        if "relpath" in self._md.treeprocessors:
            return self._md.treeprocessors["relpath"].file.page  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return self._md.preprocessors["rendering_context"].page  # type: ignore[attr-defined]
        return None
