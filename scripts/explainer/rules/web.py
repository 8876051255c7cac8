"""`WEB`: external links. These rules run only with `--web`."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import ExternalLinks
from explainer.rules.registry import Finding, rule

_FIX = "write {new}; `explainer fix` does it"
_COPY = f"a copy of it is archived: {_FIX}"


@rule(
    "WEB101",
    message="{address!r} is dead since {since}: {reason}",
    hint="find its new address, or cite something else",
    archived=("{address!r} is dead since {since}: {reason}", _COPY),
)
def address_dead(web: ExternalLinks) -> Iterator[Finding]:
    """
    A URL on a page or in a source is not dead.

    It is reported if it was dead in two runs that are at least a day apart: the host says that the
    page does not exist, shows the same page for every unknown URL, no longer exists itself, or is
    for sale. A host that refuses to say, or does not answer, is not reported.

    ```md bad
    It warmed, as [they say](http://web.test/gone). [@ipcc#warming]
    ```

    ```md good
    It warmed, as [they say](http://web.test/refused). [@ipcc#warming]
    ```
    """
    for each in web.links:
        if each.dead_since:
            yield Finding(
                each.place,
                "archived" if each.archived_copy else "",
                address=each.address,
                since=each.dead_since,
                reason=each.reason,
                new=each.archived_copy,
                urls=(each.address,),
            )


@rule("WEB102", message="{address!r} has moved permanently", hint=_FIX)
def address_moved(web: ExternalLinks) -> Iterator[Finding]:
    """
    A URL does not redirect permanently to another one.

    ```md bad
    It warmed, as [they say](http://web.test/moved). [@ipcc#warming]
    ```

    ```md good
    It warmed, as [they say](http://web.test/for-now). [@ipcc#warming]
    ```
    """
    for each in web.links:
        if each.moved_to:
            urls = (each.address,)
            yield Finding(each.place, address=each.address, new=each.moved_to, urls=urls)


@rule(
    "WEB103",
    message="the words of {slug!r} are not at {address!r}",
    hint="find the page that has them now, or cite another passage",
    archived=("the words of {slug!r} are not at {address!r}", _COPY),
)
def words_gone(web: ExternalLinks) -> Iterator[Finding]:
    """
    The words of a passage are in the text of its source's page.

    Case, punctuation and line ends make no difference. A page that could not be read whole, or
    that has hardly any text before its scripts run, is not reported.

    ```yml bad docs/sources/heat.yml
    type: report
    title: Heat
    URL: http://web.test/report
    tier: research
    origin: example
    passages:
      - slug: cooling
        fact: The air cooled.
        words: the air has cooled
    ```

    ```yml good docs/sources/heat.yml
    type: report
    title: Heat
    URL: http://web.test/report
    tier: research
    origin: example
    passages:
      - slug: warming
        fact: The air warmed.
        words: the air has warmed
    ```
    """
    for each in web.links:
        for slug, place in each.missing_passages:
            variant = "archived" if each.archived_copy else ""
            yield Finding(
                place,
                variant,
                address=each.address,
                slug=slug,
                new=each.archived_copy,
                urls=(each.address,),
            )


@rule(
    "WEB104",
    message="no anchor {anchor!r} at {address!r}",
    hint="look at the page for its present anchor, or leave out what is behind `#`",
)
def remote_anchor_missing(web: ExternalLinks) -> Iterator[Finding]:
    """
    The fragment of an external URL is an anchor of the linked page.

    GitHub's own spelling of anchors is known. Pages whose source has no anchors at all, and
    fragments that scripts seem to use, are not checked.

    ```md bad
    It warmed, as [they say](http://web.test/report#cooling). [@ipcc#warming]
    ```

    ```md good
    It warmed, as [they say](http://web.test/report#warming). [@ipcc#warming]
    ```
    """
    for each in web.links:
        if each.missing_fragment:
            yield Finding(
                each.place,
                address=each.address,
                anchor=each.missing_fragment,
                urls=(each.address,),
            )
