"""
What a computation has read, so that its result can be kept until some of that changes.

A file counts once it is opened, and a folder once it is listed: an audit hook of the interpreter
sees both, whoever does it, also a Markdown extension of the project. What the hook cannot see is
noted by the functions that read it: files whose content they keep in memory, and questions whether
a file exists. Of the interpreter, the installed libraries and this package nothing is noted; a
digest of the software stands for them (`explainer.software`).

Source: "Audit events table", https://docs.python.org/3/library/audit_events.html.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import xxhash

from explainer.software import SOFTWARE_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CONTENT, EXISTENCE, NAMES, TREE = "content", "existence", "names", "tree"
_OUTSIDE = "outside"
_OUTSIDE_EVENTS = frozenset({"socket.connect", "subprocess.Popen", "os.system", "os.posix_spawn"})
"""What asks other hosts or programs, whose answers may differ each time."""
_GRANULARITY_NS = 50_000_000
"""The longest time that a file system's clock lags behind: some kernel ticks."""
_COARSE_GRANULARITY_NS = 2_000_000_000
"""The same for file systems that store whole seconds; FAT stores every other one."""
_MISSING = "missing"
_CHANCE = 16
"""How many random bytes are never the same twice."""


class Input(NamedTuple):
    """
    One thing that was read: `kind` says what of the file or folder at the absolute `path` matters.

    It is `content` (of a file), `existence` (whether there is a file), `names` (those in a folder)
    or `tree` (the names and contents of all files below a folder). It is `outside` for what another
    host or program has answered; `path` is then the name of an event, and no digest is the same as
    another one.
    """

    kind: str
    path: str


class _Recording:
    """The inputs of one computation, and the files that it has written itself."""

    def __init__(self) -> None:
        self.inputs: set[Input] = set()
        self.written: set[str] = set()

    def result(self) -> frozenset[Input]:
        own = tuple(self.written)
        folders = tuple(path + os.sep for path in own)
        return frozenset(
            each
            for each in self.inputs
            if each.path not in self.written
            and not each.path.startswith(folders)
            and not each.path.startswith(SOFTWARE_FOLDERS)
        )


_active: list[_Recording] = []
_is_hooked: list[bool] = []


@contextlib.contextmanager
def recording() -> Iterator[Callable[[], frozenset[Input]]]:
    """
    Note what is read meanwhile; the function that this gives returns it.

    Recordings may be nested: the outer one notes what the inner one notes. Other threads are noted
    as well, other processes are not.
    """
    if not _is_hooked:
        sys.addaudithook(_on_event)
        _is_hooked.append(True)
    mine = _Recording()
    _active.append(mine)
    try:
        yield mine.result
    finally:
        _active.remove(mine)


def note_content(path: str | os.PathLike[str]) -> None:
    """Note that the content of a file matters, or that there is none."""
    _note(CONTENT, path)


def note_existence(path: str | os.PathLike[str]) -> None:
    """Note that it matters whether there is a file."""
    _note(EXISTENCE, path)


def note_tree(path: str | os.PathLike[str]) -> None:
    """Note that all files below a folder matter."""
    _note(TREE, path)


def note_all(inputs: Iterable[Input]) -> None:
    """Note inputs of a computation whose result is used."""
    for each in _active:
        each.inputs.update(inputs)


def _note(kind: str, path: str | os.PathLike[str]) -> None:
    if _active:
        note_all([Input(kind, os.path.abspath(path))])  # noqa: PTH100  (here and below: faster)


def _on_event(event: str, arguments: tuple[Any, ...]) -> None:
    """Note a file that is opened or a folder that is listed: the hook."""
    if not _active:
        return
    # What a hook raises would end the operation. A path may be no text, or the working folder gone.
    with contextlib.suppress(OSError, ValueError, TypeError):
        if event == "open":
            _on_open(*arguments)
        elif event in {"os.listdir", "os.scandir"}:
            path = arguments[0]
            if not isinstance(path, int):
                _note(NAMES, os.fsdecode(path or "."))
        elif event == "tempfile.mkdtemp":
            _note_written(arguments[0])
        elif event in _OUTSIDE_EVENTS:
            note_all([Input(_OUTSIDE, event)])


def _on_open(path: object, mode: str | None, flags: int) -> None:
    if not isinstance(path, str | bytes | os.PathLike):
        return
    name = os.fsdecode(path)
    writes = bool(mode and set(mode) & set("wax+"))
    writes |= bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    if writes:
        _note_written(name)
    elif name.endswith(".pyc"):
        # The interpreter compares it with the module's source.
        with contextlib.suppress(ValueError):
            _note(CONTENT, importlib.util.source_from_cache(name))
    else:
        _note(CONTENT, name)


def _note_written(path: str | bytes) -> None:
    full = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
    for each in _active:
        # What was read before it was written is an input all the same.
        if Input(CONTENT, full) not in each.inputs:
            each.written.add(full)


class Digests:
    """
    Digests of inputs, each computed once.

    `is_settled` says whether they are those of what was read: not if a file has changed since the
    time `since`, in nanoseconds, by default that of this object's making.
    """

    def __init__(self, since: int | None = None) -> None:
        self._since = time.time_ns() if since is None else since
        self._known: dict[Input, str] = {}
        self._unsettled: set[Input] = set()

    def of(self, each: Input) -> str:
        """The digest of one input, or a word for what cannot be read."""
        found = self._known.get(each)
        if found is None:
            found = self._known[each] = self._compute(each)
        return found

    def joined(self, inputs: Iterable[Input]) -> str:
        """One digest of several inputs, which is the same in whatever order they are given."""
        lines = sorted(f"{each.kind}\0{each.path}\0{self.of(each)}" for each in inputs)
        return xxhash.xxh3_128_hexdigest("\n".join(lines).encode("utf-8", "surrogatepass"))

    def is_settled(self, inputs: Iterable[Input]) -> bool:
        """Whether none of the inputs has changed since."""
        return self._unsettled.isdisjoint(inputs)

    def _compute(self, each: Input) -> str:
        if each.kind == CONTENT:
            return self._content(each, each.path)
        if each.kind == EXISTENCE:
            return str(os.path.isfile(each.path))  # noqa: PTH113
        if each.kind == NAMES:
            return self._names(each)
        if each.kind == _OUTSIDE:
            return os.urandom(_CHANCE).hex()
        return self._tree(each)

    def _content(self, owner: Input, path: str) -> str:
        try:
            status = os.stat(path)  # noqa: PTH116
            if not stat.S_ISREG(status.st_mode):
                return f"no file: {stat.S_IFMT(status.st_mode)}"
            self._look_at_times(owner, status)
            with open(path, "rb") as file:  # noqa: PTH123
                return xxhash.xxh3_128_hexdigest(file.read())
        except (FileNotFoundError, NotADirectoryError):
            return _MISSING
        except (OSError, ValueError) as error:
            return f"unreadable: {error}"

    def _names(self, owner: Input) -> str:
        try:
            self._look_at_times(owner, os.stat(owner.path))  # noqa: PTH116
            names = sorted(os.listdir(owner.path))  # noqa: PTH208
        except (FileNotFoundError, NotADirectoryError):
            return _MISSING
        except (OSError, ValueError) as error:
            return f"unreadable: {error}"
        return xxhash.xxh3_128_hexdigest("\0".join(names).encode("utf-8", "surrogatepass"))

    def _tree(self, owner: Input) -> str:
        digest = xxhash.xxh3_128()
        for folder, folders, names in os.walk(owner.path, followlinks=True):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(folder, name)  # noqa: PTH118
                content = self.of(Input(CONTENT, path))
                if Input(CONTENT, path) in self._unsettled:
                    self._unsettled.add(owner)
                digest.update(f"{path}\0{content}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def _look_at_times(self, owner: Input, status: os.stat_result) -> None:
        """Note that an input has changed lately, by the times of a file or folder."""
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        coarse = changed % 1_000_000_000 == 0
        if changed >= self._since - (_COARSE_GRANULARITY_NS if coarse else _GRANULARITY_NS):
            self._unsettled.add(owner)
