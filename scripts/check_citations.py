#!/usr/bin/env python3
"""Check this repository's citations, from any folder; arguments are those of `explainer check`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

try:
    from explainer.cli import main
except ModuleNotFoundError as error:
    if sys.prefix == sys.base_prefix and (python := ROOT / ".venv/bin/python").exists():
        os.execv(python, [str(python), *sys.argv])  # noqa: S606 - this, where it is installed
    sys.stderr.write(f"error: {error}; `bash scripts/build` installs what is needed\n")
    sys.exit(2)

main(["check", *sys.argv[1:]], default_map={"check": {"paths": [str(ROOT)]}})
