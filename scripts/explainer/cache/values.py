"""
Values of the model as bytes, and back.

They are pickled, which keeps every type and is fast; and unpickled with no other classes than those
of the model, so that no file, whoever wrote it, makes a process run something.
"""

from __future__ import annotations

import importlib
import io
import pickle
from typing import Any

import xxhash

_CHECKSUM = 16
_MODEL = "explainer.model."


class DamagedValueError(Exception):
    """The bytes are not those that were written."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  (the method's signature)
        if module.startswith(_MODEL) and "." not in name:
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and issubclass(found, tuple):
                return found
        message = f"{module}.{name} is no value of the model"
        raise pickle.UnpicklingError(message)


def to_bytes(value: object) -> bytes:
    """A value of built-in types and named tuples of the model as bytes, after a checksum."""
    data = pickle.dumps(value, protocol=5)
    return xxhash.xxh3_128_digest(data) + data


def from_bytes(data: bytes) -> Any:  # noqa: ANN401  (whatever was written)
    """The value of such bytes. Raises `DamagedValueError` for any others."""
    rest = data[_CHECKSUM:]
    if xxhash.xxh3_128_digest(rest) != data[:_CHECKSUM]:
        raise DamagedValueError
    try:
        return _Unpickler(io.BytesIO(rest)).load()
    except Exception as error:
        # An older version may have written other classes; pickle raises nearly anything.
        raise DamagedValueError from error
