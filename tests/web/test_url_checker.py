"""Addresses out there: each behaviour of a host gets the verdict that it deserves, in time."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import hostile
import webbing
from explainer.web.collector import split_fragment
from explainer.web.concurrency import check_urls
from explainer.web.url_checker import UrlCheck, UrlResult

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = yaml.safe_load((Path(__file__).parent / "behaviours.yml").read_text(encoding="utf-8"))


class Played:
    """The rows as they were played: the answers by the rows' names, and what the server saw."""

    def __init__(self, ports: dict[str, int]) -> None:
        """Make the rows' own hosts and addresses."""
        self.answers: dict[str, UrlResult] = {}
        self.requests: list[str] = []
        self.rows = {row["name"]: self._own(number, row, ports) for number, row in enumerate(ROWS)}
        self.serve: dict[tuple[str, str], Any] = {}
        for row in self.rows.values():
            self.serve.update(row["serve"])

    @staticmethod
    def _own(number: int, row: dict[str, Any], ports: dict[str, int]) -> dict[str, Any]:
        prefix = f"r{number}-"
        own = webbing.placed({"ask": "http://a.test/x", **row}, prefix, ports)
        serve = {}
        for at, value in own.get("serve", {}).items():
            host, _, path = (f"a.test{at}" if at[0] in "/*" else at).partition("/")
            anywhere = host.endswith("*")
            host = host.removesuffix("*")
            serve[
                re.sub(r"([a-z]+\.test)$", rf"{prefix}\1", host), "*" if anywhere else f"/{path}"
            ] = value
        return {**own, "serve": serve, "prefix": prefix}


def limit_of(row: dict[str, Any]) -> float:
    """How long a row's address may take."""
    return webbing.SHORT if row.get("slow") else webbing.LONG


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """All rows, played at once."""
    with contextlib.ExitStack() as stack:
        certificates = webbing.certificates(tmp_path_factory.mktemp("web"), len(ROWS))
        server = hostile.Server({}, certificates, webbing.files())
        stack.enter_context(server)
        address, port = stack.enter_context(hostile.deaf())
        played = Played({**server.ports, "deaf": port})
        server.answers = played.serve
        known = {}
        names = set()
        for row in played.rows.values():
            host = f"{row['prefix']}a.test"
            if "resolve" in row:
                known[host] = row["resolve"]
            if row.get("allow", True):
                names |= {host, *(each for each, _ in row["serve"])}
                names |= {f"{row['prefix']}{name}.test" for name in ("deaf", "expired", "secure")}
            known[f"{row['prefix']}deaf.test"] = [address]
        checks = {
            name: UrlCheck(
                split_fragment(row["ask"])[0],
                row.get("words", {}),
                frozenset(row.get("fragments", ())),
            )
            for name, row in played.rows.items()
        }
        answers: dict[str, UrlResult] = {}
        for limit in (webbing.LONG, webbing.SHORT):
            # All at once, on a machine that does other things too, each has to wait for its turn.
            policy = webbing.client(
                names,
                known,
                url_timeout=limit,
                connect_timeout=6.0,
                read_timeout=9.0,
                page_bytes=400_000,
                pdf_bytes=2_000_000,
            )
            asked = [each for name, each in checks.items() if limit == limit_of(played.rows[name])]
            answers |= check_urls(asked, policy)
        played.answers = {name: answers[each.url] for name, each in checks.items()}
        played.requests = server.requests.texts
        yield played


@pytest.mark.parametrize("name", [row["name"] for row in ROWS])
def test_behaviour(played: Played, name: str) -> None:
    """A behaviour gets its verdict, with the reason, and with what else is to be said."""
    row, answer = played.rows[name], played.answers[name]

    assert answer.verdict == row["verdict"], answer
    assert str(row.get("reason", "")) in answer.reason
    assert answer.moved == row.get("moved")
    assert list(answer.gone) == row.get("gone", [])
    assert sorted(answer.missing) == row.get("missing", [])
    own = [text for text in played.requests if row["prefix"] in text]
    assert not any(f"\n{row.get('unsent', '?')}:" in text.lower() for text in own)


def test_time(played: Played) -> None:
    """No address takes longer than it may."""
    late = {
        name: answer.seconds
        for name, answer in played.answers.items()
        if answer.seconds > limit_of(played.rows[name]) + 1
    }

    assert late == {}
