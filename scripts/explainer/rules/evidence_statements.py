"""`EVI`: whether the figures, dates and names of a sentence are in the evidence that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from explainer.model import Project, nearest
from explainer.rules.cited_evidence import cited_sentences, instead_of
from explainer.rules.registry import Finding, rule

if TYPE_CHECKING:
    from explainer.evidence.names import Name


@rule(
    "EVI101",
    message="{figure!r} is not in the evidence",
    hint="cite a passage that holds it, or correct it{instead}",
    of_something_else=(
        "{figure!r} is in the evidence for something else",
        "say what the passage gives it to, or give the figure that belongs here{instead}",
    ),
)
def figure_not_in_evidence(project: Project) -> Iterator[Finding]:
    """
    Every figure in a sentence stands in what the sentence cites.

    Figures are compared as values, however they are spelled: `$5.576M` is `5.576 million dollars`,
    `half` is `50 per cent`; dollars are not yuan, and per cent is not percentage points. `about`
    and its like allow rounding to the figure's own last digit, `more than` and `at most` only in
    their direction, and `about` is no bound. A part, a multiple or a difference may follow from two
    figures of the evidence, an amount from a rate, the margin and the number of votes from a
    result, what was before from a change, a length of time from two dates, a number from a list,
    and a sum where the sentence says that it is one. `The first store` and `her second term` need
    an ordinal or a word such as `debut` or `again`. Where a passage has several figures of a kind,
    one that the passage gives to something else, or to another year, is reported too; the number of
    a name, as of an Atlas 950, is no figure. Sentences with a label are ours, and not compared:
    `[@analysis; @ipcc#warming]` is for a figure that you worked out from a passage.

    ```md bad
    The air has warmed by 1.2 °C since 1850. [@ipcc#warming]
    ```

    ```md good
    The air has warmed by about 1 °C since 1850. [@ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        for figure in each.stated.figures:
            if not each.evidence.supports_figure(figure, each.sentence.text, loose=each.loose):
                written = each.sentence.text[figure.start : figure.end]
                place = each.sentence.at(figure.start, figure.end)
                elsewhere = each.evidence.has_figure(figure, loose=each.loose)
                similar = each.evidence.similar_figures(figure)
                instead = instead_of(similar) or _WORKED_OUT
                variant = "of_something_else" if elsewhere else ""
                yield Finding(place, variant, figure=written, instead=instead)


_WORKED_OUT = "; if you worked it out, label the sentence [@analysis]"


@rule(
    "EVI102",
    message="the date {date!r} is not in the evidence",
    hint="cite a passage that holds it, or correct it{instead}",
)
def date_not_in_evidence(project: Project) -> Iterator[Finding]:
    """
    Every date in a sentence stands in what the sentence cites, at least as precisely.

    14 August 2025 is in August 2025, in the third quarter of it, in mid-2025 and in the 2020s; 2025
    is not on 14 August. The source's own date counts where the passage has none as precise, and
    where the sentence says when something was reported or published. From it follows what the
    passage tells by it: `on Wednesday`, `yesterday`, `last year`, `two months ago`. `The next
    month` needs a month in the evidence, and after `in May 2025` it needs June 2025.

    ```md bad
    The panel reported in April 2023 that the air had warmed. [@ipcc#warming]
    ```

    ```md good
    The panel reported in March 2023 that the air had warmed. [@ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        text, stated, held = each.sentence.text, each.stated, each.evidence
        missing = [
            *((it.start, it.end) for it in stated.dates if not held.supports_date(it, text)),
            *(
                (it.start, it.end)
                for it in stated.relative_dates
                if not held.supports_relative_date(it)
            ),
        ]
        for start, end in missing:
            instead = instead_of(held.dates)
            yield Finding(each.sentence.at(start, end), date=text[start:end], instead=instead)


@rule(
    "EVI103",
    message="the name {name!r} is not in the evidence",
    hint="cite a passage that names it, or leave it out{instead}",
    known=(
        "the name {name!r} is not in the evidence",
        (
            "cite a passage that names it, or leave it out; what readers know of {beside!r} may be"
            " listed under 'glosses' in docs/vocabulary.yml{instead}"
        ),
    ),
    translated=(
        "the name {name!r} is not in the evidence",
        (
            "cite a passage that names it, or leave it out; if it translates a name of the passage,"
            " list both under 'same' in docs/vocabulary.yml{instead}"
        ),
    ),
)
def name_not_in_evidence(project: Project) -> Iterator[Finding]:
    """
    Every name in a sentence stands in what the sentence cites.

    People, bodies, places, products and models: each word of a name is looked for in the passage's
    fact and words and in its source's title, authors, publisher and origin. Plurals, possessives,
    hyphens and initials do not matter, a country is its people, and names in one group of `same`
    in `docs/vocabulary.yml` are one; `910C` is not `910D`. The kind of a place or a body may be
    added to its name, unless the passage has another one, and a subtitle to a title; the short form
    of a first name is that name. What `glosses` there list of a name,
    such as its country or a first name, needs no evidence beside that name.

    ```md bad
    NASA found that the air has warmed. [@ipcc#warming]
    ```

    ```md good
    The IPCC found that the air has warmed. [@ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        names = each.stated.names
        missing = [name for name in names if not each.evidence.supports_name(name, names)]
        for start, end in _sequences(missing):
            written = each.sentence.text[start:end]
            close = nearest(written, each.evidence.names)
            instead = instead_of([close] if close else [])
            # What stands beside a name of the evidence may be known of it.
            inside = [name for name in missing if start <= name.start and name.end <= end]
            beside = each.evidence.name_beside(inside[-1], names) if len(inside) == 1 else ""
            foreign = any(map(_OTHER_SCRIPT.search, each.evidence.texts))
            variant = "known" if beside else "translated" if foreign else ""
            place = each.sentence.at(start, end)
            yield Finding(place, variant, name=written, instead=instead, beside=beside)


_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")


def _sequences(names: Iterable[Name]) -> list[tuple[int, int]]:
    """The start and the end of each sequence of adjacent names."""
    sequences: list[tuple[int, int]] = []
    for name in names:
        if sequences and name.start - sequences[-1][1] <= 1:
            sequences[-1] = sequences[-1][0], name.end
        else:
            sequences.append((name.start, name.end))
    return sequences
