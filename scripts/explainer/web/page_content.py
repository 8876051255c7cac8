"""
Search the text of a page or a PDF, in a subprocess with limits of memory and CPU time.

The subprocess protects the run from bodies that are made to exhaust a parser.
`python -m explainer.web.page_content QUERY` reads the body from standard input, and writes what it
found as JSON.
"""

from __future__ import annotations

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

    from explainer.web.response import Response

_MAX_MEMORY = 52_000_000
_MAX_CPU_SECONDS = 15
_MIN_WORDS = 40
_PART = 400_000
_BLOCK = re.compile(r"<(?:p|div|tr|li|h[1-6]|section|article|table|pre)\b", re.IGNORECASE)
_PACKAGES = Path(__file__).parents[2]
_SELF_CLOSED = re.compile(r"<((script|style|title|textarea|iframe|noscript)\b[^<>]{0,500})/>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PAYWALL = re.compile(
    r"isAccessibleForFree[\"']?\s*:\s*[\"']?false|subscribe to (?:continue|read|unlock)"
    r"|(?:for|to) subscribers only|already a subscriber\?"
    r"|(?:sign in|register|log in|create a free account) to (?:continue|read)",
    re.IGNORECASE,
)


class SearchResult(NamedTuple):
    """
    What was found in a page or a PDF.

    - `found`: the names of the quotations that its text contains.
    - `missing`: the fragments for which it has no anchor.
    - `digest`: the hash of the text.
    - `has_little_text`: the text may be in scripts, frames or images instead.
    - `has_paywall`: a part of the text may be for subscribers only.
    - `has_anchors`: the source has anchors, and scripts probably add none.
    """

    found: frozenset[str]
    missing: frozenset[str]
    digest: str
    has_little_text: bool
    has_paywall: bool
    has_anchors: bool


async def search(
    response: Response, words: Mapping[str, str], anchors: Sequence[str]
) -> SearchResult | None:
    """
    Search the body of a response in a subprocess.

    `words` are quotations by name, `anchors` fragments. `None` if the body cannot be read, or is
    not text.
    """
    import anyio  # noqa: PLC0415  (the subprocess does not need it)

    if response.body is None or not response.is_decoded:
        return None
    charset = _CHARSET.search(response.header("content-type"))
    query = {
        "format": _format(response),
        "charset": charset[1] if charset else "",
        "words": dict(words),
        "anchors": list(anchors),
    }
    response.body.seek(0)
    command = [sys.executable, "-P", "-m", "explainer.web.page_content", json.dumps(query)]
    path = os.pathsep.join(filter(None, [str(_PACKAGES), os.environ.get("PYTHONPATH")]))
    done = await anyio.run_process(
        command,
        stdin=response.body,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    return _parse_result(done.stdout) if done.returncode == 0 else None


def _format(response: Response) -> str:
    if response.is_pdf:
        return "pdf"
    formats = {"text/plain": "text", "text/html": "html", "": "html"}
    return formats.get(response.media_type, "xml")


def _parse_result(output: bytes) -> SearchResult:
    values = json.loads(output)
    return SearchResult(
        frozenset(values["found"]),
        frozenset(values["missing"]),
        values["digest"],
        values["has_little_text"],
        values["has_paywall"],
        values["has_anchors"],
    )


class _PageParser:
    """
    Parses HTML, and collects anchors, and whether there are scripts, frames, or a paywall.

    It parses a part at a time: a tree takes many times the memory of its source.
    """

    def __init__(self) -> None:
        self.anchors: set[str] = set()
        self.has_scripts = False
        self.has_frames = False
        self.has_paywall = False

    def texts(self, markup: str) -> Iterator[str]:
        """The text of each part of a page's source."""
        start = 0
        while start < len(markup):
            cut = _BLOCK.search(markup, start + _PART)
            end = cut.start() if cut else len(markup)
            yield self._text(markup[start:end])
            start = end

    def _text(self, markup: str) -> str:
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  (slow to import)

        self.has_paywall = self.has_paywall or _PAYWALL.search(markup) is not None
        tree = LexborHTMLParser(markup)
        for node in tree.css("[id],a[name]"):
            self.anchors |= {node.attributes.get("id") or "", node.attributes.get("name") or ""}
        self.anchors.discard("")
        self.has_scripts = self.has_scripts or tree.css_first("script") is not None
        self.has_frames = self.has_frames or tree.css_first("frame,iframe") is not None
        title = tree.css_first("title")
        heading = title.text() if title else ""
        tree.strip_tags(["script", "style", "template", "noscript", "title"])
        return f"{heading}\n{tree.body.text(separator=' ') if tree.body else ''}"


def _search_body(body: IO[bytes], query: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a `SearchResult` for a body. Raises whatever the parsers raise."""
    from explainer.web.charset import decode  # noqa: PLC0415  (only the subprocess needs it)
    from explainer.web.text_search import SearchableText  # noqa: PLC0415  (the same)

    parser = _PageParser()
    if query["format"] == "pdf":
        parser.has_scripts = True
        text = SearchableText(_pdf_texts(body))
    else:
        source = decode(body.read(), query["charset"])
        if query["format"] == "xml":
            source = _xml_to_html(source)
        text = SearchableText([source] if query["format"] == "text" else parser.texts(source))
    # A script or a frame may have the text; a scanned PDF consists of images.
    dynamic = text.word_count < _MIN_WORDS and (parser.has_scripts or parser.has_frames)
    return {
        "found": [name for name, words in query["words"].items() if text.contains(words)],
        "missing": [each for each in query["anchors"] if not _has_anchor(parser.anchors, each)],
        "digest": text.digest,
        "has_little_text": dynamic or not text.word_count,
        "has_paywall": parser.has_paywall,
        "has_anchors": bool(parser.anchors) and not dynamic,
    }


def _xml_to_html(source: str) -> str:
    """XML's self-closing tags and CDATA sections in the syntax of HTML."""
    source = _SELF_CLOSED.sub(r"<\1></\2>", source)
    return _CDATA.sub(lambda found: html.escape(found[1]), source)


def _pdf_texts(body: IO[bytes]) -> Iterator[str]:
    # pypdf imports these if they are installed; the text needs none of them.
    sys.modules |= dict.fromkeys(("cryptography", "Crypto", "PIL"))  # type: ignore[arg-type]
    import pypdf  # noqa: PLC0415

    reader = pypdf.PdfReader(body)
    for page in reader.pages:
        yield re.sub(r"(?<=\w)[-\u2010]\n(?=\w)", "", page.extract_text())


def _has_anchor(anchors: set[str], fragment: str) -> bool:
    name = fragment.partition(":~:")[0]
    spellings = {name, unquote(name)}
    # GitHub adds a prefix to the ids in what its users write, and ignores their case.
    prefixed = {f"user-content-{each}".lower() for each in spellings}
    return bool(anchors & spellings) or bool({each.lower() for each in anchors} & prefixed)


def _limit_resources() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not on Windows)

        resource.setrlimit(resource.RLIMIT_DATA, (_MAX_MEMORY, _MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_MAX_CPU_SECONDS, _MAX_CPU_SECONDS))


def main() -> None:
    """Read a body from standard input, and write a `SearchResult` as JSON; exit 1 on errors."""
    _limit_resources()
    try:
        result = _search_body(sys.stdin.buffer, json.loads(sys.argv[1]))
    except Exception:  # noqa: BLE001  (whatever the body is, it cannot be read)
        sys.exit(1)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
