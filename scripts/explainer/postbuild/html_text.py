"""HTML written short: without the quotation marks and end tags that it does not need."""

from __future__ import annotations

import re

_KEPT = re.compile(r"<(script|style|pre|textarea|title)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r'<[a-zA-Z](?:"[^"]*"|[^">])*>')
_ATTRIBUTE = re.compile(r' ([^\s"=<>/]+)="([^"]*)"')
_PLAIN = re.compile(r"[^\s\"'`=<>]*[^\s\"'`=<>/]")
_ITEM_END = re.compile(r"</li>(?=<li[ >]|</[ou]l>)")
_PARAGRAPH_END = re.compile(r"</p>(?=<(?:p|ol|ul|div|h[1-6])[ >]|</(?:li|div|article|dd)>)")


def short_html(html: str) -> str:
    """
    HTML as a tree is written out, with every attribute in quotation marks, in fewer signs.

    It means the same: HTML needs quotation marks only around some values, and the end of a
    paragraph or an item is where the next begins. What shows its text as it is stays as it is.
    """
    parts = []
    end = 0
    for kept in _KEPT.finditer(html):
        parts += [_short(html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, _short(html[end:])])


def _short(html: str) -> str:
    html = _PARAGRAPH_END.sub("", _ITEM_END.sub("", html))
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(_attribute, tag[0]), html)


def _attribute(match: re.Match[str]) -> str:
    name, value = match.groups()
    if not value:
        return f" {name}"
    return f" {name}={value}" if _PLAIN.fullmatch(value) else match[0]
