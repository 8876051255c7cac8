"""Slips of a newcomer: edits of a small project as data, and what a check says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_PROBLEM = re.compile(
    r"^(\S.*:\d+:\d+: [A-Z]{3}\d{3} .*)\n(?: +\d* \| ?.*\n)* +hint: (.*)", re.MULTILINE
)
_ERROR = re.compile(r"^error: (.*)", re.MULTILINE)


def apply(folder: Path, edit: Mapping[str, Mapping[str, Any]], base: Mapping[str, str]) -> None:
    """Edit files of a project; `base` are the texts to which `restore` sets them back."""
    for path, steps in edit.items():
        file = folder / path
        for name, value in steps.items():
            _STEPS[name](file, value, folder, base.get(path, ""))


def _replace(file: Path, value: list[str], *_: object) -> None:
    text = file.read_text(encoding="utf-8")
    old, new = value
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _write(file: Path, value: str, *_: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(value, encoding="utf-8")


def _encode(file: Path, value: str, *_: object) -> None:
    file.write_bytes(file.read_text(encoding="utf-8").encode(value))


def _decode(file: Path, value: str, *_: object) -> None:
    file.write_text(file.read_bytes().decode(value), encoding="utf-8")


def _rename(file: Path, value: str, folder: Path, _base: str) -> None:
    (folder / value).parent.mkdir(parents=True, exist_ok=True)
    file.rename(folder / value)


def _delete(file: Path, *_: object) -> None:
    file.unlink()


def _folder(file: Path, *_: object) -> None:
    file.unlink(missing_ok=True)
    file.mkdir()


def _restore(file: Path, _value: object, _folder: Path, base: str) -> None:
    if file.is_dir():
        file.rmdir()
    file.write_text(base, encoding="utf-8")


_STEPS: dict[str, Callable[..., None]] = {
    "replace": _replace,
    "write": _write,
    "encode": _encode,
    "decode": _decode,
    "rename": _rename,
    "delete": _delete,
    "folder": _folder,
    "restore": _restore,
}


def problems(folder: Path) -> list[tuple[str, str]]:
    """What a check says: each problem with its place, and its hint."""
    output = projects.run(folder, "check").output.replace(f"{folder}/", "")
    errors = (line.partition("; ") for line in _ERROR.findall(output))
    return [*_PROBLEM.findall(output), *((message, hint) for message, _, hint in errors)]
