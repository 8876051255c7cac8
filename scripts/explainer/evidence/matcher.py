"""What a text states, and what a passage holds, side by side."""

from __future__ import annotations

import bisect
import functools
import itertools
import operator
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer.evidence import (
    arithmetic,
    clauses,
    dates,
    figure_context,
    figure_matching,
    figure_parser,
    names,
    proportions,
    quotations,
    speakers,
)
from explainer.evidence.dates import Date
from explainer.evidence.english import WRITERS
from explainer.evidence.figure_context import Context, misplaced
from explainer.evidence.figure_precision import hedge_of
from explainer.evidence.figure_types import Figure
from explainer.evidence.names import Wording
from explainer.text import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from explainer.evidence.lexicon import Lexicon
    from explainer.evidence.names import Name
    from explainer.evidence.quotations import Quotation
    from explainer.evidence.speakers import Speech
    from explainer.model import Passage, Source

_ORIGIN = re.compile(r"[-_]|\d+")
_PRONOUN = re.compile(r"(?:It|He|She|They|This|These|Its|His|Her|Their)\b")
_MOST_DAYS = 366
_DAY = 86400
_SOFT = 2
_MOST_PLACES = 20
_RUNNER_UP = re.compile(r"\brunners?-up\b|\bsilver\b")
_PERIOD = re.compile(
    r"\b(?:an?|the|last|past|previous|next|coming|this|that) "
    r"(hour|day|week|fortnight|month|year|decade|century|millennium)\b"
)
_FELL = re.compile(
    r"\b(?:fell|fall(?:s|en|ing)?|dropp?(?:s|ed|ing)?|lost|lose[sd]?|los(?:s|ing)|declin\w+|decreas\w+|"
    r"reduc\w+|lower\w*|cut|cuts|shrank|shr[iu]nk\w*|down|contract\w+|slid|sank|plunged|less|below)\b"
)
_NUMBERED = re.compile(r"\d{3,4}[A-Z]?")
_MODEL = re.compile(r"\d+[A-Z]")
_PUBLISHED = re.compile(
    r"\b(?:report|wrote|writ|publish|dated|article|issue of|post|release note|judge?ment|ruling"
    r"|verdict|study|studies|paper|bulletin|review|came out)"
)


class Statement(NamedTuple):
    """Everything in a text that can be compared; offsets are those of the text."""

    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    speeches: tuple[Speech, ...]


@functools.lru_cache(maxsize=20_000)
def read(text: str, lexicon: Lexicon) -> Statement:
    """What a text states. No text raises."""
    plainly = plain_characters(text)
    found = _numbers(text, lexicon)
    taken = [(each.start, each.end) for part in found for each in part]
    named = names.read(plainly, lexicon, taken)
    quoted, speeches = quotations.read(text), speakers.read(plainly, named)
    if quoted and len(speeches) == 1:
        speeches = [speeches[0]._replace(quoted=True)]
    return Statement(
        found.figures,
        found.dates,
        tuple(named),
        tuple(quoted),
        tuple(speeches),
    )


class Numbers(NamedTuple):
    """The figures and the dates in a text."""

    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]


@functools.lru_cache(maxsize=20_000)
def _numbers(text: str, lexicon: Lexicon) -> Numbers:
    """The figures and the dates in a text, which is all that most evidence is asked for."""
    plainly = plain_characters(text)
    found = dates.read(plainly, lexicon)
    return Numbers(
        tuple(figure_parser.read(dates.blank(plainly, found), lexicon)),
        tuple(found),
    )


class Held(NamedTuple):
    """
    A figure or a date in some evidence, and the text that it stands in.

    `own` is true for what the passage itself says, and false for what its source's title or date
    of issue adds.
    """

    value: Any
    text: str
    own: bool
    lexicon: Lexicon

    @property
    def written(self) -> str:
        """How it is written there."""
        return self.text[self.value.start : self.value.end] or dates.iso(self.value)

    @property
    def beside(self) -> list[Figure]:
        """The other figures of its text."""
        figures_ = _numbers(self.text, self.lexicon).figures
        return [each for each in figures_ if each.start != self.value.start]

    @property
    def context(self) -> Context:
        """What it stands beside there."""
        is_date = isinstance(self.value, Date)
        found = _context(self.text, self.value.start, self.value.end, is_date, self.lexicon)
        often = not is_date and self.value.unit == "times"
        return found._replace(behind="time") if often else found


class Evidence:
    """
    What some passages hold, with what is known of their sources.

    Most of it is never asked for, so that each part is read when it is.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (these are what evidence is made of)
        self,
        lexicon: Lexicon,
        own: tuple[str, ...],
        about: tuple[str, ...] = (),
        issued: tuple[Date, ...] = (),
        voices: tuple[str, ...] = (),
        words: tuple[str, ...] = (),
        others_words: tuple[str, ...] = (),
        quoted: tuple[tuple[str, ...], ...] = (),
        authors: tuple[int, ...] = (),
    ) -> None:
        """
        Take the texts, and what they are read with.

        `own` are what the passages say, their facts first; `about` are titles, publishers and
        the like, and `issued` the days of issue; `voices` are those who publish; `words` may be
        quoted, while `others_words` are a translation's or a digest's; `quoted` are those of whom
        each passage says that they are its.
        `authors` is how many wrote each of the sources.
        """
        self.lexicon = lexicon
        self.own = own
        self.about = about
        self.issued = issued
        self.voices = voices
        self.words = words
        self.others_words = others_words
        self.quoted = quoted
        self.authors = authors

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is said in it and of it."""
        return (*self.own, *self.about)

    @functools.cached_property
    def figures(self) -> tuple[Held, ...]:
        """The figures in it."""
        return tuple(self._held("figures"))

    @functools.cached_property
    def dates(self) -> tuple[Held, ...]:
        """The dates in it."""
        return (
            *self._held("dates"),
            *(Held(date, "", own=False, lexicon=self.lexicon) for date in self.issued),
        )

    def _held(self, kind: str) -> Iterator[Held]:
        for text in self.texts:
            for value in getattr(_numbers(text, self.lexicon), kind):
                yield Held(value, text, text in self.own, self.lexicon)

    @functools.cached_property
    def wording(self) -> Wording:
        """The words in it, as names."""
        return Wording(map(plain_characters, self.texts), self.lexicon)

    @functools.cached_property
    def speakers(self) -> Wording:
        """The words that name who speaks in it: who publishes it, and who says or does it."""
        heard = [
            plain_characters(voice) for voice in (*self.voices, *itertools.chain(*self.quoted))
        ]
        for fact in self.own:
            subject = speakers.opening(plain_characters(fact))
            # Whoever `it` is, the passage does not say.
            heard += self.about if _PRONOUN.match(subject) else [subject]
        spoken = [name for text in self.own for name in self._speaking(text)]
        heard += [
            name.written
            for text in self.own
            for name in speakers.apposed(plain_characters(text), read(text, self.lexicon).names)
        ]
        heard += spoken or [name for text in self.about[:1] for name in self._speaking(text)]
        return Wording(heard, self.lexicon)

    def _speaking(self, text: str) -> list[str]:
        speeches = read(text, self.lexicon).speeches
        return [name.written for speech in speeches for name in speech.names]

    @property
    def names(self) -> list[str]:
        """The names in it, as they are written."""
        texts = [text for text in self.texts if not text.isupper()]
        return [name.written for text in texts for name in read(text, self.lexicon).names]

    def figures_like(self, figure: Figure) -> list[str]:
        """
        The figures in it that count the same, as they are written there.

        Those of its very unit go before bare numbers, and a number that only a title or a name has
        is no hint of what a measure should be.
        """
        like = [
            h
            for h in self.figures
            if figure_matching.same_unit(figure, h.value)
            and (figure.in_name or not h.value.in_name)
        ]
        same = [h for h in like if h.value.unit == figure.unit]
        return [h.written for h in same or [h for h in like if h.own]]

    def lacks_figure(self, figure: Figure, sentence: str, *, loose: bool = False) -> bool:
        """
        Whether a figure of a sentence is not in it, or is there but of something else.

        `loose` lets a bare number stand for any unit.
        """
        if figure.unit == proportions.UNIT:
            around = plain_characters(sentence[: figure.end + _NEAR])
            return proportions.contradicts(figure, around, self.shares, self._plainly)
        like = [h for h in self.figures if figure_matching.same_unit(figure, h.value, loose=loose)]
        if figure.unit and any(each.own and each.value.unit == figure.unit for each in like):
            # What the passage says goes before what a title says.
            like = [each for each in like if each.own]
        same = [h for h in like if figure_matching.held(figure, h.value, loose=loose)]
        if not same and figure.unit == "ordinal" and figure.value <= _SOFT:
            # `First` and `second` count things only where the evidence counts them too; where
            # there is a second one, there is a first.
            return self._counts_others(figure, sentence, like)
        if not same:
            return not self._follows(figure, sentence, like)
        written = sentence[figure.start : figure.end]
        if not figure.unit and _NUMBERED.fullmatch(written):
            # As in `the 960`, the name of a thing and not how many there are.
            return False
        side = _SIDE.match(plain_characters(sentence[figure.end : figure.end + _NEXT]))
        if side and all(_other_side(side[1], each) for each in same):
            return True
        known = set(map(id, same))
        others = [
            h
            for h in like
            if h.own
            and id(h) not in known
            and h.value.unit == figure.unit
            and abs(h.value.value) != abs(figure.value)
        ]
        return self._misplaced(figure, sentence, same, others)

    def _counts_others(self, figure: Figure, sentence: str, like: Sequence[Held]) -> bool:
        """Whether the evidence counts the same as a `first` or `second` in a sentence otherwise."""
        noun = _context(sentence, figure.start, figure.end, False, self.lexicon).behind  # noqa: FBT003
        told = [h for h in like if h.value.value <= _MOST_PLACES or h.context.behind == noun]
        if not told or self._precedes(figure, sentence, told):
            return False
        return not (figure.value == _SOFT and any(map(_RUNNER_UP.search, self._plainly)))

    def _precedes(self, figure: Figure, sentence: str, like: Sequence[Held]) -> bool:
        """Whether it is the first beside a second or third of the sentence and the evidence."""
        later = {each.value.value for each in like} & _ordinals(sentence, self.lexicon)
        return figure.value == 1 and any(value > 1 for value in later)

    def _follows(self, figure: Figure, sentence: str, like: Sequence[Held]) -> bool:
        """Whether a figure that nothing has as it is follows from what is there."""
        if self._goes_elsewhere(figure, sentence):
            return False
        return (
            (figure.in_name and self.wording.holds_number(_digits(figure)))
            or self._with_unit(figure)
            or self._with_others(figure)
            or self._as_year(figure)
            or self._as_share(figure)
            or self._as_authors(figure, sentence)
            or self._one_by_one(figure, like)
            or self._fallen(figure, sentence, like)
            or self._with_lengths(figure, sentence)
        )

    def _goes_elsewhere(self, figure: Figure, sentence: str) -> bool:
        """Whether it is where something went to that went elsewhere in the evidence."""
        stated = _numbers(sentence, self.lexicon).figures
        index = bisect.bisect_left(stated, figure.start, key=lambda each: each.start)
        if not 0 < index < len(stated) or not self._moves:
            return False
        begin = stated[index - 1].start
        if figure.start - begin > _NEAR:
            return False
        text = plain_characters(sentence[begin : figure.end])
        one, two = (
            arithmetic.At(each._replace(start=each.start - begin, end=each.end - begin), text)
            for each in stated[index - 1 : index + 1]
        )
        return arithmetic.from_to(one, two) and any(
            figure_matching.held(one.figure, begin) and figure_matching.same_unit(figure, end)
            for begin, end in self._moves
        )

    @functools.cached_property
    def _moves(self) -> list[tuple[Figure, Figure]]:
        """The figures in it from which, and to which, something went."""
        pairs = itertools.pairwise(self._at)
        return [(one.figure, two.figure) for one, two in pairs if arithmetic.from_to(one, two)]

    @functools.cached_property
    def _at(self) -> tuple[arithmetic.At, ...]:
        """The figures in it, each with its text in plain characters."""
        # From the numbers of a title nothing follows.
        return tuple(
            arithmetic.At(each.value, plain_characters(each.text))
            for each in self.figures
            if each.own
        )

    @functools.cached_property
    def _lengths(self) -> tuple[arithmetic.Length, ...]:
        """The times of which it speaks without a number: a decade, and from 1990 to 2020."""
        return (
            # Of when it came out, the year alone says how long ago something was.
            *dates.spans(
                [
                    each.value if each.own else dates.issued(str(each.value.year))
                    for each in self.dates
                ]
            ),
            *(length for text in self.own for length in _periods(text, self.lexicon)),
        )

    def _with_lengths(self, figure: Figure, sentence: str) -> bool:
        """Whether it is as long as the time of which the evidence speaks, or follows from it."""
        lengths = self._lengths if figure.unit in {"second", "month"} and not figure.rates else ()
        if any(figure_matching.lasts(figure, unit, length) for unit, length in lengths) or (
            lengths and any(figure_matching.held(figure, other) for other in self._periods)
        ):
            return True
        begin = max(0, figure.start - _NEAR)
        around = plain_characters(sentence[begin : figure.end + _NEAR])
        moved = figure._replace(start=figure.start - begin, end=figure.end - begin)
        lengths = (*self._lengths, *_lengths(sentence, self.lexicon))
        return arithmetic.follows(moved, around, self._at, lengths)

    @functools.cached_property
    def _periods(self) -> list[Figure]:
        """The times of which it speaks without a number, with their hedges: longer than a year."""
        found = []
        for text in self._plainly:
            for match in _PERIOD.finditer(text):
                unit = self.lexicon.exact.known[match[1]]
                hedge = hedge_of(text, *match.span())
                factor = unit.factor
                found.append(Figure(factor, unit.base, factor, hedge, *match.span(), factor))
        return found

    @functools.cached_property
    def _plainly(self) -> list[str]:
        return [plain_characters(text) for text in self.own]

    @functools.cached_property
    def shares(self) -> tuple[proportions.Share, ...]:
        """The parts of all that the passages speak of."""
        return tuple(
            share
            for text in self.own
            for share in proportions.read(
                plain_characters(text), _numbers(text, self.lexicon).figures
            )
        )

    def _as_year(self, figure: Figure) -> bool:
        """Whether what was taken for a count is a year: in `the 2020 elections` it may be one."""
        years = not figure.unit and figure.factor == 1 and figure.value in dates.YEARS
        return years and any(each.value.year == figure.value for each in self.dates)

    def _as_share(self, figure: Figure) -> bool:
        """Whether it is how many per cent so many of so many are: 17 of 212 are 8 per cent."""
        return figure.unit == "%" and any(
            figure_matching.rounds(figure, share.value * 100)
            for share in self.shares
            if share.counted
        )

    def _as_authors(self, figure: Figure, sentence: str) -> bool:
        """Whether it is how many wrote a source: `the two economists` found it."""
        wrote = figure.counted in WRITERS and figure.value in self.authors
        return wrote and sentence[max(0, figure.start - 4) : figure.start].casefold() == "the "

    def _one_by_one(self, figure: Figure, like: Sequence[Held]) -> bool:
        """Whether both numbers of a result are there, and no result is."""
        if figure.unit != "score" or any(each.value.unit == "score" for each in like):
            return False
        numbers = {each.value.value for each in self.figures if not each.value.unit}
        return all(other.value in numbers for other in figure.also)

    def _fallen(self, figure: Figure, sentence: str, like: Sequence[Held]) -> bool:
        """Whether something fell by so much, and the evidence has the change with its sign."""
        if figure.value <= 0 or not _FELL.search(sentence, max(0, figure.start - 50), figure.start):
            return False
        less = figure._replace(value=-figure.value)
        return any(figure_matching.held(less, each.value) for each in like if each.value.value < 0)

    def misplaces_figure(self, figure: Figure, *, loose: bool = False) -> bool:
        """Whether a figure that is lacking is there all the same, but of something else."""
        return any(figure_matching.held(figure, each.value, loose=loose) for each in self.figures)

    def _with_unit(self, figure: Figure) -> bool:
        """Whether a bare number has its unit from its neighbours, as in `sand 2 kg, lime 4`."""
        factors = {h.value.factor for h in self.figures if h.value.unit == figure.unit}
        bare = [h.value for h in self.figures if not h.value.unit and not h.value.counted]
        return figure_matching.may_leave_out(figure.unit) and any(
            figure_matching.held(
                figure, other._replace(value=other.value * factor, unit=figure.unit)
            )
            for other in bare
            for factor in factors
        )

    def _with_others(self, figure: Figure) -> bool:
        """Whether the evidence counts all but one, as in `a founder and two others`."""
        return not figure.unit and any(
            each.context.behind == "other" and each.value.value + 1 == figure.value
            for each in self.figures
        )

    def lacks_date(self, date: Date, sentence: str) -> bool:
        """Whether a date of a sentence is not in it, or is there but of something else."""
        if not dates.on_its_weekday(date, sentence):
            return True
        years = {each.value.year for each in self.dates} - {0}
        precision = dates.precision(date)
        own = [each for each in self.dates if each.own]
        told = any(
            dates.precision(h.value) >= precision and (h.value.year or precision) for h in own
        )
        same = [
            each
            for each in self.dates
            if (each.own or not told or _of_publishing(date, sentence))
            and dates.held(date, each.value, years)
        ]
        if not same:
            return not (self._shifted(date) or self._as_count(date, sentence))
        same = [each for each in same if each.own] or same
        others = [each for each in own if dates.apart(date, each.value)]
        return self._misplaced(date, sentence, same, others)

    def _shifted(self, date: Date) -> bool:
        """Whether it is as many days from a date of the evidence as the evidence says."""
        days = [
            int(h.value.value / _DAY)
            for h in self.figures
            if h.value.unit == "second" and h.value.value % _DAY == 0
        ]
        full = [h.value for h in self.dates if h.value.year and h.value.first == h.value.last]
        return any(
            dates.held(date, dates.shifted(other, sign * count), ())
            for other in full
            for count in days[:9]
            for sign in (-1, 1)
            if count < _MOST_DAYS
        )

    def _as_count(self, date: Date, sentence: str) -> bool:
        """Whether what was taken for a year is a count, as `in 2020 patients` has one."""
        return dates.maybe_count(date, plain_characters(sentence), self.lexicon) and any(
            not each.value.unit and each.value.value == date.year for each in self.figures
        )

    def _misplaced(
        self, value: Figure | Date, sentence: str, same: Sequence[Held], others: Sequence[Held]
    ) -> bool:
        if not others or not all(each.own for each in same):
            return False
        is_date = isinstance(value, Date)
        if not isinstance(value, Date):
            stated = read(sentence, self.lexicon).figures
            if clauses.beside(value, sentence, stated, same, others):
                return False
            others = self._not_wholes(value, sentence, stated, others)
            here, there = ([(h.text, h.value.start) for h in held] for held in (same, others))
            if not value.hedge and clauses.of_another(sentence, value, here, there, self.lexicon):
                return True
        return misplaced(
            _context(sentence, value.start, value.end, is_date, self.lexicon),
            [each.context for each in same],
            [each.context for each in others],
            _mentioned(sentence, is_date, self.lexicon),
            count=not isinstance(value, Date) and not value.unit,
        )

    def _not_wholes(
        self, figure: Figure, sentence: str, stated: Sequence[Figure], others: Sequence[Held]
    ) -> list[Held]:
        """
        Those of the evidence's figures of which a sentence does not make one a part.

        Of 120 shops 38 are shops as well, wherever the evidence names them.
        """
        index = bisect.bisect_left(stated, figure.start, key=lambda each: each.start)
        wholes = [
            (each, _context(sentence, each.start, each.end, False, self.lexicon).behind)  # noqa: FBT003
            for each in stated[max(0, index - _BESIDE) : index + _BESIDE + 1]
            if abs(each.value) > abs(figure.value) and each.unit == figure.unit
        ]
        return [
            h
            for h in others
            if not any(
                behind and figure_matching.held(each, h.value) and behind == h.context.behind
                for each, behind in wholes
            )
        ]

    def lacks_name(self, name: Name, others: Sequence[Name]) -> bool:
        """Whether a name is not in it; `others` are all the names of the sentence."""
        return not self.wording.holds(name, others) or self.wording.contradicts(name, others)

    def lacks_quotation(self, quotation: Quotation) -> bool:
        """Whether a quotation is not in its words, nor the title of a work of which it speaks."""
        return not (self._has_own(quotation) or quotations.held(quotation, self.others_words))

    def has_from_others(self, quotation: Quotation) -> bool:
        """Whether only words that are not the sources' own have a quotation."""
        return quotations.held(quotation, self.others_words) and not self._has_own(quotation)

    def _has_own(self, quotation: Quotation) -> bool:
        return quotations.held(quotation, self.words) or quotations.held(quotation, self._titles)

    @functools.cached_property
    def _titles(self) -> list[str]:
        return [title for text in self.own for title in quotations.titles(text)]

    def lacks_speaker(self, speech: Speech) -> bool:
        """Whether none of those that a sentence lets speak is one who speaks in it."""
        known = self.speakers if speech.direct else self.wording
        if speech.quoted and self.quoted and all(self.quoted):
            # Whoever wrote the passage did not say what it quotes.
            known = Wording(itertools.chain(*self.quoted), self.lexicon)
        return not any(known.holds(name, speech.names) for name in speech.names)


@functools.lru_cache(maxsize=20_000)
def _context(
    text: str,
    start: int,
    end: int,
    is_date: bool,  # noqa: FBT001
    lexicon: Lexicon,
) -> Context:
    # What is further away tells nothing.
    begin = max(0, start - _NEAR)
    named = entities(text, lexicon)[is_date]
    first = bisect.bisect_left(named, begin, key=lambda name: name.start)
    last = bisect.bisect_left(named, end + _NEAR, key=lambda name: name.start)
    near = [
        name._replace(start=name.start - begin, end=name.end - begin)
        for name in named[first:last]
        if name.end <= start or end <= name.start
    ]
    return figure_context.read(
        plain_characters(text[begin : end + _NEAR]), start - begin, end - begin, near
    )


@functools.lru_cache(maxsize=20_000)
def _mentioned(text: str, is_date: bool, lexicon: Lexicon) -> frozenset[str]:  # noqa: FBT001
    return frozenset(name.folded for name in entities(text, lexicon)[is_date])


_BESIDE = 2
"""How many figures on either side of one may be the whole of which it is a part."""

_NEAR = 240
"""How far around a figure a text is looked at, so that the longest is read in good time."""


@functools.lru_cache(maxsize=4_000)
def _lengths(sentence: str, lexicon: Lexicon) -> tuple[arithmetic.Length, ...]:
    """The times of which a sentence speaks, or the first of very many."""
    stated = read(sentence, lexicon)
    told = ((f.unit, f.value) for f in stated.figures if f.unit in {"month", "second"})
    every = (*dates.spans(stated.dates), *_periods(sentence, lexicon), *told)
    return tuple(dict.fromkeys(every))[:_MOST_LENGTHS]


_MOST_LENGTHS = 20


def _periods(text: str, lexicon: Lexicon) -> Iterator[arithmetic.Length]:
    """The lengths of time that need no number: the decade to 2018 has ten years."""
    for match in _PERIOD.finditer(text):
        unit = lexicon.exact.known[match[1]]
        yield unit.base, unit.factor


@functools.lru_cache(maxsize=4_000)
def _ordinals(sentence: str, lexicon: Lexicon) -> frozenset[Fraction]:
    figures_ = read(sentence, lexicon).figures
    return frozenset(each.value for each in figures_ if each.unit == "ordinal")


_SIDE = re.compile(r" (above|below)\b")
"""On which side of something it is, which nobody turns round."""
_NEXT = len(" above ")


def _other_side(side: str, held: Held) -> bool:
    end = held.value.end
    there = _SIDE.match(plain_characters(held.text[end : end + _NEXT]))
    return there is not None and there[1] != side


def _of_publishing(date: Date, sentence: str) -> bool:
    return bool(_PUBLISHED.search(sentence, max(0, date.start - 40), date.end + 40))


@functools.lru_cache(maxsize=20_000)
def entities(text: str, lexicon: Lexicon) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """
    The names in a text, as a figure and as a date may stand beside them.

    `910B` is read as billions and may be a model; `960` is a number and, beside a date, most often
    a model or a version.
    """
    stated, plainly = read(text, lexicon), plain_characters(text)
    models, numbers = list(stated.names), list(stated.names)
    for figure in stated.figures:
        written = plainly[figure.start : figure.end]
        name = names.Name(written, written.casefold(), figure.start, figure.end)
        if _MODEL.fullmatch(written):
            models.append(name)
            numbers.append(name)
        elif written.isdigit():
            numbers.append(name)
    in_order = operator.attrgetter("start")
    return tuple(sorted(models, key=in_order)), tuple(sorted(numbers, key=in_order))


def _digits(figure: Figure) -> str:
    value = figure.value
    return str(int(value)) if value.denominator == 1 else str(float(value))


@functools.lru_cache(maxsize=20_000)
def of_passage(source: Source, passage: Passage, lexicon: Lexicon) -> Evidence:
    """
    What a passage holds, with its source's title, publisher, authors, origin and date.

    Whose reporting the source passes on speaks in it, too.
    """
    said_by = [source.container_title, source.publisher, *source.authors, source.relays]
    voices = tuple(filter(None, [*said_by, source.translated_by]))
    # An origin is a slug in small letters, and mostly one of names: FT is what `ft` stands for.
    origin = _ORIGIN.sub(" ", source.origin or "").upper()
    words = tuple(filter(None, [passage.words]))
    own = passage.words_from == "source"
    return Evidence(
        lexicon,
        own=tuple(filter(None, [passage.fact, passage.words, passage.locator])),
        about=(source.title, *voices, origin),
        issued=(dates.issued(source.issued),) if source.issued else (),
        voices=(*voices, origin),
        words=(*(words if own else ()), source.title),
        others_words=() if own else words,
        quoted=(_quoted(passage.fact, lexicon),) if passage.words else (),
        authors=(len(source.authors),),
    )


def _quoted(fact: str, lexicon: Lexicon) -> tuple[str, ...]:
    if " quoted" not in fact:
        return ()
    return tuple(
        name.written for name in speakers.quoted(plain_characters(fact), read(fact, lexicon).names)
    )


@functools.lru_cache(maxsize=4_000)
def of_text(text: str, lexicon: Lexicon) -> Evidence:
    """What a text holds by itself."""
    return Evidence(lexicon, (text,), words=(text,))


def union(parts: Sequence[Evidence]) -> Evidence:
    """All that several pieces of evidence hold, of which there is one at least."""
    if len(parts) == 1:
        return parts[0]
    return Evidence(
        parts[0].lexicon,
        own=tuple(text for part in parts for text in part.own),
        about=tuple(text for part in parts for text in part.about),
        issued=tuple(date for part in parts for date in part.issued),
        voices=tuple(voice for part in parts for voice in part.voices),
        words=tuple(words for part in parts for words in part.words),
        others_words=tuple(words for part in parts for words in part.others_words),
        quoted=tuple(names_ for part in parts for names_ in part.quoted),
        authors=tuple(number for part in parts for number in part.authors),
    )
