"""The server as a client of the package `mcp` meets it, over standard input and output."""

from __future__ import annotations

import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import TextContent, TextResourceContents

import projects
from explainer.mcp_tools import OpenProject, Toolbox, server
from explainer.mcp_tools.size_limit import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from mcp_types import CallToolResult

    Session = Callable[[Client, Path], Awaitable[Any]]

READING = [
    "find_passages",
    "show_source",
    "check_sentence",
    "check_page",
    "explain_rule",
    "list_claims",
    "todo",
]
AGENTS = "# How to write here\n\nCite what you state.\n"
SOURCE = {
    "key": "noaa",
    "type": "report",
    "title": "Seas",
    "publisher": "NOAA",
    "URL": "https://example.org/noaa",
    "tier": "primary",
    "origin": "noaa",
    "passages": [{"slug": "sea", "fact": "The sea has warmed."}],
}
CLAIM = {
    "slug": "warm",
    "title": "The air has warmed.",
    "verdict": "reported",
    "evidence": [{"cite": "ipcc#warming", "stance": "supports", "why": "It measured it."}],
    "text": "The IPCC says that the air has warmed. [@ipcc#warming]",
}


def talk(folder: Path, session: Session, *options: str, mode: str = "auto") -> Any:  # noqa: ANN401  (what it returns)
    """Start the command as a client does, and talk with it."""
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "explainer", "mcp", str(folder), *options],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd="/",
    )

    async def run() -> Any:  # noqa: ANN401  (the same)
        with anyio.fail_after(60):
            async with Client(server, mode=mode) as client:
                return await session(client, folder)

    # A browser of other tests may have left a loop in this thread.
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(anyio.run, run).result()


def text_of(result: CallToolResult) -> str:
    """The one text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def values(result: CallToolResult) -> dict[str, Any]:
    """The answer of a tool, which is the same as text and as values."""
    text = text_of(result)
    assert not result.is_error, text
    found: dict[str, Any] = json.loads(text)
    assert result.structured_content == found
    assert len(text) <= MOST_CHARACTERS
    return found


def error(result: CallToolResult) -> str:
    """The sentence on what was wrong with a call."""
    assert result.is_error
    text = text_of(result)
    assert "\n" not in text
    assert "Traceback" not in text
    return text


async def read(client: Client, folder: Path) -> None:
    """Use every tool that reads, and send what none of them takes."""
    tools = (await client.list_tools()).tools
    assert [tool.name for tool in tools] == READING
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
    assert "Never invent" in (client.instructions or "")
    call = client.call_tool

    found = values(await call("find_passages", {"words": "how warm is the air"}))
    assert [each["cite"] for each in found["passages"]] == ["[@ipcc#warming]"]
    shown = values(await call("show_source", {"key": "[@ipcc#warming]"}))
    assert shown["fields"]["publisher"] == "IPCC"
    assert shown["passages"][0]["cited_at"] == ["docs/index.md:3:22"]
    text = "The air has warmed by 1.7 °C. [@ipcc#warming]"
    checked = values(await call("check_sentence", {"text": text, "page": "index.md"}))
    assert [each["at"] for each in checked["sentences"][0]["problems"]] == ["1.7 °C"]
    assert values(await call("check_page", {"path": "docs/index.md"}))["ok"]
    assert values(await call("explain_rule", {"code": "CIT101"}))["examples"]
    assert values(await call("list_claims", {}))["claims"] == []
    assert values(await call("todo", {}))["summary"]["per_cent"] == 100

    projects.write(folder, {"docs/index.md": "# Home\n\nIt has warmed.\n"})
    changed = values(await call("check_page", {"path": "docs/index.md"}))
    assert [each["code"] for each in changed["problems"]] == ["CIT101"]
    assert values(await call("todo", {}))["summary"]["problems"] == 2
    projects.write(folder, {"mkdocs.yml": "site_name: [\n"})
    assert "mkdocs.yml" in error(await call("todo", {}))
    projects.write(folder, projects.BASE)
    assert values(await call("todo", {}))["summary"]["problems"] == 0

    assert error(await call("show_source", {"key": "ipccc"})) == (
        "there is no source 'ipccc'; did you mean 'ipcc'?"
    )
    for path in ("../../etc/passwd", "/etc/passwd", "mkdocs.yml", "docs/sources/ipcc.yml"):
        assert "there is no page" in error(await call("check_page", {"path": path}))
    assert "the mark of a snippet" in error(
        await call("check_sentence", {"text": '--8<-- "../mkdocs.yml"'})
    )
    assert "5,000" in error(await call("check_sentence", {"text": "a" * 100_000}))
    assert "'words' must be a text" in error(await call("find_passages", {"words": ["a"]}))
    assert "'words' is missing" in error(await call("find_passages", {}))
    assert "there is no tool 'rm'" in error(await call("rm", {}))
    assert "there is no rule" in error(await call("explain_rule", {"code": "CIT999"}))
    assert "--write" in error(await call("write_source", SOURCE))

    uris = [str(each.uri) for each in (await client.list_resources()).resources]
    assert uris == ["explainer://rules", "explainer://AGENTS.md"]
    rules, agents = [(await client.read_resource(uri)).contents[0] for uri in uris]
    assert isinstance(rules, TextResourceContents)
    assert isinstance(agents, TextResourceContents)
    assert "CIT101 sentence-without-citation: " in rules.text
    assert agents.text == AGENTS
    with pytest.raises(MCPError, match="there is no resource"):
        await client.read_resource("explainer://../mkdocs.yml")


async def write(client: Client, folder: Path) -> None:
    """Write drafts, and try to write over what is there."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert list(tools) == [*READING, "write_source", "write_claim"]
    hints = tools["write_source"].annotations
    assert hints
    assert (hints.read_only_hint, hints.destructive_hint) == (False, False)
    call = client.call_tool

    made = values(await call("write_source", SOURCE))
    assert (made["path"], made["cite"]) == ("docs/sources/noaa.yml", "[@noaa#sea]")
    assert [each["code"] for each in made["problems"]] == ["SRC104", "SRC108"]
    claim = values(await call("write_claim", CLAIM))
    assert [each["code"] for each in claim["problems"]] == ["CLM118"]
    assert "exists" in error(await call("write_source", SOURCE))
    assert "exists" in error(await call("write_claim", CLAIM))
    assert "cannot be cited" in error(await call("write_source", {**SOURCE, "key": "../a"}))
    for name in ("sources/noaa.yml", "claims/warm.md"):
        assert "draft: yes\n" in (folder / "docs" / name).read_text(encoding="utf-8")


def test_reading(tmp_path: Path) -> None:
    """Every tool that reads answers, sees what changes, and refuses what it cannot take."""
    projects.write(tmp_path, {**projects.BASE, "AGENTS.md": AGENTS})

    talk(tmp_path, read)


def test_writing(tmp_path: Path) -> None:
    """Drafts are written where that is allowed, and over nothing; a client may be an older one."""
    projects.write(tmp_path, projects.BASE)

    talk(tmp_path, write, "--write", mode="legacy")


def test_bug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in one call is an error for the client, which learns nothing of the machine."""
    toolbox = Toolbox(OpenProject(projects.write(tmp_path, projects.BASE)))

    def fail(*_: object) -> None:
        message = f"secret of {tmp_path}"
        raise RuntimeError(message)

    monkeypatch.setattr(toolbox, "call", fail)

    assert error(server.answer(toolbox, "todo", {})).startswith("RuntimeError: this is a bug")


def test_without_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package `mcp`, the command says how to install it."""
    monkeypatch.delitem(sys.modules, "explainer.mcp_tools.server")
    for name in ("mcp", "mcp.server"):
        monkeypatch.setitem(sys.modules, name, None)

    result = projects.run(projects.write(tmp_path, projects.BASE), "mcp")

    assert result.exit_code == 2
    assert result.stderr == (
        "error: this needs the package mcp 2.3 or later: pip install 'mkdocs-explainer[mcp]'\n"
    )


def test_settings_in_readme(tmp_path: Path) -> None:
    """The settings for clients in the README start the command."""
    readme = (projects.ROOT / "README.md").read_text(encoding="utf-8")
    settings = json.loads(re.findall(r"```json\n(\{\s+\"mcpServers.*?)```", readme, re.DOTALL)[0])
    entry = settings["mcpServers"]["explainer"]

    result = projects.run(tmp_path, *entry["args"])

    assert entry["command"] == "explainer"
    # That path is for readers to replace.
    assert result.output == "error: there is no /path/to/project\n"


def test_no_project(tmp_path: Path) -> None:
    """Where there is no project, the command ends at once."""
    result = projects.run(tmp_path, "mcp", str(tmp_path / "gone"))

    assert result.exit_code == 2
    assert result.output == f"error: there is no {tmp_path / 'gone'}\n"
