"""The tools as a server of the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import mcp_types as types
from anyio import CapacityLimiter, to_thread
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

import explainer
from explainer.mcp_tools.open_project import OpenProject
from explainer.mcp_tools.size_limit import as_text
from explainer.mcp_tools.toolbox import Toolbox
from explainer.model import CannotCheckError
from explainer.rules import all_rules

if TYPE_CHECKING:
    from pathlib import Path

INSTRUCTIONS = """\
This is an explainer: a site in which every sentence cites a passage of a source, or wears a label \
that says what it is instead. Before you write a sentence, find passages with find_passages, write \
only what they say, and check it with check_sentence until it answers ok. Never invent a source, a \
passage, a quotation, a figure or a date; where no passage says it, leave it out and say so.\
"""

RULES = "explainer://rules"
"""The address of the list of rules."""

AGENTS = "explainer://AGENTS.md"
"""The address of the project's own file on how to write here."""

_AGENTS_FILE = "AGENTS.md"
_MOST_READ = 30_000
_log = logging.getLogger("explainer.mcp")


def serve(root: Path, *, write: bool = False) -> None:
    """Answer a client on standard input and output until it goes; `write` allows drafts."""
    anyio.run(_serve, build(root, write=write))


async def _serve(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


def build(root: Path, *, write: bool = False) -> Server[Any]:
    """The server of the project in a folder."""
    toolbox = Toolbox(OpenProject(root), write=write)
    # Extensions of a project may change the working folder: one call runs at a time.
    one_by_one = CapacityLimiter(1)

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(each) for each in toolbox.tools])

    async def call_tool(_: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        call = partial(answer, toolbox, params.name, params.arguments or {})
        return await to_thread.run_sync(call, limiter=one_by_one)

    async def list_resources(_: object, __: object) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=list(_resources(root)))

    async def read_resource(
        _: object, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return _read(root, str(params.uri))

    return Server(
        "explainer",
        version=explainer.__version__,
        title="Explainer",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def _tool(each: Any) -> types.Tool:  # noqa: ANN401  (a tool of the toolbox)
    hints = types.ToolAnnotations(
        title=each.title,
        read_only_hint=not each.writes,
        destructive_hint=False,
        idempotent_hint=not each.writes,
        open_world_hint=False,
    )
    return types.Tool(
        name=each.name,
        title=each.title,
        description=each.about,
        input_schema=each.schema,
        annotations=hints,
    )


def answer(toolbox: Toolbox, name: str, arguments: object) -> types.CallToolResult:
    """The answer of a tool, or one sentence on why there is none."""
    try:
        found = toolbox.call(name, arguments)
    except CannotCheckError as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except Exception as error:  # noqa: BLE001  (a bug in one call ends no session)
        _log.exception("the tool %r failed", name)
        return _failed(f"{type(error).__name__}: this is a bug in explainer; its log says more")
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=as_text(found))], structured_content=found
    )


def _failed(message: str) -> types.CallToolResult:
    content = types.TextContent(type="text", text=" ".join(message.split()))
    return types.CallToolResult(content=[content], is_error=True)


def _resources(root: Path) -> list[types.Resource]:
    found = [
        types.Resource(
            uri=RULES,
            name="rules",
            title="The rules",
            description="Every rule in one line.",
            mime_type="text/plain",
        )
    ]
    if (root / _AGENTS_FILE).is_file():
        about = "How to write in this project."
        found.append(
            types.Resource(
                uri=AGENTS, name=_AGENTS_FILE, description=about, mime_type="text/markdown"
            )
        )
    return found


def _read(root: Path, uri: str) -> types.ReadResourceResult:
    known = {str(each.uri): each for each in _resources(root)}
    if uri not in known:
        message = f"there is no resource {uri[:100]!r}; there is {', '.join(known)}"
        raise MCPError(code=types.INVALID_PARAMS, message=message)
    if uri == RULES:
        text = "\n".join(f"{rule.code} {rule.name}: {rule.summary}" for rule in all_rules())
    else:
        text = (root / _AGENTS_FILE).read_text(encoding="utf-8", errors="replace")
    content = types.TextResourceContents(
        uri=uri, mime_type=known[uri].mime_type, text=text[:_MOST_READ]
    )
    return types.ReadResourceResult(contents=[content])
