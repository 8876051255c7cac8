"""Our options as a project sets them, checked and in the form that the checks need."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Any, NoReturn

from pathspec.gitignore import GitIgnoreSpec

from explainer.config.file_names import (
    EXTENSION,
    SettingsError,
    is_extension_name,
    is_misspelled_name,
)
from explainer.config.option_positions import Step, option_place, setting_place
from explainer.markdown.options import (
    IGNORE_FIELDS,
    KINDS,
    OPTIONS,
    REVIEW_ENTRY_FIELDS,
    Option,
)
from explainer.markdown.translations import read_translations
from explainer.model import Ignore, Place, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_PAGES = ("bibliography", "ledger", "glossary")
_ENTRY_FIELDS = tuple(field.name for field in IGNORE_FIELDS)


@dataclass(frozen=True, slots=True)
class Options:
    """
    The options of a project that the checks use.

    `require` are patterns of pages, each with its place; without any, all pages are required.
    `ignore` are the entries of that option, each with its patterns. `review` are patterns of pages,
    each with its place and how many people have to read these pages. `in_text` is whether every key
    in running text is a citation. `pages` are the options whose value is a page: the name of the
    option, the page, its place.
    """

    require: tuple[tuple[str, Place], ...] = ()
    ignore: tuple[tuple[Ignore, tuple[str, ...]], ...] = ()
    review: tuple[tuple[str, Place, int], ...] = ()
    in_text: bool = False
    pages: tuple[tuple[str, str, Place], ...] = ()

    def requires(self, page: str) -> bool:
        """Whether each sentence of a page needs a citation or label; `page` is its path."""
        patterns = tuple(pattern for pattern, _ in self.require)
        if all(pattern.startswith("!") for pattern in patterns):
            # Only exclusions: they apply to all pages.
            patterns = ("/*", *patterns)
        return _spec(patterns).match_file(page)

    def asked_reviewers(self, page: str) -> int:
        """How many people have to read each sentence of a page; `page` is its path."""
        asked = {people for _, _, people in self.review}
        patterns = {people: tuple(p for p, _, n in self.review if n == people) for people in asked}
        return max((n for n in asked if _spec(patterns[n]).match_file(page)), default=0)

    def unmatched(self, pages: Sequence[str]) -> list[tuple[str, Place]]:
        """The patterns of `require` and `review` that match none of the pages."""
        asked = ((pattern, place) for pattern, place, _ in self.review)
        return [
            (pattern, place)
            for pattern, place in (*self.require, *asked)
            if not pattern.startswith(("!", "#"))
            and not any(map(_spec((pattern,)).match_file, pages))
        ]

    def refuse_missing(self, pages: Sequence[str], root: Path) -> None:
        """Raise `SettingsError` where the value of an option is not one of these pages."""
        for name, page, place in self.pages:
            if page not in pages:
                close = nearest(page, pages)
                instead = f"; did you mean {close!r}?" if close else ""
                what = f"{name!r} names no page below the folder of pages: {page!r}{instead}"
                raise SettingsError(_message(place, root, what))

    def ignored(self, folders: Sequence[str]) -> tuple[Ignore, ...]:
        """The entries of `ignore`; patterns are relative to the first folder that has the path."""
        return tuple(
            entry._replace(covers=functools.partial(_matches, _spec(patterns), tuple(folders)))
            if patterns
            else entry
            for entry, patterns in self.ignore
        )


@functools.lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


def _matches(spec: GitIgnoreSpec, folders: tuple[str, ...], path: str) -> bool:
    below = next((path[len(each) + 1 :] for each in folders if path.startswith(f"{each}/")), path)
    # A path outside of the project begins with dots, which no pattern matches.
    return spec.match_file(below)


def read_options(values: dict[str, Any], file: Path | None, root: Path) -> Options:
    """
    This package's options in the settings of a project. `file` is the settings file.

    In `values`, another name of this package's extension is replaced by the usual one. Raises
    `SettingsError`, in one line with the place, where an option is invalid.
    """
    reader = _OptionReader(file, root)
    extensions = values.get("markdown_extensions")
    items = extensions if isinstance(extensions, list) else [extensions]
    named = [reader.with_usual_name(item, alone=item is not extensions) for item in items]
    if isinstance(extensions, (list, dict)):
        values["markdown_extensions"] = named if isinstance(extensions, list) else named[0]
    ours = [item for item in named if item == EXTENSION]
    ours += [item[EXTENSION] for item in named if isinstance(item, dict) and EXTENSION in item]
    if len(ours) > 1:
        reader.refuse("is listed twice; put its options together")
    return reader.read(None if EXTENSION in ours else next(iter(ours), None))


class _OptionReader:
    def __init__(self, file: Path | None, root: Path) -> None:
        self._file = file
        self._root = root

    def with_usual_name(self, item: object, *, alone: bool) -> object:
        """
        An extension as it is listed, with the usual name if it is this package's.

        `alone` is true for an item of a list, false for a mapping of all extensions.
        """
        names = list(item) if isinstance(item, dict) else [item]
        for name in names:
            if is_misspelled_name(name):
                self._refuse_misspelled_name(str(name))
        if not isinstance(item, dict):
            return EXTENSION if isinstance(item, str) and is_extension_name(item) else item
        ours = [name for name in names if is_extension_name(name)]
        if len(ours) > 1:
            self.refuse("is listed twice; put its options together")
        if ours and alone and len(names) > 1:
            self.refuse(f"{names[-1]!r} belongs to it, and has to be set in further than its name")
        return {EXTENSION if name in ours else name: value for name, value in item.items()}

    def read(self, options: object) -> Options:
        if options is None:
            return Options()
        if not isinstance(options, Mapping):
            self.refuse(f"is not a list of options, but {_as_written(options)}")
        known = {option.name: option for option in OPTIONS}
        for name, value in options.items():
            if name not in known:
                self._unknown("there is no option", str(name), known, str(name))
            self._check(known[name], value)
        self._check_words(options.get("words") or {}, read_translations("en").values, "words")
        return Options(
            require=tuple(self._required(options.get("require"))),
            ignore=tuple(self._ignored(options.get("ignore") or [])),
            review=tuple(self._reviewed(options.get("review") or [])),
            in_text=_is_yes(options.get("in_text", False)),
            pages=tuple(
                (name, options[name], self._place(name)) for name in _PAGES if name in options
            ),
        )

    def _check(self, option: Option, value: object) -> None:
        is_valid = _IS_VALID[option.kind](value)
        if not is_valid:
            self.refuse(
                f"{option.name!r} is not {KINDS[option.kind]}: {_as_written(value)}", option.name
            )
        if option.choices and value not in option.choices:
            close = nearest(str(value), option.choices)
            instead = f"did you mean {close!r}?" if close else f"it is {_either(option.choices)}"
            self.refuse(f"{option.name!r} cannot be {value!r}; {instead}", option.name)

    def _check_words(self, words: Mapping[Any, Any], known: Mapping[str, Any], *steps: str) -> None:
        """Refuse words that are not used, or that could not be formatted."""
        for name, value in words.items():
            at = (*steps, str(name))
            if name not in known:
                # `languages` may have any key: it is a language.
                if steps[-1] == "languages" and isinstance(value, str):
                    continue
                self._unknown(f"{steps[-1]!r} has no", str(name), known, *at)
            other = known[name]
            if isinstance(other, Mapping) and isinstance(value, Mapping):
                self._check_words(value, other, *at)
            elif isinstance(other, list) and _are_texts(value) and len(value) == len(other):
                continue
            elif not (isinstance(other, str) and isinstance(value, str)):
                kind = "a mapping" if isinstance(other, Mapping) else "a text"
                kind = f"a list of {len(other)} texts" if isinstance(other, list) else kind
                self.refuse(f"{name!r} is not {kind}: {_as_written(value)}", *at)
            elif not _placeholders(value) <= _placeholders(other):
                only = (
                    ", ".join(f"{{{each}}}" for each in sorted(_placeholders(other))) or "nothing"
                )
                self.refuse(f"{name!r} can hold {only} in braces: {_as_written(value)}", *at)

    def _required(self, value: object) -> Iterable[tuple[str, Place]]:
        if value is None:
            return
        patterns = _texts(value)
        if not patterns:
            self.refuse("'require' names no page; leave it out to require all", "require")
        for number, pattern in enumerate(patterns):
            self._pattern(pattern, "require", number)
            yield pattern, self._place("require", number)

    def _ignored(self, entries: Sequence[object]) -> Iterable[tuple[Ignore, tuple[str, ...]]]:
        for entry, at in self._entries("ignore", entries, _ENTRY_FIELDS):
            rules = tuple(
                name.strip()
                for text in _texts(entry.get("rules") or [])
                for name in text.split(",")
                if name.strip()
            )
            if not rules:
                self.refuse("an entry of 'ignore' names no 'rules'", *at)
            pages = tuple(_texts(entry.get("pages") or []))
            for pattern in pages:
                self._pattern(pattern, *at, "pages")
            reason = " ".join(_texts(entry.get("reason") or []))
            yield Ignore(rules, reason, self._place(*at)), pages

    def _reviewed(self, entries: Sequence[object]) -> Iterable[tuple[str, Place, int]]:
        names = tuple(field.name for field in REVIEW_ENTRY_FIELDS)
        for entry, at in self._entries("review", entries, names, number_field="people"):
            people = str(entry.get("people") or 1)
            if people not in REVIEW_ENTRY_FIELDS[1].choices:
                self.refuse(f"'people' is 1 or 2: {_as_written(entry['people'])}", *at, "people")
            patterns = _texts(entry.get("pages") or [])
            if not patterns:
                self.refuse("an entry of 'review' names no 'pages'", *at)
            for pattern in patterns:
                self._pattern(pattern, *at, "pages")
                yield pattern, self._place(*at, "pages"), int(people)

    def _entries(
        self,
        option: str,
        entries: Sequence[object],
        fields: Sequence[str],
        *,
        number_field: str = "",
    ) -> Iterable[tuple[Mapping[Any, Any], tuple[Step, ...]]]:
        """
        The entries of an option and the steps to each.

        Refused is one with other fields, or with a value that is no text, nor a number in the field
        `number_field`.
        """
        for number, entry in enumerate(entries):
            at = (option, number)
            if not isinstance(entry, Mapping):
                what = f"an entry of {option!r} does not say its {', '.join(fields)}"
                self.refuse(f"{what}: {_as_written(entry)}", *at)
            for name in entry:
                if name not in fields:
                    self._unknown(
                        f"an entry of {option!r} has no", str(name), fields, *at, str(name)
                    )
            for name in fields:
                value = entry.get(name)
                kinds = (str, int) if name == number_field else str
                if value is not None and not (isinstance(value, kinds) or _are_texts(value)):
                    self.refuse(f"{name!r} is not a text: {_as_written(value)}", *at, name)
            yield entry, at

    def _pattern(self, pattern: str, *steps: Step) -> None:
        try:
            _spec((pattern,))
        except ValueError as error:
            self.refuse(f"{pattern!r} is no pattern: {error}", *steps)

    def _unknown(self, what: str, name: str, known: Iterable[str], *steps: Step) -> NoReturn:
        close = nearest(name, known)
        instead = f"did you mean {close!r}?" if close else f"there are {', '.join(known)}"
        self.refuse(f"{what} {name!r}; {instead}", *steps)

    def _place(self, *steps: Step) -> Place:
        return option_place(self._file, self._root, *steps)

    def _refuse_misspelled_name(self, name: str) -> NoReturn:
        place = Place(self._root.name)
        if self._file:
            place = setting_place(self._file, self._root, "markdown_extensions")
        what = f"there is no extension {name!r}; did you mean {EXTENSION!r}?"
        raise SettingsError(_message(place, self._root, what))

    def refuse(self, what: str, *steps: Step) -> NoReturn:
        """Raise `SettingsError` about a value in this package's options."""
        raise SettingsError(_message(self._place(*steps), self._root, what))


def _message(place: Place, root: Path, what: str) -> str:
    return f"{root / place.path}:{place.line}:{place.column}: {EXTENSION}: {what}"


def _is_yes(value: object) -> bool:
    return value if isinstance(value, bool) else str(value).strip().lower() in _YES


_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})


def _texts(value: object) -> list[str]:
    """A list of texts; a text is split into lines, like patterns of MkDocs."""
    lines = value.splitlines() if isinstance(value, str) else list(map(str, _listed_items(value)))
    return [line.strip() for line in lines if line.strip()]


def _listed_items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _placeholders(text: str) -> set[str]:
    """The names in braces in a text; `{`, which is never one, where it is not a format string."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"{"}


def _either(words: Iterable[str]) -> str:
    return " or ".join(map(repr, words))


def _as_written(value: object) -> str:
    """A value in the notation of the file, not of Python."""
    text = repr(value)
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return text.lower()
    if callable(value) or isinstance(value, dt.date):
        return getattr(value, "__name__", str(value))
    if isinstance(value, list) and len(value) <= _FEW:
        text = (
            f"[{', '.join(repr(each) if each is value else _as_written(each) for each in value)}]"
        )
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60
_FEW = 5

_IS_VALID: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "yes or no": lambda value: isinstance(value, bool) or str(value).lower() in _YES | _NO,
    "words": lambda value: isinstance(value, Mapping),
    "patterns": lambda value: isinstance(value, str) or _are_texts(value),
    "entries": lambda value: isinstance(value, list),
    "one of": lambda value: isinstance(value, str),
}
"""For each kind of option, whether a value is valid."""
