"""`CLM`: a claim's list of evidence, and sentences that rest on a claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from explainer import evidence
from explainer.model import DOUBTED, FORECAST, Claim, Project
from explainer.rules.claim_queries import is_article, shown, written_claims
from explainer.rules.registry import Finding, rule


@rule(
    "CLM106",
    message="the page never cites its evidence {cite!r}",
    hint="say what it shows in a sentence with [@{cite}], or take it off the list",
)
def evidence_not_discussed(project: Project) -> Iterator[Finding]:
    """
    Every piece of a claim's evidence is cited in the text of its page.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
      - {cite: noaa#land, stance: context, why: It looks at land alone.}
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
    pages = {page.path: page for page in project.pages}
    for claim in written_claims(project):
        page = pages.get(claim.place.path)
        cited = {(each.key, each.passage) for each in page.citations} if page else set()
        for exhibit in claim.evidence:
            key, passage = exhibit.citation.key, exhibit.citation.passage
            source = project.sources.get(key)
            # Another rule reports a passage that does not exist.
            unknown = passage and not (source and source.passage(passage))
            if page and (key, passage) not in cited and not unknown:
                yield Finding(exhibit.place, cite=shown(exhibit))


@rule(
    "CLM107",
    message="stated as fact, and {slug!r} is {verdict}",
    hint="say who says so, hedge it, or cite what is established",
)
def stated_as_fact(project: Project) -> Iterator[Finding]:
    """
    A sentence that rests on a doubted claim hedges, or says whose word it gives.

    Doubted are claims whose verdict is reported, disputed, contradicted or unverified, and
    forecasts. A sentence rests on one if it cites it, or cites a passage whose only part in the
    ledger is to support or to state such claims; one on this site (`[@about]`) may cite that.

    ```md bad
    The air has cooled since 1998. [@claims/pause]
    ```

    ```md good
    Some say that the air has cooled since 1998. [@claims/pause]
    ```
    """
    doubted = _doubted_passages(project)
    for page in project.pages:
        for sentence in page.sentences:
            for citation in sentence.effective_citations:
                claim = project.claims.get(citation.claim) if citation.claim is not None else None
                if citation.claim is None and "about" not in sentence.labels:
                    claim = doubted.get((citation.key, citation.passage))
                if claim and claim.verdict in DOUBTED and not evidence.is_hedged(sentence.text):
                    verdict = "a forecast" if claim.verdict == FORECAST else claim.verdict
                    yield Finding(sentence.place, slug=claim.slug, verdict=verdict)
                    break


def _doubted_passages(project: Project) -> dict[tuple[str, str | None], Claim]:
    """The passages that only support or state doubted claims, with the first of those claims."""
    doubted: dict[tuple[str, str | None], Claim] = {}
    sound: set[tuple[str, str | None]] = set()
    for claim in project.claims.values():
        for exhibit in claim.evidence:
            cite = exhibit.citation.key, exhibit.citation.passage
            if claim.verdict in DOUBTED and exhibit.stance in {"supports", "states"}:
                doubted.setdefault(cite, claim)
            else:
                sound.add(cite)
    return {cite: claim for cite, claim in doubted.items() if cite not in sound}


@rule(
    "CLM108",
    message="the evidence of {slug!r} leads back to itself{through}",
    hint="cite a passage of a source",
)
def circular_claim(project: Project) -> Iterator[Finding]:
    """
    A claim's evidence leads to sources, and not only to claims that lead back to it.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: claims/heat, stance: supports, why: It says so.}
    ---
    The IPCC says that the air has warmed. [@claims/heat]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: claims/warming, stance: supports, why: It says so, and rests on measurements.}
    ---
    The IPCC says that the air has warmed. [@claims/warming]
    ```
    """
    sourced = _sourced(project.claims)
    for claim in written_claims(project):
        cited = [each.citation.claim for each in claim.evidence if each.citation.claim]
        if cited and claim.slug not in sourced:
            others = [slug for slug in dict.fromkeys(cited) if slug != claim.slug]
            through = f" through {', '.join(map(repr, others))}" if others else ""
            yield Finding(
                claim.places.get("evidence", claim.place), slug=claim.slug, through=through
            )


def _sourced(claims: Mapping[str, Claim]) -> set[str]:
    """The slugs of the claims whose evidence leads to a source, directly or by other claims."""
    sourced: set[str] = set()
    while True:
        found = {
            slug
            for slug, claim in claims.items()
            if slug not in sourced
            and any(
                each.citation.claim is None or each.citation.claim in sourced
                for each in claim.evidence
            )
        }
        if not found:
            return sourced
        sourced |= found


@rule(
    "CLM116",
    message="the article that is explained is not evidence: {cite} is listed as {stance!r}",
    hint="give it the stance 'states', and look at the verdict again",
)
def article_as_evidence(project: Project) -> Iterator[Finding]:
    """
    The article that a site explains only states what its claims say.

    Its source is the one with the address or the title that `docs/article.yml` has.

    ```yml bad docs/article.yml
    title: Warm
    URL: https://example.org/ipcc
    publisher: Example Times
    sentences:
      - fingerprint: 0123456789abcdef
        reason: It says what the article is about.
    ```

    ```yml good docs/article.yml
    title: Warm
    URL: https://example.org/warm
    publisher: Example Times
    sentences:
      - fingerprint: 0123456789abcdef
        reason: It says what the article is about.
    ```
    """
    for claim in written_claims(project):
        for exhibit in claim.evidence:
            source = project.sources.get(exhibit.citation.key)
            if source and exhibit.stance != "states" and is_article(project, source):
                yield Finding(exhibit.place, cite=shown(exhibit), stance=exhibit.stance)
