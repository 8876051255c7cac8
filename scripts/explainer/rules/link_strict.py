"""`LNK`: what works for readers, or is a generator's, and what only a strict reader would mend."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Site
from explainer.rules.link_queries import broken_links, finding
from explainer.rules.registry import Finding, rule


@rule(
    "LNK301",
    message="{address!r} names a range of lines, which only a script of the page can find",
    hint="link to the first of the lines, unless the page has such a script",
)
def line_range_without_anchor(site: Site) -> Iterator[Finding]:
    """
    The part of a link behind `#` is one anchor, and not a range of lines.

    ```md bad
    <a href="#4-5">These lines</a>

    <p id="4">It warmed.</p>
    <p id="5">It rained.</p>
    ```

    ```md good
    <a href="#4">These lines</a>

    <p id="4">It warmed.</p>
    <p id="5">It rained.</p>
    ```
    """
    for link in broken_links(site, "line-range"):
        yield finding(link, address=link.shown)


@rule(
    "LNK302",
    message="a generator made {identifier!r} the `id` of more than one thing on the page",
    hint="give what it was made from different names; a link to it finds the first one only",
)
def id_generated_twice(site: Site) -> Iterator[Finding]:
    """
    An `id` that a generator makes is unique on a page.

    ```html bad docs/rain.html
    <meta name="generator" content="Rainmaker"><p id="rain">Rain</p><p id="rain">More</p>
    ```

    ```html good docs/rain.html
    <meta name="generator" content="Rainmaker"><p id="rain">Rain</p><p id="more">More</p>
    ```
    """
    for link in broken_links(site, "generated-id"):
        yield finding(link, identifier=link.fragment)


@rule(
    "LNK303",
    message="a generator links to {address!r}, which is redirected to {meant!r}",
    hint="have it link to {meant!r}",
)
def generated_link_to_redirect(site: Site) -> Iterator[Finding]:
    """
    A link that a generator makes leads to where a page is now, and not to where it was.

    ```html bad docs/rain.html
    <meta name="generator" content="Rainmaker"><a href="/weather">Weather</a>
    ```

    ```html good docs/rain.html
    <meta name="generator" content="Rainmaker"><a href="/heat/">Weather</a>
    ```
    """
    for link in broken_links(site, "generated-redirect"):
        yield finding(link, address=link.shown, meant=link.suggestion)


@rule(
    "LNK304",
    message="{address!r} is a script and leads nowhere",
    hint="make it a button, which is what a link to a script is to a reader",
)
def script_as_control(site: Site) -> Iterator[Finding]:
    """
    A control of a page, such as that of its menu, is a button and not a link to a script.

    ```html bad docs/rain.html
    <meta name="generator" content="Rainmaker"><a href="javascript:void(0)">Menu</a>
    ```

    ```html good docs/rain.html
    <meta name="generator" content="Rainmaker"><button type="button">Menu</button>
    ```
    """
    for link in broken_links(site, "script-control"):
        yield finding(link, address=link.shown)


@rule(
    "LNK305",
    message="browsers load {address!r} from `https:` instead",
    hint="write `https:` for `http:`",
)
def asset_upgraded(site: Site) -> Iterator[Finding]:
    """
    An image, a sound or a film is loaded over HTTPS.

    On an encrypted page, browsers ask for it in no other way, whatever its address says.

    ```md bad
    ![A thermometer](http://example.org/thermometer.png)
    ```

    ```md good
    ![A thermometer](https://example.org/thermometer.png)
    ```
    """
    for link in broken_links(site, "upgraded"):
        yield finding(link, address=link.shown)


@rule(
    "LNK306",
    message="{address!r} is an example, and a link",
    hint="show it as code",
)
def example_linked(site: Site) -> Iterator[Finding]:
    """
    A URL that is shown as an example is not a link.

    In HTML that was not made from Markdown here, it is one that is the text of its own link and
    that nobody can follow, such as the address of a server on the reader's computer: programs make
    links of all that looks like a URL.

    ```html bad docs/heat.html
    <p>Open <a href="http://localhost:8000/">http://localhost:8000/</a>.</p>
    ```

    ```html good docs/heat.html
    <p>Open <code>http://localhost:8000/</code>.</p>
    ```
    """
    for link in broken_links(site, "example"):
        yield finding(link, address=link.shown)
