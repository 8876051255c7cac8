"""The files of a project before and after everything that can be mended without a person."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from explainer import atomic, yaml_schema
from explainer.claims import CLAIM_FIELDS
from explainer.fixes.field_order import in_order
from explainer.fixes.replacements import Replacement, apply, replacements
from explainer.sources import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from explainer.model import Problem, Project

_BOM = "\ufeff"


class FileFix(NamedTuple):
    """A file at `path`, relative to the project, before and after."""

    path: str
    before: bytes
    after: bytes

    def diff(self, shown: str) -> str:
        """The unified diff of the two; `shown` is the path as people see it."""
        before, after = (each.decode().splitlines(keepends=True) for each in self[1:])
        found = difflib.unified_diff(before, after, fromfile=shown, tofile=shown)
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in found
        )

    def write(self, root: Path) -> bool:
        """Write the file in one step; false where it has changed meanwhile. Raises `OSError`."""
        file = root / self.path
        if file.read_bytes() != self.before:
            return False
        atomic.write(file, self.after)
        return True


def plan_fixes(root: Path, project: Project, problems: Iterable[Problem]) -> list[FileFix]:
    """The files of a project that change, in the order of their paths. Raises `OSError`."""
    changes: dict[str, list[Replacement]] = {}
    for each in replacements(problems, project):
        changes.setdefault(each.place.path, []).append(each)
    sources = {source.place.path for source in project.sources.values()}
    claims = {claim.place.path for claim in project.claims.values()}
    found = []
    for path in sorted({*changes, *sources, *claims}):
        before = (root / path).read_bytes()
        try:
            text = before.decode()
        except UnicodeDecodeError:
            continue
        bom = _BOM if text.startswith(_BOM) else ""
        text = apply(text.removeprefix(bom), changes.get(path, ()))
        if path in sources:
            text = in_order(text, [entry.name for entry in FIELDS])
        elif path in claims:
            text = _claim_in_order(text)
        after = (bom + text).encode()
        if after != before:
            found.append(FileFix(path, before, after))
    return found


def _claim_in_order(text: str) -> str:
    """The page of a claim with the fields of its front matter in order."""
    match = yaml_schema.FRONT_MATTER.match(text)
    if not match:
        return text
    start, end = match.span(1)
    names = [entry.name for entry in CLAIM_FIELDS]
    return text[:start] + in_order(text[start:end], names) + text[end:]
