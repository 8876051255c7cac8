"""The context of the page that is rendered: its site's data, and the state of its conversion."""

from __future__ import annotations

import functools
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from explainer import inputs
from explainer.claims import STATED, read_article, read_ledger, read_one_claim
from explainer.data import read_data
from explainer.markdown.citation_keys import key_exists
from explainer.markdown.generator import Generator
from explainer.markdown.page_links import PageLinks
from explainer.markdown.translations import Translations, override_texts, read_translations
from explainer.model import CLAIM_PREFIX, Source
from explainer.sources import read_source_file, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree import ElementTree as ET

    from markdown import Markdown

    from explainer import citations
    from explainer.data import DataFile, Plant
    from explainer.model import Article, Citation, Claim
    from explainer.yaml_schema import Record


class InvalidBlock(NamedTuple):
    """
    A block that could not be rendered: its name, its argument, what is wrong, and what to do.

    `is_own` is true for a block of this extension, or a misspelling of one.
    """

    name: str
    argument: str
    message: str
    hint: str
    is_own: bool


class PageContext:
    """
    The page, the site's data and the translations, for one parser.

    Without a site generator, the docs directory is the option `docs_dir` relative to the working
    directory, and the page is `index.md`.
    """

    def __init__(self, md: Markdown, options: Mapping[str, Any]) -> None:
        """Take the parser and the extension's options."""
        self._md = md
        self._generator = Generator(md)
        self.checking = bool(options["checking"])
        self._in_template = options["references"] == "template"
        self._in_text = bool(options["in_text"])
        self._bibliography = str(options["bibliography"])
        self._ledger = str(options["ledger"])
        self._glossary = str(options["glossary"])
        self._docs_dir_option = Path(str(options["docs_dir"]))
        self.insert_sentinels: Plant | None = None
        """Inserts sentinels into the running text of data files, in a conversion for the checks."""
        self.stated: Mapping[str, str] = {}
        """The running text in a claim's front matter by field, in a conversion for the checks."""
        self.links = PageLinks(self.relative_url)
        self._resolved: dict[str, Source | Claim | None] = {}
        self._deferred: list[Callable[[], None]] = []
        self._ids: set[str] = set()
        self.data_blocks: list[str] = []
        """The data blocks on the page, as `DataFile.block` formats them."""
        self.invalid_blocks: list[InvalidBlock] = []
        """The blocks on the page that could not be rendered."""
        self.unknown_labels: list[str] = []
        """The labels of the page's sections that do not exist."""
        translations = read_translations(str(options["language"] or "en"))
        self.translations: Translations = (
            override_texts(translations, options["words"]) if options["words"] else translations
        )

    @property
    def path(self) -> str:
        """The page's path below the docs directory, such as `claims/heat.md`."""
        return self._generator.page_path

    @property
    def meta(self) -> dict[str, Any]:
        """The page's front matter, as the templates will see it; changes to it are kept."""
        return self._generator.front_matter

    @property
    def in_template(self) -> bool:
        """
        Whether the theme's template renders the list of references.

        That needs front matter to pass the HTML on, and a generator that has resolved the links
        in it by now: it does not look at what is outside the page's content later.
        """
        return self._in_template and self._generator.has_page and self.links.all_resolved

    @functools.cached_property
    def docs_dir(self) -> Path:
        """The absolute path of the docs directory."""
        return self._generator.docs_dir or self._docs_dir_option.absolute()

    @functools.cached_property
    def _sources_dir(self) -> Path:
        return self.docs_dir / "sources"

    @property
    def sources(self) -> dict[str, Source]:
        """All sources of the site by key; empty where they cannot be read."""
        try:
            return read_sources(self._sources_dir, self.docs_dir.parent).sources
        except OSError:
            return {}

    @property
    def claims(self) -> dict[str, Claim]:
        """All claims of the site by slug; empty where they cannot be read."""
        try:
            return read_ledger(self.docs_dir / CLAIM_PREFIX, self.docs_dir.parent).claims
        except OSError:
            return {}

    @property
    def article(self) -> Article | None:
        """The article that the site explains; `None` where there is none or it cannot be read."""
        try:
            return read_article(self.docs_dir / "article.yml", self.docs_dir.parent)[0]
        except OSError:
            return None

    def read_data_file(self, data: DataFile, which: str = "") -> Record | None:
        """The record in a data file; `None` where it cannot be read."""
        return read_data(self.docs_dir, data, which, self.insert_sentinels)

    def unique_id(self, name: str) -> str:
        """An element id that is unique among those returned here: `name`, `name-2` and so on."""
        found, number = name, 1
        while found in self._ids:
            number += 1
            found = f"{name}-{number}"
        self._ids.add(found)
        return found

    def has_id(self, name: str) -> bool:
        """Whether `unique_id` has returned this id on this page."""
        return name in self._ids

    @functools.cached_property
    def claim(self) -> Claim | None:
        """The claim whose page is rendered; `None` on any other page."""
        return (
            self._claim(self.path.removesuffix(".md"))
            if self.path.startswith(CLAIM_PREFIX)
            else None
        )

    @property
    def claim_texts(self) -> dict[str, str]:
        """The running text in the front matter of a claim's page, by field."""
        if self.checking:
            return dict(self.stated)
        texts = {name: getattr(self.claim, name, None) for name in STATED}
        return {name: text for name, text in texts.items() if text}

    def _claim(self, key: str) -> Claim | None:
        slug = key.removeprefix(CLAIM_PREFIX)
        try:
            return read_one_claim(self.docs_dir / CLAIM_PREFIX, self.docs_dir.parent, slug)
        except OSError:
            return None

    def resolve(self, item: citations.Item | Citation) -> Source | Claim | None:
        """The source or claim that is cited; `None` where it or its passage does not exist."""
        if item.key not in self._resolved:
            self._resolved[item.key] = self._read(item.key)
        cited = self._resolved[item.key]
        if item.passage is None or (isinstance(cited, Source) and cited.passage(item.passage)):
            return cited
        return None

    def _read(self, key: str) -> Source | Claim | None:
        if key.startswith(CLAIM_PREFIX):
            return self._claim(key)
        try:
            return read_source_file(self._sources_dir, self.docs_dir.parent, key)
        except OSError:
            return None

    def is_citation_key(self, key: str) -> bool:
        """Whether a key in running text is a citation, and not the mention of a person."""
        return self._in_text or key_exists(self.docs_dir, key)

    @property
    def citation_keys_dir(self) -> Path | None:
        """The docs directory whose files decide whether `@key` is a citation; `None` if always."""
        return None if self._in_text else self.docs_dir

    @functools.cached_property
    def bibliography_page(self) -> str | None:
        """The page with the bibliography, by its path in the docs directory; `None` if missing."""
        return self._bibliography if self._is_file(self._bibliography) else None

    @functools.cached_property
    def ledger_page(self) -> str | None:
        """The page with the ledger, by its path in the docs directory; `None` if missing."""
        return self._ledger if self._is_file(self._ledger) else None

    def _is_file(self, page: str) -> bool:
        path = self.docs_dir / page
        inputs.note_existence(path)
        return path.is_file()

    @property
    def glossary_file(self) -> Path | None:
        """The path of the glossary; `None` where it is missing, or is this page."""
        path = self.docs_dir / self._glossary
        inputs.note_content(path)
        return path if path.is_file() and self.path != self._glossary else None

    def defer(self, fill: Callable[[], None]) -> None:
        """Defer a function until URLs of other pages and the page's references are known."""
        self._deferred.append(fill)

    def run_deferred(self) -> None:
        """Run the deferred functions, in order."""
        for fill in self._deferred:
            fill()
        self._deferred.clear()

    def reset(self) -> None:
        """Clear the state of the last page, since a parser is used for several."""
        self._resolved.clear()
        for known in ("docs_dir", "_sources_dir", "bibliography_page", "claim", "ledger_page"):
            self.__dict__.pop(known, None)
        self.links = PageLinks(self.relative_url)
        self._deferred.clear()
        self._ids.clear()
        self.data_blocks.clear()
        self.invalid_blocks.clear()
        self.unknown_labels.clear()

    def relative_url(self, page: str) -> str:
        """The relative URL from this page to a page, given by its path in the docs directory."""
        return posixpath.relpath(page, posixpath.dirname(self.path) or ".")

    def stash_html(self, html: str) -> str:
        """
        Stash HTML and return its placeholder, for the text of an element.

        HTML that is complete should bypass the tree: each treeprocessor iterates over every
        element of it.
        """
        return self._md.htmlStash.store(html)

    def serialize(self, element: ET.Element) -> str:
        """Serialize an element that is removed from the tree, with all postprocessors applied."""
        html = str(self._md.serializer(element))
        for processor in self._md.postprocessors:
            html = processor.run(html)
        return html
