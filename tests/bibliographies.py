"""Bibliographies of any length for tests: good entries, and among them seeded faults with lines."""

from __future__ import annotations

# ruff: noqa: E501  (the rows of tables, and files as programs write them)
import json
import random
from typing import NamedTuple

FAMILIES = (
    "Berg",
    "Dupont",
    "García",
    "Kowalski",
    "Müller",
    "Nakamura",
    "O'Neill",
    "Šimůnek",
    "王",
)
GIVEN = ("Ada", "Björn", "Chloé", "Dmitri", "Élise", "J. R.", "Kenji", "Zoë")
THINGS = ("bridge", "glacier", "harvest", "lake", "railway", "reef", "river", "town", "wind farm")
FACTS = ("A survey of the", "Repairing the", "Costs of the", "Who owns the", "The end of the")


class Seeded(NamedTuple):
    """
    A bibliography: its text, the keys of its good entries, and its faults.

    `faults` are pairs of a line and a part of what has to be said of it.
    """

    text: str
    good: list[str]
    faults: list[tuple[int, str]]


class _Text:
    """A text that grows, and knows its line."""

    def __init__(self, newline: str = "\n") -> None:
        self.parts: list[str] = []
        self.line = 1
        self._newline = newline

    def add(self, text: str) -> None:
        """Add lines."""
        self.parts.append(text.replace("\n", self._newline))
        self.line += text.count("\n")


class _Work(NamedTuple):
    key: str
    family: str
    given: str
    title: str
    year: int
    month: int
    day: int
    number: int


def _works(count: int, seed: int) -> list[_Work]:
    dice = random.Random(seed)  # noqa: S311  (nothing secret)
    return [
        _Work(
            key=f"work-{number:03}",
            family=dice.choice(FAMILIES),
            given=dice.choice(GIVEN),
            title=f"{dice.choice(FACTS)} {dice.choice(THINGS)}, {number}",
            year=dice.randint(1950, 2025),
            month=dice.randint(1, 12),
            day=dice.randint(1, 28),
            number=number,
        )
        for number in range(count)
    ]


BIBTEX = (
    # What is wrong; the lines of the entry; which of them is at fault; what is said; is it kept?
    ("year", "@book{K,\n  title = {T},\n  year = {19x5},\n}\n", 3, "'year' is no date", True),
    ("month", "@book{K,\n  title = {T},\n  year = 1999,\n  month = {Brumaire},\n}\n", 4, "none", True),
    ("day", "@book{K,\n  title = {T},\n  date = {2021-02-30},\n}\n", 3, "is no date", True),
    ("isbn", "@book{K,\n  title = {T},\n  isbn = {978-0-306-40615-8},\n}\n", 3, "ISBN", True),
    ("issn", "@article{K,\n  title = {T},\n  issn = {1758-6780},\n}\n", 3, "ISSN", True),
    ("doi", "@article{K,\n  title = {T},\n  doi = {10/none},\n}\n", 3, "is no DOI", True),
    ("url", "@misc{K,\n  title = {T},\n  url = {example.org/a},\n}\n", 3, "web address", True),
    ("type", "@artcle{K,\n  title = {T},\n}\n", 1, "unknown type", True),
    ("title", "@misc{K,\n  author = {A, B},\n}\n", 1, "no title", True),
    ("again", "@misc{K,\n  title = {T},\n  title = {U},\n}\n", 3, "'title' again", True),
    ("string", "@misc{K,\n  title = {T},\n  journal = nowhere,\n}\n", 3, "@string", True),
    ("bare", "@misc{K,\n  title = Bare words here,\n}\n", 2, "in no braces", True),
    ("comma", "@misc{K,\n  title = {T}\n  year = {2001},\n}\n", 3, "comma is missing", True),
    ("crossref", "@misc{K,\n  title = {T},\n  crossref = {nobody},\n}\n", 3, "no other entry", True),
    ("future", "@misc{K,\n  title = {T},\n  year = {3021},\n}\n", 3, "future", True),
    ("names", "@misc{K,\n  title = {T},\n  author = {A, B, C, D},\n}\n", 3, "taken apart", True),
    ("equals", "@misc{K,\n  title = {T},\n  year {2001},\n}\n", 3, "without '='", True),
    ("key", "@misc{K\n  title = {T},\n}\n", 1, "no comma behind its key", True),
    ("unclosed", "@misc{K,\n  title = {T,\n  year = {2001},\n}\n", 2, "is not closed", True),
    ("quote", '@misc{K,\n  title = "T,\n  year = {2001},\n}\n', 2, "is not closed", True),
    ("at", "misc{K,\n  title = {T},\n}\n", 1, "without '@'", False),
    ("double", "@misc{work-000,\n  title = {T},\n}\n", 1, "is there already", False),
    ("empty", "@misc{K,\n}\n", 1, "has no fields", False),
    ("brace", "@misc{K,\n  title = {T}},\n  year = {2001},\n}\n", 3, "stands in no entry", True),
    ("twice", "@misc{K,\n  title = {T},\n  date = {2001},\n  year = {2002},\n}\n", 4, "'year' is", True),
    ("no title", "@misc{K,\n  author = {A, B},\n  title = {},\n}\n", 3, "no title", True),
    ("semicolon", "@misc{K,\n  title = {T},\n  author = {A, B; C, D},\n}\n", 3, "by ';'", True),
    ("commas", "@misc{K,\n  title = {T},\n  author = {A B, C D, E F},\n}\n", 3, "such as Jr.", True),
    ("equals twice", "@misc{K,\n  title = {T},\n  volume == {2},\n}\n", 3, "'=' too many", True),
    ("no end", "@misc{K,\n  title = {T},\n  year = {2001}\n\n", 1, "is not closed", True),
    ("runs on", "@misc{K,\n  title = {T\n  and more,\n  year = {2001},\n}\n", 2, "not closed", False),
    ("swapped", "@misc{K,\n  titel = {T},\n  year = {2001},\n}\n", 2, "no field 'titel'", True),
    ("et al", "@misc{K,\n  title = {T},\n  author = {A, B et al.},\n}\n", 3, "'et al.'", True),
    ("ampersand", "@misc{K,\n  title = {T},\n  author = {A B & C D},\n}\n", 3, "'&' stands", True),
    ("colon", "@misc{K,\n  title = {T},\n  year: 2001,\n}\n", 3, "without '='", True),
    ("commas twice", "@misc{K,\n  title = {T},,\n}\n", 2, "without '='", True),
    ("no string", "@string{K {Text}}\n", 1, "the @string 'bad-36' has no '='", False),
    ("open string", "@string{K = {Text}\n\n", 1, "the @string 'bad-37' is not closed", False),
)  # fmt: skip
"""Faults of BibTeX."""


def bibtex(count: int, *, newline: str = "\n", seed: int = 1) -> Seeded:
    """A BibTeX file in the manner of several programs, with every fault of the table in it."""
    text = _Text(newline)
    text.add("% Encoding: UTF-8\n@string{jbr = {Journal of Bridges}}\n")
    text.add(
        "@preamble{ {\\newcommand{\\noop}[1]{}} }\n@comment{jabref-meta: databaseType:bibtex;}\n"
    )
    seeded = Seeded("", [], [])
    works = _works(count, seed)
    step = max(1, count // len(BIBTEX))
    for work in works:
        text.add(_bibtex(work))
        seeded.good.append(work.key)
        at, rest = divmod(work.number, step)
        if not rest and at < len(BIBTEX):
            _, lines, line, said, kept = BIBTEX[at]
            key = f"bad-{at:02}"
            seeded.faults.append((text.line + line - 1, said))
            text.add(lines.replace("K", key, 1) + "\n")
            if kept:
                seeded.good.append(key)
    line = text.line
    text.add("@misc{truncated,\n  title = {It ends here\n")
    seeded.faults.append((line + 1, "before the file ends"))
    return seeded._replace(text="".join(text.parts))


def _bibtex(work: _Work) -> str:
    style = work.number % 5
    name = f"{work.family}, {work.given} and {{The Town of Ås}}"
    if style == 0:  # as Zotero writes it
        return (
            f"@article{{{work.key},\n\ttitle = {{{{{work.title}}}}},\n\tvolume = {{{work.number}}},\n"
            f"\turl = {{https://example.org/a_{work.number}%20b}},\n\tjournal = jbr,\n"
            f"\tauthor = {{{name}}},\n\tmonth = aug,\n\tyear = {{{work.year}}},\n"
            f"\tnote = {{50\\% \\& more}},\n\tpages = {{1--{work.number + 2}}},\n"
            f"\tfile = {{a.pdf:/x/a.pdf:application/pdf}},\n}}\n\n"
        )
    if style == 1:  # as biblatex is written
        return (
            f"@online{{{work.key},\n  title        = {{{work.title}}},\n"
            f"  date         = {{{work.year}-{work.month:02}-{work.day:02}}},\n"
            f"  author       = {{given=Jan, family=Dijk, prefix=van, useprefix=true}},\n"
            f"  url          = {{https://example.org/{work.number}}},\n"
            f"  urldate      = {{2024-01-02}},\n  langid       = {{ngerman}}\n}}\n\n"
        )
    if style == 2:  # as Mendeley writes it
        return (
            f"@inproceedings{{{work.key},\nabstract = {{Some text = with, marks}},\n"
            f'author = {{{name}}},\nbooktitle = {{Proc. of "Rivers"}},\ntitle = {{{{{work.title}}}}},\n'
            f"doi = {{10.1234/abc.{work.number}}},\nyear = {{{work.year}}}\n}}\n"
        )
    if style == 3:  # old, by hand
        return (
            f'@Misc(  {work.key} ,\n  Author = "Fran\\c{{c}}ois G{{\\"o}}del",\n'
            f'  TITLE="{work.title}" # " and more",\n  Year={work.year},\n'
            f"  howpublished = {{\\url{{https://example.org/m/{work.number}}}}}\n)\n\n"
        )
    return (
        f"@book {{{work.key},\n  title = {{{work.title}}}, author = {{{name} and others}},"
        f" year = {work.year}, publisher = {{Town Press}}, isbn = {{978-0-306-40615-7}},"
        f" url = {{https://example.org/b/{work.number}}} }}\n"
    )


CSL = (
    ("type", '{"id": "K", "title": "T",\n "type": "bok"}', 2, "unknown type", True),
    ("no type", '{"id": "K",\n "title": "T"}', 1, "no type", True),
    ("title", '{"id": "K", "type": "book",\n "publisher": "P"}', 1, "no title", True),
    ("id", '{"type": "book",\n "title": "T of no id"}', 1, "no 'id'", True),
    ("month", '{"id": "K", "type": "book", "title": "T",\n "issued": {"date-parts": [[2020, 13]]}}', 2, "is no date", True),
    ("parts", '{"id": "K", "type": "book", "title": "T",\n "issued": {"date-parts": [["x"]]}}', 2, "is no date", True),
    ("raw", '{"id": "K", "type": "book", "title": "T",\n "issued": {"raw": "last spring"}}', 2, "is no date", True),
    ("future", '{"id": "K", "type": "book", "title": "T",\n "issued": {"date-parts": [[3020]]}}', 2, "future", True),
    ("names", '{"id": "K", "type": "book", "title": "T",\n "author": "Ann Author"}', 2, "no list of names", True),
    ("name", '{"id": "K", "type": "book", "title": "T",\n "author": ["Ann"]}', 2, "no name", True),
    ("empty name", '{"id": "K", "type": "book", "title": "T",\n "author": [{}]}', 2, "empty name", True),
    ("isbn", '{"id": "K", "type": "book", "title": "T",\n "ISBN": "978-0-306-40615-8"}', 2, "ISBN", True),
    ("doi", '{"id": "K", "type": "book", "title": "T",\n "DOI": "none"}', 2, "is no DOI", True),
    ("url", '{"id": "K", "type": "book", "title": "T",\n "URL": "example"}', 2, "web address", True),
    ("list", '{"id": "K", "type": "book", "title": "T",\n "publisher": ["P"]}', 2, "is no text", True),
    ("again", '{"id": "K", "type": "book", "title": "T",\n "title": "U"}', 2, "'title' is there again", True),
    ("comma", '{"id": "K", "type": "book", "title": "T"\n "volume": "2"}', 2, "comma is missing", True),
    ("trailing", '{"id": "K", "type": "book", "title": "T"\n,}', 2, "a comma before", True),
    ("no object", '"K"', 1, "is no object", False),
    ("empty", '{"id": "K", "type": "book"\n}', 1, "no fields", False),
    ("double", '{"id": "work-000", "type": "book", "title": "T"\n}', 1, "there already", False),
    ("unclosed", '{"id": "K", "type": "book", "publisher": "P",\n "title": "T\n}', 2, "is not closed", True),
    ("word", '{"id": "K", "type": "book", "title": "T",\n "volume": None}', 2, "no value of JSON", True),
    ("colon", '{"id": "K", "type": "book",\n "title" "T"}', 2, "colon is missing", True),
    ("equals", '{"id": "K", "type": "book",\n "title" = "T"}', 2, "colon is missing", True),
    ("single", "{\"id\": \"K\", \"type\": \"book\",\n 'title': 'T'}", 2, "' opens no text", True),
    ("curly", '{"id": "K", "type": "book",\n "title": “T”}', 2, "“ opens no text", True),
    ("bare", '{"id": "K", "type": "book",\n title: "T"}', 2, "the name 'title'", True),
    ("remark", '{"id": "K", "type": "book",\n "title": "T" // what\n}', 2, "no comments", True),
    ("escape", '{"id": "K", "type": "book",\n "title": "T\\q"}', 2, "escapes nothing", True),
    ("tab", '{"id": "K", "type": "book",\n "title": "T\tU"}', 2, "a tab", True),
    ("number", '{"id": "K", "type": "book",\n "title": 1984}', 2, "is a number", True),
    ("part", '{"id": "K", "type": "book", "title": "T",\n "author": [{"family": 7}]}', 2, "no text", True),
    ("open text", '{"id": "K", "type": "book", "title": "T",\n "volume": "2,\n "issue": "3"}', 2, "on its line", True),
    ("open entry", '{"id": "K", "type": "book",\n "title": "T"', 3, "on line", True),
    ("open list", '{"id": "K", "type": "book", "author": [{"family": "A"},\n "title": "T"}', 2, "the list", True),
    ("no brace", '"id": "K", "type": "book",\n "title": "T"}', 1, "an opening brace", True),
    ("slip", '{"id": "K", "type": "book", "title": "T",\n "pgae": "3"}', 2, "no field 'pgae'", True),
    ("capital", '{"id": "K", "type": "book",\n "Title": "T"}', 2, "as CSL has it", True),
    ("quotes", '{"id": "K", "type": "book",\n "title": "A "T" B"}', 2, "quotation marks in", True),
    ("range", '{"id": "K", "type": "book", "title": "T",\n "page": 12-13}', 2, "no value of JSON", True),
    ("short", '{"id": "K", "type": "book", "title": "T",\n "issued": {"date-parts": [[98]]}}', 2, "no date", True),
    ("inner list", '[{"id": "K", "type": "book",\n "title": "T"}]', 1, "a list begins", True),
    ("null", '{"id": "K", "type": "book", "publisher": "P",\n "title": null}', 2, "no title", True),
)  # fmt: skip
"""Faults of CSL-JSON."""


def csl(count: int, *, newline: str = "\n", seed: int = 2) -> Seeded:
    """A CSL-JSON file with every fault of the table in it, not closed at its end."""
    text = _Text(newline)
    text.add("[\n")
    seeded = Seeded("", [], [])
    step = max(1, count // len(CSL))
    for work in _works(count, seed):
        entry = {
            "id": work.key,
            "type": "article-journal" if work.number % 2 else "webpage",
            "title": f'{work.title} "quoted" \\ {{braced}}',
            "author": [{"family": work.family, "given": work.given}, {"literal": "The Town, Inc."}],
            "issued": {"date-parts": [[work.year, str(work.month)]]},
            "URL": f"https://example.org/{work.number}",
            "volume": work.number,
            "abstract": "Left out, with ] } and [ in it.",
        }
        text.add(
            json.dumps(entry, ensure_ascii=bool(work.number % 3), indent=work.number % 4) + ",\n"
        )
        seeded.good.append(work.key)
        at, rest = divmod(work.number, step)
        if not rest and at < len(CSL):
            name, lines, line, said, kept = CSL[at]
            key = f"bad-{at:02}"
            seeded.faults.append((text.line + line - 1, said))
            text.add(lines.replace('"K"', f'"{key}"', 1) + ",\n")
            if kept:
                seeded.good.append(key if name != "id" else "t-no-id")
    line = text.line
    text.add('{"id": "truncated", "title": "It en')
    seeded.faults.append((line, "is not closed"))
    return seeded._replace(text="".join(text.parts))


RIS = (
    ("type", "TY  - JUOR\nID  - K\nTI  - T\nER  - \n", 1, "unknown type", True),
    ("no type", "ID  - K\nTI  - T\nER  - \n", 1, "without 'TY'", True),
    ("no end", "TY  - JOUR\nID  - K\nTI  - T\n\n", 3, "has no 'ER'", True),
    ("title", "TY  - JOUR\nID  - K\nVL  - 2\nER  - \n", 1, "no title", True),
    ("tag", "TY  - JOUR\nID  - K\nTI  - T\nQQ  - what\nER  - \n", 4, "no tag 'QQ'", True),
    ("long tag", "TY  - JOUR\nID  - K\nTI  - T\nTIT  - U\nER  - \n", 4, "no tag 'TIT'", True),
    ("small", "TY  - JOUR\nID  - K\nti  - T\nER  - \n", 3, "not written as RIS", True),
    ("spaces", "TY  - JOUR\nID  - K\nTI - T\nER  - \n", 3, "not written as RIS", True),
    ("tab", "TY  - JOUR\nID  - K\nTI\t- T\nER  - \n", 3, "not written as RIS", True),
    ("year", "TY  - JOUR\nID  - K\nTI  - T\nPY  - 19x5\nER  - \n", 4, "'PY' is no date", True),
    ("month", "TY  - JOUR\nID  - K\nTI  - T\nDA  - 2020/13/01/\nER  - \n", 4, "'DA' is no date", True),
    ("day", "TY  - JOUR\nID  - K\nTI  - T\nDA  - 2021/02/30/\nER  - \n", 4, "'DA' is no date", True),
    ("future", "TY  - JOUR\nID  - K\nTI  - T\nPY  - 3020\nER  - \n", 4, "future", True),
    ("dates", "TY  - JOUR\nID  - K\nTI  - T\nDA  - 2020/01/01/\nPY  - 2021\nER  - \n", 5, "another date", True),
    ("access", "TY  - JOUR\nID  - K\nTI  - T\nY2  - soon\nER  - \n", 4, "'Y2' is no date", True),
    ("numbers", "TY  - BOOK\nID  - K\nTI  - T\nSN  - 978-0-306-40615-8\nER  - \n", 4, "neither", True),
    ("doi", "TY  - JOUR\nID  - K\nTI  - T\nDO  - none\nER  - \n", 4, "is no DOI", True),
    ("url", "TY  - JOUR\nID  - K\nTI  - T\nUR  - example\nER  - \n", 4, "web address", True),
    ("pages", "TY  - JOUR\nID  - K\nTI  - T\nEP  - 12\nER  - \n", 4, "no first", True),
    ("again", "TY  - JOUR\nID  - K\nTI  - T\nVL  - 1\nVL  - 2\nER  - \n", 5, "'VL' again", True),
    ("tight", "TY  - JOUR\nID  - K\nTI  - T\nIS  - 1\nVL-2\nER  - \n", 5, "not written as", True),
    ("dash", "TY  - JOUR\nID  - K\nTI  - T\nVL  – 2\nER  - \n", 4, "not written as RIS", True),
    ("bare", "TY  - JOUR\nID  - K\nTI  - T\nVL  - 2\nmore\nER  - \n", 5, "has no tag", True),
    ("joined", "TY  - JOUR\nID  - K\nTI  - T\nVL  - 2IS  - 3\nER  - \n", 4, "the middle of a line", True),
    ("hard spaces", "TY  - JOUR\nID  - K\nTI  - T\nVL\u00a0\u00a0- 2\nER  - \n", 4, "as RIS has it", True),
    ("twice", "TY  - JOUR\nID  - K\nTI  - T\nDO  - 10.1000/x\nDO  - 10.1000/y\nER  - \n", 5, "'DO' again", True),
    ("stray", "A text from elsewhere.\nTY  - JOUR\nID  - K\nTI  - T\nER  - \n", 1, "in no record", True),
    ("no text", "TY  - JOUR\nID  - K\nVL  - 2\nTI  - \nER  - \n", 4, "no title", True),
    ("end", "ER  - \n", 1, "ends nothing", False),
    ("empty", "TY  - JOUR\nID  - K\nER  - \n", 1, "no fields", False),
    ("double", "TY  - JOUR\nID  - work-000\nTI  - T\nER  - \n", 1, "there already", False),
)  # fmt: skip
"""Faults of RIS."""


def ris(count: int, *, newline: str = "\r\n", seed: int = 3) -> Seeded:
    """A RIS file in the manner of several programs, with every fault of the table in it."""
    text = _Text(newline)
    seeded = Seeded("", [], [])
    step = max(1, count // len(RIS))
    for work in _works(count, seed):
        text.add(_ris(work))
        seeded.good.append(work.key)
        at, rest = divmod(work.number, step)
        if not rest and at < len(RIS):
            _, lines, line, said, kept = RIS[at]
            key = f"bad-{at:02}"
            seeded.faults.append((text.line + line - 1, said))
            text.add(lines.replace("ID  - K", f"ID  - {key}", 1))
            if kept:
                seeded.good.append(key)
    line = text.line
    text.add("TY  - JOUR\nID  - truncated\nTI  - It ends he")
    seeded.faults.append((line + 2, "before the file ends"))
    return seeded._replace(text="".join(text.parts), good=[*seeded.good, "truncated"])


def _ris(work: _Work) -> str:
    address = f"https://example.org/{work.number}"
    if work.number % 3 == 0:  # as Zotero writes it
        return (
            f"TY  - JOUR\nTI  - {work.title}\nAU  - {work.family}, {work.given}\nT2  - Nature\n"
            f"AB  - An abstract\n  on two lines - with marks\nDA  - {work.year}/{work.month:02}/\n"
            f"PY  - {work.year}\nSP  - 1\nEP  - 9\nSN  - 0028-0836\nKW  - bridge\nKW  - river\n"
            f"UR  - {address}\nY2  - 2024/01/02/10:00:00\nID  - {work.key}\nER  - \n\n"
        )
    if work.number % 3 == 1:  # as PubMed writes it
        return (
            f"TY  - JOUR\nID  - {work.key}\nT1  - {work.title}\nAU  - {work.family}, {work.given}\n"
            f"AU  - World Health Organization\nY1  - {work.year}/{work.month:02}/{work.day:02}\n"
            f"JF  - Nature\nJO  - Nat.\nSN  - 1476-4687 (Electronic)\nL2  - {address}/x\n"
            f"DO  - 10.1234/{work.number}\nUR  - {address}\nER  -\n"
        )
    return (  # as EndNote writes it
        f"TY  - RPRT\nAU  - {work.family}, {work.given}\nPY  - {work.year}///\nTI  - {work.title}\n"
        f"PB  - Town Press\nCY  - Ås\nC1  - custom\nUR  - {address}\nID  - {work.key}\nER  - \n\n\n"
    )
