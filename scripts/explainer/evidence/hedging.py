"""Hedging: whether a sentence is uncertain, or attributes what it says."""

from __future__ import annotations

import re

from explainer.evidence.speakers import has_speaker
from explainer.text_normalization import plain_characters

_HEDGES = re.compile(
    r"\b(?:may|might|could|would|should|perhaps|possibly|probably|likely|unlikely|reportedly|"
    r"allegedly|apparently|supposedly|purportedly|presumably|if|whether|appears?|appeared|seems?|"
    r"seemed|suggests?|suggested|suggesting|indicates?|indicated|hints?|hinted|rumou?rs?|rumou?red|"
    r"alleged|alleges?|allegations?|disputed?|disputes|contradicted?|contradicts|unverified|"
    r"unconfirmed|unproven|unclear|unknown|uncertain|doubtful|doubts?|doubted|contested|"
    r"questionable|believed|thought|expected|expects?|planned|plans?|aims?|intends?|due to|"
    r"estimated?|estimates|estimating|forecasts?|projected|projections?|predicted|predicts?|"
    r"claim|claimed|claims|claiming|assert(?:s|ed)?|argu(?:es?|ed|ing)|accus(?:es?|ed|ing)|"
    r"opinion|view|views|interpretation|reading|reads|account|"
    r"no (?:one|source|public|independent|evidence|paper|proof|document|text|figure|report|record)|"
    r"nobody|none of|neither|nor|not|never|cannot|n't|without|lacks?|differ(?:s|ed)?|"
    r"disagree[sd]?|denie[sd]|deny|false|wrong|overstate[sd]?|exaggerate[sd]?|goes too far)\b",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"\b(?:according to|in (?:his|her|its|their|the) (?:words|view|opinion|account)|by (?:his|her|"
    r"its|their) own account|the (?:article|headline|blog|column|post)|"
    r"quot(?:es|ed|ing)|cit(?:es|ed|ing)|per|(?:is|are|was|were) said to)\b",
    re.IGNORECASE,
)
# "Called a failure by the bank's chief".
_CALLED_BY = re.compile(
    r"\b(?:branded|called|criticised|criticized|deemed|denounced|described|dismissed|dubbed|hailed"
    r"|judged|labell?ed|praised|rated|ranked)\b(?: [\w'-]+){0,8}? by (?:the |an? )?"
    r"(?:[a-z]+ ){0,2}[A-Z]"
)


def is_hedged(text: str) -> bool:
    """Whether a sentence is hedged, or attributed to a speaker."""
    plainly = plain_characters(text)
    attributed = _ATTRIBUTED.search(plainly) or _CALLED_BY.search(plainly)
    return bool(_HEDGES.search(plainly) or attributed) or has_speaker(plainly)
