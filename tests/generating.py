"""Pages of every construct of Markdown, made from a seed, with words in them that occur once."""

from __future__ import annotations

import itertools
import random
import re
import textwrap
from dataclasses import dataclass, field

EXTENSIONS = """\
site_name: Generated
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - explainer.markdown
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - smarty
  - pymdownx.betterem
  - pymdownx.blocks.admonition
  - pymdownx.blocks.caption
  - pymdownx.blocks.details
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.saneheaders
  - pymdownx.smartsymbols
  - pymdownx.snippets: {base_path: [parts]}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""

CORE = re.compile(r"\d{3}x\d{4}")
"""What every word that occurs once has in it."""

FIRST = re.compile(r"[^\W\d_]\d{3}x\d{4}")
"""Such a word at the start of a sentence, with the letter before."""

_SHAPES = ("z{}k", "Z{}", "z{}k-half", "é{}ü", "热{}度", "z{}_k", "Q{}.5", "x{}’s")
_CITATIONS = ("[@{}#warming]", "[see @{}, p. 4; @b.c:d/e#f]", "[@analysis, so; @{}]", "[-@{}]")


@dataclass
class Page:
    """
    A page under construction: its text, the files that it includes, and its words.

    `cited` has, for each key that is cited once, the word that its sentence holds.
    """

    seed: int
    parts: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    cited: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin."""
        self.random = random.Random(self.seed)  # noqa: S311  (the same pages at every run)
        self._numbers = itertools.count(1)
        self._names = itertools.count(1)

    def word(self, *, plain: bool = False) -> str:
        """A word that occurs once; `plain` is one of letters and digits only."""
        core = f"{self.seed:03}x{next(self._numbers):04}"
        word = ("z{}k" if plain else self.random.choice(_SHAPES)).format(core)
        self.words.add(core)
        return word

    def citation(self, word: str) -> str:
        """A citation that belongs to the sentence of a word."""
        key = f"key{next(self._names)}"
        self.cited[key] = word
        return self.random.choice(_CITATIONS).format(key)

    def name(self) -> str:
        """A name that occurs once, and that readers do not see."""
        return f"name{next(self._names)}"

    def prose(self, least: int = 4, most: int = 12) -> str:
        """Some words in a row, with inline markup here and there."""
        words = [self.inline() for _ in range(self.random.randint(least, most))]
        return " ".join(words)

    def inline(self) -> str:
        """One or two words, mostly bare."""
        pick = self.random.random()
        if pick < 0.72:
            return self.word()
        one, two = self.word(plain=True), self.word(plain=True)
        return self.random.choice(
            [
                f"**{one}** {two}",
                f"*{one} {two}*",
                f"_{one}_ a {two}",
                f"***{one}*** {two},",
                f"`{self.name()}` {one}. {two}",
                f'[{one} {two}](other.md#part "A {self.name()}")',
                f"[{one}][] {two}\\*",
                f"[{one}][ref] ({two})",
                f"[{one}](<other page.md>) {two};",
                f"![{self.name()}](a.png) {one} {two}",
                f"{one} :smile: :material-account: {two}",
                f"{one} &amp; {two} &#62;",
                f"<b>{one}</b> {two}",
                f'<span title="{self.name()}">{one}</span> {two}',
                f"=={one}== ~~{two}~~",
                f"{one}^{two}^ H~2~O",
                f"{{++{one}++}} {two}",
                f"++ctrl+alt+delete++ {one} {two}",
                f"\"{one} {two}\" -- 'so'",
                f"{one}... 1/2 {two} 1st (c)",
                f"https://example.org/{self.name()}?a=b {one} {two}",
                f"<https://example.org/{self.name()}> {one} {two}",
                f"me@{self.name()}.example {one} {two}",
                f"**{one}**{{: .cls #id{self.name()} }} {two}",
                f"*{one}*{{ .cls }} {two}",
                f"HTML {one} CSS {two}",
                f"{one} {self.citation(one)} {two}",
                f"{one} $5 and $6 {two}",
                f"{one}  \n{two}",
                f"{one}\n{two}",
                f"<!-- {self.name()} --> {one} {two}",
                f"[[{one}]] {two} [ ] :12:",
                f"@ipcc#warming {one} {two} @b [p. 4]",
            ]
        )


def paragraph(page: Page) -> str:
    """A paragraph of one to three sentences."""
    sentences = [sentence(page) for _ in range(page.random.randint(1, 3))]
    return " ".join(sentences)


def sentence(page: Page) -> str:
    """A sentence, with a citation before or behind its full stop, or none."""
    first, last = page.word(plain=True).capitalize(), page.word(plain=True)
    shape = page.random.choice(
        ["{} ", "{} ", "**{}** ", "[{} @b](other.md) ", "<i>{}</i> ", "[{}][] "]
    )
    text = shape.format(first) + f"{page.prose()} {last}"
    return page.random.choice(
        [f"{text}.", f"{text} {page.citation(last)}.", f"{text}. {page.citation(last)}"]
    )


def heading(page: Page) -> str:
    """A heading; it states nothing, so that its words are not looked for."""
    name = page.name()
    return page.random.choice([f"## {name} {{ #{name} }}", f"{name}\n----", f"### {name} ###"])


def bullets(page: Page) -> str:
    """A list within a list, with a paragraph in an item."""
    mark = page.random.choice("-*+")
    inner = f"{mark} {page.prose(1, 4)}\n{mark} {page.prose(1, 4)}"
    lines = [f"{mark} {page.prose(1, 5)}", textwrap.indent(inner, "    ")]
    lines += [f"{mark} {page.prose(1, 4)}.", "", textwrap.indent(paragraph(page), "    "), ""]
    return "\n".join([*lines, f"{mark} {page.prose(1, 3)}"])


def numbers(page: Page) -> str:
    """A numbered list whose numbers have up to three digits."""
    first = page.random.choice([1, 9, 98])
    return "\n".join(f"{first + number}. {page.prose(1, 5)}" for number in range(3))


def tasks(page: Page) -> str:
    """A list of things to do."""
    return f"- [ ] {page.prose(1, 3)}\n- [x] {page.prose(1, 3)}"


def quote(page: Page) -> str:
    """A quotation with a list in it."""
    return textwrap.indent(f"{paragraph(page)}\n\n- {page.prose(1, 3)}", "> ", lambda _: True)


def table(page: Page) -> str:
    """A table with markup, code and an escaped pipe in its cells."""
    rows = [
        f"| {page.word()} | {page.inline().replace(chr(10), ' ')} | `a \\| b` {page.word()} |"
        for _ in range(3)
    ]
    return "\n".join(["| One | Two | Three |", "|:----|----:|---|", *rows])


def admonition(page: Page) -> str:
    """An admonition, a fold or an open fold, with another in it."""
    mark = page.random.choice(["!!!", "???", "???+"])
    inner = f"!!! tip\n{textwrap.indent(paragraph(page), '    ')}"
    title = page.random.choice(["", f' "{page.name()} {page.name()}"'])
    body = textwrap.indent(f"{paragraph(page)}\n\n{inner}", "    ")
    return f"{mark} note{title}\n{body}"


def tabs(page: Page) -> str:
    """Two tabs, with a list in one."""
    one = textwrap.indent(f"{paragraph(page)}\n\n- {page.prose(1, 3)}", "    ")
    two = textwrap.indent(paragraph(page), "    ")
    return f'=== "{page.name()}"\n\n{one}\n\n=== "{page.name()}"\n\n{two}'


def blocks(page: Page) -> str:
    """A block of pymdown-extensions with options."""
    kind = page.random.choice(["admonition", "details"])
    options = f"    type: warning\n    attrs: {{id: {page.name()}}}\n"
    return f"/// {kind} | {page.name()}\n{options}\n{paragraph(page)}\n///"


def caption(page: Page) -> str:
    """A table with a caption."""
    return f"{table(page)}\n\n/// caption\n{page.prose(2, 5)}.\n///"


def definitions(page: Page) -> str:
    """Terms and what they mean."""
    body = f":   {page.prose(2, 5)}.\n\n    {page.prose(2, 5)}."
    return f"{page.name()}\n{body}\n\n{page.name()}\n:   {page.prose(1, 3)}"


def footnote(page: Page) -> str:
    """A footnote and its text, of two paragraphs."""
    name = page.name()
    text = f"[^{name}]: {page.prose(2, 5)}.\n\n    {page.prose(2, 5)}."
    return f"{page.prose(1, 3)}[^{name}].\n\n{text}"


def fence(page: Page) -> str:
    """Code, in which nothing is looked for."""
    line = f"{page.name()} = [@ipcc]  # {page.name()}"
    return page.random.choice(
        [f'```py title="a.py" hl_lines="1"\n{line}\n```', f"~~~\n{line}\n~~~", f"    {line}"]
    )


def raw(page: Page) -> str:
    """HTML with and without Markdown in it."""
    one, two, three = page.word(), page.prose(1, 4), page.word()
    return page.random.choice(
        [
            f"<div>\n<p>{one} {page.word()}</p>\n</div>",
            f'<div class="a" markdown="1">\n\n{one} {two}.\n\n- {three}\n\n</div>',
            f'<p markdown="span">{one} {two} {three}</p>',
            f"<table><tr><td>{one}</td><td>{three} <em>{page.word()}</em></td></tr></table>",
            f"<section markdown>\n<div markdown>\n{two}\n</div>\n{three}\n</section>",
        ]
    )


def snippet(page: Page) -> str:
    """A file that is included: whole, by its lines, or by a section's name."""
    file = f"{page.seed:03}-{len(page.parts)}.md"
    one, two = paragraph(page).replace("\n", " "), paragraph(page).replace("\n", " ")
    kind = page.random.choice(["", ":1:1", ":part"])
    if kind == ":part":
        # Words outside the section are not on the page.
        two = page.name()
        text = f"{two}\n\n--8<-- [start:part]\n{one}\n--8<-- [end:part]\n"
    elif kind == ":1:1":
        text = f"{one}\n\n{page.name()}\n"
    else:
        text = f"{one}\n\n{two}\n"
    page.parts[file] = text
    return f'--8<-- "{file}{kind}"'


BLOCKS = (
    paragraph, paragraph, heading, bullets, numbers, tasks, quote, table, admonition, tabs,
    blocks, caption, definitions, footnote, fence, raw, snippet,
)  # fmt: skip


def make(seed: int) -> tuple[str, Page]:
    """The text of the page of a seed, and the page."""
    page = Page(seed)
    front = page.random.choice(["", f"---\ntitle: {page.name()}\ntags: [a, b]\n---\n\n"])
    picked = [page.random.choice(BLOCKS)(page) for _ in range(page.random.randint(5, 11))]
    ends = ["[ref]: other.md 'A title'", "*[HTML]: Hyper Text", "*[CSS]: Style\n"]
    text = front + "\n\n".join([f"# {page.name()}", *picked, *ends])
    if page.random.random() < 0.15:
        text = text.replace("\n", "\r\n")
    # Some were made for a choice that fell on something else.
    seen = "\n".join([text, *page.parts.values()])
    page.words = {word for word in page.words if word in seen}
    page.cited = {key: word for key, word in page.cited.items() if re.search(rf"@{key}\b", seen)}
    return text, page
