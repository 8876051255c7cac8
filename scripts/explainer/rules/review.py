"""`REV`: sentences that nobody has read beside what they cite."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.model import Project
from explainer.reviews import ReviewStatus, statuses_of
from explainer.rules.registry import Finding, rule

_PEOPLE = ("", "one person", "two people")


@rule(
    "REV101",
    message="nobody has read this sentence beside what it cites",
    hint="read it with `explainer review {path}`",
    changed=(
        "this sentence has changed since {by} read it on {date}",
        "read it again with `explainer review {path}`",
    ),
    evidence=(
        "what this sentence cites has changed since {by} read it on {date}",
        "read it again with `explainer review {path}`",
    ),
    few=(
        "only {by} has read this sentence beside what it cites",
        "have somebody else read it with `explainer review {path}`",
    ),
)
def sentence_not_reviewed(project: Project) -> Iterator[Finding]:
    """
    A person has read each sentence beside what it cites, and neither has changed since.

    `explainer review` shows the two side by side and records in `docs/reviews.yml` who has read
    them. The record lapses when the sentence changes, or the passage: its fact, its words, where it
    stands, or the title or publisher of its source. Where the option `review` asks for two people,
    one is not enough. That somebody looked is all that a record says.

    ```md bad
    The air is warmer than it was. [@ipcc#warming]
    ```

    ```md good
    The air has warmed. [@ipcc#warming]
    ```
    """
    for status in _statuses(project):
        if not status.is_read:
            path = status.page.path
            if status.lapsed:
                by, date = status.lapsed.by, status.lapsed.date
                yield Finding(status.sentence.place, status.lapse, by=by, date=date, path=path)
            elif status.holding:
                yield Finding(status.sentence.place, "few", by=status.holding[0].by, path=path)
            else:
                yield Finding(status.sentence.place, path=path)


@rule(
    "REV102",
    message="{people} should have read each sentence here, and {missing} of {total} lack that",
    hint="read them with `explainer review {path}`; `--select REV101` lists them",
)
def page_not_reviewed(project: Project) -> Iterator[Finding]:
    """
    Where the option `review` asks for it, people have read all sentences of a page.

    It is an option of `explainer.markdown` in `mkdocs.yml`, a list of `pages` and `people`. Since
    the site asks for it, a plain check reports it, once a page; all other pages are looked at only
    where `sentence-not-reviewed` is selected.

    ```yml bad mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          review: [{pages: sea.md, people: 2}]
    ```

    ```yml good mkdocs.yml
    site_name: Heat
    markdown_extensions:
      - explainer.markdown:
          review: [{pages: sea.md}]
    ```
    """
    by_page: dict[str, list[ReviewStatus]] = {}
    if any(page.asked_reviewers for page in project.pages):
        for status in _statuses(project):
            if status.page.asked_reviewers:
                by_page.setdefault(status.page.path, []).append(status)
    for path, statuses in by_page.items():
        missing = sum(not status.is_read for status in statuses)
        if missing:
            page = statuses[0].page
            people = _PEOPLE[page.asked_reviewers]
            yield Finding(
                page.place, people=people, missing=missing, total=len(statuses), path=path
            )


def _statuses(project: Project) -> list[ReviewStatus]:
    return statuses_of(project.pages, project.sources, project.claims, project.reviews)
