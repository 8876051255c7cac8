"""
The matcher: whether the evidence that a sentence cites supports what it states.

`of_passage` and `of_text` make the evidence of one citation, and `union` that of several.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from explainer.evidence import glosses, quotations, speakers
from explainer.evidence.date_matcher import DateMatcher
from explainer.evidence.date_types import from_iso
from explainer.evidence.evidence_content import EvidenceContent, EvidenceTexts
from explainer.evidence.figure_matcher import FigureMatcher
from explainer.evidence.statement import extract
from explainer.evidence.word_index import WordIndex
from explainer.text_normalization import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explainer.evidence.date_types import Date
    from explainer.evidence.figure_types import Figure
    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name
    from explainer.evidence.quotations import Quotation
    from explainer.evidence.relative_dates import RelativeDate
    from explainer.evidence.speakers import Speech
    from explainer.model import Passage, Source

_SEPARATOR = re.compile(r"[-_]|\d+")
_PRONOUN = re.compile(r"(?:It|He|She|They|This|These|Its|His|Her|Their)\b")


class Evidence:
    """The evidence of a sentence: it tells whether it supports what the sentence states."""

    def __init__(self, lexicon: Lexicon, texts: EvidenceTexts) -> None:
        """Store the texts of the evidence, and the lexicon to extract values with."""
        self.lexicon = lexicon
        self.content = EvidenceContent(lexicon, texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the passages, then those of their sources."""
        return self.content.all_texts

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the sources that may be quoted."""
        return self.content.texts.words

    @property
    def names(self) -> list[str]:
        """The names in it, as they are written."""
        texts = [text for text in self.texts if not text.isupper()]
        return [name.written for text in texts for name in extract(text, self.lexicon).names]

    @property
    def dates(self) -> list[str]:
        """The dates in it, as they are written."""
        return [each.written for each in self.content.dates]

    @functools.cached_property
    def _figures(self) -> FigureMatcher:
        return FigureMatcher(self.content)

    @functools.cached_property
    def _dates(self) -> DateMatcher:
        return DateMatcher(self.content)

    def supports_figure(self, figure: Figure, sentence: str, *, loose: bool = False) -> bool:
        """
        Whether a figure of a sentence is in it, about the same thing, or follows from it.

        With `loose` a bare number may stand for any unit.
        """
        return self._figures.supports(figure, sentence, loose=loose)

    def has_figure(self, figure: Figure, *, loose: bool = False) -> bool:
        """Whether a figure is in it, whatever it is about."""
        return self._figures.occurs(figure, loose=loose)

    def similar_figures(self, figure: Figure) -> list[str]:
        """The figures in it that count the same as a figure, as they are written there."""
        return self._figures.similar(figure)

    def supports_date(self, date: Date, sentence: str) -> bool:
        """Whether a date of a sentence is in it, about the same thing, or follows from it."""
        return self._dates.supports(date, sentence)

    def supports_relative_date(self, date: RelativeDate) -> bool:
        """Whether a relative date of a sentence has something in it that it is told from."""
        return self._dates.supports_relative(date)

    def supports_name(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether a name is in it; `others` are all the names of the sentence."""
        wording = self.content.wording
        if wording.contains(name, others):
            return not wording.contradicts(name, others)
        return bool(self.lexicon.glosses) and glosses.is_gloss(name, others, wording, self.lexicon)

    def name_beside(self, name: Name, others: Sequence[Name]) -> str:
        """The name of the evidence that a name of a sentence stands beside, or an empty text."""
        return glosses.name_beside(name, others, self.content.wording)

    def supports_quotation(self, quotation: Quotation) -> bool:
        """Whether a quotation is in its words, or is the title of a work that it names."""
        return self._has_in_source(quotation) or self._has_in_secondary(quotation)

    def has_only_in_secondary(self, quotation: Quotation) -> bool:
        """Whether a quotation is only in the words of a translation or a digest."""
        return self._has_in_secondary(quotation) and not self._has_in_source(quotation)

    def _has_in_secondary(self, quotation: Quotation) -> bool:
        return quotations.is_quoted_from(quotation, self.content.texts.secondary_words)

    def _has_in_source(self, quotation: Quotation) -> bool:
        return quotations.is_quoted_from(quotation, self.words) or quotations.is_quoted_from(
            quotation, self._titles
        )

    @functools.cached_property
    def _titles(self) -> list[str]:
        passages = self.content.texts.passages
        return [title for text in passages for title in quotations.titles(text)]

    def supports_speaker(self, speech: Speech) -> bool:
        """Whether one of the speakers that a sentence names speaks in it."""
        quoted = self.content.texts.quoted_people
        named = speech.direct or self._speaking(self.content.texts.passages)
        known = self._speakers if named else self.content.wording
        if speech.quoted and quoted and all(quoted):
            # The author of the passage did not say what it quotes.
            known = WordIndex(itertools.chain(*quoted), self.lexicon)
        return any(known.contains(name, speech.names) for name in speech.names)

    @functools.cached_property
    def _speakers(self) -> WordIndex:
        """The words that name its speakers: who publishes it, and who says or does it."""
        texts = self.content.texts
        found = list(
            map(plain_characters, (*texts.publishers, *itertools.chain(*texts.quoted_people)))
        )
        for fact in texts.passages:
            if self._speaking([fact]):
                # Where somebody speaks, nobody else does.
                continue
            subject = speakers.subject_of(plain_characters(fact))
            # The passage does not say who `it` is, and the title may begin with it.
            titles = map(plain_characters, texts.sources[:1])
            found += map(speakers.subject_of, titles) if _PRONOUN.match(subject) else [subject]
        in_passages = self._speaking(texts.passages)
        found += [
            name.written
            for text in texts.passages
            for name in speakers.in_apposition(
                plain_characters(text), extract(text, self.lexicon).names
            )
        ]
        found += in_passages or self._speaking(texts.sources[:1])
        return WordIndex(found, self.lexicon)

    def _speaking(self, texts: Iterable[str]) -> list[str]:
        speeches = (speech for text in texts for speech in extract(text, self.lexicon).speeches)
        return [name.written for speech in speeches for name in speech.names]


@functools.lru_cache(maxsize=20_000)
def of_passage(source: Source, passage: Passage, lexicon: Lexicon) -> Evidence:
    """
    The evidence of a passage, with its source's title, publisher, authors, origin and date.

    Those that the source relays speak in it, too.
    """
    said_by = [source.container_title, source.publisher, *source.authors, source.relays]
    publishers = tuple(filter(None, [*said_by, source.translated_by]))
    # An origin is a slug in small letters, and mostly of initials: `ft` is the FT.
    origin = _SEPARATOR.sub(" ", source.origin or "").upper()
    words = tuple(filter(None, [passage.words]))
    from_source = passage.words_from == "source"
    return Evidence(
        lexicon,
        EvidenceTexts(
            passages=tuple(filter(None, [passage.fact, passage.words, passage.locator])),
            sources=(source.title, *publishers, origin),
            issue_dates=(from_iso(source.issued),) if source.issued else (),
            publishers=(*publishers, origin),
            words=(*(words if from_source else ()), source.title),
            secondary_words=() if from_source else words,
            quoted_people=(_quoted_people(passage.fact, lexicon),) if passage.words else (),
            author_counts=(len(source.authors),),
        ),
    )


def _quoted_people(fact: str, lexicon: Lexicon) -> tuple[str, ...]:
    if " quoted" not in fact:
        return ()
    found = speakers.quoted_people(plain_characters(fact), extract(fact, lexicon).names)
    return tuple(name.written for name in found)


@functools.lru_cache(maxsize=4_000)
def of_text(text: str, lexicon: Lexicon) -> Evidence:
    """The evidence of a text by itself."""
    return Evidence(lexicon, EvidenceTexts((text,), words=(text,)))


def union(parts: Sequence[Evidence]) -> Evidence:
    """The evidence of several pieces together, of which there has to be at least one."""
    if len(parts) == 1:
        return parts[0]
    columns = zip(*(part.content.texts for part in parts), strict=True)
    joined = (tuple(itertools.chain(*column)) for column in columns)
    return Evidence(parts[0].lexicon, EvidenceTexts(*joined))
