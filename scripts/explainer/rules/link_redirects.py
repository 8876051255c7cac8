"""`LNK`: links to redirects."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Site
from explainer.rules.link_queries import broken_links, finding
from explainer.rules.link_urls_to_write import url_to_write
from explainer.rules.registry import Finding, rule


@rule(
    "LNK116",
    message="{address!r} is redirected to {meant!r}",
    hint="link to {meant!r} itself",
)
def link_to_redirect(site: Site) -> Iterator[Finding]:
    """
    A link leads to where a page is now, and not to where it was.

    A redirect is a line of a `_redirects` file whose status says that it is meant to last, or a
    page that leads on at once. The start page may lead on to wherever it likes. Links that a
    generator made are another rule's, `generated-link-to-redirect`.

    ```md bad
    <a href="/weather">Weather</a>
    ```

    ```md good
    <a href="../heat/">Weather</a>
    ```
    """
    for link in broken_links(site, "redirect"):
        target = link.suggestion or ""
        meant = url_to_write(site, link, target) if target in site.files else target
        yield finding(link, address=link.shown, meant=meant)


@rule(
    "LNK117",
    message="{address!r} is redirected in a loop",
    hint="change the redirect so that it ends at a page",
)
def redirect_in_circle(site: Site) -> Iterator[Finding]:
    """
    Redirects do not loop.

    ```text bad docs/_redirects
    /rain   /sleet
    /sleet  /rain
    ```

    ```text good docs/_redirects
    /rain   /sleet
    /sleet  /heat/
    ```
    """
    for link in broken_links(site, "redirect-loop"):
        yield finding(link, address=link.shown)
