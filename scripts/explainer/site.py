"""
A folder of built HTML to documents: every link, resolved as a browser would, and every anchor.

A link that a page's Markdown made is traced back to it: the links in a document's main part are
matched with those that the page's author wrote, by the file that they lead to and the order in
which they come. What cannot be matched is placed in the built file.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from explainer.model import Document, Link, Place, Site, WrittenLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from explainer.model import Page
    from explainer.settings import Settings

_FOLLOWED = {"a": ("href",), "area": ("href",), "iframe": ("src",)}
_LOADED = {
    "audio": ("src",),
    "embed": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "video": ("src", "poster"),
}
_NOT_LOADED = {"canonical", "alternate", "next", "prev", "author", "license", "help", "search"}
_MAIN = ("article", "main", "[role=main]", "body")
_BASE = "http://site.invalid/"


class SiteError(Exception):
    """There is no built site to check."""


@dataclass(slots=True)
class Trail:
    """
    How to get from a built page back to its Markdown.

    `written` are a page's links, `path` its Markdown file; `pages` lead from the folder of pages
    to the built files.
    """

    path: str
    source: str
    written: list[WrittenLink]


@dataclass(slots=True)
class _Found:
    tag: str
    attribute: str
    address: str
    asset: bool
    main: bool


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a site is to be found on the web: the address and path that its root has there."""

    host: str = ""
    path: str = "/"
    files: frozenset[str] = field(default_factory=frozenset)


def trails(settings: Settings, pages: Iterable[Page]) -> dict[str, Trail]:
    """For each built file of a project the way back to the Markdown that it was made from."""
    by_path = {page.path: page for page in pages}
    made: dict[str, Trail] = {}
    for file in settings.pages:
        path = posixpath.join(settings.named(settings.docs_dir), file.src_uri)
        page = by_path.get(path)
        if page:
            made[file.dest_uri] = Trail(path, file.src_uri, list(page.links))
    return made


def targets(settings: Settings) -> dict[str, str]:
    """For each file in a project's folder of pages the built file that it becomes."""
    return {file.src_uri: file.dest_uri for file in settings.files}


def read_site(
    folder: Path,
    shown: str,
    *,
    site_url: str = "",
    ways: Mapping[str, Trail] | None = None,
    built: Mapping[str, str] | None = None,
) -> Site:
    """
    Read every HTML file below `folder`.

    `shown` is how the folder is called in the places of what is found. `site_url` is the address
    at which the site will be: links to it are links into the folder. `ways` and `built`, from
    `trails` and `targets`, lead back to the Markdown. Raises `SiteError` where there is no HTML.
    """
    if not folder.is_dir():
        message = f"there is no folder {shown}"
        raise SiteError(message)
    files = frozenset(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    html = sorted(path for path in files if path.endswith((".html", ".htm")))
    if not html:
        message = f"there is no HTML file in {shown}"
        raise SiteError(message)
    parts = urlsplit(site_url)
    origin = _Origin(parts.netloc, posixpath.join(parts.path or "/", ""), files)
    documents = {}
    for path in html:
        text = (folder / path).read_text(encoding="utf-8", errors="replace")
        reader = _Reader(path, posixpath.join(shown, path), text, origin)
        documents[path] = reader.document((ways or {}).get(path), built or {})
    return Site(documents, files)


class _Reader:
    def __init__(self, path: str, shown: str, text: str, origin: _Origin) -> None:
        self._path = path
        self._shown = shown
        self._text = text
        self._origin = origin
        self._tree = LexborHTMLParser(text)
        self._base = urljoin(_BASE, self._origin.path.lstrip("/") + path)
        base = self._tree.css_first("base[href]")
        if base:
            self._base = urljoin(self._base, base.attributes["href"] or "")

    def document(self, trail: Trail | None, built: Mapping[str, str]) -> Document:
        anchors = frozenset(
            anchor
            for node in self._tree.css("[id],a[name]")
            for name in ("id", "name")
            if (anchor := node.attributes.get(name)) and (name == "id" or node.tag == "a")
        )
        found = list(self._found())
        written = self._match(found, trail, built)
        places = _Places(self._shown, self._text)
        links = []
        seen: dict[tuple[str, str, str], int] = defaultdict(int)
        for number, each in enumerate(found):
            kind = (each.tag, each.attribute, each.address)
            seen[kind] += 1
            source = written.get(number)
            links.append(
                self._link(each, source, places.place(kind, seen[kind] - 1) if not source else None)
            )
        return Document(self._path, tuple(links), anchors)

    def _link(self, found: _Found, written: WrittenLink | None, place: Place | None) -> Link:
        target, fragment = self._resolve(found.address)
        return Link(
            address=found.address,
            place=written.place if written else place or Place(self._shown),
            target=target,
            fragment=fragment,
            asset=found.asset,
            written=written.address if written else None,
        )

    def _found(self) -> Iterator[_Found]:
        main = next((node for css in _MAIN if (node := self._tree.css_first(css))), None)
        inside = {id_of(node) for node in main.css("*")} if main else set()
        for node in self._tree.css(",".join([*_FOLLOWED, *_LOADED])):
            tag = node.tag or ""
            names = _FOLLOWED.get(tag) or _LOADED[tag]
            if tag == "link" and _NOT_LOADED & set((node.attributes.get("rel") or "").split()):
                continue
            for name in names:
                value = node.attributes.get(name)
                if value is None:
                    continue
                for address in _srcset(value) if name == "srcset" else (value.strip(),):
                    yield _Found(tag, name, address, tag in _LOADED, id_of(node) in inside)

    def _match(
        self, found: list[_Found], trail: Trail | None, built: Mapping[str, str]
    ) -> dict[int, WrittenLink]:
        if trail is None:
            return {}
        waiting: dict[tuple[str | None, str], deque[WrittenLink]] = defaultdict(deque)
        for link in trail.written:
            # What Markdown made is relative to the Markdown file, what was HTML to the page.
            for key in {self._aim(link.address, trail, built), self._resolve(link.address)}:
                waiting[key].append(link)
        matched: dict[int, WrittenLink] = {}
        used: set[int] = set()
        for number, each in enumerate(found):
            queue = waiting.get(self._resolve(each.address)) if each.main else None
            while queue:
                link = queue.popleft()
                if id(link) not in used:
                    used.add(id(link))
                    matched[number] = link
                    break
        return matched

    def _aim(self, address: str, trail: Trail, built: Mapping[str, str]) -> tuple[str | None, str]:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return self._resolve(address)
        source = posixpath.normpath(
            posixpath.join(posixpath.dirname(trail.source), unquote(parts.path)).lstrip("/")
        )
        if source in built:
            return built[source], unquote(parts.fragment)
        # MkDocs leaves an address that leads nowhere as it was written.
        return self._resolve(address)

    def _resolve(self, address: str) -> tuple[str | None, str]:
        """The file of the site that an address leads to, or `None`, and its fragment."""
        try:
            parts = urlsplit(urljoin(self._base, address))
        except ValueError:
            return None, ""
        own = {urlsplit(_BASE).netloc, self._origin.host} - {""}
        if parts.scheme not in {"http", "https"} or parts.netloc not in own:
            return None, ""
        fragment = unquote(parts.fragment.split(":~:")[0])
        path = unquote(parts.path)
        if not (path + "/").startswith(self._origin.path):
            return path.lstrip("/"), fragment
        path = path[len(self._origin.path) :]
        return self._file(path), "" if fragment == "top" else fragment

    def _file(self, path: str) -> str:
        files = self._origin.files
        if not path or path.endswith("/"):
            return f"{path}index.html"
        if path not in files:
            for candidate in (f"{path}/index.html", f"{path}.html"):
                if candidate in files:
                    return candidate
        return path


class _Places(HTMLParser):
    """Where links stand in an HTML file; it is read for this only when a link has to be placed."""

    def __init__(self, shown: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self._shown = shown
        self._text = text
        self._known: dict[tuple[str, str, str], list[Place]] | None = None

    def place(self, kind: tuple[str, str, str], number: int) -> Place:
        """The place of the link of that tag, attribute and address, the `number`-th from 0."""
        if self._known is None:
            self._known = defaultdict(list)
            self.feed(self._text)
            self.close()
        places = self._known.get(kind, [])
        return places[number] if number < len(places) else Place(self._shown)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        assert self._known is not None
        for name, value in attrs:
            addresses = _srcset(value or "") if name == "srcset" else ((value or "").strip(),)
            for address in addresses:
                self._known[tag, name, address].append(Place(self._shown, line, column + 1))


def id_of(node: LexborNode) -> int:
    """What tells one node of a tree from another."""
    return node.mem_id


def _srcset(value: str) -> list[str]:
    return [part.split()[0] for part in value.split(",") if part.split()]
