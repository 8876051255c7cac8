"""Keys of sources: made valid, or proposed from what is known of a source."""

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

_LONGEST = 80
_WORDS = 4
_SHORT = frozenset(
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
_BARRED = re.compile(r"[^\w.:/+~&%$?-]+")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_valid(key: str) -> bool:
    """Whether a key can be cited as it is, and its file be written."""
    return (
        citations.is_key(key)
        and key not in LABELS
        and not key.startswith(CLAIM_PREFIX)
        and len(key.encode()) <= _LONGEST * 2
        and not re.search(r"[%$?\\]", key)
    )


def normalised(key: str) -> str | None:
    """The valid key most like a text, or `None` where hardly anything of it would be left."""
    if is_valid(key):
        return key
    if _ADDRESS.match(key) or "/items/" in key:
        return None
    plain = unicodedata.normalize("NFC", key).removeprefix(CLAIM_PREFIX)
    plain = re.sub(r"[%$?]", "-", _BARRED.sub("-", plain))
    plain = re.sub(r"([.:/+~&-])[.:/+~&-]+", r"\1", plain)[:_LONGEST].strip(".:/+~&-")
    if plain in LABELS:
        plain += "-source"
    return plain if is_valid(plain) else None


def proposed(values: Values, taken: Container[str]) -> str:
    """A key from who wrote or published a source, when, and the first words of its title."""
    parts = [_who(values), str(values.get("issued", ""))[:4], slug(str(values.get("title", "")))]
    key = "-".join(filter(None, parts)) or "source"
    return distinct(key[:_LONGEST].strip("-"), taken)


def distinct(key: str, taken: Container[str]) -> str:
    """A key that is not taken yet: itself, or with a number behind it. `taken` is casefolded."""
    number, made = 2, key
    while made.casefold() in taken or not is_valid(made):
        made = f"{key if is_valid(key) else 'source'}-{number}"
        number += 1
    return made


def slug(text: str, words: int = _WORDS, short: Container[str] = _SHORT) -> str:
    """The first words of a text but for some `short` ones, with hyphens between."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode()
    letters = sum(map(str.isalpha, text))
    if letters and sum(map(str.isalpha, ascii_only)) * 2 >= letters:
        plain = ascii_only
    else:
        plain = unicodedata.normalize("NFKC", text.casefold())
    found = [word for word in re.findall(r"\w+", re.sub(r"['’]", "", plain)) if word != "_"]
    telling = [word for word in found if word not in short] or found
    return "-".join(word.strip("_")[:24] for word in telling[:words] if word.strip("_"))


def _who(values: Values) -> str:
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
