"""Problems to what people and programs read. One file a format; each has a function `render`."""

from collections.abc import Callable

from explainer.report import github, json, text
from explainer.report.run_result import Run

FORMATS: dict[str, Callable[[Run], str]] = {
    "text": text.render,
    "json": json.render,
    "github": github.render,
}
"""The renderers by the names of their formats."""

__all__ = ["FORMATS", "Run"]
