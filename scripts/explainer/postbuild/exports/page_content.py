"""What is on a page besides its text, as JSON-LD: questions, terms and tables of data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explainer.data import COMPARISON, read_comparison, read_data
from explainer.postbuild.exports.linked_data import Node, publisher_of, typed, url_of
from explainer.postbuild.exports.plain_text import plain_text
from explainer.postbuild.page_text import article_of, text_of, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from explainer.postbuild.built_site import BuiltPage, BuiltSite

_HEADING = re.compile(r"h[2-6]")
_QUESTION = ("?", "？", "؟")
_FEWEST_QUESTIONS = 2
_NO_ANSWER = ".explainer-as-of, nav"
_MOST_SHORT = 12
"""How many questions a page of long answers has in its description: it is no second copy of it."""
_MOST_TEXT = 6000
"""How many characters the answers of a page may have together to be given whole."""


def faq_page(site: BuiltSite, page: BuiltPage) -> Node | None:
    """
    The questions of a page with their answers; `None` where it is no page of questions.

    Where all answers together are long, it has the first questions only, each with the first
    paragraph of its answer, without date and address: who reads these data can read the page, and
    readers would wait for a second copy of it.
    """
    sections = list(_sections(page))
    asked = [(heading, body) for heading, body in sections if _is_question(heading) and body]
    if len(asked) < _FEWEST_QUESTIONS or 2 * len(asked) <= len(sections):
        return None
    answered = [(heading, list(_paragraphs(body))) for heading, body in asked]
    whole = sum(len(text) for _, answer in answered for text in answer) <= _MOST_TEXT
    questions = [
        _question(site, page, heading, answer) if whole else _short_question(heading, answer)
        for heading, answer in answered
    ]
    shown = questions if whole else questions[:_MOST_SHORT]
    return typed("FAQPage", url=url_of(site, page.url), mainEntity=shown)


def _paragraphs(body: list[LexborNode]) -> Iterator[str]:
    texts = (text_of(node) for node in body if not node.css_matches(_NO_ANSWER))
    yield from filter(None, texts)


def _question(site: BuiltSite, page: BuiltPage, heading: LexborNode, answer: list[str]) -> Node:
    name = heading.attributes.get("id")
    accepted = typed(
        "Answer",
        text="\n".join(answer),
        dateModified=heading.attributes.get("data-as-of"),
        url=url_of(site, f"{page.url}#{name}") if name else "",
    )
    return typed("Question", name=text_of(heading), acceptedAnswer=accepted)


def _short_question(heading: LexborNode, answer: list[str]) -> Node:
    accepted = typed("Answer", text="".join(answer[:1]))
    return typed("Question", name=text_of(heading), acceptedAnswer=accepted)


def _sections(page: BuiltPage) -> Iterator[tuple[LexborNode, list[LexborNode]]]:
    """The sections without sections in them: each heading, and what stands below it."""
    article = article_of(page)
    nodes = [node for node in article.iter() if node.tag != "nav"] if article else []
    heading: LexborNode | None = None
    body: list[LexborNode] = []
    for node in nodes:
        if not _HEADING.fullmatch(node.tag or ""):
            body.append(node)
            continue
        if heading is not None and not _is_deeper(node, heading):
            yield heading, body
        heading, body = (None if node.id == "references" else node), []
    if heading is not None:
        yield heading, body


def _is_deeper(heading: LexborNode, than: LexborNode) -> bool:
    return (heading.tag or "") > (than.tag or "")


def _is_question(heading: LexborNode) -> bool:
    return text_of(heading).endswith(_QUESTION)


def term_set(site: BuiltSite, page: BuiltPage) -> Node | None:
    """The terms that a page defines in lists of definitions; `None` where it has none."""
    terms = [
        typed(
            "DefinedTerm",
            name=names[0],
            alternateName=names[1:],
            description=meaning,
            url=url_of(site, f"{page.url}#{name}") if name else "",
        )
        for names, meaning, name in _terms(page)
    ]
    if not terms:
        return None
    return typed(
        "DefinedTermSet",
        name=title_of(page),
        url=url_of(site, page.url),
        hasDefinedTerm=terms,
    )


def _terms(page: BuiltPage) -> Iterator[tuple[list[str], str, str]]:
    """Each group of terms with its definition, and the id of the first of them."""
    article = article_of(page)
    names: list[str] = []
    anchor = ""
    for node in article.css("dl > dt, dl > dd") if article else ():
        if node.tag == "dt":
            names.append(text_of(node))
            anchor = anchor or node.id or ""
        elif names:
            yield names, text_of(node), anchor
            names, anchor = [], ""


def comparison_dataset(site: BuiltSite, page: BuiltPage, name: str, path: str) -> Node | None:
    """A comparison as a dataset, by its name and the path of its CSV file."""
    record = read_data(site.settings.docs_dir, COMPARISON, name)
    if record is None:
        return None
    comparison = read_comparison(record)
    title = record.values.get("title", name)
    measured = [f"{it.title} ({it.unit})" for it in comparison.measures]
    note = plain_text(record.values.get("note", ""))
    return typed(
        "Dataset",
        name=title,
        description=" ".join(filter(None, [f"{title}: {', '.join(measured)}.", note])),
        url=url_of(site, page.url),
        dateModified=record.values.get("as_of"),
        isAccessibleForFree=True,
        creator=publisher_of(site),
        variableMeasured=measured,
        distribution=[download(site, path, "text/csv")],
    )


def file_dataset(site: BuiltSite, page: BuiltPage, about: str, files: dict[str, str]) -> Node:
    """Files with all that a page lists as a dataset: media types by the paths of the files."""
    return typed(
        "Dataset",
        name=title_of(page),
        description=about,
        url=url_of(site, page.url),
        isAccessibleForFree=True,
        creator=publisher_of(site),
        distribution=[download(site, path, kind) for path, kind in files.items()],
    )


def download(site: BuiltSite, path: str, kind: str) -> Node:
    """A file that can be had."""
    return typed("DataDownload", encodingFormat=kind, contentUrl=url_of(site, path))
