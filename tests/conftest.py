"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import browsing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing.chromium() as browser:
        yield browser
