"""One page's Markdown to HTML as the site's own parser makes it, with and without sentinels."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown

from explainer.pages.sentinels import SENTINEL, Field
from explainer.settings import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.markdown.context import InvalidBlock
    from explainer.settings import Settings


class _References(dict[str, Any]):
    """Link definitions that go by their names without the sentinels in them."""

    def __setitem__(self, key: str, value: Any) -> None:  # noqa: ANN401  (as below)
        super().__setitem__(SENTINEL.sub("", key), value)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(SENTINEL.sub("", str(key)))

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  (what Python-Markdown stores)
        return super().__getitem__(SENTINEL.sub("", key))


@dataclass(slots=True)
class Converter:
    """
    Converts one page's Markdown with a project's extensions, ours in its form for checking.

    `again` is whether the parser of the last conversion may be used again, which saves making
    one. Extensions are told to forget the last page; who finds one that did not unsets it.
    """

    settings: Settings
    again: bool = True
    _last: markdown.Markdown | None = None

    def plain(self, text: str, stated: Mapping[str, str]) -> str:
        """
        The HTML of `text`. Raises whatever an extension of the project raises.

        `stated` is the running text of a claim's front matter, by the names of its fields.
        """
        parser = self._parser()
        _state(parser, stated)
        # Extensions resolve their own paths against the working folder, as under `mkdocs build`.
        with contextlib.chdir(self.settings.root):
            return parser.convert(text)

    def planted(self, text: str, stated: Mapping[str, str], soil: Field) -> str:
        """The HTML of a text with sentinels; files that it includes or shows get theirs here."""
        parser = self._parser().reset()
        parser.references = _References()
        _state(parser, stated)
        with (
            contextlib.chdir(self.settings.root),
            _planted_snippets(parser, soil),
            _planted_data(parser, soil),
        ):
            return parser.convert(text)

    def mislabelled(self) -> tuple[str, ...]:
        """The labels of sections in the last conversion that there are not."""
        context: Any = getattr(self._last, "explainer_context", None)
        return tuple(context.unknown_labels) if context else ()

    def blocks(self) -> tuple[tuple[str, ...], tuple[InvalidBlock, ...]]:
        """The blocks of data that the last conversion showed, and those that show nothing."""
        context: Any = getattr(self._last, "explainer_context", None)
        return (tuple(context.data_blocks), tuple(context.invalid_blocks)) if context else ((), ())

    def _parser(self) -> markdown.Markdown:
        if self.again and self._last:
            return self._last
        configs = dict(self.settings.extension_configs)
        configs[EXTENSION] = {**configs.get(EXTENSION, {}), "checking": True}
        configs[EXTENSION]["docs_dir"] = str(self.settings.docs_dir)
        with contextlib.chdir(self.settings.root):
            self._last = markdown.Markdown(
                extensions=list(self.settings.extensions), extension_configs=configs
            )
        return self._last


def _state(parser: markdown.Markdown, stated: Mapping[str, str]) -> None:
    # The front matter is no part of what a parser is given.
    context: Any = parser.explainer_context  # type: ignore[attr-defined]
    context.stated = stated


@contextlib.contextmanager
def _planted_snippets(parser: markdown.Markdown, soil: Field) -> Iterator[None]:
    # Files that a page includes are read from disk by the extension that includes them, so it is
    # led to copies with sentinels.
    if "snippet" not in parser.preprocessors:
        yield
        return
    preprocessor: Any = parser.preprocessors["snippet"]
    find = preprocessor.get_snippet_path
    copies: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:

        def planted_path(path: str) -> str | None:
            found = find(path)
            if found and found not in copies:
                copies[found] = f"{folder}/{len(copies)}"
                text = Path(found).read_text(encoding=preprocessor.encoding)
                planted = soil.plant(text, _relative(found))
                Path(copies[found]).write_text(planted, encoding=preprocessor.encoding)
            return copies.get(found)

        preprocessor.get_snippet_path = planted_path
        yield


@contextlib.contextmanager
def _planted_data(parser: markdown.Markdown, soil: Field) -> Iterator[None]:
    # What a page shows of data files is read by our own extension, which lets them be planted.
    context: Any = parser.explainer_context  # type: ignore[attr-defined]
    context.insert_sentinels = lambda text, file, spans: soil.plant_values(
        text, _relative(file), spans
    )
    try:
        yield
    finally:
        context.insert_sentinels = None


def _relative(path: str | Path) -> str:
    # Under the project's folder, which is the working folder here, as all paths are.
    full, here = Path(path).resolve(), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else str(full)
