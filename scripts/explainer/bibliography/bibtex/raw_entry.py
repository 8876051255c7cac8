"""An entry as it is written, with the fields that it inherits by `crossref` and `xdata`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explainer.bibliography.bibtex.values import FieldValue
    from explainer.bibliography.entries import Bibliography


_MAX_DEPTH = 40


class RawEntry:
    """An entry with its raw fields."""

    def __init__(self, kind: str, key: str, line: int) -> None:
        self.kind = kind
        self.key = key
        self.line = line
        self.fields: dict[str, FieldValue] = {}
        self._inherited = False

    def inherit(
        self, others: Mapping[str, RawEntry], bibliography: Bibliography, depth: int = 0
    ) -> None:
        """Inherit the fields of the entries that `xdata` and `crossref` name, recursively."""
        if self._inherited or depth > _MAX_DEPTH:
            return
        self._inherited = True
        for name in ("xdata", "crossref"):
            if name not in self.fields:
                continue
            given = self.fields[name]
            for key in given.text.split(",") if name == "xdata" else [given.text]:
                other = self._referenced_entry(name, key.strip(), given.line, others, bibliography)
                if other:
                    other.inherit(others, bibliography, depth + 1)
                    self._inherit_from(name, other)

    def _referenced_entry(
        self,
        name: str,
        key: str,
        line: int,
        others: Mapping[str, RawEntry],
        bibliography: Bibliography,
    ) -> RawEntry | None:
        other = others.get(key.casefold())
        if other is None or other is self:
            names = (each.key for each in others.values() if each is not self)
            close = bibliography.nearest(key, names)
            hint = f"did you mean {close!r}?" if close else "add that entry to the file"
            bibliography.add_fault(line, f"{name!r} names no other entry: {key!r}", hint)
            return None
        return other

    def _inherit_from(self, name: str, other: RawEntry) -> None:
        inherited = dict(other.fields)
        if name == "crossref":
            whole = "journaltitle" if self.kind == "article" else "booktitle"
            for name_there, own_name in (("title", whole), ("subtitle", "booksubtitle")):
                if name_there in inherited:
                    inherited[own_name] = inherited.pop(name_there)
            for own in ("crossref", "xdata", "shorttitle", "doi", "url", "pages", "note"):
                inherited.pop(own, None)
        self.fields = {**inherited, **self.fields}
