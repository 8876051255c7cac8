"""No host on a private network is asked, however it is written and whatever leads to it."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import hostile
import webbing
from explainer.web import guarded_network
from explainer.web.concurrency import check_urls
from explainer.web.private_addresses import special_purpose
from explainer.web.url_checker import UrlCheck
from explainer.web.verdicts import ALIVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from explainer.web.request_policy import DnsResolver

TABLE = yaml.safe_load((Path(__file__).parent / "private.yml").read_text(encoding="utf-8"))


def dialled(
    addresses: Iterable[str],
    known: Mapping[str, object] | None = None,
    resolve: DnsResolver | None = None,
) -> tuple[list[str], set[str]]:
    """What was connected to, our own server left out, and what was made of the addresses."""
    network = webbing.Recording({address: address for address in hostile.ADDRESSES})
    policy = webbing.client(["a.test"], known, network_backend=network, max_attempts=1)
    policy = replace(policy, resolver=resolve or policy.resolver)
    answers = check_urls([UrlCheck(address) for address in addresses], policy)
    connected = [address for address in network.dialled if address not in hostile.ADDRESSES]
    return connected, {answer.verdict for answer in answers.values()}


async def either(host: str, port: int) -> list[str]:
    """Our own server, or what the machine's resolver says."""
    return (
        [webbing.host_at(host)] if host == "a.test" else await guarded_network.resolve(host, port)
    )


def test_table() -> None:
    """The table is as large as it is meant to be."""
    assert len(set(TABLE["hosts"])) == len(TABLE["hosts"]) >= 100


def test_spellings() -> None:
    """No spelling of a private address is connected to."""
    addresses = [f"http://{host}/" for host in TABLE["hosts"]]

    connected, verdicts = dialled(addresses, resolve=either)

    assert connected == []
    assert ALIVE not in verdicts


@pytest.mark.parametrize("scheme", ["http:", "https:", ""])
def test_redirects(scheme: str) -> None:
    """No private address is connected to because another host sends there."""
    answers = {
        ("a.test", f"/{number}"): {"status": 302, "headers": {"Location": f"{scheme}//{host}/"}}
        for number, host in enumerate(TABLE["hosts"])
    }
    with hostile.Server(answers) as server:
        base = f"http://a.test:{server.ports['http']}"
        addresses = [f"{base}/{number}" for number in range(len(TABLE["hosts"]))]

        connected, verdicts = dialled(addresses, resolve=either)

        assert connected == []
        assert ALIVE not in verdicts
        assert len(server.requests.texts) >= len(addresses)


@pytest.mark.parametrize("name", TABLE["names"])
def test_names(name: str) -> None:
    """A name that leads to a private address is not connected to, at any time."""
    known = {"b.test": list(TABLE["names"][name])}

    for _ in range(3):
        connected, verdicts = dialled(["http://b.test/", "https://b.test/"], known)

        assert connected == []
        assert verdicts == {"could not tell"}


def test_names_of_both_kinds() -> None:
    """Of a name with public and private addresses only the public ones are connected to."""
    known = {"b.test": ["10.0.0.1", "8.8.8.8", "::1", "2606:4700:4700::1111"]}

    connected, _ = dialled(["http://b.test/"], known)

    assert connected == ["8.8.8.8", "2606:4700:4700::1111"]


def test_names_that_change() -> None:
    """A name is looked up for each connection, and what it leads to is judged each time."""
    known = {"b.test": [["8.8.8.8"], ["127.0.0.1"], ["10.0.0.1"]]}

    connected = [dialled(["http://b.test/"], known)[0] for _ in range(3)]

    assert connected == [["8.8.8.8"], [], []]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_peer() -> None:
    """A connection that ends at a private address, whatever was dialled, is not used."""
    with hostile.Server({("b.test", "/"): 200}) as server:
        network = webbing.Recording({"8.8.8.8": hostile.ADDRESSES[0]})
        policy = webbing.client((), {"b.test": ["8.8.8.8"]}, network_backend=network)
        address = f"http://b.test:{server.ports['http']}/"
        answer = check_urls([UrlCheck(address)], policy)[address]

        assert network.dialled == ["8.8.8.8"]
        assert server.requests.texts == []
        assert "is loopback" in answer.reason
    # The server may let go of the connection only now; no other test is to be blamed for it.
    gc.collect()


@pytest.mark.parametrize("host", ["a.test", "A.TEST", "a.test."])
def test_allowed(host: str) -> None:
    """A host that is allowed by its name is asked, in any spelling of the name; another is not."""
    with hostile.Server({("a.test", "/"): 200, ("a.test.", "/"): 200}) as server:
        port = server.ports["http"]
        addresses = [f"http://{host}:{port}/", f"http://{webbing.host_at('a.test')}:{port}/"]
        known = {"a.test.": [webbing.host_at("a.test")]}
        answers = check_urls(map(UrlCheck, addresses), webbing.client(["a.test"], known))

    assert [answer.verdict for answer in answers.values()] == ["alive", "could not tell"]


@pytest.mark.parametrize("address", TABLE["public"])
def test_public(address: str) -> None:
    """An address that anybody may have is not reserved."""
    assert special_purpose(address) is None
