"""
Every reader of text, and patterns that have slowed such readers down, for the tests of growth.

A pattern is repeated until the text is long enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explainer import citations, meaning, opaque_text, text_normalization, yaml_schema
from explainer.article.reader import read_string
from explainer.bibliography.formats import read_text as read_bibliography
from explainer.claims import read_stated
from explainer.evidence import (
    date_parser,
    figure_parser,
    hedging,
    lexicon_of,
    names,
    quotations,
    relative_dates,
    speakers,
    statement,
)
from explainer.meaning.finders import FINDERS
from explainer.pages import sentence_splitter, waivers
from explainer.pages.sentinels import SentinelTable
from explainer.site import css_urls, html_reader, link_attributes, markdown_scanner, url_positions
from explainer.site.source_map import without_code
from explainer.sources.schema import FIELDS as SOURCE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

LEXICON = lexicon_of()
_ENGLISH = meaning.language_of("en", ())
_FACT = "The bridge opened in May 2019 with 12 lanes, said Ada Lim, and could close by 2030."


def _sentinels(text: str) -> object:
    return SentinelTable(known=lambda _key: True).insert(text, "index.md")


def _meaning(text: str) -> object:
    fact = meaning.Fact(meaning.Wording(_FACT, _ENGLISH), title="A bridge")
    comparison = meaning.Comparison(meaning.Wording(text, _ENGLISH), [fact], LEXICON)
    return [list(find(comparison)) for kind in FINDERS.values() for find in kind]


def _front_matter(text: str) -> object:
    return read_stated(f"---\nverdict: supported\nsummary: {text}\n---\n")


def _yaml(text: str) -> object:
    return yaml_schema.parse(f"title: {text}", "x.yml", SOURCE_FIELDS)


def _names(text: str) -> object:
    return names.extract(text_normalization.plain_characters(text), LEXICON)


def _sentences(text: str) -> object:
    # White space is collapsed in the units of a page.
    text = text_normalization.single_spaced(text)
    return list(sentence_splitter.split(text, (), "en", range(0, len(text), 9)))


def _plain(text: str) -> str:
    return text_normalization.plain_characters(text)


READERS: dict[str, Callable[[str], object]] = {
    "citations": citations.find,
    "opaque text": opaque_text.find,
    "literal citations": lambda text: list(citations.literal(text)),
    "sentinels": _sentinels,
    "waivers of a page": lambda text: waivers.read_page_waivers(text, "index.md"),
    "waivers of data": lambda text: waivers.read_waivers(text, "x.yml"),
    "sentences": _sentences,
    "questions": lambda text: (sentence_splitter.is_question(text), sentence_splitter.ends(text)),
    "figures": lambda text: figure_parser.extract(_plain(text), LEXICON),
    "dates": lambda text: date_parser.extract(_plain(text), LEXICON),
    "names": _names,
    "quotations": lambda text: (quotations.extract(text, LEXICON), quotations.titles(text)),
    "quotation in text": lambda text: quotations.is_quoted_from(
        quotations.Quotation("a few words", 0, 9), [text]
    ),
    "hedges": hedging.is_hedged,
    "speakers": lambda text: speakers.extract(_plain(text), []),
    "relative dates": lambda text: relative_dates.extract(_plain(text), ()),
    "statement": lambda text: statement.entities(text, LEXICON),
    "meaning": _meaning,
    "normal forms": lambda text: (
        text_normalization.quotation_form(text),
        text_normalization.fingerprint_form(text),
        text_normalization.unaccented(text),
        text_normalization.bare_words(text),
    ),
    "front matter": _front_matter,
    "yaml": _yaml,
    "link definitions": lambda text: (
        list(markdown_scanner.unused_definitions(text, "index.md")),
        list(markdown_scanner.definitions(text)),
        markdown_scanner.may_have_unused_definitions(text.encode()),
    ),
    "text without code": without_code,
    "links of HTML": lambda text: html_reader.read_page(text.encode()),
    "places in HTML": url_positions.occurrences,
    "style sheets": lambda text: list(css_urls.scan(text)),
    "srcset": link_attributes.srcset_urls,
    "article": lambda text: read_string(text, ".txt"),
    "article in Markdown": lambda text: read_string(text, ".md"),
    "article in HTML": lambda text: read_string(text, ".html"),
    "BibTeX": lambda text: read_bibliography("@book{a, title = {" + text, "bibtex"),
    "CSL-JSON": lambda text: read_bibliography('[{"title": "' + text, "csl-json"),
    "RIS": lambda text: read_bibliography("TY  - JOUR\nTI  - " + text, "ris"),
}
"""Every reader by its name; each takes any text."""

PATTERNS = (
    # Words and sentences
    "word ", "Word ", "A sentence ends. ", "x", "X", "a.", "1. ", "Dr. ", "e.g. ", "...", "! ",
    "? ", "U.S. ", "She said yes. ", "\n", "\n\n", " ", "\t", "a\n\n", "No. ", "(a. ", "(A.) ",
    # Figures
    "1 ", "1-", "1/", "1,", "1.", "1/2 ", "1% ", "$1 to ", "$1 ", "1 of ", "1 - ", "12:", "1'",
    "1x", "1,000", "1 000 ", "0", "9", "twenty-", "one ", "half ", "a half ", "half a ",
    "two and a ",
    "one hundred and ", "million ", "hundred ", "one in ", "of every ", "a year and ", "5 m ",
    "about 5 ", "minus ", "-1 ", "from 5 to ", "to 5 ", "per ", "1 a b c per ", "1 GPU hours ",
    "十", "三十万", "二", "万", "亿", "top third ", "most of ", "first ", "one-third ",
    # Dates
    "January ", "1 January ", "January 1, ", "in 2025 ", "2025–", "2025-01-", "2025 ", "1999-",
    "Q1 2025 ", "the first quarter ", "early ", "May ", "the 1990s ", "05/06/", "1月", "2025年",
    "two days ago ", "last year ", "Christmas ", "in the ",
    # Names, speakers and quotations
    "Ada Lim ", "Ada ", "AB ", "A1 ", "The ", "Judge ", "said ", "he said, ", "said AB ",
    "according to ", "as a put ", "by a's ", "called a ", "in its words ", "'s ", "who ", ", and ",
    '"', '"a ', '"Ab: c ', "'", "“", "“a” ", "“A b: ", "汉字", "汉1", "A, a, ", "é", "n't ", "not ",
    # Markdown and HTML
    "`", "``a", "` `` ", "```\n", "~~~\n", "~", "<!--", "<!-- -->", "-->", "<script>", "<pre>",
    "<a ", "<a href=", '<a href="', "<a>", "</a>", "<div>", "<b", "<", ">", "&", "&amp;", "&#",
    "<?", "<![CDATA[", "[", "]", "[]", "](", "[a](", "![", "[a][", "[a]: ", "[a]: b\n", "[^1]",
    "[^1]: ",
    "(", ")", "((", "()", "{", "{{", "{%", "{:", "*", "**a", "_", "__a", "* ", "- a\n", "> ", ">",
    "# a\n", "| a ", "|-", "|", "    a\n", "\\", "\\[", "http://", "http://a.b ", "www.", "a@b.c ",
    "!!! note\n", "/// a\n", "::: a\n", "--8<-- \n", "---\n", "++a", ":a:", "*[a]: b\n",
    # Citations
    "@", "@a", "@a ", "[@a] ", "[@a", "[@a; ", "@a; ", "[@{", "[see @a, p. 1] ", "@a [", "[[@a]] ",
    "\\@a ", "@a.", "@a#b", ";", "[@a][@b]", "[@a]: ",
    # Data
    "a: ", "- ", "a: b\n", "  - a\n", "&a ", "*a ", "{a: ", "? ", ": ", "'a'", '"\\', "# allow a: ",
    "{", "}", "@a{", "\\textbf{", "$", '"a": ', '["', ",", "url(", "/*", "@import ", "a 1x, ", "a,",
    "TY  - ", "ER  - \n", "AU  - a\n", "\\u0041", "\u0301", "\u200b", "\ufeff", "\x00",
    "\U000f0000",
)  # fmt: skip
"""Texts to be repeated."""

FRAMES = (
    ("", ""),
    ("Word 1 [@a] ", " @a 1 January 2019, said Ada, half past 5:30, twice as much and [@a]"),
)
"""What stands before and behind the repeated text: without it, quick tests would leave it out."""
