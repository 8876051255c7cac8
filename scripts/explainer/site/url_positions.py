"""The positions of URLs and names in a page: read only for pages that have a problem."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.site import css_urls, html_tokenizer, link_attributes
from explainer.site.links_and_anchors import IGNORED_CLASSES, IGNORED_TAGS, UNPARSED_LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIN_CONTENT = ("article", "main", "div", "body")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_CODE_TAG = re.compile(r"</?code\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


class Occurrence(NamedTuple):
    """A URL or a name in a file: its kind, its decoded value, and its start and end offset."""

    kind: str
    url: str
    start: int
    end: int


def occurrences(html: str) -> list[Occurrence]:
    """Every URL and every `id` in a page, in order."""
    found: list[Occurrence] = []
    in_picture = False
    for token, following in itertools.pairwise(
        itertools.chain(html_tokenizer.tokenize(html), [html_tokenizer.Text(len(html), "")])
    ):
        if isinstance(token, html_tokenizer.Text):
            continue
        if token.name == "picture":
            in_picture = not token.closing
        allowed = _needs_no_url(token, following, in_picture=in_picture)
        found += (each for each in _in_token(token) if each.url or each.kind != allowed)
    return found


def _needs_no_url(
    token: html_tokenizer.Tag,
    following: html_tokenizer.Tag | html_tokenizer.Text,
    *,
    in_picture: bool,
) -> str | None:
    """The kind of the URL that may be empty in a tag; `None` if there is none."""
    if token.name == "img" and in_picture:
        # The browser chooses from the sources.
        return "img src"
    is_closed = isinstance(following, html_tokenizer.Tag) and following.closing
    # `[](){ #id }` is how mkdocs-autorefs has anchors written.
    return "a href" if token.name == "a" and is_closed and "id" in token.values else None


def _in_token(token: html_tokenizer.Tag) -> Iterator[Occurrence]:
    if token.closing:
        return
    for name, value, start, raw in token.attributes:
        if name == "id":
            yield Occurrence(link_attributes.ID, value or "", start, start + len(raw))
        elif name in link_attributes.ATTRIBUTES:
            yield from _in_attribute(token, name, start, raw)
    kind = link_attributes.kind_without_url(token.name, token.values)
    if kind:
        yield Occurrence(kind, "", token.start, token.end)
    yield from _in_text(token)


def _in_attribute(
    token: html_tokenizer.Tag, name: str, start: int, raw: str
) -> Iterator[Occurrence]:
    at = 0
    for kind, url in link_attributes.urls_of_tag(token.name, token.values):
        if not _is_of_attribute(kind, name):
            continue
        if not url or (found := raw.find(url, at)) < 0:
            yield Occurrence(kind, url, start, start + len(raw))
        else:
            at = found + len(url)
            yield Occurrence(kind, url, start + found, start + at)


def _in_text(token: html_tokenizer.Tag) -> Iterator[Occurrence]:
    if token.name == "style":
        for found in css_urls.scan(token.text):
            at = token.end + found.start
            yield Occurrence("style", found.url, at, at + len(found.url))
    elif token.name == "script" and token.values.get("type") == "application/ld+json":
        at = 0
        for url in link_attributes.json_ld_urls(token.text):
            start, end = json_span(token.text, url, at)
            yield Occurrence(link_attributes.JSON_LD, url, token.end + start, token.end + end)
            at = end


def json_span(text: str, url: str, at: int = 0) -> tuple[int, int]:
    """The start and end offset of a URL in JSON, which allows several escapes."""
    for to_ascii in (False, True):
        plain = json.dumps(url, ensure_ascii=to_ascii)
        for written in (plain, plain.replace("/", "\\/")):
            found = text.find(written, at)
            if found >= 0:
                return found + 1, found + len(written) - 1
    return at, at


def _is_of_attribute(kind: str, name: str) -> bool:
    """Whether a URL of that kind is in the attribute with that name."""
    if kind.startswith("link ") and not kind.endswith("imagesrcset"):
        return name == "href"
    if kind.startswith("meta "):
        return name == "content"
    return kind.rpartition(" ")[2] == name


def main_content_span(html: str) -> tuple[int, int]:
    """The start and end offset of the page's main content, without the theme's parts."""
    spans: dict[str, tuple[int, int]] = {}
    opened: dict[str, list[tuple[int, bool]]] = {}
    for token in html_tokenizer.tokenize(html):
        if isinstance(token, html_tokenizer.Text) or token.name not in _MAIN_CONTENT:
            continue
        stack = opened.setdefault(token.name, [])
        if not token.closing:
            is_main = token.name != "div" or token.values.get("role") == "main"
            stack.append((token.end, is_main))
        elif stack:
            start, is_main = stack.pop()
            if is_main:
                span = start, token.start
                spans[token.name] = min(span, spans.get(token.name, span))
    for name in _MAIN_CONTENT:
        if name in spans:
            return spans[name]
    return 0, len(html)


def unparsed_markdown(html: str) -> list[Occurrence]:
    """The Markdown syntax in the page's main content that was not parsed."""
    first, last = main_content_span(html)
    ignored: list[str] = []
    texts: list[html_tokenizer.Text] = []
    for token in html_tokenizer.tokenize(html):
        if not first <= token.start < last:
            continue
        if isinstance(token, html_tokenizer.Text):
            if not ignored:
                texts.append(token)
        elif token.closing:
            if ignored and token.name == ignored[-1]:
                ignored.pop()
        elif token.name in ignored or (not ignored and _is_ignored(token)):
            ignored.append(token.name)
    return list(_find_unparsed(texts))


def as_markdown(html: str) -> str:
    """A piece of a page, such as `[<code>a</code>][b]`, as it was typed: code between backticks."""
    return html_tokenizer.decode_references(_ANY_TAG.sub("", _CODE_TAG.sub("`", html)))


def _is_ignored(token: html_tokenizer.Tag) -> bool:
    classes = (token.values.get("class") or "").split()
    if token.name in _VOID:
        return False
    return token.name in IGNORED_TAGS or not IGNORED_CLASSES.isdisjoint(classes)


def _find_unparsed(texts: list[html_tokenizer.Text]) -> Iterator[Occurrence]:
    """Unparsed syntax in the joined texts of a page."""
    decoded: list[str] = []
    positions: list[int] = []
    for start, written in texts:
        text = html_tokenizer.decode_references(written)
        decoded.append(text)
        positions += range(start, start + len(text))
    for match in UNPARSED_LINK.finditer("".join(decoded)):
        first, last = positions[match.start()], positions[match.end() - 1]
        yield Occurrence(link_attributes.UNPARSED_MARKDOWN, match[0], first, last + 1)
