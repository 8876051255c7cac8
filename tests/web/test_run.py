"""A run over links and sources: what is collected, compared with earlier runs, and archived."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from explainer.model import ExternalLink, Passage, Place, Source
from explainer.web import concurrency, run, snapshot, wayback
from explainer.web.collector import (
    collect_links,
    escape_for_markdown,
    quotations,
    split_fragment,
    url_checks,
)
from explainer.web.fixer import LinkFix, apply_fixes, plan_fixes
from explainer.web.request_policy import RequestPolicy
from explainer.web.response import RedirectChain, Response
from explainer.web.run_history import (
    DeadUrl,
    HistoryError,
    read_history,
    update_history,
    write_history,
)
from explainer.web.snapshot import SnapshotError, take_snapshots, write_snapshot
from explainer.web.url_checker import UrlCheck, UrlResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    import httpx2

HTML, TEXT = Place("site/index.html", 1, 10), Place("docs/index.md", 3, 22)
NOW = dt.datetime(2030, 1, 2, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
POLICY = RequestPolicy()
URL = "http://a.test/x"


def source(key: str = "heat", url: str | None = URL, **fields: Any) -> Source:  # noqa: ANN401
    """A source with two passages, one of which has words."""
    place = Place(f"docs/sources/{key}.yml")
    passages = (
        Passage("warming", "The air warmed.", place, "the air has warmed"),
        Passage("cooling", "The sea cooled.", place),
        Passage("told", "It was told.", place, "it is told", words_from="digest"),
    )
    return Source(key, place, "Heat", url=url, passages=passages, **fields)


@pytest.mark.parametrize(
    ("href", "parts"),
    [
        ("http://a.test/x#b", ("http://a.test/x", "b")),
        ("//a.test/x#b", ("https://a.test/x", "b")),
        ("http://[#b", ("http://[#b", "")),
    ],
)
def test_fragment(href: str, parts: tuple[str, str]) -> None:
    """A link is the URL to request and its fragment."""
    assert split_fragment(href) == parts


@pytest.mark.parametrize(
    ("url", "escaped"),
    [
        ("http://a.test/b_(c)", "http://a.test/b_(c)"),
        ("http://a.test/b(c", "http://a.test/b%28c"),
        ("http://a.test/b)c", "http://a.test/b%29c"),
        ("http://a.test/b'(c)|", "http://a.test/b%27(c)%7C"),
    ],
)
def test_escaped(url: str, escaped: str) -> None:
    """What would end a URL in Markdown is escaped, and brackets in pairs are kept."""
    assert escape_for_markdown(url) == escaped


@pytest.mark.parametrize(
    ("links", "sources", "kept"),
    [
        (
            [("http://a.test/", TEXT), ("mailto:a", TEXT), ("b.html", TEXT)],
            [],
            ["http://a.test/ docs/index.md"],
        ),
        (
            [("HTTPS://a.test/", HTML), ("//a.test/b", HTML)],
            [],
            ["HTTPS://a.test/ site/index.html", "//a.test/b site/index.html"],
        ),
        ([(URL, HTML), (URL, TEXT), (f"{URL}#b", HTML)], [], [f"{URL} docs/index.md"]),
        (
            [(URL, TEXT), (URL, Place("docs/a.md")), (URL, TEXT)],
            [],
            [f"{URL} docs/index.md", f"{URL} docs/a.md"],
        ),
        (
            [(URL, HTML), (URL, Place("site/b.htm")), (f"{URL}#b", HTML)],
            [],
            [f"{URL} site/index.html", f"{URL}#b site/index.html"],
        ),
        ([(URL, HTML)], [source(), source("none", None)], [f"{URL} docs/sources/heat.yml"]),
        ([], [source(places={"URL": Place("a.yml", 3)})], [f"{URL} a.yml"]),
    ],
)
def test_collected(links: list[tuple[str, Place]], sources: list[Source], kept: list[str]) -> None:
    """External links are collected, those in HTML only where no text has the URL."""
    assert [f"{each.href} {each.place.path}" for each in collect_links(links, sources)] == kept


def test_checks() -> None:
    """A URL is checked once, with all that is wanted of it."""
    found = collect_links([(f"{URL}#b", TEXT), (f"{URL}#c", TEXT), (URL, TEXT)], [source()])

    (check,) = url_checks(found)

    words = {"heat#warming": "the air has warmed"}
    assert check == UrlCheck(URL, words, frozenset({"b", "c"}))
    assert quotations(None) == {}


def checker(results: Mapping[str, UrlResult], asked: list[UrlCheck]) -> Callable[..., Any]:
    """What stands in for the requests: the results by URL; others are alive."""

    def check_urls(
        checks: Iterable[UrlCheck],
        _policy: RequestPolicy,
        on_done: Callable[[], object] = lambda: None,
    ) -> dict[str, UrlResult]:
        given = list(checks)
        asked.extend(given)
        for _ in given:
            on_done()
        return {each.url: results.get(each.url, UrlResult(each.url, "alive")) for each in given}

    return check_urls


def archive(searched: dict[str, str]) -> Callable[..., dict[str, str]]:
    """What stands in for an archive without a copy, and remembers what was looked for."""

    def find_archived(days: Mapping[str, str], _policy: RequestPolicy) -> dict[str, str]:
        searched.update(days)
        return {}

    return find_archived


COPY = "http://copy.test/heat"
DEAD = UrlResult(URL, "dead", "410 Gone")
GONE = UrlResult(URL, "words gone", "it lacks them", gone=("heat#warming",))
COPIED = {"archived_copy": COPY}
SINCE = {"dead_since": "2030-01-01"}


@pytest.mark.parametrize(
    ("results", "named", "days", "expected"),
    [
        ([DEAD], COPY, 1, {**SINCE, **COPIED}),
        ([DEAD], COPY, 0.9, {}),
        ([DEAD], None, 1, {**SINCE, **COPIED}),
        ([GONE], COPY, 0, COPIED),
        ([GONE, UrlResult(COPY, "words gone", gone=("heat#warming",))], COPY, 0, {}),
        ([GONE, UrlResult(COPY, "words gone", gone=("heat#cooling",))], COPY, 0, COPIED),
        ([GONE, UrlResult(COPY, "dead")], COPY, 0, {}),
        ([GONE], f"{URL}#a", 0, {}),
        ([UrlResult(URL, "could not tell", "403")], COPY, 1, COPIED),
        (
            [UrlResult(URL, "alive", moved="http://b.test/it's")],
            COPY,
            1,
            {"moved_to": "http://b.test/it%27s"},
        ),
        ([UrlResult(URL, "alive")], COPY, 1, {}),
    ],
)
def test_run(
    monkeypatch: pytest.MonkeyPatch,
    results: list[UrlResult],
    named: str | None,
    days: float,
    expected: dict[str, str],
) -> None:
    """A link has what became of it, and a copy of what is lost if that has its words."""
    asked: list[UrlCheck] = []
    searched: dict[str, str] = {}

    def find_archived(days: Mapping[str, str], _policy: RequestPolicy) -> dict[str, str]:
        searched.update(days)
        return dict.fromkeys(days, COPY)

    monkeypatch.setattr(run, "check_urls", checker({each.url: each for each in results}, asked))
    monkeypatch.setattr(run, "find_archived", find_archived)
    heat = source(archive=named, accessed="2026-11-01")
    history = {URL: DeadUrl(NOW - days * DAY, NOW, "410")}

    found = run.check_external_links([], [heat], POLICY, history=history, now=NOW)

    (link,) = found.external_links.links
    result = found.results[URL]
    missing = (("warming", heat.place),) if result.gone else ()
    assert link == ExternalLink(
        URL,
        heat.place,
        result.verdict,
        result.reason,
        missing_passages=missing,
        **{"dead_since": "", **expected},
    )
    assert searched == ({} if named else {URL: "2026-11-01"})


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ({"accessed": "2026-11-01", "issued": "2026"}, "2026-11-01"),
        ({"issued": "2026"}, "2026"),
        ({}, ""),
    ],
)
def test_wanted_day(monkeypatch: pytest.MonkeyPatch, dates: dict[str, str], day: str) -> None:
    """A copy is looked for near the day when a source was last opened, or was published."""
    searched: dict[str, str] = {}
    monkeypatch.setattr(run, "check_urls", checker({URL: GONE}, []))
    monkeypatch.setattr(run, "find_archived", archive(searched))

    run.check_external_links([], [source(**dates)], POLICY, history={}, now=NOW)

    assert searched == {URL: day}


def test_links_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A link without a source has a day, a fragment and a new URL of its own."""
    other = "http://b.test/"
    results = {
        URL: UrlResult(URL, "alive", moved="http://c.test/", missing=frozenset({"b"})),
        other: UrlResult(other, "dead", "410 Gone"),
    }
    searched: dict[str, str] = {}
    steps: list[int] = []
    monkeypatch.setattr(run, "check_urls", checker(results, []))
    monkeypatch.setattr(run, "find_archived", archive(searched))
    links = [(f"{URL}#b", TEXT), (f"{URL}#c", TEXT), (other, TEXT)]
    history = {other: DeadUrl(NOW - DAY, NOW - DAY, "")}

    found = run.check_external_links(
        links,
        [],
        POLICY,
        history=history,
        now=NOW,
        start_progress=lambda count: lambda: steps.append(count),
    )

    first, second, third = found.external_links.links
    assert (first.moved_to, first.missing_fragment) == ("http://c.test/#b", "b")
    assert (second.moved_to, second.missing_fragment) == ("http://c.test/#c", "")
    assert (third.dead_since, third.archived_copy) == ("2030-01-01", "")
    assert searched == {other: ""}
    assert steps == [2, 2]


FOUND = {"available": True, "status": "200", "url": "http://web.archive.org/web/1/http://a.test/"}
SECURE = "https://web.archive.org/web/1/http://a.test/"


@pytest.mark.parametrize(
    ("closest", "copy"),
    [
        (FOUND, SECURE),
        ({**FOUND, "status": 200}, SECURE),
        ({"available": True, "url": SECURE}, SECURE),
        ({**FOUND, "url": "http://b.test/"}, "http://b.test/"),
        ({**FOUND, "status": "404"}, None),
        ({**FOUND, "available": False}, None),
        ({**FOUND, "available": 1}, None),
        ({**FOUND, "url": "nowhere"}, None),
        ({}, None),
        ([], None),
        (KeyError("a"), None),
    ],
)
def test_archive(monkeypatch: pytest.MonkeyPatch, closest: object, copy: str | None) -> None:
    """A copy is taken from the answer of the archive if it is a good one."""
    asked: list[str] = []

    class Follower:
        def __init__(self, _policy: RequestPolicy) -> None:
            pass

        async def follow(self, url: httpx2.URL, *_: object) -> RedirectChain:
            asked.append(str(url))
            if isinstance(closest, Exception):
                raise closest
            body = json.dumps({"archived_snapshots": {"closest": closest}}).encode()
            return RedirectChain(Response(url, 200, body_start=body))

        async def close(self) -> None:
            asked.append("closed")

    monkeypatch.setattr(wayback, "RedirectFollower", Follower)
    found = wayback.find_archived({URL: "2026-11-01"}, POLICY)
    undated = wayback.find_archived({URL: ""}, POLICY)

    assert found == undated == ({URL: copy} if copy else {})
    base = "https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2Fx"
    assert asked == [f"{base}&timestamp=20261101", "closed", base, "closed"]
    assert wayback.find_archived({}, POLICY) == {}
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("responded", "verdicts"),
    [(False, ["could not tell", "alive"]), (True, ["dead", "alive"])],
)
def test_offline(
    monkeypatch: pytest.MonkeyPatch,
    responded: bool,  # noqa: FBT001
    verdicts: list[str],
) -> None:
    """Where no host responded at all, no URL is dead."""

    class Checker:
        def __init__(self, *_: object) -> None:
            pass

        async def check(self, check: UrlCheck) -> UrlResult:
            await asyncio.sleep(0)
            verdict = "dead" if check.url == URL else "alive"
            return UrlResult(check.url, verdict, responded=responded)

    monkeypatch.setattr(concurrency, "UrlChecker", Checker)
    results = concurrency.check_urls([UrlCheck(URL), UrlCheck("http://b.test/")], POLICY)

    assert [each.verdict for each in results.values()] == verdicts


FIXES = [
    pytest.param("a: http://a.test/x\r\nb: é\r\n", 1, 4, True, id="two characters end a line"),
    pytest.param("\ufeffa: http://a.test/x\n", 1, 4, True, id="a mark at the beginning"),
    pytest.param("a\n\ufeffa: http://a.test/x\n", 2, 5, True, id="a mark elsewhere"),
    pytest.param('x\nURL: "http://a.test/x"', 2, 6, True, id="quotes"),
    pytest.param("URL: 'http://a.test/x'", 1, 7, True, id="after the quote"),
    pytest.param("http://a.test/x", 1, 1, True, id="the whole file"),
    pytest.param(" http://a.test/x", 1, 1, True, id="just behind"),
    pytest.param("  http://a.test/x", 1, 1, False, id="too far behind"),
    pytest.param("http://a.test/x", 1, 2, False, id="too far before"),
    pytest.param("http://a.test/xy", 1, 1, False, id="a longer URL"),
    pytest.param("http://a.test/x, b", 1, 1, True, id="a comma"),
    pytest.param("a\nb", 0, 1, False, id="no line"),
    pytest.param("http://a.test/x\n", 2, 1, False, id="after the last line"),
    pytest.param("a\nhttp://a.test/x\n", 2, 1, True, id="the last line"),
]


@pytest.mark.parametrize(("text", "line", "column", "fixed"), FIXES)
@pytest.mark.parametrize("dry_run", [False, True])
def test_fix(tmp_path: Path, text: str, line: int, column: int, fixed: bool, dry_run: bool) -> None:  # noqa: FBT001, PLR0913, PLR0917
    """A URL is replaced at its place, or skipped; nothing else changes."""
    file = tmp_path / "a.md"
    file.write_bytes(text.encode())
    fix = LinkFix(Place("a.md", line, column), URL, "http://b.test/")

    result = apply_fixes(tmp_path, [fix, fix], dry_run=dry_run)

    assert (result.applied, result.skipped) == (((fix,), ()) if fixed else ((), (fix,)))
    expected = text.replace(URL, "http://b.test/") if fixed and not dry_run else text
    assert file.read_bytes() == expected.encode()


def test_special_fixes(tmp_path: Path) -> None:
    """URLs are escaped where they were, HTML is left, and so is what is no UTF-8."""
    (tmp_path / "a.md").write_text("<http://a.test/?b&amp;c> <http://a.test/?'d&amp;e>\n")
    (tmp_path / "b.md").write_bytes(b"\xff http://a.test/x")
    fixes = [
        LinkFix(Place("a.md", 1, 2), "http://a.test/?b&c", "http://b.test/much/longer?f&g"),
        LinkFix(Place("a.md", 1, 27), "http://a.test/?'d&e", "http://b.test/'longer?h&i"),
        LinkFix(Place("b.md", 1, 3), URL, "http://b.test/"),
        LinkFix(Place("a.html", 1, 1), URL, "http://b.test/"),
    ]

    result = apply_fixes(tmp_path, fixes)

    assert result.applied == tuple(fixes[:2])
    assert result.skipped == (fixes[3], fixes[2])
    text = "<http://b.test/much/longer?f&amp;g> <http://b.test/'longer?h&amp;i>\n"
    assert (tmp_path / "a.md").read_text() == text


@pytest.mark.parametrize(
    ("fields", "new"),
    [
        ({"moved_to": "http://b.test/"}, "http://b.test/"),
        ({"moved_to": URL}, None),
        ({}, None),
        ({"archived_copy": COPY}, None),
        ({"archived_copy": COPY, "moved_to": "http://b.test/"}, "http://b.test/"),
        ({"archived_copy": COPY, "dead_since": "2030-01-01"}, COPY),
        ({"archived_copy": COPY, "verdict": "words gone"}, COPY),
        ({"moved_to": "http://b.test/", "verdict": "words gone"}, "http://b.test/"),
    ],
)
def test_plan(fields: dict[str, Any], new: str | None) -> None:
    """A lost page is replaced by its copy, another one by where it moved."""
    link = ExternalLink(**{"address": URL, "place": TEXT, "verdict": "alive", **fields})

    assert plan_fixes([link]) == ([LinkFix(TEXT, URL, new)] if new else [])


SOURCE = "title: Heat\nURL: http://a.test/x\npassages:\n  - slug: warming\n"
NEW = "read: 2030-01-02\noutcome: found\ntext-hash: h\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SOURCE, SOURCE.replace("passages", f"{NEW}passages")),
        ("title: Heat\n", f"title: Heat\n{NEW}"),
        ("title: Heat", f"title: Heat\n{NEW}"),
        ("title: Heat\r\n", f"title: Heat\r\n{NEW}".replace("\n", "\r\n").replace("\r\r", "\r")),
        (f"title: Heat\n{NEW}a: b\n", f"title: Heat\n{NEW}a: b\n"),
        ("outcome: dead\ntitle: Heat\nread: 2029-01-01\n", f"{NEW}title: Heat\n"),
        ("title: Heat\nread: 2029-01-01", f"title: Heat\n{NEW}"),
        ("passages: []\ntitle: Heat\nread: 2029-01-01\n", f"{NEW}passages: []\ntitle: Heat\n"),
        ("passages: []\noutcome: dead\n", f"{NEW}passages: []\n"),
        ("{title: Heat}\n", None),
        ("title: Heat\n...\n", None),
        ("\xff: Heat\n", None),
    ],
)
def test_snapshot(tmp_path: Path, before: str, after: str | None) -> None:
    """The fields of a snapshot stand together, before the passages; nothing else changes."""
    file = tmp_path / "heat.yml"
    file.write_bytes(before.encode("latin-1"))
    taken = snapshot.Snapshot(source(), "found", "", "h")
    if after is None:
        with pytest.raises(SnapshotError, match="cannot add read, outcome, text-hash"):
            write_snapshot(file, taken, NOW.date())
    else:
        assert write_snapshot(file, taken, NOW.date()) is (before != after)
        assert not write_snapshot(file, taken, NOW.date())

    assert file.read_bytes() == (after or before).encode("latin-1")


@pytest.mark.parametrize(
    ("outcome", "digest", "earlier", "written"),
    [
        ("could-not-tell", None, {"outcome": "found"}, None),
        ("could-not-tell", None, {}, "read: 2030-01-02\noutcome: could-not-tell\n"),
        ("dead", None, {"outcome": "found"}, "read: 2030-01-02\noutcome: dead\n"),
        ("found", None, {"text_hash": "g"}, "read: 2030-01-02\noutcome: found\ntext-hash: g\n"),
    ],
)
def test_earlier_snapshot(
    tmp_path: Path, outcome: str, digest: str | None, earlier: dict[str, str], written: str | None
) -> None:
    """A snapshot that could not tell does not replace another, and a hash is kept."""
    file = tmp_path / "heat.yml"
    file.write_text("title: Heat\n")
    taken = snapshot.Snapshot(source(**earlier), outcome, "", digest)

    assert write_snapshot(file, taken, NOW.date()) is (written is not None)
    assert file.read_text() == f"title: Heat\n{written or ''}"


@pytest.mark.parametrize(
    ("result", "text_hash", "outcome", "message"),
    [
        (UrlResult(URL, "alive", digest="h"), "h", "found", ""),
        (UrlResult(URL, "alive", digest="h"), "g", "found", "its text has changed"),
        (UrlResult(URL, "alive", digest="h"), None, "found", ""),
        (UrlResult(URL, "alive"), "g", "found", ""),
        (UrlResult(URL, "could not tell", "403"), "g", "could-not-tell", "could-not-tell; 403"),
        (GONE, None, "words-gone", "words-gone; it lacks them; warming"),
        (GONE._replace(gone=("other#a",)), None, "found", ""),
        (
            GONE._replace(gone=("other#a", "heat#warming")),
            None,
            "words-gone",
            "words-gone; it lacks them; warming",
        ),
    ],
)
def test_taken(
    monkeypatch: pytest.MonkeyPatch,
    result: UrlResult,
    text_hash: str | None,
    outcome: str,
    message: str,
) -> None:
    """A snapshot tells what became of a source's page, and of its text."""
    asked: list[UrlCheck] = []
    counted: list[int] = []
    monkeypatch.setattr(snapshot, "check_urls", checker({URL: result}, asked))
    sources = [source(url=f"{URL}#b", text_hash=text_hash), source("none", None)]

    (taken,) = take_snapshots(sources, POLICY, lambda count: lambda: counted.append(count))

    assert (taken.outcome, taken.message) == (outcome, message)
    assert asked == [UrlCheck(URL, {"heat#warming": "the air has warmed"}, text=True)]
    assert counted == [1]


def test_history(tmp_path: Path) -> None:
    """The dead URLs of a run are there for the next one, sorted."""
    file = tmp_path / "state.yml"
    dead = {"http://b.test/": DeadUrl(NOW, NOW + DAY, "é"), URL: DeadUrl(NOW, NOW, "")}
    assert read_history(file) == {}
    write_history(file, dead)

    assert read_history(file) == dead
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert list(values) == [URL, "http://b.test/"]
    assert list(values[URL]) == ["since", "last", "reason"]
    assert "reason: é\n" in file.read_text(encoding="utf-8")
    write_history(file, {})
    assert file.read_text(encoding="utf-8").endswith("apart.\n")
    assert read_history(file) == {}


def test_handwritten_history(tmp_path: Path) -> None:
    """A date without a zone is one in UTC, and a reason may be missing."""
    file = tmp_path / "state.yml"
    file.write_text("a: {since: 2030-01-02T00:00:00, last: '2030-01-02T01:00:00+01:00'}\n")

    assert read_history(file) == {"a": DeadUrl(NOW, NOW, "")}


@pytest.mark.parametrize("text", ["- a\n", "a: b\n", "a: {since: x}\n", "a: [\n", "\xff"])
def test_malformed_history(tmp_path: Path, text: str) -> None:
    """Another file is not taken for a history."""
    file = tmp_path / "state.yml"
    file.write_bytes(text.encode("latin-1"))

    with pytest.raises(HistoryError, match="delete it to start again"):
        read_history(file)


def test_history_without_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is checked before a run that its history can be written."""
    (tmp_path / "folder").mkdir()
    for path, told in (("no/state.yml", "does not exist"), ("folder", "is not a regular file")):
        with pytest.raises(HistoryError, match=told):
            read_history(tmp_path / path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(HistoryError, match="is not writable"):
        read_history(tmp_path / "state.yml")


def test_new_in_history() -> None:
    """A URL that is dead for the first time is dead since now."""
    results = [UrlResult(URL, "dead", "410"), UrlResult("http://b.test/", "could not tell")]

    assert update_history({}, results, NOW) == {URL: DeadUrl(NOW, NOW, "410")}
