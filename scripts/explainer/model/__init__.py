"""
The nouns: what a source, a citation, a sentence, a page and a problem are.

Every value is frozen and nothing here reads or writes. Most are named tuples, which take a tenth
of the time of data classes to define: every build of a site waits for that.
"""

from explainer.model.article import Article, ArticleSentence
from explainer.model.citations import CLAIMS, LABELS, Citation, is_label
from explainer.model.claims import (
    ALL_VERDICTS,
    DOUBTED,
    FORECAST,
    PARTS,
    STANCES,
    VERDICTS,
    Change,
    Claim,
    Exhibit,
)
from explainer.model.external_links import Asked, Web
from explainer.model.links import Link, Site
from explainer.model.pages import Block, Page, Sentence, Worn
from explainer.model.places import Place, PositionMap, PositionRun
from explainer.model.problems import CannotCheckError, Invalid, Outdated, Problem
from explainer.model.project import Project
from explainer.model.similarity import likeness, nearest
from explainer.model.sources import SECOND_HAND, SEEN, TIERS, WORDS_FROM, Passage, Source
from explainer.model.suppressions import Ignore, Outcome, Stale, Waiver
from explainer.model.vocabulary import Unit, Vocabulary

__all__ = [
    "ALL_VERDICTS",
    "CLAIMS",
    "DOUBTED",
    "FORECAST",
    "LABELS",
    "PARTS",
    "SECOND_HAND",
    "SEEN",
    "STANCES",
    "TIERS",
    "VERDICTS",
    "WORDS_FROM",
    "Article",
    "ArticleSentence",
    "Asked",
    "Block",
    "CannotCheckError",
    "Change",
    "Citation",
    "Claim",
    "Exhibit",
    "Ignore",
    "Invalid",
    "Link",
    "Outcome",
    "Outdated",
    "Page",
    "Passage",
    "Place",
    "PositionMap",
    "PositionRun",
    "Problem",
    "Project",
    "Sentence",
    "Site",
    "Source",
    "Stale",
    "Unit",
    "Vocabulary",
    "Waiver",
    "Web",
    "Worn",
    "is_label",
    "likeness",
    "nearest",
]
