"""
The commands that check external links: their options, their steps, and their summary.

The modules of `explainer.web` are imported inside of the functions: other commands do not need the
HTTP client, and it may not be installed.
"""

from __future__ import annotations

import contextlib
import functools
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from explainer.linkcheck import LinkCheck
    from explainer.model import Place, Source, Waiver
    from explainer.settings import Settings
    from explainer.web.fixer import FixResult
    from explainer.web.request_policy import RequestPolicy
    from explainer.web.run import RunResult
    from explainer.web.snapshot import Snapshot

    StartProgress = Callable[[int], Callable[[], object]]

_OPTIONS = (
    click.option(
        "--allow",
        metavar="HOST",
        multiple=True,
        help="Send requests to this host even if it is on a private network.",
    ),
    click.option(
        "--limit",
        metavar="SECONDS",
        type=click.FloatRange(0.1),
        default=60,
        show_default=True,
        help="The timeout for one URL.",
    ),
    click.option(
        "--archive-api",
        metavar="URL",
        default="https://archive.org/wayback/available",
        show_default=True,
        help="The API that finds archived copies of dead pages.",
    ),
)
_STATE = click.option(
    "--state",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Store the dead URLs in this file, for comparison in the next run.",
)


class ExternalLinksError(CannotCheckError):
    """External links cannot be checked, or the result cannot be written."""


class CheckOptions(NamedTuple):
    """The options of the commands that check external links."""

    allow: tuple[str, ...]
    limit: float
    archive_api: str
    state: Path | None = None

    def policy(self) -> RequestPolicy:
        """
        The request policy of a run.

        Raises `ExternalLinksError` if the HTTP client is not installed, or an option is not valid.
        """
        try:
            import explainer.web.concurrency  # noqa: F401, PLC0415
            from explainer.web.request_policy import RequestPolicy  # noqa: PLC0415
            from explainer.web.request_url import parse  # noqa: PLC0415
        except ModuleNotFoundError as error:
            message = f"{error}; `pip install 'mkdocs-explainer[web]'` installs the HTTP client"
            raise ExternalLinksError(message) from error
        if parse(self.archive_api) is None:
            message = f"--archive-api: {self.archive_api!r} is not an HTTP or HTTPS URL"
            raise ExternalLinksError(message)
        if math.isnan(self.limit):
            message = "--limit: nan is not a number of seconds"
            raise ExternalLinksError(message)
        hosts = frozenset(host.rstrip(".").casefold() for host in self.allow)
        return RequestPolicy(
            url_timeout=self.limit, allowed_hosts=hosts, archive_api=self.archive_api
        )


def check_options(*, state: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """
    Decorate a command with the options of `CheckOptions`, which it receives as `check_options`.

    `state` is true if the command has the option `--state`.
    """
    options = (_STATE, *_OPTIONS) if state else _OPTIONS

    def declare(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(**values: Any) -> Any:  # noqa: ANN401  (the command's own parameters)
            own = {name: values.pop(name) for name in CheckOptions._fields if name in values}
            return command(**values, check_options=CheckOptions(**own))

        return functools.reduce(lambda made, option: option(made), reversed(options), run)

    return declare


def check_site_links(here: LinkCheck, options: CheckOptions) -> RunResult:
    """
    Check the external links of a site, and the URLs of its project's sources.

    The dead URLs are written to the file of `--state`. Raises `CannotCheckError` and `OSError`.
    """
    policy = options.policy()
    import datetime as dt  # noqa: PLC0415

    from explainer.site import find_external_links, read_site  # noqa: PLC0415
    from explainer.web.run import check_external_links  # noqa: PLC0415
    from explainer.web.run_history import read_history, write_history  # noqa: PLC0415

    history = read_history(options.state) if options.state else {}
    site = read_site(here.folder, here.display_folder, here.project, here.settings)
    settings = here.project.settings if here.project else None
    sources = _sources(settings) if settings else []
    links = find_external_links(here.folder, here.display_folder, here.project, site, here.settings)
    with progress_bar("addresses") as start_progress:
        result = check_external_links(
            _requested(links, here),
            [each for each in sources if here.url_to_request(each.url or "")],
            policy,
            history=history,
            now=dt.datetime.now(tz=dt.UTC),
            waivers=_waivers(settings) if settings else (),
            start_progress=start_progress,
        )
    if options.state:
        write_history(options.state, result.dead_urls)
    return result


def _requested(links: Iterable[tuple[str, Place]], here: LinkCheck) -> Iterator[tuple[str, Place]]:
    """The links that are requested, each with the URL that is."""
    for url, place in links:
        if to_request := here.url_to_request(url):
            yield to_request, place


def fix_links(root: Path, result: RunResult, *, dry_run: bool) -> FixResult:
    """Write better URLs into the files below `root`. Raises `ExternalLinksError`."""
    from explainer.web.fixer import apply_fixes, plan_fixes  # noqa: PLC0415

    try:
        return apply_fixes(root, plan_fixes(result.external_links.links), dry_run=dry_run)
    except OSError as error:
        raise ExternalLinksError(error) from error


def snapshot_sources(
    settings: Settings, sources: Sequence[Source], options: CheckOptions
) -> list[Snapshot]:
    """Take a snapshot of each source's page, and write it. Raises `ExternalLinksError`."""
    policy = options.policy()
    import datetime as dt  # noqa: PLC0415

    from explainer.web.snapshot import (  # noqa: PLC0415
        SnapshotError,
        take_snapshots,
        write_snapshot,
    )

    today = dt.datetime.now(tz=dt.UTC).date()
    try:
        with progress_bar("sources") as start_progress:
            snapshots = take_snapshots(sources, policy, start_progress)
        errors = []
        for snapshot in snapshots:
            try:
                write_snapshot(settings.root / snapshot.source.place.path, snapshot, today)
            except SnapshotError as error:
                errors.append(str(error))
    except OSError as error:
        raise ExternalLinksError(error) from error
    if errors:
        raise ExternalLinksError("\n".join(errors))
    return snapshots


def print_summary(result: RunResult, *, has_history: bool) -> None:
    """Print unconfirmed URLs, the table of hosts, and hints to standard error."""
    from explainer.web import summary  # noqa: PLC0415

    results = result.results.values()
    lines = summary.unconfirmed(results, result.dead_urls)
    lines += ["By host:", *summary.by_host(results)] if result.results else []
    hints = summary.hints(results, result.dead_urls, has_history=has_history)
    for line in (*lines, *(f"hint: {hint}" for hint in hints)):
        click.echo(line, err=True)


def counts(result: RunResult) -> dict[str, int]:
    """The number of URLs by verdict, by the names in the closing line."""
    from explainer.web import summary  # noqa: PLC0415

    return summary.counts(result.results.values())


def json_results(result: RunResult) -> tuple[dict[str, Any], ...]:
    """The result of each URL, as values of the JSON report."""
    return tuple(
        {
            "address": each.url,
            "verdict": each.verdict,
            "reason": each.reason,
            "moved": each.moved,
            "words_gone": list(each.gone),
            "anchors_missing": sorted(each.missing),
        }
        for each in result.results.values()
    )


@contextlib.contextmanager
def progress_bar(label: str) -> Iterator[StartProgress]:
    """
    A progress bar on a terminal, and nothing elsewhere.

    Yields a function that takes the length, and returns one that advances the bar by 1.
    """
    with contextlib.ExitStack() as stack:

        def start(length: int) -> Callable[[], object]:
            if not sys.stderr.isatty():
                return lambda: None
            bar = click.progressbar(length=length, label=label, file=sys.stderr)
            return functools.partial(stack.enter_context(bar).update, 1)

        yield start


def _sources(settings: Settings) -> list[Source]:
    from explainer.sources import read_sources  # noqa: PLC0415

    return list(read_sources(settings.sources_dir, settings.root).sources.values())


def _waivers(settings: Settings) -> tuple[Waiver, ...]:
    from explainer.project import read_project  # noqa: PLC0415

    project = read_project(settings).project
    pages = (waiver for page in project.pages for waiver in page.waivers)
    return (*pages, *project.waivers)
