"""What the tests of external links share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import webbing

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def _no_running_loop() -> Iterator[None]:
    with webbing.no_running_loop():
        yield
