#!/usr/bin/env python3
"""Check this repository's links, from any folder; arguments are those of `explainer links`."""

from explainer.__main__ import ROOT, run

run("links", site=str(ROOT / "site"))
