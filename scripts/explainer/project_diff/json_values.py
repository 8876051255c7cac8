"""A comparison as values of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explainer.project_diff.comparison import ClaimChange, Comparison, FileChange, SourceChange
    from explainer.project_diff.sentence_changes import SentenceChange
    from explainer.project_diff.snapshot import ClaimState, ProblemState


def to_json(comparison: Comparison) -> dict[str, Any]:
    """All that changed: `totals`, `files`, `claims` and `sources`."""
    before, after = comparison.before, comparison.after
    return {
        "totals": {name: {"before": before[name], "after": after[name]} for name in before},
        "files": [_file(each) for each in comparison.files],
        "claims": [_claim(each) for each in comparison.claims],
        "sources": [_source(each) for each in comparison.sources],
    }


def _file(file: FileChange) -> dict[str, Any]:
    return {
        "path": file.path,
        "was": file.was if file.was != file.path else None,
        "sentences": [_sentence(each) for each in file.sentences],
        "new_problems": [_problem(each) for each in file.new_problems],
        "gone_problems": [_problem(each) for each in file.gone_problems],
    }


def _sentence(change: SentenceChange) -> dict[str, Any]:
    return {
        "change": change.kind,
        "before": change.before._asdict() if change.before else None,
        "after": change.after._asdict() if change.after else None,
        "changed_passages": list(change.cites),
    }


def _problem(problem: ProblemState) -> dict[str, Any]:
    return {"line": problem.line, "code": problem.code, "message": problem.message}


def _claim(change: ClaimChange) -> dict[str, Any]:
    return {
        "slug": change.slug,
        "before": _claim_state(change.before),
        "after": _claim_state(change.after),
    }


def _claim_state(claim: ClaimState | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    evidence = [{"cite": cite, "stance": stance} for cite, stance in claim.evidence]
    return {**claim._asdict(), "evidence": evidence}


def _source(change: SourceChange) -> dict[str, Any]:
    states = {
        name: {"fields": dict(state.fields), "passages": dict(state.passages)} if state else None
        for name, state in (("before", change.before), ("after", change.after))
    }
    return {
        "key": change.key,
        "changed_fields": list(change.fields),
        "changed_passages": list(change.passages),
        **states,
    }
