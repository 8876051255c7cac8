"""What is known of pages: after any change the answer is that of a first run, and few are read."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
import xxhash

import projects
from explainer.linkcheck import LinkCheck
from explainer.site import site_reader
from explainer.site.check_result import BrokenLink, CheckResult
from explainer.site.checker import LinkChecker
from explainer.site.page_memory import DamagedMemoryError, PageMemory, to_bytes
from explainer.site.site_files import SiteFiles

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.linkcheck import LinkCheckResult

NAMES = ("index.html", "a.html", "b.html", "c/index.html", "c/d.html", "e.svg", "f.css")
PARTS = (
    *(f"<a href='{up}{name}{part}'>x</a>" for up in ("", "../", "/") for name in NAMES
      for part in ("", "#p", "#q", "#:~:text=word")),
    "<p id=p>", "<p id=q>", "<p id=q>", "<a name=p>", "word ", "<a href='#p'>x</a>",
    "<base href='c/'>", "<a href=gone.html>x</a>", "<a href=''>x</a>", "<use href='e.svg#p'/>",
    "<meta http-equiv=refresh content='0; url=a.html'>", "<a href='c'>x</a>", "<main>", "[a][b] ",
    "<link rel=canonical href='https://heat.example/'>", "<a href='https://heat.example/a.html#p'>",
)  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "explainer"


def write(site: Path, random_parts: random.Random, name: str) -> None:
    """Write a file of a site anew."""
    text = "".join(random_parts.choices(PARTS, k=random_parts.randrange(6)))
    if name.endswith(".css"):
        text = f"a {{ b: url({random_parts.choice(NAMES)}) }}"
    projects.write(site, {name: text})


def anew(site: Path, monkeypatch: pytest.MonkeyPatch) -> LinkCheckResult:
    """The result of a site without anything known of it."""
    with monkeypatch.context() as patched:
        patched.setenv("XDG_CACHE_HOME", "/dev/null")
        return LinkCheck(site).run()


@pytest.mark.parametrize("seed", range(8))
def test_any_change(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """After each of many changes, what is found is what a first run finds."""
    # What has changed in few pages is not kept, but found again from what was known before.
    monkeypatch.setattr(site_reader, "_FEW", seed % 2)
    random_parts = random.Random(seed)  # noqa: S311  (not for secrets)
    site = tmp_path / "site"
    for name in NAMES:
        write(site, random_parts, name)
    for _ in range(25):
        changed = random_parts.choice(NAMES)
        if changed != "index.html" and random_parts.random() < 0.1:
            (site / changed).unlink(missing_ok=True)
        else:
            write(site, random_parts, changed)

        assert anew(site, monkeypatch) == LinkCheck(site).run()
    assert len(list(cache.iterdir())) == 2


def site_of_pages(folder: Path) -> Path:
    """A site in which each page leads to a part of the next."""
    site = folder / "site"
    pages = {f"{n}.html": f"<p id=a>{n}<a href='{n + 1}.html#a'>x</a>" for n in range(80)}
    projects.write(site, {**pages, "80.html": "<p id=a>", "index.html": "<a href=0.html>x</a>"})
    return site


@pytest.mark.parametrize(
    ("text", "read"),
    [("<p id=a><p id=b>", {"40.html"}), ("<p id=b>", {"40.html", "39.html"})],
)
def test_few_are_read(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, text: str, read: set[str]
) -> None:
    """A run after one changed page checks that page, and those that miss a part of it now."""
    site = site_of_pages(tmp_path)
    LinkCheck(site).run()
    checked: set[str] = set()
    check_page = LinkChecker._check_page  # noqa: SLF001  (what is counted)

    def count(self: LinkChecker, path: str, result: object) -> None:
        checked.add(path)
        check_page(self, path, result)  # type: ignore[arg-type]

    monkeypatch.setattr(LinkChecker, "_check_page", count)
    projects.write(site, {"40.html": text})
    problems = LinkCheck(site).run().problems

    assert read == checked
    assert [problem.code for problem in problems] == ["LNK102"] * (len(read) - 1)
    assert len(list(cache.iterdir())) == 2


def damaged(cache: Path, change: str) -> None:
    """Change the file of what is known of a site."""
    (file,) = cache.glob("*.pages")
    data = file.read_bytes()
    file.write_bytes(
        {"cut": data[:-9], "empty": b"", "other": data[:40] + b"x" + data[41:]}[change]
    )


@pytest.mark.parametrize("change", ["cut", "empty", "other"])
def test_damaged(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """What was damaged is not used, and written anew."""
    site = site_of_pages(tmp_path)
    LinkCheck(site).run()
    damaged(cache, change)
    with pytest.raises(DamagedMemoryError):
        PageMemory.from_bytes(next(cache.glob("*.pages")).read_bytes())
    projects.write(site, {"40.html": "<p id=b>"})

    assert anew(site, monkeypatch) == LinkCheck(site).run()
    assert PageMemory.from_bytes(next(cache.glob("*.pages")).read_bytes()).counts


def test_copied_folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of another site in the same folder, or by another version, is not used."""
    site = site_of_pages(tmp_path)
    LinkCheck(site).run()
    (file,) = cache.glob("*.pages")
    older = file.read_bytes()
    site.rename(tmp_path / "other")
    projects.write(site, {f"{n}.html": "<a href='1.html#b'>x</a>" for n in range(3)})
    LinkCheck(site).run()
    file.write_bytes(older)
    projects.write(site, {"2.html": "<a href='1.html#c'>x</a>"})

    assert anew(site, monkeypatch) == LinkCheck(site).run()


KNOWN = CheckResult(
    broken=[
        BrokenLink("a.html", "a href", "b.html#q", "anchor", "b.html", "q"),
        BrokenLink("c.html", "a href", "b.html", "redirect", "b.html"),
    ],
    counts={"a.html": 1, "b.html": 2},
    bases={"a.html": "x", "b.html": "y"},
    texts={"d.html": ["b.html", "c.html"], "e.html": ["c.html"]},
)


def known() -> PageMemory:
    """What is known of some pages."""
    return PageMemory.from_bytes(
        to_bytes(
            "shape",
            digests={"a.html": b"1", "b.html": b"2"},
            result=KNOWN,
            anchors={"a.html": "", "b.html": "p\0ä\udc80", "c.html": "r"},
            targets={"f.html": {"b.html"}, "g.html": ["c.html"], "h.html": []},
            redirects={"r.html": "a.html"},
            silent={"a.md": "3"},
        )
    )


def test_known() -> None:
    """What is kept is read again."""
    memory = known()

    assert memory.shape == "shape"
    assert memory.redirects == {"r.html": "a.html"}
    assert memory.silent == {"a.md": "3"}
    assert memory.broken == KNOWN.broken
    assert dict(memory.anchors) == {"a.html": "", "b.html": "p\0ä\udc80", "c.html": "r"}
    assert len(memory.anchors) == 3
    assert "x.html" not in memory.anchors
    assert memory.targets == {"f.html": ["b.html"], "g.html": ["c.html"]}


@pytest.mark.parametrize("data", [b"", b"x", b"x" * 15, b"x" * 16, b"x" * 99])
def test_not_known(data: bytes) -> None:
    """Bytes without their checksum are not read."""
    with pytest.raises(DamagedMemoryError):
        PageMemory.from_bytes(data)


@pytest.mark.parametrize(
    ("changed", "anchors", "dependents"),
    [
        ("b.html", {"b.html": "p\0ä\udc80\0q"}, {"a.html", "d.html"}),
        ("b.html", {"b.html": "p"}, {"a.html", "d.html", "f.html"}),
        ("b.html", {}, {"a.html", "d.html", "f.html"}),
        ("c.html", {"c.html": "r"}, {"d.html", "e.html"}),
        ("c.html", {"c.html": ""}, {"d.html", "e.html", "g.html"}),
        ("x.html", {"x.html": ""}, set()),
        ("a.html", {"a.html": "p"}, set()),
    ],
)
def test_dependents(changed: str, anchors: dict[str, str], dependents: set[str]) -> None:
    """A file depends on the texts that it leads to, and on anchors that are or were missing."""
    assert known().dependents({changed}, anchors) == dependents


def test_unchanged() -> None:
    """What is known of the files that were not checked again is added to a result."""
    result = CheckResult()
    known().add_unchanged(result, {"a.html", "e.html"})

    assert [link.path for link in result.broken] == ["c.html"]
    assert result.counts == {"b.html": 2}
    assert result.bases == {"b.html": "y"}
    assert set(result.texts) == {"d.html"}


def test_changed(tmp_path: Path) -> None:
    """A file has changed if its bytes have, and a compressed one with what it is compared with."""
    projects.write(tmp_path, dict.fromkeys(("c.xml", "c.xml.gz", "d.html"), ""))
    files = SiteFiles(str(tmp_path))
    files.digests.update({"a.html": b"1", "b.html": b"3", "c.xml": b"4", "d.html": b"5"})

    assert known().changed(files) == {"b.html", "c.xml", "c.xml.gz", "d.html"}


@pytest.mark.parametrize("header", [{}, {"shape": "s"}, [], None, {"shape": "s", "broken": 7}])
def test_other_version(header: object) -> None:
    """What another version has written, with other fields, is not read."""
    part = json.dumps(header).encode()
    rest = b"".join(len(each).to_bytes(8, "big") + each for each in (part, b"", b"{}"))

    with pytest.raises(DamagedMemoryError):
        PageMemory.from_bytes(xxhash.xxh3_128_digest(rest) + rest)
