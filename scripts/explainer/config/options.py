"""Our options as a project sets them, checked and in the form that the checks need."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pathspec.gitignore import GitIgnoreSpec

from explainer.config.names import EXTENSION, SettingsError
from explainer.config.places import Step, place_of
from explainer.markdown.options import IGNORE_FIELDS, KINDS, OPTIONS, Option
from explainer.model import Ignore, Place, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_PARTS = tuple(field.name for field in IGNORE_FIELDS)


@dataclass(frozen=True, slots=True)
class Options:
    """
    What a project sets for the checks.

    `require` are patterns of pages, each with its place; none stands for all pages. `ignore` are
    entries as they were written, each with its place and its patterns. `in_text` is whether every
    key in running text is a citation.
    """

    require: tuple[tuple[str, Place], ...] = ()
    ignore: tuple[tuple[Ignore, tuple[str, ...]], ...] = ()
    in_text: bool = False

    def requires(self, page: str) -> bool:
        """Whether every sentence of a page, given below the folder of pages, has to be covered."""
        patterns = tuple(pattern for pattern, _ in self.require)
        if all(pattern.startswith("!") for pattern in patterns):
            # Without a page to begin with, it is all pages that some are taken out of.
            patterns = ("/*", *patterns)
        return _spec(patterns).match_file(page)

    def unmatched(self, pages: Sequence[str]) -> list[tuple[str, Place]]:
        """The required patterns that fit none of the pages."""
        return [
            (pattern, place)
            for pattern, place in self.require
            if not pattern.startswith(("!", "#"))
            and not any(map(_spec((pattern,)).match_file, pages))
        ]

    def ignored(self, folders: Sequence[str]) -> tuple[Ignore, ...]:
        """The entries; patterns are below these folders, of which the first that fits counts."""
        return tuple(
            entry._replace(covers=functools.partial(_covers, _spec(patterns), tuple(folders)))
            if patterns
            else entry
            for entry, patterns in self.ignore
        )


@functools.lru_cache(maxsize=256)
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


def _covers(spec: GitIgnoreSpec, folders: tuple[str, ...], path: str) -> bool:
    below = next((path[len(each) + 1 :] for each in folders if path.startswith(f"{each}/")), path)
    # What is outside of the project has dots in front, which patterns do not know.
    return spec.match_file(below)


def read_options(values: Mapping[str, Any], file: Path | None, root: Path) -> Options:
    """
    Our options among the settings of a project. `file` is where they come from.

    Raises `SettingsError`, in one line with the place, where they are not as they have to be.
    """
    return _Reader(file, root).read(_listed(values.get("markdown_extensions")))


def _listed(extensions: object) -> object:
    items = extensions if isinstance(extensions, list) else [extensions]
    for item in items:
        if isinstance(item, dict) and EXTENSION in item:
            return item[EXTENSION]
    return None


class _Reader:
    def __init__(self, file: Path | None, root: Path) -> None:
        self._file = file
        self._root = root

    def read(self, options: object) -> Options:
        if options is None:
            return Options()
        if not isinstance(options, Mapping):
            self._refuse(f"is not a list of options, but {_said(options)}")
        known = {option.name: option for option in OPTIONS}
        for name, value in options.items():
            if name not in known:
                self._unknown("there is no option", str(name), known, str(name))
            self._check(known[name], value)
        return Options(
            require=tuple(self._required(options.get("require"))),
            ignore=tuple(self._ignored(options.get("ignore") or [])),
            in_text=_is_yes(options.get("in_text", False)),
        )

    def _check(self, option: Option, value: object) -> None:
        fits = _FITS[option.kind](value)
        if not fits:
            self._refuse(
                f"{option.name!r} is not {KINDS[option.kind]}: {_said(value)}", option.name
            )
        if option.choices and value not in option.choices:
            close = nearest(str(value), option.choices) or " or ".join(option.choices)
            self._refuse(
                f"{option.name!r} cannot be {value!r}; did you mean {close!r}?", option.name
            )

    def _required(self, value: object) -> Iterable[tuple[str, Place]]:
        if value is None:
            return
        patterns = _texts(value)
        if not patterns:
            self._refuse("'require' names no page; leave it out to require all", "require")
        for number, pattern in enumerate(patterns):
            self._pattern(pattern, "require", number)
            yield pattern, self._place("require", number)

    def _ignored(self, entries: Sequence[object]) -> Iterable[tuple[Ignore, tuple[str, ...]]]:
        for number, entry in enumerate(entries):
            at = ("ignore", number)
            if not isinstance(entry, Mapping):
                self._refuse(
                    f"an entry of 'ignore' does not say its {', '.join(_PARTS)}: {_said(entry)}",
                    *at,
                )
            for name in entry:
                if name not in _PARTS:
                    self._unknown("an entry of 'ignore' has no", str(name), _PARTS, *at, str(name))
            for name in _PARTS:
                value = entry.get(name)
                if value is not None and not (isinstance(value, str) or _are_texts(value)):
                    self._refuse(f"{name!r} is not a text: {_said(value)}", *at, name)
            rules = tuple(
                name.strip()
                for text in _texts(entry.get("rules") or [])
                for name in text.split(",")
                if name.strip()
            )
            if not rules:
                self._refuse("an entry of 'ignore' names no 'rules'", *at)
            pages = tuple(_texts(entry.get("pages") or []))
            for pattern in pages:
                self._pattern(pattern, *at, "pages")
            reason = " ".join(_texts(entry.get("reason") or []))
            yield Ignore(rules, reason, self._place(*at)), pages

    def _pattern(self, pattern: str, *steps: Step) -> None:
        try:
            _spec((pattern,))
        except ValueError as error:
            self._refuse(f"{pattern!r} is no pattern: {error}", *steps)

    def _unknown(self, what: str, name: str, known: Iterable[str], *steps: Step) -> NoReturn:
        close = nearest(name, known)
        instead = f"did you mean {close!r}?" if close else f"there are {', '.join(known)}"
        self._refuse(f"{what} {name!r}; {instead}", *steps)

    def _place(self, *steps: Step) -> Place:
        return place_of(self._file, self._root, *steps)

    def _refuse(self, what: str, *steps: Step) -> NoReturn:
        place = self._place(*steps)
        message = f"{self._root / place.path}:{place.line}:{place.column}: {EXTENSION}: {what}"
        raise SettingsError(message)


def _is_yes(value: object) -> bool:
    return value if isinstance(value, bool) else str(value).strip().lower() in _YES


_YES = frozenset({"yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})


def _texts(value: object) -> list[str]:
    """A list of texts; one text is one a line, as MkDocs has its patterns."""
    lines = value.splitlines() if isinstance(value, str) else list(map(str, _listed_items(value)))
    return [line.strip() for line in lines if line.strip()]


def _listed_items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _said(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 60

_FITS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "yes or no": lambda value: isinstance(value, bool) or str(value).lower() in _YES | _NO,
    "words": lambda value: isinstance(value, Mapping),
    "patterns": lambda value: isinstance(value, str) or _are_texts(value),
    "entries": lambda value: isinstance(value, list),
    "one of": lambda value: isinstance(value, str),
}
"""Per kind of option: whether a value can be one."""
