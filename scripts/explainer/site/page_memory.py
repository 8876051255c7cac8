"""
What a check found in each file of a site, kept for the next one.

What is known of a file holds as long as its bytes do, and the shape of the site: its files, its
redirects, its URL and the software. A file is checked again as well if it links to a part of a
changed page that is no longer there, or that was missing before.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import xxhash

from explainer.site.check_result import BrokenLink, CheckResult

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from explainer.site.site_files import SiteFiles

_CHECKSUM = 16
_SIZE = 8
_IN_TARGET = frozenset({"anchor", "line-range", "text-fragment", "unused"})
"""The defects that depend on the content of a link's target."""


class DamagedMemoryError(Exception):
    """What was kept is not what was written."""


class PageMemory:
    """
    What is known of the files of a site.

    `shape` is the digest of what all results depend on, `digests` are those of the files,
    `redirects` the URLs to which pages redirect at once. `silent` are the digests of the Markdown
    files without a waiver and without an unused definition, by their paths.
    """

    def __init__(self, header: dict[str, Any], anchors: bytes, targets: bytes) -> None:
        self.shape: str = header["shape"]
        self.redirects: dict[str, str] = header["redirects"]
        self.silent: dict[str, str] = header["silent"]
        self.digests: dict[str, str] = header["digests"]
        self.counts: dict[str, int] = header["counts"]
        self.bases: dict[str, str] = header["bases"]
        self.texts: dict[str, list[str]] = header["texts"]
        self.remapped: dict[str, list[int]] = header["remapped"]
        self.broken = [BrokenLink(*fields) for fields in header["broken"]]
        self.anchors: Mapping[str, str] = _Slices(header["anchors"], anchors)
        self._targets = targets

    @classmethod
    def from_bytes(cls, data: bytes) -> PageMemory:
        """Read what `to_bytes` wrote. Raises `DamagedMemoryError` for anything else."""
        checksum, rest = data[:_CHECKSUM], data[_CHECKSUM:]
        if len(data) < _CHECKSUM or xxhash.xxh3_128_digest(rest) != checksum:
            raise DamagedMemoryError
        parts = []
        for _ in range(3):
            end = _SIZE + int.from_bytes(rest[:_SIZE], "big")
            parts.append(rest[_SIZE:end])
            rest = rest[end:]
        try:
            return cls(json.loads(parts[0]), parts[1], parts[2])
        except (LookupError, TypeError, ValueError) as error:
            # Another version has written it, with other fields.
            raise DamagedMemoryError from error

    def changed(self, files: SiteFiles) -> set[str]:
        """The files whose bytes have changed."""
        known = self.digests
        found = {path for path, digest in files.digests.items() if digest.hex() != known.get(path)}
        # The compressed file is compared with the other one.
        return found | {f"{path}.gz" for path in found if f"{path}.gz" in files.paths}

    def dependents(self, changed: set[str], anchors: Mapping[str, str]) -> set[str]:
        """
        The files that depend on what has changed in the others.

        `anchors` are the joined anchors of the changed pages as they are now.
        """
        found = {link.path for link in self.broken if _depends(link, changed)}
        found |= {path for path, texts in self.texts.items() if not changed.isdisjoint(texts)}
        lost = {path for path in changed if self._has_lost(path, anchors)}
        if lost:
            found |= {
                path for path, targets in self.targets.items() if not lost.isdisjoint(targets)
            }
        return found - changed

    def _has_lost(self, path: str, anchors: Mapping[str, str]) -> bool:
        """Whether a link that led to a part of a file may lead nowhere now."""
        if path not in anchors or path not in self.anchors:
            # The anchors of images are not kept.
            return True
        return not set(self.anchors[path].split("\0")) <= set(anchors[path].split("\0"))

    @functools.cached_property
    def targets(self) -> dict[str, list[str]]:
        """The pages to whose parts each file leads."""
        stored: dict[str, list[str]] = json.loads(self._targets)
        return stored

    def add_unchanged(self, result: CheckResult, checked: Collection[str]) -> None:
        """Add to a result what is known of the files that were not checked again."""
        result.broken += [link for link in self.broken if link.path not in checked]
        result.counts |= _without(self.counts, checked)
        result.bases |= _without(self.bases, checked)
        result.texts |= _without(self.texts, checked)
        result.remapped |= _without(self.remapped, checked)


def to_bytes(  # noqa: PLR0913  (all that is kept)
    shape: str,
    *,
    digests: Mapping[str, bytes],
    result: CheckResult,
    anchors: Mapping[str, str],
    targets: Mapping[str, Iterable[str]],
    redirects: Mapping[str, str],
    silent: Mapping[str, str],
) -> bytes:
    """What is kept of a check, after a checksum."""
    encoded = {path: joined.encode("utf-8", "surrogatepass") for path, joined in anchors.items()}
    header = {
        "shape": shape,
        "redirects": dict(redirects),
        "silent": dict(silent),
        "digests": {path: digest.hex() for path, digest in digests.items()},
        "counts": result.counts,
        "bases": result.bases,
        "texts": result.texts,
        "remapped": result.remapped,
        "broken": result.broken,
        "anchors": {path: len(each) for path, each in encoded.items()},
    }
    parts = (
        json.dumps(header).encode(),
        b"".join(encoded.values()),
        json.dumps({path: list(each) for path, each in targets.items() if each}).encode(),
    )
    rest = b"".join(len(part).to_bytes(_SIZE, "big") + part for part in parts)
    return xxhash.xxh3_128_digest(rest) + rest


class _Slices(Mapping[str, str]):
    """Strings by name, decoded on access from their joined bytes."""

    def __init__(self, sizes: Mapping[str, int], data: bytes) -> None:
        self._data = data
        self._spans: dict[str, tuple[int, int]] = {}
        start = 0
        for name, size in sizes.items():
            self._spans[name] = start, start + size
            start += size

    def __getitem__(self, name: str) -> str:
        start, end = self._spans[name]
        return self._data[start:end].decode("utf-8", "surrogatepass")

    def __contains__(self, name: object) -> bool:
        return name in self._spans

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _without(known: Mapping[str, Any], paths: Collection[str]) -> dict[str, Any]:
    """What is known of files other than these."""
    return {path: value for path, value in known.items() if path not in paths}


def _depends(link: BrokenLink, changed: set[str]) -> bool:
    return link.defect in _IN_TARGET and link.target in changed
