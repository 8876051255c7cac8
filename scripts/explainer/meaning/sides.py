"""The two sides of a comparison, a choice or a contrast."""

from __future__ import annotations

from typing import NamedTuple


class Sides(NamedTuple):
    """The content on both sides of something in a text, and its positions."""

    positions: range
    left: frozenset[str]
    right: frozenset[str]


def is_crossed(one: Sides, other: Sides) -> bool | None:
    """
    Whether the left side of one is the right side of the other.

    `None` where that cannot be told, since they share as much either way, or nothing.
    """
    left, right = one.left - one.right, one.right - one.left
    other_left, other_right = other.left - other.right, other.right - other.left
    if left & other_right and right & other_left:
        return True
    straight = len(left & other_left) + len(right & other_right)
    crossed = len(left & other_right) + len(right & other_left)
    return None if straight == crossed else crossed > straight
