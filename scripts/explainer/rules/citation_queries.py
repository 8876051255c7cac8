"""Queries that the rules on citations share: what was meant by one that is none, or unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.model import CLAIM_PREFIX, LABELS, nearest

if TYPE_CHECKING:
    from explainer.model import Citation, NearCitation, Page, Place, Project, Sentence

_GAP = 3
"""How many characters may stand between a sentence and what is nearly its citation."""
_KEY = re.compile(r"@(\w(?:\w|[:./#-](?=\w))*)")


def near_citation(page: Page, sentence: Sentence) -> NearCitation | None:
    """What is nearly the citation of a sentence: within it, or right behind it."""
    for near in page.near_citations:
        if _follows(near.place, sentence.place):
            return near
    return None


def is_said_otherwise(page: Page, sentence: Sentence) -> bool:
    """Whether another problem says what is wrong with a sentence without a citation."""
    place = sentence.place
    if any(_contains(near.place, place) for near in page.near_citations):
        return True
    if any(_follows(each, place) for each in page.unrendered):
        return True
    return any(
        block.place.line <= place.line <= block.place.end_line and block.place.path == place.path
        for block in page.empty_blocks
    ) or (bool(page.empty_blocks) and sentence.text.lstrip().startswith("//"))


def near_at(page: Page, place: Place) -> NearCitation | None:
    """What is nearly a citation and has a place in it."""
    return next((near for near in page.near_citations if _contains(near.place, place)), None)


def _contains(outer: Place, inner: Place) -> bool:
    return (
        outer.path == inner.path
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )


def _follows(place: Place, before: Place) -> bool:
    return (
        place.path == before.path
        and (before.line, before.column) <= (place.line, place.column)
        and place.line == before.end_line
        and place.column <= before.end_column + _GAP
    )


def similar_key(project: Project, key: str) -> str | None:
    """The source, claim or label that an unknown key was probably meant to be."""
    known = {*project.sources, *project.unread_keys}
    claims = {f"{CLAIM_PREFIX}{slug}" for slug in (*project.claims, *project.unread_claims)}
    if f"{CLAIM_PREFIX}{key.rpartition('/')[2]}" in claims:
        return f"{CLAIM_PREFIX}{key.rpartition('/')[2]}"
    return nearest(key, [*sorted(known), *LABELS])


def key_file(key: str) -> str:
    """The file of a source, as hints name it."""
    return f"docs/sources/{key}.yml"


def key_before_locator(citation: Citation) -> str | None:
    """The key that a citation has in the place of its locator, behind a comma."""
    match = _KEY.match(citation.locator) if citation.label is None else None
    return match[1] if match else None


def cited_as(citation: Citation) -> str:
    """A citation as it is written behind its at sign."""
    return f"{citation.key}#{citation.passage}" if citation.passage else citation.key
