"""Patterns of soft 404s: login pages, missing pages, bot challenges, parked domains."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _segment(*names: str) -> re.Pattern[str]:
    """A pattern for a segment, or a part of one, of a URL's host or path."""
    return _any(rf"(?:^|[/._-])(?:{'|'.join(names)})(?:$|[/._?-])")


LOGIN_URL = _segment(
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
"""URLs of login pages."""

ERROR_PAGE_PATH = _any(
    r"(?:^|[/._-])(?:404|(?:page-?)?not-?found|errors?|missing|gone|expired)(?:\.\w+)?/?$"
)
"""Paths of error pages."""

HOME_PATH = _any(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default|main)(?:\.\w+)?/?)?",
)
"""Paths of home pages, with or without a language code."""

ERROR_PAGE_TITLE = _any(
    *(r"\b404\b", r"\b410\b", r"not\s+found", r"can(?:not|['’]t) be found", r"can['’]t find"),
    *(r"could(?:n['’]t| not) (?:be found|find)", "no longer (?:available|exists|here)"),
    *(r"does(?:n['’]t| not) exist", "page (?:missing|unavailable|removed|gone)"),
    *("has been (?:removed|deleted)", "nicht gefunden", "existiert nicht", "introuvable"),
    *(r"n['’]existe pas", "no encontrad[ao]", "non trovata", "não encontrad[ao]", "не найден"),
    *("页面不存在", "找不到", "無法找到", "无法找到", "未找到", "見つかりません", "찾을 수 없"),
)
"""Titles of error pages; a page about error pages may have one too."""

LOGIN_TITLE = _any(
    r"\b(?:log ?in|sign ?in|log on|sign on|anmelden|einloggen|connexion|iniciar sesi[oó]n)\b",
    *("登录", "登入"),
)
"""Titles of login pages."""

PASSWORD_FIELD = _any(r"<input\b[^<>]{0,300}\btype\s*=\s*[\"']?password")
"""A password field."""

CHALLENGE = _any(
    *("just a moment", "attention required", "verify(?:ing)? (?:that )?you are (?:a )?human"),
    *("are you a robot", "checking your browser", "enable javascript and cookies", "captcha"),
    *("access denied", "unusual traffic", "pardon our interruption", "ddos protection"),
    *("security check", "you have been blocked"),
)
"""Titles of bot challenges."""

PARKING_HOSTS = (
    *("above.com", "afternic.com", "bodis.com", "dan.com", "domainmarket.com", "dynadot.com"),
    *("hugedomains.com", "parkingcrew.net", "sedo.com", "sedoparking.com", "undeveloped.com"),
)
"""Hosts of domain parking."""

PARKED_WORDS = ("for sale", "for purchase", "zum verkauf", "parked", "buy this", "has expired")
"""In lower case; every parked page has one of them, and they are fast to search for."""

PARKED_PHRASE = _any(
    r"(?:domain|website|web site|site)\b[^<>]{0,60}\b(?:is|may be|might be|kann|steht)\b"
    r"[^<>]{0,20}\b(?:for sale|available for purchase|zum verkauf|parked)\b",
    *("buy this domain", "domain (?:is )?parked", "domain has expired"),
)
"""Phrases of parked pages."""

_PARKING = _any(
    *(r"sedoparking\.com", r"parkingcrew\.net", r"bodis\.com", r"parking\.godaddy", "parklogic"),
    *("adsense/domains", "parking-lander", r"afs/ads/i/iframe"),
).pattern

PARKING_SCRIPTS = _any(
    rf"<(?:iframe|frame|img|link)\b[^<>]{{0,500}}?(?:{_PARKING})",
    rf"<script\b[^<]{{0,5000}}?(?:{_PARKING})",
)
"""Scripts and frames that parked pages load."""

SCRIPT_FRAGMENT = re.compile(
    r"[!/?]|\w+=|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?$|readme$|discussion_r\d+$"
    r"|(?:issuecomment|pullrequestreview|diff|event|commitcomment)-\w+$",
    re.IGNORECASE,
)
"""Fragments that scripts handle: routes, line numbers, comments, pages, timestamps."""

TITLE = re.compile(r"<(title|h1)\b[^<>]{0,500}>([^<]{0,500})<", re.IGNORECASE)
"""The title and the first headings: groups are the tag name, and the text."""
