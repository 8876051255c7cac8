"""`MEA`: whether a sentence says what the facts that it cites say, or something else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from explainer.meaning.finders import differences
from explainer.model import Project
from explainer.rules.cited_meaning import compared_sentences
from explainer.rules.registry import Finding, rule

_LONGEST = 90


def _findings(project: Project, kind: str) -> Iterator[Finding]:
    """A finding for each difference of a kind between a sentence and its facts."""
    for sentence, comparison in compared_sentences(project):
        for each in differences(comparison, kind):
            stated, held = _shortened(each.stated), _shortened(each.held)
            place = sentence.at(each.start, each.end)
            yield Finding(place, each.variant, stated=stated, held=held)


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _LONGEST, placeholder=" …")


@rule(
    "MEA101",
    message="{stated!r} affirms what the evidence denies: {held!r}",
    hint="deny it as the passage does, or cite one that affirms it",
    added=(
        "{stated!r} denies what the evidence affirms: {held!r}",
        "affirm it as the passage does, or cite one that denies it",
    ),
)
def negation_differs(project: Project) -> Iterator[Finding]:
    """
    A sentence denies what its evidence denies, and nothing else.

    As all rules of meaning, it compares words, in English, with facts of up to 40 words. Reported
    is a `not`, `no`, `never`, `without` and the like that the passage has and the sentence has not,
    though it has the words behind it; and one that only the sentence has, where nothing in the
    passage amounts to a negative. It cannot see a negative that comes or goes together with other
    words, such as `found no trace` for `studied the traces`.

    ```md bad
    The bleaching reached the northern reefs. [@reef#calm]
    ```

    ```md bad
    In the storm of 2024 coral cover did not fall. [@reef#cover]
    ```

    ```md good
    The northern reefs were spared: the bleaching did not reach them. [@reef#calm]
    ```
    """
    yield from _findings(project, "negation")


@rule(
    "MEA102",
    message="{stated!r} is the contrary of what the evidence has: {held!r}",
    hint="say what the passage says, or cite one that says this",
    denied=(
        "{stated!r} denies what the evidence affirms: {held!r}",
        "say what the passage says, or cite one that says this",
    ),
)
def contrary_in_evidence(project: Project) -> Iterator[Finding]:
    """
    No word of a sentence is the contrary of a word of its evidence.

    `rose` and `fell`, `approved` and `blocked`, `widened` and `narrowed`: pairs of words and short
    phrases in all their forms, of which the sentence has one side and the evidence only the other,
    or nowhere its own in words as close to it. A negative turns a word round: what `did not rise`
    may well have fallen. Reported is also a verb that denies what follows it, such as `refused`,
    `cancelled` and `ruled out`, where the evidence has nothing that amounts to a negative. A site
    adds pairs of its own subject in `contraries` of `docs/vocabulary.yml`. It cannot see a reversal
    in words that no pair lists, such as `trailed` said as `won by a length`.

    ```md bad
    Coral cover in the south grew in the storm of 2024. [@reef#cover]
    ```

    ```md good
    Coral cover in the south shrank in the storm of 2024. [@reef#cover]
    ```
    """
    yield from _findings(project, "contrary")


@rule(
    "MEA103",
    message="{stated!r} is stated as a fact, and the evidence hedges: {held!r}",
    hint="hedge it as the passage does, with 'may', 'is expected to' or the like",
    certain=(
        "{stated!r} makes it certain, and the evidence does not: {held!r}",
        "leave it out, or cite a passage that makes it certain",
    ),
)
def hedge_lost(project: Project) -> Iterator[Finding]:
    """
    What the evidence only supposes is not stated as a fact.

    Reported is a sentence without any hedge (`may`, `likely`, `is expected to`, `plans to`,
    `appears`, `if` …), where the clause of the evidence that is closest to it has one. Who says so
    is no hedge, but for hearsay such as `reportedly`. Reported is also a verb that the evidence has
    right behind a hedge and nowhere without, or that is still to come there and done in the
    sentence; a clause that tells as done what is planned, wanted or in preparation there; and
    `beyond doubt`, `proved`, `confirmed` and the like, where nothing in the evidence is as certain.
    It cannot see that one hedge is weaker than another.

    ```md bad
    The reefs recover by 2030. [@reef#hope]
    ```

    ```md good
    The reefs could recover by 2030. [@reef#hope]
    ```
    """
    yield from _findings(project, "hedge")


@rule(
    "MEA104",
    message="{stated!r} is stated as a fact, and the evidence says that somebody says so: {held!r}",
    hint="say who says so, or cite a source that is an authority on it",
    moved=(
        "{stated!r} is said by somebody else in the evidence: {held!r}",
        "name who says so in the passage, or cite one in which this speaker does",
    ),
)
def attribution_lost(project: Project) -> Iterator[Finding]:
    """
    What somebody says in the evidence is not stated as a fact, nor given to another.

    Reported is a sentence that attributes and hedges nothing, where each of its passages says that
    somebody says so. A source of the tier `primary` or `research` is an authority on what its own
    publisher and authors say, but for what they only argue, estimate or judge. Reported is also a
    sentence that names one speaker for what the evidence gives to another, where both speak in it
    or the one named there says nothing. It cannot see whom a pronoun means.

    ```md bad
    Boats have damaged the coral. [@reef#warden]
    ```

    ```md good
    Boats have damaged the coral, according to a warden. [@reef#warden]
    ```
    """
    yield from _findings(project, "attribution")


@rule(
    "MEA105",
    message="{stated!r} is wider than the evidence: {held!r}",
    hint="leave it out, or say of how many the passage says so",
)
def scope_widened(project: Project) -> Iterator[Finding]:
    """
    A sentence says of no more than its evidence does.

    Reported are `all`, `every`, `always`, `entirely`, `most`, `worldwide`, `experts` and the like
    where no word of the evidence allows them; a noun that the evidence restricts to `some` or
    `several`, and the sentence does not; and a superlative of which the evidence has a narrower
    one. It cannot see that another restriction is gone, such as a place or a group of people.

    ```md bad
    All divers saw bleached coral near the harbour. [@reef#divers]
    ```

    ```md good
    Several divers saw bleached coral near the harbour. [@reef#divers]
    ```
    """
    yield from _findings(project, "scope")


@rule(
    "MEA106",
    message="{stated!r} is a cause, and the evidence gives none: {held!r}",
    hint="say only that both happened, or cite a passage that gives the cause",
    unknown=(
        "{stated!r} is followed by a cause of which the evidence says nothing: {held!r}",
        "give the cause that the passage gives, or cite one that gives this",
    ),
)
def cause_added(project: Project) -> Iterator[Finding]:
    """
    A sentence gives no cause where its evidence gives none.

    Reported are `because`, `due to`, `led to`, `thanks to`, `as a result` and the like, where
    nothing in the evidence is a word of cause and effect, or where no word of the cause behind them
    stands in it. It cannot see that a sentence gives another cause in words that the evidence has.

    ```md bad
    Because of warm water, coral cover in the south fell in the storm of 2024. [@reef#cover]
    ```

    ```md good
    Coral cover in the south fell in the storm of 2024. [@reef#cover]
    ```
    """
    yield from _findings(project, "cause")


@rule(
    "MEA107",
    message="{stated!r} is the other way round in the evidence: {held!r}",
    hint="say it in the order of the passage, or cite one that says this",
)
def sides_exchanged(project: Project) -> Iterator[Finding]:
    """
    What a sentence compares, chooses or contrasts stands as in its evidence.

    Reported are comparatives with `than` whose sides are exchanged, or whose `more` is `less`;
    `ahead of` for `behind`; `the largest` for `the smallest` or the second largest; `twice` for
    `half`; `over`, `since` and the like before a number or a date for `under` and `until`; the
    sides of `from … to`, of `rather than` and of `not … but`; who sells, lends or sues and who
    buys, borrows or is sued; and two figures, two names around a verb, or what two clauses say of
    two things, that are given each to the other's place. It cannot see an exchange in other words,
    or of things that the sentence does not name.

    ```md bad
    Shallow corals grow more slowly than deep ones. [@reef#depth]
    ```

    ```md good
    Deep corals grow more slowly than shallow ones. [@reef#depth]
    ```
    """
    yield from _findings(project, "order")
