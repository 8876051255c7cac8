"""
How long a check takes against the number of pages: `python tests/benchmark_check.py [PAGES...]`.

Made-up explainers of 100, 1,000 and 10,000 pages, unless other numbers are given, are checked four
times: with nothing kept, twice with nothing changed, and with one page changed. Reported are the
time that goes by and the processor's, in seconds, the time of the first check per page, and the
most memory of the largest process. Then `mkdocs build` is timed with the extension and without, for
at most 1,000 pages, in turn.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CITATIONS = 20
"""How many sentences with a citation a page has."""
PASSAGES = 5
_PAGES_PER_SOURCE = 10
_MOST_BUILT = 1_000
_BUILDS = 3
_SIZES = (100, 1_000, 10_000)
_FIELDS = [
    "lake",
    "river",
    "bridge",
    "harbour",
    "tower",
    "market",
    "museum",
    "school",
    "station",
    "garden",
]
_DEEDS = ["opened", "closed", "grew", "shrank", "moved", "reopened"]
EXTENSION = "explainer.markdown"


class Times(NamedTuple):
    """One run: seconds that went by, seconds of the processor, and megabytes at most."""

    elapsed: float
    processor: float
    memory: float


def fact(source: int, passage: int) -> str:
    """What a passage says: a subject, a deed, a figure and a year of its own."""
    number = source * PASSAGES + passage
    field, deed = _FIELDS[number % len(_FIELDS)], _DEEDS[number % len(_DEEDS)]
    return (
        f"The {field} of town {source} {deed} by {number % 97 + 2} percent in {1900 + number % 120}"
    )


def write_source(folder: Path, number: int) -> None:
    """Write a source with its passages."""
    lines = [
        f"type: report\ntitle: Report {number}\npublisher: Town {number}\nissued: 2024-05",
        f"URL: https://example.org/{number}\ntier: research\norigin: town-{number}\npassages:",
    ]
    for passage in range(PASSAGES):
        text = fact(number, passage)
        lines.append(f"  - slug: p{passage}\n    fact: {text}.\n    words: {text.lower()}")
    (folder / f"town-{number}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def page(number: int, sources: int) -> str:
    """The text of a page: its sentences repeat what passages say, and cite them."""
    parts = [f"# Page {number}\n"]
    for index in range(CITATIONS):
        source, passage = (number * 7 + index) % sources, index % PASSAGES
        parts.append(f"{fact(source, passage)}. [@town-{source}#p{passage}]")
        if index % 5 == 4:
            parts.append("")
    return "\n".join(parts)


def write_project(folder: Path, pages: int) -> None:
    """Write an explainer of so many pages."""
    docs, sources = folder / "docs", max(10, pages // _PAGES_PER_SOURCE)
    (docs / "sources").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Towns\ntheme: material\n"
        f'markdown_extensions: [{EXTENSION}]\nexclude_docs: "*.yml"\n',
        encoding="utf-8",
    )
    (docs / "index.md").write_text(
        "# Towns\n\nWhat is known of towns. [@about]\n", encoding="utf-8"
    )
    for number in range(sources):
        write_source(docs / "sources", number)
    for number in range(pages - 1):
        part = docs / f"part-{number // 100}"
        part.mkdir(exist_ok=True)
        (part / f"page-{number}.md").write_text(page(number, sources), encoding="utf-8")


def run(folder: Path, *arguments: str) -> Times:
    """Run a module of Python in a folder; problems are no failure."""
    environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/../cache", "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, (arguments, process.returncode)
    elapsed = time.perf_counter() - start
    return Times(elapsed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def report(name: str, times: Times, pages: int) -> None:
    """Print one row."""
    each = f"{times.elapsed / pages * 1000:8.2f}" if name == "cold" else " " * 8
    sys.stdout.write(
        f"{pages:7,}  {name:22}  {times.elapsed:8.2f}  {times.processor:8.2f}  {each}"
        f"  {times.memory:7.0f}\n"
    )


def check(folder: Path, pages: int) -> None:
    """Time the checks of one explainer."""
    report("cold", run(folder, "explainer", "check"), pages)
    for name in ("unchanged", "unchanged again"):
        report(name, run(folder, "explainer", "check"), pages)
    changed = folder / "docs" / "part-0" / "page-7.md"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nMore of it. [@about]\n", "utf-8")
    report("one page changed", run(folder, "explainer", "check"), pages)


def build(folder: Path, pages: int) -> None:
    """Time builds with the extension and without, in turn."""
    settings = folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    found: dict[str, list[float]] = {"with": [], "without": []}
    for _ in range(_BUILDS):
        for name, value in {"with": text, "without": text.replace(EXTENSION, "tables")}.items():
            settings.write_text(value, encoding="utf-8")
            found[name].append(run(folder, "mkdocs", "build", "--quiet").processor)
    ratio = statistics.median(found["with"]) / statistics.median(found["without"])
    sys.stdout.write(f"{pages:7,}  build with / without   {ratio:8.2f}\n")


def main() -> None:
    """Measure, and print a table."""
    sizes = [int(each) for each in sys.argv[1:]] or list(_SIZES)
    sys.stdout.write("  pages  run                      elapsed processor  ms a page   memory\n")
    for pages in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "project")
            write_project(folder, pages)
            check(folder, pages)
            if pages <= _MOST_BUILT:
                build(folder, pages)


if __name__ == "__main__":
    main()
