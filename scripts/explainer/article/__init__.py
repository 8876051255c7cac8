"""The text of an article: its blocks, outline and metadata, and its diff with `article.yml`."""

from explainer.article.charset import ArticleError
from explainer.article.diff import Comparison, compare
from explainer.article.language import language_of
from explainer.article.metadata import Metadata, checked
from explainer.article.outline import Outline, Part, outline_of
from explainer.article.reader import (
    ArticleText,
    read_sentences,
    read_string,
    read_text,
)
from explainer.article.sentences import TextSentence, sentences_of

__all__ = [
    "ArticleError",
    "ArticleText",
    "Comparison",
    "Metadata",
    "Outline",
    "Part",
    "TextSentence",
    "checked",
    "compare",
    "language_of",
    "outline_of",
    "read_sentences",
    "read_string",
    "read_text",
    "sentences_of",
]
