"""`explainer article`: the article that a site explains."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explainer.cli.common import Group, display_place, fail, finish, format_option, load_settings
from explainer.model import CannotCheckError

if TYPE_CHECKING:
    from explainer.article import TextSentence
    from explainer.model import Article
    from explainer.settings import Settings


@click.group("article", cls=Group)
def article_group() -> None:
    """Compare the explained article with the project."""


def _read(file: Path) -> tuple[Settings, Article | None, list[TextSentence]]:
    """The settings, the recorded article of the project, and the sentences of the file."""
    from explainer.article import read_sentences, read_text
    from explainer.claims import read_article

    settings = load_settings([Path.cwd()])
    try:
        article, invalid = read_article(settings.article_file, settings.root)
    except OSError as error:
        fail(error)
    if article is None and invalid:
        fail(f"{display_place(settings.root, invalid[0].place)}: {invalid[0].message}")
    language = article.language if article else None
    try:
        text = read_text(file, language, settings.language)
        return settings, article, read_sentences(text, settings.named(file.resolve()))
    except CannotCheckError as error:
        fail(f"{file}: {error}")
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror or error}")


@article_group.command("check")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@format_option
def article_check_command(file: Path, form: str) -> None:
    """
    Show which sentences of an article are covered, which changed, and which are new.

    FILE is the article: .txt, .md or .html. It is compared with docs/article.yml of the project in
    the working folder.
    """
    from explainer.article import compare

    settings, article, written = _read(file)
    known = article.sentences if article else ()
    comparison = compare(known, written, settings.named(settings.article_file))
    finish(settings.root, comparison.problems, form, comparison.counts)


@article_group.command("list")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
def article_list_command(file: Path) -> None:
    """
    List the sentences of an article, with the fingerprint and the claim of each.

    FILE is the article: .txt, .md or .html. Claims, and reasons why there is none, are those in
    docs/article.yml of the project in the working folder.
    """
    settings, article, written = _read(file)
    known = {each.fingerprint: each for each in article.sentences} if article else {}
    heading: str | None = None
    for sentence in written:
        if sentence.section and sentence.section != heading:
            click.echo(f"\n{sentence.section}\n")
            heading = sentence.section
        entry = known.get(sentence.fingerprint)
        claim = (entry and (entry.claim or entry.reason)) or "-"
        where = display_place(settings.root, sentence.place)
        click.echo(
            f"{where}  {sentence.fingerprint}  {claim}\n    {' '.join(sentence.text.split())}"
        )
