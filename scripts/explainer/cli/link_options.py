"""The options of `explainer links` that `explainer.toml` has as settings."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import click

from explainer.cli.common import fail
from explainer.model import Ignore, LinkSettings, Remap

if TYPE_CHECKING:
    from collections.abc import Callable

_GIVEN = "given on the command line"
# A group such as `(?=` has one, too.
_EQUALS = re.compile(r"(?<!\(\?)(?<!\(\?<)=")
_OPTIONS = (
    click.option(
        "--site-url",
        metavar="URL",
        default="",
        help="The URL at which the site is published; links to it are checked in the folder.",
    ),
    click.option(
        "--ignore-url",
        "--exclude",
        "ignored_urls",
        metavar="PATTERN",
        multiple=True,
        help="Leave out links to URLs in which this regular expression is found.",
    ),
    click.option(
        "--remap",
        "remaps",
        metavar="PATTERN=URL",
        multiple=True,
        help="Check links to URLs in which this regular expression is found as if URL stood in"
        " place of what it finds; $1 is its first group. A space may stand for the equals sign.",
    ),
)


def link_settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command with the options that `link_settings` takes."""
    return functools.reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def link_settings(
    site_url: str, ignored_urls: tuple[str, ...], remaps: tuple[str, ...]
) -> LinkSettings:
    """The settings that these options give; one that is not valid ends the process."""
    if not (site_url or ignored_urls or remaps):
        return LinkSettings()
    from explainer.config.standalone import is_site_url

    if site_url and not is_site_url(site_url):
        fail(f"--site-url: {site_url!r} is not a URL that begins with https:// or http://")
    return LinkSettings(site_url, tuple(map(_ignore, ignored_urls)), tuple(map(_remap, remaps)))


def _ignore(pattern: str) -> Ignore:
    if not pattern:
        fail("--ignore-url: the pattern is empty")
    try:
        return Ignore((), _GIVEN, None, url=re.compile(pattern))
    except re.error as error:
        fail(f"--ignore-url: {pattern!r} is no regular expression: {error}")


def _remap(text: str) -> Remap:
    from explainer.config.option_entries import InvalidRemapError, compile_remap

    parts = text.split(maxsplit=1)
    if len(parts) == 1:
        parts = _EQUALS.split(text, maxsplit=1)
    if len(parts) < len(("pattern", "URL")) or not parts[0]:
        fail(f"--remap: {text!r} is not of the form PATTERN=URL, as in '^https://a.example/=/'")
    pattern, to = parts
    try:
        return compile_remap(pattern, to, _GIVEN, None)
    except InvalidRemapError as error:
        fail(f"--remap: {error}")
    except re.error as error:
        fail(f"--remap: {pattern!r} is no regular expression: {error}")
