"""What a command raises: exit code 2 and one sentence, and a traceback only on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import explainer
import projects
from explainer import rules
from explainer.cli import TRACEBACK
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from pathlib import Path

BUG = (
    f"error: RuntimeError: of a rule; this is a bug in explainer {explainer.__version__}:"
    " report it to its maintainers, with the command and what EXPLAINER_TRACEBACK=1 shows\n"
)


def raise_in_rules(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Make every run of the rules raise."""

    def check(*_: object) -> None:
        raise error

    monkeypatch.setattr(rules, "check", check)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RuntimeError("of\na rule"), BUG),
        (CannotCheckError("there is no page"), "error: there is no page\n"),
        (
            OSError(28, "No space left on device", "a.yml"),
            "error: a.yml: No space left on device\n",
        ),
    ],
    ids=["bug", "cannot check", "operating system"],
)
def test_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    """An exception ends the process with exit code 2 and one sentence, and no traceback."""
    projects.write(tmp_path, projects.BASE)
    monkeypatch.delenv(TRACEBACK, raising=False)
    raise_in_rules(monkeypatch, error)

    result = projects.run(tmp_path, "check")

    assert result.exit_code == 2
    assert result.output == message


def test_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment variable makes it show the traceback."""
    projects.write(tmp_path, projects.BASE)
    monkeypatch.setenv(TRACEBACK, "1")
    raise_in_rules(monkeypatch, RuntimeError("of a rule"))

    result = projects.run(tmp_path, "check")

    assert result.exit_code == 2
    assert "Traceback (most recent call last):" in result.output
    assert result.output.endswith("with the command and the traceback above\n")
