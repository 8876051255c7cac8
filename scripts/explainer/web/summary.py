"""What a run over the web has to say beside its problems: by host, and about the run as a whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from explainer.web.redirects import parse
from explainer.web.verdicts import ALIVE, COULD_NOT_TELL, DEAD, VERDICTS, WORDS_GONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.web.retry import Answer
    from explainer.web.run_history import Death

_MOST_HOSTS = 20
_MANY = 5
_MOST = 0.8


def counts(answers: Iterable[Answer]) -> dict[str, int]:
    """How many addresses there are of each verdict, by names for a closing line."""
    answers = list(answers)
    verdicts = Counter(answer.verdict for answer in answers)
    return {
        "addresses": len(answers),
        **{verdict: verdicts[verdict] for verdict in VERDICTS},
        "moved": sum(answer.moved is not None for answer in answers),
    }


def by_host(answers: Iterable[Answer]) -> list[str]:
    """A table: the hosts with anything but good answers, the worst first."""
    hosts: dict[str, Counter[str]] = {}
    for answer in answers:
        hosts.setdefault(host_of(answer.address), Counter())[answer.verdict] += 1
    bad = {host: each for host, each in hosts.items() if each.total() > each[ALIVE]}
    ranked = sorted(bad, key=lambda host: (bad[host][ALIVE] - bad[host].total(), host))
    width = max(map(len, ranked[:_MOST_HOSTS]), default=0)
    lines = [
        f"  {host:<{width}}  "
        + ", ".join(f"{bad[host][each]} {each}" for each in VERDICTS if bad[host][each])
        for host in ranked[:_MOST_HOSTS]
    ]
    if len(ranked) > _MOST_HOSTS:
        lines.append(f"  and {len(ranked) - _MOST_HOSTS} more hosts")
    good = len(hosts) - len(bad)
    return [*lines, f"  {good} {'host' if good == 1 else 'hosts'} with nothing but good answers"]


def untold(answers: Iterable[Answer], deaths: Mapping[str, Death]) -> list[str]:
    """The addresses that fail no run, one a line: of which nothing can be told, or not yet."""
    lines = []
    for answer in answers:
        if answer.verdict == COULD_NOT_TELL:
            lines.append(f"could not tell: {answer.address}: {answer.reason}")
        elif answer.verdict == DEAD and not deaths[answer.address].certain:
            lines.append(f"dead for the first time: {answer.address}: {answer.reason}")
    return lines


def hints(answers: Iterable[Answer], deaths: Mapping[str, Death], *, kept: bool) -> list[str]:
    """What is true of the run as a whole; `kept` tells whether it is kept for the next one."""
    answers = list(answers)
    bad = [answer for answer in answers if answer.verdict != ALIVE]
    found = []
    if answers and not any(answer.heard for answer in answers):
        found.append("no host answered at all: is there a way to the web from here?")
    elif len(bad) >= _MANY:
        found += _shared(bad)
    young = sum(not deaths[each.address].certain for each in bad if each.verdict == DEAD)
    if young and not kept:
        found.append(
            "an address is reported as dead when two runs at least a day apart found it so;"
            " `--state FILE` keeps what this one found"
        )
    if any(each.verdict == WORDS_GONE for each in bad) or any(each.moved for each in answers):
        found.append("`explainer fix` writes the addresses that are known to be better")
    return found


def _shared(bad: list[Answer]) -> list[str]:
    """One cause or one host that most bad answers share."""
    (host, count), *_ = Counter(host_of(answer.address) for answer in bad).most_common(1)
    if count >= _MOST * len(bad):
        own = (answer.reason for answer in bad if host_of(answer.address) == host)
        reason = Counter(own).most_common(1)[0][0]
        return [f"{count} of {len(bad)} are of one host, {host}: {reason}"]
    (reason, count), *_ = Counter(answer.reason for answer in bad).most_common(1)
    if count >= _MOST * len(bad):
        return [f"{count} of {len(bad)} have one reason: {reason}"]
    return []


def host_of(address: str) -> str:
    """The host of an address, as it is written."""
    parsed = parse(address)
    return parsed[0].host if parsed else "no host"
