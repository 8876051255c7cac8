"""`LNK`: links to files of the site: pages, subresources, folders and Markdown files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from explainer.model import Link, Site
from explainer.rules.link_queries import (
    FileNames,
    broken_links,
    finding,
    page_name,
    pages_by_name,
    possible_paths,
)
from explainer.rules.link_urls_to_write import url_to_write
from explainer.rules.registry import Finding, rule

_WITHOUT_SCHEME = re.compile(r"https?//|(?=www\.)")


@rule(
    "LNK101",
    message="no page at {address!r}",
    hint="correct the link or remove it; no page has a similar name",
    similar=("no page at {address!r}", "the nearest page is {page!r}"),
    similar_file=("no page at {address!r}", "the nearest file is {file!r}"),
    without_scheme=("no page at {address!r}", "did you mean {url!r}?"),
)
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
    names = FileNames(pages_by_name(site))
    files = _names_of_files(site)
    for link in broken_links(site, "missing", asset=False):
        similar = names.nearest(map(page_name, possible_paths(link)))
        if without_scheme := _WITHOUT_SCHEME.match(link.address):
            url = f"https://{link.address[without_scheme.end() :]}"
            yield finding(link, "without_scheme", address=link.shown, url=url)
        elif similar:
            page = url_to_write(site, link, similar)
            yield finding(link, "similar", address=link.shown, page=page)
        elif file := _is_file(link) and files.nearest(possible_paths(link)):
            name = url_to_write(site, link, file)
            yield finding(link, "similar_file", address=link.shown, file=name)
        else:
            yield finding(link, address=link.shown)


def _names_of_files(site: Site) -> FileNames:
    """The names of a site's files that are not pages."""
    return FileNames({path: path for path in site.files if path not in site.anchors})


def _is_file(link: Link) -> bool:
    """Whether a link was meant for a file that is not a page, such as a PDF."""
    suffix = posixpath.splitext(link.target or "")[1].lower()
    return suffix not in {"", ".html", ".htm", ".xhtml", ".md", ".markdown"}


@rule(
    "LNK103",
    message="no file at {address!r}",
    hint="correct the link or remove it; no file has a similar name",
    similar=("no file at {address!r}", "the nearest file is {similar!r}"),
)
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
    names = _names_of_files(site)
    for link in broken_links(site, "missing", asset=True):
        found = names.nearest(possible_paths(link))
        similar = url_to_write(site, link, found) if found else None
        yield finding(link, "similar" if similar else "", address=link.shown, similar=similar)


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
    for link in broken_links(site, "wrong-case"):
        name = url_to_write(site, link, link.suggestion or "")
        yield finding(link, address=link.shown, meant=link.suggestion, name=name)


@rule(
    "LNK105",
    message="{address!r} is a folder without a page of its own",
    hint="link to one of the pages in it, or give it an `index.md`",
)
def folder_without_index(site: Site) -> Iterator[Finding]:
    """
    A linked folder has an index page.

    ```md bad
    <a href="../sources/">The sources</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in broken_links(site, "folder"):
        yield finding(link, address=link.shown)


@rule(
    "LNK106",
    message="{address!r} is a Markdown file, which readers do not get",
    hint="there is no such page; link to an existing page",
    built=(
        "{address!r} is a Markdown file, which readers do not get",
        "link to the page, {page!r}, or write it as a Markdown link",
    ),
)
def link_to_markdown(site: Site) -> Iterator[Finding]:
    """
    A link leads to a page, and not to the Markdown file that it was built from.

    In Markdown's own links MkDocs replaces the one by the other; in raw HTML it does not.

    ```md bad
    <a href="heat.md">Heat</a>
    ```

    ```md good
    <a href="../heat/">Heat</a>
    ```
    """
    for link in broken_links(site, "markdown"):
        if link.suggestion:
            yield finding(
                link, "built", address=link.shown, page=url_to_write(site, link, link.suggestion)
            )
        else:
            yield finding(link, address=link.shown)
