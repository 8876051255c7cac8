"""Drafts of sources and claims: what is written, and what is refused."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer import atomic
from explainer.mcp_tools import OpenProject, Toolbox
from explainer.mcp_tools.arguments import ArgumentError

if TYPE_CHECKING:
    from pathlib import Path

SOURCE: dict[str, Any] = {
    "key": "noaa-2024",
    "type": "report",
    "title": "State of the Climate: 2024",
    "publisher": "NOAA",
    "issued": "2024-07",
    "URL": "https://example.org/noaa",
    "tier": "primary",
    "origin": "noaa",
    "author": [{"family": "Lind", "given": "Kari"}],
    "passages": [
        {"slug": "sea", "fact": "The sea has warmed by 0.9 °C.", "words": "warmed by 0.9 °C"}
    ],
}
CLAIM: dict[str, Any] = {
    "slug": "air-has-warmed",
    "title": "The air has warmed.",
    "verdict": "reported",
    "evidence": [{"cite": "ipcc#warming", "stance": "supports", "why": "It measured it."}],
    "text": "The IPCC says that the air has warmed. [@ipcc#warming]",
}
SOURCE_TEXT = """\
type: report
title: 'State of the Climate: 2024'
author:
  - family: Lind
    given: Kari
publisher: NOAA
issued: 2024-07
URL: https://example.org/noaa
draft: yes
tier: primary
origin: noaa
passages:
  - slug: sea
    fact: The sea has warmed by 0.9 °C.
    words: warmed by 0.9 °C
"""
CLAIM_TEXT = """\
---
title: The air has warmed.
verdict: reported
as_of: 2026-11-24
review_after: 2027-05-23
draft: yes
evidence:
  - cite: ipcc#warming
    stance: supports
    why: It measured it.
changes:
  - date: {today}
    what: First published.
    verdict: reported
---

The IPCC says that the air has warmed. [@ipcc#warming]
"""


@pytest.fixture
def toolbox(tmp_path: Path) -> Toolbox:
    """The tools of a small project, those that write among them."""
    return Toolbox(OpenProject(projects.write(tmp_path, projects.BASE)), write=True)


def codes(answer: dict[str, Any]) -> list[str]:
    """The codes of the problems in an answer."""
    return [each["code"] for each in answer["problems"]]


def test_source(toolbox: Toolbox, tmp_path: Path) -> None:
    """A source is written as people write it, and is a problem until they confirm it."""
    answer = toolbox.call("write_source", SOURCE)

    file = tmp_path / "docs/sources/noaa-2024.yml"
    assert file.read_text(encoding="utf-8") == SOURCE_TEXT
    assert answer["path"] == "docs/sources/noaa-2024.yml"
    assert answer["cite"] == "[@noaa-2024#sea]"
    assert codes(answer) == ["SRC104", "SRC108"]
    found = toolbox.call("find_passages", {"words": "sea"})["passages"]
    assert found[0]["draft"] == "nobody has confirmed it yet"


def test_claim(toolbox: Toolbox, tmp_path: Path) -> None:
    """A claim is written with its history, and is a problem until a person confirms it."""
    answer = toolbox.call("write_claim", {**CLAIM, "as_of": "2026-11-24"})

    text = (tmp_path / "docs/claims/air-has-warmed.md").read_text(encoding="utf-8")
    today = str(yaml.safe_load(text.split("---")[1])["changes"][0]["date"])
    assert text == CLAIM_TEXT.format(today=today)
    assert codes(answer) == ["CLM118"]
    assert toolbox.call("list_claims", {})["claims"][0]["state"] == "draft"


def test_confirmed(toolbox: Toolbox, tmp_path: Path) -> None:
    """Whoever removes the line removes the problem."""
    page = "# Home\n\nIt says that the air has warmed. [@ipcc#warming]\n"
    projects.write(tmp_path, {"docs/index.md": page})
    toolbox.call("write_claim", CLAIM)
    file = tmp_path / "docs/claims/air-has-warmed.md"

    file.write_text(file.read_text(encoding="utf-8").replace("draft: yes\n", ""), encoding="utf-8")

    assert projects.run(tmp_path, "check").output.startswith("No problem")


def test_problems(toolbox: Toolbox) -> None:
    """What is wrong with a draft, beside that it is one, is the answer."""
    text = "The IPCC says that the air has warmed by 9 °C. [@ipcc#warming]"

    answer = toolbox.call("write_claim", {**CLAIM, "text": text})

    assert codes(answer) == ["CLM118", "EVI101"]


REFUSED_SOURCES: list[tuple[dict[str, Any], str]] = [
    ({"key": "../../escaped"}, "cannot be cited"),
    ({"key": "/etc/escaped"}, "cannot be cited"),
    ({"key": "a/../../../escaped"}, "cannot be cited"),
    ({"key": "..\\escaped"}, "cannot be cited"),
    ({"key": "ipcc"}, "ipcc.yml exists, and no file is written over"),
    ({"key": "about"}, "cannot be cited"),
    ({"key": "claims/warm"}, "cannot be cited"),
    ({"key": "linked"}, "linked.yml exists"),
    ({"key": "folder/new"}, "leads out of sources/"),
    ({"key": "old"}, "docs/sources/old.yaml exists"),
    ({"type": "rumour"}, "'type' must be one of"),
    ({"tier": None}, "'tier' is missing"),
    ({"issued": "last week"}, "nothing was written: it 'issued' is not a date"),
    ({"URL": "file:///etc/passwd"}, "'URL' is not a full web address"),
    ({"URL": "javascript:alert(1)"}, "'URL' is not a full web address"),
    ({"passages": []}, "nothing was written: it has no passage"),
    ({"passages": [{"slug": "a b", "fact": "A."}]}, "'slug' cannot be cited as 'a b'"),
    ({"passages": [{"slug": "a"}]}, "'passages[0].fact' is missing"),
    ({"draft": "no"}, "there is no 'draft'"),
    ({"accessed": "2026-11-01"}, "there is no 'accessed'"),
    ({"checked": "verbatim"}, "there is no 'checked'"),
    ({"title": "a\x1bb"}, "'title' holds a character that cannot be shown"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED_SOURCES, ids=str)
def test_refused_source(
    toolbox: Toolbox, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    """What cannot be a source, or is not for a program to say, is refused, and nothing written."""
    projects.write(tmp_path, {"outside/a.yml": "", "docs/sources/old.yaml": ""})
    (tmp_path / "docs/sources/linked.yml").symlink_to(tmp_path / "outside/new.yml")
    (tmp_path / "docs/sources/folder").symlink_to(tmp_path / "outside")
    before = sorted(tmp_path.rglob("*"))
    given = {"key": "old" if change.get("key") == "old" else SOURCE["key"]}

    with pytest.raises(ArgumentError) as caught:
        toolbox.call("write_source", {**SOURCE, **given, **change})

    assert message in str(caught.value)
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "docs/sources/ipcc.yml").read_text(encoding="utf-8") == projects.IPCC


REFUSED_CLAIMS: list[tuple[dict[str, Any], str]] = [
    ({"slug": "../index"}, "cannot be cited"),
    ({"slug": "index"}, "index.md is no claim"),
    ({"slug": "old/README"}, "README.md is no claim"),
    ({"slug": "claims/warm"}, "cannot be cited"),
    ({"slug": "there"}, "there.md exists"),
    ({"verdict": "true"}, "'verdict' must be one of"),
    ({"evidence": []}, "nothing was written: it has no 'evidence'"),
    ({"evidence": [{"cite": "a b", "stance": "supports", "why": "A."}]}, "'cite' is no citation"),
    ({"as_of": "soon"}, "'as_of' is not a date: 'soon'"),
    ({"text": "<script>alert(1)</script>"}, "'text' holds HTML"),
    ({"text": "```python exec='on'\n1\n```"}, "'text' holds a fenced block of code"),
    ({"text": "---\nstub: yes\n---\nSo."}, "'text' holds front matter"),
    ({"title": "The {{ config }} has warmed."}, "'title' holds braces"),
    ({"holds": "<b>It</b>"}, "'holds' holds HTML"),
    ({"evidence": [{"cite": "ipcc#warming", "stance": "supports", "why": "<i>"}]},
     "'evidence[0].why' holds HTML"),
    ({"draft": "no"}, "there is no 'draft'"),
    ({"stub": "yes"}, "there is no 'stub'"),
    ({"changes": []}, "there is no 'changes'"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED_CLAIMS, ids=str)
def test_refused_claim(
    toolbox: Toolbox, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    """What cannot be a claim, or is more than plain Markdown, is refused, and nothing written."""
    projects.write(tmp_path, {"docs/claims/there.md": "Mine."})

    with pytest.raises(ArgumentError) as caught:
        toolbox.call("write_claim", {**CLAIM, **change})

    assert message in str(caught.value)
    assert [path.name for path in (tmp_path / "docs/claims").iterdir()] == ["there.md"]
    assert (tmp_path / "docs/claims/there.md").read_text(encoding="utf-8") == "Mine."


def test_only_where_allowed(tmp_path: Path) -> None:
    """Without leave there is no tool that writes."""
    toolbox = Toolbox(OpenProject(projects.write(tmp_path, projects.BASE)))

    with pytest.raises(ArgumentError) as caught:
        toolbox.call("write_source", SOURCE)

    assert not any(tool.writes for tool in toolbox.tools)
    assert "--write" in str(caught.value)
    assert [path.name for path in (tmp_path / "docs/sources").iterdir()] == ["ipcc.yml"]


def test_folder_that_cannot_be_written(
    toolbox: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is an error, and leaves nothing behind."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    # Only what writes finds the disk full.
    monkeypatch.setattr(atomic, "os", SimpleNamespace(fdopen=full))
    with pytest.raises(OSError, match="No space left"):
        toolbox.call("write_source", SOURCE)

    assert [path.name for path in (tmp_path / "docs/sources").iterdir()] == ["ipcc.yml"]
