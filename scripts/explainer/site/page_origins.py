"""
How the pages of a site were made, and which of their defects are only a generator's.

Such defects have a name of their own, and rules that run if they are selected: few owners of a
site can mend what a program makes of their input.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer.site import generators

if TYPE_CHECKING:
    from explainer.model import Link
    from explainer.site.check_result import BrokenLink
    from explainer.site.source_project import SourceProject

_BY_GENERATOR = {
    "script": "script-control",
    "duplicate-id": "generated-id",
    "redirect": "generated-redirect",
}
"""The defects that a generator may be the cause of, and their names then."""

_OF_EXAMPLES = frozenset({"contact", "malformed", "private"})
"""The defects of URLs that readers are shown as examples."""

STRICT = frozenset({*_BY_GENERATOR.values(), "example", "line-range", "upgraded"})
"""The defects that only rules on request report."""

_MIN_GENERATED_PAGES = 5
"""From how many pages with an `id` twice on a generator has made them."""

_ANCHOR = re.compile(
    rb"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))[^>]*>(.{0,1000}?)</a",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile("<[^>]*>")


class PageOrigins:
    """The origins of the pages of a site; `project` is the one that it was built from."""

    def __init__(self, project: SourceProject | None) -> None:
        self._project = project if project and project.docs.is_dir() else None

    @property
    def has_project(self) -> bool:
        """Whether the project that the site was built from is known."""
        return self._project is not None

    def is_from_markdown(self, path: str, page: bytes) -> bool:
        """Whether a page was made from Markdown."""
        if self._is_built(path):
            return True
        return generators.is_from_markdown(page)

    def classify(self, broken: BrokenLink, page: bytes) -> BrokenLink:
        """A broken link, with the name of a generator's defect if the page is a generator's."""
        may_be_example = broken.defect in _OF_EXAMPLES and broken.kind == "a href"
        if may_be_example and not self._is_built(broken.path) and is_shown(broken.url, page):
            # Programs make links of all that looks like a URL.
            return broken._replace(defect="example")
        defect = _BY_GENERATOR.get(broken.defect)
        if defect is None or self._is_built(broken.path):
            # Where it was written has yet to be found.
            return broken
        # A folder of HTML does not tell the text from its menus.
        is_control = broken.defect == "script" and self._project is None
        if is_control or generators.generator_of(page):
            return broken._replace(defect=defect)
        return broken

    def classify_site(self, found: list[BrokenLink], *, strict: bool) -> list[BrokenLink]:
        """
        The broken links of a site; ids that many of its pages have twice are a generator's.

        Not every generator names itself in its pages. Without `strict` what is a generator's is
        left out.
        """
        pages = {
            each.path
            for each in found
            if each.defect == "duplicate-id" and not self._is_built(each.path)
        }
        if len(pages) < _MIN_GENERATED_PAGES:
            return found
        others = [each for each in found if each.defect != "duplicate-id" or each.path not in pages]
        if not strict:
            return others
        generated = (each for each in found if each.defect == "duplicate-id" and each.path in pages)
        return [*others, *(each._replace(defect="generated-id") for each in generated)]

    def classify_located(self, link: Link) -> Link:
        """A located link, with the name of a generator's defect if it is not in the Markdown."""
        is_written = link.written is not None or not self._is_built(link.file)
        if is_written or link.defect not in _BY_GENERATOR:
            return link
        return link._replace(defect=_BY_GENERATOR[link.defect])

    def _is_built(self, path: str) -> bool:
        """Whether the project has made a page, and has not only copied it."""
        return self._project is not None and path not in self._project.files.paths


def is_shown(url: str, page: bytes) -> bool:
    """Whether each link of a page to a URL has the URL itself as its text."""
    shown = unquote(url).removeprefix("mailto:")
    texts = [
        _text(match[4])
        for match in _ANCHOR.finditer(page)
        if _text(match[1] or match[2] or match[3] or b"") == url
    ]
    return bool(texts) and all(unquote(text) == shown for text in texts)


def _text(part: bytes) -> str:
    """The text of a part of a page."""
    return html.unescape(_TAG.sub("", part.decode("utf-8", "replace"))).strip()
