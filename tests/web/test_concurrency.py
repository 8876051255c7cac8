"""Runs over many addresses: within time, memory and connections, whatever hosts do."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpcore2
import pytest

import hostile
import webbing
from explainer.web.concurrency import check_urls
from explainer.web.request_failures import failure_of
from explainer.web.url_checker import UrlCheck

if TYPE_CHECKING:
    from explainer.web.url_checker import UrlResult

ROOT = Path(__file__).parents[2]
MOST = 64 * 1024
"""The most kilobytes that one address may take."""


def asked(server: hostile.Server, host: str, count: int, **limits: float) -> list[UrlResult]:
    """The answers of a host to checks for as many addresses."""
    base = f"http://{host}:{server.ports['http']}"
    checks = [UrlCheck(f"{base}/{number}") for number in range(count)]
    return list(check_urls(checks, webbing.client([host], None, **limits)).values())


def test_connections() -> None:
    """A host is never asked on more than ten connections at once, and gets to ten."""
    with hostile.Server({("a.test", "*"): {"pause": 0.05}}) as server:
        answers = asked(server, "a.test", 100)

    assert {answer.verdict for answer in answers} == {"alive"}
    assert server.requests.most["a.test"] == 10


def test_pace_of_a_burdened_host() -> None:
    """A host that says that it is asked too much is asked less at once, and all is answered."""
    busy = [200] * 20 + [{"status": 429, "headers": {"Retry-After": 0}}] * 2 + [200]
    with hostile.Server({("a.test", "*"): busy}) as server:
        answers = asked(server, "a.test", 60)

    assert {answer.verdict for answer in answers} == {"alive"}


@pytest.mark.parametrize(
    ("answer", "reason", "most"),
    [
        pytest.param({"pause": 60}, "did not respond 3 times in a row", 12, id="silent"),
        pytest.param(429, "its host limits the rate of requests", 20, id="refusing"),
        pytest.param(
            {"status": 503, "headers": {"Retry-After": 600}},
            "asks to wait for 600 seconds",
            8,
            id="asking to wait",
        ),
    ],
)
def test_given_up(answer: object, reason: str, most: int) -> None:
    """A host that does not answer is left alone after a few attempts, and that is said."""
    with hostile.Server({("a.test", "*"): answer}) as server:
        answers = asked(server, "a.test", 100, read_timeout=0.3, url_timeout=20)
        requests = len(server.requests.texts)

    assert {each.verdict for each in answers} == {"could not tell"}
    assert sum(reason in each.reason for each in answers) > 80
    assert requests <= most


def test_hosts_do_not_wait_for_each_other() -> None:
    """A host that keeps silent holds up no other."""
    answers = {("slow.test", "*"): {"pause": 60}, ("a.test", "*"): 200}
    with hostile.Server(answers) as server:
        port = server.ports["http"]
        hosts = ["slow.test"] * 20 + ["a.test"] * 20
        checks = [UrlCheck(f"http://{host}:{port}/{n}") for n, host in enumerate(hosts)]
        done: list[int] = []
        policy = webbing.client(["slow.test", "a.test"], read_timeout=2, url_timeout=6)
        found = check_urls(checks, policy, lambda: done.append(1))

    quick = [each for address, each in found.items() if "a.test" in address]
    assert len(done) == 40
    assert all(each.verdict == "alive" for each in quick)


def test_unreachable() -> None:
    """An unreachable network says nothing about the URL."""
    for number in (errno.ENETUNREACH, errno.EHOSTUNREACH):
        error = httpcore2.ConnectError()
        error.__cause__ = OSError("All connection attempts failed")
        error.__cause__.__cause__ = OSError(number, os.strerror(number))

        failure = failure_of(error)

        assert failure.reason == "its network is unreachable"
        assert not failure.dead


MEASURE = """\
import glob, json, resource, sys, threading, time
sys.path[:0] = {paths!r}
import webbing
from explainer.web.url_checker import UrlCheck
from explainer.web.concurrency import check_urls

def own():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def watch():
    while True:
        for file in glob.glob("/proc/self/task/*/children"):
            try:
                for process in open(file).read().split():
                    command = open(f"/proc/{{process}}/cmdline").read()
                    status = open(f"/proc/{{process}}/status").read()
                    if "explainer.web.page_content" in command and "VmHWM" in status:
                        peaks.append(int(status.partition("VmHWM:")[2].split()[0]))
            except OSError:
                continue
        time.sleep(0.002)

peaks = []
threading.Thread(target=watch, daemon=True).start()
policy = webbing.client(["a.test"], url_timeout=2.0)
check_urls([UrlCheck({base!r} + "/good", {{"w": "it is here"}})], policy)
before = own()
taken = {{}}
for path in {heavy!r}:
    del peaks[:]
    answer = check_urls([UrlCheck({base!r} + path, {{"w": "it was here all along"}})], policy)
    taken[path] = own() - before + max(peaks, default=0)
print(json.dumps(taken))
"""
HEAVY = {
    "/bomb": {"file": "bomb", "headers": {"Content-Encoding": "gzip", "Content-Type": "text/html"}},
    "/double": {
        "file": "double bomb",
        "headers": {"Content-Encoding": "gzip, gzip", "Content-Type": "text/html"},
    },
    "/endless": {"length": "none", "repeat": 10_000_000, "body": "It goes on and on. " * 50},
    "/headers": {"raw": "HTTP/1.1 200 OK\r\n", "body": "X: more\r\n" * 500, "repeat": 10_000_000},
    "/forest": {"file": "forest", "headers": {"Content-Type": "text/html"}},
    "/pdf": {"file": "pdf bomb", "headers": {"Content-Type": "application/pdf"}},
    "/tags": {"body": "<b>", "times": 1_000_000},
    "/attributes": {"body": "<p a=b c=d e=f g=h>", "times": 200_000},
}


def test_memory() -> None:
    """No address takes more than 64 megabytes, here and in the process that reads it."""
    answers = {("a.test", path): answer for path, answer in HEAVY.items()}
    with hostile.Server({**answers, ("a.test", "/good"): 200}, files=webbing.files()) as server:
        script = MEASURE.format(
            paths=[str(ROOT / "scripts"), str(ROOT / "tests")],
            base=f"http://a.test:{server.ports['http']}",
            heavy=list(HEAVY),
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )

    taken = json.loads(done.stdout)
    assert {path: size for path, size in taken.items() if size > MOST} == {}
    # What is read is read by a process that was seen.
    assert min(taken[path] for path in ("/forest", "/pdf", "/tags")) > MOST / 8
