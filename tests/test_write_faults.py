"""A full disk and a folder that one may not write to: one line, exit code 2, no file harmed."""

from __future__ import annotations

import contextlib
import ctypes
import resource
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

import kill_commands
import projects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IN_PROCESS = {
    name: command
    for name, command in kill_commands.COMMANDS.items()
    if command.arguments[0] != "bash"
}
_VERSION = 0x20080522
"""`_LINUX_CAPABILITY_VERSION_3` of `capget`."""
_OVERRIDE = 1 << 1
"""`CAP_DAC_OVERRIDE`, with which the permissions of files do not hold for root."""


def _built(folder: Path) -> None:
    """A small site, as MkDocs has built it."""
    projects.build(projects.write(folder, projects.BASE))


IN_PROCESS["postbuild"] = IN_PROCESS["postbuild"]._replace(prepare=_built)


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write to a folder and those in it, root included."""
    library = ctypes.CDLL(None)
    header, data = (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
    library.capget(header, data)
    effective = data[0]
    folders = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    data[0] &= ~_OVERRIDE
    library.capset(header, data)
    try:
        yield
    finally:
        data[0] = effective
        library.capset(header, data)
        for path in folders:
            path.chmod(0o755)


@pytest.fixture(scope="module", params=IN_PROCESS)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The name of a command that writes, and a folder in which it has to."""
    folder = tmp_path_factory.mktemp("faults") / "folder"
    IN_PROCESS[request.param].prepare(folder)
    return request.param, folder


@pytest.mark.parametrize("fault", ["full disk", "read-only"])
def test_fault(made: tuple[str, Path], fault: str) -> None:
    """The command says in one line what could not be written, and all files are as before."""
    name, folder = made
    before = kill_commands.content(folder)

    each = IN_PROCESS[name]
    with full_disk() if fault == "full disk" else read_only(folder), ThreadPoolExecutor(1) as other:
        # A browser of other tests may have left an event loop in this thread.
        result = other.submit(projects.run, folder, *each.arguments, keys=each.keys).result()

    assert result.exit_code == 2, result.output
    errors = [line for line in result.output.splitlines() if "rror" in line]
    assert len(errors) == 1, result.output
    assert errors[0].startswith("error: ")
    assert "bug" not in errors[0]
    assert any(why in errors[0] for why in ("too large", "Permission denied"))
    assert kill_commands.content(folder) == before
    assert not list(folder.rglob(".*"))
