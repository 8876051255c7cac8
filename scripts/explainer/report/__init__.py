"""
Reports of problems, for people and programs. One module a format.

A format is a name in `FORMATS`, and a module of that name with a function `render`, which takes a
`Report` and returns the output as a string. `tests/report/formats.yml` needs its output too.
"""

from __future__ import annotations

import importlib

from explainer.report.report_data import Report

__all__ = ["FORMATS", "FOR_SERVICES", "Report", "render"]

FORMATS = ("text", "json", "github", "sarif", "junit")
"""The names of the formats; the first is the default."""

FOR_SERVICES = ("github", "sarif", "junit")
"""The formats that are read by services that have the whole repository."""


def render(report: Report, form: str) -> str:
    """The output of a report in a format. Raises `ValueError` if there is no such format."""
    if form not in FORMATS:
        message = f"unknown format {form!r}"
        raise ValueError(message)
    module = importlib.import_module(f"explainer.report.{form}")
    output = module.render(report)
    assert isinstance(output, str)
    return output
