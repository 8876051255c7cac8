"""`LNK`: links in the built site, as a browser would follow them."""

from __future__ import annotations

import functools
import heapq
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from explainer.model import Link, Site, nearest, similarity
from explainer.rules.registry import Finding, rule

_LIKELY = 15
_WITHOUT_SCHEME = re.compile(r"https?//|(?=www\.)")


@rule("LNK101", message="no page at {address!r}", hint="the nearest page is {page!r}")
def link_target_missing(site: Site) -> Iterator[Finding]:
    """
    A link leads to a file of the site.

    ```md bad
    It warmed, as [the report](heet.md) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    paths = {_stem(path): path for path in site.anchors}
    names = _Names(paths | {"index": paths[""]} if "" in paths else paths)
    for link in _of(site, "missing", asset=False):
        close = names.nearest(map(_stem, _wanted(link)))
        hint = "the site has no page like it"
        if close:
            hint = f"the nearest page is {_to_write(site, link, close)!r}"
        if slip := _WITHOUT_SCHEME.match(link.address):
            hint = f"did you mean {'https://' + link.address[slip.end() :]!r}?"
        yield _found(link, address=link.shown, hint=hint)


@rule("LNK102", message="no anchor {anchor!r} on {target!r}", hint="the nearest anchor is {id!r}")
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
    for link in _of(site, "anchor"):
        close = nearest(link.fragment, site.anchors.get(link.target or "", ()))
        hint = f"the nearest anchor is {close!r}" if close else "the page has no anchor like it"
        yield _found(link, anchor=link.fragment, target=link.target, hint=hint)


@rule("LNK103", message="no file at {address!r}", hint="the nearest file is {file!r}")
def asset_missing(site: Site) -> Iterator[Finding]:
    """
    What a page loads (images, styles, scripts, media) is a file of the site.

    ```md bad
    ![A thermometer](thermometre.png)
    ```

    ```md good
    ![A thermometer](thermometer.png)
    ```
    """
    names = _Names({path: path for path in site.files if path not in site.anchors})
    for link in _of(site, "missing", asset=True):
        close = names.nearest(_wanted(link))
        hint = f"the nearest file is {close!r}" if close else "the site has no file like it"
        yield _found(link, address=link.shown, hint=hint)


@rule(
    "LNK104",
    message="the case of letters differs between {address!r} and {meant!r}",
    hint="write it as the file is called, {name!r}; most servers tell capitals from small letters",
)
def link_in_wrong_case(site: Site) -> Iterator[Finding]:
    """
    A link and the file that it leads to agree in the case of letters.

    Some computers find the file all the same, most servers do not.

    ```md bad
    ![A thermometer](Thermometer.png)
    ```

    ```md good
    ![A thermometer](thermometer.png)
    ```
    """
    for link in _of(site, "letters"):
        name = _to_write(site, link, link.suggestion or "")
        yield _found(link, address=link.shown, meant=link.suggestion, name=name)


@rule(
    "LNK105",
    message="{address!r} is a folder without a page of its own",
    hint="link to one of the pages in it, or give it an `index.md`",
)
def folder_without_index(site: Site) -> Iterator[Finding]:
    """
    A link to a folder finds an index in it.

    ```md bad
    <a href="../sources/">The sources</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in _of(site, "folder"):
        yield _found(link, address=link.shown)


@rule(
    "LNK106",
    message="{address!r} is a Markdown file, which readers do not get",
    hint="link to the page, {page!r}, or write it as a Markdown link",
)
def link_to_markdown(site: Site) -> Iterator[Finding]:
    """
    A link leads to a page, and not to the Markdown that it was made of.

    In Markdown's own links MkDocs replaces the one by the other; in raw HTML it does not.

    ```md bad
    <a href="heat.md">Heat</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in _of(site, "markdown"):
        if link.suggestion:
            hint = (
                f"link to the page, {_address(link.suggestion)!r}, or write it as a Markdown link"
            )
            yield _found(link, address=link.shown, hint=hint)
    for link in _of(site, "markdown"):
        if not link.suggestion:
            hint = "there is no such page; link to one that there is"
            yield _found(link, address=link.shown, hint=hint)


@rule(
    "LNK107",
    message="{address!r} leads out of the site",
    hint="start below the site's root, or give the full address if another site is meant",
)
def link_outside_site(site: Site) -> Iterator[Finding]:
    """
    An address does not go up above the folder in which the site is published.

    Where `site_url` has a path, `/` is not the site's own root.

    ```md bad
    <a href="../../../heat/">Heat</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in _of(site, "outside"):
        yield _found(link, address=link.shown)


@rule("LNK108", message="an address is empty", hint="say where it leads, or remove it")
def address_empty(site: Site) -> Iterator[Finding]:
    """
    What is meant to lead or to load has an address.

    The links that a theme puts around a page may be empty on the page that they lead to.

    ```md bad
    It warmed, as [the report]() says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    for link in _of(site, "empty"):
        yield _found(link)


@rule(
    "LNK109",
    message="{address!r} is no address that a browser understands",
    hint="look for a slip in its scheme, its host or its `%` signs",
)
def address_malformed(site: Site) -> Iterator[Finding]:
    """
    An address can be read: its scheme exists, its host can be one, each `%` has two figures.

    ```md bad
    It warmed, as [the report](htps://example.org/) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](https://example.org/) says. [@ipcc#warming]
    ```
    """
    for link in _of(site, "malformed"):
        yield _found(link, address=link.shown)


@rule(
    "LNK110",
    message="{address!r} is a script and leads nowhere",
    hint="use a button for what a script does, or give an address that works without it",
)
def link_to_script(site: Site) -> Iterator[Finding]:
    """
    A link leads somewhere without scripts, too.

    The controls that a theme puts around a page are left alone.

    ```md bad
    <a href="javascript:history.back()">Back</a>
    ```

    ```md good
    <a href="../heat/">Back</a>
    ```
    """
    for link in _of(site, "script"):
        yield _found(link, address=link.shown)


@rule(
    "LNK111",
    message="nobody else can reach {address!r}",
    hint="give the public address, or show it as code if it is an example",
)
def link_to_private_host(site: Site) -> Iterator[Finding]:
    """
    An address does not lead to the writer's own computer or network.

    ```md bad
    It warmed, as [the report](http://localhost:8000/heat/) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    for link in _of(site, "private"):
        yield _found(link, address=link.shown)


@rule(
    "LNK112",
    message="{address!r} reaches nobody",
    hint="write `mailto:name@host.example` or `tel:+` and a number with its country's code",
)
def contact_impossible(site: Site) -> Iterator[Finding]:
    """
    A `mailto:` has a name and a host, a `tel:` is a number.

    ```md bad
    [Write to us](mailto:weather.example.org).
    ```

    ```md good
    [Write to us](mailto:weather@example.org).
    ```
    """
    for link in _of(site, "contact"):
        yield _found(link, address=link.shown)


@rule(
    "LNK113",
    message="{identifier!r} is the `id` of more than one thing on the page",
    hint="give each its own; a link to it finds the first one only",
)
def duplicate_id(site: Site) -> Iterator[Finding]:
    """
    An `id` is given once on a page.

    ```md bad
    <p id="rain">Rain</p>

    <p id="rain">More rain</p>
    ```

    ```md good
    <p id="rain">Rain</p>

    <p id="more-rain">More rain</p>
    ```
    """
    for link in _of(site, "twice"):
        yield _found(link, identifier=link.fragment)


@rule(
    "LNK114",
    message="readers see {text!r} as it was typed",
    hint="define what it refers to, or close its brackets; put a backslash before what is meant so",
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
    for link in _of(site, "undefined"):
        yield _found(link, text=link.address)


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
    for link in _of(site, "unused"):
        yield _found(link, name=link.fragment or link.address)


@rule(
    "LNK116",
    message="{address!r} is redirected to {meant!r}",
    hint="link to {meant!r} itself",
)
def link_to_redirect(site: Site) -> Iterator[Finding]:
    """
    A link leads to where a page is now, and not to where it was.

    A redirect is a line of a `_redirects` file whose status says that it is meant to last, or a
    page that leads on at once. The start page may lead on to wherever it likes.

    ```md bad
    <a href="/weather">Weather</a>
    ```

    ```md good
    <a href="../heat/">Weather</a>
    ```
    """
    for link in _of(site, "redirect"):
        inside = link.suggestion in site.files
        meant = _address(link.suggestion or "") if inside else link.suggestion
        yield _found(link, address=link.shown, meant=meant)


@rule(
    "LNK117",
    message="{address!r} is redirected in a circle",
    hint="give the redirect an end",
)
def redirect_in_circle(site: Site) -> Iterator[Finding]:
    """
    Redirects come to an end.

    ```text bad docs/_redirects
    /rain   /sleet
    /sleet  /rain
    ```

    ```text good docs/_redirects
    /rain   /sleet
    /sleet  /heat/
    ```
    """
    for link in _of(site, "circle"):
        yield _found(link, address=link.shown)


@rule(
    "LNK118",
    message="browsers do not load {address!r} on an encrypted page",
    hint="load it from `https:`, or keep a copy in the site",
)
def mixed_content(site: Site) -> Iterator[Finding]:
    """
    What a page loads from elsewhere comes encrypted.

    ```md bad
    ![A thermometer](http://example.org/thermometer.png)
    ```

    ```md good
    ![A thermometer](https://example.org/thermometer.png)
    ```
    """
    for link in _of(site, "mixed"):
        yield _found(link, address=link.shown)


@rule(
    "LNK119",
    message="{words!r} is not on {target!r}",
    hint="take the words from the page as it is now",
)
def linked_words_missing(site: Site) -> Iterator[Finding]:
    """
    A link to words on a page of the site, by `#:~:text=`, finds them there.

    ```md bad
    It warmed, as [we say](heat.md#:~:text=It%20froze) there. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [we say](heat.md#:~:text=It%20warmed) there. [@ipcc#warming]
    ```
    """
    for link in _of(site, "words"):
        yield _found(link, words=link.fragment, target=link.target)


def _found(link: Link, **values: object) -> Finding:
    return Finding(link.place, pages=link.pages, **values)


def _of(site: Site, fate: str, *, asset: bool | None = None) -> Iterator[Link]:
    for link in site.links:
        if link.defect == fate and asset in {None, link.asset}:
            yield link


class _Names:
    """Names of files among which to look for what a wrong one may have meant, with their paths."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    @functools.cached_property
    def _parts(self) -> dict[str, frozenset[str]]:
        return {name: _parts(name) for name in self._paths}

    def nearest(self, names: Iterable[str]) -> str | None:
        """The path of what is most like one of these names, or `None` where nothing is."""
        close = [(name, other) for name in names if (other := self._nearest(name)) is not None]
        if not close:
            return None
        return self._paths[max(close, key=lambda pair: similarity(*pair))[1]]

    def _nearest(self, name: str) -> str | None:
        wanted = _parts(name)
        # Comparing letter by letter is slow, so that only the likeliest are.
        shared = {other: len(wanted & parts) / len(parts) for other, parts in self._parts.items()}
        return nearest(name, heapq.nlargest(_LIKELY, shared, key=shared.__getitem__))


def _wanted(link: Link) -> Iterator[str]:
    """The paths that a link that leads nowhere may have meant."""
    yield link.target or ""
    # MkDocs leaves what it does not know as it is, although it was written for another folder.
    path = unquote(re.split("[?#]", link.shown)[0])
    if link.place.path.endswith(".md") and link.file.endswith("/index.html") and path[:1] != "/":
        folder = posixpath.dirname(posixpath.dirname(link.file))
        yield posixpath.normpath(posixpath.join(folder, path))


def _to_write(site: Site, link: Link, path: str) -> str:
    """How to name a page where a link is written: by its Markdown, if the link is to Markdown."""
    own, other = site.sources.get(link.file), site.sources.get(path)
    written = re.split("[?#]", link.shown)[0].lower()
    # A snippet is written for no page, and a theme names what was built.
    in_page = own is not None and f"/{link.place.path}".endswith(f"/{own}")
    if own is None or other is None or not (in_page and written.endswith(".md")):
        return path
    return posixpath.relpath(other, posixpath.dirname(own) or ".")


def _parts(path: str) -> frozenset[str]:
    folded = f" {path.casefold()} "
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


def _stem(path: str) -> str:
    """What a page is called by, whether that is its file, its folder or its Markdown."""
    return re.sub(r"(?:(?:^|(?<=/))(?:index|README)|(?<=[^/]))\.(?:html?|md)$", "", path).rstrip(
        "/"
    )


def _address(path: str) -> str:
    """What a file of the site is called by: an index by its folder."""
    return path.removesuffix("index.html") if path.endswith("/index.html") else path
