"""The page for addresses at which there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

import projects

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = (
    "theme: {name: material, font: false}\nplugins: [search]\n"
    "nav: [index.md, {The <b>air</b>: air.md}]\n" + projects.MKDOCS
)
FILES = {
    **projects.BASE,
    "mkdocs.yml": SETTINGS,
    "docs/air.md": "# Air\n\nThe air has warmed. [@ipcc#warming]\n",
}


def test_not_found(tmp_path: Path) -> None:
    """It says so in a sentence, names the pages that there are, and has a title of its own."""
    projects.write(tmp_path, FILES)
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")
    tree = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))

    assert [each.text() for each in tree.css("article h1")] == ["Page not found"]
    assert [each.attributes["href"] for each in tree.css("article a")] == ["/.", "/air/"]
    assert "use the search at the top" in tree.css_first("article").text()  # type: ignore[union-attr]
    assert tree.css_first("title").text() == "Page not found - Heat"  # type: ignore[union-attr]


def test_at_any_depth(tmp_path: Path) -> None:
    """Its style and its scripts are found from whatever address it is shown at."""
    projects.write(tmp_path, FILES | {"mkdocs.yml": f"site_url: https://a.example/b/\n{SETTINGS}"})
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")
    tree = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))
    urls = [link.attributes["href"] for link in tree.css("link[rel=stylesheet]")]
    urls += [script.attributes["src"] for script in tree.css("script[src]")]

    assert len(urls) > 1
    assert [url for url in urls if not (url or "").startswith("/b/")] == []


def test_other_themes(tmp_path: Path) -> None:
    """The page of a theme that lays it out in another way keeps all that readers see."""
    projects.write(tmp_path, projects.BASE)
    site = projects.build(tmp_path)
    before = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8")).body
    projects.run(tmp_path, "postbuild")
    after = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8")).body

    assert before is not None
    assert after is not None
    assert after.text().split() == before.text().split()
    assert [each.tag for each in after.css("*")] == [each.tag for each in before.css("*")]
