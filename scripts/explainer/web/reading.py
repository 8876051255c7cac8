"""
A page's or a PDF's text, and what is looked for in it.

It is read in a process of its own, with limits to its memory and time: what comes from the web may
be made to keep a reader busy for ever. `python -m explainer.web.reading REQUEST` reads the body
from standard input, and writes what it found as JSON.
"""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO

    from explainer.web.hearing import Reply

_MEMORY = 52_000_000
_PROCESSOR = 15
_FEW = 40
_PART = 400_000
_BLOCK = re.compile(r"<(?:p|div|tr|li|h[1-6]|section|article|table|pre)\b", re.IGNORECASE)
_PACKAGES = Path(__file__).parents[2]
_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_WALL = re.compile(
    r"isAccessibleForFree[\"']?\s*:\s*[\"']?false|subscribe to (?:continue|read|unlock)"
    r"|(?:for|to) subscribers only|already a subscriber\?"
    r"|(?:sign in|register|log in|create a free account) to (?:continue|read)",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
}
"""What browsers take the names of some encodings to mean."""


class Findings(NamedTuple):
    """
    What was found in a text.

    `found` are the names of the words that are in it, `missing` the anchors that are not. `digest`
    is its hash. `thin` tells that there is hardly any text, `walled` that some is kept from who
    does not pay or log in, `anchored` that it has anchors at all.
    """

    found: frozenset[str]
    missing: frozenset[str]
    digest: str
    thin: bool
    walled: bool
    anchored: bool


async def read(reply: Reply, words: Mapping[str, str], anchors: Sequence[str]) -> Findings | None:
    """What a reply's text holds; `None` where it cannot be read, or is none."""
    import anyio  # noqa: PLC0415  (the process that reads has no need of it)

    if reply.body is None or not reply.readable:
        return None
    charset = _HEADER.search(reply.header("content-type"))
    request = {
        "kind": "pdf" if reply.is_pdf else "text" if reply.kind == "text/plain" else "html",
        "charset": charset[1] if charset else "",
        "words": dict(words),
        "anchors": list(anchors),
    }
    reply.body.seek(0)
    command = [sys.executable, "-P", "-m", "explainer.web.reading", json.dumps(request)]
    path = os.pathsep.join(filter(None, [str(_PACKAGES), os.environ.get("PYTHONPATH")]))
    done = await anyio.run_process(
        command,
        stdin=reply.body,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    return _findings(done.stdout) if done.returncode == 0 else None


def _findings(said: bytes) -> Findings:
    values = json.loads(said)
    return Findings(
        frozenset(values["found"]),
        frozenset(values["missing"]),
        values["digest"],
        values["thin"],
        values["walled"],
        values["anchored"],
    )


class Page:
    """
    What is known of a page once it has been read: its anchors, whether it has scripts or a wall.

    It is read a part at a time, since a tree takes many times the room of what it was made from.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.names: set[str] = set()
        self.scripted = False
        self.walled = False

    def parts(self, markup: str) -> Iterator[str]:
        """The text of each part of a page's source."""
        start = 0
        while start < len(markup):
            cut = _BLOCK.search(markup, start + _PART)
            end = cut.start() if cut else len(markup)
            yield self._text(markup[start:end])
            start = end

    def _text(self, markup: str) -> str:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (it takes its time)

        self.walled = self.walled or _WALL.search(markup) is not None
        tree = LexborHTMLParser(markup)
        for node in tree.css("[id],a[name]"):
            self.names |= {node.attributes.get("id") or "", node.attributes.get("name") or ""}
        self.names.discard("")
        self.scripted = self.scripted or tree.css_first("script") is not None
        title = tree.css_first("title")
        heading = title.text() if title else ""
        tree.strip_tags(["script", "style", "template", "noscript", "title"])
        return f"{heading}\n{tree.body.text(separator=' ') if tree.body else ''}"


def find(body: IO[bytes], request: Mapping[str, Any]) -> dict[str, Any]:
    """What a body holds of what a request asks for."""
    from explainer.web.words import Text  # noqa: PLC0415  (it is for the process that reads)

    page = Page()
    if request["kind"] == "pdf":
        page.scripted = True
        text = Text(_of_pdf(body))
    else:
        source = _decode(body.read(), request["charset"])
        text = Text([source] if request["kind"] == "text" else page.parts(source))
    return {
        "found": [name for name, words in request["words"].items() if text.holds(words)],
        "missing": [each for each in request["anchors"] if not _has(page.names, each)],
        "digest": text.digest,
        # A script may still write it; and a scanned PDF has pictures only.
        "thin": text.count < _FEW and page.scripted,
        "walled": page.walled,
        "anchored": bool(page.names),
    }


def _of_pdf(body: IO[bytes]) -> Iterator[str]:
    # It would load these where they are there, for what no text needs.
    sys.modules |= dict.fromkeys(("cryptography", "Crypto", "PIL"))  # type: ignore[arg-type]
    import pypdf  # noqa: PLC0415

    reader = pypdf.PdfReader(body)
    for page in reader.pages:
        yield re.sub(r"(?<=\w)[-\u2010]\n(?=\w)", "", page.extract_text())


def _decode(body: bytes, charset: str) -> str:
    found = _CHARSET.search(body[:4096])
    names = [name for mark, name in _MARKS if body.startswith(mark)]
    names += [charset, found[1].decode() if found else "", "utf-8", "cp1252"]
    for name in filter(None, names):
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            return body.decode(_MEANT.get(name.lower(), name))
    return body.decode("utf-8", errors="replace")


def _has(names: set[str], fragment: str) -> bool:
    # GitHub puts its own letters before the ids of what its users write.
    name = fragment.partition(":~:")[0]
    spellings = {name, unquote(name)}
    spellings |= {f"user-content-{each}".lower() for each in spellings}
    return bool(names & spellings) or bool({each.lower() for each in names} & spellings)


def _limit() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not every system has it)

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR))


def main() -> None:
    """Read the body from standard input, and write what it holds."""
    _limit()
    try:
        found = find(sys.stdin.buffer, json.loads(sys.argv[1]))
    except Exception:  # noqa: BLE001  (whatever was sent, it cannot be read)
        sys.exit(1)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
