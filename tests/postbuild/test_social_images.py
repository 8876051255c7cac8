"""The images that others show where a page is shared, and what names them."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFont
from selectolax.lexbor import LexborHTMLParser

import built_sites
import projects
from explainer.postbuild.social_images import Card, add_social_images, draw

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


LINES = {
    1: (72, [1]),
    21: (72, [7, 7, 7]),
    22: (64, [8, 8, 6]),
    32: (64, [8, 8, 8, 8]),
    33: (56, [10, 10, 10, 3]),
    41: (48, [11, 11, 11, 8]),
    55: (48, [11] * 5),
    56: (42, [12, 12, 12, 12, 8]),
    72: (42, [12] * 6),
    73: (42, [12] * 6),
}
"""The size of a title of so many words, and the number of words on each of its lines."""


@pytest.mark.parametrize("words", LINES)
def test_layout(words: int) -> None:
    """Name, title and verdict stand where they do on every card, the title as large as it can."""
    size, counts = LINES[words]
    # The sixth line is not like those above it, and as wide.
    said = ["title"] * 60 + ["tilte"] * 20
    text = iter(said)
    verdict = "Disputed" if words % 2 else ""
    wanted = Image.new("RGB", (1200, 630), "#ffffff")
    canvas = ImageDraw.Draw(wanted)
    canvas.rectangle((0, 0, 24, 630), fill="#8a4b00")
    canvas.text((80, 72), "Heat", font=ImageFont.load_default(34), fill="#525d6b")
    for number, count in enumerate(counts):
        line = " ".join(itertools.islice(text, count))
        more = " …" if words > sum(counts) and number == len(counts) - 1 else ""
        place = (80, 170 + number * round(size * 1.25))
        canvas.text(place, line + more, font=ImageFont.load_default(size), fill="#1c2430")
    if verdict:
        font = ImageFont.load_default(44)
        right = 80 + round(font.getlength(verdict)) + 56
        canvas.rounded_rectangle((80, 520, right, 590), radius=10, fill="#8a4b00")
        canvas.text((108, 555), verdict, font=font, fill="#ffffff", anchor="lm")
    title = " ".join(said[:words])
    drawn = Image.open(io.BytesIO(draw(Card(title, verdict, "#8a4b00"), "Heat")))
    few = wanted.quantize(32, method=Image.Quantize.FASTOCTREE)

    assert drawn.convert("RGB").tobytes() == few.convert("RGB").tobytes()


CLAIMS = {
    "docs/claims/a.md": CLAIM,
    "docs/claims/b.md": CLAIM.replace("verdict: contradicted\n", ""),
    "docs/claims/c.md": CLAIM.replace("verdict", "stub: yes\nverdict"),
}
HEADING = "<article><h1>A &amp; b</h1></article>"


def named(site: built_sites.BuiltSite) -> dict[str, tuple[str, str]]:
    """The image of each page, and what stands for it."""
    found = {}
    for path, page in site.pages.items():
        metas = {meta.attributes.get("property"): meta for meta in page.tree.css("meta")}
        url, alt = (metas[f"og:image{name}"].attributes["content"] or "" for name in ("", ":alt"))
        found[path] = (url.partition("/assets/social/")[2], alt)
    return found


def test_named(tmp_path: Path) -> None:
    """A page names its own image; only the claim that is judged is called by its verdict."""
    pages = dict.fromkeys(
        (*(f"claims/{slug}/index.html" for slug in "abc"), "404.html", "index.html"), HEADING
    )
    pages["index.html"] = "<article><h1>A 暖</h1></article>"
    site = built_sites.read(tmp_path, pages, CLAIMS)
    add_social_images(site)

    assert named(site) == {
        "index.html": ("site.png", "A 暖"),
        "404.html": ("site.png", "A & b"),
        "claims/a/index.html": ("claims/a.png", "Contradicted: The air has warmed."),
        "claims/b/index.html": ("claims/b.png", "A & b"),
        "claims/c/index.html": ("claims/c.png", "A & b"),
    }
    assert sorted(site.files) == [
        *(f"assets/social/claims/{slug}.png" for slug in "abc"),
        "assets/social/site.png",
    ]


@pytest.mark.parametrize(
    "settings",
    [built_sites.SETTINGS.replace("Heat", "''"), projects.MKDOCS],
)
def test_nameless(tmp_path: Path, settings: str) -> None:
    """A site without a name, or without an address, has no images."""
    site = built_sites.read(tmp_path, {}, {"mkdocs.yml": settings})
    add_social_images(site)

    assert site.files == {}
    assert site.pages["index.html"].tree.css("meta") == []
