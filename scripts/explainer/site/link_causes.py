"""
What broken links have in common: those that one change mends are of one cause.

Links that lead to the same missing file have one cause, whatever part of a page they are in. A link
that leads nowhere by itself, such as one to an anchor of its own page, has a cause on each page;
but what many pages have alike comes from what they share, a theme or a generator, and is one.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from explainer.model.links import forms_of_url
from explainer.site import link_attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.model import Ignore
    from explainer.site.check_result import BrokenLink

_MIN_SHARED_PAGES = 5
"""From how many pages on a defect within pages counts as one of what they share."""

_MIN_PAGES_OF_CONTROL = 10
"""From how many pages on a link that leads nowhere may be the control of a theme."""

_OF_THE_TARGET = frozenset({"missing", "folder", "markdown", "wrong-case", "redirect-loop"})
"""The defects of a file, which are the same whatever fragment a link has."""

_OF_REDIRECTS = frozenset({"redirect", "generated-redirect"})

_OF_PLACES = frozenset(
    {"duplicate-id", "empty", "generated-id", "script", "script-control", "undefined"}
)
"""The defects that are mended at each place, since nothing is missing elsewhere."""

_ALLOWED_IN_THEMES = frozenset({"script", "empty"})


class Cause(NamedTuple):
    """
    A cause: a defect of subresources or of other links, and what it is about.

    `subject` is a file of the site or an address, `fragment` the anchor that is missing there.
    `ignored_by` are the numbers of the entries of `ignore` that are about its URLs.
    `within` is true for what a page has within itself; `page` is then the page that alone has it,
    or empty where many have it alike.
    """

    defect: str
    asset: bool
    subject: str
    fragment: str = ""
    within: bool = False
    page: str = ""
    ignored_by: tuple[int, ...] = ()

    @property
    def is_of_place(self) -> bool:
        """Whether each place of it is mended by itself."""
        return self.defect in _OF_PLACES and bool(self.page)

    @property
    def key(self) -> str:
        """The cause as one string, to be compared only; empty where each place has its own."""
        if self.defect in _OF_PLACES or (self.within and not self.page):
            return ""
        parts = (self.defect, str(self.asset), self.subject, self.fragment, self.page)
        return " ".join((*parts, *map(str, self.ignored_by)))


def by_cause(
    broken_links: Iterable[BrokenLink], ignores: Sequence[Ignore] = ()
) -> Iterator[tuple[Cause, list[BrokenLink]]]:
    """
    The broken links of each cause, from the start page on.

    What an entry of `ignores` is about is another cause than what it is not.
    """
    with_url = [(number, entry) for number, entry in enumerate(ignores) if entry.url]
    within: dict[Cause, list[BrokenLink]] = defaultdict(list)
    groups: dict[Cause, list[BrokenLink]] = defaultdict(list)
    for broken in broken_links:
        cause = _cause(broken)
        if with_url:
            urls = forms_of_url(broken.url, broken.target, broken.fragment)
            numbers = tuple(number for number, entry in with_url if entry.fits(urls))
            cause = cause._replace(ignored_by=numbers)
        (within if cause.within else groups)[cause].append(broken)
    for cause, links in within.items():
        is_shared = page_count(links) >= _MIN_SHARED_PAGES
        for link in links:
            groups[cause if is_shared else _cause_of_page(cause, link)].append(link)
    for cause, links in groups.items():
        links.sort(key=lambda link: (link.path != "index.html", link.path, link.url, link.kind))
        yield cause, links


def _cause_of_page(cause: Cause, link: BrokenLink) -> Cause:
    """The cause of what a page alone has within itself."""
    if link.target and cause.defect not in _OF_PLACES:
        # Other pages may lead there as well.
        return Cause(
            cause.defect, cause.asset, link.target, link.fragment, ignored_by=cause.ignored_by
        )
    return cause._replace(page=link.path)


def page_count(links: Iterable[BrokenLink]) -> int:
    """The number of files that contain the links."""
    return len({link.path for link in links})


def is_theme_control(cause: Cause, links: list[BrokenLink], documents: int) -> bool:
    """Whether a link is the control of a theme: at least half of the site's pages have it."""
    pages = page_count(links)
    return (
        cause.defect in _ALLOWED_IN_THEMES
        and pages >= _MIN_PAGES_OF_CONTROL
        and 2 * pages >= documents
        and all(link.kind == "a href" for link in links)
    )


def is_allowed_in_theme(broken: BrokenLink) -> bool:
    """Whether a theme may have such a link around the main content of a page."""
    return broken.defect in _ALLOWED_IN_THEMES and broken.kind == "a href"


def _cause(broken: BrokenLink) -> Cause:
    """The cause of a broken link, for all pages."""
    defect, target = broken.defect, broken.target
    asset = link_attributes.is_subresource(broken.kind)
    if defect in _OF_THE_TARGET and target:
        return Cause(defect, asset, target)
    if defect in _OF_REDIRECTS and target:
        # Several addresses may be redirected to one file.
        return Cause(defect, asset, f"{target} {posixpath.basename(broken.url.rstrip('/'))}")
    if defect == "outside":
        # The file has the same path above the site's root from every page.
        above = posixpath.join(posixpath.dirname(broken.path), re.split("[?#]", broken.url)[0])
        return Cause(defect, asset, posixpath.normpath(above))
    if target and target != broken.path:
        return Cause(defect, asset, target, broken.fragment)
    # What is in an address of the page itself differs from page to page.
    subject = broken.url.replace(broken.path, "*") if broken.path in broken.url else broken.url
    is_elsewhere = target is None and subject and defect not in _OF_PLACES
    return Cause(defect, asset, subject or broken.kind, broken.fragment, within=not is_elsewhere)
