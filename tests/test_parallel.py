"""Work that is shared among processes."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from explainer.parallel import map_parallel


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
