"""What a project sets, in `mkdocs.yml` or for Zensical, and what is said of mistakes in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import projects
from explainer.config.file_names import CONFIG_NAMES
from explainer.markdown import ExplainerExtension
from explainer.markdown.options import OPTIONS, fields

CASES = yaml.safe_load((Path(__file__).parent / "options.yml").read_text(encoding="utf-8"))
BARE = "# Page\n\nIt warmed.\n"
YAML = """\
site_name: Heat
markdown_extensions:
  - explainer.markdown:
      {}
exclude_docs: "*.yml"
"""
TOML = """\
[project]
exclude_docs = "*.yml"
[project.markdown_extensions."explainer.markdown"]
{}
"""


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["says"][:50])
def test_refused(tmp_path: Path, case: dict[str, str]) -> None:
    """A wrong option ends with 2 and one line: the file, the line, what is wrong, what is meant."""
    name = "zensical.toml" if "toml" in case else "mkdocs.yml"
    text = TOML.format(case["toml"]) if "toml" in case else YAML.format(case["yaml"])
    projects.write(tmp_path, {**projects.BASE, name: text})

    result = projects.run(tmp_path, "check", name)

    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr == f"error: {tmp_path}/{name}:{case['says']}\n"


@pytest.mark.parametrize("case", CASES["files"], ids=lambda case: case["says"][:50])
def test_files(tmp_path: Path, case: dict[str, str]) -> None:
    """A file of settings that cannot be used ends with 2 and one line."""
    files = {name: text for name, text in case.items() if name != "says"}
    base = {name: text for name, text in projects.BASE.items() if name != "mkdocs.yml"}
    projects.write(tmp_path, {**base, **files})

    result = projects.run(tmp_path, "check")

    assert result.exit_code == 2, result.output
    assert result.stderr == f"error: {tmp_path}/{case['says']}\n"


@pytest.mark.parametrize(
    "name", ["explainer.markdown:ExplainerExtension", "explainer.markdown.extension"]
)
def test_other_names(tmp_path: Path, name: str) -> None:
    """The extension is known by its other names, with its options."""
    text = YAML.format("require: [index.md]").replace("explainer.markdown", name)
    projects.write(tmp_path, {**projects.BASE, "mkdocs.yml": text, "docs/a.md": BARE})

    result = projects.run(tmp_path, "check")

    assert result.output.startswith("No problem in 2 pages"), result.output


@pytest.mark.parametrize("case", CASES["taken"], ids=lambda case: case["what"])
def test_taken(tmp_path: Path, case: dict[str, Any]) -> None:
    """An option is understood however it is written."""
    name = "zensical.toml" if "toml" in case else "mkdocs.yml"
    text = TOML.format(case["toml"]) if "toml" in case else YAML.format(case["yaml"])
    pages = {"docs/a.md": BARE, "docs/old/b.md": BARE, "docs/old/c.md": BARE}
    projects.write(tmp_path, {**projects.BASE, **pages, name: text})

    result = projects.run(tmp_path, "check", name)

    found = re.findall(r"^\S+:\d+:\d+: [A-Z]{3}\d{3}", result.output, re.MULTILINE)
    assert list(case["found"]) == found, result.output
    assert case.get("hint", "") in result.output


def test_inherited(tmp_path: Path) -> None:
    """Options are read, and their places told, where another file has them."""
    base = YAML.format("ignore: [{{rules: CIT101, reason: So.}}]".format())
    files = {"mkdocs.yml": "INHERIT: base/base.yml\n", "base/base.yml": base}
    projects.write(tmp_path, {**projects.BASE, **files})

    result = projects.run(tmp_path, "check")

    assert result.output.startswith("base/base.yml:4:16: TXT104 "), result.output


def test_required(tmp_path: Path) -> None:
    """How many pages are required is counted, and that none of those looked at is, is said."""
    text = YAML.format("require: [index.md]")
    projects.write(tmp_path, {**projects.BASE, "mkdocs.yml": text, "docs/a.md": BARE})

    whole, other, both = (
        projects.run(tmp_path, "check", *paths)
        for paths in ([], ["docs/a.md"], ["docs/a.md", "docs/index.md"])
    )

    assert whole.output.startswith("No problem in 2 pages, 1 required, 2 sentences, ")
    assert (
        other.stderr
        == "note: 'require' names none of these pages: only what they cite is checked\n"
    )
    assert other.stdout.startswith("No problem in 1 page, 0 required, 1 sentence, ")
    assert whole.stderr == both.stderr == ""


@pytest.mark.parametrize("names", [CONFIG_NAMES[index:] for index in range(len(CONFIG_NAMES))])
def test_which_file(tmp_path: Path, names: tuple[str, ...]) -> None:
    """The first of the files in the documented order is read; that others are not is said."""
    files = {
        name: f'[project]\nsite_name = "a"\ndocs_dir = "{name}-pages"\n'
        if name.endswith(".toml")
        else f"site_name: a\ndocs_dir: {name}-pages\n"
        for name in names
    }
    pages = {f"{name}-pages/index.md": BARE for name in names}
    projects.write(tmp_path, {**files, **pages})

    result = projects.run(tmp_path, "check")

    assert result.stdout.startswith(f"{names[0]}-pages/index.md:3:1: CIT101")
    others = f"note: {names[0]} is read, and not {' and '.join(names[1:])}\n"
    assert result.stderr == (others if names[1:] else "")


def test_no_file(tmp_path: Path) -> None:
    """Without settings MkDocs' own are used, and a note says so."""
    projects.write(tmp_path, {"docs/index.md": "# Home\n\nHello. [@about]\n"})

    result = projects.run(tmp_path, "check")

    assert result.exit_code == 0
    assert result.stderr.startswith("note: there is no mkdocs.yml and no zensical.toml in ")


@pytest.mark.parametrize("suffix", ["toml", "yml"])
def test_zensical(tmp_path: Path, suffix: str) -> None:
    """What Zensical understands, and MkDocs does not, is read as Zensical does."""
    page = '# Page\n\n!!! note\n    Noted. :smile:\n\n=== "Tab"\n    In it.\n\n```mermaid\nA\n```\n'
    in_toml = (
        '[project]\nsite_name = "a"\nnav = [{ "a" = "index.md" }]\n'
        'theme.language = "de"\nexclude_docs = "draft.md"\n'
        "[project.markdown_extensions]\nadmonition = {}\n"
        "pymdownx.tabbed.alternate_style = true\n"
        'pymdownx.tabbed.slugify = {object = "pymdownx.slugs.slugify", kwds = {case = "lower"}}\n'
        'pymdownx.emoji.emoji_generator = "zensical.extensions.emoji.to_svg"\n'
        'pymdownx.emoji.emoji_index = "zensical.extensions.emoji.twemoji"\n'
        "pymdownx.blocks.caption = {}\n"
        'pymdownx.superfences.custom_fences = [{name = "mermaid", class = "mermaid",'
        ' format = "pymdownx.superfences.fence_code_format"}]\n'
        '[project.markdown_extensions."explainer.markdown"]\nin_text = true\n'
    )
    in_yaml = (
        "site_name: a\nexclude_docs: draft.md\nmarkdown_extensions:\n"
        "  admonition:\n  pymdownx.tabbed: {alternate_style: true}\n  pymdownx.emoji:\n"
        "    emoji_generator: !!python/name:zensical.extensions.emoji.to_svg\n"
        "    emoji_index: !!python/name:zensical.extensions.emoji.twemoji\n"
        "  explainer.markdown: {in_text: yes}\n"
    )
    text = in_toml if suffix == "toml" else in_yaml
    files = {"docs/index.md": page, "docs/draft.md": BARE, f"zensical.{suffix}": text}
    projects.write(tmp_path, files)

    result = projects.run(tmp_path, "check")

    places = [line.split(" ")[0] for line in result.stdout.splitlines() if " CIT101 " in line]
    assert places == ["docs/index.md:4:5:", "docs/index.md:7:5:"], result.output


def test_zensical_defaults(tmp_path: Path) -> None:
    """A site for Zensical that lists no extensions has Zensical's; where to list ours is told."""
    text = '[project]\nsite_name = "a"\n'
    page = "# Page\n\n!!! note\n    Noted. [@about]\n"
    projects.write(tmp_path, {"docs/index.md": page, "zensical.toml": text})

    result = projects.run(tmp_path, "check")

    assert result.stdout.startswith("zensical.toml:1:1: CIT104 1 citation is shown as typed")


def test_options() -> None:
    """Every option is the extension's, with its default, and on the page that explains it."""
    known = ExplainerExtension().getConfigs()

    assert set(known) - {option.name for option in OPTIONS} == {"checking"}
    assert {option.name: option.default for option in OPTIONS}.items() <= known.items()
    assert [field.name for field in fields()] == [option.name for option in OPTIONS]
    for option in OPTIONS:
        assert option.good
        assert option.bad
        assert option.otherwise
        assert option.guidance.endswith(".")
        assert (option.kind == "one of") is bool(option.choices)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_examples(tmp_path: Path, option: object) -> None:
    """The good example of an option is accepted."""
    name, good = option.name, option.good  # type: ignore[attr-defined]
    page = {
        "docs/explained/a.md": "# A\n\nHello. [@about]\n",
        "docs/faq.md": "# F\n\nA. [@about]\n",
        "docs/literature.md": "# L\n",
        "docs/verdicts.md": "# V\n",
        "docs/words.md": "# W\n",
    }
    projects.write(
        tmp_path, {**projects.BASE, **page, "mkdocs.yml": YAML.format(f"{name}: {good}")}
    )

    result = projects.run(tmp_path, "check", "--ignore=TXT104")

    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"docs/index.md": "# Home\n"}, "no sentence was found in any page in docs"),
        (
            {"docs/index.md": "# Home\n", "docs/a.md": ""},
            "no sentence was found in any page in docs",
        ),
        (
            {**projects.BASE, "docs/a.md": "# A\n", "mkdocs.yml": YAML.format("require: [a.md]")},
            "no sentence was found in the pages in docs that 'require' names",
        ),
    ],
)
@pytest.mark.parametrize("options", [[], ["--select=SRC"], ["--ignore=CIT"]])
def test_nothing(tmp_path: Path, files: dict[str, str], reason: str, options: list[str]) -> None:
    """Where no sentence was found, nothing was checked, whatever rules ran: that is no pass."""
    projects.write(tmp_path, {"mkdocs.yml": projects.MKDOCS, **files})

    result = projects.run(tmp_path, "check", *options)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {reason}")
