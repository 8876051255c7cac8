"""Work that is shared among processes."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from explainer import parallel
from explainer.parallel import map_parallel, map_parts, process_count, split_items

if TYPE_CHECKING:
    from collections.abc import Sequence

# What runs the tests may have threads; the parts here need none of what these hold.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
OPEN_FILES = Path("/proc/self/fd")


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process without threads, which this one may have."""
    command = [sys.executable, "-c", "from explainer.parallel import map_parallel\n" + program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_order() -> None:
    """What comes back is in the order of what was given, whoever worked on it."""
    done = run("print(map_parallel(str, range(100)) == list(map(str, range(100))))")

    assert done.stdout == "True\n", done.stderr


def test_processes() -> None:
    """Many things are shared among processes, as many as there are cores; a few are not."""
    done = run(
        textwrap.dedent("""
        import os
        cores = len(os.sched_getaffinity(0))
        print(len(set(map_parallel(lambda _: os.getpid(), range(12 * cores)))) == cores)
        print(map_parallel(lambda _: os.getpid(), range(12)) == [os.getpid()] * 12)
        """)
    )

    assert done.stdout == "True\nTrue\n", done.stderr


@pytest.mark.parametrize("number", [0, 1, 98, 99])
def test_error(number: int) -> None:
    """An error is raised as it would be by one process alone."""
    done = run(f"map_parallel(lambda each: 1 // (each - {number}), range(100))")

    assert done.stderr.strip().endswith("ZeroDivisionError: integer division or modulo by zero")
    assert done.returncode == 1


def test_end_of_a_process() -> None:
    """What a process did not send, because it ended, is made up for."""
    done = run(
        textwrap.dedent("""
        import os
        first = os.getpid()
        print(map_parallel(lambda each: os.getpid() == first or os._exit(1), range(100)))
        """)
    )

    assert done.stdout == f"{[True] * 100}\n", done.stderr


def test_nothing() -> None:
    """Of nothing comes nothing."""
    assert map_parallel(str, []) == []


def test_before() -> None:
    """The function `before` is called once, by the first process, before its own part."""
    done = run(
        textwrap.dedent("""
        import os
        from explainer.parallel import map_parts
        first, done = os.getpid(), []
        made = map_parts(lambda part: (*part, os.getpid() == first, len(done)), ["a", "b"],
                     lambda: done.append(os.getpid()))
        print(made, done == [first])
        """)
    )

    assert done.stdout == "[('a', True, 1), ('b', False, 0)] True\n", done.stderr


@pytest.mark.parametrize(
    ("platform", "threads", "count"),
    [("linux", 1, 3), ("linux", 2, 1), ("linux", 3, 1), ("darwin", 1, 1), ("win32", 2, 1)],
)
def test_process_count(
    monkeypatch: pytest.MonkeyPatch, platform: str, threads: int, count: int
) -> None:
    """There is a process for each core, where a fork is safe."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {4, 5, 7})

    assert process_count() == count


@pytest.mark.parametrize(
    ("items", "parts"),
    [
        (0, [[]]),
        (23, [[*range(23)]]),
        (24, [[*range(0, 24, 2)], [*range(1, 24, 2)]]),
        (35, [[*range(0, 35, 2)], [*range(1, 35, 2)]]),
        (36, [[*range(0, 36, 3)], [*range(1, 36, 3)], [*range(2, 36, 3)]]),
        (48, [[*range(0, 48, 3)], [*range(1, 48, 3)], [*range(2, 48, 3)]]),
    ],
)
def test_split(monkeypatch: pytest.MonkeyPatch, items: int, parts: list[list[int]]) -> None:
    """A process gets twelve items at least, in turn with the others."""
    monkeypatch.setattr(parallel, "process_count", lambda: 3)

    assert [list(part) for part in split_items(range(items))] == parts
    assert map_parallel(str, range(items)) == [*map(str, range(items))]


def test_parts() -> None:
    """The first part is done in this process and each other one in a fork, which has ended then."""
    order: list[str] = []

    def done(part: Sequence[str]) -> tuple[str, int, int]:
        order.append(part[0])
        return part[0], os.getpid(), len(order)

    found = map_parts(done, ["a", "b", "c"], lambda: order.append("before"))

    assert [name for name, *_ in found] == ["a", "b", "c"]
    assert [process == os.getpid() for _, process, _ in found] == [True, False, False]
    assert [count for *_, count in found] == [2, 1, 1]
    assert order == ["before", "a"]
    for _, process, _ in found[1:]:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, 0)


def test_open_files() -> None:
    """No pipe stays open, whether a part is done or fails."""

    def fails(part: Sequence[str]) -> int:
        return int(part[0])

    before = len(list(OPEN_FILES.iterdir()))
    assert map_parts(fails, ["1", "2"]) == [1, 2]
    with pytest.raises(ValueError, match="'a'"):
        map_parts(fails, ["1", "a"])
    with pytest.raises(ValueError, match="'b'"):
        map_parts(fails, ["b", "2"])

    assert len(list(OPEN_FILES.iterdir())) == before


def test_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be forked, this one does all."""

    def fork() -> int:
        raise OSError

    monkeypatch.setattr(os, "fork", fork)

    assert map_parts(lambda part: (part[0], os.getpid()), ["a", "b"]) == [
        ("a", os.getpid()), ("b", os.getpid())
    ]  # fmt: skip
