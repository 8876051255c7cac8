"""URLs as the HTTP client requests them: without fragment, and without user name and password."""

from __future__ import annotations

import re
from urllib.parse import unquote, urldefrag, urlsplit

import httpx2

from explainer.site import url_syntax

_NOT_IN_HOST = re.compile(r"[\x00-\x20\x7f%#/:<>?@\[\\\]^|]")


def parse(url: str) -> tuple[httpx2.URL, str] | None:
    """A URL without its fragment, and the fragment; `None` if it is no valid HTTP(S) URL."""
    try:
        without_fragment, fragment = urldefrag(url.strip())
        parts = urlsplit(without_fragment)
        parts.port  # noqa: B018  (raises `ValueError` if the port is invalid)
        parsed = httpx2.URL(without_fragment)
        if "%" in parsed.host and ":" not in parsed.host:
            # Browsers decode percent-encoded host names, and site generators write them.
            parsed = parsed.copy_with(host=_decode_host(parsed.host))
    except (httpx2.InvalidURL, ValueError, TypeError):
        return None
    return (parsed, fragment) if parsed.scheme in url_syntax.WEB and parsed.host else None


def without_credentials(url: httpx2.URL) -> httpx2.URL:
    """A URL without user name and password, which are never sent."""
    return url.copy_with(username="", password="") if url.userinfo else url


def is_same_request(one: httpx2.URL, other: httpx2.URL) -> bool:
    """Whether two URLs lead to the same request; an empty path is the path `/`."""
    return (one.scheme, one.raw_host, one.port, one.raw_path) == (
        other.scheme,
        other.raw_host,
        other.port,
        other.raw_path,
    )


def _decode_host(host: str) -> str:
    """A percent-encoded host name, decoded. Raises `ValueError` if it is no host name."""
    name = unquote(host, errors="strict")
    if _NOT_IN_HOST.search(name):
        message = f"{host} is not a host name"
        raise ValueError(message)
    return name
