"""What kind of file a path is, and which fields it may have."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from explainer.claims import ARTICLE_FIELDS, CLAIM_FIELDS
from explainer.config import CONFIG_NAMES, EXTENSION
from explainer.data import DATA_FILES
from explainer.markdown import options
from explainer.model import LABELS
from explainer.reviews import REVIEW_FIELDS
from explainer.sources import FIELDS
from explainer.vocabulary import VOCABULARY_FIELDS
from explainer.yaml_schema import Field

if TYPE_CHECKING:
    from explainer.settings import Settings

PAGE_FIELDS = (
    Field("title", "text", "The title of the page, in the tab and in search results.", "Heat"),
    Field("description", "text", "What search results and previews say of it.", "How warm it is."),
    Field(
        "label",
        "one of",
        "What every sentence of the page is that cites nothing.",
        "about",
        choices=LABELS,
    ),
    Field("label_reason", "text", "Why no source can be cited for what it says.", "Only we know."),
)
"""The fields of a page's front matter of which this package knows."""


class FileKind(NamedTuple):
    """
    A kind of file: its name, the fields in it, and the keys below which they stand.

    `front_matter` is true where they are at the head of a Markdown page.
    """

    name: str
    fields: tuple[Field, ...]
    below: tuple[str, ...] = ()
    front_matter: bool = False


SOURCE = FileKind("source", FIELDS)
CLAIM = FileKind("claim", CLAIM_FIELDS, front_matter=True)
PAGE = FileKind("page", PAGE_FIELDS, front_matter=True)
ARTICLE = FileKind("article", ARTICLE_FIELDS)
VOCABULARY = FileKind("vocabulary", VOCABULARY_FIELDS)
REVIEWS = FileKind("reviews", REVIEW_FIELDS)
SETTINGS = FileKind("settings", options.fields(), ("markdown_extensions", EXTENSION))
DATA_KINDS = {
    data.folder or f"{data.name}.yml": FileKind(data.name, data.fields) for data in DATA_FILES
}
"""The kinds of data files, by their folder or their name in the folder of pages."""
KINDS = (SOURCE, CLAIM, ARTICLE, VOCABULARY, REVIEWS, *DATA_KINDS.values(), SETTINGS)
"""Every kind of file with fields of its own."""

_NO_CLAIM = {"index.md", "README.md"}


def kind_of(path: str, settings: Settings) -> FileKind | None:
    """The kind of the file at a path relative to the project; `None` for any other file."""
    if path in CONFIG_NAMES and path.endswith((".yml", ".yaml")):
        return SETTINGS
    below = PurePosixPath(path)
    docs = PurePosixPath(settings.named(settings.docs_dir))
    if docs.parts and not below.is_relative_to(docs):
        return None
    below = below.relative_to(docs)
    top = below.parts[0] if len(below.parts) > 1 else ""
    if below.suffix == ".md":
        return CLAIM if top == "claims" and below.name not in _NO_CLAIM else PAGE
    if below.suffix != ".yml":
        return None
    if top == "sources":
        return SOURCE
    whole = {"article.yml": ARTICLE, "vocabulary.yml": VOCABULARY, "reviews.yml": REVIEWS}
    return (whole if not top else {}).get(below.name) or DATA_KINDS.get(top or below.name)
