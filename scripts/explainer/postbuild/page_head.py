"""The line at the head of a page: when it was checked, what it rests on, how long it takes."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.data import DATA_FILES, read_data
from explainer.markdown.as_of import AS_OF_ATTRIBUTE
from explainer.model import CLAIM_PREFIX
from explainer.postbuild.page_edits import escaped, insert_html
from explainer.postbuild.page_text import titled_articles
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from explainer.markdown.translations import Translations
    from explainer.model import Citation, Page, Project
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_WORDS_A_MINUTE = 230
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Two characters of a script without spaces take about as long as a word.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Evidence(NamedTuple):
    """How many sentences of a page cite something, and how many sources, origins and claims."""

    sentences: int
    sources: int
    origins: int
    claims: int


def add_page_heads(site: BuiltSite) -> None:
    """Add the line below the title of each page with a sentence that cites something."""
    translations = site_words(site.settings)
    for page, _, title in titled_articles(site):
        checked = site.checked_page(page)
        evidence = evidence_of(checked, site.project) if checked else None
        if checked and evidence and evidence.sentences:
            # The line of a verdict says its day.
            told = title.parent is not None and title.parent.css_first(".explainer-standing")
            parts = [
                "" if told else _checked_html(last_checked(site, page, checked), translations),
                escaped(_rests(evidence, translations)),
                escaped(translations.count("minute", _minutes(checked))),
            ]
            html = "".join(f"<span>{part}</span> " for part in parts if part)
            line = f'<p class="explainer-page-head" data-search-exclude="">{html.rstrip()}</p>'
            insert_html(_above(title), line)


def last_checked(site: BuiltSite, page: BuiltPage, checked: Page) -> str:
    """
    The day on which a page was last checked (ISO 8601); empty where nothing states one.

    For the page of a claim it is the day of its verdict. Else it is the newest of the days that the
    page itself states (of its sections, and of the data files that it shows); where it states none,
    the newest verdict of the claims that it cites; and where it cites none, the newest day on which
    a source that it cites was read or opened.
    """
    project = site.project
    own = next((claim for claim, built in site.claim_pages() if built is page), None)
    if own:
        return own.as_of or ""
    cited = _citations(checked)
    claims = [project.claims[c.claim] for c in cited if c.claim and c.claim in project.claims]
    sources = [project.sources[c.key] for c in cited if c.key in project.sources]
    for days in (
        [*_stated_in_headings(page), *_stated_in_data(site, checked)],
        [claim.as_of for claim in claims],
        [day for source in sources for day in (source.read, source.accessed)],
    ):
        known = [day for day in days if day and _DAY.fullmatch(day)]
        if known:
            return max(known)
    return ""


def evidence_of(page: Page, project: Project) -> Evidence:
    """
    What the sentences of a page rest on: all that they cite themselves.

    Sources that share an origin count as one, as they do for verdicts.
    """
    cited = _citations(page)
    sources = {each.key for each in cited if each.key in project.sources}
    origins = {
        (project.sources[key].origin or key).casefold()
        for key in sources
        if not project.sources[key].is_pointer
    }
    claims = {each.claim for each in cited if each.claim in project.claims}
    known = sources | {f"{CLAIM_PREFIX}{slug}" for slug in claims}
    sentences = sum(
        any(each.key in known for each in sentence.effective_citations)
        for sentence in page.sentences
    )
    return Evidence(sentences, len(sources), len(origins), len(claims))


def _citations(page: Page) -> list[Citation]:
    return [
        each
        for sentence in page.sentences
        for each in sentence.effective_citations
        if each.label is None
    ]


def _rests(evidence: Evidence, translations: Translations) -> str:
    counts = zip(("sentence", "source", "origin", "claim"), evidence, strict=True)
    texts = {f"{name}s": translations.count(name, count) for name, count in counts}
    form = "rests_with_claims" if evidence.claims else "rests"
    return translations.translate("page", form if evidence.sources else "rests_on_claims", **texts)


def _checked_html(day: str, translations: Translations) -> str:
    if not day:
        return ""
    date = f'<time datetime="{day}">{escaped(translations.date(day))}</time>'
    return escaped(translations.translate("page", "checked", date="\0")).replace("\0", date)


def _minutes(page: Page) -> int:
    """How long reading takes, in whole minutes and at least one."""
    return max(1, math.ceil(sum(_words(each.text) for each in page.sentences) / _WORDS_A_MINUTE))


def _words(text: str) -> float:
    return len(_UNSPACED.sub(" ", text).split()) + len(_UNSPACED.findall(text)) / 2


def _stated_in_headings(page: BuiltPage) -> Iterator[str | None]:
    for heading in page.tree.css(f"article [{AS_OF_ATTRIBUTE}]"):
        yield heading.attributes.get(AS_OF_ATTRIBUTE)


def _stated_in_data(site: BuiltSite, checked: Page) -> Iterator[str | None]:
    for block in checked.data_blocks:
        name, _, which = (part.strip() for part in block.partition("|"))
        data = next((each for each in DATA_FILES if each.name == name), None)
        record = read_data(site.settings.docs_dir, data, which) if data else None
        if record:
            yield record.values.get("as_of")


def _above(title: LexborNode) -> LexborNode:
    """What the line stands below: the title, or the verdict and the date that follow it."""
    place = title
    for following in _elements_after(title):
        if not {"explainer-standing", "explainer-as-of"} & set(_classes(following)):
            break
        place = following
    return place


def _elements_after(node: LexborNode) -> Iterable[LexborNode]:
    following = node.next
    while following is not None:
        if following.tag and not following.tag.startswith("-"):
            yield following
        following = following.next


def _classes(node: LexborNode) -> list[str]:
    return (node.attributes.get("class") or "").split()
