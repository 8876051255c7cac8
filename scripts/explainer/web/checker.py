"""A run over the addresses of a site: asked, compared with earlier runs, and with copies found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explainer.model import ExternalLink, ExternalLinks
from explainer.web.collector import Mention, bare, mentions, questions, writable
from explainer.web.concurrency import ask_all
from explainer.web.retry import Answer, Question
from explainer.web.run_history import Death, take_in
from explainer.web.verdicts import ALIVE, DEAD, WORDS_GONE
from explainer.web.wayback import look_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from explainer.model import Place, Source, Waiver
    from explainer.web.run_limits import Policy


class Checked(NamedTuple):
    """What the rules look at, the answers, and what the next run is to know."""

    web: ExternalLinks
    answers: dict[str, Answer]
    deaths: dict[str, Death]


def check_web(  # noqa: PLR0913  (these are what a run is made of)
    links: Iterable[tuple[str, Place]],
    sources: Iterable[Source],
    policy: Policy,
    *,
    before: Mapping[str, Death],
    now: dt.datetime,
    waivers: tuple[Waiver, ...] = (),
    begin: Callable[[int], Callable[[], object]] = lambda _count: lambda: None,
) -> Checked:
    """
    Ask for the addresses of links and sources.

    `before` is what earlier runs found dead. `begin` is told how many addresses there are, and
    gives what is to be called after each.
    """
    mentioned = mentions(links, sources)
    asked = list(questions(mentioned))
    answers = ask_all(asked, policy, begin(len(asked)))
    deaths = take_in(before, answers.values(), now)
    lost = [
        each
        for each in mentioned
        if answers[each.key].verdict == WORDS_GONE
        or (each.key in deaths and deaths[each.key].certain)
    ]
    copies = _copies(lost, policy)
    found = tuple(_asked(each, answers[each.key], deaths, copies) for each in mentioned)
    return Checked(ExternalLinks(found, waivers), answers, deaths)


def _copies(lost: list[Mention], policy: Policy) -> dict[tuple[str, str], str]:
    """Copies that are there, and hold the words, by the address and the source that lost them."""
    named = {_id(each): each.source.archive for each in lost if each.source and each.source.archive}
    unnamed = {each.key: _day(each.source) for each in lost if _id(each) not in named}
    looked_up = look_up(unnamed, policy)
    offered = {
        _id(each): copy
        for each in lost
        if (copy := named.get(_id(each)) or looked_up.get(each.key)) and bare(copy)[0] != each.key
    }
    words = {_id(each): _words(each.source) for each in lost}
    wanted: dict[str, dict[str, str]] = {}
    for identity, copy in offered.items():
        wanted.setdefault(bare(copy)[0], {}).update(words[identity])
    answers = ask_all((Question(copy, words) for copy, words in wanted.items()), policy)
    return {
        identity: copy
        for identity, copy in offered.items()
        if _holds(answers[bare(copy)[0]], words[identity])
    }


def _holds(answer: Answer, words: Mapping[str, str]) -> bool:
    return answer.verdict in {ALIVE, WORDS_GONE} and not set(words) & set(answer.gone)


def _asked(
    mention: Mention,
    answer: Answer,
    deaths: Mapping[str, Death],
    copies: Mapping[tuple[str, str], str],
) -> ExternalLink:
    death = deaths.get(mention.key)
    dead = answer.verdict == DEAD
    return ExternalLink(
        address=mention.address,
        place=mention.place,
        verdict=answer.verdict,
        reason=answer.reason,
        dead_since=death.since.date().isoformat() if dead and death and death.certain else "",
        moved_to=_with_fragment(writable(answer.moved), mention.fragment) if answer.moved else "",
        missing_passages=tuple(
            (passage.slug, passage.place)
            for passage in (mention.source.passages if mention.source else ())
            if mention.source and f"{mention.source.key}#{passage.slug}" in answer.gone
        ),
        missing_fragment=mention.fragment if mention.fragment in answer.missing else "",
        archived_copy=writable(copies.get(_id(mention), "")),
    )


def _id(mention: Mention) -> tuple[str, str]:
    return mention.key, mention.source.key if mention.source else ""


def _words(source: Source | None) -> dict[str, str]:
    passages = source.passages if source else ()
    key = source.key if source else ""
    return {
        f"{key}#{passage.slug}": passage.words
        for passage in passages
        if passage.words and source and source.has_on_page(passage)
    }


def _day(source: Source | None) -> str:
    return (source.accessed or source.issued or "") if source else ""


def _with_fragment(address: str, fragment: str) -> str:
    return f"{address}#{fragment}" if fragment else address
