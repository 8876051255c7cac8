"""Keys of sources: validated, normalized, or proposed from the fields of a source."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explainer import citations
from explainer.model import CLAIM_PREFIX, LABELS

if TYPE_CHECKING:
    from collections.abc import Container

    from explainer.sources import Values

_MAX_LENGTH = 80
_WORDS = 4
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "for",
        "and",
        "or",
        "to",
        "with",
        "at",
        "by",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "how",
        "why",
        "what",
        "der",
        "die",
        "das",
        "und",
        "von",
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "et",
        "el",
        "los",
        "las",
        "y",
        "il",
        "lo",
        "e",
        "o",
        "os",
        "da",
        "do",
    ]
)
_INVALID = re.compile(r"[^\w.:/+~&%$?-]+")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_valid(key: str) -> bool:
    """Whether a key can be cited as it is, and its file be written."""
    return (
        citations.is_key(key)
        and key not in LABELS
        and not key.startswith(CLAIM_PREFIX)
        and len(key.encode()) <= _MAX_LENGTH * 2
        and not re.search(r"[%$?\\]", key)
    )


def normalize(key: str) -> str | None:
    """The valid key nearest to a text, or `None` where too little of it would remain."""
    if is_valid(key):
        return key
    if _ADDRESS.match(key) or "/items/" in key:
        return None
    plain = unicodedata.normalize("NFC", key).removeprefix(CLAIM_PREFIX)
    plain = re.sub(r"[%$?]", "-", _INVALID.sub("-", plain))
    plain = re.sub(r"([.:/+~&-])[.:/+~&-]+", r"\1", plain)[:_MAX_LENGTH].strip(".:/+~&-")
    if plain in LABELS:
        plain += "-source"
    return plain if is_valid(plain) else None


def propose(values: Values, taken: Container[str]) -> str:
    """A key from the author or publisher of a source, its year and the start of its title."""
    parts = [
        _creator(values),
        str(values.get("issued", ""))[:4],
        slug(str(values.get("title", ""))),
    ]
    key = "-".join(filter(None, parts)) or "source"
    return make_unique(key[:_MAX_LENGTH].strip("-"), taken)


def make_unique(key: str, taken: Container[str]) -> str:
    """A key that is not in `taken` (casefolded): itself, or with a number at its end."""
    number, made = 2, key
    while made.casefold() in taken or not is_valid(made):
        made = f"{key if is_valid(key) else 'source'}-{number}"
        number += 1
    return made


def slug(text: str, words: int = _WORDS, stop_words: Container[str] = _STOP_WORDS) -> str:
    """The first words of a text without its `stop_words`, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode()
    letters = sum(map(str.isalpha, text))
    if letters and sum(map(str.isalpha, ascii_only)) * 2 >= letters:
        plain = ascii_only
    else:
        plain = unicodedata.normalize("NFKC", text.casefold())
    found = [word for word in re.findall(r"\w+", re.sub(r"['’]", "", plain)) if word != "_"]
    content_words = [word for word in found if word not in stop_words] or found
    return "-".join(word.strip("_")[:24] for word in content_words[:words] if word.strip("_"))


def _creator(values: Values) -> str:
    for name in ("author", "editor"):
        names = values.get(name)
        if isinstance(names, list) and names:
            first = names[0]
            said = first.get("family") or first.get("literal") or first.get("given") or ""
            if who := slug(said, 2, ()):
                return who
    for name in ("container-title", "publisher"):
        if who := slug(str(values.get(name, "")), 2):
            return who
    host = urlsplit(str(values.get("URL", ""))).hostname or ""
    return slug(host.removeprefix("www.").split(".")[0], 1)
