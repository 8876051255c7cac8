"""The article that a site explains: its sentences, their fingerprints, and what became of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
import yaml

import projects
from explainer.article import read_sentences, read_string
from explainer.claims import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
The air is warming fast.
Causes
It warms because of us. Is that so?
Nobody doubts that any more.
"""
CLAIM = """\
---
title: The air has warmed.
verdict: partly-supported
holds: The air has warmed. [@ipcc#warming]
beyond: The sea is not meant. [@analysis]
as_of: 2026-11-24
review_after: 2999-11-24
article:
  - {first}
  - {second}
evidence:
  - {{cite: ipcc#warming, stance: supports, why: It measured it.}}
changes: [{{date: 2026-11-24, what: First published., verdict: partly-supported}}]
---
The air has warmed. [@ipcc#warming]
"""
FIRST, SECOND, THIRD = (
    each.fingerprint for each in read_sentences(read_string(TEXT, ".txt"), "text")
)


def project(folder: Path, **changes: str) -> Path:
    """A project whose article is the text above, with two sentences covered and one excused."""
    sentences = [
        {"fingerprint": FIRST, "claim": "warming"},
        {"fingerprint": SECOND, "section": "Causes", "claim": "warming"},
        {"fingerprint": THIRD, "section": "Causes", "reason": "It is rhetoric."},
    ]
    article = {
        "title": "Warm",
        "URL": "https://example.org/warm",
        "publisher": "Example Times",
        "sentences": sentences,
    }
    files = {
        **projects.BASE,
        "docs/article.yml": yaml.safe_dump(article, sort_keys=False),
        "docs/claims/warming.md": CLAIM.format(first=FIRST, second=SECOND),
        "text.txt": TEXT,
        **changes,
    }
    return projects.write(folder, files)


def check(folder: Path) -> dict[str, object]:
    """What `explainer article check` says of the text."""
    result = projects.run(folder, "article", "check", "text.txt", "--format=json")
    found: dict[str, object] = yaml.safe_load(result.output)
    return found


def messages(folder: Path) -> list[str]:
    """The problems that it finds, each with its line."""
    found = check(folder)["problems"]
    assert isinstance(found, list)
    return [f"{each['path']}:{each['line']}: {each['message']}" for each in found]


def test_fingerprint() -> None:
    """A fingerprint is the start of a SHA-256, and does not depend on typography."""
    expected = hashlib.sha256(b'He said "no - it is 5 %".').hexdigest()[:16]

    assert fingerprint('He said "no - it is 5 %".') == expected
    assert fingerprint("  He said “no —  it is\u00a05\u202f%”.\n") == expected
    assert fingerprint("He said “no — it is 6 %”.") != expected


def test_covered(tmp_path: Path) -> None:
    """A text that is all covered or excused has no problem."""
    folder = project(tmp_path)
    result = projects.run(folder, "article", "check", "text.txt")

    assert result.exit_code == 0, result.output
    assert result.output == (
        "No problem in 3 sentences, 2 covered, 1 excused, 0 changed, 0 new, 0 removed.\n"
    )
    assert projects.run(folder, "check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TEXT.replace("warming fast", "warming slowly"),
            ["text.txt:1: this sentence is not as docs/article.yml knows it"],
        ),
        (
            TEXT.replace("Nobody", "The sea rises. Nobody"),
            ["text.txt:4: docs/article.yml does not know this sentence"],
        ),
        (
            TEXT.replace("It warms because of us. ", ""),
            ["docs/article.yml:7: the text no longer has this sentence"],
        ),
        (
            "It warms because of us. Nobody doubts that any more.\nThe air is warming fast.",
            [],
        ),
    ],
    ids=["changed", "new", "removed", "moved"],
)
def test_differences(text: str, expected: list[str], tmp_path: Path) -> None:
    """A changed, a new and a removed sentence are reported; one that moved is not."""
    assert messages(project(tmp_path, **{"text.txt": text})) == expected


def test_hint(tmp_path: Path) -> None:
    """The hint for a new sentence is the line to add."""
    folder = project(tmp_path, **{"text.txt": f"{TEXT}The ice melts.\n"})
    result = projects.run(folder, "article", "check", "text.txt")
    new = fingerprint("The ice melts.")

    assert result.exit_code == 1
    assert f"add `- {{fingerprint: {new}, section: 'Causes', claim: ...}}`" in result.output


def test_neither(tmp_path: Path) -> None:
    """A sentence with neither claim nor reason is a problem, on the site and in its text."""
    article = f"""\
title: Warm
URL: https://example.org/warm
publisher: Example Times
sentences:
  - fingerprint: {FIRST}
"""
    folder = project(
        tmp_path,
        **{
            "docs/article.yml": article,
            "text.txt": "The air is warming fast.",
            "docs/claims/warming.md": CLAIM.format(first=FIRST, second=FIRST),
        },
    )

    assert messages(folder) == ["text.txt:1: no claim covers this sentence"]
    assert "CLM109 no claim covers this sentence" in projects.run(folder, "check").output


@pytest.mark.parametrize("text", ["", "Only a heading\n", "Is it so?\n"])
def test_nothing(text: str, tmp_path: Path) -> None:
    """A text without a sentence could not be checked, which is no pass."""
    result = projects.run(project(tmp_path, **{"text.txt": text}), "article", "check", "text.txt")

    assert result.exit_code == 2
    assert "no sentence was found in it" in result.output


@pytest.mark.parametrize("command", ["check", "list"])
def test_broken_file(command: str, tmp_path: Path) -> None:
    """With an `article.yml` that cannot be read, nothing is compared, and it is said where."""
    folder = project(tmp_path, **{"docs/article.yml": "title: [\n"})
    result = projects.run(folder, "article", command, "text.txt")

    assert result.exit_code == 2
    assert result.stderr.startswith("error: docs/article.yml:1:8: ")
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)


def test_without_file(tmp_path: Path) -> None:
    """Before there is an article.yml, every sentence is new."""
    folder = projects.write(tmp_path, {**projects.BASE, "text.txt": TEXT})

    assert len(messages(folder)) == 3
