#!/usr/bin/env python3
"""Check this repository's citations, from any folder; arguments are those of `explainer check`."""

from explainer.__main__ import ROOT, run

run("check", paths=[str(ROOT)])
