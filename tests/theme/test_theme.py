"""The package's templates and style sheets: written, refreshed, and left alone once edited."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import browsing
import explainer
import projects
from explainer import files
from explainer.theme import file_status, write_theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from browsing import Reader

ROOT = Path(__file__).parents[2]
STYLE = "docs/assets/explainer.css"
LOOK = "docs/assets/explainer-look.css"
MAIN = "overrides/main.html"
PARTIALS = tuple(
    f"overrides/partials/{name}.html" for name in ("explainer-shell", "search", "source")
)
SEARCH_SCRIPTS = ("-search-engine", "-search-loader", "-search")
LOADED = tuple(f"docs/assets/explainer{name}.js" for name in (*SEARCH_SCRIPTS, "-shell"))
TEMPLATES = (MAIN, *PARTIALS, *LOADED)
"""The templates, and what only they load."""
SCRIPT = "docs/assets/explainer.js"
ASSETS = (STYLE, SCRIPT)
"""What every project has."""
OURS = {
    **{path: path.removeprefix("docs/") for path in TEMPLATES},
    SCRIPT: "assets/explainer.js",
    STYLE: "assets/explainer.css",
    LOOK: "assets/explainer-look.css",
}
"""The files in a project by their paths, and what each is called in the package."""

SETTINGS = """\
site_name: Bridge
theme:
  name: material
  custom_dir: overrides
extra_javascript: [assets/explainer.js]
extra_css: [assets/explainer.css]
exclude_docs: /sources/
markdown_extensions: [explainer.markdown: {references: template}]
"""
EXTENSION = '[project.markdown_extensions."explainer.markdown"]'
FILES = {**projects.BASE, "mkdocs.yml": SETTINGS}


def older(text: str = ".explainer-label { color: gray; }\n", version: str = "0.1.0") -> str:
    """A file as another version of the package wrote it."""
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"/* explainer theme {version} sha256:{digest} */\n{text}"


def marked(path: str) -> bytes:
    """A file as it is written into a project now, by its path there."""
    return file_status.content_with_header(OURS[path])


def lines(folder: Path, *arguments: str) -> dict[str, str]:
    """What the command says of each file."""
    said = projects.run(folder, "theme", *arguments).stdout.splitlines()[:-1]
    return dict(line.split(": ", 1) for line in said)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that lists one style sheet and has no file of the package's."""
    return projects.write(tmp_path, FILES)


@pytest.mark.parametrize("path", OURS)
def test_this_repository(path: str) -> None:
    """The files of this repository are those of the package."""
    assert (ROOT / path).read_bytes().replace(b"\r\n", b"\n") == marked(path)
    assert set(OURS.values()) == set(file_status.names())


def test_says_first(project: Path) -> None:
    """Without --write nothing is written, what would be is said, and the run ends with 1."""
    before = sorted(project.rglob("*"))

    result = projects.run(project, "theme")

    assert result.exit_code == 1
    assert result.output == (
        "".join(f"{path}: would be written\n" for path in (*TEMPLATES, *ASSETS))
        + "10 files to write; --write does it.\n"
    )
    assert sorted(project.rglob("*")) == before


def test_writes(project: Path) -> None:
    """With --write it writes, and then there is nothing left to write."""
    written = projects.run(project, "theme", "--write")
    again = projects.run(project, "theme", "--write")
    asked = projects.run(project, "theme")

    assert written.exit_code == again.exit_code == asked.exit_code == 0
    told = "".join(f"{path}: written\n" for path in (*TEMPLATES, *ASSETS))
    assert written.output == f"{told}10 files written.\n"
    told = "".join(f"{path}: current\n" for path in (*TEMPLATES, *ASSETS))
    assert asked.output == again.output == f"{told}Nothing to write.\n"
    assert (project / STYLE).read_bytes() == marked(STYLE)
    assert (project / MAIN).read_bytes() == marked(MAIN)
    assert stat.S_IMODE((project / STYLE).stat().st_mode) == 0o644
    assert projects.run(project, "check").exit_code == 0


STATES = {
    "current": (None, "current", False),
    "outdated": (older(), "would be refreshed, it was written by 0.1.0", True),
    "of another build of this version": (
        older(version=explainer.__version__),
        f"would be refreshed, it was written by {explainer.__version__}",
        True,
    ),
    "newer": (
        older(version="99.1"),
        "written by 99.1, which is newer, left alone",
        False,
    ),
    "edited": (f"{older()}a {{}}\n", "edited since 0.1.0 wrote it, left alone", False),
    "somebody's": ("a { color: red }\n", "not written by this command, left alone", False),
    "empty": ("", "not written by this command, left alone", False),
    "with a version that is none": (
        older(version="x"),
        "would be refreshed, it was written by x",
        True,
    ),
}


@pytest.mark.parametrize(("text", "said", "due"), STATES.values(), ids=STATES)
def test_states(project: Path, text: str | None, said: str, due: bool) -> None:  # noqa: FBT001
    """An old file is refreshed; an edited one, a newer one and somebody's own are left alone."""
    projects.write(project, {STYLE: marked(STYLE).decode() if text is None else text})
    before = (project / STYLE).read_bytes()

    told = lines(project)
    assert told[STYLE] == said
    lines(project, "--write")

    after = (project / STYLE).read_bytes()
    assert after == (marked(STYLE) if due else before)


def test_without_a_mark(project: Path) -> None:
    """A file that is the package's but for the first line gets it."""
    projects.write(project, {STYLE: file_status.content("assets/explainer.css").decode()})

    assert lines(project)[STYLE] == "would be refreshed, only its first line changes"
    lines(project, "--write")

    assert (project / STYLE).read_bytes() == marked(STYLE)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_checkouts(project: Path, end: bytes, bom: bytes) -> None:
    """A checkout that changes line ends edits nothing, and a refreshed file keeps its own."""
    projects.write(project, {STYLE: ""})
    (project / STYLE).write_bytes(bom + marked(STYLE).replace(b"\n", end))
    assert lines(project)[STYLE] == "current"

    (project / STYLE).write_bytes(bom + older().encode().replace(b"\n", end))
    assert lines(project)[STYLE].startswith("would be refreshed")
    lines(project, "--write")

    assert (project / STYLE).read_bytes() == marked(STYLE).replace(b"\n", end)


def test_not_text(project: Path) -> None:
    """A file of any bytes is somebody's own; so is a folder in its place, and a link to nowhere."""
    (project / "docs/assets").mkdir()
    (project / STYLE).write_bytes(b"\xff\xfe\x00/* explainer theme")
    for path in TEMPLATES:
        (project / path).mkdir(parents=True)
    (project / LOOK).symlink_to("nowhere.css")

    told = lines(project, "--write", "--look")

    assert told.pop(SCRIPT) == "written"
    assert set(told) == {*TEMPLATES, STYLE, LOOK}
    assert set(told.values()) == {"not written by this command, left alone"}
    assert not (project / "docs/assets/nowhere.css").exists()


def test_link(project: Path) -> None:
    """A link stays one: the file that it leads to is refreshed, with its permissions."""
    projects.write(project, {"common/own.css": older(), "docs/assets/x": ""})
    (project / "common/own.css").chmod(0o600)
    (project / STYLE).symlink_to("../../common/own.css")

    assert set(lines(project, "--write")) == {*TEMPLATES, *ASSETS}

    assert (project / STYLE).is_symlink()
    assert (project / "common/own.css").read_bytes() == marked(STYLE)
    assert stat.S_IMODE((project / "common/own.css").stat().st_mode) == 0o600


def test_link_to_itself(project: Path) -> None:
    """A link that leads back to itself is somebody's own, and its name is said."""
    (project / "docs/assets").mkdir()
    (project / STYLE).symlink_to("explainer.css")

    assert lines(project, "--write")[STYLE] == "not written by this command, left alone"


def test_stopped(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped while it writes leaves the old file, and nothing beside it."""
    projects.write(project, {STYLE: older()})

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "chmod", stop)
    result = projects.run(project, "theme", "--write")

    assert (result.exit_code, result.stderr) == (2, "error: stopped before the end\n")
    assert [path.name for path in (project / "docs/assets").iterdir()] == ["explainer.css"]
    assert (project / STYLE).read_text() == older()


def test_listed_with_a_version(tmp_path: Path) -> None:
    """A style sheet is listed with a version behind its path, too, but not by an address."""
    sheet = "assets/explainer.css"
    for entry, lacks in ((f"{sheet}?v=2", False), (f"https://example.org/{sheet}", True)):
        projects.write(tmp_path, {**FILES, "mkdocs.yml": SETTINGS.replace(sheet, f"'{entry}'")})
        result = projects.run(tmp_path, "theme")

        assert f"{STYLE}: would be written\n" in result.stdout
        assert ("extra_css" in result.stderr) is lacks


def test_cannot_be_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read ends the run with 2, and its path and the reason."""
    projects.write(project, {STYLE: older()})

    read = files.read_bytes

    def refuse(path: Path, *others: int) -> bytes:
        if path == project / STYLE:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *others)

    monkeypatch.setattr(files, "read_bytes", refuse)
    result = projects.run(project, "theme")

    assert result.exit_code == 2
    assert result.stderr == f"error: {project / STYLE}: Permission denied\n"


def test_cannot_be_written(project: Path) -> None:
    """What cannot be written ends the run with 2 in one line, and nothing half is left."""
    projects.write(project, {"overrides": "a file"})

    result = projects.run(project, "theme", "--write")

    assert result.exit_code == 2
    assert result.stderr == f"error: {MAIN}: cannot be written: Not a directory\n"
    assert sorted(path.name for path in (project / "docs").iterdir()) == ["index.md", "sources"]


def test_read_only_folder(project: Path) -> None:
    """A folder that may not be written to is named, and the old file is whole."""
    projects.write(project, {STYLE: older()})
    # For root nothing is read-only, so the folder is one of the system's that never can be.
    script = (
        "import sys, tempfile\n"
        "def refuse(**_): raise PermissionError(13, 'Permission denied')\n"
        "tempfile.mkstemp = refuse\n"
        "from explainer.cli import main\n"
        "main(['theme', '--write'])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert result.stderr.endswith(f"error: {MAIN}: cannot be written: Permission denied\n")
    assert (project / STYLE).read_text() == older()


def test_look(project: Path) -> None:
    """The look is taken where it is asked for, where it is listed, and where it is there."""
    assert set(lines(project)) == {*TEMPLATES, *ASSETS}
    assert set(lines(project, "--look")) == {*TEMPLATES, *ASSETS, LOOK}
    projects.write(project, {LOOK: older()})
    assert set(lines(project)) == {*TEMPLATES, *ASSETS, LOOK}
    projects.write(project, {LOOK: "a {}"})
    assert set(lines(project)) == {*TEMPLATES, *ASSETS}
    assert set(lines(project, "--no-look")) == {*TEMPLATES, *ASSETS}
    (project / LOOK).unlink()
    listed = SETTINGS.replace("explainer.css", "explainer.css, assets/explainer-look.css")
    projects.write(project, {"mkdocs.yml": listed})
    assert set(lines(project)) == {*TEMPLATES, *ASSETS, LOOK}


def test_other_folders(tmp_path: Path) -> None:
    """The files go where the project's settings say: folders, and the path of a style sheet."""
    settings = SETTINGS.replace("overrides", "theme/own").replace("assets/", "css/")
    files = {"mkdocs.yml": f"docs_dir: text\n{settings}", "text/index.md": "# Home\n"}
    projects.write(tmp_path, files)

    result = projects.run(tmp_path, "theme", "--write", "mkdocs.yml")

    assert result.stdout.splitlines() == [
        "theme/own/main.html: written",
        *(
            f"theme/own/partials/{it}.html: written"
            for it in ("explainer-shell", "search", "source")
        ),
        *(f"text/{path.removeprefix('docs/')}: written" for path in LOADED),
        "text/css/explainer.css: written",
        "text/css/explainer.js: written",
        "10 files written.",
    ]
    assert result.stderr == ""


def test_path_outside(tmp_path: Path) -> None:
    """A style sheet that is listed outside the pages is not written there."""
    settings = SETTINGS.replace("assets/explainer.css", "../../explainer.css")
    projects.write(tmp_path / "a" / "b", {**FILES, "mkdocs.yml": settings})

    assert set(lines(tmp_path / "a" / "b")) == {*TEMPLATES, *ASSETS}


ALL_LACKING = """\
hint: mkdocs.yml lacks these lines:
    theme:
      name: material
    extra_css:
      - assets/explainer.css
    extra_javascript:
      - path: assets/explainer.js
        defer: true
    markdown_extensions:
      - explainer.markdown
    exclude_docs: |
      /sources/**/*.yml
      /timeline.yml
"""


def test_lacking(tmp_path: Path) -> None:
    """What the settings lack is said, line by line, and they are left as they are."""
    settings = "site_name: Bridge\n"
    files = {"mkdocs.yml": settings, "docs/timeline.yml": "events: []\n", "docs/own.yml": "a: 1\n"}
    projects.write(tmp_path, {**projects.BASE, **files})

    result = projects.run(tmp_path, "theme", "--write")

    assert result.stderr == ALL_LACKING
    assert (tmp_path / "mkdocs.yml").read_text() == settings


def test_without_settings(tmp_path: Path) -> None:
    """A folder with pages and no settings lacks the same; what it would publish is not known."""
    projects.write(tmp_path, {"docs/index.md": "# Home\n"})

    said = projects.run(tmp_path, "theme").stderr

    assert said == ALL_LACKING.partition("    exclude_docs")[0]


def test_lacking_in_toml(tmp_path: Path) -> None:
    """For Zensical's own file the lines are said as that has them."""
    files = {"docs/index.md": "# Home\n", "zensical.toml": '[project]\nsite_name = "Bridge"\n'}
    projects.write(tmp_path, files)

    said = projects.run(tmp_path, "theme", "--look").stderr
    told = "\n".join(line.strip() for line in said.splitlines()[1:])
    told = told.replace("[project]", "[project]\nsite_name = 'Bridge'")
    projects.write(tmp_path, {"zensical.toml": f"{told}\n"})

    assert said.startswith("hint: zensical.toml lacks these lines:\n    [project]\n")
    assert projects.run(tmp_path, "theme", "--look").stderr == ""


SCRIPTED = 'extra_javascript = [{ path = "assets/explainer.js", defer = true }]'


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", ["[project]", SCRIPTED, EXTENSION]),
        (f"{SCRIPTED}\n", [EXTENSION]),
        (f"{SCRIPTED}\n{EXTENSION}\n", []),
        (f"{EXTENSION}\n", ["[project]", SCRIPTED]),
    ],
)
def test_tables_of_toml(tmp_path: Path, settings: str, said: list[str]) -> None:
    """A table is named where something in it is lacking, and only there."""
    head = "[project]\nsite_name = 'Bridge'\nextra_css = ['assets/explainer.css']\n"
    own = {"docs/index.md": "# Home\n", "zensical.toml": head + settings, MAIN: "{# my own #}\n"}
    projects.write(tmp_path, own)

    told = projects.run(tmp_path, "theme").stderr.splitlines()

    assert [line.strip() for line in told[1:]] == said


def test_site_that_exists(tmp_path: Path) -> None:
    """A site with a look of its own needs one style sheet, and gets all where it asks."""
    settings = SETTINGS.replace(": {references: template}", "")
    projects.write(tmp_path, {**FILES, "mkdocs.yml": settings, MAIN: "{# my own #}"})

    assert lines(tmp_path) == {STYLE: "would be written", SCRIPT: "would be written"}
    (tmp_path / MAIN).unlink()
    assert lines(tmp_path) == {STYLE: "would be written", SCRIPT: "would be written"}
    assert set(lines(tmp_path, "--look", "--write")) == {*TEMPLATES, *ASSETS, LOOK}
    assert set(lines(tmp_path)) == {*TEMPLATES, *ASSETS, LOOK}


def test_other_theme(project: Path) -> None:
    """A theme that the style sheets are not made for is named."""
    projects.write(project, {"mkdocs.yml": "site_name: Bridge\ntheme: readthedocs\n"})

    said = projects.run(project, "theme").stderr

    assert said.startswith("note: the style sheets are for the theme 'material'")


def test_rule(project: Path) -> None:
    """A check reports a file that is older, at the file, until it is refreshed."""
    projects.write(project, {STYLE: older(), MAIN: "{# my own #}\n"})

    assert projects.run(project, "check").output == (
        f"{STYLE}:1:1: THM101 this file was written by explainer 0.1.0,"
        " which is older than the one that checks\n"
        f"    1 | {older().splitlines()[0]}\n"
        "      | ^\n"
        "    hint: refresh it: `explainer theme --write`\n"
        "1 problem in 1 page, 1 sentence, 1 citation, 0 labels, 1 source, 1 passage, 0 claims.\n"
    )
    lines(project, "--write")
    assert projects.run(project, "check").exit_code == 0


def test_new_project(tmp_path: Path) -> None:
    """A new project gets all, the look too; what is there already is left."""
    projects.write(tmp_path, {STYLE: "a {}\n"})

    assert sorted(write_theme(tmp_path)) == sorted(
        tmp_path / path for path in (*TEMPLATES, LOOK, SCRIPT)
    )
    assert (tmp_path / STYLE).read_text() == "a {}\n"
    assert (tmp_path / LOOK).read_bytes() == marked(LOOK)


def test_no_project(tmp_path: Path) -> None:
    """Without a project it cannot be done, which is said in one line."""
    result = projects.run(tmp_path, "theme", "--write")

    assert result.exit_code == 2
    assert result.stderr.startswith("error: found no mkdocs.yml in ")
    assert result.stderr.count("\n") == 1


STOCK = """\
site_name: The bridge
theme:
  name: material
  font: false
  palette: {{scheme: {scheme}, primary: {primary}}}
  features: [content.tooltips]
extra: {{generator: false}}
extra_css: [{sheets}]
exclude_docs: |
  /sources/*.yml
markdown_extensions:
  - explainer.markdown
  - footnotes
  - admonition
  - def_list
  - tables
"""
CITED = """\
# The bridge

The air has warmed. [@ipcc#warming] So much for it. [@analysis] So it is. [@nobody]

| Where | What |
|---|---|
| Here | It has warmed. [@ipcc] |
"""
UNCITED = """\
# The bridge

It has `piers`, [a deck](index.md) and a railing.[^1]

## Beneath

!!! note

    It is old.

| Year | Cars |
|---|---|
| 2023 | 1,950 |

Deck
:   What cars are on.

> So they say.

1. One.

[^1]: It is painted.
"""
STYLES = """
() => [...document.querySelectorAll("body, body *")].flatMap(element =>
  ["", "::before", "::after"].flatMap(pseudo => {
    const style = getComputedStyle(element, pseudo || null)
    if (pseudo && style.content === "none") return []
    const names = [...style].filter(name => !name.startsWith("--"))
    const drawn = names.map(name => `${name}: ${style.getPropertyValue(name)}`)
    return [[`${element.localName}.${element.className}${pseudo}`, ...drawn]]
  })
)
"""
"""A script that tells how every element of a page is drawn."""


def stock(folder: Path, sheets: str, scheme: str = "default", primary: str = "indigo") -> Path:
    """A site with Material for MkDocs as it comes, and these style sheets; gives its folder."""
    files = {
        "mkdocs.yml": STOCK.format(sheets=sheets, scheme=scheme, primary=primary),
        "docs/index.md": CITED,
        "docs/own.md": UNCITED,
        "docs/sources/ipcc.yml": projects.IPCC,
        STYLE: marked(STYLE).decode(),
    }
    return projects.build(projects.write(folder, files))


def drawn(reader: Reader, path: str) -> list[list[str]]:
    """How every element of a page is drawn, on screen and on paper."""
    page = reader.open(path)
    found: list[list[str]] = []
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        found += page.evaluate(STYLES)
    return found


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_touches_nothing_else(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """On a page without citations nothing is drawn otherwise for the components' style sheet."""
    found = []
    for name, sheets in (("with", "assets/explainer.css"), ("without", "")):
        site = stock(tmp_path / name, sheets, scheme)
        with (
            browsing.serving(site) as address,
            # The theme's script places the sidebars when it gets round to it.
            browsing.reading(browser, address, "desktop", "light", "no-script") as reader,
        ):
            found.append(drawn(reader, "own/"))

    with_it, without = found
    changed = {
        one[0]: sorted({*one} - {*other})
        for one, other in zip(with_it, without, strict=True)
        if one != other
    }
    assert len(with_it) > 200
    assert changed == {}


@pytest.mark.parametrize("primary", ["indigo", "black"])
@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("device", browsing.SIZES)
def test_on_stock_material(
    browser: Browser, tmp_path: Path, device: str, scheme: str, primary: str
) -> None:
    """With Material as it comes, what the extension writes can be read and reached."""
    site = stock(tmp_path, "assets/explainer.css", scheme, primary)
    with (
        browsing.serving(site) as address,
        browsing.reading(browser, address, device, "light", "script") as reader,
    ):
        page = reader.open("")
        look = reader.look()
        ground = page.locator(".explainer-tier--research").first.evaluate(
            "it => getComputedStyle(it).backgroundColor"
        )

    assert (look["faint"], look["small"], look["uneven"], look["hidden"]) == ([], [], [], [])
    assert look["sideways"] <= 0
    assert (look["ground"] > 0.5) is (scheme == "default")
    assert ground == {"default": "rgb(243, 238, 251)", "slate": "rgb(45, 37, 64)"}[scheme]
