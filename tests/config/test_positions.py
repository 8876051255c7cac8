"""Where the options stand in a file of settings, and which file that is."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import projects
from explainer.config.file_names import (
    SettingsError,
    config_in,
    find_project,
    is_extension_name,
    is_misspelled_name,
)
from explainer.config.option_positions import option_place, setting_place
from explainer.config.options import Options, read_options
from explainer.config.zensical import ZensicalError, as_mkdocs
from explainer.model import Place
from explainer.settings import read_settings

Steps = tuple[str | int, ...]
LIST = "markdown_extensions:\n  - toc\n  - explainer.markdown:\n      "
TABLE = "[project.markdown_extensions.'explainer.markdown']\n"


@pytest.mark.parametrize(
    ("marked", "steps"),
    [
        (f"{LIST}«require»: [a, b]\n", ("require",)),
        (f"{LIST}require: [a, «b»]\n", ("require", 1)),
        (f"{LIST}require: [«a», b]\n", ("require", 0)),
        (f"{LIST}«require»: [a, b]\n", ("require", 2)),
        (f"{LIST}«require»: a\n", ("require", 0)),
        (f"{LIST}ignore:\n      - «r»ules: a\n        reason: b\n", ("ignore", 0)),
        (f"{LIST}ignore: [«{{rules: a}}»]\n", ("ignore", 0)),
        (f"{LIST}ignore: [{{«rules»: a}}]\n", ("ignore", 0, "rules")),
        (f"{LIST}ignore: [«{{rules: a}}»]\n", ("ignore", 0, "pages")),
        ("markdown_extensions:\n  - toc\n  - «explainer.markdown»\n", ("require",)),
        ("markdown_extensions:\n  - «explainer.markdown»: {in_text: yes}\n", ("require",)),
        ("markdown_extensions:\n  toc:\n  explainer.markdown: {«in_text»: yes}\n", ("in_text",)),
        ("site_name: a\nmarkdown_extensions: [toc, «explainer.markdown»]\n", ()),
        ("«s»ite_name: a\nmarkdown_extensions: [toc]\n", ("require",)),
        ("«s»ite_name: [\n", ("require",)),
        ("«-» a\n", ("require",)),
        ("«m»arkdown_extensions:\n", ("require",)),
    ],
)
def test_in_yaml(tmp_path: Path, marked: str, steps: Steps) -> None:
    """The place of an option is that of its name, and of an item its own, or what is around it."""
    check(tmp_path, "mkdocs.yml", marked, steps)


@pytest.mark.parametrize(
    ("marked", "steps"),
    [
        (f"{TABLE}in_text = true\n«require = ['a', 'b']»\n", ("require",)),
        (f"{TABLE}require = [«'a', 'b']»\n", ("require", 0)),
        (f"{TABLE}require = ['a', «'b']»\n", ("require", 1)),
        (f"{TABLE}«require = ['a', 'b']»\n", ("require", 2)),
        (f"{TABLE}require = [\n  'a,', # [\n  «'b'»,\n]\n", ("require", 1)),
        (f"{TABLE}ignore = [«{{rules = ['a', 'b']}}, {{rules = 'c'}}]»\n", ("ignore", 0)),
        (f"{TABLE}ignore = [{{rules = ['a', 'b']}}, «{{rules = 'c'}}]»\n", ("ignore", 1)),
        (f"{TABLE}«ignore = [[['a'], 'b']]»\nrequire = ['c', 'd']\n", ("ignore", 1)),
        (f"{TABLE}# require = 1\nwords.a = 'require = 2'\n«require = 3»", ("require",)),
        (
            (
                "[project.markdown_extensions.«'explainer.markdown']»\nin_text = true\n"
                "[a]\nrequire = 2\n"
            ),
            ("require",),
        ),
        ("[project.markdown_extensions.«'explainer.markdown']»\n", ()),
        ("[ project . markdown_extensions . explainer.markdown ]\n«require = 1»\n", ("require",)),
        (
            (
                '[project.markdown_extensions]\nexplainer.other = 1\n«"explainer.markdown" = '
                "{require = 3}»\n"
            ),
            ("require",),
        ),
        ("[project]\nmarkdown_extensions = [«'explainer.markdown']»\n", ("require",)),
        ("«[»project]\nsite_name = 'a'\n", ("require",)),
        (
            (
                f"{TABLE}[[project.markdown_extensions.'explainer.markdown'.ignore]]\nrules = 'a'\n"
                "[[«project.markdown_extensions.'explainer.markdown'.ignore]]»\nrules = 'b'\n"
            ),
            ("ignore", 1),
        ),
        (
            (
                f"{TABLE}[[project.markdown_extensions.'explainer.markdown'.ignore]]\nrules = 'a'\n"
                "[[project.markdown_extensions.'explainer.markdown'.ignore]]\n«rules = 'b'»\n"
            ),
            ("ignore", 1, "rules"),
        ),
        (
            "[[«project.markdown_extensions.'explainer.markdown'.ignore]]»\nrules = 'a'\n",
            ("ignore", 0, "pages"),
        ),
        ("[«project.markdown_extensions.'explainer.markdown'.words]»\nmore = 'a'\n", ("words",)),
    ],
)
def test_in_toml(tmp_path: Path, marked: str, steps: Steps) -> None:
    """In TOML a place goes on to the end of its line, and brackets in texts are no brackets."""
    marked = marked.replace("[project.markdown_extensions.«'", "[«project.markdown_extensions.'")
    check(tmp_path, "zensical.toml", marked, steps)


def check(folder: Path, name: str, marked: str, steps: Steps) -> None:
    """Assert that a place is that between the marks."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    projects.write(folder, {f"deep/{name}": text})

    place = option_place(folder / "deep" / name, folder, *steps)

    assert place == Place.within(f"deep/{name}", text, start, end)


def test_inherited_place(tmp_path: Path) -> None:
    """An option stands in the nearest file that sets it, or else beside those of the first."""
    ours = "markdown_extensions:\n  explainer.markdown: {{{}: yes}}\n"
    files = {
        "mkdocs.yml": "INHERIT: a/base.yml\n" + ours.format("in_text"),
        "a/base.yml": "INHERIT: last.yml\nsite_name: a\n",
        "a/last.yml": "\n" + ours.format("require"),
    }
    file = projects.write(tmp_path, files) / "mkdocs.yml"

    assert option_place(file, tmp_path, "in_text")[:3] == ("mkdocs.yml", 3, 24)
    assert option_place(file, tmp_path, "require")[:3] == ("a/last.yml", 3, 24)
    assert option_place(file, tmp_path, "ignore")[:3] == ("mkdocs.yml", 3, 3)
    (tmp_path / "a/last.yml").unlink()
    assert option_place(file, tmp_path, "require")[:3] == ("mkdocs.yml", 3, 3)
    assert option_place(tmp_path / "a/base.yml", tmp_path, "require") == Place("a/base.yml")


def test_no_place(tmp_path: Path) -> None:
    """Where there is no file, or no text in it, the place is that of the file or the folder."""
    file = projects.write(tmp_path, {"mkdocs.yml": ""}) / "mkdocs.yml"
    file.write_bytes(b"\xff")

    assert option_place(None, tmp_path, "require") == Place(".")
    assert option_place(file, tmp_path, "require") == Place("mkdocs.yml")
    assert option_place(tmp_path / "zensical.toml", tmp_path) == Place("zensical.toml")


@pytest.mark.parametrize(
    "marked",
    [
        "site_name: a\n«exclude_docs»: b\n",
        "[project]\n  «exclude_docs» = 'b'\n",
        "[project.«exclude_docs»]\n",
        "«s»ite_name: exclude_docs\nexclude_docs_: b\n",
    ],
)
def test_setting(tmp_path: Path, marked: str) -> None:
    """The place of a setting is that of its name at the start of a line or of a table."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    file = projects.write(tmp_path, {"mkdocs.yml": text}) / "mkdocs.yml"

    assert setting_place(file, tmp_path, "exclude_docs") == Place.within(
        "mkdocs.yml", text, start, end
    )


@pytest.mark.parametrize(
    ("name", "ours", "misspelled"),
    [
        ("explainer.markdown", True, False),
        ("explainer.markdown.extension:ExplainerExtension", True, False),
        ("explainer_markdown", False, True),
        ("Explainer", False, True),
        ("mkdocs-explainer", False, True),
        ("toc", False, False),
        (None, False, False),
    ],
)
def test_names(name: str | None, *, ours: bool, misspelled: bool) -> None:
    """The extension has four names, and some that are taken for it."""
    assert (is_extension_name(name), is_misspelled_name(name)) == (ours, misspelled)


def test_project_of(tmp_path: Path) -> None:
    """A project is the nearest folder with settings, or else with pages."""
    files = {
        "a/mkdocs.yml": "",
        "a/b/docs/c/d.md": "",
        "e/docs/f.md": "",
        "g/docs": "",
        "g/h/i": "",
    }
    projects.write(tmp_path, files)

    assert find_project(tmp_path / "a/b/docs/c/d.md") == (tmp_path / "a").resolve()
    assert find_project(tmp_path / "e/docs/f.md") == (tmp_path / "e").resolve()
    assert config_in(tmp_path / "a") == tmp_path / "a/mkdocs.yml"
    assert config_in(tmp_path) is None
    with pytest.raises(SettingsError, match="there is no "):
        find_project(tmp_path / "gone")
    with pytest.raises(SettingsError, match=r"found no mkdocs.yml in .*/g/h or above it"):
        find_project(tmp_path / "g/h")


@pytest.mark.parametrize(
    ("patterns", "required"),
    [
        ([], ["a.md", "old/b.md"]),
        (["a.md"], ["a.md"]),
        (["!a.md"], ["old/b.md"]),
        (["old/", "!a.md"], ["old/b.md"]),
    ],
)
def test_requires(patterns: list[str], required: list[str]) -> None:
    """Without patterns all pages are required, and with exclusions alone all others."""
    options = Options(require=tuple((each, Place("mkdocs.yml")) for each in patterns))

    assert [page for page in ("a.md", "old/b.md") if options.requires(page)] == required


def test_unmatched() -> None:
    """A pattern matches no page where it is neither a comment nor an exclusion, and fits none."""
    patterns = ["a.md", "b.md", "!b.md", "# b", "old/"]
    options = Options(require=tuple((each, Place("mkdocs.yml")) for each in patterns))

    assert [pattern for pattern, _ in options.unmatched(["a.md", "c.md"])] == ["b.md", "old/"]


def options_of(extensions: object) -> Options:
    """The options of a list of extensions."""
    return read_options({"markdown_extensions": extensions}, None, Path("/a"))


@pytest.mark.parametrize(
    ("value", "yes"),
    [
        (True, True),
        (False, False),
        ("yes", True),
        ("On", True),
        ("1", True),
        (1, True),
        ("no", False),
        (0, False),
    ],
)
def test_yes(*, value: object, yes: bool) -> None:
    """Yes and no may be written in several ways."""
    assert options_of([{"explainer.markdown": {"in_text": value}}]).in_text is yes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            {"toc": {}, "explainer.markdown.extension": {"in_text": True}},
            {"toc": {}, "explainer.markdown": {"in_text": True}},
        ),
        (
            ["toc", "explainer.markdown:ExplainerExtension", {"abbr": {}}],
            ["toc", "explainer.markdown", {"abbr": {}}],
        ),
    ],
)
def test_usual_name(written: object, read: object) -> None:
    """Another name of the extension becomes the usual one, and other extensions stay."""
    values = {"markdown_extensions": written}

    options = read_options(values, None, Path("/a"))

    assert values["markdown_extensions"] == read
    assert options.in_text is isinstance(written, dict)


def test_defaults() -> None:
    """Without options, and without the extension, there is nothing to say."""
    written: list[object] = [None, [], ["toc"], {"toc": {}}, ["explainer.markdown"], "toc"]
    for extensions in written:
        assert options_of(extensions) == Options()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (None, "nothing"),
        (True, "true"),
        ("a", "'a'"),
        ([True, "b", None], "[true, 'b', nothing]"),
        ([1, 2, 3, 4, 5], "[1, 2, 3, 4, 5]"),
        ([None] * 6, "[None, None, None, None, None, None]"),
        (list(range(10, 25)), "[10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]"),
        ("a" * 58, "'" + "a" * 58 + "'"),
        ("a" * 59, "'" + "a" * 59 + "…"),
        (len, "len"),
    ],
)
def test_as_written(written: object, shown: str) -> None:
    """A value that is refused is shown as a file of settings has it, and not at length."""
    with pytest.raises(SettingsError) as refused:
        options_of([{"explainer.markdown": {"words": written}}])
    assert str(refused.value) == f"/a:1:1: explainer.markdown: 'words' is not a mapping: {shown}"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("index.md", None),
        (
            "indx.md",
            (
                "'glossary' names no page below the folder of pages: 'indx.md';"
                " did you mean 'index.md'?"
            ),
        ),
        ("zzz", "'glossary' names no page below the folder of pages: 'zzz'"),
    ],
)
def test_missing_page(page: str, message: str | None) -> None:
    """An option that names a page is refused where there is no such page."""
    options = options_of([{"explainer.markdown": {"glossary": page}}])

    if message is None:
        options.refuse_missing(["index.md"], Path("/a"))
    else:
        with pytest.raises(SettingsError) as refused:
            options.refuse_missing(["index.md"], Path("/a"))
        assert str(refused.value) == f"/a:1:1: explainer.markdown: {message}"


@pytest.mark.parametrize(
    ("values", "extensions"),
    [
        ({"markdown_extensions": ["toc", {"abbr": {"a": 1}}]}, {"toc": {}, "abbr": {"a": 1}}),
        ({"markdown_extensions": {"toc": None}}, {"toc": {}}),
        ({"project": {"markdown_extensions": {"toc": {"b": 2}}}}, {"toc": {"b": 2}}),
        (
            {"markdown_extensions": {"pymdownx": {"blocks": {"tab": {}}, "tilde": None}}},
            {"pymdownx.blocks.tab": {}, "pymdownx.tilde": {}},
        ),
        (
            {"markdown_extensions": {"a": {"slugify": "builtins.len", "format": "len"}}},
            {"a": {"slugify": len, "format": "len"}},
        ),
        (
            {
                "markdown_extensions": {
                    "a": {"other": "builtins.len", "b": [{"slugify": "math.pi"}]}
                }
            },
            {"a": {"other": "builtins.len", "b": [{"slugify": math.pi}]}},
        ),
        (
            {
                "markdown_extensions": {
                    "a": {"slugify": {"object": "builtins.dict", "kwds": {"c": 1}}}
                }
            },
            {"a": {"slugify": {"c": 1}}},
        ),
        ({"markdown_extensions": {"a": {"slugify": {"kwds": 1}}}}, {"a": {"slugify": {"kwds": 1}}}),
        (
            {"markdown_extensions": {"a": {"b": {"object": "math.pi"}}}},
            {"a": {"b": {"object": "math.pi"}}},
        ),
    ],
)
def test_as_mkdocs(values: dict[str, Any], extensions: dict[str, Any]) -> None:
    """The extensions of Zensical's settings become those of MkDocs, with superfences."""
    settings = as_mkdocs(values)

    assert settings["markdown_extensions"] == [
        {name: options} for name, options in {**extensions, "pymdownx.superfences": {}}.items()
    ]


def test_shared_settings() -> None:
    """Settings that both have stay, unless they are empty; others go."""
    settings = as_mkdocs({"site_name": "a", "site_url": None, "nav": [], "docs_dir": "b"})

    assert {**settings, "markdown_extensions": 0} == {
        "site_name": "a",
        "docs_dir": "b",
        "markdown_extensions": 0,
    }
    assert {"toc": {"permalink": True}} in settings["markdown_extensions"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"project": []}, "'project' is not a table of settings"),
        ({"markdown_extensions": 3}, "'markdown_extensions' is neither a table nor a list"),
        (
            {"markdown_extensions": {"a": {"slugify": "nowhere.at"}}},
            "there is no function 'nowhere.at': No module named 'nowhere'",
        ),
    ],
)
def test_not_as_mkdocs(values: dict[str, Any], message: str) -> None:
    """Settings of the wrong kind are refused."""
    with pytest.raises(ZensicalError) as refused:
        as_mkdocs(values)
    assert str(refused.value) == message


def test_settings(tmp_path: Path) -> None:
    """What the checks need of the settings is read, each as it is written or by default."""
    text = (
        "site_name: 3\ntheme: material\nextra_css: [a.css, b.css]\nexclude_docs: c.md\n"
        "nav: [index.md, {Part: [{One: a.md}, b.md]}, {Away: 'https://example.org'}]\n"
    )
    pages = {f"docs/{name}": "# A\n" for name in ("index.md", "a.md", "b.md", "c.md")}
    data = ("timeline.yml", "article.yaml", "sources/a.yml", "own.yml", "own/timeline.yml", "a.csv")
    files = {**pages, **{f"docs/{name}": "" for name in data}, "zensical.toml": ""}
    root = projects.write(tmp_path, {**files, "mkdocs.yml": text.replace("3", "Heat")})
    settings = read_settings(root, root / "mkdocs.yml")

    assert settings.site_name == "Heat"
    assert settings.theme == {"name": "material"}
    assert settings.language == "en"
    assert settings.extra_css == ("a.css", "b.css")
    assert settings.nav == ("index.md", "a.md", "b.md", "https://example.org")
    assert [page.src_uri for page in settings.pages] == ["index.md", "a.md", "b.md"]
    assert settings.published_data == ("article.yaml", "sources/a.yml", "timeline.yml")
    assert settings.extensions[-1] == "explainer.markdown"
    assert settings.extension_missing == Place("mkdocs.yml")
    assert settings.exclusion is not None
    assert settings.exclusion[1:5] == (4, 1, 4, 13)
    assert settings.unread == (root / "zensical.toml",)
    assert settings.site_url == ""
    assert settings.use_directory_urls


def test_default_settings(tmp_path: Path) -> None:
    """Without a file of settings there is a default for each, and nothing is said of a file."""
    settings = read_settings(
        projects.write(tmp_path, {"docs/index.md": "", "docs/article.yml": ""})
    )

    assert settings.config_file is None
    assert settings.published_data == ()
    assert settings.exclusion is None
    assert settings.extension_missing is None
    assert settings.extensions.count("explainer.markdown") == 1
    assert (settings.site_name, settings.theme, settings.extra_css) == ("", {}, ())
    assert settings.unread == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("theme: {name: material, language: de}\nmarkdown_extensions: [explainer.markdown]", "de"),
        ("theme: {name: material}\nmarkdown_extensions: [explainer.markdown]", "en"),
    ],
)
def test_language(tmp_path: Path, text: str, language: str) -> None:
    """The language of a site is that of its theme."""
    files = {"docs/index.md": "", "mkdocs.yml": text + "\nsite_name: 7\nextra_css: a.css\n"}
    files["mkdocs.yml"] = files["mkdocs.yml"].replace("site_name: 7", "site_name: '7'")
    settings = read_settings(projects.write(tmp_path, files))

    assert settings.language == language
    assert settings.extension_missing is None
    assert settings.extensions.count("explainer.markdown") == 1
    assert settings.extra_css == ()
