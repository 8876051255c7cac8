"""Names of people and organizations in the syntax of BibTeX, read and written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
)

from explainer.bibliography.latex import decode, encode
from explainer.sources import NAME_ORDER, clean

if TYPE_CHECKING:
    from collections.abc import Callable

OTHERS = "et al."
"""The name that stands for further authors."""

_AND_OR_BRACE = re.compile(r"(?<!\\)[{}]|(?:(?<=\s)|^)and(?=\s|$)", re.IGNORECASE)
_BRACE = re.compile(r"(?<!\\)[{}]")
_OTHER_SEPARATOR = re.compile(r"(?<!\\)&|\bet\s+al\b\.?", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(given|family|prefix|suffix)\s*=")
_PARTS = {
    "given": "given",
    "family": "family",
    "prefix": "non-dropping-particle",
    "suffix": "suffix",
}


_SUFFIX = re.compile(
    r"(?:(?:jn?r|sn?r|junior|senior|filho|neto|esq|[ivx]{1,4}|(?:[1-9](?:st|nd|rd|th)))\.?"
    r"|(?:ph\.?\s?d|m\.?\s?d|m\.?\s?a|m\.?\s?sc|b\.?\s?a|b\.?\s?sc|dr|prof|s\.?j|o\.?p|mph|rn|dds|jd|llm)\.?)"
    r"(?:,?\s+(?:ph\.?d|m\.?d)\.?)?",
    re.IGNORECASE,
)
"""Suffixes of names, which BibTeX writes between commas."""


class NamesError(ValueError):
    """A name cannot be parsed; the message says why."""


def is_suffix(text: str) -> bool:
    """Whether a text is a suffix of a person's name, such as `Jr.`."""
    return _SUFFIX.fullmatch(text.strip()) is not None


def read_names(text: str) -> list[dict[str, str]]:
    """The names of a BibTeX field. Raises `NamesError`."""
    names = []
    for name in filter(None, split_names(text)):
        if name.casefold() == "others":
            names.append({"literal": OTHERS})
        elif _LABELLED.match(name):
            names.append(_read_labelled_name(name))
        else:
            names.append(_read_name(name))
    return [each for each in names if each]


def split_names(text: str) -> list[str]:
    """
    The names of a field, separated by the word `and` outside of braces.

    Where an `and` has no name on one side, the list has an empty text there.
    """
    depth, begun, names = 0, 0, []
    for match in _AND_OR_BRACE.finditer(text):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif not depth:
            names.append(text[begun : match.start()])
            begun = match.end()
    return [" ".join(name.split()) for name in (*names, text[begun:])]


def _read_name(name: str) -> dict[str, str]:
    if _is_braced(name):
        literal = clean(decode(name))
        return {"literal": literal} if literal else {}
    if ";" in _outside_braces(name):
        message = "names are separated by ';'"
        raise NamesError(message)
    if wrong := _OTHER_SEPARATOR.search(_outside_braces(name)):
        message = f"{wrong[0].strip()!r} stands in a name"
        raise NamesError(message)
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError as error:
        raise NamesError(error.reason.strip().rstrip(".")) from error
    except (IndexError, ValueError) as error:
        raise NamesError(str(error)) from error
    suffix = _plain(parts.jr)
    if suffix and not is_suffix(suffix):
        message = f"{suffix!r} stands where only what follows a name can, such as Jr."
        raise NamesError(message)
    found = {
        "family": _plain(parts.last),
        "given": _plain(parts.first),
        "non-dropping-particle": _plain(parts.von),
        "suffix": suffix,
    }
    return {part: each for part, each in found.items() if each}


def _outside_braces(text: str) -> str:
    depth, begun, parts = 0, 0, []
    for match in _BRACE.finditer(text):
        if not depth:
            parts.append(text[begun : match.start()])
        depth += 1 if match[0] == "{" else -1
        begun = match.end()
    return "".join([*parts, "" if depth else text[begun:]])


def _plain(words: list[str]) -> str:
    return clean(decode(" ".join(words)))


def _read_labelled_name(name: str) -> dict[str, str]:
    """A name as Biber writes it: `family=Gogh, given=Vincent, prefix=van`."""
    found = {}
    for part in re.split(r",(?![^{]*\})", name):
        label, equals, value = part.partition("=")
        label = label.strip().casefold()
        if not equals:
            message = f"{part.strip()!r} has no '='"
            raise NamesError(message)
        if label in _PARTS:
            found[_PARTS[label]] = clean(decode(value.strip().strip('"')))
    return {part: each for part, each in found.items() if each}


def _is_braced(name: str) -> bool:
    """Whether one pair of braces encloses the whole name, which then is a literal."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return False
    depth = 0
    for at, char in enumerate(name):
        if name[at - 1 : at] == "\\":
            continue
        depth += (char == "{") - (char == "}")
        if not depth and at < len(name) - 1:
            return False
    return True


def write_names(names: list[dict[str, str]]) -> str:
    """Names in the syntax of BibTeX, with braces where it would split them otherwise."""
    return " and ".join(map(_write_name, names))


def _write_name(name: dict[str, str]) -> str:
    if "literal" in name:
        return "others" if name["literal"] == OTHERS else f"{{{encode(name['literal'])}}}"
    for wrap in (encode, _braced):
        written = _name_parts(name, wrap)
        try:
            if read_names(written) == [name]:
                return written
        except NamesError:
            continue
    return f"{{{encode(' '.join(filter(None, map(name.get, NAME_ORDER))))}}}"


def _braced(text: str) -> str:
    return f"{{{encode(text)}}}"


def _name_parts(name: dict[str, str], wrap: Callable[[str], str]) -> str:
    particle = " ".join(
        filter(None, (name.get("dropping-particle"), name.get("non-dropping-particle")))
    )
    family = " ".join(filter(None, (particle, wrap(name["family"]) if "family" in name else "")))
    parts = [family, *(wrap(name[part]) for part in ("suffix", "given") if part in name)]
    return ", ".join(filter(None, parts))
