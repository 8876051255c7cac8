"""
The check of every link of a site.

Large sites are checked by several processes, each with a share of the pages. Processes exchange
little: the anchors of pages, and the links that have a defect or a fragment to look up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from explainer import parallel
from explainer.site import fragments, link_attributes, mixed_content, tag_scanner
from explainer.site.check_result import (
    AnchorIndex,
    BrokenLink,
    CheckResult,
    FragmentLink,
    Layered,
    join_anchors,
)
from explainer.site.link_attributes import HYPERLINK, METADATA, PURPOSES, SUBRESOURCE
from explainer.site.links_and_anchors import is_unparsed_link, main_content
from explainer.site.page_origins import STRICT
from explainer.site.remapper import Remapper
from explainer.site.resolution import EXTERNAL, FOUND, IGNORED
from explainer.site.resolver import Resolver
from explainer.site.site_files import PAGE_SUFFIXES, is_data_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from explainer.model import Remap
    from explainer.site.check_result import FragmentTuple
    from explainer.site.links_and_anchors import LinksAndAnchors
    from explainer.site.page_memory import PageMemory
    from explainer.site.page_origins import PageOrigins
    from explainer.site.resolution import Resolution
    from explainer.site.resolver import PageResolver
    from explainer.site.site_files import SiteFiles
    from explainer.site.site_index import SiteIndex

_MIN_SHARE = 2_000_000
"""The least size of the pages of a process, in bytes."""
_SUBRESOURCES = frozenset(kind for kind, purpose in PURPOSES.items() if purpose == SUBRESOURCE)
_URL_REQUIRED = _SUBRESOURCES | {
    "a href", "area href", "iframe src", "frame src", "link page", link_attributes.USEMAP,
}  # fmt: skip
_METADATA_DEFECTS = frozenset(
    {"missing", "wrong-case", "folder", "markdown", "redirect", "redirect-loop", "private"}
)
# Themes use it for controls, which they show only if scripts are enabled.
_SCRIPT_CONTROL = "javascript:void(0)"
# A link without text that has an `id`, or an image of which the browser chooses another source.
_MAY_NEED_NO_URL = re.compile(rb"<picture|<a\s[^<>]*\bid\b[^<>]*></", re.IGNORECASE)
_FOOTNOTE_PREFIXES = ("fnref:", "fnref-", "fnref2:")


class LinkChecker:
    """
    Checks the links in the files of one site.

    `origins` are those of its pages. The defects of `STRICT` are left out unless `strict` is set.
    `remaps` are the URLs that are checked as if they were other ones.
    """

    def __init__(
        self,
        files: SiteFiles,
        index: SiteIndex,
        origins: PageOrigins,
        *,
        strict: bool = False,
        remaps: Sequence[Remap] = (),
    ) -> None:
        self._remapper = Remapper(remaps) if remaps else None
        self._files = files
        self._origins = origins
        self._strict = strict
        self._uses_https = index.uses_https
        self._resolver = Resolver(index)
        self._scanner = tag_scanner.TagScanner()
        self.anchors = AnchorIndex({})
        self._anchors: dict[str, frozenset[str] | set[str]] = {}

    def check(self, meanwhile: Callable[[], object] = lambda: None) -> CheckResult:
        """Check all links; `meanwhile` is called while the other processes are working."""
        result = CheckResult()
        for part in parallel.map_parts(self._check_files, self._shares(), meanwhile):
            result.merge(part)
            self._files.digests |= part.digests
        self._check_fragments(result, result.anchors)
        return result

    def check_again(self, memory: PageMemory) -> CheckResult:
        """Check the links of the files that have changed, and of those that depend on them."""
        changed = memory.changed(self._files)
        result = self._check_files(self._with_links(changed))
        dependents = self._with_links(memory.dependents(changed, result.anchors))
        result.merge(self._check_files(dependents))
        self._check_fragments(result, Layered(result.anchors, memory.anchors))
        memory.add_unchanged(result, changed.union(dependents))
        return result

    def _with_links(self, paths: set[str]) -> list[str]:
        """Those of some files in which links are checked."""
        return sorted(
            path for path in paths if path.lower().endswith(PAGE_SUFFIXES) or is_data_file(path)
        )

    def _check_fragments(self, result: CheckResult, anchors: Mapping[str, str]) -> None:
        """Look up the fragments that are left; `anchors` are the joined ones of all pages."""
        self.anchors = AnchorIndex(anchors)
        for link in self._without_anchor(result.fragment_links):
            broken = self._check_fragment(FragmentLink(*link))
            if broken:
                result.broken.append(broken)

    def _shares(self) -> list[Sequence[str]]:
        """The paths of the files for this process, then those for each other process."""
        pages = self._files.pages
        data_files = [path for path in self._files.paths if is_data_file(path)]
        processes = min(parallel.process_count(), self._files.total_size(pages) // _MIN_SHARE)
        if processes <= 1:
            return [pages + data_files]
        # Consecutive pages are similar, so that each process gets a run of them.
        size = -(-len(pages) // processes)
        return [data_files, *(pages[start : start + size] for start in range(0, len(pages), size))]

    def _check_files(self, paths: Sequence[str]) -> CheckResult:
        result = CheckResult()
        for path in paths:
            first = len(result.fragment_links)
            (self._check_data_file if is_data_file(path) else self._check_page)(path, result)
            _note_targets(path, result, result.fragment_links[first:])
        result.fragment_links = self._without_anchor(result.fragment_links)
        result.digests = self._files.digests
        return result

    def _without_anchor(self, links: list[FragmentTuple]) -> list[FragmentTuple]:
        """The links whose fragment is not literally one of the known anchors of the target."""
        return [link for link in links if link[4] not in (self._anchors_of(link[3]) or ())]

    def _check_page(self, path: str, result: CheckResult) -> None:
        raw = self._files.read(path)
        page = self._read_page(raw)
        first = len(result.broken)
        anchors = set(page.ids)
        if len(anchors) != len(page.ids):
            result.broken += _duplicate_ids(path, page.ids)
        anchors.update(page.names)
        self._anchors[path] = anchors
        result.anchors[path] = join_anchors(anchors)
        if page.base is not None:
            result.bases[path] = page.base
        if page.unparsed:
            result.broken += self._check_unparsed(path, raw, page.unparsed)
        result.counts[path] = len(page.hrefs) + sum(map(len, page.urls.values()))
        for broken in self._check_links(path, page, anchors, result):
            if not _is_allowed_there(broken, raw):
                result.broken.append(broken)
        result.broken[first:] = self._reported(result.broken[first:], raw)

    def _reported(self, found: Iterable[BrokenLink], page: bytes) -> Iterator[BrokenLink]:
        """What is reported of a page."""
        for broken in found:
            classified = self._origins.classify(broken, page)
            if self._strict or classified.defect not in STRICT:
                yield classified

    def _check_unparsed(self, path: str, raw: bytes, texts: list[str]) -> Iterator[BrokenLink]:
        """The unparsed Markdown of a page; of brackets that may be anything, if it was Markdown."""
        from_markdown = self._origins.is_from_markdown(path, raw)
        for text in texts:
            if from_markdown or is_unparsed_link(text):
                yield BrokenLink(path, link_attributes.UNPARSED_MARKDOWN, text, "undefined")

    def _read_page(self, raw: bytes) -> LinksAndAnchors:
        page = self._scanner.scan(raw)
        if page is None or page.may_have_unparsed:
            # Imported on demand: few pages need it, and it is slow to import.
            from explainer.site import html_reader  # noqa: PLC0415

            return html_reader.read_page(raw)
        return page

    def _check_links(
        self, path: str, page: LinksAndAnchors, anchors: set[str], result: CheckResult
    ) -> Iterator[BrokenLink]:
        yield from _check_image_maps(path, page.urls.pop(link_attributes.USEMAP, ()), page.maps)
        resolver = self._resolver.on_page(path, page.base)
        if self._remapper:
            yield from self._check_remapped(path, page, resolver, result)
        hrefs = set(page.hrefs)
        with_fragment: list[tuple[str, str, str]] = []
        others: Iterable[str]
        if page.base is None:
            hrefs.difference_update([f"#{anchor}" for anchor in anchors])
            # Most URLs of all kinds are correct, and need no further check.
            with_fragment, others = resolver.resolve_simple(hrefs.union(*page.urls.values()))
        else:
            others = hrefs.union(*page.urls.values())
        if not with_fragment and not others:
            return
        for kind, urls in [("a href", hrefs), *page.urls.items()]:
            if with_fragment and _has_anchor(kind):
                result.fragment_links += [
                    (path, kind, *each) for each in with_fragment if each[0] in urls
                ]
            for url in others:
                if url in urls:
                    broken = self._check_url(path, kind, url, resolver, result)
                    if broken:
                        yield broken

    def _check_remapped(
        self, path: str, page: LinksAndAnchors, resolver: PageResolver, result: CheckResult
    ) -> Iterator[BrokenLink]:
        """Check the URLs of a page that are checked as others, and take them out of the page."""
        assert self._remapper
        for each in self._remapper.take(path, page, result.remapped):
            broken = self._check_url(
                path, each.kind, each.url, resolver, result, written=each.written
            )
            if broken:
                yield broken

    def _check_data_file(self, path: str, result: CheckResult) -> None:
        # Imported on demand: pages do not need it.
        from explainer.site import data_files  # noqa: PLC0415

        text = data_files.decode(path, self._files.read(path))
        scan = data_files.scanner_for(path, text)
        if scan is None:
            return
        if path.endswith(".gz") and path.removesuffix(".gz") in self._files.paths:
            uncompressed = data_files.decode("", self._files.read(path.removesuffix(".gz")))
            if uncompressed == text:
                return
        resolver = self._resolver.on_page(path)
        for found in scan(text):
            result.counts[path] = result.counts.get(path, 0) + 1
            url = found.url
            if self._remapper:
                url = self._remapper.remap(path, url, result.remapped) or url
            broken = self._check_url(path, found.kind, url, resolver, result, written=found.url)
            if broken and (self._strict or broken.defect not in STRICT):
                result.broken.append(broken._replace(start=found.start, end=found.end))

    def _check_url(  # noqa: PLR0913  (a link, where it is, and what is known of it)
        self,
        path: str,
        kind: str,
        url: str,
        resolver: PageResolver,
        result: CheckResult,
        *,
        written: str | None = None,
    ) -> BrokenLink | None:
        """
        Check one URL; external URLs and those with a fragment are added to the result.

        `written` is what the page has instead of it, if that is something else.
        """
        checked, url = url, url if written is None else written
        if not checked:
            return BrokenLink(path, kind, url, "empty") if kind in _URL_REQUIRED else None
        resolution = resolver.resolve(checked)
        outcome = resolution.outcome
        if outcome == FOUND:
            _add_fragment_link(path, kind, url, resolution, result)
            return None
        if outcome == EXTERNAL:
            result.external.setdefault(url, []).append(path)
            mixed = mixed_content.defect(kind, checked) if self._uses_https else None
            return BrokenLink(path, kind, url, mixed) if mixed else None
        if outcome == IGNORED or (PURPOSES[kind] == METADATA and outcome not in _METADATA_DEFECTS):
            return None
        if outcome == "missing":
            resolution = resolver.resolve_as_source(checked) or resolution
            outcome = resolution.outcome
        if outcome == "redirect":
            _add_fragment_link(path, kind, url, resolution, result)
        _, target, fragment, suggestion = resolution
        return BrokenLink(path, kind, url, outcome, target, fragment or "", suggestion)

    def _check_fragment(self, link: FragmentLink) -> BrokenLink | None:
        """What is wrong with the fragment of a link, if anything is."""
        path, kind, url, target, fragment = link
        anchors = self._anchors_of(target)
        if anchors is None:
            return None
        if not fragments.exists(fragment, anchors):
            if fragments.is_line_range(fragment, anchors):
                return BrokenLink(path, kind, url, "line-range", target) if self._strict else None
            name = unquote(fragments.anchor_of(fragment))
            is_footnote = target == path and name.startswith(_FOOTNOTE_PREFIXES)
            return BrokenLink(path, kind, url, "unused" if is_footnote else "anchor", target, name)
        if fragments.DIRECTIVE in fragment:
            missing = fragments.missing_text(fragment, self._files.read(target))
            if missing is not None:
                return BrokenLink(path, kind, url, "text-fragment", target, missing)
        return None

    def _anchors_of(self, path: str) -> frozenset[str] | set[str] | None:
        """The anchors of a page or an SVG image; `None` for other files, such as PDF."""
        if path not in self._anchors:
            if path in self.anchors:
                self._anchors[path] = self.anchors[path]
            elif path.endswith(".svg"):
                self._anchors[path] = set(self._read_page(self._files.read(path)).ids)
            else:
                return None
        return self._anchors[path]


def _is_allowed_there(broken: BrokenLink, raw: bytes) -> bool:
    """Whether what is wrong with a URL in general is right where the page has it."""
    if broken.url == _SCRIPT_CONTROL:
        return _SCRIPT_CONTROL.encode() not in main_content(raw)
    if broken.defect != "empty" or not _MAY_NEED_NO_URL.search(raw):
        return False
    if broken.kind not in {"a href", "img src"}:
        return False
    # Imported on demand: few pages have an empty URL.
    from explainer.site import url_positions  # noqa: PLC0415

    found = url_positions.occurrences(raw.decode("utf-8", "replace"))
    return not any(each.kind == broken.kind and not each.url for each in found)


def _add_fragment_link(
    path: str, kind: str, url: str, resolution: Resolution, result: CheckResult
) -> None:
    if resolution.fragment and resolution.target and _has_anchor(kind):
        result.fragment_links.append((path, kind, url, resolution.target, resolution.fragment))


def _note_targets(path: str, result: CheckResult, links: list[FragmentTuple]) -> None:
    """Note the files whose content the check of a file's links depends on."""
    targets = {link[3] for link in links}
    if targets:
        result.targets[path] = [*targets]
        texts = {link[3] for link in links if fragments.DIRECTIVE in link[4]}
        if texts:
            result.texts[path] = [*texts]


def _has_anchor(kind: str) -> bool:
    """Whether the fragment of a link of this kind is the name of an anchor."""
    return PURPOSES[kind] == HYPERLINK or kind in link_attributes.SVG_REFERENCES


def _check_image_maps(path: str, urls: Iterable[str], maps: list[str]) -> Iterator[BrokenLink]:
    """The references to image maps that the page does not have."""
    for url in urls:
        if url[:1] != "#" or url[1:] not in maps:
            defect = "anchor" if url else "empty"
            yield BrokenLink(path, link_attributes.USEMAP, url, defect, path, url[1:])


def _duplicate_ids(path: str, ids: list[str]) -> Iterator[BrokenLink]:
    seen: set[str] = set()
    duplicates = dict.fromkeys(each for each in ids if each in seen or seen.add(each))  # type: ignore[func-returns-value]
    for each in duplicates:
        yield BrokenLink(path, link_attributes.ID, each, "duplicate-id", path, each)
