"""
What stands behind `#`: an anchor, words on the page, or what a script makes of it.

Source: WICG, "URL Fragment Text Directives".
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from explainer.text import unaccented

DIRECTIVE = ":~:"

_BY_SCRIPTS = re.compile(
    r"[!/].*"  # the addresses within a page that is a program
    r"|__(?:comments|consent|drawer|search|toc|tabbed_\d+_\d+|codelineno-[\w-]+)"  # Material's
    r"|t=[\d.,:npt]+"  # a time in a video or in a recording
    r"|xywh=.*",
    re.DOTALL,
)
_HIDDEN = ("head", "script", "style", "template", "noscript", "textarea", "select")


def anchor_of(fragment: str) -> str:
    """The name of the anchor in a fragment, as it is written."""
    return fragment.partition(DIRECTIVE)[0]


def is_there(fragment: str, anchors: frozenset[str] | set[str]) -> bool:
    """
    Whether the anchor that a fragment names is among a page's, or needs none.

    Browsers look for the name as it is written, then decoded; `top` is always there.
    """
    name = anchor_of(fragment)
    if not name or name in anchors:
        return True
    decoded = unquote(name)
    return decoded in anchors or decoded.lower() == "top" or by_scripts(decoded)


def by_scripts(name: str) -> bool:
    """
    Whether scripts make the anchor of that name, or read it, once the page is open.

    They are `!` or `/` and what follows, which programs in a page use as addresses; the names
    that Material for MkDocs gives to its comments, consent, drawer, search, tabs and lines of
    code; and `t=` and `xywh=`, for a part of a video or an image.
    """
    return _BY_SCRIPTS.fullmatch(name) is not None


def missing_words(fragment: str, html: bytes) -> str | None:
    """The first text that a fragment points to and that the page does not hold, or `None`."""
    directive = fragment.partition(DIRECTIVE)[2]
    wanted = [part[5:] for part in directive.split("&") if part.startswith("text=")]
    if not wanted:
        return None
    # An element may part two words, or be within one.
    texts = [unaccented(text_of(html, between)) for between in (" ", "")]
    missing = (each for each in wanted if not any(_holds(text, each) for text in texts))
    return next(map(unquote, missing), None)


def text_of(html: bytes, between: str = " ") -> str:
    """The text of a page that a reader can see, or unfold; `between` is put between elements."""
    # Few sites have such links, and it takes a while to load.
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # noqa: PLC0415

    try:
        tree = LexborHTMLParser(html)
        tree.strip_tags(list(_HIDDEN))
        return (tree.body or tree.root).text(separator=between) if tree.root else ""
    except (SelectolaxError, ValueError):
        return ""


def _holds(text: str, directive: str) -> bool:
    parts = directive.split(",")
    before = unaccented(unquote(parts.pop(0)[:-1])) if parts[0].endswith("-") else ""
    behind = unaccented(unquote(parts.pop()[1:])) if parts and parts[-1].startswith("-") else ""
    ends = [unaccented(unquote(part)) for part in parts]
    if not ends or not all(ends) or len(ends) > 2:  # noqa: PLR2004  (from and to)
        return False
    pattern = _words(ends[0]) + (rf".*?{_words(ends[1])}" if len(ends) > 1 else "")
    if before:
        pattern = rf"{_words(before)}\s*{pattern}"
    if behind:
        pattern = rf"{pattern}\s*{_words(behind)}"
    return re.search(pattern, text, re.DOTALL) is not None


def _words(text: str) -> str:
    """A pattern for whole words, between which elements of the page may put spaces."""
    inner = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", text))
    start = r"(?<!\w)" if re.match(r"\w", text) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return f"{start}{inner}{end}"
