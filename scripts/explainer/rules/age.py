"""`AGE`: claims and sources that are due for review. These rules run only if selected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from explainer.model import Project, Source
from explainer.rules.registry import Finding, rule

MOST_DAYS = 180
"""The number of days after which a source has to be opened again."""

FAILED_OUTCOMES = {"dead": "dead", "words-gone": "without the words of its passages"}
"""The outcomes of a snapshot after which a source is due for another look, in words."""


@rule(
    "AGE101",
    message="this claim has been due for review since {date}",
    hint="read the evidence again, then set `as_of` and `review_after`, and say in `changes` what"
    " changed",
)
def claim_overdue(project: Project) -> Iterator[Finding]:
    """
    A claim is reviewed by its `review_after` date.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2020-11-24
    review_after: 2021-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2020-11-24
    review_after: 2999-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    for claim in project.claims.values():
        if claim.review_after and claim.review_after < project.today:
            place = claim.places.get("review_after", claim.place)
            yield Finding(place, date=claim.review_after)


@rule(
    "AGE102",
    message="{key!r} was last opened on {date}",
    hint="open it, look for each passage's words, and set `accessed` to the day; or let"
    " `explainer snapshot` look",
)
def source_not_rechecked(project: Project) -> Iterator[Finding]:
    """
    The file of a source records that its passages were verified in the last 180 days.

    `accessed` is the day when someone did, `read` the day when `explainer snapshot` did, if its
    `outcome` is `found`. If its page was then found dead, or without the words, that is
    reported.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    accessed: 2020-11-24
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    accessed: 2999-11-24
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```
    """
    for source in project.sources.values():
        if overdue := overdue_since(source, project.today):
            field, since = overdue
            place = source.places.get(field, source.place)
            yield Finding(place, message=f"{source.key!r} {since}")


def overdue_since(source: Source, today: str) -> tuple[str, str] | None:
    """
    The field of a source that says that it is due for another look on a day, and since when.

    `None` where it is not due.
    """
    oldest = (dt.date.fromisoformat(today) - dt.timedelta(MOST_DAYS)).isoformat()
    opened, field = max((source.accessed or "", "accessed"), (_found(source), "read"))
    failed = FAILED_OUTCOMES.get(source.outcome or "")
    if failed and (source.read or "") >= opened:
        return "outcome", f"was {failed} on {source.read}"
    if not opened:
        return "", "has no day of access"
    return (field, f"was last opened on {opened}") if opened < oldest else None


def _found(source: Source) -> str:
    return (source.read or "") if source.outcome == "found" else ""
