"""
What commands do that ask the web: their options, what they take along, and what they tell.

All that they need is imported only once they are needed: plain checks need no client, and it
may not be installed.
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
    from collections.abc import Callable, Iterator, Sequence

    from explainer.linkcheck import Checking
    from explainer.model import Source, Waiver
    from explainer.settings import Settings
    from explainer.web.checker import Checked
    from explainer.web.fixer import Fixed
    from explainer.web.run_limits import Policy
    from explainer.web.snapshot import Snapshot

    Begin = Callable[[int], Callable[[], object]]

_OPTIONS = (
    click.option(
        "--allow",
        metavar="HOST",
        multiple=True,
        help="Ask this host even where it is on a private network.",
    ),
    click.option(
        "--limit",
        metavar="SECONDS",
        type=click.FloatRange(0.1),
        default=60,
        show_default=True,
        help="The most time that one address may take.",
    ),
    click.option(
        "--archive-api",
        metavar="ADDRESS",
        default="https://archive.org/wayback/available",
        show_default=True,
        help="Where copies of lost pages are looked up.",
    ),
)
_STATE = click.option(
    "--state",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep what was found dead in this file, for the next run to compare with.",
)


class ErrandError(CannotCheckError):
    """The web cannot be asked, or what was found cannot be kept."""


class Asking(NamedTuple):
    """How to ask, as the command line has it."""

    allow: tuple[str, ...]
    limit: float
    archive_api: str
    state: Path | None = None

    def policy(self) -> Policy:
        """
        The policy of a run.

        Raises `ErrandError` where what asks the web is not installed, or the options make no sense.
        """
        try:
            import explainer.web.concurrency  # noqa: F401, PLC0415
            from explainer.web.redirects import parse  # noqa: PLC0415
            from explainer.web.run_limits import Policy  # noqa: PLC0415
        except ModuleNotFoundError as error:
            message = f"{error}; `pip install 'mkdocs-explainer[web]'` installs what asks the web"
            raise ErrandError(message) from error
        if parse(self.archive_api) is None:
            message = f"--archive-api: {self.archive_api!r} is no address of the web"
            raise ErrandError(message)
        if math.isnan(self.limit):
            message = "--limit: nan is no number of seconds"
            raise ErrandError(message)
        allow = frozenset(host.rstrip(".").casefold() for host in self.allow)
        return Policy(limit=self.limit, allow=allow, archive_api=self.archive_api)


def asks(*, state: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options of all that ask the web; it gets them as `asking`."""
    options = (_STATE, *_OPTIONS) if state else _OPTIONS

    def declare(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(**values: Any) -> Any:  # noqa: ANN401  (whatever the command takes and gives)
            own = {name: values.pop(name) for name in Asking._fields if name in values}
            return command(**values, asking=Asking(**own))

        return functools.reduce(lambda made, option: option(made), reversed(options), run)

    return declare


def ask_site(here: Checking, asking: Asking) -> Checked:
    """
    Ask for the addresses that lead out of a site, and for those of its project's sources.

    What was found dead is kept where the command line says so. Raises `CannotCheckError` and
    `OSError`.
    """
    policy = asking.policy()
    import datetime as dt  # noqa: PLC0415

    from explainer.site import read_site, uses  # noqa: PLC0415
    from explainer.web import run_history as states  # noqa: PLC0415
    from explainer.web.checker import check_web  # noqa: PLC0415

    before = states.read_state(asking.state) if asking.state else {}
    site = read_site(here.folder, here.shown, here.project)
    settings = here.project.settings if here.project else None
    with progress("addresses") as begin:
        checked = check_web(
            uses(here.folder, here.shown, here.project, site),
            _sources(settings) if settings else (),
            policy,
            before=before,
            now=dt.datetime.now(tz=dt.UTC),
            waivers=_waivers(settings) if settings else (),
            begin=begin,
        )
    if asking.state:
        states.write_state(asking.state, checked.deaths)
    return checked


def put_right(root: Path, checked: Checked, *, dry: bool) -> Fixed:
    """Write better addresses into the files below `root`. Raises `ErrandError`."""
    from explainer.web import fixer  # noqa: PLC0415

    try:
        return fixer.fix(root, fixer.edits(checked.web.asked), dry=dry)
    except OSError as error:
        raise ErrandError(error) from error


def take_snapshots(settings: Settings, sources: Sequence[Source], asking: Asking) -> list[Snapshot]:
    """Look at the page of each source, and record what was found. Raises `ErrandError`."""
    policy = asking.policy()
    import datetime as dt  # noqa: PLC0415

    from explainer.web import snapshot  # noqa: PLC0415

    today = dt.datetime.now(tz=dt.UTC).date()
    try:
        with progress("sources") as begin:
            taken = snapshot.take(sources, policy, begin)
        failures = []
        for each in taken:
            try:
                snapshot.record(settings.root / each.source.place.path, each, today)
            except snapshot.RecordError as error:
                failures.append(str(error))
    except OSError as error:
        raise ErrandError(error) from error
    if failures:
        raise ErrandError("\n".join(failures))
    return taken


def tell(checked: Checked, *, kept: bool) -> None:
    """Say on standard error what is no problem, and what is true of the run as a whole."""
    from explainer.web import summary  # noqa: PLC0415

    answers = checked.answers.values()
    lines = summary.untold(answers, checked.deaths)
    lines += ["By host:", *summary.by_host(answers)] if checked.answers else []
    lines += (f"hint: {line}" for line in summary.hints(answers, checked.deaths, kept=kept))
    for line in lines:
        click.echo(line, err=True)


def counts(checked: Checked) -> dict[str, int]:
    """How many addresses there are of each verdict."""
    from explainer.web import summary  # noqa: PLC0415

    return summary.counts(checked.answers.values())


def addresses(checked: Checked) -> tuple[dict[str, Any], ...]:
    """What became of each address, for programs."""
    return tuple(
        {
            "address": answer.address,
            "verdict": answer.verdict,
            "reason": answer.reason,
            "moved": answer.moved,
            "words_gone": list(answer.gone),
            "anchors_missing": sorted(answer.missing),
        }
        for answer in checked.answers.values()
    )


@contextlib.contextmanager
def progress(label: str) -> Iterator[Begin]:
    """A bar on a terminal: gives what starts it with a length, which gives what moves it on."""
    with contextlib.ExitStack() as stack:

        def begin(length: int) -> Callable[[], object]:
            if not sys.stderr.isatty():
                return lambda: None
            bar = click.progressbar(length=length, label=label, file=sys.stderr)
            return functools.partial(stack.enter_context(bar).update, 1)

        yield begin


def _sources(settings: Settings) -> list[Source]:
    from explainer.sources import read_sources  # noqa: PLC0415

    return list(read_sources(settings.sources_dir, settings.root).sources.values())


def _waivers(settings: Settings) -> tuple[Waiver, ...]:
    from explainer.project import read_project  # noqa: PLC0415

    project = read_project(settings).project
    pages = (waiver for page in project.pages for waiver in page.waivers)
    return (*pages, *project.waivers)
