"""The line at the head of a page: when it was checked, what it rests on, how long it takes."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from explainer.model import CLAIM_PREFIX
from explainer.postbuild.page_days import citations_of, last_checked
from explainer.postbuild.page_edits import escaped, insert_html
from explainer.postbuild.page_text import titled_articles
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode

    from explainer.markdown.translations import Translations
    from explainer.model import Page, Project
    from explainer.postbuild.built_site import BuiltSite

_WORDS_A_MINUTE = 230
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


def evidence_of(page: Page, project: Project) -> Evidence:
    """
    What the sentences of a page rest on: all that they cite themselves.

    Sources that share an origin count as one, as they do for verdicts.
    """
    cited = citations_of(page)
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
