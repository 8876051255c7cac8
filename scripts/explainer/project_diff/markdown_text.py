"""
A comparison as Markdown for a pull request: short, with the details folded.

Whatever comes from the project stands in code, where a platform links no name and runs no HTML.
"""

from __future__ import annotations

import html
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer.project_diff.comparison import ClaimChange, Comparison, FileChange, SourceChange
    from explainer.project_diff.sentence_changes import SentenceChange
    from explainer.project_diff.snapshot import ClaimState, ProblemState, SentenceState, SourceState

MOST_CHARACTERS = 60_000
"""The most characters of a report; a comment on GitHub may have 65,536."""

HEADING = "## What this change does to the evidence"
"""The first line of a report, by which a program finds its comment again."""

_LONGEST = 240
_MOST_ITEMS = 40
_TICKS = re.compile("`+")


def render(comparison: Comparison) -> str:
    """A comparison as Markdown, of at most `MOST_CHARACTERS` characters."""
    if comparison.is_empty:
        return f"{HEADING}\n\nNothing: every sentence, claim and source is as it was.\n"
    blocks = [HEADING, _summary(comparison), *_open(comparison), _totals(comparison)]
    folded = [
        *(_folded_file(each) for each in comparison.files if each.sentences),
        _folded("Claims", list(_claims(comparison.claims))),
        _folded("Sources", list(_sources(comparison.sources))),
    ]
    return _fitted(blocks, [block for block in folded if block])


def _fitted(blocks: Sequence[str], folded: Sequence[str]) -> str:
    """As many of the folded blocks as fit, with a line on those that do not."""
    text = "\n\n".join(blocks)
    for number, block in enumerate(folded):
        longer = f"{text}\n\n{block}"
        if len(longer) > MOST_CHARACTERS:
            left = len(folded) - number
            rest = f"{left:,} more parts are left out; `explainer diff --format json` has them all."
            return f"{text[:MOST_CHARACTERS]}\n\n{rest}\n"
        text = longer
    return f"{text}\n"


def _summary(comparison: Comparison) -> str:
    counts = {
        "sentence added": comparison.count("added"),
        "sentence removed": comparison.count("removed"),
        "sentence reworded": comparison.count("reworded"),
        "sentence with other evidence": comparison.count("recited"),
        "sentence whose passage changed": comparison.count("shifted"),
        "verdict changed": sum(each.verdict_changed for each in comparison.claims),
        "new problem": sum(len(each.new_problems) for each in comparison.files),
        "problem gone": sum(len(each.gone_problems) for each in comparison.files),
    }
    said = [_counted(count, what) for what, count in counts.items() if count]
    said += [f"{len(comparison.sources):,} sources changed"] if comparison.sources else []
    return (
        ", ".join(said).replace("1 sources", "1 source") + "." if said else "No sentence changed."
    )


def _counted(number: int, what: str) -> str:
    noun, _, rest = what.partition(" ")
    if noun == "new":
        noun, rest = what, ""
    return f"{number:,} {noun}{'' if number == 1 else 's'} {rest}".rstrip()


def _open(comparison: Comparison) -> Iterator[str]:
    """What reviewers have to see: changed verdicts, new problems, changed passages, drafts."""
    verdicts = [_verdict(each) for each in comparison.claims if each.verdict_changed]
    yield from _section("Verdicts that changed", verdicts)
    new = [_problem(each) for file in comparison.files for each in file.new_problems]
    yield from _section("New problems", new)
    shifted = [
        f"{_code(each.after.text)} in {_code(file.path)}, which cites {_codes(each.cites)}"
        for file in comparison.files
        for each in file.sentences
        if each.kind == "shifted" and each.after
    ]
    yield from _section("Sentences that stayed while what they cite changed", shifted)
    gone = [_problem(each) for file in comparison.files for each in file.gone_problems]
    yield from ([_folded(f"Problems that are gone: {len(gone):,}", gone)] if gone else [])


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [f"### {title}\n\n{_list(lines)}"] if lines else []


def _verdict(change: ClaimChange) -> str:
    before, after = change.before, change.after
    assert before
    assert after
    said = f"{_code(after.title)}: {_code(before.verdict)} → {_code(after.verdict)}"
    if before.origins != after.origins:
        said += f"; independent support: {len(before.origins):,} → {len(after.origins):,}"
    return said


def _problem(problem: ProblemState) -> str:
    place = f"{problem.path}:{problem.line}"
    return f"{_code(place)} {_code(f'{problem.code} {problem.message}')}"


def _totals(comparison: Comparison) -> str:
    """The totals that differ, as a table."""
    rows = ["| | before | after | |", "|---|--:|--:|--:|"]
    for name, before in comparison.before.items():
        after = comparison.after[name]
        if before != after:
            rows.append(f"| {name} | {before:,} | {after:,} | {after - before:+,} |")
    if len(rows) == len(("head", "line")):
        return "No total changed."
    return "\n".join(rows)


def _folded_file(file: FileChange) -> str:
    was = f", was {file.was}" if file.was != file.path else ""
    count = len(file.sentences)
    title = f"{file.path}{was}: {count:,} sentence{'' if count == 1 else 's'}"
    return _folded(title, [_sentence(each) for each in file.sentences])


def _sentence(change: SentenceChange) -> str:
    before, after = change.before, change.after
    if after is None:
        assert before
        return f"removed: {_code(before.text)}"
    on = f"rests on {_rests_on(after)}"
    if before is None:
        return f"added: {_code(after.text)} {on}"
    if change.kind == "reworded":
        said = f"reworded: {_code(before.text)} → {_code(after.text)} {on}"
        kept = before[1:] == after[1:]
        return said + (" as before" if kept else f", before on {_rests_on(before)}")
    if change.kind == "recited":
        return f"other evidence: {_code(after.text)} {on}, before on {_rests_on(before)}"
    return f"its passage changed: {_code(after.text)} {on}"


def _rests_on(sentence: SentenceState) -> str:
    if sentence.cites:
        return _codes(sentence.cites)
    return f"the label {_code(sentence.label)}" if sentence.label else "nothing"


def _claims(changes: Iterable[ClaimChange]) -> Iterator[str]:
    for each in changes:
        before, after = each.before, each.after
        name = _code(f"claims/{each.slug}")
        if after is None:
            yield f"removed: {name}"
        elif before is None:
            draft = ", a draft" if after.draft else ""
            verdict = _code(after.verdict or "no verdict")
            yield f"added: {name} {_code(after.title)}, {verdict}{draft}"
        else:
            yield f"changed: {name} {'; '.join(_claim_changes(before, after))}"


def _claim_changes(before: ClaimState, after: ClaimState) -> Iterator[str]:
    if before.title != after.title:
        yield f"title {_code(before.title)} → {_code(after.title)}"
    if before.verdict != after.verdict:
        yield f"verdict {_code(before.verdict)} → {_code(after.verdict)}"
    if before.draft != after.draft:
        yield "is a draft" if after.draft else "is confirmed"
    for title, these, those in (
        ("evidence added", after.evidence, before.evidence),
        ("evidence removed", before.evidence, after.evidence),
    ):
        items = [f"{stance} {cite}" for cite, stance in these if (cite, stance) not in those]
        if items:
            yield f"{title}: {_codes(items)}"
    if before.origins != after.origins:
        yield f"origins in support: {_codes(before.origins)} → {_codes(after.origins)}"


def _sources(changes: Iterable[SourceChange]) -> Iterator[str]:
    for each in changes:
        name = _code(each.key)
        if each.after is None:
            yield f"removed: {name}"
        elif each.before is None:
            fields = each.after.fields
            about = [fields[key] for key in ("title", "tier", "origin") if key in fields]
            draft = ", a draft" if fields.get("draft") == "yes" else ""
            count = len(each.after.passages)
            yield f"added: {name} {_codes(about)}, {count:,} passages{draft}".replace(
                " 1 passages", " 1 passage"
            )
        else:
            yield f"changed: {name} {'; '.join(_source_changes(each, each.before, each.after))}"


def _source_changes(change: SourceChange, before: SourceState, after: SourceState) -> Iterator[str]:
    for name in change.fields:
        old, new = (_code(it.fields.get(name, "none")) for it in (before, after))
        yield f"{_code(name)} {old} → {new}"
    for slug in change.passages:
        here, there = before.passages.get(slug), after.passages.get(slug)
        if here is None or there is None:
            fact = _code((here or there or {}).get("fact", ""))
            yield f"{'added' if there else 'removed'} {_code(f'#{slug}')}, {fact}"
            continue
        for name in dict.fromkeys([*here, *there]):
            if here.get(name) != there.get(name):
                old, new = (_code(it.get(name, "none")) for it in (here, there))
                yield f"{_code(f'#{slug}')} {name} {old} → {new}"


def _folded(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    head = f"<details><summary>{html.escape(title).replace('@', '@<!-- -->')}</summary>"
    return f"{head}\n\n{_list(lines)}\n\n</details>"


def _list(lines: Sequence[str]) -> str:
    shown = [f"- {line}" for line in lines[:_MOST_ITEMS]]
    left = len(lines) - len(shown)
    return "\n".join([*shown, *([f"- and {left:,} more"] if left else [])])


def _codes(texts: Iterable[str]) -> str:
    return ", ".join(map(_code, texts)) or "none"


def _code(text: str) -> str:
    """A text as code on one line, shortened, whatever it holds."""
    short = textwrap.shorten(text, _LONGEST, placeholder=" …") or " "
    fence = "`" * (max((len(run) for run in _TICKS.findall(short)), default=0) + 1)
    space = " " if short.startswith("`") or short.endswith("`") else ""
    return f"{fence}{space}{short}{space}{fence}"
