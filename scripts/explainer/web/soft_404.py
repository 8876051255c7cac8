"""
Soft 404s: pages with a good status that are login pages, home pages, or parked domains.

A page that looks like one is a suspect. Most suspects are verified: the host is sent a request for
a random URL, and if it responds in the same way, it has no page at the first URL either.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import link_attributes
from explainer.web import soft_404_phrases as phrases

if TYPE_CHECKING:
    import httpx2

    from explainer.web.response import Response

_MAX_REFRESH_DELAY = 5
"""The longest delay of a refresh, in seconds, that counts as a redirect."""


class Soft404(NamedTuple):
    """
    Why a response with a good status may be a soft 404.

    `certain` is true if the page certainly does not exist, `verifiable` if a request for a random
    URL of the same host can tell. Otherwise the verdict stays open.
    """

    reason: str
    certain: bool = False
    verifiable: bool = False


def detect_soft_404(requested: httpx2.URL, response: Response) -> Soft404 | None:
    """Why a good response to a request for a URL may be a soft 404; `None` if nothing is wrong."""
    text = text_of(response)
    return (
        _by_parking(requested, response.url, text)
        or _by_redirect(requested, response.url)
        or _by_title(text)
    )


def _by_redirect(requested: httpx2.URL, url: httpx2.URL) -> Soft404 | None:
    if not _is_other_page(requested, url):
        return None
    was_login = phrases.LOGIN_URL.search(requested.path)
    if phrases.LOGIN_URL.search(f"{url.host}{url.path}") and not was_login:
        return Soft404("it redirects to a login page")
    if _is_home(url) and not _is_home(requested):
        return Soft404("it redirects to the home page", verifiable=True)
    was_missing = phrases.ERROR_PAGE_PATH.search(requested.path)
    if phrases.ERROR_PAGE_PATH.search(url.path) and not was_missing:
        return Soft404("it redirects to an error page", verifiable=True)
    return None


def _by_title(text: str) -> Soft404 | None:
    title = title_of(text)
    if phrases.CHALLENGE.search(title):
        return Soft404("it shows a bot challenge")
    if phrases.LOGIN_TITLE.search(title) and phrases.PASSWORD_FIELD.search(text):
        return Soft404("it shows a login page")
    if phrases.ERROR_PAGE_TITLE.search(title):
        return Soft404("its title says that it was not found", verifiable=True)
    return None


def _by_parking(requested: httpx2.URL, url: httpx2.URL, text: str) -> Soft404 | None:
    if _is_parking_host(url) and not _is_parking_host(requested):
        return Soft404("its domain is for sale", certain=True)
    folded = text.lower()
    if not any(words in folded for words in phrases.PARKED_WORDS):
        return None
    if phrases.PARKED_PHRASE.search(text) and phrases.PARKING_SCRIPTS.search(text):
        return Soft404("its domain is parked", certain=True)
    if phrases.PARKED_PHRASE.search(title_of(text)):
        return Soft404("its domain seems to be parked")
    return None


def _is_parking_host(url: httpx2.URL) -> bool:
    return any(url.host == host or url.host.endswith(f".{host}") for host in phrases.PARKING_HOSTS)


def text_of(response: Response) -> str:
    """The beginning of a page's source; empty if the response is not text."""
    return response.body_start.decode("utf-8", errors="replace") if response.is_page else ""


def title_of(text: str) -> str:
    """The title and the first heading in the beginning of a page's source."""
    found: dict[str, str] = {}
    for match in phrases.TITLE.finditer(text):
        found.setdefault(match[1].lower(), html.unescape(match[2]).strip())
    return " | ".join(found.values())


def refresh_of(response: Response) -> tuple[int, str] | None:
    """
    The delay in seconds and the target of a page's refresh, by `<meta>` or by header.

    `None` if there is none, or if the delay is longer than that of a redirect.
    """
    content = _meta_refresh(text_of(response)) or response.header("refresh")
    url, delay = link_attributes.refresh_url(content), link_attributes.refresh_delay(content)
    return (delay, url) if url and delay <= _MAX_REFRESH_DELAY else None


def _meta_refresh(markup: str) -> str:
    """The content of `<meta http-equiv=refresh>`, as a browser with scripts enabled finds it."""
    folded = markup.lower()
    if "http-equiv" not in folded or "refresh" not in folded:
        return ""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (slow to import, and few pages need it)

    tree = LexborHTMLParser(markup)
    tree.strip_tags(["noscript", "template"])
    for node in tree.css("meta[http-equiv][content]"):
        if (node.attributes["http-equiv"] or "").strip().lower() == "refresh":
            return node.attributes["content"] or ""
    return ""


def same_page(one: Response, other: Response) -> bool:
    """Whether two responses seem to be the same page: by URL, or by title and heading."""
    if one.url.copy_with(fragment=None) == other.url.copy_with(fragment=None):
        return True
    title = title_of(text_of(one))
    return "" != title == title_of(text_of(other))


def _is_other_page(one: httpx2.URL, other: httpx2.URL) -> bool:
    return (one.host, one.path.rstrip("/")) != (other.host, other.path.rstrip("/"))


def _is_home(url: httpx2.URL) -> bool:
    return phrases.HOME_PATH.fullmatch(url.path) is not None and not url.query
