"""
Kill the commands that write, at random moments, and see that no file of the user's is harmed.

    .venv/bin/python tests/kill_commands.py [NAME...] [--kills COUNT]

Each of the commands below is killed four times, or as often as said, with SIGKILL: every other
time at any moment, else just after it has begun to write. Afterwards each file has its old or its
new content, a built site is the old or the new one as a whole, and the same command, run again,
does what it would have done and leaves nothing beside. The exit code is 1 where that does not hold.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parent.parent
KILLS = 4
MANY = 12
"""How many files the commands that write several are given."""

_ASIDE = re.compile(r"\.site\..*|\.explainer-new-.*|\..+\.[a-z0-9_]{8}")
"""The names of what is written aside: of a site, of a project, of a file."""
_LEFT = re.compile(r"\.site\..*|\.explainer-new-.*")
"""Of these, what the next run removes."""
_MOST_WAIT = 0.03


class Command(NamedTuple):
    """A command that writes: what it is given, and how a folder is made in which it has to."""

    arguments: tuple[str, ...]
    prepare: Callable[[Path], object]
    keys: str = ""


def _pages(folder: Path) -> None:
    """A project with slips that `fix` mends, one in each page."""
    slip = projects.BASE["docs/index.md"].replace("@ipcc", "@ipccc")
    projects.write(folder, projects.BASE)
    projects.write(folder, {f"docs/page-{number}.md": slip for number in range(MANY)})


def _sources(folder: Path) -> None:
    """A project with sources whose pages are on this machine."""
    projects.write(folder, projects.BASE)
    page = "http://127.0.0.1:{}/{}.html"
    for number in range(MANY):
        text = projects.IPCC.replace("https://example.org/ipcc", page.format(port(), number))
        projects.write(folder, {f"docs/sources/s{number}.yml": text})


def _reviewed(folder: Path) -> None:
    """A project with sentences to read."""
    sentences = "".join(f"It is {word}. [@ipcc#warming]\n\n" for word in "abcdefghijkl")
    projects.write(folder, {**projects.BASE, "docs/more.md": f"# More\n\n{sentences}"})


def _bibliography(folder: Path) -> None:
    """A project, and a bibliography beside it."""
    entries = "".join(
        f"@book{{b{number}, title={{Heat {number}}}, author={{Ann Other}}, year={{2024}},"
        f" publisher={{Press}}, url={{https://example.org/{number}}}}}\n"
        for number in range(MANY)
    )
    projects.write(folder, {**projects.BASE, "books.bib": entries})


def _article(folder: Path) -> None:
    article = (projects.SITES / "bridge" / "article.txt").read_text(encoding="utf-8")
    projects.write(folder, {"article.txt": article})


def _article_and_folder(folder: Path) -> None:
    _article(folder)
    (folder / "project").mkdir()


def _built(folder: Path) -> None:
    projects.site("bridge", folder)
    projects.build(folder)


def _scripts(folder: Path) -> None:
    """A project with the scripts of this repository, a site, and a change since it was built."""
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=left_out)
    projects.site("bridge", folder)
    subprocess.run(["bash", "scripts/build"], cwd=folder, env=environment(folder), check=True,
                   capture_output=True)  # fmt: skip
    page = folder / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nIt is a bridge. [@about]\n")


_ADD = {
    "key": "heat", "type": "report", "title": "Heat", "publisher": "IPCC", "issued": "2024",
    "url": "https://example.org/heat", "tier": "research", "origin": "ipcc", "passage": "hot",
    "fact": "The air has warmed.",
}  # fmt: skip
COMMANDS = {
    "fix": Command(("fix", "--write"), _pages),
    "snapshot": Command(("snapshot", "--allow", "127.0.0.1"), _sources),
    "review": Command(("review", "--as=Ann Other"), _reviewed, keys="a" * 99),
    "theme": Command(("theme", "--write", "--look"), lambda to: projects.write(to, projects.BASE)),
    "new": Command(("new", "article.txt", "--into", "project"), _article),
    "new, into a folder": Command(("new", "article.txt", "--into", "project"), _article_and_folder),
    "import": Command(("source", "import", "books.bib"), _bibliography),
    "source add": Command(
        ("source", "add", *(f"--{name}={value}" for name, value in _ADD.items())),
        lambda to: projects.write(to, projects.BASE),
    ),
    "check": Command(("check", "--record", "--baseline=known.yml"), _pages),
    "postbuild": Command(("postbuild",), _built),
    "build": Command(("bash", "scripts/build"), _scripts),
}


class _Pages(http.server.BaseHTTPRequestHandler):
    """A page with the words of every passage, at any path."""

    def do_GET(self) -> None:
        body = f"<p>{projects.IPCC.rpartition('words: ')[2]}</p>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@functools.cache
def port() -> int:
    """The port of a server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


def environment(folder: Path) -> dict[str, str]:
    """The environment variables of a command: with a cache of its own."""
    cache = folder.with_name(f"{folder.name}-cache")
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "scripts"),
        "EXPLAINER_VENV": sys.prefix,
        "XDG_CACHE_HOME": str(cache),
    }


def start(command: Command, folder: Path) -> subprocess.Popen[bytes]:
    """Start a command in a folder, as the first process of a group."""
    words = command.arguments
    words = words if words[0] == "bash" else (sys.executable, "-m", "explainer", *words)
    process = subprocess.Popen(
        words,
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(command.keys.encode())
        process.stdin.close()
    process.stdin = None
    return process


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their paths in it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def harmed(
    before: Mapping[str, bytes], now: Mapping[str, bytes], after: Mapping[str, bytes]
) -> Iterator[str]:
    """The files that are neither as before nor as after; `site/`, where only a part is."""
    sites = [
        {path: data for path, data in files.items() if path.startswith("site/")}
        for files in (before, now, after)
    ]
    if sites[1] not in (sites[0], sites[2]):
        yield "site/"
    for path in before.keys() | now.keys() | after.keys():
        if path.startswith("site/") or any(map(_ASIDE.fullmatch, path.split("/"))):
            continue
        known = before.get(path), after.get(path)
        if now.get(path) not in known and not _is_beginning(path, now.get(path), after.get(path)):
            yield path


def _is_beginning(path: str, now: bytes | None, after: bytes | None) -> bool:
    """Whether it is the list of reviews, to which each key adds one, with some of them."""
    if not (path == "docs/reviews.yml" and now and after):
        return False
    done, whole = (yaml.safe_load(each)["reviews"] for each in (now, after))
    return all(review in whole for review in done)


def kill(command: Command, folder: Path, seconds: float, *, writing: bool) -> None:
    """Start a command and kill it: at any moment, or just after it has begun to write."""
    first = _stamps(folder)
    process = start(command, folder)
    deadline = time.monotonic() + seconds
    if writing:
        while process.poll() is None and _stamps(folder) == first and time.monotonic() < deadline:
            time.sleep(0.0005)
        time.sleep(random.uniform(0, _MOST_WAIT))  # noqa: S311
    else:
        time.sleep(random.uniform(0, seconds))  # noqa: S311
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _stamps(folder: Path) -> set[tuple[str, int]]:
    """The folders, each with the time of its last change."""
    folders = (path for path, _, _ in os.walk(folder) if "__pycache__" not in path)
    found = set()
    for path in folders:
        with contextlib.suppress(OSError):
            found.add((path, os.stat(path).st_mtime_ns))  # noqa: PTH116
    return found


def faults(name: str, kills: int, within: Path) -> Iterator[str]:
    """Kill a command so many times, in copies of a folder; gives what does not hold afterwards."""
    command = COMMANDS[name]
    template, whole = within / "template", within / "whole"
    command.prepare(template)
    before = content(template)
    shutil.copytree(template, whole)
    began = time.monotonic()
    said = start(command, whole).communicate()[0].decode()
    seconds = time.monotonic() - began
    after = content(whole)
    if after == before:
        yield f"it wrote nothing: {said}"
        return
    for number in range(kills):
        whole = within / f"run-{number}"
        shutil.copytree(template, whole)
        kill(command, whole, seconds, writing=bool(number % 2))
        now = content(whole)
        found = sorted(harmed(before, now, after))
        if found:
            yield f"kill {number + 1}: half-written: {', '.join(found)}"
        aside = sum(bool(_ASIDE.fullmatch(Path(path).name)) for path in now)
        reached = "the old" if now == before else "the new" if now == after else "some new"
        print(f"  {name}: kill {number + 1}: {reached}, {aside} temporary files")  # noqa: T201
        project = whole / "project"
        if (name == "postbuild" and now == after) or (project / "mkdocs.yml").exists():
            # The command refuses to do again what it has done.
            continue
        last = start(command, whole).communicate()[0].decode()
        again = content(whole)
        if sorted(harmed(after, again, after)):
            yield f"kill {number + 1}: run again, it does not end as it should: {last}"
        left = [path.name for path in whole.iterdir() if _LEFT.fullmatch(path.name)]
        if left:
            yield f"kill {number + 1}: run again, it leaves {', '.join(left)}"


def main() -> None:
    """Kill each command, and say what was harmed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(COMMANDS))
    parser.add_argument("--kills", type=int, default=KILLS, help="for each command")
    given = parser.parse_args()
    count = 0
    for name in given.names or COMMANDS:
        with tempfile.TemporaryDirectory() as folder:
            for fault in faults(name, given.kills, Path(folder)):
                count += 1
                print(f"{name}: {fault}")  # noqa: T201
    total = len(given.names or COMMANDS) * given.kills
    print(f"{total} kills, {count} faults")  # noqa: T201
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
