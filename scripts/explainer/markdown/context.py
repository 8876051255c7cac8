"""What the extension knows of the page that is being rendered and of the site around it."""

from __future__ import annotations

import functools
import os
import posixpath
import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from explainer.claims import STATED, read_article, read_ledger, read_one_claim
from explainer.data import read_data
from explainer.markdown.translations import Words, read_words, with_others
from explainer.model import CLAIMS, LABELS, Source
from explainer.sources import read_source_file, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown import Markdown

    from explainer import citations
    from explainer.data import DataFile, Plant
    from explainer.model import Article, Citation, Claim
    from explainer.yaml_schema import Record


class Lacking(NamedTuple):
    """
    A block that shows nothing: its name and what stands behind it, why, and what to do.

    `ours` is whether it is a block of ours, or meant to be.
    """

    name: str
    argument: str
    message: str
    hint: str
    ours: bool


_PLACEHOLDERS = re.compile("\x02(?:amp|wzxhzdk:\\d+|klzzwxh:\\d+)\x03")


class Context:
    """
    The page, the site's sources and its words, for one parser.

    MkDocs and Zensical both leave the page on the parser, each in its own place; under neither,
    the site is taken to be in the working folder and the page to be at its top.
    """

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        """Take a parser and the extension's options."""
        self._md = md
        self.checking = bool(options["checking"])
        self._in_template = options["references"] == "template"
        self._in_text = bool(options["in_text"])
        self._bibliography = str(options["bibliography"])
        self._ledger = str(options["ledger"])
        self._glossary = str(options["glossary"])
        self._docs_dir = Path(str(options["docs_dir"]))
        self.plant: Plant | None = None
        """Puts sentinels into what data files state, for the checks."""
        self.stated: Mapping[str, str] = {}
        """The running text of the front matter of the claim that is checked, by its fields."""
        self.links = Links(self)
        self._cited: dict[str, Source | Claim | None] = {}
        self._unfilled: list[Callable[[], None]] = []
        self._names: set[str] = set()
        self.shown: list[str] = []
        """The blocks of data files on the page, as `DataFile.block` has them."""
        self.lacking: list[Lacking] = []
        """The blocks on the page that show nothing."""
        self.mislabelled: list[str] = []
        """The labels of the page's sections that there are not."""
        words = read_words(str(options["language"] or "en"))
        self.words: Words = with_others(words, options["words"]) if options["words"] else words

    @property
    def path(self) -> str:
        """The page's path relative to the folder of pages."""
        if "relpath" in self._md.treeprocessors:
            return str(self._md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return str(self._md.preprocessors["rendering_context"].page.path)  # type: ignore[attr-defined]
        return "index.md"

    @property
    def meta(self) -> dict[str, Any]:
        """The page's front matter, as the templates will see it."""
        meta = getattr(self._page, "meta", None)
        return meta if isinstance(meta, dict) else {}

    @property
    def _page(self) -> Any:  # noqa: ANN401  (each generator has its own)
        if "relpath" in self._md.treeprocessors:
            return self._md.treeprocessors["relpath"].file.page  # type: ignore[attr-defined]
        if "rendering_context" in self._md.preprocessors:
            return self._md.preprocessors["rendering_context"].page  # type: ignore[attr-defined]
        return None

    @property
    def in_template(self) -> bool:
        """
        Whether the list of references is left to the theme.

        That needs front matter for it to be left in, and a generator that has resolved the links
        in it by now: what is not in the page's content is not looked at later.
        """
        return self._in_template and bool(self.meta or self._page) and self.links.resolved

    @functools.cached_property
    def docs(self) -> Path:
        """The folder of pages."""
        config: Any = {}
        if "relpath" in self._md.treeprocessors:
            config = self._md.treeprocessors["relpath"].config  # type: ignore[attr-defined]
        elif "rendering_context" in self._md.preprocessors:
            config = self._md.preprocessors["rendering_context"].config  # type: ignore[attr-defined]
        try:
            return Path(config["docs_dir"]).absolute()
        except (KeyError, TypeError):
            return self._docs_dir.absolute()

    @functools.cached_property
    def _shelf(self) -> Path:
        return self.docs / "sources"

    @property
    def sources(self) -> dict[str, Source]:
        """All the site's sources by key; none where they cannot be read."""
        try:
            return read_sources(self._shelf, self.docs.parent).sources
        except OSError:
            return {}

    @property
    def claims(self) -> dict[str, Claim]:
        """All the site's claims by slug; none where they cannot be read."""
        try:
            return read_ledger(self.docs / CLAIMS, self.docs.parent).claims
        except OSError:
            return {}

    @property
    def article(self) -> Article | None:
        """The article that the site explains, if it has one that can be read."""
        try:
            return read_article(self.docs / "article.yml", self.docs.parent)[0]
        except OSError:
            return None

    def data(self, data: DataFile, which: str = "") -> Record | None:
        """What a data file holds; nothing where it cannot be read."""
        return read_data(self.docs, data, which, self.plant)

    def unique(self, name: str) -> str:
        """A name for an element, which no other has that was named here on this page."""
        found, number = name, 1
        while found in self._names:
            number += 1
            found = f"{name}-{number}"
        self._names.add(found)
        return found

    def is_named(self, name: str) -> bool:
        """Whether an element of the page was given that name."""
        return name in self._names

    @functools.cached_property
    def claim(self) -> Claim | None:
        """The claim whose page this is, if it is one's."""
        return self._claim(self.path.removesuffix(".md")) if self.path.startswith(CLAIMS) else None

    @property
    def parts(self) -> dict[str, str]:
        """What the front matter of a claim's page states in running text, by its fields."""
        if self.checking:
            return dict(self.stated)
        texts = {name: getattr(self.claim, name, None) for name in STATED}
        return {name: text for name, text in texts.items() if text}

    def _claim(self, key: str) -> Claim | None:
        slug = key.removeprefix(CLAIMS)
        try:
            return read_one_claim(self.docs / CLAIMS, self.docs.parent, slug)
        except OSError:
            return None

    def cited(self, item: citations.Item | Citation) -> Source | Claim | None:
        """What a key of a citation cites, if it and its passage exist; claims have no passages."""
        if item.key not in self._cited:
            self._cited[item.key] = self._read(item.key)
        cited = self._cited[item.key]
        if item.passage is None or (isinstance(cited, Source) and cited.passage(item.passage)):
            return cited
        return None

    def _read(self, key: str) -> Source | Claim | None:
        if key.startswith(CLAIMS):
            return self._claim(key)
        try:
            return read_source_file(self._shelf, self.docs.parent, key)
        except OSError:
            return None

    def is_known(self, key: str) -> bool:
        """Whether a key in running text is a citation, and not the mention of a person."""
        return self._in_text or is_there(self.docs, key)

    @property
    def docs_of_keys(self) -> Path | None:
        """The folder that says what a key in running text may cite; none where it may anything."""
        return None if self._in_text else self.docs

    @functools.cached_property
    def bibliography(self) -> str | None:
        """The page that lists the site's sources, if there is one."""
        return self._bibliography if (self.docs / self._bibliography).is_file() else None

    @functools.cached_property
    def ledger(self) -> str | None:
        """The page that lists the site's claims, if there is one."""
        return self._ledger if (self.docs / self._ledger).is_file() else None

    @property
    def glossary(self) -> Path | None:
        """The page with the glossary, if there is one and this is not it."""
        path = self.docs / self._glossary
        return path if path.is_file() and self.path != self._glossary else None

    def fill_later(self, fill: Callable[[], None]) -> None:
        """Have something filled when other pages' addresses and the page's references are known."""
        self._unfilled.append(fill)

    def fill_blocks(self) -> None:
        """Fill what waits."""
        for fill in self._unfilled:
            fill()
        self._unfilled.clear()

    def forget(self) -> None:
        """Forget what was known of the page before, since a parser may be used again."""
        self._cited.clear()
        for known in ("docs", "_shelf", "bibliography", "claim", "ledger"):
            self.__dict__.pop(known, None)
        self.links = Links(self)
        self._unfilled.clear()
        self._names.clear()
        self.shown.clear()
        self.lacking.clear()
        self.mislabelled.clear()

    def link(self, page: str) -> str:
        """The address of a page, given by its path in the folder of pages, from this one."""
        return posixpath.relpath(page, posixpath.dirname(self.path) or ".")

    def raw(self, html: str) -> str:
        """
        A placeholder for finished HTML, for the text of an element.

        What is known to be finished need not pass through the tree, where every element costs
        each of a dozen processors a look.
        """
        return self._md.htmlStash.store(html)

    def finished(self, element: ET.Element) -> str:
        """The HTML of an element that is taken out of the tree, as it would have become there."""
        html = str(self._md.serializer(element))
        for processor in self._md.postprocessors:
            html = processor.run(html)
        return html


def is_there(docs: Path, key: str) -> bool:
    """Whether a key is a label, or that of a file of a source or a claim in a folder of pages."""
    if key in LABELS:
        return True
    path = f"{docs}/{key}.md" if key.startswith(CLAIMS) else f"{docs}/sources/{key}.yml"
    try:
        # It is asked for every at sign of every page, of any length; `Path` would be slower.
        return os.path.isfile(path)  # noqa: PTH113
    except ValueError:
        return False


class Links:
    """
    The addresses of other pages, as the site's generator makes them.

    Only a generator knows what a link to a `.md` file becomes, and it looks for such links in the
    tree. So each page that is to be linked to gets one link there, in a box that is taken out
    again when the generator has been by; finished HTML then uses the addresses.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._addresses: dict[str, str] = {}
        self._box: ET.Element | None = None

    def want(self, page: str) -> None:
        """Ask for the address of a page, given by its path in the folder of pages."""
        self._addresses.setdefault(page, self._context.link(page))

    def set_out(self, root: ET.Element) -> None:
        """Put a link to each page that was asked for into the tree."""
        if self._addresses:
            self._box = ET.SubElement(root, "div")
            for address in self._addresses.values():
                ET.SubElement(self._box, "a", {"href": address})

    def take_in(self, root: ET.Element) -> None:
        """Take the links out of the tree again, with what has become of them."""
        if self._box is not None:
            root.remove(self._box)
            made = (escape(link.get("href", "")) for link in self._box)
            self._addresses = dict(zip(self._addresses, made, strict=True))

    @property
    def resolved(self) -> bool:
        """Whether no address leads to a Markdown file any more."""
        return not any(address.endswith(".md") for address in self._addresses.values())

    def to(self, page: str, fragment: str = "") -> str:
        """The address of a page or of an anchor on it, in HTML; anchors are plain characters."""
        address = self._addresses[page]
        return f"{address}#{fragment}" if fragment else address


def plain(text: str) -> str:
    """Text out of a half-finished tree: Python-Markdown's placeholders resolved or removed."""
    text = text.replace("\x02amp\x03", "&")
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text)
    return " ".join(_PLACEHOLDERS.sub("", text).split())
