"""Addresses that a browser could run as a script."""

from __future__ import annotations

import pytest

from explainer.markdown.safe_addresses import is_safe

ADDRESSES = {
    "javascript:alert(1)": False,
    "JaVaScRiPt:alert(1)": False,
    " javascript:alert(1)": False,
    "java\tscript:alert(1)": False,
    "java\nscript:alert(1)": False,
    "\x01javascript:alert(1)": False,
    "java\x00script:alert(1)": False,
    "java&#10;script:alert(1)": False,
    "&#106;avascript:alert(1)": False,
    "&#x6A;avascript:alert(1)": False,
    "&#99999999999;javascript:alert(1)": False,
    "\u200bjavascript:alert(1)": False,
    "vbscript:msgbox(1)": False,
    "data:text/html,<script>": False,
    "data:image/svg+xml,<svg onload=a>": False,
    "data:,a": False,
    "blob:https://a.example/1": False,
    "file:///etc/passwd": False,
    "view-source:https://a.example": False,
    "livescript:a": False,
    "": True,
    "#a": True,
    "a.md#b": True,
    "../a/b:c": True,
    "?a=javascript:b": True,
    "//a.example/b": True,
    "https://a.example/javascript:b": True,
    "HTTP://A.EXAMPLE": True,
    "mailto:a@b.example": True,
    "tel:+123": True,
    "data:image/png;base64,AA": True,
    "ｊavascript:a": True,
}


@pytest.mark.parametrize(("address", "safe"), ADDRESSES.items(), ids=range(len(ADDRESSES)))
def test_is_safe(address: str, safe: bool) -> None:  # noqa: FBT001  (a column of the table)
    """What runs, or leads to a file, is not; what is relative or of the web is."""
    assert is_safe(address) is safe
