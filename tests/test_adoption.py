"""A stock site of a hundred pages takes up citations, just as the README says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import markdown
import pytest
import yaml
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

import browsing
import projects
import stock
from explainer.pages import read_page
from explainer.settings import read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
UNCHANGED = yaml.safe_load((ROOT / "tests" / "unchanged.yml").read_text(encoding="utf-8"))
_FENCE = re.compile(r'^([ ]*)```(\w+)(?: title="([^"]+)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of the README: its language, the file that it is, and its text."""

    language: str
    title: str
    text: str


def blocks() -> list[Block]:
    """The blocks of the section for adopters, in its order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("\n## On an existing site\n")[1].split("\n## ")[0]
    return [
        Block(language, title, textwrap.dedent(text))
        for _, language, title, text in _FENCE.findall(section)
    ]


class Name(str):
    """A function that a YAML file names."""

    __slots__ = ()


class Loader(yaml.SafeLoader):
    """Keeps the names of functions as they are."""


class Dumper(yaml.SafeDumper):
    """Writes them as they were."""


PYTHON = "tag:yaml.org,2002:python/name:"
Loader.add_multi_constructor(PYTHON, lambda _loader, name, _node: Name(name))
Dumper.add_representer(Name, lambda _dumper, name: yaml.ScalarNode(f"{PYTHON}{name}", ""))


def added(one: Any, other: Any) -> Any:  # noqa: ANN401  (any part of a file of settings)
    """Settings with some lines added, as a person would add them."""
    if isinstance(one, dict):
        both = {key: added(one[key], other[key]) if key in one else other[key] for key in other}
        return {**one, **both}
    if isinstance(one, list):
        named = {next(iter(each)): each for each in one if isinstance(each, dict)}
        for each in other:
            name = next(iter(each)) if isinstance(each, dict) else each
            if name in named:
                named[name].update(added(named[name], each))
            else:
                one.append(each)
        return one
    return one if one == other else f"{one}{other}"


def set_up(folder: Path, lines: str) -> None:
    """Add lines to the settings of a site."""
    file = folder / "mkdocs.yml"
    settings = yaml.load(file.read_text(encoding="utf-8"), Loader)  # noqa: S506  (a safe one)
    settings = added(settings, yaml.safe_load(lines))
    file.write_text(yaml.dump(settings, Dumper=Dumper, sort_keys=False), encoding="utf-8")


def obey(folder: Path, text: str) -> str:
    """Run the lines of a shell block; gives what they say."""
    said = ""
    for line in text.splitlines():
        words = shlex.split(line)
        if words[0] == "pip":
            assert words[-1] == name_of_distribution()
        elif words[0] == "explainer":
            result = projects.run(folder, *words[1:])
            assert result.exit_code == 0, result.output
            said += result.output
        else:
            command = [sys.executable, "-m", *words]
            done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
            said += done.stdout
    return said


def name_of_distribution() -> str:
    """What the package is called where it is installed from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["name"])


def pages(site: Path) -> dict[str, str]:
    """The pages of a built site by their paths."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the site as it was."""
    folder = projects.write(tmp_path_factory.mktemp("before"), stock.site())
    return pages(projects.build(folder))


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site after the numbered steps of the README."""
    folder = projects.write(tmp_path_factory.mktemp("adopted"), stock.site())
    settings, *_ = (block for block in blocks() if block.language == "yaml")
    set_up(folder, settings.text)
    for block in blocks():
        if block.title.startswith("docs/"):
            projects.write(folder, {block.title: block.text})
    for block in [block for block in blocks() if block.language == "sh"][:3]:
        obey(folder, block.text)
    return folder


def test_nothing_else(before: dict[str, str], tmp_path: Path) -> None:
    """With the extension and nothing else, not a byte of any page is different."""
    projects.write(tmp_path, stock.site())
    set_up(tmp_path, "markdown_extensions: [explainer.markdown]")

    after = pages(projects.build(tmp_path))

    assert len(before) == stock.PAGES
    assert [path for path in before if before[path] != after.get(path)] == []


@pytest.fixture(scope="module")
def extensions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Sets of Markdown extensions, those of the stock site among them, with their options."""
    file = projects.write(tmp_path_factory.mktemp("extensions"), stock.site()) / "mkdocs.yml"
    config = load_config(str(file))
    blocks = [f"pymdownx.blocks.{name}" for name in ("admonition", "details", "html", "tab")]
    more = ["smarty", "sane_lists", "wikilinks", "nl2br", "pymdownx.critic", "pymdownx.escapeall"]
    return {
        "none": ([], {}),
        "usual": (["extra", "admonition", "toc"], {}),
        "stock": (config.markdown_extensions, config.mdx_configs),
        "all": ([*config.markdown_extensions, *blocks, *more], config.mdx_configs),
    }


@pytest.mark.parametrize("kind", ["none", "usual", "stock", "all"])
@pytest.mark.parametrize("case", UNCHANGED, ids=lambda case: case["what"])
def test_unchanged(
    case: dict[str, str],
    kind: str,
    extensions: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever stands at an at sign on a page that cites nothing, it stays what it was."""
    monkeypatch.chdir(tmp_path)
    listed, configs = extensions[kind]

    before = markdown.markdown(case["text"], extensions=listed, extension_configs=configs)
    after = markdown.markdown(
        case["text"], extensions=[*listed, "explainer.markdown"], extension_configs=configs
    )

    assert before == after


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("The air has warmed. [@ipcc#warming]", "The air has warmed."),
        ("As @ipcc says, it has. [@about]", "As IPCC (2023) says, it has."),
        ("Written for [@bob] and by [the @team here].", None),
        ("It was said.", None),
    ],
)
def test_description(tmp_path: Path, text: str, description: str | None) -> None:
    """A page that cites is described by its first paragraph, and no other page is."""
    settings = f"{projects.MKDOCS}theme: {{name: material, font: false}}\n"
    files = {"mkdocs.yml": settings, "docs/index.md": f"# Home\n\n{text}\n"}
    site = projects.build(projects.write(tmp_path, {**projects.BASE, **files}))

    page = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8"))

    meta = page.css_first("meta[name=description]")
    assert description == (meta.attributes["content"] if meta else None)


@pytest.mark.parametrize(
    "glossary",
    [
        "---\nlabel: definition\n---\n# Words\n\nPier\n:   It carries.\n",
        "# Words {data-label=definition}\n\nPier\n:   It carries.\n",
        "# Words\n\n/// label | definition\n\nPier\n:   It carries.\n\n///\n",
        "# Words\n\nPier\n:   It carries.\n",
    ],
)
def test_labelled(tmp_path: Path, glossary: str) -> None:
    """A page that wears a label is one of ours: it has a description, and terms if it has any."""
    extensions = "markdown_extensions: [attr_list, def_list, explainer.markdown]"
    files = {
        "mkdocs.yml": f"site_name: Heat\ntheme: {{name: material, font: false}}\n{extensions}\n",
        "docs/index.md": "---\nlabel: about\n---\n# Home\n\nWe look at the Pier.\n",
        "docs/more.md": "# More {data-label=about}\n\nWe look on.\n",
        "docs/glossary.md": glossary,
    }
    site = projects.build(projects.write(tmp_path, files))
    trees = {
        name: LexborHTMLParser((site / name / "index.html").read_text(encoding="utf-8"))
        for name in ("", "more")
    }
    descriptions = [tree.css_first("meta[name=description]") for tree in trees.values()]
    marked = [node.attributes["title"] for node in trees[""].css("article abbr")]

    assert [each.attributes["content"] for each in descriptions if each] == [
        "We look at the Pier.",
        "We look on.",
    ]
    assert marked == ["It carries."] * ("definition" in glossary)


def test_places(tmp_path: Path) -> None:
    """The place of each sentence is exact, where a snippet defines the links of the page, too."""
    settings = read_settings(projects.write(tmp_path, stock.site()))
    guide = next(file for file in settings.pages if file.src_uri == "guides/guide-3.md")

    page = read_page(settings, guide)

    assert [sentence.text for sentence in page.sentences if not sentence.place.exact] == []
    assert "Icons come from @mdi/svg, and the static server is another's." in {
        sentence.text for sentence in page.sentences
    }


def test_other_pages(before: dict[str, str], adopted: Path) -> None:
    """Once a page cites, all others say what they said."""
    after = pages(adopted / "site")

    def article(html: str) -> str:
        element = LexborHTMLParser(html).css_first("article")
        assert element
        return element.html or ""

    assert set(after) - set(before) == {"explained/warming/index.html"}
    assert [path for path in before if article(before[path]) != article(after[path])] == []


def test_published(adopted: Path) -> None:
    """The page shows its evidence, and the files of sources are not published."""
    page = LexborHTMLParser((adopted / "site/explained/warming/index.html").read_text("utf-8"))

    assert [node.text() for node in page.css("article a.footnote-ref")] == ["1"]
    assert len(page.css(".explainer-references a.explainer-words")) == 1
    assert page.css_first("link[href$='assets/explainer.css']")
    assert not (adopted / "site" / "sources").exists()


@pytest.fixture(scope="module")
def more(adopted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with all its pages required, and what they lack in a baseline."""
    folder = tmp_path_factory.mktemp("more") / "site"
    shutil.copytree(adopted, folder)
    file = folder / "mkdocs.yml"
    text = file.read_text(encoding="utf-8").replace("require:\n", "require:\n    - guides/\n")
    file.write_text(text, encoding="utf-8")
    assert projects.run(folder, "check").exit_code == 1
    recording = [block for block in blocks() if block.language == "sh"][3]
    assert "ignored: " in obey(folder, recording.text)
    return folder


def test_new_problem(more: Path) -> None:
    """Beside a baseline, a new problem fails, and none that was there."""
    page = more / "docs/guides/guide-1.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n!!! note", "\nIt is new.\n\n!!! note"), encoding="utf-8")

    result = projects.run(more, "check", "--baseline=explainer-baseline.yml")

    page.write_text(text, encoding="utf-8")
    assert result.exit_code == 1
    assert "docs/guides/guide-1.md:10:1: CIT101 " in result.output
    assert "\n1 problem in 101 pages" in result.output


def test_workflow(more: Path) -> None:
    """The job for a host runs as it is written, and so does the hook."""
    files = {block.title: yaml.safe_load(block.text) for block in blocks() if block.title}
    steps = files[".github/workflows/explainer.yml"]["jobs"]["check"]["steps"]
    hook = files[".pre-commit-config.yaml"]["repos"][0]["hooks"][0]

    for step in steps:
        if "run" in step:
            obey(more, step["run"])
    obey(more, hook["entry"])

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] in {each["id"] for each in hooks}


def test_ignored(adopted: Path, tmp_path: Path) -> None:
    """What the README ignores is ignored where it says so, and nowhere else."""
    shutil.copytree(adopted, tmp_path / "site")
    text = "# Streets\n\nMulberry Street was 1.1 °C warmer. [@ipcc-2023-synthesis#warming]\n"
    spoken = "According to Ann Mulberry, it was 1.1 °C warmer. [@ipcc-2023-synthesis#warming]\n"
    page = f"{text}{spoken}"
    files = {"docs/history/streets.md": page, "docs/explained/streets.md": page}
    folder = projects.write(tmp_path / "site", files)
    ignoring = next(block for block in blocks() if "ignore:" in block.text)
    set_up(folder, ignoring.text)

    result = projects.run(folder, "check")

    assert "docs/explained/streets.md:3:1: EVI103" in result.output
    assert "docs/history" not in result.output
    assert "TXT104" not in result.output


@pytest.mark.parametrize("device", list(browsing.SIZES))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_look(adopted: Path, browser: Browser, device: str, scheme: str) -> None:
    """On stock Material the page is legible, nothing is cut, and its evidence is at hand."""
    with (
        browsing.serving(adopted / "site") as address,
        browsing.reading(browser, address, device, scheme, "script") as reader,
    ):
        reader.open("explained/warming/")
        look = reader.look()
        reader.page.locator("article a.footnote-ref").first.hover()
        card = reader.page.locator(".explainer-card")
        card.wait_for()
        said = card.inner_text()

    assert look["sideways"] <= 0
    # What the theme itself shows faintly is its own.
    assert [name for name in look["faint"] if "explainer" in name or "footnote" in name] == []
    assert look["hidden"] == []
    assert (look["citations"], look["labels"], len(look["words"])) == (1, 1, 1)
    assert "Climate Change 2023" in said


def test_first_result(tmp_path: Path) -> None:
    """The first commands of the README lead to the output that stands below them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("\n## A result in thirty seconds\n")[1].split("\n## ")[0]
    typed, expected = (text for _, _, _, text in _FENCE.findall(section))
    files = dict(re.findall(r"^cat > (\S+) <<END\n(.*?)^END$", typed, re.MULTILINE | re.DOTALL))
    projects.write(tmp_path, files)

    assert len(files) == 2
    assert projects.run(tmp_path, "check").stdout == expected
