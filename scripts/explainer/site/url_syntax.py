"""What an address is, apart from any site: whether it can be one, and whom it can reach."""

from __future__ import annotations

import functools
import re

import can_ada

WEB = frozenset({"http", "https"})

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_CONTROL = re.compile(r"[\t\n\r]")
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(?::\d{2,4})?"
    r"(?:[/?#][^\s\\<>\"{}|^`]*)?"
)
# Patterns that few sites need are compiled once they are.
# Schemes that a slip of `http` or `mailto` is not, although it looks like one.
_NEAR = (
    r"h+t+p+s?|ht+p|htp+s?|hht+ps?|t+ps?|https?[a-z]|[a-z]https?|hhtps?|hpp?ts?|htt?ps?s|htts|"
    r"mail|mailt|malto|maito|mialto|mailtoo|mail-to|e-?mail|phone|telephone|te|tell|javascrip"
)
_KNOWN = frozenset({"http", "https", "mailto", "tel", "httpx"})
_PRIVATE_NAMES = (
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private",
    "home.arpa",
)  # fmt: skip
_LABEL = r"[a-zA-Z0-9_](?:[a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?"
_MAILBOX = r"(?:\"(?:[^\"\\]|\\.)+\"|[^\s@<>()\[\],;:\\\"]+)@(?P<host>[^\s@<>()\[\],;:\\\"/?#%]+)"
_ESCAPE = r"%([0-9a-fA-F]{2})"
_PHONE = r"\+?[\d\s().\-*#/\u2010-\u2015\u00a0]+"
_PHONE_OPTIONS = r"(?:;[\w-]+(?:=[^;=\s]*)?)*"
_DIGITS = re.compile(r"\d")
_MOST_DIGITS = 20
_MOST_OF_A_HOST = 253
_FEWEST_LABELS = 2


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters; empty where it is relative."""
    match = _SCHEME.match(_CONTROL.sub("", address))
    return match[1].lower() if match else ""


def is_plain(address: str) -> bool:
    """Whether it is an address on the web of the everyday kind, which has nothing wrong."""
    return _PLAIN.fullmatch(address) is not None


def misspelt_scheme(scheme: str) -> bool:
    """Whether a scheme is none that there is, but nearly one."""
    return scheme not in _KNOWN and re.fullmatch(_NEAR, scheme) is not None


def join(base: str, address: str) -> can_ada.URL | None:
    """
    The address that a browser would ask for, by the WHATWG's rules.

    `None` where there is none. Half a surrogate pair, which no file can hold, is read as unknown.
    """
    try:
        return can_ada.parse(base) + address.encode("utf-8", "replace").decode("utf-8")
    except ValueError:
        return None


@functools.lru_cache(maxsize=10_000)
def trouble_of_host(host: str) -> str | None:
    """
    What keeps readers elsewhere from a host: `malformed` or `private`, or nothing.

    `host` is as a browser reads it: in small letters, numbers made four, IDN in ASCII.
    """
    name = host.rstrip(".")
    if host.startswith("["):
        return "private" if _is_private_number(host.strip("[]")) else None
    labels = name.split(".")
    if re.fullmatch(r"\d+", labels[-1]):
        return "private" if _is_private_number(name) else None
    if len(name) > _MOST_OF_A_HOST or name in WEB:
        return "malformed"
    if not all(re.fullmatch(_LABEL, label) for label in labels):
        return "malformed"
    if len(labels) < _FEWEST_LABELS or f".{name}".endswith(tuple(f".{n}" for n in _PRIVATE_NAMES)):
        return "private"
    return None


def _is_private_number(text: str) -> bool:
    # It takes a while to load and is hardly ever needed.
    import ipaddress  # noqa: PLC0415

    try:
        number = ipaddress.ip_address(text)
    except ValueError:
        return False
    inner = getattr(number, "ipv4_mapped", None) or getattr(number, "sixtofour", None)
    return not (inner or number).is_global


def mail_is_possible(address: str) -> bool:
    """
    Whether a `mailto:` address can reach someone: each name has a host with a dot.

    One without any name is left for the reader to fill in, and has at least a subject or a text.
    Source: RFC 6068.
    """
    names, _, options = address.partition(":")[2].partition("?")
    if names.startswith("//"):
        # It is a slip by everyone who knows other schemes, and no one's name.
        return False
    listed = [each.strip() for each in _unescape(names).split(",")]
    if listed == [""]:
        return bool(options)
    return all(_mailbox_is_possible(each) for each in listed)


def _mailbox_is_possible(name: str) -> bool:
    match = re.fullmatch(_MAILBOX, name)
    if not match:
        return False
    if not name.isascii():
        url = join("https://x.example/", f"https://{match['host']}/")
        return url is not None and trouble_of_host(str(url.hostname)) is None
    local = name.rpartition("@")[0]
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    labels = match["host"].split(".")
    sound = len(labels) >= _FEWEST_LABELS and all(re.fullmatch(_LABEL, label) for label in labels)
    return sound and not dots and not labels[-1].isdigit()


def phone_is_possible(address: str) -> bool:
    """Whether a `tel:` address is a number. Source: RFC 3966."""
    number, semicolon, options = _unescape(address.partition(":")[2]).partition(";")
    digits = len(_DIGITS.findall(number))
    return (
        re.fullmatch(_PHONE, number.strip()) is not None
        and 0 < digits <= _MOST_DIGITS
        and re.fullmatch(_PHONE_OPTIONS, semicolon + options) is not None
    )


def _unescape(text: str) -> str:
    return re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text)
