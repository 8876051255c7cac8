"""`explainer article`: the article that a site explains."""

from __future__ import annotations

from pathlib import Path

import click

from explainer.cli.common import could_not, finish, format_option, settings_of
from explainer.model import CannotCheckError


@click.group("article")
def article_group() -> None:
    """Keep the article that a site explains under watch."""


@article_group.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@format_option
def article_check_command(file: Path, form: str) -> None:
    """
    Tell which sentences of an article are covered, which changed, and which are new.

    FILE is the article: .txt, .md or .html. It is compared with docs/article.yml of the project of
    the working folder.
    """
    from explainer.article import compare, read_sentences, read_text
    from explainer.claims import read_article

    settings = settings_of([Path.cwd()])
    try:
        article, _ = read_article(settings.article_file, settings.root)
    except OSError as error:
        could_not(error)
    language = (article.language if article else None) or settings.language
    try:
        text = read_text(file, language)
        written = read_sentences(text, settings.named(file.resolve()))
    except CannotCheckError as error:
        could_not(f"{file}: {error}")
    except OSError as error:
        could_not(f"{file}: cannot be read: {error}")
    known = article.sentences if article else ()
    comparison = compare(known, written, settings.named(settings.article_file))
    finish(settings.root, comparison.problems, form, comparison.counts)
