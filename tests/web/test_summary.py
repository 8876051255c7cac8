"""The summary of a run: counts, the table of hosts, what is no problem yet, and hints."""

from __future__ import annotations

import datetime as dt

import pytest

from explainer.web import summary
from explainer.web.run_history import DeadUrl
from explainer.web.url_checker import UrlResult

DAY = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)


def result(text: str) -> UrlResult:
    """The result that a line says: the host, the verdict, and the reason; `>` moved, `-` silent."""
    host, verdict, *rest = text.split(" / ")
    return UrlResult(
        f"http://{host.strip('>-')}/{len(text)}",
        verdict,
        "".join(rest),
        moved="http://new.test/" if ">" in host else None,
        responded="-" not in host,
    )


def test_counts() -> None:
    """All URLs are counted, by verdict, and those that moved."""
    lines = ["a.test / alive", "a.test> / alive", "b.test / dead", "c.test / could not tell"]

    assert summary.counts(map(result, lines)) == {
        "addresses": 4,
        "alive": 2,
        "dead": 1,
        "words gone": 0,
        "could not tell": 1,
        "moved": 1,
    }


@pytest.mark.parametrize(
    ("lines", "table"),
    [
        ([], ["  0 hosts with good responses only"]),
        (["a.test / alive"], ["  1 host with good responses only"]),
        (
            ["a.test / alive", "b.test / alive", "b.test / dead / x"],
            ["  b.test  1 alive, 1 dead", "  1 host with good responses only"],
        ),
        (
            ["b.test / dead", "a.test / dead", "cc.test / could not tell", "cc.test / words gone"],
            [
                "  cc.test  1 words gone, 1 could not tell",
                "  a.test   1 dead",
                "  b.test   1 dead",
                "  0 hosts with good responses only",
            ],
        ),
        (
            ["b.test / alive", "b.test / dead", "a.test / dead"],
            [
                "  a.test  1 dead",
                "  b.test  1 alive, 1 dead",
                "  0 hosts with good responses only",
            ],
        ),
        (
            ["a.test / alive", "b.test / alive"],
            ["  2 hosts with good responses only"],
        ),
    ],
)
def test_by_host(lines: list[str], table: list[str]) -> None:
    """Hosts with other verdicts than alive have a line each, the worst first."""
    assert summary.by_host(map(result, lines)) == table


@pytest.mark.parametrize(("count", "more"), [(20, []), (22, ["  and 2 more hosts"])])
def test_many_hosts(count: int, more: list[str]) -> None:
    """Twenty hosts have a line each; of the others, the number is told."""
    hosts = [f"{number:02}.test" for number in range(count - 1)] + ["z-longer.test"]
    table = summary.by_host(result(f"{host} / dead") for host in hosts)

    assert table[20:-1] == more
    assert table[0] == ("  00.test        1 dead" if count == 20 else "  00.test  1 dead")


def test_unconfirmed() -> None:
    """What could not be told, and what is dead for the first time, has a line each."""
    results = [
        UrlResult("http://a.test/", "dead", "404 Not Found"),
        UrlResult("http://b.test/", "dead", "410 Gone"),
        UrlResult("http://c.test/", "could not tell", "403 Forbidden"),
        UrlResult("http://d.test/", "words gone", "x"),
        UrlResult("http://e.test/", "alive"),
    ]
    dead = {
        "http://a.test/": DeadUrl(DAY, DAY, ""),
        "http://b.test/": DeadUrl(DAY, DAY + dt.timedelta(days=1), ""),
    }

    assert summary.unconfirmed(results, dead) == [
        "dead for the first time: http://a.test/: 404 Not Found",
        "could not tell: http://c.test/: 403 Forbidden",
    ]


ONLINE = "no host responded at all: is this machine online?"
FIX = "`explainer fix` writes the new URLs of moved links, and archived copies of lost pages"
STATE = (
    "a URL is reported as dead when two runs at least a day apart found it dead;"
    " `--state FILE` keeps the result of this one"
)
TOLD = "could not tell"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], []),
        (["a.test / alive"], []),
        ([f"a.test- / {TOLD}"], [ONLINE]),
        ([f"a.test- / {TOLD} / x"] * 6, [ONLINE]),
        ([f"a.test- / {TOLD}", "b.test / alive"], []),
        (["a.test> / alive"], [FIX]),
        (["a.test / words gone"], [FIX]),
        ([f"a.test / {TOLD} / x"] * 4, []),
        ([f"a.test / {TOLD} / x"] * 5, ["5 of 5 are on one host, a.test: x"]),
        (
            [f"a.test / {TOLD} / x", *[f"a.test / {TOLD} / y"] * 3, f"b.test / {TOLD} / z"],
            ["4 of 5 are on one host, a.test: y"],
        ),
        (
            [*[f"a.test / {TOLD} / x"] * 3, f"b.test / {TOLD} / x", f"c.test / {TOLD} / y"],
            ["4 of 5 have one reason: x"],
        ),
        (
            [*[f"a.test / {TOLD} / x"] * 3, f"b.test / {TOLD} / y", f"c.test / {TOLD} / y"],
            [],
        ),
        ([*[f"a.test / {TOLD} / x"] * 4, *["b.test / alive"] * 9], []),
        ([*[f"a.test / {TOLD} / x"] * 4, "a.test / alive"], []),
        (
            [
                *(f"a.test / {TOLD} / {reason}" for reason in "yyx12345"),
                *[f"b.test / {TOLD} / x"] * 2,
            ],
            ["8 of 10 are on one host, a.test: y"],
        ),
    ],
)
def test_hints(lines: list[str], found: list[str]) -> None:
    """A hint tells what the bad results of a run have in common, or what can be done."""
    assert summary.hints(map(result, lines), {}, has_history=False) == found


@pytest.mark.parametrize(
    ("days", "has_history", "found"),
    [(0, False, [STATE]), (0, True, []), (1, False, [])],
)
def test_hint_of_history(days: int, has_history: bool, found: list[str]) -> None:  # noqa: FBT001
    """A URL that is dead for the first time is reported only if the result is kept."""
    dead = {"http://a.test/": DeadUrl(DAY, DAY + dt.timedelta(days), "")}
    results = [UrlResult("http://a.test/", "dead", responded=True)]

    assert summary.hints(results, dead, has_history=has_history) == found


@pytest.mark.parametrize(("url", "host"), [("http://A.test:80/", "a.test"), ("a", "no host")])
def test_host_of(url: str, host: str) -> None:
    """A URL has a host, unless it is invalid."""
    assert summary.host_of(url) == host
