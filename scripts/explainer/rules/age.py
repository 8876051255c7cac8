"""`AGE`: what is due for another look. Only a run that asks for these rules runs them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from explainer.model import Project
from explainer.rules.registry import Found, rule

MOST_DAYS = 180
"""After how many days a source has to be opened again."""


@rule(
    "AGE101",
    message="due for review since {date}",
    hint="read the evidence again, then set `as_of` and `review_after`, and say in `changes` what"
    " changed",
)
def claim_overdue(project: Project) -> Iterator[Found]:
    """
    A claim is looked at again after the day that it names itself.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: partly-supported
    as_of: 2020-11-24
    review_after: 2021-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: partly-supported
    as_of: 2020-11-24
    review_after: 2999-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```
    """
    for claim in project.claims.values():
        if claim.review_after and claim.review_after < project.today:
            place = claim.places.get("review_after", claim.place)
            yield Found(place, date=claim.review_after)


@rule(
    "AGE102",
    message="{key!r} {since}",
    hint="open it, look for each passage's words, and set `accessed` to the day",
)
def source_not_rechecked(project: Project) -> Iterator[Found]:
    """
    A source was opened in the last 180 days, and its file says so under `accessed`.

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
    oldest = dt.date.fromisoformat(project.today) - dt.timedelta(MOST_DAYS)
    for source in project.sources.values():
        if not source.accessed:
            yield Found(source.place, key=source.key, since="has no day of access")
        elif source.accessed < oldest.isoformat():
            place = source.places.get("accessed", source.place)
            yield Found(place, key=source.key, since=f"was last opened on {source.accessed}")
