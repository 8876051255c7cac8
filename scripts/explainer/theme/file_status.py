"""The status of a project's copies of the theme files: missing, current, edited and so on."""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import explainer
from explainer import files
from explainer.model import OutdatedFile, Place
from explainer.settings import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.settings import Settings

FILES = Path(__file__).parent / "files"
"""The package's own files."""

OVERRIDES = "overrides"
"""The folder of templates, and the `custom_dir` of a project that names none."""

ASSETS = "assets"
"""The folder of style sheets and scripts, here and among a project's pages."""

LOOK = "explainer-look"
"""What the names of those begin with that a site with a look of its own leaves out."""

LOADED_BY_TEMPLATES = ("explainer-shell", "explainer-search")
"""What the names of the scripts begin with that templates load, so that no project lists them."""

MISSING = "missing"
CURRENT = "current"
OUTDATED = "outdated"
NEWER = "newer"
EDITED = "edited"
UNMARKED = "unmarked"
FOREIGN = "foreign"
"""
What a file of a project can be. An outdated one was written by this package, is not edited, and
is not what the package has now. A newer one was written by a later version. An unmarked one is
the package's, without the first line; a foreign one is not the package's.
"""

# Comments that neither a browser nor the templates' engine shows; the hyphen takes the line's end.
_COMMENTS = {".html": ("{#", "-#}"), ".css": ("/*", "*/"), ".js": ("/*", "*/")}
_HEADER = re.compile(rb"[^\n]*\bexplainer theme (\S+) sha256:([0-9a-f]{32})\b[^\n]*\n")
_BOM = b"\xef\xbb\xbf"


class ManagedFile(NamedTuple):
    """
    A theme file, and the state of its copy in a project.

    `name` is its path in the package, `version` that of the package that wrote the copy.
    """

    name: str
    path: Path
    state: str
    version: str = ""

    @property
    def due(self) -> bool:
        """Whether the file should be written."""
        return self.state in {MISSING, OUTDATED, UNMARKED}


def compare(settings: Settings, *, look: bool | None = None) -> list[ManagedFile]:
    """
    The theme files that a project should have, with their states.

    `look` selects all files of the look, or none; `None` those that the project lists or has.
    Raises `OSError` for a file that cannot be read.
    """
    paths = {name: path_of(name, settings) for name in names()}
    files = [ManagedFile(name, path, *_read_state(name, path)) for name, path in paths.items()]
    return [file for file in files if _is_used(file, settings, look)]


def outdated(settings: Settings) -> tuple[OutdatedFile, ...]:
    """The files of a project that are older than the package; what cannot be read is left out."""
    found = []
    for name in names():
        path = path_of(name, settings)
        try:
            state, version = _read_state(name, path)
        except OSError:
            continue
        if state == OUTDATED:
            found.append(OutdatedFile(Place(settings.named(path)), version))
    return tuple(found)


@functools.cache
def names() -> tuple[str, ...]:
    """The package's files, by their paths: templates first, then what pages load."""
    found = (path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file())
    return tuple(
        sorted((n for n in found if _is_theme_file(n)), key=lambda n: (n.startswith(ASSETS), n))
    )


def path_of(name: str, settings: Settings) -> Path:
    """Where a file of the package belongs in a project."""
    folder, _, rest = name.partition("/")
    if folder == OVERRIDES:
        return settings.root / str(settings.theme.get("custom_dir") or OVERRIDES) / rest
    return settings.docs_dir / listed_path(name, (*settings.extra_css, *settings.extra_javascript))


def listed_path(name: str, listed: tuple[str, ...]) -> str:
    """A style sheet's or script's path among the pages: as a project lists it, else ours."""
    own = PurePosixPath(name).name
    return next((path.as_posix() for path in listed_paths(listed) if path.name == own), name)


def listed_paths(listed: tuple[str, ...]) -> Iterator[PurePosixPath]:
    """The paths of style sheets or scripts that a project lists, without those elsewhere."""
    for each in listed:
        # Many put a version behind the path, so that browsers ask again.
        path = PurePosixPath(re.split(r"[?#]", each)[0])
        if not path.is_absolute() and ".." not in path.parts and "://" not in each:
            yield path


def content(name: str) -> bytes:
    """The content of a theme file, without a header. Raises `OSError`."""
    return _normalize((FILES / name).read_bytes())


def content_with_header(name: str) -> bytes:
    """The content of a theme file with its header, as it is copied. Raises `OSError`."""
    rest = content(name)
    start, end = _COMMENTS[PurePosixPath(name).suffix]
    said = f"explainer theme {explainer.__version__} sha256:{_hash(rest)}"
    told = "written by `explainer theme`; edit, and it is left alone"
    return f"{start} {said} \N{EM DASH} {told} {end}\n".encode() + rest


def _read_state(name: str, path: Path) -> tuple[str, str]:
    """The state of the file at a path, and the version that wrote it."""
    if not path.is_file():
        return (FOREIGN if path.exists() or path.is_symlink() else MISSING), ""
    text, ours = _normalize(files.read_bytes(path)), content(name)
    mark = _HEADER.match(text)
    if mark is None:
        return (UNMARKED if text == ours else FOREIGN), ""
    version, rest = mark[1].decode(errors="replace"), text[mark.end() :]
    if rest == ours:
        # It was edited back, or the new file was copied by hand.
        return (CURRENT if _hash(rest) == mark[2].decode() else UNMARKED), version
    if _hash(rest) != mark[2].decode():
        return EDITED, version
    return (
        NEWER if _version_tuple(version) > _version_tuple(explainer.__version__) else OUTDATED
    ), version


def _normalize(data: bytes) -> bytes:
    """The bytes of a file with `LF` line endings and without a byte order mark."""
    return data.removeprefix(_BOM).replace(b"\r\n", b"\n")


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _version_tuple(version: str) -> tuple[int, ...]:
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()


def _is_used(file: ManagedFile, settings: Settings, look: bool | None) -> bool:  # noqa: FBT001
    """Whether a project should have a file: it uses it, has it, or selects all files."""
    name = PurePosixPath(file.name).name
    has_it = file.state not in {MISSING, FOREIGN}
    if file.name.startswith(OVERRIDES) or name.startswith(LOADED_BY_TEMPLATES):
        # Templates affect every page, so they are opt-in.
        options = settings.extension_configs.get(EXTENSION) or {}
        return bool(look) or has_it or options.get("references") == "template"
    if not name.startswith(LOOK):
        return True
    in_list = any(path.name == name for path in listed_paths(settings.extra_css))
    return (has_it or in_list) if look is None else look


def _is_theme_file(name: str) -> bool:
    # Editors and operating systems leave files in any folder.
    return PurePosixPath(name).suffix in _COMMENTS
