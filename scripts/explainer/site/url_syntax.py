"""The syntax of URLs, without any site: schemes, joining, and which hosts are public."""

from __future__ import annotations

import functools
import re

import can_ada

WEB = frozenset({"http", "https"})
"""The schemes of the web."""

LABEL = r"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
"""A pattern for one label of a host name."""

MIN_LABELS = 2
"""How many labels the name of a public host has at least."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CONTROL = re.compile(r"[\t\n\r]")
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?::\d{2,4})?"
    r"(?:[/?#][^\s\\<>\"{}|^`]*)?"
)
_PRIVATE_NAMES = (
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private",
    "home.arpa",
)  # fmt: skip
# Folders of a machine's file system that no site has.
_MACHINE_PATH = re.compile(
    r"/(?:usr/(?:share|lib|local|include)|var/(?:lib|www)|(?:home|Users)/[\w.-]+/[^/?#]+)/"
)
_MAX_HOST = 253
_MAX_LABEL = 63


def is_machine_path(url: str) -> bool:
    """Whether a URL is the path of a file on the writer's computer, such as `/usr/share/a.html`."""
    return _MACHINE_PATH.match(url) is not None


def scheme_of(url: str) -> str:
    """The scheme of a URL in lower case; empty if the URL is relative."""
    match = _SCHEME.match(_CONTROL.sub("", url))
    return match[1].lower() if match else ""


def is_plain(url: str) -> bool:
    """Whether a URL is an `http:` or `https:` URL of the common form, which is always valid."""
    return _PLAIN.fullmatch(url) is not None


def join(base: str, url: str) -> can_ada.URL | None:
    """
    The absolute URL that a browser would request, by the WHATWG's rules.

    `None` if it is invalid. A lone surrogate, which no file can contain, is replaced by `?`.
    """
    try:
        return can_ada.parse(base) + url.encode("utf-8", "replace").decode("utf-8")
    except ValueError:
        return None


@functools.lru_cache(maxsize=10_000)
def host_defect(host: str) -> str | None:
    """
    The defect of a host that is not public: `malformed` or `private`; `None` if it is public.

    `host` is as a URL parser returns it: in lower case, IPv4 addresses with four numbers, IDN in
    ASCII.
    """
    name = host.rstrip(".")
    if host.startswith("["):
        return "private" if _is_private_ip(host.strip("[]")) else None
    labels = name.split(".")
    if re.fullmatch(r"\d+", labels[-1]):
        return "private" if _is_private_ip(name) else None
    if len(name) > _MAX_HOST or name in WEB:
        return "malformed"
    if not all(0 < len(label) <= _MAX_LABEL for label in labels):
        return "malformed"
    if len(labels) < MIN_LABELS or f".{name}".endswith(tuple(f".{n}" for n in _PRIVATE_NAMES)):
        return "private"
    return None


def _is_private_ip(text: str) -> bool:
    # Imported on demand: it is slow to import, and few sites need it.
    import ipaddress  # noqa: PLC0415

    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not (inner or address).is_global
