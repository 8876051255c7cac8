"""On which day a page was last checked, and last changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.data import DATA_FILES, read_data
from explainer.markdown.as_of import AS_OF_ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from explainer.model import Citation, Page
    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def last_checked(site: BuiltSite, page: BuiltPage, checked: Page) -> str:
    """
    The day on which a page was last checked (ISO 8601); empty where nothing states one.

    For the page of a claim it is the day of its verdict. Else it is the newest of the days that the
    page itself states (of its sections, and of the data files that it shows); where it states none,
    the newest verdict of the claims that it cites; and where it cites none, the newest day on which
    a source that it cites was read or opened.
    """
    project = site.project
    own = site.claim_of(page)
    if own:
        return own.as_of or ""
    cited = citations_of(checked)
    claims = [project.claims[c.claim] for c in cited if c.claim and c.claim in project.claims]
    sources = [project.sources[c.key] for c in cited if c.key in project.sources]
    for days in (
        [*_stated_in_headings(page), *_stated_in_data(site, checked)],
        [claim.as_of for claim in claims],
        [day for source in sources for day in (source.read, source.accessed)],
    ):
        known = [day for day in days if day and _DAY.fullmatch(day)]
        if known:
            return max(known)
    return ""


def last_changed(site: BuiltSite, page: BuiltPage) -> str:
    """
    The day of a page for programs (ISO 8601): that on which it was last checked.

    For a claim with a verdict it is the day of its last change, if that is later; empty where
    nothing states a day.
    """
    checked = site.checked_page(page)
    day = last_checked(site, page, checked) if checked else ""
    claim = site.claim_of(page)
    if claim and claim.is_judged:
        return max([day, *(change.date for change in claim.changes)])
    return day


def citations_of(page: Page) -> list[Citation]:
    """What the sentences of a page cite, without labels."""
    return [
        each
        for sentence in page.sentences
        for each in sentence.effective_citations
        if each.label is None
    ]


def _stated_in_headings(page: BuiltPage) -> Iterator[str | None]:
    for heading in page.tree.css(f"article [{AS_OF_ATTRIBUTE}]"):
        yield heading.attributes.get(AS_OF_ATTRIBUTE)


def _stated_in_data(site: BuiltSite, checked: Page) -> Iterator[str | None]:
    for block in checked.data_blocks:
        name, _, which = (part.strip() for part in block.partition("|"))
        data = next((each for each in DATA_FILES if each.name == name), None)
        record = read_data(site.settings.docs_dir, data, which) if data else None
        if record:
            yield record.values.get("as_of")
