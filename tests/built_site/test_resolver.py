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
        "a%20b.html",
    }
)
REDIRECTS = """\
/weather      /heat/       301
/today        /heat/       302
/sleet        /hail        301
/hail         /sleet       301
/lost         /nowhere/    301
/removed      /heat/       410
/refused      /heat/       400
/away         https://example.org/  301
/off          https://example.org/  302
/bad          http://[  301
/n/0          /heat/       302
/n/:n         /n/0         302
/steps/10     /heat/       302
/steps/9      /steps/10    302
/steps/8      /steps/9     302
/steps/7      /steps/8     302
/steps/6      /steps/7     302
/steps/5      /steps/6     302
/steps/4      /steps/5     302
/steps/3      /steps/4     302
/steps/2      /steps/3     302
/steps/1      /steps/2     302
/steps/0      /steps/1     302
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
        ("../refused", Resolution("missing", "refused")),
        ("../away", Resolution("redirect", None, None, "https://example.org/")),
        ("../off", Resolution(EXTERNAL, None, None, "https://example.org/")),
        ("../bad", Resolution("malformed")),
        ("../n/1", Resolution(FOUND, PAGE, None, PAGE)),
        ("../steps/1", Resolution(FOUND, PAGE, None, PAGE)),
        ("../steps/0", Resolution("redirect-loop", "steps/10")),
        # No file.
        ("../ice/", Resolution("missing", "ice/index.html")),
        ("../SEA/map.svg", Resolution("wrong-case", "sea/map.svg", None, "sea/map.svg")),
        ("../sea/", Resolution("folder", "sea/")),
        ("rain.md", Resolution("markdown", "heat/rain.md", None, "heat/rain.html")),
        ("../../../heat/", Resolution("outside")),
        ("/heat/", Resolution("outside")),
        ("/docs/../docs/heat/", Resolution(FOUND, PAGE)),
        ("/docs/heat/../heat/", Resolution(FOUND, PAGE)),
        ("/docs/a/../../docs/heat/", Resolution(FOUND, PAGE)),
        ("/./../docs/heat/", Resolution("outside")),
        ("/docs/../../docs/heat/", Resolution("outside")),
        ("/docs/%2e%2E/../docs/heat/", Resolution("outside")),
        ("../../docs/heat/", Resolution(FOUND, PAGE)),
        ("../../../docs/heat/", Resolution("outside")),
        ("./../%2e/heat/?../../..", Resolution(FOUND, PAGE)),
        ("\\docs\\heat\\", Resolution(FOUND, PAGE)),
        ("/docs/a%20b.html", Resolution(FOUND, "a%20b.html")),
        ("/docs/A%20b.html", Resolution("missing", "A b.html")),
        ("<../heat/", Resolution("malformed")),
        ("https://heat.example/docs/heat/", Resolution(FOUND, PAGE)),
        ("https://heat.example/docs/heat/#", Resolution(FOUND, PAGE, "")),
        (
            "https://heat.example/docs/old/",
            Resolution("redirect", "sea/ice/index.html", None, "sea/ice/index.html"),
        ),
        ("https://heat.example:8443/docs/", Resolution(EXTERNAL)),
        ("https://heat.example?a", Resolution(EXTERNAL)),
        ("https://printer.local/a", Resolution("private")),
        ("HTTPS://heat.example/docs/heat/", Resolution(FOUND, PAGE)),
        ("http:heat/", Resolution("malformed")),
        ("rain.html#", Resolution(FOUND, "heat/rain.html", "")),
        ("#", Resolution(FOUND, PAGE, "")),
        ("a:b", Resolution("private")),
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
    urls |= {"../../x", "./rain.html#a", "../heat/..", "../sea/map.svg#"}

    for _ in range(2):
        with_fragment, others = page.resolve_simple(urls)

        assert sorted(with_fragment) == [
            ("../sea/ice/#pack", "sea/ice/index.html", "pack"),
            ("./rain.html#a", "heat/rain.html", "a"),
        ]
        assert set(others) == {"..", "#rain", "gone", "../old/", "../../x", "../heat/.."}


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


def test_siblings() -> None:
    """What leads up from a page leads to the same file from its siblings, and from no other."""
    files = {f"{path}index.html" for path in ("", "a/", "a/b/", "a/c/", "d/", "d/c/", "c/")}
    resolver = Resolver(SiteIndex(files=frozenset({*files, "a/x.html", "d/x.html"})))
    rows = [
        ("a/b/index.html", {"../c/", "c/"}, {"c/"}),
        ("a/c/index.html", {"../c/", "c/", "../b/"}, {"c/"}),
        ("d/c/index.html", {"../c/", "../b/"}, {"../b/"}),
        ("a/x.html", {"c/", "../d/", "b/"}, set()),
        ("d/x.html", {"c/", "../d/", "b/"}, {"b/"}),
        ("index.html", {"a/", "c/", "b/"}, {"b/"}),
        ("a/index.html", {"../c/", "b/", "../b/"}, {"../b/"}),
    ]
    for path, urls, others in rows:
        assert set(resolver.on_page(path).resolve_simple(urls)[1]) == others


def test_root_of_a_host() -> None:
    """Nothing leads up from the root of a host."""
    resolver = Resolver(SiteIndex(files=frozenset({"index.html", "heat/index.html"})))

    assert resolver.on_page("index.html").resolve("../%68eat/") == Resolution("outside")


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.html", "https://heat.example/docs/"),
        ("heat/index.html", "https://heat.example/docs/heat/"),
        ("heat/rain.html", "https://heat.example/docs/heat/rain.html"),
        ("heat/myindex.html", "https://heat.example/docs/heat/myindex.html"),
        ("100%.html", "https://heat.example/docs/100%25.html"),
    ],
)
def test_url_of(path: str, url: str) -> None:
    """A file has a URL, an index that of its folder."""
    assert INDEX.url_of(path) == url


def test_paths_of_files() -> None:
    """An index has the paths of its folder, unless a file has that name."""
    files = frozenset({"index.html", "a/index.html", "bc/index.html", "bc", "d e.html", "f.html"})
    index = SiteIndex(files=files, redirect_pages={"f.html": "a/"})

    assert index.files_without_redirect() == {
        "index.html": "index.html",
        "a/index.html": "a/index.html",
        "a/": "a/index.html",
        "a": "a/index.html",
        "bc/index.html": "bc/index.html",
        "bc/": "bc/index.html",
        "bc": "bc",
    }
