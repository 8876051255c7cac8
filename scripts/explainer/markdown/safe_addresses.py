"""Links and attributes in running text of data files and claims: none runs a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

_ADDRESSES = ("href", "src")
# The extension `attr_list` sets any attribute that a text names.
_UNSAFE_ATTRIBUTES = frozenset(
    ["action", "background", "formaction", "ping", "poster", "srcdoc", "srcset", "xlink:href"]
)
# Browsers leave these out of an address, and so they may stand in the name of its scheme.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202e\ufeff]")
_SAFE = re.compile(
    r"(?:https?|mailto|ftp|tel):|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ENTITY = re.compile(r"&#(?:x([0-9a-f]+)|(\d+));", re.IGNORECASE)


class SafeAddressTreeprocessor(Treeprocessor):
    """Takes addresses that could run a script from what this extension writes into a page."""

    def run(self, root: ET.Element) -> None:
        """Replace them by `#` within elements of this extension; the rest is a page's author's."""
        for box in _own(root):
            for element in box.iter():
                for name in list(element.attrib):
                    if name.lower().startswith("on") or name.lower() in _UNSAFE_ATTRIBUTES:
                        del element.attrib[name]
                for name in _ADDRESSES:
                    if not is_safe(element.get(name, "")):
                        # Without any, the generator could not go on.
                        element.set(name, "#")


def _own(root: ET.Element) -> Iterator[ET.Element]:
    for element in root:
        if any(name.startswith("explainer-") for name in element.get("class", "").split()):
            yield element
        else:
            yield from _own(element)


def is_safe(address: str) -> bool:
    """Whether an address is relative, or has a scheme that runs nothing."""
    plain = _IGNORED.sub("", _ENTITY.sub(_decoded, address))
    return not _SCHEME.match(plain) or bool(_SAFE.match(plain))


def _decoded(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if number < _MOST else ""


_MOST = 0x110000
