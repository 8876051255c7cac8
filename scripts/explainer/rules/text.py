"""`TXT`: waivers, the options `ignore`, `remap` and `require`, and baselines."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from explainer.model import Ignore, Place, Project, SuppressionDefects, nearest
from explainer.rules.registry import Finding, nearest_rule, rule


@rule(
    "TXT101",
    message="nothing here needs the waiver of {name!r}",
    hint="remove the comment, or move it to the line of the problem that it is meant for",
)
def waiver_unused(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every waiver matches a problem.

    A waiver is a comment, `<!-- allow rule-name: reason -->` in a page and
    `# allow rule-name: reason` in a data file. It stands at the end of the line of the problem,
    or alone on a line before it, and allows one problem.

    ```md bad
    It warmed. [@ipcc#warming] <!-- allow sentence-without-citation: said on stage -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.unused:
        yield Finding(waiver.place, name=waiver.rule)


@rule(
    "TXT102",
    message="the waiver of {name!r} gives no reason",
    hint="say after a colon why this one problem is meant to stay",
    malformed=("this comment was meant to be a waiver", "write {meant}"),
)
def waiver_without_reason(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every waiver says why.

    The next person who reads it has to judge whether the reason still holds.

    ```md bad
    It warmed. <!-- allow sentence-without-citation -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.without_reason:
        if waiver.malformed:
            reason = waiver.reason or "the reason"
            meant = f"<!-- allow {waiver.rule}: {reason} -->"
            yield Finding(waiver.place, "malformed", meant=meant)
        else:
            yield Finding(waiver.place, name=waiver.rule)


@rule(
    "TXT103",
    message="there is no rule {name!r} to allow",
    hint="use a name or a code from `explainer rules`",
    similar=("there is no rule {name!r} to allow", "write {close!r}"),
)
def waiver_of_unknown_rule(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every waiver names a rule that exists.

    ```md bad
    It warmed. [@ipcc#warming] <!-- allow sentence-without-source: said on stage -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.of_unknown_rule:
        close = nearest_rule(waiver.rule)
        yield Finding(waiver.place, "similar" if close else "", name=waiver.rule, close=close)


@rule(
    "TXT104",
    message="nothing needs {name!r} to be ignored here",
    hint="take it out of the entry, or mend its `pages`, which are below the folder of pages",
    url=(
        "no link has a URL that matches '{url}'",
        "remove the entry, or mend `url`, a regular expression that is searched for in URLs",
    ),
    url_of_rule=(
        "no {name!r} has a URL that matches '{url}'",
        "remove the entry, or mend `url`, a regular expression that is searched for in URLs",
    ),
)
def ignore_unused(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every `ignore` entry matches a problem.

    The option is one of `explainer.markdown` in `mkdocs.yml`, a list of `rules`, `pages`, `url` and
    `reason`. Each of its rules is checked separately, and only if all of that rule or family
    ran. `explainer links` looks at those with a `url`.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore:
            - {rules: CIT101, pages: weather/, reason: They are written next month.}
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore:
            - {rules: CIT101, pages: plans.md, reason: They are written next month.}
    ```
    """
    for name, entry in outcome.ignore_unused:
        variant = "" if entry.url is None else "url_of_rule" if name else "url"
        url = entry.url.pattern if entry.url else ""
        yield Finding(_place(entry), variant, name=name, url=url)


def _place(entry: Ignore) -> Place:
    """The place of an entry of the settings; one of the command line is not looked at here."""
    assert entry.place
    return entry.place


@rule(
    "TXT105",
    message="what is ignored of {names} has no reason",
    hint="say as `reason` why these problems are meant to stay; until then none is ignored",
)
def ignore_without_reason(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every entry of the option `ignore` says why.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore: [{rules: CIT101, pages: plans.md}]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore: [{rules: CIT101, pages: plans.md, reason: They are written next month.}]
    ```
    """
    for entry in outcome.ignore_without_reason:
        names = ", ".join(map(repr, entry.rules)) or f"'{entry.url and entry.url.pattern}'"
        yield Finding(_place(entry), names=names)


@rule(
    "TXT106",
    message="there is no rule {name!r} to ignore",
    hint="use a name, a code or a family from `explainer rules`{did_you_mean}",
)
def ignore_of_unknown_rule(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every entry of the option `ignore` names rules that exist.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore: [{rules: sentence-without-source, reason: They are written next month.}]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          ignore: [{rules: sentence-without-citation, reason: They are written next month.}]
    ```
    """
    for name, entry in outcome.ignore_of_unknown_rule:
        close = nearest_rule(name)
        yield Finding(
            _place(entry), name=name, did_you_mean=f", such as {close!r}" if close else ""
        )


@rule(
    "TXT117",
    message="no link has a URL that matches '{url}'",
    hint="remove the entry, or mend `url`, a regular expression that is searched for in URLs",
)
def remap_unused(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every entry of the option `remap` matches a link.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          remap: [{url: "^https://heat.example/", to: /, reason: It is published there.}]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          remap: []
    ```
    """
    for each in outcome.remap_unused:
        if each.place:
            yield Finding(each.place, url=each.url)


_TAKEN_OUT = "it has been taken out of {file}; commit the file"


@rule(
    "TXT107",
    message="{code} of {path} no longer occurs",
    hint=_TAKEN_OUT,
    listed=("{code} of {path} no longer occurs ({listed} listed)", _TAKEN_OUT),
    fewer=("{code} of {path} occurs {often}; the baseline lists {listed}", _TAKEN_OUT),
    renamed=("{code} of {path} is of {now} now", "{file} says so now; commit the file"),
)
def baseline_outdated(outcome: SuppressionDefects) -> Iterator[Finding]:
    """
    Every baseline entry matches a problem.

    `explainer check --baseline FILE` takes such a line out of the file, so that the problem fails
    the next run that has it again. What it lists of a file that was renamed it lists of the new one
    from then on.

    ```yml bad baseline.yml
    problems:
      - {path: docs/gone.md, code: CIT101, fingerprint: 0123456789abcdef, count: 1}
    ```

    ```yml good baseline.yml
    problems: []
    ```
    """
    for stale in outcome.stale:
        variant = "fewer" if stale.found else "listed" if stale.listed > 1 else ""
        yield Finding(
            stale.place,
            "renamed" if stale.current_path else variant,
            code=stale.code,
            path=stale.path,
            now=stale.current_path,
            often="once" if stale.found == 1 else f"{stale.found:,} times",
            listed=f"{stale.listed:,}",
            hint=stale.hint,
        )


@rule(
    "TXT108",
    message="no page matches {pattern!r}",
    hint="patterns are below the folder of pages, as in `explained/` or `faq.md`{did_you_mean}",
)
def require_unmatched(project: Project) -> Iterator[Finding]:
    """
    Every pattern of the options `require` and `review` fits a page.

    Otherwise sentences that are meant to be covered, or reviewed, are not checked.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          require: [docs/sea.md]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          require: [sea.md, claims/]
    ```
    """
    known = _paths(project)
    for pattern, place in project.unmatched:
        similar = _similar_pattern(pattern, known)
        did_you_mean = f"; did you mean {similar}?" if similar else ""
        yield Finding(place, pattern=pattern, did_you_mean=did_you_mean)


def _similar_pattern(pattern: str, known: set[str]) -> str | None:
    """The pattern that was probably meant: a list, the end of a path, or a similar one."""
    several = [each.strip() for each in pattern.split(",")]
    if len(several) > 1 and known.issuperset(several):
        return f"the list [{', '.join(several)}]"
    parts = pattern.replace("\\", "/").split("/")
    ends = ("/".join(parts[start:]) for start in range(len(parts)))
    end = next((form for end in ends for form in (end, f"{end}/") if form in known), None)
    close = end or nearest(pattern, known)
    return repr(close) if close else None


def _paths(project: Project) -> set[str]:
    """The pages, and the folders that hold them, below the folder of pages."""
    paths = [page.path for page in project.pages]
    start = posixpath.commonpath(map(posixpath.dirname, paths)) if paths else ""
    below = {posixpath.relpath(path, start or ".") for path in paths}
    folders = {posixpath.dirname(path) for path in below} - {""}
    return below | {f"{folder}/" for folder in folders}
