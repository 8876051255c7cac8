"""
A page for each source: what the site takes from it, where it is cited and how it was read.

The builder makes one page with all sources, whole; here each gets a page of its own below it, and
that page becomes an index that loads at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from explainer.markdown.source_html import (
    anchor,
    claim_badge,
    passage_line,
    source_line,
    title_language,
)
from explainer.postbuild.page_days import last_checked
from explainer.postbuild.page_shell import PageContent, PageShell
from explainer.postbuild.page_text import title_of
from explainer.postbuild.site_words import option_of, site_words
from explainer.postbuild.source_index import Listed, index_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from explainer.markdown.translations import Translations
    from explainer.model import Claim, EvidenceItem, Page, Source
    from explainer.postbuild.built_site import BuiltPage, BuiltSite


class Use(NamedTuple):
    """A sentence that cites a source: its text, and the URL of the citation from the site's."""

    page: BuiltPage
    text: str
    url: str


class _Context(NamedTuple):
    """
    What a source's page needs besides it: the page, its title, and the words.

    `checked` is the last day on which a page that cites it was checked (ISO 8601), or empty.
    """

    page: BuiltPage
    title: str
    words: Translations
    checked: str


def add_source_pages(site: BuiltSite) -> None:
    """
    Add the pages of the sources, make the page that lists them an index, and lead links to them.

    A site without that page, or whose page has a source that is none of the project's, is left as
    it is.
    """
    index = bibliography_of(site)
    if index is None or index.tree.css_first(".explainer-sources") is None:
        return
    words = site_words(site.settings)
    shell = PageShell(index, site.project.site_name)
    new = {key: shell.page(source_path(index, key)) for key in sorted(site.project.sources)}
    urls = {key: page.url for key, page in new.items()}
    uses, evidence = _uses(site), _evidence(site)
    _link_to_pages(site, index, urls)
    titles = Counter(source.title for source in site.project.sources.values())
    days = _days(site)
    for key, page in new.items():
        if page.path not in site.pages:
            source = site.project.sources[key]
            named = source.title if titles[source.title] == 1 else f"{source.title} ({key})"
            checked = max((days[use.page.path] for use in uses[key]), default="")
            context = _Context(page, named, words, checked)
            shell.fill(page, _content(source, context, uses[key], evidence[key]))
            site.pages[page.path] = page
    block = index.tree.css_first(".explainer-sources")
    assert block is not None
    listed = {
        key: Listed(index.relative(urls[key]), len(uses[key])) for key in site.project.sources
    }
    block.inner_html = index_html(site.project.sources.values(), words, listed)


def _days(site: BuiltSite) -> dict[str, str]:
    """The day on which each page was last checked, by its path; empty where none is known."""
    checked = {page.path: (page, site.checked_page(page)) for page in site.pages.values()}
    return {
        path: last_checked(site, page, found) for path, (page, found) in checked.items() if found
    }


def bibliography_of(site: BuiltSite) -> BuiltPage | None:
    """The page that lists all sources, if there is one."""
    return site.page_of(option_of(site.settings, "bibliography"))


def source_path(index: BuiltPage, key: str) -> str:
    """The path of a source's page, one folder below the page that lists all."""
    folder = index.path.removesuffix("index.html")
    if folder != index.path:
        return f"{folder}{anchor(key)}/index.html"
    return f"{folder.removesuffix('.html')}/{anchor(key)}.html"


def _link_to_pages(site: BuiltSite, index: BuiltPage, urls: Mapping[str, str]) -> None:
    """Lead what leads to an entry of the list to the page of that source."""
    targets = {anchor(key): url for key, url in urls.items()}
    for page in site.pages.values():
        prefix = page.relative(index.url)
        for link in page.tree.css('a[href*="#"]'):
            path, _, fragment = (link.attributes.get("href") or "").partition("#")
            if path == prefix and fragment in targets:
                link.attrs["href"] = page.relative(targets[fragment])


def _uses(site: BuiltSite) -> defaultdict[str, list[Use]]:
    """The sentences that cite each source, by its key, in the order of the pages."""
    fragments: dict[str, str] = {}
    for key, source in site.project.sources.items():
        fragments[f"#fn:{anchor(key)}"] = key
        fragments |= {f"#fn:{anchor(key, each.slug)}": key for each in source.passages}
    found: defaultdict[str, list[Use]] = defaultdict(list)
    for page in site.pages.values():
        checked = site.checked_page(page) if page.source else None
        if checked is None:
            continue
        places: defaultdict[str, list[str]] = defaultdict(list)
        for number in page.tree.css("sup[id] > a.footnote-ref"):
            key_of = fragments.get(number.attributes.get("href") or "")
            parent = number.parent
            if key_of and parent is not None:
                places[key_of].append(parent.id or "")
        for key, texts in _texts(checked).items():
            ids = places.get(key, [])
            # Where the page shows a citation again, as a table and a picture do, they differ.
            exact = len(ids) == len(texts)
            for position, text in enumerate(dict.fromkeys(texts)):
                first = texts.index(text) if exact else position
                at = f"#{ids[first]}" if first < len(ids) else ""
                found[key].append(Use(page, text, f"{page.url}{at}"))
    return found


def _texts(page: Page) -> dict[str, list[str]]:
    """The sentences of a page that cite each key, once for each citation."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sentence in page.sentences:
        for citation in sentence.effective_citations:
            found[citation.key].append(sentence.text)
    return found


def _evidence(site: BuiltSite) -> defaultdict[str, list[tuple[Claim, BuiltPage, EvidenceItem]]]:
    """The claims with each source in their evidence, with the first item that has it."""
    found: defaultdict[str, list[tuple[Claim, BuiltPage, EvidenceItem]]] = defaultdict(list)
    for claim, page in site.claim_pages():
        for item in {each.citation.key: each for each in reversed(claim.evidence)}.values():
            found[item.citation.key].append((claim, page, item))
    return found


def _content(
    source: Source,
    context: _Context,
    uses: list[Use],
    evidence: list[tuple[Claim, BuiltPage, EvidenceItem]],
) -> PageContent:
    page, words = context.page, context.words
    sections = [
        ("taken", _taken(source, words)),
        ("cited", _cited(page, uses) + _checked(context)),
        ("evidence", _claims(page, evidence, words)),
        ("read", _read(source, words)),
    ]
    shown = [(name, words.translate("source", name), html) for name, html in sections if html]
    lang = title_language(source)
    html = (
        '<div class="explainer-source-page">'
        f'<h1 id="{anchor(source.key)}"{lang}>{escape(source.title)}</h1>'
        f"<p>{source_line(source, words, None, titled=False)}</p>{_links(source, words)}"
        + "".join(f'<h2 id="{name}">{escape(title)}</h2>{part}' for name, title, part in shown)
        + "</div>"
    )
    facts = " ".join(each.fact for each in source.passages)
    venue = ", ".join(filter(None, [source.venue, source.issued]))
    description = facts or venue or source.title
    return PageContent(context.title, description, html, tuple((n, t) for n, t, _ in shown))


def _links(source: Source, words: Translations) -> str:
    links = [
        f'<a class="explainer-button" href="{escape(url)}">{escape(words.translate(*name))}</a>'
        for url, name in ((source.url, ("source", "open")), (source.archive, ("archive",)))
        if url
    ]
    return f'<p class="explainer-open">{" ".join(links)}</p>' if links else ""


def _taken(source: Source, words: Translations) -> str:
    passages = [f"<li>{passage_line(source, each, words)}</li>" for each in source.passages]
    return f"<ul>{''.join(passages)}</ul>" if passages else ""


def _cited(page: BuiltPage, uses: list[Use]) -> str:
    by_page: dict[str, list[Use]] = {}
    for use in uses:
        by_page.setdefault(use.page.path, []).append(use)
    return f"<ul>{''.join(_cited_on(page, each) for each in by_page.values())}</ul>" if uses else ""


def _checked(context: _Context) -> str:
    """The day on which the pages that cite it were last checked."""
    if not context.checked:
        return ""
    date = escape(context.words.date(context.checked))
    shown = f'<time datetime="{escape(context.checked)}">{date}</time>'
    said = escape(context.words.translate("source", "checked_on", date="{date}"))
    return f"<p><small>{said.replace('{date}', shown)}</small></p>"


def _cited_on(page: BuiltPage, uses: list[Use]) -> str:
    cited = uses[0].page
    sentences = "".join(
        f'<li><a href="{escape(page.relative(use.url))}">{escape(use.text)}</a></li>'
        for use in uses
    )
    title = escape(title_of(cited))
    href = escape(page.relative(cited.url))
    return f'<li><a class="explainer-title" href="{href}">{title}</a><ul>{sentences}</ul></li>'


def _claims(
    page: BuiltPage, evidence: list[tuple[Claim, BuiltPage, EvidenceItem]], words: Translations
) -> str:
    lines = list(_claim_lines(page, evidence, words))
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _claim_lines(
    page: BuiltPage, evidence: list[tuple[Claim, BuiltPage, EvidenceItem]], words: Translations
) -> Iterator[str]:
    for claim, its_page, item in evidence:
        href = escape(page.relative(its_page.url))
        title = escape(claim.title)
        stance = escape(words.translate("stance", item.stance))
        yield (
            f'<li><a class="explainer-title" href="{href}">{title}</a> {claim_badge(claim, words)}'
            f" {stance}. {escape(item.why)}</li>"
        )


def _read(source: Source, words: Translations) -> str:
    how = source.seen and words.translate("seen_as", source.seen)
    details = {
        "seen": "; ".join(filter(None, [how, source.seen_detail])),
        "was_checked": source.checked and words.translate("checked", source.checked),
        "translated_by": source.translated_by,
        "relays": source.relays,
        "origin": source.origin,
        "note": source.note,
    }
    lines = [
        f"<dt>{escape(words.translate(name))}</dt><dd>{escape(text)}</dd>"
        for name, text in details.items()
        if text
    ]
    return f"<dl>{''.join(lines)}</dl>" if lines else ""
