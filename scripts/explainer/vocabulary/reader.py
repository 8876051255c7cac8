"""How `docs/vocabulary.yml` becomes a `Vocabulary`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from explainer import unsaved, yaml_schema
from explainer.model import Gloss, Invalid, Unit, Vocabulary
from explainer.text_normalization import caseless
from explainer.vocabulary.schema import VOCABULARY_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from explainer.yaml_schema import Item, Record

FILE = "vocabulary.yml"
"""Its name in the folder of pages."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PER = re.compile(r" ?/ ?| per ")
_FEWEST_NAMES = 2


class VocabularyFile(NamedTuple):
    """A site's vocabulary, what is wrong with its file, and the file's text by its path."""

    vocabulary: Vocabulary = Vocabulary()
    invalid: tuple[Invalid, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


def read_vocabulary(folder: Path, root: Path) -> VocabularyFile:
    """
    Read the vocabulary in `folder`, the empty one where it has no such file.

    Paths in what is found are relative to `root`. Raises `OSError` where the file cannot be
    opened. What is wrong is left out of the vocabulary.
    """
    file = folder / FILE
    if not unsaved.is_file(file):
        return VocabularyFile(invalid=tuple(yaml_schema.misnamed(file, root)))
    path = file.relative_to(root).as_posix()
    text, not_utf8 = yaml_schema.read_file(file, path)
    if not_utf8:
        return VocabularyFile(invalid=(not_utf8,), texts=((path, text),))
    if not any(line.partition("#")[0].strip() for line in text.splitlines()):
        # Every field may be left out, and so may all of them.
        return VocabularyFile(texts=((path, text),))
    record, invalid = yaml_schema.parse(text, path, VOCABULARY_FIELDS)
    vocabulary = _vocabulary(record, invalid) if record else Vocabulary()
    return VocabularyFile(vocabulary, tuple(invalid), ((path, text),))


def _vocabulary(record: Record, invalid: list[Invalid]) -> Vocabulary:
    groups = tuple(_groups(record, "same", invalid))
    named = {caseless(name) for group in groups for name in group}
    return Vocabulary(
        same=groups,
        common=tuple(_common(record, named, invalid)),
        units=tuple(_units(record, invalid)),
        counted=tuple(_words(record, "counted", invalid)),
        ordinary=tuple(_words(record, "ordinary", invalid)),
        ours=tuple(item.text for item in _once(record.items("ours"), {}, "ours", invalid)),
        contraries=tuple(_contraries(record, invalid)),
        glosses=tuple(_glosses(record, invalid)),
        apart=tuple(_groups(record, "apart", invalid)),
        search=tuple(_groups(record, "search", invalid)),
    )


def _groups(record: Record, field: str, invalid: list[Invalid]) -> Iterator[tuple[str, ...]]:
    seen: dict[str, Item] = {}
    for group in record.records(field):
        names = [item.text for item in _once(group.items(field), seen, field, invalid)]
        count = len(group.items(field))
        what, hint = _OF_GROUP[field]
        if count < _FEWEST_NAMES:
            message = f"{field!r} has a group with {f'one {what}' if count else f'no {what}'}"
            invalid.append(Invalid(group.place, message, hint))
        elif names:
            yield tuple(names)


def _contraries(record: Record, invalid: list[Invalid]) -> Iterator[tuple[str, str]]:
    for group in record.records("contraries"):
        items = list(_once(group.items("contraries"), {}, "contraries", invalid))
        if len(items) == _FEWEST_NAMES == len(group.items("contraries")):
            yield items[0].text.lower(), items[1].text.lower()
        elif len(group.items("contraries")) != _FEWEST_NAMES:
            count = len(group.items("contraries"))
            message = f"'contraries' has a line with {count} {'word' if count == 1 else 'words'}"
            hint = "list two that say the contrary of each other, or take the line out"
            invalid.append(Invalid(group.place, message, hint))


_OF_GROUP = {
    "same": ("name", "list two names or more that mean the same, or take the line out"),
    "apart": ("noun", "list two nouns or more that count different things, or take the line out"),
    "search": ("word", "list two words or more that readers search for, or take the line out"),
}
"""What a group lists, and the hint for one that lists too few."""


def _glosses(record: Record, invalid: list[Invalid]) -> Iterator[Gloss]:
    for entry in record.records("glosses"):
        known = [item.text for item in _once(entry.items("known"), {}, "known", invalid)]
        if "name" in entry.values and known:
            yield Gloss(entry.values["name"], tuple(known))


def _common(record: Record, named: set[str], invalid: list[Invalid]) -> Iterator[str]:
    for item in _once(record.items("common"), {}, "common", invalid):
        if caseless(item.text) in named:
            message = f"'common' has {item.text!r}, which is a name in 'same'"
            hint = "a word that names nothing means nothing else; keep it in one of the two"
            invalid.append(Invalid(item.place, message, hint))
        else:
            yield item.text


def _words(record: Record, field: str, invalid: list[Invalid]) -> Iterator[str]:
    for item in _once(record.items(field), {}, field, invalid):
        if _WORD.fullmatch(item.text):
            yield item.text
        else:
            message = f"{field!r} has {item.text!r}, which is not one word"
            invalid.append(Invalid(item.place, message, "list single words, one an item"))


def _once(
    items: Iterable[Item], seen: dict[str, Item], field: str, invalid: list[Invalid]
) -> Iterator[Item]:
    """The items that hold something and are not among those seen; the others are reported."""
    for item in items:
        first = seen.setdefault(caseless(item.text), item)
        if not any(map(str.isalnum, item.text)):
            message = f"{field!r} has an item without letters: {item.text!r}"
            invalid.append(Invalid(item.place, message, "write a word, or take the item out"))
        elif first is not item:
            message = (
                f"{field!r} has {item.text!r} twice, the first time on line {first.place.line}"
            )
            invalid.append(Invalid(item.place, message, "keep one of the two"))
        else:
            yield item


def _units(record: Record, invalid: list[Invalid]) -> Iterator[Unit]:
    if not record.records("units"):
        return
    # The general units take their time to make, and few sites have any of their own.
    from explainer.vocabulary.spellings import CURRENCY_SPELLINGS, SCALES  # noqa: PLC0415
    from explainer.vocabulary.unit_spellings import UNITS  # noqa: PLC0415

    def is_general(spelling: str) -> bool:
        # Of two general units another one is made: `mg/kg` and `micrograms per litre` are known.
        parts = _PER.split(spelling)
        return all(part in UNITS or part in CURRENCY_SPELLINGS or part in SCALES for part in parts)

    seen: dict[str, Item] = {}
    for entry in record.records("units"):
        prefixes = entry.values.get("prefixes") == "yes"
        factor = Fraction(entry.values.get("factor", "1"))
        spellings: dict[str, Fraction] = {}
        for item in entry.items("spellings"):
            first = seen.setdefault(item.text, item)
            every = dict(with_prefixes(item.text)) if prefixes else {item.text: Fraction(1)}
            clash = next(filter(is_general, every), None)
            fault = None
            if not item.text or item.text[0].isdigit() or item.text[0] in ".,":
                fault = f"has a spelling that begins with no letter: {item.text!r}"
                hint = "write it as it stands behind a number, without the number"
            elif clash is not None:
                fault = f"has {clash!r}, which is a general spelling already"
                hint = "take it out; general units are known without being listed"
            elif first is not item:
                fault = f"has {item.text!r} twice, the first time on line {first.place.line}"
                hint = "a spelling belongs to one unit; keep one of the two"
            if fault:
                invalid.append(Invalid(item.place, f"'spellings' {fault}", hint))
            else:
                spellings |= every
        if not entry.items("spellings") and "spellings" in entry.places:
            message, hint = "'spellings' is empty", "list how the unit is written behind a number"
            invalid.append(Invalid(entry.places["spellings"], message, hint))
        base = entry.values.get("unit", "")
        yield from (Unit(base, factor * by, spelled) for spelled, by in spellings.items() if base)


def with_prefixes(spelling: str) -> Iterator[tuple[str, Fraction]]:
    """
    A unit's spelling with each metric prefix, and how many of the unit that makes.

    A symbol of several letters has them in words as well: TFLOPS, and teraFLOPS.
    """
    from explainer.vocabulary.unit_spellings import PREFIX_WORDS, PREFIXES  # noqa: PLC0415

    in_words = PREFIX_WORDS.items() if spelling[:1].islower() or len(spelling) > 1 else ()
    in_letters = () if spelling[:1].islower() else PREFIXES.items()
    both = (*in_letters, *in_words)
    return ((prefix + spelling, Fraction(factor)) for prefix, factor in both)
