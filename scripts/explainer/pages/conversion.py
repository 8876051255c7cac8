"""The conversion of a page to HTML by the site's own parser, with and without sentinels."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown

from explainer import files, inputs, unsaved
from explainer.pages.sentinels import SENTINEL, SentinelTable
from explainer.settings import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from explainer.markdown.context import InvalidBlock
    from explainer.settings import Settings

_UNNEEDED = frozenset({"material.extensions.preview", "zensical.extensions.preview"})
"""The extensions that only mark finished links, and fail outside of a build."""


class _References(dict[str, Any]):
    """Link definitions by their names, ignoring the sentinels in these."""

    def __setitem__(self, key: str, value: Any) -> None:  # noqa: ANN401  (as below)
        super().__setitem__(SENTINEL.sub("", key), value)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(SENTINEL.sub("", str(key)))

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  (what Python-Markdown stores)
        return super().__getitem__(SENTINEL.sub("", key))


@dataclass(slots=True)
class Converter:
    """
    Converts one page's Markdown with a project's extensions, and this package's in its check mode.

    `reuse_parser` is whether the parser of the last conversion is used again, which is faster than
    a new one. It is reset before; set this to false where an extension keeps state nevertheless.
    """

    settings: Settings
    reuse_parser: bool = True
    _last: markdown.Markdown | None = None

    def convert(self, text: str, claim_fields: Mapping[str, str]) -> str:
        """
        The HTML of `text`. Raises whatever an extension of the project raises.

        `claim_fields` is the running text of a claim's front matter, by the names of the fields.
        """
        parser = self._parser()
        _set_claim_fields(parser, claim_fields)
        # Extensions resolve their own paths against the working folder, as under `mkdocs build`.
        with contextlib.chdir(self.settings.root), _unsaved_snippets(parser):
            return parser.convert(text)

    def convert_with_sentinels(
        self, text: str, claim_fields: Mapping[str, str], table: SentinelTable
    ) -> str:
        """
        The HTML of a text with sentinels. Raises whatever an extension of the project raises.

        They are inserted here into the snippets and the data files that the text includes.
        """
        parser = self._parser().reset()
        parser.references = _References()
        _set_claim_fields(parser, claim_fields)
        with (
            contextlib.chdir(self.settings.root),
            _snippets(parser, table.insert),
            _data_with_sentinels(parser, table),
        ):
            return parser.convert(text)

    def unknown_labels(self) -> tuple[str, ...]:
        """The labels of sections in the last conversion that do not exist."""
        context: Any = getattr(self._last, "explainer_context", None)
        return tuple(context.unknown_labels) if context else ()

    def blocks(self) -> tuple[tuple[str, ...], tuple[InvalidBlock, ...]]:
        """The data blocks and the empty blocks that the last conversion found."""
        context: Any = getattr(self._last, "explainer_context", None)
        return (tuple(context.data_blocks), tuple(context.invalid_blocks)) if context else ((), ())

    def _parser(self) -> markdown.Markdown:
        if self.reuse_parser and self._last:
            return self._last
        configs = dict(self.settings.extension_configs)
        configs[EXTENSION] = {**configs.get(EXTENSION, {}), "checking": True}
        configs[EXTENSION]["docs_dir"] = str(self.settings.docs_dir)
        with contextlib.chdir(self.settings.root):
            self._last = markdown.Markdown(
                extensions=[each for each in self.settings.extensions if each not in _UNNEEDED],
                extension_configs=configs,
            )
        return self._last


def _set_claim_fields(parser: markdown.Markdown, claim_fields: Mapping[str, str]) -> None:
    # A parser gets the text without the front matter.
    context: Any = parser.explainer_context  # type: ignore[attr-defined]
    context.stated = claim_fields


def _unsaved_snippets(parser: markdown.Markdown) -> contextlib.AbstractContextManager[None]:
    if unsaved.any_text():
        return _snippets(parser, lambda text, _path: text)
    return contextlib.nullcontext()


@contextlib.contextmanager
def _snippets(parser: markdown.Markdown, change: Callable[[str, str], str]) -> Iterator[None]:
    # The extension for snippets reads files from disk, so it gets the paths of changed copies.
    if "snippet" not in parser.preprocessors:
        yield
        return
    preprocessor: Any = parser.preprocessors["snippet"]
    find = preprocessor.get_snippet_path
    copies: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:

        def path_of_copy(path: str) -> str | None:
            found = find(path)
            for base in preprocessor.base_path:
                inputs.note_existence(Path(base, path))
            if found and found not in copies:
                copies[found] = f"{folder}/{len(copies)}"
                text = files.read_bytes(found).decode(preprocessor.encoding)
                changed = change(text, _relative(found))
                Path(copies[found]).write_text(changed, encoding=preprocessor.encoding)
            return copies.get(found)

        preprocessor.get_snippet_path = path_of_copy
        try:
            yield
        finally:
            preprocessor.get_snippet_path = find


@contextlib.contextmanager
def _data_with_sentinels(parser: markdown.Markdown, table: SentinelTable) -> Iterator[None]:
    # This package's extension reads data files, and calls this function with their text.
    context: Any = parser.explainer_context  # type: ignore[attr-defined]
    context.insert_sentinels = lambda text, file, spans: table.insert_in_values(
        text, _relative(file), spans
    )
    try:
        yield
    finally:
        context.insert_sentinels = None


def _relative(path: str | Path) -> str:
    # Relative to the project's folder, which is the working folder here.
    full, here = Path(path).resolve(), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(full)
