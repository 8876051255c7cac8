"""URLs without any site: schemes, hosts, mailboxes, numbers, relative paths, and fragments."""

from __future__ import annotations

import pytest

from explainer.site import fragments, url_schemes, url_syntax
from explainer.site.relative_urls import (
    is_same_document,
    join_relative,
    parse_relative,
    with_parents,
)

LABEL_63 = "a" * 63


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://example.org", True),
        ("http://a.example.org:8080/b?c#d", True),
        ("https://localhost/", False),
        ("https://example.org/a b", False),
        ("ftp://example.org/", False),
    ],
)
def test_plain(url: str, plain: bool) -> None:  # noqa: FBT001
    """A URL of the common form has a host with a dot, and nothing to be escaped."""
    assert url_syntax.is_plain(url) is plain


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("HTTP://example.org/", "http"),
        ("java\nscript:a()", "javascript"),
        ("git+ssh://a", "git+ssh"),
        ("page.html", ""),
        ("1a:b", ""),
        ("./a:b", ""),
        ("", ""),
    ],
)
def test_scheme(url: str, scheme: str) -> None:
    """A scheme is what stands before the first colon, in lower case and without line breaks."""
    assert url_syntax.scheme_of(url) == scheme


@pytest.mark.parametrize(
    ("host", "defect"),
    [
        ("example.org", None),
        ("example.org.", None),
        ("a_b.example.org", None),
        ("localhosts.org", None),
        ("local.example", None),
        (".".join([LABEL_63] * 3 + ["a" * 61]), None),
        (".".join([LABEL_63] * 3 + ["a" * 62]), "malformed"),
        ("https", "malformed"),
        ("a..org", "malformed"),
        ("-a.org", None),
        ("a+b.org", None),
        ("intranet", "private"),
        ("localhost", "private"),
        ("a.localhost", "private"),
        ("printer.local.", "private"),
        ("router.home.arpa", "private"),
        ("10.0.0.1", "private"),
        ("127.0.0.1", "private"),
        ("8.8.8.8", None),
        ("8.8.8.8.8", None),
        ("[::1]", "private"),
        ("[2606:4700::1111]", None),
        ("[::ffff:10.0.0.1]", "private"),
        ("[::ffff:8.8.8.8]", None),
        ("[2002:a00:1::]", "private"),
        ("[2002:808:808::]", None),
    ],
)
def test_host(host: str, defect: str | None) -> None:
    """A host is public, private, or no host."""
    assert url_syntax.host_defect(host) == defect


@pytest.mark.parametrize(
    ("url", "defect"),
    [
        ("javascript:a()", "script"),
        ("vbscript:a", "script"),
        ("mailto:a@example.org", None),
        ("mailto:a", "contact"),
        ("tel:110", None),
        ("tel:a", "contact"),
        ("file:///a", "private"),
        ("c:/a", "private"),
        ("ab:c", None),
        ("ftp://ftp.example.org/a", None),
        ("ftp://localhost/", "private"),
        ("wss://[::1", "malformed"),
        ("urn:isbn:1", None),
        ("htps://a.org", "malformed"),
        ("mailt:a@example.org", "malformed"),
        ("httpx://a.org", None),
    ],
)
def test_other_schemes(url: str, defect: str | None) -> None:
    """A URL of another scheme than those of the web has its own defects."""
    assert url_schemes.defect(url_syntax.scheme_of(url), url) == defect


@pytest.mark.parametrize(
    ("rest", "valid"),
    [
        ("a@example.org", True),
        ("a@b.c", True),
        ("a.b+c@mail.example.org", True),
        ("a%40example.org", True),
        ("a@example.org,b@example.org", True),
        ('"a b"@example.org', True),
        ("ü@example.org", True),
        ("a@bücher.example", True),
        ("?subject=a", True),
        ("?", False),
        ("", False),
        ("a@example.org,b", False),
        ("a@example.org,", False),
        ("//a@example.org", False),
        ("a@example", False),
        (".a@example.org", False),
        ("a.@example.org", False),
        ("a..b@example.org", False),
        ("a@-b.org", False),
        ("a@b.123", False),
        ("a@b.c1", True),
        ("ü@localhost", False),
        ("ü@a|b.org", False),
        ("a b@example.org", False),
    ],
)
def test_mailto(rest: str, valid: bool) -> None:  # noqa: FBT001
    """Mail can be delivered to mailboxes on a host with a dot, or has at least a subject."""
    assert url_schemes.is_valid_mailto(f"mailto:{rest}") is valid


@pytest.mark.parametrize(
    ("rest", "valid"),
    [
        ("1", True),
        ("+49 (30) 123-456", True),
        ("%20110%20", True),
        ("12345678901234567890", True),
        ("123456789012345678901", False),
        ("110;ext=5", True),
        ("110;ext=5;isub", True),
        ("110;ext=5=6", False),
        ("110;", False),
        ("", False),
        ("-", False),
        ("+", False),
        ("1-800-FLOWERS", False),
    ],
)
def test_tel(rest: str, valid: bool) -> None:  # noqa: FBT001
    """A phone number has from one to twenty digits, and may have parameters."""
    assert url_schemes.is_valid_tel(f"tel:{rest}") is valid


FOLDERS = ("a/b/", "a/", "")


@pytest.mark.parametrize(
    ("url", "parsed", "joined"),
    [
        ("", (0, ""), "a/b/"),
        ("c", (0, "c"), "a/b/c"),
        ("./c", (0, "c"), "a/b/c"),
        ("c/d.html?e=/f", (0, "c/d.html"), "a/b/c/d.html"),
        ("?e", (0, ""), "a/b/"),
        ("..", (1, ""), "a/"),
        ("..?e", (1, ""), "a/"),
        ("../", (1, ""), "a/"),
        ("../c/", (1, "c/"), "a/c/"),
        ("../..", (2, ""), ""),
        ("../../c", (2, "c"), "c"),
        ("../../../c", (3, "c"), None),
        ("/c", None, None),
        ("c:d", None, None),
        ("...", None, None),
        ("c/../d", None, None),
        ("c%20d", None, None),
    ],
)
def test_relative(url: str, parsed: tuple[int, str] | None, joined: str | None) -> None:
    """A simple relative URL leads some folders up, and from there to a path below the root."""
    assert with_parents("a/b") == FOLDERS
    assert parse_relative(url) == parsed
    assert join_relative(FOLDERS, url) == joined


@pytest.mark.parametrize(("url", "same"), [("", True), ("?a", True), ("a?", False), (".", False)])
def test_same_document(url: str, same: bool) -> None:  # noqa: FBT001
    """A URL without a path leads to its own page."""
    assert is_same_document(url) is same


@pytest.mark.parametrize(
    ("fragment", "there"),
    [
        ("", True),
        (":~:text=b", True),
        ("a", True),
        ("a:~:text=b", True),
        ("%C3%A9", True),
        ("50%", True),
        ("top", True),
        ("TOP", True),
        ("!a", True),
        ("/a", True),
        ("t=1:20", True),
        ("xywh=0,0,1,1", True),
        ("__tabbed_1_2", True),
        ("b", False),
        ("A", False),
        ("tops", False),
        ("b:~:text=a", False),
        ("__other", False),
    ],
)
def test_fragment(fragment: str, there: bool) -> None:  # noqa: FBT001
    """A fragment names an anchor as it is or decoded, unless it needs none."""
    assert fragments.exists(fragment, {"a", "é", "50%"}) is there


PAGE = (
    b"<title>Frost</title><p>Then: it <b>warm</b>ed, by a lot.<i>Next</i></p><script>hail</script>"
)


@pytest.mark.parametrize(
    ("directives", "missing"),
    [
        ("text=it%20warmed", None),
        ("text=IT%20WARMED", None),
        ("text=warm%20ed", None),
        ("text=it,lot", None),
        ("text=Then:-,it%20warmed,-%2C%20by", None),
        ("text=Then:-,it%20warmed", None),
        ("text=it%20warmed,-%2C%20by", None),
        ("text=%2C%20by", None),
        ("text=lot.", None),
        ("text=it&text=lot", None),
        ("selector=frost", None),
        ("text=it%20froze", "it froze"),
        ("text=it&text=it%20froze&text=gone", "it froze"),
        ("selector=a&text=gone", "gone"),
        ("text=it,froze", "it,froze"),
        ("text=froze,lot", "froze,lot"),
        ("text=it,by,lot", "it,by,lot"),
        ("text=", ""),
        ("text=a-", "a-"),
        ("text=it,", "it,"),
        ("text=Now:-,it%20warmed", "Now:-,it warmed"),
        ("text=it%20warmed,-%2C%20to", "it warmed,-, to"),
        ("text=armed", "armed"),
        ("text=it%20war", "it war"),
        ("text=frost", "frost"),
        ("text=hail", "hail"),
    ],
)
def test_missing_text(directives: str, missing: str | None) -> None:
    """The first text of a fragment that a page does not show is missing; whole words count."""
    assert fragments.missing_text(f"part:~:{directives}", PAGE) == missing


def test_text_of_frames() -> None:
    """A page of frames has no body, and no text."""
    assert fragments.text_of(b"<frameset><frame></frameset>") == ""


def test_no_text_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is not read where no text of it is wanted."""
    monkeypatch.delattr(fragments, "text_of")

    assert fragments.missing_text("part:~:selector=a", PAGE) is None
