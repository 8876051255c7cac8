"""The limits of a page: what is told before Python-Markdown takes too long, or fails."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import markdown
import mkdocs.exceptions
import pytest

import projects
from explainer.markdown.limits import LimitsPreprocessor
from explainer.markdown_limits import find_excess

if TYPE_CHECKING:
    from pathlib import Path

EXCESSES = {
    "a\n\n" * 700_000: "has 2,100,000 characters, and a page may have 2,000,000",
    "A\n\n" + "a " * 100_001: "has 200,002 characters without an empty line, and may have 200,000",
    "---\n" * 5_002: "has 5,002 lines without an empty one, and may have 5,000",
    "A\n\n" + "> " * 51 + "a": "nests quotations deeper than 50",
    "A\n\n" + ">" * 10_000: "nests quotations deeper than 50",
    "1. " * 51 + "a": "nests lists deeper than 50",
    "- " * 20_000: "nests lists deeper than 50",
    "".join("    " * depth + "- a\n" for depth in range(60)): "nests lists deeper than 50",
    "[" * 501: "opens more than 500 square brackets before it closes one",
    "![a](" * 501: None,
    "[" * 5_000 + "]" * 5_000: "opens more than 500 square brackets before it closes one",
    "<a " * 502: "begins more than 500 HTML tags that do not end",
    "<![CDATA[" * 502: "opens more than 500 square brackets before it closes one",
    "<!a" * 502: "begins more than 500 HTML tags that do not end",
    "<div>" * 201: "nests HTML elements deeper than 200",
    "# A\n\n" * 5_001: "has more than 5,000 headings",
    "*[A]: a\n\n" * 1_001: "has more than 1,000 abbreviations",
    f"---\ntitle: {'[' * 60}\n---\nA\n": "nests brackets of front matter deeper than 50",
    f"---\ntitle: {'{a: ' * 60}\n---\nA\n": "nests brackets of front matter deeper than 50",
    # What is shown as it is, and what people write.
    "```\n" + "[" * 501 + "\n```\n": None,
    f"`{'<a ' * 502}`": None,
    "<p>" * 900: None,
    "    " * 80 + "code": None,
    "[a](b.md) " * 900: None,
    "| a | b |\n" * 4_000: None,
}


@pytest.mark.parametrize(("text", "message"), EXCESSES.items(), ids=range(len(EXCESSES)))
def test_excesses(text: str, message: str | None) -> None:
    """Each is told by its kind, and nothing else is."""
    found = find_excess(text)

    assert message == (found and found.message)


def test_the_parser_is_quick_and_does_not_fail_at_the_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is just within the limits is converted, and in a second."""
    monkeypatch.chdir(tmp_path)
    parser = markdown.Markdown(extensions=["explainer.markdown", "md_in_html", "abbr"])
    started = time.process_time()
    for text in ("> " * 50 + "a", "1. " * 50 + "a", "[" * 200, "<a " * 200, "<div>" * 200):
        assert find_excess(text) is None
        parser.reset()
        parser.convert(text)

    assert time.process_time() - started < 5


def test_a_page_beyond_the_limits_is_one_problem_at_its_line(tmp_path: Path) -> None:
    """The rest of the project is checked."""
    deep = f"# Deep\n\nIt is so. [@ipcc#warming]\n\n{'[' * 6_000}\n"
    wrong = "# Wrong\n\nIt has no citation.\n"
    projects.write(tmp_path, {**projects.BASE, "docs/deep.md": deep, "docs/wrong.md": wrong})

    result = projects.run(tmp_path, "check", "--format=json")

    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert result.output.count("square brackets") == 1
    lines = projects.run(tmp_path, "check").output.splitlines()
    assert [line.partition(": ")[0] for line in lines if ".md:" in line] == [
        "docs/deep.md:5:1",
        "docs/wrong.md:3:1",
    ]


def test_a_build_says_which_page_is_beyond_the_limits(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Readers see a mark in its place, and the log has one line."""
    projects.write(tmp_path, {**projects.BASE, "docs/deep.md": f"# Deep\n\n{'[' * 6_000}\n"})

    with caplog.at_level(logging.WARNING, "mkdocs.explainer"):
        site = projects.build(tmp_path)

    assert 'class="explainer-unknown"' in (site / "deep" / "index.html").read_text()
    warnings = [each.getMessage() for each in caplog.records if each.name == "mkdocs.explainer"]
    assert len(warnings) == 1
    assert warnings[0].startswith("deep.md: '[[[[")


def test_a_build_says_on_which_page_an_extension_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What nobody foresaw ends a build with one line that names the page."""
    projects.write(tmp_path, projects.BASE)

    def fail(*_: object) -> list[str]:
        message = "list index\nout of range"
        raise IndexError(message)

    monkeypatch.setattr(LimitsPreprocessor, "run", fail)

    with pytest.raises(mkdocs.exceptions.Abort):
        projects.build(tmp_path)

    last = [each.getMessage() for each in caplog.records if each.levelname == "ERROR"][-1]
    said = "the page cannot be converted: IndexError: list index out of range"
    assert last == f"index.md: {said}"
