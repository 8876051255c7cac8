"""URLs of other schemes than `http:` and `https:`: `mailto:`, `tel:`, and misspelt ones."""

from __future__ import annotations

import re

from explainer.site import url_syntax
from explainer.site.url_syntax import LABEL, MIN_LABELS

_SCRIPTS = frozenset({"javascript", "vbscript"})
_WITH_HOST = frozenset({"ftp", "ws", "wss"})
# Most sites need none of these patterns, so that they are compiled on first use.
_MISSPELT = (
    r"h+t+p+s?|ht+p|htp+s?|hht+ps?|t+ps?|https?[a-z]|[a-z]https?|hhtps?|hpp?ts?|htt?ps?s|htts|"
    r"mail|mailt|malto|maito|mialto|mailtoo|mail-to|e-?mail|phone|telephone|te|tell|javascrip"
)
# Existing schemes that match the pattern of misspelt ones.
_KNOWN = frozenset({"http", "https", "mailto", "tel", "httpx"})
_MAILBOX = r"(?:\"(?:[^\"\\]|\\.)+\"|[^\s@<>()\[\],;:\\\"]+)@(?P<host>[^\s@<>()\[\],;:\\\"/?#%]+)"
_ESCAPE = r"%([0-9a-fA-F]{2})"
_PHONE = r"\+?[\d\s().\-*#/\u2010-\u2015\u00a0]+"
# Phones pause at a comma before they dial on, although the standard does not have it.
_PAUSES = r"(?:[,pPwW]+[\d*#]+)*"
_PHONE_PARAMETERS = r"(?:;[\w-]+(?:=[^;=\s]*)?)*"
_DIGITS = re.compile(r"\d")
_MAX_DIGITS = 20


def defect(scheme: str, url: str) -> str | None:
    """
    The defect of a URL by its scheme; `None` if it has none.

    `scheme` is in lower case, and neither `http` nor `https`.
    """
    if scheme in _SCRIPTS:
        return "script"
    if scheme == "mailto":
        return None if is_valid_mailto(url) else "contact"
    if scheme == "tel":
        return None if is_valid_tel(url) else "contact"
    if scheme == "file" or len(scheme) == 1:
        # A single letter is a drive of Windows.
        return "private"
    if scheme in _WITH_HOST:
        joined = url_syntax.join("https://site.invalid", url)
        return url_syntax.host_defect(str(joined.hostname)) if joined else "malformed"
    return "malformed" if is_misspelt(scheme) else None


def is_misspelt(scheme: str) -> bool:
    """Whether a scheme does not exist, but is similar to one that does."""
    return scheme not in _KNOWN and re.fullmatch(_MISSPELT, scheme) is not None


def is_valid_mailto(url: str) -> bool:
    """
    Whether a `mailto:` URL can be delivered: each recipient has a host with a dot.

    Without recipients, which the reader then enters, it has at least a subject or a body.
    Source: RFC 6068.
    """
    recipients, _, headers = url.partition(":")[2].partition("?")
    if recipients.startswith("//"):
        # The writer knows other schemes, and no mailbox begins so.
        return False
    mailboxes = [each.strip() for each in _unescape(recipients).split(",")]
    if mailboxes == [""]:
        return bool(headers)
    return all(_is_valid_mailbox(each) for each in mailboxes)


def _is_valid_mailbox(mailbox: str) -> bool:
    match = re.fullmatch(_MAILBOX, mailbox)
    if not match:
        return False
    if not mailbox.isascii():
        url = url_syntax.join("https://x.example/", f"https://{match['host']}/")
        return url is not None and url_syntax.host_defect(str(url.hostname)) is None
    local = mailbox.rpartition("@")[0]
    misplaced_dot = local.startswith(".") or local.endswith(".") or ".." in local
    labels = match["host"].split(".")
    valid_host = len(labels) >= MIN_LABELS and all(re.fullmatch(LABEL, label) for label in labels)
    return valid_host and not misplaced_dot and not labels[-1].isdigit()


def is_valid_tel(url: str) -> bool:
    """Whether phones dial a `tel:` URL. Source: RFC 3966, and what phones do."""
    number, semicolon, parameters = _unescape(url.partition(":")[2]).partition(";")
    digits = len(_DIGITS.findall(number))
    return (
        re.fullmatch(_PHONE + _PAUSES, number.strip()) is not None
        and 0 < digits <= _MAX_DIGITS
        and re.fullmatch(_PHONE_PARAMETERS, semicolon + parameters) is not None
    )


def _unescape(text: str) -> str:
    return re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text)
