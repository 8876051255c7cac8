"""The ways on from the page of a claim: its section, related claims, the one before, the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer.markdown.source_html import claim_badge
from explainer.model import ALL_VERDICTS
from explainer.postbuild.page_edits import append_html, escaped, insert_html
from explainer.postbuild.page_text import title_of
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from explainer.markdown.translations import Translations
    from explainer.model import Claim, Project
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_MOST = 5
"""The most related claims that a page lists."""


def add_claim_links(site: BuiltSite) -> None:
    """Add both to the page of each claim: related claims before the references, then the turn."""
    translations = site_words(site.settings)
    pages = {claim.slug: (claim, page) for claim, page in site.claim_pages() if not claim.stub}
    order = _ledger_order(site.project, set(pages))
    for index, slug in enumerate(order):
        claim, page = pages[slug]
        article = page.tree.css_first("article")
        if article is None:
            continue
        related = [pages[each] for each in related_claims(claim, site.project, set(pages))]
        html = _related_html(site, claim, page, related, translations)
        references = page.tree.css_first("article #references")
        if html and references is not None:
            insert_html(references, html, before=True)
        elif html:
            append_html(article, html)
        before = pages[order[index - 1]] if index else None
        after = pages[order[index + 1]] if index + 1 < len(order) else None
        turn = _turn_html(page, before, after, translations)
        if turn:
            append_html(article, turn)


def related_claims(claim: Claim, project: Project, among: set[str]) -> list[str]:
    """
    The slugs of the claims that are nearest to one, the nearest first.

    Nearest are those with the most sources in common among their evidence, then those of its
    section; others are not related.
    """
    own = _sources(claim)

    def nearness(slug: str) -> tuple[int, bool]:
        other = project.claims[slug]
        section = claim.section is not None and other.section == claim.section
        return len(own & _sources(other)), section

    found = {slug: nearness(slug) for slug in sorted(among - {claim.slug})}
    related = [slug for slug, near in found.items() if any(near)]
    related.sort(key=lambda slug: found[slug], reverse=True)
    return related[:_MOST]


def _sources(claim: Claim) -> set[str]:
    """The keys of all that a claim's evidence cites."""
    return {item.citation.key for item in claim.evidence}


def _ledger_order(project: Project, among: set[str]) -> list[str]:
    """The slugs of claims as the ledger lists them: by verdict, then by title."""
    verdicts = {verdict: index for index, verdict in enumerate(ALL_VERDICTS)}

    def place(slug: str) -> tuple[int, str, str]:
        claim = project.claims[slug]
        return verdicts.get(claim.verdict, len(verdicts)), claim.title.casefold(), slug

    return sorted(among, key=place)


def _related_html(
    site: BuiltSite,
    claim: Claim,
    page: BuiltPage,
    related: list[tuple[Claim, BuiltPage]],
    translations: Translations,
) -> str:
    section = site.page_of(claim.section) if claim.section else None
    parts = []
    if section:
        link = f'<a href="{page.relative(section.url)}">{escaped(title_of(section))}</a>'
        part = escaped(translations.translate("page", "section", title="\0")).replace("\0", link)
        parts.append(f"<p>{part}</p>")
    if related:
        items = "".join(
            f'<li><a href="{page.relative(built.url)}">{escaped(other.title)}</a>'
            f" {claim_badge(other, translations)}</li>"
            for other, built in related
        )
        parts.append(f"<ul>{items}</ul>")
    if not parts:
        return ""
    heading = escaped(translations.translate("page", "related"))
    return (
        '<section class="explainer-related" aria-labelledby="related-claims"'
        ' data-search-exclude="">'
        f'<h2 id="related-claims">{heading}</h2>{"".join(parts)}</section>'
    )


def _turn_html(
    page: BuiltPage,
    before: tuple[Claim, BuiltPage] | None,
    after: tuple[Claim, BuiltPage] | None,
    translations: Translations,
) -> str:
    links = []
    for name, rel, found in (("previous", "prev", before), ("next", "next", after)):
        if found:
            claim, built = found
            label = escaped(translations.translate("page", name))
            links.append(
                f'<a rel="{rel}" href="{page.relative(built.url)}"><small>{label}</small> '
                f"{escaped(claim.title)}</a>"
            )
    if not links:
        return ""
    label = escaped(translations.translate("page", "turn"))
    return (
        f'<nav class="explainer-turn" aria-label="{label}" data-search-exclude="">'
        f"{''.join(links)}</nav>"
    )
