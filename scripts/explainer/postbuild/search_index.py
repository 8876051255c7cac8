"""The index of the search: one script, which pages load when a reader first touches the box."""

from __future__ import annotations

import collections
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainer import yaml_schema
from explainer.markdown.translations import Translations, primary_language
from explainer.model import ALL_VERDICTS
from explainer.postbuild.search_entries import KINDS, Entry, entries, page_titles
from explainer.postbuild.site_words import site_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explainer.postbuild.built_site import BuiltSite

BOX = "[data-explainer-search]"
"""The element of a page that has the search box."""

_WORDS = Path(__file__).parent / "search_words"
_THEME_INDEXES = ("search/search_index.json", "search.json")


def add_search_index(site: BuiltSite) -> None:
    """
    Add the index of the search, and name it in the search box of each page.

    A site without such a box keeps the theme's own search and gets no index.
    """
    boxes = [box for page in site.pages.values() for box in page.tree.css(BOX)]
    if not boxes:
        return
    text = index_script(site)
    name = f"assets/search-index.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js"
    site.add_text(name, text)
    for box in boxes:
        # The page for what is not found is shown at any depth, and its base says so.
        base = (box.attributes.get("data-base") or ".").rstrip("/")
        box.attrs["data-index"] = f"{base}/{name}"
    # The search script reads the theme's index only where ours is missing.
    site.removed.update(_THEME_INDEXES)


def index_script(site: BuiltSite) -> str:
    """The index as a script, which pages that are opened from disk may load too."""
    value = index_of(site, site_words(site.settings))
    # A line separator would end the line of a script in old browsers.
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.explainerSearchIndex={said};\n"


def index_of(site: BuiltSite, translations: Translations) -> dict[str, Any]:
    """
    The index as JSON values.

    `pages` are the URL and the heading of each page that has an entry; one with a single entry has
    its title as a heading, which is left out. Each of `kinds`, `places`
    and so on has a value for every entry, since like values beside each other take less room:
    the number of its kind, that of its page, its anchor (0 where the title says it), its title,
    note and text, and the number of its verdict plus one.
    """
    found = list(entries(site, translations))
    titles = page_titles(site)
    urls = list(dict.fromkeys(entry.page for entry in found))
    numbers = {url: number for number, url in enumerate(urls)}
    counts = collections.Counter(entry.page for entry in found)
    language = primary_language(translations.language).lower()
    words = _language_words(language)
    vocabulary = site.project.vocabulary
    return {
        "language": language,
        "words": _shown_words(translations),
        "common": words.get("common", "").split(),
        "forms": _phrases(words.get("forms", ())),
        "same": [*_phrases(words.get("same", ())), *_phrases(vocabulary.same + vocabulary.search)],
        "onward": _onward(site, titles),
        "pages": [[url, titles.get(url, url)] if counts[url] > 1 else [url] for url in urls],
        "kinds": [KINDS.index(entry.kind) for entry in found],
        "places": [numbers[entry.page] for entry in found],
        "anchors": [_anchor(entry) for entry in found],
        "titles": [entry.title for entry in found],
        "notes": [entry.note for entry in found],
        "verdicts": [_verdict(entry) for entry in found],
        "texts": [entry.text for entry in found],
    }


def _anchor(entry: Entry) -> str | int:
    """The anchor of an entry, or 0 where the script can make it of the title by the same rule."""
    slug = re.sub("[ -]+", "-", re.sub("[^a-z0-9 -]", "", entry.title.lower())).strip("-")
    return 0 if entry.anchor == slug else entry.anchor


def _verdict(entry: Entry) -> int:
    return ALL_VERDICTS.index(entry.verdict) + 1 if entry.verdict in ALL_VERDICTS else 0


def _shown_words(translations: Translations) -> dict[str, Any]:
    """The texts that the search shows; verdicts as their keys and as readers see them."""
    search: dict[str, Any] = translations.values.get("search") or {}
    verdicts = [[key, translations.translate("verdict", key)] for key in ALL_VERDICTS]
    return {**search, "kinds": [search["kinds"][kind] for kind in KINDS], "verdicts": verdicts}


def _onward(site: BuiltSite, titles: dict[str, str]) -> list[list[str]]:
    """The pages that list everything, for a search that finds nothing: URL and heading."""
    listing = ("claims/index.md", "faq.md", "glossary.md", "timeline.md", "sources/index.md")
    pages = filter(None, map(site.page_of, listing))
    return [[page.url, titles[page.url]] for page in pages]


def _phrases(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    return [list(group) for group in groups]


def _language_words(language: str) -> dict[str, Any]:
    """Common words of a language and words of like meaning; nothing where there is no such file."""
    path = _WORDS / f"{language}.yml"
    if not path.is_file():
        return {}
    found: dict[str, Any] = yaml_schema.load(path.read_text(encoding="utf-8"))
    return found
