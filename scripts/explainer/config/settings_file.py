"""The values of a settings file, as MkDocs reads them."""

from __future__ import annotations

import contextlib
import io
import tomllib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from explainer import unsaved, yaml_schema
from explainer.config import zensical
from explainer.config.file_names import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from explainer.model import Invalid


def load(file: Path, config: MkDocsConfig, missing: list[str] | None = None) -> dict[str, Any]:
    """
    The values of a settings file; `config` is needed for YAML tags of MkDocs, such as `!relative`.

    The names of functions that cannot be imported are added to `missing`, if that is given. Raises
    `SettingsError` where the file cannot be read or parsed.
    """
    _refuse_broken_yaml(file)
    try:
        values = _toml(file) if file.suffix == ".toml" else _yaml(file, config, missing)
        if not isinstance(values, dict):
            message = f"{file}: is not a list of settings"
            raise SettingsError(message)
        if file.stem == "zensical":
            return zensical.as_mkdocs(values)
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
        text, invalid = yaml_schema.decode(unsaved.read_bytes(file), file.as_posix())
        if invalid:
            raise SettingsError(_in_one_line(invalid, file))
        try:
            yaml_schema.compose(text)
        except yaml.YAMLError as error:
            invalid = yaml_schema.syntax_error(error, text, file.as_posix())
            raise SettingsError(_in_one_line(invalid, file)) from error


def _in_one_line(invalid: Invalid, file: Path) -> str:
    place = invalid.place
    return f"{file}:{place.line}:{place.column}: {invalid.message}; {invalid.hint}"


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(unsaved.read_text(file))


def _yaml(file: Path, config: MkDocsConfig, missing: list[str] | None) -> dict[str, Any]:
    loader = get_yaml_loader(config=config)
    if missing is not None:
        loader = _lenient(loader, missing)
    with _stream(file) as stream:
        if find_spec("zensical") is None:
            # A file that names functions of Zensical is read without Zensical, too.
            return yaml_load(zensical.MaterialNames(stream), loader)
        return yaml_load(stream, loader)


def _stream(file: Path) -> io.StringIO:
    """The text of a file as a stream with its name, which messages and `INHERIT` need."""
    stream = io.StringIO(unsaved.read_text(file))
    stream.name = str(file)
    return stream


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
