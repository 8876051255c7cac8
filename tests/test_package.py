"""The package as others get it: built, installed away from this repository, and used there."""

from __future__ import annotations

import email
import re
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml

import browsing
import explainer
import projects
from explainer.cli import main
from explainer.theme import file_status
from installing import WHEELS, Environment, commit, git, pip, run, succeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

ROOT = Path(__file__).parent.parent
VERSION = explainer.__version__
MKDOCS = """\
site_name: Warming
theme:
  name: material
  font: false
  custom_dir: overrides
extra: {generator: false}
extra_css: [assets/explainer.css]
exclude_docs: /sources/*.yml
markdown_extensions: [explainer.markdown: {references: template}, footnotes]
"""
PAGE = "# Home\n\nThe air has warmed by 1.1 °C. [@ipcc#warming]\n"
REPORT = "<!doctype html><title>Report</title><p>Since 1850 the air has warmed by 1.1 °C.\n"
SOURCE = """\
type: report
title: Climate Change
publisher: IPCC
issued: 2023-03
URL: {address}/report.html
tier: research
origin: ipcc
passages:
  - slug: warming
    fact: The air has warmed by 1.1 °C since 1850.
    words: the air has warmed by 1.1 °C
"""
WHO = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
COMMIT = ("git", *WHO, "commit", "--quiet", "--all", "--message=More")
LOCAL = ("--allow", browsing.HOST, "--archive-api", "{address}/nothing")

RUNS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "check": ((), 0, "No problem in 1 page"),
    "serve": (("--dev-addr", "nowhere"), 2, "'nowhere' is no address"),
    "links": (("site", "--web", "--select=LNK101,WEB", *LOCAL), 0, "No problem in "),
    "fix": (("site", "--dry-run", *LOCAL), 0, "0 would be written, 0 left."),
    "snapshot": (LOCAL, 0, "1 of 1 sources have the words of all their passages."),
    "evidence": (("docs/index.md:3",), 0, "found in [1] fact"),
    "mutate": (("--count", "5"), 0, "noticed"),
    "review": (("--list",), 0, "0 of 1 sentence that cite something"),
    "theme": ((), 0, "overrides/main.html: current"),
    "new": (("article.txt", "--into", "made", "--title", "Heat"), 0, "made"),
    "diff": ((".",), 0, "Nothing: every sentence"),
    # What it needs is an extra, which is not installed here.
    "mcp": ((), 2, "pip install 'mkdocs-explainer[mcp]'"),
    "todo": ((), 0, "Nothing is left: 1 of 1 sentence"),
    "article list": (("article.txt",), 0, "It warmed."),
    "source add": (
        (
            *("https://example.org/b", "--key", "b", "--type", "report", "--title", "B"),
            *("--publisher", "B", "--issued", "2024", "--tier", "research", "--origin", "b"),
            *("--passage", "b", "--fact", "It cooled.", "--accessed", "2026-11-01"),
        ),
        0,
        "docs/sources/b.yml",
    ),
    "source import": (("refs.bib", "--dry-run"), 0, "1 source would be written, 0 faults."),
    "source export": (("ipcc",), 0, "@techreport{ipcc,"),
    "source list": ((), 0, "ipcc"),
    "source show": (("ipcc",), 0, "docs/index.md:3:32"),
    "article check": (("article.txt",), 1, "docs/article.yml does not know this sentence"),
    # It needs an extra that is not here.
    "lsp": ((), 2, "pip install 'mkdocs-explainer[lsp]'"),
    "schema": (("source",), 0, '"$schema"'),
    "rules": ((), 0, "CIT101  sentence-without-citation"),
    "explain": (("CIT101",), 0, "It reports:"),
    # Last: what it has done to the site is done once.
    "postbuild": (("site",), 0, " written to site."),
}
"""Each command: what it is given in a small project, how it ends, and what it says among others."""


def leaves(group: click.Group, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Every command and group, by its whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield " ".join((*names, name)), command
        if isinstance(command, click.Group):
            yield from leaves(command, *names, name)


COMMANDS = dict(leaves(main))


@pytest.fixture
def project(tmp_path: Path, installed: Environment) -> Iterator[tuple[Path, str]]:
    """A small project, its site, and the address at which its source is."""
    served = projects.write(tmp_path / "served", {"report.html": REPORT})
    folder = tmp_path / "project"
    with browsing.serving(served) as address:
        files = {
            "mkdocs.yml": MKDOCS,
            "docs/index.md": PAGE,
            "docs/sources/ipcc.yml": SOURCE.format(address=address),
            "article.txt": "It warmed.\n",
            "refs.bib": "@book{heat, title={Heat}, publisher={A}, year={2020}}\n",
        }
        projects.write(folder, files)
        written = installed.run(folder, "explainer", "theme", "--write")
        assert written.returncode == 0, written.stdout
        yield folder, address


def site_of(installed: Environment, folder: Path, builder: str) -> str:
    """Build a project's site with a builder of the environment; gives its home page."""
    words = {"mkdocs": ("build", "--strict"), "zensical": ("build", "--clean")}[builder]
    result = installed.run(folder, "python", "-I", "-m", builder, *words)
    assert result.returncode == 0, result.stdout
    return (folder / "site" / "index.html").read_text(encoding="utf-8")


def tracked(folder: Path) -> set[str]:
    """The package's files in a repository, by their paths from the package's own parent."""
    paths = git(folder, "ls-files", "-z", "scripts/explainer").split("\0")
    return {path.removeprefix("scripts/") for path in paths if path}


def in_wheel(file: Path) -> set[str]:
    """The files of a wheel, what it says of itself left out."""
    with zipfile.ZipFile(file) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def in_sdist(file: Path) -> set[str]:
    """The files of a source distribution, from its top."""
    with tarfile.open(file) as archive:
        members = [member.name for member in archive.getmembers() if member.isfile()]
    return {name.partition("/")[2] for name in members}


def test_wheel_is_whole(clone: Path, wheel: Path) -> None:
    """The wheel holds every file of the package and nothing else."""
    assert in_wheel(wheel) == tracked(clone)
    assert f"mkdocs_explainer-{VERSION}-py3-none-any.whl" == wheel.name


def test_wheel_of_odd_files(clone: Path, tmp_path: Path) -> None:
    """Files of any name get into the wheel, also those that begin with a dot or have no suffix."""
    shutil.copytree(clone, tmp_path / "source")
    odd = "scripts/explainer/theme/files/.github/"
    files = {f"{odd}.hidden": "a", f"{odd}name": "a", f"{odd}a b.yml": "a"}
    projects.write(tmp_path / "source", files)
    words = ("-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path)
    succeed(tmp_path / "source", sys.executable, *words)

    names = in_wheel(next(tmp_path.glob("*.whl")))

    assert names == tracked(clone) | {path.removeprefix("scripts/") for path in files}


def test_sdist(clone: Path, sdist: Path) -> None:
    """The source distribution holds the package and what builds and describes it, and no site."""
    beside = {
        name
        for name in in_sdist(sdist)
        if not name.startswith("scripts/explainer/") and ".egg-info/" not in name
    }

    inside = {f"scripts/{name}" for name in tracked(clone)}

    assert in_sdist(sdist) >= inside
    assert beside == {
        "CHANGELOG.md",
        "LICENSE",
        "MANIFEST.in",
        "PKG-INFO",
        "README.md",
        "pyproject.toml",
        "setup.cfg",
    }


def metadata(wheel: Path) -> Message:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(archive.read(name))


def test_metadata(wheel: Path) -> None:
    """The wheel says what it is, and its licence is inside."""
    said = metadata(wheel)

    assert said["Name"] == "mkdocs-explainer"
    assert said["Version"] == VERSION
    assert said["License-Expression"] == "MIT"
    assert said["Description-Content-Type"] == "text/markdown"
    assert said.get_payload(decode=True) == (ROOT / "README.md").read_bytes()
    assert said["Summary"]
    assert said["Keywords"]
    assert "Typing :: Typed" in said.get_all("Classifier", [])
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if name.endswith("/licenses/LICENSE")]
        assert archive.read(licences[0]) == (ROOT / "LICENSE").read_bytes()


def test_changelog() -> None:
    """The version stands at the top of the changelog, with its day; each section has its kinds."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## \[(\S+)\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    kinds = set(re.findall(r"^### (.+)$", text, re.MULTILINE))

    assert versions[0] == VERSION
    assert versions == sorted(versions, reverse=True)
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_install_leaves_nothing(clone: Path, tmp_path: Path) -> None:
    """`pip install .` leaves nothing in the repository that git sees."""
    shutil.copytree(clone, tmp_path / "clone")
    words = ("install", "--no-deps", "--no-build-isolation", "--target", tmp_path / "there", ".")
    pip(tmp_path / "clone", *words)

    assert (tmp_path / "there" / "explainer").is_dir()
    assert git(tmp_path / "clone", "status", "--porcelain") == ""


def test_is_the_installed_one(installed: Environment, tmp_path: Path) -> None:
    """What runs in the environment is what was installed in it, and it knows its version."""
    shown = "import explainer; print(explainer.__file__)"
    file = installed.run(tmp_path, "python", "-I", "-c", shown)
    version = installed.run(tmp_path, "explainer", "--version")
    checks = (sys.executable, "-m", "pip", "--python", installed.python, "check")

    assert Path(file.stdout.strip()).is_relative_to(installed.folder), file.stdout
    assert version.stdout == f"explainer, version {VERSION}\n"
    assert "No broken requirements" in succeed(tmp_path, *checks)


def test_version_here(tmp_path: Path) -> None:
    """In this repository it is the package's own, whatever was installed before."""
    assert projects.run(tmp_path, "--version").output == f"explainer, version {VERSION}\n"


def test_runs_are_all() -> None:
    """Every command is run by these tests."""
    groups = {name for name, command in COMMANDS.items() if isinstance(command, click.Group)}

    assert set(RUNS) == set(COMMANDS) - groups


def test_every_command(installed: Environment, project: tuple[Path, str]) -> None:
    """Every command does its work in the environment, and says how to use it."""
    folder, address = project
    site_of(installed, folder, "mkdocs")
    for name in COMMANDS:
        words = ("explainer", *name.split(), "--help")
        result = installed.run(folder, *words)
        assert result.returncode == 0, result.stdout
        assert result.stdout.startswith(f"Usage: explainer {name} ")
    for name, (arguments, code, text) in RUNS.items():
        given = [argument.format(address=address) for argument in arguments]
        result = installed.run(folder, "explainer", *name.split(), *given)
        assert (name, result.returncode) == (name, code), result.stdout
        assert text in result.stdout


@pytest.mark.parametrize("builder", ["mkdocs", "zensical"])
def test_extension(installed: Environment, project: tuple[Path, str], builder: str) -> None:
    """Each builder of the environment makes a site that shows the citations, with the style."""
    folder, _ = project

    html = site_of(installed, folder, builder)

    assert '<a class="footnote-ref" href="#fn:ipcc--warming"' in html
    assert '<div class="footnote explainer-references"' in html
    assert re.search(r'href="(\./)?assets/explainer\.css"', html)
    # The template escapes what it is given, and says it to those who share the page.
    assert '<meta property="og:site_name" content="Warming">' in html
    assert not list((folder / "site").rglob("*.yml"))


def test_hook(clone: Path, tmp_path: Path) -> None:
    """
    The hook for pre-commit refuses a commit with a sentence without evidence, and no other.

    It looks at the project in the repository's root, or at that in the folder of `args`.
    """
    hooks = [{"id": "explainer-check"}, {"id": "explainer-check", "args": ["website"]}]
    config = {"repos": [{"repo": str(clone), "rev": "main", "hooks": hooks}]}
    project = {
        "mkdocs.yml": MKDOCS,
        "docs/index.md": PAGE,
        "docs/sources/ipcc.yml": SOURCE.format(address="https://example.org"),
    }
    files = {**project, **{f"website/{path}": text for path, text in project.items()}}
    files[".pre-commit-config.yaml"] = yaml.safe_dump(config)
    folder = projects.write(tmp_path / "project", files)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    commit(folder)
    succeed(folder, sys.executable, "-m", "pre_commit", "install", **home)
    pages = ("docs/index.md", "website/docs/index.md")
    projects.write(folder, dict.fromkeys(pages, f"{PAGE}\nThe sea has warmed.\n"))
    refused = run(folder, *COMMIT, **home)
    projects.write(folder, dict.fromkeys(pages, f"{PAGE}\nThis is all. [@about]\n"))
    taken = run(folder, *COMMIT, **home)

    assert refused.returncode == 1
    for page in pages:
        assert f"\n{page}:5:1: CIT101" in refused.stdout
    assert taken.returncode == 0, taken.stdout
    assert git(folder, "log", "--format=%s") == "More\nAll\n"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help(tmp_path: Path, name: str) -> None:
    """No line of any help is cut."""
    result = projects.run(tmp_path, *name.split(), "--help")

    assert result.exit_code == 0
    usage, _, rest = result.output.partition("\n\n")
    assert usage.startswith("Usage: ")
    assert not re.search(r"(\.\.\.|…)$", rest, re.MULTILINE), rest


def test_help_says_all(tmp_path: Path) -> None:
    """The help of a group has all of the first sentence of each command."""
    text = " ".join(projects.run(tmp_path, "--help").output.split())

    for name, command in COMMANDS.items():
        if " " not in name:
            assert " ".join(command.get_short_help_str(10_000).split()) in text


def test_release() -> None:
    """A release is built from its tag without a right, and published without this repository."""
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    jobs = flow["jobs"]

    # YAML takes `on` for a truth value.
    assert flow[True] == {"push": {"tags": ["v*"]}}
    assert flow["permissions"] == {}
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["permissions"] == {"attestations": "write", "id-token": "write"}
    assert jobs["publish"]["needs"] == ["build"]
    assert jobs["publish"]["environment"]
    assert not any("run" in step or "checkout" in step["uses"] for step in jobs["publish"]["steps"])
    assert "secrets." not in text


@pytest.mark.parametrize("path", sorted(ROOT.glob(".github/workflows/*.yml")), ids=lambda p: p.stem)
def test_actions_are_pinned(path: Path) -> None:
    """Every action is pinned to a commit, with its version beside it."""
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))

    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in uses)


def test_package_data_of_theme() -> None:
    """Each file of the theme is one that can be marked."""
    files = [path for path in file_status.FILES.rglob("*") if path.is_file()]

    assert len(files) == len(file_status.names())


def test_release_refuses(tmp_path: Path) -> None:
    """The script of a release ends with 2 where the tag is not the version."""
    scripts = ignoring(ROOT / "scripts", tmp_path / "house" / "scripts")
    shutil.copy(ROOT / "CHANGELOG.md", scripts.parent)
    shutil.copy(ROOT / "requirements-test.txt", scripts.parent)
    # Nothing is left to be downloaded.
    shutil.copytree(WHEELS, scripts.parent / ".cache" / "wheels" / WHEELS.name, ignore=_wheels)
    words = ("bash", scripts / "release", "v9.9.9")

    result = run(tmp_path, *words, EXPLAINER_VENV=sys.prefix)

    assert result.returncode == 2
    assert f"error: the version is {VERSION} " in result.stdout


def _wheels(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".whl")]


def ignoring(source: Path, target: Path) -> Path:
    """Copy a folder without what Python leaves in it."""
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
    return Path(shutil.copytree(source, target, ignore=leave))
