"""How `docs/claims/**/*.md` become claims."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from explainer import citations, inputs, unsaved, yaml_schema
from explainer.claims.schema import CLAIM_FIELDS, STATED
from explainer.model import Change, Citation, Claim, EvidenceItem, Invalid, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FRONT_MATTER = yaml_schema.FRONT_MATTER
_OPEN = re.compile(r"---[ \t]*\n")
_NO_CLAIM = {"index.md", "README.md"}
_STATED_FIELDS = tuple(entry for entry in CLAIM_FIELDS if entry.name in STATED)
_STATES = re.compile(rf"^[ \t]*[\"']?(?:{'|'.join(STATED)})\b", re.MULTILINE)


@dataclass(slots=True)
class Ledger:
    """
    All the claims of a project, and what is wrong with their files.

    `unread` are the paths of pages whose front matter could not be read, by their slugs; a citation
    of one of them is not unknown, its page is what is wrong.
    """

    claims: dict[str, Claim] = field(default_factory=dict)
    invalid: list[Invalid] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


def read_ledger(folder: Path, root: Path) -> Ledger:
    """
    Read every claim below `folder`; paths in what is found are relative to `root`.

    Every page there is a claim, but for `index.md`. Raises `OSError` where one cannot be opened.
    """
    inputs.note_tree(folder)
    ledger = Ledger()
    for path in sorted(folder.rglob("*.md")):
        if path.is_dir():
            ledger.invalid.append(yaml_schema.is_folder(path.relative_to(root).as_posix()))
            ledger.unread[path.relative_to(folder).as_posix().removesuffix(".md")] = ""
        elif path.name not in _NO_CLAIM:
            slug = path.relative_to(folder).as_posix().removesuffix(".md")
            where = path.relative_to(root).as_posix()
            claim, invalid = _read_file(path, slug, where)
            ledger.invalid += invalid
            if claim:
                ledger.claims[slug] = claim
            else:
                ledger.unread[slug] = where
    return ledger


def read_one_claim(folder: Path, root: Path, slug: str) -> Claim | None:
    """Read the claim of one slug, or give `None` where there is none. Raises `OSError`."""
    path = folder / f"{slug}.md"
    if not citations.is_key(slug) or path.name in _NO_CLAIM or not unsaved.is_file(path):
        return None
    return _read_file(path, slug, path.relative_to(root).as_posix())[0]


def _read_file(path: Path, slug: str, where: str) -> tuple[Claim | None, tuple[Invalid, ...]]:
    try:
        stamp = unsaved.stamp(path)
    except OSError:
        # A link may lead nowhere.
        stamp = (0, 0)
    return _read(str(path), slug, where, *stamp)


@functools.lru_cache(maxsize=10_000)
def _read(
    path: str, slug: str, where: str, _changed: int, _size: int
) -> tuple[Claim | None, tuple[Invalid, ...]]:
    text, not_utf8 = yaml_schema.read_file(path, where)
    if not_utf8:
        return None, (not_utf8,)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _FRONT_MATTER.match(text)
    if match and yaml_schema.check_front_matter(text, where)[1] is None:
        text = text[: match.end()]
    return _read_fields(text, slug, where)


# A claim stays the same value while the text below its fields changes.
@functools.lru_cache(maxsize=10_000)
def _read_fields(text: str, slug: str, where: str) -> tuple[Claim | None, tuple[Invalid, ...]]:
    claim, invalid = read_claim(text, slug, where)
    return claim, tuple(invalid)


def read_claim(text: str, slug: str, path: str) -> tuple[Claim | None, list[Invalid]]:
    """
    Read one claim from the text of its page.

    Returns the claim, or `None` where there is no front matter, and what is wrong with it.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        if _OPEN.match(text):
            return None, [yaml_schema.unended(path)]
        hint = f"begin with a line '---', then {', '.join(_required())}, then '---'"
        return None, [Invalid(Place(path), "has no front matter", hint)]
    # The line of dashes stays as an empty one, so that lines keep their numbers.
    record, invalid = yaml_schema.parse("\n" + match[1], path, CLAIM_FIELDS)
    if not citations.is_key(slug):
        citable = "-".join(re.findall(r"[\w.:]*\w", slug.rpartition("/")[2]))
        hint = f"rename it to {citable}.md"
        invalid.insert(0, Invalid(Place(path), f"cannot be cited as '@claims/{slug}'", hint))
    if record is None:
        wrong = yaml_schema.check_front_matter(text, path)[1]
        return None, [wrong or invalid[0]]
    if record.values.get("stub") != "yes":
        invalid += yaml_schema.incomplete(record, CLAIM_FIELDS)
    first, again = (record.values.get(name, "") for name in ("as_of", "review_after"))
    if first and again and again <= first:
        message = f"'review_after' is no day after 'as_of': {again!r}"
        hint = "say by when somebody has to look again, after the evidence was last read"
        invalid.append(Invalid(record.places["review_after"], message, hint))
    for item in record.items("article"):
        fault = yaml_schema.CHECKS["fingerprint"](item.text, CLAIM_FIELDS[0])
        if fault:
            hint = "take it from docs/article.yml"
            invalid.append(Invalid(item.place, f"'article' has an item that {fault}", hint))
    return _claim(record, slug, path), invalid


class Stated(NamedTuple):
    """What a field of a claim states, in running text, and where its value is in the page."""

    text: str
    start: int
    end: int


def is_claim(path: Path, folder: Path) -> bool:
    """Whether a page is a claim's, given the folder of claims."""
    return path.name not in _NO_CLAIM and path.is_relative_to(folder)


def front_matter(text: str) -> tuple[int, int]:
    """Where the fields of a page's front matter begin and end; nowhere, at nought, if it has none.

    The lines of dashes are none of them.
    """
    match = _FRONT_MATTER.match(text)
    return match.span(1) if match else (0, 0)


def read_stated(text: str) -> dict[str, Stated]:
    """What the front matter of a claim's page states in running text, by the names of fields."""
    start, end = front_matter(text)
    fields = text[start:end]
    record = _STATES.search(fields) and yaml_schema.parse(fields, "", _STATED_FIELDS)[0]
    if not record:
        return {}
    spans = {name: record.places.span(name) for name in STATED if name in record.values}
    return {
        name: Stated(record.values[name], start + first, start + last)
        for name, (first, last) in spans.items()
    }


def _required() -> list[str]:
    return [repr(entry.name) for entry in CLAIM_FIELDS if entry.required]


def _claim(record: yaml_schema.Record, slug: str, path: str) -> Claim:
    values = record.values
    return Claim(
        slug=slug,
        place=Place(path),
        title=values.get("title", slug),
        verdict=values.get("verdict", ""),
        section=values.get("section"),
        as_of=values.get("as_of"),
        review_after=values.get("review_after"),
        article=tuple(record.items("article")),
        evidence=tuple(_exhibits(record)),
        changes=tuple(
            Change(*map(each.values.get, Change._fields))  # type: ignore[arg-type]
            for each in record.records("changes")
            if each.values.keys() >= set(Change._fields)
        ),
        places=record.places,
        stub=values.get("stub") == "yes",
        holds=values.get("holds"),
        beyond=values.get("beyond"),
        shown_by=values.get("shown_by"),
    )


def _exhibits(record: yaml_schema.Record) -> Iterator[EvidenceItem]:
    for entry in record.records("evidence"):
        values = entry.values
        if not {"cite", "stance"} <= values.keys():
            continue
        place = entry.places["cite"]
        item = citations.find(f"[@{values['cite']}]")[0].items[0]
        yield EvidenceItem(
            citation=Citation(key=item.key, passage=item.passage, place=place),
            stance=values["stance"],
            why=values.get("why", ""),
            place=place,
            first_hand=values.get("first_hand") != "no",
        )
