"""
What stands around an article and is no part of it.

Offers to share and to subscribe, advertisements, how long it takes to read, who took a picture,
who holds the rights, links to more, and at the end the list of what it cites.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from explainer.pages import sentence_splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from explainer.article.text_blocks import Block

_LISTS: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
)


def _any_of(name: str) -> re.Pattern[str]:
    lines = [re.escape(line) for group in _LISTS[name] for line in group]
    return re.compile("|".join(lines).replace("…", ".*").replace(r"\#", r"\d+"), re.DOTALL)


_SURE, _LIKELY, _RELATED, _ENDING, _LISTED, _LAST = map(_any_of, _LISTS)
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\b).{0,80}\b\d{4}\b|(?:©|copyright)\s+\d{4}\b|all rights reserved\b"
    r"|alle rechte vorbehalten\b|tous droits réservés\b|todos los derechos reservados\b"
)
_LONGEST_RIGHTS = 300
_YEARS = re.compile(r"[12]\d{3}(?:\s*[-–/]\s*\d{2,4})?")
_BARE = " \t:：…→»›▾▼|•·-–—"


def strip_boilerplate(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the article, without boilerplate."""
    return list(_strip_boilerplate_lines(list(_strip_end_matter(blocks))))


def _strip_end_matter(blocks: Sequence[Block]) -> Iterator[Block]:
    """Drop the sections after the article, such as related links, up to the next heading."""
    level = 0
    related = opened = False
    for index, block in enumerate(blocks):
        says = block.kind != "heading" and sentence_splitter.ends(block.text)
        if block.kind == "heading" and not (level and block.level > level):
            related = opened and bool(_RELATED.fullmatch(_bare(block)))
            level = block.level if related or (opened and _is_end_matter(blocks, index)) else 0
        elif related and says and block.kind == "paragraph":
            level = 0
        opened = opened or says
        if not level:
            yield block


def _is_end_matter(blocks: Sequence[Block], index: int) -> bool:
    bare = _bare(blocks[index])
    if _ENDING.fullmatch(bare):
        return True
    behind = blocks[index + 1 :]
    if _LISTED.fullmatch(bare):
        below = itertools.takewhile(lambda block: block.kind != "heading", behind)
        return all(block.kind == "item" for block in below)
    return bool(_LAST.fullmatch(bare)) and not any(
        block.kind == "heading"
        and block.level <= blocks[index].level
        and not any(names.fullmatch(_bare(block)) for names in (_RELATED, _ENDING, _LISTED, _LAST))
        for block in behind
    )


def _strip_boilerplate_lines(blocks: Sequence[Block]) -> Iterator[Block]:
    sure = [_is_boilerplate(block) for block in blocks]
    likely = [block.kind != "item" and bool(_LIKELY.fullmatch(_bare(block))) for block in blocks]
    alike = [False, *(any(both) for both in zip(sure, likely, strict=True)), False]
    for index, block in enumerate(blocks):
        beside = alike[index] or alike[index + 2]
        if not (sure[index] or (likely[index] and beside)):
            yield block


def _is_boilerplate(block: Block) -> bool:
    text = _bare(block)
    if len(text) <= _LONGEST_RIGHTS and _RIGHTS.match(text):
        return True
    if sentence_splitter.ends(text) or block.kind == "item":
        return False
    if any(map(str.isalpha, text)):
        return bool(_SURE.fullmatch(text))
    return not (block.kind == "heading" and _YEARS.fullmatch(text))


def _bare(block: Block) -> str:
    return block.text.strip(_BARE).casefold()
