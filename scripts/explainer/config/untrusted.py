"""
Settings of a project that nobody trusts: what would run code, or read elsewhere, is left out.

A tag of YAML may import a module and call a function, and so may the name of an extension. Here
tags become nothing, and only the extensions on a list are loaded, with options that are plain
values. No settings are inherited from outside of the project, and no pages are read from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from explainer.config.file_names import EXTENSION, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

# fmt: off
_PYTHON_MARKDOWN = (
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks",
)
# fmt: on
# fmt: off
_PYMDOWNX = (
    "arithmatex", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition",
    "blocks.details", "blocks.html", "blocks.tab", "caret", "critic", "details", "emoji",
    "escapeall", "extra", "fancylists", "highlight", "inlinehilite", "keys", "magiclink", "mark",
    "progressbar", "quotes", "saneheaders", "smartsymbols", "striphtml", "superfences", "tabbed",
    "tasklist", "tilde",
)
# fmt: on
ALLOWED = frozenset(
    (
        EXTENSION,
        *_PYTHON_MARKDOWN,
        *(f"markdown.extensions.{name}" for name in _PYTHON_MARKDOWN),
        *(f"pymdownx.{name}" for name in _PYMDOWNX),
    )
)
"""The Markdown extensions that are loaded: they read no files, and ask no host for anything."""

_IGNORED = ("plugins", "hooks")
_MISSING = object()
"""What stands in place of a value that was left out."""


class SafeLoader(yaml.SafeLoader):
    """Reads a tag that is not one of plain YAML as nothing, and notes it."""

    left_out: list[str]


def _tagged(loader: SafeLoader, suffix: str, node: yaml.Node) -> object:
    del suffix
    tag = node.tag.replace("tag:yaml.org,2002:", "!!")
    loader.left_out.append(f"the tag {tag}, line {node.start_mark.line + 1}")
    return _MISSING


SafeLoader.add_multi_constructor("", _tagged)


def load_yaml(text: str, left_out: list[str]) -> Any:  # noqa: ANN401  (whatever the file holds)
    """The values of a YAML text, without those that have tags. Raises `yaml.YAMLError`."""
    loader = SafeLoader(text)
    loader.left_out = left_out
    try:
        return _without_missing(loader.get_single_data())
    finally:
        loader.dispose()


def _without_missing(value: Any) -> Any:  # noqa: ANN401  (any value of YAML)
    if isinstance(value, dict):
        return {
            name: _without_missing(each)
            for name, each in value.items()
            if each is not _MISSING and name is not _MISSING
        }
    if isinstance(value, list):
        return [_without_missing(each) for each in value if each is not _MISSING]
    return value


def restrict(values: dict[str, Any], file: Path, left_out: list[str]) -> None:
    """
    Take out of settings what runs code or reads outside of the project; says what, in `left_out`.

    Raises `SettingsError` where the folder of pages is outside of the project.
    """
    ignored = [name for name in _IGNORED if values.get(name)]
    left_out += [f"{name}: {_names(values.pop(name))}" for name in ignored]
    theme = values.get("theme")
    if isinstance(theme, dict) and theme.pop("custom_dir", None):
        left_out.append("the theme's custom_dir")
    root = file.parent.resolve()
    docs = values.get("docs_dir", "docs")
    if not isinstance(docs, str) or not (root / docs).resolve().is_relative_to(root):
        message = f"{file}: 'docs_dir' leads out of the project: {docs!r}"
        raise SettingsError(message)
    values["markdown_extensions"] = list(_allowed(values.get("markdown_extensions"), left_out))


def _allowed(listed: object, left_out: list[str]) -> Any:  # noqa: ANN401  (names and mappings)
    items = listed if isinstance(listed, list) else [listed] if listed else []
    pairs: list[tuple[object, object]] = []
    for item in items:
        pairs += item.items() if isinstance(item, dict) else [(item, None)]
    for name, options in pairs:
        if name not in ALLOWED:
            left_out.append(f"the Markdown extension {name}")
        elif options and name == EXTENSION:
            yield {name: options}
        elif isinstance(options, dict):
            # Functions are named in them, too, and imported by the extension itself.
            plain = {key: each for key, each in options.items() if key not in _FUNCTIONS}
            left_out += [f"the option {key} of {name}" for key in options if key in _FUNCTIONS]
            yield {name: plain} if plain else name
        else:
            yield name


_FUNCTIONS = frozenset(
    ["build_url", "custom_fences", "custom_inline", "emoji_generator", "emoji_index", "generic",
     "pygments_formatter", "slugify"]
)  # fmt: skip
"""The options of the listed extensions that are functions, or name some."""


def _names(listed: object) -> str:
    items = listed if isinstance(listed, list) else list(listed) if isinstance(listed, dict) else []
    names = [str(next(iter(each), "")) if isinstance(each, dict) else str(each) for each in items]
    return ", ".join(names) or str(listed)


def within(file: Path, root: Path) -> bool:
    """Whether a file is in the folder of a project, whatever links lead to it."""
    return file.resolve().is_relative_to(root.resolve())
