"""`CLM`: claims, their verdicts, and the article that makes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from explainer import citations, evidence
from explainer.model import (
    CLAIMS,
    DOUBTED,
    FORECAST,
    PARTS,
    Citation,
    Claim,
    Exhibit,
    Place,
    Project,
    Source,
    is_label,
    nearest,
)
from explainer.rules.registry import Found, rule
from explainer.sources import url_identity

ENOUGH_ORIGINS = 2
"""How many origins have to agree where no primary source speaks at first hand."""

UNWRITTEN = "To be written: "
"""What the titles of the stubs begin with that a new explainer has."""


@rule("CLM101", message="{message}", hint="{hint}")
def claim_malformed(project: Project) -> Iterator[Found]:
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
        yield Found(invalid.place, message=invalid.message, hint=invalid.hint)


@rule("CLM102", message="unknown claim {slug!r}", hint="add docs/claims/{slug}.md{or_cite}")
def unknown_claim(project: Project) -> Iterator[Found]:
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
        if slug is not None and slug not in {*project.claims, *project.unread_claims}:
            close = _instead_of(project, slug)
            or_cite = f", or cite {f'claims/{close}'!r}" if close else ""
            yield Found(citation.place, slug=slug, or_cite=or_cite)


@rule(
    "CLM103",
    message="'supported' rests on {what}",
    hint="add evidence of another origin or a primary source that can know it, or change the"
    " verdict",
)
def supported_without_independent_sources(project: Project) -> Iterator[Found]:
    """
    A claim called supported rests on a primary source, or on two independent origins.

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
    for claim in _written(project):
        if claim.verdict == "supported":
            exhibits = claim.of_stance("supports")
            origins = _origins_of(project, claim)
            first_hand = any(_first_hand(project, each) for each in exhibits)
            if not first_hand and len(origins) < ENOUGH_ORIGINS:
                what = "nothing but pointers" if exhibits else "no evidence that supports it"
                yield Found(
                    _verdict(claim), what=f"one origin, {min(origins)!r}" if origins else what
                )


def _first_hand(project: Project, exhibit: Exhibit) -> bool:
    source = project.sources.get(exhibit.citation.key)
    return exhibit.first_hand and bool(
        source
        and source.tier == "primary"
        and not source.is_pointer
        and not _is_article(project, source)
    )


def _origins_of(project: Project, claim: Claim) -> set[str]:
    """The origins that what supports a claim rests on."""
    supports = claim.of_stance("supports")
    return {origin for each in supports for origin in _origins(project, each.citation)}


def _origins(project: Project, citation: Citation, seen: frozenset[str] = frozenset()) -> set[str]:
    """The origins that a citation rests on, those of a claim being those of what supports it."""
    if citation.claim is None:
        source = project.sources.get(citation.key)
        if source is None or source.is_pointer or _is_article(project, source):
            return set()
        return {(source.origin or source.key).casefold()}
    claim = project.claims.get(citation.claim)
    if not claim or claim.slug in seen:
        return set()
    seen |= {claim.slug}
    supports = claim.of_stance("supports")
    return {origin for each in supports for origin in _origins(project, each.citation, seen)}


def _written(project: Project) -> Iterator[Claim]:
    """The claims that are no stubs, of which nothing is asked but to write them."""
    return (claim for claim in project.claims.values() if not claim.stub)


def _verdict(claim: Claim) -> Place:
    return claim.places.get("verdict", claim.place)


@rule(
    "CLM104",
    message="'disputed' lists nothing that {lacking} it",
    hint="add the other side's evidence, or change the verdict",
)
def disputed_without_both_sides(project: Project) -> Iterator[Found]:
    """
    A claim called disputed shows evidence that supports it and evidence that contradicts it.

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
    for claim in _written(project):
        if claim.verdict == "disputed":
            for stance in ("supports", "contradicts"):
                if not claim.of_stance(stance):
                    yield Found(_verdict(claim), lacking=stance)


@rule(
    "CLM105",
    message="'contradicted' lists nothing that contradicts it",
    hint="add the evidence against it, or change the verdict",
)
def contradicted_without_contradiction(project: Project) -> Iterator[Found]:
    """
    A claim called contradicted shows evidence that contradicts it.

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
    for claim in _written(project):
        if claim.verdict == "contradicted" and not claim.of_stance("contradicts"):
            yield Found(_verdict(claim))


@rule(
    "CLM106",
    message="the page never cites its evidence {cite!r}",
    hint="say what it shows in a sentence with [@{cite}], or take it off the list",
)
def evidence_not_discussed(project: Project) -> Iterator[Found]:
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
    for claim in _written(project):
        page = pages.get(claim.place.path)
        cited = {(each.key, each.passage) for each in page.citations} if page else set()
        for exhibit in claim.evidence:
            key, passage = exhibit.citation.key, exhibit.citation.passage
            source = project.sources.get(key)
            # What does not exist is told by the rule on that.
            unknown = passage and not (source and source.passage(passage))
            if page and (key, passage) not in cited and not unknown:
                yield Found(exhibit.place, cite=_cited(exhibit))


@rule(
    "CLM107",
    message="stated as fact, and {slug!r} is {verdict}",
    hint="say who says so, hedge it, or cite what is established",
)
def stated_as_fact(project: Project) -> Iterator[Found]:
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
            for citation in sentence.backing:
                claim = project.claims.get(citation.claim) if citation.claim is not None else None
                if citation.claim is None and "about" not in sentence.labels:
                    claim = doubted.get((citation.key, citation.passage))
                if claim and claim.verdict in DOUBTED and not evidence.hedged(sentence.text):
                    verdict = "a forecast" if claim.verdict == FORECAST else claim.verdict
                    yield Found(sentence.place, slug=claim.slug, verdict=verdict)
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
def circular_claim(project: Project) -> Iterator[Found]:
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
    grounded = _grounded(project.claims)
    for claim in _written(project):
        cited = [each.citation.claim for each in claim.evidence if each.citation.claim]
        if cited and claim.slug not in grounded:
            others = [slug for slug in dict.fromkeys(cited) if slug != claim.slug]
            through = f" through {', '.join(map(repr, others))}" if others else ""
            yield Found(claim.places.get("evidence", claim.place), slug=claim.slug, through=through)


def _grounded(claims: Mapping[str, Claim]) -> set[str]:
    """The claims that rest on a source in the end."""
    grounded: set[str] = set()
    while True:
        found = {
            slug
            for slug, claim in claims.items()
            if slug not in grounded
            and any(
                each.citation.claim is None or each.citation.claim in grounded
                for each in claim.evidence
            )
        }
        if not found:
            return grounded
        grounded |= found


@rule("CLM109", message="{message}", hint="{hint}")
def article_sentence_not_covered(project: Project) -> Iterator[Found]:
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
        fault = _fault(project, sentence.fingerprint, sentence.claim, sentence.reason)
        if fault:
            yield Found(sentence.place, message=fault[0], hint=fault[1])
        listed.pop(sentence.fingerprint, None)
    for fingerprint, place in listed.items():
        message = f"the article has no sentence {fingerprint!r}"
        yield Found(place, message=message, hint="take it from docs/article.yml, or leave it out")


@rule("CLM111", message="there is no page {section!r}", hint="add it, or name {instead}")
def section_without_page(project: Project) -> Iterator[Found]:
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
    for claim in _written(project):
        docs = claim.place.path.removesuffix(f"{claim.key}.md")
        pages = [page.path.removeprefix(docs) for page in project.pages]
        if claim.section is not None and claim.section not in pages:
            slugs = {*project.claims, *project.unread_claims}
            claims = {f"{CLAIMS}{slug}.md" for slug in slugs}
            others = [page for page in pages if page not in claims]
            close = nearest(claim.section, others)
            instead = repr(close) if close else "another one"
            yield Found(claim.places["section"], section=claim.section, instead=instead)


def _instead_of(project: Project, slug: str) -> str | None:
    """The claim that an unknown slug may mean: one that covers its sentences, or a like name."""
    listed = project.article.sentences if project.article else ()
    sentences = [each.fingerprint for each in listed if each.claim == slug]
    covering = (c.slug for c in project.claims.values() if any(map(c.lists, sentences)))
    return next(covering, None) or nearest(slug, project.claims)


def _fault(
    project: Project, fingerprint: str, slug: str | None, reason: str | None
) -> tuple[str, str] | None:
    if slug is None:
        message = "no claim covers this sentence of the article"
        hint = "name the `claim` that does, or give the `reason` why none does"
        return None if reason else (message, hint)
    if slug in project.unread_claims:
        return None
    claim = project.claims.get(slug)
    if not claim:
        close = _instead_of(project, slug)
        name = repr(close) if close else "another claim"
        hint = f"add docs/claims/{slug}.md, name {name}, or give the `reason` why none covers it"
        return f"unknown claim {slug!r}", hint
    if reason:
        hint = "keep the `claim` if it covers the sentence, or else the `reason`"
        return f"the claim {slug!r} covers this sentence, and a reason says that none does", hint
    if not claim.lists(fingerprint):
        hint = f"add {fingerprint} under `article` in {claim.place.path}"
        return f"the claim {slug!r} does not list this sentence", hint
    return None


@rule(
    "CLM110",
    message="no change records the verdict {verdict!r}{instead}",
    hint="add an entry at the end of `changes`: the `date`, `what` changed and why, and"
    " `verdict: {verdict}`",
)
def verdict_not_recorded(project: Project) -> Iterator[Found]:
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
    for claim in _written(project):
        recorded = claim.history[-1].verdict if claim.history else ""
        if claim.verdict and claim.verdict != recorded:
            instead = f"; the last one has {recorded!r}" if recorded else ""
            yield Found(_verdict(claim), verdict=claim.verdict, instead=instead)


@rule(
    "CLM112",
    message="{fault}",
    hint="{hint}",
)
def claim_not_written(project: Project) -> Iterator[Found]:
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
            sentence_of = sentences.get(claim.slug)
            and_why = " and give the `reason` in docs/article.yml" if sentence_of else ""
            hint = (
                f"write what {sentence_of or 'somebody'} claims, its verdict and its evidence, and"
                f" take out `stub`; or, if it claims nothing, delete the page{and_why}"
            )
            yield Found(claim.places["stub"], fault="this claim is still a stub", hint=hint)
        elif claim.title.startswith(UNWRITTEN):
            fault = "the title is still that of a stub"
            hint = "say what the sentence of the article claims, in words of yours"
            yield Found(claim.places["title"], fault=fault, hint=hint)


@rule("CLM113", message="{fault}", hint="{hint}")
def partly_supported_without_parts(project: Project) -> Iterator[Found]:
    """
    A claim called partly supported says which part holds, and which goes beyond the evidence.

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
    for claim in _written(project):
        if claim.verdict == "partly-supported":
            missing = [name for name in PARTS if name not in claim.places]
            if missing:
                lacking = " and ".join(says[name] for name in missing)
                fault = f"'partly-supported' does not say {lacking}"
                names = " and ".join(f"`{name}`" for name in missing)
                hint = f"say it in a sentence with its citation, as {names}, or change the verdict"
                yield Found(_verdict(claim), fault=fault, hint=hint)
            if claim.holds and _only_labels(claim.holds):
                fault = "what holds rests on a label alone"
                hint = "cite a source in `holds`, or change the verdict"
                yield Found(claim.places["holds"], fault=fault, hint=hint)
        elif claim.verdict:
            for name in filter(claim.places.__contains__, PARTS):
                fault = f"{claim.verdict!r} has {name!r}, which only 'partly-supported' has"
                hint = "take it out, or change the verdict"
                yield Found(claim.places[name], fault=fault, hint=hint)


def _only_labels(text: str) -> bool:
    """Whether a text cites labels and nothing else; that it cites nothing is for another rule."""
    items = [item for group in citations.find(text) for item in group.items]
    return bool(items) and all(is_label(item.key, item.passage) for item in items)


@rule("CLM114", message="'reported' {fault}", hint="{hint}")
def reported_without_one_origin(project: Project) -> Iterator[Found]:
    """
    A claim called reported is supported by one origin, and nothing contradicts it.

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
    for claim in _written(project):
        if claim.verdict != "reported":
            continue
        origins = sorted(_origins_of(project, claim))
        against = claim.of_stance("contradicts")
        if not origins:
            fault = "lists nothing that could carry it"
            hint = "add the evidence of the one that reports it, or call it unverified"
            yield Found(_verdict(claim), fault=fault, hint=hint)
        elif len(origins) > 1:
            fault = f"rests on {len(origins)} origins: {', '.join(map(repr, origins))}"
            hint = (
                "call it supported if they do not depend on each other; where one passes on the"
                " other's report, give both sources the same `origin`"
            )
            yield Found(_verdict(claim), fault=fault, hint=hint)
        if not all(project.is_of_pointer(each.citation) for each in against):
            fault = "lists evidence that contradicts it"
            hint = "call it disputed or contradicted, or partly supported if a part of it holds"
            yield Found(_verdict(claim), fault=fault, hint=hint)


@rule(
    "CLM115",
    message="'unverified' lists evidence that supports it: {cite}",
    hint="call it reported, or give what shows no evidence the stance 'states'",
)
def unverified_with_evidence(project: Project) -> Iterator[Found]:
    """
    A claim called unverified lists nothing that could carry it.

    What only states the claim could not, nor could a source whose `reliance` is `pointer`.

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
    for claim in _written(project):
        if claim.verdict == "unverified":
            for exhibit in claim.of_stance("supports"):
                if _origins(project, exhibit.citation):
                    yield Found(_verdict(claim), cite=_cited(exhibit))
                    break


def _cited(exhibit: Exhibit) -> str:
    key, passage = exhibit.citation.key, exhibit.citation.passage
    return f"{key}#{passage}" if passage else key


@rule(
    "CLM116",
    message="the article that is explained is no evidence: {cite} is listed as {stance!r}",
    hint="give it the stance 'states', and look at the verdict again",
)
def article_as_evidence(project: Project) -> Iterator[Found]:
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
    for claim in _written(project):
        for exhibit in claim.evidence:
            source = project.sources.get(exhibit.citation.key)
            if source and exhibit.stance != "states" and _is_article(project, source):
                yield Found(exhibit.place, cite=_cited(exhibit), stance=exhibit.stance)


def _is_article(project: Project, source: Source) -> bool:
    """Whether a source is the article itself, by its address or its title."""
    article = project.article
    if not article:
        return False
    if article.url and source.url and url_identity(article.url) == url_identity(source.url):
        return True
    return bool(article.title) and _folded(article.title or "") == _folded(source.title)


def _folded(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")


@rule("CLM117", message="{fault}", hint="{hint}")
def forecast_without_test(project: Project) -> Iterator[Found]:
    """
    A forecast says what would show it, as `shown_by`; it is not graded.

    No other verdict says so: what has a grade was shown, or was not.

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
    for claim in _written(project):
        if claim.verdict == FORECAST and "shown_by" not in claim.places:
            fault = "'forecast' does not say what would show it"
            hint = "say it as `shown_by`, or change the verdict"
            yield Found(_verdict(claim), fault=fault, hint=hint)
        elif claim.verdict not in {"", FORECAST} and "shown_by" in claim.places:
            fault = f"{claim.verdict!r} has 'shown_by', which only a forecast has"
            hint = "take it out, or change the verdict"
            yield Found(claim.places["shown_by"], fault=fault, hint=hint)
