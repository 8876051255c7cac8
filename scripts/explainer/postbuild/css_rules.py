"""Style sheets as rules: without those that nothing on a site can use, and written out short."""

from __future__ import annotations

import dataclasses
import functools
import posixpath
import re
from typing import TYPE_CHECKING, Any

import tinycss2
from tinycss2 import ast

from explainer.postbuild.css_usage import Usage, by_commas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_NESTING = frozenset({"media", "supports", "layer", "container", "scope", "starting-style"})
_KEYFRAMES = re.compile(r"(?:-\w+-)?keyframes$")
_ANIMATION = re.compile(r"(?:-\w+-)?animation(?:-name)?$")
_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|/|#|$)", re.IGNORECASE)
# What comes out between the parts of `2n+1`, which are two tokens.
_NTH = re.compile(r"(?<=n)/\*\*/(?=[+-]\d)")
_TIGHT = {"selector": ",>~+", "value": ",", "condition": ",:"}
"""The signs around which no space is needed, in each part of a rule."""


@dataclasses.dataclass(slots=True)
class Rule:
    """A rule: an at-rule or a list of selectors, with declarations, and the rules within."""

    prelude: str
    declarations: list[Declaration] = dataclasses.field(default_factory=list)
    rules: list[Rule] | None = None
    keyframes: str = ""


@dataclasses.dataclass(slots=True)
class Declaration:
    """One declaration as text, with its name and the identifiers of its value."""

    name: str
    text: str
    idents: frozenset[str]


@functools.lru_cache(maxsize=32)
def has_imports(text: str) -> bool:
    """Whether a style sheet loads another, which only its own beginning may do."""
    rules = tinycss2.parse_stylesheet(text)
    return any(rule.type == "at-rule" and rule.lower_at_keyword == "import" for rule in rules)


def used_rules(text: str, usage: Usage, moved: str = "") -> list[Rule]:
    """
    The rules of a style sheet that a site can use.

    `moved` is the relative path from the new place of the sheet to the folder of the old one.
    """
    parsed = tinycss2.parse_stylesheet(text)
    return list(_used(parsed, usage, moved))


def write(rules: Iterable[Rule], usage: Usage) -> str:
    """Rules as text, without animations and custom properties that no rule and no script uses."""
    rules = list(rules)
    while True:
        declarations = list(_declarations(rules))
        named = {ident for each in declarations for ident in each.idents}
        played = {i for each in declarations if _ANIMATION.match(each.name) for i in each.idents}
        kept = list(_without_unused(rules, named | usage.words, played | usage.words))
        if sum(1 for _ in _declarations(kept)) == len(declarations):
            return "".join(map(_text, kept))
        rules = kept


def _used(parsed: Iterable[Any], usage: Usage, moved: str) -> Iterator[Rule]:
    for rule in parsed:
        if rule.type == "qualified-rule":
            found = [each for each in by_commas(rule.prelude) if usage.may_match(each)]
            if found:
                prelude = ",".join(_short(each, "selector", moved) for each in found)
                yield Rule(prelude, list(_body(rule.content, moved)))
        elif rule.type == "at-rule" and rule.lower_at_keyword != "charset":
            yield from _at_rule(rule, usage, moved)


def _at_rule(rule: Any, usage: Usage, moved: str) -> Iterator[Rule]:  # noqa: ANN401
    name = rule.lower_at_keyword
    condition = _short(rule.prelude, "condition", moved)
    prelude = f"@{name} {condition}" if condition else f"@{name}"
    if rule.content is None:
        yield Rule(prelude)
    elif name in _NESTING:
        within = tinycss2.parse_rule_list(rule.content)
        rules = list(_used(within, usage, moved))
        if rules:
            yield Rule(prelude, rules=rules)
    elif _KEYFRAMES.match(name):
        steps = tinycss2.parse_rule_list(rule.content)
        rules = [
            Rule(_short(step.prelude, "selector", moved), list(_body(step.content, moved)))
            for step in steps
            if step.type == "qualified-rule"
        ]
        yield Rule(prelude, rules=rules, keyframes=condition)
    else:
        yield Rule(prelude, list(_body(rule.content, moved)))


def _body(content: Sequence[Any], moved: str) -> Iterator[Declaration]:
    """The declarations of a rule. A nested rule is kept whole, as one of them without a name."""
    for part in tinycss2.parse_blocks_contents(content):
        if part.type == "declaration":
            custom = part.name.startswith("--")
            value = _short(part.value, "value", moved) or (" " if custom else "")
            important = "!important" if part.important else ""
            name = part.name if custom else part.lower_name
            yield Declaration(name, f"{name}:{value}{important}", _idents(part.value))
        elif part.type in {"qualified-rule", "at-rule"}:
            yield Declaration("", part.serialize(), _idents(part.content or ()))


def _idents(tokens: Iterable[Any]) -> frozenset[str]:
    """The identifiers of a value, those within functions and blocks too."""
    found = set()
    for token in tokens:
        if token.type == "ident":
            found.add(token.value)
        elif token.type == "string":
            # An animation's name may be written as one.
            found.add(token.value)
        within = getattr(token, "arguments", None) or getattr(token, "content", None)
        if within:
            found |= _idents(within)
    return frozenset(found)


def _declarations(rules: Iterable[Rule]) -> Iterator[Declaration]:
    for rule in rules:
        yield from rule.declarations
        yield from _declarations(rule.rules or ())


def _without_unused(rules: Iterable[Rule], named: set[str], played: set[str]) -> Iterator[Rule]:
    for rule in rules:
        if rule.keyframes and rule.keyframes.strip("\"'") not in played:
            continue
        left = [each for each in rule.declarations if not _is_unused(each, named)]
        within = None
        if rule.rules is not None:
            within = list(_without_unused(rule.rules, named, played))
        is_statement = not rule.declarations and rule.rules is None and rule.prelude[0] == "@"
        if left or within or is_statement:
            yield Rule(rule.prelude, left, within, rule.keyframes)


def _is_unused(declaration: Declaration, named: set[str]) -> bool:
    return declaration.name.startswith("--") and declaration.name not in named


def _text(rule: Rule) -> str:
    if rule.rules is not None:
        return f"{rule.prelude}{{{''.join(map(_text, rule.rules))}}}"
    if not rule.declarations:
        return f"{rule.prelude};"
    return f"{rule.prelude}{{{';'.join(each.text for each in rule.declarations)}}}"


def _short(tokens: Sequence[Any], where: str, moved: str) -> str:
    """Tokens as text, without comments and needless spaces, and with URLs from the new place."""
    text = tinycss2.serialize(_tight(tokens, _TIGHT[where], moved)).strip()
    return _NTH.sub("", text) if where == "selector" else text


def _tight(tokens: Sequence[Any], signs: str, moved: str) -> list[Any]:
    left: list[Any] = []
    for token in tokens:
        if token.type == "comment":
            continue
        is_sign = token.type == "literal" and token.value in signs
        if is_sign and left and left[-1].type == "whitespace":
            left.pop()
        if token.type == "whitespace":
            after_sign = bool(left) and left[-1].type == "literal" and left[-1].value in signs
            if not left or after_sign or left[-1].type == "whitespace":
                continue
            left.append(ast.WhitespaceToken(token.source_line, token.source_column, " "))
            continue
        left.append(_within(token, signs, moved))
    while left and left[-1].type == "whitespace":
        left.pop()
    return left


def _within(token: Any, signs: str, moved: str) -> Any:  # noqa: ANN401
    """A token with what is in it made short, and its URL as it is from the new place."""
    place = (token.source_line, token.source_column)
    if token.type == "url":
        return _url(token.value, place, moved)
    if token.type == "function":
        if token.lower_name == "url" and token.arguments and token.arguments[0].type == "string":
            return _url(token.arguments[0].value, place, moved)
        # In sums a space is part of what is written, and a sign in a `:is()` is not needed there.
        inner = "," if token.lower_name not in {"is", "where", "not", "has"} else signs
        return ast.FunctionBlock(*place, token.name, _tight(token.arguments, inner, moved))
    if token.type == "() block":
        return ast.ParenthesesBlock(*place, _tight(token.content, signs, moved))
    return token


def _url(value: str, place: tuple[int, int], moved: str) -> Any:  # noqa: ANN401
    if moved and _RELATIVE.match(value):
        value = posixpath.normpath(posixpath.join(moved, value))
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return ast.URLToken(*place, value, f'url("{quoted}")')
