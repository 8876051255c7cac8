"""The walk through a queue of sentences on a terminal, with one key for each decision."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import click

from explainer.cli.common import display_place, fail, plural
from explainer.model import CannotCheckError, Claim, Review

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.model import Project, Source
    from explainer.review_queue import QueuedSentence
    from explainer.settings import Settings

KEYS = {
    "a": "[a]gree: I have read both, and the sentence says no more than what it cites",
    "s": "[s]kip",
    "b": "[b]ack",
    "o": "[o]pen the source",
    "n": "[n]ote for the record",
    "q": "[q]uit",
}
"""The keys of the walk, and what they do."""

_PROMPT = "  ".join(text.partition(":")[0] for text in KEYS.values())
_WIDTH = 88


class ReviewSession:
    """
    Shows one sentence after the other beside what it cites, and records what its reader agrees to.

    Each record is written at once. `reader` is the name in the records, `today` their day.
    """

    def __init__(
        self,
        settings: Settings,
        project: Project,
        queue: Sequence[QueuedSentence],
        reader: str,
        today: str,
    ) -> None:
        self._settings = settings
        self._project = project
        self._queue = queue
        self._reader = reader
        self._today = today
        self._agreed: set[tuple[str, str]] = set()
        self._notes: dict[int, str] = {}

    def run(self) -> None:
        """Walk through the queue until its end, or until the reader quits."""
        if not self._queue:
            click.echo("Nothing is left to read.")
            return
        click.echo(f"You read as {self._reader}. {KEYS['a']}.")
        index = 0
        while 0 <= index < len(self._queue):
            self._show(index)
            step = self._decide(index)
            if step is None:
                break
            index = max(0, index + step)
        left = len({_prints(each) for each in self._queue} - self._agreed)
        read = plural(len(self._agreed), "sentence")
        click.echo(f"{read} read, {left:,} left; the records are in {self._file_name()}.")

    def _decide(self, index: int) -> int | None:
        """Take keys until one moves on: the step to the next sentence, or `None` for the end."""
        while True:
            click.echo(f"\n{_PROMPT} ", nl=False)
            key = read_key()
            click.echo(key.strip())
            if key == "a":
                self._agree(index)
                return 1
            if key in {"s", "b"}:
                return 1 if key == "s" else -1
            if key in {"", "q"}:
                return None
            if key == "o":
                self._open(index)
            elif key == "n":
                self._notes[index] = read_line("note: ")
            else:
                click.echo("; ".join(KEYS.values()))

    def _agree(self, index: int) -> None:
        prints = _prints(self._queue[index])
        note = self._notes.pop(index, "")
        if prints in self._agreed and not note:
            return
        try:
            record(self._settings, self._queue[index], self._reader, self._today, note)
        except (CannotCheckError, OSError) as error:
            fail(error)
        self._agreed.add(prints)

    def _open(self, index: int) -> None:
        urls = urls_of(self._project, self._queue[index])
        for url in urls:
            click.echo(url)
            click.launch(url)
        if not urls:
            click.echo("no source here has an address")

    def _show(self, index: int) -> None:
        each = self._queue[index]
        place = display_place(self._settings.root, each.status.sentence.place)
        click.echo(f"\n{place}  ({index + 1:,} of {len(self._queue):,})")
        for remark in remarks_on(each):
            click.echo(f"  - {remark}")
        click.echo()
        _echo(each.status.sentence.text, "  ")
        for line in evidence_lines(self._project, each):
            _echo(line, "      ")

    def _file_name(self) -> str:
        return self._settings.named(self._settings.reviews_file)


def record(
    settings: Settings, queued: QueuedSentence, reader: str, today: str, note: str = ""
) -> None:
    """Record that somebody has read a sentence. Raises `ReviewsError` and `OSError`."""
    from explainer.reviews import add_review, beginning

    sentence = queued.status.sentence
    review = Review(
        *_prints(queued),
        by=reader,
        date=today,
        place=sentence.place,
        begins=beginning(sentence.text),
        note=note,
    )
    add_review(settings.reviews_file, review)


def remarks_on(queued: QueuedSentence) -> Iterator[str]:
    """The reasons to read a sentence, and who has read it before."""
    yield from queued.reasons
    if lapsed := queued.status.lapsed:
        yield f"{lapsed.by} read it on {lapsed.date}{_noted(lapsed)}"
    for holding in queued.status.holding:
        yield f"{holding.by} has read it, on {holding.date}{_noted(holding)}"


def urls_of(project: Project, queued: QueuedSentence) -> list[str]:
    """The addresses of the sources that a sentence cites."""
    urls = [source.url for _, source in _sources(project, queued) if source.url]
    return list(dict.fromkeys(urls))


def evidence_lines(project: Project, queued: QueuedSentence) -> Iterator[str]:
    """What a sentence cites, line by line; each citation begins with an empty line."""
    for slug, source in _sources(project, queued):
        yield ""
        parts = filter(None, [source.title, source.venue, source.issued])
        key = f"{source.key}#{slug}" if slug else source.key
        yield f"[@{key}] {', '.join(parts)} ({source.tier})"
        if source.url:
            yield source.url
        for passage in source.passages:
            if slug in {None, passage.slug}:
                yield f"fact: {passage.fact}"
                if passage.words:
                    yield f"words ({passage.words_from}): {passage.words}"
                if passage.locator:
                    yield f"at: {passage.locator}"
    for citation in queued.status.sentence.effective_citations:
        claim = project.claims.get(citation.claim or "")
        if claim:
            yield ""
            yield from _claim_lines(claim)


def _sources(project: Project, queued: QueuedSentence) -> Iterator[tuple[str | None, Source]]:
    for citation in queued.status.sentence.effective_citations:
        if citation.key in project.sources:
            yield citation.passage, project.sources[citation.key]


def _claim_lines(claim: Claim) -> Iterator[str]:
    yield f"[@{claim.key}] {claim.title} ({claim.verdict})"
    for name in ("holds", "beyond", "shown_by"):
        text = getattr(claim, name)
        if text:
            yield f"{name}: {text}"


def _prints(each: QueuedSentence) -> tuple[str, str]:
    return each.status.sentence_print, each.status.passages_print


def _noted(review: Review) -> str:
    return f": {review.note}" if review.note else ""


def _echo(text: str, indent: str) -> None:
    # What is printed must not steer the terminal.
    text = "".join(char if char.isprintable() else " " for char in text)
    lines = textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    click.echo("\n".join(lines))


def read_key() -> str:
    """The next key in small letters, from a terminal or a pipe; empty at the end of a pipe."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (key := sys.stdin.read(1)) in {"\n", "\r", " "}:
        pass
    return key.lower()


def read_line(prompt: str) -> str:
    """A line of text from a terminal or a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt(prompt, default="", show_default=False, prompt_suffix="")).strip()
    click.echo(prompt, nl=False)
    line = sys.stdin.readline().strip()
    click.echo(line)
    return line
