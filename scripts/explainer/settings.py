"""The settings that the checks need from `mkdocs.yml` or `zensical.toml`."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import re
from importlib.metadata import entry_points
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions

from explainer.config import CONFIG_NAMES, EXTENSION, SettingsError, config_in
from explainer.config.option_positions import setting_place
from explainer.config.options import Options, read_options
from explainer.config.settings_faults import find_faults, misspelt_names
from explainer.config.settings_file import load
from explainer.data import DATA_FILES
from explainer.inputs import recording
from explainer.markdown.citation_keys import key_exists
from explainer.model import Place, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mkdocs.config.base import ConfigErrors

    from explainer.inputs import Input
    from explainer.model import Ignore, Invalid, Remap

__all__ = [
    "EXTENSION",
    "ExtensionError",
    "Settings",
    "SettingsError",
    "read_available_settings",
    "read_settings",
]

# Not needed to read a page; plugins and themes may not be installed where the checks run.
_UNUSED_SETTINGS = ("plugins", "hooks", "theme", "extra_css", "extra_javascript", "watch")
# As MkDocs words it.
_NOT_LOADED = re.compile(r"Failed to load extension '([^']+)'")
_DATA_FOLDERS = {"sources", "comparisons"}
_DATA_FILES = {"article", "checks", "reviews", "vocabulary", *(data.name for data in DATA_FILES)}


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of a project from its `mkdocs.yml` or `zensical.toml`.

    `root` is the project's folder. `config_file` is `None` where there is none. `files` are the
    published files of the folder of pages. `extension_missing` is the place where this package's
    extension should be listed, if it is not. `nav` are the paths of the pages in the navigation,
    below the folder of pages. `unread` are settings files next to the one that is read.
    `site_name` and `site_description` are empty where none is given, and so are `repo_url` and
    `report_email`, which is an address in `extra`. `theme`, `extra_css` and `extra_javascript` are
    as written, not validated.
    `missing` are the names of extensions and of functions in their options that were left out.
    `faults` are slips in the settings file that are no reason to stop. `left_out` is what was not
    read or run of a project that nobody trusts. `inputs` is what was read for them.
    """

    root: Path
    config_file: Path | None
    docs_dir: Path
    site_dir: Path
    site_url: str
    language: str
    use_directory_urls: bool
    extensions: tuple[str, ...]
    extension_configs: dict[str, dict[str, Any]]
    files: tuple[File, ...]
    extension_missing: Place | None = None
    nav: tuple[str, ...] = ()
    options: Options = dataclasses.field(default_factory=Options)
    unread: tuple[Path, ...] = ()
    site_name: str = ""
    site_description: str = ""
    theme: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    extra_css: tuple[str, ...] = ()
    extra_javascript: tuple[str, ...] = ()
    repo_url: str = ""
    report_email: str = ""
    missing: tuple[str, ...] = ()
    inputs: frozenset[Input] = frozenset()
    faults: tuple[Invalid, ...] = ()
    left_out: tuple[str, ...] = ()
    trusted: bool = True

    def is_known(self, key: str) -> bool:
        """Whether what a key cites exists: a label, or the file of a source or a claim."""
        return key_exists(self.docs_dir, key)

    def ignored(self, *folders: str) -> tuple[Ignore, ...]:
        """
        The entries of the option `ignore`.

        Their patterns are relative to the folder of pages, or to one of `folders`, which are paths
        in the form in which problems have them.
        """
        return self.options.ignored((self.named(self.docs_dir), *folders))

    @property
    def remaps(self) -> tuple[Remap, ...]:
        """The entries of the option `remap`."""
        return self.options.remap

    def named(self, path: Path) -> str:
        """A path in the form in which problems have it: relative to the project's folder."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    @property
    def sources_dir(self) -> Path:
        """The folder of the sources' files."""
        return self.docs_dir / "sources"

    @property
    def claims_dir(self) -> Path:
        """The folder of the claims' pages."""
        return self.docs_dir / "claims"

    @property
    def article_file(self) -> Path:
        """The file with the article's metadata and fingerprints."""
        return self.docs_dir / "article.yml"

    @property
    def record_file(self) -> Path:
        """The file with the detection rates of the last run of `explainer mutate`."""
        return self.docs_dir / "checks.yml"

    @property
    def reviews_file(self) -> Path:
        """The file that says who has read which sentence beside what it cites."""
        return self.docs_dir / "reviews.yml"

    @property
    def published_data(self) -> tuple[str, ...]:
        """The data files that would be copied into the site, by their paths below the pages."""
        if self.config_file is None:
            return ()
        return tuple(
            sorted(file.src_uri for file in self.files if _is_data(PurePosixPath(file.src_uri)))
        )

    @property
    def exclusion(self) -> Place | None:
        """The place of `exclude_docs` in the settings file, or of the file without it."""
        if self.config_file is None or "exclude_docs" in misspelt_names(self.faults):
            return None
        return setting_place(self.config_file, self.root, "exclude_docs")

    @property
    def pages(self) -> list[File]:
        """The Markdown files that become pages of the site."""
        return [file for file in self.files if file.is_documentation_page()]


class ExtensionError(SettingsError):
    """A Markdown extension of the settings, `name`, cannot be loaded."""

    def __init__(self, message: str, name: str) -> None:
        """Store the message, and the name of the extension as the settings have it."""
        super().__init__(message)
        self.name = name


def read_settings(
    root: Path, config_file: Path | None = None, *, untrusted: bool = False
) -> Settings:
    """
    Read the settings of the project in the folder `root`, from `config_file` if it is given.

    Without a settings file, they are the defaults of MkDocs and this package's extension. If the
    project is `untrusted`, nothing that it brings is run, and `Settings.left_out` says what was
    left out. Raises `SettingsError` where the file cannot be read or MkDocs does not accept it.
    """
    return _read(root, config_file or config_in(root), left_out=[] if untrusted else None)


def read_available_settings(root: Path) -> Settings:
    """
    Read the settings of a project without the Markdown extensions that cannot be loaded here.

    The names of these are in `Settings.missing`. Raises `SettingsError` as `read_settings` does.
    """
    missing: list[str] = []
    while True:
        try:
            return _read(root, config_in(root), missing)
        except ExtensionError as error:
            if error.name in missing:
                raise
            missing.append(error.name)


def _read(
    root: Path,
    config_file: Path | None,
    missing: list[str] | None = None,
    left_out: list[str] | None = None,
) -> Settings:
    """
    Read the settings without the extensions in `missing`; all of them if it is `None`.

    With `left_out` the project is not trusted, and what was left out is added there.
    """
    with recording() as inputs:
        settings = _read_values(root, config_file, missing, left_out)
    return dataclasses.replace(settings, inputs=inputs())


def _read_values(
    root: Path, config_file: Path | None, missing: list[str] | None, left_out: list[str] | None
) -> Settings:
    config = MkDocsConfig(config_file_path=str(config_file or root / "mkdocs.yml"))
    values: dict[str, Any] = {"markdown_extensions": [EXTENSION]}
    functions: list[str] = []
    if config_file:
        values = load(config_file, config, None if missing is None else functions, left_out)
    if missing:
        values["markdown_extensions"] = _without(values.get("markdown_extensions"), missing)
    options = read_options(values, config_file, root)
    theme = values.get("theme")
    theme = theme if isinstance(theme, dict) else {"name": theme} if theme else {}
    language = theme.get("language", "en")
    sheets, scripts = values.get("extra_css"), values.get("extra_javascript")
    extra = values.get("extra")
    email = extra.get("report_email") if isinstance(extra, dict) else None
    for name in _UNUSED_SETTINGS:
        values.pop(name, None)
    site_name = values.get("site_name")
    values.setdefault("site_name", root.name)
    config.load_dict(values)
    _validate(config)
    files = get_files(config)
    set_exclusions(files, config)
    included = [
        file
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]
    ]
    options.refuse_missing([file.src_uri for file in included], root)
    listed = EXTENSION in config.markdown_extensions
    faults: tuple[Invalid, ...] = ()
    if config_file:
        pages = [it.src_uri for it in files if it.is_documentation_page()]
        faults = find_faults(config_file, root, pages)
    return Settings(
        root=root,
        config_file=config_file,
        docs_dir=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        site_url=config.site_url or "",
        language=str(language),
        use_directory_urls=config.use_directory_urls,
        extensions=tuple(config.markdown_extensions) + (() if listed else (EXTENSION,)),
        extension_configs=dict(config.mdx_configs or {}),
        files=tuple(included),
        nav=tuple(_in_nav(config.nav)),
        extension_missing=(
            None
            if listed or not config_file or "markdown_extensions" in misspelt_names(faults)
            else setting_place(config_file, root, "markdown_extensions")
        ),
        options=options,
        unread=tuple(
            root / name
            for name in CONFIG_NAMES
            if config_file and name != config_file.name and (root / name).is_file()
        ),
        site_name=site_name if isinstance(site_name, str) else "",
        site_description=config.site_description or "",
        theme=theme,
        extra_css=tuple(map(str, sheets)) if isinstance(sheets, list) else (),
        extra_javascript=tuple(_scripts(scripts)),
        repo_url=config.repo_url or "",
        report_email=email if isinstance(email, str) else "",
        missing=(*(missing or ()), *functions),
        faults=faults,
        left_out=tuple(left_out or ()),
        trusted=left_out is None,
    )


def _scripts(listed: object) -> Iterator[str]:
    """The paths of scripts, each of which is a text or the `path` of a mapping."""
    for each in listed if isinstance(listed, list) else ():
        path = each.get("path") if isinstance(each, dict) else each
        if isinstance(path, str):
            yield path


def _without(extensions: object, names: Collection[str]) -> object:
    """The setting of extensions, which is a list or a mapping, without some of them."""
    if isinstance(extensions, dict):
        return {name: value for name, value in extensions.items() if name not in names}
    if isinstance(extensions, list):
        return [
            each
            for each in extensions
            if (next(iter(each), None) if isinstance(each, dict) else each) not in names
        ]
    return extensions


def _in_nav(nav: object) -> Iterator[str]:
    """The paths of the pages in the navigation, in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        yield from (path for each in nav.values() for path in _in_nav(each))
    elif isinstance(nav, list):
        yield from (path for each in nav for path in _in_nav(each))


def _validate(config: MkDocsConfig) -> None:
    config_file = Path(config.config_file_path)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.ERROR)
    errors: ConfigErrors = []
    try:
        # Extensions resolve their own paths against the working folder, as under `mkdocs build`.
        with contextlib.chdir(config_file.parent):
            errors = config.validate()[0]
    except (MkDocsException, OSError) as error:
        _refuse(config_file, "", error)
    finally:
        logger.setLevel(level)
    if errors:
        _refuse(config_file, *errors[0])


def _refuse(config_file: Path, key: str, error: Exception) -> NoReturn:
    lines = str(error).strip().splitlines() or [repr(error)]
    text = f"{f'{key}: ' if key else ''}{lines[-1]}"
    if key == "markdown_extensions" and (extension := _NOT_LOADED.match(str(error))):
        close = nearest(extension[1], _extension_names())
        hint = f"did you mean {close!r}?" if close else "install it, or take it off the list"
        message = f"{_where(config_file, extension[1])}: {text}; {hint}"
        raise ExtensionError(message, extension[1]) from error
    message = f"{_where(config_file, key)}: {text.rstrip('.')}{_HINTS.get(key, '')}"
    raise SettingsError(message) from error


_HINTS = {"docs_dir": "; name the folder of the pages"}


def _where(config_file: Path, name: str) -> str:
    """The settings file, with the line and the column of a name in it where it has it."""
    if not name or not config_file.is_file():
        return str(config_file)
    text = config_file.read_text(encoding="utf-8-sig")
    found = re.search(rf"^[ \t-]*[\"']?({re.escape(name)})\b", text, re.MULTILINE)
    place = Place.within("", text, found.start(1)) if found else None
    return f"{config_file}:{place.line}:{place.column}" if place else str(config_file)


def _extension_names() -> list[str]:
    """The names of the Markdown extensions that are installed."""
    return sorted({EXTENSION, *entry_points(group="markdown.extensions").names})


def _is_data(path: PurePosixPath) -> bool:
    """Whether a file below the folder of pages is data for the checks, and not for readers."""
    if path.suffix not in {".yml", ".yaml"}:
        return False
    return path.parts[0] in _DATA_FOLDERS if len(path.parts) > 1 else path.stem in _DATA_FILES
