"""`CLM`: the fields of a claim's page, and references to claims."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import CLAIM_PREFIX, Project, nearest
from explainer.rules.claim_queries import similar_claim, written_claims
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import is_uncitable


@rule(
    "CLM101",
    message="{field!r} cannot be {value!r}",
    hint="{guidance} One of: {values}",
)
def claim_malformed(project: Project) -> Iterator[Finding]:
    """
    A claim's front matter and the article's file hold what they need, in the form it is asked for.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: mostly true
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
    verdict: reported
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: supports, why: It measured it.}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    for invalid in project.invalid_claims:
        yield Finding(invalid.place, message=invalid.message, hint=invalid.hint)


@rule(
    "CLM102",
    message="unknown claim {slug!r}",
    hint="add docs/claims/{slug}.md",
    similar=("unknown claim {slug!r}", "cite {close!r}, or add docs/claims/{slug}.md"),
    misplaced=("unknown claim {slug!r}", "{how} {path} to docs/claims/{slug}.md"),
)
def unknown_claim(project: Project) -> Iterator[Finding]:
    """
    A citation of a claim names one that exists.

    ```md bad
    The air has warmed. [@claims/warmth]
    ```

    ```md good
    The air has warmed. [@claims/warming]
    ```
    """
    for citation in project.citations():
        slug = citation.claim
        known = {*project.claims, *project.unread_claims}
        if slug is None or slug in known or is_uncitable(slug, known):
            continue
        if path := project.misplaced.get(citation.key):
            how = "rename" if path.startswith("docs/claims/") else "move"
            yield Finding(citation.place, "misplaced", slug=slug, cause=slug, how=how, path=path)
        else:
            close = similar_claim(project, slug)
            values = {"close": f"claims/{close}"} if close else {}
            variant = "similar" if close else ""
            yield Finding(citation.place, variant, slug=slug, cause=slug, **values)


@rule("CLM111", message="there is no page {section!r}", hint="add it, or name {instead}")
def section_without_page(project: Project) -> Iterator[Finding]:
    """
    The section that a claim belongs to is a page of the site.

    ```md bad docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: unverified
    section: claims/heart.md
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: context, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```

    ```md good docs/claims/heat.md
    ---
    title: The air has warmed.
    verdict: unverified
    section: claims/heat.md
    as_of: 2026-11-24
    review_after: 2027-11-24
    evidence:
      - {cite: ipcc#warming, stance: context, why: It measured it.}
    ---
    The air has warmed. [@ipcc#warming]
    ```
    """
    for claim in written_claims(project):
        docs = claim.place.path.removesuffix(f"{claim.key}.md")
        pages = [page.path.removeprefix(docs) for page in project.pages]
        if claim.section is not None and claim.section not in pages:
            slugs = {*project.claims, *project.unread_claims}
            claims = {f"{CLAIM_PREFIX}{slug}.md" for slug in slugs}
            others = [page for page in pages if page not in claims]
            close = nearest(claim.section, others)
            instead = repr(close) if close else "another one"
            yield Finding(claim.places["section"], section=claim.section, instead=instead)
