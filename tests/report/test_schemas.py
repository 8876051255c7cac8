"""SARIF and JUnit: what commands write is valid, and says where in the repository it is."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fastjsonschema
import pytest
from lxml import etree

import projects
from explainer.cli.common import lines_of
from explainer.model import Place, Problem
from explainer.report import FORMATS, Report, render
from explainer.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = Path(__file__).parent / "schemas"
PAGE = "# Heat\n\nIt warmed by 5 %. [@ipcc#warming]\n\nIt's so, [they say](gone.md).\n"
FILES = {
    **projects.BASE,
    "docs/a b/heat.md": PAGE,
    "docs/cold.md": "# Cold\n\nIt is cold. [@about]\n",
    "site/a b/heat/index.html": "<main><p><a href='gone.md'>they say</a></p></main>",
    "site/index.html": "<main><a href='\x01'>x</a></main>",
}


@functools.cache
def sarif_schema() -> Callable[[Any], object]:
    """What raises an error for what is not SARIF 2.1.0."""
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validate: Callable[[Any], object] = fastjsonschema.compile(schema)
    return validate


@functools.cache
def junit_schema() -> etree.XMLSchema:
    """The schema of JUnit's XML."""
    return etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a project in a folder of it."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    (tmp_path / ".git").mkdir()
    projects.write(tmp_path / "web", FILES)
    return tmp_path


def said(folder: Path, *words: str) -> str:
    """The output of a command in a folder."""
    return projects.run(folder, *words).output


def uris(log: Any) -> list[str]:  # noqa: ANN401  (what is in JSON)
    """The files of the results of a SARIF log."""
    locations = [each["locations"][0]["physicalLocation"] for each in log["runs"][0]["results"]]
    return [each["artifactLocation"]["uri"] for each in locations]


@pytest.mark.parametrize("command", [("check",), ("links", "site")], ids=lambda words: words[0])
def test_valid(repository: Path, command: tuple[str, ...]) -> None:
    """The output of each command is valid, with problems and without."""
    for rules in ((), ("--select=TXT110",) if command == ("check",) else ("--select=LNK119",)):
        log = json.loads(said(repository / "web", *command, "--format=sarif", *rules))
        tests = etree.fromstring(
            said(repository / "web", *command, "--format=junit", *rules).encode()
        )

        sarif_schema()(log)
        junit_schema().assertValid(tests)
        assert bool(log["runs"][0]["results"]) is not bool(rules)
        assert bool(tests.findall(".//failure")) is not bool(rules)
        assert log["runs"][0]["automationDetails"]["id"] == f"explainer {command[0]}/"


def test_every_rule() -> None:
    """What SARIF says of each rule is valid, and has its help."""
    problems = [
        Problem(Place("a.md", 2, 1, 3, 1), rule.code, rule.name, "m", "h", 2, "", (Place("/b"),), 2)
        for rule in all_rules()
    ]
    log = json.loads(render(Report(tuple(problems)), "sarif"))
    sarif_schema()(log)
    described = log["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in described] == [rule.code for rule in all_rules()]
    assert all(rule["help"]["markdown"] and rule["helpUri"] for rule in described)
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in described}
    assert (levels["LNK101"], levels["LNK301"]) == ("error", "warning")


@pytest.mark.parametrize("where", ["", "web", "web/docs"])
def test_paths(repository: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Paths are relative to the repository's root, wherever the command runs."""
    project = str(repository / "web")
    folder = repository / where
    log = json.loads(said(folder, "check", project, "--format=sarif"))
    annotations = said(folder, "check", project, "--format=github")
    tests = said(folder, "check", project, "--format=junit")

    assert set(uris(log)) == {"web/docs/a%20b/heat.md"}
    assert annotations.startswith("::error file=web/docs/a b/heat.md,line=3,")
    assert 'testcase name="web/docs/cold.md"' in tests
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / "web"))
    assert "file=web/docs/a b/heat.md" in said(folder, "check", project, "--format=github")
    (repository / ".git").rmdir()
    assert "file=docs/a b/heat.md" in said(folder, "check", project, "--format=github")


def test_workspace_with_modules(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository that is in the one of the workflow, paths are those of the latter."""
    (repository / "web" / ".git").write_text("gitdir: ../.git/modules/web\n")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))

    assert "file=web/docs/a b/heat.md" in said(repository / "web", "check", "--format=github")


def test_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, paths are relative to the working folder, or absolute."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    projects.write(tmp_path / "web", FILES)
    projects.write(tmp_path / "other", {"a.txt": "a"})
    inside = json.loads(said(tmp_path, "check", "web", "--format=sarif"))
    outside = json.loads(said(tmp_path / "other", "check", "../web", "--format=sarif"))

    assert set(uris(inside)) == {"web/docs/a%20b/heat.md"}
    assert set(uris(outside)) == {f"file://{tmp_path}/web/docs/a%20b/heat.md"}
    sarif_schema()(outside)


def test_fingerprints(repository: Path) -> None:
    """A problem keeps its fingerprint if its line moves, and no two have the same."""

    def fingerprints() -> list[str]:
        lines_of.cache_clear()
        log = json.loads(said(repository / "web", "check", "--format=sarif"))
        results = log["runs"][0]["results"]
        return [each["partialFingerprints"]["explainerProblem/v1"] for each in results]

    projects.write(repository / "web", {"docs/a b/heat.md": f"{PAGE}It is.\n\nIt is.\n"})
    before = fingerprints()
    projects.write(repository / "web", {"docs/a b/heat.md": f"\n\n{PAGE}It is.\n\nIt is.\n"})

    assert before == fingerprints()
    assert len(set(before)) == len(before) > 2


def test_output(repository: Path) -> None:
    """A run writes each further format to a file, and the first one to standard output."""
    files = {form: repository / "out" / f"report.{form}" for form in FORMATS}
    options = [f"--output={form}={file}" for form, file in files.items()]
    for command in (["check"], ["links", "site"]):
        printed = {form: said(repository / "web", *command, f"--format={form}") for form in FORMATS}
        output = said(repository / "web", *command, "--format=github", *options)

        assert output == printed["github"]
        assert printed == {form: file.read_text("utf-8") for form, file in files.items()}


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("sarif", "'sarif' is not of the form FORMAT=FILE, as in sarif=report.sarif"),
        ("sarif=", "'sarif=' is not of the form FORMAT=FILE, as in sarif=report.sarif"),
        ("sariff=a", "there is no format 'sariff'; did you mean 'sarif'?"),
        ("x=a", f"there is no format 'x'; there are {', '.join(FORMATS)}"),
    ],
)
def test_wrong_output(repository: Path, value: str, says: str) -> None:
    """What is not a format and a file is refused before anything is checked."""
    for command in (["check"], ["links", "site"]):
        result = projects.run(repository / "web", *command, f"--output={value}")

        assert result.exit_code == 2
        assert result.output == f"error: --output: {says}\n"


def test_unwritable_output(repository: Path) -> None:
    """A file that cannot be written is named."""
    result = projects.run(repository / "web", "check", "--output=json=docs/cold.md/report.json")

    assert result.exit_code == 2
    assert "--output: docs/cold.md/report.json cannot be written: " in result.output
