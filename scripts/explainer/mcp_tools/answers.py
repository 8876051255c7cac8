"""What the tools that only read answer: values of JSON, from a look at a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explainer.mcp_tools.arguments import ArgumentError
from explainer.mcp_tools.passage_search import terms
from explainer.mcp_tools.project_pages import find_page, page_path
from explainer.model import nearest
from explainer.rules import find
from explainer.sources import values_of
from explainer.todo import progress_of, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explainer.mcp_tools.open_project import Look
    from explainer.mcp_tools.passage_search import Hit
    from explainer.model import Claim, Passage, Problem, Source

_MOST_PLACES = 20


def problem_values(problem: Problem) -> dict[str, Any]:
    """A problem with its place."""
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "name": problem.name,
        "message": problem.message,
        "hint": problem.hint,
    }


def find_passages(look: Look, words: str, limit: int) -> dict[str, Any]:
    """The passages that have some of the words, the best first."""
    hits = look.passages.search(words, limit)
    answer: dict[str, Any] = {"passages": [_hit(each) for each in hits]}
    if not hits:
        answer["note"] = "no passage has any of these words; a new source is for a person to read"
    return answer


def _hit(hit: Hit) -> dict[str, Any]:
    source = hit.source
    return {
        **_passage(source, hit.passage),
        "title": source.title,
        "publisher": source.venue,
        "issued": source.issued,
        "tier": source.tier,
        "origin": source.origin,
        **_limits(source, hit.passage),
        "score": hit.score,
    }


def _passage(source: Source, passage: Passage) -> dict[str, Any]:
    values = {
        "cite": f"[@{source.key}#{passage.slug}]",
        "fact": passage.fact,
        "words": passage.words,
        "words_from": passage.words_from if passage.words_from != "source" else None,
        "locator": passage.locator,
    }
    return {name: value for name, value in values.items() if value is not None}


def _limits(source: Source, passage: Passage) -> dict[str, Any]:
    """What a writer must know before leaning on a passage."""
    found = {}
    if source.knows_from_others(passage):
        found["second_hand"] = "only a report of it by others was read"
    if source.is_pointer:
        found["pointer"] = "it may not be the only source of a sentence"
    if source.is_draft:
        found["draft"] = "nobody has confirmed it yet"
    return found


def show_source(look: Look, key: str) -> dict[str, Any]:
    """
    A source: its fields, how it was read, its passages, and the places that cite each.

    Raises `ArgumentError` where there is none, with the nearest.
    """
    key = key.strip().removeprefix("[").removeprefix("@").removesuffix("]").partition("#")[0]
    project = look.project
    source = project.sources.get(key)
    if source is None:
        if key in project.unread_keys:
            message = f"the file of {key!r} cannot be read; check its page to see why"
            raise ArgumentError(message)
        close = nearest(key, project.sources)
        message = f"there is no source {key!r}" + (f"; did you mean {close!r}?" if close else "")
        raise ArgumentError(message)
    path = source.place.path
    cited = [citation for citation in project.citations() if citation.key == key]

    def places(passage: str | None) -> dict[str, Any]:
        found = sorted({each.place for each in cited if each.passage == passage})
        shown = [f"{each.path}:{each.line}:{each.column}" for each in found[:_MOST_PLACES]]
        return {"citations": len(found), "cited_at": shown}

    values = values_of(look.source_files.texts[path], path) or {}
    fields = {name: value for name, value in values.items() if name != "passages"}
    return {
        "key": key,
        "path": path,
        "fields": fields,
        "passages": [
            {**_passage(source, each), **_limits(source, each), **places(each.slug)}
            for each in source.passages
        ],
        "cited_as_a_whole": places(None),
        "problems": [problem_values(each) for each in look.problems.get(path, [])],
    }


def check_page(look: Look, path: str) -> dict[str, Any]:
    """What `explainer check` reports of a page. Raises `ArgumentError` for an unknown one."""
    name = page_path(look.settings, find_page(look.settings, path))
    found = look.problems.get(name, [])
    sentences = [it for page in look.project.pages if page.path == name for it in page.sentences]
    return {
        "ok": not found,
        "path": name,
        "sentences": len(sentences),
        "without_evidence": sum(not each.covered for each in sentences),
        "problems": [problem_values(each) for each in found],
    }


def list_claims(look: Look, words: str, verdict: str, limit: int) -> dict[str, Any]:
    """The claims that have all of the words and the verdict, where these are given."""
    wanted = set(terms(words))
    claims = [
        claim
        for claim in look.ledger.claims.values()
        if verdict in {"", claim.verdict} and wanted <= set(terms(f"{claim.title} {claim.slug}"))
    ]
    return {
        "total": len(claims),
        "claims": [_claim(each) for each in claims[:limit]],
        "unreadable": sorted(look.ledger.unread.values()),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    evidence = [
        {"cite": f"[@{item.citation.key}{_hash(item.citation.passage)}]", "stance": item.stance}
        for item in claim.evidence
    ]
    return {
        "cite": f"[@{claim.key}]",
        "title": claim.title,
        "verdict": None if claim.stub else claim.verdict or None,
        "state": "stub" if claim.stub else "draft" if claim.draft else "written",
        "path": claim.place.path,
        "as_of": claim.as_of,
        "holds": claim.holds,
        "beyond": claim.beyond,
        "evidence": evidence,
    }


def _hash(passage: str | None) -> str:
    return f"#{passage}" if passage else ""


def explain_rule(code: str) -> dict[str, Any]:
    """A rule: what it demands, its messages and its examples. Raises `UnknownRuleError`."""
    rule = find(code.strip())
    return {
        "code": rule.code,
        "name": rule.name,
        "explanation": rule.explanation,
        "messages": [
            {"message": each.readable.text, "hint": each.readable.hint}
            for each in rule.messages.values()
        ],
        "examples": [
            {"accepted": each.good, "file": each.path, "text": each.text} for each in rule.examples
        ],
    }


def todo(look: Look, limit: int) -> dict[str, Any]:
    """What is left to do: how much of each page is done, and the first problems."""
    problems = list(_all(look.problems.values()))
    settings = look.settings
    order = [settings.named(settings.docs_dir / path) for path in settings.nav]
    progress = to_json(progress_of(look.project, problems, order))
    return {**progress, "problems": [problem_values(each) for each in problems[:limit]]}


def _all(lists: Iterable[list[Problem]]) -> Iterator[Problem]:
    for each in lists:
        yield from each
