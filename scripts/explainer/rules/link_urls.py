"""`LNK`: URLs that are invalid, not public, not encrypted, or lead out of the site."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Site
from explainer.rules.link_queries import broken_links, finding
from explainer.rules.registry import Finding, rule


@rule(
    "LNK107",
    message="{address!r} leads out of the site",
    hint="start below the site's root, or give the full address if another site is meant",
)
def link_outside_site(site: Site) -> Iterator[Finding]:
    """
    An address does not go up above the folder in which the site is published.

    Where `site_url` has a path, `/` is not the site's own root. Where it has none, browsers stop
    there, and the link leads where it should.

    ```md bad
    <a href="../../../heat/">Heat</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in broken_links(site, "outside"):
        yield finding(link, address=link.shown)


@rule("LNK108", message="an address is empty", hint="say where it leads, or remove it")
def address_empty(site: Site) -> Iterator[Finding]:
    """
    Links and assets have a URL.

    The links that a theme puts around a page may be empty on the page that they lead to.

    ```md bad
    It warmed, as [the report]() says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    for link in broken_links(site, "empty"):
        yield finding(link)


@rule(
    "LNK109",
    message="{address!r} is not a valid URL",
    hint="check its scheme, its host name and its `%` signs",
)
def address_malformed(site: Site) -> Iterator[Finding]:
    """
    A URL is valid: known scheme, valid host name, two hex digits after each `%`.

    ```md bad
    It warmed, as [the report](htps://example.org/) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](https://example.org/) says. [@ipcc#warming]
    ```
    """
    for link in broken_links(site, "malformed"):
        yield finding(link, address=link.shown)


@rule(
    "LNK110",
    message="{address!r} is a script and leads nowhere",
    hint="use a button for what a script does, or give an address that works without it",
)
def link_to_script(site: Site) -> Iterator[Finding]:
    """
    A link leads somewhere without scripts, too.

    The controls that a theme or a generator puts on a page are another rule's, `script-as-control`.

    ```md bad
    <a href="javascript:history.back()">Back</a>
    ```

    ```md good
    <a href="../heat/">Back</a>
    ```
    """
    for link in broken_links(site, "script"):
        yield finding(link, address=link.shown)


@rule(
    "LNK111",
    message="nobody else can reach {address!r}",
    hint="give the public address, or show it as code if it is an example",
)
def link_to_private_host(site: Site) -> Iterator[Finding]:
    """
    An address does not lead to the writer's own computer or network.

    A path such as `/usr/share/doc/heat.html` is one of the writer's computer, too.

    ```md bad
    It warmed, as [the report](http://localhost:8000/heat/) says. [@ipcc#warming]
    ```

    ```md good
    It warmed, as [the report](heat.md) says. [@ipcc#warming]
    ```
    """
    for link in broken_links(site, "private"):
        yield finding(link, address=link.shown)


@rule(
    "LNK112",
    message="{address!r} is not a valid e-mail address or phone number",
    hint="write `mailto:name@host.example` or `tel:+` and a number with its country's code",
)
def contact_impossible(site: Site) -> Iterator[Finding]:
    """
    A `mailto:` has a name and a host, a `tel:` is a number that phones dial.

    ```md bad
    [Write to us](mailto:weather.example.org).
    ```

    ```md good
    [Write to us](mailto:weather@example.org).
    ```
    """
    for link in broken_links(site, "contact"):
        yield finding(link, address=link.shown)


@rule(
    "LNK118",
    message="browsers do not load {address!r} on an encrypted page",
    hint="load it from `https:`, or keep a copy in the site",
    form=(
        "browsers warn before they send a form to {address!r}",
        "send it to an address that begins with `https:`",
    ),
)
def mixed_content(site: Site) -> Iterator[Finding]:
    """
    External assets are loaded over HTTPS.

    Images, audio and video browsers load over HTTPS by themselves, so that they are another rule's,
    `asset-upgraded`.

    ```md bad
    <script src="http://example.org/thermometer.js"></script>
    ```

    ```md good
    <script src="https://example.org/thermometer.js"></script>
    ```
    """
    for link in broken_links(site, "mixed"):
        yield finding(link, address=link.shown)
    for link in broken_links(site, "insecure-form"):
        yield finding(link, "form", address=link.shown)
