"""Our options as a project sets them, checked and in the form that the checks need."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from explainer.config.file_names import (
    EXTENSION,
    SettingsError,
    is_extension_name,
    is_misspelled_name,
)
from explainer.config.option_entries import EntryReader, covering, pattern_spec
from explainer.config.option_positions import option_place, setting_place
from explainer.config.option_values import (
    IS_VALID,
    are_texts,
    as_written,
    either,
    is_yes,
    placeholders,
    texts,
)
from explainer.markdown.options import KINDS, OPTIONS, Option
from explainer.markdown.translations import read_translations
from explainer.model import Ignore, Place, Remap, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_PAGES = ("bibliography", "ledger", "glossary")


@dataclass(frozen=True, slots=True)
class Options:
    """
    The options of a project that the checks use.

    `require` are patterns of pages, each with its place; without any, all pages are required.
    `ignore` are the entries of that option, each with its patterns, `remap` those of that one.
    `review` are patterns of pages,
    each with its place and how many people have to read these pages. `in_text` is whether every key
    in running text is a citation. `pages` are the options whose value is a page: the name of the
    option, the page, its place.
    """

    require: tuple[tuple[str, Place], ...] = ()
    ignore: tuple[tuple[Ignore, tuple[str, ...]], ...] = ()
    review: tuple[tuple[str, Place, int], ...] = ()
    remap: tuple[Remap, ...] = ()
    in_text: bool = False
    pages: tuple[tuple[str, str, Place], ...] = ()

    def requires(self, page: str) -> bool:
        """Whether each sentence of a page needs a citation or label; `page` is its path."""
        patterns = tuple(pattern for pattern, _ in self.require)
        if all(pattern.startswith("!") for pattern in patterns):
            # Only exclusions: they apply to all pages.
            patterns = ("/*", *patterns)
        return pattern_spec(patterns).match_file(page)

    def asked_reviewers(self, page: str) -> int:
        """How many people have to read each sentence of a page; `page` is its path."""
        asked = {people for _, _, people in self.review}
        patterns = {people: tuple(p for p, _, n in self.review if n == people) for people in asked}
        return max((n for n in asked if pattern_spec(patterns[n]).match_file(page)), default=0)

    def unmatched(self, pages: Sequence[str]) -> list[tuple[str, Place]]:
        """The patterns of `require` and `review` that match none of the pages."""
        asked = ((pattern, place) for pattern, place, _ in self.review)
        return [
            (pattern, place)
            for pattern, place in (*self.require, *asked)
            if not pattern.startswith(("!", "#"))
            and not any(map(pattern_spec((pattern,)).match_file, pages))
        ]

    def refuse_missing(self, pages: Sequence[str], root: Path) -> None:
        """Raise `SettingsError` where the value of an option is not one of these pages."""
        for name, page, place in self.pages:
            if page not in pages:
                close = nearest(page, pages)
                instead = f"; did you mean {close!r}?" if close else ""
                what = f"{name!r} names no page below the folder of pages: {page!r}{instead}"
                reader = EntryReader(root, option_place, EXTENSION)
                raise SettingsError(reader.message(place, what))

    def ignored(self, folders: Sequence[str]) -> tuple[Ignore, ...]:
        """The entries of `ignore`; patterns are relative to the first folder that has the path."""
        return tuple(
            entry._replace(covers=covering(patterns, folders)) if patterns else entry
            for entry, patterns in self.ignore
        )


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


class _OptionReader(EntryReader):
    def __init__(self, file: Path | None, root: Path) -> None:
        super().__init__(root, functools.partial(option_place, file, root), EXTENSION)
        self._file = file

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
            self.refuse(f"is not a list of options, but {as_written(options)}")
        known = {option.name: option for option in OPTIONS}
        for name, value in options.items():
            if name not in known:
                self.unknown("there is no option", str(name), known, str(name))
            self._check(known[name], value)
        self._check_words(options.get("words") or {}, read_translations("en").values, "words")
        return Options(
            require=tuple(self._required(options.get("require"))),
            ignore=tuple(self.ignored(options.get("ignore") or [])),
            review=tuple(self.reviewed(options.get("review") or [])),
            remap=tuple(self.remapped(options.get("remap") or [])),
            in_text=is_yes(options.get("in_text", False)),
            pages=tuple(
                (name, options[name], self.place(name)) for name in _PAGES if name in options
            ),
        )

    def _check(self, option: Option, value: object) -> None:
        is_valid = IS_VALID[option.kind](value)
        if not is_valid:
            self.refuse(
                f"{option.name!r} is not {KINDS[option.kind]}: {as_written(value)}", option.name
            )
        if option.choices and value not in option.choices:
            close = nearest(str(value), option.choices)
            instead = f"did you mean {close!r}?" if close else f"it is {either(option.choices)}"
            self.refuse(f"{option.name!r} cannot be {value!r}; {instead}", option.name)

    def _check_words(self, words: Mapping[Any, Any], known: Mapping[str, Any], *steps: str) -> None:
        """Refuse words that are not used, or that could not be formatted."""
        for name, value in words.items():
            at = (*steps, str(name))
            if name not in known:
                # `languages` may have any key: it is a language.
                if steps[-1] == "languages" and isinstance(value, str):
                    continue
                self.unknown(f"{steps[-1]!r} has no", str(name), known, *at)
            other = known[name]
            if isinstance(other, Mapping) and isinstance(value, Mapping):
                self._check_words(value, other, *at)
            elif isinstance(other, list) and are_texts(value) and len(value) == len(other):
                continue
            elif not (isinstance(other, str) and isinstance(value, str)):
                kind = "a mapping" if isinstance(other, Mapping) else "a text"
                kind = f"a list of {len(other)} texts" if isinstance(other, list) else kind
                self.refuse(f"{name!r} is not {kind}: {as_written(value)}", *at)
            elif not placeholders(value) <= placeholders(other):
                only = ", ".join(f"{{{each}}}" for each in sorted(placeholders(other))) or "nothing"
                self.refuse(f"{name!r} can hold {only} in braces: {as_written(value)}", *at)

    def _required(self, value: object) -> Iterable[tuple[str, Place]]:
        if value is None:
            return
        patterns = texts(value)
        if not patterns:
            self.refuse("'require' names no page; leave it out to require all", "require")
        for number, pattern in enumerate(patterns):
            self.pattern(pattern, "require", number)
            yield pattern, self.place("require", number)

    def _refuse_misspelled_name(self, name: str) -> NoReturn:
        place = Place(self._root.name)
        if self._file:
            place = setting_place(self._file, self._root, "markdown_extensions")
        what = f"there is no extension {name!r}; did you mean {EXTENSION!r}?"
        raise SettingsError(self.message(place, what))
