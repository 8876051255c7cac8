"""What a page consists of besides sentences: headings, images and metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from explainer.model.places import Place


class Heading(NamedTuple):
    """A heading of a page: its level, from 1 to 6, its text without markup, and its place."""

    level: int
    text: str
    place: Place


class PageStructure(NamedTuple):
    """
    The headings of a page in document order, its images without alternative text, its metadata.

    `title` is the place of the page's title, in its front matter or as a heading of level 1;
    `None` where it has neither. `description` is the description in its front matter; it is empty
    where the field has no value, and `None` where there is no such field, with its place in
    `description_place`.
    """

    headings: tuple[Heading, ...] = ()
    images_without_alt: tuple[Place, ...] = ()
    title: Place | None = None
    description: str | None = None
    description_place: Place | None = None
