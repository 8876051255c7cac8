"""What pages say that are no good answers, whatever they call themselves. Data, and no more."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _part(*names: str) -> re.Pattern[str]:
    """A part of an address's path or host."""
    return _any(rf"(?:^|[/._-])(?:{'|'.join(names)})(?:$|[/._?-])")


LOGIN = _part(
    *(
        "log[-_]?in",
        "log[-_]?on",
        "sign[-_]?in",
        "sign[-_]?on",
        "sso",
        "oauth2?",
        "openid",
        "saml2?",
    ),
    *("authorize", "authenticate", "auth", "session/new", "idp", "adfs", "consent", "captcha"),
    *("challenge", "checkpoint"),
)
"""Addresses of pages that ask who is there."""

MISSING_PLACE = _any(
    r"(?:^|[/._-])(?:404|(?:page-?)?not-?found|errors?|missing|gone|expired)(?:\.\w+)?/?$"
)
"""Addresses of pages for what is missing."""

HOME = _any(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main)(?:\.\w+)?/?)?",
)
"""Paths of home pages, with or without a language."""

MISSING_TITLE = _any(
    *(r"\b404\b", r"\b410\b", r"not\s+found", r"can(?:not|['’]t) be found", r"can['’]t find"),
    *(r"could(?:n['’]t| not) (?:be found|find)", "no longer (?:available|exists|here)"),
    *(r"does(?:n['’]t| not) exist", "page (?:missing|unavailable|removed|gone)"),
    *("has been (?:removed|deleted)", "nicht gefunden", "existiert nicht", "introuvable"),
    *(r"n['’]existe pas", "no encontrad[ao]", "non trovata", "não encontrad[ao]", "не найден"),
    *("页面不存在", "找不到", "無法找到", "无法找到", "未找到", "見つかりません", "찾을 수 없"),
)
"""Titles of pages for what is missing. They may be about such pages as well."""

LOGIN_TITLE = _any(
    r"\b(?:log ?in|sign ?in|log on|sign on|anmelden|einloggen|connexion|iniciar sesi[oó]n)\b",
    *("登录", "登入"),
)
"""Titles of pages that ask who is there."""

PASSWORD = _any(r"<input\b[^<>]{0,300}\btype\s*=\s*[\"']?password")
"""A field for a password."""

CHALLENGE = _any(
    *("just a moment", "attention required", "verify(?:ing)? (?:that )?you are (?:a )?human"),
    *("are you a robot", "checking your browser", "enable javascript and cookies", "captcha"),
    *("access denied", "unusual traffic", "pardon our interruption", "ddos protection"),
    *("security check", "you have been blocked"),
)
"""Titles of pages that ask whether a person is there."""

PARKING_HOSTS = (
    *("above.com", "afternic.com", "bodis.com", "dan.com", "domainmarket.com", "dynadot.com"),
    *("hugedomains.com", "parkingcrew.net", "sedo.com", "sedoparking.com", "undeveloped.com"),
)
"""Where the pages of names for sale are."""

PARKED_WORDS = ("for sale", "for purchase", "zum verkauf", "parked", "buy this", "has expired")
"""In small letters, of which each page of a name for sale has one; looking for them is quick."""

PARKED = _any(
    r"(?:domain|website|web site|site)\b[^<>]{0,60}\b(?:is|may be|might be|kann|steht)\b"
    r"[^<>]{0,20}\b(?:for sale|available for purchase|zum verkauf|parked)\b",
    *("buy this domain", "domain (?:is )?parked", "domain has expired"),
)
"""What pages of names for sale say."""

_PARKING = _any(
    *(r"sedoparking\.com", r"parkingcrew\.net", r"bodis\.com", r"parking\.godaddy", "parklogic"),
    *("adsense/domains", "parking-lander", r"afs/ads/i/iframe"),
).pattern

PARKING_SCRIPTS = _any(
    rf"<(?:iframe|frame|img|link)\b[^<>]{{0,500}}?(?:{_PARKING})",
    rf"<script\b[^<]{{0,5000}}?(?:{_PARKING})",
)
"""What pages of names for sale load."""

SCRIPTED = re.compile(
    r"[!/?]|\w+=|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$|readme$|discussion_r\d+$"
    r"|(?:issuecomment|pullrequestreview|diff|event|commitcomment)-\w+$",
    re.IGNORECASE,
)
"""Anchors that scripts and viewers make: routes, lines of code, comments, pages, times."""

TITLE = re.compile(r"<(title|h1)\b[^<>]{0,500}>([^<]{0,500})<", re.IGNORECASE)
"""A page's titles: the element's name, and the text."""

REFRESH_VALUE = re.compile(
    r"\s*(\d{1,3})(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*['\"]?([^'\"]*)", re.IGNORECASE
)
"""What such an element says: after how many seconds, and where to."""
