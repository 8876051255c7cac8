"""Mistakes in pages: which are made, that nothing is written, and that the figures are honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import projects
from explainer.mutation import KINDS, Mutant, mutants, mutators, run
from explainer.mutation.runner import MutationRunner
from explainer.mutation_results import read_record
from explainer.project import read_project
from explainer.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
type: report
title: Pumps in figures
publisher: Acme
issued: 2025-06-30
URL: https://example.org/pumps
tier: primary
origin: acme
passages:
  - slug: sold
    fact: Acme said on 14 August 2025 that it had sold 2.5 million H100 pumps for $3 billion, 40 per
      cent of them to Globex.
    words: sold two and a half million of them
  - slug: built
    fact: Acme did not build the A800 in Europe.
"""
PAGE = """\
# Pumps

On 14 August 2025 Acme said that 2.5 million H100 pumps had brought it $3 billion. [@acme#sold]
Globex took 40 per cent of the H100s, and "two and a half million" were sold. [@acme#sold]
Acme did not build the A800. [@acme#built]
Globex is a customer of Acme. [@acme#sold]
"""
CLAIM = """\
---
title: Acme sold 2.5 million pumps.
verdict: supported
as_of: 2026-11-24
review_after: 2999-11-24
evidence:
  - cite: acme#sold
    stance: supports
    why: Its own word.
changes: [{date: 2026-11-24, what: First published., verdict: supported}]
---
Acme sold 2.5 million H100 pumps. [@acme#sold]
"""
FILES = {
    **projects.BASE,
    "docs/sources/acme.yml": SOURCE,
    "docs/pumps.md": PAGE,
    "docs/claims/sold.md": CLAIM,
}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return projects.write(tmp_path, FILES)


def made(folder: Path, seed: int = 1, count: int = 400) -> list[Mutant]:
    """The mistakes that a seed makes in a project."""
    settings = read_settings(folder)
    texts = MutationRunner(settings, read_project(settings).project).texts
    return mutants(list(texts.values()), seed, count)


def test_pointers_bear_nothing(folder: Path) -> None:
    """A verdict depends on evidence that can carry it, whatever a pointer says beside it."""
    pointer = SOURCE.replace("acme\n", "digest\n").replace("tier", "reliance: pointer\ntier")
    against = "  - {cite: digest#sold, stance: contradicts, why: It sums up another count.}\n"
    claim = CLAIM.replace(": supported", ": reported").replace("changes", f"{against}changes")
    files = {
        "docs/sources/digest.yml": pointer.replace("/pumps", "/digest"),
        "docs/claims/sold.md": claim.replace("[@acme#sold]", "[@acme#sold; @digest#sold]"),
    }
    project = read_project(read_settings(projects.write(folder, files))).project

    assert projects.run(folder, "check", "--ignore=CLM107").exit_code == 0
    for removed in (True, False):
        assert mutators.decisive_evidence(project.claims["sold"], project, removed=removed) == [0]


def test_clean(folder: Path) -> None:
    """The project has no problem of itself."""
    assert projects.run(folder, "check").exit_code == 0


def test_kinds(folder: Path) -> None:
    """Every kind of mistake that the pages have a place for is made."""
    fact = "Globex said that Brio paid Acme, and might sell more pumps in China, from 5 to 7."
    press = {"acme\n": "press\n", "primary": "trade-press", "Acme did not build": f"{fact} It does"}
    source = SOURCE.replace("/pumps", "/press").replace("publisher: Acme", "publisher: Press")
    for before, after in press.items():
        source = source.replace(before, after)
    page = (
        "# Press\n\nGlobex said that Brio paid Acme, and that it may sell more pumps in China. "
        "[@press#built]\nIt fell from 5 m to 7 m in some towns. [@press#built]\n"
    )
    projects.write(folder, {"docs/sources/press.yml": source, "docs/press.md": page})
    kinds = {mutant.kind for mutant in made(folder, count=800)}

    assert {kind.name for kind in KINDS} - kinds == {"stance among several"}


def test_organisations(tmp_path: Path) -> None:
    """A project on whatever subject has mistakes in the names of those who speak in its sources."""
    source = (
        "type: report\ntitle: Grain\npublisher: International Grains Council\nissued: 2025-06\n"
        "URL: https://example.org/grain\ntier: primary\norigin: igc\npassages:\n"
        "  - {slug: wheat, fact: Wheat rose., words: wheat rose}\n"
    )
    page = (
        "# Wheat\n\nThe International Grains Council reports that wheat rose. [@igc#wheat]\n"
        "The IPCC reports that the air has warmed. [@ipcc#warming]\n"
    )
    files = {**projects.BASE, "docs/sources/igc.yml": source, "docs/index.md": page}
    named = {
        each.before for each in made(projects.write(tmp_path, files)) if each.kind == "organisation"
    }

    assert named == {"International Grains Council", "IPCC"}


def test_one_thing(folder: Path) -> None:
    """A mistake changes what it says it changes, and nothing else."""
    for mutant in made(folder):
        text = (folder / mutant.path).read_text(encoding="utf-8")
        changed = mutant.apply(text)

        assert text[mutant.start : mutant.end] == mutant.before
        assert changed != text
        assert changed[: mutant.start] == text[: mutant.start]
        assert changed.endswith(text[mutant.end :])


def test_seed(folder: Path) -> None:
    """A seed always makes the same mistakes, and another one others."""
    assert made(folder, 7, 12) == made(folder, 7, 12)
    assert made(folder, 7, 12) != made(folder, 8, 12)


def test_noticed(folder: Path) -> None:
    """What the rules look for is noticed, and what they cannot see is not, and is counted."""
    settings = read_settings(folder)
    scores = run(settings, read_project(settings).project, [1], 400)
    tallies = {each.tally.kind: each.tally for each in scores}

    for kind in ("scale", "currency", "date, by day", "verdict", "independent source"):
        assert tallies[kind].made
        assert tallies[kind].noticed == tallies[kind].made, kind
    assert tallies["negation dropped"].made
    assert tallies["negation dropped"].noticed


def test_parts(tmp_path: Path) -> None:
    """Mistakes are made in what a claim states in its front matter as well, and are noticed."""
    part = CLAIM.replace(
        "verdict: supported\nas_of",
        "verdict: partly-supported\nholds: >-\n  Acme sold 2.5 million H100 pumps. [@acme#sold]\n"
        "beyond: Acme says nothing of the A800s. [@acme#built]\nas_of",
    ).replace("verdict: supported}", "verdict: partly-supported}")
    folder = projects.write(tmp_path, {**FILES, "docs/claims/sold.md": part})
    runner = MutationRunner(read_settings(folder), read_project(read_settings(folder)).project)
    kinds = {"digit", "scale", "model or number"}
    mistakes = [
        mutant
        for mutant in mutants(list(runner.texts.values()), 1, 400)
        if mutant.path == "docs/claims/sold.md" and mutant.line < 10 and mutant.kind in kinds
    ]

    assert {mutant.line for mutant in mistakes} == {5, 6}
    assert {mutant.kind for mutant in mistakes} == kinds
    assert all(map(runner.detects, mistakes))


def test_untouched(folder: Path) -> None:
    """The files stay as they are."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = projects.run(folder, "mutate", "--count=60")

    assert result.exit_code == 0, result.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_table(folder: Path) -> None:
    """The table says what was made and noticed, and names each mistake that was not."""
    output = projects.run(folder, "mutate", "--count=400").stdout

    assert [line.split("  ")[0] for line in output.splitlines() if line][: len(KINDS) + 3] == [
        "mistake", *(kind.name for kind in KINDS if kind.group == "values"), "all of these",
        *(kind.name for kind in KINDS if kind.group == "meaning"), "all of these",
        *(kind.name for kind in KINDS if kind.group == "unseen"),
    ]  # fmt: skip
    assert "none to make" in output


def test_record(folder: Path) -> None:
    """`--record` writes the figures to a file that the site can show."""
    arguments = ["mutate", "--seed=1", "--seed=2", "--count=60", "--record", "--quiet"]
    projects.run(folder, *arguments)
    record = read_record(folder / "docs" / "checks.yml")

    assert record is not None
    assert record.seeds == (1, 2)
    assert record.counts["claims"] == 1
    assert [tally.kind for tally in record.kinds] == [kind.name for kind in KINDS]
    assert {each.rule: each.sentences for each in record.judged}["EVI101"] == 3
    assert {each.of for each in record.judged} == {6}
    assert not list((folder / "docs").glob(".checks*"))


def test_nothing(tmp_path: Path) -> None:
    """A project in which no mistake can be made was not measured, which is no pass."""
    folder = projects.write(tmp_path, {"docs/index.md": "# Home\n\nHere it is. [@about]\n"})
    result = projects.run(folder, "mutate")

    assert result.exit_code == 2
    assert result.output.endswith("error: found nothing to make a mistake in\n")
