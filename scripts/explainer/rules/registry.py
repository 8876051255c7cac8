"""How a rule is declared and found. Everything that is said of a rule is said in its decorator."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
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
    "CLM": ("claim", "claims"),
    "SRC": ("source", "sources"),
    "DAT": ("data", "data files"),
    "LNK": ("link", "links in the built site"),
    "WEB": ("web", "addresses out there"),
    "TXT": ("text", "page hygiene"),
    "THM": ("theme", "the package's files in a project"),
    "AGE": ("age", "what is due for another look"),
}

FAMILIES = {letters: title for letters, (_, title) in _FAMILIES.items()}
"""The families of rules by the letters that their codes begin with."""

ABOUT_SITES = ("LNK", "TXT")
"""The families that have something to say of a built site."""

BY_PAGE = ("EVI",)
"""The families that look at each page by itself, so that pages can be shared out."""

ON_REQUEST = ("AGE", "WEB")
"""The families that run only where they are asked for: time and others' machines break no build."""

Subject = Project | Site | ExternalLinks | SuppressionDefects
"""What a rule looks at: pages and sources, a built site, the web, or what became of waivers."""

SUBJECTS: dict[str, type[Subject]] = {
    "Project": Project,
    "Site": Site,
    "ExternalLinks": ExternalLinks,
    "SuppressionDefects": SuppressionDefects,
}
"""The subjects by the names that rules annotate their parameter with."""

_Check = TypeVar("_Check", bound=Callable[[Any], Iterator["Found"]])
_EXAMPLE = re.compile(r"^```(\w+) (bad|good)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class UnknownRuleError(CannotCheckError):
    """A rule or family that does not exist was asked for."""


@dataclass(frozen=True, slots=True, init=False)
class Found:
    """
    One place where a rule does not hold, with the values that its message and hint name.

    `pages` among them is the number of pages on which it does not hold for that reason.
    """

    place: Place
    values: dict[str, Any] = field(default_factory=dict)

    def __init__(self, place: Place, **values: object) -> None:
        """Take the place, and the values by the names that the message uses."""
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "values", values)


class Example(NamedTuple):
    """An example in a rule's docstring: a file of that kind, and whether the rule holds in it."""

    language: str
    good: bool
    path: str | None
    text: str


class Rule(NamedTuple):
    """A rule: what it is called, what it says, and the function that looks."""

    code: str
    name: str
    message: str
    hint: str
    explanation: str
    examples: tuple[Example, ...]
    subject: type[Subject]
    function: Callable[[Any], Iterator[Found]]

    @property
    def summary(self) -> str:
        """What holds, in one sentence."""
        return self.explanation.split("\n\n", 1)[0].replace("\n", " ")

    def run(self, subject: Subject) -> Iterator[Problem]:
        """The problems in `subject`; none where the rule is about something else."""
        if isinstance(subject, self.subject):
            for found in self.function(subject):
                message = self.message.format(**found.values)
                hint = self.hint.format(**found.values)
                if (pages := found.values.get("pages", 1)) > 1:
                    hint += f"; {pages:,} pages have it from one place"
                yield Problem(found.place, self.code, self.name, message, hint)


_RULES: dict[str, Rule] = {}


def rule(code: str, *, message: str, hint: str) -> Callable[[_Check], _Check]:
    """
    Declare a rule: its function takes one of the subjects above and yields `Found`.

    `message` and `hint` are format strings over the values of what was found. The rule's name is
    the function's, with hyphens. The function's docstring explains it and holds its examples,
    fenced as `md bad`, `yml good docs/sources/ipcc.yml` and so on.
    """

    def declare(function: _Check) -> _Check:
        text = inspect.getdoc(function) or ""
        examples = tuple(
            Example(language, state == "good", path or None, body)
            for language, state, path, body in _EXAMPLE.findall(text)
        )
        annotation = next(iter(function.__annotations__.values()))
        subject = SUBJECTS[getattr(annotation, "__name__", annotation)]
        explanation = re.sub(r"\n{3,}", "\n\n", _EXAMPLE.sub("", text)).strip()
        name = function.__name__.replace("_", "-")
        _RULES[code] = Rule(code, name, message, hint, explanation, examples, subject, function)
        return function

    return declare


def all_rules(families: Iterable[str] = FAMILIES) -> list[Rule]:
    """Every rule of these families, in the order of their codes."""
    chosen = tuple(families)
    for family in chosen:
        # They are loaded when they are needed: some know a whole language.
        importlib.import_module(f"explainer.rules.{_FAMILIES[family][0]}")
    return [_RULES[code] for code in sorted(_RULES) if code.startswith(chosen)]


def default_rules(families: Iterable[str] = FAMILIES) -> list[Rule]:
    """The rules of these families that run where none are selected."""
    return [each for each in all_rules(families) if not each.code.startswith(ON_REQUEST)]


def find(name: str) -> Rule:
    """The rule of that code or name. Raises `UnknownRuleError`, with a suggestion."""
    wanted = name.casefold()
    for candidate in all_rules():
        if wanted in {candidate.code.casefold(), candidate.name}:
            return candidate
    raise UnknownRuleError(_no_such(name, [r.code for r in all_rules()]))


def select(names: Iterable[str]) -> list[Rule]:
    """
    The rules of these codes, names or families.

    Raises `UnknownRuleError` for a name that fits none.
    """
    chosen: set[str] = set()
    for name in names:
        wanted = name.strip().casefold()
        fits = {
            r.code
            for r in all_rules()
            if wanted and (r.code.casefold().startswith(wanted) or r.name == wanted)
        }
        if not fits:
            raise UnknownRuleError(
                _no_such(name.strip(), [*FAMILIES, *(r.code for r in all_rules())])
            )
        chosen |= fits
    return [r for r in all_rules() if r.code in chosen]


def choose(
    selected: Iterable[str], ignored: Iterable[str] = (), default: Iterable[str] | None = None
) -> list[Rule]:
    """
    The rules of a run, from what its command was asked for.

    Each text holds names with commas between. Names select these rules only. One that begins with
    `+` adds to them, one with `-` takes away, in the order in which they stand; where there are no
    others, they start from `default`, which are names, too, or else from all that a plain run has.
    `ignored` are taken away at last.

    Raises `UnknownRuleError` for a name that fits none, and where no rule is left.
    """
    parts = _names(selected)
    plain = [part for part in parts if not part.startswith(("+", "-"))]
    names = plain or list(default or ())
    begin = select(names) if names else default_rules()
    codes = {each.code for each in begin}
    for part in parts:
        if part.startswith("+"):
            codes |= {each.code for each in select([part[1:]])}
        elif part.startswith("-"):
            codes -= {each.code for each in select([part[1:]])}
    codes -= {each.code for each in select(_names(ignored))}
    if not codes:
        message = "no rule is left to run"
        raise UnknownRuleError(message)
    return [each for each in all_rules() if each.code in codes]


def _names(texts: Iterable[str]) -> list[str]:
    return [name.strip() for text in texts for name in text.split(",")]


def nearest_rule(name: str) -> str | None:
    """The name, code or family most like one that does not exist."""
    rules = all_rules()
    return nearest(name, [*(r.name for r in rules), *FAMILIES, *(r.code for r in rules)])


def _no_such(name: str, codes: list[str]) -> str:
    close = nearest(name, [*(r.name for r in all_rules()), *codes])
    return f"there is no rule {name!r}" + (f"; did you mean {close!r}?" if close else "")
