"""Settings of a project that nobody trusts: nothing that it brings is run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import projects

if TYPE_CHECKING:
    from pathlib import Path

# What a settings file may hold, and what is said to be left out of it.
LEFT_OUT = {
    "extra: {a: !!python/object/apply:os.mkdir [ran]}": "the tag !!python/object/apply:os.mkdir",
    "extra: {a: !!python/object/new:os.mkdir [ran]}": "the tag !!python/object/new:os.mkdir",
    "extra: {a: !!python/name:evil.run ''}": "the tag !!python/name:evil.run",
    "extra: {a: !!python/module:evil ''}": "the tag !!python/module:evil",
    "extra: {a: !ENV HOME}": "the tag !ENV",
    "extra: {a: !relative ''}": "the tag !relative",
    "? !!python/object/apply:os.mkdir [ran]\n: a": "the tag !!python/object/apply:os.mkdir",
    "hooks: [evil.py]": "hooks: evil.py",
    "plugins: [search, evil]": "plugins: search, evil",
    "plugins: {evil: {}}": "plugins: evil",
    "theme: {name: material, custom_dir: evil}": "the theme's custom_dir",
    "INHERIT: ../base.yml": "INHERIT: ../base.yml",
    "INHERIT: out.yml": "INHERIT: out.yml",
    "INHERIT: within.yml": "the Markdown extension evil",
    "markdown_extensions: [explainer.markdown, evil]": "the Markdown extension evil",
    "markdown_extensions: [explainer.markdown, 'evil:Extension']": "the Markdown extension evil:Ex",
    "markdown_extensions: {explainer.markdown: {}, evil: {}}": "the Markdown extension evil",
    "markdown_extensions: [explainer.markdown, pymdownx.snippets]": "pymdownx.snippets",
    "markdown_extensions: [explainer.markdown, pymdownx.b64]": "pymdownx.b64",
    "markdown_extensions: [explainer.markdown, toc: {slugify: evil.run}]": "the option slugify",
    "markdown_extensions: [explainer.markdown, pymdownx.superfences: {custom_fences: [{format: "
    "evil.run}]}]": "the option custom_fences",
}
REFUSED = {
    "docs_dir: /etc": "leads out of the project",
    "docs_dir: ..": "leads out of the project",
    "docs_dir: elsewhere": "leads out of the project",
    "docs_dir: [a]": "leads out of the project",
    "INHERIT: mkdocs.yml": "leads back to mkdocs.yml",
    "INHERIT: [a]": "is not the path of a file",
    "INHERIT: none.yml": "which is not there",
    f"a: {'[' * 2000}": "deeper than 60 levels",
    f"a: {'{a: ' * 2000}": "deeper than 60 levels",
    "".join(f"{' ' * depth}a:\n" for depth in range(0, 900, 4)): "deeper than 60 levels",
    "- " * 900: "deeper than 60 levels",
    "a0: &a0 [1]\n"
    + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 9)): "its aliases stand",
    "a: &a [*a]": "its aliases stand",
    "- a": "is not a list of settings",
}
BASE = """\
site_name: Heat
exclude_docs: "*.y*ml"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with modules that leave a trace when they are imported."""
    folder = projects.write(tmp_path / "project", projects.BASE)
    trace = 'from pathlib import Path\nPath("ran").mkdir()\ndef run(*_): pass\n'
    projects.write(
        folder,
        {"evil.py": trace, "within.yml": "markdown_extensions: [explainer.markdown, evil]\n"},
    )
    projects.write(tmp_path, {"base.yml": "site_name: Other\n"})
    (folder / "out.yml").symlink_to("../base.yml")
    (folder / "elsewhere").symlink_to("/etc")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(("written", "said"), LEFT_OUT.items())
def test_what_runs_code_is_left_out(project: Path, written: str, said: str) -> None:
    """It is not run, and a note says so; the pages are checked."""
    base = "" if written.startswith("markdown_extensions") or "within" in written else (
        "markdown_extensions: [explainer.markdown]\n"
    )  # fmt: skip
    (project / "mkdocs.yml").write_text(f"{BASE}{base}{written}\n", encoding="utf-8")

    result = projects.run(project, "check", "--untrusted")

    assert not (project / "ran").exists()
    assert "evil" not in sys.modules
    assert f"not trusted: {said}" in result.output or said in result.output
    assert "No problem in 1 page" in result.output


@pytest.mark.parametrize(("written", "said"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_cannot_be_read_is_told_in_a_line(project: Path, written: str, said: str) -> None:
    """Nothing is checked, and one line says why, with the file."""
    (project / "mkdocs.yml").write_text(f"{written}\n", encoding="utf-8")

    result = projects.run(project, "check", "--untrusted")

    assert result.exit_code == 2
    assert said in result.output
    assert len(result.output.splitlines()) == 1


def test_a_trusted_project_is_read_as_before(project: Path) -> None:
    """Without the option, tags and inherited settings count."""
    written = f"{BASE}INHERIT: within.yml\nextra: {{a: !ENV [NONE, b]}}\n"
    (project / "mkdocs.yml").write_text(written, encoding="utf-8")
    (project / "within.yml").write_text("markdown_extensions: [explainer.markdown, toc]\n")

    result = projects.run(project, "check")

    assert "left out" not in result.output
    assert result.exit_code == 0


def test_zensical_functions_of_an_untrusted_project(project: Path) -> None:
    """What options name is not imported."""
    (project / "mkdocs.yml").unlink()
    written = (
        '[project]\nsite_name = "Heat"\n[project.markdown_extensions."explainer.markdown"]\n'
        '[project.markdown_extensions.toc]\nslugify = "evil.run"\n'
    )
    (project / "zensical.toml").write_text(written, encoding="utf-8")

    result = projects.run(project, "check", "--untrusted")

    assert "evil" not in sys.modules
    assert "the option slugify of toc" in result.output
