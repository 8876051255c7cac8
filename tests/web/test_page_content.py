"""The text of a page: how its bytes are decoded, and whether it contains words and anchors."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import sys
from types import SimpleNamespace
from typing import Any

import anyio
import httpx2
import pytest

import webbing
from explainer.web import page_content, text_search
from explainer.web.charset import decode
from explainer.web.response import Response
from explainer.web.text_search import SearchableText


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (b"a", "", "a"),
        ("é".encode(), "", "é"),
        ("é".encode("cp1252"), "", "é"),
        ("é".encode("cp1252"), "iso-8859-1", "é"),
        ("é".encode(), "ISO-8859-1", "é"),
        (b"\xef\xbb\xbfa", "iso-8859-1", "a"),
        ("é".encode("utf-16"), "", "é"),
        ("я".encode("koi8-r"), "koi8-r", "я"),
        ("я".encode("koi8-r"), "klingon", "Ñ"),
        ("<meta charset='koi8-r'>я".encode("koi8-r"), "", "<meta charset='koi8-r'>я"),
        (b"<!-- <meta charset=koi8-r> -->\xc3\xa9", "", "<!-- <meta charset=koi8-r> -->é"),
        (b"<meta charset=utf-16>\xc3\xa9", "", "<meta charset=utf-16>é"),
        (
            "<?xml version='1.0' encoding='koi8-r'?>я".encode("koi8-r"),
            "",
            "<?xml version='1.0' encoding='koi8-r'?>я",
        ),
        (
            "<?xml encoding='koi8-r'?><meta charset=gbk>я".encode("koi8-r"),
            "",
            "<?xml encoding='koi8-r'?><meta charset=gbk>я",
        ),
        ("éé".encode() + b"\xff", "utf-8", "éé\ufffd"),
        ("é".encode() + b"\xff", "utf-8", "é\ufffd"),
        (b"\xff", "utf-8", "ÿ"),
        (b"abc\xff", "utf-8", "abcÿ"),
        (b"a\x81", "", "a\ufffd"),
        (b"a" * 98 + b"\0\0", "", "a" * 98 + "\0\0"),
    ],
)
def test_decode(body: bytes, header: str, text: str) -> None:
    """A body is decoded by its mark, by the header, by its declaration, or by a guess."""
    assert decode(body, header) == text


@pytest.mark.parametrize("body", [b"\0", b"a" * 97 + b"\0\0", b"\0" * 82 + b"a" * 5000])
def test_binary(body: bytes) -> None:
    """A body in which one character of fifty is a control character is no text."""
    with pytest.raises(ValueError, match="binary"):
        decode(body, "")


def test_controls_far_behind() -> None:
    """Only the beginning of a body says whether it is text."""
    assert decode(b"a" * 4096 + b"\0" * 900, "").endswith("\0")
    assert decode(b"\0" * 81 + b"a" * 5000, "").startswith("\0")


TEXT = "In our time, the air has warmed by 1.5 °C since 1850; it's 115 of 120 places."


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("the air has warmed", True),
        ("THE AIR, has warmed!", True),
        ("In our time", True),
        ("115 of 120 places.", True),
        ("the sea has warmed", False),
        ("he air has warmed", True),
        ("he air has", False),
        ("air has", True),
        ("he air has wa", False),
        ("air has warm", False),
        ("the air has war", True),
        ("the air has wa", False),
        ("the air has … since 1850", True),
        ("the air has [...] since 1850", True),
        ("since 1850 … the air has", False),
        ("the … air … has", True),
        ("the air … air has", False),
        ("the air ... ", True),
        ("…", False),
        ("", False),
        ("warmed by 15 °C since", False),
        ("warmed by 1.5 °C since", True),
        ("since 1850 it's 1 15 of", False),
        ("by 1.5°C since1850; its 115", True),
        ("since 185", False),
        ("it's 115 of 12", False),
        ("15 of 120 places", False),
        ("5 of 120 places", False),
        ("since 1850 it's 1", False),
        ("1850 it's 115 of 120", True),
        ("ti me the air has warmed", True),
        ("theair has warmed", True),
        ("theair", True),
        ("thea ir", True),
        ("theai", False),
    ],
)
def test_words(words: str, there: bool) -> None:  # noqa: FBT001
    """Words are found in order, also if they are split otherwise, but not within numbers."""
    assert SearchableText([TEXT]).contains(words) is there


@pytest.mark.parametrize("piece", [1, 3, 7, 20_000])
def test_pieces(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    """A long text is normalised in pieces, and the result is the same."""
    whole = SearchableText([TEXT])
    monkeypatch.setattr(text_search, "_PIECE", piece)
    text = SearchableText([TEXT])

    assert text.digest == whole.digest
    assert text.word_count == whole.word_count
    assert text.contains("our time, the air has warmed")


@pytest.mark.parametrize(
    ("parts", "count", "normal"),
    [
        ([], 0, "  "),
        (["", " "], 0, "  "),
        (["A b", "c"], 3, " a b c "),
        (["深度"], 2, " 深度 "),
    ],
)
def test_text(parts: list[str], count: int, normal: str) -> None:
    """A text has a number of words, and a digest."""
    text = SearchableText(parts)

    assert text.word_count == count
    assert text.digest == f"sha256:{hashlib.sha256(normal.encode()).hexdigest()}"


def searched(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    body: bytes,
    **query: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """What the subprocess writes for a body, here without its limits."""
    asked = {"format": "html", "charset": "", "words": {}, "anchors": [], **query}
    monkeypatch.setattr(page_content, "_limit_resources", lambda: None)
    monkeypatch.setattr(sys, "argv", ["", json.dumps(asked)])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(body)))
    page_content.main()
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


LONG = "<p>" + "word " * 40
SHORT = "<p>" + "word " * 39


@pytest.mark.parametrize(
    ("body", "query", "expected"),
    [
        ("<title>A</title><p>b c", {"words": {"v": "a b", "w": "c d"}}, {"found": ["v"]}),
        ("<p>a<script>b</script><style>b</style>", {"words": {"v": "b"}}, {"found": []}),
        ("<p>a &lt;b>", {"format": "text", "words": {"v": "lt b"}}, {"found": ["v"]}),
        ("<p><title/>a<![CDATA[<b>]]>", {"format": "xml", "words": {"v": "a b"}}, {"found": ["v"]}),
        ("<p><title/>a<![CDATA[<b>]]>", {"words": {"v": "a b"}}, {"found": []}),
        (
            "<p id=a><a name=b>c",
            {"anchors": ["a", "b", "c"]},
            {"missing": ["c"], "has_anchors": True},
        ),
        ("<p id=é>", {"anchors": ["%C3%A9", "é:~:text=a"]}, {"missing": []}),
        ("<p id=user-content-A>", {"anchors": ["a", "B"]}, {"missing": ["B"]}),
        (
            "<p name=a>b<a name><p id>",
            {"anchors": ["a", ""]},
            {"missing": ["a", ""], "has_anchors": False},
        ),
        (LONG, {}, {"has_little_text": False, "has_paywall": False}),
        (f"{LONG}<script></script>", {}, {"has_little_text": False}),
        (f"{SHORT}<script></script>", {}, {"has_little_text": True}),
        (f"{SHORT}<iframe></iframe>", {}, {"has_little_text": True}),
        (f"{SHORT}<p id=a>", {}, {"has_little_text": False, "has_anchors": True}),
        (f"{SHORT}<p id=a><script></script>", {}, {"has_little_text": True, "has_anchors": False}),
        ("", {}, {"has_little_text": True}),
        ("<frameset><frame src=a></frameset>", {}, {"has_little_text": True}),
        ("<p>Subscribe to read", {}, {"has_paywall": True}),
    ],
)
def test_search(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    body: str,
    query: dict[str, Any],
    expected: dict[str, Any],
) -> None:
    """What is found in a page is told, with what may hide the rest."""
    found = searched(monkeypatch, capsys, body.encode(), **query)

    assert {name: found[name] for name in expected} == expected


def test_parts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A long page is parsed a part at a time, and what is in each counts."""
    monkeypatch.setattr(page_content, "_PART", 10)
    page = "<p id=a>subscribe to read<p><script></script><p><iframe></iframe><p id=b>the end"
    query = {"words": {"v": "the end", "w": "read the"}, "anchors": ["a", "b"]}

    found = searched(monkeypatch, capsys, page.encode(), **query)

    assert (found["found"], found["missing"]) == (["v", "w"], [])
    assert found["has_paywall"]
    assert found["has_little_text"]


@pytest.mark.parametrize("words", ["It was here all along", "an extraordinary amount"])
def test_pdf(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    """The text of a PDF is searched, with the words that its lines break."""
    body = webbing.files()["pdf"]
    for name in ("cryptography", "Crypto", "PIL"):
        monkeypatch.setitem(sys.modules, name, sys.modules.get(name))

    found = searched(monkeypatch, capsys, body, format="pdf", words={"w": words})

    assert found["found"] == ["w"]
    assert not found["has_little_text"]
    assert searched(monkeypatch, capsys, webbing.pdf("A"), format="pdf")["has_little_text"]


def test_unreadable(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A body that cannot be read ends the subprocess with 1."""
    with pytest.raises(SystemExit) as ended:
        searched(monkeypatch, capsys, b"\0" * 100)

    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("headers", "body", "asked", "code"),
    [
        ({"content-type": 'text/html; Charset="gbk"'}, b"a", ("html", "gbk"), 0),
        ({"content-type": "text/plain"}, b"a", ("text", ""), 0),
        ({"content-type": "application/xhtml+xml"}, b"a", ("xml", ""), 0),
        ({}, b"a", ("html", ""), 0),
        ({"content-type": "text/html"}, b"%PDF-", ("pdf", ""), 0),
        ({}, b"a", ("html", ""), 1),
        ({"content-encoding": "br"}, b"a", None, 0),
        ({}, None, None, 0),
    ],
)
def test_subprocess(
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    body: bytes | None,
    asked: tuple[str, str] | None,
    code: int,
) -> None:
    """A subprocess gets the body from its beginning, and how it is to be read."""
    queries: list[Any] = []
    empty = {"found": [], "missing": [], "digest": "", "has_little_text": True}
    told = json.dumps({**empty, "has_paywall": False, "has_anchors": False}).encode()

    async def run(command: list[str], **named: Any) -> SimpleNamespace:  # noqa: ANN401
        query = json.loads(command[-1])
        queries.append((query["format"], query["charset"]))
        assert named["check"] is False
        assert named["stdin"].read() == body
        return SimpleNamespace(stdout=told if code == 0 else b"", returncode=code)

    monkeypatch.setattr(anyio, "run_process", run)
    file = io.BytesIO(body) if body is not None else None
    if file:
        file.read()
    response = Response(
        httpx2.URL("http://a.test/"), 200, httpx2.Headers(headers), body or b"", file
    )

    result = asyncio.run(page_content.search(response, {}, []))

    assert queries == ([asked] if asked else [])
    assert (result is not None) is (asked is not None and code == 0)
