"""A small project that is open in an editor, positions in it, and changes of it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.client import LanguageClient

import projects
from explainer.editor.edits import Change, span_of
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from explainer.model import Place

CURSOR = "¦"
"""Stands in a text where the cursor is."""

NOAA = """\
type: report
title: The Sea and the Land
publisher: NOAA
issued: 2024-05
URL: https://example.org/noaa
tier: research
origin: noaa
passages:
  - slug: sea
    fact: The sea has warmed by 0.9 °C since 1901.
    words: the sea warmed by 0.9 °C
  - slug: land
    fact: The land has warmed by 1.8 °C since 1901.
"""

CLAIM = """\
---
title: The land warms faster than the sea.
verdict: supported
as_of: 2026-01-02
review_after: 2027-01-02
evidence:
  - cite: noaa#land
    stance: supports
    why: It measured both.
  - cite: ipcc#warming
    stance: supports
    why: It measured the air.
changes:
  - date: 2026-01-02
    what: First verdict.
    verdict: supported
---

# The land warms faster than the sea

The land has warmed by 1.8 °C. [@noaa#land] The air has warmed by 1.1 °C. [@ipcc#warming]
"""

FILES = {
    "mkdocs.yml": (
        "site_name: Heat\nmarkdown_extensions:\n  - explainer.markdown\nexclude_docs: '*.y*ml'\n"
        "nav:\n  - index.md\n  - claims/land-faster.md\n"
    ),
    "docs/index.md": (
        "# Heat\n\nThe air has warmed by 1.1 °C. [@ipcc#warming]\n\n"
        "The land warms faster. [@claims/land-faster] See [why](claims/land-faster.md). [@about]\n"
    ),
    "docs/sea.md": "# The sea\n\nThe sea has warmed by 0.9 °C. [@noaa#sea]\n\n/// timeline\n///\n",
    "docs/sources/ipcc.yml": projects.IPCC,
    "docs/sources/noaa.yml": NOAA,
    "docs/claims/land-faster.md": CLAIM,
    "docs/timeline.yml": (
        "categories:\n  - slug: air\n    title: Air\nevents:\n  - date: 2023-03\n"
        "    category: air\n    key: yes\n    event: The air had warmed by 1.1 °C. [@ipcc#warming]\n"
    ),
}
"""A project that keeps to every rule."""


def opened(folder: Path, files: Mapping[str, str] = FILES) -> Workspace:
    """The project in a folder, written there first."""
    return Workspace(projects.write(folder, files))


class Cursor(NamedTuple):
    """A cursor in a file."""

    path: str
    line: int
    column: int


def cursor(workspace: Workspace, path: str, text: str) -> Cursor:
    """Put a text with a cursor mark into a file, unsaved; gives where the cursor is."""
    before, _, behind = text.partition(CURSOR)
    workspace.update(path, before + behind)
    line = before.count("\n") + 1
    return Cursor(path, line, len(before) - before.rfind("\n"))


def cursor_at(path: str, text: str, written: str) -> Cursor:
    """The cursor on the first character of what is written in a text."""
    before = text[: text.index(written)]
    return Cursor(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def words_at(workspace: Workspace, place: Place) -> str:
    """A place as its path, line and text."""
    text = workspace.text(place.path) or ""
    start, end = span_of(text, place)
    return f"{place.path}:{place.line} {text[start:end]}"


def apply(workspace: Workspace, change: Change) -> None:
    """Make a change of files on disk, as an editor does."""
    texts: dict[str, str] = {}
    for edit in sorted(change.edits, key=lambda each: each.place, reverse=True):
        path = edit.place.path
        text = texts.get(path) or workspace.text(path) or ""
        start, end = span_of(text, edit.place)
        texts[path] = text[:start] + edit.text + text[end:]
    for path, text in texts.items():
        workspace.update(path, None)
        projects.write(workspace.root, {path: text})
    for old, new in change.renames:
        (workspace.root / old).rename(workspace.root / new)


class Client:
    """An editor: a real client with a server of its own, over standard input and output."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("editor", "1")
        self.shown: list[lsp.ShowDocumentParams] = []
        self._published: dict[str, lsp.PublishDiagnosticsParams] = {}
        self._news = asyncio.Event()
        self._version = 0
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._publish)
        self.client.feature(lsp.WINDOW_SHOW_DOCUMENT)(self._show)
        self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(lambda _params: None)

    def _publish(self, params: lsp.PublishDiagnosticsParams) -> None:
        self._published[params.uri] = params
        self._news.set()

    def _show(self, params: lsp.ShowDocumentParams) -> lsp.ShowDocumentResult:
        self.shown.append(params)
        return lsp.ShowDocumentResult(success=True)

    def run(self, waited: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401  (whatever is answered)
        """What the server answers."""
        return self.loop.run_until_complete(asyncio.wait_for(waited, 60))

    def start(self, encoding: str | None = None, options: object = None) -> lsp.InitializeResult:
        """Start the server, and open the folder of the project."""
        resources = list(lsp.ResourceOperationKind)
        capabilities = lsp.ClientCapabilities(
            workspace=lsp.WorkspaceClientCapabilities(
                workspace_edit=lsp.WorkspaceEditClientCapabilities(
                    document_changes=True, resource_operations=resources
                ),
                did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(
                    dynamic_registration=True
                ),
            ),
            window=lsp.WindowClientCapabilities(
                show_document=lsp.ShowDocumentClientCapabilities(support=True)
            ),
            general=lsp.GeneralClientCapabilities(
                position_encodings=[encoding] if encoding else None
            ),
        )
        folder = lsp.WorkspaceFolder(uri=self.uri(""), name="heat")
        params = lsp.InitializeParams(
            capabilities=capabilities, workspace_folders=[folder], initialization_options=options
        )
        self.run(self.client.start_io(sys.executable, "-m", "explainer", "lsp"))
        result = self.run(self.client.initialize_async(params))
        self.client.initialized(lsp.InitializedParams())
        assert isinstance(result, lsp.InitializeResult)
        return result

    def stop(self) -> int | None:
        """End the server; gives its exit code."""
        self.run(self.client.shutdown_async(None))
        self.client.exit(None)
        server = self.client._server  # noqa: SLF001  (the library has no other way to wait)
        assert server is not None
        self.run(server.wait())
        self.run(self.client.stop())
        self.loop.close()
        return server.returncode

    def uri(self, path: str) -> str:
        """The URI of a file of the project."""
        return uris.from_fs_path(str(self.root / path)) or ""

    def document(self, path: str) -> lsp.TextDocumentIdentifier:
        """A file of the project, as a request names it."""
        return lsp.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str) -> None:
        """Open a file with a text, which may not be that on disk."""
        self._version += 1
        item = lsp.TextDocumentItem(self.uri(path), "markdown", self._version, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, path: str, text: str) -> None:
        """Change the text of an open file."""
        self._version += 1
        document = lsp.VersionedTextDocumentIdentifier(version=self._version, uri=self.uri(path))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, path: str) -> None:
        """Close a file."""
        params = lsp.DidCloseTextDocumentParams(self.document(path))
        self.client.text_document_did_close(params)

    def problems(self, path: str) -> list[lsp.Diagnostic]:
        """The problems of a file, once the server has told of its newest text."""

        async def newest() -> list[lsp.Diagnostic]:
            while True:
                told = self._published.get(self.uri(path))
                if told and told.version in {None, self._version}:
                    return list(told.diagnostics)
                self._news.clear()
                await self._news.wait()

        found = self.run(newest())
        assert isinstance(found, list)
        return found
