"""The Markdown extension: what readers get to see."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from selectolax.lexbor import LexborHTMLParser

import markup
import projects
from explainer.markdown.generator import Generator
from explainer.markdown.source_html import (
    passage_line,
    reference_line,
    text_fragment_url,
    tooltip_line,
)
from explainer.markdown.translations import read_translations
from explainer.reviews.fingerprints import passages_fingerprint, sentence_fingerprint
from explainer.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = yaml.safe_load((Path(__file__).parent / "markdown.yml").read_text(encoding="utf-8"))
WHOLE = yaml.safe_load((Path(__file__).parent / "whole.yml").read_text(encoding="utf-8"))
SOURCE = (
    "type: webpage\nURL: {url}\norigin: other\npassages:\n  - slug: fact\n    fact: It is so.\n"
)
CLAIM = """\
---
title: "The air & the sea <have> warmed."
verdict: disputed
section: timeline.md
as_of: 2026-10-08
review_after: 2027-02-01
article: [0123456789abcdef]
evidence:
  - {cite: heat#fact, stance: contradicts, why: It is 1 < 2 & so.}
  - {cite: ipcc#future, stance: supports, why: It looks ahead.}
  - {cite: ipcc#warming, stance: supports, why: It measured it.}
  - {cite: gone#fact, stance: supports, why: Nobody knows.}
  - {cite: claims/deep/sea, stance: context, why: The sea is a part of it.}
changes:
  - {date: 2026-11-20, what: First published., verdict: unverified}
  - {date: 2026-11-24, what: "Verdict changed: <b>.", verdict: disputed}
  - {date: 2026-11-24, what: Sources added., verdict: disputed}
---
"""
SEA = """\
---
title: The sea has warmed.
verdict: partly-supported
beyond: Not "all" of the `ice`. [@analysis]
holds: The *sea* has <b>warmed</b>. [@ipcc#warming]
as_of: 2026-10-01
evidence: []
changes:
  - {date: 2026-11-19, what: First published., verdict: supported}
  - {date: 2026-11-21, what: Doubts., verdict: partly-supported}
---
So has the sea. [@ipcc#warming]
"""
GLOSSARY = """\
# Glossary

AMOC {#amoc}
Overturning circulation
:   A current that carries *heat*
    [north](x.md), and slows. [@analysis]

Permafrost
:   Ground & soil that stays <frozen> all year. [@definition]

Ice sheet
:   Ice on land. [@definition]
"""
EVENTS = """\
categories:
  - {slug: air, title: The air}
  - {slug: sea, title: The sea}
events:
  - {date: 2025-08-14, category: air, event: "The *air* warmed. [@ipcc#warming]"}
  - {date: 2025-08-14, category: air, event: "So did the sea. [@claims/deep/sea]"}
  - {date: 2025-08, category: sea, event: "It will warm. [@ipcc#future]"}
  - {date: 2024, category: sea, event: "It is 1 < 2 & so. [@odd]"}
  - {date: 2024, category: sea}
  - {date: soon, category: sea, event: It will.}
"""
FILES = {
    **projects.BASE,
    "docs/glossary.md": GLOSSARY,
    "docs/sources/index.md": "# Sources\n",
    "docs/article.yml": (
        "title: Heat & <b>haste\nURL: https://example.org/?a=1&b=2\npublisher: The Gazette\n"
        "sentences:\n  - {fingerprint: 0123456789abcdef, claim: heat}\n"
    ),
    "docs/claims/index.md": "# Claims\n\n/// claims\n///\n",
    "docs/timeline.yml": EVENTS,
    "docs/timeline.md": "# Timeline\n\n/// timeline\n///\n",
    "docs/claims/heat.md": CLAIM,
    "docs/claims/deep/sea.md": SEA,
    "docs/claims/odd.md": "---\ntitle: Odd.\nverdict: true\nas_of: now\nevidence: all\n---\n",
    "docs/claims/no.md": "# No front matter\n",
    "docs/sources/ipcc.yml": projects.IPCC + "  - {slug: future, fact: It will warm.}\n",
    "docs/sources/heat.yml": SOURCE.format(url="https://example.org/heat")
    + "title: Heat\ntier: trade-press\nissued: 2025\nauthor: [{given: Ann, family: Other}]\n"
    + "checked: partly\nnote: Read with care.\n",
    "docs/sources/odd.yml": (
        'type: webpage\ntitle: "A <b> & *c*"\nURL: https://example.org/?a=1&b=2#c\ntier: research\n'
        "origin: odd\npassages:\n  - slug: markup\n    fact: It is 1 < 2 & `so`.\n"
        "    words: 'a-b, \"c\" & d'\n"
    ),
    "docs/sources/foreign.yml": SOURCE.format(url="https://example.org/zh")
    + "    words: 天气\ntitle: 热\ntier: primary\nlanguage: zh\narchive: https://example.org/copy\n",
    "docs/sources/told.yml": SOURCE.format(url="https://example.org/told")
    + "    words: it is so, they say\n  - slug: own\n    fact: It was so.\n"
    + "    words: so it was\n    words_from: source\ntitle: Told\n"
    + "seen: digest\nseen_detail: a newsletter\nrelays: the Gazette\n",
    "docs/sources/pointer.yml": SOURCE.format(url="https://example.org/pointer")
    + "    words: it is so\ntitle: Pointed\ntier: research\n"
    + "translated_by: Kari Lind\nreliance: pointer\n",
    "docs/sources/copied.yml": SOURCE.format(url="https://example.org/copied")
    + "    words: it is so\n  - slug: rest\n    fact: It was so.\n"
    + "    locator: in the rest\n    words_from: digest\n"
    + "title: Copied\ntier: research\nseen: copy\n",
}


@pytest.fixture(scope="module", autouse=True)
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Work in a project that has the sources which the cases cite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(projects.write(tmp_path_factory.mktemp("project"), FILES))
        yield


class Page(Extension):
    """Leaves the page on the parser, as Zensical does."""

    def __init__(self, path: str, meta: dict[str, Any] | None = None) -> None:
        super().__init__()
        self._page = SimpleNamespace(path=path, meta=meta or {})

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Register what the page is looked for on."""
        holder = Preprocessor(md)
        vars(holder).update(page=self._page, config={})
        holder.run = lambda lines: lines  # type: ignore[method-assign]
        md.preprocessors.register(holder, "rendering_context", 0)


def html(
    text: str, page: str = "index.md", meta: dict[str, Any] | None = None, **options: object
) -> LexborHTMLParser:
    """What a page's Markdown becomes; `meta` is its front matter."""
    site = Page(page, meta)
    extensions: list[str | Extension] = ["explainer.markdown", "attr_list", "toc", site]
    configs: dict[str, dict[str, Any]] = {"explainer.markdown": dict(options)}
    return LexborHTMLParser(
        markdown.markdown(text, extensions=extensions, extension_configs=configs)
    )


def shown(tree: LexborHTMLParser, css: str) -> list[str]:
    """What the elements of a selector say."""
    return [" ".join(node.text().split()) for node in tree.css(css)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_case(case: dict[str, Any]) -> None:
    """A page shows just what the case says that it shows."""
    page, meta = case.get("page", "index.md"), case.get("meta")
    tree = html(case["text"], page, meta, **case.get("options", {}))

    for css, expected in case["shown"].items():
        found = shown(tree, css)
        assert (expected, css) == (found if isinstance(expected, list) else len(found), css)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_whole(case: dict[str, Any]) -> None:
    """The page of a case is, tag by tag, the one that is on file, where one is."""
    page, meta = case.get("page", "index.md"), case.get("meta")
    expected = WHOLE.get(case["what"])

    if expected:
        found = html(case["text"], page, meta, **case.get("options", {}))
        assert markup.lines(found.html or "") == expected.splitlines()


def test_numbers_and_entries() -> None:
    """Every number leads to an entry, and every link back to its number."""
    tree = html("A. [@ipcc] B. [@ipcc#warming; @heat#fact] C. [@ipcc#warming] D. [@odd#markup]")
    anchors = {node.attributes["id"] for node in tree.css("[id]")}

    for css in ("a.footnote-ref", "a.footnote-backref"):
        targets = [str(node.attributes["href"]) for node in tree.css(css)]
        assert len(targets) == 5
        assert {target[1:] for target in targets} <= anchors


def test_no_line_begins_with_a_number() -> None:
    """The space in front of a number does not break; that of a label may, and other spaces do."""
    text = "It is *so*. [@ipcc#warming] It was. [@heat; @claims/heat] It will. [@analysis; @odd]"
    words = [node.text() for node in html(text).css("body > p:first-of-type")]

    assert words == ["It is so.\u00a01 It was.\u00a02 3 It will. our analysis 4"]


def test_other_words() -> None:
    """Any word can be replaced, one by one, in the options."""
    tree = html("So. [@about] It warmed. [@ipcc#warming]", words={"label": {"about": "zu uns"}})

    assert shown(tree, ".explainer-label") == ["zu uns"]
    assert shown(tree, ".explainer-tier") == ["research"]


def test_checking() -> None:
    """In a conversion for the checks, nothing is generated."""
    text = "So. [@claims/heat]\n\n/// claims\n///\n\n/// corrections\n///\n"

    tree = html(text, "claims/heat.md", checking=True)

    assert shown(tree, ".explainer-generated") == ["", ""]
    assert shown(tree, "h2, h3, li, table, .explainer-verdict") == []
    assert shown(tree, "body > p") == ["So."]


def test_fields() -> None:
    """A field says whether it is required and what may be chosen; inner ones have a table."""
    tree = html("/// fields | claim\n///\n\n/// fields | settings\n///\n")
    claim, settings = tree.css(".explainer-generated")
    rows = {row.text().partition(" ")[0]: row.text() for row in claim.css("tbody tr")}

    assert "One of: supported, partly-supported," in rows["verdict"]
    assert "One of: " not in rows["title"]
    assert "(required)" not in rows["holdsOf"]
    assert [each.id for each in claim.css("h3")] == ["field-claim-evidence", "field-claim-changes"]
    assert "field-settings-review" in [each.id for each in settings.css("h3")]


def test_language() -> None:
    """A source's language is named where it is not that of the page."""
    named = [
        "Chinese" in " ".join(shown(html("So. [@foreign#fact]", language=language), "li"))
        for language in ("", "en", "zh", "fr")
    ]

    assert named == [True, True, False, True]


def test_quotation_marks() -> None:
    """A quotation mark in a title or a fact is written as it is."""
    source, _ = read_source('title: A "b" c\npassages: [{slug: d, fact: E "f" g.}]\n', "a", "a.yml")
    translations = read_translations("en")

    assert source
    assert '<cite>A "b" c</cite>' in tooltip_line(source, translations)
    assert 'A "b" c' in reference_line(source, translations)
    assert 'E "f" g.' in passage_line(source, source.passages[0], translations)


def test_quotation_marks_in_corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is in a claim's title and in what was changed of it."""
    claim = SEA.replace("The sea has", 'The "sea" has').replace("Doubts", 'Some "doubts"')
    monkeypatch.chdir(projects.write(tmp_path, {**FILES, "docs/claims/deep/sea.md": claim}))
    md = markdown.Markdown(extensions=["explainer.markdown"])

    found = md.convert("/// corrections\n///\n")

    assert '>The "sea" has warmed.</a>' in found
    assert '<p>Some "doubts".</p>' in found


@pytest.mark.parametrize(
    ("extensions", "has_page"),
    [([], False), ([Page("a.md")], True), ([Page("a.md", {"b": "c"})], True)],
)
def test_has_page(extensions: list[Extension], *, has_page: bool) -> None:
    """A template gets what a page's front matter has, even if nothing was written there."""
    assert Generator(markdown.Markdown(extensions=extensions)).has_page is has_page


@pytest.mark.parametrize(("count", "told"), [(1, True), (4, True), (5, False)])
def test_read(count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, told: bool) -> None:
    """A page tells that its sentence was read; one of five citations is not looked for."""
    passages = [f"p{at}" for at in range(count)]
    source, _ = read_source(
        "title: Many\npassages:\n"
        + "".join(f"  - {{slug: {it}, fact: F {it}.}}\n" for it in passages),
        "many",
        "many.yml",
    )
    assert source
    text = "So. [@ipcc] It " + " ".join(f"is [@many#{it}]" for it in passages) + ". No. [@ipcc]\n"
    said = f"It {' '.join('is' for _ in passages)}."
    record = {
        "sentence": sentence_fingerprint(said),
        "passages": passages_fingerprint((source, it) for it in passages),
        "date": "2026-11-01",
        "by": "Ann Other",
    }
    files = {
        **projects.BASE,
        "docs/index.md": text,
        "docs/reviews.yml": yaml.safe_dump({"reviews": [record]}),
        "docs/sources/many.yml": "title: Many\npassages:\n"
        + "".join(f"  - {{slug: {it}, fact: F {it}.}}\n" for it in passages),
    }
    monkeypatch.chdir(projects.write(tmp_path, files))

    lines = shown(html(text), ".explainer-read")

    assert [line.partition(" of ")[0][-1] for line in lines] == (["1"] if told else [])


def test_unknown_language() -> None:
    """A language that there are no words for falls back to English."""
    assert read_translations("tlh-KX").translate("tier", "primary") == "primary source"


@pytest.mark.parametrize(
    ("tag", "name"), [("zh", "Chinese"), ("fr-CA", "French"), ("pt_BR", "Portuguese"), ("x", "x")]
)
def test_language_name(tag: str, name: str) -> None:
    """A language has its name, whatever its country, and one that is not listed its tag."""
    assert read_translations("en").language_name(tag) == name


@pytest.mark.parametrize(("tag", "named"), [("en-GB", False), ("fr-CA", True)])
def test_language_of_source(tag: str, *, named: bool) -> None:
    """A source's language is named where it is not the site's own."""
    source, _ = read_source(f"title: A\nlanguage: {tag}\n", "a", "a.yml")

    assert source
    assert ("in French" in reference_line(source, read_translations("en"))) is named
    assert "in English" not in reference_line(source, read_translations("en"))
    assert f'lang="{tag}"' in reference_line(source, read_translations("en"))


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2025", "2025"), ("2025-08", "August 2025"), ("2025-08-04", "4 August 2025")],
)
def test_dates(issued: str, expected: str) -> None:
    """A date is shown as precisely as it is known."""
    assert read_translations("en").date(issued) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/a", "https://x.org/a#:~:text=1%2C5%20a%2Db"),
        ("https://x.org/a#part", "https://x.org/a#part:~:text=1%2C5%20a%2Db"),
    ],
)
def test_text_fragment(url: str, expected: str) -> None:
    """The link to some words escapes what is syntax in a text fragment."""
    assert text_fragment_url(url, "1,5 a-b") == expected


# How long it takes says nothing, on a machine that does other things too.
@settings(deadline=None)
@given(st.text(alphabet="[]@;#-, \n`<>!\\:/()^*_ipcheat", max_size=80) | st.text())
def test_any_text(text: str) -> None:
    """Whatever a page says, the extension does not raise."""
    html(text, "claims/heat.md")
    html(text, checking=True)
