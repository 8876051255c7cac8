"""`EVI`: whether what a sentence cites holds what the sentence states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from explainer import evidence
from explainer.model import Citation, Passage, Project, Sentence, Source, nearest
from explainer.rules.registry import Found, rule

if TYPE_CHECKING:
    from explainer.evidence.names import Name

_MOST_NAMED = 3
_CLEARLY = 2
"""How many more words make a passage clearly closer to a sentence than another."""
_RARELY = 4.0
"""How much rarer, on `evidence.rarity`'s scale, the words that do so are where they are fewer."""


class Backed(NamedTuple):
    """A sentence with what it states and the evidence that it cites."""

    sentence: Sentence
    stated: evidence.Statement
    evidence: evidence.Evidence

    @property
    def loose(self) -> bool:
        """Whether its figures may lack their units, which the head of its table has."""
        return self.sentence.kind == "row"


def backed(project: Project) -> Sequence[Backed]:
    """
    The sentences that rest on evidence, with all of it.

    A sentence with a label says that it is ours. One that cites something that does not exist is
    left to the rule on that.
    """
    # Five rules ask for the same, one after the other.
    if not _LAST or _LAST[0][0] is not project:
        _LAST[:] = [(project, tuple(_backed(project)))]
    return _LAST[0][1]


_LAST: list[tuple[Project, tuple[Backed, ...]]] = []


def _backed(project: Project) -> Iterator[Backed]:
    lexicon = evidence.lexicon_of(project.vocabulary)
    for page in project.pages:
        for sentence in page.sentences:
            cited = sentence.effective_citations
            if not cited or sentence.labels:
                continue
            alone = all(citation.claim is not None for citation in cited)
            parts = [part for each in cited for part in _parts(project, lexicon, each, alone=alone)]
            if parts and None not in parts:
                whole = evidence.union([part for part in parts if part])
                yield Backed(sentence, evidence.read(sentence.text, lexicon), whole)


def _parts(
    project: Project, lexicon: evidence.Lexicon, citation: Citation, *, alone: bool = True
) -> list[evidence.Evidence | None]:
    """
    What a citation offers; with `None` among it where it cites what does not exist.

    A claim offers the passages of its evidence where it is cited `alone`. Beside passages it adds
    only its title: they are what the sentence is meant to rest on.
    """
    if citation.claim is not None:
        claim = project.claims.get(citation.claim)
        if not claim:
            return [None]
        cited = [exhibit.citation for exhibit in claim.evidence] if alone else []
        offered = [
            p for each in cited if each.claim is None for p in _parts(project, lexicon, each)
        ]
        return [evidence.of_text(claim.title, lexicon), *filter(None, offered)]
    source = project.sources.get(citation.key)
    if not source:
        return [None]
    if citation.passage is None:
        return [evidence.of_passage(source, each, lexicon) for each in source.passages] or [None]
    passage = source.passage(citation.passage)
    return [evidence.of_passage(source, passage, lexicon) if passage else None]


@rule(
    "EVI101",
    message="{figure!r} {fault}",
    hint="{hint}",
)
def figure_not_in_evidence(project: Project) -> Iterator[Found]:
    """
    Every figure in a sentence stands in what the sentence cites.

    Figures are compared as values, however they are spelled: `$5.576M` is `5.576 million dollars`,
    `half` is `50 per cent`; dollars are no yuan, and per cent no percentage points. `about` and
    its like allow rounding to the figure's own last digit, `more than` and `at most` only in their
    direction. A part, a multiple or a difference may follow from two figures of the evidence, an
    amount from a rate, the margin and the number of votes from a result, what was before from a
    change, a length of time from two dates, and a sum where the sentence says that it is one.
    Where a passage has several figures of a kind, one that the passage gives to something else is
    reported too. Sentences with a label are ours, and not compared: `[@analysis; @ipcc#warming]`
    is for a figure that you worked out from a passage.

    ```md bad
    The air has warmed by 1.2 °C since 1850. [@ipcc#warming]
    ```

    ```md good
    The air has warmed by about 1 °C since 1850. [@ipcc#warming]
    ```
    """
    for each in backed(project):
        for figure in each.stated.figures:
            if each.evidence.lacks_figure(figure, each.sentence.text, loose=each.loose):
                written = each.sentence.text[figure.start : figure.end]
                place = each.sentence.at(figure.start, figure.end)
                fault, hint = (
                    "is not in the evidence",
                    "cite a passage that holds it, or correct it",
                )
                if each.evidence.misplaces_figure(figure, loose=each.loose):
                    fault = "is in the evidence for something else"
                    hint = "say what the passage gives it to, or give the figure that belongs here"
                like = each.evidence.figures_like(figure)
                hint += _instead(like) or "; if you worked it out, label the sentence [@analysis]"
                yield Found(place, figure=written, fault=fault, hint=hint)


@rule(
    "EVI102",
    message="the date {date!r} is not in the evidence",
    hint="cite a passage that holds it, or correct it{instead}",
)
def date_not_in_evidence(project: Project) -> Iterator[Found]:
    """
    Every date in a sentence stands in what the sentence cites, at least as precisely.

    14 August 2025 is in August 2025, in the third quarter of it and in mid-2025; 2025 is not on 14
    August. The source's own date counts where the passage has none as precise, and where the
    sentence says when something was reported or published.

    ```md bad
    The panel reported in April 2023 that the air had warmed. [@ipcc#warming]
    ```

    ```md good
    The panel reported in March 2023 that the air had warmed. [@ipcc#warming]
    ```
    """
    for each in backed(project):
        for date in each.stated.dates:
            if each.evidence.lacks_date(date, each.sentence.text):
                written = each.sentence.text[date.start : date.end]
                place = each.sentence.at(date.start, date.end)
                instead = _instead(held.written for held in each.evidence.dates)
                yield Found(place, date=written, instead=instead)


@rule(
    "EVI103",
    message="the name {name!r} is not in the evidence",
    hint="cite a passage that names it, or leave it out{instead}",
)
def name_not_in_evidence(project: Project) -> Iterator[Found]:
    """
    Every name in a sentence stands in what the sentence cites.

    People, bodies, places, products and models: each word of a name is looked for in the passage's
    fact and words and in its source's title, authors, publisher and origin. Plurals, possessives,
    hyphens and initials do not matter, a country is its people, and names in one group of `same`
    in `docs/vocabulary.yml` are one; `910C` is no `910D`.

    ```md bad
    NASA found that the air has warmed. [@ipcc#warming]
    ```

    ```md good
    The IPCC found that the air has warmed. [@ipcc#warming]
    ```
    """
    for each in backed(project):
        names = each.stated.names
        missing = [name for name in names if each.evidence.lacks_name(name, names)]
        for start, end in _runs(missing):
            written = each.sentence.text[start:end]
            close = nearest(written, each.evidence.names)
            instead = _instead([close] if close else [])
            yield Found(each.sentence.at(start, end), name=written, instead=instead)


def _runs(names: Iterable[Name]) -> list[tuple[int, int]]:
    """Names that stand side by side, as one."""
    runs: list[tuple[int, int]] = []
    for name in names:
        if runs and name.start - runs[-1][1] <= 1:
            runs[-1] = runs[-1][0], name.end
        else:
            runs.append((name.start, name.end))
    return runs


@rule(
    "EVI104",
    message="{quotation!r} is not in the words of the evidence",
    hint="quote the passage's own words exactly, or drop the quotation marks{instead}",
)
def quotation_not_in_evidence(project: Project) -> Iterator[Found]:
    """
    What stands in quotation marks is word for word in what the sentence cites.

    That is in the passage's `words` or in the title of its source; the passage's fact is in our
    words and cannot be quoted. An ellipsis may leave words out, and square brackets may replace
    them.

    ```md bad
    The report says that temperature "rose to 1.1 °C above". [@ipcc#warming]
    ```

    ```md good
    The report says that temperature "reached 1.1 °C above". [@ipcc#warming]
    ```
    """
    for each in backed(project):
        for quotation in each.stated.quotations:
            if each.evidence.lacks_quotation(quotation):
                place = each.sentence.at(quotation.start, quotation.end)
                instead = _instead(each.evidence.words[:1])
                yield Found(place, quotation=quotation.text, instead=instead)


@rule(
    "EVI105",
    message="{speaker!r} does not speak in the evidence",
    hint="name who does, or cite a passage in which {speaker!r} does",
)
def speaker_not_in_evidence(project: Project) -> Iterator[Found]:
    """
    Who a sentence says said it is who speaks in what it cites.

    `According to X`, `X said`, `X reported` and the like have to agree with the source's
    publisher, series, authors or origin, or with the one who speaks or acts in the passage's fact.

    ```md bad
    According to Nature, the air has warmed. [@ipcc#warming]
    ```

    ```md good
    According to the IPCC, the air has warmed. [@ipcc#warming]
    ```
    """
    for each in backed(project):
        for speech in each.stated.speeches:
            if each.evidence.lacks_speaker(speech):
                written = each.sentence.text[speech.start : speech.end]
                yield Found(each.sentence.at(speech.start, speech.end), speaker=written)


@rule(
    "EVI106",
    message="{key!r} has {count} passages, and none of them is named",
    hint="write [@{key}#{slug}], or the slug of the one that says it",
)
def passage_not_named(project: Project) -> Iterator[Found]:
    """
    A citation of a source with several passages names the one that it means.

    A whole source holds so many figures and names that it would seem to back almost anything.

    ```md bad
    The sea has warmed. [@noaa]
    ```

    ```md good
    The sea has warmed. [@noaa#sea]
    ```
    """
    for citation in project.citations():
        source = project.sources.get(citation.key)
        if source and citation.passage is None and len(source.passages) > 1:
            slug = source.passages[0].slug
            yield Found(citation.place, key=source.key, count=len(source.passages), slug=slug)


@rule(
    "EVI107",
    message="{other!r} of the same source is closer to this sentence than {passage!r}",
    hint="cite [@{key}#{other}] if that is what says it, or say it in the words of {passage!r}",
)
def closer_passage_not_cited(project: Project) -> Iterator[Found]:
    """
    A sentence cites the passage of its source that says what it says.

    Reported is a sentence that shares clearly more words, or rarer ones, with another passage of a
    source that it cites. Of several citations, one that alone holds a figure, a date or a name of
    the sentence is right. It tells a slip in the slug, and a sentence that has drifted from its
    passage.

    ```md bad
    Over land, the satellites show that it has warmed. [@noaa#sea]
    ```

    ```md bad
    The air has warmed; over land, satellites show it. [@ipcc#warming; @noaa#sea]
    ```

    ```md good
    Over land, the satellites show that it has warmed. [@noaa#land]
    ```
    """
    rarity = evidence.rarity(p for source in project.sources.values() for p in source.passages)
    for each in backed(project):
        for index, citation in enumerate(each.sentence.citations):
            source = project.sources.get(citation.key)
            passage = source and citation.passage and source.passage(citation.passage)
            if not source or not passage:
                continue
            other = _closer(each.sentence, source, passage, rarity)
            if other and not _needed(project, each, index):
                yield Found(citation.place, key=source.key, other=other, passage=passage.slug)


def _closer(
    sentence: Sentence, source: Source, passage: Passage, rarity: Callable[[str], float]
) -> str | None:
    """The slug of a passage that says clearly more of a sentence than the one of its source."""
    cited = {each.passage for each in sentence.citations if each.key == source.key}
    told = evidence.shared(sentence.text, passage)
    for other in source.passages:
        if other.slug not in cited:
            found = evidence.shared(sentence.text, other)
            lead = sum(map(rarity, found)) - sum(map(rarity, told))
            # A row has too few words for their rarity to tell.
            rarely = lead >= _RARELY and sentence.kind != "row"
            if len(found) - len(told) >= _CLEARLY or rarely:
                return other.slug
    return None


def _needed(project: Project, each: Backed, index: int) -> bool:
    """Whether one of several citations of a sentence holds something that the others do not."""
    others = [it for at, it in enumerate(each.sentence.citations) if at != index]
    lexicon = each.evidence.lexicon
    parts = [part for it in others for part in _parts(project, lexicon, it, alone=False) if part]
    return bool(parts) and _adds(each, evidence.union(parts))


@rule(
    "EVI108",
    message="{key!r} has no bearing on this sentence",
    hint="take it out, cite what does bear on it, or say what it adds",
)
def citation_without_bearing(project: Project) -> Iterator[Found]:
    """
    A citation has something to do with its sentence.

    Of several, each shares a word with it that few other passages have, or holds a figure, a date
    or a name of the sentence that no other of its citations holds. One alone shares any word with
    a sentence of some length that states none of these. More citations than a sentence needs make
    it look better founded than it is, and hide a slip in a key. A claim is cited for its verdict.

    ```md bad
    Over land, satellites saw it first. [@noaa#land; @ipcc#warming]
    ```

    ```md bad
    The harbour bridge closed early for repairs. [@ipcc#warming]
    ```

    ```md good
    Over land, satellites saw the air warm first. [@noaa#land; @ipcc#warming]
    ```
    """
    common: frozenset[str] | None = None
    for each in backed(project):
        cited = each.sentence.citations
        if len(cited) == 1 and not _tells_by_words(each):
            continue
        if common is None:
            every = (p for source in project.sources.values() for p in source.passages)
            common = evidence.commonplace(every)
        lexicon = each.evidence.lexicon
        offers = [list(filter(None, _parts(project, lexicon, it, alone=False))) for it in cited]
        shared = common if len(cited) > 1 else ()
        for index, citation in enumerate(cited):
            texts = (text for part in offers[index] for text in part.texts)
            if citation.claim is not None or evidence.telling(each.sentence.text, texts, shared):
                continue
            rest = [part for parts in offers[:index] + offers[index + 1 :] for part in parts]
            if not (rest and _adds(each, evidence.union(rest))):
                key = f"{citation.key}#{citation.passage}" if citation.passage else citation.key
                yield Found(citation.place, key=key)


def _tells_by_words(each: Backed) -> bool:
    """Whether only the words of a sentence can tell if its one citation bears on it."""
    stated = each.stated
    # Whether these are in it, other rules say.
    listed = stated.figures or stated.dates or stated.names
    return not listed and evidence.is_wordy(each.sentence.text)


def _adds(each: Backed, rest: evidence.Evidence) -> bool:
    """Whether a sentence states something that the rest of its evidence does not hold."""
    stated, text = each.stated, each.sentence.text
    return (
        any(rest.lacks_figure(figure, text, loose=each.loose) for figure in stated.figures)
        or any(rest.lacks_date(date, text) for date in stated.dates)
        or any(rest.lacks_name(name, stated.names) for name in stated.names)
    )


@rule(
    "EVI109",
    message="{quotation!r} stands only in the words of a translation or a digest",
    hint="say it in words of yours, without quotation marks, or cite a passage that has it in the"
    " source's own words",
)
def quotation_not_own(project: Project) -> Iterator[Found]:
    """
    What stands in quotation marks are words of the source, and nobody else's.

    A translation and a digest choose words that the source did not. The words of a passage are a
    translation's where its source names who made it in `translated_by`, and a digest's where the
    source was `seen` only as others quote it or sum it up; `words_from` of a passage goes before
    both.

    ```md bad
    A summary says that the air has "got much hotter". [@digest#hotter]
    ```

    ```md good
    A summary says that the air has become much hotter. [@digest#hotter]
    ```
    """
    for each in backed(project):
        for quotation in each.stated.quotations:
            if each.evidence.has_from_others(quotation):
                place = each.sentence.at(quotation.start, quotation.end)
                yield Found(place, quotation=quotation.text)


def _instead(candidates: Iterable[str]) -> str:
    known = list(dict.fromkeys(filter(None, candidates)))[:_MOST_NAMED]
    return f"; it has {', '.join(map(repr, known))}" if known else ""
