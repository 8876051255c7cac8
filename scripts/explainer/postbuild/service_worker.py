"""The service worker, with which a site is read without a network."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from explainer.postbuild.asset_names import content_hash
from explainer.postbuild.local_files import file_paths
from explainer.postbuild.markup import OWN_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.postbuild.built_site import BuiltSite

_NAME = "sw.js"
_SOURCE = Path(__file__).parent / "service-worker.js"
_FOLDERS = ("assets/", "search/")
_KINDS = {
    *(".css", ".js", ".mjs", ".json", ".wasm", ".woff2"),
    *(".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".ico"),
}
_LIMIT = 32_000_000
"""The bytes, not compressed, beyond which no page more is kept on a reader's device."""


def add_service_worker(site: BuiltSite) -> None:
    """Add `sw.js`, which keeps all pages and what they load, unless the project has its own."""
    if (site.folder / _NAME).exists() or not any(
        page.tree.css_first(OWN_SCRIPT) for page in site.pages.values()
    ):
        return
    kept, size = {}, 0
    for path, data in _parts(site):
        size += len(data)
        if size > _LIMIT:
            break
        kept[path] = content_hash(data)
    listed = json.dumps(kept, ensure_ascii=False, indent=0, separators=(",", ":"))
    text = _SOURCE.read_text(encoding="utf-8")
    site.add_text(_NAME, text.replace("const FILES = {}", f"const FILES = {listed}"))


def _parts(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    """What pages load, then the pages, those in fewer folders first, by their paths and bytes."""
    named = _texts(site)
    for path in file_paths(site):
        # An image that only other sites show, such as a social card, is nothing to keep.
        is_named = path.startswith("search/") or PurePosixPath(path).name in named
        if PurePosixPath(path).suffix in _KINDS and path.startswith(_FOLDERS) and is_named:
            yield path, site.read(path)
    for page in sorted(site.pages.values(), key=lambda page: (page.depth, page.path)):
        is_index = page.path.rpartition("/")[2] == "index.html"
        yield page.path.removesuffix("index.html") if is_index else page.path, site.html_of(page)


def _texts(site: BuiltSite) -> str:
    """All text that may name a file: of pages without what other sites read, and of scripts."""
    texts = []
    for page in site.pages.values():
        metas = {node.attributes.get("content") or "" for node in page.tree.css("meta[property]")}
        text = page.tree.html or ""
        for meta in sorted(metas):
            text = text.replace(f'content="{meta}"', "")
        texts.append(text)
    texts += [
        site.read(path).decode("utf-8", errors="replace")
        for path in file_paths(site)
        if path.endswith((".js", ".css"))
    ]
    return "\n".join(texts)
