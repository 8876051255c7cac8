"""`LNK`: Markdown references and footnotes without a definition, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Site
from explainer.rules.link_queries import broken_links, finding
from explainer.rules.registry import Finding, rule


@rule(
    "LNK114",
    message="readers see {text!r} as it was typed",
    hint="define what it refers to, or close its brackets; escape the bracket with a backslash if"
    " it is meant as text",
)
def reference_undefined(site: Site) -> Iterator[Finding]:
    """
    A reference is defined, so that Markdown makes a link, an image or a footnote of it.

    ```md bad
    It warmed, as [the report][ipcc] says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report][ipcc] says. [@ipcc#warming]

    [ipcc]: heat.md
    ```
    """
    for link in broken_links(site, "undefined"):
        yield finding(link, text=link.shown)


@rule(
    "LNK115",
    message="nothing refers to {name!r}",
    hint="refer to it, or remove it",
)
def reference_unused(site: Site) -> Iterator[Finding]:
    """
    An address or a footnote that a page defines is used on it.

    ```md bad
    It warmed. [@ipcc#warming]

    [heat]: heat.md
    ```

    ```md good
    It warmed, as [we say][heat]. [@ipcc#warming]

    [heat]: heat.md
    ```
    """
    for link in broken_links(site, "unused"):
        yield finding(link, name=link.fragment or link.address)
