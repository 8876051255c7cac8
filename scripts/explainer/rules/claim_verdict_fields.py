"""`CLM`: the fields that a claim needs, or may not have, because of its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from explainer import citations
from explainer.model import FORECAST, PARTS, Project, is_label
from explainer.rules.claim_queries import place_of_verdict, written_claims
from explainer.rules.registry import Finding, rule


@rule(
    "CLM110",
    message="no change records the verdict {verdict!r}{instead}",
    hint="add an entry at the end of `changes`: the `date`, `what` changed and why, and"
    " `verdict: {verdict}`",
)
def verdict_not_recorded(project: Project) -> Iterator[Finding]:
    """
    The last entry of a claim's history has the claim's verdict.

    So a verdict cannot change without an entry, and the page of corrections, which is made of
    these entries, cannot leave it out. What this cannot see is an old entry that is rewritten; the
    history of the repository shows that.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    changes:
      - {date: 2026-11-20, what: First published., verdict: unverified}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    changes:
      - {date: 2026-11-20, what: First published., verdict: unverified}
      - {date: 2026-11-24, what: The IPCC has measured it., verdict: reported}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    for claim in written_claims(project):
        recorded = claim.history[-1].verdict if claim.history else ""
        if claim.verdict and claim.verdict != recorded:
            instead = f"; the last one has {recorded!r}" if recorded else ""
            yield Finding(place_of_verdict(claim), verdict=claim.verdict, instead=instead)


@rule(
    "CLM113",
    message="'partly-supported' does not say {missing}",
    hint="say it in a sentence with its citation, as {fields}, or change the verdict",
    label_alone=(
        "what holds rests on a label alone",
        "cite a source in `holds`, or change the verdict",
    ),
    other_verdict=(
        "{verdict!r} has {field!r}, which only 'partly-supported' has",
        "take it out, or change the verdict",
    ),
)
def partly_supported_without_parts(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `partly-supported` says what holds and what goes beyond the evidence.

    Both are running text in the front matter, `holds` and `beyond`, with citations inside; the page
    shows them below the verdict, and they are checked like its other sentences. What holds rests on
    a source or on another claim, and not on a label alone. No other verdict has such parts.

    ```md bad docs/claims/heat.md
    ---
    title: The air and the sea have warmed.
    verdict: partly-supported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured the air.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air and the sea have warmed.
    verdict: partly-supported
    holds: The air has warmed. [@ipcc#warming]
    beyond: Nothing found says that of the sea. [@analysis]
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured the air.}
    ---
    The air has warmed. [@ipcc#warming]
    ```
    """
    says = {"holds": "what holds", "beyond": "what goes beyond the evidence"}
    for claim in written_claims(project):
        if claim.verdict == "partly-supported":
            absent = [name for name in PARTS if name not in claim.places]
            if absent:
                missing = " and ".join(says[name] for name in absent)
                fields = " and ".join(f"`{name}`" for name in absent)
                yield Finding(place_of_verdict(claim), missing=missing, fields=fields)
            if claim.holds and _only_labels(claim.holds):
                yield Finding(claim.places["holds"], "label_alone")
        elif claim.verdict:
            for name in filter(claim.places.__contains__, PARTS):
                place = claim.places[name]
                yield Finding(place, "other_verdict", verdict=claim.verdict, field=name)


def _only_labels(text: str) -> bool:
    """Whether a text cites labels and nothing else; another rule checks that it cites anything."""
    items = [item for group in citations.find(text) for item in group.items]
    return bool(items) and all(is_label(item.key, item.passage) for item in items)


@rule(
    "CLM117",
    message="'forecast' does not say what would show it",
    hint="say it as `shown_by`, or change the verdict",
    other_verdict=(
        "{verdict!r} has 'shown_by', which only a forecast has",
        "take it out, or change the verdict",
    ),
)
def forecast_without_test(project: Project) -> Iterator[Finding]:
    """
    A forecast says in `shown_by` what would confirm it.

    A forecast is not graded. No other verdict has `shown_by`: a claim with a grade was already
    confirmed, or was not.

    ```md bad docs/claims/heat.md
    ---
    title: The air will warm.
    verdict: forecast
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: context, why: It measured what was.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air will warm.
    verdict: forecast
    shown_by: The mean of 2030, compared with that of 2020.
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: context, why: It measured what was.}
    ---
    The air has warmed. [@ipcc#warming]
    ```
    """
    for claim in written_claims(project):
        if claim.verdict == FORECAST and "shown_by" not in claim.places:
            yield Finding(place_of_verdict(claim))
        elif claim.verdict not in {"", FORECAST} and "shown_by" in claim.places:
            yield Finding(claim.places["shown_by"], "other_verdict", verdict=claim.verdict)
