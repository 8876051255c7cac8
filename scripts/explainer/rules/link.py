"""`LNK`: links in the built site, as a browser would follow them."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Link, Site, nearest
from explainer.rules.registry import Found, rule


@rule("LNK101", message="no page at {address!r}", hint="{hint}")
def link_target_missing(site: Site) -> Iterator[Found]:
    """
    A link leads to a file of the site.

    ```md bad
    It warmed, as [the report](heet.md) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    for link in _inside(site, asset=False):
        if link.target not in site.files:
            # A directory is called by its name, and not by the index in it.
            pages = {path.removesuffix("index.html"): path for path in site.documents}
            close = nearest((link.target or "").removesuffix("index.html"), pages)
            close = pages[close] if close else None
            hint = f"the nearest page is {close!r}" if close else "the site has no page like it"
            yield Found(link.place, address=link.written or link.address, hint=hint)


@rule("LNK102", message="no anchor {anchor!r} on {target!r}", hint="{hint}")
def anchor_missing(site: Site) -> Iterator[Found]:
    """
    The part of a link behind `#` names an anchor on the page that it leads to.

    ```md bad
    It warmed, as [we say](heat.md#wether) there. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [we say](heat.md#weather) there. [@ipcc#warming]
    ```
    """
    for link in _inside(site, asset=False):
        document = site.documents.get(link.target or "")
        if document and link.fragment and link.fragment not in document.anchors:
            close = nearest(link.fragment, document.anchors)
            hint = f"the nearest anchor is {close!r}" if close else "the page has no anchor like it"
            yield Found(link.place, anchor=link.fragment, target=document.path, hint=hint)


@rule("LNK103", message="no file at {address!r}", hint="{hint}")
def asset_missing(site: Site) -> Iterator[Found]:
    """
    What a page loads (images, styles, scripts, media) is a file of the site.

    ```md bad
    ![A thermometer](thermometre.png)
    ```

    ```md good
    ![A thermometer](thermometer.png)
    ```
    """
    for link in _inside(site, asset=True):
        if link.target not in site.files:
            close = nearest(link.target or "", site.files)
            hint = f"the nearest file is {close!r}" if close else "the site has no file like it"
            yield Found(link.place, address=link.written or link.address, hint=hint)


def _inside(site: Site, *, asset: bool) -> Iterator[Link]:
    for document in site.documents.values():
        for link in document.links:
            if link.asset == asset and link.target is not None:
                yield link
