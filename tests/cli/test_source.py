"""Sources are added, listed and shown."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
import yaml

import projects

if TYPE_CHECKING:
    from pathlib import Path

REST = (
    *("--tier=research", "--origin=a", "--passage=warming", "--fact=It warmed.", "--words=it did"),
    "--locator=p. 4",
)
ALL = ("--type=report", "--title=Heat", *REST)


ADDED = {
    "an address": ("https://example.org/heat", {"URL": "https://example.org/heat"}),
    "a DOI": (
        "doi:10.1000/182",
        {"URL": "https://doi.org/10.1000/182", "DOI": "10.1000/182"},
    ),
    "a DOI's address": (
        "https://doi.org/10.1000/182",
        {"URL": "https://doi.org/10.1000/182", "DOI": "10.1000/182"},
    ),
    "an ISBN": ("978-0-306-40615-7", {"ISBN": "978-0-306-40615-7"}),
    "an old ISBN": ("080442957X", {"ISBN": "080442957X"}),
}


@pytest.mark.parametrize(("what", "values"), ADDED.values(), ids=ADDED)
def test_add(tmp_path: Path, what: str, values: dict[str, str]) -> None:
    """A source is written with what it is known by, and the checks accept it but that it is new."""
    projects.write(tmp_path, projects.BASE)

    result = projects.run(tmp_path, "source", "add", what, *ALL)

    assert result.exit_code == 0, result.output
    key = "heat" if "ISBN" in values else ("doi-heat" if "DOI" in values else "example-heat")
    assert result.stdout == (f"wrote docs/sources/{key}.yml\ncite it as [@{key}#warming]\n")
    text = (tmp_path / f"docs/sources/{key}.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == {
        "type": "report",
        "title": "Heat",
        **values,
        "tier": "research",
        "origin": "a",
        "passages": [
            {"slug": "warming", "fact": "It warmed.", "words": "it did", "locator": "p. 4"}
        ],
    }
    checked = projects.run(tmp_path, "check")
    assert f"SRC104 no page cites '{key}'" in checked.output
    assert "1 problem in" in checked.output


def test_add_page(tmp_path: Path) -> None:
    """A saved page says most of it; an option says more than the page; names have two parts."""
    page = (
        "<html lang=en-GB><title>Heat</title><meta property=og:site_name content='The Town Crier'>"
        "<link rel=canonical href='https://example.org/heat'>"
        "<meta property=article:published_time content='2023-03-20T10:00:00Z'>"
    )
    projects.write(tmp_path, {**projects.BASE, "saved.html": page})

    result = projects.run(
        *(tmp_path, "source", "add", "saved.html", "--type=article-newspaper", *REST),
        *("--author=Doe, Jane", "--author={Dept. for Food, Farming}", "--title=More heat"),
    )

    assert result.stdout.startswith("wrote docs/sources/doe-2023-more-heat.yml\n")
    assert "issued: 2023-03-20 (article:published_time)\n" in result.stderr
    assert (tmp_path / "docs/sources/doe-2023-more-heat.yml").read_text(encoding="utf-8") == (
        "type: article-newspaper\n"
        "title: More heat\n"
        "author:\n"
        "  - family: Doe\n"
        "    given: Jane\n"
        "  - literal: Dept. for Food, Farming\n"
        "container-title: The Town Crier\n"
        "issued: 2023-03-20\n"
        "URL: https://example.org/heat\n"
        "tier: research\n"
        "origin: a\n"
        "passages:\n"
        "  - slug: warming\n"
        "    fact: It warmed.\n"
        "    words: it did\n"
        "    locator: p. 4\n"
    )


REFUSED = {
    "missing": (
        ("https://example.org/heat",),
        "has to be given: --type, --title, --tier, --origin, --passage, --fact\n",
    ),
    "nothing": ((), "--type, --title, --url, --tier, --origin, --passage, --fact\n"),
    "a newspaper": (
        ("https://example.org/heat", "--title=Heat", "--type=article-newspaper", *REST),
        "has to be given: --container-title or --publisher\n",
    ),
    "the same address": (
        ("http://www.example.org/ipcc/", *ALL),
        "error: 'ipcc' has that address already: add the passage to it, and cite that\n",
    ),
    "the same key": (
        ("https://example.org/heat", "--key=ipcc", *ALL),
        "error: there is a source 'ipcc' already\n",
    ),
    "no key": (
        ("https://example.org/heat", "--key=two words", *ALL),
        "error: 'two words' cannot be a key: use letters, digits and single - _ . : inside\n",
    ),
    "a path": (("https://example.org/heat", "--key=../a", *ALL), "error: '../a' cannot be a key"),
    "wrong values": (
        ("https://example.org/heat", "--type=news", "--issued=soon", "--tier=primry"),
        "'issued' is not a date: 'soon'; 'tier' cannot be 'primry'; did you mean 'primary'?\n",
    ),
    "a wrong digit": (
        ("978-0-306-40615-8", *ALL),
        "error: 'ISBN' is no ISBN, or its check digit does not fit: '978-0-306-40615-8'",
    ),
    "the future": (
        ("https://example.org/heat", *ALL, "--issued=3021"),
        "error: 'issued' lies in the future: '3021'\n",
    ),
    "many words": (
        ("https://example.org/heat", *ALL, "--words=" + "a b c d " * 4),
        "error: 'words' has 16 words, and may have 12\n",
    ),
    "names in one": (
        ("https://example.org/heat", *ALL, "--author=Jane Doe, John Roe, Ann Poe"),
        "error: --author 'Jane Doe, John Roe, Ann Poe' has commas that no name has",
    ),
    "prose": (("the report", *ALL), "is neither an address nor a DOI nor an ISBN"),
    "another scheme": (("ftp://example.org/a", *ALL), "is neither an address nor a DOI"),
    "no file": (("saved.html", *ALL), "and there is no such file"),
    "an image": (("a.png", *ALL), "error: a.png: is neither a page nor a PDF\n"),
    "a torn PDF": (("a.pdf", *ALL), "error: a.pdf: cannot be read as a PDF: "),
    "a page called a PDF": (("b.pdf", *ALL), "error: b.pdf: is no PDF, though it is called one\n"),
    "nothing called a PDF": (("c.pdf", *ALL), "error: c.pdf: is no PDF, though it is called one\n"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_add_refused(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """What cannot be added ends with 2 and one line, and nothing is written."""
    projects.write(tmp_path, projects.BASE)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x00\x00")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\ntorn")
    (tmp_path / "b.pdf").write_text("<title>403 Forbidden</title>")
    (tmp_path / "c.pdf").write_bytes(b"")

    result = projects.run(tmp_path, "source", "add", *arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.splitlines()[-1].startswith("error: ")
    assert [path.name for path in (tmp_path / "docs/sources").iterdir()] == ["ipcc.yml"]


def on_terminal(
    folder: Path, typed: str, *arguments: str, interrupt: str = "", columns: int = 80
) -> tuple[int, str]:
    """
    Run `explainer` on a terminal of its own, and type lines; gives the exit code and output.

    Where it says what it is to be interrupted at, it is, as if Ctrl-C were pressed.
    """
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "explainer", *arguments]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": str(columns)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=follower, stdout=follower, stderr=follower
    ) as process:
        os.close(follower)
        os.write(leader, typed.encode())
        said = b""
        asked = False
        # A terminal that waits for more says nothing, and is not to hold up the tests.
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if not select.select([leader], [], [], 1)[0]:
                if asked:
                    # It came just before the reading began, which does not notice that.
                    process.send_signal(signal.SIGINT)
                continue
            try:
                part = os.read(leader, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
            if interrupt and not asked and interrupt.encode() in said:
                process.send_signal(signal.SIGINT)
                asked = True
        os.close(leader)
        try:
            code = process.wait(30)
        finally:
            process.kill()
    return code, said.decode(errors="replace")


def test_add_on_terminal(tmp_path: Path) -> None:
    """On a terminal what is missing is asked for until it is right, and some may be left empty."""
    projects.write(tmp_path, projects.BASE)
    lines = ["news", "report", "", "Heat", "Doe, Jane", "", "", "Town Press", "2023-13", "2023-03"]
    lines += ["", "", "", "research", "doe", "two words", "warming", "It warmed.", "it did", "", ""]

    code, said = on_terminal(
        tmp_path, "\n".join(lines) + "\n", "source", "add", "https://example.org/heat"
    )

    assert code == 0, said
    assert "'type' cannot be 'news'" in said
    assert "'title' is empty" in said
    assert "'issued' has no such month: '2023-13'" in said
    assert "'slug' cannot be cited as 'two words'" in said
    assert "cite it as [@doe-2023-heat#warming]" in said
    assert yaml.safe_load((tmp_path / "docs/sources/doe-2023-heat.yml").read_text("utf-8")) == {
        "type": "report",
        "title": "Heat",
        "author": [{"family": "Doe", "given": "Jane"}],
        "publisher": "Town Press",
        "issued": "2023-03",
        "URL": "https://example.org/heat",
        "tier": "research",
        "origin": "doe",
        "passages": [{"slug": "warming", "fact": "It warmed.", "words": "it did"}],
    }


def test_add_from_nothing(tmp_path: Path) -> None:
    """The address is asked for first; names and words are looked at; stray keys are dropped."""
    projects.write(tmp_path, projects.BASE)
    lines = ["ipcc", "https://example.org/rain", "report", "\x1b[D\x1b[CRain", "A, B, C"]
    lines += ["King, Martin Luther, Jr.", "{Food, Inc.}", "", "", "", "2999", "", "", "", ""]
    lines += ["research", "king", "rain", "It rained.", "a b c d " * 4, "it did", "", ""]

    code, said = on_terminal(tmp_path, "\n".join(lines) + "\n", "source", "add")

    assert code == 0, said
    assert said.index("'URL' is not a full web address") < said.index("What kind of thing")
    assert "'A, B, C' has commas that no name has" in said
    assert "'issued' lies in the future: '2999'" in said
    assert "'words' has 16 words, and may have 12" in said
    values = yaml.safe_load((tmp_path / "docs/sources/king-rain.yml").read_text("utf-8"))
    assert values["title"] == "Rain"
    assert values["author"] == [
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Food, Inc."},
    ]
    assert values["passages"][0]["words"] == "it did"


def test_add_stopped(tmp_path: Path) -> None:
    """Who stops in between leaves nothing behind."""
    projects.write(tmp_path, projects.BASE)

    for typed, asked in (("report\n\x04", ""), ("report\n", "title: ")):
        code, said = on_terminal(
            *(tmp_path, typed, "source", "add", "https://example.org/heat"), interrupt=asked
        )

        assert code == 2, said
        assert said.splitlines()[-1] == "error: stopped; nothing was written"
        assert "Traceback" not in said
    assert [path.name for path in (tmp_path / "docs/sources").iterdir()] == ["ipcc.yml"]


LIST = {
    "docs/sources/old.yml": projects.IPCC.replace("/ipcc", "/old")
    + "accessed: 2020-01-01\nseen: digest\nrelays: the Gazette\n",
    "docs/sources/new.yml": (
        projects.IPCC.replace("/ipcc", "/new").replace("tier: research", "tier: primary")
        + "accessed: 2999-01-01\nreliance: pointer\n"
    ),
    "docs/page.md": (
        "# Page\n\nIt did. [@ipcc; @new#warming] It is. [@ipcc#warming] No. [@new#no]\n"
    ),
}


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ((), ["ipcc", "new", "old"]),
        (("--unused",), ["old"]),
        (("--overdue",), ["ipcc", "old"]),
        (("--pointer",), ["new"]),
        (("--second-hand",), ["old"]),
        (("--tier=primary",), ["new"]),
        (("--origin=ipcc", "--overdue", "--unused"), ["old"]),
        (("--origin=noaa",), []),
    ],
)
def test_list(tmp_path: Path, arguments: tuple[str, ...], keys: list[str]) -> None:
    """Sources are listed by their keys, all or those with every mark that is asked for."""
    projects.write(tmp_path, {**projects.BASE, **LIST})

    listed = projects.run(tmp_path, "source", "list", *arguments)
    rows = json.loads(projects.run(tmp_path, "source", "list", "--format=json", *arguments).output)

    assert [line.split()[0] for line in listed.output.splitlines()[1:-1]] == keys
    assert listed.output.splitlines()[-1] == f"{len(keys)} source{'s' * (len(keys) != 1)} of 3."
    assert [row["key"] for row in rows] == keys


def test_list_row(tmp_path: Path) -> None:
    """A row says how often a source is cited, and why to look at it."""
    projects.write(tmp_path, {**projects.BASE, **LIST})

    rows = json.loads(projects.run(tmp_path, "source", "list", "--format=json").output)

    assert [(row["citations"], row["marks"]) for row in rows] == [
        (3, ["overdue"]),
        (2, ["pointer"]),
        (0, ["unused", "overdue", "second-hand"]),
    ]
    assert [(row["seen"], row["relays"]) for row in rows] == [
        (None, None),
        (None, None),
        ("digest", "the Gazette"),
    ]
    assert projects.run(tmp_path, "source", "list", "--pointer").output == (
        "KEY  TIER     ORIGIN  ISSUED   CITED  MARKS    TITLE\n"
        "new  primary  ipcc    2023-03  2      pointer  Climate Change\n"
        "1 source of 3.\n"
    )


def test_list_without_tier(tmp_path: Path) -> None:
    """A source whose file names no tier is listed with none."""
    source = projects.IPCC.replace("tier: research\n", "")
    projects.write(tmp_path, {**projects.BASE, "docs/sources/ipcc.yml": source})

    row = json.loads(projects.run(tmp_path, "source", "list", "--format=json").output)[0]

    assert row["tier"] is None
    assert "ipcc  -     ipcc" in projects.run(tmp_path, "source", "list").output


def test_list_on_terminal(tmp_path: Path) -> None:
    """On a terminal a line is cut to its width, in which a Chinese character takes two cells."""
    title = "大桥关闭" * 20
    source = projects.IPCC.replace("Climate Change", title)
    projects.write(tmp_path, {**projects.BASE, "docs/sources/ipcc.yml": source})

    _, said = on_terminal(tmp_path, "", "source", "list")

    row = next(line for line in said.splitlines() if line.startswith("ipcc"))
    assert row.endswith("…")
    assert len(row) + sum(char in title for char in row) in {79, 80}
    piped = projects.run(tmp_path, "source", "list").output
    assert title in piped


ROOM = {
    300: ("KEY TIER ORIGIN ISSUED CITED MARKS TITLE", ""),
    90: ("KEY TIER ISSUED CITED MARKS TITLE", "ORIGIN"),
    75: ("KEY CITED MARKS TITLE", "ISSUED, ORIGIN, TIER"),
    60: ("KEY CITED MARKS", "ISSUED, ORIGIN, TIER, TITLE"),
    20: ("KEY", "CITED, ISSUED, MARKS, ORIGIN, TIER, TITLE"),
}


@pytest.mark.parametrize(("columns", "heads", "left_out"), [(at, *ROOM[at]) for at in ROOM])
def test_list_room(tmp_path: Path, columns: int, heads: str, left_out: str) -> None:
    """A narrow terminal shows fewer columns, which is said; keys are whole while they can be."""
    key = "a-key-of-some-thirty-characters"
    source = projects.IPCC.replace("origin: ipcc", f"origin: {'o' * 60}")
    projects.write(tmp_path, {**projects.BASE, f"docs/sources/{key}.yml": source})

    _, said = on_terminal(tmp_path, "", "source", "list", columns=columns)

    lines = said.splitlines()
    assert lines[0].split() == heads.split()
    assert max(map(len, lines[:3])) <= columns
    assert lines[1].startswith(key if len(key) <= columns else "a-key-of-some-thirt…")
    assert lines[4:] == ([f"There was no room for {left_out}."] if left_out else [])


def test_unread(tmp_path: Path) -> None:
    """What is wrong with a file, or in it, is not passed over in silence."""
    broken = {
        "docs/sources/torn.yml": "title: [\n",
        "docs/sources/bad.yml": projects.IPCC.replace("2023-03", "soon"),
    }
    projects.write(tmp_path, {**projects.BASE, **broken})

    listed = projects.run(tmp_path, "source", "list")
    torn = projects.run(tmp_path, "source", "show", "torn")
    bad = projects.run(tmp_path, "source", "show", "bad")

    assert (listed.exit_code, torn.exit_code, bad.exit_code) == (1, 2, 1)
    assert listed.stdout.endswith("2 sources of 2.\n")
    assert listed.stderr == "1 file cannot be read and is not listed; `explainer check` says why\n"
    assert torn.output == "error: the source 'torn' cannot be read; `explainer check` says why\n"
    assert "title: Climate Change" in bad.stdout
    message = "docs/sources/bad.yml: holds what is wrong, which is not shown"
    assert bad.stderr == f"{message}; `explainer check` says what\n"


def test_show(tmp_path: Path) -> None:
    """A source is shown with every place that cites each of its passages, and the whole."""
    projects.write(tmp_path, {**projects.BASE, **LIST})

    shown = projects.run(tmp_path, "source", "show", "ipcc")
    facts = json.loads(projects.run(tmp_path, "source", "show", "ipcc", "--format=json").output)
    other = json.loads(projects.run(tmp_path, "source", "show", "new", "--format=json").output)

    assert shown.output == (
        "ipcc  (docs/sources/ipcc.yml)\n"
        "  type: report\n"
        "  title: Climate Change\n"
        "  publisher: IPCC\n"
        "  issued: 2023-03\n"
        "  URL: https://example.org/ipcc\n"
        "  tier: research\n"
        "  origin: ipcc\n"
        "  overdue: has no day of access\n"
        "\n"
        "  #warming: The air has warmed by 1.1 °C since 1850.\n"
        "    words: global surface temperature reached 1.1 °C above\n"
        "    docs/index.md:3:22\n"
        "    docs/page.md:3:39\n"
        "\n"
        "  the whole source:\n"
        "    docs/page.md:3:10\n"
        "\n"
        "3 citations.\n"
    )
    assert facts["passages"][0]["cited"] == ["docs/index.md:3:22", "docs/page.md:3:39"]
    assert facts["whole"] == ["docs/page.md:3:10"]
    assert other["unknown"] == {"no": ["docs/page.md:3:59"]}


def test_show_unknown(tmp_path: Path) -> None:
    """An unknown key is refused, with the one that was probably meant."""
    projects.write(tmp_path, projects.BASE)

    for key in ("ipc", "pcc", "@ipcc#warming", "[@ipcc]", "docs/sources/ipcc.yml"):
        result = projects.run(tmp_path, "source", "show", key)
        assert result.exit_code == 2
        assert result.output == f"error: there is no source {key!r}; did you mean 'ipcc'?\n"


def test_help(tmp_path: Path) -> None:
    """No line on one of the commands is cut."""
    assert "..." not in projects.run(tmp_path, "source", "--help").output.split("Commands")[1]


def test_isbn_needs_no_address(tmp_path: Path) -> None:
    """A book with an ISBN is complete without an address."""
    book = projects.IPCC.replace("URL: https://example.org/ipcc", "ISBN: 978-0-306-40615-7")
    projects.write(tmp_path, {**projects.BASE, "docs/sources/ipcc.yml": book})

    assert projects.run(tmp_path, "check").exit_code == 0
