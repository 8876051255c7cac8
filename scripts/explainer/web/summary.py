"""The summary of a run: counts by verdict, a table by host, unconfirmed URLs, and hints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from explainer.web.request_url import parse
from explainer.web.verdicts import ALIVE, COULD_NOT_TELL, DEAD, VERDICTS, WORDS_GONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.web.run_history import DeadUrl
    from explainer.web.url_checker import UrlResult

_MAX_HOSTS = 20
_MANY = 5
_MAJORITY = 0.8


def counts(results: Iterable[UrlResult]) -> dict[str, int]:
    """The number of URLs in all, by verdict, and moved; by the names in the closing line."""
    results = list(results)
    verdicts = Counter(result.verdict for result in results)
    return {
        "addresses": len(results),
        **{verdict: verdicts[verdict] for verdict in VERDICTS},
        "moved": sum(result.moved is not None for result in results),
    }


def by_host(results: Iterable[UrlResult]) -> list[str]:
    """A table of the hosts that have URLs with other verdicts than alive, the worst first."""
    hosts: dict[str, Counter[str]] = {}
    for result in results:
        hosts.setdefault(host_of(result.url), Counter())[result.verdict] += 1
    bad = {host: verdicts for host, verdicts in hosts.items() if verdicts.total() > verdicts[ALIVE]}
    ranked = sorted(bad, key=lambda host: (bad[host][ALIVE] - bad[host].total(), host))
    width = max(map(len, ranked[:_MAX_HOSTS]), default=0)
    lines = [
        f"  {host:<{width}}  "
        + ", ".join(f"{bad[host][each]} {each}" for each in VERDICTS if bad[host][each])
        for host in ranked[:_MAX_HOSTS]
    ]
    if len(ranked) > _MAX_HOSTS:
        lines.append(f"  and {len(ranked) - _MAX_HOSTS} more hosts")
    good = len(hosts) - len(bad)
    return [*lines, f"  {good} {'host' if good == 1 else 'hosts'} with good responses only"]


def unconfirmed(results: Iterable[UrlResult], dead_urls: Mapping[str, DeadUrl]) -> list[str]:
    """One line for each URL that is no problem yet: undecided, or dead for the first time."""
    lines = []
    for result in results:
        if result.verdict == COULD_NOT_TELL:
            lines.append(f"could not tell: {result.url}: {result.reason}")
        elif result.verdict == DEAD and not dead_urls[result.url].is_confirmed:
            lines.append(f"dead for the first time: {result.url}: {result.reason}")
    return lines


def hints(
    results: Iterable[UrlResult], dead_urls: Mapping[str, DeadUrl], *, has_history: bool
) -> list[str]:
    """Hints about the run as a whole; `has_history` is true if it is kept for the next run."""
    results = list(results)
    bad = [result for result in results if result.verdict != ALIVE]
    found = []
    if results and not any(result.responded for result in results):
        found.append("no host responded at all: is this machine online?")
    elif len(bad) >= _MANY:
        found += _common_cause(bad)
    new = sum(not dead_urls[result.url].is_confirmed for result in bad if result.verdict == DEAD)
    if new and not has_history:
        found.append(
            "a URL is reported as dead when two runs at least a day apart found it dead;"
            " `--state FILE` keeps the result of this one"
        )
    if any(each.verdict == WORDS_GONE for each in bad) or any(each.moved for each in results):
        found.append(
            "`explainer fix` writes the new URLs of moved links, and archived copies of lost pages"
        )
    return found


def _common_cause(bad: list[UrlResult]) -> list[str]:
    """The host or the reason that most of the bad results have in common, if there is one."""
    host, count = Counter(host_of(result.url) for result in bad).most_common()[0]
    if count >= _MAJORITY * len(bad):
        reasons = (result.reason for result in bad if host_of(result.url) == host)
        reason, _ = Counter(reasons).most_common()[0]
        return [f"{count} of {len(bad)} are on one host, {host}: {reason}"]
    reason, count = Counter(result.reason for result in bad).most_common()[0]
    if count >= _MAJORITY * len(bad):
        return [f"{count} of {len(bad)} have one reason: {reason}"]
    return []


def host_of(url: str) -> str:
    """The host name of a URL, or `no host` if it is not valid."""
    parsed = parse(url)
    return parsed[0].host if parsed else "no host"
