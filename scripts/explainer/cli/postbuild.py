"""`explainer postbuild`: what is done to a built site."""

from __future__ import annotations

import urllib.parse
from pathlib import Path

import click

from explainer.cache import open_cache
from explainer.cli.common import (
    display_path,
    fail,
    infrequent_gc,
    load_project,
    load_settings,
    plural,
)

_EXAMPLE_HOSTS = (".example.org", ".example.com", ".example.net", ".example")
"""The ends of the names of hosts that are nobody's (RFC 2606)."""


@click.command("postbuild")
@click.argument("site", type=click.Path(path_type=Path), required=False)
def postbuild_command(site: Path | None) -> None:
    """
    Complete a built site: files for machines, the search, lighter pages, a policy.

    SITE is the folder that MkDocs or Zensical has built, by default the one that `mkdocs.yml`
    names. It is completed once: build it again before the next time.
    """
    from explainer.model import CannotCheckError
    from explainer.postbuild import complete

    settings = load_settings([site] if site else [])
    folder = (site or settings.site_dir).resolve()
    if not folder.is_dir():
        fail(f"there is no folder {display_path(settings.root, folder)}: build the site first")
    with infrequent_gc():
        project = load_project(settings, cache=open_cache(settings.root)).project
        try:
            done = complete(folder, project, settings)
        except (CannotCheckError, OSError) as error:
            fail(error)
    host = urllib.parse.urlsplit(settings.site_url).hostname or ""
    if f".{host}".endswith(_EXAMPLE_HOSTS):
        note = f"'site_url' is {settings.site_url}: replace its host before you publish the site"
        click.echo(f"note: {note}", err=True)
    where = display_path(settings.root, folder)
    click.echo(f"{plural(len(done.files), 'file')} written to {where}.")
