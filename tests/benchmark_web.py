"""
How long a run over the web takes: `python tests/benchmark_web.py`.

Two thousand good addresses on twenty hosts, which take 20 to 800 milliseconds for an answer, are
asked for, after those of the slowest host alone. The server is in a process of its own, and counts
the connections that are open to each host at once. It ends with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import click

import hostile
import webbing
from explainer.web.concurrency import check_urls
from explainer.web.url_checker import UrlCheck

HOSTS, EACH = 20, 100
MOST_TIMES, MOST_CONNECTIONS = 1.3, 10
PAUSES = [0.02 + (0.8 - 0.02) * number / (HOSTS - 1) for number in range(HOSTS)]
BODY = "<title>A page</title>" + "<p>It is here, as it has been for a long time." * 200


def serve() -> None:
    """Be the server, until the standard input ends."""
    answers = {
        (f"h{number}.test", "*"): {"pause": pause, "body": BODY}
        for number, pause in enumerate(PAUSES)
    }
    with hostile.Server(answers) as server:
        click.echo(json.dumps(server.ports))
        sys.stdin.read()
        click.echo(json.dumps(server.requests.most))


def measure(port: int, numbers: range) -> float:
    """How long the addresses of some hosts take, in seconds."""
    names = [f"h{number}.test" for number in numbers]
    checks = [UrlCheck(f"http://{name}:{port}/{n}") for n in range(EACH) for name in names]
    policy = webbing.client(names, url_timeout=60.0, connect_timeout=10.0, read_timeout=20.0)
    start = time.perf_counter()
    answers = check_urls(checks, policy)
    taken = time.perf_counter() - start
    assert {answer.verdict for answer in answers.values()} == {"alive"}
    assert len(answers) == len(checks)
    return taken


def main() -> None:
    """Measure, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args().serve:
        serve()
        return
    command = [sys.executable, str(Path(__file__).resolve()), "--serve"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        port = json.loads(server.stdout.readline())["http"]
        alone = measure(port, range(HOSTS - 1, HOSTS))
        whole = measure(port, range(HOSTS))
        server.stdin.close()
        most = max(json.loads(server.stdout.readline()).values())
    least = EACH / 10 * PAUSES[-1]
    click.echo(f"slowest host alone      {alone:6.2f} s (ten at once, to the full: {least:.2f} s)")
    click.echo(
        f"{HOSTS * EACH:,} on {HOSTS} hosts       {whole:6.2f} s, {whole / alone:.2f} times that"
    )
    click.echo(f"connections to a host   {most:6}")
    if whole > MOST_TIMES * alone or most > MOST_CONNECTIONS:
        sys.exit(1)


if __name__ == "__main__":
    main()
