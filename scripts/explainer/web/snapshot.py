"""Snapshots of the pages of sources, written into their files: date, outcome, hash of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import atomic, yaml_schema
from explainer.model import CannotCheckError
from explainer.web.collector import quotations, split_fragment
from explainer.web.concurrency import check_urls
from explainer.web.url_checker import UrlCheck, UrlResult
from explainer.web.verdicts import ALIVE, COULD_NOT_TELL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from explainer.model import Source
    from explainer.web.request_policy import RequestPolicy

FOUND = "found"
"""The outcome if the page is alive and contains the words of all passages."""

_FIELDS = ("read", "outcome", "text-hash")
_LINE = rb"^%s:[^\r\n]*(?:\r?\n|\Z)"


class SnapshotError(CannotCheckError):
    """A snapshot cannot be written into the file of its source."""


class Snapshot(NamedTuple):
    """
    The state of a source's page.

    - `outcome`: `found`, or the verdict with hyphens for spaces; `reason` is why.
    - `digest`: the hash of the page's text, if it was read in full.
    - `gone`: the slugs of the passages whose words the page does not contain.
    - `changed`: whether the hash differs from that of the last snapshot.
    """

    source: Source
    outcome: str
    reason: str
    digest: str | None
    gone: tuple[str, ...] = ()
    changed: bool = False

    @property
    def is_found(self) -> bool:
        """Whether the page contains the words of all passages."""
        return self.outcome == FOUND

    @property
    def message(self) -> str:
        """What changed or is missing, for people; or an empty string."""
        parts = [] if self.is_found else [self.outcome, self.reason, ", ".join(self.gone)]
        return "; ".join(filter(None, [*parts, "its text has changed" if self.changed else ""]))


def take_snapshots(
    sources: Iterable[Source],
    policy: RequestPolicy,
    start_progress: Callable[[int], Callable[[], object]] = lambda _count: lambda: None,
) -> list[Snapshot]:
    """
    Request the page of each source that has a URL, and search it for the words of its passages.

    `start_progress` is called with the number of URLs, and returns a function that is called after
    each.
    """
    chosen = [source for source in sources if source.url]
    words: dict[str, dict[str, str]] = {}
    for source in chosen:
        words.setdefault(_url(source), {}).update(quotations(source))
    checks = [UrlCheck(url, quoted, text=True) for url, quoted in words.items()]
    results = check_urls(checks, policy, start_progress(len(checks)))
    return [_snapshot(source, results[_url(source)]) for source in chosen]


def _url(source: Source) -> str:
    return split_fragment(source.url or "")[0]


def _snapshot(source: Source, result: UrlResult) -> Snapshot:
    slugs = {f"{source.key}#{passage.slug}": passage.slug for passage in source.passages}
    gone = tuple(slugs[name] for name in result.gone if name in slugs)
    if result.gone and not gone:
        # Only the words of another source with the same URL are gone.
        result = result._replace(verdict=ALIVE, reason="")
    outcome = FOUND if result.verdict == ALIVE else result.verdict.replace(" ", "-")
    changed = bool(result.digest and source.text_hash and result.digest != source.text_hash)
    return Snapshot(source, outcome, result.reason, result.digest, gone, changed)


def write_snapshot(file: Path, snapshot: Snapshot, day: dt.date) -> bool:
    """
    Write a snapshot into the file of its source; every other line stays as it is.

    A snapshot that could not tell does not replace an earlier one. Returns whether the file
    changed. Raises `SnapshotError` if the fields cannot be added to the file, and `OSError`.
    """
    outcome = snapshot.outcome
    if outcome == COULD_NOT_TELL.replace(" ", "-") and snapshot.source.outcome:
        return False
    before = file.read_bytes()
    values = {"read": day.isoformat(), "outcome": outcome}
    digest = snapshot.digest or snapshot.source.text_hash
    if digest:
        values["text-hash"] = digest
    after = _with_fields(before, values)
    if after == before:
        return False
    if not _only_adds(before, after, values):
        message = f"{file}: cannot add {', '.join(values)}; put each on a line of its own"
        raise SnapshotError(message)
    atomic.write(file, after)
    return True


def _only_adds(before: bytes, after: bytes, values: dict[str, str]) -> bool:
    """Whether the YAML after has the values of the YAML before, and the new ones."""
    try:
        old, new = (yaml_schema.load(each.decode("utf-8-sig")) for each in (before, after))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    read = {name: str(value) if name in values else value for name, value in new.items()}
    return read == {**old, **values}


def _with_fields(content: bytes, values: dict[str, str]) -> bytes:
    """A source's file with the fields set; each is one line."""
    end = b"\r\n" if b"\r\n" in content else b"\n"
    offset = _offset_of_fields(content)
    lines = b"".join(f"{name}: {values[name]}".encode() + end for name in _FIELDS if name in values)
    for name in _FIELDS:
        pattern = re.compile(_LINE % re.escape(name.encode()), re.MULTILINE)
        match = pattern.search(content)
        if match:
            content = content[: match.start()] + content[match.end() :]
            if match.start() < offset:
                offset -= match.end() - match.start()
    head = content[:offset]
    if head and not head.endswith(b"\n"):
        head += end
    return head + lines + content[offset:]


def _offset_of_fields(content: bytes) -> int:
    """The offset of the fields, or of the passages, before which they are added."""
    found = [
        match.start()
        for name in (*_FIELDS, "passages")
        if (match := re.search(rb"^%s:" % re.escape(name.encode()), content, re.MULTILINE))
    ]
    return min(found, default=len(content))
