"""
Signs that a page which calls itself good is none: login pages, home pages, parked domains.

They are suspicions. What can be tried is tried before they are believed: an address that nobody
can have made is asked for beside, and whoever answers that in the same way has no page there.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

from explainer.web import soft_404_phrases

if TYPE_CHECKING:
    import httpx2

    from explainer.web.client import Reply

_SOON = 5
"""Seconds within which a page that sends on is not there to be read."""


class Suspicion(NamedTuple):
    """
    What seems to be wrong with a good answer.

    `sure` is true where the page is certainly not there, `tried` where asking for a made-up address
    can tell. Otherwise nothing can be told.
    """

    reason: str
    sure: bool = False
    tried: bool = False


def suspicion(asked: httpx2.URL, reply: Reply) -> Suspicion | None:
    """What speaks against taking a good answer for what it says it is."""
    text = text_of(reply)
    return _parked(asked, reply.url, text) or _sent_away(asked, reply.url) or _says_so(text)


def _sent_away(asked: httpx2.URL, url: httpx2.URL) -> Suspicion | None:
    if not _differs(asked, url):
        return None
    if soft_404_phrases.LOGIN.search(f"{url.host}{url.path}") and not soft_404_phrases.LOGIN.search(
        asked.path
    ):
        return Suspicion("it sends to a login page")
    if _is_home(url) and not _is_home(asked):
        return Suspicion("it sends to the home page", tried=True)
    if soft_404_phrases.MISSING_PLACE.search(
        url.path
    ) and not soft_404_phrases.MISSING_PLACE.search(asked.path):
        return Suspicion("it sends to a page for what is missing", tried=True)
    return None


def _says_so(text: str) -> Suspicion | None:
    title = title_of(text)
    if soft_404_phrases.CHALLENGE.search(title):
        return Suspicion("it asks whether a person is there")
    if soft_404_phrases.LOGIN_TITLE.search(title) and soft_404_phrases.PASSWORD.search(text):
        return Suspicion("it shows a login page")
    if soft_404_phrases.MISSING_TITLE.search(title):
        return Suspicion("its title says that it was not found", tried=True)
    return None


def _parked(asked: httpx2.URL, url: httpx2.URL, text: str) -> Suspicion | None:
    if _sells_names(url) and not _sells_names(asked):
        return Suspicion("its domain is for sale", sure=True)
    folded = text.lower()
    if not any(words in folded for words in soft_404_phrases.PARKED_WORDS):
        return None
    if soft_404_phrases.PARKED.search(text) and soft_404_phrases.PARKING_SCRIPTS.search(text):
        return Suspicion("its domain is parked", sure=True)
    if soft_404_phrases.PARKED.search(title_of(text)):
        return Suspicion("its domain seems to be parked")
    return None


def _sells_names(url: httpx2.URL) -> bool:
    return any(
        url.host == host or url.host.endswith(f".{host}") for host in soft_404_phrases.PARKING_HOSTS
    )


def text_of(reply: Reply) -> str:
    """The beginning of a page's source, or nothing where it is no page."""
    return reply.head.decode("utf-8", errors="replace") if reply.is_page else ""


def title_of(text: str) -> str:
    """A page's title and first heading, as far as they come early."""
    found: dict[str, str] = {}
    for match in soft_404_phrases.TITLE.finditer(text):
        found.setdefault(match[1].lower(), html.unescape(match[2]).strip())
    return " | ".join(found.values())


def refresh_of(reply: Reply) -> tuple[int, str] | None:
    """After how many seconds a page sends its readers on by itself, if they are few; and where."""
    content = _refresh_in(text_of(reply)) or reply.header("refresh")
    value = soft_404_phrases.REFRESH_VALUE.match(content)
    if value and int(value[1]) <= _SOON and value[2].strip():
        return int(value[1]), value[2].strip()
    return None


def _refresh_in(markup: str) -> str:
    """What the element says that sends on, if there is one that a browser with scripts heeds."""
    folded = markup.lower()
    if "http-equiv" not in folded or "refresh" not in folded:
        return ""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (few pages need it)

    tree = LexborHTMLParser(markup)
    tree.strip_tags(["noscript", "template"])
    for node in tree.css("meta[http-equiv][content]"):
        if (node.attributes["http-equiv"] or "").strip().lower() == "refresh":
            return node.attributes["content"] or ""
    return ""


def same_page(one: Reply, other: Reply) -> bool:
    """Whether two addresses led to what looks like one page."""
    if one.url.copy_with(fragment=None) == other.url.copy_with(fragment=None):
        return True
    titles = title_of(text_of(one)), title_of(text_of(other))
    return bool(titles[0]) and titles[0] == titles[1]


def _differs(one: httpx2.URL, other: httpx2.URL) -> bool:
    return (one.host, one.path.rstrip("/")) != (other.host, other.path.rstrip("/"))


def _is_home(url: httpx2.URL) -> bool:
    return soft_404_phrases.HOME.fullmatch(url.path) is not None and not url.query
