"""The values of a settings file, as MkDocs reads them."""

from __future__ import annotations

import contextlib
import os
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader

from explainer import yaml_schema
from explainer.config import untrusted, zensical
from explainer.config.file_names import SettingsError
from explainer.config.settings_limits import read_settings_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from explainer.model import Invalid


def load(
    file: Path,
    config: MkDocsConfig,
    missing: list[str] | None = None,
    left_out: list[str] | None = None,
) -> dict[str, Any]:
    """
    The values of a settings file; `config` is needed for YAML tags of MkDocs, such as `!relative`.

    The names of functions that cannot be imported are added to `missing`, if that is given. With
    `left_out` the file is not trusted, and what was left out of it is added there. Raises
    `SettingsError` where the file cannot be read or parsed.
    """
    _refuse_broken_yaml(file)
    try:
        if file.suffix == ".toml":
            values = tomllib.loads(read_settings_text(file))
        elif left_out is None:
            values = _yaml(file, _loader(config, missing))
        else:
            values = _yaml(file, left_out)
        if not isinstance(values, dict):
            message = f"{file}: is not a list of settings"
            raise SettingsError(message)
        if file.stem == "zensical":
            values = zensical.as_mkdocs(values, trusted=left_out is None)
        if left_out is not None:
            untrusted.restrict(values, file, left_out)
    except (
        yaml.YAMLError,
        tomllib.TOMLDecodeError,
        MkDocsException,
        OSError,
        UnicodeDecodeError,
        zensical.ZensicalError,
    ) as error:
        message = f"{file}: {' '.join(str(error).split())}"
        raise SettingsError(message) from error
    except RecursionError as error:
        message = f"{file}: inherits itself, or is nested too deeply"
        raise SettingsError(message) from error
    except TypeError as error:
        message = f"{file}: a setting has a value of the wrong kind: {error}"
        raise SettingsError(message) from error
    return values


def _refuse_broken_yaml(file: Path) -> None:
    """Raise `SettingsError`, with the place and a hint, where a file is not UTF-8 or not YAML."""
    if file.suffix == ".toml":
        return
    with contextlib.suppress(OSError, RecursionError):
        text, invalid = yaml_schema.read_file(file, file.as_posix())
        if invalid:
            raise SettingsError(_in_one_line(invalid, file))
        read_settings_text(file)
        try:
            yaml_schema.compose(text)
        except yaml.YAMLError as error:
            invalid = yaml_schema.syntax_error(error, text, file.as_posix())
            raise SettingsError(_in_one_line(invalid, file)) from error


def _in_one_line(invalid: Invalid, file: Path) -> str:
    place = invalid.place
    return f"{file}:{place.line}:{place.column}: {invalid.message}; {invalid.hint}"


def _loader(config: MkDocsConfig, missing: list[str] | None) -> type[yaml.Loader]:
    loader = get_yaml_loader(config=config)
    return loader if missing is None else _lenient(loader, missing)


def _yaml(file: Path, how: type[yaml.Loader] | list[str]) -> Any:  # noqa: ANN401  (as it is read)
    """
    The values of a file, and of those that it inherits from.

    `how` is a loader for a file that is trusted, and else the list of what is left out.
    """
    values: Any = {}
    seen: set[Path] = set()
    inherited: Path | None = file
    while inherited is not None:
        if inherited.resolve() in seen:
            message = f"{file}: INHERIT leads back to {inherited.name}; remove one of the two"
            raise SettingsError(message)
        seen.add(inherited.resolve())
        own = _values(inherited, how)
        if own is None:
            own = {}
        if not isinstance(own, dict):
            message = f"{inherited}: is not a list of settings"
            raise SettingsError(message)
        parent = own.pop("INHERIT", None)
        values = _merged(own, values)
        inherited = _parent(inherited, parent, file, how) if parent is not None else None
    return values


def _merged(parent: dict[Any, Any], own: dict[Any, Any]) -> dict[Any, Any]:
    """Settings with those that they inherit; of two mappings, each part counts by itself."""
    merged = dict(parent)
    for name, value in own.items():
        both = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], value) if both else value
    return merged


def _parent(of: Path, name: object, file: Path, how: type[yaml.Loader] | list[str]) -> Path | None:
    """The file that another inherits from; `None` where it may not."""
    if not isinstance(name, str):
        message = f"{of}: 'INHERIT' is not the path of a file: {name!r}"
        raise SettingsError(message)
    found = Path(os.path.normpath(of.parent / name))
    if isinstance(how, list) and not untrusted.within(found, file.parent):
        how.append(f"INHERIT: {name}")
        return None
    if not os.path.lexists(found):
        message = f"{of}: inherits from {name!r}, which is not there"
        raise SettingsError(message)
    return found


def _values(file: Path, how: type[yaml.Loader] | list[str]) -> Any:  # noqa: ANN401  (as it is read)
    text = read_settings_text(file)
    if isinstance(how, list):
        return untrusted.load_yaml(text, how)
    if find_spec("zensical") is None:
        # A file that names functions of Zensical is read without Zensical, too.
        text = zensical.with_material_names(text)
    return yaml.load(text, how)  # noqa: S506  (as MkDocs does, of files that are trusted)


def _lenient(loader: type[yaml.Loader], missing: list[str]) -> type[yaml.Loader]:
    """A loader that puts a stand-in where a function cannot be imported, and notes its name."""

    class LenientLoader(loader):  # type: ignore[misc, valid-type]
        def find_python_name(self, name: str, *others: object) -> Any:  # noqa: ANN401  (any value)
            try:
                return super().find_python_name(name, *others)
            except yaml.YAMLError:
                missing.append(name)
                return _stand_in

    return LenientLoader


def _stand_in(*_: object, **__: object) -> object:
    return _stand_in
