"""`SRC`: sources that a program wrote."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Project
from explainer.rules.registry import Finding, rule


@rule(
    "SRC108",
    message="{key!r} is a draft that nobody has confirmed",
    hint="open its page, compare each passage with it, and remove 'draft: yes'",
)
def source_draft(project: Project) -> Iterator[Finding]:
    """
    No source is a draft: a person has seen each of its passages on its page.

    A program that writes sources marks them with `draft: yes`. It may have misread the page, or
    made it up, so that only a person removes that line.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    draft: yes
    passages:
      - slug: warming
        fact: The air warmed.
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: https://example.org/heat
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
    ```
    """
    for source in project.sources.values():
        if source.is_draft:
            yield Finding(source.places["draft"], key=source.key)
