"""The line at the head of a page's references that says how many sentences people have read."""

from __future__ import annotations

import importlib
from html import escape
from typing import TYPE_CHECKING, Any

from explainer.reviews import passages_fingerprint, read_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from explainer import citations
    from explainer.markdown.context import PageContext
    from explainer.model import Claim, Source

    Cited = list[tuple[Source | Claim, str | None]]

_LONGEST_RUN = 4
"""The most citations that a sentence has, for all but the rarest."""


def read_line(context: PageContext, groups: Iterable[citations.Group | None]) -> str:
    """
    The paragraph as HTML; empty on a page without a review that holds.

    `groups` are the citations of the page in their order.
    """
    if not _may_have_reviews(context, groups):
        return ""
    # The sentences are read by parts of the package that come after this one.
    counting: Any = importlib.import_module("explainer.page_reviews")
    count = counting.count_read(context.docs_dir, context.path)
    if count is None:
        return ""
    date = context.translations.date(count.last)
    text = context.translations.translate(
        "read", read=f"{count.read:,}", total=f"{count.total:,}", date=date
    )
    return f'<p class="explainer-generated explainer-read">{escape(text, quote=False)}</p>'


def _may_have_reviews(context: PageContext, groups: Iterable[citations.Group | None]) -> bool:
    """Whether some citations in a row are those of a review: most pages need no counting."""
    try:
        reviews = read_reviews(context.docs_dir, context.docs_dir.parent).reviews
    except OSError:
        return False
    prints = {each.passages for each in reviews}
    cited = [_cited(context, group) for group in groups if group and prints]
    return any(passages_fingerprint(run) in prints for run in _runs(cited))


def _cited(context: PageContext, group: citations.Group) -> Cited:
    found = [(context.resolve(item), item.passage) for item in group.items]
    return [(cited, passage) for cited, passage in found if cited is not None]


def _runs(cited: Sequence[Cited]) -> Iterator[Cited]:
    for start in range(len(cited)):
        for end in range(start + 1, min(start + _LONGEST_RUN, len(cited)) + 1):
            yield [each for group in cited[start:end] for each in group]
