"""The values of the other modules as those of the Language Server Protocol, and back."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls import uris

from explainer.editor import completion
from explainer.workspace import UNREADABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pygls.workspace import PositionCodec

    from explainer.editor.completion import Completion
    from explainer.editor.edits import Change
    from explainer.editor.hover import Hover
    from explainer.model import Place, Problem
    from explainer.workspace import Workspace

_KINDS = {
    completion.SOURCE: lsp.CompletionItemKind.Reference,
    completion.PASSAGE: lsp.CompletionItemKind.Text,
    completion.CLAIM: lsp.CompletionItemKind.File,
    completion.LABEL: lsp.CompletionItemKind.Keyword,
    completion.FIELD: lsp.CompletionItemKind.Field,
    completion.VALUE: lsp.CompletionItemKind.EnumMember,
}
_ORDER = list(_KINDS)


class Converter:
    """
    Converts places in the files of one project.

    `codec` has the units in which the editor counts the characters of a line. `opened` are the URIs
    of open files as the editor writes them, by paths, and `versions` the versions of their texts.
    """

    def __init__(self, workspace: Workspace, codec: PositionCodec) -> None:
        """Take the project, and the units of the editor."""
        self._workspace = workspace
        self._codec = codec
        self.opened: dict[str, str] = {}
        self.versions: dict[str, int | None] = {}

    def uri(self, path: str) -> str:
        """The URI of a file."""
        return self.opened.get(path) or uris.from_fs_path(str(self._workspace.root / path)) or ""

    def position(self, path: str, position: lsp.Position) -> tuple[int, int]:
        """The line and the column, from 1, of a position in a file."""
        lines = self._lines(path)
        line = min(position.line, len(lines) - 1)
        # The library takes a character behind the end of a line for the last one on it.
        most = self._codec.client_num_units(lines[line])
        inside = lsp.Position(line, min(position.character, most))
        found = self._codec.position_from_client_units(lines, inside)
        return found.line + 1, found.character + 1

    def range(self, place: Place) -> lsp.Range:
        """The range of a place."""
        lines = self._lines(place.path)
        start = self._to_position(lines, place.line, place.column)
        return lsp.Range(start, self._to_position(lines, place.end_line, place.end_column))

    def location(self, place: Place) -> lsp.Location:
        """The location of a place."""
        return lsp.Location(self.uri(place.path), self.range(place))

    def _lines(self, path: str) -> list[str]:
        return _split(self._workspace.text(path) or "")

    def _to_position(self, lines: Sequence[str], line: int, column: int) -> lsp.Position:
        if line > len(lines):
            # A place that ends with the file's last line break ends in front of the next line.
            return lsp.Position(len(lines), 0)
        return self._codec.position_to_client_units(lines, lsp.Position(line - 1, column - 1))

    def diagnostic(self, problem: Problem) -> lsp.Diagnostic:
        """A problem, with its hint in a second line."""
        hint = f"\nhint: {problem.hint}" if problem.hint else ""
        error = problem.code == UNREADABLE
        others = [
            lsp.DiagnosticRelatedInformation(self.location(place), "here, too")
            for place in problem.also
        ]
        return lsp.Diagnostic(
            range=self.range(problem.place),
            message=f"{problem.message}{hint}",
            severity=lsp.DiagnosticSeverity.Error if error else lsp.DiagnosticSeverity.Warning,
            code=problem.code,
            source="explainer",
            related_information=others or None,
        )

    def completions(self, found: Iterable[Completion]) -> lsp.CompletionList:
        """What may be written, in the order of the kinds."""
        return lsp.CompletionList(is_incomplete=False, items=list(map(self._completion, found)))

    def _completion(self, each: Completion) -> lsp.CompletionItem:
        label = each.text.rstrip(": ")
        return lsp.CompletionItem(
            label=label,
            kind=_KINDS[each.kind],
            detail=each.detail or None,
            documentation=_markdown(each.markdown) if each.markdown else None,
            filter_text=each.matches or label,
            sort_text=f"{_ORDER.index(each.kind)} {label}",
            text_edit=lsp.TextEdit(self.range(each.place), each.text),
        )

    def hover(self, found: Hover) -> lsp.Hover:
        """What is known of a place."""
        return lsp.Hover(_markdown(found.markdown), self.range(found.place))

    def workspace_edit(self, change: Change) -> lsp.WorkspaceEdit:
        """A change of files, in the order in which it is made."""
        edits: dict[str, list[lsp.TextEdit]] = {}
        for each in change.edits:
            edit = lsp.TextEdit(self.range(each.place), each.text)
            edits.setdefault(each.place.path, []).append(edit)
        options = lsp.CreateFileOptions(ignore_if_exists=True)
        return lsp.WorkspaceEdit(
            document_changes=[
                *(lsp.CreateFile(uri=self.uri(path), options=options) for path in change.new_files),
                *(
                    lsp.TextDocumentEdit(
                        lsp.OptionalVersionedTextDocumentIdentifier(
                            self.uri(path), self.versions.get(path)
                        ),
                        each,
                    )
                    for path, each in edits.items()
                ),
                *(
                    lsp.RenameFile(old_uri=self.uri(old), new_uri=self.uri(new))
                    for old, new in change.renames
                ),
            ]
        )


# All that is offered at one position is for the same place.
@functools.lru_cache(maxsize=8)
def _split(text: str) -> list[str]:
    return text.split("\n")


def _markdown(text: str) -> lsp.MarkupContent:
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
