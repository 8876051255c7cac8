"""What a site's vocabulary adds, where it counts, and what may be wrong with its file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

import comparing
import projects
from explainer import evidence
from explainer.evidence import countries
from explainer.model import Gloss, Unit, Vocabulary
from explainer.settings import read_settings
from explainer.text_normalization import plain_characters
from explainer.vocabulary import read_vocabulary

CASES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)
SITE = Vocabulary(
    same=(("Ambleford Council", "the Guildhall"), ("UK", "Whitehall")),
    common=("ICU",),
    units=(Unit("m", Fraction("201.168"), "furlongs"), Unit("barn", Fraction(1), "barns")),
    counted=("livestock", "wainwright"),
    ordinary=("restenosis",),
    glosses=(Gloss("Quist", ("Nora", "Denmark")), Gloss("Kiel Yard", ("Germany",))),
    apart=(("furnace", "kiln"),),
    search=(("closure", "shut"),),
)


def lacking(text: str, fact: str, vocabulary: Vocabulary) -> list[str]:
    """What a fact lacks of a text, as a vocabulary has it."""
    held = comparing.held({"fact": fact}, evidence.lexicon_of(vocabulary))
    return [each for kind in comparing.lacking(text, held).values() for each in kind]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The Guildhall closed it.", "Ambleford Council closed it."),
        ("British firms closed it.", "Whitehall closed it."),
        ("Now Whitehall closed it.", "A Briton closed it."),
        ("An ICU closed.", "It closed."),
        ("It ran 5 furlongs.", "It ran 1,005.84 m."),
        ("It counted 1950 wainwright.", "It counted 1,950 wainwright."),
        ("Restenosis came back.", "It came back."),
        ("Nora Quist closed it.", "Quist closed it."),
        ("The Danish mayor Quist closed it.", "Quist closed it."),
        ("Germany's Kiel Yard closed it.", "Kiel Yard closed it."),
    ],
)
def test_site(text: str, fact: str) -> None:
    """What a site's vocabulary says holds with it, and not without."""
    assert lacking(text, fact, SITE) == []
    assert lacking(text, fact, Vocabulary())
    # Neither stays with the other, however often they take turns.
    assert lacking(text, fact, SITE) == []


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        # Beside another name, in another country, and far from it.
        ("Nora Falk closed it.", "Falk closed it.", ["Nora"]),
        ("The Swedish mayor Quist closed it.", "Quist closed it.", ["Swedish"]),
        ("Quist closed it, and so did a judge who had come from Denmark.", "Quist closed it.",
         ["Denmark"]),
        ("Denmark's Quist closed it.", "Falk closed it.", ["Denmark's", "Quist"]),
    ],
)  # fmt: skip
def test_gloss(text: str, fact: str, expected: list[str]) -> None:
    """What is known of a name needs no evidence beside it, and only there."""
    assert lacking(text, fact, SITE) == expected


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        ("It has 40 kilns.", "It has 40 furnaces.", ["40"]),
        ("It has 40 kilns.", "It has 40 kilns.", []),
        ("It has 40 ovens.", "It has 40 furnaces.", []),
        ("It has 40 kilns.", "It has 40 furnaces, and 40 kilns.", []),
    ],
)
def test_apart(text: str, fact: str, expected: list[str]) -> None:
    """Nouns of one group count different things."""
    assert lacking(text, fact, SITE) == expected


def test_own_unit() -> None:
    """A unit of a site's own is no other unit, nor a bare number that counts something."""
    assert lacking("It took 5 barns.", "It took 5 kg.", SITE) == ["5 barns"]
    assert lacking("It took 5 barns.", "It took 5 barns.", SITE) == []


def test_prefixes(tmp_path: Path) -> None:
    """With prefixes a unit has its multiples, in symbols and in words."""
    text = "units:\n  - {unit: FROB, spellings: [FROB, frobs], prefixes: yes}\n"
    folder = projects.write(tmp_path, {"docs/vocabulary.yml": text}) / "docs"
    lexicon = evidence.lexicon_of(read_vocabulary(folder, tmp_path).vocabulary)
    figures = evidence.extract(
        "It has 2 GFROB, 3 kilofrobs, 4 FROB and 5 exaFROB.", lexicon
    ).figures

    assert [each.value for each in figures] == [2 * 10**9, 3000, 4, 5 * 10**18]
    assert {each.unit for each in figures} == {"FROB"}


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: case["is"])
def test_wrong(tmp_path: Path, case: dict[str, str]) -> None:
    """A vocabulary with a fault is reported as the table says."""
    projects.write(tmp_path, {**projects.BASE, "docs/vocabulary.yml": case["text"]})
    output = projects.run(tmp_path, "check", "--select", "DAT").stdout

    assert case["problems"].strip() in "\n".join(
        line for line in output.splitlines() if not line.startswith(("   ", " ")) or "hint" in line
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeffsame: []\n", "same:\n"])
def test_empty(tmp_path: Path, text: str) -> None:
    """A vocabulary with nothing in it is no fault."""
    projects.write(tmp_path, {"docs/vocabulary.yml": text})

    assert read_vocabulary(tmp_path / "docs", tmp_path)[:2] == (Vocabulary(), ())


def test_bytes(tmp_path: Path) -> None:
    """A vocabulary in another encoding, or under another name, is reported."""
    file = projects.write(tmp_path, {"docs/vocabulary.yml": ""}) / "docs/vocabulary.yml"
    file.write_bytes("common: [Zürich]\n".encode("latin-1"))
    (wrong,) = read_vocabulary(tmp_path / "docs", tmp_path).invalid
    file.rename(file.with_suffix(".yaml"))
    (other,) = read_vocabulary(tmp_path / "docs", tmp_path).invalid

    assert (wrong.place[:3], wrong.message) == (("docs/vocabulary.yml", 1, 11), "is not UTF-8")
    assert other.hint == "rename it to vocabulary.yml"


def test_checked(tmp_path: Path) -> None:
    """A check compares with the vocabulary of the project, one project after the other."""
    page = "# Bridge\n\nThe Guildhall has warmed. [@ipcc#warming]\n"
    plain = projects.write(tmp_path / "plain", {**projects.BASE, "docs/index.md": page})
    own = projects.write(
        tmp_path / "own",
        {
            **projects.BASE,
            "docs/index.md": page,
            "docs/vocabulary.yml": "same:\n  - [The IPCC, the Guildhall]\n",
        },
    )
    found = [
        "Guildhall" in projects.run(folder, "check", "--select", "EVI103").stdout
        for folder in (plain, own, plain, own)
    ]

    assert read_settings(own).docs_dir.name == "docs"
    assert found == [True, False, True, False]


def test_same_lexicon() -> None:
    """One vocabulary has one lexicon, so that what was read with it is kept."""
    assert evidence.lexicon_of(SITE) is evidence.lexicon_of(Vocabulary(*SITE))
    assert evidence.lexicon_of() is evidence.lexicon_of(Vocabulary())


def test_territories() -> None:
    """Every country that Babel has a name for is known, but for some that are no state."""
    lexicon = evidence.lexicon_of()
    aliases = {name for names in lexicon.groups.values() for name in names}
    names = {
        code: name
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    }
    unknown = {
        name
        for name in map(plain_characters, names.values())
        if not countries.meant(countries.key(name)) and " ".join(countries.key(name)) not in aliases
    }

    assert unknown == set(CASES["no states"])
