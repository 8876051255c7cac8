"""`explainer article`: the article that a site explains."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.common import Group, could_not, finish, format_option, settings_of


@click.group("article", cls=Group)
def article_group() -> None:
    """Keep the article that a site explains under watch."""


@article_group.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option
def article_check_command(file: Path, form: str) -> None:
    """
    Tell which sentences of an article are covered, which changed, and which are new.

    FILE is the article's text, one paragraph a line. It is compared with docs/article.yml of the
    project of the working folder.
    """
    from explainer.article import compare, read_sentences
    from explainer.claims import read_article

    settings = settings_of([Path.cwd()])
    try:
        article, _ = read_article(settings.article_file, settings.root)
    except OSError as error:
        could_not(error)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        could_not(f"{file}: cannot be read: {error}")
    full = file.resolve()
    path = settings.named(full)
    written = read_sentences(text, path, settings.language)
    if not written:
        could_not(f"{file}: no sentence was found in it")
    known = article.sentences if article else ()
    comparison = compare(known, written, settings.named(settings.article_file))
    finish(settings.root, comparison.problems, form, comparison.counts)
