"""
The problems of an open project whenever a file changes.

The system tells of changes (`watchdog`); what it does not see, such as a change on a network drive
or of a file outside of the project, is found when the watcher looks by itself, now and then.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable

    from explainer.model import Problem
    from explainer.workspace import Workspace

_PAUSE = 0.1
"""For how many seconds nothing else may change: editors write a file in several steps."""
_PATIENCE = 5.0
"""After how many seconds without a word from the system the watcher looks by itself."""
_UNCHANGING = frozenset({"opened", "closed", "closed_no_write"})
"""The events that say nothing of a change."""

Problems = dict[str, list["Problem"]]
"""The problems of a project, by the paths of their files."""


class Watcher:
    """
    Watches a project, and calls a function with its problems, at first and whenever they change.

    `version` counts these calls. `looked` is called after each look, whether they have changed or
    not. `run` returns after `stop`, which any thread may call.
    """

    def __init__(
        self,
        workspace: Workspace,
        report: Callable[[Problems], None],
        looked: Callable[[], None] = lambda: None,
    ) -> None:
        self.workspace = workspace
        self._looked = looked
        self.version = 0
        self.problems: Problems = {}
        self._report = report
        self._changed = threading.Event()
        self._is_stopped = threading.Event()
        self._news = threading.Condition()

    def run(self) -> None:
        """Watch until it is stopped."""
        observer = Observer()
        observer.daemon = True
        for folder, recursive in self._folders():
            observer.schedule(_Handler(self._changed), folder, recursive=recursive)
        observer.start()
        try:
            self._look(is_first=True)
            while not self._is_stopped.is_set():
                if self._changed.wait(_PATIENCE):
                    self._wait_for_quiet()
                if not self._is_stopped.is_set():
                    self._look()
        finally:
            observer.stop()
            observer.join()

    def stop(self) -> None:
        """End `run`."""
        self._is_stopped.set()
        self._changed.set()
        with self._news:
            self._news.notify_all()

    def wait_for_news(self, version: int, seconds: float) -> int:
        """The version, once it is another one than the given, or after so many seconds."""
        with self._news:
            self._news.wait_for(
                lambda: self.version != version or self._is_stopped.is_set(), timeout=seconds
            )
            return self.version

    def _folders(self) -> list[tuple[str, bool]]:
        """The folders to watch, each with whether those below it are watched as well."""
        settings = self.workspace.latest_settings
        docs = settings.docs_dir if settings else self.workspace.root / "docs"
        return [(str(self.workspace.root), False), *([(str(docs), True)] if docs.is_dir() else [])]

    def _wait_for_quiet(self) -> None:
        while self._changed.is_set() and not self._is_stopped.is_set():
            self._changed.clear()
            self._changed.wait(_PAUSE)

    def _look(self, *, is_first: bool = False) -> None:
        problems = self.workspace.problems()
        if problems != self.problems or is_first:
            self.problems = problems
            with self._news:
                self.version += 1
                self._news.notify_all()
            self._report(problems)
        self._looked()


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: threading.Event) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change."""
        if event.event_type not in _UNCHANGING:
            self._changed.set()
