"""The store keeps bytes by kind and name, and whatever happens to its file is no error."""

from __future__ import annotations

import os
import pickle
import sqlite3
import threading
from pathlib import Path

import pytest

from explainer.cache import (
    DamagedValueError,
    Entry,
    Store,
    cache_file,
    from_bytes,
    open_cache,
    remove_expired,
    to_bytes,
)
from explainer.model import Place, Problem, Sentence

A, B = Entry("1", b"a"), Entry("2", b"b")


def test_kept(tmp_path: Path) -> None:
    """What is put is there for the next store on the file, by kind and name, the last one only."""
    store = Store(tmp_path / "new" / "x.sqlite")
    store.put("page", [("p", A), ("q", A)])
    store.put("page", [("p", B), ("r", B)], removed=["q"])
    store.put("run", [("p", A)])
    store.put("run", [])
    store.close()
    again = Store(tmp_path / "new" / "x.sqlite")

    assert again.all_of("page") == {"p": B, "r": B}
    assert again.names_of("page") == {"p", "r"}
    assert again.get("run", "p") == A
    assert again.get("run", "q") is None
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"", b"rubbish" * 200, b"SQLite format 3\0" + b"x" * 4000])
def test_damaged(tmp_path: Path, content: bytes) -> None:
    """A damaged file holds nothing, and is made again."""
    file = tmp_path / "x.sqlite"
    file.write_bytes(content)
    store = Store(file)

    assert store.all_of("page") == {}
    store.put("page", [("p", A)])
    store.close()
    again = Store(file)
    again.put("page", [("p", A)])
    assert again.get("page", "p") == A


@pytest.mark.parametrize("path", ["/dev/null/x.sqlite", "/proc/x.sqlite", None])
def test_unusable(path: str | None) -> None:
    """Where nothing can be written, nothing is kept."""
    store = Store(Path(path) if path else None)
    store.put("page", [("p", A)])

    assert store.get("page", "p") is None
    assert store.names_of("page") == set()
    store.close()


def test_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another run holds is not waited for without end, and is not removed."""
    monkeypatch.setattr("explainer.cache.store._PATIENCE", 0.05)
    store = Store(tmp_path / "x.sqlite")
    store.put("page", [("p", A)])
    with sqlite3.connect(tmp_path / "x.sqlite", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = Store(tmp_path / "x.sqlite")
        waiting.put("page", [("p", B)])
        assert waiting.get("page", "p") is None
        other.execute("ROLLBACK")
    other.close()

    assert Store(tmp_path / "x.sqlite").get("page", "p") == A


def test_two_at_once(tmp_path: Path) -> None:
    """Several runs may write at once."""

    def write(number: int) -> None:
        store = Store(tmp_path / "x.sqlite")
        for index in range(20):
            store.put("page", [(f"{number}-{index}", A)])
        store.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(Store(tmp_path / "x.sqlite").names_of("page")) == 80


def test_values() -> None:
    """Values of the model come back as they were; bytes that were changed do not come back."""
    place = Place("a.md", 1, 2, exact=False)
    value = ({"x": [Problem(place, "CIT101", "n", "m", "h")]}, Sentence("s", place), frozenset({1}))
    data = to_bytes(value)

    assert from_bytes(data) == value
    assert isinstance(from_bytes(data)[1], Sentence)
    for wrong in (b"", data[:-1], data[:20] + b"?" + data[21:]):
        with pytest.raises(DamagedValueError):
            from_bytes(wrong)


@pytest.mark.parametrize("value", [os.system, Path("x"), pickle.Pickler, ValueError("x")])
def test_foreign_value(value: object) -> None:
    """Nothing but the model is read, so that no file makes a process run something."""
    with pytest.raises(DamagedValueError):
        from_bytes(to_bytes(value))


def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each project has its file below the user's cache folder; old ones of a kind go."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = [cache_file("check", Path(name), ".sqlite") for name in ("/a", "/b")]
    assert found[0]
    assert found[0] != found[1]
    assert found[0].parent == tmp_path / "explainer"
    found[0].parent.mkdir()
    old, new, other = (found[0].parent / name for name in ("check-old", "check-new", "links-old"))
    for each in (found[0], old, new, other):
        each.touch()
    for each in (found[0], old, other):
        os.utime(each, (0, 0))
    remove_expired(found[0], "check")

    assert {each.name for each in found[0].parent.iterdir()} == {
        found[0].name,
        "check-new",
        "links-old",
    }


def test_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment turns the cache off; without a home folder, nothing is kept."""
    monkeypatch.setenv("EXPLAINER_NO_CACHE", "1")
    assert open_cache(tmp_path) is None
    monkeypatch.delenv("EXPLAINER_NO_CACHE")
    assert open_cache(tmp_path)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError))
    assert cache_file("check", tmp_path, ".sqlite") is None
