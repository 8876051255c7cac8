"""
The fragment of a URL: an anchor, a text directive, or a value for a script.

Source: WICG, "URL Fragment Text Directives".
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from explainer.text_normalization import unaccented

DIRECTIVE = ":~:"
"""The delimiter between the anchor and the text directives of a fragment."""

_FOR_SCRIPTS = re.compile(
    r"[!/].*"  # the routes of a single-page application
    r"|__(?:comments|consent|drawer|search|toc|tabbed_\d+_\d+|codelineno-[\w-]+)"  # Material's
    r"|t=[\d.,:npt]+"  # a time in a video or in a recording
    r"|xywh=.*",
    re.DOTALL,
)
_LINE_RANGE = re.compile(r"((?:[A-Za-z]+-?)?)(\d+)-\1?(\d+)")
_INVISIBLE = ("head", "script", "style", "template", "noscript", "textarea", "select")


def anchor_of(fragment: str) -> str:
    """The name of the anchor in a fragment, without decoding."""
    return fragment.partition(DIRECTIVE)[0]


def exists(fragment: str, anchors: frozenset[str] | set[str]) -> bool:
    """
    Whether the anchor of a fragment is among the page's anchors, or needs none.

    Browsers look up the name as it is, then decoded; `top` always exists.
    """
    name = anchor_of(fragment)
    if not name or name in anchors:
        return True
    decoded = unquote(name)
    return decoded in anchors or decoded.lower() == "top" or is_for_scripts(decoded)


def is_for_scripts(name: str) -> bool:
    """
    Whether an anchor of that name is created or read by scripts, after the page is loaded.

    These begin with `!` or `/`, as the routes of single-page applications do; are the names of
    Material for MkDocs for its comments, consent, drawer, search, tabs and lines of code; or begin
    with `t=` or `xywh=`, for a part of a video or an image.
    """
    return _FOR_SCRIPTS.fullmatch(name) is not None


def is_line_range(fragment: str, anchors: frozenset[str] | set[str]) -> bool:
    """Whether a fragment is a range of lines, such as `160-173`, whose ends are anchors."""
    match = _LINE_RANGE.fullmatch(fragment)
    return match is not None and {f"{match[1]}{match[2]}", f"{match[1]}{match[3]}"} <= anchors


def missing_text(fragment: str, html: bytes) -> str | None:
    """The first text of a fragment's directives that is not on the page; `None` without any."""
    directives = fragment.partition(DIRECTIVE)[2]
    expected = [part[5:] for part in directives.split("&") if part.startswith("text=")]
    if not expected:
        return None
    # The boundary of an element may be between two words, or within a word.
    texts = [unaccented(text_of(html, separator)) for separator in (" ", "")]
    missing = (each for each in expected if not any(_contains(text, each) for text in texts))
    return next(map(unquote, missing), None)


def text_of(html: bytes, separator: str = " ") -> str:
    """The visible text of a page, also of collapsed elements, with `separator` between elements."""
    # Imported on demand: it is slow to import, and few sites have such links.
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # noqa: PLC0415

    try:
        tree = LexborHTMLParser(html)
        tree.strip_tags(list(_INVISIBLE))
        return (tree.body or tree.root).text(separator=separator) if tree.root else ""
    except (SelectolaxError, ValueError):
        return ""


def _contains(text: str, directive: str) -> bool:
    parts = directive.split(",")
    prefix = unaccented(unquote(parts.pop(0)[:-1])) if parts[0].endswith("-") else ""
    suffix = unaccented(unquote(parts.pop()[1:])) if parts and parts[-1].startswith("-") else ""
    ends = [unaccented(unquote(part)) for part in parts]
    if not ends or not all(ends) or len(ends) > 2:  # noqa: PLR2004  (start and end)
        return False
    pattern = _words_pattern(ends[0]) + (rf".*?{_words_pattern(ends[1])}" if len(ends) > 1 else "")
    if prefix:
        pattern = rf"{_words_pattern(prefix)}\s*{pattern}"
    if suffix:
        pattern = rf"{pattern}\s*{_words_pattern(suffix)}"
    return re.search(pattern, text, re.DOTALL) is not None


def _words_pattern(text: str) -> str:
    """A pattern for whole words, between which there may be spaces."""
    inner = r"\s*".join(re.escape(part) for part in re.findall(r"\w+|[^\w\s]", text))
    start = r"(?<!\w)" if re.match(r"\w", text) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", text) else ""
    return f"{start}{inner}{end}"
