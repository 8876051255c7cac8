"""`LNK`: anchors, `id` attributes, and the words that a link's fragment names."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Site, nearest
from explainer.rules.link_queries import broken_links, finding
from explainer.rules.registry import Finding, rule


@rule(
    "LNK102",
    message="no anchor {anchor!r} on {target!r}",
    hint="correct the link or remove it; no anchor has a similar name",
    similar=("no anchor {anchor!r} on {target!r}", "the nearest anchor is {similar!r}"),
)
def anchor_missing(site: Site) -> Iterator[Finding]:
    """
    The part of a link behind `#` names an anchor on the page that it leads to.

    An anchor is the `id` of anything or the `name` of an `a`. `#top` and `#` lead to the top of
    every page. What scripts make of the part behind `#` is left to them: anything that starts
    with `!` or `/`; Material's `__comments`, `__consent`, `__drawer`, `__search`, `__toc`,
    `__tabbed_1_2` and `__codelineno-0-1`; `t=` and `xywh=`, which name a part of a video or an
    image. In a PDF nothing is looked for.

    ```md bad
    It warmed, as [we say](heat.md#wether) there. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [we say](heat.md#weather) there. [@ipcc#warming]
    ```
    """
    for link in broken_links(site, "anchor"):
        similar = nearest(link.fragment, site.anchors.get(link.target or "", ()))
        variant = "similar" if similar else ""
        yield finding(link, variant, anchor=link.fragment, target=link.target, similar=similar)


@rule(
    "LNK113",
    message="{identifier!r} is the `id` of more than one thing on the page",
    hint="give each its own; a link to it finds the first one only",
)
def duplicate_id(site: Site) -> Iterator[Finding]:
    """
    An `id` is unique on a page.

    Those that a generator made twice are another rule's, `id-generated-twice`.

    ```md bad
    <p id="rain">Rain</p>

    <p id="rain">More rain</p>
    ```

    ```md good
    <p id="rain">Rain</p>

    <p id="more-rain">More rain</p>
    ```
    """
    for link in broken_links(site, "duplicate-id"):
        yield finding(link, identifier=link.fragment)


@rule(
    "LNK119",
    message="{words!r} is not on {target!r}",
    hint="take the words from the page as it is now",
)
def linked_words_missing(site: Site) -> Iterator[Finding]:
    """
    The text of a `#:~:text=` link stands on its page.

    ```md bad
    It warmed, as [we say](heat.md#:~:text=It%20froze) there. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [we say](heat.md#:~:text=It%20warmed) there. [@ipcc#warming]
    ```
    """
    for link in broken_links(site, "text-fragment"):
        yield finding(link, words=link.fragment, target=link.target)
