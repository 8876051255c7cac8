"""
An image for each page, which others show where its address is shared.

All are drawn from one template: the site's name, the title, and on the page of a claim its verdict
in a band of its colour. The font is the one that comes with Pillow, so that every machine draws the
same; a page whose title it has no letters for gets the image of the site.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from explainer.markdown.source_html import capitalized_verdict
from explainer.postbuild.page_edits import append_to_head
from explainer.postbuild.page_text import title_of
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_SIZE = (1200, 630)
_MARGIN = 80
_PAPER, _INK, _QUIET, _LINE = "#ffffff", "#1c2430", "#525d6b", "#175a9f"
_VERDICT_COLOURS = {
    "supported": "#1d6b4f",
    "partly-supported": "#7a5a00",
    "reported": "#4a5a8a",
    "disputed": "#8a4b00",
    "contradicted": "#a3261f",
    "unverified": "#5b5f66",
    "forecast": "#5a4a8a",
}
_TITLE_SIZES = (72, 64, 56, 48, 42)
_LINE_HEIGHT = 1.25
_TITLE_TOP, _TITLE_BOTTOM = 170, 500
_COLOURS = 32
_MISSING = "\uffff"
_FOLDER = "assets/social"


class Card(NamedTuple):
    """What an image says: two texts, and the word and the colour of a verdict."""

    title: str
    verdict: str = ""
    colour: str = _LINE


def add_social_images(site: BuiltSite) -> None:
    """
    Add the images and the elements that name them, as Open Graph has it.

    Their addresses have to be absolute, so a site without `site_url` gets none.
    """
    if not site.settings.site_url or not site.project.site_name:
        return
    words = site_words(site.settings)
    name = site.project.site_name
    everywhere = f"{_FOLDER}/site.png"
    site.files[everywhere] = draw(Card(name), "")
    for page in site.pages.values():
        claim = site.claim_of(page)
        card = Card(title_of(page))
        if claim and claim.is_judged:
            said = capitalized_verdict(claim, words)
            card = Card(claim.title, said, _VERDICT_COLOURS[claim.verdict])
        path = everywhere
        if page.source and _can_draw(card.title + card.verdict + name):
            path = f"{_FOLDER}/{page.source.removesuffix('.md')}.png"
            site.files[path] = draw(card, name)
        _name_image(page, site.absolute(path), ": ".join(filter(None, [card.verdict, card.title])))


def draw(card: Card, site_name: str) -> bytes:
    """The image of a card, as PNG."""
    image = Image.new("RGB", _SIZE, _PAPER)
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, 24, _SIZE[1]), fill=card.colour)
    canvas.text((_MARGIN, 72), site_name, font=_font(34), fill=_QUIET)
    font, lines = _fit(card.title)
    step = round(font.size * _LINE_HEIGHT)
    for number, line in enumerate(lines):
        canvas.text((_MARGIN, _TITLE_TOP + number * step), line, font=font, fill=_INK)
    if card.verdict:
        badge = _font(44)
        width = round(badge.getlength(card.verdict))
        box = (_MARGIN, 520, _MARGIN + width + 56, 590)
        canvas.rounded_rectangle(box, radius=10, fill=card.colour)
        canvas.text((_MARGIN + 28, 555), card.verdict, font=badge, fill=_PAPER, anchor="lm")
    buffer = io.BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG")
    return buffer.getvalue()


def _fit(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest font in which a title fits, and its lines; the last one is cut if none does."""
    for size in _TITLE_SIZES:
        font = _font(size)
        lines = _wrap(title, font)
        room = int((_TITLE_BOTTOM - _TITLE_TOP) / (size * _LINE_HEIGHT))
        if len(lines) <= room:
            return font, lines
    return font, [*lines[: room - 1], f"{lines[room - 1]} …"]


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _SIZE[0] - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@functools.cache
def _has_letter(character: str) -> bool:
    font = _font(34)
    return bytes(font.getmask(character)) != bytes(font.getmask(_MISSING))


def _can_draw(text: str) -> bool:
    return all(character.isspace() or _has_letter(character) for character in text)


def _name_image(page: BuiltPage, url: str, alt: str) -> None:
    values = {
        "og:image": url,
        "og:image:type": "image/png",
        "og:image:width": str(_SIZE[0]),
        "og:image:height": str(_SIZE[1]),
        "og:image:alt": alt,
    }
    for name, value in values.items():
        append_to_head(page, "meta", {"property": name, "content": value})
    append_to_head(page, "meta", {"name": "twitter:card", "content": "summary_large_image"})
