"""`CLM`: whether a claim's evidence is enough for its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import EvidenceItem, Project
from explainer.rules.claim_queries import (
    is_article,
    origins_of_citation,
    origins_of_claim,
    place_of_verdict,
    shown,
)
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import judgeable_claims

ENOUGH_ORIGINS = 2
"""How many origins have to agree if no primary source has first-hand knowledge."""

_MORE_EVIDENCE = (
    "add evidence of another origin or a primary source that can know it, or change the verdict"
)
_OTHER_SIDE = "add the other side's evidence, or change the verdict"


@rule(
    "CLM103",
    message="'supported' rests on one origin, {origin!r}",
    hint=_MORE_EVIDENCE,
    pointers=("'supported' rests on nothing but pointers", _MORE_EVIDENCE),
    nothing=("'supported' rests on no evidence that supports it", _MORE_EVIDENCE),
)
def supported_without_independent_sources(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `supported` has a primary source, or two independent origins.

    All re-reports of one story share an origin and count once. A primary source counts by itself
    for what its publisher can know; where it only passes something on, mark the evidence
    `first_hand: no`. What only states the claim does not count, nor does a source whose `reliance`
    is `pointer`.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: supported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: supported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
      - {cite: noaa#land, stance: supports, why: It measured it with other instruments.}
    ---
    The air has warmed. [@ipcc#warming] It has warmed over land. [@noaa#land]
    ```
    """
    for claim in judgeable_claims(project):
        if claim.verdict == "supported":
            exhibits = claim.of_stance("supports")
            origins = origins_of_claim(project, claim)
            first_hand = any(_first_hand(project, each) for each in exhibits)
            if not first_hand and len(origins) < ENOUGH_ORIGINS:
                variant = "" if origins else "pointers" if exhibits else "nothing"
                yield Finding(place_of_verdict(claim), variant, origin=min(origins, default=""))


def _first_hand(project: Project, exhibit: EvidenceItem) -> bool:
    source = project.sources.get(exhibit.citation.key)
    return exhibit.first_hand and bool(
        source
        and source.tier == "primary"
        and not source.is_pointer
        and not is_article(project, source)
    )


@rule(
    "CLM104",
    message="'disputed' lists nothing that supports it",
    hint=_OTHER_SIDE,
    contradicts=("'disputed' lists nothing that contradicts it", _OTHER_SIDE),
)
def disputed_without_both_sides(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `disputed` has both supporting and contradicting evidence.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: disputed
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: disputed
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
      - {cite: noaa#land, stance: contradicts, why: It measured something else.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming] NOAA differs. [@noaa#land]
    ```
    """
    for claim in judgeable_claims(project):
        if claim.verdict == "disputed":
            if not claim.of_stance("supports"):
                yield Finding(place_of_verdict(claim))
            if not claim.of_stance("contradicts"):
                yield Finding(place_of_verdict(claim), "contradicts")


@rule(
    "CLM105",
    message="'contradicted' lists nothing that contradicts it",
    hint="add the evidence against it, or change the verdict",
)
def contradicted_without_contradiction(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `contradicted` has evidence that contradicts it.

    ```md bad docs/claims/heat.md
    ---
    title: The air has cooled.
    verdict: contradicted
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: context, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has cooled.
    verdict: contradicted
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: contradicts, why: It measured the opposite.}
    ---
    The air has warmed. [@ipcc#warming]
    ```
    """
    for claim in judgeable_claims(project):
        if claim.verdict == "contradicted" and not claim.of_stance("contradicts"):
            yield Finding(place_of_verdict(claim))


@rule(
    "CLM114",
    message="'reported' lists nothing that could carry it",
    hint="add the evidence of the one that reports it, or call it unverified",
    several=(
        "'reported' rests on {count} origins: {origins}",
        (
            "call it supported if they do not depend on each other; where one passes on the other's"
            " report, give both sources the same `origin`"
        ),
    ),
    contradicted=(
        "'reported' lists evidence that contradicts it",
        "call it disputed or contradicted, or partly supported if a part of it holds",
    ),
)
def reported_without_one_origin(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `reported` is supported by one origin, and nothing contradicts it.

    Sources that share an origin count once. What only states the claim does not count, nor does a
    source whose `reliance` is `pointer`.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: states, why: It says so.}
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
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    for claim in judgeable_claims(project):
        if claim.verdict != "reported":
            continue
        origins = sorted(origins_of_claim(project, claim))
        against = claim.of_stance("contradicts")
        if not origins:
            yield Finding(place_of_verdict(claim))
        elif len(origins) > 1:
            listed = ", ".join(map(repr, origins))
            yield Finding(place_of_verdict(claim), "several", count=len(origins), origins=listed)
        if not all(project.is_of_pointer(each.citation) for each in against):
            yield Finding(place_of_verdict(claim), "contradicted")


@rule(
    "CLM115",
    message="'unverified' lists evidence that supports it: {cite}",
    hint="call it reported, or give what shows no evidence the stance 'states'",
)
def unverified_with_evidence(project: Project) -> Iterator[Finding]:
    """
    A claim with the verdict `unverified` has no supporting evidence.

    Evidence that only states the claim does not support it, nor does a source whose `reliance` is
    `pointer`.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: unverified
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: unverified
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: states, why: It says so, and measured nothing.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    for claim in judgeable_claims(project):
        if claim.verdict == "unverified":
            for exhibit in claim.of_stance("supports"):
                if origins_of_citation(project, exhibit.citation):
                    yield Finding(place_of_verdict(claim), cite=shown(exhibit))
                    break
