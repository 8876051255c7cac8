"""
Measure how the time of every reader grows with its input: `python tests/benchmark_readers.py`.

Every reader reads every pattern at 1, 10 and 100 times the size. Ten times the size may take at
most twelve times the time; it ends with 1 where something takes more, or does not end. Arguments
are parts of the names of the readers to run, and `--all` shows each row.
"""

from __future__ import annotations

import gc
import itertools
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from reading import FRAMES, PATTERNS, READERS

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1_000, 10_000, 100_000)
"""The characters of a text."""

MOST = 12
"""The most times the time that ten times the size may take."""

_LIMIT = 4
"""The seconds of the processor that a reader has for a text."""
_NOTICED = 0.12
"""Shorter times, in seconds, say nothing about growth."""
_TRIES = 4


def _stop(*_: object) -> NoReturn:
    raise TimeoutError


def _seconds(read: Callable[[str], object], text: str) -> float:
    """The seconds that a reader takes for a text; infinite where it does not end."""
    signal.setitimer(signal.ITIMER_PROF, _LIMIT)
    start = time.process_time()
    try:
        read(text)
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def _ratio(times: list[float]) -> float:
    """The most times that one size takes as long as the one before it."""
    pairs = itertools.pairwise(times)
    found = [later / max(before, _NOTICED / 10) for before, later in pairs if later > _NOTICED]
    return max(found, default=0.0)


def measure(read: Callable[[str], object], pattern: str, frame: tuple[str, str]) -> list[float]:
    """The seconds that a reader takes for a pattern, between two texts, at each size."""
    times = [float("inf")] * len(SIZES)
    for run in range(_TRIES):
        for index, size in enumerate(SIZES):
            # Another end for each run, since readers keep what they have read.
            text = frame[0] + (pattern * (size // len(pattern) + 1))[:size] + frame[1] + f" z{run}"
            times[index] = min(times[index], _seconds(read, text))
            if times[index] > _LIMIT:
                return times
        if _ratio(times) <= MOST:
            break
    return times


def main(arguments: list[str]) -> int:
    """Print a row for each pattern that grows too fast; the number of these, at most 1."""
    signal.signal(signal.SIGPROF, _stop)
    names = [each for each in arguments if not each.startswith("-")]
    rows = bad = 0
    worst = 0.0
    gc.disable()
    for name, read in READERS.items():
        if names and not any(each in name for each in names):
            continue
        for pattern, frame in itertools.product(PATTERNS, FRAMES):
            times = measure(read, pattern, frame)
            gc.collect()
            ratio = _ratio(times)
            rows += 1
            worst = max(worst, ratio)
            bad += ratio > MOST
            if ratio > MOST or "--all" in arguments:
                shown = " ".join(f"{each * 1000:10.1f}" for each in times)
                what = f"{name:24} {FRAMES.index(frame)} {pattern[:20]!r:24}"
                print(f"{what} {shown} ms {ratio:8.1f}", flush=True)  # noqa: T201
    print(f"{rows} rows, {bad} above {MOST} times, the most {worst:.1f}")  # noqa: T201
    return min(1, bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
