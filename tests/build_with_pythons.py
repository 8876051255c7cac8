"""
Compare the site that several Pythons build of one project: they have to give the same bytes.

Run by hand, with Pythons that have what `requirements.txt` pins; without arguments, this one
builds the site twice:

    .venv/bin/python tests/build_with_pythons.py .venv/bin/python ../other/.venv/bin/python

It builds the small sites of the tests, and this repository's own. The exit code is 1 where a file
differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import projects

ROOT = Path(__file__).parent.parent
STEPS = "mkdocs build --strict --quiet", "explainer postbuild"


def project(name: str, folder: Path) -> None:
    """Copy one of the small sites to a folder, or, of an empty name, this repository's own."""
    if name:
        projects.site(name, folder)
        return
    for part in ("docs", "overrides", "scripts", "mkdocs.yml", "CHANGELOG.md"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, folder.joinpath(part))


def built(name: str, folder: Path, python: str) -> dict[str, bytes]:
    """The files of a site that a Python has built, by their paths in it."""
    folder.mkdir(parents=True)
    project(name, folder)
    env = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONHASHSEED": "random"}
    for step in STEPS:
        command = [python, "-m", *step.split()]
        subprocess.run(command, cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)
    files = (path for path in (folder / "site").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def main() -> None:
    """Build each site with each Python, and say which files differ."""
    pythons = [str(Path(each).absolute()) for each in sys.argv[1:] or [sys.executable] * 2]
    differing = 0
    with tempfile.TemporaryDirectory() as temporary:
        for name in (*projects.SUBJECTS, ""):
            sites = [
                built(name, Path(temporary, name or "own", str(index)), python)
                for index, python in enumerate(pythons)
            ]
            paths = sorted(set().union(*sites))
            found = [path for path in paths if len({site.get(path) for site in sites}) > 1]
            differing += len(found)
            title = name or "this site"
            print(f"{title}: {len(found)} of {len(paths)} files differ", *found, sep="\n  ")  # noqa: T201
    sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()
