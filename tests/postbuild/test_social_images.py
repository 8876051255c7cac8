"""The images that others show where a page is shared, and what names them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import projects
from explainer.postbuild.social_images import Card, draw

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = """\
---
title: The air has warmed.
verdict: contradicted
---
# The air has warmed.

The air has warmed by 1.1 °C. [@ipcc#warming]
"""
FILES = {
    **projects.BASE,
    "mkdocs.yml": "site_url: https://heat.example/a/\ntheme: {name: material, font: false}\n"
    + projects.MKDOCS,
    "docs/claims/warm.md": CLAIM,
    "docs/warm.md": "# 暖\n\nThe air has warmed. [@ipcc#warming]\n",
}


def meta(page: Path) -> dict[str, str]:
    """What the head of a page says of the image, by name."""
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    found = {}
    for element in tree.css("meta"):
        name = element.attributes.get("property") or element.attributes.get("name")
        if name and (name.startswith(("og:image", "twitter"))):
            found[name] = element.attributes.get("content") or ""
    return found


def test_images(tmp_path: Path) -> None:
    """Each page names an image of its own by its full address; a claim's says the verdict."""
    projects.write(tmp_path, FILES)
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")

    assert meta(site / "claims/warm/index.html") == {
        "og:image": "https://heat.example/a/assets/social/claims/warm.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Contradicted: The air has warmed.",
        "twitter:card": "summary_large_image",
    }
    # The font has no letters for this title, so the page has the image of the site.
    assert meta(site / "warm/index.html")["og:image"].endswith("/a/assets/social/site.png")
    for name in ("index", "claims/warm", "site"):
        with Image.open(site / f"assets/social/{name}.png") as image:
            assert image.size == (1200, 630)


def test_without_address(tmp_path: Path) -> None:
    """A site without an address of its own gets none: they could not be found."""
    files = {**FILES, "mkdocs.yml": "theme: {name: material, font: false}\n" + projects.MKDOCS}
    projects.write(tmp_path, files)
    site = projects.build(tmp_path)
    projects.run(tmp_path, "postbuild")

    assert not (site / "assets/social").exists()
    assert meta(site / "index.html") == {}


@pytest.mark.parametrize("words", [1, 20, 60, 300])
def test_long_titles(words: int) -> None:
    """A title of any length stays above the verdict and within the margins."""
    image = Image.open(io.BytesIO(draw(Card("title " * words, "Disputed", "#8a4b00"), "Heat")))
    pixels = image.convert("L")

    # Below the title, above the band of the verdict; and the margin on the right.
    for box in ((60, 506, 1200, 518), (1130, 0, 1200, 630)):
        lightest = pixels.crop(box).getextrema()
        assert lightest[0] == lightest[1]


def test_same_bytes() -> None:
    """The same card is drawn as the same bytes."""
    card = Card("The air has warmed", "Disputed", "#8a4b00")

    assert draw(card, "Heat") == draw(card, "Heat")
