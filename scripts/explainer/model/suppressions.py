"""Suppressed problems: waivers, the option `ignore` and baselines, and the defects of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    from explainer.model.places import Place


class Waiver(NamedTuple):
    """
    `<!-- allow NAME: reason -->`: a comment that suppresses one problem.

    `covers` is the number of the line that it applies to: its own, or if it is alone on a line,
    the next line with text. `malformed` is true for a comment that was meant to be one.
    """

    rule: str
    reason: str
    place: Place
    covers: int
    malformed: bool = False


def _everywhere(_path: str) -> bool:
    return True


class Ignore(NamedTuple):
    """
    An entry of the option `ignore`: it suppresses problems of some rules on some pages.

    `rules` are codes, names and families as they were written. `covers` takes the path of a
    problem's place, and is true where the entry applies to it. With `url`, the entry is about links
    to the URLs in which this regular expression is found, and without `rules` about each rule on
    them. `place` is `None` for an option of the command line.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place | None
    covers: Callable[[str], bool] = _everywhere
    url: re.Pattern[str] | None = None

    def fits(self, urls: Iterable[str]) -> bool:
        """Whether it is about a link that has these URLs; always, if it names none."""
        return self.url is None or any(map(self.url.search, urls))

    @property
    def is_whole(self) -> bool:
        """Whether it is about everything that may be wrong with a link to some URLs."""
        return self.url is not None and not self.rules and self.covers is _everywhere


class Remap(NamedTuple):
    """
    An entry of the option `remap`: URLs that are checked as if they were other ones.

    `replacement` replaces what the regular expression `url` finds; `to` is how it is written.
    `place` is `None` for an option of the command line.
    """

    url: re.Pattern[str]
    replacement: str
    to: str
    reason: str
    place: Place | None

    def apply(self, url: str) -> str | None:
        """The URL that is checked in place of another one; `None` for one that stays."""
        return self.url.sub(self.replacement, url) if self.url.search(url) else None


class Applied(NamedTuple):
    """
    An entry of `option`, `ignore` or `remap`, and how many links it was about.

    `url` and `to` are as they were written; `to` is empty for `ignore`. `place` is `None` for an
    option of the command line.
    """

    option: str
    url: str
    to: str
    reason: str
    place: Place | None
    links: int


class LinkSettings(NamedTuple):
    """The settings of a link check. `site_url` is empty where it is not given."""

    site_url: str = ""
    ignore: tuple[Ignore, ...] = ()
    remap: tuple[Remap, ...] = ()


class StaleBaselineEntry(NamedTuple):
    """
    A file and a rule for which a baseline lists more problems than a check finds.

    `listed` and `found` are the numbers of problems. `current_path` is the file in which they are
    found now, where the listed one does not exist any more.
    """

    place: Place
    code: str
    path: str
    listed: int
    found: int
    hint: str
    current_path: str = ""


class SuppressionDefects(NamedTuple):
    """
    What is wrong with the waivers, the option `ignore` and the baseline of a run.

    `unused` waivers suppressed nothing. In the fields `ignore_…` that are pairs, the first item is
    the rule of the entry that is unused or unknown.
    """

    unused: tuple[Waiver, ...] = ()
    without_reason: tuple[Waiver, ...] = ()
    of_unknown_rule: tuple[Waiver, ...] = ()
    ignore_unused: tuple[tuple[str, Ignore], ...] = ()
    ignore_without_reason: tuple[Ignore, ...] = ()
    ignore_of_unknown_rule: tuple[tuple[str, Ignore], ...] = ()
    stale: tuple[StaleBaselineEntry, ...] = ()
    remap_unused: tuple[Applied, ...] = ()
