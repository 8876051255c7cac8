"""The maintainers' guide: what there is to type, to set and to write is all in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer import rules
from explainer.cli import main
from explainer.markdown.fields_block import DOCUMENTED_FIELDS
from explainer.markdown.options import IGNORE_FIELDS, OPTIONS
from explainer.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUIDE = projects.ROOT / "docs" / "contribute"
REFERENCE = (GUIDE / "reference.md").read_text(encoding="utf-8")
README = (projects.ROOT / "README.md").read_text(encoding="utf-8")

LIST_FORMATS = (
    "README.md",
    "docs/contribute/architecture.md",
    "docs/contribute/decisions.md",
    "docs/contribute/publish.md",
    "docs/contribute/reference.md",
    "scripts/explainer/__init__.py",
)


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        elif command:
            yield " ".join((*before, name)), command


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_commands(name: str) -> None:
    """A command is in the reference and in the README, and each of its options beside its name."""
    assert f"`explainer {name}" in REFERENCE
    assert f"explainer {name}" in README
    rows = [line for line in REFERENCE.splitlines() if line.startswith("| `--")]
    # The command is in the second column, with others.
    mine = [row for row in rows if name in re.split(r", | \| ", row.split(" | ")[1])]
    for parameter in COMMANDS[name].params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            if option.startswith("--") and option != "--help":
                assert any(re.search(rf"`{option}[ `]", row) for row in mine), option


@pytest.mark.parametrize("path", sorted(GUIDE.glob("*.md")), ids=lambda path: path.stem)
def test_typed(path: Path) -> None:
    """What the guide has people type is a command that there is, with options that it has."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"^(?:\S*/)?explainer ([a-z].*)$", text, re.MULTILINE):
        name = next((each for each in COMMANDS if f"{line} ".startswith(f"{each} ")), None)
        assert name, line
        known = {
            option for it in COMMANDS[name].params for option in (*it.opts, *it.secondary_opts)
        }
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known, line


def test_rules(built: Path) -> None:
    """The page of rules has every rule by its code and name, with what it holds."""
    page = LexborHTMLParser((built / "rules" / "index.html").read_text(encoding="utf-8"))
    headings = [node.text() for node in page.css(".explainer-rules h3")]
    for rule in rules.all_rules():
        assert any(rule.code in text and rule.name in text for text in headings), rule.code


def test_settings(built: Path) -> None:
    """The reference has every option of the extension, and every part of an entry of `ignore`."""
    page = (built / "contribute" / "reference" / "index.html").read_text(encoding="utf-8")
    names = [node.text() for node in LexborHTMLParser(page).css(".explainer-fields td code")]

    assert {option.name for option in OPTIONS} <= set(names)
    assert {field.name for field in IGNORE_FIELDS} <= set(names)


def test_files() -> None:
    """The reference names every kind of file, and the page of rules lists the fields of each."""
    listed = (projects.ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for kind, fields in DOCUMENTED_FIELDS.items():
        asked = "/// fields\n" if kind == "source" else f"/// fields | {kind}\n"
        assert fields
        assert asked in listed + REFERENCE, kind
    for name in (
        "sources/",
        "claims/",
        "article.yml",
        "timeline.yml",
        "comparisons/",
        "positions/",
    ):
        assert f"docs/{name}" in REFERENCE
    for name in ("vocabulary.yml", "glossary.md", "checks.yml", "assets/"):
        assert f"docs/{name}" in REFERENCE


def test_adopting() -> None:
    """The README and the guide have people do the same on an existing site."""
    guide = (GUIDE / "adopt.md").read_text(encoding="utf-8")
    for block in re.findall(r"^ *```(?:sh|yaml)\n.*?^ *```$", guide, re.MULTILINE | re.DOTALL):
        assert block in README, block


def test_action() -> None:
    """The workflows of the guide give the action inputs that it has, and every input is named."""
    guide = (GUIDE / "publish.md").read_text(encoding="utf-8")
    action = yaml.safe_load((projects.ROOT / "action.yml").read_text(encoding="utf-8"))
    rows = set(re.findall(r"^\| `([\w-]+)` \|", guide.partition("| input |")[2], re.MULTILINE))
    pinned = re.findall(r"uses: (?!<)(\S+)", guide)
    workflow = re.search(r'^```yaml title=".github.*?\n(.*?)^```', guide, re.DOTALL | re.MULTILINE)
    assert workflow
    written = yaml.safe_load(workflow[1])

    assert set(action["inputs"]) <= rows
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each) for each in pinned)
    assert written["permissions"] == {}
    assert set(written["jobs"]["check"]["steps"][-1]["with"]) <= set(action["inputs"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("path", LIST_FORMATS)
def test_report_formats(path: str, form: str) -> None:
    """Each place that lists the formats of reports names every one of them."""
    text = (projects.ROOT / path).read_text(encoding="utf-8")

    assert re.search(rf"\b{re.escape(form)}\b", text, re.IGNORECASE), form


def test_reached(built: Path) -> None:
    """The guide is reached from the footer of a page, and not from its navigation."""
    page = LexborHTMLParser((built / "faq" / "index.html").read_text(encoding="utf-8"))

    assert page.css_matches(".explainer-footer a[href='../contribute/']")
    assert not page.css_matches(".md-nav a[href*='contribute']")
