"""`EVI`: how much a site rests on one passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from explainer import evidence
from explainer.model import Passage, Place, Project, Source
from explainer.rules.registry import Finding, rule

_MANY = 4
"""How many different sentences are many for one passage."""
_MOST_NAMED = 3


@rule(
    "EVI110",
    message="{cited!r} backs {count} different sentences on {where}",
    hint="see whether it says each of them ({places}); split it, or cite other passages as well",
)
def passage_cited_often(project: Project) -> Iterator[Finding]:
    """
    A passage backs fewer than four different sentences.

    A passage is one place in a source and establishes one fact. Where many sentences that say
    different things rest on it, some of them may go further than it does. Sentences that
    have more than half of their words in common count as one, and so does a fact that many pages
    repeat. The rule runs only if it is selected.

    ```md bad
    The air has warmed by 1.1 °C since 1850. [@ipcc#warming]
    Winters are shorter than they were. [@ipcc#warming]
    Farmers sow wheat three weeks earlier. [@ipcc#warming]
    Glaciers retreat in every mountain range. [@ipcc#warming]
    ```

    ```md good
    The air has warmed by 1.1 °C since 1850. [@ipcc#warming]
    It has warmed by 1.1 °C, the air. [@ipcc#warming]
    The air, it says, has warmed since 1850. [@ipcc#warming]
    Since 1850, it has warmed. [@ipcc#warming]
    ```
    """
    for (source, passage), uses in _uses(project).items():
        different = set(evidence.different(uses)) if len(uses) >= _MANY else ()
        if len(different) >= _MANY:
            pages = len({place.path for places in uses.values() for place in places})
            first = [places[0] for text, places in uses.items() if text in different]
            yield Finding(
                passage.place,
                cited=f"{source.key}#{passage.slug}",
                count=len(different),
                where=f"{pages} page{'s' if pages > 1 else ''}",
                places=_some([f"{each.path}:{each.line}" for each in first]),
            )


def _uses(project: Project) -> Mapping[tuple[Source, Passage], Mapping[str, Sequence[Place]]]:
    """The passages with the sentences that cite them and have no label, each with its places."""
    found: defaultdict[tuple[Source, Passage], dict[str, list[Place]]] = defaultdict(dict)
    for sentence in (each for page in project.pages for each in page.sentences if not each.labels):
        for citation in sentence.effective_citations:
            source = project.sources.get(citation.key)
            passage = source and citation.passage and source.passage(citation.passage)
            if source and passage:
                found[source, passage].setdefault(sentence.text, []).append(sentence.place)
    return found


def _some(places: Sequence[str]) -> str:
    more = len(places) - _MOST_NAMED
    return ", ".join(places[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
