"""One run: check the external links of a site, compare with earlier runs, find archived copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model import ExternalLink, ExternalLinks
from explainer.web.collector import (
    LinkOccurrence,
    collect_links,
    escape_for_markdown,
    quotations,
    split_fragment,
    url_checks,
)
from explainer.web.concurrency import check_urls
from explainer.web.run_history import DeadUrl, update_history
from explainer.web.url_checker import UrlCheck, UrlResult
from explainer.web.verdicts import ALIVE, DEAD, WORDS_GONE
from explainer.web.wayback import find_archived

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from explainer.model import Place, Source, Waiver
    from explainer.web.request_policy import RequestPolicy


class RunResult(NamedTuple):
    """What the rules check, the result of each URL, and the dead URLs for the next run."""

    external_links: ExternalLinks
    results: dict[str, UrlResult]
    dead_urls: dict[str, DeadUrl]


def check_external_links(  # noqa: PLR0913  (the inputs of a run)
    links: Iterable[tuple[str, Place]],
    sources: Iterable[Source],
    policy: RequestPolicy,
    *,
    history: Mapping[str, DeadUrl],
    now: dt.datetime,
    waivers: tuple[Waiver, ...] = (),
    start_progress: Callable[[int], Callable[[], object]] = lambda _count: lambda: None,
) -> RunResult:
    """
    Check the external links of pages, and the URLs of sources.

    `history` are the dead URLs of earlier runs. `start_progress` is called with the number of
    URLs, and returns a function that is called after each.
    """
    collected = collect_links(links, sources)
    checks = list(url_checks(collected))
    results = check_urls(checks, policy, start_progress(len(checks)))
    dead_urls = update_history(history, results.values(), now)
    lost = [
        link
        for link in collected
        if results[link.url].verdict == WORDS_GONE
        or (link.url in dead_urls and dead_urls[link.url].is_confirmed)
    ]
    archived = _archived_copies(lost, policy)
    checked = tuple(
        _checked_link(link, results[link.url], dead_urls, archived) for link in collected
    )
    return RunResult(ExternalLinks(checked, waivers), results, dead_urls)


def _archived_copies(
    lost: list[LinkOccurrence], policy: RequestPolicy
) -> dict[tuple[str, str], str]:
    """The URLs of archived copies that are alive and contain the quotations, by link."""
    recorded = {
        _key(link): link.source.archive for link in lost if link.source and link.source.archive
    }
    days = {link.url: _day(link.source) for link in lost if _key(link) not in recorded}
    found = find_archived(days, policy)
    candidates = {
        _key(link): copy
        for link in lost
        if (copy := recorded.get(_key(link)) or found.get(link.url))
        and split_fragment(copy)[0] != link.url
    }
    words = {_key(link): quotations(link.source) for link in lost}
    words_by_copy: dict[str, dict[str, str]] = {}
    for key, copy in candidates.items():
        words_by_copy.setdefault(split_fragment(copy)[0], {}).update(words[key])
    checks = (UrlCheck(copy, words) for copy, words in words_by_copy.items())
    results = check_urls(checks, policy)
    return {
        key: copy
        for key, copy in candidates.items()
        if _contains(results[split_fragment(copy)[0]], words[key])
    }


def _contains(result: UrlResult, words: Mapping[str, str]) -> bool:
    return result.verdict in {ALIVE, WORDS_GONE} and not set(words) & set(result.gone)


def _checked_link(
    link: LinkOccurrence,
    result: UrlResult,
    dead_urls: Mapping[str, DeadUrl],
    archived: Mapping[tuple[str, str], str],
) -> ExternalLink:
    dead = dead_urls.get(link.url)
    is_confirmed = result.verdict == DEAD and dead is not None and dead.is_confirmed
    moved = escape_for_markdown(result.moved) if result.moved else ""
    return ExternalLink(
        address=link.href,
        place=link.place,
        verdict=result.verdict,
        reason=result.reason,
        dead_since=dead.since.date().isoformat() if dead and is_confirmed else "",
        moved_to=f"{moved}#{link.fragment}" if moved and link.fragment else moved,
        missing_passages=tuple(
            (passage.slug, passage.place)
            for passage in (link.source.passages if link.source else ())
            if link.source and f"{link.source.key}#{passage.slug}" in result.gone
        ),
        missing_fragment=link.fragment if link.fragment in result.missing else "",
        archived_copy=escape_for_markdown(archived.get(_key(link), "")),
    )


def _key(link: LinkOccurrence) -> tuple[str, str]:
    return link.url, link.source.key if link.source else ""


def _day(source: Source | None) -> str:
    return (source.accessed or source.issued or "") if source else ""
