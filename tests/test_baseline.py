"""`--baseline`: what was there does not fail, what is new does, and the file only shrinks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
import yaml

import projects
from explainer import baseline
from explainer.model import Citation, Page, Place, Problem, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

PAGE = "# Heat\n\nIt warmed.\n\nIt warms. It warms. [@ipccc]\n\nIt warmed.\n"
FILES = {**projects.BASE, "docs/page.md": PAGE, "docs/part/odd name é.md": "# Part\n\nPart.\n"}


def check(folder: Path, *arguments: str) -> Result:
    """Check a project against its baseline."""
    return projects.run(folder, "check", "--baseline=base.yml", *arguments)


def recorded(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """A project whose problems are in its baseline."""
    projects.write(folder, files)
    result = check(folder, "--record")
    assert result.exit_code == 0, result.output
    return folder


def entries(folder: Path) -> list[tuple[str, str, int]]:
    """What the baseline lists."""
    text = (folder / "base.yml").read_text(encoding="utf-8")
    return [
        (each["path"], each["code"], each["count"]) for each in yaml.safe_load(text)["problems"]
    ]


def test_recorded(tmp_path: Path) -> None:
    """The file says what it is and lists each problem in a line, sorted, with how often it is."""
    projects.write(tmp_path, FILES)

    result = check(tmp_path, "--record")

    lines = (tmp_path / "base.yml").read_text(encoding="utf-8").splitlines()
    assert result.output == "5 problems are listed in base.yml now; commit it.\n"
    assert lines[0].startswith("# Problems that were there")
    assert [(path, code) for path, code, _ in entries(tmp_path)] == [
        ("docs/page.md", "CIT101"),
        ("docs/page.md", "CIT101"),
        ("docs/page.md", "CIT102"),
        ("docs/part/odd name é.md", "CIT101"),
    ]
    assert sum(count for _, _, count in entries(tmp_path)) == 5
    assert len(lines) == 4 + 4
    assert any(line.endswith("# It warmed.: sentence without citation or label") for line in lines)


def test_clean(tmp_path: Path) -> None:
    """What is listed does not fail, and each format says how many it is."""
    recorded(tmp_path)

    text, as_json = check(tmp_path), check(tmp_path, "--format=json")

    assert text.exit_code == as_json.exit_code == 0
    assert text.output.startswith("No problem in 3 pages")
    assert text.output.endswith("; ignored: 5 by the baseline.\n")
    summary = json.loads(as_json.output)["summary"]
    assert (summary["problems"], summary["ignored_by_baseline"]) == (0, 5)
    assert "ignored_by_settings" not in summary


@pytest.mark.parametrize(
    ("text", "new"),
    [
        pytest.param(f"{PAGE}\nNew.\n", ["New."], id="a new sentence"),
        pytest.param(PAGE.replace("# Heat", "# Heat\n\n## More\n\n## And"), [], id="lines moved"),
        pytest.param(f"{PAGE}\nIt warmed.\n", ["It warmed."], id="once more"),
        pytest.param(PAGE.replace("\n", "\r\n"), [], id="other line ends"),
        pytest.param(PAGE.replace("It warms. It", "It\nwarms. It"), [], id="lines broken"),
        pytest.param(
            PAGE.replace("It warms. It", "*It* [warms](x.md)! It"), [], id="punctuation and markup"
        ),
        pytest.param(
            "# Heat\n\nIt warms, they say. It warms. [@ipccc]\n\nIt warmed.\n\nIt warmed.\n",
            ["It warms, they say.", "stale"],
            id="another sentence for one that is mended",
        ),
        pytest.param(
            PAGE.replace("[@ipccc]\n", "[@ipcc]\n\nIt is hot. [@ipccc]\n"),
            ["[@ipccc]", "stale"],
            id="the same mistake in another sentence",
        ),
        pytest.param(PAGE.replace("ipccc", "ipc"), ["[@ipc]", "stale"], id="another mistake"),
        pytest.param(
            PAGE.replace("\n\nIt warms", " [@about]\n\nIt warms"), ["stale"], id="one less"
        ),
    ],
)
def test_changed(tmp_path: Path, text: str, new: list[str]) -> None:
    """Only what is new fails, wherever it stands, and what does not happen any more."""
    recorded(tmp_path)
    (tmp_path / "docs/page.md").write_text(text, encoding="utf-8", newline="")

    result = check(tmp_path)

    lines = [line for line in result.output.splitlines() if line.startswith(("docs", "base"))]
    assert len(new) == len(lines), result.output
    assert result.exit_code == bool(new)
    assert ("stale" in new) is ("base.yml:" in result.output)


def test_shrinks(tmp_path: Path) -> None:
    """What is mended is reported once, at its line, and taken out; mended partly, counted less."""
    recorded(tmp_path)
    page = PAGE.replace("It warmed.\n\nIt warms. It warms. [@ipccc]", "It warms. It warms.")
    (tmp_path / "docs/page.md").write_text(page, encoding="utf-8")
    listed = (tmp_path / "base.yml").read_text(encoding="utf-8").splitlines()

    first, second = check(tmp_path), check(tmp_path)

    assert first.exit_code == 1
    reported = [line for line in first.output.splitlines() if " TXT107 " in line]
    assert sorted(line.partition(" TXT107 ")[2] for line in reported) == [
        "CIT101 of docs/page.md occurs once; the baseline lists 2",
        "CIT102 of docs/page.md no longer occurs",
    ]
    numbers = [int(line.split(":")[1]) for line in reported]
    assert [("CIT102" in listed[number - 1]) for number in numbers] == [
        "CIT102" in line for line in reported
    ]
    assert "it has been taken out of base.yml; commit the file" in first.output
    assert second.output.startswith("docs/page.md:3:11: CIT101")
    assert ("docs/page.md", "CIT101", 1) in entries(tmp_path)
    assert not [entry for entry in entries(tmp_path) if entry[1] == "CIT102"]


def test_never_grows(tmp_path: Path) -> None:
    """A run adds nothing to the file, and writes nothing where nothing is stale."""
    recorded(tmp_path)
    before = (tmp_path / "base.yml").stat()
    (tmp_path / "docs/page.md").write_text(f"{PAGE}\nNew.\n", encoding="utf-8")

    check(tmp_path)

    after = (tmp_path / "base.yml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("part", [["docs/part"], ["--select=SRC"], ["--ignore=CIT"]])
def test_part(tmp_path: Path, part: list[str]) -> None:
    """A run that does not look at everything says nothing of the rest, and leaves it."""
    recorded(tmp_path)
    (tmp_path / "docs/page.md").write_text("# Heat\n", encoding="utf-8")

    result = check(tmp_path, *part)

    assert result.exit_code == 0, result.output
    assert len(entries(tmp_path)) == 4


def test_part_recorded(tmp_path: Path) -> None:
    """Recording a part replaces what is listed of it, and keeps the rest."""
    recorded(tmp_path)
    projects.write(tmp_path, {"docs/part/odd name é.md": "# Part\n\nNew.\n\nNewer.\n"})

    result = check(tmp_path, "--record", "docs/part")

    assert result.output == (
        "2 problems are listed in base.yml now, beside 3 kept from before; commit it.\n"
    )
    assert check(tmp_path).exit_code == 0


def test_gone(tmp_path: Path) -> None:
    """What is listed of a page that is gone is stale."""
    recorded(tmp_path)
    shutil.rmtree(tmp_path / "docs/part")

    result = check(tmp_path)

    assert " TXT107 CIT101 of docs/part/odd name é.md no longer occurs" in result.output
    assert check(tmp_path).exit_code == 0


def test_renamed(tmp_path: Path) -> None:
    """What is listed of a page that was renamed is reported once, and then of the new one."""
    recorded(tmp_path)
    (tmp_path / "docs/page.md").rename(tmp_path / "docs/part/new.md")
    with (tmp_path / "docs/part/new.md").open("a", encoding="utf-8") as stream:
        stream.write("\nIt is new.\n")

    first, second = check(tmp_path), check(tmp_path)

    said = [line for line in first.output.splitlines() if " TXT107 " in line]
    assert [line.partition(" TXT107 ")[2] for line in said] == [
        "CIT101 of docs/page.md is of docs/part/new.md now",
        "CIT102 of docs/page.md is of docs/part/new.md now",
    ]
    assert "hint: base.yml says so now; commit the file" in first.output
    assert second.output.startswith("docs/part/new.md:9:1: CIT101")
    assert second.output.count(": CIT") == 1
    assert [path for path, _, _ in entries(tmp_path)].count("docs/part/new.md") == 3
    assert "# It warmed.: sentence without" in (tmp_path / "base.yml").read_text(encoding="utf-8")


def test_copied(tmp_path: Path) -> None:
    """A page like another that is still there is new."""
    recorded(tmp_path)
    projects.write(tmp_path, {"docs/copy.md": PAGE})

    result = check(tmp_path)

    assert result.output.count("docs/copy.md:") == 4
    assert " TXT107 " not in result.output


def test_figures(tmp_path: Path) -> None:
    """A figure in one sentence is another problem than the same one in another."""
    text = "# Heat\n\nIt warmed by 5 °C. [@ipcc#warming]\n"
    recorded(tmp_path, {**projects.BASE, "docs/page.md": text})
    text = "# Heat\n\nIt warmed. [@ipcc#warming]\n\nIt cooled by 5 °C. [@ipcc#warming]\n"
    projects.write(tmp_path, {"docs/page.md": text})

    result = check(tmp_path)

    assert "docs/page.md:5:14: EVI101 " in result.output, result.output
    assert " TXT107 EVI101 of docs/page.md no longer occurs" in result.output


def test_many(tmp_path: Path) -> None:
    """What is stale of one rule on one page is one problem, however many entries it has."""
    text = "\n\n".join(f"It was so {number} times." for number in range(300))
    recorded(tmp_path, {**projects.BASE, "docs/page.md": f"# Heat\n\n{text}\n"})
    projects.write(tmp_path, {"docs/page.md": "# Heat\n\nIt was so 7 times.\n"})

    result = check(tmp_path)

    said = [line for line in result.output.splitlines() if line.startswith("base.yml:")]
    assert len(entries(tmp_path)) == 1
    assert [line.partition(" TXT107 ")[2] for line in said] == [
        "CIT101 of docs/page.md no longer occurs (299 listed)"
    ]


@pytest.mark.parametrize("one", ["docs/page.md", "docs/part/odd name é.md"])
def test_merged(tmp_path: Path, one: str) -> None:
    """Two branches that each mended something may be merged line by line, with all lines kept."""
    recorded(tmp_path)
    before = (tmp_path / "base.yml").read_text(encoding="utf-8")
    text = (tmp_path / one).read_text(encoding="utf-8")
    projects.write(
        tmp_path, {one: text.replace("Part.", "Part. [@about]").replace("ipccc", "ipcc")}
    )
    check(tmp_path)
    after = (tmp_path / "base.yml").read_text(encoding="utf-8")
    both = dict.fromkeys([*before.splitlines(), *after.splitlines()])
    (tmp_path / "base.yml").write_text("\n".join(both), encoding="utf-8")

    check(tmp_path)

    assert (tmp_path / "base.yml").read_text(encoding="utf-8") == after
    assert check(tmp_path).exit_code == 0


def test_published(tmp_path: Path) -> None:
    """That a baseline would be part of the site is said, and not where it is left out of it."""
    projects.write(
        tmp_path, {**FILES, "mkdocs.yml": projects.MKDOCS.replace('"*.y*ml"', "/s*.yml")}
    )

    for file, note in {
        "docs/base.yml": "note: docs/base.yml is published",
        "docs/s.yml": "",
    }.items():
        recording = projects.run(tmp_path, "check", "--record", "--baseline", file)
        checking = projects.run(tmp_path, "check", "--baseline", file)

        assert (recording.exit_code, checking.exit_code) == (0, 0)
        assert checking.stderr.startswith(note)
        assert bool(checking.stderr) is bool(note)


def test_not_selected(tmp_path: Path) -> None:
    """Where the rule on baselines does not run, the file is left as it is."""
    recorded(tmp_path)
    (tmp_path / "docs/page.md").write_text("# Heat\n", encoding="utf-8")

    assert check(tmp_path, "--ignore=TXT107").exit_code == 0
    assert len(entries(tmp_path)) == 4


def test_not_to_be_written(tmp_path: Path) -> None:
    """Where the file cannot be written, the hint says what to do, and the problem stays."""
    recorded(tmp_path)
    (tmp_path / "docs/page.md").write_text("# Heat\n", encoding="utf-8")

    with patch("os.replace", side_effect=PermissionError(13, "Permission denied")):
        result = check(tmp_path)

    assert result.exit_code == 1
    assert "hint: base.yml cannot be written (Permission denied): take it out" in result.output
    assert len(entries(tmp_path)) == 4
    assert not list(tmp_path.glob(".base*"))


def test_link(tmp_path: Path) -> None:
    """A link to the file stays a link, and the file keeps its rights."""
    folder = recorded(tmp_path)
    (folder / "base.yml").rename(folder / "kept.yml")
    (folder / "kept.yml").chmod(0o640)
    (folder / "base.yml").symlink_to("kept.yml")
    (folder / "docs/page.md").write_text("# Heat\n", encoding="utf-8")

    check(folder)

    assert (folder / "base.yml").is_symlink()
    assert (folder / "kept.yml").stat().st_mode & 0o777 == 0o640
    assert len(entries(folder)) == 1


BROKEN = {
    "problems: [": "is not YAML",
    "- a\n": "is not a list of fields",
    "": "is not a list of fields",
    "problems: all\n": "'problems' is not a list",
    "problem: []\n": "has an unknown field 'problem'",
    "problems:\n  - {path: a, code: CIT101, fingerprint: 0123456789abcdef}\n": "without 'count'",
    "problems:\n  - {path: a, code: CIT101, fingerprint: 1, count: 1}\n": "is no fingerprint",
    "problems:\n  - {path: a, code: C, fingerprint: 0123456789abcdef, count: 0}\n": "no number",
    "problems:\n  - {path: a, code: C, fingerprint: 0123456789abcdef, count: "
    + "9" * 5000
    + "}\n": "no number",
    "<<<<<<< ours\nproblems: []\n=======\nproblems: []\n>>>>>>> theirs\n": "is not YAML",
    "problems:\n  - docs/page.md\n": "wrong kind",
}


@pytest.mark.parametrize(("text", "reason"), BROKEN.items())
@pytest.mark.parametrize("option", [[], ["--record"]])
def test_broken(tmp_path: Path, text: str, reason: str, option: list[str]) -> None:
    """What is no baseline is refused in a line, and never written over."""
    projects.write(tmp_path, {**FILES, "base.yml": text})

    result = check(tmp_path, *option)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: base.yml")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert (tmp_path / "base.yml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("option", [[], ["--record"]])
def test_another_file(tmp_path: Path, option: list[str]) -> None:
    """Nobody is told to remove a file that never was a baseline."""
    projects.write(tmp_path, {**FILES, "base.yml": "events: []\n"})

    result = check(tmp_path, *option)

    assert result.stderr == (
        "error: base.yml:1:1: has an unknown field 'events'; mend it, or name a file that is a"
        " baseline\n"
    )


def test_not_text(tmp_path: Path) -> None:
    """A file that is no text is refused, too."""
    projects.write(tmp_path, FILES)
    (tmp_path / "base.yml").write_bytes(b"\xff\xfe\x00")

    result = check(tmp_path)

    assert result.stderr == "error: base.yml: cannot be read: it is not UTF-8\n"


def test_none_yet(tmp_path: Path) -> None:
    """A file that is not there cannot be compared with, and the way to begin it is said."""
    projects.write(tmp_path, FILES)

    result, without = check(tmp_path), projects.run(tmp_path, "check", "--record")

    hint = "begin it with --baseline base.yml --record"
    assert result.stderr == f"error: there is no base.yml; {hint}\n"
    assert without.stderr.startswith("error: --record writes a baseline: name its file")
    assert result.exit_code == without.exit_code == 2


@pytest.mark.parametrize("where", [["check"], ["links", "site"]])
def test_no_report(tmp_path: Path, where: list[str]) -> None:
    """A run that writes a baseline has no report, so that a form for it is refused."""
    projects.write(tmp_path, {**FILES, "site/index.html": "<p>a"})

    result = projects.run(tmp_path, *where, "--baseline=base.yml", "--record", "--format=json")

    assert result.stderr == "error: --record writes a baseline and no report: leave --format out\n"
    assert (result.exit_code, (tmp_path / "base.yml").exists()) == (2, False)


def test_with_others(tmp_path: Path) -> None:
    """What a waiver or the settings leave out is none of the baseline's, and stale in it."""
    recorded(tmp_path)
    waived = PAGE.replace("It warmed.\n\n", "It warmed. <!-- allow CIT101: said on stage -->\n\n")
    ignoring = "  - explainer.markdown:\n      ignore: [{rules: CIT101, pages: part/, reason: So.}]"
    settings = projects.MKDOCS.replace("[explainer.markdown]", f"\n{ignoring}")
    projects.write(tmp_path, {"docs/page.md": waived, "mkdocs.yml": settings})

    first, second = check(tmp_path), check(tmp_path)

    assert [
        line.split(" TXT107 ")[1] for line in first.output.splitlines() if " TXT107 " in line
    ] == [
        "CIT101 of docs/page.md occurs once; the baseline lists 2",
        "CIT101 of docs/part/odd name é.md no longer occurs",
    ]
    assert second.output.endswith("; ignored: 1 by the settings, 3 by the baseline.\n")


def test_of_links(tmp_path: Path) -> None:
    """The links of a site have their place in the same file, beside the pages' problems."""
    page = "<title>a</title><main><a href=nowhere>x</a></main>"
    projects.write(tmp_path, {**FILES, "site/index.html": page})
    asked = ("links", "site", "--baseline=base.yml")
    projects.run(tmp_path, "check", "--baseline=base.yml", "--record")

    recording = projects.run(tmp_path, *asked, "--record")

    assert recording.output.startswith("1 problem is listed in base.yml now, beside 4 kept")
    assert check(tmp_path).exit_code == 0
    assert projects.run(tmp_path, *asked).exit_code == 0
    projects.write(tmp_path, {"site/index.html": page.replace("nowhere", "elsewhere")})
    assert projects.run(tmp_path, *asked).exit_code == 1


def problem(
    line: int,
    column: int,
    end: tuple[int, int] = (0, 0),
    message: str = "m",
    **of: Any,  # noqa: ANN401  (two of its fields)
) -> Problem:
    """A problem at a place of a file, by its `path`, and whether it is `exact`."""
    place = Place(of.get("path", "a.md"), line, column, *end, exact=of.get("exact", True))
    return Problem(place, "CIT101", "n", message, "h")


LINES = {"a.md": ["It *was* so.", "It is", "and  was,", "so."], "b.md": ["It *was* so."]}


def keyed(*problems: Problem, pages: tuple[Page, ...] = ()) -> baseline.Problems:
    """The problems of a run."""
    return baseline.Problems(
        problems, lambda path: LINES.get(path, []), baseline.Sentences(pages).around
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (problem(1, 1, (1, 3)), "It: m"),
        (problem(1, 4, (1, 9)), "*was*: m"),
        (problem(1, 12, (1, 13)), ".: m"),
        (problem(2, 4, (3, 4)), "is and: m"),
        (problem(2, 4, (4, 3)), "is and was, so: m"),
        (problem(2, 4, (4, 3), exact=False), "It is and was, so.: m"),
        (problem(9, 1), ": m"),
        (problem(1, 1, (1, 3), "a" * 56), "It: " + "a" * 56),
        (problem(1, 1, (1, 3), "a" * 57), "It: " + "a" * 55 + "…"),
        (problem(1, 1, (1, 3), "a\x07\n b"), "It: a b"),
        (problem(1, 1, (1, 3), "a" * 54 + " bcd"), "It: " + "a" * 54 + "…"),
    ],
)
def test_words(found: Problem, words: str) -> None:
    """A line of the file says in short which words the problem is about."""
    assert list(keyed(found).baseline().words.values()) == [words]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (problem(1, 1, (1, 3)), problem(2, 1, (2, 3)), True),
        (problem(1, 1, (1, 3)), problem(1, 4, (1, 9)), False),
        (problem(1, 4, (1, 9)), problem(3, 6, (3, 9)), True),
        (problem(1, 1, (1, 3)), problem(2, 1, (2, 3), "n"), False),
        (problem(1, 1, (1, 3)), problem(1, 1, (1, 3), path="b.md"), False),
        (problem(1, 12, (1, 13)), problem(4, 3, (4, 4)), True),
        (problem(1, 12, (1, 13)), problem(3, 9, (3, 10)), False),
    ],
)
def test_same_problem(one: Problem, other: Problem, *, same: bool) -> None:
    """A problem is the same wherever its words stand in a file, whatever marks are around them."""
    first, second = keyed(one, other).keyed

    assert (first[0] == second[0]) is same


def test_around() -> None:
    """A problem belongs to the sentence that it is in, or that its citation belongs to."""
    at = Place("a.md", 1, 20, 1, 25)
    page = Page("a.md", "a/", "A", (
        Sentence("Two.", Place("a.md", 2, 3, 2, 7)),
        Sentence("One.", Place("a.md", 1, 1, 1, 5), (Citation("x", at),)),
        Sentence("Near.", Place("a.md", 4, 1, exact=False)),
        Sentence("By.", Place("a.md", 4, 1, exact=False)),
    ))  # fmt: skip
    around = baseline.Sentences([page]).around

    assert around(Place("a.md", 1, 1, 1, 5)) == ("One.", True)
    assert around(Place("a.md", 1, 4, 1, 5)) == ("One.", False)
    assert around(Place("a.md", 1, 5, 1, 6)) == ("", False)
    assert around(at) == ("One.", False)
    assert around(Place("a.md", 2, 2)) == ("", False)
    assert around(Place("a.md", 2, 3, 2, 7)) == ("Two.", True)
    assert around(Place("a.md", 4, 1, exact=False)) == ("Near.\nBy.", True)
    assert around(Place("b.md", 1, 1)) == ("", False)
    assert baseline.Sentences([]).around(at) == ("", False)


def key(path: str, fingerprint: str = "0") -> baseline.Key:
    """The key of a problem."""
    return baseline.Key(path, "CIT101", fingerprint)


def test_compared() -> None:
    """The last of more problems than are listed are new, and those of a renamed file have moved."""
    run = keyed(*(problem(1, 1, (1, 3)) for _ in range(3)), problem(1, 4, (1, 9), path="b.md"))
    first, last = run.keyed[0][0], run.keyed[3][0]
    renamed = last._replace(path="old.md")
    listed = baseline.Baseline(
        {first: 2, renamed: 2, key("c.md"): 1, key("d.md"): 4, key("e.md"): 0},
        {each: Place("base.yml", at) for at, each in enumerate((first, renamed, key("c.md")), 5)},
        {first: "first", renamed: "renamed"},
    )
    compared = baseline.compare(
        run, listed, lambda each: each.path != "d.md", lambda path: path == "old.md"
    )

    assert compared.new == [run.keyed[2][1]]
    assert compared.listed == 3
    assert compared.stale == {renamed: 1, key("c.md"): 1}
    assert compared.moved == {(renamed, last): 1}
    assert baseline.without(listed, compared).counts == {first: 2, last: 1, key("d.md"): 4}
    assert baseline.without(listed, compared).words[last] == "renamed"
    assert [tuple(each)[1:] for each in baseline.stale_entries(listed, compared, "h", "moved")] == [
        ("CIT101", "old.md", 2, 1, "h", ""), ("CIT101", "c.md", 1, 0, "h", ""),
        ("CIT101", "old.md", 2, 1, "moved", "b.md"),
    ]  # fmt: skip
    assert baseline.merged(listed, listed._replace(counts={first: 9})).counts[first] == 9
    assert baseline.compare(run, listed, lambda _: True).stale[renamed] == 2


def test_round_trip(tmp_path: Path) -> None:
    """What is written is read again, whatever the names of files."""
    file = tmp_path / "base.yml"
    names = ("a.md", "odd: name é.md", "x#y.md", "- z.md", '"q".md')
    listed = baseline.Baseline(
        {key(name, f"{at:016x}"): at + 1 for at, name in enumerate(names)}, {}, {key("a.md"): "w"}
    )
    baseline.write_baseline(file, listed)
    read = baseline.read_baseline(file, "base.yml")
    lines = file.read_text(encoding="utf-8").splitlines()

    assert read.counts == listed.counts
    assert {each.line for each in read.places.values()} == set(range(5, 10))
    assert all(
        f"fingerprint: {each.fingerprint}" in lines[place.line - 1]
        for each, place in read.places.items()
    )
    baseline.write_baseline(file, baseline.Baseline({}, {}, {}))
    assert file.read_text(encoding="utf-8").endswith("problems: []\n")
    assert baseline.read_baseline(file, "base.yml").counts == {}


def test_listed_twice(tmp_path: Path) -> None:
    """Of what is listed twice the numbers are added, and the first place counts."""
    line = "  - {path: a.md, code: CIT101, fingerprint: 0123456789abcdef, count: 2}  # w"
    (tmp_path / "base.yml").write_text(f"problems:\n{line}\n{line}2\n", encoding="utf-8")
    read = baseline.read_baseline(tmp_path / "base.yml", "base.yml")

    assert read.counts == {key("a.md", "0123456789abcdef"): 4}
    assert read.places[key("a.md", "0123456789abcdef")].line == 2
    assert read.words[key("a.md", "0123456789abcdef")] == "w2"
