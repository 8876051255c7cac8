"""The two sides of a comparison, a choice or a contrast."""

from __future__ import annotations

from typing import NamedTuple


class Sides(NamedTuple):
    """The content on both sides of something in a text, and its positions."""

    positions: range
    left: frozenset[str]
    right: frozenset[str]


def is_crossed(one: Sides, other: Sides, names: frozenset[str] = frozenset()) -> bool | None:
    """
    Whether the left side of one is the right side of the other.

    `None` where that cannot be told, since they share as much either way, or nothing. Where only
    one of both ways shares any of some `names`, that decides.
    """
    left, right = one.left - one.right, one.right - one.left
    other_left, other_right = other.left - other.right, other.right - other.left
    straight = [*(left & other_left), *(right & other_right)]
    crossed = [*(left & other_right), *(right & other_left)]
    if left & other_right and right & other_left:
        return True
    if names.isdisjoint(straight) != names.isdisjoint(crossed):
        return names.isdisjoint(straight)
    return None if len(straight) == len(crossed) else len(crossed) > len(straight)
