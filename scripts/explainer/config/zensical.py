"""
The settings in `zensical.toml` and `zensical.yml` as settings of MkDocs.

Source: Zensical's documentation of its settings, and `zensical.config` 0.0.73.
"""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from explainer.config.file_names import EXTENSION, is_extension_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SHARED_SETTINGS = (
    "site_name",
    "site_url",
    "docs_dir",
    "site_dir",
    "use_directory_urls",
    "exclude_docs",
    "draft_docs",
    "not_in_nav",
    "theme",
    "extra_css",
    "extra_javascript",
    "repo_url",
    "extra",
)
"""The settings that the checks need and that are the same in both."""

_NESTED = ("pymdownx", "zensical")
_TWICE_NESTED = ("pymdownx.blocks", "zensical.extensions")
"""Names that may be unquoted in TOML, so that the part behind the dot is a nested table."""

# The extensions of a site that lists none.
_DEFAULTS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.emoji": {
        "emoji_generator": "zensical.extensions.emoji.to_svg",
        "emoji_index": "zensical.extensions.emoji.twemoji",
    },
    "pymdownx.highlight": {
        "anchor_linenums": True,
        "line_spans": "__span",
        "pygments_lang_class": True,
    },
    "pymdownx.inlinehilite": {},
    "pymdownx.keys": {},
    "pymdownx.magiclink": {},
    "pymdownx.mark": {},
    "pymdownx.smartsymbols": {},
    "pymdownx.superfences": {"custom_fences": [{"name": "mermaid", "class": "mermaid"}]},
    "pymdownx.tabbed": {"alternate_style": True, "combine_header_slug": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}

_FUNCTIONS = ("emoji_generator", "emoji_index", "format", "slugify", "validator")
"""Options that are functions, which are given by name in TOML."""


class ZensicalError(Exception):
    """A setting that is invalid in both; the message says which."""


def with_material_names(text: str) -> str:
    """The text of a YAML file with Material's functions in place of Zensical's."""
    return text.replace("zensical.extensions.emoji", _EMOJI)


_EMOJI = "material.extensions.emoji"


def as_mkdocs(values: Mapping[str, Any], *, trusted: bool = True) -> dict[str, Any]:
    """
    The settings that the checks need, converted to those of MkDocs.

    The functions that options name are imported if the values are `trusted`. Raises `ZensicalError`
    for invalid Markdown extensions.
    """
    project = values.get("project", values)
    if not isinstance(project, dict):
        message = "'project' is not a table of settings"
        raise ZensicalError(message)
    settings = {name: project[name] for name in _SHARED_SETTINGS if project.get(name) is not None}
    listed = project.get("markdown_extensions", _DEFAULTS)
    pairs = list(_extensions(listed))
    if sum(is_extension_name(name) for name, _ in pairs) > 1:
        message = f"{EXTENSION!r} is listed twice; put its options together"
        raise ZensicalError(message)
    extensions = dict(pairs)
    extensions.setdefault("pymdownx.superfences", {})
    settings["markdown_extensions"] = [
        {name: _with_functions(each) if trusted else each} for name, each in extensions.items()
    ]
    return settings


def _extensions(listed: object) -> Iterator[tuple[str, Any]]:
    if isinstance(listed, list):
        for item in listed:
            pairs = item.items() if isinstance(item, dict) else [(item, {})]
            yield from ((str(name), options or {}) for name, options in pairs)
    elif isinstance(listed, dict):
        for name, options in listed.items():
            yield from _flattened(str(name), options or {})
    elif listed is not None:
        message = "'markdown_extensions' is neither a table nor a list"
        raise ZensicalError(message)


def _flattened(name: str, options: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  (from TOML)
    if name == "explainer":
        message = (
            "Zensical takes this for an extension 'explainer'; put the name in quotes, as in"
            ' [project.markdown_extensions."explainer.markdown"]'
        )
        raise ZensicalError(message)
    if (name in _NESTED or name in _TWICE_NESTED) and isinstance(options, dict):
        for inner, each in options.items():
            yield from _flattened(f"{name}.{inner}", each or {})
    else:
        yield name, options


def _with_functions(options: Any, name: str = "") -> Any:  # noqa: ANN401  (from TOML)
    """Options with functions instead of their names."""
    if isinstance(options, list):
        return [_with_functions(each) for each in options]
    if name in _FUNCTIONS and isinstance(options, str) and "." in options:
        return _function(options)
    if name in _FUNCTIONS and isinstance(options, dict) and "object" in options:
        return _function(str(options["object"]))(**options.get("kwds", {}))
    if isinstance(options, dict):
        return {inner: _with_functions(each, str(inner)) for inner, each in options.items()}
    return options


def _function(written: str) -> Any:  # noqa: ANN401  (whatever goes by that name)
    name = written
    if find_spec("zensical") is None:
        name = written.replace("zensical.extensions.emoji", _EMOJI)
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        message = f"there is no function {written!r}: {error}"
        raise ZensicalError(message) from error
