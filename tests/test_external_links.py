"""The commands that ask the web: what they report, keep, write and record, and how they end."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import projects
import webbing
from explainer.external_links import (
    CheckOptions,
    ExternalLinksError,
    progress_bar,
    snapshot_sources,
)
from explainer.model import ExternalLink, Place, Source
from explainer.settings import read_settings
from explainer.web import snapshot
from explainer.web.fixer import LinkFix, apply_fixes, plan_fixes
from explainer.web.run_history import read_history

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

PAGE = "# Home\n\nThe air has [warmed](http://web.test/x). [@ipcc#warming]\n"
BUILT = '<main><p>The air has <a href="http://web.test/x">warmed</a>.</p></main>'
SOURCE = """\
type: report
title: Heat
URL: http://web.test/heat
accessed: 2026-11-01
tier: research
origin: example
passages:
  - slug: warming
    fact: The air warmed.
    words: the air has warmed
"""
BASE = {
    **projects.BASE,
    "mkdocs.yml": "site_name: Heat\nmarkdown_extensions: [explainer.markdown]\n",
    "docs/index.md": PAGE,
    "site/index.html": BUILT,
}
TEXT = "<p>In our time, the air has warmed, and they have measured it."
OTHER = "<p>In our time, the sea has warmed, and they have measured it."
MOVED = {"status": 301, "headers": {"Location": "/y"}}


class Commands:
    """A project whose commands ask hosts that answer as they are told to."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the project's folder."""
        self._folder = projects.write(folder, BASE)
        self._monkeypatch = monkeypatch
        self.requests: list[str] = []

    def __call__(
        self, answers: Mapping[str, object], *command: str, files: Mapping[str, str] | None = None
    ) -> Result:
        """Write files, and run a command."""
        projects.write(self._folder, files or {})
        with webbing.served(self._monkeypatch, answers) as server:
            result = projects.run(self._folder, *command)
        self.requests = server.requests.texts
        return result


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """What runs commands in a small project."""
    return Commands(tmp_path, monkeypatch)


LINKS = ("links", "site", "--web", "--state=state.yml")


def age(folder: Path, days: float) -> None:
    """Let what was kept be older."""
    file = folder / "state.yml"
    values = yaml.safe_load(file.read_text())
    for value in values.values():
        for name in ("since", "last"):
            time = dt.datetime.fromisoformat(value[name]) - dt.timedelta(days)
            value[name] = time.isoformat()
    file.write_text(yaml.safe_dump(values))


def test_dead_twice(tmp_path: Path, ask: Commands) -> None:
    """What is dead fails a run only when it was dead in two of them at least a day apart."""
    gone = {"web.test/x": 404}
    first, again = ask(gone, *LINKS), ask(gone, *LINKS)
    age(tmp_path, 0.9)
    soon = ask(gone, *LINKS)
    age(tmp_path, 0.2)
    later = ask(gone, *LINKS)

    assert [each.exit_code for each in (first, again, soon, later)] == [0, 0, 0, 1]
    assert "dead for the first time: http://web.test/x: 404 Not Found" in first.stderr
    day = (dt.datetime.now(tz=dt.UTC) - dt.timedelta(1.1)).date()
    assert later.stdout.startswith(
        f"docs/index.md:3:22: WEB101 'http://web.test/x' is dead since {day}: 404 Not Found\n"
    )


def test_alive_again(tmp_path: Path, ask: Commands) -> None:
    """An address that is alive again is forgotten; one of which nothing can be told is not."""
    ask({"web.test/x": 404}, *LINKS)
    ask({"web.test/x": 403}, *LINKS)
    kept = read_history(tmp_path / "state.yml")
    ask({"web.test/x": 200}, *LINKS)

    assert list(kept) == ["http://web.test/x"]
    assert read_history(tmp_path / "state.yml") == {}


def test_state_can_be_read(tmp_path: Path, ask: Commands) -> None:
    """The file says what it is, and holds an address a paragraph."""
    ask({"web.test/x": 410}, *LINKS)
    text = (tmp_path / "state.yml").read_text()

    assert text.startswith("# URLs that were dead")
    assert "http://web.test/x:\n  since: '20" in text
    assert "\n  reason: 410 Gone\n" in text


@pytest.mark.parametrize(
    "text", ["- a\n", "a: b\n", "a: {since: x}\n", "a: [\n", "[" * 50_000, "\0"]
)
def test_state_is_wrong(tmp_path: Path, ask: Commands, text: str) -> None:
    """A file that is something else is not written over, and ends the run with 2."""
    result = ask({"web.test/x": 200}, *LINKS, files={"state.yml": text})

    assert result.exit_code == 2
    assert result.stderr.startswith("error: state.yml: ")
    assert (tmp_path / "state.yml").read_text() == text


def test_state_without_a_place(tmp_path: Path, ask: Commands) -> None:
    """Where what is found could not be kept, nobody is asked."""
    os.mkfifo(tmp_path / "pipe")
    for place, told in (("no/state.yml", "the folder"), ("pipe", "is not a regular file")):
        result = ask({"web.test/x": 404}, *LINKS[:-1], f"--state={place}")

        assert result.exit_code == 2
        assert result.stderr.startswith(f"error: {place}: {told}")
        assert ask.requests == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"archive_api": "nowhere"}, "--archive-api: 'nowhere' is not an HTTP or HTTPS URL"),
        ({"archive_api": "http://[::1"}, "is not an HTTP or HTTPS URL"),
        ({"limit": float("nan")}, "--limit: nan is not a number of seconds"),
    ],
)
def test_option_is_wrong(wrong: dict[str, Any], told: str) -> None:
    """An option that makes no sense is told of before anybody is asked."""
    options = CheckOptions((), 60, "https://archive.test/api")._replace(**wrong)

    with pytest.raises(ExternalLinksError) as caught:
        options.policy()

    assert told in str(caught.value)


def test_stopped(tmp_path: Path, ask: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped could not check, says so in a line, and leaves nothing behind."""

    def stop(*_: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("explainer.web.run.check_external_links", stop)
    result = ask({}, *LINKS)

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "error: stopped before the end",
    )
    assert not (tmp_path / "state.yml").exists()


def test_could_not_tell(ask: Commands) -> None:
    """What could not be told is no problem; it is said on standard error, by address and host."""
    result = ask({"web.test/x": 403}, *LINKS)

    assert result.exit_code == 0
    assert result.stdout == (
        "No problem in 1 document, 1 link, 2 addresses, 0 alive, 0 dead, 0 words gone,"
        " 2 could not tell, 0 moved.\n"
    )
    assert "could not tell: http://web.test/x: 403 Forbidden\n" in result.stderr
    assert "\n  web.test     1 could not tell\n" in result.stderr


def test_nothing_heard(ask: Commands) -> None:
    """Where no host answered at all, nothing is called dead: this machine has no way out."""
    result = ask(
        {"other.test/x": 200}, *LINKS, files={"site/index.html": '<a href="http://no.test">'}
    )

    assert "0 dead" in result.stdout
    assert "hint: no host responded at all" in result.stderr


def test_one_host(ask: Commands) -> None:
    """Where most that is wrong is one host's doing, that is said, once."""
    links = "".join(f'<a href="http://web.test/{number}">x</a>' for number in range(20))
    result = ask({"web.test/*": 429}, *LINKS, files={"site/index.html": links})

    hints = [line for line in result.stderr.splitlines() if line.startswith("hint:")]
    assert len(hints) == 1
    assert "on one host, web.test: " in hints[0]


def test_asked_once(ask: Commands) -> None:
    """An address on many pages, with and without anchors, is asked for once."""
    pages = {
        f"site/{number}/index.html": f'<a href="http://web.test/x#{number % 3}">x</a>'
        for number in range(50)
    }
    result = ask({"web.test/x": "<p id=0><p id=1><p id=2>"}, *LINKS, files=pages)

    assert result.exit_code == 0
    assert len(ask.requests) == 1


def test_anchor(ask: Commands) -> None:
    """An anchor that a page out there lacks is reported where the link is written."""
    files = {
        "docs/index.md": PAGE.replace("/x", "/x#b"),
        "site/index.html": BUILT.replace("/x", "/x#b"),
    }
    result = ask({"web.test/x": "<p id=a>"}, *LINKS, files=files)

    assert "docs/index.md:3:22: WEB104 no anchor 'b' at 'http://web.test/x#b'" in result.stdout


def test_waiver(tmp_path: Path, ask: Commands) -> None:
    """A problem out there can be allowed in the page."""
    allowed = PAGE.replace("\n\nThe", "\n\n<!-- allow address-moved: they move often -->\nThe")
    result = ask({"web.test/x": MOVED, "web.test/y": 200}, *LINKS, files={"docs/index.md": allowed})
    plain = projects.run(tmp_path, "links", "site")

    assert result.exit_code == 0, result.output
    assert plain.exit_code == 0


def test_json(ask: Commands) -> None:
    """JSON holds what became of each address, and the counts."""
    result = ask({"web.test/x": MOVED, "web.test/y": 200}, *LINKS, "--format=json")
    report = json.loads(result.stdout)

    assert report["summary"]["moved"] == 1
    assert report["addresses"][1] == {
        "address": "http://web.test/x",
        "verdict": "alive",
        "reason": "",
        "moved": "http://web.test/y",
        "words_gone": [],
        "anchors_missing": [],
    }


def test_moved(tmp_path: Path, ask: Commands) -> None:
    """An address that moved for good is reported with the new one, which `fix` writes."""
    answers = {"web.test/x": MOVED, "web.test/y": 200}
    told = ask(answers, *LINKS)
    dry = ask(answers, "fix", "site", "--dry-run")
    before = (tmp_path / "docs/index.md").read_text()
    fixed = ask(answers, "fix", "site")

    assert "docs/index.md:3:22: WEB102 'http://web.test/x' has moved permanently" in told.stdout
    assert "hint: write http://web.test/y; `explainer fix` does it" in told.stdout
    assert dry.stdout.endswith("1 would be written, 0 left.\n")
    assert before == PAGE
    assert fixed.exit_code == 0
    assert (tmp_path / "docs/index.md").read_text() == PAGE.replace("/x", "/y")


@pytest.mark.parametrize(
    ("location", "new"),
    [
        ("/it's|b", "http://web.test/it%27s%7Cb"),
        ("/b)(c", "http://web.test/b%29%28c"),
        ("/b_(c)", "http://web.test/b_(c)"),
        ("http://me:secret@web.test/y", "http://web.test/y"),
    ],
)
def test_moved_to_odd_letters(tmp_path: Path, ask: Commands, location: str, new: str) -> None:
    """What would end an address where it is written is in percent signs; secrets are left out."""
    moved = {"status": 301, "headers": {"Location": location}}
    ask({"web.test/x": moved, "web.test/*": 200}, "fix", "site")

    text = (tmp_path / "docs/index.md").read_text()
    assert text == PAGE.replace("http://web.test/x", new)


def test_left(tmp_path: Path, ask: Commands) -> None:
    """What only a built file has is not written, and is said to be left."""
    files = {"docs/index.md": projects.BASE["docs/index.md"]}
    result = ask({"web.test/x": MOVED, "web.test/y": 200}, "fix", "site", files=files)

    assert result.exit_code == 1
    assert re.search(r"left: site/index.html:1:\d+: \S+/x -> \S+/y\n", result.stderr)
    assert (tmp_path / "site/index.html").read_text() == BUILT


LOST = [
    pytest.param(({"web.test/heat": 404}, "WEB101"), id="dead"),
    pytest.param(({"web.test/heat": OTHER}, "WEB103"), id="without its words"),
]


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("named", [True, False])
def test_lost_source(
    tmp_path: Path,
    ask: Commands,
    monkeypatch: pytest.MonkeyPatch,
    lost: tuple[dict[str, object], str],
    named: bool,  # noqa: FBT001
) -> None:
    """For a lost source the copy that it names, or that an archive has, is found and written."""
    answers, code = lost
    copy = "http://archive.test/2025/heat"
    line = f"archive: {copy}\n" if named else ""
    found = {"archived_snapshots": {"closest": {"available": True, "status": "200", "url": copy}}}
    api = {"headers": {"Content-Type": "application/json"}, "body": json.dumps(found)}
    state = "http://web.test/heat: {since: 2026-01-01T05:00:00Z, last: 2026-01-01T05:00:00Z}\n"
    files = {
        "docs/sources/heat.yml": f"{SOURCE}{line}",
        "docs/heat.md": "# Heat\n\nThe air warmed. [@heat#warming]\n",
        "state.yml": state,
    }
    hosts = {**answers, "web.test/x": 200, "archive.test/2025/heat": TEXT, "api.test/*": api}
    monkeypatch.setattr(webbing, "API", "http://api.test/available")

    told = ask(hosts, *LINKS, files=files)
    asked = [text.split()[1] for text in ask.requests if "api.test" in text]
    fixed = ask(hosts, "fix", "site", "--state=state.yml", files={"state.yml": state})

    assert f": {code} " in told.stdout, told.output
    assert f"hint: a copy of it is archived: write {copy}; `explainer fix` does it" in told.stdout
    query = "/available?url=http%3A%2F%2Fweb.test%2Fheat&timestamp=20261101"
    assert asked == ([] if named else [query])
    assert fixed.exit_code == 0, fixed.output
    written = (tmp_path / "docs/sources/heat.yml").read_text()
    assert written == f"{SOURCE}{line}".replace("http://web.test/heat", copy)


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param({"archive.test/heat": OTHER}, id="without the words"),
        pytest.param({"archive.test/heat": 404}, id="dead"),
        pytest.param({}, id="on a host that is not asked"),
    ],
)
def test_useless_copy(ask: Commands, copy: dict[str, object]) -> None:
    """A copy that is dead, or lacks the words as well, is not offered."""
    source = f"{SOURCE}archive: http://archive.test/heat\n"
    files = {"docs/sources/heat.yml": source}
    result = ask({"web.test/heat": OTHER, "web.test/x": 200, **copy}, *LINKS, files=files)

    assert "docs/sources/heat.yml:10:12: WEB103" in result.stdout
    assert "hint: find the page that has them now" in result.stdout


def test_useless_archive(ask: Commands) -> None:
    """An archive that sends nonsense does not end the run."""
    answers = {"web.test/heat": OTHER, "web.test/x": 200, "api.test/*": "[" * 50_000}
    result = ask(answers, *LINKS, files={"docs/sources/heat.yml": SOURCE})

    assert result.exit_code == 1
    assert "hint: find the page that has them now" in result.stdout


FIXES = [
    pytest.param("a: http://a.test/1\r\nb: é\r\n", 1, 4, id="lines that end in two characters"),
    pytest.param("\ufeffa: http://a.test/1\n", 1, 4, id="a mark at the beginning"),
    pytest.param("é 深 http://a.test/1 z\n", 1, 5, id="letters of several bytes"),
    pytest.param('x\nURL: "http://a.test/1"', 2, 6, id="quotes, and no last line end"),
    pytest.param("[a](<http://a.test/1> 'b')\n", 1, 6, id="angle brackets"),
    pytest.param("http://a.test/1 http://a.test/1\n", 1, 17, id="the second of two"),
    pytest.param("a\x0bb\x85 http://a.test/1\n", 1, 6, id="characters that end lines elsewhere"),
]


@pytest.mark.parametrize(("text", "line", "column"), FIXES)
def test_fix(tmp_path: Path, text: str, line: int, column: int) -> None:
    """Only the address changes; every other byte of the file stays."""
    file = tmp_path / "a.md"
    file.write_bytes(text.encode())
    file.chmod(0o640)
    fix = LinkFix(Place("a.md", line, column), "http://a.test/1", "http://b.test/longer?a=b")

    fixed = apply_fixes(tmp_path, [fix])

    assert fixed.applied == (fix,)
    at = text.rindex("http://a.test/1")
    expected = f"{text[:at]}http://b.test/longer?a=b{text[at + 15 :]}"
    assert file.read_bytes() == expected.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("http://a.test/12\n", 1, 1), ("http://a.test/2\n", 1, 1), ("a\n", 9, 1), ("\xff", 1, 1)],
)
def test_no_fix(tmp_path: Path, text: str, line: int, column: int) -> None:
    """Where the address is not just as it was, nothing is written."""
    file = tmp_path / "a.md"
    file.write_bytes(text.encode("latin-1"))
    fix = LinkFix(Place("a.md", line, column), "http://a.test/1", "http://b.test/")

    assert apply_fixes(tmp_path, [fix]).skipped == (fix,)
    assert file.read_bytes() == text.encode("latin-1")


def test_two_fixes_in_a_line(tmp_path: Path) -> None:
    """Several addresses of a line are all written."""
    projects.write(tmp_path, {"a.md": "[a](http://a.test/1) [b](http://a.test/2)\n"})
    asked = [
        ExternalLink(
            f"http://a.test/{n}",
            Place("a.md", 1, column),
            "alive",
            moved_to=f"http://b.test/new-{n}",
        )
        for n, column in ((1, 5), (2, 26))
    ]

    assert len(apply_fixes(tmp_path, plan_fixes(asked)).applied) == 2
    text = (tmp_path / "a.md").read_text()
    assert text == "[a](http://b.test/new-1) [b](http://b.test/new-2)\n"


def test_snapshot(tmp_path: Path, ask: Commands) -> None:
    """A snapshot is recorded before the passages: the day, the outcome, and the text's hash."""
    ask({"web.test/heat": TEXT}, "snapshot", files={"docs/sources/heat.yml": SOURCE})
    text = (tmp_path / "docs/sources/heat.yml").read_text()
    today = dt.datetime.now(tz=dt.UTC).date()

    head, _, tail = SOURCE.partition("passages:")
    start, _, end = text.partition(f"read: {today}\noutcome: found\ntext-hash: sha256:")
    assert start == head
    assert end[64:] == f"\npassages:{tail}"
    assert "measured" not in text


@pytest.mark.parametrize("text", ["{%s}\n", "---\n%s\n...\n"])
def test_snapshot_without_a_place(tmp_path: Path, ask: Commands, text: str) -> None:
    """A file in which a line more would say something else stays as it is, and others do not."""
    fields = ("type: report", "title: Heat", "URL: http://web.test/heat", "tier: research")
    odd = text % (", " if "{" in text else "\n").join((*fields, "origin: example"))
    files = {"docs/sources/a.yml": odd, "docs/sources/heat.yml": SOURCE}
    result = ask({"web.test/heat": TEXT}, "snapshot", files=files)

    assert result.exit_code == 2
    assert "a.yml: cannot add read, outcome, text-hash" in result.stderr
    assert (tmp_path / "docs/sources/a.yml").read_text() == odd
    assert "outcome: found" in (tmp_path / "docs/sources/heat.yml").read_text()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (TEXT, "found"),
        (OTHER, "words-gone"),
        (404, "dead"),
        (403, "could-not-tell"),
        (MOVED, "dead"),
    ],
)
def test_outcomes(tmp_path: Path, ask: Commands, answer: object, outcome: str) -> None:
    """Each verdict has an outcome, and the file that it is in still keeps to its fields."""
    result = ask({"web.test/heat": answer}, "snapshot", files={"docs/sources/heat.yml": SOURCE})
    values = yaml.safe_load((tmp_path / "docs/sources/heat.yml").read_text())

    assert values["outcome"] == outcome
    assert result.exit_code == 0
    assert "SRC1" not in projects.run(tmp_path, "check", "--select=SRC101,SRC102").output


@pytest.mark.parametrize(
    ("read", "asked_for"),
    [
        ("seen: copy", True),
        ("seen: excerpt\ntranslated_by: Kari Lind", True),
        ("seen: copy\ntranslated_by: Kari Lind", False),
        ("seen: quoted", False),
        ("seen: digest", False),
    ],
)
def test_words_of_others(tmp_path: Path, ask: Commands, read: str, asked_for: bool) -> None:  # noqa: FBT001
    """Words of a digest, or of a translation elsewhere, are not looked for on the page."""
    files = {
        "docs/sources/heat.yml": f"{SOURCE}{read}\n",
        "docs/heat.md": "# Heat\n\nThe air warmed. [@heat#warming]\n",
    }
    ask({"web.test/heat": OTHER}, "snapshot", files=files)
    values = yaml.safe_load((tmp_path / "docs/sources/heat.yml").read_text())
    told = ask({"web.test/heat": OTHER, "web.test/x": 200}, *LINKS)

    assert values["outcome"] == ("words-gone" if asked_for else "found")
    assert ("WEB103" in told.output) is asked_for


def test_second_snapshot(tmp_path: Path, ask: Commands) -> None:
    """A second snapshot takes the first one's place, and says where the text has changed."""
    path = tmp_path / "docs/sources/heat.yml"
    files = {"docs/sources/heat.yml": SOURCE.replace("\n", "\r\n")}
    ask({"web.test/heat": TEXT}, "snapshot", files=files)
    first = path.read_bytes()
    ask({"web.test/heat": TEXT}, "snapshot")
    same = path.read_bytes()
    changed = ask({"web.test/heat": f"{TEXT} More of it."}, "snapshot")
    third = path.read_bytes()

    assert first == same
    assert third != first
    assert len(third) == len(first)
    assert b"\n" not in third.replace(b"\r\n", b"")
    assert "docs/sources/heat.yml:1:1: its text has changed\n" in changed.stdout


def test_snapshots_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files that cannot be written are told, each on a line, and none stops the others."""
    refused = ["docs/a.yml", "docs/c.yml"]
    written: list[str] = []

    def write(path: Path, *_: object) -> None:
        if str(path.relative_to(tmp_path)) in refused:
            message = f"{path.name}: no"
            raise snapshot.SnapshotError(message)
        written.append(path.name)

    monkeypatch.setattr(snapshot, "write_snapshot", write)
    monkeypatch.setattr(
        snapshot,
        "take_snapshots",
        lambda sources, *_: [SimpleNamespace(source=each) for each in sources],
    )
    settings = read_settings(projects.write(tmp_path, BASE))
    sources = [Source(key, Place(f"docs/{key}.yml"), key) for key in "abc"]
    options = CheckOptions((), 60, "https://archive.test/api")

    with pytest.raises(ExternalLinksError, match=r"^a\.yml: no\nc\.yml: no$"):
        snapshot_sources(settings, sources, options)
    assert written == ["b.yml"]
    refused.clear()
    assert len(snapshot_sources(settings, sources, options)) == len(sources)


def test_snapshot_of_nothing_told(tmp_path: Path, ask: Commands) -> None:
    """Where nothing could be told, what was found before stays."""
    path = tmp_path / "docs/sources/heat.yml"
    ask({"web.test/heat": TEXT}, "snapshot", files={"docs/sources/heat.yml": SOURCE})
    before = path.read_bytes()
    result = ask({"web.test/heat": 503}, "snapshot", "docs/sources/heat.yml")

    assert path.read_bytes() == before
    assert "heat.yml:1:1: could-not-tell; 503 Service Unavailable\n" in result.stdout


AGES = [
    ("accessed: 2029-12-01", "", None),
    ("accessed: 2028-12-01", "read: 2029-12-01\noutcome: found\n", None),
    ("accessed: 2028-12-01", "read: 2029-01-01\noutcome: found\n", "was last opened on 2029-01-01"),
    ("accessed: 2028-12-01", "read: 2029-12-01\noutcome: dead\n", "was dead on 2029-12-01"),
    (
        "accessed: 2028-12-01",
        "read: 2029-12-01\noutcome: words-gone\n",
        "was without the words of its passages on 2029-12-01",
    ),
    ("accessed: 2028-12-01", "read: 2029-12-01\noutcome: could-not-tell\n", "on 2028-12-01"),
    ("accessed: 2029-12-20", "read: 2029-12-01\noutcome: dead\n", None),
]


@pytest.mark.parametrize(("accessed", "recorded", "told"), AGES)
def test_age(tmp_path: Path, accessed: str, recorded: str, told: str | None) -> None:
    """A source counts as looked at where a snapshot found its passages; what is lost is told."""
    source = SOURCE.replace("accessed: 2026-11-01", accessed) + recorded
    projects.write(tmp_path, {"docs/index.md": PAGE, "docs/sources/heat.yml": source})

    output = projects.run(tmp_path, "check", "--select=AGE102", "--today=2030-01-01").output

    assert ("AGE102" in output) is (told is not None)
    assert (told or "") in output


def test_client_is_not_loaded(tmp_path: Path) -> None:
    """A plain check of links loads nothing of what asks the web."""
    projects.write(tmp_path, BASE)
    script = (
        "import sys; from explainer.cli import main\n"
        "main(['links', 'site'], standalone_mode=False)\n"
    )
    tell = "import atexit, sys; atexit.register(lambda: print(sorted(sys.modules)))\n"

    done = subprocess.run(
        [sys.executable, "-c", tell + script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = done.stdout.rpartition("\n[")[2]
    assert "'explainer.external_links'" in loaded
    assert not any(f"'{name}" in loaded for name in ("httpx2", "anyio", "pypdf", "explainer.web"))


def test_client_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what asks the web is not installed, that is said, with the exit code 2."""
    projects.write(tmp_path, BASE)
    monkeypatch.setitem(sys.modules, "explainer.web.concurrency", None)

    for command in (LINKS, ("fix", "site"), ("snapshot",)):
        result = projects.run(tmp_path, *command)

        assert result.exit_code == 2
        assert "pip install 'mkdocs-explainer[web]'" in result.stderr


class Terminal(io.StringIO):
    """What a terminal gets."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets a bar that advances by one; a file gets nothing."""
    said = []
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        with progress_bar("addresses") as start:
            advance = start(4)
            advance()
        said.append(stream.getvalue())

    assert "addresses" in said[0]
    assert "25%" in said[0]
    assert said[1] == ""
