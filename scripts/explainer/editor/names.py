"""
Where names stand in files: keys of sources, slugs of passages and claims, and labels.

They are found in texts as these are, finished or not, and also in pages that are not published.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explainer import citations
from explainer.claims import front_matter
from explainer.editor.edits import offset_of, place_of
from explainer.editor.file_kinds import ARTICLE, CLAIM, SOURCE, kind_of
from explainer.model import CLAIM_PREFIX, is_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from explainer.model import Place
    from explainer.settings import Settings
    from explainer.workspace import Workspace

SOURCE_KEY = "source"
PASSAGE = "passage"
CLAIM_SLUG = "claim"
LABEL = "label"

_CITE = re.compile(
    r"""(?<![\w-])cite:[ \t]*["']?(?P<key>[^\s"',{}\[\]#]+)(?:\#(?P<passage>[^\s"',{}\[\]]+))?"""
)
_COVERED_BY = re.compile(r"""(?<![\w-])claim:[ \t]*["']?(?P<key>[^\s"',{}\[\]#]+)""")
_SLUG = re.compile(
    r"""^[ \t]*(?:-[ \t]+\{?[ \t]*)?slug:[ \t]*["']?(?P<key>[^\s"',{}#]+)""", re.MULTILINE
)


class Name(NamedTuple):
    """
    A name in a file: its kind, and where it stands.

    `key` is that of a source, a claim's slug, or a label; `slug` the passage of that source.
    `defines` is true where the file says what it names, and does not only cite it.
    """

    kind: str
    key: str
    place: Place
    slug: str = ""
    defines: bool = False

    def is_same(self, other: Name) -> bool:
        """Whether both name the same thing."""
        return (self.kind, self.key, self.slug) == (other.kind, other.key, other.slug)


def names_in(path: str, text: str, settings: Settings) -> Iterator[Name]:
    """All names in the text of a file, in no particular order."""
    kind = kind_of(path, settings)
    known: Callable[[str], bool] | None = settings.is_known
    if settings.options.in_text:
        known = None
    for group in citations.find(text, known):
        for item in group.items:
            start = item.at + 1 + (text[item.at + 1] == "{")
            yield from _cited(path, text, start, item.key, item.passage)
    if kind == CLAIM:
        for match in _CITE.finditer(text, *front_matter(text)):
            yield from _cited(path, text, match.start("key"), match["key"], match["passage"])
    elif kind == ARTICLE:
        for match in _COVERED_BY.finditer(text):
            yield Name(CLAIM_SLUG, match["key"], place_of(path, text, *match.span("key")))
    elif kind == SOURCE:
        key = source_key(path, settings)
        for match in _SLUG.finditer(text):
            place = place_of(path, text, *match.span("key"))
            yield Name(PASSAGE, key, place, match["key"], defines=True)


def _cited(path: str, text: str, start: int, key: str, passage: str | None) -> Iterator[Name]:
    end = start + len(key)
    if is_label(key, passage):
        yield Name(LABEL, key, place_of(path, text, start, end))
    elif key.startswith(CLAIM_PREFIX):
        slug = key.removeprefix(CLAIM_PREFIX)
        yield Name(CLAIM_SLUG, slug, place_of(path, text, end - len(slug), end))
    else:
        yield Name(SOURCE_KEY, key, place_of(path, text, start, end))
        if passage:
            place = place_of(path, text, end + 1, end + 1 + len(passage))
            yield Name(PASSAGE, key, place, passage)


def source_key(path: str, settings: Settings) -> str:
    """The key of the source that a file describes."""
    return path.removeprefix(f"{settings.named(settings.sources_dir)}/").removesuffix(".yml")


def claim_slug(path: str, settings: Settings) -> str:
    """The slug of the claim whose page a file is."""
    return path.removeprefix(f"{settings.named(settings.claims_dir)}/").removesuffix(".md")


def name_at(workspace: Workspace, path: str, line: int, column: int) -> Name | None:
    """
    What the name at a position names; `None` where there is none.

    On the first line of a source's file, and on the title in a claim's, it is that of the file.
    """
    settings, text = workspace.latest_settings, workspace.text(path)
    if settings is None or text is None:
        return None
    at = (line, column)
    for name in names_in(path, text, settings):
        place = name.place
        # A cursor directly behind a name is on it.
        if (place.line, place.column) <= at <= (place.end_line, place.end_column):
            return name
    return _name_of_file(path, text, line, settings)


def _name_of_file(path: str, text: str, line: int, settings: Settings) -> Name | None:
    start = offset_of(text, line, 1)
    written = text[start:].partition("\n")[0]
    place = place_of(path, text, start, start + len(written))
    kind = kind_of(path, settings)
    if kind == SOURCE and (line == 1 or written.startswith("title:")):
        return Name(SOURCE_KEY, source_key(path, settings), place, defines=True)
    first, last = front_matter(text) if kind == CLAIM else (0, 0)
    if first <= start < last and written.startswith("title:"):
        return Name(CLAIM_SLUG, claim_slug(path, settings), place, defines=True)
    return None


def all_names(workspace: Workspace, wanted: Name) -> Iterator[Name]:
    """Every name in the project that names the same thing as one does."""
    settings = workspace.settings
    if settings is None:
        return
    for path in workspace.files():
        text = workspace.text(path)
        if text and wanted.key in text:
            found = (name for name in names_in(path, text, settings) if name.is_same(wanted))
            # A citation in a field is found as one, and as the value of the field.
            yield from sorted(set(found), key=lambda name: name.place)
