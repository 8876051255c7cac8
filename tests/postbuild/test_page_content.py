"""What is on a page besides its text, for machines: questions, terms, tables, and its Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import built_sites
import projects
from explainer.postbuild.exports.markdown_export import add_markdown, markdown_path
from explainer.postbuild.exports.page_content import (
    comparison_dataset,
    faq_page,
    file_dataset,
    term_set,
)
from explainer.postbuild.exports.plain_text import plain_text
from explainer.postbuild.exports.references import ReferenceIndex, cited_sources

if TYPE_CHECKING:
    from pathlib import Path

URL = built_sites.URL


@pytest.fixture(name="site")
def fixture_site(tmp_path: Path) -> built_sites.BuiltSite:
    """A site with one page, whose article tests fill."""
    return built_sites.read(tmp_path, {})


def fill(site: built_sites.BuiltSite, html: str) -> built_sites.BuiltPage:
    """The page of a site with such an article."""
    page = built_sites.page("index.html", f"<article>{html}</article>")
    site.pages["index.html"] = page
    return page


ONE, TWO = "<h2>Is it?</h2><p>Yes.</p>", "<h2>Was it?</h2><p>No.</p>"
BOTH = [("Is it?", "Yes."), ("Was it?", "No.")]
FAQS = {
    "two questions": (ONE + TWO, BOTH),
    "one": (ONE, None),
    "as many others": (f"{ONE}{TWO}<h2>A</h2><p>B</p><h2>C</h2>", None),
    "fewer others": (f"{ONE}{TWO}<h2>A</h2><p>B</p>", BOTH),
    "sections in sections": (
        "<h2>A</h2><h3>Is it?</h3><p>Yes.</p><h3>Was it?</h3><p>No.</p><h2>B</h2>",
        BOTH,
    ),
    "questions above sections": (
        "<h2>Is it?</h2><h3>A?</h3><p>B</p><h3>C?</h3><p>D</p>",
        [("A?", "B"), ("C?", "D")],
    ),
    "a title that asks": (f"<h1>So?</h1><p>A</p>{ONE}", None),
    "no answer": (f"{ONE}<h2>Was it?</h2><nav>No.</nav>", None),
    "the references": (f"{ONE}{TWO}<h2 id='references'>Who says so?</h2><p>A</p>", BOTH),
    "what is no answer": (
        f"{ONE}<p class='explainer-as-of'>May</p><nav>A</nav><p> </p><p>It is.</p>{TWO}",
        [("Is it?", "Yes.\nIt is."), BOTH[1]],
    ),
    "other languages": ("<h3>A？</h3><p>B</p><h3>C؟ </h3><p>D</p>", [("A？", "B"), ("C؟", "D")]),
    "no article": ("", None),
}


@pytest.mark.parametrize(("html", "expected"), FAQS.values(), ids=FAQS)
def test_questions(
    site: built_sites.BuiltSite, html: str, expected: list[tuple[str, str]] | None
) -> None:
    """A page is one of questions if more than half of its sections ask, and two or more do."""
    found = faq_page(site, fill(site, html))

    assert (found is None) == (expected is None)
    if found:
        assert [
            (each["name"], each["acceptedAnswer"]["text"]) for each in found["mainEntity"]
        ] == expected


def test_question(site: built_sites.BuiltSite) -> None:
    """A question with a name has an address, and with a date a day."""
    found = faq_page(
        site, fill(site, ONE.replace("<h2", '<h2 id="is" data-as-of="2024-01-02"') + TWO)
    )
    assert found is not None
    first, second = (each["acceptedAnswer"] for each in found["mainEntity"])

    assert (first["url"], first["dateModified"]) == (f"{URL}#is", "2024-01-02")
    assert second.keys() == {"@type", "text"}


@pytest.mark.parametrize(("more", "whole"), [(0, True), (1, False)])
def test_long_answers(site: built_sites.BuiltSite, more: int, *, whole: bool) -> None:
    """Of long answers there are twelve, each with its first paragraph, and no address."""
    text = "a" * 200
    questions = f"<h2 id='b'>Is it?</h2><p>{text}</p><p>{text}</p>" * 14
    rest = 6000 - 14 * 400 + more
    found = faq_page(site, fill(site, f"{questions}<h2>Was it?</h2><p>{'b' * rest}</p>"))
    assert found is not None
    shown = found["mainEntity"]
    answer = shown[0]["acceptedAnswer"]

    assert len(shown) == (15 if whole else 12)
    assert answer["text"] == (f"{text}\n{text}" if whole else text)
    assert ("url" in answer) == whole


def test_terms(site: built_sites.BuiltSite) -> None:
    """Terms share the definition behind them; the first name with an address is theirs."""
    page = fill(
        site,
        '<h1>Words</h1><dl><dd>None</dd><dt>A</dt><dt id="b">B</dt><dt id="c">C</dt><dd>D</dd>'
        "<dd>E</dd><dt>F</dt><dd>G</dd><dt>H</dt></dl>",
    )
    found = term_set(site, page)

    assert found == {
        "@type": "DefinedTermSet",
        "name": "Words",
        "url": URL,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": "A",
                "alternateName": ["B", "C"],
                "description": "D",
                "url": f"{URL}#b",
            },
            {"@type": "DefinedTerm", "name": "F", "description": "G"},
        ],
    }
    assert term_set(site, fill(site, "<p>A</p>")) is None


COMPARISON = """\
title: Heaters
as_of: 2026-10-08
note: There are *few*. [@ipcc]
measures:
  - {title: Power, unit: W}
  - {title: Price, unit: $}
things: []
"""


def test_data(tmp_path: Path) -> None:
    """A comparison is a dataset that says what it measures; so are files with all of a page."""
    files = {
        "docs/comparisons/heaters.yml": COMPARISON,
        "docs/comparisons/bare.yml": "measures:\n  - {title: Power, unit: W}\nthings: []\n",
    }
    site = built_sites.read(tmp_path, {}, files)
    page = site.pages["index.html"]
    found = comparison_dataset(site, page, "heaters", "comparisons/heaters.csv")
    bare = comparison_dataset(site, page, "bare", "comparisons/bare.csv")
    assert found is not None
    assert bare is not None

    assert found == {
        "@type": "Dataset",
        "name": "Heaters",
        "description": "Heaters: Power (W), Price ($). There are few.",
        "url": URL,
        "dateModified": "2026-10-08",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Heat", "url": URL},
        "variableMeasured": ["Power (W)", "Price ($)"],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{URL}comparisons/heaters.csv",
            }
        ],
    }
    assert (bare["name"], bare["description"]) == ("bare", "bare: Power (W).")
    assert comparison_dataset(site, page, "none", "a.csv") is None
    listed = file_dataset(site, page, "What", {"a.json": "application/json"})
    assert (listed["name"], listed["description"]) == ("Home", "What")
    assert listed["isAccessibleForFree"] is True
    assert [each["contentUrl"] for each in listed["distribution"]] == [f"{URL}a.json"]


PLAIN = {
    "a picture": ("![A](b.png) is", "A is"),
    "all three stars": ("***a*** and ``b``", "a and b"),
    "stars apart": ("a * b * c", "a * b * c"),
    "underscores": ("__a__, _b c_ and a_b_c", "a, b c and a_b_c"),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_text(text: str, expected: str) -> None:
    """Marks around words go, and those that stand for themselves stay."""
    assert plain_text(text) == expected


# ── References ──

MARKS = "".join(
    f'<a class="footnote-ref" href="{href}"> {number}\n</a>'
    for href, number in (
        *(("#fn:ipcc--warming", "1a"), ("#fn:ipcc", "1b"), ("#fn:claims-a", "2")),
        *(("#fn:none", "3"), ("#fn:ipcc--warming", "1a"), ("#fn:pointer", "4")),
    )
)
SOURCE = """\
title: Other
author: [{{literal: Ann Other}}, {{literal: Bob Other}}]
publisher: Agency
container-title: {}
tier: primary
passages:
  - {{slug: a, fact: It is.}}
  - {{slug: b, fact: It was., words: es war, words_from: translation}}
"""
CLAIM = "---\ntitle: It is.\n{}---\nIt is. [@ipcc]\n"
FILES = {
    "docs/claims/a.md": CLAIM.format("verdict: supported\nas_of: 2024-01-09\n"),
    "docs/claims/bare.md": CLAIM.format(""),
    "docs/sources/other.yml": SOURCE.format("Agency"),
    "docs/sources/pointer.yml": SOURCE.format("A Journal").replace(
        "title: Other",
        "title: Pointer\ntitle_from: excerpt\nURL: https://a.example/b\nissued: 2024",
    ),
    "docs/p.md": "# P\n\nIt is. [@about]\n",
}


def test_references(tmp_path: Path) -> None:
    """Each number stands for what it cites, once, in the order of the text."""
    site = built_sites.read(tmp_path, {"index.html": MARKS}, FILES)
    found = ReferenceIndex(site.project).of(site.pages["index.html"])

    assert [
        (each.number, each.cited.key, each.passage.slug if each.passage else None) for each in found
    ] == [
        ("1a", "ipcc", "warming"),
        ("1b", "ipcc", None),
        ("2", "claims/a", None),
        ("4", "pointer", None),
    ]
    assert [source.key for source in cited_sources(found)] == ["ipcc", "pointer"]


# ── Markdown ──


def markdown(folder: Path, html: str, settings: str = built_sites.SETTINGS) -> str:
    """The Markdown of a page with such an article, without what is in front of its title."""
    page = f"<article><h1>P</h1>{html}</article>"
    files = {**FILES, "mkdocs.yml": settings}
    site = built_sites.read(folder, {"p/index.html": page, "claims/a/index.html": ""}, files)
    add_markdown(site)
    return site.files["p/index.md"].decode().partition("# P\n")[2].strip()


def cite(*cited: str) -> str:
    """The numbers of what is cited, each as `1a key`."""
    links = [each.split() for each in cited]
    return "".join(
        f'<a class="footnote-ref" href="#fn:{key}">{number}</a>' for number, key in links
    )


BODIES = {
    "a citation": (f"<p>It is. {cite('1 none')}</p>", "It is. [1]"),
    "a number with blanks": (
        '<p>It is. <a class="footnote-ref" href="#fn:a"> 1 </a></p>',
        "It is. [1]",
    ),
    "what is left out": (
        (
            "<p>A<svg><text>b</text></svg></p><nav>c</nav><p hidden>d</p>"
            '<a class="headerlink">e</a>'
            '<div class="explainer-references">f</div><p aria-hidden="true">g</p>'
        ),
        "A",
    ),
    "an entry": ('<p><a href="#fn:a">It</a> <abbr title="b">is</abbr>.</p>', "It is."),
    "remarks": ("<p>It is. <small>our analysis</small></p>", "It is. (our analysis)"),
    "a verdict": ('<p><b class="explainer-verdict">so</b></p>', "**so**"),
    "own words": ('<p>It is <a class="explainer-words">so it is</a></p>', "It is “so it is”"),
    "others' words": (
        '<p>It is <a class="explainer-words explainer-words--others">so</a></p>',
        "It is so",
    ),
    "what follows": (
        "<table><tr><th>A</th></tr><tr><td><div>b</div> <div>c</div></td></tr></table>",
        "| A |\n| --- |\n| b; c |",
    ),
    "a caption": (
        "<table><caption>All</caption><tr><th>A</th></tr><tr><td>b</td></tr></table>",
        "All\n\n| A |\n| --- |\n| b |",
    ),
    "links": (
        '<p><a href="../a/#b">c</a> <a href="../a/#fnref:1">d</a> <a href="#e">f</a></p>',
        f"[c]({URL}a/#b) [d]({URL}a/) [f]({URL}p/#e)",
    ),
}


@pytest.mark.parametrize(("html", "expected"), BODIES.values(), ids=BODIES)
def test_body(tmp_path: Path, html: str, expected: str) -> None:
    """What readers see by type, place and colour is said in letters."""
    assert markdown(tmp_path, html) == expected


def test_relative_links(tmp_path: Path) -> None:
    """Without an address of the site, links stay relative, and the list has none of claims."""
    html = f'<p><a href="../a/#b">c</a> <a href="../a/#fn:1">d</a>{cite("1 claims-a")}</p>'

    assert markdown(tmp_path, html, projects.MKDOCS) == (
        "[c](../a/#b) [d](../a/)[1]\n\n## Sources cited on this page\n\n"
        "- [1] It is. (supported, 2024-01-09)"
    )


LISTS = {
    "a passage": (
        cite("1 ipcc--warming"),
        (
            "- [1] Climate Change, IPCC, 2023-03 (research) <https://example.org/ipcc> The air has"
            " warmed by 1.1 °C since 1850. “global surface temperature reached 1.1 °C above”"
        ),
    ),
    "a source as a whole": (
        cite("1 pointer"),
        (
            "- [1] Pointer, Ann Other, Bob Other, A Journal, Agency, 2024 (primary source, title"
            " cut short) <https://a.example/b>"
        ),
    ),
    "several passages": (
        cite("12a other--a", "12b other--b", "12 other"),
        (
            "- [12] Other, Ann Other, Bob Other, Agency, no date shown (primary source)\n"
            "    - [12a] It is.\n    - [12b] It was. (es war)"
        ),
    ),
    "claims": (
        cite("1 claims-a", "2 claims-bare"),
        f"- [1] It is. (supported, 2024-01-09) <{URL}claims/a/>\n- [2] It is. (, no date shown)",
    ),
    "another source between": (
        cite("1a other--a", "2 ipcc", "1b other--b"),
        (
            "- [1] Other, Ann Other, Bob Other, Agency, no date shown (primary source)\n"
            "    - [1a] It is.\n    - [1b] It was. (es war)\n"
            "- [2] Climate Change, IPCC, 2023-03 (research) <https://example.org/ipcc>"
        ),
    ),
}


@pytest.mark.parametrize(("html", "expected"), LISTS.values(), ids=LISTS)
def test_list(tmp_path: Path, html: str, expected: str) -> None:
    """The list at the end says what each number stands for, each source once."""
    assert markdown(tmp_path, html).partition("## Sources cited on this page\n\n")[2] == expected


def test_front_matter(tmp_path: Path) -> None:
    """In front stands what is known of the page; a file of the project's own stays."""
    pages = {
        "claims/a/index.html": '<meta name="description" content=\'A "b" \\ c\'><h1>It is</h1>',
        "claims/bare/index.html": "<h1>It was</h1>",
        "p/index.html": "<h1>P</h1>",
        "p/index.md": "own",
    }
    site = built_sites.read(tmp_path, pages, FILES)
    add_markdown(site)
    heads = {path: data.decode().partition("---\n\n")[0] for path, data in site.files.items()}

    assert heads["claims/a/index.md"] == (
        '---\ntitle: "It is"\ndescription: "A \\"b\\" \\\\ c"\n'
        f'url: "{URL}claims/a/"\ndate: "2024-01-09"\nverdict: "supported"\n'
    )
    assert heads["claims/bare/index.md"] == f'---\ntitle: "It was"\nurl: "{URL}claims/bare/"\n'
    assert heads.keys() == {"claims/a/index.md", "claims/bare/index.md", "index.md"}
    assert site.files["index.md"].endswith(b"\n\n# Home\n")
    assert markdown_path(built_sites.page("a.html", "")) == "a.md"
