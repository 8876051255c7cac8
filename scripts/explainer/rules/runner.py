"""
Running rules, and leaving out what a waiver or the settings allow.

A waiver allows one problem. At the end of a line it allows one on that line, the nearest before
it; alone on a line it allows the first one on the next line that has any text. An entry of the
settings allows every problem of its rules on its pages. Both have to say why, and both are
problems themselves where they allow nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence
from explainer.model import (
    ExternalLinks,
    Ignore,
    Problem,
    Project,
    Site,
    SuppressionDefects,
    Waiver,
)
from explainer.parallel import map_parts, split_items
from explainer.rules.registry import BY_PAGE, ON_REQUEST, Rule, UnknownRuleError, find, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.model import Page

ALONE = ("TXT103", "TXT105", "TXT106")
"""The rules on waivers and on the settings that have something to say where no other rule ran."""

_READING = "EVI"
"""The family of the rules that compare sentences with evidence."""


class Findings(NamedTuple):
    """The problems of a run in the order of their places, and those that the settings ignore."""

    problems: list[Problem]
    ignored: tuple[Problem, ...] = ()


def check(subject: Project | Site | ExternalLinks, rules: Sequence[Rule]) -> list[Problem]:
    """Run the rules on a subject; returns the problems in the order of their places."""
    return examine(subject, rules).problems


def examine(
    subject: Project | Site | ExternalLinks, rules: Sequence[Rule], ignored: Sequence[Ignore] = ()
) -> Findings:
    """Run the rules on a subject, and leave out what the settings ignore."""
    found = dict.fromkeys(_run(subject, rules))
    waivers = _waivers(subject)
    allowed, used = _match(found, waivers)
    ran = {rule.code for rule in rules if isinstance(subject, rule.subject)}
    whole = isinstance(subject, Project)
    outcome = _outcome(waivers, used, ran, strays=whole)
    left = [problem for problem in found if problem not in allowed]
    left += (problem for rule in rules for problem in rule.run(outcome))
    if not ignored:
        return Findings(sorted(left))
    kept, dropped, needed = _ignore(left, ignored)
    if whole:
        ran |= {rule.code for rule in rules if rule.subject is SuppressionDefects}
    # What the web answers differs from day to day.
    about = (
        SuppressionDefects()
        if isinstance(subject, ExternalLinks)
        else _about(ignored, needed, ran, strays=whole)
    )
    told = [problem for rule in rules for problem in rule.run(about)]
    return Findings(sorted([*kept, *told]), tuple(dropped))


def _run(subject: Project | Site | ExternalLinks, rules: Sequence[Rule]) -> list[Problem]:
    if not isinstance(subject, Project):
        return [problem for rule in rules for problem in rule.run(subject)]
    by_page = [rule for rule in rules if rule.code.startswith(BY_PAGE)]

    # What a rule has to say beyond the pages it says of every share, and it counts once.
    def look(pages: Sequence[Page]) -> list[Problem]:
        part = subject._replace(pages=tuple(pages))
        return [problem for rule in by_page for problem in rule.run(part)]

    shares = split_items(subject.pages)
    if len(shares) > 1 and any(rule.code.startswith(_READING) for rule in by_page):
        # What each copy of this process would load by itself is loaded before it is copied.
        evidence.prepare(subject.vocabulary)
    found = [problem for each in map_parts(look, shares) for problem in each]
    rest = [rule for rule in rules if rule not in by_page]
    return [*found, *(problem for rule in rest for problem in rule.run(subject))]


def _waivers(subject: Project | Site | ExternalLinks) -> list[Waiver]:
    if isinstance(subject, Site | ExternalLinks):
        return list(subject.waivers)
    return [*(waiver for page in subject.pages for waiver in page.waivers), *subject.waivers]


def _match(
    problems: Iterable[Problem], waivers: Iterable[Waiver]
) -> tuple[set[Problem], set[Waiver]]:
    allowed: set[Problem] = set()
    used: set[Waiver] = set()
    for waiver in waivers:
        rule = _rule(waiver)
        fits = [
            problem
            for problem in problems
            if rule is not None
            and problem.code == rule.code
            and problem.place.path == waiver.place.path
            and problem.place.line <= waiver.covers <= problem.place.end_line
            and problem not in allowed
        ]
        if fits and waiver.reason:
            used.add(waiver)
            allowed.add(min(fits, key=lambda problem: _distance(problem, waiver)))
    return allowed, used


def _distance(problem: Problem, waiver: Waiver) -> tuple[bool, int, int]:
    start = (problem.place.line, problem.place.column)
    if waiver.covers != waiver.place.line:
        return False, *start
    return start > (waiver.place.line, waiver.place.column), -start[0], -start[1]


def _rule(waiver: Waiver) -> Rule | None:
    try:
        return find(waiver.rule)
    except UnknownRuleError:
        return None


def _outcome(
    waivers: Iterable[Waiver], used: set[Waiver], ran: set[str], *, strays: bool
) -> SuppressionDefects:
    # A waiver of a rule that did not run cannot have been used. One of a rule that does not exist
    # is reported by the run over pages only, so that it is not reported twice.
    unused, without_reason, of_unknown_rule = [], [], []
    for waiver in waivers:
        rule = _rule(waiver)
        if rule is None:
            of_unknown_rule += [waiver] * strays
        elif rule.code in ran and not waiver.reason:
            without_reason.append(waiver)
        elif rule.code in ran and waiver not in used:
            unused.append(waiver)
    return SuppressionDefects(tuple(unused), tuple(without_reason), tuple(of_unknown_rule))


_Part = tuple[str, Ignore]
"""One of the rules of an entry, as it was written, and the entry."""


def _ignore(
    problems: Iterable[Problem], entries: Sequence[Ignore]
) -> tuple[list[Problem], list[Problem], set[_Part]]:
    """The problems that are left, those that are not, and what of the entries was needed."""
    kept: list[Problem] = []
    dropped: list[Problem] = []
    needed: set[_Part] = set()
    by_code: dict[str, list[_Part]] = {}
    for entry in entries:
        for name in entry.rules if entry.reason else ():
            for code in _codes(name):
                by_code.setdefault(code, []).append((name, entry))
    for problem in problems:
        fits = [
            (name, entry)
            for name, entry in by_code.get(problem.code, ())
            if entry.covers(problem.place.path)
        ]
        # All of them are needed: whichever is taken out, the entry meant just that.
        needed.update(fits)
        (dropped if fits else kept).append(problem)
    return kept, dropped, needed


def _codes(name: str) -> set[str]:
    try:
        return {rule.code for rule in select([name])}
    except UnknownRuleError:
        return set()


def _about(
    entries: Iterable[Ignore], needed: set[_Part], ran: set[str], *, strays: bool
) -> SuppressionDefects:
    unused, without_reason, of_unknown_rule = [], [], []
    for entry in entries:
        if not entry.reason and strays:
            without_reason.append(entry)
        for name in entry.rules:
            codes = _codes(name)
            plain = {code for code in codes if not code.startswith(ON_REQUEST)} or codes
            if not codes:
                of_unknown_rule += [(name, entry)] * strays
            elif entry.reason and plain <= ran and (name, entry) not in needed:
                unused.append((name, entry))
    return SuppressionDefects(
        ignore_unused=tuple(unused),
        ignore_without_reason=tuple(without_reason),
        ignore_of_unknown_rule=tuple(of_unknown_rule),
    )
