"""Typos in the names of fields, and the known names that are no typos, but no source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT = 3

OTHER_BIBTEX_FIELDS = frozenset(
    """
    abstract added-at addendum afterword annotator articleno authortype bibsource biburl
    bookauthor bookpagination booktitleaddon chapter commentator doi-url editora editorb editorc
    editors editortype eid entryset eventdate eventtitleaddon file foreword gender holder
    indextitle introduction isrn issn-l issue_date issuesubtitle issuetitle journalsubtitle key
    label lccn library local-url mainsubtitle maintitle maintitleaddon mrnumber nameaddon numbers
    numpages origdate origlanguage origlocation origpublisher origtitle pagination part presort
    price pubstate refs related reprinttitle review shortauthor shorteditor shorthand size
    sortkey sortname sorttitle sortyear timestamp titleaddon urlyear venue volumes zblnumber
    """.split()  # noqa: SIM905
)
"""Fields of biblatex and of reference managers that a source does not have."""

OTHER_CSL_FIELDS = frozenset(
    """
    abstract accepted alternative-id annote approved archive archive-place archive_collection
    archive_location article-number assertion authority available-date call-number categories
    chair chapter-number citation-key citation-label citation-number collection-editor compiler
    composer container-author content-domain contributor created curator custom deposited
    dimensions director division editorial-director editors event event-date event-place events
    executive-producer first-reference-note-number funder genre group-title guest host
    illustrator indexed institution interviewer is-referenced-by-count isbn-type issn-type
    journal-issue journalAbbreviation jurisdiction language license link locator member narrator
    number-of-volumes organizer original-author original-date original-publisher
    original-publisher-place original-title page-first part part-number part-title performer
    posted prefix printing printing-number producer published published-online published-print
    publisher-location recipient reference reference-count references references-count relation
    resource reviewed-author reviewed-genre reviewed-title scale score script-writer section
    series-creator short-container-title short-title shortTitle source status subject submitted
    subtitle supplement supplement-number update-to volume-title volume-title-short
    year-suffix
    """.split()  # noqa: SIM905
)
"""Fields of CSL, Crossref and reference managers that a source does not have."""


def intended_name(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that differs from a word by a typo of one letter, or `None`."""
    return next((each for each in sorted(candidates) if _is_typo(word, each)), None)


def _is_typo(word: str, meant: str) -> bool:
    """Whether a word is another with one letter inserted, deleted or replaced, or two swapped."""
    word, meant = word.casefold(), meant.casefold()
    pairs = zip(word, meant, strict=False)
    at = next((at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), None)
    if at is None:
        return len(meant) > _SHORT and abs(len(word) - len(meant)) == 1
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    ours, theirs = word[at:], meant[at:]
    if swapped == meant:
        return True
    # Words as short as that are too much like others.
    known = len(meant) > _SHORT
    return known and (theirs[1:] in {ours, ours[1:]} or theirs == ours[1:])
