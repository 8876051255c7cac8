"""Many addresses at once, in a loop of their own."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from explainer.web.redirects import Follower
from explainer.web.retry import Answer, Asker, Question
from explainer.web.verdicts import COULD_NOT_TELL, DEAD

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable

    from explainer.web.run_limits import Policy

_LOOK_UPS = 32
_T = TypeVar("_T")


def ask_all(
    questions: Iterable[Question],
    policy: Policy,
    tick: Callable[[], object] = lambda: None,
) -> dict[str, Answer]:
    """
    The answers to questions, by their addresses; each address is asked for once.

    `tick` is called after each. Where no host at all answered, nothing is called dead: it is then
    more likely that this machine has no way out.
    """
    distinct = {question.address: question for question in questions}
    answers = in_loop(_ask_all(list(distinct.values()), policy, tick))
    if any(answer.heard for answer in answers.values()):
        return answers
    return {
        address: answer._replace(verdict=COULD_NOT_TELL) if answer.verdict == DEAD else answer
        for address, answer in answers.items()
    }


async def _ask_all(
    questions: list[Question], policy: Policy, tick: Callable[[], object]
) -> dict[str, Answer]:
    # Names that nobody answers for are not to hold up the others.
    names = ThreadPoolExecutor(_LOOK_UPS, thread_name_prefix="explainer-names")
    asyncio.get_running_loop().set_default_executor(names)
    follower = Follower(policy)
    asker = Asker(policy, follower)
    answers: dict[str, Answer] = {}

    async def ask(question: Question) -> None:
        answers[question.address] = await asker.ask(question)
        tick()

    try:
        async with asyncio.TaskGroup() as group:
            for question in questions:
                group.create_task(ask(question))
    finally:
        await follower.close()
    return {question.address: answers[question.address] for question in questions}


def in_loop(work: Coroutine[object, object, _T]) -> _T:
    """
    Run a coroutine to its end in a thread with a loop of its own, whatever else runs here.

    Raises what it raises.
    """
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with asyncio.Runner() as runner:
                results.append(runner.run(work))
        except BaseException as error:  # noqa: BLE001  (it is raised where it was asked for)
            errors.append(error)

    thread = threading.Thread(target=run, name="explainer-web", daemon=True)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
