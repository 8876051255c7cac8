"""Vocabulary: the names, units and words of one site, beside the general ones."""

from explainer.vocabulary.reader import FILE, VocabularyFile, read_vocabulary
from explainer.vocabulary.schema import VOCABULARY_FIELDS

__all__ = ["FILE", "VOCABULARY_FIELDS", "VocabularyFile", "read_vocabulary"]
