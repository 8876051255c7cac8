"""
The tests in a fork with an explainer of its own: `python tests/fork.py [SUBJECT] [ARGUMENTS]`.

It copies this repository to a scratch folder, puts another explainer in the place of `docs` and
`mkdocs.yml`, leaves `tests/this_site` out, and runs all other tests there. The explainer is one of
the small sites (`bridge`), or what `explainer new` makes of an article (`night-trains.txt`).
Further arguments are those of `pytest`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import projects
import scaffolding

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".cache", ".hypothesis", ".*_cache", "build", "dist", "docs", "mkdocs.yml",
    "site", "site-*",
)  # fmt: skip
COMPILED = shutil.ignore_patterns("__pycache__", "*.egg-info")


def make(folder: Path, subject: str) -> Path:
    """Make a fork, about another subject, in a new folder; gives it."""
    top = [path.name for path in projects.ROOT.iterdir()]
    folder.mkdir()
    for name in sorted({*top} - LEFT_OUT(str(projects.ROOT), top)):
        if (projects.ROOT / name).is_dir():
            shutil.copytree(projects.ROOT / name, folder / name, ignore=COMPILED)
        else:
            shutil.copy(projects.ROOT / name, folder)
    shutil.rmtree(folder / "tests" / "this_site")
    if (wheels := projects.ROOT / ".cache" / "wheels").is_dir():
        # What `scripts/test` has downloaded need not be fetched again.
        (folder / ".cache").mkdir()
        (folder / ".cache" / "wheels").symlink_to(wheels)
    with tempfile.TemporaryDirectory() as scratch:
        explainer = _explainer(Path(scratch), subject)
        shutil.copytree(explainer / "docs", folder / "docs")
        shutil.copy(explainer / "mkdocs.yml", folder)
    projects.write_theme(folder)
    return folder


def _explainer(folder: Path, subject: str) -> Path:
    """The folder of the explainer on a subject, which is made there where there is none yet."""
    if subject in projects.SUBJECTS:
        return projects.SITES / subject
    result = scaffolding.new(folder, str(scaffolding.ARTICLES / subject), "--into", "made")
    if result.exit_code:
        sys.exit(result.output)
    return folder / "made"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a fork, with what they say in `stdout`."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "scripts")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def main() -> None:
    """Run all tests of a fork, and end as they end."""
    subject, *arguments = sys.argv[1:] or projects.SUBJECTS[:1]
    with tempfile.TemporaryDirectory() as scratch:
        done = run(make(Path(scratch, "fork"), subject), *arguments)
    sys.stdout.write(done.stdout)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
