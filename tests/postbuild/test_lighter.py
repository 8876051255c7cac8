"""A completed site on disk: what it is made of, what it may load, and what stays."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import projects

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OWN = "extra: {explainer: {script: own}}\n"
SETTINGS = """\
site_name: Heat
theme: {name: material, custom_dir: overrides, font: false, variant: classic}
plugins: [search]
markdown_extensions: [explainer.markdown]
exclude_docs: "*.y*ml"
extra_css: [assets/explainer.css, assets/extra.css]
"""
FILES = {
    **projects.BASE,
    "docs/assets/extra.css": "p { background: url(dot.svg) } .nowhere { color: red }",
    "docs/assets/unused.css": ".mine { color: red }",
    "docs/assets/dot.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "docs/other.md": "# Other\n\nThe air has warmed. [@ipcc#warming]\n\n"
    '<p style="color: red">[@about]</p>\n\n<img src="https://example.org/a.png" alt="">\n',
}
BUILDERS = {"mkdocs": projects.build, "zensical": projects.build_with_zensical}


def complete(folder: Path, build: Callable[[Path], Path], settings: str) -> Path:
    """Write a small project with the theme's files, build it and complete it; gives its site."""
    projects.write(folder, {**FILES, "mkdocs.yml": settings})
    projects.write_theme(folder)
    site = build(folder)
    result = projects.run(folder, "postbuild", "site")
    assert result.exit_code == 0, result.output
    return site


@pytest.fixture(name="site", scope="module", params=BUILDERS)
def fixture_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A completed site with the small script, of each builder."""
    folder = tmp_path_factory.mktemp("lighter")
    return complete(folder, BUILDERS[request.param], SETTINGS + OWN)


def tree(site: Path, path: str) -> LexborHTMLParser:
    """The tree of a page."""
    return LexborHTMLParser((site / path).read_text(encoding="utf-8"))


def test_style_sheet(site: Path) -> None:
    """A page has one style sheet with a hash in its name, and with what the site uses."""
    links = tree(site, "other/index.html").css("link[rel=stylesheet]")
    (url,) = [link.attributes["href"] or "" for link in links]
    text = (site / "other" / url).read_text(encoding="utf-8")

    assert re.fullmatch(r"\.\./assets/style\.[0-9a-f]{8}\.css", url)
    assert 'p{background:url("dot.svg")}' in text
    assert ".nowhere" not in text
    assert "[dir=rtl]" not in text
    assert (site / "assets/dot.svg").exists()


def test_files(site: Path) -> None:
    """The theme's bundle, maps and languages are gone; the project's own files are there."""
    names = sorted(path.relative_to(site / "assets").as_posix() for path in _files(site / "assets"))
    kept = [re.sub(r"\.[0-9a-f]{8}\.", ".*.", name) for name in names]

    assert {"dot.svg", "extra.css", "unused.css", "style.*.css", "explainer-shell.*.js"} <= {*kept}
    assert not [name for name in kept if re.search(r"\.map$|lunr|bundle|main\.|modern", name)]
    assert "explainer.css" not in kept


def test_policy(site: Path) -> None:
    """A policy allows what is on the page by its hash, other hosts' images, and nothing else."""
    page = tree(site, "other/index.html")
    meta = page.css_first("meta[http-equiv]")
    assert meta
    parts = [part.split() for part in (meta.attributes["content"] or "").split("; ")]
    policy = {name: values for name, *values in parts}
    # What a type calls data is never run, so that no policy looks at it.
    scripts = [node.text() for node in page.css("script:not([src], [type^='application/'])")]

    assert policy["script-src"] == ["'self'", *sorted({_hash(text) for text in scripts})]
    assert policy["style-src"] == ["'self'", *sorted({"'unsafe-hashes'", _hash("color: red")})]
    assert policy["img-src"] == ["'self'", "data:", "https://example.org"]
    assert policy["default-src"] == ["'none'"]
    assert meta.prev
    head = (site / "other/index.html").read_text(encoding="utf-8")
    assert head.index("http-equiv") < head.index("<script")


def test_headers(site: Path) -> None:
    """Hosts are told the policy of all pages, and which files never change."""
    text = (site / "_headers").read_text(encoding="utf-8")
    (sheet,) = (site / "assets").glob("style.*.css")

    assert "script-src 'self' 'sha256-" in text
    assert "frame-ancestors 'none'" in text
    assert f"/assets/{sheet.name}\n  Cache-Control: public, max-age=31536000, immutable" in text


def test_worker(site: Path) -> None:
    """The worker knows each page and each file that pages load, by a hash of what it says."""
    text = (site / "sw.js").read_text(encoding="utf-8")
    listed = json.loads(text.partition("const FILES = ")[2].partition(";\n")[0])
    data = (site / "other/index.html").read_bytes()

    assert listed["other/"] == hashlib.sha256(data).hexdigest()[:8]
    assert {"", "404.html", "assets/dot.svg"} <= listed.keys()
    assert "assets/unused.css" not in listed
    assert [path for path in listed if path.endswith("/index.html")] == []


def test_theme_script_stays(tmp_path: Path) -> None:
    """Without the setting, the theme's script and its search stay, and no policy binds them."""
    site = complete(tmp_path, projects.build, SETTINGS)
    names = [path.name for path in _files(site / "assets")]

    assert [name for name in names if name.startswith("bundle.")]
    assert [name for name in names if name.startswith("search.")]
    assert not [name for name in names if name.startswith("lunr.") or name.endswith(".map")]
    assert tree(site, "index.html").css_first("script#__config")
    assert not tree(site, "index.html").css_first("meta[http-equiv]")
    assert not (site / "sw.js").exists()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
