"""
One address from the question to the verdict: tried again, tried as a browser, looked at closely.

An address is asked for with all that is wanted of it, once, however often it is written.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from typing import TYPE_CHECKING, NamedTuple

import anyio

from explainer.web.client import BROWSER, PLAIN, Reply, Wanted
from explainer.web.page_content import Findings, read
from explainer.web.rate_limit import standstill
from explainer.web.redirects import Follower, Trail, parse
from explainer.web.soft_404 import Suspicion, same_page, suspicion
from explainer.web.soft_404_phrases import SCRIPTED
from explainer.web.verdicts import (
    ALIVE,
    COULD_NOT_TELL,
    DEAD,
    WORDS_GONE,
    Verdict,
    depends_on_who_asks,
    judge,
    overburdens,
    passes,
    retry_after,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from explainer.web.run_limits import Policy

_READERS = 2
_RANKS = (DEAD, COULD_NOT_TELL, ALIVE)


class Question(NamedTuple):
    """
    An address without its fragment, and what is wanted of the page there.

    `words` are texts that should be on it, by names of the asker's; `fragments` are anchors. With
    `text` its text is wanted in any case.
    """

    address: str
    words: Mapping[str, str] = {}
    fragments: frozenset[str] = frozenset()
    text: bool = False


class Answer(NamedTuple):
    """
    What became of a question.

    `moved` is the address that it was moved to for good. `gone` are the names of the words that are
    not on the page, `missing` the fragments. `digest` is the hash of the page's text where it was
    read. `heard` tells whether anything came back from a host. `seconds` is how long it took,
    waiting for a turn left out.
    """

    address: str
    verdict: str
    reason: str = ""
    moved: str | None = None
    gone: tuple[str, ...] = ()
    missing: frozenset[str] = frozenset()
    digest: str | None = None
    heard: bool = False
    seconds: float = 0.0


class Asker:
    """Asks for addresses, and judges what comes back."""

    def __init__(self, policy: Policy, follower: Follower) -> None:
        """Take the policy, and who asks the hosts."""
        self._policy = policy
        self._follower = follower
        self._readers = asyncio.Semaphore(_READERS)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question; it takes no longer than the policy allows."""
        parsed = parse(question.address)
        if parsed is None:
            return Answer(question.address, COULD_NOT_TELL, "it is no address of the web")
        held = [Answer(question.address, COULD_NOT_TELL, "it took too long")]
        with anyio.CancelScope(deadline=anyio.current_time() + self._policy.limit) as scope:
            try:
                await self._ask(question, parsed[0], scope, held)
            except Exception as error:  # noqa: BLE001  (one address must not end the run)
                reason = f"what it sends cannot be understood ({type(error).__name__})"
                held.append(Answer(question.address, COULD_NOT_TELL, reason))
        left = scope.deadline - anyio.current_time()
        return held[-1]._replace(seconds=self._policy.limit - left)

    async def _ask(
        self, question: Question, url: httpx2.URL, scope: anyio.CancelScope, held: list[Answer]
    ) -> None:
        wanted = self._wanted(question)
        trail = await self._insist(url, wanted, scope)
        try:
            verdict = judge(trail)
            if verdict.verdict != ALIVE and depends_on_who_asks(trail):
                held.append(_answer(question, trail, verdict))
                trail, verdict = await self._as_browser(url, wanted, scope, trail)
            held.append(_answer(question, trail, verdict))
            if verdict.verdict != ALIVE:
                return
            doubt = suspicion(url, trail.reply)
            if doubt:
                unsure = Verdict(COULD_NOT_TELL, doubt.reason)
                held.append(_answer(question, trail._replace(moved=None), unsure))
                verdict = await self._try(url, trail, doubt, scope)
                if verdict.verdict != ALIVE:
                    held.append(_answer(question, trail._replace(moved=None), verdict))
                    return
            held.append(await self._look(question, trail, held, scope))
        finally:
            trail.close()

    def _wanted(self, question: Question) -> Wanted:
        if question.words or question.text:
            return Wanted(self._policy.head, self._policy.page, self._policy.document)
        page = self._policy.page if any(map(_is_anchor, question.fragments)) else 0
        return Wanted(self._policy.head, page)

    async def _insist(self, url: httpx2.URL, wanted: Wanted, scope: anyio.CancelScope) -> Trail:
        """The trail from an address, tried again while that may help."""
        trail = await self._follower.follow(url, PLAIN, wanted, scope)
        for pause in self._policy.pauses():
            if not passes(trail) or not await self._rest(trail, pause, scope):
                return trail
            before, trail = trail, await self._follower.follow(url, PLAIN, wanted, scope)
            if trail.trouble and trail.trouble.local:
                # Its host has been given up meanwhile: what it said is more to the point.
                return before
            before.close()
        self._note(trail, 0)
        return trail

    async def _rest(self, trail: Trail, pause: float, scope: anyio.CancelScope) -> bool:
        """Wait before another attempt; false where there is no time for one."""
        asked_for = retry_after(trail.reply, dt.datetime.now(tz=dt.UTC))
        pause = pause if asked_for is None else max(asked_for, pause / 4)
        self._note(trail, pause)
        left = scope.deadline - anyio.current_time()
        if pause > min(self._policy.longest_pause, left):
            return False
        await anyio.sleep(pause)
        return True

    def _note(self, trail: Trail, pause: float) -> None:
        if overburdens(trail.reply):
            self._follower.host(trail.reply.url.host).pace.refused(pause)

    async def _as_browser(
        self, url: httpx2.URL, wanted: Wanted, scope: anyio.CancelScope, before: Trail
    ) -> tuple[Trail, Verdict]:
        """What a browser gets, unless that tells less."""
        trail = await self._follower.follow(url, BROWSER, wanted, scope)
        verdicts = judge(before), judge(trail)
        if _RANKS.index(verdicts[1].verdict) >= _RANKS.index(verdicts[0].verdict):
            before.close()
            return trail, verdicts[1]
        trail.close()
        return before, verdicts[0]

    async def _try(
        self, url: httpx2.URL, trail: Trail, doubt: Suspicion, scope: anyio.CancelScope
    ) -> Verdict:
        """What a suspicion comes to: an address that nobody can have made is asked for beside."""
        if doubt.sure:
            return Verdict(DEAD, doubt.reason)
        if not doubt.tried:
            return Verdict(COULD_NOT_TELL, doubt.reason)
        wanted = Wanted(self._policy.head)
        other = await self._follower.follow(_made_up(url), PLAIN, wanted, scope)
        seen = judge(other).verdict
        if seen == ALIVE and same_page(trail.reply, other.reply):
            return Verdict(DEAD, f"{doubt.reason}, as for every address that it does not have")
        if seen == DEAD and not other.trouble and _same_place(url, trail.reply):
            # A host that says of other pages that they are missing means what it says of this one.
            return Verdict(ALIVE)
        return Verdict(COULD_NOT_TELL, doubt.reason)

    async def _look(
        self, question: Question, trail: Trail, held: list[Answer], scope: anyio.CancelScope
    ) -> Answer:
        """The answer for a good page, with what was looked for on it."""
        answer = _answer(question, trail, Verdict(ALIVE))
        anchors = {each for each in question.fragments if _is_anchor(each)}
        reply = trail.reply
        if not (question.words or question.text or (anchors and reply.is_page)):
            return answer
        if question.words or question.text:
            unread = Verdict(COULD_NOT_TELL, "it took too long to read its text")
            held.append(_answer(question, trail, unread))
        findings = await self._read(reply, question.words, sorted(anchors), scope)
        return _judge_findings(question, trail, findings, answer)

    async def _read(
        self,
        reply: Reply,
        words: Mapping[str, str],
        anchors: list[str],
        scope: anyio.CancelScope,
    ) -> Findings | None:
        with standstill(scope):
            await self._readers.acquire()
        try:
            return await read(reply, words, anchors)
        finally:
            self._readers.release()


def _judge_findings(
    question: Question, trail: Trail, findings: Findings | None, answer: Answer
) -> Answer:
    whole = trail.reply.whole
    if findings is None:
        unread = Verdict(COULD_NOT_TELL, "its text cannot be read")
        return _answer(question, trail, unread) if question.words or question.text else answer
    digest = findings.digest if whole else None
    gone = tuple(name for name in question.words if name not in findings.found)
    missing = findings.missing if whole and findings.anchored else frozenset()
    answer = answer._replace(missing=missing, digest=digest)
    if not gone:
        return answer
    if not whole:
        return answer._replace(verdict=COULD_NOT_TELL, reason="only a part of its text was read")
    if findings.thin:
        return answer._replace(verdict=COULD_NOT_TELL, reason="it has hardly any text to read")
    if findings.walled:
        return answer._replace(verdict=COULD_NOT_TELL, reason="it keeps some of its text to itself")
    return answer._replace(verdict=WORDS_GONE, reason="its text lacks the words", gone=gone)


def _answer(question: Question, trail: Trail, verdict: Verdict) -> Answer:
    moved = str(trail.moved) if trail.moved and verdict.verdict == ALIVE else None
    if moved == question.address:
        moved = None
    local = trail.trouble is not None and trail.trouble.local
    return Answer(question.address, *verdict, moved=moved, heard=not local)


def _is_anchor(fragment: str) -> bool:
    """Whether a fragment names a place on a page that its source can be expected to have."""
    name = fragment.partition(":~:")[0]
    return bool(name) and name.lower() != "top" and not SCRIPTED.match(name)


def _made_up(url: httpx2.URL) -> httpx2.URL:
    folder = url.path.rstrip("/").rpartition("/")[0]
    name = hashlib.sha256(str(url).encode()).hexdigest()[:12]
    return url.copy_with(path=f"{folder}/{name}", query=None)


def _same_place(url: httpx2.URL, reply: Reply) -> bool:
    return (url.host, url.path.rstrip("/")) == (reply.url.host, reply.url.path.rstrip("/"))
