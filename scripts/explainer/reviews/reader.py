"""How `docs/reviews.yml` becomes reviews."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from explainer import unsaved, yaml_schema
from explainer.model import Invalid, Review
from explainer.reviews.schema import REVIEW_FIELDS

if TYPE_CHECKING:
    from pathlib import Path

    from explainer.yaml_schema import Record

FILE = "reviews.yml"
"""Its name in the folder of pages."""


class ReviewFile(NamedTuple):
    """The reviews of a site, what is wrong with their file, and the file's text by its path."""

    reviews: tuple[Review, ...] = ()
    invalid: tuple[Invalid, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


def read_reviews(folder: Path, root: Path) -> ReviewFile:
    """
    Read the reviews in `folder`; there are none where it has no such file.

    Paths in what is found are relative to `root`. Raises `OSError` where the file cannot be
    opened. A record that is not valid is left out.
    """
    file = folder / FILE
    if not unsaved.is_file(file):
        return ReviewFile(invalid=tuple(yaml_schema.misnamed(file, root)))
    return _read(file, file.relative_to(root).as_posix(), *unsaved.stamp(file))


# Every page that is built asks for it.
@functools.lru_cache(maxsize=8)
def _read(file: Path, path: str, _changed: int, _size: int) -> ReviewFile:
    text, not_utf8 = yaml_schema.read_file(file, path)
    if not_utf8:
        return ReviewFile(invalid=(not_utf8,), texts=((path, text),))
    if not any(line.partition("#")[0].strip() for line in text.splitlines()):
        return ReviewFile(texts=((path, text),))
    record, invalid = yaml_schema.parse(text, path, REVIEW_FIELDS)
    if record is None:
        return ReviewFile(invalid=tuple(invalid), texts=((path, text),))
    invalid += yaml_schema.incomplete(record, REVIEW_FIELDS)
    reviews = tuple(map(_review, filter(_is_whole, record.records("reviews"))))
    return ReviewFile(reviews, tuple(invalid), ((path, text),))


def _is_whole(record: Record) -> bool:
    return {"sentence", "passages", "by", "date"} <= record.values.keys()


def _review(record: Record) -> Review:
    return Review(place=record.place, **record.values)
