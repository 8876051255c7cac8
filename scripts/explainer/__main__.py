"""`python -m explainer` is `explainer`; scripts that check this repository start here, too."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
"""The folder of this repository, where the package is run from its sources."""


def run(command: str, **defaults: object) -> NoReturn:
    """
    Run a command with the arguments of the process, and these values for what they leave out.

    Where the packages that it needs are missing, it is run again in the repository's environment.
    """
    try:
        from explainer.cli import main  # noqa: PLC0415  (what it needs may not be there)
    except ModuleNotFoundError as error:
        python = ROOT / ".venv" / "bin" / "python"
        if sys.prefix == sys.base_prefix and python.exists():
            os.execv(python, [str(python), *sys.argv])  # noqa: S606  (it is this very script)
        sys.stderr.write(f"error: {error}; `bash scripts/build` installs what is needed\n")
        sys.exit(2)
    main([command, *sys.argv[1:]], default_map={command: defaults})
    raise AssertionError


if __name__ == "__main__":
    from explainer.cli import main

    main(prog_name="explainer")
