"""What the pages and scripts of a site use, and so which selectors of a style sheet can match."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selectolax.lexbor import LexborHTMLParser

_WORD = re.compile(r"[A-Za-z_-][\w-]*")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# A script joins what ends so with what it knows only then: `"md-tooltip--" + kind`.
_PREFIX = re.compile(r"[A-Za-z_][\w-]*-$")
# What a browser sets itself, as the reader does something.
_SET_BY_BROWSERS = frozenset({"open"})
_ALTERNATIVES = frozenset({"is", "where", "matches", "any", "-webkit-any", "-moz-any", "has"})


@dataclasses.dataclass(slots=True)
class Usage:
    """
    The names that pages use, and the words of scripts, which may add any of these to a page.

    `attributes` are the values of each attribute, by its name.
    """

    tags: set[str] = dataclasses.field(default_factory=set)
    classes: set[str] = dataclasses.field(default_factory=set)
    ids: set[str] = dataclasses.field(default_factory=set)
    attributes: dict[str, set[str]] = dataclasses.field(default_factory=dict)
    words: set[str] = dataclasses.field(default_factory=set)
    prefixes: tuple[str, ...] = ()

    def add_page(self, tree: LexborHTMLParser) -> None:
        """Add the elements of a page, and the words of its inline scripts."""
        for node in tree.css("*"):
            tag = node.tag or ""
            self.tags.add(tag)
            for name, value in node.attributes.items():
                self.attributes.setdefault(name, set()).add(value or "")
            self.classes.update((node.attributes.get("class") or "").split())
            self.ids.add(node.attributes.get("id") or "")
            if tag in {"script", "style"}:
                self.add_script(node.text() or "")
        for node in tree.css("[style]"):
            self.words.update(_WORD.findall(node.attributes["style"] or ""))

    def add_script(self, text: str) -> None:
        """Add the words of a script: as they are, and as attributes that properties set."""
        words = set(_WORD.findall(text))
        self.words |= words
        for word in words:
            parts = _HUMP.sub("-", word).lower()
            # `ariaExpanded`, `tabIndex` and `dataset.mdColor` set attributes of other names.
            self.words |= {word.lower(), parts, f"data-{parts}"}
        found = {word for word in words if _PREFIX.match(word)}
        self.prefixes = tuple(sorted({*self.prefixes, *found}))

    def may_have(self, name: str, used: Iterable[str]) -> bool:
        """Whether a name is among those that pages use, or a script may add it."""
        return name in used or name in self.words or name.startswith(self.prefixes)

    def may_match(self, selector: Sequence[Any]) -> bool:
        """Whether a selector without a comma, as tokens, can match anything."""
        before = ""
        for token in selector:
            value = token.value if token.type == "literal" else ""
            if not self._may_hold(token, before):
                return False
            before = value
        return True

    def _may_hold(self, token: Any, before: str) -> bool:  # noqa: ANN401
        """Whether one part of a selector can hold, given the sign before it."""
        if token.type == "ident":
            if before == ".":
                return self.may_have(token.value, self.classes)
            return before == ":" or self.may_have(token.lower_value, self.tags)
        if token.type == "hash":
            return self.may_have(token.value, self.ids)
        if token.type == "[] block":
            return self._may_have_attribute(token.content)
        if token.type == "function" and before == ":" and token.lower_name in _ALTERNATIVES:
            return any(map(self.may_match, by_commas(token.arguments)))
        return True

    def _may_have_attribute(self, content: Sequence[Any]) -> bool:
        parts = [part for part in content if part.type not in {"whitespace", "comment"}]
        name = parts[0].lower_value if parts and parts[0].type == "ident" else ""
        if not name or name in _SET_BY_BROWSERS:
            return True
        if not self.may_have(name, self.attributes):
            return False
        exact = len(parts) > 2 and parts[1].type == "literal" and parts[1].value == "="  # noqa: PLR2004
        if not exact or parts[2].type not in {"ident", "string"}:
            return True
        value, values = parts[2].value, self.attributes.get(name, set())
        # HTML compares the values of some attributes, `type` and `dir` among them, in lower case.
        return self.may_have(value, values) or value.lower() in map(str.lower, values)


def by_commas(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    """The parts of a list that commas separate."""
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part
