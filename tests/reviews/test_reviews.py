"""Reviews: their file, when they lapse, the walk in a terminal, and what pages say of them."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer import page_reviews
from explainer.cli import main
from explainer.model import Place, Review
from explainer.review_queue import change_times
from explainer.reviews import ReviewsError, add_review, beginning

HERE = Path(__file__).parent
FILES = yaml.safe_load((HERE / "files.yml").read_text(encoding="utf-8"))
LAPSES = yaml.safe_load((HERE / "fingerprints.yml").read_text(encoding="utf-8"))
WALKS = yaml.safe_load((HERE / "walks.yml").read_text(encoding="utf-8"))
RECORD = Review("5" * 16, "6" * 16, "Ann Other", "2026-11-30", Place("docs/index.md"))
SITE = {
    **projects.BASE,
    "docs/index.md": "# Home\n\nIt may rise. [@ipcc#warming] It rose. [@ipcc#warming]\n\n"
    "So we see. [@analysis]\n",
    "docs/other.md": "# Other\n\nIt fell in 1998. [@ipcc#warming]\n",
}
"""Three sentences that cite something; in the first of them to be read no rule compares any."""


def review(folder: Path, *arguments: str, keys: str = "") -> Result:
    """Run `explainer review` in a folder with keys in a pipe."""
    # Git must not find a name outside of the test.
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    with contextlib.chdir(folder), patch.dict(os.environ, alone):
        return CliRunner().invoke(main, ["review", *arguments], input=keys, catch_exceptions=False)


def records(folder: Path) -> list[dict[str, Any]]:
    """The records of the file of reviews."""
    file = folder / "docs" / "reviews.yml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))["reviews"] if file.exists() else []


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["what"])
def test_file(case: dict[str, Any], tmp_path: Path) -> None:
    """A record is added in its place, and nothing else in the file changes; or it is refused."""
    file = tmp_path / "reviews.yml"
    if case["before"] is not None:
        file.write_text(case["before"], encoding="utf-8")
    refused = contextlib.nullcontext() if "after" in case else pytest.raises(ReviewsError)

    with refused:
        add_review(file, RECORD)

    assert case.get("after", case["before"]) == file.read_text(encoding="utf-8")


def test_line_ends(tmp_path: Path) -> None:
    """A file keeps its line ends."""
    file = tmp_path / "reviews.yml"
    file.write_bytes(b"reviews:\r\n")

    add_review(file, RECORD)

    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") == 2


def test_merge(tmp_path: Path) -> None:
    """What two people have added to one file merges without a conflict."""

    def git(*arguments: str) -> None:
        name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", *name, *arguments], cwd=tmp_path, check=True, capture_output=True)

    def add(digits: str, by: str) -> None:
        for digit in digits:
            add_review(tmp_path / "reviews.yml", RECORD._replace(sentence=digit * 16, by=by))
        git("add", ".")
        git("commit", "-m", by)

    git("init", "-b", "main")
    add("0369cf", "first")
    git("checkout", "-b", "theirs")
    add("17d", "Bo")
    git("checkout", "main")
    add("4a", "Ann")
    git("merge", "theirs")

    text = (tmp_path / "reviews.yml").read_text(encoding="utf-8")
    assert re.findall(r"^  - .sentence: (.)", text, re.MULTILINE) == [*"0134679acdf"]


@pytest.mark.parametrize("text", ['A "b": #c {d}, e', "a\tb\0c", "é 热 ’", "x" * 99, "- a: 'b"])
def test_beginning(text: str, tmp_path: Path) -> None:
    """Whatever a sentence begins with, and whoever read it, is read as it was written."""
    review_of = RECORD._replace(begins=beginning(text), by=beginning(text), note=beginning(text))
    add_review(tmp_path / "reviews.yml", review_of)

    found = yaml.safe_load((tmp_path / "reviews.yml").read_text(encoding="utf-8"))["reviews"][0]
    assert {found["begins"], found["by"], found["note"]} == {beginning(text)}
    assert len(beginning(text)) <= 60


def is_unread(folder: Path) -> bool:
    """Whether the rule on request finds a sentence that nobody has read."""
    return "REV101" in projects.run(folder, "check", "--select=REV101").output


@pytest.mark.parametrize("case", LAPSES["sentence"], ids=lambda case: repr(case["with"]))
def test_sentence_lapses(case: dict[str, Any], tmp_path: Path) -> None:
    """A review lapses when its sentence says something else, and not when its markup changes."""
    page = "# Home\n\n{} [@ipcc#warming]\n"
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": page.format("It warmed.")})
    review(tmp_path, "--as=Ann", keys="a")
    projects.write(tmp_path, {"docs/index.md": page.format(case["with"])})

    assert is_unread(tmp_path) is case["lapses"]


@pytest.mark.parametrize("case", LAPSES["source"], ids=lambda case: repr(case["new"]))
def test_evidence_lapses(case: dict[str, Any], tmp_path: Path) -> None:
    """A review lapses when what is shown of the passage changes, and with nothing else."""
    assert case["old"] in projects.IPCC
    projects.write(tmp_path, projects.BASE)
    review(tmp_path, "--as=Ann", keys="a")
    changed = projects.IPCC.replace(case["old"], case["new"])
    projects.write(tmp_path, {"docs/sources/ipcc.yml": changed})

    assert is_unread(tmp_path) is case["lapses"]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk["what"])
def test_walk(walk: dict[str, Any], tmp_path: Path) -> None:
    """Each key does what its letter says, and each agreement is a record of the reader's."""
    projects.write(tmp_path, SITE)
    with patch.object(click, "launch") as launch:
        result = review(tmp_path, "--as=Ann", *walk.get("paths", ()), keys=walk["keys"])

    found: dict[str, list[str]] = {}
    for each in records(tmp_path):
        found.setdefault(each["by"], []).append(each["begins"])
    assert {by: sorted(texts) for by, texts in walk["recorded"].items()} == {
        by: sorted(texts) for by, texts in found.items()
    }
    assert walk.get("notes", []) == [it["note"] for it in records(tmp_path) if "note" in it]
    assert walk.get("opened", []) == [call.args[0] for call in launch.call_args_list]
    assert walk["last"] == result.output.splitlines()[-1]
    assert result.exit_code == 0
    today = dt.datetime.now(tz=dt.UTC).date()
    assert all(today - each["date"] <= dt.timedelta(1) for each in records(tmp_path))


def test_shown(tmp_path: Path) -> None:
    """A sentence stands above what it cites, with the reasons to read it."""
    projects.write(tmp_path, {**projects.BASE, "docs/index.md": SITE["docs/index.md"]})

    shown = review(tmp_path, "--as=Ann", "docs/index.md", keys="sq").output

    for line in (
        "docs/index.md:3:1  (1 of 2)",
        "  - it has no figure, date, name or quotation to compare",
        "  - it hedges or attributes",
        "  It may rise.",
        "      [@ipcc#warming] Climate Change, IPCC, 2023-03 (research)",
        "      https://example.org/ipcc",
        "      fact: The air has warmed by 1.1 °C since 1850.",
        "      words (source): global surface temperature reached 1.1 °C above",
        "docs/index.md:3:30  (2 of 2)",
    ):
        assert line in shown.splitlines()


def test_other_readers(tmp_path: Path) -> None:
    """Who has read a sentence is not asked again; where two have to, somebody else is."""
    asked = projects.MKDOCS.replace(
        "[explainer.markdown]", "[explainer.markdown: {review: [{pages: other.md, people: 2}]}]"
    )
    projects.write(tmp_path, {**SITE, "mkdocs.yml": asked})
    review(tmp_path, "--as=Ann", keys="aaa")

    assert review(tmp_path, "--as=ANN").output == "Nothing is left to read.\n"
    second = review(tmp_path, "--as=Bo", keys="a")
    assert "docs/other.md:3:1  (1 of 1)" in second.output
    assert "  - Ann has read it, on " in second.output
    assert review(tmp_path, "--as=Cy").output == "Nothing is left to read.\n"


def test_listed(tmp_path: Path) -> None:
    """The list has the riskiest sentence first, asks nothing and writes nothing."""
    projects.write(tmp_path, SITE)

    result = review(tmp_path, "--list")

    assert result.output == (
        "docs/index.md:3:1: It may rise. (it has no figure, date, name or quotation to compare; it"
        " hedges or attributes)\n"
        "docs/index.md:3:30: It rose. (it has no figure, date, name or quotation to compare)\n"
        "docs/other.md:3:1: It fell in 1998.\n"
        "0 of 3 sentences that cite something have been read by enough people.\n"
    )
    assert result.exit_code == 0
    assert records(tmp_path) == []


def test_refused(tmp_path: Path) -> None:
    """Nobody reads without a name, with a file that is broken, or where nothing is cited."""
    projects.write(tmp_path, SITE)

    assert review(tmp_path).stderr == (
        "error: whose review is it? say so with --as NAME, or set Git's user.name\n"
    )
    projects.write(tmp_path, {"docs/reviews.yml": "reviews:\n  - {sentence: x}\n"})
    broken = review(tmp_path, "--as=Ann", keys="a")
    assert broken.exit_code == 2
    assert broken.stderr.startswith("error: docs/reviews.yml:2:")
    projects.write(tmp_path, {"docs/reviews.yml": "", "docs/other.md": "# Other\n\nA. [@about]\n"})
    assert review(tmp_path, "docs/other.md", "--as=Ann").stderr == (
        "error: no sentence here cites anything: there is nothing to read beside it\n"
    )


def test_name_of_git(tmp_path: Path) -> None:
    """Without --as, the reader is Git's user; pages are as new as their last commit or change."""
    projects.write(tmp_path, SITE)
    for arguments in (
        ["init"],
        ["config", "user.name", "Ann Git"],
        ["config", "user.email", "a@example.org"],
        ["add", "."],
        ["commit", "-m", "a", "--date=2020-01-01T00:00:00Z"],
    ):
        dated = {**os.environ, "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z"}
        subprocess.run(
            ["git", *arguments], cwd=tmp_path, check=True, capture_output=True, env=dated
        )

    assert review(tmp_path, keys="q").output.startswith("You read as Ann Git.")
    changed = tmp_path / "docs" / "other.md"
    changed.write_text(SITE["docs/other.md"] + "\n", encoding="utf-8")
    times = change_times(tmp_path, ["docs/index.md", "docs/other.md"])
    assert times["docs/index.md"] == dt.datetime(2020, 1, 1, tzinfo=dt.UTC).timestamp()
    assert times["docs/other.md"] == changed.stat().st_mtime


@pytest.mark.parametrize("build", [projects.build, projects.build_with_zensical])
@pytest.mark.parametrize("references", ["page", "template"])
def test_page(build: Any, references: str, tmp_path: Path) -> None:  # noqa: ANN401
    """A built page says how many sentences people have read, or nothing."""
    settings = (
        "site_name: Heat\ntheme: {name: material, custom_dir: overrides}\nexclude_docs: '*.y*ml'\n"
        f"markdown_extensions: [explainer.markdown: {{references: {references}}}]\n"
    )
    projects.write(tmp_path, {**SITE, "mkdocs.yml": settings})
    projects.write_theme(tmp_path)
    review(tmp_path, "--as=Ann", "docs/index.md", keys="a")
    review(tmp_path, "--as=Bo", "docs/index.md", keys="sq")

    built = build(tmp_path)

    def said(page: str) -> list[str]:
        html = LexborHTMLParser((built / page).read_text(encoding="utf-8"))
        return [each.text() for each in html.css(".explainer-references .explainer-read")]

    assert len(said("index.html")) == 1
    assert said("index.html")[0].startswith(
        "Sentences that people have read beside what they cite: 1 of 2, the last on "
    )
    assert said("other/index.html") == []


def test_counted(tmp_path: Path) -> None:
    """Only pages on which somebody has read something are converted once more to be counted."""
    projects.write(tmp_path, {**SITE, "docs/sources/noaa.yml": projects.IPCC.replace("IPCC", "N")})
    projects.write(tmp_path, {"docs/other.md": "# Other\n\nSo. [@noaa#warming; @ipcc#warming]\n"})
    review(tmp_path, "--as=Ann", "docs/index.md", keys="a")

    with patch.object(page_reviews, "count_read", wraps=page_reviews.count_read) as count:
        projects.build(tmp_path)

    assert [call.args[1] for call in count.call_args_list] == ["index.md"]


def test_page_lapsed(tmp_path: Path) -> None:
    """A page whose reviews have all lapsed says nothing of them, and neither does a broken one."""
    projects.write(tmp_path, projects.BASE)
    review(tmp_path, "--as=Ann", keys="a")
    page = tmp_path / "site" / "index.html"

    projects.build(tmp_path)
    assert "1 of 1" in page.read_text(encoding="utf-8")
    projects.write(tmp_path, {"docs/index.md": "# Home\n\nIt has warmed. [@ipcc#warming]\n"})
    projects.build(tmp_path)
    assert "explainer-read" not in page.read_text(encoding="utf-8")
    projects.write(tmp_path, {"docs/reviews.yml": "reviews: ["})
    projects.build(tmp_path)
    assert "explainer-read" not in page.read_text(encoding="utf-8")
