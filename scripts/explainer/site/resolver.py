"""
An address on a page to the file of the site that a browser would be given for it.

Most addresses on most pages are plain relative ones, and the same ones as on the next page. They
are joined as text and looked up; all others are joined by the WHATWG's rules.
"""

from __future__ import annotations

import functools
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from explainer.site import url_syntax
from explainer.site.redirects import PERMANENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    import can_ada

    from explainer.site.redirects import Redirect

_NO_HOST = "site.invalid"
NOWHERE = f"https://{_NO_HOST}"
"""Where a site is that does not say where it will be."""

# The folders up, and the path from there.
_PLAIN = re.compile(
    r"((?:\.\./)*(?:\.\.(?![^?]))?)(?:\./)?((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(?:\?.*)?",
    re.ASCII | re.DOTALL,
)
_BROKEN_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
_SAFE = re.compile(r"[\w.~/-]*", re.ASCII)
_SLASHES = re.compile("/{2,}")
_AUTHORITY = re.compile(r":[\t\n\r]*[\\/][\t\n\r]*[\\/]")
_CLIMB = re.compile(r"[\\/]+")
_IGNORED = frozenset({"data", "blob", "about"})
_OF_HOSTS = frozenset({"ftp", "ws", "wss"})
_SCRIPTS = frozenset({"javascript", "vbscript"})
_MARKDOWN = (".md", ".markdown")
_MOST_HOPS = 10
_ERROR = 400


class Answer(NamedTuple):
    """
    Where an address leads.

    `fate` is empty where it leads to `target`, a file of the site, and its `fragment`; `out`
    where it leads to the web; `none` where there is nothing to follow; else what is wrong.
    `meant` is the address that would be right, where that is known.
    """

    fate: str
    target: str | None = None
    fragment: str | None = None
    meant: str | None = None


Shape = tuple[int, str]
"""A plain relative address without its fragment: how many folders up, the path from there."""


@dataclass(slots=True)
class Ground:
    """
    What a site is made of, as far as addresses are concerned.

    `root` is the path at which the site is on its host, with a slash at both ends. `stubs` are
    the pages that lead on at once, with the addresses that they lead to.
    """

    files: frozenset[str]
    url: str = ""
    redirects: tuple[Redirect, ...] = ()
    stubs: Mapping[str, str] = field(default_factory=dict)
    root: str = "/"
    host: str = ""
    origin: str = NOWHERE
    folded: dict[str, str] = field(default_factory=dict)
    folders: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Work out the rest from what was given."""
        parsed = url_syntax.join(NOWHERE, self.url) if self.url else None
        if parsed and parsed.protocol in {"http:", "https:"} and parsed.host:
            self.origin = f"{parsed.protocol}//{parsed.host}"
            self.host = str(parsed.host)
            self.root = posixpath.join(unquote(str(parsed.pathname)) or "/", "")

    @property
    def secure(self) -> bool:
        """Whether browsers refuse what the site loads without encryption."""
        return not self.origin.startswith("http:")

    def plainly_served(self) -> dict[str, str]:
        """
        The files that lead nowhere else, by their paths; an index also by those of its folder.

        All of these paths mean themselves in an address, too.
        """
        files, stubs = self.files, self.stubs
        served = {path: path for path in files if path not in stubs and _SAFE.fullmatch(path)}
        for path in files:
            folder = path.removesuffix("index.html")
            if path.endswith("/index.html") and path in served:
                served[folder] = path
                if folder[:-1] not in files:
                    served[folder[:-1]] = path
        return served

    def by_letters(self, path: str) -> str | None:
        """The file that differs from a path in the case of letters alone."""
        if not self.folded:
            self.folded = {name.casefold(): name for name in self.files}
        return self.folded.get(path.casefold())

    def is_folder(self, path: str) -> bool:
        """Whether some file is below a path."""
        if not self.folders:
            found = {""}
            for name in self.files:
                while (name := posixpath.dirname(name)) not in found:
                    found.add(name)
            self.folders = frozenset(found)
        return path.rstrip("/") in self.folders


class Resolver:
    """Resolves addresses, page by page, and remembers what it found."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._of_path: dict[str, Answer] = {}
        self._served = ground.plainly_served()
        self._absolute: dict[str, Answer] = {}
        self._path = ""
        self._prefixes: tuple[str, ...] = ("",)
        self._base = ""
        self._plain = True
        self._beside = ("", -1)
        self._near: dict[str, str] = {}

    def turn_to(self, path: str, base: str | None = None) -> None:
        """Resolve from now on for a file of the site, with its `base` element's address."""
        self._path = path
        folder = path.rpartition("/")[0]
        self._plain = base is None
        self._base = ""
        self._based = base
        self._prefixes = _prefixes(folder)
        # What leads up from one page of a folder leads to the same file from the next one.
        in_folder = path.endswith("/index.html")
        beside = folder.rpartition("/")[0] if in_folder else folder, int(in_folder)
        if beside != self._beside:
            self._beside, self._near = beside, {}

    def sift(self, addresses: set[str]) -> tuple[list[tuple[str, str, str]], list[str]]:
        """
        Divide the addresses of a page without a `base` element.

        Gives those plain ones that lead to a file of the site and to a fragment there, with both,
        and those that have to be looked at. Nearly all are neither, and are dropped.
        """
        near, served, prefixes, least = self._near, self._served, self._prefixes, self._beside[1]
        wanting, left = [], []
        for address in addresses.difference(near):
            path, _, fragment = address.partition("#")
            target = near.get(path)
            if target is None and path:
                up = 0
                while path.startswith("../", 3 * up):
                    up += 1
                rest = path[3 * up :].removeprefix("./")
                if rest == "..":
                    up, rest = up + 1, ""
                if up < len(prefixes):
                    target = served.get(prefixes[up] + rest)
                if target and up >= least:
                    near[path] = target
            if target is None:
                left.append(address)
            elif fragment:
                wanting.append((address, target, fragment))
        return wanting, left

    @property
    def _from(self) -> str:
        if not self._base:
            ground = self.ground
            self._base = ground.origin + _quote(ground.root + _address(self._path))
            if self._based is not None:
                joined = url_syntax.join(self._base, self._based)
                self._base = joined.href if joined else self._base
        return self._base

    def answer(self, address: str) -> Answer:
        """Where an address on the page leads; spaces around it are gone already."""
        if address.startswith(("https://", "http://")):
            return self._known(address)
        path, mark, fragment = address.partition("#")
        shape = _shape(path) if self._plain else None
        if shape is not None and shape[0] < len(self._prefixes):
            if _is_own(path):
                return Answer("", self._path, fragment if mark else None)
            found = self.file(self._prefixes[shape[0]] + shape[1])
            return found._replace(fragment=fragment) if mark else found
        whole = ":" in address and url_syntax.scheme_of(address)
        return self._known(address) if whole else self._any(address)

    def _known(self, address: str) -> Answer:
        """Where an address leads that has a scheme; such are the same on every page."""
        known = self._absolute.get(address)
        if known is None:
            known = self._absolute[address] = self._whole(address)
        return known

    def _whole(self, address: str) -> Answer:
        ground = self.ground
        own = ground.origin + ground.root
        if address.startswith(own):
            path, mark, fragment = address[len(own) :].partition("#")
            target = self._served.get(path)
            if target is not None:
                return Answer("", target, fragment if mark else None)
        elif url_syntax.is_plain(address):
            host = address.split("/", 3)[2].partition("?")[0].partition("#")[0].partition(":")[0]
            if host != ground.host.partition(":")[0]:
                return Answer(url_syntax.trouble_of_host(host) or "out")
        return self._any(address)

    def from_source(self, address: str) -> Answer | None:
        """
        What is wrong with an address that was written for a Markdown file, and left as it was.

        A page in a folder of its own was made of a file in that folder, or beside it. An address
        that MkDocs does not know, it leaves alone. `None` where nothing is like it there either.
        """
        shape = _shape(unquote(address.partition("#")[0]))
        folder = posixpath.dirname(self._path)
        folders = [folder]
        if folder and self._path.endswith("/index.html"):
            folders.append(posixpath.dirname(folder))
        for prefixes in map(_prefixes, folders):
            if shape is not None and shape[0] < len(prefixes):
                found = self._of_source(prefixes[shape[0]] + shape[1])
                if found:
                    return found
        return None

    def _of_source(self, path: str) -> Answer | None:
        stem, suffix = posixpath.splitext(path)
        candidates = [f"{stem}/index.html", f"{stem}.html"] if suffix in _MARKDOWN else [path]
        there = next((each for each in candidates if each in self.ground.files), None)
        if there:
            # In a link of Markdown it would have been replaced.
            return Answer("markdown", path, None, there) if suffix in _MARKDOWN else None
        near = next((near for each in candidates if (near := self.ground.by_letters(each))), None)
        return Answer("letters", near, None, near) if near else None

    def file(self, path: str) -> Answer:
        """What a browser gets that asks for a path below the site's root."""
        known = self._of_path.get(path)
        if known is None:
            known = self._of_path[path] = self._find(path)
        return known

    def _any(self, address: str) -> Answer:
        scheme = url_syntax.scheme_of(address)
        if scheme and scheme not in url_syntax.WEB:
            return _elsewhere(scheme, address)
        if scheme and not _AUTHORITY.match(address, len(scheme)):
            # Browsers take it for a path on this very host.
            return Answer("malformed")
        joined = url_syntax.join(self._from, address)
        if joined is None:
            return Answer("malformed")
        if joined.protocol not in {"http:", "https:"}:
            return Answer("none")
        if not self._is_ours(joined):
            trouble = url_syntax.trouble_of_host(str(joined.hostname))
            return Answer(trouble or "out")
        return self._own(address, scheme, joined)

    def _own(self, address: str, scheme: str, joined: can_ada.URL) -> Answer:
        ground = self.ground
        path, fragment = unquote(str(joined.pathname)), _fragment(address)
        inside = (posixpath.join(path, "")).startswith(ground.root)
        relative = not scheme and not address.startswith(("//", "\\\\"))
        if not inside:
            # Another site of the same host may well be meant by its full address.
            return Answer("outside" if relative else "out", None, fragment)
        if relative and self._climbs_out(address):
            return Answer("outside", None, fragment)
        below = path[len(ground.root) :]
        raw = str(joined.pathname)[len(_quote(ground.root)) :]
        found = self.file(below)
        if found.fate and raw != below and raw in ground.files:
            found = Answer("", raw)
        if found.fate and (_BROKEN_ESCAPE.search(address) or address.startswith("<")):
            found = Answer("malformed")
        return found._replace(fragment=fragment)

    def _climbs_out(self, address: str) -> bool:
        """Whether the address goes up above the host's root, where a browser stops silently."""
        depth = 0
        if not address.startswith(("/", "\\")):
            folder = unquote(self._from.partition("//")[2].partition("/")[2]).rpartition("/")[0]
            depth = len([part for part in folder.split("/") if part])
        for part in _CLIMB.split(re.split(r"[?#]", address)[0]):
            plain = part.lower().replace("%2e", ".")
            depth += -1 if plain == ".." else 0 if plain in {"", "."} else 1
            if depth < 0:
                return True
        return False

    def _find(self, path: str) -> Answer:
        found = self._plain_file(path)
        if found is not None and not (path.endswith("/") and found == f"{path}.html"):
            return self._led_on(found)
        if "//" in path or path.startswith("/"):
            # Servers take several slashes for one.
            return self.file(_SLASHES.sub("/", path).removeprefix("/"))
        return self._redirected(path) or self._missing(path)

    def _missing(self, path: str) -> Answer:
        ground = self.ground
        tail = "index.html" if path.endswith("/") or not path else ""
        for candidate in (path + tail, f"{path}/index.html", f"{path}.html"):
            near = ground.by_letters(candidate)
            if near is not None:
                return Answer("letters", near, None, near)
        if ground.is_folder(path):
            return Answer("folder", path)
        if path.lower().endswith(_MARKDOWN):
            page = self._page_of(path)
            if page:
                return Answer("markdown", path, None, page)
        return Answer("missing", path + tail)

    def _page_of(self, path: str) -> str | None:
        """The page that was made of a Markdown file, which an address wrongly calls by its name."""
        stem = posixpath.splitext(path)[0]
        folder, name = posixpath.split(stem)
        up = posixpath.dirname(folder)
        for base in (folder, up) if folder else (folder,):
            at = posixpath.join(base, name)
            index = posixpath.join(base, "index.html")
            names = [f"{at}/index.html", f"{at}.html"]
            if name.lower() in {"index", "readme"}:
                names.append(index)
            for candidate in names:
                if candidate in self.ground.files:
                    return candidate
        return None

    def _led_on(self, path: str) -> Answer:
        """The file itself, or where it leads on to if it is a stub."""
        if path not in self.ground.stubs or path == "index.html":
            # The start page may lead on to what is the latest today.
            return Answer("", path)
        return self._follow(self.ground.stubs[path], path, permanent=True)

    def _redirected(self, path: str) -> Answer | None:
        step = self._step(path)
        if step is None or step.status >= _ERROR:
            return None
        return self._follow(step.to, path, permanent=step.status in PERMANENT)

    def _step(self, path: str) -> Redirect | None:
        """The line of the redirects that is about a path, with the address that it gives it."""
        for redirect in self.ground.redirects:
            for whole in (self.ground.root + path, "/" + path):
                to = redirect.match(whole)
                if to is not None:
                    return redirect._replace(to=to)
        return None

    def _follow(self, to: str, path: str, *, permanent: bool) -> Answer:
        """Follow a redirect from a path of the site to its end."""
        ground, seen = self.ground, {path}
        while len(seen) <= _MOST_HOPS:
            joined = url_syntax.join(ground.origin + _quote(ground.root + _address(path)), to)
            if joined is None:
                return Answer("malformed")
            if not self._is_ours(joined):
                return Answer("redirect" if permanent else "out", None, None, to)
            below = unquote(str(joined.pathname)).removeprefix(ground.root).lstrip("/")
            path = self._plain_file(below) or below
            step = None if path in ground.files else self._step(path)
            if path in seen:
                break
            seen.add(path)
            if path in ground.stubs:
                to = ground.stubs[path]
            elif path in ground.files:
                return Answer("redirect" if permanent else "", path, None, path)
            elif step:
                to = step.to
            else:
                return Answer("missing", path)
        return Answer("circle", path)

    def _plain_file(self, path: str) -> str | None:
        files = self.ground.files
        if path in files:
            return path
        folder = path if path.endswith("/") or not path else f"{path}/"
        for candidate in (f"{folder}index.html", f"{path}.html", f"{folder}index.htm"):
            if candidate in files:
                return candidate
        return None

    def _is_ours(self, address: can_ada.URL) -> bool:
        return address.host in {self.ground.host, _NO_HOST}


@functools.cache
def _prefixes(folder: str) -> tuple[str, ...]:
    """A folder and those above it, each with a slash behind; the site's root is empty."""
    return (f"{folder}/", *_prefixes(folder.rpartition("/")[0])) if folder else ("",)


def _is_own(address: str) -> bool:
    """Whether an address without its fragment is about the page itself."""
    return not address or address[0] == "?"


def _shape(address: str) -> Shape | None:
    """What a plain relative address without a fragment says; `None` where it is any other."""
    match = _PLAIN.fullmatch(address)
    return ((len(match[1]) + 1) // 3, match[2]) if match else None


def _address(path: str) -> str:
    """The address of a file below the root: an index is called by its folder."""
    return path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path


def _quote(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def _fragment(address: str) -> str | None:
    _, mark, fragment = address.partition("#")
    return fragment if mark else None


def _elsewhere(scheme: str, address: str) -> Answer:
    if scheme in _SCRIPTS:
        return Answer("script")
    if scheme == "mailto":
        return Answer("none" if url_syntax.mail_is_possible(address) else "contact")
    if scheme == "tel":
        return Answer("none" if url_syntax.phone_is_possible(address) else "contact")
    if scheme == "file" or len(scheme) == 1:
        # One letter is a drive.
        return Answer("private")
    if scheme in _OF_HOSTS:
        joined = url_syntax.join(NOWHERE, address)
        trouble = url_syntax.trouble_of_host(str(joined.hostname)) if joined else "malformed"
        return Answer(trouble or "none")
    return Answer("malformed" if url_syntax.misspelt_scheme(scheme) else "none")
