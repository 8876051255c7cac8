"""`EVI`: whether quotations and speakers of a sentence are in the evidence that it cites."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Project
from explainer.rules.cited_evidence import cited_sentences, instead_of
from explainer.rules.registry import Finding, rule


@rule(
    "EVI104",
    message="{quotation!r} is not in the words of the evidence",
    hint="quote the passage's own words exactly, or drop the quotation marks{instead}",
)
def quotation_not_in_evidence(project: Project) -> Iterator[Finding]:
    """
    What stands in quotation marks is word for word in what the sentence cites.

    That is in the passage's `words` or in the title of its source; the passage's fact is in our
    words and cannot be quoted. An ellipsis may leave words out, and square brackets may replace
    them. Two or more words with capitals are a title and no quotation, except beside a verb of
    saying, and so is a name; EVI103 looks for their names.

    ```md bad
    The report says that temperature "rose to 1.1 °C above". [@ipcc#warming]
    ```

    ```md good
    The report says that temperature "reached 1.1 °C above". [@ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        for quotation in each.stated.quotations:
            if not each.evidence.supports_quotation(quotation):
                place = each.sentence.at(quotation.start, quotation.end)
                instead = instead_of(each.evidence.words[:1])
                yield Finding(place, quotation=quotation.text, instead=instead)


@rule(
    "EVI105",
    message="{speaker!r} does not speak in the evidence",
    hint="name who does, or cite a passage in which {speaker!r} speaks",
)
def speaker_not_in_evidence(project: Project) -> Iterator[Finding]:
    """
    The speaker that a sentence names speaks in the cited passage.

    `According to X`, `X said`, `X reported` and the like have to agree with the source's
    publisher, series, authors or origin, or with the one who speaks or acts in the passage's fact.

    ```md bad
    According to Nature, the air has warmed. [@ipcc#warming]
    ```

    ```md good
    According to the IPCC, the air has warmed. [@ipcc#warming]
    ```
    """
    for each in cited_sentences(project):
        for speech in each.stated.speeches:
            if not each.evidence.supports_speaker(speech):
                written = each.sentence.text[speech.start : speech.end]
                yield Finding(each.sentence.at(speech.start, speech.end), speaker=written)


@rule(
    "EVI109",
    message="{quotation!r} stands only in the words of a translation or a digest",
    hint="say it in your own words, without quotation marks, or cite a passage that has it in the"
    " source's own words",
)
def quotation_not_own(project: Project) -> Iterator[Finding]:
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
    for each in cited_sentences(project):
        for quotation in each.stated.quotations:
            if each.evidence.has_only_in_secondary(quotation):
                place = each.sentence.at(quotation.start, quotation.end)
                yield Finding(place, quotation=quotation.text)
