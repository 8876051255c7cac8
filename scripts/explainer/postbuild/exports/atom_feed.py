"""
`feed.xml` (Atom, RFC 4287): new claims, changed verdicts and corrections, the newest first.

The id of an entry is a UUID (RFC 9562, version 5) made of the site's address, or of its name where
it has none, the claim and the number of the change, so that it stays when words are mended. Without
`site_url` the links are relative to the feed, and the feed does not name its own address.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from explainer.postbuild.exports.verdict_words import claim_with_verdict, verdict_words
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.markdown.translations import Translations
    from explainer.model import Change, Claim
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

FEED_FILE = "feed.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _News(NamedTuple):
    claim: Claim
    page: BuiltPage
    number: int
    change: Change
    before: Change | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "new"
        return "correction" if self.before.verdict == self.change.verdict else "changed"


def add_feed(site: BuiltSite) -> None:
    """Add the feed, where a claim has a history."""
    news = sorted(_news(site), key=lambda it: it.change.date, reverse=True)[:_MOST]
    if news:
        root = _feed(site, news)
        ET.indent(root)
        text = ET.tostring(root, encoding="unicode")
        declaration = '<?xml version="1.0" encoding="utf-8"?>'
        site.add_text(FEED_FILE, f"{declaration}\n{text}\n")


def _news(site: BuiltSite) -> Iterator[_News]:
    for claim, page in site.claim_pages():
        if claim.stub:
            continue
        history = claim.history
        # The last entry of a day is the newest of that day, too.
        for number in range(len(history), 0, -1):
            before = history[number - 2] if number > 1 else None
            yield _News(claim, page, number, history[number - 1], before)


def _feed(site: BuiltSite, news: list[_News]) -> ET.Element:
    translations = site_words(site.settings)
    name = site.settings.site_name
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": site.project.language})
    _add(feed, "id", _identifier(site, "feed"))
    _add(feed, "title", translations.translate("feed", "title", site=name))
    if site.settings.site_description:
        _add(feed, "subtitle", site.settings.site_description)
    _add(feed, "updated", _moment(news[0].change.date))
    _add(ET.SubElement(feed, "author"), "name", name)
    _link(feed, "alternate", "text/html", site.absolute("") or "./")
    if site.settings.site_url:
        _link(feed, "self", "application/atom+xml", site.absolute(FEED_FILE))
    for each in news:
        _entry(feed, site, each, translations)
    return feed


def _entry(feed: ET.Element, site: BuiltSite, news: _News, translations: Translations) -> None:
    claim, change = news.claim, news.change
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", _identifier(site, f"{claim.key}#{news.number}"))
    _add(entry, "title", claim_with_verdict(claim, translations))
    _add(entry, "published", _moment(change.date))
    _add(entry, "updated", _moment(change.date))
    _link(entry, "alternate", "text/html", site.absolute(news.page.url))
    said = translations.translate(
        "feed",
        news.kind,
        before=verdict_words(news.before.verdict, translations) if news.before else "",
        after=verdict_words(change.verdict, translations),
    )
    ET.SubElement(entry, "category", {"term": news.kind, "label": _clean(said)})
    _add(entry, "summary", f"{said}. {change.what}")


def _identifier(site: BuiltSite, name: str) -> str:
    base = site.absolute("") or site.settings.site_name
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{base}{name}").urn


def _moment(day: str) -> str:
    """The start of a day, since a history knows no hours (RFC 3339)."""
    return f"{day}T00:00:00Z"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _link(parent: ET.Element, relation: str, kind: str, href: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": href})


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)
