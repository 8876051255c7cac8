"""The settings of a link check: `explainer.toml`, the options of the command, and what they do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import projects
from explainer.linkcheck import LinkCheck
from explainer.model import Ignore, LinkSettings, Remap

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = {
    "ignores = []": "1:1: there is no setting 'ignores'; did you mean 'ignore'?",
    "site_url = 'a.test'": "1:1: 'site_url' is not a URL that begins with https://: 'a.test'",
    "site_url = 3": "1:1: 'site_url' is not a URL that begins with https://: 3",
    "[ignore]\nurl = 'a'": "1:2: 'ignore' is not a list of entries, as in [[ignore]]: {'url': 'a'}",
    "[[ignore]]\nurl = 'a'\nreason = 'b'\n[[ignore]]\nurls = 'a'": (
        "5:1: an entry of 'ignore' has no 'urls'; did you mean 'url'?"
    ),
    "[[ignore]]\nreason = 'b'": "1:3: an entry of 'ignore' names no 'rules' and no 'url'",
    "[[ignore]]\nurl = '*.html'": (
        "2:1: '*.html' is no regular expression: nothing to repeat at position 0"
    ),
    "remap = [{url = 'a', to = 'b', reason = 'c'},\n  {url = 'a', to = 'b'}]": (
        "2:3: an entry of 'remap' has no 'reason'"
    ),
    "[[remap]]\nurl = 'a'\nreason = 'b'\nto = '$1'": (
        "4:1: '$1' does not fit 'a': invalid group reference 1 at position 3"
    ),
}  # fmt: skip
OPTIONS = {
    "--site-url=heat.example": (
        "--site-url: 'heat.example' is not a URL that begins with https:// or http://"
    ),
    "--ignore-url=(": (
        "--ignore-url: '(' is no regular expression:"
        " missing ), unterminated subpattern at position 0"
    ),
    "--exclude=": "--ignore-url: the pattern is empty",
    "--remap=a": "--remap: 'a' is not of the form PATTERN=URL, as in '^https://a.example/=/'",
    "--remap=(=b": (
        "--remap: '(' is no regular expression: missing ), unterminated subpattern at position 0"
    ),
    "--remap=a=$1": "--remap: '$1' does not fit 'a': invalid group reference 1 at position 3",
}
PAGE = '<!doctype html><a href="https://a.test/x.html">x</a> <a href="/y.html">y</a>'


def links(folder: Path, *options: str) -> str:
    """What is said of the links of a site in a folder."""
    return projects.run(folder, "links", "site", *options).output


@pytest.mark.parametrize(("text", "says"), REFUSED.items(), ids=REFUSED.values())
def test_refused(tmp_path: Path, text: str, says: str) -> None:
    """A wrong setting ends with 2 and one line: the file, the line, what is wrong."""
    projects.write(tmp_path, {"site/index.html": PAGE, "explainer.toml": text})
    result = projects.run(tmp_path, "links", "site")

    assert result.exit_code == 2
    assert result.output == f"error: {tmp_path}/explainer.toml:{says}\n"


def test_unreadable(tmp_path: Path) -> None:
    """A file that is no TOML ends with 2 and one line."""
    projects.write(tmp_path, {"site/index.html": PAGE, "explainer.toml": "ignore = ["})
    result = projects.run(tmp_path, "links", "site")

    assert result.exit_code == 2
    assert result.output.startswith(f"error: {tmp_path}/explainer.toml: Invalid value ")


@pytest.mark.parametrize(("option", "says"), OPTIONS.items(), ids=OPTIONS)
def test_wrong_option(tmp_path: Path, option: str, says: str) -> None:
    """A wrong option ends with 2 and one line."""
    projects.write(tmp_path, {"site/index.html": PAGE})
    result = projects.run(tmp_path, "links", "site", option)

    assert result.exit_code == 2
    assert result.output == f"error: {says}\n"


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ((), ["/y.html"]),
        (("--site-url=https://a.test/",), ["https://a.test/x.html", "/y.html"]),
        (("--site-url=https://a.test/b/", "--ignore-url=y"), []),
        (("--exclude=[/]y[.]html$",), []),
        (("--remap=^/y=/index",), []),
        (("--remap=/y(?=[.]html) /index",), []),
        (("--remap=/y(?=[.]html)=/index",), []),
        (("--remap=^https?://(a)[.]test/=/$1/", "--exclude=/y"), ["https://a.test/x.html"]),
        (("--remap=^https?://(a)[.]test/=/${1}/", "--exclude=^/a/x"), ["/y.html"]),
    ],
)
def test_options(tmp_path: Path, options: tuple[str, ...], missing: list[str]) -> None:
    """A link to the site's URL is looked up; an ignored one is not, a remapped one as another."""
    projects.write(tmp_path, {"site/index.html": PAGE})

    assert re.findall(r"LNK1\d\d .*'(.*)'", links(tmp_path, *options)) == missing


def test_without_match(tmp_path: Path) -> None:
    """What an option left out is said, also if that is nothing."""
    projects.write(tmp_path, {"site/index.html": PAGE})
    said = links(tmp_path, "--ignore-url=a[.]test", "--ignore-url=b[.]test", "--remap=c=d")

    assert "Ignored: 1 link to 'a[.]test': given on the command line\n" in said
    assert "note: no link has a URL that matches --ignore-url 'b[.]test'\n" in said
    assert "note: no link has a URL that matches --remap 'c'\n" in said


def test_where(tmp_path: Path) -> None:
    """The file is beside the site, in it, or in the working folder if there is no project."""
    projects.write(tmp_path, {"out/site/index.html": PAGE})
    places = ["out/explainer.toml", "out/site/explainer.toml", "explainer.toml"]

    def said() -> str:
        return projects.run(tmp_path, "links", "out/site").output

    for place in places:
        projects.write(tmp_path, {place: "ignore = [{url = 'y', reason = 'It is new.'}]"})
        assert f"Ignored: 1 link to 'y' ({place}:1): It is new." in said()
        if place != places[-1]:
            (tmp_path / place).unlink()
    projects.write(tmp_path, {"out/mkdocs.yml": "site_name: Heat\n", "out/docs/index.md": ""})
    assert "LNK101 no page at '/y.html'" in said()


def test_project_with_extension(tmp_path: Path) -> None:
    """A project that lists the extension has its settings there, and nowhere else."""
    projects.write(
        tmp_path, {**projects.BASE, "site/index.html": PAGE, "explainer.toml": "ignore = []"}
    )

    assert links(tmp_path) == (
        f"error: {tmp_path}/explainer.toml: is not read: mkdocs.yml lists explainer.markdown;"
        " set it there\n"
    )


def test_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result counts for the settings that it was found with, and so does what is known of it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pages = {f"site/{number}.html": PAGE for number in range(60)}
    projects.write(tmp_path, {**pages, "site/index.html": PAGE})
    plain, ignoring = links(tmp_path), links(tmp_path, "--ignore-url=y")
    remapping = links(tmp_path, "--remap=^/y=/0")

    assert (plain[-40:], plain) == (links(tmp_path)[-40:], links(tmp_path))
    assert ignoring == links(tmp_path, "--ignore-url=y") == links(tmp_path, "--ignore-url=y")
    assert "Ignored: 61 links to 'y'" in ignoring
    assert remapping == links(tmp_path, "--remap=^/y=/0") == links(tmp_path, "--remap=^/y=/0")
    projects.write(tmp_path, {"site/3.html": f"{PAGE}\n<a href='/y.html'>y</a>"})
    assert "Remapped: 62 links, from '^/y' to '/0'" in links(tmp_path, "--remap=^/y=/0")
    projects.write(tmp_path, {"explainer.toml": "[[ignore]]\nurl = 'y'\nreason = 'It is new.'"})
    assert "Ignored: 61 links to 'y' (explainer.toml:1): It is new." in links(tmp_path)


def test_requested(tmp_path: Path) -> None:
    """An external URL that is ignored is not requested, and a remapped one as another."""
    given = LinkSettings(
        ignore=(
            Ignore((), "a", None, url=re.compile("a[.]test")),
            Ignore(("WEB101",), "a", None, url=re.compile("b[.]test")),
        ),
        remap=(Remap(re.compile("^https://c"), "https://d", "https://d", "a", None),),
    )
    check = LinkCheck(tmp_path, given=given)
    urls = ["https://a.test/", "https://b.test/", "https://c.test/", "https://e.test/"]

    assert [check.url_to_request(url) for url in urls] == [
        None, "https://b.test/", "https://d.test/", "https://e.test/",
    ]  # fmt: skip
