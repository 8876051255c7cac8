"""One page's Markdown to HTML as the site's own parser makes it, with and without sentinels."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import markdown

from explainer.pages.planting import SENTINEL, Field
from explainer.settings import EXTENSION

if TYPE_CHECKING:
    from explainer.settings import Settings


class _References(dict[str, Any]):
    """Link definitions that are found under their names even when a name holds sentinels."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(SENTINEL.sub("", str(key)))

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  (what Python-Markdown stores)
        return super().__getitem__(SENTINEL.sub("", key))


@dataclass(frozen=True, slots=True)
class Converter:
    """Converts Markdown with a project's extensions, ours in its form for checking."""

    settings: Settings

    def plain(self, text: str) -> str:
        """The HTML of `text`. Raises whatever an extension of the project raises."""
        return self._convert(self._parser(), text)

    def planted(self, text: str, soil: Field) -> str:
        """The HTML of a text that holds sentinels; files that it includes get theirs here."""
        parser = self._parser()
        parser.references = _References()
        if "snippet" in parser.preprocessors:
            _plant_snippets(parser.preprocessors["snippet"], soil)
        return self._convert(parser, text)

    def _parser(self) -> markdown.Markdown:
        configs = dict(self.settings.extension_configs)
        configs[EXTENSION] = {**configs.get(EXTENSION, {}), "checking": True}
        with contextlib.chdir(self.settings.root):
            return markdown.Markdown(
                extensions=list(self.settings.extensions), extension_configs=configs
            )

    def _convert(self, parser: markdown.Markdown, text: str) -> str:
        # Extensions resolve their own paths against the working folder, as under `mkdocs build`.
        with contextlib.chdir(self.settings.root):
            return parser.convert(text)


def _plant_snippets(preprocessor: Any, soil: Field) -> None:  # noqa: ANN401  (untyped library)
    read_lines = preprocessor.read_lines

    def planted_lines(path: str) -> list[str]:
        return soil.plant("\n".join(read_lines(path)), path).split("\n")

    preprocessor.read_lines = planted_lines
