"""Soft 404s and refreshes: which good responses are a missing page, a login page, or a redirect."""

from __future__ import annotations

import httpx2
import pytest

from explainer.web.response import Response
from explainer.web.soft_404 import detect_soft_404, refresh_of, same_page, title_of

HTML = httpx2.Headers({"content-type": "text/html"})
ASKED = "http://a.test/x"
PASSWORD = "<input name=a type=password>"  # noqa: S105  (a field for one)
FRAME = "<iframe src='//sedoparking.com/a'>"


def response(url: str = ASKED, body: str = "", **headers: str) -> Response:
    """A page, or what its headers say."""
    named = httpx2.Headers({"content-type": "text/html", **headers})
    return Response(httpx2.URL(url), 200, named, body.encode())


@pytest.mark.parametrize(
    ("asked", "url", "body", "reason"),
    [
        (ASKED, ASKED, "<title>News</title>", None),
        (ASKED, "http://a.test/x/", "", None),
        (ASKED, "http://a.test/y", "", None),
        (ASKED, "http://a.test/login", "", "it redirects to a login page"),
        (ASKED, "http://login.b.test/", "", "it redirects to a login page"),
        ("http://a.test/login", "http://a.test/sign-in", "", None),
        ("http://login.b.test/x", "http://login.b.test/x", "", None),
        (ASKED, "http://a.test/", "", "it redirects to the home page ?"),
        (ASKED, "http://a.test/en/index.html", "", "it redirects to the home page ?"),
        (ASKED, "http://b.test/", "", "it redirects to the home page ?"),
        (ASKED, "http://a.test/?id=1", "", None),
        ("http://a.test/", "http://a.test/en/", "", None),
        ("http://a.test/?id=1", "http://a.test/en/", "", "it redirects to the home page ?"),
        (ASKED, "http://a.test/404.html", "", "it redirects to an error page ?"),
        ("http://a.test/gone", "http://a.test/404.html", "", None),
        (ASKED, ASKED, "<title>Just a moment...</title>", "it shows a bot challenge"),
        (ASKED, ASKED, f"<title>Log in</title>{PASSWORD}", "it shows a login page"),
        (ASKED, ASKED, "<title>Log in</title>", None),
        (ASKED, ASKED, f"<title>News</title>{PASSWORD}", None),
        (ASKED, ASKED, "<h1>Not found</h1>", "its title says that it was not found ?"),
        (ASKED, "http://www.sedo.com/a", "", "its domain is for sale !"),
        (ASKED, "http://sedo.com/a", "", "its domain is for sale !"),
        (ASKED, "http://notsedo.com/a", "", None),
        ("http://sedo.com/b", "http://sedo.com/a", "", None),
        (ASKED, ASKED, f"Buy this domain{FRAME}", "its domain is parked !"),
        (ASKED, ASKED, "Buy this domain", None),
        (ASKED, ASKED, f"Parked cars{FRAME}", None),
        (ASKED, ASKED, "<title>Buy this domain</title>", "its domain seems to be parked"),
        (ASKED, "http://a.test/login", "<title>Not found</title>", "it redirects to a login page"),
    ],
)
def test_detected(asked: str, url: str, body: str, reason: str | None) -> None:
    """A page is suspected for one reason; `!` is certain, `?` can be verified."""
    found = detect_soft_404(httpx2.URL(asked), response(url, body))
    marks = {(True, False): " !", (False, True): " ?", (False, False): ""}

    assert (found and f"{found.reason}{marks[found.certain, found.verifiable]}") == reason


def test_other_files() -> None:
    """What is not a page has no title."""
    image = Response(
        httpx2.URL(ASKED), 200, httpx2.Headers({"content-type": "image/png"}), b"<h1>404</h1>"
    )

    assert detect_soft_404(image.url, image) is None


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("", ""),
        ("<title> A &amp; B </title>", "A & B"),
        ("<TITLE id=a>A</TITLE><h1>B</h1>", "A | B"),
        ("<h1>A</h1><h1>B</h1><title>C</title>", "A | C"),
    ],
)
def test_title(html: str, title: str) -> None:
    """The title of a page and its first heading are taken together."""
    assert title_of(html) == title


@pytest.mark.parametrize(
    ("body", "headers", "refresh"),
    [
        ("<meta http-equiv=refresh content='0; url=/y'>", {}, (0, "/y")),
        ('<meta http-equiv=" Refresh " content="5; URL=/y ">', {}, (5, "/y")),
        ("<meta http-equiv=refresh content='6; url=/y'>", {}, None),
        ("<meta http-equiv=refresh content='0'>", {}, None),
        ("<meta http-equiv=refresh content='0; url= '>", {}, None),
        ("<meta http-equiv=refresh content>", {}, None),
        (
            "<meta http-equiv content='0; url=/z'><meta http-equiv=refresh content='0;/y'>",
            {},
            (0, "/y"),
        ),
        ("<meta http-equiv=a content='0; url=/z'> refresh", {}, None),
        ("<noscript><meta http-equiv=refresh content='0; url=/y'></noscript>", {}, None),
        ("<p title=http-equiv>", {}, None),
        ("<p>refresh", {}, None),
        ("", {"refresh": "3; url=/y"}, (3, "/y")),
        ("", {"refresh": "3, '/y'"}, (3, "/y")),
        ("<meta http-equiv=refresh content='1; url=/y'>", {"refresh": "0; url=/z"}, (1, "/y")),
    ],
)
def test_refresh(body: str, headers: dict[str, str], refresh: tuple[int, str] | None) -> None:
    """A refresh of five seconds at most, by the page or by a header, has a delay and a target."""
    assert refresh_of(response(body=body, **headers)) == refresh


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((ASKED, ""), (ASKED, "<title>A</title>"), True),
        ((f"{ASKED}#a", ""), (f"{ASKED}#b", ""), True),
        ((ASKED, "<title>A</title>"), ("http://a.test/y", "<title>A</title>"), True),
        ((ASKED, "<title>A</title>"), ("http://a.test/y", "<title>B</title>"), False),
        ((ASKED, ""), ("http://a.test/y", ""), False),
    ],
)
def test_same_page(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:  # noqa: FBT001
    """Two responses are the same page if they have the same URL, or the same title."""
    assert same_page(response(*one), response(*other)) is same
