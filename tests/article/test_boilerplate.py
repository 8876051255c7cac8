"""What stands around an article: which blocks go, and which stay."""

from __future__ import annotations

import pytest

from explainer.article.boilerplate import strip_boilerplate
from explainer.article.text_blocks import Block

KINDS = {"#": "heading", "*": "item"}


def blocks(text: str) -> list[Block]:
    """The blocks of lines: `## heading 2`, `* item`, or a paragraph."""
    found = []
    for line in text.strip().splitlines():
        mark, _, rest = line.strip().partition(" ")
        kind = KINDS.get(mark[:1], "paragraph")
        level = len(mark) if kind == "heading" else 0
        found.append(Block(kind, line.strip() if kind == "paragraph" else rest, level))
    return found


LINES = {
    "one of a kind": ("Advertisement", True),
    "the same in a sentence": ("Advertisement.", False),
    "the same in a list": ("* Share", False),
    "with signs around it": ("› SHARE …", True),
    "a number": ("5 min read", True),
    "what may stand alone": ("Facebook", False),
    "nothing but signs": ("…", True),
    "figures": ("12 345", True),
    "a year": ("2024", True),
    "a year that heads": ("# 2024", False),
    "years that head": ("# 2019–2024", False),
    "a number that heads": ("# 12 345", True),
    "rights": ("© Heat 2024. All rights reserved.", True),
    "rights of a long text": (f"Copyright 2024 {'a' * 285}", True),
    "a text of rights": (f"Copyright 2024 {'a' * 286}", False),
}


@pytest.mark.parametrize(("line", "goes"), LINES.values(), ids=LINES)
def test_line(line: str, *, goes: bool) -> None:
    """What can be nothing else goes, unless it is a sentence or in a list."""
    found = blocks(f"It is so.\n{line}\nIt was so.")

    assert strip_boilerplate(found) == ([found[0], found[2]] if goes else found)


LIKELY = {
    "beside one that is sure": ("It is.\nShare\nFacebook\nIt was.", [0, 3]),
    "before one that is sure": ("It is.\nFacebook\nShare\nIt was.", [0, 3]),
    "beside another": ("It is.\nFacebook\nTwitter\nIt was.", [0, 3]),
    "apart": ("Facebook\nIt is.\nTwitter", [0, 1, 2]),
    "in a list": ("Share\n* Facebook\n* Twitter", [1, 2]),
    "at both ends": ("Facebook\nTwitter\nIt is.\nPrint\nEmail", [2]),
}


@pytest.mark.parametrize(("text", "left"), LIKELY.values(), ids=LIKELY)
def test_likely(text: str, left: list[int]) -> None:
    """What may be part of a text goes only beside others of the kind."""
    found = blocks(text)

    assert strip_boilerplate(found) == [found[index] for index in left]


ENDS = {
    "related texts up to the next sentence": (
        "It is.\n# Related articles\nAnother\n* More.\nIt was.",
        [0, 4],
    ),
    "related texts up to the next heading": (
        "It is.\n# Most read\n* One\n# Part\nIt was.",
        [0, 3, 4],
    ),
    "what is below related texts": ("It is.\n# Most read\n## Today\n* One\n# Part", [0, 4]),
    "related texts above the article": ("Menu\n# Most read\n* One\nIt is.", [0, 1, 2, 3]),
    "what stands above a heading that ends": ("# It is.\n# Most read\n* One\nIt is.", [0, 1, 2, 3]),
    "references": ("It is.\n## References\nOne.\n### More\nTwo.\n## Part\nIt was.", [0, 5, 6]),
    "references above the article": ("# References\nIt is.", [0, 1]),
    "a list of sources": ("It is.\n# Sources\n* One\n* Two", [0]),
    "a list of sources in the middle": ("It is.\n# Sources\n* One\n# Part\nIt was.", [0, 3, 4]),
    "a text on sources": ("It is.\n# Sources\n* One\nThey are old.", [0, 1, 2, 3]),
    "comments": ("It is.\n## Comments\nI say so.", [0]),
    "comments before others of the kind": ("It is.\n# Comments\nI say.\n# Most read\n* One", [0]),
    "comments before a part of the article": (
        "It is.\n# Comments\nI say so.\n# Part\nIt was.",
        [0, 1, 2, 3, 4],
    ),
    "comments with parts": ("It is.\n# Comments\nI say so.\n## Part\nThey say so.", [0]),
}


@pytest.mark.parametrize(("text", "left"), ENDS.values(), ids=ENDS)
def test_end(text: str, left: list[int]) -> None:
    """What comes behind an article goes, with what is below it, up to the article's next part."""
    found = blocks(text)

    assert strip_boilerplate(found) == [found[index] for index in left]
