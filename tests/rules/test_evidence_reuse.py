"""Passages that are cited often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import projects

if TYPE_CHECKING:
    from pathlib import Path


def test_many_pages(tmp_path: Path) -> None:
    """A passage is counted over all pages, also where processes share them."""
    pages = {f"docs/{n}.md": f"# {n}\n\nW{n} x{n} y{n}. [@ipcc#warming]\n" for n in range(40)}
    result = projects.run(
        projects.write(tmp_path, {**projects.BASE, **pages}),
        "check",
        "--select=passage-cited-often",
    )

    assert "'ipcc#warming' backs 41 different sentences on 41 pages\n" in result.output
    assert "1 problem in 41 pages" in result.output
