"""The mutators: single edits of texts and of the front matter of claims."""

from __future__ import annotations

import calendar
import functools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence
from explainer.model import FORECAST

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from explainer.model import Claim, EvidenceItem, Project

Edit = tuple[int, int, list[str]]
"""A stretch of a text, and what could stand there instead."""

_SCALES = {
    "thousand": "million", "million": "billion", "billion": "trillion", "trillion": "billion",
    "GB": "TB", "TB": "GB", "kW": "MW", "MW": "GW", "GW": "MW", "bn": "tn", "nm": "mm",
    "mm": "cm", "cm": "mm", "km": "m", "kg": "g", "mg": "g", "µg": "mg", "tonnes": "kilograms",
    "ml": "litres", "litres": "gallons", "hectares": "acres", "acres": "hectares", "ppm": "ppb",
    "kilometres": "miles", "miles": "kilometres", "hours": "days", "days": "weeks",
    "weeks": "months", "months": "years", "years": "months",
}  # fmt: skip
_CURRENCIES = {
    "US$": "RMB ", "$": "€", "€": "$", "£": "$", "RMB": "US$", "dollars": "yuan",
    "yuan": "dollars", "euros": "dollars",
}  # fmt: skip
_MONTHS = calendar.month_name[1:]
_SCALE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_SCALES)})(?![A-Za-z])")
_CURRENCY = re.compile("|".join(re.escape(each) for each in _CURRENCIES))
_PERCENT = re.compile(r" ?%| per ?cent")
_MONTH = re.compile("|".join(_MONTHS))
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LAST_SAFE_DAY = 27
_POSSESSIVE = re.compile(r"['’]s?$")
CITATION = re.compile(r"@[^\s\];,]+")


def digits(text: str, start: int, end: int, chance: random.Random) -> Iterator[Edit]:
    """Another digit in the place of one, of which the first never becomes nought."""
    at = [index for index in range(start, end) if text[index].isdigit() and text[index].isascii()]
    if at:
        index = chance.choice(at)
        lowest = "1" if index == at[0] else "0"
        yield index, index + 1, [d for d in "0123456789" if d >= lowest and d != text[index]]


def percent(text: str, start: int, end: int) -> Iterator[Edit]:
    """Percentage points in the place of per cent."""
    match = _PERCENT.search(text, start, end)
    if match:
        yield match.start(), match.end(), [" percentage points"]


def scale(text: str, start: int, end: int) -> Iterator[Edit]:
    """Another scale or size of unit."""
    match = _SCALE.search(text, start, end)
    if match:
        yield match.start(), match.end(), [_SCALES[match[0]]]


def currency(text: str, start: int, end: int) -> Iterator[Edit]:
    """Another currency."""
    match = _CURRENCY.search(text, start, end)
    if match:
        yield match.start(), match.end(), [_CURRENCIES[match[0]]]


def date(text: str, start: int, end: int, part: str, chance: random.Random) -> Iterator[Edit]:
    """Another day, month or year in a date."""
    month, year = _MONTH.search(text, start, end), _YEAR.search(text, start, end)
    if part == "month" and month:
        yield month.start(), month.end(), [each for each in _MONTHS if each != month[0]]
    if part == "year" and year:
        number = int(year[0])
        yield year.start(), year.end(), [str(number + by) for by in (-2, -1, 1, 2)]
    day = _DAY.search(text, start, end)
    if part == "day" and day and month:
        others = [each for each in range(1, _LAST_SAFE_DAY + 1) if each != int(day[0])]
        yield day.start(), day.end(), [str(chance.choice(others))]


def word(text: str, start: int, end: int, chance: random.Random) -> Iterator[Edit]:
    """Another word in the place of one of a quotation's."""
    inside = [match for match in re.finditer(r"\w{3,}", text[start:end]) if match[0].isalpha()]
    others = [each for each in re.findall(r"[a-z]{4,}", text) if each not in text[start:end]]
    if inside and others:
        match = chance.choice(inside)
        yield start + match.start(), start + match.end(), [chance.choice(others)]


def bare(name: str) -> str:
    """A name without its possessive ending."""
    return _POSSESSIVE.sub("", name)


def _meaning(name: str, lexicon: evidence.Lexicon) -> str:
    """What a name means, whatever its number and its alias."""
    return " ".join(each.folded.removesuffix("s") for each in evidence.extract(name, lexicon).names)


_KNOWN = 3
"""How often a name has to be used to be put in the place of another."""


class Pools(NamedTuple):
    """What can be put in the place of a name, and what is known of names."""

    organisation: tuple[str, ...]
    model: tuple[str, ...]
    lexicon: evidence.Lexicon

    def bodies(self, sentence: str) -> Iterator[Edit]:
        """Another organisation in the place of each that a sentence names."""
        for name in self.organisation:
            match = _whole(name).search(sentence) if name in sentence else None
            if match:
                yield (*match.span(), self._others(self.organisation, name, sentence))

    def models(self, name: str, sentence: str) -> list[str]:
        """Other models, if a name is one; none that the sentence has already."""
        return self._others(self.model, name, sentence) if name in self.model else []

    def _others(self, known: Iterable[str], name: str, sentence: str) -> list[str]:
        same = _meaning(name, self.lexicon)
        return [o for o in known if _meaning(o, self.lexicon) != same and o not in sentence]


def pools(project: Project) -> Pools:
    """
    The names in a project by what they name.

    Organisations are those that publish, write or speak in the sources; models are names with a
    figure in them. Where too few of them are used often, those that are used at all will do.
    """
    lexicon = evidence.lexicon_of(project.vocabulary)
    bodies: set[str] = set()
    texts = [sentence.text for page in project.pages for sentence in page.sentences]
    models: Counter[str] = Counter()
    for source in project.sources.values():
        bodies.update(filter(None, (source.container_title, source.publisher, *source.authors)))
        for passage in source.passages:
            texts.append(passage.fact)
            bodies |= {
                bare(each.names[0].written)
                for each in evidence.extract(passage.fact, lexicon).speeches
                if each.direct and len(each.names) == 1
            }
    for text in texts:
        names = evidence.extract(text, lexicon).names
        models.update(bare(n.written) for n in names if any(map(str.isdigit, n.written)))
    named = Counter(
        {
            name: sum(1 for text in texts if name in text and _whole(name).search(text))
            for name in bodies
            if name[:1].isalpha() and not any(map(str.isdigit, name))
        }
    )
    return Pools(_often(named), _often(models), lexicon)


def _often(named: Counter[str]) -> tuple[str, ...]:
    """Those names that are used often, or where they are few, those that are used at all."""
    often = sorted(name for name in named if named[name] >= _KNOWN)
    return tuple(often if len(often) > 1 else sorted(name for name in named if named[name]))


@functools.lru_cache(maxsize=2_000)
def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def unsupported_verdicts(claim: Claim) -> list[str]:
    """The verdicts that the evidence of a claim does not support."""
    stances = {exhibit.stance for exhibit in claim.evidence}
    verdicts = [FORECAST, "partly-supported"]
    if not {"supports", "contradicts"} <= stances:
        verdicts.append("disputed")
    if "contradicts" not in stances:
        verdicts.append("contradicted")
    if "supports" not in stances:
        verdicts += ["supported", "reported"]
    return [verdict for verdict in verdicts if verdict != claim.verdict]


def decisive_evidence(claim: Claim, project: Project, *, removed: bool) -> list[int]:
    """The indexes of the evidence whose removal, or negation, makes the verdict invalid."""
    found: list[int] = []
    if not _holds(claim.verdict, list(claim.evidence), project):
        return found
    for index, exhibit in enumerate(claim.evidence):
        left = [each for other, each in enumerate(claim.evidence) if other != index]
        if exhibit.stance not in OPPOSED:
            continue
        if not removed:
            left.append(exhibit._replace(stance=OPPOSED[exhibit.stance]))
        if not _holds(claim.verdict, left, project):
            found.append(index)
    return found


OPPOSED = {"supports": "contradicts", "contradicts": "supports"}
"""The stances that have an opposite, and which."""


def _holds(verdict: str, evidence_left: list[EvidenceItem], project: Project) -> bool:
    """Whether a verdict has the evidence that its definition requires."""
    carrying = [each for each in evidence_left if not project.is_of_pointer(each.citation)]
    supports = [each for each in carrying if each.stance == "supports"]
    against = [each for each in carrying if each.stance == "contradicts"]
    if verdict == "supported":
        sources = [project.sources.get(each.citation.key) for each in supports]
        origins = {source.origin for source in sources if source}
        primary = any(
            source is not None and source.tier == "primary" and each.first_hand
            for source, each in zip(sources, supports, strict=True)
        )
        return primary or len(origins) > 1
    if verdict == "reported":
        return bool(supports) and not against
    if verdict == "disputed":
        return bool(supports and against)
    if verdict == "unverified":
        return not supports
    return bool(against) if verdict == "contradicted" else True


def field(text: str, name: str, instead: list[str]) -> Iterator[Edit]:
    """Another value of a field of the front matter."""
    match = re.search(rf"^{name}:[ \t]*(.+?)[ \t]*$", text, re.MULTILINE)
    if match:
        yield match.start(1), match.end(1), instead


_ITEM = re.compile(r"^  - cite: .*\n(?:    .*\n|      .*\n)*", re.MULTILINE)


def stance(text: str, index: int) -> Iterator[Edit]:
    """The opposite stance of a piece of evidence, given by its index."""
    items = list(_ITEM.finditer(text))
    match = index < len(items) and re.search(r"stance:\s*(\w+)", items[index][0])
    if match:
        start = items[index].start() + match.start(1)
        yield start, start + len(match[1]), [OPPOSED[match[1]]]


def item(text: str, index: int) -> Iterator[Edit]:
    """A piece of evidence taken out, given by its index."""
    items = list(_ITEM.finditer(text))
    if index < len(items):
        yield items[index].start(), items[index].end(), [""]
