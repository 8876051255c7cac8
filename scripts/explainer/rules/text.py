"""`TXT`: page hygiene."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Outcome
from explainer.rules.registry import Found, rule


@rule(
    "TXT101",
    message="nothing here needs the waiver of {name!r}",
    hint="remove the comment, or move it to the line of the problem that it is meant for",
)
def waiver_unused(outcome: Outcome) -> Iterator[Found]:
    """
    Every waiver allows a problem that is there.

    A waiver is a comment, `<!-- allow rule-name: reason -->` in a page and
    `# allow rule-name: reason` in a data file. It stands at the end of the line of the problem,
    or alone on a line before it, and allows one problem.

    ```md bad
    It warmed. [@ipcc#warming] <!-- allow sentence-without-citation: said on stage -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.unused:
        yield Found(waiver.place, name=waiver.rule)


@rule(
    "TXT102",
    message="the waiver of {name!r} gives no reason",
    hint="say after a colon why this one problem is meant to stay",
)
def waiver_without_reason(outcome: Outcome) -> Iterator[Found]:
    """
    Every waiver says why.

    The next person who reads it has to judge whether the reason still holds.

    ```md bad
    It warmed. <!-- allow sentence-without-citation -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.without_reason:
        yield Found(waiver.place, name=waiver.rule)


@rule(
    "TXT103",
    message="there is no rule {name!r} to allow",
    hint="use a name or a code from `explainer rules`",
)
def waiver_of_unknown_rule(outcome: Outcome) -> Iterator[Found]:
    """
    Every waiver names a rule that exists.

    ```md bad
    It warmed. [@ipcc#warming] <!-- allow sentence-without-source: said on stage -->
    ```

    ```md good
    It warmed. <!-- allow sentence-without-citation: said on stage -->
    ```
    """
    for waiver in outcome.of_unknown_rule:
        yield Found(waiver.place, name=waiver.rule)
