"""The package built, and installed in clean environments away from this repository."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
WHEELS = Path(
    os.environ.get("EXPLAINER_WHEELS")
    or ROOT / ".cache" / "wheels" / f"{sys.version_info[0]}.{sys.version_info[1]}"
)
"""The folder of all distributions that are needed, so that none has to be downloaded."""

PARTS = (
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "LICENSE",
    "MANIFEST.in",
    "README.md",
    "pyproject.toml",
)
"""What a distribution is made from, beside the package itself."""


class Environment(NamedTuple):
    """An environment that this package was installed in, and no more than that."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def run(self, cwd: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of it, with all that it says in `stdout`."""
        return run(cwd, self.folder / "bin" / words[0], *words[1:])


def clean() -> dict[str, str]:
    """This process's environment without what points to this repository or to an index."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PIP_", "PYTEST", "GIT_"))
    }
    return kept | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": WHEELS.as_uri(),
        "PIP_NO_COMPILE": "1",
        "PIP_NO_INDEX": "1",
    }


def run(cwd: Path, *words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a clean environment, with all that it says in `stdout`."""
    return subprocess.run(
        words,
        cwd=cwd,
        env=clean() | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


def succeed(cwd: Path, *words: str | Path, **more: str) -> str:
    """Run a command that has to succeed; gives what it says."""
    result = run(cwd, *words, **more)
    assert result.returncode == 0, result.stdout
    return result.stdout


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody."""
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    return succeed(folder, "git", *who, *words)


def commit(folder: Path) -> None:
    """Make a folder a repository with all that is in it."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All")


def pip(cwd: Path, *words: str | Path, into: Path | None = None) -> None:
    """Run pip, for another environment where one is given."""
    other = ("--python", into) if into else ()
    succeed(cwd, sys.executable, "-m", "pip", "--quiet", *other, *words)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """What makes a folder once, for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        base.joinpath("package").mkdir(exist_ok=True)
        with base.joinpath("package", name).open("a+") as done:
            fcntl.flock(done, fcntl.LOCK_EX)
            done.seek(0)
            if made := done.read():
                return Path(made)
            folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
            fill(folder)
            done.write(str(folder))
        return folder

    return make


@pytest.fixture(scope="session")
def clone(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A repository that holds what a distribution is made from."""

    def fill(folder: Path) -> None:
        for name in PARTS:
            shutil.copy(ROOT / name, folder)
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=leave)
        commit(folder)

    return once("clone", fill)


@pytest.fixture(scope="session")
def distributions(once: Callable[[str, Callable[[Path], None]], Path], clone: Path) -> Path:
    """The folder of the source distribution, and of the wheel that is built from it."""
    if ready := os.environ.get("EXPLAINER_DIST"):
        return Path(ready).resolve()

    def fill(folder: Path) -> None:
        source = folder / "source"
        shutil.copytree(clone, source)
        succeed(source, sys.executable, "-m", "build", "--no-isolation", "--outdir", folder)

    return once("built", fill)


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    """The wheel."""
    return next(distributions.glob("*.whl"))


@pytest.fixture(scope="session")
def sdist(distributions: Path) -> Path:
    """The source distribution."""
    return next(distributions.glob("*.tar.gz"))


@pytest.fixture(scope="session", params=["wheel", "sdist"])
def installed(
    request: pytest.FixtureRequest,
    once: Callable[[str, Callable[[Path], None]], Path],
    wheel: Path,
    sdist: Path,
) -> Environment:
    """An environment with one of them and all that it asks for, and Zensical."""
    assert WHEELS.is_dir(), f"there is no {WHEELS}; `bash scripts/test` downloads what is needed"
    kind: str = request.param
    file = wheel if kind == "wheel" else sdist

    def fill(folder: Path) -> None:
        succeed(folder, sys.executable, "-m", "venv", "--without-pip", folder / "venv")
        web = f"mkdocs-explainer[web] @ {file.as_uri()}"
        pip(folder, "install", web, "zensical", into=folder / "venv" / "bin/python")

    return Environment(once(f"from-{kind}", fill) / "venv")
