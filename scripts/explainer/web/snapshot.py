"""A source's page today, recorded in the source's file: the day, the outcome, the text's hash."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from explainer import atomic, yaml_schema
from explainer.model import CannotCheckError
from explainer.web.collector import bare
from explainer.web.concurrency import ask_all
from explainer.web.retry import Answer, Question
from explainer.web.verdicts import ALIVE, COULD_NOT_TELL

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from explainer.model import Source
    from explainer.web.run_limits import Policy

FOUND = "found"
"""The outcome where the page is there, with all words."""

_FIELDS = ("read", "outcome", "text-hash")
_LINE = rb"^%s:[^\r\n]*(?:\r?\n|\Z)"


class RecordError(CannotCheckError):
    """What was found cannot be written into a source's file."""


class Snapshot(NamedTuple):
    """What was found of a source, and whether its text is another than when it was last read."""

    source: Source
    outcome: str
    reason: str
    digest: str | None
    gone: tuple[str, ...] = ()
    changed: bool = False

    @property
    def holds(self) -> bool:
        """Whether the page has the words of all passages."""
        return self.outcome == FOUND

    @property
    def news(self) -> str:
        """What there is to tell of it, if anything."""
        told = [] if self.holds else [self.outcome, self.reason, ", ".join(self.gone)]
        return "; ".join(filter(None, [*told, "its text has changed" if self.changed else ""]))


def take(
    sources: Iterable[Source],
    policy: Policy,
    begin: Callable[[int], Callable[[], object]] = lambda _count: lambda: None,
) -> list[Snapshot]:
    """Read the page of each source that has one, and look for the words of its passages."""
    chosen = [source for source in sources if source.url]
    asked: dict[str, dict[str, str]] = {}
    for source in chosen:
        words = asked.setdefault(bare(source.url or "")[0], {})
        for passage in source.passages:
            if passage.words and source.has_on_page(passage):
                words[f"{source.key}#{passage.slug}"] = passage.words
    questions = [Question(key, words, text=True) for key, words in asked.items()]
    answers = ask_all(questions, policy, begin(len(questions)))
    return [_snapshot(source, answers[bare(source.url or "")[0]]) for source in chosen]


def _snapshot(source: Source, answer: Answer) -> Snapshot:
    own = {f"{source.key}#{passage.slug}": passage.slug for passage in source.passages}
    gone = tuple(own[name] for name in answer.gone if name in own)
    if answer.gone and not gone:
        # It shares its page with another source, whose words are gone.
        answer = answer._replace(verdict=ALIVE, reason="")
    outcome = FOUND if answer.verdict == ALIVE else answer.verdict.replace(" ", "-")
    changed = bool(answer.digest and source.text_hash and answer.digest != source.text_hash)
    return Snapshot(source, outcome, answer.reason, answer.digest, gone, changed)


def record(file: Path, snapshot: Snapshot, day: dt.date) -> bool:
    """
    Write a snapshot into a source's file; every other line stays as it is.

    Where nothing could be told, what an earlier look found is kept. Tells whether the file changed.
    Raises `RecordError` where the file is written in a way that leaves no place for it, and
    `OSError`.
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
    if not _adds(before, after, values):
        message = f"{file}: there is no place for {', '.join(values)}; give each a line of its own"
        raise RecordError(message)
    atomic.write(file, after)
    return True


def _adds(before: bytes, after: bytes, values: dict[str, str]) -> bool:
    """Whether a file says what it said, and these values as well."""
    try:
        said, says = (yaml_schema.load(each.decode("utf-8-sig")) for each in (before, after))
    except (yaml.YAMLError, UnicodeDecodeError):
        return False
    read = {name: str(value) if name in values else value for name, value in says.items()}
    return read == {**said, **values}


def _with_fields(content: bytes, values: dict[str, str]) -> bytes:
    end = b"\r\n" if b"\r\n" in content else b"\n"
    at = _where(content)
    lines = b"".join(f"{name}: {values[name]}".encode() + end for name in _FIELDS if name in values)
    for name in _FIELDS:
        pattern = re.compile(_LINE % re.escape(name.encode()), re.MULTILINE)
        match = pattern.search(content)
        if match:
            content = content[: match.start()] + content[match.end() :]
            at = at - (match.end() - match.start()) if match.start() < at else at
    head = content[:at]
    if head and not head.endswith(b"\n"):
        head += end
    return head + lines + content[at:]


def _where(content: bytes) -> int:
    """Where the fields are, or are to be: before the passages."""
    found = [
        match.start()
        for name in (*_FIELDS, "passages")
        if (match := re.search(rb"^%s:" % re.escape(name.encode()), content, re.MULTILINE))
    ]
    return min(found, default=len(content))
