"""What the extension knows of the page that is being rendered and of the site around it."""

from __future__ import annotations

import datetime
import functools
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale, UnknownLocaleError, dates

from explainer.sources import read_shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from explainer.model import Source

_WORDS = Path(__file__).parent / "words"
_PLACEHOLDERS = re.compile("\x02(?:amp|wzxhzdk:\\d+|klzzwxh:\\d+)\x03")


class Context:
    """
    The page, the site's sources and its words, for one parser.

    MkDocs and Zensical both leave the page on the parser, each in its own place; under neither,
    the site is taken to be in the working folder and the page to be at its top.
    """

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        """Take a parser and the extension's options."""
        self._md = md
        self.checking = bool(options["checking"])
        self.bibliography = str(options["bibliography"])
        self.language = str(options["language"] or "en")
        self._words = {**_words(self.language), **(options["words"] or {})}

    @property
    def path(self) -> str:
        """The page's path relative to the folder of pages."""
        if "relpath" in self._md.treeprocessors:
            return str(self._md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return str(self._md.preprocessors["rendering_context"].page.path)  # type: ignore[attr-defined]
        return "index.md"

    @property
    def meta(self) -> dict[str, Any]:
        """The page's front matter, as the templates will see it."""
        if "relpath" in self._md.treeprocessors:
            page = self._md.treeprocessors["relpath"].file.page  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            page = self._md.preprocessors["rendering_context"].page  # type: ignore[attr-defined]
        else:
            page = None
        meta = getattr(page, "meta", None)
        return meta if isinstance(meta, dict) else {}

    @property
    def docs(self) -> Path:
        """The folder of pages."""
        config: Any = {}
        if "relpath" in self._md.treeprocessors:
            config = self._md.treeprocessors["relpath"].config  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            config = self._md.preprocessors["rendering_context"].config  # type: ignore[attr-defined]
        try:
            return Path(config["docs_dir"]).absolute()
        except (KeyError, TypeError):
            return Path("docs").absolute()

    @property
    def sources(self) -> dict[str, Source]:
        """The site's sources by key; none where they cannot be read."""
        try:
            return read_shelf(self.docs / "sources", self.docs.parent).sources
        except OSError:
            return {}

    def word(self, *path: str, **values: object) -> str:
        """A word of the site's language by its keys; the last key itself where it has none."""
        found: Any = self._words
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found.format(**values) if isinstance(found, str) else path[-1]

    def link(self, target: str) -> str:
        """The address of a page, given by its path in the folder of pages, from this one."""
        page, _, fragment = target.partition("#")
        address = posixpath.relpath(page, posixpath.dirname(self.path) or ".")
        return f"{address}#{fragment}" if fragment else address

    def has_bibliography(self) -> bool:
        """Whether the site has a page that lists its sources."""
        return (self.docs / self.bibliography).is_file()

    def date(self, issued: str) -> str:
        """An ISO 8601 date of any precision, as readers of the site's language write it."""
        year, *rest = (int(part) for part in issued.split("-"))
        month, number = (*rest, 1, 1)[:2]
        day = datetime.date(year, month, number)
        skeleton = ("y", "yMMMM", "yMMMMd")[len(rest)]
        try:
            locale = Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            locale = Locale("en")
        if len(rest) == 2 and locale.language == "en":  # noqa: PLR2004  (a whole date)
            return f"{day.day} {dates.format_skeleton('yMMMM', day, locale=locale)}"
        return dates.format_skeleton(skeleton, day, locale=locale)

    def language_name(self, tag: str) -> str:
        """The name of a language by its BCP 47 tag, or the tag."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.language) or tag
        except (UnknownLocaleError, ValueError):
            return tag


def plain(text: str) -> str:
    """Text out of a half-finished tree: Python-Markdown's placeholders resolved or removed."""
    text = text.replace("\x02amp\x03", "&")
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    return " ".join(_PLACEHOLDERS.sub("", text).split())


@functools.cache
def _words(language: str) -> dict[str, Any]:
    names = (language, language.split("-")[0].split("_")[0], "en")
    path = next(p for name in names if (p := _WORDS / f"{name}.yml").is_file())
    words: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
