"""
How much time the tool adds, measured side by side: `python tests/benchmark.py [RUNS]`.

Each pair of commands is run in turn, A B A B and so on, after one run of each that does not count.
What is compared is the time that goes by and the processor's time, which is more where a command
uses both cores. Whatever else the machine does only adds to them, so that the fastest run of each
says most; the ratios pair by pair, their median and their range, say how far the machine can be
trusted.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent

CONVERT = """
from pathlib import Path
import markdown
from mkdocs.utils import meta
from explainer.settings import read_settings
settings = read_settings(Path.cwd())
for file in settings.pages:
    text = meta.get_data(Path(file.abs_src_path).read_text(encoding="utf-8"))[0]
    markdown.markdown(
        text, extensions=list(settings.extensions), extension_configs=settings.extension_configs
    )
"""


class Times(NamedTuple):
    """How long one run of a command took, in seconds."""

    elapsed: float
    processor: float


def seconds(command: list[str], folder: Path) -> Times:
    """Run a command once."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    # Whoever runs the tool twice has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Times(elapsed, used)


def compare(title: str, one: tuple[str, list[str], Path], two: tuple[str, list[str], Path]) -> None:
    """Run two commands in turn and print how they compare."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    pairs = [(seconds(*one[1:]), seconds(*two[1:])) for _ in range(runs + 1)][1:]
    for index, kind in enumerate(Times._fields):
        times = [(a[index], b[index]) for a, b in pairs]
        fastest = min(a for a, _ in times), min(b for _, b in times)
        ratios = [a / b for a, b in times]
        sys.stdout.write(
            f"{title}, {kind}: {one[0]} {fastest[0]:.2f} s, {two[0]} {fastest[1]:.2f} s, "
            f"ratio {fastest[0] / fastest[1]:.2f}; "
            f"of {runs} pairs {statistics.median(ratios):.2f} "
            f"({min(ratios):.2f} to {max(ratios):.2f})\n"
        )


def main() -> None:
    """Compare building with and without the extension, and checking with converting alone."""
    with tempfile.TemporaryDirectory() as scratch:
        with_it, without = Path(scratch, "with"), Path(scratch, "without")
        for folder in (with_it, without):
            for name in ("docs", "overrides", "scripts"):
                shutil.copytree(ROOT / name, folder / name)
            settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
            if folder is without:
                settings, removed = re.subn(
                    r"^  - explainer\.markdown\b.*\n(?:    .*\n)*", "", settings, flags=re.MULTILINE
                )
                assert removed == 1
            (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
        build = [sys.executable, "-m", "mkdocs", "build"]
        check = [sys.executable, "-m", "explainer", "check"]
        convert = [sys.executable, "-c", CONVERT]
        compare("mkdocs build", ("with", build, with_it), ("without", build, without))
        compare("explainer check", ("check", check, with_it), ("convert", convert, with_it))


if __name__ == "__main__":
    main()
