"""How a Markdown file becomes a `Page`."""

from __future__ import annotations

import contextlib
import functools
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from explainer.files import FileError, read_bytes
from explainer.markdown.blocks_extension import BLOCKS
from explainer.markdown_limits import find_excess
from explainer.model import CannotCheckError, Invalid, Page, Place
from explainer.pages import checked_conversion, empty_blocks, unknown_labels
from explainer.pages.checked_conversion import CheckedConversion, MarkdownFile
from explainer.pages.malformed_blocks import malformed_blocks
from explainer.pages.near_citations import near_citations
from explainer.pages.position_map import map_text
from explainer.pages.sentences import SentenceReader
from explainer.pages.sentinel_html import HtmlWithSentinels
from explainer.pages.sentinels import SentinelTable
from explainer.pages.structure import read_structure
from explainer.pages.unrendered import unread_sentence, unrendered_citations
from explainer.pages.waivers import read_page_waivers
from explainer.parallel import map_parallel
from explainer.yaml_schema import not_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.structure.files import File

    from explainer.model import NearCitation, Sentence
    from explainer.settings import Settings


_BLOCK_NAMES = frozenset(kind.NAME for kind in BLOCKS)


class PagesError(CannotCheckError):
    """A page, at `place`, could not be read, or one of the site's extensions failed on it."""

    def __init__(self, invalid: Invalid, error: Exception | None = None) -> None:
        """Take what is wrong with the page, and what was raised."""
        place = invalid.place
        where = f"{place.path}:{place.line}" if isinstance(error, UnicodeError) else place.path
        then = f"; {invalid.hint}" if isinstance(error, UnicodeError) else ""
        super().__init__(f"{where}: {invalid.message}{then}")
        self.invalid = invalid


def read_pages(settings: Settings) -> list[Page]:
    """All pages of a project, sorted by path. One that cannot be read says so in `invalid`."""
    return map_parallel(functools.partial(read_or_report, settings), settings.pages)


def read_or_report(settings: Settings, file: File) -> Page:
    """Read one page; where it cannot be read, the page says so in `invalid`."""
    try:
        return read_page(settings, file)
    except PagesError as error:
        path = settings.named(Path(file.abs_src_path or ""))
        required = settings.options.requires(file.src_uri)
        title = Path(path).stem
        return Page(path, file.url, title, required=required, invalid=error.invalid)


def read_page(settings: Settings, file: File, text: str | None = None) -> Page:
    """
    Read one page; `text` is used instead of the file's content if it is given.

    Raises `PagesError` where the file is not UTF-8 or an extension of the project fails on it.
    """
    with _page_errors(path := settings.named(Path(file.abs_src_path or ""))):
        page = _PageReader(settings, path, text_of(file) if text is None else text).page(file.url)
    options = settings.options
    return page._replace(
        required=options.requires(file.src_uri),
        asked_reviewers=options.asked_reviewers(file.src_uri),
    )


def read_with_sentinels(settings: Settings, file: File) -> HtmlWithSentinels:
    """The HTML of one page with sentinels. Raises `PagesError` as `read_page` does."""
    with _page_errors(path := settings.named(Path(file.abs_src_path or ""))):
        return _PageReader(settings, path, text_of(file)).html_with_sentinels()


def text_of(file: File) -> str:
    r"""The text of a page's file, with `\n` as line end. Raises `OSError`, `UnicodeDecodeError`."""
    raw = read_bytes(file.abs_src_path or "").decode("utf-8-sig")
    return raw.replace("\r\n", "\n").replace("\r", "\n")


@contextlib.contextmanager
def _page_errors(path: str) -> Iterator[None]:
    """Raise any exception as a `PagesError` with the path."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise PagesError(not_utf8(error, path), error) from error
    except FileError as error:
        place = Place(path, error.line)
        raise PagesError(Invalid(place, error.fault, error.hint)) from error
    except OSError as error:
        invalid = _failure(path, f"cannot be read: {error}", "see to its permissions")
        raise PagesError(invalid) from error
    except RecursionError as error:
        invalid = _failure(path, "is nested too deeply to be read", "nest less in it")
        raise PagesError(invalid) from error
    except PagesError:
        raise
    except Exception as error:
        message = f"a Markdown extension failed on it: {type(error).__name__}: {error}"
        hint = "take out what it fails on, or the extension from the settings"
        raise PagesError(_failure(path, " ".join(message.split()), hint)) from error


def _failure(path: str, message: str, hint: str) -> Invalid:
    return Invalid(Place(path), message, hint)


class _PageReader:
    """Reads one page from the text of its file; `path` is that of its places."""

    def __init__(self, settings: Settings, path: str, text: str) -> None:
        self._settings = settings
        excess = find_excess(text)
        if excess:
            place = Place(path, excess.line(text))
            raise PagesError(Invalid(place, excess.message, excess.hint))
        self._file = MarkdownFile.parse(path, text)

    @cached_property
    def conversion(self) -> CheckedConversion:
        return checked_conversion.convert(self._settings, self._file)

    def html_with_sentinels(self) -> HtmlWithSentinels:
        file, converted = self._file, self.conversion
        table = SentinelTable() if converted.inexact else converted.table
        return HtmlWithSentinels(file.path, file.text, converted.html, table)

    def page(self, url: str) -> Page:
        file, converted = self._file, self.conversion
        rendered, table = converted.rendered, converted.table
        units = [map_text(unit, table) for unit in rendered.units]
        reader = SentenceReader(table, file.start, self._settings.language)
        sentences = reader.read(units)
        title = file.front_matter.get("title") or rendered.title
        return Page(
            path=file.path,
            url=url,
            title=str(title or Path(file.path).stem),
            sentences=sentences,
            citations=tuple(reader.citations),
            unrendered=tuple(unrendered_citations(units, rendered.attributes, table, file)),
            waivers=tuple(read_page_waivers(file.text, file.path)),
            inexact=converted.inexact,
            data_blocks=converted.data_blocks,
            empty_blocks=(
                *empty_blocks.with_places(converted.empty_blocks, file.text, file.path),
                *malformed_blocks(file.text, file.path, _BLOCK_NAMES),
            ),
            unknown_labels=tuple(self._unknown_labels()),
            unread_sentence=(
                None if sentences else unread_sentence(rendered.unread_texts, table, file)
            ),
            structure=read_structure(converted.html, file, table),
            invalid=file.invalid,
            near_citations=tuple(self._near_citations(sentences)),
        )

    def _near_citations(self, sentences: Iterable[Sentence]) -> Iterable[NearCitation]:
        """What is nearly a citation; looked for only where a sentence has none."""
        file = self._file
        if all(sentence.covered for sentence in sentences):
            return ()
        return near_citations(file.text, file.path, self._settings.is_known)

    def _unknown_labels(self) -> Iterator[tuple[str, Place]]:
        """The labels of the page and its sections that do not exist."""
        file = self._file
        if file.label and not file.label.inherited_label:
            front_matter = file.text[: file.body_start]
            yield unknown_labels.of_page(file.label.label, front_matter, file.path)
        labels = self.conversion.unknown_labels
        yield from unknown_labels.in_headings(labels, file.text, file.path)
