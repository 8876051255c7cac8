"""What `explainer evidence` says: of values, of meaning, of places, and where there is nothing."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
from explainer.cli import evidence as evidence_command
from explainer.project import read_project
from explainer.settings import read_settings
from explainer.trace import coverage

if TYPE_CHECKING:
    from click.testing import Result

CASES = yaml.safe_load((Path(__file__).parent / "traces.yml").read_text(encoding="utf-8"))
SOURCE = {
    "type": "report",
    "title": "Pumps in figures",
    "publisher": "Pump Press",
    "issued": "2026-06-30",
    "URL": "https://example.org/pumps",
    "tier": "trade-press",
    "origin": "pump-press",
}
PAGE = """\
# Pumps

Acme sold 5 pumps. [@pumps#one] So we
think. [@analysis]

| maker | pumps |
|---|---|
| Acme | 5 [@pumps#one] |

Acme sold six. [@claims/sold] Acme sold. [@gone] A pump.
"""
CLAIM = """\
---
title: Acme sold 5 pumps.
verdict: reported
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - {cite: pumps#one, stance: supports, why: It says so.}
changes: [{date: 2026-11-24, what: First published., verdict: reported}]
---
Acme sold 5 pumps. [@pumps#one]
"""

TIMELINE = """\
categories: [{slug: sales, title: Sales}]
events:
  - date: 2026-05-06
    event: Acme sold 5 pumps. [@pumps#one]
    category: sales
"""
NEAREST = "there is no sentence on line {} of docs/pumps.md; the nearest one begins on line {}"
GONE = "it cites what does not exist, or has no passage; `explainer check` says what"


def source(**passage: str) -> str:
    """The file of a source with one passage."""
    return yaml.safe_dump({**SOURCE, "passages": [{"slug": "one", **passage}]}, sort_keys=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_said(tmp_path: Path, case: dict[str, Any]) -> None:
    """The values, the aspects and the problems of a sentence are those of the case."""
    passage = {name: case[name] for name in ("fact", "words") if name in case}
    page = f"# Pumps\n\n{case['sentence']} [@pumps#one]\n"
    files = {**projects.BASE, "docs/sources/pumps.yml": source(**passage), "docs/pumps.md": page}

    said = projects.run(projects.write(tmp_path, files), "evidence", "docs/pumps.md:3").output
    blocks = said.split("\n\n")

    assert "\n\n".join(blocks[2:]) == case["says"]
    assert all(len(line) <= 80 for line in said.splitlines())


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return projects.write(
        tmp_path,
        {
            **projects.BASE,
            "docs/sources/pumps.yml": source(fact="Acme sold 5 pumps.", words="five pumps"),
            "docs/pumps.md": PAGE,
            "docs/claims/sold.md": CLAIM,
            "docs/timeline.yml": TIMELINE,
            "docs/timeline.md": "# Timeline\n\n/// timeline\n///\n",
        },
    )


def evidence(folder: Path, place: str, *more: str) -> Result:
    """What the command says of a place."""
    return projects.run(folder, "evidence", place, *more)


@pytest.mark.parametrize(
    ("place", "sentences"),
    [
        ("docs/pumps.md:3", ["Acme sold 5 pumps.", "So we think."]),
        ("docs/pumps.md:3:3", ["Acme sold 5 pumps."]),
        ("docs/pumps.md:3:35", ["So we think."]),
        ("docs/pumps.md:3:22:", ["Acme sold 5 pumps.", "So we think."]),
        ("docs/pumps.md:4", ["So we think."]),
        ("pumps.md:8", ["Acme | 5"]),
        ("docs/claims/sold.md", ["Acme sold 5 pumps."]),
        ("docs/timeline.yml:4", ["2026-05-06 | Acme sold 5 pumps."]),
    ],
)
def test_place(folder: Path, place: str, sentences: list[str]) -> None:
    """A place means the sentences on its line, or the one at its column, or all of a page."""
    found = json.loads(evidence(folder, place, "--format=json").output)

    assert [each["text"] for each in found][: len(sentences)] == sentences
    assert place.endswith(".md") or len(found) == len(sentences)


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("docs/pumps.md:1", NEAREST.format(1, 3)),
        ("docs/pumps.md:99", NEAREST.format(99, 10)),
        ("docs/pump.md:3", "there is no page docs/pump.md; did you mean docs/pumps.md?"),
        ("zebra", "there is no page zebra"),
        ("docs/empty.md", "there is no sentence in docs/empty.md"),
        ("", "name a page, as in docs/index.md:12"),
    ],
)
def test_nothing_there(folder: Path, place: str, error: str) -> None:
    """Where there is no such page, or no sentence, the nearest is named."""
    projects.write(folder, {"docs/empty.md": "# Empty\n"})
    result = evidence(folder, place)

    assert (result.exit_code, result.output) == (2, f"error: {error}\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("So we think.", "it has the label 'analysis', and rests on no evidence"),
        ("A pump.", "it cites nothing"),
        ("Acme sold.", GONE),
        ("Acme sold six.", None),
    ],
)
def test_not_compared(folder: Path, text: str, reason: str | None) -> None:
    """A sentence that is not compared says why."""
    found = json.loads(evidence(folder, "docs/pumps.md", "--format=json").output)

    assert {each["text"]: each["not_compared"] for each in found}[text] == reason


def test_claim(folder: Path) -> None:
    """A claim is shown with the passages of its evidence, where a sentence cites nothing else."""
    found = json.loads(evidence(folder, "docs/pumps.md:10:3", "--format=json").output)

    assert [(each["cite"], each["through"]) for each in found[0]["evidence"]] == [
        ("claims/sold", None),
        ("pumps#one", "claims/sold"),
    ]
    assert "      evidence of claims/sold\n" in evidence(folder, "docs/pumps.md:10").output


def test_json(folder: Path) -> None:
    """The JSON has each value with its places, each aspect, and each problem with its hint."""
    (trace,) = json.loads(evidence(folder, "docs/pumps.md:10:3", "--format=json").output)

    assert (trace["path"], trace["line"], trace["column"]) == ("docs/pumps.md", 10, 1)
    assert trace["values"][0] == {
        "kind": "figure", "rule": "EVI101", "written": "six", "result": "missing",
        "matches": [], "nearest": ["5", "five"],
    }  # fmt: skip
    assert trace["values"][1]["matches"][0] == {
        "passage": "claims/sold", "field": "fact", "written": "Acme",
    }  # fmt: skip
    assert [each["rule"] for each in trace["meaning"]] == [f"MEA10{n}" for n in range(1, 8)]
    assert [each["code"] for each in trace["problems"]] == ["EVI101"]
    assert trace["problems"][0]["hint"]


def test_problems(folder: Path) -> None:
    """A sentence has the problems that are in it, and none of another on its page."""
    found = json.loads(evidence(folder, "docs/pumps.md", "--format=json").output)
    wrong = {each["text"]: [it["code"] for it in each["problems"]] for each in found}

    assert {text for text, codes in wrong.items() if codes} == {"Acme sold six."}


BOLD, RED, PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[0m"


@pytest.mark.parametrize(("terminal", "no_colour"), [(True, ""), (True, "1"), (False, "")])
def test_colours(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, no_colour: str
) -> None:
    """On a terminal the place is bold, and what is missing and the problems are red."""
    stdout = SimpleNamespace(isatty=lambda: terminal)
    monkeypatch.setattr(evidence_command, "sys", SimpleNamespace(stdout=stdout))
    monkeypatch.setenv("NO_COLOR", no_colour)
    lines = evidence(folder, "docs/pumps.md:10:3").output.splitlines()
    coloured = [line for line in lines if line.startswith("\x1b")]

    if not terminal or no_colour:
        assert coloured == []
    else:
        assert coloured == [
            f"{BOLD}docs/pumps.md:10:1{PLAIN}",
            f"{RED}  figure 'six': not in the evidence; it has '5', 'five'{PLAIN}",
            f"{RED}  EVI101 'six' is not in the evidence{PLAIN}",
        ]


def test_text(folder: Path) -> None:
    """The parts of a trace stand apart, and none is empty where nothing is compared."""
    nothing = "  Not compared: it cites nothing."
    (place,) = (line for line in PAGE.splitlines() if "A pump." in line)
    column = place.index("A pump.") + 1

    assert evidence(folder, f"docs/pumps.md:10:{column}").output.split("\n\n")[-1] == f"{nothing}\n"
    assert "\n\n\n" not in evidence(folder, "docs/pumps.md").output


def test_nothing_written(folder: Path) -> None:
    """The files stay as they are."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    evidence(folder, "docs/pumps.md")

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("fact", "sentence", "judging"),
    [
        ("it rained", "It rained.", ""),
        ("Acme sold 5 in May", 'In May Acme said "5".', "EVI101 EVI102 EVI103 EVI104 EVI105"),
        ("it did not rain", "It rained.", "MEA101"),
        ("it rained", "It did not rain.", "MEA101"),
        ("it rose", "It rose.", "MEA102"),
        ("it rose", "It rained.", ""),
        ("it may rain", "It rained.", "MEA103"),
        ("it rained", "It may rain.", ""),
        ("he said that it rained", "It rained.", "MEA104"),
        ("it rained", "All of it rained.", "EVI101 MEA105"),
        ("some of it rained", "It rained.", "MEA105"),
        ("it rained", "It rained because of wind.", "MEA106"),
        ("it rained because of wind", "It rained.", ""),
        ("wind is stronger than rain", "Rain is weaker than wind.", "MEA107"),
        ("it rained rather than snowed", "It rained instead of snowing.", "MEA101 MEA107"),
        ("wind is stronger than rain", "It rained.", ""),
    ],
)
def test_coverage(tmp_path: Path, fact: str, sentence: str, judging: str) -> None:
    """A rule can judge a sentence where there is something on the sides that it compares."""
    files = {
        "docs/sources/pumps.yml": source(fact=fact, words="so"),
        "docs/index.md": f"# Pumps\n\n{sentence} [@pumps#one]\nSo. [@analysis]\n",
    }
    settings = read_settings(projects.write(tmp_path, {"mkdocs.yml": projects.MKDOCS, **files}))
    found = coverage(read_project(settings).project)

    assert [each.rule for each in found if each.sentences] == judging.split()
    assert {each.of for each in found} == {1}


def test_coverage_of_passages(folder: Path) -> None:
    """Where a source has several passages, a sentence may cite the wrong one."""
    before = coverage(read_project(read_settings(folder)).project)
    more = source(fact="Acme sold 5 pumps.", words="five") + "- {slug: two, fact: Acme fell.}\n"
    projects.write(folder, {"docs/sources/pumps.yml": more})
    after = coverage(read_project(read_settings(folder)).project)

    counts = [{it.rule: it.sentences for it in found}["EVI107"] for found in (before, after)]

    assert counts == [0, 4]
