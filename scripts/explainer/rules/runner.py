"""
Run rules, and leave out the problems that a waiver or the settings ignore.

A waiver ignores one problem. At the end of a line it ignores one on that line, the nearest before
it; alone on a line it ignores the first one on the next line that is not blank. An entry of the
option `ignore` ignores every problem of its rules on its pages, or with its URLs. Both need a
reason, and both are problems themselves if they ignore nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model import (
    Applied,
    ExternalLinks,
    Ignore,
    Problem,
    Project,
    Site,
    SuppressionDefects,
    Waiver,
)
from explainer.parallel import map_parts, split_items
from explainer.rules.registry import (
    ACROSS_PAGES,
    BY_PAGE,
    ON_REQUEST,
    Rule,
    UnknownRuleError,
    default_rules,
    find,
    nearest_rule,
    select,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from explainer.model import Page
    from explainer.rules.page_results import PageResults

ALONE = ("TXT103", "TXT105", "TXT106")
"""The rules on waivers and on the settings that can find problems if no other rule ran."""

WITHOUT_REASON, OF_UNKNOWN_RULE = "TXT102", "TXT103"
"""The rules on waivers that are problems instead of what they were meant for."""

_EVIDENCE = ("EVI", "MEA")
"""The families of the rules that compare sentences with evidence."""


_Reported = tuple[Ignore, bool]
"""An entry of `ignore`, and whether what is wrong with it is reported."""


class CheckResult(NamedTuple):
    """
    The problems of a run in the order of their places, and those that the settings ignore.

    `applied` has the entries of `ignore` that name URLs, each with the number of links that it
    leaves out: those with a problem, and external ones.
    """

    problems: list[Problem]
    ignored: tuple[Problem, ...] = ()
    applied: tuple[Applied, ...] = ()


def check(
    subject: Project | Site | ExternalLinks,
    rules: Sequence[Rule],
    ignored: Sequence[Ignore] = (),
    known: PageResults | None = None,
    *,
    alone: bool = False,
) -> CheckResult:
    """
    Run the rules on a subject.

    `ignored` are the entries of the option `ignore`. `known` are the results of the last run of
    rules that check each page separately; those that still hold are used. `alone` is true for a
    site whose settings no check of a project looks at.
    """
    return suppress(subject, rules, _run(subject, rules, known), ignored, alone=alone)


def suppress(
    subject: Project | Site | ExternalLinks,
    rules: Sequence[Rule],
    problems: Iterable[Problem],
    ignored: Sequence[Ignore] = (),
    *,
    alone: bool = False,
) -> CheckResult:
    """Leave out what is waived or ignored of the problems that these rules found in a subject."""
    found = dict.fromkeys(problems)
    waivers = _waivers(subject)
    waived, used = _match(found, waivers, {rule.code for rule in rules})
    ran = {rule.code for rule in rules if isinstance(subject, rule.subject)}
    is_project = isinstance(subject, Project)
    outcome = _use_of_waivers(waivers, used, ran, report_unknown=is_project)
    if isinstance(subject, Site):
        unused = tuple(each for each in subject.remaps if not each.links)
        outcome = outcome._replace(remap_unused=unused)
    left = [problem for problem in found if problem not in waived]
    left += (problem for rule in rules for problem in rule.run(outcome))
    if not ignored:
        return CheckResult(sorted(left))
    kept, dropped = _ignore(left, ignored)
    needed = {part for parts in dropped.values() for part in parts}
    if is_project:
        ran |= {rule.code for rule in rules if rule.subject is SuppressionDefects}
    outcome = (
        # Problems of external links differ from day to day.
        SuppressionDefects()
        if isinstance(subject, ExternalLinks)
        else _use_of_ignores(_reported_here(ignored, subject, alone=alone), needed, ran, subject)
    )
    on_ignores = [problem for rule in rules for problem in rule.run(outcome)]
    return CheckResult(
        sorted([*kept, *on_ignores]), tuple(dropped), tuple(_applied(ignored, dropped, subject))
    )


def _run(
    subject: Project | Site | ExternalLinks, rules: Sequence[Rule], known: PageResults | None
) -> list[Problem]:
    if not isinstance(subject, Project):
        return [problem for rule in rules for problem in rule.run(subject)]
    by_page = rules_by_page(rules)
    others = [rule for rule in rules if rule not in by_page]
    found = (
        known.check(subject, by_page, lambda: _prepare(subject, by_page))
        if known
        else _check_pages(subject, by_page)
    )
    return [*found, *(problem for rule in others for problem in rule.run(subject))]


def _check_pages(project: Project, rules: Sequence[Rule]) -> list[Problem]:
    # A problem that is not on a page is found with every share, and counts once.
    def check_share(pages: Sequence[Page]) -> list[Problem]:
        part = project._replace(pages=tuple(pages))
        return [problem for rule in rules for problem in rule.run(part)]

    shares = split_items(project.pages)
    if len(shares) > 1:
        _prepare(project, rules)
    return [problem for each in map_parts(check_share, shares) for problem in each]


def _prepare(project: Project, rules: Sequence[Rule]) -> None:
    """Load what the rules need before a fork, so that the child processes share it."""
    if any(rule.code.startswith(_EVIDENCE) for rule in rules):
        # Imported on demand: the rules about built sites do not need them.
        from explainer import evidence, meaning  # noqa: PLC0415

        evidence.prepare(project.vocabulary)
        if meaning.is_known(project.language):
            meaning.language_of(project.language, project.vocabulary.contraries)


def rules_by_page(rules: Iterable[Rule]) -> list[Rule]:
    """Those of some rules that check each page of a project without looking at the others."""
    return [
        rule
        for rule in rules
        if rule.code.startswith(BY_PAGE) and not rule.code.startswith(ACROSS_PAGES)
    ]


def _waivers(subject: Project | Site | ExternalLinks) -> list[Waiver]:
    if isinstance(subject, Site | ExternalLinks):
        return list(subject.waivers)
    return [*(waiver for page in subject.pages for waiver in page.waivers), *subject.waivers]


def _match(
    problems: Iterable[Problem], waivers: Iterable[Waiver], codes: set[str]
) -> tuple[set[Problem], set[Waiver]]:
    """
    The problems that waivers ignore, and the waivers that ignore one.

    A waiver without a reason, of an unknown rule, or that is nearly one, is itself a problem where
    the rule on it, of these codes, runs; what it was meant for is then none.
    """
    waived: set[Problem] = set()
    used: set[Waiver] = set()
    for waiver in waivers:
        rule = _rule(waiver) or _meant_rule(waiver, codes)
        matching = [
            problem
            for problem in problems
            if rule is not None
            and problem.code == rule.code
            and problem.place.path == waiver.place.path
            and problem.place.line <= waiver.covers <= problem.place.end_line
            and problem not in waived
        ]
        if matching and waiver.malformed:
            waived.update(matching if WITHOUT_REASON in codes else ())
        elif matching and waiver.reason:
            used.add(waiver)
            waived.add(min(matching, key=lambda problem: _distance(problem, waiver)))
        elif matching and WITHOUT_REASON in codes:
            waived.add(min(matching, key=lambda problem: _distance(problem, waiver)))
    return waived, used


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


def _meant_rule(waiver: Waiver, codes: set[str]) -> Rule | None:
    """The rule that a waiver of an unknown one was meant for, where that is reported."""
    close = nearest_rule(waiver.rule) if OF_UNKNOWN_RULE in codes else None
    try:
        return find(close) if close else None
    except UnknownRuleError:
        return None


def _use_of_waivers(
    waivers: Iterable[Waiver], used: set[Waiver], ran: set[str], *, report_unknown: bool
) -> SuppressionDefects:
    # A waiver of a rule that did not run cannot have been used. A waiver of an unknown rule is
    # reported only by the run on the project, so that it is not reported twice.
    unused, without_reason, of_unknown_rule = [], [], []
    for waiver in waivers:
        rule = _rule(waiver)
        if rule is None:
            of_unknown_rule += [waiver] * report_unknown
        elif rule.code in ran and (waiver.malformed or not waiver.reason):
            without_reason.append(waiver)
        elif rule.code in ran and waiver not in used:
            unused.append(waiver)
    return SuppressionDefects(tuple(unused), tuple(without_reason), tuple(of_unknown_rule))


_IgnoredRule = tuple[str, Ignore]
"""One of the rules of an entry of `ignore`, as written, and the entry; all rules are empty."""


def _ignore(
    problems: Iterable[Problem], entries: Sequence[Ignore]
) -> tuple[list[Problem], dict[Problem, list[_IgnoredRule]]]:
    """The problems that remain, and those that are ignored, each with what matched."""
    kept: list[Problem] = []
    dropped: dict[Problem, list[_IgnoredRule]] = {}
    by_code: dict[str, list[_IgnoredRule]] = {}
    of_any_rule = [("", entry) for entry in entries if entry.reason and not entry.rules]
    for entry in entries:
        for name in entry.rules if entry.reason else ():
            for code in _codes(name):
                by_code.setdefault(code, []).append((name, entry))
    for problem in problems:
        matching = [
            (name, entry)
            for name, entry in (*by_code.get(problem.code, ()), *of_any_rule)
            if entry.covers(problem.place.path) and entry.fits(problem.urls)
        ]
        # All entries that match count as needed, even if one of them would be enough.
        if matching:
            dropped[problem] = matching
        else:
            kept.append(problem)
    return kept, dropped


def _applied(
    entries: Iterable[Ignore],
    dropped: Mapping[Problem, list[_IgnoredRule]],
    subject: Project | Site | ExternalLinks,
) -> Iterator[Applied]:
    """The entries that name URLs, each with the number of links that it leaves out."""
    outbound = subject.outbound if isinstance(subject, Site) else {}
    for entry in entries:
        if entry.url and entry.reason:
            with_problem = sum(
                problem.pages
                for problem, matching in dropped.items()
                if any(entry is each for _, each in matching)
            )
            out = sum(len(paths) for url, paths in outbound.items() if entry.fits((url,)))
            links = with_problem + (out if entry.is_whole else 0)
            yield Applied("ignore", entry.url.pattern, "", entry.reason, entry.place, links)


def _codes(name: str) -> set[str]:
    try:
        return {rule.code for rule in select([name])}
    except UnknownRuleError:
        return set()


def _reported_here(
    entries: Iterable[Ignore], subject: Project | Site, *, alone: bool
) -> list[_Reported]:
    """
    The entries whose use is looked at, and whether what is wrong with them is reported here.

    One that names URLs is for checks of sites alone. What is wrong with another one is reported by
    the check of the project, so that it is not reported twice.
    """
    if isinstance(subject, Project):
        return [(entry, True) for entry in entries if not entry.url]
    return [(entry, alone or entry.url is not None) for entry in entries if entry.place]


def _use_of_ignores(
    entries: Iterable[_Reported], needed: set[_IgnoredRule], ran: set[str], subject: Project | Site
) -> SuppressionDefects:
    unused, without_reason, of_unknown_rule = [], [], []
    for entry, is_reported in entries:
        if not entry.reason:
            without_reason += [entry] * is_reported
        elif not entry.rules and not _leads_out(entry, subject) and _links() <= ran:
            unused += [("", entry)] * (("", entry) not in needed)
        for name in entry.rules:
            codes = _codes(name)
            plain = {code for code in codes if not code.startswith(ON_REQUEST)} or codes
            if not codes:
                of_unknown_rule += [(name, entry)] * is_reported
            elif entry.reason and plain <= ran and (name, entry) not in needed:
                unused.append((name, entry))
    return SuppressionDefects(
        ignore_unused=tuple(unused),
        ignore_without_reason=tuple(without_reason),
        ignore_of_unknown_rule=tuple(of_unknown_rule),
    )


def _leads_out(entry: Ignore, subject: Project | Site) -> bool:
    """Whether an entry is about an external URL of a site, which only `--web` requests."""
    return isinstance(subject, Site) and entry.fits(subject.outbound)


def _links() -> set[str]:
    """The rules about links that run by default."""
    return {rule.code for rule in default_rules(["LNK"])}
