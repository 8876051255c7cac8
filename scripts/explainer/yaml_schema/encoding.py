"""The text of a file's bytes, which have to be UTF-8."""

from __future__ import annotations

from explainer.model import Invalid, Place


def decode(raw: bytes, path: str) -> tuple[str, Invalid | None]:
    """
    The text of a file, without a byte order mark, and what is wrong where it is not UTF-8.

    Bytes that are not UTF-8 become replacement characters. `path` is that of the place.
    """
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return raw.decode("utf-8-sig", errors="replace"), not_utf8(error, path)


def not_utf8(error: UnicodeDecodeError, path: str) -> Invalid:
    """That a file is not UTF-8, at the first byte that is not."""
    before = error.object[: error.start].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    return Invalid(Place(path, line, column), "is not UTF-8", "save the file as UTF-8")
