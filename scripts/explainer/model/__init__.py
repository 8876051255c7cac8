"""
The nouns: what a source, a citation, a sentence, a page and a problem are.

Every value is frozen and nothing here reads or writes. Most are named tuples, which take a tenth
of the time of data classes to define: every build of a site waits for that.
"""

from explainer.model.article import Article, ArticleSentence
from explainer.model.citations import CLAIM_PREFIX, LABELS, Citation, is_label
from explainer.model.claims import (
    ALL_VERDICTS,
    DOUBTED,
    FORECAST,
    PARTS,
    STANCES,
    VERDICTS,
    Change,
    Claim,
    EvidenceItem,
)
from explainer.model.external_links import ExternalLink, ExternalLinks
from explainer.model.links import Link, Site
from explainer.model.page_structure import Heading, PageStructure
from explainer.model.pages import EmptyBlock, InheritedLabel, NearCitation, Page, Sentence
from explainer.model.places import Place, PositionMap, PositionRun
from explainer.model.problems import CannotCheckError, Invalid, OutdatedFile, Problem
from explainer.model.project import Project
from explainer.model.reviews import Review
from explainer.model.similarity import NameIndex, nearest, similarity
from explainer.model.sources import (
    SECOND_HAND,
    SEEN,
    TIERS,
    TITLES_FROM,
    WORDS_FROM,
    Passage,
    Source,
)
from explainer.model.suppressions import (
    Applied,
    Ignore,
    LinkSettings,
    Remap,
    StaleBaselineEntry,
    SuppressionDefects,
    Waiver,
)
from explainer.model.vocabulary import Gloss, Unit, Vocabulary

__all__ = [
    "ALL_VERDICTS",
    "CLAIM_PREFIX",
    "DOUBTED",
    "FORECAST",
    "LABELS",
    "PARTS",
    "SECOND_HAND",
    "SEEN",
    "STANCES",
    "TIERS",
    "TITLES_FROM",
    "VERDICTS",
    "WORDS_FROM",
    "Applied",
    "Article",
    "ArticleSentence",
    "CannotCheckError",
    "Change",
    "Citation",
    "Claim",
    "EmptyBlock",
    "EvidenceItem",
    "ExternalLink",
    "ExternalLinks",
    "Gloss",
    "Heading",
    "Ignore",
    "InheritedLabel",
    "Invalid",
    "Link",
    "LinkSettings",
    "NameIndex",
    "NearCitation",
    "OutdatedFile",
    "Page",
    "PageStructure",
    "Passage",
    "Place",
    "PositionMap",
    "PositionRun",
    "Problem",
    "Project",
    "Remap",
    "Review",
    "Sentence",
    "Site",
    "Source",
    "StaleBaselineEntry",
    "SuppressionDefects",
    "Unit",
    "Vocabulary",
    "Waiver",
    "is_label",
    "nearest",
    "similarity",
]
