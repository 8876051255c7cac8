"""The language server, asked by a real client over its standard input and output."""

from __future__ import annotations

import os
import sys
from subprocess import run
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.workspace import PositionCodec

import editing
import projects
from explainer.editor.lsp_types import Converter
from explainer.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from editing import Client
    from explainer.workspace import Workspace

SEA = "docs/sea.md"
INDEX = "docs/index.md"
NOAA = "docs/sources/noaa.yml"
CLAIM = "docs/claims/land-faster.md"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An editor with the small project open, for tests that leave its texts as they are."""
    client = editing.Client(projects.write(tmp_path_factory.mktemp("heat"), editing.FILES))
    client.start()
    for path in (SEA, INDEX, NOAA, CLAIM):
        client.open(path, editing.FILES[path])
    yield client
    assert client.stop() == 0


def position(path: str, written: str, more: int = 0) -> lsp.Position:
    """The position of what is written in a file of the project, in UTF-16."""
    before = editing.FILES[path][: editing.FILES[path].index(written) + more]
    return lsp.Position(before.count("\n"), len(before) - before.rfind("\n") - 1)


def text_of(found: lsp.Range, text: str) -> str:
    """What a range of one line in UTF-16 holds."""
    assert found.start.line == found.end.line
    line = text.split("\n")[found.start.line].encode("utf-16-le")
    return line[2 * found.start.character : 2 * found.end.character].decode("utf-16-le")


def test_problems_as_one_types(client: Client) -> None:
    """A problem appears with what is typed, and goes with it, on disk or not."""
    text = editing.FILES[SEA] + "\n𝄞 It is 𝄞 bare. It warms. [@naoa]\n"
    client.type(SEA, text)
    found = client.problems(SEA)
    client.type(SEA, editing.FILES[SEA])
    after = client.problems(SEA)

    assert [each.code for each in found] == ["CIT101", "CIT102"]
    assert text_of(found[0].range, text) == "𝄞 It is 𝄞 bare."
    assert text_of(found[1].range, text) == "@naoa"
    assert found[1].message == (
        "unknown source 'naoa'\nhint: cite 'noaa', or add docs/sources/naoa.yml"
    )
    assert found[0].severity == lsp.DiagnosticSeverity.Warning
    assert after == []


def test_problems_of_other_files(client: Client) -> None:
    """A change of a source is a problem of the page that cites it."""
    client.type(NOAA, editing.FILES[NOAA].replace("slug: sea", "slug: ocean"))
    client.problems(NOAA)
    found = client.problems(SEA)
    client.type(NOAA, editing.FILES[NOAA])
    client.problems(NOAA)

    assert [each.code for each in found] == ["CIT103"]
    assert client.problems(SEA) == []


def test_completion(client: Client) -> None:
    """Keys are offered behind an at sign, with the place where they belong."""
    text = editing.FILES[SEA] + "\n𝄞 It warms. [@no"
    client.type(SEA, text)
    place = lsp.Position(text.count("\n"), len("𝄞 It warms. [@no") + 1)
    params = lsp.CompletionParams(client.document(SEA), place)
    found = client.run(client.client.text_document_completion_async(params))
    client.type(SEA, editing.FILES[SEA])
    items = {item.label: item for item in found.items}

    assert list(items)[:3] == ["analysis", "definition", "about"]
    assert items["noaa"].text_edit.new_text == "noaa"
    assert text_of(items["noaa"].text_edit.range, text) == "no"
    assert items["noaa"].filter_text.startswith("noaa")
    assert "1.8 °C" in items["noaa"].documentation.value
    assert (
        items["noaa"].sort_text < items["claims/land-faster"].sort_text < items["about"].sort_text
    )


def test_hover(client: Client) -> None:
    """A citation tells its passage, in Markdown."""
    params = lsp.HoverParams(client.document(SEA), position(SEA, "sea]"))
    found = client.run(client.client.text_document_hover_async(params))

    assert found.contents.kind == lsp.MarkupKind.Markdown
    assert found.contents.value.startswith("**The sea has warmed by 0.9 °C since 1901.**")
    assert text_of(found.range, editing.FILES[SEA]) == "sea"


def test_definition_and_references(client: Client) -> None:
    """A citation leads to the line of its passage, and that to every citation."""
    definition = lsp.DefinitionParams(client.document(SEA), position(SEA, "sea]"))
    context = lsp.ReferenceContext(include_declaration=False)
    references = lsp.ReferenceParams(context, client.document(SEA), position(SEA, "noaa#"))
    defined = client.run(client.client.text_document_definition_async(definition))
    cited = client.run(client.client.text_document_references_async(references))

    assert defined.uri == client.uri(NOAA)
    assert text_of(defined.range, editing.FILES[NOAA]) == "sea"
    assert [each.uri for each in cited] == [client.uri(CLAIM)] * 2 + [client.uri(SEA)]


def test_rename(client: Client) -> None:
    """A new slug of a claim is an edit of each file, and then the new name of its own."""
    where = position(INDEX, "land-faster]")
    prepare = lsp.PrepareRenameParams(client.document(INDEX), where)
    prepared = client.run(client.client.text_document_prepare_rename_async(prepare))
    params = lsp.RenameParams(client.document(INDEX), where, "land-and-sea")
    *edits, renamed = client.run(client.client.text_document_rename_async(params)).document_changes

    assert prepared.placeholder == "land-faster"
    assert [edit.text_document.uri for edit in edits] == [
        client.uri(INDEX),
        client.uri("mkdocs.yml"),
    ]
    assert [each.new_text for each in edits[0].edits] == [
        "land-and-sea",
        "claims/land-and-sea.md",
    ]
    assert isinstance(edits[0].text_document.version, int)
    assert (renamed.kind, renamed.old_uri) == ("rename", client.uri(CLAIM))
    assert renamed.new_uri == client.uri("docs/claims/land-and-sea.md")


def test_a_rename_that_cannot_be(client: Client) -> None:
    """The editor is told why something cannot be called that."""
    params = lsp.RenameParams(client.document(SEA), position(SEA, "noaa#"), "ipcc")

    with pytest.raises(JsonRpcException, match=r"there is a file docs/sources/ipcc\.yml already"):
        client.run(client.client.text_document_rename_async(params))


def test_quick_fixes(client: Client) -> None:
    """A problem is mended by an edit; a waiver leaves the cursor where its reason belongs."""
    text = editing.FILES[SEA] + "\nIt 𝄞 warms. [@naoa#sea]\n"
    client.type(SEA, text)
    (problem,) = client.problems(SEA)
    context = lsp.CodeActionContext([problem])
    params = lsp.CodeActionParams(client.document(SEA), problem.range, context)
    meant, waiver = client.run(client.client.text_document_code_action_async(params))
    (change,) = meant.edit.document_changes
    command = lsp.ExecuteCommandParams(waiver.command.command, waiver.command.arguments)
    client.run(client.client.workspace_execute_command_async(command))
    client.type(SEA, editing.FILES[SEA])

    assert (meant.title, meant.is_preferred) == ("Cite 'noaa'", True)
    assert meant.kind == lsp.CodeActionKind.QuickFix
    assert text_of(change.edits[0].range, text) == "naoa"
    assert "reason" in waiver.title
    assert client.shown[-1].uri == client.uri(SEA)


def test_what_others_save(client: Client) -> None:
    """A file that changes on disk is checked when the editor says so, and a closed one as saved."""
    (client.root / "docs/new.md").write_text("# New\n\nIt is bare.\n", encoding="utf-8")
    event = lsp.FileEvent(client.uri("docs/new.md"), lsp.FileChangeType.Created)
    changed = lsp.DidChangeWatchedFilesParams([event])
    client.client.workspace_did_change_watched_files(changed)
    while not client.problems("docs/new.md"):
        pass
    (client.root / "docs/new.md").unlink()
    client.open("docs/new.md", "")
    client.close("docs/new.md")
    client.type(SEA, editing.FILES[SEA])
    client.problems(SEA)

    assert client.problems("docs/new.md") == []


def test_a_folder_that_is_no_explainer(client: Client, tmp_path: Path) -> None:
    """Files outside of a project, and in a site without the extension, are left alone."""
    bare = "# Bare\n\nIt is.\n"
    projects.write(tmp_path, {"site/mkdocs.yml": "site_name: X\n", "site/docs/index.md": bare})
    path = str(tmp_path / "site/docs/index.md")
    client.open(path, bare)
    outside = lsp.HoverParams(client.document(str(tmp_path / "note.md")), lsp.Position(0, 0))

    assert client.problems(path) == []
    assert client.run(client.client.text_document_hover_async(outside)) is None


NOISY = """\
from markdown.extensions.tables import TableExtension

def makeExtension(**_):
    print("made", end="", flush=True)
    return TableExtension()
"""


def test_another_encoding_and_chosen_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Characters are counted as the editor prefers, and its settings choose the rules.

    What an extension of the project prints does not come among the messages.
    """
    settings = editing.FILES["mkdocs.yml"].replace("extensions:", "extensions:\n  - noisy")
    files = {**editing.FILES, "mkdocs.yml": settings, "python/noisy.py": NOISY}
    client = editing.Client(projects.write(tmp_path, files))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "python"), prepend=os.pathsep)
    result = client.start("utf-8", {"ignore": "CIT102"})
    text = editing.FILES[SEA] + "\n𝄞 It is bare. Ä warms. [@naoa]\n"
    client.open(SEA, text)
    (problem,) = client.problems(SEA)
    line = text.split("\n")[problem.range.start.line].encode()
    code = client.stop()

    assert result.capabilities.position_encoding == "utf-8"
    written = line[problem.range.start.character : problem.range.end.character]
    assert written.decode() == "𝄞 It is bare."
    assert code == 0


def test_a_broken_settings_file(client: Client) -> None:
    """It is an error at its place, which goes when it is mended."""
    client.open("mkdocs.yml", editing.FILES["mkdocs.yml"] + "\tx: y\n")
    (broken,) = client.problems("mkdocs.yml")
    client.type("mkdocs.yml", editing.FILES["mkdocs.yml"])
    mended = client.problems("mkdocs.yml")

    assert broken.severity == lsp.DiagnosticSeverity.Error
    assert broken.message.startswith("is not YAML: a tab indents this line")
    assert mended == []


ENCODINGS = {"utf-8": 4, "utf-16": 2, "utf-32": 1}
"""How many units a character of the upper planes is."""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("column", [1, 2, 3, 9])
def test_positions(encoding: str, column: int, shared: Workspace) -> None:
    """A place becomes a range, and its start a place again, in any units."""
    shared.update(SEA, "\U0001d11e ab\r\n")
    converter = Converter(shared, PositionCodec(lsp.PositionEncodingKind(encoding)))
    end = converter.position(SEA, lsp.Position(0, 99))
    found = converter.range(Place(SEA, 1, column)).start
    back = converter.position(SEA, found)
    beyond = converter.position(SEA, lsp.Position(7, 99))
    shared.update(SEA, None)

    units = 0 if column == 1 else min(column, 5) - 2 + ENCODINGS[encoding]
    assert found == lsp.Position(0, units)
    assert back == (1, min(column, 5))
    assert beyond == (2, 1)
    assert end == (1, 5)


def test_without_the_extra(tmp_path: Path) -> None:
    """Without the library, one sentence says how to get it."""
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('pygls')", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        " from explainer.cli import main; main(['lsp'])"
    )
    result = run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert result.returncode == 2
    assert result.stderr == (
        "error: the language server needs pygls: pip install 'mkdocs-explainer[lsp]'\n"
    )
