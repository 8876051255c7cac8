"""
The registry of rules: how a rule is declared, looked up and selected.

A rule is declared by a decorator on the function that checks it. Its code, its messages and their
hints are the decorator's arguments; its explanation and its examples are the function's docstring.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from explainer.model import (
    CannotCheckError,
    ExternalLinks,
    Place,
    Problem,
    Project,
    Site,
    SuppressionDefects,
    nearest,
)

_FAMILIES = {
    "CIT": ("citation", "sentences and citations"),
    "EVI": ("evidence", "evidence"),
    "MEA": ("meaning", "meaning"),
    "CLM": ("claim", "claims"),
    "SRC": ("source", "sources"),
    "DAT": ("data", "data files"),
    "REV": ("review", "sentences that nobody has reviewed"),
    "LNK": ("link", "links in the built site"),
    "WEB": ("web", "external links"),
    "TXT": ("text", "page hygiene"),
    "THM": ("theme", "the package's files in a project"),
    "AGE": ("age", "outdated claims and sources"),
}

FAMILIES = {prefix: title for prefix, (_, title) in _FAMILIES.items()}
"""The titles of the families of rules, by the prefix of their codes."""

ABOUT_SITES = ("LNK", "TXT")
"""The families with rules that check a built site."""

BY_PAGE = ("EVI", "MEA")
"""The families that check each page separately, so that processes can share the pages."""

ACROSS_PAGES = ("EVI106", "EVI110")
"""The rules of these families that look at claims as well, or compare pages with each other."""

ABOUT_ALL_SOURCES = frozenset({"EVI107", "EVI108"})
"""The rules of these families that weigh words by how many passages of all sources have them."""

ON_REQUEST = ("AGE", "REV101", "WEB", "EVI110", "LNK3", "TXT111", "TXT112")
"""
The families and rules that run only if selected.

Neither time nor other hosts may break a build, nobody has to review every page, a passage may well
back many sentences, what a generator makes is not for a site's owner to mend, and the navigation
can give a page another title.
"""

WITH_FAMILY = frozenset({"REV101"})
"""The rules on request that their families select: all of `REV` is on reviews."""

Subject = Project | Site | ExternalLinks | SuppressionDefects
"""What a rule checks: pages and sources, a built site, external links, or the use of waivers."""

SUBJECTS: dict[str, type[Subject]] = {
    "Project": Project,
    "Site": Site,
    "ExternalLinks": ExternalLinks,
    "SuppressionDefects": SuppressionDefects,
}
"""The subjects by the names in the annotations of the rules' functions."""

_Function = TypeVar("_Function", bound=Callable[[Any], Iterator["Finding"]])
# A value at the end of a word or a quotation is a suggestion, and often empty.
_SUGGESTION = re.compile(r"(?:(?<=[\w}])|(?<=[\w}][`'\"]))\{\w+\}")
_EXAMPLE = re.compile(r"^```(\w+) (bad|good)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class UnknownRuleError(CannotCheckError):
    """A rule or a family was named that does not exist."""


@dataclass(frozen=True, slots=True, init=False)
class Finding:
    """
    One place where a rule does not hold, with the values for its message and its hint.

    `variant` names one of the rule's other messages; it is empty for the first one. The value
    `pages` is the number of pages with the same problem for the same reason, `cause` that reason,
    to be compared only, `also` more of its places, and `urls` the forms of the URL that it is
    about. The values `message` and `hint` replace the rule's own, where another module words them,
    such as the schema.
    """

    place: Place
    variant: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def __init__(self, place: Place, variant: str = "", /, **values: object) -> None:
        """Store the place, the name of the message, and the values by their names in it."""
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "variant", variant)
        object.__setattr__(self, "values", values)


class Example(NamedTuple):
    """An example in a rule's docstring: the text of a file, and whether the rule holds in it."""

    language: str
    good: bool
    path: str | None
    text: str


class Message(NamedTuple):
    """A message and its hint: format strings over the values of a finding."""

    text: str
    hint: str

    @property
    def readable(self) -> Message:
        """The message with `<name>` for each value `name`, and without optional suggestions."""
        return Message(_readable(self.text), _readable(self.hint))


def _readable(template: str) -> str:
    """Format a string with the names of its values, in angle brackets, in place of the values."""
    return _SUGGESTION.sub("", template).format_map(_Names())


class _Names(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"<{name}>"


class Rule(NamedTuple):
    """A rule: its code, name, messages and documentation, and the function that checks it."""

    code: str
    name: str
    messages: Mapping[str, Message]
    explanation: str
    examples: tuple[Example, ...]
    subject: type[Subject]
    function: Callable[[Any], Iterator[Finding]]

    @property
    def summary(self) -> str:
        """What holds, in one sentence."""
        return self.explanation.partition("\n\n")[0].replace("\n", " ")

    def run(self, subject: Subject) -> Iterator[Problem]:
        """The problems in `subject`; none if the rule checks another kind of subject."""
        if isinstance(subject, self.subject):
            for finding in self.function(subject):
                declared, values = self.messages[finding.variant], finding.values
                message = values.get("message") or declared.text.format(**values)
                hint = values.get("hint") or declared.hint.format(**values)
                pages, also = values.get("pages", 1), values.get("also", ())
                if pages > 1 and not also:
                    hint += f"; {pages:,} pages have it from one place"
                cause = values.get("cause", "")
                spread = pages, cause, also, 1 + len(also), values.get("urls", ())
                yield Problem(finding.place, self.code, self.name, message, hint, *spread)


_RULES: dict[str, Rule] = {}


def rule(
    code: str, *, message: str, hint: str, **variants: tuple[str, str]
) -> Callable[[_Function], _Function]:
    """
    Declare a rule: its function takes one of the subjects above and yields `Finding`.

    `message` and `hint` are format strings over the values of a finding. A rule with several
    messages declares the others as `variants`, each a message and a hint; a finding names its
    variant. Where another module words the message or the hint, these are those of a bad example.
    The rule's name is the function's, with hyphens. The function's docstring explains it and
    contains its examples, fenced as `md bad`, `yml good docs/sources/ipcc.yml` and so on.

    Raises `ValueError` if another rule has the code.
    """

    def declare(function: _Function) -> _Function:
        text = inspect.getdoc(function) or ""
        examples = tuple(
            Example(language, state == "good", path or None, body)
            for language, state, path, body in _EXAMPLE.findall(text)
        )
        annotation = next(iter(function.__annotations__.values()))
        subject = SUBJECTS[getattr(annotation, "__name__", annotation)]
        explanation = re.sub(r"\n{3,}", "\n\n", _EXAMPLE.sub("", text)).strip()
        name = function.__name__.replace("_", "-")
        if (other := _RULES.get(code)) and other.name != name:
            taken = f"{code} is the code of the rule {other.name!r}"
            raise ValueError(taken)
        messages = {"": Message(message, hint), **{n: Message(*v) for n, v in variants.items()}}
        _RULES[code] = Rule(code, name, messages, explanation, examples, subject, function)
        return function

    return declare


def all_rules(families: Iterable[str] = FAMILIES) -> list[Rule]:
    """Every rule of these families, in the order of their codes."""
    chosen = tuple(families)
    for family in chosen:
        # Imported on demand: some load large dictionaries.
        for module in _modules(_FAMILIES[family][0]):
            importlib.import_module(f"explainer.rules.{module}")
    return [_RULES[code] for code in sorted(_RULES) if code.startswith(chosen)]


@functools.cache
def _modules(family: str) -> tuple[str, ...]:
    """The modules with a family's rules: `claim.py` or `claim_fields.py` for the family `claim`."""
    names = (each.name for each in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return tuple(name for name in names if name.partition("_")[0] == family)


def default_rules(families: Iterable[str] = FAMILIES) -> list[Rule]:
    """The rules of these families that run if none are selected."""
    return [each for each in all_rules(families) if not each.code.startswith(ON_REQUEST)]


def find(name: str) -> Rule:
    """The rule with that code or name. Raises `UnknownRuleError`, with a suggestion."""
    folded = name.casefold()
    for candidate in all_rules():
        if folded in {candidate.code.casefold(), candidate.name}:
            return candidate
    raise UnknownRuleError(_not_found(name, [r.code for r in all_rules()]))


def select(names: Iterable[str]) -> list[Rule]:
    """
    The rules of these codes, names or families.

    Raises `UnknownRuleError` for a name that matches none.
    """
    chosen: set[str] = set()
    for name in names:
        folded = name.strip().casefold()
        # The rules of other families are not loaded, which takes long.
        rules = all_rules([name]) if name in FAMILIES else all_rules()
        matching = {
            r.code
            for r in rules
            if folded and (r.code.casefold().startswith(folded) or r.name == folded)
        }
        if not matching:
            raise UnknownRuleError(
                _not_found(name.strip(), [*FAMILIES, *(r.code for r in all_rules())])
            )
        chosen |= matching
    return [_RULES[code] for code in sorted(chosen)]


def _to_run(names: Iterable[str]) -> list[Rule]:
    """The rules of these names; of a family, only those on request if it has no others."""
    chosen: set[str] = set()
    for name in names:
        found = {rule.code for rule in select([name])}
        left_out = {code for code in found if code.startswith(ON_REQUEST)} - WITH_FAMILY
        chosen |= found - left_out or found
    return [_RULES[code] for code in sorted(chosen)]


def choose(
    selected: Iterable[str], ignored: Iterable[str] = (), default: Iterable[str] | None = None
) -> list[Rule]:
    """
    The rules of a run, from the options of its command.

    Each text is a list of names, separated by commas. A plain name selects that rule or family
    only; a family does not select its rules on request, unless it has no others or is `REV`.
    `+NAME` adds rules and `-NAME` removes rules, in order; without plain names they start from the
    names in `default`, or else from the default rules. `ignored` are removed last.

    Raises `UnknownRuleError` for a name that matches none, and if no rule is left.
    """
    parts = _names(selected)
    plain = [part for part in parts if not part.startswith(("+", "-"))]
    names = plain or list(default or ())
    initial = _to_run(names) if names else default_rules()
    codes = {each.code for each in initial}
    for part in parts:
        if part.startswith("+"):
            codes |= {each.code for each in _to_run([part[1:]])}
        elif part.startswith("-"):
            codes -= {each.code for each in select([part[1:]])}
    codes -= {each.code for each in select(_names(ignored))}
    if not codes:
        message = "no rule is left to run"
        raise UnknownRuleError(message)
    return [_RULES[code] for code in sorted(codes)]


def _names(texts: Iterable[str]) -> list[str]:
    return [name.strip() for text in texts for name in text.split(",")]


def nearest_rule(name: str) -> str | None:
    """The name, code or family that is most similar to one that does not exist."""
    rules = all_rules()
    return nearest(name, [*(r.name for r in rules), *FAMILIES, *(r.code for r in rules)])


def _not_found(name: str, codes: list[str]) -> str:
    close = nearest(name, [*(r.name for r in all_rules()), *codes])
    return f"there is no rule {name!r}" + (f"; did you mean {close!r}?" if close else "")
