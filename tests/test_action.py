"""`action.yml`: its steps do in a shell, with the variables that GitHub sets, what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import pytest
import yaml

import projects
from explainer.cli import main
from explainer.report import FORMATS
from installing import ROOT, WHEELS, Environment, clean

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
DEFAULTS = {name: each["default"] for name, each in ACTION["inputs"].items()}
STEPS = {each["name"]: each for each in ACTION["runs"]["steps"] if "run" in each}
FILES = {
    **projects.BASE,
    "docs/index.md": "# Home\n\nThe air has warmed. [@ipcc#warming]\nIt's `$(touch x)`.\n",
    "site/index.html": "<main><a href='gone.html'>x</a></main>",
}


class Ran(NamedTuple):
    """A step that was run: its exit code, what it wrote to the log, its output, its summary."""

    code: int
    log: str
    sarif: str
    summary: str


def given(value: str, inputs: Mapping[str, str]) -> str:
    """A value of a step, with the inputs in it."""
    return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: inputs[found[1]], value)


def run(name: str, repository: Path, programs: str, **inputs: str) -> Ran:
    """Run a step in a repository as GitHub does; `programs` is the first folder of `PATH`."""
    step = STEPS[name]
    values = DEFAULTS | inputs
    scratch = repository.parent / "runner"
    scratch.mkdir(exist_ok=True)
    files = {"GITHUB_OUTPUT": scratch / "output", "GITHUB_STEP_SUMMARY": scratch / "summary"}
    for file in files.values():
        file.write_text("")
    script = scratch / "step.sh"
    script.write_text(step["run"])
    env = {
        **clean(),
        **{variable: given(value, values) for variable, value in step["env"].items()},
        **{variable: str(file) for variable, file in files.items()},
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(repository),
        "RUNNER_TEMP": str(scratch),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    folder = repository / given(step.get("working-directory", "."), values)
    words = ("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
    done = subprocess.run(
        words, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False
    )
    written = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
    summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    return Ran(done.returncode, done.stdout + done.stderr, written.get("sarif", ""), summary)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project in a folder of it."""
    projects.write(tmp_path / "work" / "web", FILES)
    (tmp_path / "work" / ".git").mkdir()
    return tmp_path / "work"


@pytest.fixture
def commands(tmp_path: Path) -> str:
    """A folder with a command `explainer` that runs this package."""
    file = tmp_path / "bin" / "explainer"
    file.parent.mkdir()
    package = ROOT / "scripts"
    file.write_text(f'#!/bin/sh\nPYTHONPATH={package} exec {sys.executable} -m explainer "$@"\n')
    file.chmod(0o755)
    return str(file.parent)


def rules_in(file: str) -> list[str]:
    """The rules of the results in a SARIF file."""
    log: Any = json.loads(Path(file).read_text(encoding="utf-8"))
    return [each["ruleId"] for each in log["runs"][0]["results"]]


def test_check(repository: Path, commands: str) -> None:
    """Problems are annotated with paths from the repository's root, and the job fails."""
    ran = run("Check", repository, commands, path="web")

    assert ran.code == 1
    assert ran.log.startswith("::error file=web/docs/index.md,line=4,"), ran.log
    assert rules_in(ran.sarif) == ["CIT101"]
    assert ran.summary.startswith("### explainer check\n\n~~~~text\ndocs/index.md:4:1: CIT101 ")
    assert ran.summary.endswith("claims.\n~~~~\n")
    assert not list(repository.rglob("x"))


def test_both(repository: Path, commands: str) -> None:
    """Both commands run, with the same options, and the worse one counts."""
    ran = run("Check", repository, commands, command="both", path="web", args="--select=LNK\n")
    mended = {"docs/index.md": "# Home\n\nThe air has warmed. [@ipcc#warming]\n"}
    assert ran.code == 2
    assert sorted(file.name for file in Path(ran.sarif).iterdir()) == ["links.sarif", "links.txt"]
    assert "error: these rules look at a built site" in ran.log
    assert "It could not be checked; the log says why." in ran.summary
    projects.write(repository / "web", mended)
    ran = run("Check", repository, commands, command="both", path="web", format="text")

    assert ran.code == 1
    assert "No problem in 1 page" in ran.log
    assert "site/index.html:1:16: LNK101 no page at 'gone.html'" in ran.log
    assert [rules_in(f"{ran.sarif}/{name}.sarif") for name in ("check", "links")] == [
        [],
        ["LNK101"],
    ]


def test_links(repository: Path, commands: str) -> None:
    """Any folder of HTML is checked, and options may have spaces and signs of the shell."""
    projects.write(repository, {"a b/c.html": "<a href='$(touch x)'>x</a>"})
    options = "--ignore-url=[$].touch x\n\n--statistics"
    ran = run("Check", repository, commands, command="links", site="a b", args=options)

    assert (ran.code, ran.log) == (0, "")
    assert "Ignored: 1 link to '[$].touch x'" in ran.summary
    assert not list(repository.rglob("x"))


def test_wrong_command(repository: Path, commands: str) -> None:
    """What is no command is said as an annotation."""
    ran = run("Check", repository, commands, command="lint")

    assert ran.code == 2
    assert ran.log == "::error title=Explainer::'command' is check, links or both, and not 'lint'\n"


@pytest.mark.parametrize(
    ("inputs", "what"),
    [
        ({}, str(ROOT)),
        ({"args": "--web"}, f"{ROOT}[web]"),
        ({"version": "1.2.3"}, "mkdocs-explainer==1.2.3"),
        ({"version": "1.2.3", "args": "--web"}, "mkdocs-explainer[web]==1.2.3"),
        ({"version": "./dist/a.whl"}, "./dist/a.whl"),
    ],
)
def test_what_is_installed(
    tmp_path: Path, repository: Path, inputs: dict[str, str], what: str
) -> None:
    """By default the action installs what it came with, else a version or a file."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done\n')
    python.chmod(0o755)
    ran = run("Install Explainer", repository, str(python.parent), **inputs)

    assert ran.log.split() == [
        "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what,
    ]  # fmt: skip


@pytest.mark.parametrize("installed", ["wheel"], indirect=True)
def test_installed(tmp_path: Path, repository: Path, installed: Environment, wheel: Path) -> None:
    """The step installs the wheel, and the next one runs it."""
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    # The environment has no pip of its own.
    python.write_text(
        f'#!/bin/sh\nshift 2\nexec {sys.executable} -m pip --python {installed.python} "$@"\n'
    )
    python.chmod(0o755)
    step = run("Install Explainer", repository, str(python.parent), version=str(wheel))
    ran = run("Check", repository, str(installed.folder / "bin"), command="both", path="web")

    assert WHEELS.is_dir()
    assert step.code == 0, step.log
    assert ran.code == 1
    assert re.findall(r"title=(\w+)", ran.log) == ["CIT101", "LNK101"]


def test_described() -> None:
    """Steps of others are pinned, inputs never stand in a script, and each is used."""
    steps = ACTION["runs"]["steps"]
    text = (ROOT / "action.yml").read_text(encoding="utf-8")

    assert all(
        re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each["uses"]) for each in steps if "uses" in each
    )
    assert not any("${{" in each["run"] for each in STEPS.values())
    for name in DEFAULTS:
        assert f"inputs.{name}" in text.partition("runs:")[2], name
    assert all(form in ACTION["inputs"]["format"]["description"] for form in FORMATS)
    assert {"check", "links"} <= set(main.list_commands(click.Context(main)))
