"""The walk in a browser: what it shows and records, and whom it refuses."""

from __future__ import annotations

import http.client
import threading
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
from explainer.cli.review_server import ReviewServer, _index
from explainer.project import read_project
from explainer.review_queue import queue_of
from explainer.reviews import statuses_of
from explainer.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    """A server of a project with one sentence, which runs while the test does."""
    page = "# Home\n\nThe <air> & sea have warmed. [@ipcc#warming]\n".replace("<air>", "`<air>`")
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": page})
    settings = read_settings(tmp_path)
    project = read_project(settings).project
    statuses = statuses_of(project.pages, project.sources, project.claims, ())
    made = ReviewServer(settings, project, queue_of(project, statuses, {}), "Ann", "2026-11-30")
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_pages(tmp_path: Path) -> None:
    """A page says which sentence of how many it shows, and leads to those before and after."""
    page = "# Home\n\nThe air has warmed. [@ipcc#warming]\n\nIt did so. [@ipcc#warming]\n"
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": page})
    settings = read_settings(tmp_path)
    project = read_project(settings).project
    statuses = statuses_of(project.pages, project.sources, project.claims, ())
    made = ReviewServer(settings, project, queue_of(project, statuses, {}), "Ann", "2026-11-30")
    made.server_close()
    pages = [made.page(index) for index in range(3)]

    assert ["(1 of 2), as Ann" in each for each in pages] == [True, False, False]
    assert ["(2 of 2), as Ann" in each for each in pages] == [False, True, False]
    for index, (before, after) in enumerate([(0, 1), (0, 2)]):
        assert f'accesskey="s" href="?at={after}">Skip' in pages[index]
        assert f'accesskey="b" href="?at={before}">Back' in pages[index]
    assert "0 read. <a href='?at=0'>From the beginning" in pages[2]
    assert made.page(-1) == pages[2]
    assert made.url == f"http://127.0.0.1:{made.server_port}{made.path}"
    assert len(made.path) == len("/0123456789abcdef012345/")


@pytest.mark.parametrize(
    ("query", "index"),
    [("at=1", 1), ("at=999999", 999_999), ("at=1000000", 0), ("at=x", 0), ("at=²", 0), ("", 0)],
)
def test_index(query: str, index: int) -> None:
    """The index of a sentence is a number of six digits at most, and else that of the first."""
    assert _index(query) == index


def answer(
    server: ReviewServer, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, str, str]:
    """The status, the text and the new address of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request(method, path, body, {"Host": server.host, **headers})
    response = connection.getresponse()
    found = response.status, response.read().decode(), response.headers.get("Location", "")
    connection.close()
    return found


def test_walk(server: ReviewServer, tmp_path: Path) -> None:
    """A sentence is shown with what it cites; agreeing records it once and leads on."""
    status, html, _ = answer(server, "GET", server.path)
    assert status == 200
    assert "<blockquote>The &lt;air&gt; &amp; sea have warmed.</blockquote>" in html
    assert "fact: The air has warmed by 1.1 °C since 1850." in html
    assert '<a href="https://example.org/ipcc" target="_blank" rel="noreferrer">' in html

    for _ in range(2):
        done = answer(server, "POST", server.path, "at=0&note=On+paper")
        assert done == (303, "", f"{server.path}?at=1")

    file = (tmp_path / "docs" / "reviews.yml").read_text(encoding="utf-8")
    records = yaml.safe_load(file)["reviews"]
    assert [(each["by"], each["note"]) for each in records] == [("Ann", "On paper")]
    assert "You have read this one." in answer(server, "GET", f"{server.path}?at=0")[1]
    assert "1 read." in answer(server, "GET", f"{server.path}?at=1")[1]


@pytest.mark.parametrize(
    ("path", "headers", "body", "status"),
    [
        ("/", {}, "at=0", 403),
        ("/secret/", {}, "at=0", 403),
        ("", {"Host": "example.org"}, "at=0", 403),
        ("", {"Origin": "https://example.org"}, "at=0", 403),
        ("", {}, "at=0&note=" + "x" * 10_000, 400),
        ("", {}, "at=7&note=" + "x" * 9_991, 400),
        ("", {}, "at=7&note=" + "x" * 9_990, 303),
        ("", {"Content-Length": "-1"}, "", 400),
        ("", {}, "at=7", 303),
    ],
)
def test_refused(  # noqa: PLR0913, PLR0917  (a request has so many parts)
    server: ReviewServer, tmp_path: Path, path: str, headers: dict[str, str], body: str, status: int
) -> None:
    """Without the secret, from elsewhere, or of no sentence, nothing is recorded."""
    assert answer(server, "POST", path or server.path, body, **headers)[0] == status
    assert not (tmp_path / "docs" / "reviews.yml").exists()


def test_broken_file(server: ReviewServer, tmp_path: Path) -> None:
    """A file that broke meanwhile is left as it is, and the page says so."""
    projects.write(tmp_path, {"docs/reviews.yml": "reviews: ["})

    status, html, _ = answer(server, "POST", server.path, "at=0")

    assert status == 409
    assert "holds no list" in html
    assert (tmp_path / "docs" / "reviews.yml").read_text(encoding="utf-8") == "reviews: ["
