"""
The entries of options, such as `ignore`: read from the values of a file, with their places.

They are the same in `mkdocs.yml`, where this package's extension has them as options, and in
`explainer.toml`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from pathspec.gitignore import GitIgnoreSpec

from explainer.config.file_names import SettingsError
from explainer.config.option_values import are_texts, as_written, texts
from explainer.markdown.options import IGNORE_FIELDS, REMAP_FIELDS, REVIEW_ENTRY_FIELDS
from explainer.model import Ignore, Place, Remap, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from explainer.config.option_positions import Step
    from explainer.yaml_schema import Field

_GROUP = re.compile(r"\$(?:(\d+)|\{(\w+)\}|([A-Za-z_]\w*))")


@functools.lru_cache(maxsize=256)
def pattern_spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Patterns as in `.gitignore`. Raises `ValueError`."""
    return GitIgnoreSpec.from_lines(patterns)


def covering(patterns: tuple[str, ...], folders: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path matches patterns, which are relative to the first folder that has the path."""
    return functools.partial(_matches, pattern_spec(patterns), tuple(folders))


def _matches(spec: GitIgnoreSpec, folders: tuple[str, ...], path: str) -> bool:
    below = next((path[len(each) + 1 :] for each in folders if path.startswith(f"{each}/")), path)
    # A path outside of the project begins with dots, which no pattern matches.
    return spec.match_file(below)


class InvalidRemapError(ValueError):
    """What is to be put in place of a URL cannot be; the message says why."""


def compile_remap(pattern: str, replacement: str, reason: str, place: Place | None) -> Remap:
    """
    A remap; in `replacement`, `$1` is what the first group of the pattern found.

    Raises `re.error` where the pattern is not valid, and `InvalidRemapError`.
    """
    url = re.compile(pattern)
    template = _GROUP.sub(lambda group: f"\\g<{group[1] or group[2] or group[3]}>", replacement)
    try:
        # It is parsed when it is used, and an empty group is no error.
        re.compile(f"{pattern}|").sub(template, "", count=1)
    except (re.error, IndexError) as error:
        message = f"{replacement!r} does not fit {pattern!r}: {error}"
        raise InvalidRemapError(message) from error
    return Remap(url, template, replacement, reason, place)


class EntryReader:
    """
    Reads entries, and refuses those that are not valid.

    `place` returns the place of a value by the steps to it. `root` is the folder to which places
    are relative, `owner` the name that messages begin with, if there is one.
    """

    def __init__(self, root: Path, place: Callable[..., Place], owner: str = "") -> None:
        self._root = root
        self.place = place
        self._owner = f"{owner}: " if owner else ""

    def ignored(self, entries: Sequence[object]) -> Iterable[tuple[Ignore, tuple[str, ...]]]:
        """The entries of `ignore`, each with its patterns of pages."""
        for entry, at in self._entries("ignore", entries, field_names(IGNORE_FIELDS)):
            rules = tuple(
                name.strip()
                for text in texts(entry.get("rules") or [])
                for name in text.split(",")
                if name.strip()
            )
            url = "".join(texts(entry.get("url") or []))
            if not rules and not url:
                self.refuse("an entry of 'ignore' names no 'rules' and no 'url'", *at)
            pages = tuple(texts(entry.get("pages") or []))
            for pattern in pages:
                self.pattern(pattern, *at, "pages")
            reason = " ".join(texts(entry.get("reason") or []))
            expression = self._expression(url, *at, "url") if url else None
            yield Ignore(rules, reason, self.place(*at), url=expression), pages

    def remapped(self, entries: Sequence[object]) -> Iterable[Remap]:
        """The entries of `remap`."""
        for entry, at in self._entries("remap", entries, field_names(REMAP_FIELDS)):
            values = {name: " ".join(texts(entry.get(name) or [])) for name in ("url", "reason")}
            for name, value in values.items():
                if not value:
                    self.refuse(f"an entry of 'remap' has no {name!r}", *at)
            if "to" not in entry:
                self.refuse("an entry of 'remap' has no 'to'", *at)
            self._expression(values["url"], *at, "url")
            try:
                yield compile_remap(
                    values["url"], str(entry["to"] or ""), values["reason"], self.place(*at)
                )
            except InvalidRemapError as error:
                self.refuse(str(error), *at, "to")

    def _expression(self, pattern: str, *steps: Step) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            self.refuse(f"{pattern!r} is no regular expression: {error}", *steps)

    def reviewed(self, entries: Sequence[object]) -> Iterable[tuple[str, Place, int]]:
        """The patterns of pages that people review, each with how many people."""
        names = field_names(REVIEW_ENTRY_FIELDS)
        for entry, at in self._entries("review", entries, names, number_field="people"):
            people = str(entry.get("people") or 1)
            if people not in REVIEW_ENTRY_FIELDS[1].choices:
                self.refuse(f"'people' is 1 or 2: {as_written(entry['people'])}", *at, "people")
            patterns = texts(entry.get("pages") or [])
            if not patterns:
                self.refuse("an entry of 'review' names no 'pages'", *at)
            for pattern in patterns:
                self.pattern(pattern, *at, "pages")
                yield pattern, self.place(*at, "pages"), int(people)

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
                self.refuse(f"{what}: {as_written(entry)}", *at)
            for name in entry:
                if name not in fields:
                    self.unknown(
                        f"an entry of {option!r} has no", str(name), fields, *at, str(name)
                    )
            for name in fields:
                value = entry.get(name)
                kinds = (str, int) if name == number_field else str
                if value is not None and not (isinstance(value, kinds) or are_texts(value)):
                    self.refuse(f"{name!r} is not a text: {as_written(value)}", *at, name)
            yield entry, at

    def pattern(self, pattern: str, *steps: Step) -> None:
        """Refuse what is not a pattern of paths."""
        try:
            pattern_spec((pattern,))
        except ValueError as error:
            self.refuse(f"{pattern!r} is no pattern: {error}", *steps)

    def unknown(self, what: str, name: str, known: Iterable[str], *steps: Step) -> NoReturn:
        """Refuse a name that does not exist, with the one that may be meant."""
        close = nearest(name, known)
        instead = f"did you mean {close!r}?" if close else f"there are {', '.join(known)}"
        self.refuse(f"{what} {name!r}; {instead}", *steps)

    def refuse(self, what: str, *steps: Step) -> NoReturn:
        """Raise `SettingsError` about a value."""
        raise SettingsError(self.message(self.place(*steps), what))

    def message(self, place: Place, what: str) -> str:
        """An error with its place."""
        return f"{self._root / place.path}:{place.line}:{place.column}: {self._owner}{what}"


def field_names(fields: Iterable[Field]) -> tuple[str, ...]:
    """The names of the fields of an entry."""
    return tuple(field.name for field in fields)
