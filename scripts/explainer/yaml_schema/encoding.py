"""The text of a file's bytes, which have to be UTF-8."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from explainer import files, unsaved
from explainer.model import Invalid, Place

if TYPE_CHECKING:
    from pathlib import Path


def decode(raw: bytes, path: str) -> tuple[str, Invalid | None]:
    r"""
    The text of a file, with `\n` as line end, and what is wrong where it is not UTF-8.

    Bytes that are not UTF-8 become replacement characters. `path` is that of the place.
    """
    try:
        text = raw.decode("utf-8-sig")
        return text.replace("\r\n", "\n").replace("\r", "\n"), None
    except UnicodeDecodeError as error:
        return raw.decode("utf-8-sig", errors="replace"), not_utf8(error, path)


def read_file(file: str | os.PathLike[str], path: str) -> tuple[str, Invalid | None]:
    """
    The text of a file, and what is wrong where it is no file, cannot be opened, or is not UTF-8.

    `path` is that of the place. Raises `FileNotFoundError` where there is nothing of that name.
    """
    try:
        return decode(files.read_bytes(file), path)
    except files.FileError as error:
        return "", Invalid(Place(path, error.line), error.fault, error.hint)


def misnamed(file: Path, root: Path) -> list[Invalid]:
    """What stands in the place of a YAML file that is not there: a folder, or another ending."""
    if file.is_dir():
        return [is_folder(file.relative_to(root).as_posix())]
    if os.path.lexists(file):
        _, fault = read_file(file, file.relative_to(root).as_posix())
        if fault:
            return [fault]
    other = file.with_suffix(".yaml")
    if not unsaved.is_file(other):
        return []
    place = Place(other.relative_to(root).as_posix())
    return [Invalid(place, "is not read: it ends with .yaml", f"rename it to {file.name}")]


def is_folder(path: str) -> Invalid:
    """That a folder is called like a file that is read."""
    name, _, ending = path.rpartition("/")[2].rpartition(".")
    hint = f"rename it to {name}, or put a file {name}.{ending} in its place"
    return Invalid(Place(path), "is a folder, and not a file", hint)


def not_utf8(error: UnicodeDecodeError, path: str) -> Invalid:
    """That a file is not UTF-8, at the first byte that is not."""
    before = error.object[: error.start].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    return Invalid(Place(path, line, column), "is not UTF-8", "save the file as UTF-8")
