"""Which problems a page shows in its preview, and who may ask for them."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import markdown
import pytest

import projects
from explainer.preview import PreviewServer, Watcher, problems_on_page
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    **projects.BASE,
    "mkdocs.yml": """\
site_name: Heat
markdown_extensions:
  - explainer.markdown
  - pymdownx.snippets: {base_path: [snippets]}
exclude_docs: "*.y*ml"
""",
    "snippets/end.md": "It is warm, too.\n",
    "docs/page.md": (
        "# Page\n\nThe air has warmed by **2.5** °C. [@ipcc#warming]\nIt is\nhot.\n\n"
        '--8<-- "end.md"\n'
    ),
    "docs/other.md": '# Other\n\nIt is cold. [@about]\n\n--8<-- "end.md"\n',
    "docs/claims/heat.md": "---\ntitle: 7\n",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A project with problems on its pages and in a snippet."""
    return Workspace(projects.write(tmp_path, FILES))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "docs/page.md",
            [
                ("EVI101", "docs/page.md:3:25", "The air has warmed by 2.5 °C.", "2.5** °C"),
                ("CIT101", "docs/page.md:4:1", "It is hot.", ""),
                ("CIT101", "snippets/end.md:1:1", "It is warm, too.", "It is warm, too."),
            ],
        ),
        (
            "docs/other.md",
            [("CIT101", "snippets/end.md:1:1", "It is warm, too.", "It is warm, too.")],
        ),
        ("docs/index.md", []),
        ("docs/gone.md", []),
    ],
)
def test_problems_on_page(
    workspace: Workspace, path: str, expected: list[tuple[str, str, str, str]]
) -> None:
    """A page shows its problems and those of its snippets, each with its sentence and excerpt."""
    found = problems_on_page(workspace, path)

    assert [(each.code, each.place, each.sentence, each.excerpt) for each in found] == expected
    assert all(each.message and each.hint and each.name for each in found)


def test_without_sentence(workspace: Workspace) -> None:
    """A problem that is in no sentence is shown without one."""
    found = problems_on_page(workspace, "docs/claims/heat.md")

    assert found
    assert {(each.sentence, each.excerpt) for each in found} == {("", "")}


@pytest.fixture
def server(workspace: Workspace) -> Iterator[PreviewServer]:
    """A server of a project that is watched."""
    watcher = Watcher(workspace, lambda _: None)
    server = PreviewServer(watcher)
    threads = [
        threading.Thread(target=watcher.run),
        threading.Thread(target=server.serve_forever, args=(0.05,)),
    ]
    for each in threads:
        each.start()
    yield server
    watcher.stop()
    server.shutdown()
    server.server_close()
    for each in threads:
        each.join()


def ask(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """The status, the header fields and the text of an answer."""
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  (of this machine)
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()


def test_server(server: PreviewServer, tmp_path: Path) -> None:
    """A page is told of its problems at once, and again as soon as they change."""
    url = f"{server.url}problems?page=other.md"
    first = json.loads(ask(f"{url}&version=0")[2])
    (tmp_path / "docs" / "other.md").write_text("# Other\n\nIt is.\n", encoding="utf-8")
    second = json.loads(ask(f"{url}&version={first['version']}")[2])

    assert [each["place"] for each in first["problems"]] == ["snippets/end.md:1:1"]
    assert first["total"] > 1
    assert second["version"] > first["version"]
    assert [each["place"] for each in second["problems"]] == ["docs/other.md:3:1"]


@pytest.mark.parametrize(
    ("path", "headers", "expected"),
    [
        ("{own}preview.js", {}, 200),
        ("{own}problems?page=page.md&version=x", {}, 200),
        ("{own}problems", {}, 200),
        ("{own}problems?page=../../etc/passwd", {}, 200),
        ("{own}other", {}, 404),
        ("/preview.js", {}, 403),
        ("/wrong/preview.js", {}, 403),
        ("{own}preview.js", {"Host": "example.org"}, 403),
    ],
)
def test_access(server: PreviewServer, path: str, headers: dict[str, str], expected: int) -> None:
    """Only who knows the secret is answered, and only under the server's own name."""
    url = f"http://{server.host}{path.format(own=server.path)}"

    assert ask(url, **headers)[0] == expected


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8000", True),
        ("http://localhost.example.org", False),
        ("https://example.org", False),
        ("null", False),
    ],
)
def test_origin(server: PreviewServer, origin: str, allowed: bool) -> None:  # noqa: FBT001
    """Only pages that are served on this machine may read an answer."""
    _, headers, _ = ask(f"{server.url}problems?page=page.md", Origin=origin)

    assert headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("http://127.0.0.1:80/a-B_1/", True),
        ("", False),
        ("http://example.org:80/a/", False),
        ("http://127.0.0.1:80/a", False),
        ('http://127.0.0.1:80/a"b/', False),
    ],
)
def test_script(
    value: str,
    expected: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """A page has the script only while it is served, and only from this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXPLAINER_PREVIEW", value)
    html = markdown.markdown("It is. [@about]", extensions=["explainer.markdown"])
    script = f'<script data-explainer-page="index.md" src="{value}preview.js"></script>'

    assert ("<script" in html) is expected
    assert (script in html) is expected
