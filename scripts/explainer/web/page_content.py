"""
A page's or a PDF's text, and what is looked for in it.

It is read in a process of its own, with limits to its memory and time: what comes from the web may
be made to keep a reader busy for ever. `python -m explainer.web.page_content REQUEST` reads the
body from standard input, and writes what it found as JSON.
"""

from __future__ import annotations

import codecs
import contextlib
import html
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

    from explainer.web.client import Reply

_MEMORY = 52_000_000
_PROCESSOR = 15
_FEW = 40
_PART = 400_000
_BLOCK = re.compile(r"<(?:p|div|tr|li|h[1-6]|section|article|table|pre)\b", re.IGNORECASE)
_PACKAGES = Path(__file__).parents[2]
_CHARSET = re.compile(
    rb"<meta\b[^<>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml\b[^<>?]{0,200}?\bencoding\s*=\s*[\"']\s*([\w.:-]{1,40})")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ENDED = re.compile(r"<((script|style|title|textarea|iframe|noscript)\b[^<>]{0,500})/>")
_LITERAL = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1a\\x1c-\\x1f]")
_BEGINNING = 4096
_RARE = 50
_LOST = "\N{REPLACEMENT CHARACTER}"
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
    does not pay or log in, `anchored` that its source has anchors, and seems to have all.
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
        "kind": _kind(reply),
        "charset": charset[1] if charset else "",
        "words": dict(words),
        "anchors": list(anchors),
    }
    reply.body.seek(0)
    command = [sys.executable, "-P", "-m", "explainer.web.page_content", json.dumps(request)]
    path = os.pathsep.join(filter(None, [str(_PACKAGES), os.environ.get("PYTHONPATH")]))
    done = await anyio.run_process(
        command,
        stdin=reply.body,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    return _findings(done.stdout) if done.returncode == 0 else None


def _kind(reply: Reply) -> str:
    if reply.is_pdf:
        return "pdf"
    return {"text/plain": "text", "text/html": "html", "": "html"}.get(reply.kind, "xml")


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
    What is known of a page once it has been read: its anchors; has it scripts, frames, or a wall.

    It is read a part at a time, since a tree takes many times the room of what it was made from.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.names: set[str] = set()
        self.scripted = False
        self.framed = False
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
        self.framed = self.framed or tree.css_first("frame,iframe") is not None
        title = tree.css_first("title")
        heading = title.text() if title else ""
        tree.strip_tags(["script", "style", "template", "noscript", "title"])
        return f"{heading}\n{tree.body.text(separator=' ') if tree.body else ''}"


def find(body: IO[bytes], request: Mapping[str, Any]) -> dict[str, Any]:
    """What a body holds of what a request asks for."""
    from explainer.web.text_search import Text  # noqa: PLC0415  (it is for the process that reads)

    page = Page()
    if request["kind"] == "pdf":
        page.scripted = True
        text = Text(_of_pdf(body))
    else:
        source = _decode(body.read(), request["charset"])
        if request["kind"] == "xml":
            source = _as_html(source)
        text = Text([source] if request["kind"] == "text" else page.parts(source))
    # A script may still write its text, a frame may hold it; and a scanned PDF has pictures only.
    elsewhere = text.count < _FEW and (page.scripted or page.framed)
    return {
        "found": [name for name, words in request["words"].items() if text.holds(words)],
        "missing": [each for each in request["anchors"] if not _has(page.names, each)],
        "digest": text.digest,
        "thin": elsewhere or not text.count,
        "walled": page.walled,
        "anchored": bool(page.names) and not elsewhere,
    }


def _as_html(source: str) -> str:
    """XML's own spellings as a reader of HTML knows them."""
    source = _ENDED.sub(r"<\1></\2>", source)
    return _LITERAL.sub(lambda found: html.escape(found[1]), source)


def _of_pdf(body: IO[bytes]) -> Iterator[str]:
    # It would load these where they are there, for what no text needs.
    sys.modules |= dict.fromkeys(("cryptography", "Crypto", "PIL"))  # type: ignore[arg-type]
    import pypdf  # noqa: PLC0415

    reader = pypdf.PdfReader(body)
    for page in reader.pages:
        yield re.sub(r"(?<=\w)[-\u2010]\n(?=\w)", "", page.extract_text())


def _decode(body: bytes, charset: str) -> str:
    """A body's text. Raises `ValueError` where it is none."""
    names = [name for mark, name in _MARKS if body.startswith(mark)]
    text = _first([*names, charset, _declared(body), "utf-8", "cp1252"], body)
    if len(_CONTROLS.findall(text, 0, _BEGINNING)) * _RARE > min(len(text), _BEGINNING):
        message = "it is no text, whatever it calls itself"
        raise ValueError(message)
    return text


def _declared(body: bytes) -> str:
    """The encoding that a page itself says it is in."""
    head = _COMMENT.sub(b"", body[:4096])
    found = _XML.match(head) or _CHARSET.search(head)
    name = found[1].decode().lower() if found else ""
    # Who can read this as letters of one byte knows that they are of one byte.
    return "utf-8" if name.startswith("utf-16") else name


def _first(names: list[str], body: bytes) -> str:
    """A body in the first encoding that fits, but for a few letters."""
    for name in filter(None, names):
        meant = _MEANT.get(name.lower(), name)
        # What is UTF-8 throughout is hardly ever meant otherwise, though its host may say so.
        for tried in ("utf-8", meant) if meant == "cp1252" else (meant,):
            with contextlib.suppress(LookupError, UnicodeDecodeError):
                return body.decode(tried)
        with contextlib.suppress(LookupError, UnicodeDecodeError):
            text = body.decode(meant, errors="replace")
            lost = text.count(_LOST)
            if lost <= len(text) - len(text.encode("ascii", "ignore")) - lost:
                return text
    return body.decode("utf-8", errors="replace")


def _has(names: set[str], fragment: str) -> bool:
    name = fragment.partition(":~:")[0]
    spellings = {name, unquote(name)}
    # GitHub puts its own letters before the ids of what its users write, whose case it ignores.
    prefixed = {f"user-content-{each}".lower() for each in spellings}
    return bool(names & spellings) or bool({each.lower() for each in names} & prefixed)


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
