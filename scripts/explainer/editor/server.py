"""
The language server: the features of an editor, each registered with `pygls`.

Checks run in a thread of their own, a moment after the last change, so that an editor never waits
for them; what is known of sources and claims in the meantime is as it was at the last check.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lsprotocol import types as lsp
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

import explainer
from explainer.config import EXTENSION, config_in, first_config
from explainer.editor import navigation
from explainer.editor.completion import completions
from explainer.editor.fixes import Fix, fixes
from explainer.editor.hover import hover
from explainer.editor.lsp_types import Converter
from explainer.editor.rename import RenameError, renamable, rename
from explainer.model import CannotCheckError
from explainer.rules import choose
from explainer.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.rules import Rule

DELAY = 0.2
"""How many seconds after the last change a check begins."""

CURSOR_COMMAND = "explainer.goOn"
"""The command that puts the cursor where a quick fix leaves something to write."""

_WATCHED = "**/*.{md,yml,yaml,toml}"


class _OpenProject:
    """A project with an open file, and what the editor has been told of it."""

    def __init__(self, root: Path, server: ExplainerServer) -> None:
        self.workspace = Workspace(root, server.rules)
        self.converter = Converter(self.workspace, server.workspace.position_codec)
        self.published: set[str] = set()
        self.requested = 0
        self.checking = asyncio.Lock()

    def diagnostics(self) -> dict[str, list[lsp.Diagnostic]]:
        """The problems of each file that has any; of no file if it is no explainer."""
        # What can be completed is known before the first check has ended.
        settings = self.workspace.latest_settings
        listed = settings is not None and settings.extension_missing is None
        config = config_in(self.workspace.root)
        if not listed and (config is None or EXTENSION not in (self.workspace.text(config) or "")):
            return {}
        return {
            path: list(map(self.converter.diagnostic, problems))
            for path, problems in self.workspace.problems().items()
        }


class _OpenFile(NamedTuple):
    project: _OpenProject
    path: str


class ExplainerServer(LanguageServer):
    """A server of all projects whose files an editor opens."""

    def __init__(self) -> None:
        """Begin without any project."""
        # Whole texts: the library counts the lines of parts otherwise than the protocol does.
        sync = lsp.TextDocumentSyncKind.Full
        super().__init__("explainer", explainer.__version__, text_document_sync_kind=sync)
        self.rules: list[Rule] | None = None
        self._projects: dict[Path, _OpenProject] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def file(self, uri: str) -> _OpenFile | None:
        """The file of a URI in its project; `None` where it is in none."""
        name = uris.to_fs_path(uri)
        if name is None:
            return None
        full = Path(name).absolute()
        config = first_config(full.parents)
        if config is None:
            return None
        project = self.project(config.parent)
        path = project.workspace.relative(full)
        return None if path is None else _OpenFile(project, path)

    def project(self, root: Path) -> _OpenProject:
        """The project in a folder."""
        root = root.resolve()
        if root not in self._projects:
            self._projects[root] = _OpenProject(root, self)
        return self._projects[root]

    def update(self, uri: str, text: str | None, version: int | None = None) -> None:
        """Take the text of an open file, or `None` for one that was closed; then check."""
        file = self.file(uri)
        if file is None:
            return
        project, path = file
        project.workspace.update(path, text)
        if text is None:
            project.converter.opened.pop(path, None)
            project.converter.versions.pop(path, None)
        else:
            project.converter.opened[path] = uri
            project.converter.versions[path] = version
        self.check_soon(project)

    def check_soon(self, project: _OpenProject) -> None:
        """Check a project a moment after the last change of it."""
        project.requested += 1
        task = asyncio.get_running_loop().create_task(self._check(project, project.requested))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def check_all_soon(self) -> None:
        """Check all open projects: a file of one of them changed on disk."""
        for project in self._projects.values():
            self.check_soon(project)

    async def _check(self, project: _OpenProject, request: int) -> None:
        await asyncio.sleep(DELAY)
        async with project.checking:
            if request != project.requested:
                return
            try:
                found = await asyncio.to_thread(project.diagnostics)
            except Exception as error:  # noqa: BLE001  (the next change may mend it)
                self._log(f"the check failed: {type(error).__name__}: {error}")
                return
        if request != project.requested:
            # Its places may be those of an older text.
            return
        for path in sorted(project.published | found.keys()):
            uri, version = project.converter.uri(path), project.converter.versions.get(path)
            params = lsp.PublishDiagnosticsParams(uri, found.get(path, []), version)
            self.text_document_publish_diagnostics(params)
        project.published = set(found)

    def _log(self, message: str) -> None:
        self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, message))

    def supports(self, *path: str) -> Any:  # noqa: ANN401  (whatever a client says)
        """What the client's capabilities have at a path; `None` where they have nothing."""
        found: Any = self.client_capabilities
        for name in path:
            found = getattr(found, name, None)
        return found


server = ExplainerServer()


def serve() -> None:
    """Serve one editor over standard input and output, until it says that it is done."""
    # What an extension of a project prints must not come among the messages.
    messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    server.start_io(sys.stdin.buffer, messages)


@server.feature(lsp.INITIALIZE)
def _initialize(ls: ExplainerServer, params: lsp.InitializeParams) -> None:
    options = params.initialization_options
    options = options if isinstance(options, dict) else {}
    names = {name: str(options.get(name) or "") for name in ("select", "ignore")}
    try:
        ls.rules = choose(*([each] if each else [] for each in names.values()))
    except CannotCheckError as error:
        ls.rules = choose([])
        ls.window_show_message(
            lsp.ShowMessageParams(lsp.MessageType.Warning, f"explainer: {error}")
        )


@server.feature(lsp.INITIALIZED)
def _initialized(ls: ExplainerServer, _params: lsp.InitializedParams) -> None:
    for folder in ls.workspace.folders.values():
        name = uris.to_fs_path(folder.uri)
        if name and config_in(Path(name)):
            ls.check_soon(ls.project(Path(name)))
    if ls.supports("workspace", "did_change_watched_files", "dynamic_registration"):
        watchers = [lsp.FileSystemWatcher(_WATCHED)]
        registration = lsp.Registration(
            "explainer-files",
            lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            lsp.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
        ls.client_register_capability(lsp.RegistrationParams([registration]))


@server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
def _opened(ls: ExplainerServer, params: lsp.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.update(document.uri, document.text, document.version)


@server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
def _changed(ls: ExplainerServer, params: lsp.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.update(uri, ls.workspace.get_text_document(uri).source, params.text_document.version)


@server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
def _closed(ls: ExplainerServer, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.update(params.text_document.uri, None)


@server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
def _saved(ls: ExplainerServer, params: lsp.DidSaveTextDocumentParams) -> None:
    if file := ls.file(params.text_document.uri):
        ls.check_soon(file.project)


@server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def _watched(ls: ExplainerServer, _params: lsp.DidChangeWatchedFilesParams) -> None:
    ls.check_all_soon()


class _At(NamedTuple):
    """A position in an open project."""

    project: _OpenProject
    path: str
    line: int
    column: int

    def ask(self, question: Callable[..., Any], *more: Any) -> Any:  # noqa: ANN401  (its answer)
        """What a function of the other modules says of it."""
        return question(self.project.workspace, self.path, self.line, self.column, *more)


def _at(ls: ExplainerServer, params: lsp.TextDocumentPositionParams | Any) -> _At | None:  # noqa: ANN401
    file = ls.file(params.text_document.uri)
    if file is None:
        return None
    return _At(*file, *file.project.converter.position(file.path, params.position))


@server.feature(
    lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["@", "#", "/"])
)
def _completion(ls: ExplainerServer, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    at = _at(ls, params)
    return at.project.converter.completions(at.ask(completions)) if at else None


@server.feature(lsp.TEXT_DOCUMENT_HOVER)
def _hover(ls: ExplainerServer, params: lsp.HoverParams) -> lsp.Hover | None:
    at = _at(ls, params)
    found = at.ask(hover) if at else None
    return at.project.converter.hover(found) if at and found else None


@server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
def _definition(ls: ExplainerServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    at = _at(ls, params)
    place = at.ask(navigation.definition) if at else None
    return at.project.converter.location(place) if at and place else None


@server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
async def _references(ls: ExplainerServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    at = _at(ls, params)
    if at is None:
        return []
    places = await asyncio.to_thread(
        navigation.references,
        at.project.workspace,
        at.path,
        at.line,
        at.column,
        declaration=params.context.include_declaration,
    )
    return list(map(at.project.converter.location, places))


@server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
def _prepare_rename(
    ls: ExplainerServer, params: lsp.PrepareRenameParams
) -> lsp.PrepareRenamePlaceholder | None:
    at = _at(ls, params)
    if at is None:
        return None
    with _refusals():
        name, old = at.ask(renamable)
    return lsp.PrepareRenamePlaceholder(at.project.converter.range(name.place), old)


@server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
async def _rename(ls: ExplainerServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    at = _at(ls, params)
    if at is None:
        return None
    with _refusals():
        change = await asyncio.to_thread(at.ask, rename, params.new_name)
        if change.renames and not _can(ls, lsp.ResourceOperationKind.Rename):
            message = f"this editor renames no files; rename {change.renames[0][0]} by hand"
            raise RenameError(message)
    return at.project.converter.workspace_edit(change)


@contextlib.contextmanager
def _refusals() -> Any:  # noqa: ANN401  (an iterator of nothing)
    """Say to the editor why something cannot be renamed."""
    try:
        yield
    except RenameError as error:
        raise JsonRpcInvalidParams(str(error)) from error


def _can(ls: ExplainerServer, operation: lsp.ResourceOperationKind) -> bool:
    operations = ls.supports("workspace", "workspace_edit", "resource_operations")
    return operation in (operations or ())


@server.feature(
    lsp.TEXT_DOCUMENT_CODE_ACTION,
    lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix]),
)
async def _actions(ls: ExplainerServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    file = ls.file(params.text_document.uri)
    if file is None:
        return []
    first, last = params.range.start.line + 1, params.range.end.line + 1
    found = await asyncio.to_thread(fixes, file.project.workspace, file.path, first, last)
    creates = _can(ls, lsp.ResourceOperationKind.Create)
    return [
        _action(ls, file.project.converter, fix)
        for fix in found
        if creates or not fix.change.new_files
    ]


def _action(ls: ExplainerServer, converter: Converter, fix: Fix) -> lsp.CodeAction:
    command = None
    if fix.cursor and ls.supports("window", "show_document", "support"):
        # The comment is not there yet: columns in front of it stay as they are.
        line, column = fix.cursor.line - 1, fix.cursor.column - 1
        arguments = [converter.uri(fix.cursor.path), line, column]
        command = lsp.Command("Write the reason", CURSOR_COMMAND, arguments=arguments)
    return lsp.CodeAction(
        title=fix.title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[converter.diagnostic(fix.problem)],
        is_preferred=fix.preferred or None,
        edit=converter.workspace_edit(fix.change),
        command=command,
    )


@server.command(CURSOR_COMMAND)
async def _go_on(ls: ExplainerServer, uri: str, line: int, column: int) -> None:
    file = ls.file(uri)
    text = file.project.workspace.text(file.path) if file else None
    if file is None or text is None:
        return
    lines = text.split("\n")
    codec = ls.workspace.position_codec
    position = codec.position_to_client_units(lines, lsp.Position(line, column))
    await ls.window_show_document_async(
        lsp.ShowDocumentParams(uri, take_focus=True, selection=lsp.Range(position, position))
    )
