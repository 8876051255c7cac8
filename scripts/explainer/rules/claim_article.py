"""`CLM`: the claims of the article, and whether each of its sentences has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explainer.model import ArticleSentence, Project
from explainer.rules.claim_queries import similar_claim
from explainer.rules.registry import Finding, rule
from explainer.rules.unread import is_uncitable

STUB_TITLE = "To be written: "
"""The beginning of the titles of the stubs that `explainer new` writes."""


@rule(
    "CLM109",
    message="no claim covers this sentence of the article",
    hint="name the `claim` that does, or give the `reason` why none does",
    unknown_claim=(
        "unknown claim {slug!r}",
        "add docs/claims/{slug}.md, name {instead}, or give the `reason` why none covers it",
    ),
    claim_and_reason=(
        "the claim {slug!r} covers this sentence, and a reason says that none does",
        "keep the `claim` if it covers the sentence, or else the `reason`",
    ),
    not_listed=(
        "the claim {slug!r} does not list this sentence",
        "add {fingerprint} under `article` in {path}",
    ),
    unknown_sentence=(
        "the article has no sentence {fingerprint!r}",
        "copy the fingerprint from docs/article.yml, or remove it",
    ),
)
def article_sentence_not_covered(project: Project) -> Iterator[Finding]:
    """
    Every sentence of the article is covered by a claim, or `article.yml` says why none covers it.

    The claim lists the sentence's fingerprint under `article`, so that the two agree.

    ```yml bad docs/article.yml
    title: Warm
    URL: https://example.org/warm
    publisher: Example Times
    sentences:
      - fingerprint: 0123456789abcdef
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
    if not project.article:
        return
    listed = {
        fingerprint: place
        for claim in project.claims.values()
        for fingerprint, place in claim.article
    }
    for sentence in project.article.sentences:
        yield from _not_covered(project, sentence)
        listed.pop(sentence.fingerprint, None)
    path = project.article.place.path
    if any(invalid.place.path == path for invalid in project.invalid_claims):
        # A sentence of the article that could not be read may be the one.
        return
    for fingerprint, place in listed.items():
        yield Finding(place, "unknown_sentence", fingerprint=fingerprint)


def _not_covered(project: Project, sentence: ArticleSentence) -> Iterator[Finding]:
    """The finding, if there is any, that a sentence of the article has no claim that covers it."""
    place, slug, fingerprint = sentence.place, sentence.claim, sentence.fingerprint
    if slug is None:
        if not sentence.reason:
            yield Finding(place)
    elif slug in project.unread_claims or is_uncitable(slug, project.claims):
        return
    elif slug not in project.claims and any(it.claim == slug for it in project.citations()):
        # Reported once, where it is cited.
        return
    elif not (claim := project.claims.get(slug)):
        similar = similar_claim(project, slug)
        instead = repr(similar) if similar else "another claim"
        yield Finding(place, "unknown_claim", slug=slug, instead=instead)
    elif sentence.reason:
        yield Finding(place, "claim_and_reason", slug=slug)
    elif not claim.covers(fingerprint):
        path = claim.place.path
        yield Finding(place, "not_listed", slug=slug, fingerprint=fingerprint, path=path)


@rule(
    "CLM112",
    message="this claim is still a stub",
    hint="write what {sentence} claims, its verdict and its evidence, and take out `stub`; or, if"
    " it claims nothing, delete the page{and_why}",
    title=(
        "the title is still that of a stub",
        "say what the sentence of the article claims, in your own words",
    ),
)
def claim_not_written(project: Project) -> Iterator[Finding]:
    """
    Every claim is written: none is the stub that a new explainer begins with.

    A stub stands for one sentence of the article, and nothing else is asked of it. Whoever writes
    the claim gives it a title, a verdict and its evidence, and takes out `stub`.

    ```md bad docs/claims/heat.md
    ---
    title: Still to be written
    stub: yes
    ---
    This claim is not written yet. [@about]
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
      - {date: 2026-11-24, what: First published., verdict: reported}
    ---
    The IPCC says that the air has warmed. [@ipcc#warming]
    ```
    """
    sentences: dict[str, str] = {}
    numbers: Counter[str | None] = Counter()
    for sentence in project.article.sentences if project.article else ():
        numbers[sentence.section] += 1
        if sentence.claim is not None:
            where = f" of {sentence.section!r}" if sentence.section else ""
            name = f"sentence {numbers[sentence.section]}{where} ({sentence.fingerprint})"
            sentences.setdefault(sentence.claim, name)
    for claim in project.claims.values():
        if claim.stub:
            of_article = sentences.get(claim.slug)
            and_why = " and give the `reason` in docs/article.yml" if of_article else ""
            place = claim.places["stub"]
            yield Finding(place, sentence=of_article or "somebody", and_why=and_why)
        elif claim.title.startswith(STUB_TITLE):
            yield Finding(claim.places["title"], "title")
