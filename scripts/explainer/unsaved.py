"""
Files as an editor has them: texts that are not saved yet, laid over those on disk.

Whatever reads a file of a project reads it here. Which files were read can be noted, so that what
was made of them is made again only when one of them changes.
"""

from __future__ import annotations

import contextlib
import os
from contextvars import ContextVar
from typing import TYPE_CHECKING

from explainer import inputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Stamp = tuple[int, int]
"""What changes whenever a file does: its time and its size, or what stands for them."""

Stamps = dict[str, Stamp | bool]
"""
What is known of files, by their paths as `name` gives them.

The stamp of one that was read, `True` for one that only had to exist, `False` for one that did not.
"""

_texts: ContextVar[Mapping[str, str]] = ContextVar("unsaved texts")
_noted: ContextVar[Stamps] = ContextVar("noted files")


@contextlib.contextmanager
def laid_over(texts: Mapping[str, str]) -> Iterator[None]:
    """Read these texts instead of the files on disk; they are by the paths that `name` gives."""
    token = _texts.set(texts)
    try:
        yield
    finally:
        _texts.reset(token)


@contextlib.contextmanager
def noting() -> Iterator[Stamps]:
    """Note the files that are read or asked for, as they were before that."""
    noted: Stamps = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def name(path: str | os.PathLike[str]) -> str:
    """The one form of a path: absolute, and without differences that the system ignores."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100  (links keep their own names)


def stamp(path: str | os.PathLike[str]) -> Stamp:
    """The stamp of a file, for the key of a cache. Raises `OSError` where there is none."""
    return _stamp(path, text_of(path))


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether there is such a file."""
    inputs.note_existence(path)
    found = _text(path) is not None or os.path.isfile(path)  # noqa: PTH113  (as above)
    if (noted := _noted.get(None)) is not None:
        noted.setdefault(name(path), found)
    return found


def is_current(path: str, known: Stamp | bool) -> bool:  # noqa: FBT001  (a value of `Stamps`)
    """Whether a file is as it was when it was noted."""
    if isinstance(known, bool):
        return is_file(path) == known
    try:
        return stamp(path) == known
    except OSError:
        return False


def any_text() -> bool:
    """Whether texts are laid over the files on disk."""
    return bool(_texts.get(None))


def text_of(path: str | os.PathLike[str]) -> str | None:
    """The text that is laid over a file, which is noted as read; `None` where there is none."""
    text = _text(path)
    inputs.note_content(path)
    noted = _noted.get(None)
    if noted is not None and isinstance(noted.get(full := name(path), False), bool):
        try:
            noted[full] = _stamp(full, text)
        except (OSError, ValueError):
            noted[full] = False
    return text


def _text(path: str | os.PathLike[str]) -> str | None:
    texts = _texts.get(None)
    return texts.get(name(path)) if texts else None


def _stamp(path: str | os.PathLike[str], text: str | None) -> Stamp:
    if text is not None:
        # No file on disk has a negative size.
        return hash(text), -1 - len(text)
    stat = os.stat(path)  # noqa: PTH116  (called for every citation)
    return stat.st_mtime_ns, stat.st_size
