"""Vocabulary: the names, units and words of one site, beside the general ones."""

from explainer.vocabulary.fields import VOCABULARY_FIELDS
from explainer.vocabulary.reading import FILE, VocabularyFile, read_vocabulary

__all__ = ["FILE", "VOCABULARY_FIELDS", "VocabularyFile", "read_vocabulary"]
