"""URLs on a page to files: each outcome, for relative, absolute and invalid URLs."""

from __future__ import annotations

import pytest

from explainer.site import redirects
from explainer.site.resolution import EXTERNAL, FOUND, IGNORED, Resolution
from explainer.site.resolver import Resolver
from explainer.site.site_index import SiteIndex

FILES = frozenset(
    {
        "index.html",
        "heat/index.html",
        "heat/rain.html",
        "sea/ice/index.html",
        "sea/map.svg",
        "old/index.html",
        "100%.html",
    }
)
REDIRECTS = """\
/weather      /heat/       301
/today        /heat/       302
/sleet        /hail        301
/hail         /sleet       301
/lost         /nowhere/    301
/removed      /heat/       410
"""
INDEX = SiteIndex(
    files=FILES,
    site_url="https://heat.example/docs/",
    redirects=tuple(redirects.read(REDIRECTS)),
    redirect_pages={"old/index.html": "../sea/ice/"},
)
PAGE = "heat/index.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        # Files of the site.
        ("", Resolution(FOUND, PAGE)),
        ("?a", Resolution(FOUND, PAGE)),
        ("#rain", Resolution(FOUND, PAGE, "rain")),
        ("rain.html", Resolution(FOUND, "heat/rain.html")),
        ("rain", Resolution(FOUND, "heat/rain.html")),
        ("../sea/ice/#pack", Resolution(FOUND, "sea/ice/index.html", "pack")),
        ("../sea/ice", Resolution(FOUND, "sea/ice/index.html")),
        ("..", Resolution(FOUND, "index.html")),
        ("/docs/sea/map.svg", Resolution(FOUND, "sea/map.svg")),
        ("//heat.example/docs/heat/", Resolution(FOUND, PAGE)),
        ("https://heat.example/docs/heat/#a", Resolution(FOUND, PAGE, "a")),
        ("../sea//map.svg", Resolution(FOUND, "sea/map.svg")),
        ("../100%25.html", Resolution(FOUND, "100%.html")),
        # Redirects.
        ("../weather", Resolution("redirect", PAGE, None, PAGE)),
        ("../today", Resolution(FOUND, PAGE, None, PAGE)),
        ("../old/", Resolution("redirect", "sea/ice/index.html", None, "sea/ice/index.html")),
        ("../sleet", Resolution("redirect-loop", "sleet")),
        ("../lost", Resolution("missing", "nowhere/")),
        ("../removed", Resolution("missing", "removed")),
        # No file.
        ("../ice/", Resolution("missing", "ice/index.html")),
        ("../SEA/map.svg", Resolution("wrong-case", "sea/map.svg", None, "sea/map.svg")),
        ("../sea/", Resolution("folder", "sea/")),
        ("rain.md", Resolution("markdown", "heat/rain.md", None, "heat/rain.html")),
        ("../../../heat/", Resolution("outside")),
        ("/heat/", Resolution("outside")),
        # Other hosts and schemes.
        ("https://heat.example/heat/", Resolution(EXTERNAL)),
        ("https://example.org/", Resolution(EXTERNAL)),
        ("//example.org/", Resolution(EXTERNAL)),
        ("http://localhost:8000/", Resolution("private")),
        ("http://192.168.0.1/", Resolution("private")),
        ("file:///a", Resolution("private")),
        ("data:,a", Resolution(IGNORED)),
        ("mailto:a@example.org", Resolution(IGNORED)),
        ("mailto:example.org", Resolution("contact")),
        ("tel:+41 44 123", Resolution(IGNORED)),
        ("tel:now", Resolution("contact")),
        ("javascript:a()", Resolution("script")),
        # Invalid URLs.
        ("htps://example.org/", Resolution("malformed")),
        ("https:example.org", Resolution("malformed")),
        ("http://[::1", Resolution("malformed")),
        ("gone%zz", Resolution("malformed")),
    ],
)
def test_resolve(url: str, expected: Resolution) -> None:
    """A URL on a page leads to the file that a browser gets, or has one defect."""
    assert Resolver(INDEX).on_page(PAGE).resolve(url) == expected


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [
        ("../sea/", "ice/", Resolution(FOUND, "sea/ice/index.html")),
        ("https://example.org/", "ice/", Resolution(EXTERNAL)),
        ("http://[", "rain.html", Resolution(FOUND, "heat/rain.html")),
    ],
)
def test_base(base: str, url: str, expected: Resolution) -> None:
    """A relative URL is joined with the URL of the page's `base` element, if that is valid."""
    assert Resolver(INDEX).on_page(PAGE, base).resolve(url) == expected


def test_simple() -> None:
    """The simple URLs of a page give what they give one by one."""
    page = Resolver(INDEX).on_page(PAGE)
    urls = {"rain.html", "../sea/ice/#pack", "../sea/ice/", "..", "#rain", "gone", "../old/"}

    with_fragment, others = page.resolve_simple(urls)

    assert with_fragment == [("../sea/ice/#pack", "sea/ice/index.html", "pack")]
    assert set(others) == {"..", "#rain", "gone", "../old/"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("../sea/ice.md", Resolution("markdown", "sea/ice.md", None, "sea/ice/index.html")),
        ("../Sea/map.svg", Resolution("wrong-case", "sea/map.svg", None, "sea/map.svg")),
        ("sea/map.svg", None),
        ("gone.md", None),
    ],
)
def test_source(url: str, expected: Resolution | None) -> None:
    """A URL of a Markdown file that was left unchanged has the defect that it has there."""
    assert Resolver(INDEX).on_page(PAGE).resolve_as_source(url) == expected


def test_pages_are_independent() -> None:
    """A resolver of one page is not affected by that of another page."""
    resolver = Resolver(INDEX)
    page, start = resolver.on_page(PAGE), resolver.on_page("index.html")

    assert start.resolve("heat/rain.html").target == "heat/rain.html"
    assert page.resolve("rain.html").target == "heat/rain.html"
    assert page.resolve_simple({"../sea/ice/"}) == ([], [])
    assert start.resolve_simple({"../sea/ice/"}) == ([], ["../sea/ice/"])
