"""The example of the maintainers' guide, typed as it stands, ends in a finished site."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import installing
import projects
from explainer.data import DATA_FILES

if TYPE_CHECKING:
    from pathlib import Path

PAGE = projects.ROOT / "docs" / "contribute" / "example.md"
_BLOCK = re.compile(
    r"^(?:Write `(?P<file>[^`]+)`:\n\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_TELLS = re.compile(r"^explainer (?:todo|check)$", re.MULTILINE)
_LAST = "## Nothing is left"
_MOST_SECONDS = 300


def script_of(text: str) -> str:
    """
    The page as one script for a shell: each file is written, each command is run.

    Before the end, what tells how far one is may find that something is left.
    """
    lines = ["set -eu"]
    for match in _BLOCK.finditer(text):
        if match["file"]:
            file = shlex.quote(match["file"])
            lines += [f'mkdir -p "$(dirname {file})"', f"cat > {file} <<'END'"]
            lines += [match["body"].rstrip("\n"), "END"]
        else:
            assert match["kind"] == "sh", match[0]
            early = match.start() < text.index(_LAST)
            allowed = _TELLS.sub(r"\g<0> || test $? = 1", match["body"])
            lines.append(allowed if early else match["body"])
    return "\n".join(lines)


def test_typed(tmp_path: Path, wheel: Path) -> None:
    """
    From an empty folder and the built wheel, only what the page says makes a finished explainer.

    It has the sources, claims and data that the page promises, its check is clean, its site is
    built, its own tests pass, and all of it takes less than five minutes.
    """
    tools = tmp_path / "tools"
    installing.succeed(tmp_path, sys.executable, "-m", "venv", tools)
    installing.succeed(tmp_path, tools / "bin" / "pip", "install", "--quiet", wheel)
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    shutil.copy(wheel, wheels)
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = installing.clean() | {
        "PATH": f"{tools / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "PIP_FIND_LINKS": f"{installing.WHEELS.as_uri()} {wheels.as_uri()}",
        "PYTHON": sys.executable,
    }

    begun = time.monotonic()
    done = subprocess.run(
        ["bash", "-c", script_of(PAGE.read_text(encoding="utf-8"))],
        cwd=empty,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_MOST_SECONDS,
        check=False,
    )
    took = time.monotonic() - begun

    assert done.returncode == 0, done.stdout
    assert "Nothing is left" in done.stdout
    assert "2 passed" in done.stdout
    assert took < _MOST_SECONDS
    made = empty / "bridge"
    assert len(list(made.glob("docs/sources/*.yml"))) == 4
    assert len(list(made.glob("docs/claims/*.md"))) == 5 + 1
    assert {data.name for data in DATA_FILES} == {"timeline", "comparison", "positions"}
    for page in ("index.html", "why-the-bridge-closed/index.html", "timeline/index.html"):
        assert (made / "site" / page).is_file()
    shown = (made / "site" / "what-it-means-for-the-town" / "index.html").read_text("utf-8")
    assert "explainer-comparison-table" in shown
    assert "explainer-positions-table" in shown
